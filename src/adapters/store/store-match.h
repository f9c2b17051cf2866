/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/store/store-private.h"
#include "core/search-words.h"

/*
 * FTS5's MATCH for all of the words (SearchWord *), for the index of which terms tells the
 * first term at or after one. Inside an open transaction. To cut (char *) goes the text of each
 * word that begins too many others, where there are many cases: not all of these are looked
 * for. NULL on failure; g_free() it.
 */
char *store_match(
	Store *store, StoreStatement terms, const GPtrArray *words, GPtrArray *cut, GError **error);

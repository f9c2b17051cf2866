/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/reader-frame.h"
#include "core/form-vocabulary.h"
#include "reader/confine.h"

/*
 * Reads one file in a confined child of its own and gives its answer, or why there is
 * none: what a file does to its child ends with it. busy is called before each
 * page whose letters are read from a picture, at most READER_PAGES_MAX times;
 * each such page gives the child more time. ret_text is always set; g_free() it.
 */
ReaderStatus child_read_file(const Confinement *confinement, const FormVocabulary *vocabulary,
	const char *name, GBytes *content, void (*busy)(void), char **ret_text);

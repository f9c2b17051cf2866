/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/notice/planned.h"
#include "core/record.h"

/* Members of the facts of a notice (core/notice/notice.h), which are texts ready to be shown. */

/* Puts text under key; nothing if it is NULL or empty: the template leaves its place out. */
void facts_put_text(Record *facts, const char *key, const char *text);

/* Puts number in decimal digits. */
void facts_put_number(Record *facts, const char *key, gint64 number);

/* Puts "flags": the title of each of these, and what it says of the case. flags: PlannedFlag *. */
void facts_put_flags(Record *facts, const GPtrArray *flags, const char *language);

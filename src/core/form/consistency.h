/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/date.h"
#include "core/form/reading.h"

/*
 * Contradictions and gaps. Each is a question to a person, never a correction.
 * A flag is a row of the table: code, title and the function that finds it.
 */
typedef struct {
	const char *code;
	const char *title;   /* Swedish, names the flag without content: may be mailed */
	const char *english; /* the same in English */
} ConsistencyFlag;

/* All flags of lexsarah(1). ret_count: how many. Static. */
const ConsistencyFlag *consistency_flags(gsize *ret_count);

/* The title of a flag in that language (NULL: Swedish), NULL for an unknown code. Static. */
const char *consistency_title(const char *code, const char *language);

/* More working days between two dates than these are a question: law says "genast". */
typedef struct {
	guint late_report_days; /* from noticed to signed or received */
	guint slow_start_days;  /* from received to started */
} ConsistencyLimits;

#define CONSISTENCY_LIMITS_STANDARD                                                                \
	{                                                                                          \
		.late_report_days = 5, .slow_start_days = 5                                        \
	}

/*
 * Adds to each reading of file the flags that its values call for; fields and
 * values stay as they are. Flags that a reading has are not added again. limits:
 * NULL for the standard ones.
 */
void consistency_check(ReadingFile *file, const ConsistencyLimits *limits);

/*
 * The same for a stamp that names another day than that on which the case arrived;
 * both stand, for a stamp may be of another report, or read wrong.
 */
void consistency_check_arrival(ReadingFile *file, CivilDate arrived);

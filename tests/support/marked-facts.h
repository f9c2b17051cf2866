/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/notice/notice.h"

/*
 * Facts of a careless caller: each field that the reader may not see on a plain
 * route is a marker word, and under the names of other fields, and of none,
 * markers stand at every place.
 */

/* Which facts there are; {{^field}} is as much of a template as {{#field}}. */
typedef enum { MARKED_TRUE, MARKED_FALSE, MARKED_ALONE, MARKED_SHAPE_COUNT } MarkedShape;

typedef struct {
	Audience audience;
	Route route;
	MarkedShape shape; /* all booleans true, all false, or no text but markers */
} MarkedFacts;

/* What every marker begins with, folded. */
#define MARKER "hemligt"

/* The marker of a field, folded; or of a name that is no field. g_free() it. */
char *marked_word(const char *name);

/* a{sv}, with a date for a calendar unless an outsider reads it; a new full reference. */
GVariant *marked_facts(const MarkedFacts *facts);

/* Names that are no fields, for which there are markers too; ended by NULL. */
extern const char *const marked_careless[];

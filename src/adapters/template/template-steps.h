/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The words of steps, LANGUAGE/calendar.steps: what is to be done at a date, by the
 * name of its step. Lines "NAME: words"; empty ones and those that begin with # say
 * nothing. The words stand in people's calendars, so they are fixed: no fields.
 */

/*
 * file: for messages. What is wrong is added to problems (char *) as "FILE:LINE: ...".
 * Returns the words of each line that is right: char * to char *.
 */
GHashTable *template_steps_parse(
	const char *file, const char *source, gsize length, GPtrArray *problems);

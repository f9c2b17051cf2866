/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "adapters/config/rules-libconfig.h"
#include "core/clock/clock.h"

/* What tests of clocks share. */

/* The rules that are shipped. */
static inline GPtrArray *
clock_tools_rules(void)
{
	g_autofree char *folder = g_build_filename(g_getenv("top_srcdir"), "conf/rules", NULL);
	GError *error = NULL;
	GPtrArray *rules = rules_load(folder, &error);

	g_assert_no_error(error);
	return rules;
}

static inline const ClockRule *
clock_tools_find(const GPtrArray *rules, const char *id)
{
	for (guint i = 0; i < rules->len; i++)
		if (strcmp(((ClockRule *) rules->pdata[i])->id, id) == 0)
			return rules->pdata[i];
	g_error("no rule %s", id);
}

/* A day or a moment as a test writes it. */
static inline ClockTime
clock_tools_time(const char *text, GTimeZone *zone)
{
	CivilDate date;
	gint64 instant;

	if (date_from_string(text, &date))
		return clock_time_on(date);
	g_assert_true(instant_from_string(text, &instant));
	return clock_time_at(instant, zone);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The clock and the one time zone of this program.
 */
#include "adapters/now-system.h"

#include "core/error.h"

static gint64
system_wall(const Now *now G_GNUC_UNUSED)
{
	return g_get_real_time() / 1000;
}

static gint64
fixed_wall(const Now *now)
{
	return now->fixed;
}

Now
now_system(void)
{
	return (Now){ .wall = system_wall };
}

Now
now_fixed(gint64 instant_ms)
{
	return (Now){ .wall = fixed_wall, .fixed = instant_ms };
}

GTimeZone *
now_zone(GError **error)
{
	GTimeZone *zone = g_time_zone_new_identifier("Europe/Stockholm");

	if (!zone)
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"the time zone Europe/Stockholm is not on this system: install tzdata");
	return zone;
}

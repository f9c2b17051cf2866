/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long to wait before trying again. There is no last attempt: what is owed
 * stays owed, only slower.
 */
#include "core/notice/retry.h"

gint64
retry_delay(guint attempt, gint64 base_ms, gint64 max_ms, guint32 noise)
{
	gint64 delay = base_ms;

	for (guint i = 1; i < attempt && delay < max_ms; i++)
		delay *= 2;
	delay = MIN(delay, max_ms);
	gint64 quarter = delay / 4;
	return quarter > 0 ? delay - quarter + (gint64) (noise % (guint64) (2 * quarter)) : delay;
}

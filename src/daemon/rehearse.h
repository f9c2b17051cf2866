/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include "core/settings.h"
#include "ports/now.h"

/*
 * Shows every mail that a poll would take in now, the case that it would open
 * and the notices that it would cause, and changes nothing: it works on a copy
 * of the database in a private folder, which is removed however it ends; nothing
 * is marked or sent. To be called before any thread is started.
 */
gboolean rehearse_run(const Settings *settings, const Now *now, GTimeZone *zone, gboolean json,
	FILE *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"
#include "core/clock/clock.h"

/*
 * The rules of the configuration (ClockRule *, full ownership), and in ret_closed
 * its closed days; without a configuration the installed ones, and NULL.
 */
GPtrArray *clock_show_rules(CliContext *context, const GPtrArray **ret_closed,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The rule of that id among rules (ClockRule *), borrowed; NOT_FOUND names those that there are. */
const ClockRule *clock_show_find(const GPtrArray *rules, const char *id, GError **error);

/* The bits of "SoL", "LSS" or "SoL,LSS"; USAGE for other words. */
gboolean clock_show_laws(
	const char *text, guint *ret_laws, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Shows a clock: with --json its numbers (clock compute in lexsarah(1)), else
 * the paragraph for the file and when who is reminded. case_id: whose it is, or
 * NULL.
 */
void clock_show(CliContext *context, const Clock *clock, const char *case_id);

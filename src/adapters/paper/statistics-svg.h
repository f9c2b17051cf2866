/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/journal/statistics.h"

/*
 * Charts of suppressed statistics, appended as svg elements for an HTML page. Each
 * tells in words (title, desc) what it shows, for who cannot see it. A bar
 * of what is hidden has the same length whatever it hides.
 */

/* The pattern that those bars are filled with; once, before the first chart. */
void statistics_svg_begin(GString *out);

/* A column for each row. */
void statistics_svg_columns(
	GString *out, const StatisticsTable *table, const StatisticsTableInfo *info);

/* A bar for each row, with its title above it. */
void statistics_svg_bars(
	GString *out, const StatisticsTable *table, const StatisticsTableInfo *info);

/* A bar for each class of clocks, as Statistics.late has them. */
void statistics_svg_late(GString *out, const char *title, const StatisticsNumber *late);

/* From quartile to quartile, with the median; nothing for a kind without. */
void statistics_svg_days(GString *out, const StatisticsDays *days);

/* Appends as g_markup_printf_escaped() writes it: every %s is escaped. */
void statistics_markup(GString *out, const char *format, ...) G_GNUC_PRINTF(2, 3);

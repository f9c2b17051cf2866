/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life.h"

/* Who says that a case is of no report, and by what rules its clocks end. */
typedef struct {
	const Settings *settings;
	const GPtrArray *rules; /* ClockRule */
	GTimeZone *zone;
	gint64 now;
	const char *actor;
	LifeOffice office; /* set when a case is planned, and borrowed by its plan */
} NoReport;

/* A LifePlanner; user: NoReport *. */
LifePlan *no_report_plan(CaseFile *file, gpointer user, GError **error);

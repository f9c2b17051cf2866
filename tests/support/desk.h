/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/intake/intake.h"

/* A mail on its way through intake_plan(), with nothing around it. */
typedef struct {
	GTimeZone *zone;
	Settings *settings;
	Board *board;
	Mail *mail; /* from DESK_STAFF */
	IntakeOrigin origin;
	IntakeKnown known;
} Desk;

#define DESK_NOW    G_GINT64_CONSTANT(1773748800000) /* 2026-03-17 12:00 UTC */
#define DESK_HOUR   (G_GINT64_CONSTANT(60) * 60 * 1000)
#define DESK_STAFF  "alva@kommun.example"
#define DESK_PUBLIC "Bo@annat.example"

/* For g_test_add(), in place. */
void desk_set_up(Desk *desk, gconstpointer unused);
void desk_tear_down(Desk *desk, gconstpointer unused);

/* At DESK_NOW. intake_plan_free() it. */
IntakePlan *desk_plan(Desk *desk);

/* The first such notice of a plan, NULL if it has none. */
const PlannedNotice *desk_find_notice(const IntakePlan *plan, Notice notice);

/* TRUE if it flags its case so. */
gboolean desk_has_flag(const IntakePlan *plan, const char *code);

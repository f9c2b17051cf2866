/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life.h"
#include "daemon/daemon.h"

/* What a reading that is being recorded makes suspect (core/life/breach.h). */
typedef struct {
	const Daemon *daemon;
	gint64 arrived;    /* of the mail that was read */
	LifeOffice office; /* set when a case is planned, and borrowed by its plan */
} Suspicion;

/* A LifePlanner; user: Suspicion *. NULL in its place where the daemon keeps no clocks. */
LifePlan *suspicion_plan(CaseFile *file, gpointer user, GError **error);

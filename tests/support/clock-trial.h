/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/error.h"
#include "support/clock-tools.h"

/* A case as a test of clocks writes it, and what a clock of it was computed to be. */
typedef struct {
	GPtrArray *rules;
	GTimeZone *zone;
	char **pieces;
	GArray *events;
	GPtrArray *closed;
	ClockCase facts;
	ClockExtension extension;
	Clock clock;
	GError *error;
} Trial;

/* events: "[!]MILESTONE[/BOARD] TIME; ..."; ! corrects the one before. */
typedef struct {
	const char *rule, *events, *now;
	guint laws;
	const char *board, *closed, *extended; /* or NULL */
} Given;

/* By the shipped rules; the error says why there is no clock. */
Trial *trial_new(const Given *given);
void trial_free(Trial *trial);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trial, trial_free)

/* Fails the test unless the time is that; NULL: none. */
void trial_check_time(const Trial *trial, ClockTime time, const char *wanted);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"

/* What is wrong now, for whoever is called at night: a line a check, each with what to do. */
typedef enum { DOCTOR_OK, DOCTOR_WARNING, DOCTOR_ERROR, DOCTOR_STATE_COUNT } DoctorState;

typedef struct {
	CliContext *context;
	const Settings *settings; /* NULL: they cannot be read, and no check needs them */
	CaseStore *store;         /* NULL: there is none, and no check needs it */
	json_t *lines;
	guint states[DOCTOR_STATE_COUNT];
} Doctor;

/* A line. board: its id, or NULL; advice: what to do, NULL for DOCTOR_OK; message: a sentence. */
void doctor_say(Doctor *doctor, DoctorState state, const char *check, const char *board,
	const char *advice, const char *message, ...) G_GNUC_PRINTF(6, 7);

/* What stands in the house: the disk, the daemon, the clock, backups, dates. */
void doctor_look_at_house(Doctor *doctor);

/* Each board's servers: logs in to both, reads and sends nothing. */
void doctor_look_at_servers(Doctor *doctor);

/* What each board's mail and notices wait for. */
void doctor_look_at_queues(Doctor *doctor);

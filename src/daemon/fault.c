/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts the marked steps and stops hard at the one that a test asks for; says
 * how patient a test wants the program to be.
 */
#include "daemon/fault.h"

#ifdef ENABLE_FAULT_POINTS

#include <glib.h>
#include <stdio.h>
#include <unistd.h>

#define FAULT_EXIT 100

static void
log_step(const char *file, int step, const char *name)
{
	FILE *log = fopen(file, "ae");

	if (!log)
		return;
	fprintf(log, "%d %s\n", step, name);
	fclose(log);
}

void
fault_point(const char *name)
{
	static gint steps;
	const char *at = g_getenv("LEXSARAH_FAULT_AT");
	const char *file = g_getenv("LEXSARAH_FAULT_LOG");
	int step = g_atomic_int_add(&steps, 1) + 1;

	if (file)
		log_step(file, step, name);
	if (at && (g_ascii_strtoll(at, NULL, 10) == step || g_str_equal(at, name)))
		_exit(FAULT_EXIT);
}

unsigned int
fault_patience(void)
{
	const char *patience = g_getenv("LEXSARAH_FAULT_PATIENCE");

	return patience ? (unsigned int) g_ascii_strtoull(patience, NULL, 10) : 0;
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts the marked steps, and stops hard or fails at the one that a test asks
 * for; says how patient a test wants the program to be.
 */
#include "adapters/fault.h"

#ifdef ENABLE_FAULT_POINTS

#include <stdio.h>
#include <unistd.h>

#define FAULT_EXIT 100

guint (*fault_mark)(void);
gboolean fault_happened;

static void
log_step(const char *file, int step, const char *name, gboolean can_fail)
{
	FILE *log = fopen(file, "ae");

	if (!log)
		return;
	if (fault_mark)
		fprintf(log, "%d %s\t%u%s\n", step, name, fault_mark(), can_fail ? " fails" : "");
	else
		fprintf(log, "%d %s\n", step, name);
	fclose(log);
}

/* TRUE if this step is the one; a name is so the first time only. */
static gboolean
is_asked_for(const char *at, int step, const char *name)
{
	static gint found;

	if (g_ascii_strtoll(at, NULL, 10) == step)
		return TRUE;
	return g_str_equal(at, name) && g_atomic_int_compare_and_exchange(&found, 0, 1);
}

/* Does not come back where the process is to end. */
static gboolean
reach(const char *name, gboolean can_fail)
{
	static gint steps;
	const char *at = g_getenv("LEXSARAH_FAULT_AT");
	const char *file = g_getenv("LEXSARAH_FAULT_LOG");
	int step = g_atomic_int_add(&steps, 1) + 1;

	if (file)
		log_step(file, step, name, can_fail);
	if (!at || !is_asked_for(at, step, name))
		return FALSE;
	if (g_strcmp0(g_getenv("LEXSARAH_FAULT_MODE"), "error") != 0)
		_exit(FAULT_EXIT);
	return TRUE;
}

void
fault_point(const char *name)
{
	if (reach(name, FALSE))
		g_debug("%s cannot fail", name);
}

gboolean
fault_fails(const char *name, LexError class, GError **error)
{
	if (!reach(name, TRUE))
		return FALSE;
	fault_happened = TRUE;
	g_set_error(error, LEX_ERROR, class, "%s: a fault that a test asked for", name);
	return TRUE;
}

guint
fault_patience(void)
{
	const char *patience = g_getenv("LEXSARAH_FAULT_PATIENCE");

	return patience ? (guint) g_ascii_strtoull(patience, NULL, 10) : 0;
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a command has written of a case must not stay behind because somebody pressed ^C.
 */
#include "cli/interrupt.h"

#include <signal.h>

#include "core/error.h"

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
static struct sigaction before[G_N_ELEMENTS(signals)];
static volatile sig_atomic_t came;

static void
note(int number G_GNUC_UNUSED)
{
	came = 1;
}

void
interrupt_begin(void)
{
	const struct sigaction action = { .sa_handler = note, .sa_flags = SA_RESTART };

	came = 0;
	for (guint i = 0; i < G_N_ELEMENTS(signals); i++) {
		sigaction(signals[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN)
			sigaction(signals[i], &action, NULL);
	}
}

void
interrupt_end(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(signals); i++)
		sigaction(signals[i], &before[i], NULL);
	came = 0;
}

gboolean
interrupt_check(GError **error)
{
	if (!came)
		return TRUE;
	g_set_error_literal(error, LEX_ERROR, LEX_ERROR_TEMPORARY, "interrupted");
	return FALSE;
}

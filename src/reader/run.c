/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Loads what children share, and serves. This process must never look into a
 * file itself.
 */
#include "reader/run.h"

#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

#include "adapters/config/vocabulary-libconfig.h"
#include "core/error.h"
#include "reader/serve.h"
#include "reader/warm.h"

static gboolean
take_arguments(int argc, char **argv, char **ret_forms)
{
	g_autofree char *forms = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(GOptionContext) context =
		g_option_context_new("- read files sent over standard input");
	const GOptionEntry entries[] = {
		{ "forms", 0, 0, G_OPTION_ARG_FILENAME, &forms, "folder of form vocabularies",
			"DIR" },
		G_OPTION_ENTRY_NULL,
	};

	g_option_context_add_main_entries(context, entries, NULL);
	if (!g_option_context_parse(context, &argc, &argv, &error)) {
		fprintf(stderr, "%s: %s\n", g_get_prgname(), error->message);
		return FALSE;
	}
	*ret_forms = forms ? g_steal_pointer(&forms) : g_strdup(LEX_DATADIR "/forms");
	return TRUE;
}

int
reader_run(int argc, char **argv, Relay *(*elsewhere)(const Service *service))
{
	g_autofree char *forms = NULL;
	g_autoptr(GError) error = NULL;

	if (!take_arguments(argc, argv, &forms))
		return EX_USAGE;
	g_autoptr(FormVocabulary) vocabulary = vocabulary_load(forms, &error);
	if (!vocabulary) {
		(void) !reader_frame_write_answer(
			STDOUT_FILENO, READER_STATUS_FAILED, error->message, -1, NULL);
		return EX_CONFIG;
	}
	reader_warm(vocabulary);
	g_autoptr(Confinement) confinement = confinement_new(&error);
	const Service service = {
		.confinement = confinement, .vocabulary = vocabulary, .forms = forms
	};
	g_autoptr(Relay) relay = elsewhere(&service);
	if (confinement && serve(&service, relay, &error))
		return EX_OK;
	fprintf(stderr, "%s: %s\n", g_get_prgname(), error->message);
	return error_exit_code(error);
}

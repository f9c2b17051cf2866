/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lexsarah-reader: turns untrusted files into readings, one request after the
 * other over a socket on standard input and output. This process loads what
 * children share and must never look into a file itself.
 */
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

#include "adapters/reader-frame.h"
#include "adapters/config/vocabulary-libconfig.h"
#include "core/error.h"
#include "reader/serve.h"
#include "reader/warm.h"

int
main(int argc, char **argv)
{
	g_autofree char *forms = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(FormVocabulary) vocabulary = NULL;
	g_autoptr(GOptionContext) context =
		g_option_context_new("- read files sent over standard input");
	const GOptionEntry entries[] = {
		{ "forms", 0, 0, G_OPTION_ARG_FILENAME, &forms, "folder of form vocabularies",
			"DIR" },
		G_OPTION_ENTRY_NULL,
	};

	g_option_context_add_main_entries(context, entries, NULL);
	if (!g_option_context_parse(context, &argc, &argv, &error)) {
		fprintf(stderr, "lexsarah-reader: %s\n", error->message);
		return EX_USAGE;
	}
	vocabulary = vocabulary_load(forms ? forms : LEX_DATADIR "/forms", &error);
	if (!vocabulary) {
		(void) !reader_frame_write_answer(
			STDOUT_FILENO, READER_STATUS_FAILED, error->message, -1, NULL);
		return EX_CONFIG;
	}
	reader_warm(vocabulary);
	g_autoptr(Confinement) confinement = confinement_new(&error);
	const Service service = { .confinement = confinement, .vocabulary = vocabulary };
	if (confinement && serve(&service, &error))
		return EX_OK;
	fprintf(stderr, "lexsarah-reader: %s\n", error->message);
	return error_exit_code(error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case decision and case dossier: papers of a case. Reading one is an event, as a look at its
 * case is.
 */
#include <string.h>

#include "adapters/paper/case-paper.h"
#include "adapters/paper/paper-pdf.h"
#include "cli/new-file.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/text.h"

static gboolean
set_up(CliContext *context, CasePaperDesk *desk, GError **error)
{
	desk->settings = cli_settings(context, error);
	desk->store = desk->settings ? cli_store(context, error) : NULL;
	desk->zone = context->zone;
	desk->who = cli_actor(context);
	return desk->store != NULL;
}

/* To who may read it alone. */
static gboolean
put_file(CliContext *context, const char *file, const char *case_id, GBytes *bytes, GError **error)
{
	g_autofree char *done = g_strdup_printf("%s: written to %s", case_id, file);

	if (!bytes || !cli_write_alone(file, bytes, error))
		return FALSE;
	cli_answer(context, json_pack("{ss ss}", "case", case_id, "file", file), done);
	return TRUE;
}

static GBytes *
to_pdf(const CliContext *context, const Paper *paper, GError **error)
{
	return paper_pdf(paper, now_wall(&context->now) / 1000, error);
}

static gboolean
is_pdf(const char *file)
{
	g_autofree char *folded = g_ascii_strdown(file, -1);

	return g_str_has_suffix(folded, ".pdf");
}

gboolean
verb_case_decision(CliContext *context, int argc, char **argv, GError **error)
{
	const char *file = cli_take_option(&argc, argv, "-o");
	CasePaperDesk desk;
	g_autoptr(Paper) paper = set_up(context, &desk, error)
					 ? case_paper_decision(&desk, argv[0], argv[0], error)
					 : NULL;

	if (!paper)
		return FALSE;
	g_autofree char *text = paper_to_text(paper);
	if (!file) {
		cli_answer(context, json_pack("{ss ss}", "case", argv[0], "text", text), text);
		return TRUE;
	}
	g_autoptr(GBytes) bytes =
		is_pdf(file) ? to_pdf(context, paper, error) : g_bytes_new(text, strlen(text));
	return put_file(context, file, argv[0], bytes, error);
}

static gboolean
check_words(const char *case_id, const char *file, const char *receiver, GError **error)
{
	if (!cli_case_id(case_id, error))
		return FALSE;
	if (!file || !is_pdf(file)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"a dossier is a PDF: lexsarah case dossier %s -o FILE.pdf", case_id);
	} else if (receiver && strpbrk(receiver, " \t\r\n")) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE, "--for is the id of a board");
	} else {
		return TRUE;
	}
	return FALSE;
}

gboolean
verb_case_dossier(CliContext *context, int argc, char **argv, GError **error)
{
	const char *file = cli_take_option(&argc, argv, "-o");
	const char *receiver = cli_take_option(&argc, argv, "--for");
	g_autofree char *key = g_strjoin(" ", argv[0], receiver, NULL);
	CasePaperDesk desk;

	if (!check_words(argv[0], file, receiver, error) || !set_up(context, &desk, error))
		return FALSE;
	g_autoptr(Paper) paper = case_paper_dossier(&desk, key, receiver, error);
	g_autoptr(GBytes) pdf = paper ? to_pdf(context, paper, error) : NULL;
	return put_file(context, file, argv[0], pdf, error);
}

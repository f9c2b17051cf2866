/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case decision and case dossier: papers of a case. Reading one is an event, as a look at its
 * case is.
 */
#include <string.h>

#include "adapters/paper-pdf.h"
#include "adapters/variant-json.h"
#include "cli/new-file.h"
#include "cli/verbs.h"
#include "core/case.h"
#include "core/decision-paper.h"
#include "core/dossier-paper.h"
#include "core/error.h"
#include "core/text.h"
#include "core/tree.h"

/* What the store says, and whose case it is; NULL: it could not be had. */
static GVariant *
fetch(CliContext *context, StoreView view, const char *key, const Board **ret_board, GError **error)
{
	const Settings *settings = cli_settings(context, error);
	CaseStore *store = settings ? cli_store(context, error) : NULL;
	StoreActor who = cli_actor(context);
	g_autofree char *json = NULL;

	if (!store || !store->view(store, view, key, &who, &json, error))
		return NULL;
	g_autoptr(GVariant) record = variant_from_json(json, error);
	if (!record)
		return NULL;
	tree_settle(record);
	*ret_board = settings_get_board(settings, tree_text(record, "board"));
	if (*ret_board)
		return g_steal_pointer(&record);
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
		"%s is of a board that the configuration does not have", tree_text(record, "id"));
	return NULL;
}

/* To who may read it alone. */
static gboolean
put_file(CliContext *context, const char *file, const char *case_id, GBytes *bytes, GError **error)
{
	g_autofree char *done = g_strdup_printf("%s: written to %s", case_id, file);

	if (!bytes || !cli_write_new(file, bytes, error))
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
	const Board *board = NULL;
	DecisionFacts facts;
	g_autoptr(GVariant) record = fetch(context, VIEW_DECISION, argv[0], &board, error);

	if (!record)
		return FALSE;
	if (!decision_facts_read(&facts, context->settings, board, record)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED,
			"%s: what was decided is erased", argv[0]);
		return FALSE;
	}
	g_autoptr(Paper) paper = decision_paper_new(&facts);
	g_autofree char *text = paper_to_text(paper);
	if (!file) {
		cli_answer(context, json_pack("{ss ss}", "case", argv[0], "text", text), text);
		return TRUE;
	}
	g_autoptr(GBytes) bytes =
		is_pdf(file) ? to_pdf(context, paper, error) : g_bytes_new(text, strlen(text));
	return put_file(context, file, argv[0], bytes, error);
}

/* The board of --for, which is to be one of the case's; ret NULL: of no --for. */
static gboolean
find_receiver(const Board *board, GVariant *record, const char *id, const CommissioningBoard **ret,
	GError **error)
{
	*ret = id ? board_find_commissioning(board, id) : NULL;
	for (guint i = 0; *ret && i < tree_count(record, "commissioning"); i++) {
		g_autoptr(GVariant) row = tree_child(record, "commissioning", i);

		if (g_strcmp0(tree_text(row, "board"), id) == 0)
			return TRUE;
	}
	if (!id)
		return TRUE;
	g_autofree char *shown = text_to_line(id, 40);
	g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED,
		"%s is no commissioning board of %s: lexsarah case commission %s --add BOARD",
		shown, tree_text(record, "id"), tree_text(record, "id"));
	return FALSE;
}

static gboolean
check_words(const char *case_id, const char *file, const char *receiver, GError **error)
{
	if (!case_id_is_valid(case_id)) {
		g_autofree char *shown = text_to_line(case_id, 40);

		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"\"%s\" is not a case number such as LS-2026-0042", shown);
	} else if (!file || !is_pdf(file)) {
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
	g_autofree char *made = instant_to_string(now_wall(&context->now), context->zone);
	const Board *board = NULL;
	DossierFacts facts = { 0 };

	if (!check_words(argv[0], file, receiver, error))
		return FALSE;
	g_autoptr(GVariant) record = fetch(context, VIEW_DOSSIER, key, &board, error);
	if (!record || !find_receiver(board, record, receiver, &facts.copy_for, error))
		return FALSE;
	facts.settings = context->settings;
	facts.board = board;
	facts.made = made;
	g_autoptr(Paper) paper = dossier_paper_new(&facts, record);
	g_autoptr(GBytes) pdf = to_pdf(context, paper, error);
	return put_file(context, file, argv[0], pdf, error);
}

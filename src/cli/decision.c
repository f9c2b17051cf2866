/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case decision: the decision for signature, as text. Reading it is an event, as a look
 * at its case is.
 */
#include <string.h>

#include "cli/verbs.h"
#include "core/case.h"
#include "core/decision-paper.h"
#include "core/error.h"
#include "core/text.h"

static const char *
text_of(const json_t *record, const char *key)
{
	return json_string_value(json_object_get(record, key));
}

/* "SoL, LSS"; NULL: none. */
static char *
laws_of(const json_t *record)
{
	g_autoptr(GString) laws = g_string_new(NULL);
	size_t i;
	json_t *law;

	json_array_foreach(json_object_get(record, "law"), i, law) {
		g_string_append_printf(laws, "%s%s", laws->len ? ", " : "", json_string_value(law));
	}
	return laws->len ? g_strdup(laws->str) : NULL;
}

/* Of a decision that follows its proposal the reasons are the proposal's. */
static const char *
reason_of(const json_t *record, const json_t *standpoint)
{
	const char *own = text_of(standpoint, "reason");

	return own ? own : text_of(json_object_get(record, "proposal"), "reason");
}

static char *
write_paper(const Settings *settings, const Board *board, const json_t *record)
{
	const json_t *standpoint = json_object_get(record, "standpoint");
	g_autofree char *laws = laws_of(record);
	g_autofree char *arrived = g_strndup(text_of(record, "arrived"), 10);
	DecisionFacts facts = { .settings = settings,
		.board = board,
		.case_id = text_of(record, "id"),
		.dnr = text_of(record, "dnr_full"),
		.arrived = arrived,
		.laws = laws,
		.declined = !text_of(standpoint, "outcome"),
		.date = text_of(standpoint, "date"),
		.by = text_of(standpoint, "by"),
		.title = text_of(standpoint, "title"),
		.delegation = text_of(standpoint, "delegation"),
		.presenter = text_of(standpoint, "presenter"),
		.participants = text_of(standpoint, "participants") };

	facts.reason =
		facts.declined ? text_of(standpoint, "reason") : reason_of(record, standpoint);
	if (!facts.declined && !outcome_from_name(text_of(standpoint, "outcome"), &facts.outcome))
		facts.outcome = OUTCOME_NONE;
	g_autoptr(Paper) paper = decision_paper_new(&facts);
	return paper_to_text(paper);
}

/* To who may read it alone. */
static gboolean
put(CliContext *context, const char *file, const char *case_id, const char *text, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autofree char *done = NULL;

	if (!file) {
		g_autofree char *shown = text_to_lines(text);

		cli_answer(context, json_pack("{ss ss}", "case", case_id, "text", text), shown);
		return TRUE;
	}
	if (!g_file_set_contents_full(
		    file, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &cause)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s", cause->message);
		return FALSE;
	}
	done = g_strdup_printf("%s: written to %s", case_id, file);
	cli_answer(context, json_pack("{ss ss}", "case", case_id, "file", file), done);
	return TRUE;
}

gboolean
verb_case_decision(CliContext *context, int argc, char **argv, GError **error)
{
	const char *file = cli_take_option(&argc, argv, "-o");
	const Settings *settings = cli_settings(context, error);
	CaseStore *store = settings ? cli_store(context, error) : NULL;
	StoreActor who = cli_actor(context);
	g_autofree char *json = NULL;

	if (!store || !store->view(store, VIEW_DECISION, argv[0], &who, &json, error))
		return FALSE;
	json_t *record = json_loads(json, 0, NULL);
	const Board *board = settings_get_board(settings, text_of(record, "board"));
	g_autofree char *text = board ? write_paper(settings, board, record) : NULL;
	json_decref(record);
	if (!text)
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s is of a board that the configuration does not have", argv[0]);
	return text && put(context, file, argv[0], text, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From what the store says of a case to a paper. Writes no file.
 */
#include "adapters/paper/case-paper.h"

#include "adapters/variant-json.h"
#include "core/paper/decision-paper.h"
#include "core/paper/dossier-paper.h"
#include "core/error.h"
#include "core/text.h"
#include "core/tree.h"

/* What the store says, and whose case it is; NULL: it could not be had. */
static GVariant *
fetch(const CasePaperDesk *desk, StoreView view, const char *key, const Board **ret_board,
	GError **error)
{
	g_autofree char *json = NULL;

	if (!desk->store->view(desk->store, view, key, &desk->who, &json, error))
		return NULL;
	g_autoptr(GVariant) record = variant_from_json(json, error);
	if (!record)
		return NULL;
	tree_settle(record);
	*ret_board = settings_get_board(desk->settings, tree_text(record, "board"));
	if (*ret_board)
		return g_steal_pointer(&record);
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
		"%s is of a board that the configuration does not have", tree_text(record, "id"));
	return NULL;
}

Paper *
case_paper_decision(const CasePaperDesk *desk, const char *case_id, const char *key, GError **error)
{
	const Board *board = NULL;
	DecisionFacts facts;
	g_autoptr(GVariant) record = fetch(desk, VIEW_DECISION, key, &board, error);

	if (!record)
		return NULL;
	if (decision_facts_read(&facts, desk->settings, board, record))
		return decision_paper_new(&facts);
	g_set_error(
		error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED, "%s: what was decided is erased", case_id);
	return NULL;
}

/* The board with that id, which is to be one of the case's; ret NULL: of no id. */
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

Paper *
case_paper_dossier(const CasePaperDesk *desk, const char *key, const char *receiver, GError **error)
{
	g_autofree char *made = instant_to_string(desk->who.time, desk->zone);
	DossierFacts facts = { .settings = desk->settings, .made = made };
	g_autoptr(GVariant) record = fetch(desk, VIEW_DOSSIER, key, &facts.board, error);

	if (!record || !find_receiver(facts.board, record, receiver, &facts.copy_for, error))
		return NULL;
	return dossier_paper_new(&facts, record);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A decision for signature has what 31 § förvaltningslagen asks for, and nothing that was
 * not recorded; what has none is refused.
 */
#include <glib.h>

#include "core/paper/decision-paper.h"
#include "core/error.h"
#include "support/life-case.h"

static const struct {
	const char *name;
	DecisionFacts facts; /* settings and board are put in */
	const char *shows[12];
	const char *hides[4];
} rows[] = {
	{ "decided",
		{ .case_id = "LS-2026-0001",
			.dnr = "AMN 2026-12-1.3",
			.arrived = "2026-03-02",
			.laws = { "SoL", "LSS" },
			.outcome = OUTCOME_SERIOUS,
			.reason = "Skäl ett.\nSkäl två.",
			.date = "2026-03-17",
			.by = "Direktor@kommun.example",
			.title = "direktör",
			.delegation = "4.2",
			.presenter = "Bo Ek",
			.participants = "Dag Ö\nEva Å" },
		{ "AMN 2026-12-1.3", "LS-2026-0001", "SoL, LSS", "allvarligt missförhållande",
			"Skäl ett.\nSkäl två.", "2026-03-17", "Beslutat av: Cecilia Exempel",
			"punkt: 4.2", "Föredragande: Bo Ek", "Dag Ö\nEva Å",
			"Namnförtydligande: Cecilia Exempel", "Befattning: direktör" },
		{ "inleds inte", "direktor@", NULL } },
	{ "alone",
		{ .case_id = "LS-2026-0001",
			.arrived = "2026-03-02",
			.outcome = OUTCOME_NO_MISCONDUCT,
			.date = "2026-03-17",
			.by = "x@kommun.example",
			.title = "chef",
			.delegation = LIFE_UNDELEGATED },
		{ "Diarienummer: ____", "Beslutat av: Arbetsmarknadsnämnden", "Föredragande: ingen",
			"handläggningen: inga angivna", "Namnförtydligande: x@kommun.example",
			"Exempels kommun", "Box 1", "212000-0000" },
		{ "delegationsordningen", "IVO", "Lag:", "(null)" } },
	{ "declined",
		{ .case_id = "LS-2026-0001",
			.arrived = "2026-03-02",
			.declined = TRUE,
			.reason = "Uppenbart inte.",
			.date = "2026-03-17",
			.by = "x@kommun.example",
			.title = "lex Sarah-ansvarig" },
		{ "STÄLLNINGSTAGANDE ATT INTE INLEDA UTREDNING", "Utredning inleds inte.",
			"Uppenbart inte.", "Dag: 2026-03-17", "Befattning: lex Sarah-ansvarig" },
		{ "Föredragande", "Beslutat", "IVO", "(null)" } },
};

static void
test_row(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(Settings) settings = settings_new();
	Board *board = g_new0(Board, 1);
	DecisionFacts facts = rows[i].facts;

	settings->organisation.name = g_strdup("Exempels kommun");
	g_ptr_array_add(settings->boards, board);
	board->name = g_strdup("Arbetsmarknadsnämnden");
	board->contact.post = g_strdup("Box 1");
	board->contact.org_number = g_strdup("212000-0000");
	board->decision_maker.address = g_strdup("direktor@kommun.example");
	board->decision_maker.name = g_strdup("Cecilia Exempel");
	facts.settings = settings;
	facts.board = board;
	g_autoptr(Paper) paper = decision_paper_new(&facts);
	g_autofree char *text = paper_to_text(paper);
	g_test_message("%s", text);
	for (guint n = 0; n < G_N_ELEMENTS(rows[i].shows) && rows[i].shows[n]; n++)
		g_assert_nonnull(strstr(text, rows[i].shows[n]));
	for (guint n = 0; n < G_N_ELEMENTS(rows[i].hides) && rows[i].hides[n]; n++)
		g_assert_null(strstr(text, rows[i].hides[n]));
}

/* What is to be signed is there while it stands, and reading it is an event. */
static void
test_view(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const acts[] = { "protected", "assessed", "investigator_assigned",
		"investigation_started", "proposed" };
	CaseStore *store = c->world->store;
	StoreActor who = world_actor(c->world);
	g_autoptr(GError) error = NULL;
	g_autofree char *none = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(acts); i++)
		life_case_act(c, acts[i], NULL);
	g_assert_false(store->view(store, VIEW_DECISION, LIFE_CASE_ID, &who, &none, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
	life_case_act(c, "decided", "participants=Dag Ö\nEva Å|presenter=Bo Ek");
	g_autofree char *shown = world_view(c->world, VIEW_DECISION, LIFE_CASE_ID);
	g_assert_nonnull(strstr(shown, "\"standpoint\""));
	g_assert_nonnull(strstr(shown, "Dag Ö\\nEva Å"));
	world_assert_text(c->world,
		"SELECT group_concat(case_id||' '||actor) FROM event WHERE kind='decision_written'",
		"LS-2026-0001 tester@kommun.example");
	life_case_act(c, "reopened", NULL);
	g_clear_error(&error);
	g_assert_false(store->view(store, VIEW_DECISION, LIFE_CASE_ID, &who, &none, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = g_strdup_printf("/decision/%s", rows[i].name);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_row);
	}
	g_test_add(
		"/decision/view", LifeCase, NULL, life_case_set_up, test_view, life_case_tear_down);
	return g_test_run();
}

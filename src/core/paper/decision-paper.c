/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands in a decision, in the order in which it is read. Says nothing that was
 * not recorded.
 */
#include "core/paper/decision-paper.h"

#include <string.h>

#include "core/paper/board-paper.h"
#include "core/life/life-value.h"
#include "core/tree.h"

static void
add_or_blank(Paper *paper, const char *label, const char *text)
{
	if (text)
		paper_add(paper, label, text);
	else
		paper_add_blank(paper, label);
}

/* Only the day of a time; g_free() it. */
static char *
day_of(const char *time)
{
	return time ? g_strndup(time, strlen("2026-01-01")) : NULL;
}

static void
add_matter(Paper *paper, const DecisionFacts *facts)
{
	g_autofree char *laws = g_strjoinv(", ", (char **) facts->laws);
	g_autofree char *arrived = day_of(facts->arrived);

	paper_add_section(paper, "Ärende");
	paper_add(paper, NULL, "Rapport enligt lex Sarah");
	paper_add(paper, "Ärendenummer", facts->case_id);
	add_or_blank(paper, "Diarienummer", facts->dnr);
	paper_add(paper, "Rapporten kom in", arrived);
	paper_add(paper, "Lag", laws);
}

static void
add_content(Paper *paper, const DecisionFacts *facts)
{
	if (facts->declined)
		paper_add(paper, NULL, "Utredning inleds inte.");
	else
		paper_add(paper, "Utredningen avslutas med bedömningen",
			outcome_title(facts->outcome, NULL));
	if (outcome_is_serious(facts->outcome))
		paper_add(paper, NULL,
			"Händelsen ska snarast anmälas till Inspektionen för vård och omsorg (IVO).");
}

/* Rows of a letter, or fields of a form. */
static void
add_hands(Paper *paper, const DecisionFacts *facts, PaperKind kind)
{
	gboolean own = g_strcmp0(facts->delegation, LIFE_UNDELEGATED) == 0;
	const char *others = facts->participants ? facts->participants : "inga angivna";
	g_autofree char *day = day_of(facts->date);

	paper_add_item(paper, kind, facts->declined ? "Dag" : "Beslutsdag", day);
	paper_add_item(paper, kind, facts->declined ? "Gjort av" : "Beslutat av",
		own ? facts->board->name : board_paper_name(facts->board, facts->by));
	if (kind == PAPER_CELL)
		paper_add_item(paper, kind, "Befattning", facts->title);
	if (!own && facts->delegation)
		paper_add_item(paper, kind, "Beslutanderätt enligt delegationsordningen, punkt",
			facts->delegation);
	if (facts->declined)
		return;
	paper_add_item(paper, kind, "Föredragande", facts->presenter ? facts->presenter : "ingen");
	paper_add_item(
		paper, kind, "Övriga som har deltagit i den slutliga handläggningen", others);
}

static void
add_signature(Paper *paper, const DecisionFacts *facts)
{
	paper_add_section(paper, "Underskrift");
	paper_add_blank(paper, "Underskrift");
	paper_add(paper, "Namnförtydligande", board_paper_name(facts->board, facts->by));
	add_or_blank(paper, "Befattning", facts->title);
}

Paper *
decision_paper_new(const DecisionFacts *facts)
{
	Paper *paper = paper_new(facts->declined ? "Ställningstagande att inte inleda utredning"
						 : "Beslut i ärende enligt lex Sarah");
	g_autofree char *foot = g_strdup_printf(
		"%s%s%s", facts->case_id, facts->dnr ? " · " : "", facts->dnr ? facts->dnr : "");

	paper_set_foot(paper, foot);
	board_paper_set_sender(paper, facts->settings, facts->board);
	add_matter(paper, facts);
	paper_add_section(paper, facts->declined ? "Ställningstagande" : "Beslut");
	add_content(paper, facts);
	paper_add_section(paper, "Skäl");
	if (facts->reason)
		paper_add(paper, NULL, facts->reason);
	else
		paper_add_blank(paper, "Skäl");
	paper_add_section(paper, "Så har ärendet avgjorts");
	add_hands(paper, facts, PAPER_ROW);
	add_signature(paper, facts);
	return paper;
}

static void
add_contact(Paper *paper)
{
	g_ptr_array_add(paper->contact, NULL);
	g_autofree char *lines = g_strjoinv("\n", (char **) paper->contact->pdata);
	g_ptr_array_set_size(paper->contact, (int) paper->contact->len - 1);
	g_autofree char *all = g_strdup_printf(
		"%s\n%s\n%s", paper->sender, paper->organisation ? paper->organisation : "", lines);

	paper_add_item(paper, PAPER_ANSWER, "Nämnden", all);
}

void
decision_paper_add(Paper *paper, const DecisionFacts *facts)
{
	if (facts->declined)
		paper_add(paper, NULL, "Utredning inleds inte.");
	else
		board_paper_add_outcomes(
			paper, "Beslut: det rapporterade utgjorde", facts->outcome);
	paper_add_item(paper, PAPER_ANSWER, "Skäl", facts->reason);
	add_hands(paper, facts, PAPER_CELL);
	add_contact(paper);
}

/* Of a decision that follows its proposal the reasons are the proposal's. */
static const char *
reason_of(GVariant *record, gboolean declined)
{
	const char *own = tree_text(record, "standpoint.reason");

	return own || declined ? own : tree_text(record, "proposal.reason");
}

gboolean
decision_facts_read(
	DecisionFacts *facts, const Settings *settings, const Board *board, GVariant *record)
{
	const char *outcome = tree_text(record, "standpoint.outcome");
	g_autofree const char **laws = tree_texts(record, "law");

	*facts = (DecisionFacts){ .settings = settings,
		.board = board,
		.case_id = tree_text(record, "id"),
		.dnr = tree_text(record, "dnr_full"),
		.arrived = tree_text(record, "arrived"),
		.declined = g_strcmp0(tree_text(record, "standpoint.event"), "declined") == 0,
		.date = tree_text(record, "standpoint.date"),
		.by = tree_text(record, "standpoint.by"),
		.title = tree_text(record, "standpoint.title"),
		.delegation = tree_text(record, "standpoint.delegation"),
		.presenter = tree_text(record, "standpoint.presenter"),
		.participants = tree_text(record, "standpoint.participants") };
	facts->reason = reason_of(record, facts->declined);
	for (guint i = 0; laws[i] && i + 1 < G_N_ELEMENTS(facts->laws); i++)
		facts->laws[i] = laws[i];
	if (outcome && !outcome_from_name(outcome, &facts->outcome))
		facts->outcome = OUTCOME_NONE;
	return facts->by != NULL;
}

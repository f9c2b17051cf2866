/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was done in the case, as its journal has it.
 */
#include <string.h>

#include "core/paper/board-paper.h"
#include "core/paper/decision-paper.h"
#include "core/paper/dossier-private.h"

/* Adds a field of the form for text at that path of a record. */
static void
add_cell(Dossier *dossier, const char *label, GVariant *record, const char *path)
{
	paper_add_item(dossier->paper, PAPER_CELL, label, tree_text(record, path));
}

static void
add_moment(Dossier *dossier, const char *label, GVariant *record, const char *path)
{
	g_autofree char *moment = dossier_moment(tree_text(record, path));

	paper_add_item(dossier->paper, PAPER_CELL, label, moment);
}

/* Whoever it names as by, else who gave the command. */
static void
add_person(Dossier *dossier, const char *label, GVariant *record)
{
	g_autofree char *who =
		dossier_person(dossier, tree_text(record, "by"), tree_text(record, "title"));

	paper_add_item(dossier->paper, PAPER_CELL, label, who);
}

static void
add_protection(Dossier *dossier, GVariant *protection)
{
	gboolean needed = g_strcmp0(tree_text(protection, "event"), "protected") == 0;

	paper_add_item(dossier->paper, PAPER_HEADING, NULL, "Omedelbart skydd för den enskilde");
	if (!protection) {
		paper_add(dossier->paper, NULL, "Inget är antecknat om omedelbart skydd.");
		return;
	}
	paper_add_item(dossier->paper, PAPER_ANSWER,
		needed ? "Vad som har gjorts" : "Varför inget behövde göras",
		tree_text(protection, "text"));
	add_moment(dossier, "När", protection, "date");
	add_person(dossier, "Av", protection);
}

void
dossier_add_assessment(Dossier *dossier)
{
	g_autoptr(GVariant) protection = tree_get(dossier->record, "protection");
	g_autoptr(GVariant) assessment = tree_get(dossier->record, "assessment");
	const char *event = tree_text(assessment, "event");

	paper_add_section(dossier->paper, "Bedömning av rapporten");
	add_protection(dossier, protection);
	paper_add_item(dossier->paper, PAPER_HEADING, NULL, "Ställningstagande");
	if (!assessment) {
		paper_add(dossier->paper, NULL, "Rapporten har inte bedömts.");
		return;
	}
	PaperItem *boxes = paper_add_boxes(dossier->paper, "Efter bedömningen");
	paper_add_box(boxes, "ska rapporten utredas", g_strcmp0(event, "assessed") == 0);
	paper_add_box(boxes, "inleds ingen utredning", g_strcmp0(event, "declined") == 0);
	paper_add_item(dossier->paper, PAPER_ANSWER, "Skäl", tree_text(assessment, "reason"));
	add_moment(dossier, "Datum", assessment, "date");
	add_person(dossier, "Bedömt av", assessment);
}

void
dossier_add_proposal(Dossier *dossier)
{
	g_autoptr(GVariant) proposal = tree_get(dossier->record, "proposal");
	Outcome outcome = OUTCOME_NONE;

	if (!outcome_from_name(tree_text(proposal, "outcome"), &outcome))
		outcome = OUTCOME_NONE;
	paper_add_section(dossier->paper, "Förslag till beslut");
	board_paper_add_outcomes(dossier->paper, "Det rapporterade utgjorde", outcome);
	paper_add_item(dossier->paper, PAPER_ANSWER, "Skäl", tree_text(proposal, "reason"));
	add_moment(dossier, "Datum", proposal, "date");
	add_person(dossier, "Förslaget lämnat av", proposal);
}

static const struct {
	const char *member, *label;
} dates[] = {
	{ "report", "Information om den inkomna rapporten" },
	{ "ivo", "Information om anmälan till IVO" },
	{ "copy_attached", "Kopia på utredningen" },
	{ "copy_final", "Kopia på avslutad utredning" },
};

/* "2026-11-22, e-post"; what is owed, and what is not to be. */
static char *
information_text(GVariant *information)
{
	const char *state = tree_text(information, "state");
	const char *date = tree_text(information, "date"), *how = tree_text(information, "how");

	if (g_strcmp0(state, "due") == 0)
		return g_strdup("ska lämnas");
	if (g_strcmp0(state, "sent") != 0)
		return g_strdup("inte aktuellt");
	return g_strdup_printf("%s, %s", date ? date : PAPER_NOTHING,
		g_strcmp0(how, "mail") == 0 ? "e-post" : how);
}

void
dossier_add_information(Dossier *dossier)
{
	guint n = tree_count(dossier->record, "commissioning");

	paper_add_section(dossier->paper, "Information till beställande nämnd");
	if (!n)
		paper_add(dossier->paper, NULL, "Ingen beställande nämnd är kopplad till ärendet.");
	for (guint i = 0; i < n; i++) {
		g_autoptr(GVariant) row = tree_child(dossier->record, "commissioning", i);
		const char *id = tree_text(row, "board");
		const CommissioningBoard *board =
			id ? board_find_commissioning(dossier->facts->board, id) : NULL;

		paper_add_item(dossier->paper, PAPER_HEADING, NULL, board ? board->name : id);
		for (guint d = 0; d < G_N_ELEMENTS(dates); d++) {
			g_autoptr(GVariant) of = tree_get(row, dates[d].member);
			g_autofree char *text = information_text(of);

			paper_add_item(dossier->paper, PAPER_CELL, dates[d].label, text);
		}
	}
}

void
dossier_add_decision(Dossier *dossier)
{
	DecisionFacts facts;

	paper_add_section(dossier->paper, "Beslut");
	if (decision_facts_read(
		    &facts, dossier->facts->settings, dossier->facts->board, dossier->record))
		decision_paper_add(dossier->paper, &facts);
	else
		paper_add(dossier->paper, NULL, "Inget beslut är fattat.");
	dossier_add_written_decisions(dossier);
}

void
dossier_add_ivo(Dossier *dossier)
{
	g_autoptr(GVariant) ivo = tree_get(dossier->record, "ivo");

	paper_add_section(dossier->paper, "Anmälan till IVO");
	if (g_strcmp0(tree_text(ivo, "state"), "none") == 0) {
		paper_add(dossier->paper, NULL, "Ingen anmälan till IVO är aktuell.");
		return;
	}
	add_moment(dossier, "Allvarligt sedan", ivo, "serious_since");
	add_moment(dossier, "Anmält", ivo, "notified");
	add_cell(dossier, "IVO:s ärendenummer", ivo, "number");
	add_moment(dossier, "Utredningen skickad", ivo, "investigation_sent");
	dossier_add_days_at_ivo(dossier);
}

static const PaperColumn log_columns[] = {
	{ "Datum", 13 },
	{ "Anteckning", 34 },
	{ "Källa", 15 },
	{ "Fakta eller bedömning", 12 },
	{ "Bilaga", 7 },
	{ "Dokumenterat av", 19 },
};

static const char *
kind_title(const char *kind)
{
	return !kind                             ? NULL
	       : strcmp(kind, "fact") == 0       ? "fakta"
	       : strcmp(kind, "assessment") == 0 ? "bedömning"
						 : kind;
}

static void
add_entries(Dossier *dossier, PaperItem *table)
{
	guint n = tree_count(dossier->record, "log");

	for (guint i = 0; i < n; i++) {
		g_autoptr(GVariant) entry = tree_child(dossier->record, "log", i);
		g_autofree char *when = dossier_moment(tree_text(entry, "date"));
		g_autofree char *who = dossier_person(
			dossier, tree_text(entry, "author"), tree_text(entry, "title"));

		paper_add_cell(table, when);
		paper_add_cell(table, tree_text(entry, "text"));
		paper_add_cell(table, tree_text(entry, "source"));
		paper_add_cell(table, kind_title(tree_text(entry, "kind")));
		paper_add_cell(table, tree_text(entry, "attachment"));
		paper_add_cell(table, who);
	}
}

/* The log that an investigator has kept on the form. */
static void
add_written_entries(GVariant *document, PaperItem *table)
{
	guint n = tree_count(document, "log");

	for (guint i = 0; i < n; i++) {
		g_autoptr(GVariant) entry = tree_child(document, "log", i);
		static const char *const members[] = { "date", "note", "source", "kind",
			"attachment" };
		g_autofree char *signature = dossier_read_text(entry, "log", "signature");
		g_autofree char *title = dossier_read_text(entry, "log", "title");
		g_autofree char *who = title && signature
					       ? g_strdup_printf("%s, %s", signature, title)
					       : g_strdup(signature ? signature : title);

		for (guint m = 0; m < G_N_ELEMENTS(members); m++) {
			g_autofree char *text = dossier_read_text(entry, "log", members[m]);

			paper_add_cell(
				table, text ? text : kind_title(tree_text(entry, members[m])));
		}
		paper_add_cell(table, who);
	}
}

void
dossier_add_log(Dossier *dossier)
{
	guint n = tree_count(dossier->record, "reading.documents");

	paper_add_section(dossier->paper, "Fortlöpande dokumentation");
	PaperItem *table = paper_add_table(dossier->paper, log_columns, G_N_ELEMENTS(log_columns));
	add_entries(dossier, table);
	for (guint i = 0; i < n; i++) {
		g_autoptr(GVariant) document = tree_child(dossier->record, "reading.documents", i);

		add_written_entries(document, table);
	}
	if (!table->parts->len)
		paper_add(dossier->paper, NULL, "Inget är antecknat.");
}

static const PaperColumn measure_columns[] = {
	{ "Nr", 6 },
	{ "Åtgärd", 46 },
	{ "Ansvarig", 22 },
	{ "Senast", 13 },
	{ "Klar", 13 },
};

void
dossier_add_measures(Dossier *dossier)
{
	static const char *const members[] = { "text", "owner", "due", "done" };
	guint n = tree_count(dossier->record, "measures");

	paper_add_section(dossier->paper, "Åtgärder");
	PaperItem *table =
		paper_add_table(dossier->paper, measure_columns, G_N_ELEMENTS(measure_columns));
	for (guint i = 0; i < n; i++) {
		g_autoptr(GVariant) measure = tree_child(dossier->record, "measures", i);
		g_autofree char *no = g_strdup_printf("%u", i + 1);

		paper_add_cell(table, no);
		for (guint m = 0; m < G_N_ELEMENTS(members); m++)
			paper_add_cell(table, tree_text(measure, members[m]));
	}
	if (!n)
		paper_add(dossier->paper, NULL, "Inga åtgärder är antecknade.");
}

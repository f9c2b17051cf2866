/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What came after the decision and beside it: each day that is kept of it, corrected ones too.
 */
#include <string.h>

#include "core/clock/milestone.h"
#include "core/paper/dossier-private.h"

typedef struct {
	Milestone milestone;
	const char *label;
} DayRow;

static const DayRow at_ivo[] = {
	{ MILESTONE_SUPPLEMENT_ASKED, "Komplettering begärd av IVO" },
	{ MILESTONE_SUPPLEMENT_DUE, "Komplettering senast" },
	{ MILESTONE_SUPPLEMENT_SENT, "Komplettering skickad till IVO" },
	{ MILESTONE_IVO_CLOSED, "IVO har avslutat sitt ärende" },
};

static const DayRow after[] = {
	{ MILESTONE_FOLLOW_UP_SET, "Uppföljning ska göras" },
	{ MILESTONE_FOLLOWED_UP, "Uppföljning gjord" },
	{ MILESTONE_BOARD_REPORTED, "Beslutet anmält till nämnden" },
	{ MILESTONE_FEEDBACK_ACCEPTED, "Återkoppling till rapportören" },
	{ MILESTONE_CLOSED, "Ärendet avslutat" },
	{ MILESTONE_REOPENED, "Ärendet återupptaget" },
};

static const DayRow breach[] = {
	{ MILESTONE_BREACH_AWARE, "Personuppgiftsincidenten upptäckt" },
	{ MILESTONE_BREACH_NOTIFIED, "Incidenten anmäld till IMY" },
	{ MILESTONE_BREACH_NOT_REPORTABLE, "Bedömd att inte behöva anmälas" },
};

/* "2026-05-04, rättat till 2026-05-05; 2027-01-11"; g_free() it, NULL: none is kept. */
static char *
days_of(GVariant *record, Milestone milestone)
{
	guint n = tree_count(record, "milestones");
	g_autoptr(GString) days = g_string_new(NULL);

	for (guint i = 0; i < n; i++) {
		g_autoptr(GVariant) row = tree_child(record, "milestones", i);
		g_autofree char *day = dossier_moment(tree_text(row, "date"));

		if (!day || g_strcmp0(tree_text(row, "milestone"), milestone_names[milestone]) != 0)
			continue;
		if (days->len)
			g_string_append(days, tree_flag(row, "corrects") ? ", rättat till " : "; ");
		g_string_append(days, day);
	}
	return days->len ? g_string_free(g_steal_pointer(&days), FALSE) : NULL;
}

static void
add_days(Dossier *dossier, const DayRow *rows, guint n)
{
	for (guint i = 0; i < n; i++) {
		g_autofree char *days = days_of(dossier->record, rows[i].milestone);

		paper_add_item(dossier->paper, PAPER_CELL, rows[i].label, days);
	}
}

void
dossier_add_days_at_ivo(Dossier *dossier)
{
	add_days(dossier, at_ivo, G_N_ELEMENTS(at_ivo));
}

static void
add_reason(Dossier *dossier, const char *label, const char *path)
{
	const char *reason = tree_text(dossier->record, path);

	if (reason)
		paper_add_item(dossier->paper, PAPER_ANSWER, label, reason);
}

static void
add_breach(Dossier *dossier)
{
	g_autofree char *aware = days_of(dossier->record, MILESTONE_BREACH_AWARE);

	if (!aware)
		return;
	paper_add_item(dossier->paper, PAPER_HEADING, NULL, "Personuppgiftsincident");
	add_days(dossier, breach, G_N_ELEMENTS(breach));
	add_reason(dossier, "Varför incidenten inte behöver anmälas", "breach_dismissed.reason");
}

static const PaperColumn columns[] = {
	{ "Tidsgräns", 30 },
	{ "Nämnd", 14 },
	{ "Flyttad till", 13 },
	{ "Skäl", 43 },
};

static void
add_extensions(Dossier *dossier)
{
	static const char *const members[] = { "rule", "board", "to", "reason" };
	guint n = tree_count(dossier->record, "extensions");

	if (!n)
		return;
	paper_add_item(dossier->paper, PAPER_HEADING, NULL, "Förlängda tidsgränser");
	PaperItem *table = paper_add_table(dossier->paper, columns, G_N_ELEMENTS(columns));
	for (guint i = 0; i < n; i++) {
		g_autoptr(GVariant) extension = tree_child(dossier->record, "extensions", i);

		for (guint m = 0; m < G_N_ELEMENTS(members); m++)
			paper_add_cell(table, tree_text(extension, members[m]));
	}
}

void
dossier_add_after(Dossier *dossier)
{
	paper_add_section(dossier->paper, "Uppföljning och anmälan till nämnden");
	add_days(dossier, after, G_N_ELEMENTS(after));
	add_reason(dossier, "Om uppföljningen", "followed_up.reason");
	add_reason(dossier, "Om anmälan till nämnden", "reported.reason");
	add_breach(dossier);
	add_extensions(dossier);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The dossier of a case: what it is of, and its parts in their order.
 */
#include "core/paper/dossier-paper.h"

#include <string.h>

#include "core/paper/board-paper.h"
#include "core/paper/dossier-private.h"
#include "core/name-parts.h"

#define WARNING                                                                                          \
	"Utkast för maskning. Uppgifter om den som rapporterat är utelämnade ur fälten och "         \
	"namnet är markerat där det står i text. Lämnas inte ut förrän en person har prövat och " \
	"maskat innehållet."

/* In the order in which they are read. */
static const DossierPart parts[] = {
	dossier_add_reports,
	dossier_add_letters,
	dossier_add_assessment,
	dossier_add_investigations,
	dossier_add_proposal,
	dossier_add_information,
	dossier_add_decision,
	dossier_add_ivo,
	dossier_add_log,
	dossier_add_measures,
	dossier_add_after,
	dossier_add_documents,
	dossier_add_anchor,
};

static const struct {
	const char *name, *title;
} states[] = {
	{ "received", "inkommet" },
	{ "assessing", "bedöms" },
	{ "investigating", "utreds" },
	{ "proposed", "förslag till beslut är lämnat" },
	{ "decided", "beslutat" },
	{ "follow_up", "följs upp" },
	{ "closed", "avslutat" },
	{ "declined", "utredning inleds inte" },
	{ "joined", "utreds i ett annat ärende" },
	{ "transferred", "överlämnat" },
	{ "not_report", "ingen rapport" },
};

char *
dossier_person(const Dossier *dossier, const char *address, const char *title)
{
	return board_paper_signature(dossier->facts->board, address, title);
}

char *
dossier_moment(const char *time)
{
	if (!time)
		return NULL;
	char *text = g_strndup(time, strlen("2026-11-22T10:00"));
	char *t = strchr(text, 'T');

	if (t)
		*t = ' ';
	return text;
}

/* "Ada Ek <ada@kommun.example>" */
static char *
party_of(GVariant *record, const char *key)
{
	g_autoptr(GVariant) party = tree_get(record, key);
	const char *name = tree_text(party, "name"), *address = tree_text(party, "address");

	return name && address ? g_strdup_printf("%s <%s>", name, address)
			       : g_strdup(name ? name : address);
}

static const char *
state_title(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(states); i++)
		if (g_strcmp0(states[i].name, name) == 0)
			return states[i].title;
	return name;
}

static void
add_head(Dossier *dossier)
{
	GVariant *record = dossier->record;
	g_autofree char *arrived = dossier_moment(tree_text(record, "arrived"));
	g_autofree char *reporter = party_of(record, "reporter");
	g_autofree char *sender = party_of(record, "sender");
	g_autofree char *made = dossier_moment(dossier->facts->made);
	Paper *paper = dossier->paper;

	paper_add_section(paper, "Ärende");
	paper_add_item(paper, PAPER_CELL, "Ärendenummer", tree_text(record, "id"));
	paper_add_item(paper, PAPER_CELL, "Diarienummer", tree_text(record, "dnr_full"));
	paper_add_item(paper, PAPER_CELL, "Rapporten kom in", arrived);
	paper_add_item(paper, PAPER_CELL, "Ärendets läge", state_title(tree_text(record, "state")));
	if (dossier->facts->copy_for) {
		paper_add_item(
			paper, PAPER_CELL, "Utkast till kopia för", dossier->facts->copy_for->name);
	} else {
		paper_add_item(paper, PAPER_CELL, "Rapporterat av", reporter);
		paper_add_item(paper, PAPER_CELL, "Rapporten skickades av", sender);
	}
	paper_add_item(paper, PAPER_CELL, "Dossiern är framställd", made);
	paper_add_item(paper, PAPER_NOTE, NULL,
		"Ett streck (" PAPER_NOTHING ") betyder att inget är ifyllt.");
}

/* By what name or address somebody could be told who reported, or sent the report. */
static NameParts *
names_of(GVariant *record)
{
	NameParts *names = name_parts_new();
	guint n = tree_count(record, "reading.documents");

	name_parts_add(names, tree_text(record, "reporter.name"));
	name_parts_add(names, tree_text(record, "sender.name"));
	name_parts_add_address(names, tree_text(record, "reporter.address"));
	name_parts_add_address(names, tree_text(record, "sender.address"));
	for (guint i = 0; i < n; i++) {
		g_autoptr(GVariant) document = tree_child(record, "reading.documents", i);

		name_parts_add(names, tree_text(document, "report.reporter.name.raw"));
		name_parts_add(names, tree_text(document, "report.signed.name.raw"));
		name_parts_add_address(names, tree_text(document, "report.reporter.email.raw"));
	}
	return names;
}

static gint
compare_spans(gconstpointer a, gconstpointer b)
{
	return ((const PaperSpan *) a)->start < ((const PaperSpan *) b)->start ? -1 : 1;
}

static void
mark(PaperItem *item, gpointer user)
{
	g_autoptr(GArray) found = name_parts_find(user, item->text);

	if (found->len)
		g_array_append_vals(item->spans, found->data, found->len);
	g_array_sort(item->spans, compare_spans);
}

Paper *
dossier_paper_new(const DossierFacts *facts, GVariant *record)
{
	const char *id = tree_text(record, "id"), *dnr = tree_text(record, "dnr_full");
	g_autofree char *foot = g_strdup_printf("%s%s%s", id, dnr ? " · " : "", dnr ? dnr : "");
	Dossier dossier = { facts, record, paper_new("Dossier i ärende enligt lex Sarah") };

	paper_set_foot(dossier.paper, foot);
	board_paper_set_sender(dossier.paper, facts->settings, facts->board);
	add_head(&dossier);
	for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
		parts[i](&dossier);
	if (facts->copy_for) {
		g_autoptr(NameParts) names = names_of(record);

		paper_set_warning(dossier.paper, WARNING);
		paper_foreach_text(dossier.paper, mark, names);
	}
	return dossier.paper;
}

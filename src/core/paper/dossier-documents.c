/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What belongs to the case, each with a sum by which it can be recognised, and the place of
 * the journal that proves what stands in the dossier.
 */
#include "core/paper/board-paper.h"
#include "core/paper/dossier-private.h"

static const PaperColumn columns[] = {
	{ "Nr", 7 },
	{ "Handling och kontrollsumma (SHA-256)", 62 },
	{ "Kom in eller lämnad", 18 },
	{ "Storlek", 13 },
};

static const struct {
	const char *kind, *title;
} kinds[] = {
	{ "report", "Rapport" },
	{ "correspondence", "Skrivelse" },
	{ "complaint", "Klagomål" },
	{ "provider_report", "Rapport från utförare" },
};

static const char *
kind_title(const char *kind)
{
	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (g_strcmp0(kinds[i].kind, kind) == 0)
			return kinds[i].title;
	return "E-post";
}

static char *
size_text(gint64 bytes)
{
	return bytes < 1000 ? g_strdup_printf("%" G_GINT64_FORMAT " byte", bytes)
			    : g_strdup_printf("%" G_GINT64_FORMAT " kB", (bytes + 500) / 1000);
}

static void
add_row(PaperItem *table, const char *no, const char *title, const char *hash, const char *time,
	gint64 bytes)
{
	g_autofree char *moment = dossier_moment(time);
	g_autofree char *size = size_text(bytes);

	paper_add_cell(table, no);
	PaperItem *cell = paper_add_cell(table, title);
	if (hash)
		paper_append_code(cell, hash);
	paper_add_cell(table, moment);
	paper_add_cell(table, size);
}

/* Its parts as they came: a part has a name, or is what the mail itself says. */
static void
add_mail(PaperItem *table, GVariant *mail, guint number)
{
	g_autofree char *no = g_strdup_printf("%u", number);
	const char *subject = tree_text(mail, "subject"), *time = tree_text(mail, "arrived");
	g_autofree char *title = g_strdup_printf(
		"%s: %s", kind_title(tree_text(mail, "kind")), subject ? subject : "utan ämne");
	guint n = tree_count(mail, "parts");

	add_row(table, no, title, tree_text(mail, "sha256"), time, tree_number(mail, "size"));
	for (guint i = 0; i < n; i++) {
		g_autoptr(GVariant) part = tree_child(mail, "parts", i);
		g_autofree char *sub = g_strdup_printf("%u.%u", number, i + 1);
		const char *name = tree_text(part, "name");
		g_autofree char *named = g_strdup_printf(
			"%s (%s)", name ? name : "Mejlets text", tree_text(part, "media_type"));

		add_row(table, sub, named, tree_text(part, "sha256"), time,
			tree_number(part, "size"));
	}
}

static void
add_copy(const Dossier *dossier, PaperItem *table, GVariant *copy, guint number)
{
	g_autofree char *no = g_strdup_printf("%u", number);
	const char *id = tree_text(copy, "board");
	const CommissioningBoard *board =
		id ? board_find_commissioning(dossier->facts->board, id) : NULL;
	g_autofree char *title = g_strdup_printf("Maskad kopia för %s", board ? board->name : id);

	add_row(table, no, title, tree_text(copy, "sha256"), tree_text(copy, "released"),
		tree_number(copy, "size"));
}

void
dossier_add_documents(Dossier *dossier)
{
	guint mails = tree_count(dossier->record, "mails");
	guint copies = tree_count(dossier->record, "copies");

	paper_add_section(dossier->paper, "Handlingar");
	PaperItem *table = paper_add_table(dossier->paper, columns, G_N_ELEMENTS(columns));
	for (guint i = 0; i < mails; i++) {
		g_autoptr(GVariant) mail = tree_child(dossier->record, "mails", i);

		add_mail(table, mail, i + 1);
	}
	for (guint i = 0; i < copies; i++) {
		g_autoptr(GVariant) copy = tree_child(dossier->record, "copies", i);

		add_copy(dossier, table, copy, mails + i + 1);
	}
}

void
dossier_add_anchor(Dossier *dossier)
{
	const char *anchor = tree_text(dossier->record, "anchor");

	paper_add_section(dossier->paper, "Journal");
	paper_add(dossier->paper, NULL,
		"Allt som har gjorts i ärendet står i en journal där varje händelse är kedjad till "
		"dem före. Med ankaret kan man visa att inget av det som fanns i journalen när "
		"dossiern framställdes har ändrats eller tagits bort sedan dess: "
		"lexsarah verify --anchor ANKARE.");
	PaperItem *item = paper_add_item(dossier->paper, PAPER_ANSWER, "Ankare", NULL);
	g_clear_pointer(&item->text, g_free);
	paper_append_code(item, anchor ? anchor : PAPER_NOTHING);
}

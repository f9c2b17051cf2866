/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was read from forms, place by place as the forms have them.
 */
#include <string.h>

#include "core/paper/dossier-private.h"
#include "core/text.h"

#define LEFT_OUT "[utelämnat: uppgift om den som rapporterat]"

static char *
digits_of(const char *text)
{
	GString *digits = g_string_new(NULL);

	for (; *text; text++)
		if (g_ascii_isdigit(*text) && (digits->len || *text != '0'))
			g_string_append_c(digits, *text);
	return g_string_free(digits, FALSE);
}

#define DATE_DIGITS 6 /* of a date that says its year */

/* TRUE if value is raw in another form, and nothing was added by whoever read it. */
static gboolean
is_same(ReadingKind kind, const char *value, const char *raw)
{
	g_autofree char *meant = text_fold(value);
	g_autofree char *given = text_fold(raw);
	g_autofree char *meant_digits = digits_of(value);
	g_autofree char *given_digits = digits_of(raw);

	if (strcmp(given, meant) == 0 || kind == READING_TEXT || kind == READING_LINE ||
		kind == READING_NAME || kind == READING_EMAIL)
		return TRUE;
	if (kind == READING_DNR || (kind == READING_DATE && strlen(given_digits) < DATE_DIGITS))
		return FALSE;
	return *given_digits && g_str_has_suffix(meant_digits, given_digits);
}

char *
dossier_read_text(GVariant *record, const char *part, const char *member)
{
	const ReadingMember *row = reading_find_member(reading_find_part(part), member);
	g_autoptr(GVariant) field = tree_get(record, member);
	const char *value = tree_text(field, "value"), *raw = tree_text(field, "raw");

	if (!value)
		return raw ? g_strdup_printf("%s (går inte att tolka)", raw) : NULL;
	if (!raw || is_same(row->kind, value, raw))
		return g_strdup(raw && row->kind == READING_PHONE ? raw : value);
	return g_strdup_printf("%s (skrivet: %s)", value, raw);
}

static gboolean
is_chosen(GVariant *record, const char *member, const char *code)
{
	g_autofree const char **codes = tree_texts(record, member);
	const char *one = tree_text(record, member);

	return one ? strcmp(one, code) == 0 : g_strv_contains(codes, code);
}

static void
add_choices(Paper *paper, GVariant *record, const DossierField *field)
{
	PaperItem *boxes = paper_add_boxes(paper, field->label);

	for (const DossierChoice *row = field->choices; row->code; row++)
		paper_add_box(boxes, row->title, is_chosen(record, field->member, row->code));
}

static void
add_fields(Dossier *dossier, const char *part, GVariant *record)
{
	guint n = 0;
	const DossierField *fields = dossier_fields(part, &n);

	for (guint i = 0; i < n; i++) {
		const DossierField *field = &fields[i];
		gboolean hidden = field->of_reporter && dossier->facts->copy_for;
		g_autofree char *text =
			field->member ? dossier_read_text(record, part, field->member) : NULL;

		if (field->kind == PAPER_HEADING)
			paper_add_item(dossier->paper, field->kind, NULL, field->label);
		else if (field->choices)
			add_choices(dossier->paper, record, field);
		else
			paper_add_item(dossier->paper, field->kind, field->label,
				hidden && text ? LEFT_OUT : text);
	}
}

/* TRUE if anything of it was written: a member that is null, or empty, is not. */
static gboolean
is_written(GVariant *tree)
{
	GVariantIter iter;
	GVariant *value;
	gboolean found = FALSE;

	if (g_variant_is_of_type(tree, G_VARIANT_TYPE_VARDICT)) {
		g_variant_iter_init(&iter, tree);
		while (!found && g_variant_iter_next(&iter, "{&sv}", NULL, &value)) {
			found = is_written(value);
			g_variant_unref(value);
		}
		return found;
	}
	return !g_variant_is_of_type(tree, G_VARIANT_TYPE_ARRAY) || g_variant_n_children(tree) > 0;
}

/* The mail that the document came with; NULL: it is not known. g_variant_unref() it. */
static GVariant *
mail_of(const Dossier *dossier, GVariant *document)
{
	gint64 id = tree_number(document, "mail");
	guint n = tree_count(dossier->record, "mails");

	for (guint i = 0; id && i < n; i++) {
		g_autoptr(GVariant) mail = tree_child(dossier->record, "mails", i);

		if (tree_number(mail, "id") == id)
			return g_steal_pointer(&mail);
	}
	return NULL;
}

/* TRUE of what somebody wrote about a report that was there: words, and nothing of a form. */
static gboolean
is_letter(const Dossier *dossier, GVariant *document)
{
	g_autoptr(GVariant) mail = mail_of(dossier, document);
	g_autoptr(GVariant) report = tree_get(document, "report");
	gboolean words = TRUE;
	GVariantIter iter;
	const char *member;
	GVariant *value;

	if (g_strcmp0(tree_text(mail, "kind"), "correspondence") != 0 || !report ||
		!g_variant_is_of_type(report, G_VARIANT_TYPE_VARDICT))
		return FALSE;
	g_variant_iter_init(&iter, report);
	while (words && g_variant_iter_next(&iter, "{&sv}", &member, &value)) {
		words = strcmp(member, "description") == 0 || !is_written(value);
		g_variant_unref(value);
	}
	return words;
}

/* That part of each document that has it; of several, with their numbers. */
static GPtrArray *
written_parts(const Dossier *dossier, const char *part)
{
	GPtrArray *found = g_ptr_array_new_with_free_func((GDestroyNotify) g_variant_unref);
	guint n = tree_count(dossier->record, "reading.documents");

	for (guint i = 0; i < n; i++) {
		g_autoptr(GVariant) document = tree_child(dossier->record, "reading.documents", i);
		g_autoptr(GVariant) of = tree_get(document, part);

		if (of && is_written(of) && !is_letter(dossier, document))
			g_ptr_array_add(found, g_steal_pointer(&of));
	}
	return found;
}

static void
add_section(Dossier *dossier, const char *heading, guint i, guint n)
{
	g_autofree char *numbered =
		n > 1 ? g_strdup_printf("%s (%u av %u)", heading, i + 1, n) : g_strdup(heading);

	paper_add_section(dossier->paper, numbered);
}

void
dossier_add_reports(Dossier *dossier)
{
	g_autoptr(GPtrArray) found = written_parts(dossier, "report");

	for (guint i = 0; i < found->len; i++) {
		add_section(dossier, "Rapport", i, found->len);
		add_fields(dossier, "report", g_ptr_array_index(found, i));
	}
	if (found->len)
		return;
	paper_add_section(dossier->paper, "Rapport");
	paper_add(dossier->paper, NULL,
		"Inget har kunnat läsas ur rapporten. Den står i förteckningen över handlingar.");
}

/* Who wrote is not said: it may be who reported, and a copy may be for another board. */
void
dossier_add_letters(Dossier *dossier)
{
	guint n = tree_count(dossier->record, "reading.documents");
	gboolean begun = FALSE;

	for (guint i = 0; i < n; i++) {
		g_autoptr(GVariant) document = tree_child(dossier->record, "reading.documents", i);
		const char *text = tree_text(document, "report.description.value");

		if (!text || !is_letter(dossier, document))
			continue;
		g_autoptr(GVariant) mail = mail_of(dossier, document);
		g_autofree char *moment = dossier_moment(tree_text(mail, "arrived"));
		g_autofree char *label =
			g_strdup_printf("Kom in %s", moment ? moment : PAPER_NOTHING);
		if (!begun)
			paper_add_section(dossier->paper, "Uppgifter som har kommit in senare");
		begun = TRUE;
		paper_add_item(dossier->paper, PAPER_ANSWER, label, text);
	}
}

void
dossier_add_investigations(Dossier *dossier)
{
	g_autoptr(GPtrArray) found = written_parts(dossier, "investigation");
	g_autofree const char **named = tree_texts(dossier->record, "law");
	g_autofree char *joined = g_strjoinv(", ", (char **) named);
	g_autofree char *who =
		dossier_person(dossier, tree_text(dossier->record, "investigator"), NULL);
	g_autofree char *begun = dossier_moment(tree_text(dossier->record, "started.date"));

	paper_add_section(dossier->paper, "Utredning");
	paper_add_item(dossier->paper, PAPER_CELL, "Utredare", who);
	paper_add_item(dossier->paper, PAPER_CELL, "Utredningen inledd", begun);
	paper_add_item(dossier->paper, PAPER_CELL, "Lag", joined);
	paper_add_item(dossier->paper, PAPER_CELL, "Utredande nämnd", dossier->facts->board->name);
	if (!found->len)
		paper_add(dossier->paper, NULL, "Ingen utredning har lämnats in.");
	for (guint i = 0; i < found->len; i++) {
		add_section(dossier, "Utredningens innehåll", i, found->len);
		add_fields(dossier, "investigation", g_ptr_array_index(found, i));
	}
}

void
dossier_add_written_decisions(Dossier *dossier)
{
	g_autoptr(GPtrArray) found = written_parts(dossier, "decision");

	for (guint i = 0; i < found->len; i++) {
		paper_add_item(
			dossier->paper, PAPER_HEADING, NULL, "Enligt inlämnat beslutsformulär");
		add_fields(dossier, "decision", g_ptr_array_index(found, i));
	}
}

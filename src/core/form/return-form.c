/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The form of an investigation, one row a control. A reporter's name is in none of them: an
 * investigation can do without it.
 */
#include "core/form/return-form.h"

#include <string.h>

/* clang-format off */
#define FIELD(part, member)        { .tag = part "." member, part, member }
#define FILLED(part, member, from) { .tag = part "." member, part, member, .fact = from }
#define QUOTED(part, member, from) { .tag = part "." member, part, member, .fact = from, .quoted = TRUE }
#define BOX(part, member, choice)  { .tag = part "." member "." choice, part, member, .code = choice }
/* clang-format on */

static const ReturnFormField fields[] = {
	{ .tag = "form.board", .fact = "board.name" },
	FILLED("form", "case", "case"),
	FIELD("form", "version"),
	{ .tag = "form.due", .fact = "agenda.due", .rule = "investigate" },
	FILLED("investigation", "received", "arrived"),
	FILLED("investigation", "dnr", "dnr"),
	FIELD("investigation", "started"),
	BOX("investigation", "law", "SoL"),
	BOX("investigation", "law", "LSS"),
	FILLED("investigation", "investigator.name", "investigator.name"),
	FILLED("investigation", "investigator.title", "investigator.title"),
	FILLED("investigation", "committee", "board.name"),
	QUOTED("investigation", "how_noticed", "reports.observed"),
	FILLED("investigation", "occurred", "reports.occurred"),
	QUOTED("investigation", "what", "reports.description"),
	QUOTED("investigation", "consequences", "reports.consequences"),
	FIELD("investigation", "happened_before"),
	BOX("investigation", "can_recur", "yes"),
	BOX("investigation", "can_recur", "no"),
	FIELD("investigation", "can_recur_why"),
	FIELD("investigation", "causes.communication"),
	FIELD("investigation", "causes.education"),
	FIELD("investigation", "causes.processes"),
	FIELD("investigation", "causes.environment"),
	FIELD("investigation", "causes.technology"),
	FIELD("investigation", "causes.other"),
	QUOTED("investigation", "measures.taken", "reports.immediate_measures"),
	FIELD("investigation", "measures.when"),
	FIELD("investigation", "measures.planned"),
	FIELD("investigation", "follow_up"),
	FIELD("investigation", "other"),
	BOX("investigation", "proposal", "tangible_risk_of_misconduct"),
	BOX("investigation", "proposal", "misconduct"),
	BOX("investigation", "proposal", "tangible_risk_of_serious_misconduct"),
	BOX("investigation", "proposal", "serious_misconduct"),
	BOX("investigation", "proposal", "no_misconduct"),
	FIELD("investigation", "information.report"),
	FIELD("investigation", "information.ivo"),
	FIELD("investigation", "information.copy_attached"),
	FIELD("investigation", "information.copy_final"),
	{ .tag = "form.dnr", .fact = "dnr", .optional = TRUE },
	FIELD("decision", "background"),
	FIELD("decision", "outcome"),
	FIELD("decision", "delegation_reference"),
	FIELD("decision", "date"),
	FIELD("decision", "signer"),
	FIELD("decision", "signer_title"),
	{ .tag = "form.post", .fact = "board.post", .optional = TRUE },
	FIELD("log", "date"),
	FIELD("log", "source"),
	FIELD("log", "kind"),
	FIELD("log", "note"),
	FIELD("log", "attachment"),
	FIELD("log", "signature"),
	FIELD("log", "title"),
};

const ReturnFormField *
return_form_fields(gsize *ret_count)
{
	*ret_count = G_N_ELEMENTS(fields);
	return fields;
}

const ReturnFormField *
return_form_find(const char *tag)
{
	for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
		if (strcmp(fields[i].tag, tag) == 0)
			return &fields[i];
	return NULL;
}

static void
add_text(GString *text, GVariant *group, const char *key)
{
	const char *found;

	if (!g_variant_lookup(group, key, "&s", &found) || !*found)
		return;
	if (text->len)
		g_string_append(text, "\n\n");
	g_string_append(text, found);
}

/* The texts of a list's elements, those of the rule. */
static void
add_list(GString *text, GVariant *list, const char *key, const char *rule)
{
	GVariantIter iter;
	GVariant *element;

	g_variant_iter_init(&iter, list);
	while ((element = g_variant_iter_next_value(&iter))) {
		const char *of = NULL;

		if (!rule ||
			(g_variant_lookup(element, "rule", "&s", &of) && strcmp(of, rule) == 0))
			add_text(text, element, key);
		g_variant_unref(element);
	}
}

static const char *
introduction(const char *language)
{
	return strcmp(language, "en") == 0 ? "According to the report: " : "Enligt rapporten: ";
}

char *
return_form_fill(const ReturnFormField *field, GVariant *facts, const char *language)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_auto(GStrv) path = g_strsplit(field->fact ? field->fact : "", ".", 2);

	if (!path[0])
		return NULL;
	g_autoptr(GVariant) held = g_variant_lookup_value(facts, path[0], NULL);
	if (!path[1])
		add_text(text, facts, path[0]);
	else if (held && g_variant_is_of_type(held, G_VARIANT_TYPE_VARDICT))
		add_text(text, held, path[1]);
	else if (held && g_variant_is_of_type(held, G_VARIANT_TYPE("aa{sv}")))
		add_list(text, held, path[1], field->rule);
	if (!text->len)
		return NULL;
	if (field->quoted)
		g_string_prepend(text, introduction(language));
	return g_string_free(g_steal_pointer(&text), FALSE);
}

char *
return_form_name(const char *case_id)
{
	return g_strdup_printf("%s-utredning.docx", case_id);
}

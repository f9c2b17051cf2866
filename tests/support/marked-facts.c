/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/marked-facts.h"

#include <string.h>

#include "core/clock/calendar.h"
#include "core/notice/privacy.h"

const char *const marked_careless[] = { "subject", "reporter", "description", "body", "person",
	"address", "recipient", "outcome", "reason", "log", "attachment", NULL };

/* Two words, and a letter that no mail can carry as it is. */
static char *
marker_of(const char *name)
{
	g_autofree char *folded = g_strdup(name);

	g_strdelimit(folded, "._", 'x');
	return g_strdup_printf("Hemligt Å%szz", folded);
}

static GVariant *group_of(const MarkedFacts *facts, const char *prefix);

/* Floating; NULL if the shape leaves it out. */
static GVariant *
value_of(const MarkedFacts *facts, const PrivacyField *field)
{
	gboolean allowed = privacy_allows(field->name, facts->audience, facts->route) &&
			   privacy_allows(field->name, facts->audience, ROUTE_PLAIN);
	g_autofree char *marker = marker_of(field->name);
	const char *text = allowed ? field->sample : marker;
	GVariant *group;

	switch (field->kind) {
	case PRIVACY_TEXT:
		return allowed && facts->shape == MARKED_ALONE ? NULL : g_variant_new_string(text);
	case PRIVACY_TEXTS:
		return g_variant_new_strv(&text, 1);
	case PRIVACY_BOOLEAN:
		return g_variant_new_boolean(facts->shape != MARKED_FALSE);
	case PRIVACY_GROUP:
		return group_of(facts, field->name);
	case PRIVACY_LIST:
		group = group_of(facts, field->name);
		return g_variant_new_array(G_VARIANT_TYPE_VARDICT, &group, 1);
	case PRIVACY_KIND_COUNT:
		break;
	}
	g_assert_not_reached();
}

/* The row of prefix and word, or NULL. */
static const PrivacyField *
row_of(const char *prefix, const char *word)
{
	g_autofree char *name = prefix ? g_strconcat(prefix, ".", word, NULL) : g_strdup(word);

	return privacy_find_field(name);
}

static void
put_careless(GVariantDict *dict, const char *prefix, const char *word)
{
	g_autofree char *marker = marker_of(word);

	if (!row_of(prefix, word) && !g_variant_dict_contains(dict, word))
		g_variant_dict_insert(dict, word, "s", marker);
}

/* All that may stand under prefix, and under wrong names whatever stands elsewhere. Floating. */
static GVariant *
group_of(const MarkedFacts *facts, const char *prefix)
{
	gsize count;
	const PrivacyField *fields = privacy_get_fields(&count);
	GVariantDict dict;

	g_variant_dict_init(&dict, NULL);
	for (gsize i = 0; i < count; i++) {
		const char *dot = strrchr(fields[i].name, '.');
		const char *word = dot ? dot + 1 : fields[i].name;
		GVariant *value =
			row_of(prefix, word) == &fields[i] ? value_of(facts, &fields[i]) : NULL;

		if (value)
			g_variant_dict_insert_value(&dict, word, value);
	}
	for (gsize i = 0; i < count; i++) {
		const char *dot = strrchr(fields[i].name, '.');

		put_careless(&dict, prefix, dot ? dot + 1 : fields[i].name);
		put_careless(&dict, prefix, fields[i].name);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(marked_careless) - 1; i++)
		put_careless(&dict, prefix, marked_careless[i]);
	return g_variant_dict_end(&dict);
}

/* A date that gets into a calendar, and beside it what must not. Floating. */
static GVariant *
calendar(void)
{
	g_autofree char *uid = calendar_uid(
		"LS-2026-0042", "ivo_investigation", "Hemligt", "hemligt@x.example", "x.example");
	GVariantDict dict;

	g_variant_dict_init(&dict, NULL);
	g_variant_dict_insert(&dict, "uid", "s", uid);
	g_variant_dict_insert(&dict, "sequence", "x", G_GINT64_CONSTANT(1));
	g_variant_dict_insert(&dict, "cancelled", "b", FALSE);
	g_variant_dict_insert(&dict, "stamp", "x", G_GINT64_CONSTANT(1773748800000));
	g_variant_dict_insert(&dict, "date", "s", "2026-11-27");
	g_variant_dict_insert(&dict, "step", "s", "ivo_investigation");
	put_careless(&dict, "calendar", "summary");
	for (gsize i = 0; marked_careless[i]; i++)
		put_careless(&dict, "calendar", marked_careless[i]);
	return g_variant_dict_end(&dict);
}

GVariant *
marked_facts(const MarkedFacts *facts)
{
	g_autoptr(GVariant) all = g_variant_ref_sink(group_of(facts, NULL));
	GVariantDict dict;

	g_variant_dict_init(&dict, all);
	if (facts->audience == AUDIENCE_OUTSIDER)
		g_variant_dict_remove(&dict, "calendar");
	else
		g_variant_dict_insert_value(&dict, "calendar", calendar());
	return g_variant_ref_sink(g_variant_dict_end(&dict));
}

char *
marked_word(const char *name)
{
	g_autofree char *marker = marker_of(name);

	return g_utf8_casefold(marker, -1);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of what may be shown to whom. A mail on a plain route is a post
 * card: case number, step, dates, instructions and the titles of flags. Names,
 * addresses of senders and whatever a report says have rows for secure routes
 * only. A field without a row is shown to nobody.
 */
#include "core/privacy.h"

#include <string.h>

#define REPORTER    (1u << AUDIENCE_REPORTER)
#define OUTSIDER    (1u << AUDIENCE_OUTSIDER)
#define RESPONSIBLE (1u << AUDIENCE_RESPONSIBLE)
#define REGISTRAR   (1u << AUDIENCE_REGISTRAR)
#define OPERATOR    (1u << AUDIENCE_OPERATOR)
#define CONTACT     (1u << AUDIENCE_CONTACT)
#define ALL         ((1u << AUDIENCE_COUNT) - 1)

#define TEXT(field, who, example)                                                                  \
	{                                                                                          \
		.name = (field), .kind = PRIVACY_TEXT, .audiences = { (who), (who) },              \
		.sample = (example)                                                                \
	}
#define TEXTS(field, who, example)                                                                 \
	{                                                                                          \
		.name = (field), .kind = PRIVACY_TEXTS, .audiences = { (who), (who) },             \
		.sample = (example)                                                                \
	}
#define BOOLEAN(field, who)                                                                        \
	{                                                                                          \
		.name = (field), .kind = PRIVACY_BOOLEAN, .audiences = {(who), (who) }             \
	}
#define GROUP(field, who)                                                                          \
	{                                                                                          \
		.name = (field), .kind = PRIVACY_GROUP, .audiences = {(who), (who) }               \
	}
#define LIST(field, who)                                                                           \
	{                                                                                          \
		.name = (field), .kind = PRIVACY_LIST, .audiences = {(who), (who) }                \
	}
/* Content: on a secure route only, whoever reads it. */
#define SECURE(type, field, who, example)                                                          \
	{                                                                                          \
		.name = (field), .kind = (type), .audiences = { [ROUTE_SECURE] = (who) },          \
		.sample = (example)                                                                \
	}

static const PrivacyField fields[] = {
	/* The authority, and what everybody may know of it. */
	TEXT("organisation", ALL, "Exempels kommun"),
	GROUP("board", ALL),
	TEXT("board.name", ALL, "Arbetsmarknadsnämnden"),
	TEXT("board.phone", ALL, "08-123 45 00"),
	TEXT("board.email", ALL, "namnd@kommun.example"),
	TEXT("board.post", ALL, "Box 1, 123 45 Exempel"),
	TEXT("board.visit", ALL, "Torget 1, Exempel"),
	TEXT("emergency_phone", REPORTER | OUTSIDER | RESPONSIBLE, "08-123 45 67"),

	/* The case from outside. An outsider is not told that there is one. */
	TEXT("case", ALL & ~OUTSIDER, "LS-2026-0042"),
	TEXT("arrived", ALL, "2026-03-17"),
	TEXT("arrived_time", ALL, "14:05"),
	/* One report of several in a mail. */
	GROUP("split", REPORTER | RESPONSIBLE | REGISTRAR),
	TEXT("split.number", REPORTER | RESPONSIBLE | REGISTRAR, "2"),
	TEXT("split.count", REPORTER | RESPONSIBLE | REGISTRAR, "3"),
	TEXT("split.first", REPORTER | RESPONSIBLE | REGISTRAR, "LS-2026-0041"),
	BOOLEAN("from_staff", RESPONSIBLE | REGISTRAR),
	BOOLEAN("too_large", REPORTER),
	TEXTS("missing", REPORTER, "Vad som har hänt"),
	BOOLEAN("joined", RESPONSIBLE),
	BOOLEAN("reading_pending", RESPONSIBLE),
	BOOLEAN("reading_failed", RESPONSIBLE),
	LIST("flags", RESPONSIBLE),
	TEXT("flags.title", RESPONSIBLE, "Veckodag och datum stämmer inte överens"),
	SECURE(PRIVACY_TEXT, "flags.message", RESPONSIBLE, "2026-03-16 är en måndag, inte tisdag."),

	/* Who mailed, and what was read. */
	SECURE(PRIVACY_GROUP, "sender", RESPONSIBLE, NULL),
	SECURE(PRIVACY_TEXT, "sender.name", RESPONSIBLE, "Alva Exempel"),
	SECURE(PRIVACY_TEXT, "sender.address", RESPONSIBLE, "alva@kommun.example"),
	SECURE(PRIVACY_LIST, "reports", RESPONSIBLE, NULL),
	SECURE(PRIVACY_TEXT, "reports.type", RESPONSIBLE, "missförhållande"),
	SECURE(PRIVACY_TEXT, "reports.dnr", RESPONSIBLE, "AMN 2026-0123"),
	SECURE(PRIVACY_TEXT, "reports.reporter", RESPONSIBLE, "Alva Exempel"),
	SECURE(PRIVACY_TEXT, "reports.reporter_title", RESPONSIBLE, "handläggare"),
	SECURE(PRIVACY_TEXT, "reports.reporter_workplace", RESPONSIBLE, "Jobbtorg Norr"),
	SECURE(PRIVACY_TEXT, "reports.reporter_phone", RESPONSIBLE, "+46701234567"),
	SECURE(PRIVACY_TEXT, "reports.reporter_email", RESPONSIBLE, "alva@kommun.example"),
	SECURE(PRIVACY_TEXT, "reports.unit", RESPONSIBLE, "Jobbtorg Norr"),
	SECURE(PRIVACY_TEXT, "reports.areas", RESPONSIBLE, "Jobbtorg"),
	SECURE(PRIVACY_TEXT, "reports.observed", RESPONSIBLE, "2026-03-16, måndag, 13:00"),
	SECURE(PRIVACY_TEXT, "reports.occurred", RESPONSIBLE, "2026-03-13"),
	SECURE(PRIVACY_TEXT, "reports.description", RESPONSIBLE, "Beskrivning.\nRad två."),
	SECURE(PRIVACY_TEXT, "reports.consequences", RESPONSIBLE, "Konsekvenser."),
	SECURE(PRIVACY_TEXT, "reports.immediate_measures", RESPONSIBLE, "Omedelbara åtgärder."),
	SECURE(PRIVACY_TEXT, "reports.signed", RESPONSIBLE, "2026-03-17, Alva Exempel"),
	SECURE(PRIVACY_TEXT, "reports.other_information", RESPONSIBLE, "Övriga upplysningar."),

	/* The running of the program: counts and own words, nothing of a mail. */
	BOOLEAN("alarm", OPERATOR),
	TEXTS("alarms", OPERATOR, "AMN: 1 brev försvann innan det kunde sparas"),
	GROUP("day", OPERATOR),
	TEXT("day.date", OPERATOR, "2026-03-17"),
	TEXT("day.received", OPERATOR, "42"),
	TEXT("day.opened", OPERATOR, "38"),
	TEXT("day.further", OPERATOR, "1"),
	TEXT("day.joined", OPERATOR, "2"),
	TEXT("day.other", OPERATOR, "1"),
	TEXT("day.quarantined", OPERATOR, "1"),
	TEXT("day.oldest", OPERATOR, "3 h"),
	TEXT("day.backup", OPERATOR, "2026-03-17 03:00"),
	LIST("polls", OPERATOR),
	TEXT("polls.board", OPERATOR, "AMN"),
	TEXT("polls.time", OPERATOR, "2026-03-17 23:59"),
	TEXT("polls.present", OPERATOR, "42"),
	TEXT("polls.handled", OPERATOR, "40"),
	TEXT("polls.owed", OPERATOR, "1"),
	TEXT("polls.quarantined", OPERATOR, "1"),
	TEXT("polls.vanished", OPERATOR, "0"),
	TEXT("polls.difference", OPERATOR, "0"),
	GROUP("outbox", OPERATOR),
	TEXT("outbox.queued", OPERATOR, "0"),
	TEXT("outbox.held", OPERATOR, "0"),
	TEXT("outbox.uncertain", OPERATOR, "1"),
	TEXT("outbox.failed", OPERATOR, "0"),
	TEXT("outbox.bounced", OPERATOR, "0"),

	LIST("credentials", OPERATOR),
	TEXT("credentials.name", OPERATOR, "client_certificate /etc/lexsarah/client.pem"),
	TEXT("credentials.days", OPERATOR, "29"),
	BOOLEAN("credentials.soon", OPERATOR),
	LIST("certificates", OPERATOR),
	TEXT("certificates.host", OPERATOR, "imap.kommun.example"),
	TEXT("certificates.date", OPERATOR, "2026-12-02"),
	TEXT("certificates.days", OPERATOR, "10"),
	BOOLEAN("certificates.soon", OPERATOR),

	/* A mail set aside; the reason is one of the program's own sentences. */
	GROUP("quarantine", RESPONSIBLE | OPERATOR),
	TEXT("quarantine.mail", RESPONSIBLE | OPERATOR, "17"),
	TEXT("quarantine.reason", RESPONSIBLE | OPERATOR, "hanteringen avbröts två gånger"),

	/* One mail in the place of many. */
	GROUP("digest", RESPONSIBLE | REGISTRAR | CONTACT),
	TEXT("digest.count", RESPONSIBLE | REGISTRAR | CONTACT, "214"),
	TEXTS("digest.cases", RESPONSIBLE | REGISTRAR | CONTACT, "LS-2026-0042"),
	TEXTS("digest.mails", RESPONSIBLE, "17"),
	TEXT("digest.more", RESPONSIBLE | REGISTRAR | CONTACT, "14"),

	/* What waits for a person's word. */
	GROUP("held", OPERATOR),
	TEXT("held.notices", OPERATOR, "120"),
	TEXT("held.cases", OPERATOR, "40"),
	TEXT("held.late", OPERATOR, "3"),
	TEXT("held.reason", OPERATOR, "first_contact"),

	/* A notice that did not arrive: to which role, since an address may be a reporter's. */
	GROUP("delivery", RESPONSIBLE | OPERATOR),
	TEXT("delivery.outbox", RESPONSIBLE | OPERATOR, "117"),
	TEXT("delivery.notice", RESPONSIBLE | OPERATOR, "receipt"),
	TEXT("delivery.role", RESPONSIBLE | OPERATOR, "reporter"),
	TEXT("delivery.error", RESPONSIBLE | OPERATOR, "rejected"),
	TEXT("delivery.attempts", RESPONSIBLE | OPERATOR, "3"),
};

static const char *const types[PRIVACY_KIND_COUNT] = {
	[PRIVACY_TEXT] = "s",
	[PRIVACY_BOOLEAN] = "b",
	[PRIVACY_TEXTS] = "as",
	[PRIVACY_GROUP] = "a{sv}",
	[PRIVACY_LIST] = "aa{sv}",
};

const PrivacyField *
privacy_get_fields(gsize *ret_count)
{
	*ret_count = G_N_ELEMENTS(fields);
	return fields;
}

const PrivacyField *
privacy_find_field(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
		if (g_strcmp0(fields[i].name, name) == 0)
			return &fields[i];
	return NULL;
}

static gboolean
allows(const PrivacyField *field, Audience audience, Route route)
{
	return field && (field->audiences[route] & (1u << audience)) != 0;
}

gboolean
privacy_allows(const char *field, Audience audience, Route route)
{
	g_return_val_if_fail(audience < AUDIENCE_COUNT && route < ROUTE_COUNT, FALSE);
	return allows(privacy_find_field(field), audience, route);
}

gboolean
privacy_knows(const char *field)
{
	return privacy_find_field(field) != NULL;
}

char *
privacy_list_allowed(Audience audience, Route route)
{
	GString *out = g_string_new(NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
		if (fields[i].kind == PRIVACY_GROUP || !allows(&fields[i], audience, route))
			continue;
		g_string_append_printf(out, "%s%s", out->len ? ", " : "", fields[i].name);
	}
	return g_string_free(out, FALSE);
}

static GVariant *filter_group(GVariant *group, const char *prefix, Audience audience, Route route);

static GVariant *
filter_list(GVariant *list, const char *name, Audience audience, Route route)
{
	GVariantBuilder builder;
	GVariantIter iter;
	GVariant *element;

	g_variant_builder_init(&builder, G_VARIANT_TYPE("aa{sv}"));
	g_variant_iter_init(&iter, list);
	while ((element = g_variant_iter_next_value(&iter))) {
		g_variant_builder_add_value(&builder, filter_group(element, name, audience, route));
		g_variant_unref(element);
	}
	return g_variant_builder_end(&builder);
}

/* Floating, as builders like it. */
static GVariant *
filter_group(GVariant *group, const char *prefix, Audience audience, Route route)
{
	GVariantBuilder builder;
	GVariantIter iter;
	const char *key;
	GVariant *value;

	g_variant_builder_init(&builder, G_VARIANT_TYPE_VARDICT);
	g_variant_iter_init(&iter, group);
	while (g_variant_iter_loop(&iter, "{&sv}", &key, &value)) {
		g_autofree char *name =
			prefix ? g_strconcat(prefix, ".", key, NULL) : g_strdup(key);
		const PrivacyField *field = strchr(key, '.') ? NULL : privacy_find_field(name);

		if (!allows(field, audience, route) ||
			!g_variant_is_of_type(value, G_VARIANT_TYPE(types[field->kind])))
			continue;
		if (field->kind == PRIVACY_GROUP)
			g_variant_builder_add(
				&builder, "{sv}", key, filter_group(value, name, audience, route));
		else if (field->kind == PRIVACY_LIST)
			g_variant_builder_add(
				&builder, "{sv}", key, filter_list(value, name, audience, route));
		else
			g_variant_builder_add(&builder, "{sv}", key, value);
	}
	return g_variant_builder_end(&builder);
}

GVariant *
privacy_filter(GVariant *facts, Audience audience, Route route)
{
	g_return_val_if_fail(g_variant_is_of_type(facts, G_VARIANT_TYPE_VARDICT), NULL);
	g_return_val_if_fail(audience < AUDIENCE_COUNT && route < ROUTE_COUNT, NULL);
	return g_variant_ref_sink(filter_group(facts, NULL, audience, route));
}

static GVariant *sample_group(const char *prefix);

static GVariant *
sample_value(const PrivacyField *field)
{
	GVariant *group;

	switch (field->kind) {
	case PRIVACY_TEXT:
		return g_variant_new_string(field->sample);
	case PRIVACY_BOOLEAN:
		return g_variant_new_boolean(TRUE);
	case PRIVACY_TEXTS:
		return g_variant_new_strv(&field->sample, 1);
	case PRIVACY_GROUP:
		return sample_group(field->name);
	case PRIVACY_LIST:
		group = sample_group(field->name);
		return g_variant_new_array(G_VARIANT_TYPE_VARDICT, &group, 1);
	case PRIVACY_KIND_COUNT:
		break;
	}
	g_assert_not_reached();
}

static GVariant *
sample_group(const char *prefix)
{
	gsize lead = prefix ? strlen(prefix) + 1 : 0;
	GVariantBuilder builder;

	g_variant_builder_init(&builder, G_VARIANT_TYPE_VARDICT);
	for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
		const char *name = fields[i].name;

		if (prefix && !(g_str_has_prefix(name, prefix) && name[lead - 1] == '.'))
			continue;
		if (!strchr(name + lead, '.'))
			g_variant_builder_add(
				&builder, "{sv}", name + lead, sample_value(&fields[i]));
	}
	return g_variant_builder_end(&builder);
}

GVariant *
privacy_sample_facts(void)
{
	return g_variant_ref_sink(sample_group(NULL));
}

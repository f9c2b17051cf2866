/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Invariant 7 in the table of fields and in the filter that goes by it; in the
 * words of every mail it is test-marker.c's.
 */
#include <glib.h>
#include <string.h>

#include "core/notice/privacy.h"

/* Everything that a plain mail must not say, whatever the table holds. */
static const char *const content[] = {
	"flags.message",
	"sender.name",
	"sender.address",
	"reports.type",
	"reports.dnr",
	"reports.reporter",
	"reports.reporter_title",
	"reports.reporter_workplace",
	"reports.reporter_phone",
	"reports.reporter_email",
	"reports.unit",
	"reports.areas",
	"reports.observed",
	"reports.occurred",
	"reports.description",
	"reports.consequences",
	"reports.immediate_measures",
	"reports.signed",
	"reports.other_information",
};

static GVariant *
parse(const char *text)
{
	g_autoptr(GError) error = NULL;
	GVariant *facts = g_variant_parse(G_VARIANT_TYPE_VARDICT, text, NULL, NULL, &error);

	g_assert_no_error(error);
	return facts;
}

static void
test_table(void)
{
	gsize count = 0;
	const PrivacyField *fields = privacy_get_fields(&count);

	for (gsize i = 0; i < count; i++) {
		const char *dot = strrchr(fields[i].name, '.');
		g_autofree char *parent =
			dot ? g_strndup(fields[i].name, (gsize) (dot - fields[i].name)) : NULL;
		const PrivacyField *container = parent ? privacy_find_field(parent) : NULL;

		/* One row a name; what is plain is secure too; no member without its list. */
		g_assert_true(privacy_find_field(fields[i].name) == &fields[i]);
		g_assert_cmpuint(
			fields[i].audiences[ROUTE_PLAIN] & ~fields[i].audiences[ROUTE_SECURE], ==,
			0);
		g_assert_cmpuint(fields[i].audiences[ROUTE_SECURE], !=, 0);
		if (parent) {
			g_assert_nonnull(container);
			for (guint r = 0; r < ROUTE_COUNT; r++)
				g_assert_cmpuint(
					fields[i].audiences[r] & ~container->audiences[r], ==, 0);
		}
	}
}

static void
test_content(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(content); i++) {
		g_assert_true(privacy_knows(content[i]));
		for (guint a = 0; a < AUDIENCE_COUNT; a++) {
			gboolean reads = a == AUDIENCE_RESPONSIBLE ||
					 (a == AUDIENCE_INVESTIGATOR &&
						 !g_str_has_prefix(content[i], "sender."));

			g_assert_false(privacy_allows(content[i], (Audience) a, ROUTE_PLAIN));
			g_assert_cmpint(
				privacy_allows(content[i], (Audience) a, ROUTE_SECURE), ==, reads);
		}
	}
	g_assert_false(privacy_knows("subject"));
	g_assert_false(privacy_allows("subject", AUDIENCE_RESPONSIBLE, ROUTE_SECURE));
	g_assert_false(privacy_allows("case", AUDIENCE_OUTSIDER, ROUTE_SECURE));
	g_assert_true(privacy_allows("flags.title", AUDIENCE_RESPONSIBLE, ROUTE_PLAIN));
	g_assert_false(privacy_allows("flags.title", AUDIENCE_REPORTER, ROUTE_SECURE));
}

static void
test_filter(void)
{
	static const struct {
		const char *facts;
		Audience audience;
		Route route;
		const char *filtered;
	} cases[] = {
		{ "{'flags': <[{'title': <'a'>, 'message': <'b'>}]>}", AUDIENCE_RESPONSIBLE,
			ROUTE_PLAIN, "{'flags': <[{'title': <'a'>}]>}" },
		{ "{'flags': <[{'title': <'a'>, 'message': <'b'>}]>}", AUDIENCE_RESPONSIBLE,
			ROUTE_SECURE, "{'flags': <[{'title': <'a'>, 'message': <'b'>}]>}" },
		{ "{'flags': <[{'title': <'a'>}]>}", AUDIENCE_REPORTER, ROUTE_SECURE, "@a{sv} {}" },
		{ "{'case': <'1'>, 'x': <'2'>}", AUDIENCE_REPORTER, ROUTE_PLAIN,
			"{'case': <'1'>}" },
		{ "{'case': <'1'>}", AUDIENCE_OUTSIDER, ROUTE_SECURE, "@a{sv} {}" },
		/* not of the row's type */
		{ "{'case': <7>, 'flags': <'secret'>}", AUDIENCE_RESPONSIBLE, ROUTE_SECURE,
			"@a{sv} {}" },
		{ "{'case': <{'name': <'secret'>}>}", AUDIENCE_RESPONSIBLE, ROUTE_SECURE,
			"@a{sv} {}" },
		{ "{'board': <[{'name': <'a'>}]>}", AUDIENCE_REPORTER, ROUTE_PLAIN, "@a{sv} {}" },
		/* a dot in a key is no way round */
		{ "{'board.name': <'x'>, 'board': <{'name': <'y'>}>}", AUDIENCE_REPORTER,
			ROUTE_PLAIN, "{'board': <{'name': <'y'>}>}" },
		{ "{'alarms': <['a', 'b']>}", AUDIENCE_OPERATOR, ROUTE_PLAIN,
			"{'alarms': <['a', 'b']>}" },
		{ "@a{sv} {}", AUDIENCE_OPERATOR, ROUTE_PLAIN, "@a{sv} {}" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GVariant) facts = parse(cases[i].facts);
		g_autoptr(GVariant) wanted = parse(cases[i].filtered);
		g_autoptr(GVariant) got = privacy_filter(facts, cases[i].audience, cases[i].route);
		g_autofree char *printed = g_variant_print(got, TRUE);

		g_test_message("%s -> %s", cases[i].facts, printed);
		g_assert_true(g_variant_equal(got, wanted));
	}
}

/* The sample passes its own filter whole for who may see all of a row. */
static void
test_sample(void)
{
	g_autoptr(GVariant) sample = privacy_sample_facts();
	g_autoptr(GVariant) seen = privacy_filter(sample, AUDIENCE_RESPONSIBLE, ROUTE_SECURE);
	g_autoptr(GVariant) reports = g_variant_lookup_value(seen, "reports", NULL);

	g_assert_nonnull(reports);
	g_assert_cmpuint(g_variant_n_children(reports), ==, 1);
	g_assert_true(g_variant_lookup(sample, "alarms", "as", NULL));
	g_assert_true(g_variant_lookup(sample, "polls", "aa{sv}", NULL));
}

static char *
describe_readers(const PrivacyField *field)
{
	guint who = field->audiences[ROUTE_SECURE];
	gboolean secure_only = field->audiences[ROUTE_PLAIN] == 0;
	GString *out = g_string_new("Shown to ");
	guint mailed = ((1u << AUDIENCE_COUNT) - 1) & ~(1u << AUDIENCE_CALENDAR);
	gboolean all = who == mailed;

	for (guint a = 0; a < AUDIENCE_COUNT && !all; a++)
		if (who & (1u << a))
			g_string_append_printf(out, "%s%s",
				out->str[out->len - 1] == ' ' ? "" : ", ",
				audience_name((Audience) a));
	g_string_append_printf(out, "%s: %s.", all ? "everybody" : "",
		secure_only ? "secure routes only" : "any route");
	return g_string_free(out, FALSE);
}

/* The manual page lists each field with its kind and its readers, and no other. */
static void
test_manual(void)
{
	static const char *const kinds[PRIVACY_KIND_COUNT] = { "text", "true or false",
		"list of texts", "group", "list" };
	g_autofree char *path =
		g_build_filename(g_getenv("top_srcdir"), "man", "lexsarah-templates.5", NULL);
	g_autofree char *page = NULL;
	g_autoptr(GError) error = NULL;
	gsize count = 0;
	gsize listed = 0;
	const PrivacyField *fields = privacy_get_fields(&count);

	g_file_get_contents(path, &page, NULL, &error);
	g_assert_no_error(error);
	g_auto(GStrv) lines = g_strsplit(page, "\n", -1);
	for (gsize i = 0; lines[i]; i++)
		listed += g_regex_match_simple("^\\.BR [a-z_.]+ \" \\(", lines[i], 0, 0);
	g_assert_cmpuint(listed, ==, count);
	for (gsize i = 0; i < count; i++) {
		g_autofree char *readers = describe_readers(&fields[i]);
		g_autofree char *head = g_strdup_printf(
			".BR %s \" (%s)\"\n", fields[i].name, kinds[fields[i].kind]);
		const char *entry = strstr(page, head);

		g_test_message("%s %s", head, readers);
		g_assert_nonnull(entry);
		const char *end = strstr(entry, "\n.TP");
		const char *shown = strstr(entry, readers);
		g_assert_nonnull(shown);
		g_assert_true(!end || shown < end);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/privacy/table", test_table);
	g_test_add_func("/privacy/content", test_content);
	g_test_add_func("/privacy/filter", test_filter);
	g_test_add_func("/privacy/sample", test_sample);
	g_test_add_func("/privacy/manual", test_manual);
	return g_test_run();
}

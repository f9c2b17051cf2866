/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "adapters/variant-json.h"
#include "core/intake/intake.h"
#include "core/notice/privacy.h"
#include "core/form/reading-facts.h"

static Reading *
add_document(ReadingFile *file, const char *flag)
{
	Reading *reading = reading_new();

	if (flag)
		g_ptr_array_add(reading->flags,
			reading_flag_new(flag, "Rubrik", "Den 31 februari finns inte.", NULL));
	g_ptr_array_add(file->documents, reading);
	return reading;
}

/* As they are read back when a notice is to be sent. */
static GVariant *
facts_of(const ReadingFile *file)
{
	g_autofree char *json = reading_facts_make(file, NULL);

	return variant_from_json(json, NULL);
}

static char *
said(GVariant *facts, Route route)
{
	g_autoptr(GVariant) filtered = privacy_filter(facts, AUDIENCE_RESPONSIBLE, route);

	return g_variant_print(filtered, FALSE);
}

static void
test_plain_route_gets_titles_only(void)
{
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "mail");
	Reading *reading = add_document(file, "ambiguous_date");

	reading->report.type = g_strdup("misconduct");
	reading_field_set(&reading->report.description, "Hemligt.", "Hemligt.", 1, "line 1");
	reading_field_set(&reading->report.reporter.name, "Alva", "Alva", 1, "line 2");
	g_autoptr(GVariant) facts = facts_of(file);
	g_autofree char *plain = said(facts, ROUTE_PLAIN);
	g_autofree char *secure = said(facts, ROUTE_SECURE);

	g_assert_nonnull(strstr(plain, "Rubrik"));
	g_assert_nonnull(strstr(plain, "'reading_failed': <false>"));
	g_assert_null(strstr(plain, "februari"));
	g_assert_null(strstr(plain, "Hemligt"));
	g_assert_null(strstr(plain, "Alva"));
	g_assert_nonnull(strstr(secure, "31 februari"));
	g_assert_nonnull(strstr(secure, "Hemligt."));
}

/* What has several members is joined; an unreadable one is shown as written. */
static void
test_members_are_joined(void)
{
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "mail");
	Reading *reading = add_document(file, NULL);

	reading_field_set(&reading->report.observed.date, NULL, "31/2", 0.2, "line 1");
	reading_field_set(&reading->report.observed.time, "13:00", "kl. 13", 1, "line 1");
	reading_field_set(&reading->report.signature.name, "Alva", "Alva", 1, "line 2");
	g_autoptr(GVariant) facts = facts_of(file);
	g_autofree char *secure = said(facts, ROUTE_SECURE);

	g_assert_nonnull(strstr(secure, "'observed': <'31/2, 13:00'>"));
	g_assert_nonnull(strstr(secure, "'signed': <'Alva'>"));
	g_assert_null(strstr(secure, "'unit'"));
}

/* Every fact of a report has a row in the table of what may be shown. */
static void
test_every_fact_has_its_row(void)
{
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "mail");
	Reading *reading = add_document(file, NULL);
	const ReadingPart *part = reading_find_part("report");
	GVariantIter iter;
	const char *key;
	guint count = 0;

	for (gsize i = 0; i < part->n_members; i++)
		if (reading_kind_is_field(part->members[i].kind))
			reading_field_set(reading_get_field(reading_get_record(reading, part, 0),
						  &part->members[i]),
				"v", "v", 1, "line 1");
	reading->report.type = g_strdup("misconduct");
	g_autoptr(GVariant) facts = facts_of(file);
	g_autoptr(GVariant) reports = g_variant_lookup_value(facts, "reports", NULL);
	g_autoptr(GVariant) report = g_variant_get_child_value(reports, 0);
	g_variant_iter_init(&iter, report);
	while (g_variant_iter_next(&iter, "{&sv}", &key, NULL)) {
		g_autofree char *name = g_strconcat("reports.", key, NULL);

		g_assert_true(privacy_allows(name, AUDIENCE_RESPONSIBLE, ROUTE_SECURE));
		g_assert_false(privacy_allows(name, AUDIENCE_RESPONSIBLE, ROUTE_PLAIN));
		count++;
	}
	g_assert_cmpuint(count, >, 10);
}

/* Several reports in one file: all flags, all reports, the first one's reporter. */
static void
test_several_documents(void)
{
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "mail");
	Reading *first = add_document(file, "ambiguous_date");
	Reading *second = add_document(file, "late_report");

	reading_field_set(&first->report.reporter.name, "Alva", "Alva", 1, "line 1");
	reading_field_set(&second->report.reporter.name, "Bo", "Bo", 1, "line 1");
	reading_field_set(&second->report.reporter.email, "bo@kommun.example", "bo@kommun.example",
		1, "line 1");
	g_autoptr(GPtrArray) flags = reading_facts_flags(file);
	g_autoptr(GVariant) facts = facts_of(file);
	g_autoptr(GVariant) reports = g_variant_lookup_value(facts, "reports", NULL);

	g_assert_cmpuint(flags->len, ==, 2);
	g_assert_cmpstr(((PlannedFlag *) flags->pdata[1])->code, ==, "late_report");
	g_assert_cmpuint(g_variant_n_children(reports), ==, 2);
	g_assert_cmpstr(reading_facts_reporter_name(file), ==, "Alva");
	g_assert_null(reading_facts_reporter_address(file));
}

static void
test_nothing_read(void)
{
	g_autoptr(ReadingFile) empty = reading_file_new("mail.eml", "unknown");
	const ReadingFile *const files[] = { NULL, empty };

	for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autoptr(GPtrArray) flags = reading_facts_flags(files[i]);
		g_autoptr(GVariant) facts = facts_of(files[i]);
		gboolean failed = FALSE, pending = TRUE;

		g_assert_cmpuint(flags->len, ==, 0);
		g_assert_null(reading_facts_reporter_name(files[i]));
		g_assert_true(g_variant_lookup(facts, "reading_failed", "b", &failed));
		g_assert_true(g_variant_lookup(facts, "reading_pending", "b", &pending));
		g_assert_cmpint(failed, ==, files[i] == NULL);
		g_assert_false(pending);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/reading-facts/plain", test_plain_route_gets_titles_only);
	g_test_add_func("/reading-facts/joined", test_members_are_joined);
	g_test_add_func("/reading-facts/rows", test_every_fact_has_its_row);
	g_test_add_func("/reading-facts/several", test_several_documents);
	g_test_add_func("/reading-facts/nothing", test_nothing_read);
	return g_test_run();
}

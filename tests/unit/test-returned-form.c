/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose form came back, and what the law still misses in it. */
#include <glib.h>
#include <string.h>

#include "core/form/investigation-law.h"
#include "core/form/returned-form.h"

/* Writes text into each member of a record, or code where it is a choice. */
static void
write_all(ReadingRecord record, const char *text, const char *code)
{
	for (gsize m = 0; m < record.part->n_members; m++) {
		const ReadingMember *member = &record.part->members[m];

		if (reading_kind_is_field(member->kind))
			reading_field_set(
				reading_get_field(record, member), text, text, 1, "line 1");
		else if (member->kind == READING_CHOICE)
			*reading_get_choice(record, member) = g_strdup(code);
	}
}

/* A form with everything in it; case_id: as it was read, or NULL for one that cannot be. */
static Reading *
make_form(const char *case_id)
{
	Reading *reading = reading_new();

	write_all(
		reading_add_record(reading, reading_find_part("investigation")), "Hemligt", "yes");
	write_all(reading_add_record(reading, reading_find_part("log")), "Hemligt", "fact");
	write_all(reading_add_record(reading, reading_find_part("log")), "Hemligt", "fact");
	write_all(reading_add_record(reading, reading_find_part("decision")), "Hemligt",
		"misconduct");
	write_all(reading_get_record(reading, reading_find_part("report"), 0), "Hemligt", NULL);
	reading_field_set(
		reading_find_field(reading_add_record(reading, reading_find_part("form")), "case"),
		case_id, case_id ? case_id : "LS-2026-0001\nLS-2026-0002", 1, "form.case");
	g_ptr_array_add(
		reading->flags, reading_flag_new("slow_start", "Titel", "Citerar Hemligt.", NULL));
	g_ptr_array_add(reading->flags, reading_flag_new("macros", "Titel", "Filen.", NULL));
	return reading;
}

static void
clear(Reading *reading, const char *part, guint index, const char *member)
{
	const ReadingPart *of = reading_find_part(part);
	ReadingRecord record = reading_get_record(reading, of, index);
	const ReadingMember *which = reading_find_member(of, member);

	if (reading_kind_is_field(which->kind))
		reading_field_clear(reading_get_field(record, which));
	else
		g_clear_pointer(reading_get_choice(record, which), g_free);
}

static char *
missing_of(const Reading *reading, gboolean english)
{
	g_autoptr(GPtrArray) missing = investigation_law_missing(reading, english);

	g_ptr_array_add(missing, NULL);
	return g_strjoinv("; ", (char **) missing->pdata);
}

static const struct {
	const char *part, *member, *swedish, *english;
} demands[] = {
	{ "investigation", "what", "vad händelsen har bestått i", "what the event consisted of" },
	{ "investigation", "consequences", "vilka konsekvenser den har fått eller kunde ha fått",
		"which consequences it had or could have had" },
	{ "investigation", "how_noticed", "när och hur den uppmärksammades",
		"when and how it was noticed" },
	{ "investigation", "occurred", "när den inträffade", "when it happened" },
	{ "investigation", "happened_before",
		"om något liknande har inträffat tidigare och varför igen",
		"whether something similar has happened before, and why again" },
	{ "investigation", "can_recur", "om något liknande kan inträffa igen",
		"whether something similar can happen again" },
	{ "investigation", "measures.when", "när åtgärderna vidtogs",
		"when the measures were taken" },
	{ "investigation", "proposal", "förslag till beslut, ett av de fem",
		"the proposed decision, one of five" },
	{ "log", "source", "anteckning 1: varifrån uppgiften kommer",
		"entry 1: where it comes from" },
	{ "log", "kind", "anteckning 1: om den är fakta eller en bedömning",
		"entry 1: whether it is fact or assessment" },
	{ "log", "title", "anteckning 1: den personens befattning",
		"entry 1: that person's title" },
	/* What the law does not ask for. */
	{ "investigation", "follow_up", "", "" },
	{ "investigation", "dnr", "", "" },
	{ "investigation", "causes.technology", "", "" },
	{ "log", "attachment", "", "" },
};

static void
test_law(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(demands); i++) {
		g_autoptr(Reading) reading = make_form("LS-2026-0001");

		g_test_message("%s.%s", demands[i].part, demands[i].member);
		clear(reading, demands[i].part, 0, demands[i].member);
		g_autofree char *swedish = missing_of(reading, FALSE);
		g_autofree char *english = missing_of(reading, TRUE);
		g_assert_cmpstr(swedish, ==, demands[i].swedish);
		g_assert_cmpstr(english, ==, demands[i].english);
	}
}

/* A log without entries is missing, but for one that the case has by other ways. */
static void
test_empty_log(void)
{
	g_autoptr(Reading) reading = make_form("LS-2026-0001");
	g_autoptr(Reading) empty = reading_new();
	g_autoptr(GPtrArray) written = investigation_law_gaps(reading, FALSE, FALSE);

	g_assert_cmpuint(written->len, ==, 0);
	reading_add_record(empty, reading_find_part("investigation"));
	g_autofree char *swedish = missing_of(empty, FALSE);
	g_autofree char *english = missing_of(empty, TRUE);
	g_assert_true(
		g_str_has_suffix(swedish, "; anteckningar i den fortlöpande dokumentationen"));
	g_assert_true(g_str_has_suffix(english, "; entries in the running documentation"));
	g_autoptr(GPtrArray) of_form = investigation_law_gaps(empty, FALSE, FALSE);
	g_autoptr(GPtrArray) of_case = investigation_law_gaps(empty, TRUE, FALSE);
	g_assert_cmpuint(of_form->len, ==, of_case->len + 1);
}

/* One of the six causes is enough, and none is not. */
static void
test_causes(void)
{
	static const char *const causes[] = { "causes.communication", "causes.education",
		"causes.processes", "causes.environment", "causes.technology", "causes.other" };
	g_autoptr(Reading) reading = make_form("LS-2026-0001");

	for (gsize i = 0; i < G_N_ELEMENTS(causes); i++) {
		g_autofree char *before = missing_of(reading, FALSE);

		g_assert_cmpstr(before, ==, "");
		clear(reading, "investigation", 0, causes[i]);
	}
	g_autofree char *missing = missing_of(reading, FALSE);
	g_assert_cmpstr(missing, ==, "orsakerna");
}

/* A file of these forms; takes them. */
static ReadingFile *
make_file(Reading *one, Reading *other)
{
	ReadingFile *file = reading_file_new("mail.eml", "eml");

	g_ptr_array_add(file->documents, one);
	if (other)
		g_ptr_array_add(file->documents, other);
	return file;
}

static void
assert_refused(const Reading *reading, const char *says)
{
	const ReadingFlag *flag = reading_find_flag(reading, "form_of_other_case");

	g_assert_nonnull(flag);
	g_assert_nonnull(strstr(flag->message, says));
	g_assert_null(strstr(flag->message, "Hemligt"));
	g_assert_null(reading->investigation);
	g_assert_null(reading->decision);
	g_assert_cmpuint(reading->log->len, ==, 0);
	g_assert_null(reading->report.description.raw);
	g_assert_null(reading_find_flag(reading, "slow_start"));
	g_assert_nonnull(reading_find_flag(reading, "macros"));
	g_assert_nonnull(reading->form);
}

/* Of two forms in a mail that of the case is kept, and the other one is not. */
static void
test_whose(void)
{
	g_autoptr(ReadingFile) file =
		make_file(make_form("LS-2026-0001"), make_form("LS-2026-0002"));
	const Reading *kept = file->documents->pdata[0];

	g_assert_cmpuint(returned_form_check(file, "LS-2026-0001", FALSE), ==, 1);
	g_assert_cmpstr(kept->investigation->what.value, ==, "Hemligt");
	g_assert_null(reading_find_flag(kept, "form_of_other_case"));
	g_assert_null(reading_find_flag(kept, "form_incomplete"));
	assert_refused(file->documents->pdata[1], "LS-2026-0002");
}

/* A number that was altered in one place says nothing for certain. */
static void
test_altered(void)
{
	g_autoptr(ReadingFile) file = make_file(make_form(NULL), NULL);

	g_assert_cmpuint(returned_form_check(file, "LS-2026-0001", FALSE), ==, 1);
	assert_refused(file->documents->pdata[0], "framgår inte");
}

/* What opened a case is the case's, whatever it says. */
static void
test_opens(void)
{
	g_autoptr(ReadingFile) file = make_file(make_form("LS-2026-0002"), NULL);
	const Reading *reading = file->documents->pdata[0];

	g_assert_cmpuint(returned_form_check(file, "LS-2026-0001", TRUE), ==, 1);
	g_assert_nonnull(reading_find_flag(reading, "form_of_other_case"));
	g_assert_cmpstr(reading->investigation->what.value, ==, "Hemligt");
}

/* What is no form of ours is not asked about. */
static void
test_no_form(void)
{
	Reading *reading = make_form("LS-2026-0002");
	g_autoptr(ReadingFile) file = make_file(reading, NULL);

	reading_remove(reading, reading_find_part("form"));
	g_assert_cmpuint(returned_form_check(file, "LS-2026-0001", FALSE), ==, 0);
	g_assert_cmpstr(reading->investigation->what.value, ==, "Hemligt");
	g_assert_cmpuint(reading->flags->len, ==, 2);
}

static void
test_incomplete(void)
{
	Reading *reading = make_form("LS-2026-0001");
	g_autoptr(ReadingFile) file = make_file(reading, NULL);

	clear(reading, "investigation", 0, "what");
	clear(reading, "log", 1, "source");
	g_assert_cmpuint(returned_form_check(file, "LS-2026-0001", FALSE), ==, 0);
	const ReadingFlag *flag = reading_find_flag(reading, "form_incomplete");
	g_assert_nonnull(flag);
	g_assert_cmpstr(flag->message, ==,
		"I formuläret saknas: vad händelsen har bestått i; anteckning 2: varifrån uppgiften "
		"kommer.");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/returned-form/law", test_law);
	g_test_add_func("/returned-form/causes", test_causes);
	g_test_add_func("/returned-form/empty-log", test_empty_log);
	g_test_add_func("/returned-form/whose", test_whose);
	g_test_add_func("/returned-form/altered", test_altered);
	g_test_add_func("/returned-form/opens", test_opens);
	g_test_add_func("/returned-form/no-form", test_no_form);
	g_test_add_func("/returned-form/incomplete", test_incomplete);
	return g_test_run();
}

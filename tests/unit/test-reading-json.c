/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "adapters/reading-json.h"
#include "core/error.h"
#include "core/form/consistency.h"

static void
fill(ReadingRecord record)
{
	for (gsize m = 0; m < record.part->n_members; m++) {
		const ReadingMember *member = &record.part->members[m];

		if (member->kind == READING_CHOICE && !*reading_get_choice(record, member))
			*reading_get_choice(record, member) = g_strdup("val");
		else if (member->kind == READING_CHOICES)
			g_ptr_array_add(reading_get_choices(record, member), g_strdup("jobbtorg"));
		else if (reading_kind_is_field(member->kind))
			reading_field_set(reading_get_field(record, member),
				m % 3 ? member->name : NULL, "rå \"text\"\n", 0.25 + m / 100.,
				"page 2 line 3");
	}
}

/* Something in every member of every part, and two log entries. */
static Reading *
make_full(void)
{
	Reading *reading = reading_new();
	static const char *const fields[] = { "report.observed.date", "report.dnr", NULL };
	gsize n_parts;
	const ReadingPart *parts = reading_parts(&n_parts);

	for (gsize p = 0; p < n_parts; p++) {
		fill(reading_add_record(reading, &parts[p]));
		fill(reading_add_record(reading, &parts[p]));
	}
	reading->has_form = TRUE;
	g_ptr_array_add(
		reading->flags, reading_flag_new("dnr_missing",
					consistency_title("dnr_missing", NULL), "Å", fields));
	g_ptr_array_add(reading->flags,
		reading_flag_new("late_report", consistency_title("late_report", NULL), "M", NULL));
	return reading;
}

static void
test_round_trip(void)
{
	g_autoptr(ReadingFile) file = reading_file_new("blankett åäö.docx", "docx");
	g_autoptr(GError) error = NULL;

	g_ptr_array_add(file->documents, make_full());
	g_ptr_array_add(file->documents, reading_new());
	g_autofree char *json = reading_json_write(file);
	g_autoptr(ReadingFile) back = reading_json_read(json, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(back->file, ==, file->file);
	g_assert_cmpstr(back->format, ==, "docx");
	g_assert_cmpuint(back->documents->len, ==, 2);
	for (guint i = 0; i < 2; i++)
		g_assert_true(reading_equal(back->documents->pdata[i], file->documents->pdata[i]));
	g_assert_false(reading_equal(back->documents->pdata[0], back->documents->pdata[1]));
	g_assert_true(((Reading *) back->documents->pdata[0])->has_form);
	g_assert_cmpuint(((Reading *) back->documents->pdata[0])->log->len, ==, 2);
	g_assert_null(((Reading *) back->documents->pdata[1])->decision);
	g_autofree char *again = reading_json_write(back);
	g_assert_cmpstr(again, ==, json);
}

static void
test_shape(void)
{
	g_autoptr(ReadingFile) file = reading_file_new("a", "unknown");
	g_autofree char *none = reading_json_write(file);

	g_assert_cmpstr(none, ==, "{\"file\":\"a\",\"format\":\"unknown\",\"documents\":[]}");
	g_ptr_array_add(file->documents, reading_new());
	g_autofree char *json = reading_json_write(file);
	g_assert_nonnull(g_strstr_len(json, -1, "\"observed\":{\"date\":null,"));
	g_assert_nonnull(g_strstr_len(json, -1, "\"investigation\":null"));
	g_assert_nonnull(g_strstr_len(json, -1, "\"signed\":{\"date\":null,\"name\":null}"));
	g_assert_nonnull(g_strstr_len(json, -1, "\"log\":[]"));
}

#define DOCUMENTS "{\"file\":\"a\",\"format\":\"x\",\"documents\":["

static void
test_wrong(void)
{
	static const char *const wrong[] = {
		"",
		"[]",
		"{\"file\":\"a\"}",
		"{\"file\":\"a\",\"format\":\"x\",\"documents\":{}}",
		"{\"file\":\"a\",\"format\":\"x\",\"documents\":[{\"report\":{\"dnr\":7}}]}",
		"{\"file\":\"a\",\"format\":\"x\",\"documents\":[{\"report\":{\"areas\":[1]}}]}",
		"{\"file\":\"a\",\"format\":\"x\",\"documents\":[{\"flags\":[{\"code\":1}]}]}",
		DOCUMENTS
		"{\"flags\":[{\"code\":\"anna_lind\",\"title\":\"\",\"message\":\"\"}]}]}",
		"{\"file\":\"a\",\"format\":\"x\",\"documents\":[{\"investigation\":[]}]}",
		"Anna Lind 19560101-1234",
		"{\"file\":\"a\",\"format\":\"Anna Lind\" \"",
		"{\"file\":\"a\",\"format\":\"x\",\"documents\":[{\"log\":{}}]}",
		"{\"file\":\"a\",\"format\":\"x\",\"documents\":[{\"log\":[7]}]}",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(ReadingFile) file = reading_json_read(wrong[i], &error);

		g_test_message("%s", wrong[i]);
		g_assert_null(file);
		g_assert_error(error, LEX_ERROR, LEX_ERROR_INPUT);
		g_assert_null(strstr(error->message, "Lind"));
		g_assert_null(strstr(error->message, "lind"));
	}
}

/* A title goes on plain routes: it is the program's own word, whatever the reader's child wrote. */
static void
test_title(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(ReadingFile) file = reading_json_read(DOCUMENTS
		"{\"flags\":[{\"code\":\"late_report\",\"title\":\"Anna Lind "
		"19560101-1234\",\"message\":\"\"}]}]}",
		&error);

	g_assert_no_error(error);
	const ReadingFlag *flag = reading_find_flag(file->documents->pdata[0], "late_report");
	g_assert_cmpstr(flag->title, ==, consistency_title("late_report", NULL));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/reading-json/round-trip", test_round_trip);
	g_test_add_func("/reading-json/shape", test_shape);
	g_test_add_func("/reading-json/wrong", test_wrong);
	g_test_add_func("/reading-json/title", test_title);
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <jansson.h>
#include <string.h>

#include "adapters/variant-json.h"
#include "core/record.h"

static char *
one_text(const char *text)
{
	Record record;

	record_init(&record);
	record_put_text(&record, "t", text);
	return record_end(&record);
}

static void
test_nothing(void)
{
	Record record, part;
	RecordList list;

	record_init(&record);
	record_put_text(&record, "left_out", NULL);
	g_autofree char *json = record_end(&record);
	g_assert_cmpstr(json, ==, "{}");
	record_init(&part);
	record_list_init(&list);
	record_init(&record);
	record_put_record(&record, "part", &part);
	record_put_list(&record, "list", &list);
	record_put_texts(&record, "none", NULL, 0);
	record_put_text(&record, "empty", "");
	g_autofree char *empty = record_end(&record);
	g_assert_cmpstr(empty, ==, "{\"empty\":\"\",\"list\":[],\"none\":[],\"part\":{}}");
}

/* Members come in any order, and leave in one. */
static void
test_members_are_sorted(void)
{
	static const char *const texts[] = { "b", "a", NULL };
	Record record, part;
	RecordList list;

	record_init(&part);
	record_put_boolean(&part, "yes", TRUE);
	record_put_boolean(&part, "no", FALSE);
	record_init(&record);
	record_put_record(&record, "z", &part);
	record_put_number(&record, "n", -42);
	record_put_number(&record, "a_", G_MININT64);
	record_put_number(&record, "ab", G_MAXINT64);
	record_put_number(&record, "a", 0);
	record_put_texts(&record, "m", texts, -1);
	record_list_init(&list);
	for (guint i = 0; i < 2; i++) {
		record_init(&part);
		record_put_number(&part, "i", i);
		record_list_add(&list, &part);
	}
	record_put_list(&record, "l", &list);
	g_autofree char *json = record_end(&record);
	g_assert_cmpstr(json, ==,
		"{\"a\":0,\"a_\":-9223372036854775808,\"ab\":9223372036854775807,"
		"\"l\":[{\"i\":0},{\"i\":1}],\"m\":[\"b\",\"a\"],\"n\":-42,"
		"\"z\":{\"no\":false,\"yes\":true}}");
}

/* The journal has been written by jansson: not a byte may be another one. */
static void
test_texts_are_written_as_by_jansson(void)
{
	for (guint c = 1; c < 0x3000; c++) {
		char text[16] = "a";
		gint n = 1 + g_unichar_to_utf8(c, text + 1);

		strcpy(text + n, "/b");
		g_autofree char *json = one_text(text);
		json_t *object = json_pack("{ss}", "t", text);
		char *expected = json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS);

		g_assert_cmpstr(json, ==, expected);
		free(expected);
		json_decref(object);
	}
}

/* And is read back by what reads it. */
static void
test_hostile_texts_come_back(void)
{
	static const char *const texts[] = { "\",\"from\":\"x", "\\", "\\\"",
		"\n\r\t\b\f\x01\x1f\x7f", "\xe2\x80\xae\xe2\x80\xa8", "\xf0\x9f\x98\x80", "{}",
		"" };

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *json = one_text(texts[i]);
		g_autoptr(GVariant) back = variant_from_json(json, NULL);
		g_autofree char *again = variant_to_json(back);
		const char *text = NULL;

		g_assert_true(g_variant_lookup(back, "t", "&s", &text));
		g_assert_cmpstr(text, ==, texts[i]);
		g_assert_cmpstr(again, ==, json);
	}
}

/* An error message can hold the name of a file, which may be any bytes. */
static void
test_bytes_that_are_no_text(void)
{
	static const char *const texts[] = { "\xff", "a\xc3", "\xed\xa0\x80", "\xc0\x80" };

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *json = one_text(texts[i]);
		g_autoptr(GVariant) back = variant_from_json(json, NULL);

		g_assert_nonnull(back);
		g_assert_nonnull(strstr(json, "\xef\xbf\xbd"));
	}
}

static void
test_a_key_stands_once(void)
{
	if (g_test_subprocess()) {
		Record record;

		record_init(&record);
		record_put_number(&record, "a", 1);
		record_put_number(&record, "b", 1);
		record_put_number(&record, "a", 2);
		g_free(record_end(&record));
		return;
	}
	g_test_trap_subprocess(NULL, 0, 0);
	g_test_trap_assert_failed();
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/record/nothing", test_nothing);
	g_test_add_func("/record/sorted", test_members_are_sorted);
	g_test_add_func("/record/as-jansson", test_texts_are_written_as_by_jansson);
	g_test_add_func("/record/hostile", test_hostile_texts_come_back);
	g_test_add_func("/record/no-text", test_bytes_that_are_no_text);
	g_test_add_func("/record/once", test_a_key_stands_once);
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "adapters/variant-json.h"
#include "core/clock/calendar.h"

static CalendarEntry
ordinary(void)
{
	return (CalendarEntry){
		.uid = (char *) "LS-2026-0042.00@kommun.example",
		.date = { 2026, 5, 18 },
		.instant = INSTANT_NONE,
		.stamp = G_GINT64_CONSTANT(1773748800123),
		.step = (char *) "ivo_investigation",
	};
}

static char *
put(const CalendarEntry *entry)
{
	Record facts;

	record_init(&facts);
	record_put_text(&facts, "case", "LS-2026-0042");
	calendar_put(&facts, entry);
	return record_end(&facts);
}

/* What goes through the database comes out as it went in. */
static void
test_kept(void)
{
	CalendarEntry rows[] = { ordinary(), ordinary(), ordinary(), ordinary() };

	rows[1].cancelled = TRUE;
	rows[1].sequence = 7;
	rows[2].date = (CivilDate){ 0 };
	rows[2].instant = G_GINT64_CONSTANT(1774008000000);
	rows[3].date = (CivilDate){ 2028, 2, 29 };
	rows[3].sequence = G_MAXINT32;
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *json = put(&rows[i]);
		g_autoptr(GError) error = NULL;
		g_autoptr(GVariant) facts = variant_from_json(json, &error);
		g_auto(CalendarEntry) entry = { 0 };

		g_assert_no_error(error);
		g_assert_true(calendar_get(facts, &entry));
		g_assert_cmpstr(entry.uid, ==, rows[i].uid);
		g_assert_cmpstr(entry.step, ==, rows[i].step);
		g_assert_cmpuint(entry.sequence, ==, rows[i].sequence);
		g_assert_cmpint(entry.cancelled, ==, rows[i].cancelled);
		g_assert_cmpint(entry.instant, ==, rows[i].instant);
		g_assert_cmpint(entry.stamp, ==, rows[i].stamp);
		g_assert_cmpmem(&entry.date, sizeof entry.date, &rows[i].date, sizeof rows[i].date);
	}
	g_autofree char *json = put(&rows[0]);
	g_assert_cmpstr(json, ==,
		"{\"calendar\":{\"cancelled\":false,\"date\":\"2026-05-18\",\"sequence\":0,"
		"\"stamp\":1773748800123,\"step\":\"ivo_investigation\","
		"\"uid\":\"LS-2026-0042.00@kommun.example\"},\"case\":\"LS-2026-0042\"}");
}

/* What a person may have set, and no calendar takes: the mail goes without. */
static void
test_too_late(void)
{
	CalendarEntry rows[] = { ordinary(), ordinary(), ordinary(), ordinary() };

	rows[0].date.year = 2999;
	rows[1].date.year = 3000;
	rows[2].date.year = 9999;
	rows[3].date.year = 0;
	g_assert_true(instant_from_string("3000-01-01T00:00:00Z", &rows[3].instant));
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *json = put(&rows[i]);

		g_assert_cmpint(strstr(json, "calendar") != NULL, ==, i == 0);
	}
}

#define REST "\"cancelled\":false,\"sequence\":0,\"stamp\":0,"

/* Of a row that somebody changed nothing gets into a calendar. */
static void
test_damaged(void)
{
	static const char *const rows[] = {
		"{}",
		"{\"calendar\":\"2026-05-18\"}",
		"{\"calendar\":{}}",
		"{\"calendar\":{" REST "\"uid\":\"a@b\",\"step\":\"x\"}}",
		"{\"calendar\":{" REST "\"uid\":\"a@b\",\"step\":\"x\",\"date\":\"2026-02-29\"}}",
		"{\"calendar\":{" REST "\"uid\":\"a@b\",\"step\":\"x\",\"date\":20260518}}",
		"{\"calendar\":{" REST "\"uid\":\"a@b\",\"step\":\"x y\",\"date\":\"2026-05-18\"}}",
		"{\"calendar\":{" REST "\"uid\":\"a@b\",\"step\":\"\",\"date\":\"2026-05-18\"}}",
		"{\"calendar\":{" REST "\"uid\":\"\",\"step\":\"x\",\"date\":\"2026-05-18\"}}",
		"{\"calendar\":{" REST
		"\"uid\":\"a\\r\\nATTACH:b\",\"step\":\"x\",\"date\":\"2026-05-18\"}}",
		"{\"calendar\":{" REST
		"\"uid\":\"a\u202eb\",\"step\":\"x\",\"date\":\"2026-05-18\"}}",
		"{\"calendar\":{" REST
		"\"uid\":\"a@b\",\"step\":\"x\",\"instant\":9223372036854775807}}",
		"{\"calendar\":{" REST "\"uid\":\"a@b\",\"step\":\"x\",\"date\":\"3000-01-01\"}}",
		"{\"calendar\":{\"cancelled\":false,\"sequence\":-1,\"stamp\":0,"
		"\"uid\":\"a@b\",\"step\":\"x\",\"date\":\"2026-05-18\"}}",
		"{\"calendar\":{\"cancelled\":false,\"sequence\":2147483648,\"stamp\":0,"
		"\"uid\":\"a@b\",\"step\":\"x\",\"date\":\"2026-05-18\"}}",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(GVariant) facts = variant_from_json(rows[i], &error);
		CalendarEntry entry = { .sequence = 99 };

		g_test_message("%s", rows[i]);
		g_assert_no_error(error);
		g_assert_false(calendar_get(facts, &entry));
		g_assert_cmpuint(entry.sequence, ==, 99);
	}
}

/* The same date has one UID for good; another rule, board, person or case has another. */
static void
test_uid(void)
{
	static const char *const rows[][4] = {
		{ "LS-2026-0042", "inform_ivo", "SDN", "alva@kommun.example" },
		{ "LS-2026-0042", "inform_ivo", "KSN", "alva@kommun.example" },
		{ "LS-2026-0042", "inform_ivo", NULL, "alva@kommun.example" },
		{ "LS-2026-0042", "inform_ivoS", "DN", "alva@kommun.example" },
		{ "LS-2026-0042", "inform_copy", "SDN", "alva@kommun.example" },
		{ "LS-2026-0042", "inform_ivo", "SDN", "bo@kommun.example" },
		{ "LS-2026-0043", "inform_ivo", "SDN", "alva@kommun.example" },
	};
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		char *uid = calendar_uid(
			rows[i][0], rows[i][1], rows[i][2], rows[i][3], "kommun.example");

		g_assert_true(g_str_has_prefix(uid, rows[i][0]));
		g_assert_true(g_str_has_suffix(uid, "@kommun.example"));
		g_assert_null(strstr(uid, "inform"));
		g_assert_null(strstr(uid, "SDN"));
		g_assert_null(strstr(uid, "alva"));
		g_assert_true(g_hash_table_add(seen, uid));
	}
	g_autofree char *again = calendar_uid(
		"LS-2026-0042", "inform_ivo", "SDN", "Alva@Kommun.EXAMPLE", "kommun.example");
	g_assert_cmpstr(again, ==, "LS-2026-0042.1a60c4ca7e182ac46deefc3250c07718@kommun.example");
	g_assert_true(g_hash_table_contains(seen, again));
}

/* What a calendar is told of one date in turn: it has to take each change, and no other. */
static void
test_sequence(void)
{
	static const struct {
		CivilDate date;
		gint64 instant;
		gboolean cancelled;
		guint sequence;
	} rows[] = {
		{ { 2026, 5, 18 }, INSTANT_NONE, FALSE, 0 },
		{ { 2026, 5, 18 }, INSTANT_NONE, FALSE, 0 }, /* said once more */
		{ { 2026, 5, 19 }, INSTANT_NONE, FALSE, 1 }, /* later */
		{ { 2026, 5, 18 }, INSTANT_NONE, FALSE, 2 }, /* and back */
		{ { 2026, 5, 18 }, INSTANT_NONE, TRUE, 3 },  /* stopped */
		{ { 2026, 5, 18 }, INSTANT_NONE, TRUE, 3 },
		{ { 2026, 5, 18 }, INSTANT_NONE, FALSE, 4 }, /* opened again */
		{ { 0 }, 1773748800000, FALSE, 5 },          /* a moment of that day */
		{ { 0 }, 1773748800001, FALSE, 6 },
		{ { 0 }, 1773748800001, FALSE, 6 },
	};
	CalendarEntry before = { 0 };

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		CalendarEntry entry = ordinary();

		entry.date = rows[i].date;
		entry.instant = rows[i].instant;
		entry.cancelled = rows[i].cancelled;
		entry.stamp += (gint64) i;
		entry.sequence = calendar_sequence_after(i ? &before : NULL, &entry);
		g_assert_cmpuint(entry.sequence, ==, rows[i].sequence);
		before = entry;
	}
	CalendarEntry last = ordinary(), next = ordinary();
	last.sequence = G_MAXINT32;
	next.cancelled = TRUE;
	g_assert_cmpuint(calendar_sequence_after(&last, &next), ==, G_MAXINT32);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/calendar/kept", test_kept);
	g_test_add_func("/calendar/too-late", test_too_late);
	g_test_add_func("/calendar/damaged", test_damaged);
	g_test_add_func("/calendar/uid", test_uid);
	g_test_add_func("/calendar/sequence", test_sequence);
	return g_test_run();
}

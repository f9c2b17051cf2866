/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which reports the store counts of a year, and what it takes from their readings.
 */
#include <string.h>

#include "support/world.h"

/* A case of the board that arrived then (in Swedish time), with that reading of its mail. */
static void
add_case(World *world, gint64 id, const char *board, const char *arrived, const char *state,
	const char *json)
{
	gint64 instant = 0;

	if (!instant_from_string(arrived, &instant))
		g_error("%s is no time", arrived);
	g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, id);
	g_autofree char *insert_case = g_strdup_printf(
		"INSERT INTO cases(id,label,board,state,opened,arrived,arrival_source)"
		" VALUES(%s,'LS-2026-000%s','%s','%s',0,%" G_GINT64_FORMAT ",'gateway')",
		number, number, board, state, instant);
	g_autofree char *insert_mail = g_strdup_printf(
		"INSERT INTO mail(id,board,stored,size,truncated,sha256,attempts,run,state,case_no)"
		" VALUES(%s,'%s',0,0,0,x'',1,'','handled',%s)",
		number, board, number);
	g_autofree char *insert_reading = g_strdup_printf(
		"INSERT INTO reading(mail,case_no,state,queued,json) VALUES(%s,%s,'done',0,%s)",
		number, number, json);

	world_change(world, insert_case);
	world_change(world, insert_mail);
	world_change(world, insert_reading);
}

#define FIELD "{\"value\":\"x\",\"raw\":\"x\",\"confidence\":1,\"where\":\"line 1\"}"
#define FORM                                                                                       \
	"'{\"documents\":[{\"report\":{\"areas\":[\"jobbtorg\",\"okand\"]},"                       \
	"\"investigation\":{\"law\":[\"SoL\"],\"causes\":{\"communication\":null,"                 \
	"\"processes\":" FIELD "}}},"                                                              \
	"{\"report\":{\"areas\":[\"aldreomsorg\"]},\"investigation\":null}]}'"

static GArray *
statistics_of(World *world, int year, const char *board)
{
	g_autoptr(GError) error = NULL;
	GArray *cases = NULL;

	g_assert_true(
		world->store->statistics(world->store, year, board, WORLD_BEGIN, &cases, &error));
	g_assert_no_error(error);
	return cases;
}

static void
test_readings(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	const guint jobs = statistics_bit(STATISTICS_AREA, "jobbtorg");
	const guint old = statistics_bit(STATISTICS_AREA, "aldreomsorg");
	const guint processes = statistics_bit(STATISTICS_CAUSE, "processes");
	static const struct {
		const char *what, *json;
	} readings[] = {
		{ "a form in several documents", FORM },
		{ "no reading", "NULL" },
		{ "a reading without a document", "'{\"documents\":[]}'" },
		{ "one of an older kind", "'{\"documents\":[{\"report\":{}}]}'" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(readings); i++)
		add_case(world, (gint64) i + 1, "AMN", "2026-05-01T12:00:00+02:00", "received",
			readings[i].json);
	/* a further report of the fourth mail */
	world_change(world, "INSERT INTO report(case_no,mail,number,fingerprint,json)"
			    " VALUES(4,4,1,x''," FORM ")");
	g_autoptr(GArray) cases = statistics_of(world, 2026, NULL);
	g_assert_cmpuint(cases->len, ==, G_N_ELEMENTS(readings));
	for (guint i = 0; i < cases->len; i++) {
		const StatisticsCase *one = &g_array_index(cases, StatisticsCase, i);
		gboolean has_form = i == 0 || i == 3;

		g_test_message("%s", readings[i].what);
		g_assert_cmpuint(one->areas, ==, has_form ? jobs | old : 0);
		g_assert_cmpuint(one->causes, ==, has_form ? processes : 0);
		g_assert_cmpuint(one->laws, ==, has_form ? LAW_SOL : 0);
		g_assert_cmpint(one->end, ==, END_OPEN);
		g_assert_cmpint(one->arrived.month, ==, 5);
	}
}

/* What is recorded of one case: rows of tables, each of them optional. */
static const struct {
	const char *what;
	const char *set; /* of the case */
	const char *milestones[5];
	const char *clocks[4]; /* class, state, the instant after which it is late */
	const char *days[DAYS_COUNT];
	StatisticsEnd end;
	guint laws, late;
} lives[] = {
	{ "nothing", NULL, { NULL }, { NULL }, { NULL }, END_OPEN, LAW_SOL, 0 },
	{ "a decision", "state='decided',outcome='misconduct',laws=2",
		{ "'started','2026-05-03',0", "'decided','2026-06-01',0" }, { NULL },
		{ "2026-05-03", "2026-06-01" }, END_MISCONDUCT, LAW_LSS, 0 },
	{ "a start that was corrected", NULL,
		{ "'started','2026-05-03',0", "'started','2026-05-02',1" }, { NULL },
		{ "2026-05-02" }, END_OPEN, LAW_SOL, 0 },
	{ "taken up again: the first start and the last decision",
		"state='decided',outcome='serious_misconduct'",
		{ "'started','2026-05-03',0", "'decided','2026-06-01',0",
			"'started','2026-07-01',0", "'started','2026-07-02',1",
			"'decided','2026-08-01',0" },
		{ NULL }, { "2026-05-03", "2026-08-01" }, END_SERIOUS, LAW_SOL, 0 },
	{ "notified twice", NULL,
		{ "'ivo_notified','2026-05-09',0", "'ivo_notified','2026-05-19',0" }, { NULL },
		{ NULL, NULL, "2026-05-09" }, END_OPEN, LAW_SOL, 0 },
	{ "what nobody counts", NULL, { "'registered','2026-05-03',0" }, { NULL }, { NULL },
		END_OPEN, LAW_SOL, 0 },
	{ "clocks", NULL, { NULL },
		{ "'statutory','late',1", "'promptness','met',1", "'policy','stopped',1" },
		{ NULL }, END_OPEN, LAW_SOL, 1u << CLOCK_STATUTORY },
	{ "clocks that ran when they were computed", NULL, { NULL },
		{ "'promptness','running',1773748800000", "'policy','running',1773748800001" },
		{ NULL }, END_OPEN, LAW_SOL, 1u << CLOCK_PROMPTNESS },
};

static void
change(World *world, const char *format, gsize number, const char *values)
{
	g_autofree char *id = g_strdup_printf("%" G_GSIZE_FORMAT, number);
	g_auto(GStrv) around_id = g_strsplit(format, "#", 0);
	g_autofree char *of_case = g_strjoinv(id, around_id);
	g_auto(GStrv) around_values = g_strsplit(of_case, "@", 0);
	g_autofree char *sql = g_strjoinv(values, around_values);

	world_change(world, sql);
}

static void
record_life(World *world, gsize index)
{
	gsize number = index + 1;

	add_case(world, (gint64) number, "AMN", "2026-05-01T12:00:00+02:00", "received", FORM);
	if (lives[index].set)
		change(world, "UPDATE cases SET @ WHERE id=#", number, lives[index].set);
	for (gsize i = 0; i < G_N_ELEMENTS(lives[index].milestones); i++)
		if (lives[index].milestones[i])
			change(world,
				"INSERT INTO milestone(case_no,event,milestone,day,corrects)"
				" VALUES(#,1,@)",
				number, lives[index].milestones[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(lives[index].clocks); i++)
		if (lives[index].clocks[i])
			change(world,
				"INSERT INTO clock(case_no,rule,board,owner,start,due,class,state,"
				"late) VALUES(#,(SELECT count(*) FROM clock),'','AMN','','',@)",
				number, lives[index].clocks[i]);
}

static void
test_lives(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(world, "INSERT INTO event VALUES(1,0,'','','opened',NULL,0,x'',x'')");
	for (gsize i = 0; i < G_N_ELEMENTS(lives); i++)
		record_life(world, i);
	g_autoptr(GArray) cases = statistics_of(world, 2026, "AMN");
	g_assert_cmpuint(cases->len, ==, G_N_ELEMENTS(lives));
	for (guint i = 0; i < cases->len; i++) {
		const StatisticsCase *one = &g_array_index(cases, StatisticsCase, i);

		g_test_message("%s", lives[i].what);
		g_assert_cmpint(one->end, ==, lives[i].end);
		g_assert_cmpuint(one->laws, ==, lives[i].laws);
		g_assert_cmpuint(one->late, ==, lives[i].late);
		for (guint d = 0; d < DAYS_COUNT; d++) {
			g_autofree char *day =
				one->reached[d].year ? date_to_string(one->reached[d]) : NULL;
			g_assert_cmpstr(day, ==, lives[i].days[d]);
		}
	}
}

static void
test_years(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *board, *arrived, *state;
	} reports[] = {
		{ "AMN", "2025-12-31T23:30:00Z", "received" }, /* 2026 in Sweden */
		{ "AMN", "2025-12-31T23:59:59+01:00", "received" },
		{ "AMN", "2026-12-31T22:59:59Z", "received" },
		{ "AMN", "2026-12-31T23:00:00Z", "received" }, /* 2027 */
		{ "SDN", "2026-06-01T00:00:00Z", "declined" },
		{ "SDN", "2026-06-01T00:00:00Z", "not_report" },
	};
	static const struct {
		int year;
		const char *board;
		gint64 reports, declined;
	} cases[] = {
		{ 2024, NULL, 0, 0 },
		{ 2025, NULL, 1, 0 },
		{ 2026, NULL, 3, 1 },
		{ 2026, "AMN", 2, 0 },
		{ 2026, "SDN", 1, 1 },
		{ 2026, "KSN", 0, 0 },
		{ 2027, NULL, 1, 0 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(reports); i++)
		add_case(world, (gint64) i + 1, reports[i].board, reports[i].arrived,
			reports[i].state, "NULL");
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GArray) found = statistics_of(world, cases[i].year, cases[i].board);
		Statistics sum;

		statistics_count((const StatisticsCase *) (gpointer) found->data, found->len,
			cases[i].year, &sum);
		g_assert_cmpint(sum.reports.count, ==, cases[i].reports);
		g_assert_cmpint(sum.tables[STATISTICS_OUTCOME].rows[END_DECLINED].count, ==,
			cases[i].declined);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/store/statistics/readings", World, NULL, world_set_up, test_readings,
		world_tear_down);
	g_test_add(
		"/store/statistics/lives", World, NULL, world_set_up, test_lives, world_tear_down);
	g_test_add(
		"/store/statistics/years", World, NULL, world_set_up, test_years, world_tear_down);
	return g_test_run();
}

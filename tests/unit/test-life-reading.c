/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an investigator is told when a case is assigned: on a secure route what was read
 * in its report and every contradiction, on a plain one nothing of that.
 */
#include <glib.h>

#include "support/life-case.h"
#include "support/reading-desk.h"

#define FIELD(text)                                                                                \
	"{\"value\":\"" text "\",\"raw\":\"" text "\",\"confidence\":1,\"where\":\"line 1\"}"
#define FLAG(code, message)                                                                        \
	"{\"code\":\"" code "\",\"title\":\"T\",\"message\":\"" message "\",\"fields\":[]}"
#define READ                                                                                       \
	"{\"file\":\"mail.eml\",\"format\":\"mail\",\"documents\":["                               \
	"{\"report\":{\"unit\":" FIELD("Norrgården") ",\"description\":" FIELD(                    \
		"Hen föll.") "},"                                                                  \
			     "\"flags\":[" FLAG("late_report", "Nio dagar.") "," FLAG(             \
				     "slow_start", "Sju dagar.") "]}]}"
#define FACTS "SELECT facts FROM outbox WHERE notice='assignment'"

static void
assign(LifeCase *c, gboolean secure)
{
	Person *kim = g_ptr_array_index(c->world->board->investigators, 0);

	kim->secure = secure;
	life_case_act(c, "investigator_assigned", NULL);
}

static void
assert_has(LifeCase *c, const char *const *words, gboolean has)
{
	g_autofree char *facts = world_text(c->world, FACTS);

	g_test_message("%s", facts);
	for (; *words; words++)
		g_assert_cmpint(strstr(facts, *words) != NULL, ==, has);
}

static const char *const read_words[] = { "Norrgården", "Hen föll.", "Nio dagar.", "Sju dagar.",
	"\"flags\":", NULL };
static const char *const arrival[] = { "\"arrived\":\"2026-03-17\"", "\"arrived_time\":\"13:00\"",
	NULL };

static void
test_secure(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	reading_desk_read(c->world, READ, -1);
	assign(c, TRUE);
	assert_has(c, read_words, TRUE);
	assert_has(c, arrival, TRUE);
	world_assert_text(c->world,
		"SELECT route||' '||(waits_for IS NULL)||' '||json_array_length(facts,'$.flags')"
		" FROM outbox WHERE notice='assignment'",
		"secure 1 2");
}

static void
test_plain(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	reading_desk_read(c->world, READ, -1);
	assign(c, FALSE);
	assert_has(c, read_words, FALSE);
	assert_has(c, arrival, TRUE);
}

/* A person may be quicker than a scan: the mail waits for it, and has what it says. */
static void
test_unread(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	assign(c, TRUE);
	world_assert_text(c->world, "SELECT waits_for FROM outbox WHERE notice='assignment'", "1");
	reading_desk_read(c->world, READ, -1);
	assert_has(c, read_words, TRUE);
	world_assert_text(c->world,
		"SELECT (waits_for IS NULL)||' '||json_array_length(facts,'$.flags')"
		" FROM outbox WHERE notice='assignment'",
		"1 2");
}

/* What could not be read is said to be so, and delays nothing. */
static void
test_unreadable(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const failed[] = { "\"reading_failed\":true", NULL };

	reading_desk_read(c->world, NULL, LEX_ERROR_BAD_MESSAGE);
	assign(c, TRUE);
	assert_has(c, failed, TRUE);
	g_assert_cmpint(world_number(c->world,
				"SELECT waits_for IS NULL FROM outbox WHERE notice='assignment'"),
		==, 1);
}

/* Flags that came with the mail itself, and a reading that a damaged database lost. */
static void
test_other_flags(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const words[] = { "Andra.", NULL };

	reading_desk_read(c->world, READ, -1);
	world_change(c->world,
		"INSERT INTO flag(case_no,code,message) VALUES(1,'possible_duplicate','Andra.')");
	world_change(c->world, "UPDATE reading SET json='{'");
	assign(c, TRUE);
	assert_has(c, words, TRUE);
	g_assert_cmpint(
		world_number(c->world, "SELECT json_array_length(facts,'$.flags') FROM outbox"
				       " WHERE notice='assignment'"),
		==, 3);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(LifeCase *c, gconstpointer unused);
	} tests[] = {
		{ "/life-reading/secure", test_secure },
		{ "/life-reading/plain", test_plain },
		{ "/life-reading/unread", test_unread },
		{ "/life-reading/unreadable", test_unreadable },
		{ "/life-reading/other-flags", test_other_flags },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, LifeCase, NULL, life_case_set_up, tests[i].run,
			life_case_tear_down);
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a run left behind, in words that do not depend on when it was disturbed, and
 * what no run may leave behind.
 */
#include "support/journey.h"

#include <string.h>

#include "adapters/store/store-schema.h"
#include "adapters/store/store.h"

/* A person is told of it where a server did not say whether it took the mail. */
#define ABOUT_UNCERTAIN                                                                            \
	"(notice='undeliverable' AND ifnull(facts->>'$.delivery.error','')='uncertain')"

/*
 * What a user may see in some way, but for when it was and what is chance. That a clock
 * is late is written down when something else changes in its case; till then its last
 * day says so. Nor does it matter that a mail was marked and that was not written down: the
 * mailbox says it.
 */
static const struct {
	const char *name, *sql;
} asked[] = {
	{ "case", "SELECT label||' '||board||' '||state||' '||arrived||' '||arrival_source||' '"
		  "||ifnull(reporter_address,'-')||' '||ifnull(dnr,'-') FROM cases" },
	{ "flag", "SELECT case_no||' '||code FROM flag" },
	{ "mail", "SELECT id||' '||board||' '||uid||' '||state||' '||ifnull(kind,'-')||' '"
		  "||ifnull(case_no,'-')||' '||ifnull(copy_of,'-')||' '||size FROM mail" },
	{ "ledger",
		"SELECT uidvalidity||' '||uid||' '||state||' '||mail||' '||max(marked,1) FROM ledger" },
	{ "identity", "SELECT message_id||' '||mail||' '||ifnull(case_id,'-') FROM identity" },
	{ "reading", "SELECT mail||' '||ifnull(case_no,'-')||' '||state FROM reading" },
	{ "report", "SELECT case_no||' '||mail||' '||number FROM report" },
	{ "notice", "SELECT ifnull(case_no,'-')||' '||board||' '||notice||' '||recipient||' '"
		    "||route||' '||state FROM outbox WHERE NOT " ABOUT_UNCERTAIN },
	{ "errand", "SELECT mail||' '||state FROM errand" },
	{ "token", "SELECT purpose||' '||ifnull(used,'-') FROM reply"
		   " WHERE outbox NOT IN(SELECT id FROM outbox WHERE " ABOUT_UNCERTAIN ")" },
	{ "milestone", "SELECT case_no||' '||milestone||' '||ifnull(board,'-')||' '||day"
		       " FROM milestone" },
	{ "clock",
		"SELECT case_no||' '||rule||' '||board||' '||replace(state,'late','running')||' '||due||' '"
		"||ifnull(substr(stopped,1,10),'-') FROM clock" },
	{ "calendar", "SELECT count(*) FROM calendar_entry" },
	{ "event", "SELECT kind||' '||ifnull(case_id,'-')||' '||ifnull(mail,'-')||' '||count(*)"
		   " FROM event WHERE kind NOT IN('notice_sending','notice_queued','notice_sent',"
		   "'notice_uncertain') GROUP BY kind,case_id,mail" },
};

/* Must be nothing. */
static const struct {
	const char *problem, *sql;
} wrong[] = {
	{ "the accounting does not come out even",
		"SELECT nullif(count(*),0) FROM (SELECT * FROM accounting ORDER BY id DESC LIMIT 1)"
		" WHERE difference<>0 OR owed<>0 OR vanished<>0" },
	{ "a transaction was done by half: mail without bytes",
		"SELECT nullif(count(*),0) FROM mail WHERE bytes_of IS NULL"
		" AND id NOT IN(SELECT mail FROM raw)" },
	{ "a case without an event",
		"SELECT nullif(count(*),0) FROM cases WHERE label NOT IN(SELECT case_id FROM event"
		" WHERE kind='case_opened' OR kind='report_split')" },
	{ "events of sending that are not what the outbox says",
		"SELECT nullif(count(*),0) FROM (SELECT state FROM outbox WHERE state='sent'"
		" OR state='uncertain' GROUP BY state HAVING count(*)>"
		"(SELECT count(*) FROM event WHERE kind='notice_'||state))" },
	{ "a notice still being sent",
		"SELECT nullif(count(*),0) FROM outbox WHERE state='sending'" },
	{ "the database complains",
		"SELECT nullif(integrity_check,'ok') FROM pragma_integrity_check"
		" LIMIT 1" },
	{ "a row refers to nothing", "SELECT nullif(count(*),0) FROM pragma_foreign_key_check" },
};

#define N_ASKED G_N_ELEMENTS(asked)
#define N_WRONG G_N_ELEMENTS(wrong)
enum { GIVEN = N_ASKED + N_WRONG, UNCERTAIN, N_STATEMENTS };

/* All of it by one connection of the process: there are thousands of rounds. */
static Db *
open_to_ask(Journey *journey)
{
	static DbStatement statements[N_STATEMENTS];
	static DbSchema schema;
	static Db *db;
	g_autoptr(GError) error = NULL;

	if (db)
		return db;

	for (guint i = 0; i < N_ASKED; i++)
		statements[i] = (DbStatement){ asked[i].name,
			g_strdup_printf("WITH t(line) AS (%s) SELECT group_concat('%s '||line,"
					"char(10)) FROM (SELECT line FROM t ORDER BY 1)",
				asked[i].sql, asked[i].name) };
	for (guint i = 0; i < N_WRONG; i++)
		statements[N_ASKED + i] = (DbStatement){ wrong[i].problem, wrong[i].sql };
	statements[GIVEN] = (DbStatement){ "given",
		"SELECT group_concat(state||' '||message_id,char(10)) FROM outbox" };
	statements[UNCERTAIN] =
		(DbStatement){ "uncertain", "SELECT count(*) FROM outbox WHERE state='uncertain'" };
	schema = store_schema;
	schema.statements = statements;
	schema.n_statements = N_STATEMENTS;
	db = db_open(journey->world->path, FALSE, &schema, &error);
	g_assert_no_error(error);
	return db;
}

/* NULL: nothing. g_free() it. */
static char *
ask(Db *db, guint statement)
{
	g_autoptr(GError) error = NULL;
	g_auto(DbCursor) row = db_query_all(db, statement);
	char *text = db_next(&row) ? db_dup(&row, 0) : NULL;
	gboolean good = db_end(&row, &error);

	g_assert_no_error(error);
	g_assert_true(good);
	return text;
}

static void
put_outside(GString *out, const Outside *outside)
{
	for (guint i = 0; i < outside->n_mails; i++)
		g_string_append_printf(out, "uid %u%s%s\n", i + 1,
			outside->mails[i].marked ? " marked" : "",
			outside->mails[i].gone ? " gone" : "");
}

/* What recipients got is what the outbox says that they got; twice only what was uncertain, or
 * lost. */
static void
compare_given(GString *out, const Outside *outside, Db *db, guint uncertain)
{
	guint twice = 0, known = 0;
	static const struct {
		const char *state;
		guint least, most;
	} wanted[] = { { "sent", 1, 2 }, { "bounced", 1, 2 }, { "queued", 0, 0 }, { "held", 0, 0 },
		{ "failed", 0, 0 }, { "cancelled", 0, 0 } };
	g_autofree char *all = ask(db, GIVEN);
	g_auto(GStrv) lines = g_strsplit(all ? all : "", "\n", -1);

	for (char **line = lines; *line; line++) {
		char *id = strchr(*line, ' ');

		*id++ = '\0';
		guint times = outside_times(outside, id);
		twice += times > 1;
		known += times > 0;
		for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
			if (g_str_equal(wanted[i].state, *line) &&
				(times < wanted[i].least || times > wanted[i].most))
				g_string_append_printf(out, "WRONG %s is %s and arrived %u times\n",
					id, *line, times);
	}
	/* What the disk forgot is said once more, maybe with another Message-ID. */
	if (outside->n_given - known > outside->in_vain)
		g_string_append_printf(out,
			"WRONG %u mails arrived that the outbox does not know\n",
			outside->n_given - known);
	if (twice > uncertain + outside->in_vain)
		g_string_append_printf(out, "WRONG %u mails arrived twice\n", twice);
}

static void
put_problems(GString *out, Journey *journey)
{
	World *world = journey->world;
	g_autoptr(GError) error = NULL;

	if (!world->store)
		world->store = store_open(world->path, FALSE, TRUE, world->zone, &error);
	g_assert_no_error(error);
	g_autofree char *problems = world_verify(world);
	if (*problems)
		g_string_append_printf(out, "WRONG verify: %s\n", problems);
}

guint
journey_count_uncertain(Journey *journey)
{
	g_autofree char *count = ask(open_to_ask(journey), UNCERTAIN);

	return (guint) g_ascii_strtoull(count, NULL, 10);
}

char *
journey_digest(Journey *journey, guint uncertain)
{
	GString *out = g_string_new(NULL);
	Db *db = open_to_ask(journey);

	for (guint i = 0; i < N_ASKED + N_WRONG; i++) {
		g_autofree char *found = ask(db, i);

		if (!found)
			continue;
		if (i >= N_ASKED)
			g_string_append_printf(out, "WRONG %s: ", wrong[i - N_ASKED].problem);
		g_string_append_printf(out, "%s\n", found);
	}
	compare_given(out, journey->outside, db, uncertain);
	put_outside(out, journey->outside);
	put_problems(out, journey);
	return g_string_free(out, FALSE);
}

/* A line of the digest that says of a mail that it was deleted; a mail's number is its UID here. */
static gboolean
says_deleted(const char *line, guint mail)
{
	g_autofree char *event = g_strdup_printf("event mail_disposed * %u 1", mail);
	g_autofree char *ledger = g_strdup_printf("ledger * %u handled %u 2", mail, mail);

	return g_pattern_match_simple(event, line) || g_pattern_match_simple(ledger, line);
}

static gboolean
is_forgotten(const char *line, const Outside *outside)
{
	for (guint i = 0; i < outside->n_mails; i++)
		if (outside->mails[i].in_vain && says_deleted(line, i + 1))
			return TRUE;
	return FALSE;
}

char *
journey_digest_forgetful(const char *state, const Outside *outside, guint *ret_forgotten)
{
	g_auto(GStrv) lines = g_strsplit(state, "\n", -1);
	GString *out = g_string_new(NULL);

	*ret_forgotten = 0;
	for (guint i = 0; i < outside->n_mails; i++)
		*ret_forgotten += outside->mails[i].in_vain ? 1 : 0;
	for (char **line = lines; *line; line++) {
		gboolean forgotten = is_forgotten(*line, outside);

		if (forgotten && g_str_has_prefix(*line, "event"))
			continue;
		if (forgotten)
			(*line)[strlen(*line) - 1] = '1'; /* handled, and marked so */
		g_string_append_printf(out, "%s%s", *line, line[1] ? "\n" : "");
	}
	return g_string_free(out, FALSE);
}

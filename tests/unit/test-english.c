/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a board that writes in English mails: no Swedish words but those of the law
 * and of forms, neither in the templates nor in what the program puts into them.
 */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "core/form/consistency.h"
#include "core/form/missing-facts.h"
#include "core/intake/ledger.h"
#include "core/life/disposal.h"
#include "core/life/outcome.h"
#include "daemon/accounting.h"
#include "support/life-case.h"

/* What may stand in Swedish: names of laws, words of a form, and a sentence of IVO's. */
static const char *const swedish[] = { "förvaltningslagen",
	"”E-post och fax är inte tillräckligt "
	"säkra”",
	"(ärendemening)", "(ställningstagande)", NULL };

/* The Swedish letters that are left, as a list for the message; NULL: none. */
static char *
find_swedish(const char *text)
{
	g_autofree char *left = g_strdup(text);

	for (guint i = 0; swedish[i]; i++) {
		g_auto(GStrv) pieces = g_strsplit(left, swedish[i], -1);

		g_free(left);
		left = g_strjoinv("", pieces);
	}
	for (const char *p = left; *p; p = g_utf8_next_char(p))
		if (strchr("\xc3", *p) && g_utf8_strchr("åäöÅÄÖ", -1, g_utf8_get_char(p)))
			return g_strndup(p, MIN(strlen(p), 60));
	return NULL;
}

static void
assert_english(const char *text, const char *other)
{
	g_assert_nonnull(text);
	g_autofree char *found = find_swedish(text);

	if (found)
		g_test_message("there is: %s", found);
	g_assert_null(found);
	if (other)
		g_assert_cmpstr(text, !=, other);
}

static void
test_templates(void)
{
	g_autofree char *folder = g_build_filename(g_getenv("top_srcdir"), "templates/en", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	guint n = 0;

	g_assert_nonnull(dir);
	for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_autofree char *text = NULL;

		if (g_str_has_suffix(name, ".docx"))
			continue;
		g_test_message("%s", name);
		g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
		assert_english(text, NULL);
		n++;
	}
	g_assert_cmpuint(n, >, 100);
}

static void
test_titles(void)
{
	gsize count;
	const ConsistencyFlag *flags = consistency_flags(&count);

	for (gsize i = 0; i < count; i++) {
		g_test_message("%s", flags[i].code);
		assert_english(consistency_title(flags[i].code, "en"), flags[i].title);
		g_assert_cmpstr(consistency_title(flags[i].code, "sv"), ==, flags[i].title);
	}
	for (guint i = OUTCOME_NONE + 1; i < OUTCOME_COUNT; i++)
		assert_english(outcome_title((Outcome) i, "en"), outcome_title((Outcome) i, NULL));
	for (guint i = LEDGER_SAME + 1; i < LEDGER_CAUSE_COUNT; i++)
		assert_english(ledger_cause_notice((LedgerCause) i, "en"),
			ledger_cause_notice((LedgerCause) i, NULL));
	assert_english(ledger_swinging_notice("en"), ledger_swinging_notice(NULL));
	for (guint i = DISPOSAL_ALLOWED + 1; i < DISPOSAL_COUNT; i++)
		assert_english(
			disposal_notice((Disposal) i, "en"), disposal_notice((Disposal) i, NULL));
}

/* A report that tells nothing is asked for everything. */
static void
test_missing_facts(void)
{
	g_autoptr(Reading) reading = reading_new();
	g_autofree const char **titles = missing_facts_find(reading, "en");
	g_autofree const char **others = missing_facts_find(reading, "sv");

	g_assert_cmpuint(g_strv_length((char **) titles), ==, 5);
	for (guint i = 0; titles[i]; i++)
		assert_english(titles[i], others[i]);
}

static void
speak_english(LifeCase *c)
{
	g_free(c->world->board->language);
	c->world->board->language = g_strdup("en");
}

/* Every alarm, as it is queued. */
static void
test_accounting(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	World *world = c->world;
	const Accounting sum = {
		.difference = 1, .newly_vanished = 2, .vanished = 2, .overdue = 3, .unread = 4
	};
	g_autoptr(GError) unknown = g_error_new(LEX_ERROR, LEX_ERROR_WAIT, "login of x");
	g_autoptr(GError) known = g_error_new(
		LEX_ERROR, LEX_ERROR_WAIT, "x: the client secret is wrong: put another");
	const PollWork other = { .cause = LEDGER_WENT_BACK }, doubt = { .doubt = LEDGER_SWINGING };
	const Daemon *daemon = &world->daemon;
	const Board *board = world->board;
	gboolean wrong;

	speak_english(c);
	g_assert_true(accounting_alarm(daemon, board, &sum, &wrong, NULL));
	g_assert_true(accounting_unreachable(daemon, board, unknown, NULL));
	g_assert_true(accounting_unreachable(daemon, board, known, NULL));
	g_assert_true(accounting_unsendable(daemon, board, board, known, NULL));
	g_assert_true(accounting_new_ledger(daemon, board, 1, &other, NULL));
	g_assert_true(accounting_swinging(daemon, board, &doubt, NULL));
	g_assert_true(accounting_not_deleted(daemon, board, DISPOSAL_NO_BACKUP, NULL));
	g_autofree char *all = world_text(
		world, "SELECT group_concat(facts,char(10)) FROM outbox WHERE notice='accounting'");
	g_test_message("%s", all);
	assert_english(all, NULL);
	g_assert_nonnull(strstr(all, "AMN: 1 mails in the mailbox are neither"));
	g_assert_nonnull(strstr(all, "the client secret is wrong. What to do: "));
}

/* What is said of a case: what was proposed, and which flags it has. */
static void
test_case(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	speak_english(c);
	world_take_mail(c->world, 2, "b@kommun.example", "", "En rapport.");
	world_take_mail(c->world, 3, "b@kommun.example", "", "En annan rapport.");
	world_assert_text(c->world,
		"SELECT count(*)>0 FROM outbox o,json_each(o.facts,'$.flags') f"
		" WHERE f.value->>'$.title' LIKE 'The same report%'",
		"1");
	life_case_act(c, "assessed", NULL);
	life_case_act(c, "investigator_assigned", NULL);
	life_case_act(c, "investigation_started", "law=SoL");
	life_case_act(c, "proposed", NULL);
	world_assert_text(c->world,
		"SELECT facts->>'$.proposal.outcome' FROM outbox WHERE notice='proposal'",
		"misconduct");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/english/templates", test_templates);
	g_test_add_func("/english/titles", test_titles);
	g_test_add_func("/english/missing-facts", test_missing_facts);
	g_test_add("/english/accounting", LifeCase, NULL, life_case_set_up, test_accounting,
		life_case_tear_down);
	g_test_add(
		"/english/case", LifeCase, NULL, life_case_set_up, test_case, life_case_tear_down);
	return g_test_run();
}

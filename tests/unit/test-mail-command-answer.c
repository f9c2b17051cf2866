/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole answers by mail: what is one command, what contradicts what, and what never ends. */
#include <string.h>

#include "core/answer/mail-command-private.h"
#include "core/text.h"
#include "support/mail-answer.h"

static const MailAnswer answers[] = {
	{ "Hej!\n\nUtred, eftersom skyddet brast.\n\nMvh\nRut Ansvarig\nSocialförvaltningen",
		"plain | assessed reason=skyddet brast. | plain | plain | plain" },
	{ "Tack\njag tar den\n\nSkickat från min iPhone",
		"plain | take investigator=ansvarig@kommun.example | plain" },
	{ "Hej Anna,\nstäng ärendet\nTack på förhand!", "plain | closed | plain" },
	{ "utred, eftersom skyddet\nbrast i går\noch ingen såg det\n\nTack",
		"assessed reason=skyddet brast i går och ingen såg det +2 | plain" },
	{ "utred:\nskyddet brast", "assessed reason=skyddet brast +1" },
	{ "utred\neftersom skyddet brast", "assessed reason=skyddet brast +1" },
	{ "utred, eftersom skyddet brast\nRut", "assessed reason=skyddet brast | plain" },
	{ "utred, eftersom skyddet brast\n> stäng\n> dnr 2026-0712",
		"assessed reason=skyddet brast | plain | plain" },
	{ "Bo\nKim Berg\nRut Ansvarig\nansvarig", "plain | plain | plain | plain" },
	{ "förslag:\nmissförhållande, eftersom X", "proposed reason=X outcome=misconduct +1" },
	{ "tilldela: Bo Exempel,\neftersom han kan enheten",
		"investigator_assigned reason=han kan enheten investigator=bo@kommun.example +1" },
	{ "utred, eftersom skyddet brast\nMvh\nRut",
		"assessed reason=skyddet brast | plain | plain" },
	{ "utred, eftersom skyddet brast\ntilldela: Bo Exempel",
		"assessed reason=skyddet brast | investigator_assigned investigator=bo@kommun.example" },
	{ "utred, eftersom skyddet brast\n\noch så vidare",
		"assessed reason=skyddet brast | plain" },
	{ "notering (källa: samtal med\nenhetschefen; fakta): Dörren\nstod öppen",
		"noted text=Dörren stod öppen source=samtal med enhetschefen kind=fact +2" },
	{ "åtgärd: ny rutin för nycklar så att ingen\nkommer in, ansvarig: Eva Chef,\n"
	  "senast: 2026-12-31",
		"measure_planned due=2026-12-31 text=ny rutin för nycklar så att ingen kommer in "
		"owner=Eva Chef +2" },
	{ "utred, eftersom det saknades en\nutredning behövs alltså nu",
		"assessed reason=det saknades en utredning behövs alltså nu +1" },
	{ "utred, eftersom skyddet brast\nstäng inte än",
		"unclear:runs_on assessed | unclear:runs_on closed" },
	{ "utred, eftersom det saknades ett\nbeslut",
		"unclear:runs_on assessed | unclear:runs_on decided" },
	{ "stäng ärendet\nmen inte än", "unclear:runs_on closed | plain" },
	{ "stäng ärendet\nså fort IVO har svarat", "unclear:runs_on closed | plain" },
	{ "stäng ärendet\n\nMen inte än", "unclear:runs_on closed | plain" },
	{ "stäng ärendet\n\nDet gick bra.\n\nMen inte än", "closed | plain | plain" },
	{ "utred, eftersom skyddet brast\noch larmet\n\nmen vänta lite",
		"unclear:runs_on assessed +1 | plain" },
	{ "take care,\nRut", "plain | plain" },
	{ "Du skrev till mig att jag ska\navsluta ärendet", "plain | unclear:runs_on closed" },
	{ "Det är bra som det är nu.\nstäng", "plain | closed" },
	{ "Mvh\nRut\nStäng AB\nstäng", "plain | plain | plain | unclear:below closed" },
	{ "-- \nStart Startsson\nUtredare: Bo Exempel\n+46 70 000 00 00",
		"plain | plain | unclear:below investigator_assigned | plain" },
	{ "Skickat från Outlook för Android\nja", "plain | unclear:below yes" },
	{ "Bo Exempel\nstart", "plain | investigation_started" },
	{ "utred, eftersom A\navstå från utredning, eftersom B",
		"unclear:contra assessed | unclear:contra declined" },
	{ "utred\n\nutred inte", "unclear:contra assessed | unclear:denied assessed" },
	{ "förslag: missförhållande, eftersom A\nförslag: allvarligt missförhållande, eftersom B",
		"unclear:contra proposed | unclear:contra proposed" },
	{ "tilldela: Bo Exempel\ntilldela: Åsa Ek",
		"unclear:contra investigator_assigned | unclear:contra investigator_assigned" },
	{ "jag tar den\ntilldela: Bo Exempel",
		"unclear:contra take | unclear:contra investigator_assigned" },
	{ "jag tar den\ntilldela: mig",
		"take investigator=ansvarig@kommun.example | investigator_assigned "
		"investigator=ansvarig@kommun.example" },
	{ "dnr 2026-0712\ndnr 2026-0713", "unclear:contra registered | unclear:contra registered" },
	{ "dnr 2026-0712\ndnr 2026-0712",
		"registered number=2026-0712 | registered number=2026-0712" },
	{ "ja\nnej", "unclear:contra yes | unclear:contra no" },
	{ "stäng\nåteruppta, eftersom A", "unclear:contra closed | unclear:contra reopened" },
	{ "åtgärd 1 klar\nåtgärd 2 klar", "measure_done no=1 | measure_done no=2" },
	{ "informerat SDN om rapporten per brev\ninformerat KDN om rapporten per brev",
		"board_informed_report board=SDN how=brev | board_informed_report board=KDN how=brev" },
	{ "informerat SDN om rapporten per brev\ninformerat SDN om rapporten per telefon",
		"unclear:contra board_informed_report | unclear:contra board_informed_report" },
	{ "\n \n\t\n", "" },
};

static void
test_answers(void)
{
	mail_answer_assert_rows(answers, G_N_ELEMENTS(answers));
}

/* In both languages. */
static void
test_written_back(void)
{
	g_autoptr(Board) board = mail_answer_board();

	for (gsize i = 0; i < G_N_ELEMENTS(answers); i++)
		mail_answer_assert_written_back(answers[i].answer, board);
}

/* Answers put together by chance of what commands are made of. */
static void
test_by_chance(void)
{
	static const char *const pieces[] = { "utred", "tilldela", "skydd gjort", "notering",
		"förslag", "beslut", "anmält till IVO", "informerat", "förläng", "åtgärd",
		"åtgärd 2 klar", "följ upp senast", "stäng", "ja", "dnr", "återkoppling given",
		"eftersom", "källa", "fakta", "bedömning", "missförhållande", "påtaglig risk för",
		"allvarligt", "Bo", "Exempel", "bo@kommun.example", "mig", "SDN", "rapporten", "om",
		"inte", "senast", "ansvarig", "delegation", "4.2", "föredragande", "deltog", "hur",
		"per", "telefon", "skäl", "av", "datum", "2026-11-20", "i dag", "20 november", "nr",
		"AMN 2026-0712", "utredning", "till", "SoL", "LSS", "samtal", "tack", "ingen",
		"nämnd", ",", ",", ":", ":", ":", ";", "(", ")", ".", "!", "–", "/", "\"", "a)",
		"och" };
	g_autoptr(Board) board = mail_answer_board();
	g_autoptr(GRand) chance = g_rand_new_with_seed(20261122);
	guint understood = 0;

	for (guint n = 0; n < 5000; n++) {
		g_autoptr(GString) answer = g_string_new(NULL);
		gint32 words = g_rand_int_range(chance, 2, 16);

		for (gint32 i = 0; i < words; i++) {
			gint32 which =
				g_rand_int_range(chance, 0, i ? (gint32) G_N_ELEMENTS(pieces) : 16);

			if (i && g_rand_int_range(chance, 0, 8))
				g_string_append_c(answer, ' ');
			g_string_append(answer, pieces[which]);
		}
		g_autoptr(GPtrArray) commands = mail_answer_read(answer->str, board);
		const MailCommand *command = commands->pdata[0];
		understood += command->state == MAIL_COMMAND_UNDERSTOOD;
		mail_answer_assert_written_back(answer->str, board);
	}
	g_assert_cmpuint(understood, >, 40);
}

/* What is shown as how to write a command is understood, when its dots are filled in. */
static void
test_how(void)
{
	g_autoptr(Board) board = mail_answer_board();
	guint shown = 0;

	for (guint what = 0; what < MAIL_SAYS_COUNT; what++)
		for (int english = 0; english < 2; english++) {
			const char *how = mail_command_how(what, english);

			if (!how)
				continue;
			g_auto(GStrv) parts = g_strsplit(how, "…", -1);
			g_autofree char *line = g_strjoinv("så är det", parts);
			g_autoptr(GPtrArray) commands = mail_answer_read(line, board);
			const MailCommand *command = commands->pdata[0];
			if (command->state != MAIL_COMMAND_UNDERSTOOD || command->what != what)
				g_test_message("%s", line);
			g_assert_cmpint(command->state, ==, MAIL_COMMAND_UNDERSTOOD);
			g_assert_cmpuint(command->what, ==, what);
			shown++;
		}
	g_assert_cmpuint(shown, >=, 60);
	g_assert_null(mail_command_how(LIFE_TRANSFER, FALSE));
	g_assert_null(mail_command_how(MAIL_SAYS_NOTHING, FALSE));
}

/* A phrase that is not folded, or whose groups are not closed, would never be found. */
static void
assert_phrase(const char *phrase)
{
	g_autofree char *folded = text_fold(phrase);
	int depth = 0;

	g_assert_cmpstr(folded, ==, phrase);
	g_assert_true(g_str_is_ascii(phrase));
	for (const char *at = phrase; *at; at++) {
		depth += (*at == '(' || *at == '[') - (*at == ')' || *at == ']');
		g_assert_cmpint(depth, >=, 0);
	}
	g_assert_cmpint(depth, ==, 0);
}

static void
test_tables(void)
{
	const char *const *const lists[] = { mail_greetings, mail_thanks, mail_closings,
		mail_openers, mail_politeness };

	for (guint i = 0; i < mail_n_heads; i++) {
		assert_phrase(mail_heads[i].phrase);
		g_assert_nonnull(mail_form(mail_heads[i].what));
	}
	for (guint i = 0; i < mail_n_labels; i++)
		assert_phrase(mail_labels[i].phrase);
	for (guint i = 0; i < mail_n_outcomes; i++)
		assert_phrase(mail_outcomes[i].phrase);
	for (guint i = 0; i < mail_n_clocks; i++)
		assert_phrase(mail_clocks[i].phrase);
	for (guint i = 0; i < mail_n_turns; i++)
		assert_phrase(mail_turns[i].phrase);
	for (guint i = 0; i < mail_n_verbs; i++)
		assert_phrase(mail_verbs[i].phrase);
	for (guint i = 0; i < mail_n_doubt_words; i++)
		assert_phrase(mail_doubt_words[i].phrase);
	for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
		for (guint k = 0; lists[i][k]; k++)
			assert_phrase(lists[i][k]);
}

static void
test_words(void)
{
	g_autoptr(Board) board = mail_answer_board();
	g_autoptr(GPtrArray) commands = mail_answer_read("dnr: AMN 2026-0712", board);
	LifeWords words = mail_command_words(commands->pdata[0]);

	g_assert_cmpstr(words.given[LIFE_NUMBER], ==, "AMN 2026-0712");
	for (guint doubt = 1; doubt < MAIL_DOUBT_COUNT; doubt++)
		for (int english = 0; english < 2; english++)
			g_assert_cmpstr(mail_doubt_reason(doubt, english), !=, NULL);
	g_assert_cmpstr(mail_command_value_name(LIFE_SOURCE, FALSE), ==, "källa");
}

/* Without a board, a writer and rules nothing falls over, and nothing is invented. */
static void
test_alone(void)
{
	static const char *const lines[] = { "jag tar den", "tilldela: Bo", "skydd: gjort, lås",
		"informerat SDN om rapporten", "förläng utredning till 2026-12-20, eftersom X",
		NULL };
	MailCommandContext context = { .today = { 2026, 11, 22 } };
	g_autoptr(GPtrArray) commands = mail_commands_read(lines, &context);

	g_assert_cmpuint(commands->len, ==, 5);
	for (guint i = 0; i < 4; i++)
		g_assert_cmpint(
			((MailCommand *) commands->pdata[i])->state, !=, MAIL_COMMAND_UNDERSTOOD);
	g_assert_cmpint(((MailCommand *) commands->pdata[4])->state, ==, MAIL_COMMAND_UNDERSTOOD);
}

/* Five thousand lines of each kind: what takes more for each line than for the one before would not
 * end. */
static void
test_many(void)
{
	static const char *const kinds[] = { "utred, eftersom X", "utred, eftersom X\n",
		"och mer text, med komma, och punkt. Ja.", "Kan vi stänga ärendet?", "((((",
		"dnr 1", "tilldela: a, b, c, d, e, f, g, h", "åtgärd: lås, ansvarig" };
	g_autoptr(Board) board = mail_answer_board();

	for (gsize k = 0; k < G_N_ELEMENTS(kinds); k++) {
		g_autoptr(GString) answer = g_string_new("utred, eftersom X");

		for (guint i = 0; i < 5000; i++)
			g_string_append_printf(answer, "\n%s", kinds[k]);
		gint64 before = g_get_monotonic_time();
		g_autoptr(GPtrArray) commands = mail_answer_read(answer->str, board);
		gint64 took = g_get_monotonic_time() - before;
		g_assert_cmpuint(commands->len, >, 0);
		g_test_message("%s: %" G_GINT64_FORMAT " ms", kinds[k], took / 1000);
		g_assert_cmpint(took, <, 60 * G_USEC_PER_SEC);
	}
}

/* A text that does not end, and one that is too long. */
static void
test_long(void)
{
	g_autoptr(Board) board = mail_answer_board();
	g_autofree char *words = g_strnfill(30000, 'a');
	g_autofree char *reason = g_strconcat("utred, eftersom ", words, NULL);
	g_autofree char *who = g_strconcat("tilldela: ", words, NULL);
	g_autofree char *said = mail_answer_say(reason, board);
	g_autofree char *nobody = mail_answer_say(who, board);

	g_assert_cmpstr(said, ==, "unclear:long assessed");
	g_assert_true(g_str_has_prefix(nobody, "unclear"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/mail-command/answers", test_answers);
	g_test_add_func("/mail-command/written-back", test_written_back);
	g_test_add_func("/mail-command/by-chance", test_by_chance);
	g_test_add_func("/mail-command/how", test_how);
	g_test_add_func("/mail-command/tables", test_tables);
	g_test_add_func("/mail-command/words", test_words);
	g_test_add_func("/mail-command/alone", test_alone);
	g_test_add_func("/mail-command/many", test_many);
	g_test_add_func("/mail-command/long", test_long);
	return g_test_run();
}

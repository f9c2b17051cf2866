/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who hears of what is written in an answer and commands nothing, and of no word of it. */
#include <string.h>

#include "support/errand-trial.h"
#include "support/reading-desk.h"

static void
assert_holds(ErrandTrial *trial, const char *sql, const char *expected)
{
	world_assert_text(trial->world, sql, expected);
}

#define TOLD "SELECT count(*) FROM outbox WHERE notice='new_case'"

/* What somebody writes beside commands is a letter, of which the responsible hears. */
static void
test_letter(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *text;
		gboolean letter;
	} rows[] = {
		{ "status", FALSE },
		{ "Hej!\r\n\r\nstatus\r\n\r\nTack på förhand", FALSE },
		{ "dnr AMN 2026-0123\r\n\r\nHälsningar\r\nRut", FALSE },
		{ "status\r\n\r\nPersonen har nu flyttat därifrån.", TRUE },
		{ "Chefen ringde mig i morse.\r\n\r\ndnr AMN 2026-0124", TRUE },
		{ "status\r\n\r\n> Skriv status överst.\r\nBrukaren har skadats.", TRUE },
	};
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);
	guint letters = 1;

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_test_message("%s", rows[i].text);
		errand_trial_answer(trial, id, REGISTRAR, PROVED, rows[i].text);
		letters += rows[i].letter;
		g_autofree char *told = g_strdup_printf("%u", letters);
		assert_holds(trial, TOLD, told);
	}
	/* The notice of it says nothing of what it says. */
	g_autofree char *facts = errand_trial_facts(trial, "new_case", RESPONSIBLE);
	g_assert_nonnull(strstr(facts, "\"joined\":true"));
	g_assert_null(strstr(facts, "ringde"));
}

#define LETTERS                                                                                    \
	"SELECT coalesce(group_concat(recipient||' '||state,','),'nobody') FROM outbox"            \
	" WHERE notice='changed' AND facts->>'$.change.letter'"

/* What the responsible writes beside commands who works on the case hears of, and no word of it. */
static void
test_letter_of_responsible(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *proof, *text, *told;
	} rows[] = {
		{ PROVED, "status", "nobody" },
		{ PROVED, "Hej!\r\n\r\nstatus\r\n\r\nTack på förhand", "nobody" },
		{ FORGED, "status\r\n\r\nPersonen har nu flyttat därifrån.", "nobody" },
		{ SILENT, "status\r\n\r\nPersonen har nu flyttat därifrån.", "nobody" },
		{ PROVED, "status\r\n\r\nPersonen har nu flyttat därifrån.", REGISTRAR " queued" },
		{ PROVED, "tilldela: kim.berg@kommun.example\r\n\r\nRing enheten först.",
			"kim.berg@kommun.example queued" },
		{ PROVED, "status\r\n\r\nRing enheten i morgon.",
			"kim.berg@kommun.example queued" },
		{ PROVED, "status\r\n\r\nDet var Dag Direktör som slog henne.",
			"kim.berg@kommun.example held" },
	};
	g_autofree char *id = errand_trial_notice(trial, "new_case", RESPONSIBLE);

	trial->world->board->decision_maker.name = g_strdup("Dag Direktör");
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_test_message("%s", rows[i].text);
		errand_trial_answer(trial, id, RESPONSIBLE, rows[i].proof, rows[i].text);
		assert_holds(trial, LETTERS, rows[i].told);
		assert_holds(trial,
			"SELECT count(*) FROM outbox WHERE facts LIKE '%flyttat%'"
			" OR facts LIKE '%enheten%' OR facts LIKE '%slog%'",
			"0");
		world_change(trial->world, "UPDATE outbox SET facts='{}' WHERE notice='changed'");
	}
}

#define FILE_ALONE                                                                                 \
	"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n" \
	"Tack!\r\n--x\r\nContent-Type: application/pdf; name=a.pdf\r\n"                            \
	"Content-Disposition: attachment; filename=a.pdf\r\n\r\n%PDF\r\n--x--"

static void
answer_with_file(ErrandTrial *trial, const char *id, const char *before)
{
	g_autofree char *raw = g_strconcat(PROVED RECEIVED ON_DAY
		"From: " RESPONSIBLE
		"\r\nTo: lexsarah@kommun.example\r\nSubject: SV: Nytt\r\nDate: " ON_DAY
		"Message-ID: <fil@kommun.example>\r\nIn-Reply-To: <",
		id, ">\r\n" FILE_ALONE "\r\n", NULL);

	intake_plan_free(world_take(trial->world, ++trial->uid, raw));
	errand_trial_serve(trial);
	assert_holds(trial, LETTERS, before);
	reading_desk_read(trial->world, NULL, LEX_ERROR_BAD_MESSAGE);
	errand_trial_serve(trial);
}

/*
 * A letter without any command is one no less, and so is a file, once it is known to be no form;
 * thanks are none.
 */
static void
test_letter_alone(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "new_case", RESPONSIBLE);

	errand_trial_answer(trial, id, RESPONSIBLE, PROVED, "Tack!\r\n\r\nMvh");
	errand_trial_answer(trial, id, RESPONSIBLE, SILENT, "Ring enheten först.");
	assert_holds(trial, LETTERS, "nobody");
	errand_trial_answer(trial, id, RESPONSIBLE, PROVED, "Ring enheten först.");
	assert_holds(trial, LETTERS, REGISTRAR " queued");
	assert_holds(trial, "SELECT count(*) FROM outbox WHERE facts LIKE '%enheten%'", "0");
	answer_with_file(trial, id, REGISTRAR " queued");
	assert_holds(trial, LETTERS, REGISTRAR " queued," REGISTRAR " queued");
	assert_holds(trial, "SELECT count(*) FROM outbox WHERE notice='transcript'", "0");
}

/* Who only says to be the responsible, with a code that went to another, tells nobody anything. */
static void
test_letter_of_another(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = errand_trial_notice(trial, "receipt", REPORTER);

	trial->world->settings->organisation.trust = TRUST_NONE;
	errand_trial_answer(
		trial, id, RESPONSIBLE, SILENT, "status\r\n\r\nPersonen har nu flyttat därifrån.");
	errand_trial_answer(trial, id, RESPONSIBLE, SILENT, "Personen har nu flyttat därifrån.");
	assert_holds(trial, LETTERS, "nobody");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
#define ADD(path, function)                                                                        \
	g_test_add(path, ErrandTrial, NULL, errand_trial_set_up, function, errand_trial_tear_down)
	ADD("/errand-letters/beside", test_letter);
	ADD("/errand-letters/of-responsible", test_letter_of_responsible);
	ADD("/errand-letters/alone", test_letter_alone);
	ADD("/errand-letters/of-another", test_letter_of_another);
	return g_test_run();
}

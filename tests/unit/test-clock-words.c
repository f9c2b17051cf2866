/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * On which law a clock rests, what it says of itself, and what is refused.
 */
#include "core/clock/clock-words.h"
#include "support/clock-trial.h"

static const struct {
	Given given;
	const char *message;
	LexError code;
} refused[] = {
	{ { .rule = "register", "arrival 2026-01-02; registered 2026-01-01" },
		.message = "registered 2026-01-01: is before the report arrived, 2026-01-02" },
	{ { .rule = "register", "arrival 2026-01-02; registered 2026-01-05; !arrival 2026-01-06" },
		.message = "registered 2026-01-05: is before the report arrived, 2026-01-06" },
	{ { .rule = "start", "arrival 2026-01-02T10:00:00Z", "2026-01-02T09:59:59Z" },
		.message = "arrival 2026-01-02: is in the future" },
	{ { .rule = "start", "arrival 2026-01-03", "2026-01-02T22:59:59Z" },
		.message = "arrival 2026-01-03: is in the future" },
	{ { .rule = "start", "arrival 2026-01-02; started 2026-01-05", "2026-01-04T12:00:00Z" },
		.message = "started 2026-01-05: is in the future" },
	{ { .rule = "start", "arrival 1899-12-31" }, .message = "must be a day from 1900 to 2100" },
	{ { .rule = "start", "arrival 2101-01-01", "2200-01-01T00:00:00Z" },
		.message = "from 1900 to 2100" },
	{ { .rule = "start", "arrival 2026-01-02; !started 2026-01-05" },
		.message = "started 2026-01-05: corrects nothing" },
	{ { .rule = "inform_report",
		  "arrival 2026-01-02; board_linked/SDN 2026-01-02; !board_linked/VON "
		  "2026-01-05",
		  .board = "VON" },
		.message = "corrects nothing" },
	{ { .rule = "breach_imy", "arrival 2026-01-02; breach_aware 2026-01-02" },
		.message = "the time of day is needed" },
	{ { .rule = "breach_imy",
		  "arrival 2026-01-02; breach_aware 2026-01-02T10:00:00Z; breach_notified "
		  "2026-01-05" },
		.message = "the time of day is needed" },
	{ { .rule = "breach_imy", "arrival 2018-05-24; breach_aware 2018-05-24T21:59:59Z" },
		.message = "breach_imy: is not in force before 2018-05-25" },
	{ { .rule = "start", "arrival 2011-06-30" }, .message = "no text of law is known" },
	{ { .rule = "investigate", "arrival 2026-01-02", .extended = "2026-03-02" },
		.message = "an extension must be to a later day" },
	{ { .rule = "investigate", "arrival 2026-01-02", .extended = "2101-03-02" },
		.message = "an extension must be to a later day" },
	{ { .rule = "ivo_investigation",
		  "arrival 2026-01-02; ivo_notified 2026-01-05",
		  .extended = "2026-04-02" },
		.message = "what the law asks for cannot be extended",
		.code = LEX_ERROR_NOT_ALLOWED },
	{ { .rule = "start", "arrival 2026-01-02", .extended = "2026-04-02" },
		.message = "what the law asks for cannot be extended",
		.code = LEX_ERROR_NOT_ALLOWED },
	{ { .rule = "follow_up",
		  "arrival 2026-01-02; decided 2026-02-02; follow_up_set 2026-02-01" },
		.message = "the day that was set is before the clock starts" },
};

static void
test_refused(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(refused); i++) {
		g_autoptr(Trial) trial = trial_new(&refused[i].given);

		g_assert_nonnull(trial->error);
		g_test_message("%s", trial->error->message);
		g_assert_nonnull(strstr(trial->error->message, refused[i].message));
		g_assert_cmpint(trial->error->code, ==,
			refused[i].code ? refused[i].code : LEX_ERROR_INPUT);
	}
}

/* The text of law goes by the day of the arrival, whenever the clock starts. */
static void
test_laws(void)
{
	static const struct {
		Given given;
		const char *sources[2];
	} laws[] = {
		{ { .rule = "start", "arrival 2025-06-30", .laws = LAW_SOL }, { "14 kap. 6 §" } },
		{ { .rule = "start", "arrival 2025-07-01", .laws = LAW_SOL }, { "27 kap. 5 §" } },
		{ { .rule = "start", "arrival 2025-07-01", .laws = LAW_LSS }, { "24 e §" } },
		{ { .rule = "start", "arrival 2025-07-01" }, { "27 kap. 5 §", "24 e §" } },
		{ { .rule = "start", "arrival 2025-06-30", .laws = LAW_BOTH },
			{ "14 kap. 6 §", "24 e §" } },
		{ { .rule = "ivo_notify",
			  "arrival 2025-06-30; serious 2025-07-10",
			  .laws = LAW_SOL },
			{ "14 kap. 7 §" } },
		{ { .rule = "ivo_notify", "arrival 2025-07-01; serious 2025-07-10" },
			{ "27 kap. 6 §", "24 f §" } },
		{ { .rule = "start", "arrival 2025-07-01T00:00:00+02:00", .laws = LAW_SOL },
			{ "27 kap. 5 §" } },
		{ { .rule = "start", "arrival 2025-06-30T21:59:59Z", .laws = LAW_SOL },
			{ "14 kap. 6 §" } },
		{ { .rule = "register", "arrival 2025-07-01" }, { "5 kap. 1 §" } },
	};

	for (guint i = 0; i < G_N_ELEMENTS(laws); i++) {
		g_autoptr(Trial) trial = trial_new(&laws[i].given);
		guint n = laws[i].sources[1] ? 2 : 1;

		g_assert_no_error(trial->error);
		g_assert_cmpuint(trial->clock.n_deadlines, ==, n);
		for (guint s = 0; s < n; s++)
			g_assert_true(g_str_has_prefix(
				trial->clock.deadlines[s].source->section, laws[i].sources[s]));
	}
}

/* Where the laws give different times the shorter one counts, until one is known. */
static void
test_stricter(void)
{
	for (guint laws = 0; laws <= LAW_BOTH; laws++) {
		g_autoptr(Trial) trial = trial_new(&(Given){ .rule = "start",
			"arrival 2026-01-12",
			"2026-01-12T12:00:00Z",
			.laws = laws });
		const ClockRule *rule = trial->clock.rule;
		GError *error = NULL;
		Clock clock;

		for (guint i = 0; i < rule->sources->len; i++) {
			ClockSource *source = g_ptr_array_index(rule->sources, i);

			if (source->laws == LAW_LSS)
				source->span = (ClockSpan){ 2, CLOCK_WORKING_DAYS };
		}
		g_assert_true(clock_compute(rule, &trial->facts, NULL, NULL, &clock, &error));
		trial->clock = clock;
		trial_check_time(trial, clock.due, laws == LAW_SOL ? "2026-01-19" : "2026-01-14");
		g_autofree char *text = clock_explain(&clock);
		g_assert_true((strstr(text, "Den kortare tiden gäller.") != NULL) ==
			      (clock.n_deadlines == 2));
	}
}

/* What is pasted into the file. */
static void
test_words(void)
{
	static const struct {
		Given given;
		const char *text;
	} clocks[] = {
		{ { .rule = "ivo_investigation",
			  "arrival 2025-10-01; ivo_notified 2025-10-24",
			  "2025-10-25T12:00:00Z" },
			"Utredningen ska ha skickats till IVO senast måndag 2025-12-29. Tiden är lagstadgad, \"senast två månader efter det att anmälan har gjorts\" (Socialstyrelsens föreskrifter och allmänna råd (SOSFS 2011:5) om lex Sarah). Tiden räknas från fredag 2025-10-24, då anmälan till IVO gjordes. Tiden slutar på dagen med samma tal, onsdag 2025-12-24 (1 § lagen (1930:173) om beräkning av lagstadgad tid). Den dagen är julafton, så åtgärden får vidtas nästa vardag, måndag 2025-12-29 (2 § lagen (1930:173))." },
		{ { .rule = "start",
			  "arrival 2026-01-02; !arrival 2025-12-30",
			  "2026-01-02T12:00:00Z",
			  .laws = LAW_SOL,
			  .closed = "2026-01-05" },
			"Utredningen ska ha inletts senast måndag 2026-01-12. Kravet är \"genast\" (27 kap. 5 § socialtjänstlagen (2025:400)) och någon tid i siffror finns inte i lagen. Målet 5 arbetsdagar är lokalt. Tiden räknas från tisdag 2025-12-30, då rapporten kom in. Den uppgiften är rättad: tidigare angavs fredag 2026-01-02, och tiden har räknats om. Startdagen räknas inte; arbetsdag 5 är måndag 2026-01-12. Utöver lördagar och söndagar räknas inte 2025-12-31 (nyårsafton), 2026-01-01 (nyårsdagen), 2026-01-05 (lokalt stängt), 2026-01-06 (trettondedag jul)." },
		{ { .rule = "start", "arrival 2026-01-12", "2026-01-12T12:00:00Z" }, "Utredningen ska ha inletts senast måndag 2026-01-19. Det är inte antecknat om SoL eller LSS gäller; båda visas. SoL: kravet är \"genast\" (27 kap. 5 § socialtjänstlagen (2025:400)) och någon tid i siffror finns inte i lagen. Målet 5 arbetsdagar är lokalt. LSS: kravet är \"utan dröjsmål\" (24 e § lagen (1993:387) om stöd och service till vissa funktionshindrade) och någon tid i siffror finns inte i lagen. Målet 5 arbetsdagar är lokalt. Tiden räknas från måndag 2026-01-12, då rapporten kom in. Startdagen räknas inte; arbetsdag 5 är måndag 2026-01-19." },
		{ { .rule = "investigate",
			  "arrival 2025-12-31",
			  "2026-01-12T12:00:00Z",
			  .extended = "2026-03-31" },
			"Utredningen ska ha lett till ett förslag till beslut senast tisdag 2026-03-31. 2 månader är lokal rutin, inte lag. Tiden räknas från onsdag 2025-12-31, då rapporten kom in. Slutmånaden har ingen dag 31, så tiden slutar månadens sista dag, lördag 2026-02-28. Den dagen är lördag, men tiden är inte lagstadgad och flyttas inte till nästa vardag. Tiden är förlängd från lördag 2026-02-28: sjukdom." },
		{ { .rule = "breach_imy",
			  "arrival 2026-03-28T09:00:00+01:00; breach_aware "
			  "2026-03-27T10:00:00+01:00; breach_notified 2026-03-30T12:00:00+02:00" },
			"Personuppgiftsincidenten ska ha anmälts till IMY senast måndag 2026-03-30 kl. 11:00. Tiden är lagstadgad, \"72 timmar\" (artikel 33 i EU:s dataskyddsförordning (EU) 2016/679). Tiden räknas från fredag 2026-03-27 kl. 10:00, då personuppgiftsincidenten upptäcktes. Timmarna räknas i följd, även på helger, till måndag 2026-03-30 kl. 11:00 (svensk tid), och flyttas inte. Däremellan ställs klockan om mellan vintertid och sommartid. Klart måndag 2026-03-30 kl. 12:00, då incidenten anmäldes till IMY: för sent." },
		{ { .rule = "breach_imy",
			  "arrival 2026-10-22T02:30:00+02:00; breach_aware "
			  "2026-10-22T02:30:00+02:00",
			  "2026-10-22T02:00:00Z" },
			"Personuppgiftsincidenten ska ha anmälts till IMY senast söndag 2026-10-25 kl. 02:30 sommartid. Tiden är lagstadgad, \"72 timmar\" (artikel 33 i EU:s dataskyddsförordning (EU) 2016/679). Tiden räknas från torsdag 2026-10-22 kl. 02:30, då personuppgiftsincidenten upptäcktes. Timmarna räknas i följd, även på helger, till söndag 2026-10-25 kl. 02:30 sommartid (svensk tid), och flyttas inte." },
		{ { .rule = "breach_imy",
			  "arrival 2026-10-22T02:30:00+02:00; breach_aware "
			  "2026-10-22T03:30:00+02:00",
			  "2026-10-22T02:00:00Z" },
			"Personuppgiftsincidenten ska ha anmälts till IMY senast söndag 2026-10-25 kl. 02:30 vintertid. Tiden är lagstadgad, \"72 timmar\" (artikel 33 i EU:s dataskyddsförordning (EU) 2016/679). Tiden räknas från torsdag 2026-10-22 kl. 03:30, då personuppgiftsincidenten upptäcktes. Timmarna räknas i följd, även på helger, till söndag 2026-10-25 kl. 02:30 vintertid (svensk tid), och flyttas inte. Däremellan ställs klockan om mellan vintertid och sommartid." },
		{ { .rule = "inform_final", "arrival 2026-01-02", .board = "SDN" },
			"Den beställande nämnden ska ha fått den avslutade utredningen. Tiden har inte börjat löpa. Den räknas från det att beslutet fattades och det stod klart att missförhållandet eller risken är allvarlig." },
		{ { .rule = "follow_up",
			  "arrival 2026-01-02; decided 2026-02-02; follow_up_set 2026-03-02" },
			"Besluten och åtgärderna ska ha följts upp senast måndag 2026-03-02. 3 månader är lokal rutin, inte lag. Tiden räknas från måndag 2026-02-02, då beslutet fattades. Tiden slutar på dagen med samma tal, lördag 2026-05-02. Den dagen är lördag, men tiden är inte lagstadgad och flyttas inte till nästa vardag. En person har bestämt dagen måndag 2026-03-02, som går före. Sista dagen har passerat." },
	};

	for (guint i = 0; i < G_N_ELEMENTS(clocks); i++) {
		g_autoptr(Trial) trial = trial_new(&clocks[i].given);

		g_assert_no_error(trial->error);
		g_autofree char *text = clock_explain(&trial->clock);
		g_assert_cmpstr(text, ==, clocks[i].text);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/clock-words/refused", test_refused);
	g_test_add_func("/clock-words/laws", test_laws);
	g_test_add_func("/clock-words/stricter", test_stricter);
	g_test_add_func("/clock-words/words", test_words);
	return g_test_run();
}

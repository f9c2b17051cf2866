/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>
#include <time.h>

#include "core/form/reading.h"
#include "support/reading-tools.h"

/* What a table of cases asks of one member. */
typedef struct {
	const char *form, *part, *member;
	const char *value; /* of a field or choice; NULL: nothing was read */
} Case;

static void
check_case(const char *head, const Case *row)
{
	g_autofree char *form = g_strconcat(head, row->form, "\n", NULL);
	g_autoptr(ReadingFile) file = reading_tools_read("form.txt", form);
	const ReadingPart *part = reading_find_part(row->part);
	Reading *reading = file->documents->pdata[0];

	g_test_message("%s -> %s.%s", row->form, row->part, row->member);
	g_assert_cmpuint(file->documents->len, ==, 1);
	g_assert_cmpuint(reading_count(reading, part), ==, 1);
	g_assert_cmpstr(reading_tools_value(reading_get_record(reading, part, 0), row->member), ==,
		row->value);
}

#define INVESTIGATION                                                                              \
	"Lex Sarah-utredning\nRapporten inkom 2025-09-01\nUtredare Ada Exempel, kurator\n"

static void
test_investigation(void)
{
	static const Case cases[] = {
		{ "SoL LSS [x] [ ]", "investigation", "law", "SoL" },
		{ "SoL LSS [ ] [x]", "investigation", "law", "LSS" },
		{ "[x] SoL [ ] LSS", "investigation", "law", "SoL" },
		{ "Lagrum: LSS", "investigation", "law", "LSS" },
		{ "SoL LSS", "investigation", "law", NULL },
		{ "Skulle något liknande kunna inträffa igen? Ja Nej", "investigation", "can_recur",
			NULL },
		{ "Skulle något liknande kunna inträffa igen? Ja [x] Nej [ ]", "investigation",
			"can_recur", "yes" },
		{ "Skulle något liknande kunna inträffa igen? [ ] Ja [x] Nej", "investigation",
			"can_recur", "no" },
		{ "SoL LSS [x] [ ]\nSkulle något liknande kunna inträffa igen?\nNej.",
			"investigation", "can_recur", "no" },
		{ "Kan det hända igen?\nJa, om larmet inte byts.", "investigation", "can_recur_why",
			"om larmet inte byts." },
		{ "Kan det hända igen?\nJa, om larmet inte byts.", "investigation", "can_recur",
			"yes" },
		{ "Kan det hända igen?\nDet går inte att säga. Nej är för mycket.", "investigation",
			"can_recur", NULL },
		{ "Orsaksanalys\nPersonalen var ny.", "investigation", "causes.other",
			"Personalen var ny." },
		{ "Slutsats\nEn brist.\nÖvrigt\nTack till alla.", "investigation", "other",
			"En brist.\n\nTack till alla." },
		{ "Bakgrund\nEn rapport.\nVad har hänt?\nEtt fall.", "investigation", "what",
			"Ett fall." },
		{ "Bakomliggande orsaker\nUtbildning och kompetens\nTeknik och utrustning\nEtt larm.",
			"investigation", "causes.education", NULL },
		{ "Vidtagna åtgärder\tNär\tPlanerade åtgärder\nLås bytta\t3 sept\tRonder\n"
		  "Samtal\t4 sept\t",
			"investigation", "measures.taken", "Lås bytta\nSamtal" },
		{ "Vidtagna åtgärder\tNär\tPlanerade åtgärder\nLås bytta\t3 sept\tRonder\n"
		  "Samtal\t4 sept\t",
			"investigation", "measures.when", "3 sept\n4 sept" },
		{ "Vidtagna åtgärder\tNär\tPlanerade åtgärder\nLås bytta\t3 sept\tRonder\n"
		  "Samtal\t4 sept\t",
			"investigation", "measures.planned", "Ronder" },
		{ "Information om anmälan till IVO har skickats den 12 oktober 2025",
			"investigation", "information.ivo", "2025-10-12" },
		{ "Information om anmälan till IVO har skickats den ____", "investigation",
			"information.ivo", NULL },
		{ "Utredningen inledd 5 september", "investigation", "started", "2025-09-05" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		check_case(INVESTIGATION, &cases[i]);
}

/* An outcome is read where it is said, and nowhere else. */
static void
test_outcomes(void)
{
	static const struct {
		const char *words, *outcome;
	} cases[] = {
		{ "Det rapporterade utgjorde ett missförhållande", "misconduct" },
		{ "Det rapporterade utgjorde en påtaglig risk för missförhållande.",
			"tangible_risk_of_misconduct" },
		{ "Det rapporterade utgjorde ett allvarligt missförhållande (anmäls till IVO)*",
			"serious_misconduct" },
		{ "Det rapporterade utgjorde en påtaglig risk för allvarligt missförhållande",
			"tangible_risk_of_serious_misconduct" },
		/* the slip of the printed form */
		{ "Det rapporterade utgjorde inte ett missförhållande eller allvarlig risk för "
		  "missförhållande",
			"no_misconduct" },
		{ "Det rapporterade utgjorde inte ett missförhållande eller påtaglig risk för "
		  "missförhållande",
			"no_misconduct" },
		{ "att händelsen bedöms som ett missförhållande", "misconduct" },
		{ "Händelsen bedöms inte vara ett allvarligt missförhållande", NULL },
		{ "Ett missförhållande, men inte allvarligt", NULL },
		{ "Ett missförhållande eller en påtaglig risk för missförhållande", NULL },
		{ "Lämnas till nämnden", NULL },
		{ "Rutinen följdes inte. Händelsen utgör ett missförhållande.", "misconduct" },
		{ "Det är inte ett allvarligt missförhållande. Det är ett missförhållande.",
			"misconduct" },
		{ "Det kan inte uteslutas att det är ett missförhållande.", NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *said = g_strconcat("Förslag till beslut: ", cases[i].words, NULL);
		g_autofree char *below =
			g_strconcat("Förslag till beslut\n\n", cases[i].words, NULL);
		g_autofree char *decided = g_strconcat("Beslut: ", cases[i].words, NULL);
		const Case rows[] = {
			{ said, "decision", "proposal", cases[i].outcome },
			{ said, "decision", "outcome", NULL },
			{ decided, "decision", "outcome", cases[i].outcome },
			{ decided, "decision", "proposal", NULL },
		};
		const Case proposed = { below, "investigation", "proposal", cases[i].outcome };

		check_case(INVESTIGATION, &proposed);
		for (gsize r = 0; r < G_N_ELEMENTS(rows); r++)
			check_case("Beslut enligt delegation\nÄrende Nyckeln\nDnr SN 2025-12\n",
				&rows[r]);
	}
}

static void
test_bullets(void)
{
	static const Case cases[] = {
		{ "Förslag till beslut\n- Det rapporterade utgjorde en påtaglig risk för "
		  "missförhållande\n- Det rapporterade utgjorde ett missförhållande",
			"investigation", "proposal", NULL },
		{ "Förslag till beslut\n[ ] Det rapporterade utgjorde en påtaglig risk för "
		  "missförhållande\n[x] Det rapporterade utgjorde ett missförhållande",
			"investigation", "proposal", "misconduct" },
		{ "Förslag till beslut\n[x] Det rapporterade utgjorde en påtaglig risk för "
		  "missförhållande\n[x] Det rapporterade utgjorde ett missförhållande",
			"investigation", "proposal", NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		check_case(INVESTIGATION, &cases[i]);
}

#define DECISION "Beslut enligt delegation\nÄrende Nyckeln\n"

static void
test_signatures(void)
{
	static const Case cases[] = {
		{ "Datum 2025-11-03\nUnderskrift\nNamnförtydligande Ada Exempel\nBefattning Chef",
			"decision", "signer", "Ada Exempel" },
		{ "Beslut enligt ärendegrupp i delegationsordningen: 4.2\n2025-11-03\nDatum\n"
		  "Ada Exempel\nChef\nNamnförtydligande\nBefattning",
			"decision", "delegation_reference", "4.2" },
		{ "Beslut enligt ärendegrupp i delegationsordningen:2511 *R*\nDatum\n"
		  "UnderskriftAda Exempel\nAvdelningschef\n\nNamnförtydligande\n\nBefattning",
			"decision", "signer_title", "Avdelningschef" },
		{ "Beslut enligt ärendegrupp i delegationsordningen:2511 *R*\nDatum\n"
		  "UnderskriftAda Exempel\nAvdelningschef\n\nNamnförtydligande\n\nBefattning",
			"decision", "delegation_reference", NULL },
		{ "Beslut enligt ärendegrupp i delegationsordningen:251103\nDatum\n"
		  "UnderskriftAda Exempel\nAvdelningschef\n\nNamnförtydligande\n\nBefattning",
			"decision", "date", "2025-11-03" },
		{ "Underskrift\nEva Ny\nNamnförtydligande", "decision", "signer", "Eva Ny" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		check_case(DECISION, &cases[i]);
}

/* By columns, by labels, by lines: as many entries as there are. */
static void
test_log(void)
{
	static const struct {
		const char *log;
		guint entries;
		const char *second_date, *second_note, *second_signature, *second_kind;
	} cases[] = {
		{ "Datum\tAnteckning\tSign.\n250901\tSamtal\tAE\n250903\tBrev\tBE", 2, "2025-09-03",
			"Brev", "BE", NULL },
		{ "Datum\tAnteckning\tSign.\n250901\tSamtal\tAE\n\tmed chefen\t\n250903\tBrev\tBE",
			2, "2025-09-03", "Brev", "BE", NULL },
		{ "Datum\tKälla\tFakta/bedömning\tAnteckning\n250901\tChef\tFakta\tSamtal\n"
		  "3 sept\tBrukare\tBedömning\tOro",
			2, "2025-09-03", "Oro", NULL, "assessment" },
		{ "Datum: 2025-09-01\nAnteckning: Samtal\nSignatur: AE\nDatum: 2025-09-03\n"
		  "Anteckning: Brev\nSignatur: BE",
			2, "2025-09-03", "Brev", "BE", NULL },
		{ "Datum Anteckning Sign.\n250901 Samtal med chefen\nom larmet\n250903 Brev, bilaga 2",
			2, "2025-09-03", "Brev, bilaga 2", NULL, NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *form = g_strconcat(INVESTIGATION
			"Utredningen inledd 2025-09-01\nFortlöpande dokumentation\n",
			cases[i].log, "\n", NULL);
		g_autoptr(ReadingFile) file = reading_tools_read("form.txt", form);
		Reading *reading = file->documents->pdata[0];
		const ReadingPart *part = reading_find_part("log");

		g_test_message("%s", cases[i].log);
		g_assert_cmpuint(reading->log->len, ==, cases[i].entries);
		ReadingRecord second = reading_get_record(reading, part, 1);
		g_assert_cmpstr(reading_tools_value(second, "date"), ==, cases[i].second_date);
		g_assert_cmpstr(reading_tools_value(second, "note"), ==, cases[i].second_note);
		g_assert_cmpstr(
			reading_tools_value(second, "signature"), ==, cases[i].second_signature);
		g_assert_cmpstr(reading_tools_value(second, "kind"), ==, cases[i].second_kind);
	}
}

/* What belongs together is one dossier; what does not is another. */
static void
test_dossiers(void)
{
	static const char report[] = "Lex Sarah-rapport\nRapporten lämnas av\nNamn Ada Exempel\n"
				     "Titel Kurator\nVad har hänt?\nEn sak.\n";
	static const char investigation[] = INVESTIGATION "Vad har hänt?\nNågot.\n";
	static const char more[] = "Lex Sarah-utredning\nKonsekvenser:\nInga.\nÖvrigt:\nNej.\n";
	static const char bare[] = "Lex Sarah-utredning\n\nHej! Jag undrar hur det går med den.\n";
	const struct {
		const char *parts[5];
		guint dossiers, investigations;
	} cases[] = {
		{ { report, investigation }, 1, 1 },
		{ { investigation, report }, 1, 1 },
		{ { report, investigation, report, investigation }, 2, 2 },
		{ { investigation, investigation }, 2, 2 },
		{ { investigation, report, investigation }, 2, 2 },
		{ { report, investigation, more }, 1, 1 },
		{ { report, bare }, 1, 0 },
		{ { bare }, 1, 0 },
		{ { report, report }, 2, 0 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *form = g_strjoinv("\n", (char **) cases[i].parts);
		g_autoptr(ReadingFile) file = reading_tools_read("form.txt", form);
		guint investigations = 0;

		g_test_message("case %zu", i);
		for (guint d = 0; d < file->documents->len; d++)
			investigations +=
				((Reading *) file->documents->pdata[d])->investigation != NULL;
		g_assert_cmpuint(file->documents->len, ==, cases[i].dossiers);
		g_assert_cmpuint(investigations, ==, cases[i].investigations);
	}
}

/* Footers go; words of a mail stay, whatever they look like. */
static void
test_footers(void)
{
	static const char footer[] =
		"Socialförvaltningen\nProvgatan 5\nBox 100\n123 45 Exempelstad\n"
		"Växel 08-000 35 00\nwww.kommun.example\n";
	g_autofree char *form = g_strconcat(INVESTIGATION "Vad har hänt?\nNågot hände.\n\n", footer,
		"\f", "Vid nio kom bilen.\n\n", footer, NULL);
	g_autofree char *mail = g_strconcat("Hej! Något hände.\n\nAda Exempel\n", footer, NULL);
	g_autoptr(ReadingFile) stripped = reading_tools_read("form.txt", form);
	g_autoptr(ReadingFile) kept = reading_tools_read("mail.txt", mail);
	const Reading *reading = stripped->documents->pdata[0];
	const Reading *words = kept->documents->pdata[0];

	g_assert_cmpstr(
		reading->investigation->what.value, ==, "Något hände.\n\nVid nio kom bilen.");
	g_assert_nonnull(strstr(words->report.description.value, "Provgatan 5"));
	g_assert_nonnull(strstr(words->report.description.value, "Ada Exempel"));
}

static char *
repeat(const char *text, guint times)
{
	GString *out = g_string_new(NULL);

	while (times-- > 0)
		g_string_append(out, text);
	return g_string_free(out, FALSE);
}

/* Of the processor, for others may be at work here. */
static clock_t
time_sizes(const char *head, const char *more, guint times, const char *end)
{
	g_autofree char *again = repeat(more, times);
	g_autofree char *form = g_strconcat(head, again, "\n", end, NULL);
	clock_t start = clock();
	g_autoptr(ReadingFile) file = reading_tools_read("form.txt", form);

	g_assert_cmpuint(file->documents->len, >, 0);
	return clock() - start;
}

/* However often something stands there, its cost grows no faster. */
static void
test_sizes(void)
{
	static const struct {
		const char *head, *again, *end;
	} cases[] = {
		{ "", "Lex Sarah-utredning\n", "" },
		{ "", "Lex Sarah-rapport\nTitel y\nTelefon 08-000 35 84\n", "" },
		{ INVESTIGATION, "www.kommun.example\n", "" },
		{ INVESTIGATION "Fortlöpande dokumentation\n", "Datum\tAnteckning\n", "" },
		{ INVESTIGATION "Fortlöpande dokumentation\nDatum\tAnteckning\n2025-09-01\tx\n",
			"\tx\n", "" },
		{ INVESTIGATION "Vad har hänt?\n", "rapport inkom ", "" },
		{ DECISION "Beslut enligt ärendegrupp i delegationsordningen:\n", "a\n",
			"Datum\nUnderskrift\nDatum\nUnderskrift\nDatum\n" },
		{ DECISION, "Namnförtydligande\nBefattning\n", "" },
		{ INVESTIGATION "SoL LSS ", "[x] SoL ", "" },
	};

	/* There memory that grows is copied each time, which costs by its square. */
	if (strstr(g_getenv("LD_PRELOAD") ? g_getenv("LD_PRELOAD") : "", "valgrind")) {
		g_test_skip("valgrind's memory costs otherwise");
		return;
	}
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		clock_t once = time_sizes(cases[i].head, cases[i].again, 4000, cases[i].end);
		clock_t four = time_sizes(cases[i].head, cases[i].again, 16000, cases[i].end);

		g_test_message("%s", cases[i].again);
		/* Four times as much is read in four times the time, not in sixteen. */
		g_assert_cmpint(four, <, 9 * once + CLOCKS_PER_SEC / 2);
	}
}

/* A report whose heading nobody else uses is told by what it asks. */
static void
test_unnamed_report(void)
{
	static const char form[] =
		"Händelse i omsorgen\nNamn: Ada Exempel\nBefattning: Kurator\nTelefon: 08-465 004 03\nVad har hänt?\nEn sak.\n"
		"Lex Sarah-utredning\nUtredare: Bo Utredare\nUtredningen inledd: 2025-09-03\n";
	g_autoptr(ReadingFile) file = reading_tools_read("form.txt", form);
	const Reading *reading = file->documents->pdata[0];

	g_assert_cmpuint(file->documents->len, ==, 1);
	g_assert_cmpstr(reading->report.reporter.name.value, ==, "Ada Exempel");
	g_assert_cmpstr(reading->report.description.value, ==, "En sak.");
	g_assert_cmpstr(reading->investigation->started.value, ==, "2025-09-03");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/form-parts/investigation", test_investigation);
	g_test_add_func("/form-parts/outcomes", test_outcomes);
	g_test_add_func("/form-parts/bullets", test_bullets);
	g_test_add_func("/form-parts/signatures", test_signatures);
	g_test_add_func("/form-parts/log", test_log);
	g_test_add_func("/form-parts/dossiers", test_dossiers);
	g_test_add_func("/form-parts/footers", test_footers);
	g_test_add_func("/form-parts/unnamed-report", test_unnamed_report);
	g_test_add_func("/form-parts/sizes", test_sizes);
	return g_test_run();
}

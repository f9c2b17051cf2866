/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions and labels in words that no list of labels has, and what only looks
 * like them.
 */
#include <glib.h>

#include "core/form/reading.h"
#include "support/reading-tools.h"

/* What is read of one member of a form that goes on after its head. */
typedef struct {
	const char *form, *member;
	const char *value; /* NULL: nothing was read */
} Case;

static void
check(const char *part, const char *head, const Case *row)
{
	g_autofree char *form = g_strconcat(head, row->form, "\n", NULL);
	g_autoptr(ReadingFile) file = reading_tools_read("form.txt", form);
	Reading *reading = file->documents->pdata[0];

	g_test_message("%s -> %s", row->form, row->member);
	g_assert_cmpuint(file->documents->len, ==, 1);
	g_assert_cmpstr(reading_tools_value(reading_get_record(reading, reading_find_part(part), 0),
				row->member),
		==, row->value);
}

#define REPORT "Lex Sarah-rapport\nNamn: Ada Exempel\nTitel: Kurator\n"

static void
test_reports(void)
{
	static const Case cases[] = {
		{ "Beskriv så noga du kan vad som har hänt\nEtt fall.", "description",
			"Ett fall." },
		{ "Redogör för det inträffade missförhållandet:\nEtt fall.", "description",
			"Ett fall." },
		{ "Vad är det som har hänt?\nEtt fall.", "description", "Ett fall." },
		{ "Vad har inträffat (beskriv kort)?\nEtt fall.", "description", "Ett fall." },
		{ "Vad har hänt?\nEtt fall.\nPå vilket sätt påverkades den enskilde?\nHon blev rädd.",
			"consequences", "Hon blev rädd." },
		{ "Vad har hänt?\nEtt fall.\nBeskriv vilka konsekvenser händelsen fick eller\n"
		  "hade kunnat få för brukaren.\nEn bula.",
			"consequences", "En bula." },
		{ "Vad har hänt?\nEtt fall.\nBeskriv vilka konsekvenser händelsen fick eller\n"
		  "hade kunnat få för brukaren.\nEn bula.",
			"description", "Ett fall." },
		{ "Vad har hänt?\nEtt fall.\nVad har ni gjort med en gång?\nRingde.",
			"immediate_measures", "Ringde." },
		{ "Vad har hänt?\nEtt fall.\nAnge vilka åtgärder som satts in:\nRingde.",
			"immediate_measures", "Ringde." },
		{ "Vad har hänt?\nEtt fall.\nVilka åtgärder kan förhindra att det händer igen?\n"
		  "Ett räcke.",
			"immediate_measures", NULL },
		{ "Vad har hänt?\nEtt fall.\nHar de anhöriga informerats?\nJa, i går.",
			"description", "Ett fall." },
		{ "När hände det?\n2025-09-01", "occurred", "2025-09-01" },
		{ "Vilken dag upptäcktes händelsen?\n2 september 2025", "observed.date",
			"2025-09-02" },
		{ "Datum då bristen uppmärksammades: 2025-09-02", "observed.date", "2025-09-02" },
		{ "Datum då bristen uppmärksammades den 2 september 2025", "observed.date",
			"2025-09-02" },
		{ "Datum då bristen uppmärksammades 2 september 2025", "observed.date",
			"2025-09-02" },
		{ "Vid vilken enhet hände det?\nSolbacken", "unit", "Solbacken" },
		{ "Vilken arbetsplats tillhör du?\nSolbacken", "reporter.workplace", "Solbacken" },
		{ "Namnförtydligande (texta): Bo Ek", "signed.name", "Bo Ek" },
		{ "Telefon (dagtid) 08-465 004 02", "reporter.phone", "+46846500402" },
		{ "Enhet (namn)\nSolbacken", "unit", "Solbacken" },
		{ "Rapportörens tjänsteställe: Solbacken", "reporter.workplace", "Solbacken" },
		{ "Avdelning som detta gäller: Solbacken", "unit", "Solbacken" },
		{ "Tfn kvällstid 08-465 004 02", "reporter.phone", "+46846500402" },
		{ "Del 2: Vad har hänt?\nEtt fall.\nDel 3: Underskrift\nDatum: 2025-09-02\n"
		  "Namnförtydligande: Ada Exempel",
			"description", "Ett fall." },
		{ "Vad har hänt?\nEtt fall.\nB) Underskrift\nDatum: 2025-09-02", "signed.date",
			"2025-09-02" },
		{ "Vad har hänt?\nEtt fall.\n\nKonsekvenser för brukaren och hans familj\nRädsla.",
			"consequences", "Rädsla." },
		{ "3. Om händelsen\nVid vilken enhet hände det? Solbacken", "unit", "Solbacken" },

		/* Another's. */
		{ "Namn på närmaste chef: Bo Ek\nTelefon till närmaste chef: 08-465 004 03",
			"reporter.phone", NULL },
		{ "Arbetsplats hos uppdragsgivaren: Solbacken", "reporter.workplace", NULL },

		/* Words of an answer. */
		{ "Vad har hänt?\nEtt fall.\nVad som hade hänt om hon varit ensam vet vi inte.",
			"description",
			"Ett fall.\nVad som hade hänt om hon varit ensam vet vi inte." },
		{ "Vad har hänt?\nEtt fall.\nVilka åtgärder som togs då\nvar oklart.",
			"description", "Ett fall.\nVilka åtgärder som togs då\nvar oklart." },
		{ "Vad har hänt?\nEtt fall.\nHur påverkades hon? Det vet ingen.", "description",
			"Ett fall.\nHur påverkades hon? Det vet ingen." },
		{ "Vad har hänt?\nEtt fall.\nVar Bo var visste ingen.", "description",
			"Ett fall.\nVar Bo var visste ingen." },
		{ "Vad har hänt?\nEtt fall.\nHon bad om hjälp, var: nej.", "description",
			"Ett fall.\nHon bad om hjälp, var: nej." },
		{ "Vad har hänt?\nEtt fall.\nKonsekvenser av fallet är inte kända\nän.",
			"description", "Ett fall.\nKonsekvenser av fallet är inte kända\nän." },
		{ "Vad har hänt?\nEtt fall.\nA Ek kom till platsen.", "description",
			"Ett fall.\nA Ek kom till platsen." },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		check("report", REPORT, &cases[i]);
}

/* A few words and a colon on each line. */
static void
test_short_labels(void)
{
	static const char form[] =
		"Lex Sarah-rapport\nRapportör: Ada Exempel, kurator\nUpptäckt: 2025-09-02 kl. 14.10\n"
		"Var: Solbacken\nVad: Ett fall.\nHon låg kvar länge.\nFöljder: En bula.\n"
		"Åtgärder: Vi ringde.\n";
	static const Case cases[] = {
		{ "", "reporter.name", "Ada Exempel" },
		{ "", "reporter.title", "kurator" },
		{ "", "observed.date", "2025-09-02" },
		{ "", "observed.time", "14:10" },
		{ "", "unit", "Solbacken" },
		{ "", "description", "Ett fall.\nHon låg kvar länge." },
		{ "", "consequences", "En bula." },
		{ "", "immediate_measures", "Vi ringde." },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		check("report", form, &cases[i]);
}

#define INVESTIGATION                                                                              \
	"Lex Sarah-utredning\nRapporten inkom 2025-09-01\nUtredare Ada Exempel, kurator\n"

static void
test_investigations(void)
{
	static const Case cases[] = {
		{ "På vilket sätt uppmärksammades händelsen?\nVid en rond.", "how_noticed",
			"Vid en rond." },
		{ "Har något sådant förekommit tidigare?\nNej.", "happened_before", "Nej." },
		{ "Finns det risk att händelsen upprepas?\nJa, om larmet inte byts.", "can_recur",
			"yes" },
		{ "Bedöms risken att det upprepas vara stor?\nNej", "can_recur", "no" },
		{ "Skulle detta kunna hända igen?\nNej\nMotivera svaret:\nLarmet är bytt.",
			"can_recur_why", "Larmet är bytt." },
		{ "Vad berodde händelsen på?\nEtt trasigt larm.", "causes.other",
			"Ett trasigt larm." },
		{ "Vilka åtgärder har redan vidtagits?\nLarmet byttes.\n"
		  "Vilka åtgärder planeras framöver?\nRonder.",
			"measures.taken", "Larmet byttes." },
		{ "Vilka åtgärder har redan vidtagits?\nLarmet byttes.\n"
		  "Vilka åtgärder planeras framöver?\nRonder.",
			"measures.planned", "Ronder." },
		{ "Har det hänt förut?\nI maj.\nKan det tänkas ske igen? [ ] Ja [x] Nej",
			"can_recur", "no" },
		{ "Har det hänt förut?\nI maj.\nKan det tänkas ske igen? [ ] Ja [x] Nej",
			"happened_before", "I maj." },
		{ "Bakomliggande orsaker\nMiljö & organisation\nTrångt.", "causes.environment",
			"Trångt." },
		{ "Hur och när ska det följas upp?\nI maj.", "how_noticed", NULL },
		{ "Hur ska åtgärderna följas upp och när?\nI maj.", "follow_up", "I maj." },
		{ "Bakomliggande orsaker\nTeknik och utrustning\nEtt larm.\nAndra orsaker\n\nÅtgärder\n"
		  "Vidtagna åtgärder\nLarmet byttes.",
			"causes.other", NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		check("investigation", INVESTIGATION, &cases[i]);
}

#define DECISION "Beslut enligt delegation\nÄrende Nyckeln\nDnr SN 2025-12\n"

/* A row to sign on, under a question that is answered or not. */
static void
test_signatures(void)
{
	static const Case cases[] = {
		{ "Skäl för beslutet\nDet var fel.\n\n3 november 2025\tAda Exempel\tSocialchef\n"
		  "Beslutsdag\tBeslutsfattarens namn\tTitel",
			"signer", "Ada Exempel" },
		{ "Skäl för beslutet\nDet var fel.\n\n3 november 2025\tAda Exempel\tSocialchef\n"
		  "Beslutsdag\tBeslutsfattarens namn\tTitel",
			"background", "Det var fel." },
		{ "Skäl\n\n3 november 2025\tAda Exempel\nBeslutsdag\tBeslutsfattare", "background",
			NULL },
		{ "Skäl\nDet var fel.\n2025-11-03\nAda Exempel\nBeslutsdatum\nBeslutsfattare",
			"date", "2025-11-03" },
		{ "Beslutas enligt delegationsordningen punkt 7.3", "delegation_reference", "7.3" },
		/* Lines to sign on that are empty. */
		{ "Skäl\nVi ringde chefen.\nHon kom direkt.\nBeslutsfattare\nBefattning", "signer",
			NULL },
		{ "Skäl\nVi ringde chefen.\nHon kom direkt.\nBeslutsfattare\nBefattning",
			"background", "Vi ringde chefen.\nHon kom direkt." },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		check("decision", DECISION, &cases[i]);
}

/* Headings that nobody listed. */
static void
test_titles(void)
{
	static const struct {
		const char *title;
		gboolean form;
	} cases[] = {
		{ "Rapportera händelse enligt lex Sarah", TRUE },
		{ "Internrapport, lex Sarah", TRUE },
		{ "Rapporten om lex Sarah kommer här.", FALSE },
		{ "Rapport från mötet om hur arbetet med lex Sarah ska gå till i höst", FALSE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *form = g_strconcat(
			cases[i].title, "\n\nNamn: Ada Exempel\nTitel: Kurator\n", NULL);
		g_autoptr(ReadingFile) file = reading_tools_read("form.txt", form);

		g_test_message("%s", cases[i].title);
		g_assert_cmpint(
			((const Reading *) file->documents->pdata[0])->has_form, ==, cases[i].form);
	}
}

/* A log is known by the heads of its table, whatever stands above it. */
static void
test_log(void)
{
	static const struct {
		const char *table;
		guint entries;
	} cases[] = {
		{ "Arbetsblad\nDatum\tKälla\tAnteckning\n250901\tChefen\tSamtal\n250903\tAE\tBrev",
			2 },
		{ "Datum\tNotering\tSignatur\n250901\tSamtal\tAE", 1 },
		{ "Datum\tAnteckning\n250901\tSamtal", 0 },
		{ "Datum\tÅtgärd\tAnsvarig\n250901\tLås\tAE", 0 },
		{ "Datum och källa till varje anteckning ska framgå, med signatur.", 0 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *form = g_strconcat(
			INVESTIGATION "Slutsats\nEn brist.\n\n", cases[i].table, "\n", NULL);
		g_autoptr(ReadingFile) file = reading_tools_read("form.txt", form);
		const Reading *reading = file->documents->pdata[0];

		g_test_message("%s", cases[i].table);
		g_assert_cmpuint(reading->log->len, ==, cases[i].entries);
		if (cases[i].entries)
			g_assert_cmpstr(reading->investigation->other.value, ==, "En brist.");
	}
}

/* Two reports that end with a date: it numbers no page. */
static void
test_page_ends(void)
{
	static const char form[] =
		"Lex Sarah-rapport\nNamn: Ada Exempel\nTitel: Kurator\nVad har hänt?\nEtt fall.\n"
		"Underskriftsdatum:\n2025-09-02\n\f"
		"Lex Sarah-rapport\nNamn: Bo Ek\nTitel: Kurator\nVad har hänt?\nEtt till.\n"
		"Underskriftsdatum:\n2025-09-17\n";
	g_autoptr(ReadingFile) file = reading_tools_read("form.txt", form);

	g_assert_cmpuint(file->documents->len, ==, 2);
	for (guint i = 0; i < 2; i++)
		g_assert_cmpstr(
			((const Reading *) file->documents->pdata[i])->report.signature.date.value,
			==, i == 0 ? "2025-09-02" : "2025-09-17");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/form-questions/reports", test_reports);
	g_test_add_func("/form-questions/short-labels", test_short_labels);
	g_test_add_func("/form-questions/investigations", test_investigations);
	g_test_add_func("/form-questions/signatures", test_signatures);
	g_test_add_func("/form-questions/titles", test_titles);
	g_test_add_func("/form-questions/log", test_log);
	g_test_add_func("/form-questions/page-ends", test_page_ends);
	return g_test_run();
}

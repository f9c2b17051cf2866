/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/form/reading.h"
#include "support/reading-tools.h"

/*
 * How different municipalities and providers print the same. Each layout tells
 * the same event; what is read of it is the same.
 */
typedef struct {
	const char *name, *form;
	const char *missing; /* members that the layout does not ask for, a space after each */
} Layout;

typedef struct {
	const char *member, *value;
} Wanted;

static const Layout reports[] = {
	{ "columns",
		"RAPPORT enligt lex Sarah\n(x) om ett missförhållande\n"
		"Rapporten lämnas av\nNamn Ada Exempel\tTitel/ funktion Kurator\n"
		"Arbetsplats Solbacken\t\nTelefonnummer 070-000 11 22\tE-postadress "
		"ada@kommun.example\n"
		"Rapporten avser\nEnhetens/ avdelningens namn Hemtjänst Öst\n"
		"När har missförhållandet eller den påtagliga risken för ett missförhållande "
		"uppmärksammats?\nDatum 2025-10-06\tVeckodag måndag\tKlockslag 8.15\n"
		"Beskriv missförhållandet eller den påtagliga risken för ett missförhållande. Ett "
		"besök uteblev.\n"
		"Beskriv vilka konsekvenser missförhållandet har fått/kunde ha fått för den eller "
		"de personer som berörs. Ingen frukost.\n"
		"Beskriv vilka eventuella åtgärder som har vidtagits omedelbart. Ett nytt besök.\n"
		"Underskrift av rapportören\nDatum 2025-10-07\tNamnförtydligande Ada Exempel\n",
		"" },
	{ "labels on their own lines",
		"Lex Sarah - rapport om missförhållande\n\nVad rapporteras\nEtt missförhållande\n\n"
		"Vem rapporterar\nNamn:\n\nAda Exempel\n\nBefattning:\n\nKurator\n\nArbetsställe:\n\n"
		"Solbacken\n\nTfn:\n\n0700001122\n\nMejl:\n\nAda@kommun.example\n\n"
		"Berörd enhet:\n\nHemtjänst Öst\n\nNär upptäcktes händelsen?\nmåndagen den 6 oktober "
		"2025 kl. 08.15\n\nVad har hänt?\nEtt besök uteblev.\n\nVilka blev konsekvenserna?\n"
		"Ingen frukost.\n\nVad har gjorts?\nEtt nytt besök.\n\nOrt och datum:\n"
		"Exempelstad 2025-10-07\n\nUnderskrift:\nAda Exempel\n",
		"" },
	{ "values above their labels",
		"Rapportering enligt lex Sarah\n[x] Missförhållande [ ] Påtaglig risk\n"
		"Uppgiftslämnare\nAda Exempel\nNamn\nKurator\nYrkestitel\nSolbacken\nArbetsställe\n"
		"070-0001122\nMobil\nada@kommun.example\nE-post\n"
		"Berörd verksamhet\nHemtjänst Öst\nEnhet\n"
		"När uppmärksammades händelsen\n2025-10-06\nDatum\nmåndag\nVeckodag\n8:15\nTid\n"
		"Händelsebeskrivning\nEtt besök uteblev.\nKonsekvenser\nIngen frukost.\n"
		"Direkt åtgärd\nEtt nytt besök.\nUnderskrifter\n251007\nDatum\nAda Exempel\n"
		"Namnförtydligande\n",
		"" },
	{ "a table of heads and values",
		"Rapport om missförhållande\nRapporten gäller\n☒ Ett missförhållande\t☐ En påtaglig risk "
		"för ett missförhållande\n"
		"Uppgifter om rapportören\nNamn och befattning\tArbetsplats/enhet\tTelefon/e-post\n"
		"Ada Exempel, Kurator\tSolbacken\t070 000 11 22, ada@kommun.example\n\n"
		"Uppgifter om enheten\nVerksamhetens namn\tDatum och tid\tVeckodag\n"
		"Hemtjänst Öst\t6/10 2025 08.15\tmån\n\n"
		"Beskriv vad som har hänt\nEtt besök uteblev.\n"
		"Hur påverkades den enskilde\nIngen frukost.\nÅtgärder som har vidtagits\n"
		"Ett nytt besök.\n\nOrt, datum\tNamnförtydligande\nExempelstad, 7/10 2025\tAda "
		"Exempel\n",
		"" },
	{ "numbered questions",
		"Blankett för lex Sarah-rapport\n1. Jag rapporterar\n(x) ett missförhållande\n"
		"( ) en påtaglig risk för missförhållande\n2. Ditt namn: Ada Exempel\n"
		"3. Din befattning: Kurator\n4. Din arbetsplats: Solbacken\n5. Nås på telefon: "
		"+46 70 000 11 22\n6. E-mail: ada@kommun.example\n7. Enhet där händelsen inträffade: "
		"Hemtjänst Öst\n8. När fick du kännedom om händelsen?\nMåndag 2025-10-06, kl 8.15\n"
		"9. Berätta vad som har hänt\nEtt besök uteblev.\n10. Beskriv konsekvenserna för den "
		"enskilde\nIngen frukost.\n11. Beskriv vilka omedelbara åtgärder som har vidtagits\n"
		"Ett nytt besök.\n12. Rapportdatum: 7 oktober 2025\nSignatur: Ada Exempel\n",
		"" },
	{ "a signature under its values, and nothing but labels above the account",
		"Rapport enligt lex Sarah\nNamn\tAda Exempel\nBefattning\tKurator\nArbetsplats\tSolbacken\n"
		"Telefon\t0700001122\nE-post\tada@kommun.example\nEnhet\tHemtjänst Öst\n\n"
		"☐ Äldreomsorg\n☒ Funktionsnedsättning\n\n"
		"Datum\t2025-10-06\nVeckodag\tmåndag\nTid\t8.15\n\n"
		"Händelseförlopp\nEtt besök uteblev.\n\nKonsekvenser\nIngen frukost.\n\n"
		"Omedelbara åtgärder\nEtt nytt besök.\n\n2025-10-07\tAda Exempel\n"
		"Datum\tUnderskrift och namnförtydligande\n",
		"type " },
	{ "glued",
		"Till lex Sarah-ansvarigDnrRAPPORT enligt lex Sarah\n"
		"Rapporten lämnas avNamnAda ExempelTitel/ funktionKurator\nArbetsplatsSolbacken\n"
		"Telefonnummer070-000 11 22\nE-postadress: ada@kommun.example\n"
		"Enhetens/ avdelningens namnHemtjänst Öst\n"
		"När uppmärksammades missförhållandet?\nDatum2025-10-06\nVeckodagMåndag\n"
		"Klockslag8.15\nBeskriv missförhållandet:\nEtt besök uteblev.\n"
		"Beskriv konsekvenserna:\nIngen frukost.\nOmedelbara åtgärder:\nEtt nytt besök.\n"
		"Underskrift av rapportören\nDatum2025-10-07\nNamnförtydligandeAda Exempel\n",
		"type " },
};

static const Wanted report_values[] = {
	{ "type", "misconduct" },
	{ "reporter.name", "Ada Exempel" },
	{ "reporter.title", "Kurator" },
	{ "reporter.workplace", "Solbacken" },
	{ "reporter.phone", "+46700001122" },
	{ "reporter.email", "ada@kommun.example" },
	{ "unit", "Hemtjänst Öst" },
	{ "observed.date", "2025-10-06" },
	{ "observed.weekday", "måndag" },
	{ "observed.time", "08:15" },
	{ "description", "Ett besök uteblev." },
	{ "consequences", "Ingen frukost." },
	{ "immediate_measures", "Ett nytt besök." },
	{ "signed.date", "2025-10-07" },
	{ "signed.name", "Ada Exempel" },
};

static const Layout investigations[] = {
	{ "columns",
		"Lex Sarah-utredning\nUppgifter om rapporten och påbörjad utredning\n"
		"Rapporten inkom (datum) 2025-10-07\tRapportens diarienummer SN 2025-0088-1.3\n"
		"Utredningen inledd (datum) 2025-10-09\tSoL LSS ☒ ☐\n"
		"Utredare (namn, befattning) Bo Prov, utredare\tNämnd som utreder rapporten "
		"Socialnämnden\n"
		"Vad har det rapporterade missförhållandet eller risken för missförhållande bestått i?\n"
		"Ett besök uteblev.\n"
		"Har missförhållandet eller risken för missförhållande inträffat tidigare? I så fall, "
		"varför har det inträffat igen?\nNej.\n"
		"Skulle något liknande kunna inträffa igen? Ja ☒ Nej ☐\nFörklara varför? Listan är lång.\n"
		"Utredning av bakomliggande orsaker\nProcesser, rutiner och riktlinjer\nIngen rutin.\n"
		"Andra bakomliggande orsaker\n"
		"Vilka åtgärder har vidtagits för att undanröja eller avhjälpa missförhållandet eller "
		"risken för missförhållande?\nRutin skriven.\nNär vidtogs åtgärderna?\nI oktober.\n"
		"Behov av ytterligare uppföljning, utvärdering och kontroll\nI mars.\n"
		"Förslag till beslut\n☐ Det rapporterade utgjorde en påtaglig risk för missförhållande\n"
		"☒ Det rapporterade utgjorde ett missförhållande\n",
		"" },
	{ "headings",
		"Utredning enligt lex Sarah\nDnr: SN 2025-0088\nRapporten kom in: 2025-10-07\n"
		"Utredningen påbörjades: 2025-10-09\nUtredare: Bo Prov, utredare\nAnsvarig nämnd: "
		"Socialnämnden\nLagrum: SoL\n\nHändelseförlopp\nEtt besök uteblev.\n\n"
		"Tidigare liknande händelser\nNej.\n\nRisk för upprepning\nJa.\nMotivering:\n"
		"Listan är lång.\n\nBakomliggande orsaker\nRutiner och riktlinjer:\nIngen rutin.\n\n"
		"Genomförda åtgärder\nRutin skriven.\nTidpunkt för åtgärderna: I oktober.\n\n"
		"Uppföljning\nI mars.\n\nUtredarens förslag\nHändelsen bedöms utgöra ett "
		"missförhållande.\n",
		"" },
	{ "a table of heads and values",
		"Utredning av missförhållande\nÄrendeuppgifter\n"
		"Ärendenummer\tRapport inkom\tUtredning inledd\tLagstiftning\n"
		"SN 2025/0088\t2025-10-07\t2025-10-09\tSoL\n\n"
		"Utredning av\tAnsvarig utredare\tNämnd\n\tBo Prov, utredare\tSocialnämnden\n\n"
		"Beskrivning av händelsen\nEtt besök uteblev.\nHar det hänt tidigare?\nNej.\n"
		"Kan något liknande inträffa igen?\n[x] Ja\n[ ] Nej\nVarför?\nListan är lång.\n"
		"Orsaksanalys\nProcedurer, rutiner och riktlinjer\nIngen rutin.\n"
		"Uppgifter om åtgärder\nVidtagna åtgärder\tNär\nRutin skriven.\tI oktober.\n\n"
		"Behov av uppföljning\nI mars.\nFörslag till bedömning\nEtt missförhållande\n",
		"" },
	{ "numbered questions",
		"Utredning lex Sarah\n1. Ärendets diarienummer: SN 2025-0088\n2. Rapporten mottogs: "
		"7/10 2025\n3. Utredningen startade: 9/10 2025\n4. Utredd av: Bo Prov, utredare\n"
		"5. Utredande nämnd: Socialnämnden\n6. Aktuellt lagrum: Socialtjänstlagen\n"
		"7. Vad har hänt?\nEtt besök uteblev.\n8. Har liknande händelser inträffat tidigare?\n"
		"Nej.\n9. Kan det hända igen?\nJa. Listan är lång.\n10. Orsaksanalys\nRutiner och "
		"riktlinjer\nIngen rutin.\n11. Åtgärder som har vidtagits\nRutin skriven.\n"
		"12. När vidtogs åtgärden?\nI oktober.\n13. Hur ska åtgärderna följas upp?\nI mars.\n"
		"14. Utredarens förslag till beslut\nAtt det rapporterade bedöms som ett "
		"missförhållande.\n",
		"" },
	{ "labels on their own lines",
		"Utredningsrapport lex Sarah\n\nDiarienummer\n\nSN 2025-0088\n\nInkommen\n\n2025-10-07\n\n"
		"Utredning påbörjad\n\n2025-10-09\n\nUtredningsansvarig\n\nBo Prov, utredare\n\nNämnd\n\n"
		"Socialnämnden\n\n☒ SoL\n☐ LSS\n\nSammanfattning av händelsen\n\nEtt besök uteblev.\n\n"
		"Liknande händelser tidigare\n\nNej.\n\nKan händelsen inträffa igen\n\n☒ Ja ☐ Nej\n\n"
		"Förklaring\n\nListan är lång.\n\nAnalys av bakomliggande orsaker\n\n"
		"Processer, rutiner och riktlinjer\n\nIngen rutin.\n\nVilka åtgärder har vidtagits\n\n"
		"Rutin skriven.\n\nTidpunkt för åtgärd\n\nI oktober.\n\nUppföljning och utvärdering\n\n"
		"I mars.\n\nFörslag till ställningstagande\n\nMissförhållande\n",
		"" },
	{ "glued",
		"Lex Sarah-utredning\nRapporten inkom2025-10-07\nRapportens diarienummerSN 2025-0088\n"
		"Utredningen inledd2025-10-09\nUtredareBo Prov, utredare\nNämnd som utreder "
		"rapportenSocialnämnden\nSoL ☒ LSS ☐\nVad hände?Ett besök uteblev.\n"
		"Har det hänt tidigare?Nej.\nKan det hända igen?Ja\nMotivera varför?Listan är lång.\n"
		"Bakomliggande orsaker\nRutiner och riktlinjer\nIngen rutin.\n"
		"Vidtagna åtgärder:Rutin skriven.\nNär vidtogs åtgärderna?I oktober.\n"
		"Behov av uppföljning:I mars.\nFörslag till beslut:Det rapporterade utgjorde ett "
		"missförhållande.\n",
		"" },
};

static const Wanted investigation_values[] = {
	{ "received", "2025-10-07" },
	{ "dnr", "SN 2025-0088" },
	{ "started", "2025-10-09" },
	{ "law", "SoL" },
	{ "investigator.name", "Bo Prov" },
	{ "investigator.title", "utredare" },
	{ "committee", "Socialnämnden" },
	{ "what", "Ett besök uteblev." },
	{ "happened_before", "Nej." },
	{ "can_recur", "yes" },
	{ "can_recur_why", "Listan är lång." },
	{ "causes.processes", "Ingen rutin." },
	{ "causes.other", NULL },
	{ "measures.taken", "Rutin skriven." },
	{ "measures.when", "I oktober." },
	{ "follow_up", "I mars." },
	{ "proposal", "misconduct" },
};

/* Returns how many members were not read as wanted. */
static guint
count_missed(const Layout *layout, const char *part_name, const Wanted *wanted, gsize n)
{
	g_autoptr(ReadingFile) file = reading_tools_read("form.txt", layout->form);
	const ReadingPart *part = reading_find_part(part_name);
	Reading *reading = file->documents->pdata[0];
	guint missed = 0;

	g_assert_cmpuint(file->documents->len, ==, 1);
	g_assert_cmpuint(reading_count(reading, part), ==, 1);
	for (gsize i = 0; i < n; i++) {
		const char *got =
			reading_tools_value(reading_get_record(reading, part, 0), wanted[i].member);
		g_autofree char *name = g_strconcat(wanted[i].member, " ", NULL);

		if (strstr(layout->missing, name) || g_strcmp0(got, wanted[i].value) == 0)
			continue;
		g_test_message("%s: %s is \"%s\", not \"%s\"", layout->name, wanted[i].member, got,
			wanted[i].value);
		missed++;
	}
	return missed;
}

static void
test_reports(void)
{
	guint missed = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(reports); i++)
		missed += count_missed(
			&reports[i], "report", report_values, G_N_ELEMENTS(report_values));
	g_assert_cmpuint(missed, ==, 0);
}

static void
test_investigations(void)
{
	guint missed = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(investigations); i++)
		missed += count_missed(&investigations[i], "investigation", investigation_values,
			G_N_ELEMENTS(investigation_values));
	g_assert_cmpuint(missed, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/form-layouts/reports", test_reports);
	g_test_add_func("/form-layouts/investigations", test_investigations);
	return g_test_run();
}

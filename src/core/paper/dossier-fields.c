/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The places of the forms, in their order. A new one is a row here.
 */
#include <string.h>

#include "core/paper/dossier-private.h"

static const DossierChoice types[] = {
	{ "misconduct", "ett missförhållande" },
	{ "tangible_risk", "en påtaglig risk för ett missförhållande" },
	{ NULL, NULL },
};

static const DossierChoice areas[] = {
	{ "aldreomsorg", "Äldreomsorg" },
	{ "funktionsnedsattning", "Funktionsnedsättning" },
	{ "socialpsykiatri", "Socialpsykiatri" },
	{ "vuxen_missbruk", "Vuxen/missbruk" },
	{ "barn_ungdom", "Barn och ungdom" },
	{ "ekonomiskt_bistand", "Ekonomiskt bistånd" },
	{ "jobbtorg", "Jobbtorg" },
	{ "kvinnojour", "Kvinnojoursverksamhet, härbärgen m.fl." },
	{ NULL, NULL },
};

static const DossierChoice laws[] = {
	{ "SoL", "SoL" },
	{ "LSS", "LSS" },
	{ NULL, NULL },
};

static const DossierChoice answers[] = {
	{ "yes", "Ja" },
	{ "no", "Nej" },
	{ NULL, NULL },
};

static const DossierChoice outcomes[] = {
	{ "tangible_risk_of_misconduct", "påtaglig risk för missförhållande" },
	{ "misconduct", "missförhållande" },
	{ "tangible_risk_of_serious_misconduct",
		"påtaglig risk för allvarligt missförhållande (anmäls till IVO)" },
	{ "serious_misconduct", "allvarligt missförhållande (anmäls till IVO)" },
	{ "no_misconduct", "varken missförhållande eller påtaglig risk för missförhållande" },
	{ NULL, NULL },
};

#define HEADING(text)                                                                              \
	{                                                                                          \
		.kind = PAPER_HEADING, .label = text                                               \
	}
#define CELL(text, name)                                                                           \
	{                                                                                          \
		.kind = PAPER_CELL, .label = text, .member = name                                  \
	}
#define REPORTER(text, name)                                                                       \
	{                                                                                          \
		.kind = PAPER_CELL, .label = text, .member = name, .of_reporter = TRUE             \
	}
#define ANSWER(text, name)                                                                         \
	{                                                                                          \
		.kind = PAPER_ANSWER, .label = text, .member = name                                \
	}
#define BOXES(text, name, of)                                                                      \
	{                                                                                          \
		.kind = PAPER_BOXES, .label = text, .member = name, .choices = of                  \
	}

static const DossierField report_fields[] = {
	CELL("Diarienummer", "dnr"),
	CELL("Ankomststämpel", "stamped"),
	BOXES("Rapporten gäller", "type", types),
	HEADING("Rapporten lämnas av"),
	REPORTER("Namn", "reporter.name"),
	REPORTER("Titel/funktion", "reporter.title"),
	REPORTER("Arbetsplats", "reporter.workplace"),
	REPORTER("Telefonnummer", "reporter.phone"),
	REPORTER("E-postadress", "reporter.email"),
	HEADING("Rapporten avser"),
	CELL("Enhetens/avdelningens namn", "unit"),
	CELL("Lagrum", "cited_law"),
	BOXES("Verksamhetsområde där missförhållandet har uppmärksammats", "areas", areas),
	ANSWER("Förtydligande av verksamheten", "area_detail"),
	HEADING("När missförhållandet eller risken har uppmärksammats"),
	CELL("Datum", "observed.date"),
	CELL("Veckodag", "observed.weekday"),
	CELL("Klockslag", "observed.time"),
	CELL("Inträffade", "occurred"),
	HEADING("Vad som har hänt"),
	ANSWER("Missförhållandet eller den påtagliga risken för ett missförhållande",
		"description"),
	ANSWER("Konsekvenser för den eller de personer som berörs", "consequences"),
	ANSWER("Åtgärder som har vidtagits omedelbart", "immediate_measures"),
	HEADING("Underskrift av den som rapporterat"),
	CELL("Datum", "signed.date"),
	REPORTER("Namnförtydligande", "signed.name"),
	HEADING("Nämndens anteckningar på rapporten"),
	ANSWER("Övriga upplysningar", "other_information"),
	CELL("Ställningstagande att inte inleda utredning, datum", "not_opened.date"),
	CELL("Ställningstagande att inte inleda utredning, namn", "not_opened.signer"),
};

static const DossierField investigation_fields[] = {
	HEADING("Uppgifter om rapporten och påbörjad utredning"),
	CELL("Rapporten inkom", "received"),
	CELL("Rapportens diarienummer", "dnr"),
	CELL("Utredningen inledd", "started"),
	BOXES("Lag", "law", laws),
	CELL("Utredare", "investigator.name"),
	CELL("Befattning", "investigator.title"),
	ANSWER("Nämnd som utreder rapporten", "committee"),
	HEADING("Uppgifter om det rapporterade"),
	ANSWER("När och hur missförhållandet eller risken uppmärksammades", "how_noticed"),
	CELL("Händelsen inträffade", "occurred"),
	ANSWER("Vad missförhållandet eller risken har bestått i", "what"),
	ANSWER("Konsekvenser som händelsen fick eller kunde ha fått för den enskilde",
		"consequences"),
	ANSWER("Om det har inträffat tidigare, och i så fall varför igen", "happened_before"),
	BOXES("Skulle något liknande kunna inträffa igen?", "can_recur", answers),
	ANSWER("Varför", "can_recur_why"),
	HEADING("Bakomliggande orsaker"),
	ANSWER("Kommunikation och information", "causes.communication"),
	ANSWER("Utbildning och kompetens", "causes.education"),
	ANSWER("Processer, rutiner och riktlinjer", "causes.processes"),
	ANSWER("Omgivning och organisation", "causes.environment"),
	ANSWER("Teknik, utrustning och apparatur", "causes.technology"),
	ANSWER("Andra bakomliggande orsaker", "causes.other"),
	HEADING("Åtgärder"),
	ANSWER("Åtgärder för att undanröja eller avhjälpa", "measures.taken"),
	ANSWER("När åtgärderna vidtogs", "measures.when"),
	ANSWER("Åtgärder för att förhindra att något liknande uppkommer", "measures.planned"),
	HEADING("Uppföljning och övrigt"),
	ANSWER("Behov av ytterligare uppföljning, utvärdering och kontroll", "follow_up"),
	ANSWER("Övrigt som har framkommit i utredningen", "other"),
	HEADING("Utredarens förslag till beslut"),
	BOXES("Det rapporterade utgjorde", "proposal", outcomes),
	HEADING("Information till beställande nämnd, enligt utredningen"),
	CELL("Information om rapporten skickad", "information.report"),
	CELL("Information om anmälan till IVO skickad", "information.ivo"),
	CELL("Kopia på utredningen bifogad", "information.copy_attached"),
	CELL("Kopia på avslutad utredning skickad", "information.copy_final"),
};

static const DossierField decision_fields[] = {
	CELL("Ärende", "matter"),
	CELL("Diarienummer", "dnr"),
	ANSWER("Bakgrund, förslag till beslut och beslut", "background"),
	BOXES("Förslag: det rapporterade utgjorde", "proposal", outcomes),
	BOXES("Beslut: det rapporterade utgjorde", "outcome", outcomes),
	CELL("Punkt i delegationsordningen", "delegation_reference"),
	CELL("Datum", "date"),
	CELL("Underskrift", "signer"),
	CELL("Befattning", "signer_title"),
};

static const struct {
	const char *part;
	const DossierField *fields;
	guint n;
} parts[] = {
	{ "report", report_fields, G_N_ELEMENTS(report_fields) },
	{ "investigation", investigation_fields, G_N_ELEMENTS(investigation_fields) },
	{ "decision", decision_fields, G_N_ELEMENTS(decision_fields) },
};

const DossierField *
dossier_fields(const char *part, guint *ret_count)
{
	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		if (strcmp(parts[i].part, part) == 0) {
			*ret_count = parts[i].n;
			return parts[i].fields;
		}
	}
	return NULL;
}

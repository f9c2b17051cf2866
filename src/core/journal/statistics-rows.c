/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables of a year: their rows with codes and Swedish words. A new row is a
 * line here; nothing is counted in this file.
 */
#include <string.h>

#include "core/journal/statistics.h"

static const StatisticsRow months[] = {
	{ "01", "januari" },
	{ "02", "februari" },
	{ "03", "mars" },
	{ "04", "april" },
	{ "05", "maj" },
	{ "06", "juni" },
	{ "07", "juli" },
	{ "08", "augusti" },
	{ "09", "september" },
	{ "10", "oktober" },
	{ "11", "november" },
	{ "12", "december" },
};

static const StatisticsRow quarters[] = {
	{ "Q1", "januari till mars" },
	{ "Q2", "april till juni" },
	{ "Q3", "juli till september" },
	{ "Q4", "oktober till december" },
};

static const StatisticsRow areas[] = {
	{ "aldreomsorg", "Äldreomsorg" },
	{ "funktionsnedsattning", "Funktionsnedsättning" },
	{ "socialpsykiatri", "Socialpsykiatri" },
	{ "vuxen_missbruk", "Vuxna och missbruk" },
	{ "barn_ungdom", "Barn och ungdom" },
	{ "ekonomiskt_bistand", "Ekonomiskt bistånd" },
	{ "jobbtorg", "Jobbtorg" },
	{ "kvinnojour", "Kvinnojour, härbärgen m.fl." },
	{ "unknown", "Framgår inte" },
};

/* In the order of LAW_SOL, LAW_LSS, LAW_BOTH; none of them is the last. */
static const StatisticsRow laws[] = {
	{ "SoL", "Socialtjänstlagen (SoL)" },
	{ "LSS", "LSS" },
	{ "SoL,LSS", "Båda lagarna" },
	{ "unknown", "Framgår inte" },
};

static const StatisticsRow outcomes[] = {
	[END_NO_MISCONDUCT] = { "no_misconduct", "Varken missförhållande eller påtaglig risk" },
	[END_TANGIBLE_RISK] = { "tangible_risk_of_misconduct",
		"Påtaglig risk för ett missförhållande" },
	[END_MISCONDUCT] = { "misconduct", "Missförhållande" },
	[END_TANGIBLE_RISK_SERIOUS] = { "tangible_risk_of_serious_misconduct",
		"Påtaglig risk för ett allvarligt missförhållande" },
	[END_SERIOUS] = { "serious_misconduct", "Allvarligt missförhållande" },
	[END_DECLINED] = { "declined", "Utredning inleddes inte" },
	[END_JOINED] = { "joined", "Utreds i ett annat ärende" },
	[END_OPEN] = { "open", "Ännu inte beslutad" },
};

static const StatisticsRow causes[] = {
	{ "communication", "Kommunikation och information" },
	{ "education", "Utbildning och kompetens" },
	{ "processes", "Processer, rutiner och riktlinjer" },
	{ "environment", "Omgivning och organisation" },
	{ "technology", "Teknik, utrustning och apparatur" },
	{ "other", "Andra bakomliggande orsaker" },
	{ "unknown", "Ingen orsak angiven" },
};

#define ROWS(array) .rows = (array), .n_rows = G_N_ELEMENTS(array)

static const StatisticsTableInfo tables[STATISTICS_TABLE_COUNT] = {
	[STATISTICS_MONTH] = { .name = "month",
		.title = "När rapporterna kom in",
		.about = "Rapporter efter den månad då de kom in till nämnden.",
		.heading = "Månad",
		ROWS(months) },
	[STATISTICS_QUARTER] = { .name = "quarter",
		.title = "När rapporterna kom in",
		.about = "Rapporter efter det kvartal då de kom in. För månader är de för få.",
		.heading = "Kvartal",
		ROWS(quarters) },
	[STATISTICS_AREA] = { .name = "area",
		.title = "Verksamhetsområde",
		.about = "Det område som rapporten anger. En rapport kan gälla flera.",
		.heading = "Område",
		.overlapping = TRUE,
		ROWS(areas) },
	[STATISTICS_LAW] = { .name = "law",
		.title = "Lag",
		.about = "Den lag som ärendet handläggs enligt.",
		.heading = "Lag",
		ROWS(laws) },
	[STATISTICS_OUTCOME] = { .name = "outcome",
		.title = "Beslut",
		.about = "Vad rapporterna har lett till hittills.",
		.heading = "Beslut",
		ROWS(outcomes) },
	[STATISTICS_CAUSE] = { .name = "cause",
		.title = "Bakomliggande orsaker",
		.about = "De orsaker som utredningen anger. En utredning kan ange flera.",
		.heading = "Orsak",
		.overlapping = TRUE,
		ROWS(causes) },
};

static const StatisticsRow days[DAYS_COUNT] = {
	[DAYS_TO_START] = { "start", "Till att utredningen inleddes" },
	[DAYS_TO_DECISION] = { "decision", "Till beslut" },
	[DAYS_TO_IVO] = { "ivo", "Till anmälan till IVO" },
};

static const StatisticsRow late[CLOCK_CLASS_COUNT] = {
	[CLOCK_STATUTORY] = { "statutory", "En tid som lagen anger i tal" },
	[CLOCK_PROMPTNESS] = { "promptness",
		"Lokalt mål för det som ska göras genast eller snarast" },
	[CLOCK_POLICY] = { "policy", "En tid i lokal rutin" },
};

const char *const statistics_notes[] = {
	"En rapport räknas till det år då den kom in. Rapporter som utreds i samma ärende räknas var "
	"för sig som rapporter och tillsammans som ett ärende.",
	"Det som inte var en rapport enligt lex Sarah ingår inte. Rapporter som har överlämnats till en "
	"annan nämnd räknas bara där.",
	"Område, lag och orsaker är vad rapporter och utredningar anger; det som saknas eller inte kunde "
	"läsas står som Framgår inte.",
	"Tal under fem visas inte, för att ingen ska kunna kännas igen. Där ett sådant tal ändå hade "
	"kunnat räknas ut visas inte heller ett större tal eller hela tabellen. Inga betyder noll.",
	"Dagar är kalenderdagar från den dag då rapporten kom in. Hälften av ärendena tog högst så lång "
	"tid som medianen; hälften tog en tid inom mittenspannet. Medianen visas från fem ärenden och "
	"mittenspannet från tio.",
	"Bara tider som lagen anger i tal är lagens egna gränser. Övriga är mål som nämnden själv har "
	"satt, för det som lagen vill ha gjort genast eller snarast och för lokala rutiner.",
	NULL,
};

const char *
statistics_withheld_text(void)
{
	return "Visas inte: rapporterna är så få att tal under fem hade kunnat räknas ut.";
}

const StatisticsTableInfo *
statistics_table_info(StatisticsTableKind kind)
{
	return &tables[kind];
}

const StatisticsRow *
statistics_days_info(StatisticsDaysKind kind)
{
	return &days[kind];
}

const StatisticsRow *
statistics_late_info(ClockClass class_)
{
	return &late[class_];
}

guint
statistics_bit(StatisticsTableKind kind, const char *code)
{
	const StatisticsTableInfo *info = &tables[kind];

	g_assert(info->overlapping);
	for (guint i = 0; code && i + 1 < info->n_rows; i++)
		if (strcmp(info->rows[i].code, code) == 0)
			return 1u << i;
	return 0;
}

StatisticsEnd
statistics_end_of(CaseState state, const char *outcome)
{
	static const StatisticsEnd ends[CASE_STATE_COUNT] = {
		[CASE_RECEIVED] = END_OPEN,
		[CASE_ASSESSING] = END_OPEN,
		[CASE_INVESTIGATING] = END_OPEN,
		[CASE_PROPOSED] = END_OPEN,
		/* these have an outcome, which says it; what lacks one is not decided */
		[CASE_DECIDED] = END_NO_MISCONDUCT,
		[CASE_FOLLOW_UP] = END_NO_MISCONDUCT,
		[CASE_CLOSED] = END_NO_MISCONDUCT,
		[CASE_DECLINED] = END_DECLINED,
		[CASE_JOINED] = END_JOINED,
		[CASE_TRANSFERRED] = END_TRANSFERRED,
		[CASE_NOT_REPORT] = END_NOT_REPORT,
	};

	if (ends[state] != END_NO_MISCONDUCT)
		return ends[state];
	for (guint i = END_NO_MISCONDUCT; outcome && i <= END_SERIOUS; i++)
		if (strcmp(outcomes[i].code, outcome) == 0)
			return (StatisticsEnd) i;
	return END_OPEN;
}

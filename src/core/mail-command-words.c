/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The commands that can be given by mail: how each is written, what it can say, and the
 * words that people begin it with. Data only; a new command is a form and its heads.
 */
#include "core/mail-command-private.h"

#define V(value) LIFE_BIT(LIFE_##value)
#define HERE(value)                                                                                \
	{                                                                                          \
		LIFE_##value, MAIL_SLOT_HERE | MAIL_SLOT_NAMED                                     \
	}
#define NAMED(value)                                                                               \
	{                                                                                          \
		LIFE_##value, MAIL_SLOT_NAMED                                                      \
	}
#define EARLY(value)                                                                               \
	{                                                                                          \
		LIFE_##value, MAIL_SLOT_EARLY | MAIL_SLOT_NAMED                                    \
	}
#define REASON                                                                                     \
	{                                                                                          \
		LIFE_REASON, MAIL_SLOT_NAMED | MAIL_SLOT_FREE                                      \
	}
#define TEXT                                                                                       \
	{                                                                                          \
		LIFE_TEXT, MAIL_SLOT_FREE                                                          \
	}
#define ONE(name, settled) .group = name, .settles = (settled)

static const MailForm forms[MAIL_SAYS_COUNT] = {
	[MAIL_SAYS_TAKE] = { { "jag tar ärendet", "I take the case" },
		{ "jag tar ärendet", "I take the case" }, { { 0 } },
		ONE("investigator", V(INVESTIGATOR)) },
	[LIFE_ASSIGN] = { { "tilldela", "assign" },
		{ "tilldela: namn@kommun.example", "assign: name@kommun.example" },
		{ HERE(INVESTIGATOR), { LIFE_REASON, MAIL_SLOT_NAMED } },
		ONE("investigator", V(INVESTIGATOR)) },
	[LIFE_ASSESS] = { { "utred", "investigate" },
		{ "utred, eftersom …", "investigate, because …" }, { REASON },
		ONE("assessment", 0) },
	[LIFE_DECLINE] = { { "avstå från utredning", "decline" },
		{ "avstå från utredning, eftersom …", "decline, because …" }, { REASON },
		ONE("assessment", 0) },
	[LIFE_PROTECT] = { { "skydd gjort", "protection done" },
		{ "skydd: gjort i dag, …", "protection: done today, …" },
		{ HERE(WHEN), NAMED(BY), TEXT }, ONE("protection", 0) },
	[LIFE_PROTECTION_NOT_NEEDED] = { { "skydd behövs inte", "protection not needed" },
		{ "skydd behövs inte: …", "protection not needed: …" },
		{ HERE(WHEN), NAMED(BY), TEXT }, ONE("protection", 0) },
	[LIFE_START] = { { "starta utredningen", "start" },
		{ "starta utredningen: SoL", "start: SoL" }, { HERE(LAW), HERE(WHEN) },
		ONE("start", V(LAW) | V(WHEN)) },
	[LIFE_REGISTER] = { { "dnr", "registration number" },
		{ "dnr: AMN 2026-0123", "registration number: AMN 2026-0123" },
		{ HERE(NUMBER), NAMED(WHEN) }, ONE("number", V(NUMBER)) },
	[LIFE_NOTE] = { { "notering", "note" },
		{ "notering (källa: samtal med enhetschef; bedömning): …",
			"note (source: talk with the head of the unit; assessment): …" },
		{ NAMED(SOURCE), HERE(KIND), EARLY(WHEN), TEXT }, .narrative = TRUE },
	[LIFE_PROPOSE] = { { "förslag", "proposal" },
		{ "förslag: missförhållande, eftersom …", "proposal: misconduct, because …" },
		{ HERE(OUTCOME), REASON }, ONE("proposal", V(OUTCOME)) },
	[LIFE_DECIDE] = { { "beslut", "decision" },
		{ "beslut: missförhållande; delegation: 4.2; föredragande: Bo Exempel",
			"decision: misconduct; delegation: 4.2; presenter: Bo Exempel" },
		{ HERE(OUTCOME), NAMED(DELEGATION), NAMED(PRESENTER), NAMED(BY), HERE(WHEN),
			REASON },
		ONE("decision", V(OUTCOME) | V(BY) | V(DELEGATION) | V(WHEN)) },
	[LIFE_SERIOUS] = { { "allvarligt sedan", "serious since" },
		{ "allvarligt sedan 2026-11-20, eftersom …",
			"serious since 2026-11-20, because …" },
		{ HERE(WHEN), REASON }, .asks = V(WHEN), ONE("serious", V(WHEN)) },
	[LIFE_IVO_NOTIFIED] = { { "anmält till IVO", "notified to IVO" },
		{ "anmält till IVO 2026-11-20, nummer: 8.1.2-12345/2026",
			"notified to IVO 2026-11-20, number: 8.1.2-12345/2026" },
		{ HERE(WHEN), NAMED(NUMBER) }, .asks = V(WHEN),
		ONE("notification", V(WHEN) | V(NUMBER)) },
	[LIFE_IVO_NOTIFIED_WHOLE] = { { "anmält till IVO med utredningen",
					      "notified to IVO with the investigation" },
		{ "anmält till IVO 2026-11-20, nummer: 8.1.2-12345/2026, utredningen bifogad",
			"notified to IVO 2026-11-20, number: 8.1.2-12345/2026, investigation "
			"attached" },
		{ HERE(WHEN), NAMED(NUMBER) }, .asks = V(WHEN),
		ONE("notification", V(WHEN) | V(NUMBER)) },
	[LIFE_INVESTIGATION_SENT] = { { "utredningen skickad till IVO",
					      "investigation sent to IVO" },
		{ "utredningen skickad till IVO 2026-12-20",
			"investigation sent to IVO 2026-12-20" },
		{ HERE(WHEN) }, .asks = V(WHEN), ONE("investigation sent", V(WHEN)) },
	[LIFE_SUPPLEMENT_ASKED] = { { "IVO begär komplettering", "supplement asked by IVO" },
		{ "IVO begär komplettering 2026-12-01, senast 2026-12-10",
			"supplement asked by IVO 2026-12-01, due 2026-12-10" },
		{ NAMED(DUE), HERE(WHEN) }, ONE("supplement asked", V(DUE) | V(WHEN)) },
	[LIFE_SUPPLEMENT_SENT] = { { "komplettering skickad till IVO", "supplement sent to IVO" },
		{ "komplettering skickad till IVO 2026-12-09",
			"supplement sent to IVO 2026-12-09" },
		{ HERE(WHEN) }, .asks = V(WHEN), ONE("supplement sent", V(WHEN)) },
	[LIFE_IVO_CLOSED] = { { "IVO har avslutat ärendet", "closed by IVO" },
		{ "IVO har avslutat ärendet 2027-01-10", "closed by IVO 2027-01-10" },
		{ HERE(WHEN) }, .asks = V(WHEN), ONE("IVO closed", V(WHEN)) },
	[LIFE_LINK_BOARD] = { { "beställande nämnd", "commissioning board" },
		{ "beställande nämnd: SDN, eftersom …", "commissioning board: SDN, because …" },
		{ HERE(BOARD), REASON }, ONE("commission", 0), .each = V(BOARD) },
	[LIFE_UNLINK_BOARD] = { { "ta bort beställande nämnd", "remove commissioning board" },
		{ "ta bort beställande nämnd: SDN, eftersom …",
			"remove commissioning board: SDN, because …" },
		{ HERE(BOARD), REASON }, ONE("commission", 0), .each = V(BOARD) },
#define INFORMED(what, sv, en)                                                                     \
	[what] = { { "informerat om " sv, "informed of " en },                                     \
		{ "informerat SDN om " sv " 2026-11-20; hur: brev",                                \
			"informed SDN of " en " 2026-11-20; how: letter" },                        \
		{ HERE(BOARD), HERE(WHEN), NAMED(HOW) }, ONE("informed of " en, V(WHEN) | V(HOW)), \
		.each = V(BOARD) }
	INFORMED(LIFE_INFORM_REPORT, "rapporten", "the report"),
	INFORMED(LIFE_INFORM_IVO, "anmälan till IVO", "the notification to IVO"),
	INFORMED(LIFE_INFORM_COPY, "kopia på utredningen", "the copy of the investigation"),
	INFORMED(LIFE_INFORM_FINAL, "den avslutade utredningen", "the finished investigation"),
#undef INFORMED
	[LIFE_BREACH] = { { "incident upptäckt", "breach noticed" },
		{ "incident upptäckt 2026-11-22 kl. 14.05", "breach noticed 2026-11-22 14:05" },
		{ HERE(WHEN) }, .hours = TRUE, ONE("breach noticed", V(WHEN)) },
	[LIFE_BREACH_NOTIFIED] = { { "anmält till IMY", "notified to IMY" },
		{ "anmält till IMY 2026-11-22 kl. 14.05", "notified to IMY 2026-11-22 14:05" },
		{ HERE(WHEN) }, .asks = V(WHEN), .hours = TRUE, ONE("breach", V(WHEN)) },
	[LIFE_BREACH_NOT_REPORTABLE] = { { "incidenten anmäls inte till IMY",
						 "breach not reportable" },
		{ "incidenten anmäls inte till IMY, eftersom …",
			"breach not reportable, because …" },
		{ REASON }, ONE("breach", 0) },
	[LIFE_EXTEND] = { { "förläng", "extend" },
		{ "förläng utredning till 2026-12-20, eftersom …",
			"extend investigate to 2026-12-20, because …" },
		{ HERE(CLOCK), NAMED(DUE), NAMED(BOARD), REASON }, ONE("extension", V(DUE)),
		.each = V(CLOCK) | V(BOARD) },
	[LIFE_MEASURE_PLANNED] = { { "åtgärd", "measure" },
		{ "åtgärd (ansvarig: Eva Exempel; senast: 2026-12-31): …",
			"measure (owner: Eva Exempel; due: 2026-12-31): …" },
		.slots = { NAMED(OWNER), NAMED(DUE), { LIFE_TEXT, MAIL_SLOT_BEFORE } } },
	[LIFE_MEASURE_DONE] = { { "åtgärd # klar", "measure # done" },
		{ "åtgärd 1 klar 2026-12-20", "measure 1 done 2026-12-20" }, { HERE(WHEN) },
		ONE("measure done", V(WHEN)), .each = V(MEASURE) },
	[LIFE_SET_FOLLOW_UP] = { { "följ upp senast", "follow up by" },
		{ "följ upp senast 2027-02-01", "follow up by 2027-02-01" }, { HERE(DUE) },
		ONE("follow-up set", V(DUE)) },
	[LIFE_FOLLOWED_UP] = { { "uppföljning gjord", "follow-up done" },
		{ "uppföljning gjord 2027-02-01", "follow-up done 2027-02-01" }, { HERE(WHEN) },
		ONE("followed up", V(WHEN)) },
	[LIFE_FEEDBACK_GIVEN] = { { "återkoppling given", "feedback given" },
		{ "återkoppling given 2026-12-01; hur: telefon",
			"feedback given 2026-12-01; how: telephone" },
		{ HERE(WHEN), NAMED(HOW) }, ONE("feedback", V(WHEN)) },
	[LIFE_REPORTED] = { { "anmält till nämnden", "reported to the board" },
		{ "anmält till nämnden 2026-12-15", "reported to the board 2026-12-15" },
		{ HERE(WHEN) }, ONE("reported", V(WHEN)) },
	[LIFE_CLOSE] = { { "avsluta ärendet", "close the case" },
		{ "avsluta ärendet", "close the case" }, { { 0 } }, ONE("closing", 0) },
	[LIFE_REOPEN] = { { "återuppta ärendet", "reopen the case" },
		{ "återuppta ärendet, eftersom …", "reopen the case, because …" }, { REASON },
		ONE("closing", 0) },
	[MAIL_SAYS_STATUS] = { { "status", "status" }, { "status", "status" }, .slots = { { 0 } } },
	[MAIL_SAYS_HELP] = { { "hjälp", "help" }, { "hjälp", "help" }, .slots = { { 0 } } },
	[MAIL_SAYS_YES] = { { "ja", "yes" }, { "ja", "yes" }, { { 0 } }, ONE("answer", 0) },
	[MAIL_SAYS_NO] = { { "nej", "no" }, { "nej", "no" }, { { 0 } }, ONE("answer", 0) },
};

const MailForm *
mail_form(guint what)
{
	return what < MAIL_SAYS_COUNT && forms[what].head[0] ? &forms[what] : NULL;
}

const char *
mail_command_name(guint what, gboolean english)
{
	const MailForm *form = mail_form(what);

	return form ? form->head[english != FALSE] : NULL;
}

const char *
mail_command_how(guint what, gboolean english)
{
	const MailForm *form = mail_form(what);

	return form ? form->how[english != FALSE] : NULL;
}

#define IT     "[ arendet| det| den| detta| rapporten]"
#define IT_EN  "[ it| this| the case| the report]"
#define CASE   "(arendet|det|den|detta|det har|den har|arendet har|det har arendet)"
#define IS_SV  "[ ar]"
#define DONE   " (gjort|gjord|klart|klar|ordnat|ordnad)"
#define SURE   .several = FALSE
#define UNSURE .several = TRUE

const MailHead mail_heads[] = {
	{ "[jag ]tar[ nu] " CASE, MAIL_SAYS_TAKE, SURE },
	{ "jag tar (hand om|pa mig) " CASE, MAIL_SAYS_TAKE, SURE },
	{ "jag tar[ pa mig] utredningen", MAIL_SAYS_TAKE, SURE },
	{ "take" IT_EN, MAIL_SAYS_TAKE, SURE },
	{ "(i take|i'll take|i will take) (it|this|the case)", MAIL_SAYS_TAKE, SURE },
	{ "(jag|vi) utreder" IT, MAIL_SAYS_TAKE, UNSURE },
	{ "ta " CASE, MAIL_SAYS_TAKE, UNSURE },

	{ "tilldela[ arendet| utredningen| utredare][ till]", LIFE_ASSIGN, SURE },
	{ "arendet tilldelas", LIFE_ASSIGN, SURE },
	{ "[ny ]utredare:", LIFE_ASSIGN, SURE },
	{ "[ny ]utredare (ar|blir)", LIFE_ASSIGN, SURE },
	{ "assign" IT_EN "[ to]", LIFE_ASSIGN, SURE },
	{ "investigator:", LIFE_ASSIGN, SURE },

	{ "utred" IT, LIFE_ASSESS, SURE },
	{ "(arendet|rapporten) ska utredas", LIFE_ASSESS, SURE },
	{ "investigate" IT_EN, LIFE_ASSESS, SURE },
	{ "inled[ en] utredning", LIFE_ASSESS, UNSURE },
	{ "utredning", LIFE_ASSESS, UNSURE },

	{ "avsta[ fran] (utredning|att utreda)" IT, LIFE_DECLINE, SURE },
	{ "(inled inte|inled ingen) utredning", LIFE_DECLINE, SURE },
	{ "ingen utredning[ inleds| behovs]", LIFE_DECLINE, SURE },
	{ "utredning (inleds inte|ska inte inledas)", LIFE_DECLINE, SURE },
	{ "avsluta[ arendet] utan utredning", LIFE_DECLINE, SURE },
	{ "decline" IT_EN, LIFE_DECLINE, SURE },
	{ "decline to investigate", LIFE_DECLINE, SURE },
	{ "no investigation", LIFE_DECLINE, SURE },
	{ "(avvisa|avsla|avboj|avbojer|avskriv)" IT, LIFE_DECLINE, UNSURE },
	{ "lagg ned" IT, LIFE_DECLINE, UNSURE },

	{ "skydd[et]" IS_SV DONE, LIFE_PROTECT, SURE },
	{ "[den enskilde ar ](skyddat|skyddad)", LIFE_PROTECT, SURE },
	{ "(protected|protection done|protection is done|protect done)", LIFE_PROTECT, SURE },
	{ "skydd[et] (behovs|behovdes) (inte|ej)", LIFE_PROTECTION_NOT_NEEDED, SURE },
	{ "(inget skydd|skydd inte) (behovs|behovdes|nodvandigt)", LIFE_PROTECTION_NOT_NEEDED,
		SURE },
	{ "(protection|protect)[ is] not needed", LIFE_PROTECTION_NOT_NEEDED, SURE },
	{ "no protection[ is] needed", LIFE_PROTECTION_NOT_NEEDED, SURE },
	{ "(skydd|skyddet|skydda|protect|protection)", LIFE_PROTECT, UNSURE },

	{ "start[a][ utredningen| utredning]", LIFE_START, SURE },
	{ "[jag ](inled|inleder|paborja|paborjar|startar) utredningen", LIFE_START, SURE },
	{ "utredningen[ ar] (inledd|inleds|inleddes|startad|startas|paborjad|paborjas)", LIFE_START,
		SURE },
	{ "(start|begin)[ the] investigation", LIFE_START, SURE },
	{ "(inled|inledd|inlett|startad|startat)", LIFE_START, UNSURE },

	{ "(dnr|diarienr|diarienummer|diarienumret)" IS_SV, LIFE_REGISTER, SURE },
	{ "(diariefort|registrerat|registrerad) (som|med dnr|med nr|med nummer)", LIFE_REGISTER,
		SURE },
	{ "registration number[ is]", LIFE_REGISTER, SURE },
	{ "(diariefort|diarieford|registrerat|registrerad|registered)", LIFE_REGISTER, UNSURE },

	{ "(notering|notera|anteckning|anteckna|note|tjansteanteckning)", LIFE_NOTE, SURE },

	{ "[mitt ]forslag[et][ till (beslut|stallningstagande)]" IS_SV, LIFE_PROPOSE, SURE },
	{ "[jag ](foreslar|foresla)", LIFE_PROPOSE, SURE },
	{ "[i ](propose|proposal)", LIFE_PROPOSE, SURE },

	{ "[ett ][allvarligt ]missforhallande", LIFE_PROPOSE, UNSURE },
	{ "[en ](pataglig risk|allvarlig risk)[ for[ ett][ allvarligt] missforhallande]",
		LIFE_PROPOSE, UNSURE },
	{ "(inget|varken)[ ett] missforhallande", LIFE_PROPOSE, UNSURE },

	{ "beslut[et]" IS_SV, LIFE_DECIDE, SURE },
	{ "[jag ](beslutar|beslutade|har beslutat)", LIFE_DECIDE, SURE },
	{ "[i ](decide|decided|decision)", LIFE_DECIDE, SURE },

	{ "[ivo ]allvarligt[ missforhallande] sedan", LIFE_SERIOUS, SURE },
	{ "[ivo ]serious[ misconduct] since", LIFE_SERIOUS, SURE },
	{ "(allvarligt|ivo allvarligt|serious|ivo serious)", LIFE_SERIOUS, UNSURE },

	{ "[arendet[ ar] ](anmalt|anmald) till ivo", LIFE_IVO_NOTIFIED, SURE },
	{ "anmalan till ivo[ ar] (gjord|skickad|inskickad)", LIFE_IVO_NOTIFIED, SURE },
	{ "ivo-anmalan[ ar] (gjord|skickad|inskickad)", LIFE_IVO_NOTIFIED, SURE },
	{ "ivo (anmalt|anmald|notified)", LIFE_IVO_NOTIFIED, SURE },
	{ "(notified to ivo|notified ivo|ivo was notified)", LIFE_IVO_NOTIFIED, SURE },
	{ "(anmal|anmalt|anmald|anmal till ivo|notified|notify ivo)", LIFE_IVO_NOTIFIED, UNSURE },
	{ "(ivo|ivo-anmalan|anmalan till ivo)", LIFE_IVO_NOTIFIED, UNSURE },

	{ "utredning[en][ ar] (skickad|skickades|inskickad) till ivo", LIFE_INVESTIGATION_SENT,
		SURE },
	{ "ivo utredning[en] skickad", LIFE_INVESTIGATION_SENT, SURE },
	{ "[the ]investigation sent to ivo", LIFE_INVESTIGATION_SENT, SURE },
	{ "ivo investigation sent", LIFE_INVESTIGATION_SENT, SURE },
	{ "(utredning|utredningen|investigation) (skickad|sent)", LIFE_INVESTIGATION_SENT, UNSURE },

	{ "ivo (begar|har begart|begarde|vill ha)[ en] komplettering", LIFE_SUPPLEMENT_ASKED,
		SURE },
	{ "[ivo ]komplettering begard[ av ivo]", LIFE_SUPPLEMENT_ASKED, SURE },
	{ "[ivo ]supplement asked[ by ivo]", LIFE_SUPPLEMENT_ASKED, SURE },
	{ "[ivo ]komplettering[en][ ar] (skickad|skickades|inskickad)[ till ivo]",
		LIFE_SUPPLEMENT_SENT, SURE },
	{ "[ivo ]supplement sent[ to ivo]", LIFE_SUPPLEMENT_SENT, SURE },
	{ "(komplettering|kompletteringen|supplement)", LIFE_SUPPLEMENT_SENT, UNSURE },
	{ "ivo (har avslutat|avslutade|avslutat)[ arendet| sitt arende]", LIFE_IVO_CLOSED, SURE },
	{ "(avslutat|avslutad) (hos|av) ivo", LIFE_IVO_CLOSED, SURE },
	{ "(closed by ivo|ivo closed|ivo has closed)[ the case]", LIFE_IVO_CLOSED, SURE },

	{ "(informerat|informerad|har informerat|information till|information:)",
		LIFE_INFORM_REPORT, SURE },
	{ "informed", LIFE_INFORM_REPORT, SURE },
	{ "(informera|information|inform)", LIFE_INFORM_REPORT, UNSURE },

	{ "[lagg till ](bestallande|uppdragsgivande) namnd" IS_SV, LIFE_LINK_BOARD, SURE },
	{ "[add ]commissioning board[ is]", LIFE_LINK_BOARD, SURE },
	{ "[lagg till ](namnd|namnden|board)", LIFE_LINK_BOARD, UNSURE },
	{ "ta bort (bestallande|uppdragsgivande) namnd[en]", LIFE_UNLINK_BOARD, SURE },
	{ "remove[ the] commissioning board", LIFE_UNLINK_BOARD, SURE },

	{ "(incident|incidenten|personuppgiftsincident|personuppgiftsincidenten)[ ar]"
	  " (upptackt|upptacktes|konstaterad|konstaterades)",
		LIFE_BREACH, SURE },
	{ "[personal data |data ]breach[ was] (noticed|discovered)", LIFE_BREACH, SURE },
	{ "(incident|incidenten|personuppgiftsincident|personuppgiftsincidenten|breach)",
		LIFE_BREACH, UNSURE },
	{ "[incidenten |personuppgiftsincidenten ][ar ](anmalt|anmald) till imy",
		LIFE_BREACH_NOTIFIED, SURE },
	{ "anmalan till imy[ ar] (gjord|skickad|inskickad)", LIFE_BREACH_NOTIFIED, SURE },
	{ "[breach ](notified to imy|notified imy)", LIFE_BREACH_NOTIFIED, SURE },
	{ "(imy|imy-anmalan|anmalan till imy|anmal till imy|notify imy)", LIFE_BREACH_NOTIFIED,
		UNSURE },
	{ "(incidenten|personuppgiftsincidenten) (anmals|anmaldes) (inte|ej)[ till imy]",
		LIFE_BREACH_NOT_REPORTABLE, SURE },
	{ "(incidenten|personuppgiftsincidenten) (behover|ska) (inte|ej) anmalas[ till imy]",
		LIFE_BREACH_NOT_REPORTABLE, SURE },
	{ "ingen (incident|personuppgiftsincident)", LIFE_BREACH_NOT_REPORTABLE, SURE },
	{ "breach[ is] not reportable", LIFE_BREACH_NOT_REPORTABLE, SURE },
	{ "(no breach|not a breach)", LIFE_BREACH_NOT_REPORTABLE, SURE },

	{ "(forlang|forlangning)[ tiden for| fristen for| klockan| av]", LIFE_EXTEND, SURE },
	{ "extend[ the clock]", LIFE_EXTEND, SURE },

	{ "[ny |planerad ]atgard", LIFE_MEASURE_PLANNED, SURE },
	{ "measure", LIFE_MEASURE_PLANNED, SURE },
	{ "atgard[ nr| nummer] #" IS_SV " (klar|gjord|genomford|utford|vidtagen)",
		LIFE_MEASURE_DONE, SURE },
	{ "measure #[ is] done", LIFE_MEASURE_DONE, SURE },
	{ "(atgard|measure)[ nr| nummer] #", LIFE_MEASURE_DONE, UNSURE },

	{ "folj upp[ (arendet|atgarderna|besluten)][ senast]", LIFE_SET_FOLLOW_UP, SURE },
	{ "uppfoljning[en][ ska (goras|ske)| gors] senast", LIFE_SET_FOLLOW_UP, SURE },
	{ "follow up[ by| on]", LIFE_SET_FOLLOW_UP, SURE },
	{ "follow-up (due|by)", LIFE_SET_FOLLOW_UP, SURE },
	{ "(uppfoljning|uppfoljningen|follow-up)", LIFE_SET_FOLLOW_UP, UNSURE },
	{ "(uppfoljt|foljt upp|followed up)", LIFE_FOLLOWED_UP, SURE },
	{ "uppfoljning[en]" IS_SV " (gjord|klar|genomford)", LIFE_FOLLOWED_UP, SURE },
	{ "follow-up done", LIFE_FOLLOWED_UP, SURE },

	{ "aterkoppling[en]" IS_SV " (given|gjord|lamnad)", LIFE_FEEDBACK_GIVEN, SURE },
	{ "[har ]aterkopplat", LIFE_FEEDBACK_GIVEN, SURE },
	{ "feedback given", LIFE_FEEDBACK_GIVEN, SURE },
	{ "(aterkoppling|aterkoppla|feedback)", LIFE_FEEDBACK_GIVEN, UNSURE },
	{ "[beslutet |delegationsbeslutet ](anmalt|anmald|redovisat|rapporterat) (till|for) namnden",
		LIFE_REPORTED, SURE },
	{ "reported to the board", LIFE_REPORTED, SURE },
	{ "reported", LIFE_REPORTED, UNSURE },

	{ "stang" IT, LIFE_CLOSE, SURE },
	{ "avsluta arendet", LIFE_CLOSE, SURE },
	{ "arendet (stangs|avslutas)", LIFE_CLOSE, SURE },
	{ "close" IT_EN, LIFE_CLOSE, SURE },
	{ "(avsluta|avslutat|avslutad|stangt|stangd|closed)[ utredningen]", LIFE_CLOSE, UNSURE },
	{ "ateruppta[ arendet| utredningen| rapporten]", LIFE_REOPEN, SURE },
	{ "ateroppna[ arendet]", LIFE_REOPEN, SURE },
	{ "oppna[ arendet] igen", LIFE_REOPEN, SURE },
	{ "reopen" IT_EN, LIFE_REOPEN, SURE },

	{ "status", MAIL_SAYS_STATUS, SURE },
	{ "(vad ar|hur ar) laget", MAIL_SAYS_STATUS, SURE },
	{ "laget", MAIL_SAYS_STATUS, SURE },
	{ "hur (gar|ligger) det[ till][ med arendet]", MAIL_SAYS_STATUS, SURE },
	{ "hur langt har ni kommit", MAIL_SAYS_STATUS, SURE },
	{ "(what is|what's|whats) the status", MAIL_SAYS_STATUS, SURE },
	{ "(hjalp|help|kommandon|commands)", MAIL_SAYS_HELP, SURE },

	{ "ja[ tack]", MAIL_SAYS_YES, SURE },
	{ "[ja ][det ]stammer", MAIL_SAYS_YES, SURE },
	{ "[ja ][jag ]bekraftar[ det| detta]", MAIL_SAYS_YES, SURE },
	{ "[ja ](bekrafta|bekraftas|bekraftat)", MAIL_SAYS_YES, SURE },
	{ "yes[ please]", MAIL_SAYS_YES, SURE },
	{ "[yes ][i ](confirm|confirmed)[ it| this]", MAIL_SAYS_YES, SURE },
	{ "(godkann|godkanner|godkant|godkanns|approve|approved)", MAIL_SAYS_YES, UNSURE },
	{ "nej[ tack]", MAIL_SAYS_NO, SURE },
	{ "[nej ][det ]stammer (inte|ej)", MAIL_SAYS_NO, SURE },
	{ "[nej ][jag ](bekraftar|bekraftas) (inte|ej)[ det| detta]", MAIL_SAYS_NO, SURE },
	{ "no[ thanks]", MAIL_SAYS_NO, SURE },
	{ "(i do not|i don't|do not|don't) confirm[ it| this]", MAIL_SAYS_NO, SURE },
};

const guint mail_n_heads = G_N_ELEMENTS(mail_heads);

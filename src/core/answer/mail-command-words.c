/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The commands that can be given by mail: how each is written, and what it can say. Data only; a
 * new command is a form, and its heads (mail-command-heads.c).
 */
#include "core/answer/mail-command-private.h"

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
		{ "beslut: missförhållande; delegation: 4.2; föredragande: Bo Exempel; deltog: "
		  "Eva Exempel",
			"decision: misconduct; delegation: 4.2; presenter: Bo Exempel; took part: "
			"Eva Exempel" },
		{ HERE(OUTCOME), NAMED(DELEGATION), NAMED(PRESENTER), NAMED(PARTICIPANTS),
			NAMED(BY), HERE(WHEN), REASON },
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of what may be shown to whom. A mail on a plain route is a post
 * card: case number, registry number, step, dates, instructions and the titles of
 * flags. Names, addresses of senders and whatever a report or a decision says have
 * rows for secure routes only. A field without a row is shown to nobody.
 */
#include "core/notice/privacy.h"

#define REPORTER      (1u << AUDIENCE_REPORTER)
#define OUTSIDER      (1u << AUDIENCE_OUTSIDER)
#define RESPONSIBLE   (1u << AUDIENCE_RESPONSIBLE)
#define REGISTRAR     (1u << AUDIENCE_REGISTRAR)
#define OPERATOR      (1u << AUDIENCE_OPERATOR)
#define CONTACT       (1u << AUDIENCE_CONTACT)
#define INVESTIGATOR  (1u << AUDIENCE_INVESTIGATOR)
#define DECIDER       (1u << AUDIENCE_DECISION_MAKER)
#define DPO           (1u << AUDIENCE_DPO)
#define COMMISSIONING (1u << AUDIENCE_COMMISSIONING)
#define CALENDAR      (1u << AUDIENCE_CALENDAR)
/* Who gets mail. */
#define ALL (((1u << AUDIENCE_COUNT) - 1) & ~CALENDAR)
/* Who works on the case: its clocks are theirs. */
#define HANDLERS (RESPONSIBLE | REGISTRAR | OPERATOR | INVESTIGATOR | DECIDER | DPO)
/* Who reads what a report says, on a secure route. */
#define READERS (RESPONSIBLE | INVESTIGATOR)
/* Who hears of what happens in a case, and who answers the program by mail. */
#define WRITERS   (REPORTER | RESPONSIBLE | REGISTRAR | INVESTIGATOR | DECIDER)
#define ANSWERERS (WRITERS | DPO)

/* Who is told what became of a case: whoever has a date of it, too. */
#define FOLLOWERS (WRITERS | DPO | OPERATOR | CONTACT)

#define TEXT(field, who, example)                                                                  \
	{                                                                                          \
		.name = (field), .kind = PRIVACY_TEXT, .audiences = { (who), (who) },              \
		.sample = (example)                                                                \
	}
#define TEXTS(field, who, example)                                                                 \
	{                                                                                          \
		.name = (field), .kind = PRIVACY_TEXTS, .audiences = { (who), (who) },             \
		.sample = (example)                                                                \
	}
#define BOOLEAN(field, who)                                                                        \
	{                                                                                          \
		.name = (field), .kind = PRIVACY_BOOLEAN, .audiences = {(who), (who) }             \
	}
#define GROUP(field, who)                                                                          \
	{                                                                                          \
		.name = (field), .kind = PRIVACY_GROUP, .audiences = {(who), (who) }               \
	}
#define LIST(field, who)                                                                           \
	{                                                                                          \
		.name = (field), .kind = PRIVACY_LIST, .audiences = {(who), (who) }                \
	}
/* Content: on a secure route only, whoever reads it. */
#define SECURE(type, field, who, example)                                                          \
	{                                                                                          \
		.name = (field), .kind = (type), .audiences = { [ROUTE_SECURE] = (who) },          \
		.sample = (example)                                                                \
	}

static const PrivacyField fields[] = {
	/* The authority, and what everybody may know of it. */
	TEXT("organisation", ALL, "Exempels kommun"),
	GROUP("board", ALL),
	TEXT("board.name", ALL, "Arbetsmarknadsnämnden"),
	TEXT("board.phone", ALL, "08-123 45 00"),
	TEXT("board.email", ALL, "namnd@kommun.example"),
	TEXT("board.post", ALL, "Box 1, 123 45 Exempel"),
	TEXT("board.visit", ALL, "Torget 1, Exempel"),
	TEXT("emergency_phone", REPORTER | OUTSIDER | RESPONSIBLE, "08-123 45 67"),

	/* The case from outside. An outsider is not told that there is one. */
	TEXT("case", (ALL & ~OUTSIDER) | CALENDAR, "LS-2026-0042"),
	TEXT("dnr", ALL & ~OUTSIDER, "AMN 2026-0123"),
	TEXT("arrived", ALL, "2026-03-17"),
	TEXT("arrived_time", ALL, "14:05"),
	/* One report of several in a mail. */
	GROUP("split", REPORTER | RESPONSIBLE | REGISTRAR),
	TEXT("split.number", REPORTER | RESPONSIBLE | REGISTRAR, "2"),
	TEXT("split.count", REPORTER | RESPONSIBLE | REGISTRAR, "3"),
	TEXT("split.first", REPORTER | RESPONSIBLE | REGISTRAR, "LS-2026-0041"),
	BOOLEAN("from_staff", RESPONSIBLE | REGISTRAR),
	BOOLEAN("too_large", REPORTER),
	TEXTS("missing", REPORTER, "Vad som har hänt"),
	BOOLEAN("joined", RESPONSIBLE),
	BOOLEAN("reading_pending", READERS),
	BOOLEAN("reading_failed", READERS),
	LIST("flags", READERS),
	TEXT("flags.title", READERS, "Veckodag och datum stämmer inte överens"),
	SECURE(PRIVACY_TEXT, "flags.message", READERS, "2026-03-16 är en måndag, inte tisdag."),

	/* Who mailed, and what was read. */
	SECURE(PRIVACY_GROUP, "sender", RESPONSIBLE, NULL),
	SECURE(PRIVACY_TEXT, "sender.name", RESPONSIBLE, "Alva Exempel"),
	SECURE(PRIVACY_TEXT, "sender.address", RESPONSIBLE, "alva@kommun.example"),
	/* Who investigates, for the form that they fill in. */
	SECURE(PRIVACY_GROUP, "investigator", INVESTIGATOR, NULL),
	SECURE(PRIVACY_TEXT, "investigator.name", INVESTIGATOR, "Bo Exempel"),
	SECURE(PRIVACY_TEXT, "investigator.title", INVESTIGATOR, "utredare"),
	SECURE(PRIVACY_LIST, "reports", READERS, NULL),
	SECURE(PRIVACY_TEXT, "reports.type", READERS, "missförhållande"),
	SECURE(PRIVACY_TEXT, "reports.dnr", READERS, "AMN 2026-0123"),
	SECURE(PRIVACY_TEXT, "reports.reporter", READERS, "Alva Exempel"),
	SECURE(PRIVACY_TEXT, "reports.reporter_title", READERS, "handläggare"),
	SECURE(PRIVACY_TEXT, "reports.reporter_workplace", READERS, "Jobbtorg Norr"),
	SECURE(PRIVACY_TEXT, "reports.reporter_phone", READERS, "+46701234567"),
	SECURE(PRIVACY_TEXT, "reports.reporter_email", READERS, "alva@kommun.example"),
	SECURE(PRIVACY_TEXT, "reports.unit", READERS, "Jobbtorg Norr"),
	SECURE(PRIVACY_TEXT, "reports.areas", READERS, "Jobbtorg"),
	SECURE(PRIVACY_TEXT, "reports.observed", READERS, "2026-03-16, måndag, 13:00"),
	SECURE(PRIVACY_TEXT, "reports.occurred", READERS, "2026-03-13"),
	SECURE(PRIVACY_TEXT, "reports.description", READERS, "Beskrivning.\nRad två."),
	SECURE(PRIVACY_TEXT, "reports.consequences", READERS, "Konsekvenser."),
	SECURE(PRIVACY_TEXT, "reports.immediate_measures", READERS, "Omedelbara åtgärder."),
	SECURE(PRIVACY_TEXT, "reports.signed", READERS, "2026-03-17, Alva Exempel"),
	SECURE(PRIVACY_TEXT, "reports.other_information", READERS, "Övriga upplysningar."),

	/* The running of the program: counts and own words, nothing of a mail. */
	BOOLEAN("alarm", OPERATOR),
	TEXTS("alarms", OPERATOR, "AMN: 1 mejl försvann innan det kunde sparas"),
	GROUP("day", OPERATOR),
	TEXT("day.date", OPERATOR, "2026-03-17"),
	TEXT("day.counted", OPERATOR, "2026-03-13–2026-03-15"),
	TEXT("day.received", OPERATOR, "42"),
	TEXT("day.opened", OPERATOR, "38"),
	TEXT("day.further", OPERATOR, "1"),
	TEXT("day.joined", OPERATOR, "2"),
	TEXT("day.other", OPERATOR, "1"),
	TEXT("day.quarantined", OPERATOR, "1"),
	TEXT("day.oldest", OPERATOR, "3 h"),
	TEXT("day.backup", OPERATOR, "2026-03-17 03:00"),
	LIST("polls", OPERATOR),
	TEXT("polls.board", OPERATOR, "AMN"),
	TEXT("polls.time", OPERATOR, "2026-03-17 23:59"),
	TEXT("polls.present", OPERATOR, "42"),
	TEXT("polls.handled", OPERATOR, "40"),
	TEXT("polls.owed", OPERATOR, "1"),
	TEXT("polls.quarantined", OPERATOR, "1"),
	TEXT("polls.vanished", OPERATOR, "0"),
	TEXT("polls.difference", OPERATOR, "0"),
	GROUP("outbox", OPERATOR),
	TEXT("outbox.queued", OPERATOR, "0"),
	TEXT("outbox.held", OPERATOR, "0"),
	TEXT("outbox.uncertain", OPERATOR, "1"),
	TEXT("outbox.failed", OPERATOR, "0"),
	TEXT("outbox.bounced", OPERATOR, "0"),

	LIST("unsent", OPERATOR),
	TEXT("unsent.number", OPERATOR, "117"),
	TEXT("unsent.case", OPERATOR, "LS-2026-0042"),
	TEXT("unsent.notice", OPERATOR, "assignment"),
	TEXT("unsent.state", OPERATOR, "failed"),

	LIST("credentials", OPERATOR),
	TEXT("credentials.name", OPERATOR, "client_certificate /etc/lexsarah/client.pem"),
	TEXT("credentials.days", OPERATOR, "29"),
	BOOLEAN("credentials.soon", OPERATOR),
	LIST("certificates", OPERATOR),
	TEXT("certificates.host", OPERATOR, "imap.kommun.example"),
	TEXT("certificates.date", OPERATOR, "2026-12-02"),
	TEXT("certificates.days", OPERATOR, "10"),
	BOOLEAN("certificates.soon", OPERATOR),

	/* A mail set aside; the reason is one of the program's own sentences. */
	GROUP("quarantine", RESPONSIBLE | OPERATOR),
	TEXT("quarantine.mail", RESPONSIBLE | OPERATOR, "17"),
	TEXT("quarantine.reason", RESPONSIBLE | OPERATOR, "hanteringen avbröts två gånger"),

	/* One mail in the place of many. */
	GROUP("digest", HANDLERS | CONTACT),
	TEXT("digest.count", RESPONSIBLE | REGISTRAR | CONTACT, "214"),
	TEXTS("digest.cases", RESPONSIBLE | REGISTRAR | CONTACT, "LS-2026-0042"),
	TEXTS("digest.mails", RESPONSIBLE, "17"),
	TEXT("digest.more", HANDLERS | CONTACT, "14"),
	/* The daily one: the day, and how many of each there are. */
	TEXT("digest.date", HANDLERS | CONTACT, "fredag 27 november 2026"),
	BOOLEAN("digest.supplement", HANDLERS | CONTACT),
	TEXT("digest.late", HANDLERS | CONTACT, "1"),
	TEXT("digest.today", HANDLERS | CONTACT, "2"),
	TEXT("digest.coming", HANDLERS | CONTACT, "3"),
	TEXT("digest.waiting", HANDLERS | CONTACT, "1"),
	BOOLEAN("digest.several", HANDLERS | CONTACT),

	/* What is to be done until when, most urgent first; a case's dates, or a person's day. */
	LIST("agenda", HANDLERS | CONTACT),
	TEXT("agenda.case", HANDLERS | CONTACT, "LS-2026-0042"),
	TEXT("agenda.dnr", HANDLERS | CONTACT, "AMN 2026-0123"),
	TEXT("agenda.at_board", HANDLERS | CONTACT, "Arbetsmarknadsnämnden"),
	BOOLEAN("agenda.waiting", HANDLERS | CONTACT),
	BOOLEAN("agenda.receipt", HANDLERS | CONTACT),
	BOOLEAN("agenda.feedback", HANDLERS | CONTACT),
	TEXT("agenda.rule", HANDLERS | CONTACT, "ivo_investigation"),
	TEXT("agenda.title", HANDLERS | CONTACT, "Utredningen ska ha skickats till IVO"),
	BOOLEAN("agenda.statutory", HANDLERS | CONTACT),
	BOOLEAN("agenda.promptness", HANDLERS | CONTACT),
	BOOLEAN("agenda.policy", HANDLERS | CONTACT),
	TEXT("agenda.source", HANDLERS | CONTACT, "27 kap. 6 § socialtjänstlagen (2025:400)"),
	TEXT("agenda.wording", HANDLERS | CONTACT, "snarast"),
	TEXT("agenda.of_board", HANDLERS | CONTACT, "Stadsdelsnämnden"),
	TEXT("agenda.due", HANDLERS | CONTACT, "fredag 27 november 2026"),
	TEXT("agenda.due_time", HANDLERS | CONTACT, "14:05"),
	TEXT("agenda.days_left", HANDLERS | CONTACT, "7"),
	TEXT("agenda.days_late", HANDLERS | CONTACT, "2"),
	TEXT("agenda.hours_left", HANDLERS | CONTACT, "24"),
	BOOLEAN("agenda.today", HANDLERS | CONTACT),
	BOOLEAN("agenda.late", HANDLERS | CONTACT),
	TEXT("agenda.percent", HANDLERS | CONTACT, "70"),
	TEXT("agenda.bar", HANDLERS | CONTACT, "███████░░░"),
	GROUP("agenda.stand_in_for", HANDLERS | CONTACT),
	BOOLEAN("agenda.stand_in_for.investigator", HANDLERS | CONTACT),
	BOOLEAN("agenda.stand_in_for.responsible", HANDLERS | CONTACT),
	BOOLEAN("agenda.stand_in_for.deputy", HANDLERS | CONTACT),
	BOOLEAN("agenda.stand_in_for.decision_maker", HANDLERS | CONTACT),
	BOOLEAN("agenda.stand_in_for.registrar", HANDLERS | CONTACT),
	BOOLEAN("agenda.stand_in_for.operator", HANDLERS | CONTACT),
	BOOLEAN("agenda.stand_in_for.dpo", HANDLERS | CONTACT),
	BOOLEAN("agenda.stand_in_for.away", HANDLERS | CONTACT),
	BOOLEAN("agenda.stand_in_for.by_answer", HANDLERS | CONTACT),
	BOOLEAN("agenda.stand_in_for.recused", HANDLERS | CONTACT),

	/* The clock that a mail is about. */
	GROUP("clock", HANDLERS),
	TEXT("clock.rule", HANDLERS, "ivo_investigation"),
	TEXT("clock.title", HANDLERS, "Utredningen ska ha skickats till IVO"),
	BOOLEAN("clock.statutory", HANDLERS),
	BOOLEAN("clock.promptness", HANDLERS),
	BOOLEAN("clock.policy", HANDLERS),
	TEXT("clock.source", HANDLERS, "27 kap. 6 § socialtjänstlagen (2025:400)"),
	TEXT("clock.wording", HANDLERS, "snarast"),
	TEXT("clock.of_board", HANDLERS, "Stadsdelsnämnden"),
	TEXT("clock.due", HANDLERS, "fredag 27 november 2026"),
	TEXT("clock.due_time", HANDLERS, "14:05"),
	TEXT("clock.days_left", HANDLERS, "7"),
	TEXT("clock.days_late", HANDLERS, "2"),
	TEXT("clock.hours_left", HANDLERS, "24"),
	BOOLEAN("clock.today", HANDLERS),
	BOOLEAN("clock.late", HANDLERS),
	TEXT("clock.percent", HANDLERS, "70"),
	TEXT("clock.bar", HANDLERS, "███████░░░"),
	BOOLEAN("clock.started", HANDLERS),
	BOOLEAN("clock.repeated", HANDLERS),
	BOOLEAN("clock.extended", HANDLERS),

	/* Why this reader gets it: in whose place, as a role and never as a name. */
	GROUP("stand_in_for", HANDLERS | CONTACT),
	BOOLEAN("stand_in_for.investigator", HANDLERS | CONTACT),
	BOOLEAN("stand_in_for.responsible", HANDLERS | CONTACT),
	BOOLEAN("stand_in_for.deputy", HANDLERS | CONTACT),
	BOOLEAN("stand_in_for.decision_maker", HANDLERS | CONTACT),
	BOOLEAN("stand_in_for.registrar", HANDLERS | CONTACT),
	BOOLEAN("stand_in_for.operator", HANDLERS | CONTACT),
	BOOLEAN("stand_in_for.dpo", HANDLERS | CONTACT),
	BOOLEAN("stand_in_for.away", HANDLERS | CONTACT),
	BOOLEAN("stand_in_for.by_answer", HANDLERS | CONTACT),
	BOOLEAN("stand_in_for.recused", HANDLERS | CONTACT),

	/* The steps of a case: that they were taken and when, never what was found. */
	BOOLEAN("takes_over", READERS),
	TEXT("proposed", RESPONSIBLE | DECIDER, "fredag 20 november 2026"),
	TEXT("decided", REPORTER | RESPONSIBLE | REGISTRAR | INVESTIGATOR,
		"fredag 20 november 2026"),
	TEXT("declined", REPORTER | RESPONSIBLE | REGISTRAR, "fredag 20 november 2026"),
	SECURE(PRIVACY_GROUP, "proposal", RESPONSIBLE | DECIDER, NULL),
	SECURE(PRIVACY_TEXT, "proposal.outcome", RESPONSIBLE | DECIDER,
		"påtaglig risk för missförhållande"),
	SECURE(PRIVACY_TEXT, "proposal.reason", RESPONSIBLE | DECIDER, "Skäl.\nRad två."),
	SECURE(PRIVACY_TEXT, "proposal.by", RESPONSIBLE | DECIDER, "Bo Exempel, utredare"),
	SECURE(PRIVACY_GROUP, "decision", READERS, NULL),
	SECURE(PRIVACY_TEXT, "decision.outcome", READERS, "missförhållande"),
	SECURE(PRIVACY_TEXT, "decision.by", READERS, "Cecilia Exempel, direktör"),
	SECURE(PRIVACY_TEXT, "decision.delegation", READERS, "4.2"),
	SECURE(PRIVACY_TEXT, "decision.presenter", READERS, "Bo Exempel, utredare"),
	SECURE(PRIVACY_TEXT, "decision.participants", READERS, "Dag Exempel\nEva Exempel"),
	/* Which paper of the case is in the mail; none on a plain route, whose words say how it is
	   had. */
	SECURE(PRIVACY_GROUP, "paper", FOLLOWERS & ~REPORTER, NULL),
	SECURE(PRIVACY_BOOLEAN, "paper.enclosed", FOLLOWERS & ~REPORTER, NULL),
	SECURE(PRIVACY_BOOLEAN, "paper.dossier", RESPONSIBLE | DECIDER, NULL),
	SECURE(PRIVACY_BOOLEAN, "paper.decision", READERS | REGISTRAR, NULL),

	/* IVO, by its own number for the matter. */
	GROUP("ivo", READERS | REGISTRAR | DECIDER),
	TEXT("ivo.serious_since", READERS | DECIDER, "fredag 20 november 2026"),
	TEXT("ivo.notified", READERS | REGISTRAR, "måndag 23 november 2026"),
	TEXT("ivo.number", READERS | REGISTRAR, "3.1.2-12345/2026-1"),
	BOOLEAN("ivo.attached", READERS | REGISTRAR),

	/* A commissioning board: which one, and of what it is told. */
	GROUP("commissioning", COMMISSIONING),
	TEXT("commissioning.name", COMMISSIONING, "Stadsdelsnämnden"),
	BOOLEAN("commissioning.report", COMMISSIONING),
	BOOLEAN("commissioning.ivo", COMMISSIONING),
	BOOLEAN("commissioning.copy_attached", COMMISSIONING),
	BOOLEAN("commissioning.copy_final", COMMISSIONING),
	SECURE(PRIVACY_BOOLEAN, "commissioning.enclosed", COMMISSIONING, NULL),

	/* What became of a case that somebody follows. */
	GROUP("change", FOLLOWERS),
	BOOLEAN("change.joined", FOLLOWERS),
	BOOLEAN("change.linked", FOLLOWERS),
	BOOLEAN("change.withdrawn", FOLLOWERS),
	BOOLEAN("change.declined", FOLLOWERS & ~REPORTER),
	BOOLEAN("change.handed_over", FOLLOWERS & ~REPORTER),
	BOOLEAN("change.entrusted", FOLLOWERS & ~REPORTER),
	BOOLEAN("change.reopened", FOLLOWERS),
	BOOLEAN("change.unassigned", FOLLOWERS),
	BOOLEAN("change.not_serious", FOLLOWERS),
	BOOLEAN("change.corrected", FOLLOWERS),
	BOOLEAN("change.extended", FOLLOWERS),
	BOOLEAN("change.day_set", FOLLOWERS & ~REPORTER),
	BOOLEAN("change.supplement", FOLLOWERS & ~REPORTER),
	BOOLEAN("change.breach_notified", FOLLOWERS & ~REPORTER),
	BOOLEAN("change.breach_not_reportable", FOLLOWERS & ~REPORTER),
	BOOLEAN("change.taken_back", FOLLOWERS & ~REPORTER),
	BOOLEAN("change.released", FOLLOWERS & ~REPORTER),
	BOOLEAN("change.letter", FOLLOWERS & ~REPORTER),
	BOOLEAN("change.decision", FOLLOWERS & ~REPORTER),
	TEXT("change.of_board", FOLLOWERS & ~REPORTER, "Stadsdelsnämnden"),
	TEXT("change.other", FOLLOWERS, "LS-2026-0041"),
	TEXT("change.date", FOLLOWERS, "fredag 20 november 2026"),
	GROUP("transfer", REPORTER | RESPONSIBLE | REGISTRAR),
	TEXT("transfer.from", REPORTER | RESPONSIBLE | REGISTRAR, "Arbetsmarknadsnämnden"),
	TEXT("transfer.to", REPORTER | RESPONSIBLE | REGISTRAR, "Socialnämnden"),
	BOOLEAN("transfer.together", REPORTER),
	TEXT("transfer.date", REPORTER | RESPONSIBLE | REGISTRAR, "fredag 20 november 2026"),

	/* A possible personal data breach: when the board became aware of it. */
	GROUP("breach", RESPONSIBLE | DPO),
	TEXT("breach.aware", RESPONSIBLE | DPO, "fredag 20 november 2026"),
	TEXT("breach.aware_time", RESPONSIBLE | DPO, "14:05"),
	BOOLEAN("breach.provisional", RESPONSIBLE | DPO),

	/* What an answer is known by, and what may stand in one. */
	GROUP("answer", ALL),
	TEXT("answer.code", ALL, "aee7yaicamcakbqhmko6u7oyh2qaw76dmv7fp5fp"),
	BOOLEAN("answer.work", ALL),
	BOOLEAN("answer.facts", ALL),

	/* An answer with commands: by line, in words of the program's own. */
	LIST("commands", ANSWERERS),
	TEXT("commands.line", ANSWERERS, "2"),
	TEXT("commands.name", ANSWERERS, "tilldela"),
	BOOLEAN("commands.done", ANSWERERS),
	BOOLEAN("commands.unclear", ANSWERERS),
	BOOLEAN("commands.told", ANSWERERS),
	TEXT("commands.why", ANSWERERS, "Ärendet har ingen utredare."),
	TEXT("commands.how", ANSWERERS, "tilldela: namn@kommun.example"),
	SECURE(PRIVACY_TEXT, "commands.text", ANSWERERS & ~REPORTER, "tilldela Bo Exempel"),
	GROUP("form", ANSWERERS & ~REPORTER),
	TEXTS("form.missing", ANSWERERS & ~REPORTER, "orsakerna"),
	TEXT("advice", ANSWERERS & ~REPORTER,
		"Varje rapport ska utredas (27 kap. 5 § socialtjänstlagen (2025:400): genast)."),
	TEXT("answer_by", ANSWERERS, "fredag 27 november 2026"),
	TEXT("answered", ANSWERERS, "2026-11-20 10:11"),
	BOOLEAN("other_sender", ANSWERERS),

	/* What waits for a person's word. */
	GROUP("held", OPERATOR),
	TEXT("held.notices", OPERATOR, "120"),
	TEXT("held.cases", OPERATOR, "40"),
	TEXT("held.late", OPERATOR, "3"),
	TEXT("held.reason", OPERATOR, "first_contact"),

	/* A date in a calendar, which others may look into: the case and the step, no more. */
	GROUP("calendar", CALENDAR),
	TEXT("calendar.step", CALENDAR, "Utredningen ska ha skickats till IVO"),
	BOOLEAN("calendar.cancelled", CALENDAR),

	/* The anchor of the journal, which says nothing of what stands there. */
	GROUP("anchor", REGISTRAR),
	TEXT("anchor.text", REGISTRAR,
		"4711:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"),
	TEXT("anchor.date", REGISTRAR, "måndag 23 november 2026"),

	/* A notice that did not arrive: to which role, since an address may be a reporter's. */
	GROUP("delivery", RESPONSIBLE | OPERATOR),
	TEXT("delivery.outbox", RESPONSIBLE | OPERATOR, "117"),
	TEXT("delivery.notice", RESPONSIBLE | OPERATOR, "receipt"),
	TEXT("delivery.role", RESPONSIBLE | OPERATOR, "reporter"),
	TEXT("delivery.error", RESPONSIBLE | OPERATOR, "rejected"),
	TEXT("delivery.attempts", RESPONSIBLE | OPERATOR, "3"),
	BOOLEAN("delivery.late", RESPONSIBLE | OPERATOR),
	/* Who has not been told by it, as a role or a board, and of what. */
	GROUP("untold", RESPONSIBLE | OPERATOR),
	BOOLEAN("untold.receipt", RESPONSIBLE | OPERATOR),
	BOOLEAN("untold.feedback", RESPONSIBLE | OPERATOR),
	TEXT("untold.of_board", RESPONSIBLE | OPERATOR, "Stadsdelsnämnden"),
	TEXT("untold.board_id", RESPONSIBLE | OPERATOR, "SDN"),
	TEXT("untold.what", RESPONSIBLE | OPERATOR, "report"),
};

const PrivacyField *
privacy_get_fields(gsize *ret_count)
{
	*ret_count = G_N_ELEMENTS(fields);
	return fields;
}

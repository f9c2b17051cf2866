/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/clock/calendar-held.h"
#include "core/error.h"
#include "core/life/life-notices.h"
#include "support/life-desk.h"

#define LIFE_OVE "ove.dal@kommun.example"

/* A case and who acts in it, without a database. */
typedef struct {
	GTimeZone *zone;
	GPtrArray *rules;
	Settings *settings;
	Board *board;
	CaseFile *file;
	RelatedCase *other; /* that is named by who joins or links */
	GString *told;      /* "notice>recipient", of the last act */
	GString *dates;     /* their calendar entries, as JSON */
} Desk;

static void
set_up(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	desk->zone = g_time_zone_new_identifier("Europe/Stockholm");
	desk->rules = clock_tools_rules();
	desk->settings = settings_new();
	g_ptr_array_add(desk->settings->organisation.domains, g_strdup("kommun.example"));
	desk->board = g_new0(Board, 1);
	desk->board->id = g_strdup("AMN");
	desk->board->name = g_strdup("Arbetsmarknadsnämnden");
	desk->board->address = g_strdup("lexsarah@kommun.example");
	desk->board->language = g_strdup("sv");
	desk->board->responsible.address = g_strdup(LIFE_ANSVARIG);
	desk->board->deputy.address = g_strdup("stf@kommun.example");
	desk->board->decision_maker.address = g_strdup("direktor@kommun.example");
	desk->board->registrar.address = g_strdup("registrator@kommun.example");
	desk->board->operator_.address = g_strdup("drift@kommun.example");
	desk->board->dpo.address = g_strdup("dso@kommun.example");
	desk->board->conflict_contact.address = g_strdup("ordforande@kommun.example");
	life_desk_furnish(desk->board);
	g_ptr_array_add(desk->settings->boards, desk->board);
	Board *other = g_new0(Board, 1);
	other->id = g_strdup("VON");
	other->name = g_strdup("Vård- och omsorgsnämnden");
	other->address = g_strdup("lexsarah-von@kommun.example");
	other->language = g_strdup("sv");
	other->responsible.address = g_strdup("von@kommun.example");
	other->registrar.address = g_strdup("von-registrator@kommun.example");
	g_ptr_array_add(desk->settings->boards, other);
	desk->file = case_file_new("LS-2026-0001", "AMN");
	desk->file->reporter = g_strdup(LIFE_REPORTER);
	case_file_add_event(desk->file, MILESTONE_ARRIVAL,
		clock_tools_time("2026-01-05T09:00:00+01:00", desk->zone), NULL, FALSE);
	desk->other = related_case_new("LS-2026-0009", "AMN");
	desk->other->state = CASE_INVESTIGATING;
	desk->other->investigator = g_strdup(LIFE_OVE);
	desk->told = g_string_new(NULL);
	desk->dates = g_string_new(NULL);
}

static void
tear_down(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	case_file_free(desk->file);
	related_case_free(desk->other);
	settings_free(desk->settings);
	g_ptr_array_unref(desk->rules);
	g_time_zone_unref(desk->zone);
	g_string_free(desk->told, TRUE);
	g_string_free(desk->dates, TRUE);
}

/* What was sent is what that calendar holds from then on. */
static void
hold(Desk *desk, const PlannedNotice *notice)
{
	for (guint i = 0; notice->entries && i < notice->entries->len; i++) {
		HeldEntry held = held_entry_copy(&g_array_index(notice->entries, HeldEntry, i));

		for (guint h = desk->file->calendars->len; h > 0; h--)
			if (strcmp(g_array_index(desk->file->calendars, HeldEntry, h - 1).uid,
				    held.uid) == 0)
				g_array_remove_index(desk->file->calendars, h - 1);
		held.sent = TRUE;
		held.audience = notice->audience;
		held.route = notice->route;
		g_array_append_val(desk->file->calendars, held);
	}
}

static void
note_told(Desk *desk, const LifePlan *plan)
{
	g_string_truncate(desk->told, 0);
	g_string_truncate(desk->dates, 0);
	for (guint i = 0; i < plan->notices->len; i++) {
		const PlannedNotice *notice = g_ptr_array_index(plan->notices, i);

		g_string_append_printf(desk->told, "%s%s>%s", i ? " " : "",
			notice_name(notice->notice), notice->recipient);
		const char *entry = strstr(notice->facts, "\"calendars\"");
		const char *start = strstr(notice->facts, "Utredningen ska ha inletts");
		const char *end = strstr(notice->facts, "Utredningen ska ha lett");

		g_assert_null(strstr(notice->facts, "\"of_board\":\"SDN\"")); /* but its name */
		if (notice->notice == NOTICE_ASSIGNMENT)
			g_assert_true(start && end && start < end); /* the most urgent first */
		if (entry)
			g_string_append_printf(desk->dates, "%s\n", entry);
		hold(desk, notice);
	}
}

/* NULL or what is wrong; g_free() it. */
static char *
act(Desk *desk, const char *event, const char *text, const char *now)
{
	LifeWords words;
	g_auto(GStrv) pieces = NULL;
	g_autoptr(GError) error = NULL;
	LifeOffice office = { desk->settings, settings_get_board(desk->settings, desk->file->board),
		LIFE_ANSVARIG,
		.clocks = { desk->rules, NULL, desk->zone, OFFICE_HOURS_DEFAULT,
			clock_tools_time(now, desk->zone).instant } };

	life_desk_words(&words, text, &pieces);
	if (!life_words_read(&words, office.clocks.now, desk->zone, &error))
		return g_strdup(error->message);
	g_autoptr(LifePlan) plan =
		life_plan(desk->file, life_desk_act(event), &words, &office, &error);
	g_assert_true((plan != NULL) == (error == NULL));
	if (!plan)
		return g_strdup(error->message);
	if (plan->other_case)
		life_tell_other(plan, desk->file, desk->other);
	note_told(desk, plan);
	return NULL;
}

/* Acts by their events, each may have words after a colon: "assessed; decided: by=x|reason=y" */
static char *
act_all(Desk *desk, const char *script, const char *now)
{
	g_auto(GStrv) acts = g_strsplit(script, "; ", -1);
	char *wrong = NULL;

	for (char **one = acts; *one && **one && !wrong; one++) {
		g_auto(GStrv) halves = g_strsplit(*one, ": ", 2);

		wrong = act(desk, halves[0], halves[1], now);
	}
	return wrong;
}

#define TO_START    "protected; assessed; investigator_assigned; investigation_started"
#define TO_DECIDED  TO_START "; proposed; decided"
#define SERIOUS     "outcome=serious_misconduct"
#define CORRECT     "correct=|"
#define BREACH_OVER "changed>dso@kommun.example changed>ansvarig@kommun.example"
#define TO_NOTIFIED TO_START "; serious; ivo_notified"

/* What was done, and what became of it: a state, or words of the refusal. */
static const struct {
	const char *name, *done, *then;
	CaseState state;
	const char *refusal; /* NULL: it is done */
	const char *told;    /* NULL: not looked at */
} rows[] = {
	{ "protect", "", "protected", CASE_ASSESSING, NULL, "" },
	{ "assess", "", "assessed", CASE_ASSESSING, NULL, "" },
	{ "assess-twice", "assessed", "assessed", 0, "is assessed already", NULL },
	{ "assess-without-title", "", "assessed: by=robin@kommun.example", 0, "title", NULL },
	{ "assess-by-office", "", "assessed: by=direktor@kommun.example", CASE_ASSESSING, NULL,
		NULL },
	{ "assess-with-title", "", "assessed: by=robin@kommun.example|title=chef", CASE_ASSESSING,
		NULL, NULL },
	{ "assess-without-reason", "", "assessed: reason=", 0, "the reason must be given", NULL },
	{ "decline-unprotected", "", "declined", 0, "lexsarah case protect", NULL },
	{ "decline", "protected", "declined", CASE_DECLINED, NULL,
		"declined>alva@kommun.example declined>registrator@kommun.example" },
	{ "decline-assessed", "protected; assessed", "declined", 0, "is assessed already", NULL },
	{ "decline-serious", "protected; serious", "declined", 0, "established already", NULL },
	{ "decline-by-the-reporter", "protected", "declined: by=alva@kommun.example|title=x", 0,
		"is not to sign", NULL },
	{ "propose-by-the-reporter", TO_START, "proposed: by=alva+x@kommun.example.", 0,
		"is not to sign", NULL },
	{ "decide-by-a-stranger", TO_START "; proposed", "decided: by=x@annan.example", 0, "title",
		NULL },
	{ "transfer-to-itself", "", "transferred: to_board=AMN", 0, "the same board", NULL },
	{ "join-decided", TO_DECIDED, "joined", 0, "is decided", NULL },
	{ "followed-up-after-the-end", "registered; " TO_DECIDED "; closed", "followed_up",
		CASE_CLOSED, NULL, "" },
	{ "breach-of-a-joined-case", "breach_aware: date=2026-01-20T09:00:00+01:00; joined",
		"breach_notified: date=2026-01-20T10:30:00+01:00", CASE_JOINED, NULL, BREACH_OVER },
	{ "breach-notified", "breach_aware: date=2026-01-20T09:00:00+01:00",
		"breach_notified: date=2026-01-20T10:30:00+01:00", CASE_ASSESSING, NULL,
		BREACH_OVER },
	{ "breach-not-reportable", "breach_aware: date=2026-01-20T09:00:00+01:00",
		"breach_not_reportable: date=2026-01-20T10:30:00+01:00", CASE_ASSESSING, NULL,
		BREACH_OVER },
	{ "two-spellings-of-the-reporter", "",
		"investigator_assigned: investigator=Alva+lex@kommun.example.", 0,
		"is not to investigate", NULL },
	{ "decline-late", TO_START, "declined", 0, "is investigating", NULL },
	{ "start-unassessed", "investigator_assigned", "investigation_started", 0,
		"must be assessed first", NULL },
	{ "start-alone", "assessed", "investigation_started", 0, "name who investigates", NULL },
	{ "start", "assessed; investigator_assigned", "investigation_started: law=SoL",
		CASE_INVESTIGATING, NULL, "" },
	{ "assign", "", "investigator_assigned", CASE_ASSESSING, NULL,
		"assignment>kim.berg@kommun.example" },
	{ "assign-reporter", "", "investigator_assigned: investigator=ALVA@kommun.example", 0,
		"is not to investigate", NULL },
	{ "assign-reporter-all-the-same", "",
		"investigator_assigned: investigator=alva@kommun.example|despite_conflict=Ensam.",
		CASE_ASSESSING, NULL, "assignment>alva@kommun.example" },
	{ "note-without-source", "", "noted: source=", 0, "the source must be given", NULL },
	{ "note-without-kind", "", "noted: kind=", 0, "the kind must be given", NULL },
	{ "note-of-a-guess", "", "noted: kind=guess", 0, "fact or assessment", NULL },
	{ "note-in-a-closed-case", "protected; declined", "noted", CASE_DECLINED, NULL, "" },
	{ "propose-early", "assessed", "proposed", 0, "is assessing", NULL },
	{ "propose", TO_START, "proposed", CASE_PROPOSED, NULL,
		"proposal>direktor@kommun.example" },
	{ "propose-nothing", TO_START, "proposed: outcome=bad", 0, "no_misconduct", NULL },
	{ "decide-unproposed", TO_START, "decided", 0, "is investigating", NULL },
	{ "decide-undelegated", TO_START "; proposed", "decided: delegation=", 0,
		"the delegation must be given", NULL },
	{ "decide-by-the-investigator", TO_START "; proposed",
		"decided: by=kim.berg@kommun.example", 0, "is not to decide", NULL },
	{ "decide-by-the-reporter", TO_START "; proposed",
		"decided: by=alva@kommun.example|title=x", 0, "is not to decide", NULL },
	{ "decide-otherwise", TO_START "; proposed", "decided: outcome=no_misconduct|reason=", 0,
		"another than the proposal", NULL },
	{ "decide", TO_START "; proposed", "decided", CASE_DECIDED, NULL,
		"decision>kim.berg@kommun.example decision>ansvarig@kommun.example "
		"decision>registrator@kommun.example feedback>alva@kommun.example" },
	/* Nobody had said before that it is serious: what IVO is to be told, and by when. */
	{ "decide-serious", TO_START "; proposed: " SERIOUS, "decided: " SERIOUS, CASE_DECIDED,
		NULL,
		"decision>kim.berg@kommun.example decision>ansvarig@kommun.example "
		"decision>registrator@kommun.example feedback>alva@kommun.example "
		"ivo_due>ansvarig@kommun.example ivo_due>direktor@kommun.example" },
	{ "decide-with-a-board", TO_START "; board_linked; serious; ivo_notified; proposed",
		"decided", CASE_DECIDED, NULL,
		"decision>kim.berg@kommun.example decision>ansvarig@kommun.example "
		"decision>registrator@kommun.example feedback>alva@kommun.example "
		"commissioning>sdn@annan.example" },
	{ "decide-twice", TO_DECIDED, "decided", 0, "is decided", NULL },
	{ "serious-twice", "serious", "serious", 0, "established already", NULL },
	{ "serious", "", "serious", CASE_ASSESSING, NULL,
		"ivo_due>ansvarig@kommun.example ivo_due>direktor@kommun.example" },
	{ "notify-what-is-not-serious", TO_START, "ivo_notified", 0, "--serious-since", NULL },
	{ "notify-after-a-serious-decision", TO_START "; proposed: " SERIOUS "; decided: " SERIOUS,
		"ivo_notified", CASE_DECIDED, NULL, NULL },
	{ "notify-twice", TO_NOTIFIED, "ivo_notified", 0, "was notified already", NULL },
	{ "notify-tells-the-board", TO_START "; board_linked; serious", "ivo_notified",
		CASE_INVESTIGATING, NULL,
		"ivo_notified>ansvarig@kommun.example ivo_notified>kim.berg@kommun.example "
		"ivo_notified>registrator@kommun.example commissioning>sdn@annan.example" },
	{ "send-twice", TO_NOTIFIED "; investigation_sent", "investigation_sent", 0,
		"has the investigation already", NULL },
	{ "send-what-was-attached", TO_START "; serious; ivo_notified_with_investigation",
		"investigation_sent", 0, "has the investigation already", NULL },
	{ "supplement-unasked", TO_NOTIFIED, "supplement_sent", 0, "asked for no supplement",
		NULL },
	{ "supplement", TO_NOTIFIED "; supplement_asked: due=2026-04-01", "supplement_sent",
		CASE_INVESTIGATING, NULL, "" },
	{ "link-unknown", "", "board_linked: board=XYZ", 0, "no commissioning board", NULL },
	{ "link", "", "board_linked", CASE_ASSESSING, NULL, "commissioning>sdn@annan.example" },
	{ "link-twice", "board_linked", "board_linked", 0, "linked to the case already", NULL },
	{ "unlink", "board_linked", "board_unlinked", CASE_ASSESSING, NULL, "" },
	{ "inform-unlinked", "board_linked; board_unlinked", "board_informed_report", 0,
		"not linked", NULL },
	{ "release-without-a-file", "board_linked; " TO_DECIDED, "final_released", 0,
		"the file must be given", NULL },
	{ "release-no-pdf", "board_linked; " TO_DECIDED, "final_released: file=a.pdf", 0,
		"must be a PDF", NULL },
	{ "register-a-name", "", "registered: number=Anna Andersson", 0, "is not a number", NULL },
	{ "register-a-name-with-a-year", "", "registered: number=Anna f. 1950", 0,
		"is not a number", NULL },
	{ "register-two-lines", "", "registered: number=AMN 2026-1\nBcc: 1", 0, "is not a number",
		NULL },
	{ "register-without-a-digit", "", "registered: number=AMN", 0, "is not a number", NULL },
	{ "register-a-slash", "", "registered: number=ÄN 2026/123", CASE_RECEIVED, NULL, "" },
	{ "register-a-plain-number", "", "registered: number=2026-00123", CASE_RECEIVED, NULL, "" },
	{ "number-of-ivo", "serious", "ivo_notified: number=3.5.1-123/2026-4", CASE_ASSESSING, NULL,
		NULL },
	{ "name-for-ivo", "serious", "ivo_notified: number=Anna Andersson slog", 0,
		"is not a number", NULL },
	{ "register", "", "registered", CASE_RECEIVED, NULL, "" },
	{ "breach-without-hour", "", "breach_aware: date=2026-01-04", 0, "time of day", NULL },
	{ "breach", "", "breach_aware: date=2026-01-04T22:30:00+01:00", CASE_ASSESSING, NULL,
		"breach>dso@kommun.example breach>ansvarig@kommun.example" },
	{ "breach-notified-unknown", "", "breach_notified: date=2026-01-05T10:00:00+01:00", 0,
		"when the breach was noticed", NULL },
	{ "extend", "", "clock_extended: board=|due=2026-06-01", CASE_RECEIVED, NULL, "" },
	{ "extend-law", TO_NOTIFIED,
		"clock_extended: board=|clock=ivo_investigation|due=2026-08-01", 0,
		"cannot be extended", NULL },
	{ "extend-for-a-board-it-has-not", "", "clock_extended: due=2026-06-01", 0,
		"leave --board out", NULL },
	{ "extend-for-no-board", "board_linked",
		"clock_extended: board=|clock=inform_report|due=2026-06-01", 0, "say which", NULL },
	{ "extend-nothing", "", "clock_extended: board=|clock=xyz|due=2026-06-01", 0,
		"no such clock", NULL },
	{ "extend-what-does-not-run", "", "clock_extended: board=|clock=decide|due=2026-06-01", 0,
		"does not run", NULL },
	{ "extend-backwards", "", "clock_extended: board=|due=2026-02-20", 0, "later day", NULL },
	{ "follow-up-early", TO_START, "follow_up_set: due=2026-06-01", 0, "is investigating",
		NULL },
	{ "follow-up", TO_DECIDED, "follow_up_set: due=2026-06-01", CASE_FOLLOW_UP, NULL, "" },
	{ "follow-up-in-the-past", TO_DECIDED, "follow_up_set: due=2026-01-06", 0, "has passed",
		NULL },
	{ "measure-unknown", "", "measure_done", 0, "no measure with that number", NULL },
	{ "measure", "measure_planned: due=2026-03-01", "measure_done", CASE_RECEIVED, NULL, "" },
	{ "close-undecided", TO_START, "closed", 0, "is investigating", NULL },
	{ "close-unregistered", TO_DECIDED, "closed", 0, "the law asks for", NULL },
	{ "close", "registered; " TO_DECIDED, "closed", CASE_CLOSED, NULL, "" },
	{ "close-before-ivo", "registered; " TO_START "; proposed: " SERIOUS "; decided: " SERIOUS,
		"closed", 0, "matter with IVO", NULL },
	{ "join-itself", "", "joined: case=LS-2026-0001", 0, "the same case", NULL },
	{ "join", "investigator_assigned", "joined", CASE_JOINED, NULL,
		"changed>alva@kommun.example changed>kim.berg@kommun.example "
		"changed>ove.dal@kommun.example changed>ansvarig@kommun.example "
		"changed>registrator@kommun.example" },
	/* The one who has to do with both is told once. */
	{ "join-unassigned", "", "joined", CASE_JOINED, NULL,
		"changed>alva@kommun.example changed>ansvarig@kommun.example "
		"changed>ove.dal@kommun.example changed>registrator@kommun.example" },
	{ "link-cases", "investigator_assigned", "linked", CASE_ASSESSING, NULL,
		"changed>kim.berg@kommun.example changed>ansvarig@kommun.example "
		"changed>ove.dal@kommun.example" },
	{ "link-what-has-ended", "protected; declined", "linked", CASE_DECLINED, NULL,
		"changed>ove.dal@kommun.example changed>ansvarig@kommun.example" },
	{ "assign-another", "investigator_assigned",
		"investigator_assigned: investigator=" LIFE_OVE, CASE_ASSESSING, NULL,
		"assignment>ove.dal@kommun.example changed>kim.berg@kommun.example" },
	{ "assign-the-same", "investigator_assigned",
		"investigator_assigned: investigator=KIM.BERG+x@kommun.example", CASE_ASSESSING,
		NULL, "assignment>kim.berg+x@kommun.example" },
	{ "reopen-with-an-investigator", TO_DECIDED, "reopened", CASE_INVESTIGATING, NULL,
		"changed>alva@kommun.example changed>kim.berg@kommun.example "
		"changed>ansvarig@kommun.example changed>registrator@kommun.example" },
	{ "after-joining", "joined", "assessed", 0, "is joined", NULL },
	{ "transfer-to-nobody", "", "transferred", 0, "--external", NULL },
	{ "transfer-to-a-board-of-ours", "investigator_assigned", "transferred: to_board=VON",
		CASE_RECEIVED, NULL,
		"transferred>von@kommun.example transferred>alva@kommun.example "
		"registrar>von-registrator@kommun.example "
		"transferred>registrator@kommun.example changed>kim.berg@kommun.example" },
	{ "transfer-proposed", TO_START "; proposed", "transferred: to_board=VON", CASE_RECEIVED,
		NULL, NULL },
	{ "transfer-decided", TO_DECIDED, "transferred: to_board=VON", 0, "is decided", NULL },
	{ "transfer-declined", "protected; declined", "transferred: to_board=VON", 0, "is declined",
		NULL },
	{ "transfer-joined", "joined", "transferred: to_board=VON", 0, "is joined", NULL },
	{ "transfer-closed", "registered; " TO_DECIDED "; closed", "transferred: to_board=VON", 0,
		"is closed", NULL },
	{ "transfer-without-reason", "", "transferred: to_board=VON|reason=", 0,
		"the reason must be given", NULL },
	{ "transfer-tomorrow", "", "transferred: to_board=VON|date=2026-01-21", 0, "lies ahead",
		NULL },
	{ "transfer-before-arrival", "", "transferred: to_board=VON|date=2026-01-04", 0,
		"before the report arrived", NULL },
	{ "transfer-what-was-transferred", "transferred: to_board=VON", "transferred: to_board=VON",
		0, "the same board", NULL },
	{ "transfer-back-by-who-had-it", "transferred: to_board=VON", "transferred: to_board=AMN",
		0, "its own people pass it on", NULL },
	{ "transferred-is-assessed-anew",
		"protected; assessed; investigator_assigned; transferred: to_board=VON",
		"investigation_started", 0, "must be assessed first", NULL },
	{ "transferred-is-assigned-anew",
		"protected; assessed; investigator_assigned; transferred: to_board=VON; "
		"assessed: by=von@kommun.example",
		"investigation_started", 0, "name who investigates", NULL },
	{ "transferred-is-protected-anew", "protected; transferred: to_board=VON",
		"declined: by=von@kommun.example", 0, "lexsarah case protect", NULL },
	{ "transferred-was-protected-before", "transferred: to_board=VON",
		"protected: date=2026-01-05|by=von@kommun.example", CASE_ASSESSING, NULL, NULL },
	{ "transferred-was-not-assessed-before", "transferred: to_board=VON",
		"assessed: date=2026-01-19|by=von@kommun.example", 0, "before this board took",
		NULL },
	{ "transferred-without-title", "transferred: to_board=VON",
		"assessed: by=direktor@kommun.example", 0, "title", NULL },
	{ "transferred-keeps-what-is-serious", "serious; transferred: to_board=VON", "serious", 0,
		"established already", NULL },
	{ "transfer-external", "", "transferred_external: to_board=Region Exempel",
		CASE_TRANSFERRED, NULL,
		"transferred>alva@kommun.example transferred>registrator@kommun.example" },
	{ "transfer-external-to-ours", "",
		"transferred_external: to_board=vård- och OMSORGSNÄMNDEN", 0, "--to with", NULL },
	{ "transfer-external-then-ours", "transferred_external: to_board=Region Exempel",
		"transferred: to_board=VON", 0, "is transferred", NULL },
	{ "transfer-external-decided", TO_DECIDED, "transferred_external: to_board=Region Exempel",
		CASE_TRANSFERRED, NULL, NULL },
	{ "withdraw", "investigator_assigned", "report_withdrawn", CASE_ASSESSING, NULL,
		"changed>alva@kommun.example changed>kim.berg@kommun.example "
		"changed>ansvarig@kommun.example changed>registrator@kommun.example" },
	{ "withdraw-joined", "joined", "report_withdrawn", CASE_JOINED, NULL, NULL },
	{ "withdraw-without-reason", "", "report_withdrawn: reason=", 0, "the reason must be given",
		NULL },
	{ "withdrawn-goes-on", "report_withdrawn", "assessed", CASE_ASSESSING, NULL, NULL },
	{ "reopen-declined", "protected; declined", "reopened", CASE_ASSESSING, NULL, NULL },
	{ "reopen-decided", TO_DECIDED, "reopened", CASE_INVESTIGATING, NULL, NULL },
	{ "reopened-is-assessed-anew", "protected; declined; reopened", "assessed", CASE_ASSESSING,
		NULL, NULL },
	{ "reopen-open", "", "reopened", 0, "is received", NULL },
	{ "before-arrival", "", "assessed: date=2026-01-04", 0, "before the report arrived", NULL },
	{ "protected-before-arrival", "", "protected: date=2026-01-04", CASE_ASSESSING, NULL,
		NULL },
	{ "in-the-future", "", "assessed: date=2026-01-21", 0, "lies ahead", NULL },
	{ "no-such-day", "", "assessed: date=2026-02-29", 0, "is not a day", NULL },
	{ "decided-before-proposed", TO_START "; proposed", "decided: date=2026-01-19", 0,
		"before that of what it follows", NULL },
	{ "empty-reason", "", "assessed: reason=  ", 0, "is not a text", NULL },

	/* What was typed wrong. */
	{ "correct-the-start", TO_START, "investigation_started: " CORRECT "date=2026-01-19",
		CASE_INVESTIGATING, NULL, "" },
	{ "correct-nothing", "assessed; investigator_assigned",
		"investigation_started: " CORRECT "date=2026-01-19", 0, "nothing to correct",
		NULL },
	{ "correct-without-a-word", TO_START, "investigation_started: correct=", 0,
		"can be corrected", NULL },
	{ "correct-without-a-reason", TO_START,
		"investigation_started: " CORRECT "reason=|date=2026-01-19", 0,
		"the reason must be given", NULL },
	{ "correct-to-the-same", TO_START, "investigation_started: " CORRECT "date=2026-01-20", 0,
		"stands there already", NULL },
	{ "correct-twice", TO_START "; investigation_started: " CORRECT "date=2026-01-19",
		"investigation_started: " CORRECT "date=2026-01-16", CASE_INVESTIGATING, NULL, "" },
	{ "correct-and-back", TO_START "; investigation_started: " CORRECT "date=2026-01-19",
		"investigation_started: " CORRECT "date=2026-01-20", CASE_INVESTIGATING, NULL, "" },
	{ "correct-the-outcome", TO_DECIDED, "decided: " CORRECT "outcome=no_misconduct", 0,
		"can be corrected", NULL },
	{ "correct-into-the-future", TO_START, "investigation_started: " CORRECT "date=2026-01-21",
		0, "lies ahead", NULL },
	{ "correct-before-the-arrival", TO_START,
		"investigation_started: " CORRECT "date=2026-01-04", 0, "before the report arrived",
		NULL },
	{ "correct-the-protection-before-the-arrival", "protected",
		"protected: " CORRECT "date=2026-01-04", CASE_ASSESSING, NULL, "" },
	{ "correct-the-decision-before-the-proposal", TO_DECIDED,
		"decided: " CORRECT "date=2026-01-19", 0, "before that of what it follows", NULL },
	{ "correct-the-start-after-the-proposal",
		TO_START "; proposed; investigation_started: " CORRECT
			 "date=2026-01-12; proposed: " CORRECT "date=2026-01-15",
		"investigation_started: " CORRECT "date=2026-01-16", 0,
		"after that of what followed", NULL },
	{ "correct-proposal-and-decision",
		TO_DECIDED "; investigation_started: " CORRECT "date=2026-01-07; proposed: " CORRECT
			   "date=2026-01-12",
		"decided: " CORRECT "date=2026-01-13", CASE_DECIDED, NULL,
		"changed>kim.berg@kommun.example changed>ansvarig@kommun.example "
		"changed>registrator@kommun.example" },
	{ "correct-in-a-closed-case", "registered; " TO_DECIDED "; closed",
		"protected: " CORRECT "date=2026-01-19", CASE_CLOSED, NULL, "" },
	{ "correct-the-notification", TO_NOTIFIED "; serious: " CORRECT "date=2026-01-15",
		"ivo_notified: " CORRECT "date=2026-01-16|number=3.5.1-1/2026", CASE_INVESTIGATING,
		NULL,
		"changed>ansvarig@kommun.example changed>kim.berg@kommun.example "
		"changed>registrator@kommun.example" },
	{ "correct-the-notification-before-it-was-serious", TO_NOTIFIED,
		"ivo_notified: " CORRECT "date=2026-01-19", 0, "before that of what it follows",
		NULL },
	{ "correct-a-day-of-ivo", TO_NOTIFIED "; supplement_asked: due=2026-04-01",
		"supplement_asked: " CORRECT "due=2026-03-01", CASE_INVESTIGATING, NULL, "" },
	{ "correct-a-second-round",
		TO_NOTIFIED "; supplement_asked: due=2026-04-01; supplement_sent; "
			    "supplement_asked: due=2026-05-01",
		"supplement_asked: " CORRECT "due=2026-05-02", CASE_INVESTIGATING, NULL, "" },
	{ "correct-what-no-board-was-told", "board_linked",
		"board_informed_report: " CORRECT "board=SDN|date=2026-01-19", 0,
		"nothing to correct", NULL },
	{ "correct-what-a-board-was-told", "board_linked; board_informed_report",
		"board_informed_report: " CORRECT "board=SDN|date=2026-01-19", CASE_ASSESSING, NULL,
		"" },
	{ "correct-for-no-board", "board_linked; board_informed_report",
		"board_informed_report: " CORRECT "date=2026-01-19", 0, "the board must be given",
		NULL },
	{ "correct-the-number", "registered", "registered: " CORRECT "number=AMN 2026-7",
		CASE_RECEIVED, NULL, "" },
	{ "correct-no-number", "", "registered: " CORRECT "number=AMN 2026-7", 0,
		"nothing to correct", NULL },
	{ "correct-a-number-to-a-name", "registered",
		"registered: " CORRECT "number=Anna Andersson", 0, "is not a number", NULL },
	{ "correct-a-breach-without-hour", "breach_aware: date=2026-01-20T09:00:00+01:00",
		"breach_aware: " CORRECT "date=2026-01-19", 0, "time of day", NULL },
	{ "correct-a-breach", "breach_aware: date=2026-01-20T09:00:00+01:00",
		"breach_aware: " CORRECT "date=2026-01-19T09:00:00+01:00", CASE_ASSESSING, NULL,
		"changed>dso@kommun.example changed>ansvarig@kommun.example" },
	{ "correct-the-law", "assessed; investigator_assigned; investigation_started: law=SoL",
		"investigation_started: " CORRECT "law=LSS", CASE_INVESTIGATING, NULL, "" },
	{ "correct-a-measure", "measure_planned: due=2026-03-01",
		"measure_done: " CORRECT "no=1|due=2026-04-01", CASE_RECEIVED, NULL, "" },
	{ "correct-a-measure-that-is-not-done", "measure_planned: due=2026-03-01",
		"measure_done: " CORRECT "no=1|date=2026-01-19", 0, "nothing to correct", NULL },
	{ "correct-no-measure", "", "measure_done: " CORRECT "no=1|due=2026-04-01", 0,
		"no measure with that number", NULL },
	{ "correct-a-follow-up", TO_DECIDED "; follow_up_set: due=2026-06-01",
		"follow_up_set: " CORRECT "due=2026-05-01", CASE_FOLLOW_UP, NULL,
		"changed>ansvarig@kommun.example" },
	{ "correct-a-follow-up-into-the-past", TO_DECIDED "; follow_up_set: due=2026-06-01",
		"follow_up_set: " CORRECT "due=2026-01-19", 0, "has passed", NULL },
	{ "correct-a-note", "noted", "noted: " CORRECT "date=2026-01-19", 0, "cannot be corrected",
		NULL },
	{ "corrected-before-reopening-is-not-done-again", TO_DECIDED "; reopened",
		"decided: " CORRECT "date=2026-01-20T09:00:00+01:00; closed", 0, "is investigating",
		NULL },

	/* Seriousness taken back. */
	{ "not-serious", TO_START "; serious", "not_serious", CASE_INVESTIGATING, NULL,
		"changed>ansvarig@kommun.example changed>direktor@kommun.example" },
	{ "not-serious-was-not", TO_START, "not_serious", 0, "--serious-since", NULL },
	{ "not-serious-after-ivo", TO_NOTIFIED, "not_serious", 0, "cannot be changed", NULL },
	{ "not-serious-against-a-decision", TO_START "; proposed: " SERIOUS "; decided: " SERIOUS,
		"not_serious", 0, "lexsarah case reopen", NULL },
	{ "not-serious-without-reason", "serious", "not_serious: reason=", 0,
		"the reason must be given", NULL },
	{ "serious-again", "serious; not_serious", "serious", CASE_ASSESSING, NULL,
		"ivo_due>ansvarig@kommun.example ivo_due>direktor@kommun.example" },
	{ "not-serious-is-declined", "protected; serious; not_serious", "declined", CASE_DECLINED,
		NULL, NULL },
};

static void
test_row(Desk *desk, gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autofree char *before = act_all(desk, rows[i].done, "2026-01-20T10:00:00+01:00");

	g_assert_cmpstr(before, ==, NULL);
	g_autofree char *wrong = act_all(desk, rows[i].then, "2026-01-20T11:00:00+01:00");
	if (rows[i].refusal) {
		g_test_message("%s", wrong);
		g_assert_nonnull(wrong);
		g_assert_nonnull(strstr(wrong, rows[i].refusal));
		return;
	}
	g_assert_cmpstr(wrong, ==, NULL);
	g_assert_cmpstr(case_state_name(desk->file->state), ==, case_state_name(rows[i].state));
	if (rows[i].told)
		g_assert_cmpstr(desk->told->str, ==, rows[i].told);
}

static void
test_ivo_branch(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const steps[][2] = { { "serious", "due" },
		{ "ivo_notified", "notified" }, { "investigation_sent", "complete" },
		{ "supplement_asked: due=2026-04-01", "supplement" },
		{ "supplement_sent", "complete" },
		{ "supplement_asked: " CORRECT "due=2026-04-02", "complete" } };

	for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
		g_autofree char *wrong = act_all(desk, steps[i][0], "2026-01-20T10:00:00+01:00");

		g_assert_cmpstr(wrong, ==, NULL);
		g_assert_cmpstr(ivo_state_name(case_file_ivo(desk->file)), ==, steps[i][1]);
	}
}

/* The day that a clock starts, and is due, by the events of the file. */
static char *
days_of(Desk *desk, const char *rule)
{
	const ClockOffice office = { desk->rules, NULL, desk->zone, OFFICE_HOURS_DEFAULT,
		clock_tools_time("2026-01-20T11:00:00+01:00", desk->zone).instant };
	g_autoptr(GArray) clocks = case_clocks_compute(desk->file, &office, NULL);

	for (guint i = 0; i < clocks->len; i++) {
		const CaseClock *clock = &g_array_index(clocks, CaseClock, i);
		g_autofree char *start = date_to_string(clock->start.date);
		g_autofree char *due = date_to_string(clock->due.date);

		if (strcmp(clock->rule->id, rule) == 0)
			return g_strdup_printf(
				"%s %s %s", clock_state_name(clock->state), start, due);
	}
	return g_strdup("none");
}

static void
assert_days(Desk *desk, const char *rule, const char *wanted)
{
	g_autofree char *days = days_of(desk, rule);

	g_assert_cmpstr(days, ==, wanted);
}

/* Clocks count from what is valid. */
static void
test_corrected_clocks(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *wrong = act_all(desk, TO_NOTIFIED, "2026-01-20T10:00:00+01:00");

	g_assert_cmpstr(wrong, ==, NULL);
	assert_days(desk, "ivo_investigation", "running 2026-01-20 2026-03-20");
	wrong = act_all(desk,
		"serious: " CORRECT "date=2026-01-08; ivo_notified: " CORRECT "date=2026-01-09",
		"2026-01-20T11:00:00+01:00");
	g_assert_cmpstr(wrong, ==, NULL);
	assert_days(desk, "ivo_notify", "met 2026-01-08 2026-01-09");
	assert_days(desk, "ivo_investigation", "running 2026-01-09 2026-03-09");
}

/* With the decision goes what it began: a delegation, and that it is serious. */
static void
test_corrected_decision(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *wrong = act_all(desk,
		TO_START "; investigation_started: " CORRECT "date=2026-01-07; proposed: " SERIOUS
			 "; proposed: " CORRECT "date=2026-01-08; decided: " SERIOUS,
		"2026-01-20T10:00:00+01:00");

	g_assert_cmpstr(wrong, ==, NULL);
	assert_days(desk, "ivo_notify", "running 2026-01-20 2026-01-21");
	wrong = act_all(desk, "decided: " CORRECT "date=2026-01-12", "2026-01-20T11:00:00+01:00");
	g_assert_cmpstr(wrong, ==, NULL);
	assert_days(desk, "ivo_notify", "late 2026-01-12 2026-01-13");
	assert_days(desk, "board_report", "running 2026-01-12 2026-02-12");
}

static void
test_taken_back(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *wrong =
		act_all(desk, "board_linked; serious; not_serious", "2026-01-20T10:00:00+01:00");

	g_assert_cmpstr(wrong, ==, NULL);
	g_assert_cmpstr(ivo_state_name(case_file_ivo(desk->file)), ==, "none");
	assert_days(desk, "ivo_notify", "stopped 2026-01-20 2026-01-21");
	wrong = act_all(desk,
		"assessed; investigator_assigned; investigation_started; proposed; "
		"decided",
		"2026-01-20T10:30:00+01:00");
	g_assert_cmpstr(wrong, ==, NULL);
	assert_days(desk, "inform_final", "none");
	wrong = act_all(desk, "serious", "2026-01-20T11:00:00+01:00");
	g_assert_cmpstr(wrong, ==, NULL);
	g_assert_cmpstr(ivo_state_name(case_file_ivo(desk->file)), ==, "due");
	assert_days(desk, "ivo_notify", "running 2026-01-20 2026-01-21");
}

/* Who is away is replaced, and both away in July are no reason to tell nobody. */
static void
test_away(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	Person *kim = g_ptr_array_index(desk->board->investigators, 0);
	g_autofree char *wrong = act_all(desk, TO_START, "2026-01-20T10:00:00+01:00");

	g_assert_cmpstr(wrong, ==, NULL);
	kim->away_from = g_strdup("2026-07-01");
	kim->away_to = g_strdup("2026-07-31");
	wrong = act_all(desk, "serious; ivo_notified", "2026-06-30T23:59:59+02:00");
	g_assert_cmpstr(desk->told->str, ==,
		"ivo_notified>ansvarig@kommun.example ivo_notified>kim.berg@kommun.example "
		"ivo_notified>registrator@kommun.example");
	wrong = act_all(desk, "reopened: reason=x", "2026-07-01T00:00:00+02:00");
	g_clear_pointer(&wrong, g_free);
	wrong = act_all(desk, "proposed; decided", "2026-07-01T00:00:00+02:00");
	g_assert_cmpstr(wrong, ==, NULL);
	g_assert_cmpstr(desk->told->str, ==,
		"decision>ansvarig@kommun.example decision>registrator@kommun.example "
		"feedback>alva@kommun.example");
	desk->board->responsible.away_from = g_strdup("2026-07-01");
	wrong = act_all(desk, "reopened", "2026-07-02T10:00:00+02:00");
	g_assert_cmpstr(desk->told->str, ==,
		"changed>alva@kommun.example changed>stf@kommun.example "
		"changed>registrator@kommun.example");
}

/* The last day stands in the calendar, that of hours as a moment. */
static void
test_calendar(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *wrong = act_all(
		desk, "protected; assessed; investigator_assigned", "2026-01-20T10:00:00+01:00");

	g_assert_cmpstr(wrong, ==, NULL);
	g_assert_nonnull(strstr(desk->dates->str, "2026-03-05"));
	g_assert_nonnull(strstr(desk->dates->str, "investigate"));
	g_autofree char *first = g_strdup(desk->dates->str);
	wrong = act_all(desk, "serious; investigator_assigned", "2026-01-20T10:00:00+01:00");
	g_assert_cmpstr(wrong, ==, NULL);
	g_assert_cmpstr(desk->dates->str, ==, first); /* says the same, and is the same */
	wrong = act_all(
		desk, "breach_aware: date=2026-01-20T09:00:00+01:00", "2026-01-20T10:00:00+01:00");
	g_assert_cmpstr(wrong, ==, NULL);
	g_assert_nonnull(strstr(desk->dates->str, "\"instant\""));
}

/* "STEP DATE SEQUENCE" of what that person's calendar holds, "-" behind what is cancelled. */
static char *
calendar_of(Desk *desk, const char *address)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < desk->file->calendars->len; i++) {
		const HeldEntry *held = &g_array_index(desk->file->calendars, HeldEntry, i);
		g_autofree char *day = date_to_string(held->due.date);

		if (strcmp(held->recipient, address) == 0)
			g_string_append_printf(text, "%s%s %s %u%s", text->len ? ", " : "",
				held->rule, day, held->sequence, held->cancelled ? " -" : "");
	}
	return g_string_free(text, FALSE);
}

static void
assert_calendar(Desk *desk, const char *address, const char *wanted)
{
	g_autofree char *calendar = calendar_of(desk, address);

	g_assert_cmpstr(calendar, ==, wanted);
}

static void
do_all(Desk *desk, const char *script)
{
	g_autofree char *wrong = act_all(desk, script, "2026-01-20T10:00:00+01:00");

	g_assert_cmpstr(wrong, ==, NULL);
}

/* Whoever has a date gets it again when it moves, and it is taken back with a mail that goes. */
static void
test_calendar_follows(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	do_all(desk, TO_START);
	assert_calendar(desk, LIFE_KIM, "investigate 2026-03-05 0");
	do_all(desk, "clock_extended: board=|due=2026-06-01");
	g_assert_cmpstr(desk->told->str, ==, "changed>kim.berg@kommun.example");
	assert_calendar(desk, LIFE_KIM, "investigate 2026-06-01 1");
	do_all(desk, "clock_extended: board=|due=2026-06-02");
	assert_calendar(desk, LIFE_KIM, "investigate 2026-06-02 2");
	/* Met: no mail of its own, but with the next one. */
	do_all(desk, "proposed");
	g_assert_cmpstr(desk->told->str, ==, "proposal>direktor@kommun.example");
	assert_calendar(desk, LIFE_KIM, "investigate 2026-06-02 2");
	assert_calendar(desk, "direktor@kommun.example", "decide 2026-01-27 0");
	do_all(desk, "decided");
	assert_calendar(desk, LIFE_KIM, "investigate 2026-06-02 3 -");
	assert_calendar(desk, LIFE_ANSVARIG, "follow_up 2026-04-20 0");
}

static void
test_calendar_corrected(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	do_all(desk, TO_NOTIFIED);
	assert_calendar(
		desk, LIFE_ANSVARIG, "ivo_investigation 2026-03-20 0, ivo_notify 2026-01-21 1 -");
	do_all(desk,
		"serious: " CORRECT "date=2026-01-08; ivo_notified: " CORRECT "date=2026-01-09");
	g_assert_cmpstr(desk->told->str, ==,
		"changed>ansvarig@kommun.example changed>kim.berg@kommun.example "
		"changed>registrator@kommun.example");
	assert_calendar(
		desk, LIFE_ANSVARIG, "ivo_notify 2026-01-21 1 -, ivo_investigation 2026-03-09 1");
	assert_calendar(desk, LIFE_KIM, "investigate 2026-03-05 0, ivo_investigation 2026-03-09 1");
}

static void
test_calendar_taken_back(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	do_all(desk, "serious");
	assert_calendar(desk, LIFE_ANSVARIG, "ivo_notify 2026-01-21 0");
	do_all(desk, "not_serious");
	assert_calendar(desk, LIFE_ANSVARIG, "ivo_notify 2026-01-21 1 -");
	assert_calendar(desk, "direktor@kommun.example", "ivo_notify 2026-01-21 1 -");
	do_all(desk, "serious");
	assert_calendar(desk, LIFE_ANSVARIG, "ivo_notify 2026-01-21 2");
}

/* Who is recused hears nothing more of the case, whatever the calendar holds. */
static void
test_calendar_recused(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	do_all(desk, TO_START);
	g_ptr_array_add(desk->file->recused, g_strdup(LIFE_KIM));
	do_all(desk, "clock_extended: board=|due=2026-06-01");
	g_assert_cmpstr(desk->told->str, ==, "");
	assert_calendar(desk, LIFE_KIM, "investigate 2026-03-05 0");
}

/* What a calendar has of a case is taken back from who does not investigate it any more. */
static void
test_calendar_replaced(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	do_all(desk, "serious; ivo_notified; assessed; investigator_assigned");
	do_all(desk, "investigator_assigned: investigator=" LIFE_OVE);
	assert_calendar(desk, LIFE_KIM, "investigate 2026-03-05 1 -");
	assert_calendar(desk, LIFE_OVE, "investigate 2026-03-05 0");
	do_all(desk, "investigator_assigned");
	assert_calendar(desk, LIFE_KIM, "investigate 2026-03-05 2");
	assert_calendar(desk, LIFE_OVE, "investigate 2026-03-05 1 -");
	do_all(desk, "transferred: to_board=VON");
	assert_calendar(desk, LIFE_KIM, "investigate 2026-03-05 3 -");
	/* The date at IVO runs on, and is another board's people's. */
	assert_calendar(
		desk, LIFE_ANSVARIG, "ivo_investigation 2026-03-20 0, ivo_notify 2026-01-21 1 -");
}

/* Who investigated, and answers for the case all the same, keeps the date. */
static void
test_calendar_kept(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	do_all(desk, "assessed; investigator_assigned: investigator=" LIFE_ANSVARIG);
	do_all(desk, "investigator_assigned");
	g_assert_cmpstr(desk->told->str, ==,
		"assignment>kim.berg@kommun.example changed>ansvarig@kommun.example");
	assert_calendar(desk, LIFE_ANSVARIG, "investigate 2026-03-05 0");
}

static void
test_calendar_breach(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	do_all(desk, "breach_aware: date=2026-01-20T09:00:00+01:00");
	assert_calendar(desk, "dso@kommun.example", "breach_imy 2026-01-23 0");
	/* Since then another one is the dpo, and whoever has the date is told. */
	g_free(desk->board->dpo.address);
	desk->board->dpo.address = g_strdup("ny-dso@kommun.example");
	do_all(desk, "breach_not_reportable: date=2026-01-20T09:30:00+01:00");
	g_assert_cmpstr(desk->told->str, ==,
		"changed>ny-dso@kommun.example changed>ansvarig@kommun.example "
		"changed>dso@kommun.example");
	assert_calendar(desk, "dso@kommun.example", "breach_imy 2026-01-23 1 -");
	assert_calendar(desk, LIFE_ANSVARIG, "breach_imy 2026-01-23 1 -");
}

/* Who stood in for somebody has the date, and no digest that takes it back. */
static void
test_calendar_stand_in(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	desk->board->responsible.away_from = g_strdup("2026-01-01");
	do_all(desk, "serious");
	assert_calendar(desk, "stf@kommun.example", "ivo_notify 2026-01-21 0");
	g_clear_pointer(&desk->board->responsible.away_from, g_free);
	do_all(desk, "ivo_notified");
	g_assert_cmpstr(desk->told->str, ==,
		"ivo_notified>ansvarig@kommun.example ivo_notified>registrator@kommun.example "
		"changed>stf@kommun.example");
	assert_calendar(desk, "stf@kommun.example", "ivo_notify 2026-01-21 1 -");
	/* The one who decides gets a digest. */
	assert_calendar(desk, "direktor@kommun.example", "ivo_notify 2026-01-21 0");
}

/* Of a case of another board each board tells its own, of the own number. */
static void
test_other_board(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_free(desk->other->board);
	desk->other->board = g_strdup("VON");
	do_all(desk, "investigator_assigned; joined");
	g_assert_cmpstr(desk->told->str, ==,
		"changed>alva@kommun.example changed>kim.berg@kommun.example "
		"changed>ansvarig@kommun.example changed>registrator@kommun.example "
		"changed>ove.dal@kommun.example changed>von@kommun.example "
		"changed>von-registrator@kommun.example");
}

/* Whose date ends with the own case, and who works on the other one, is told of both. */
static void
test_joined_holder(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	do_all(desk, "investigator_assigned");
	HeldEntry held = held_entry_copy(&g_array_index(desk->file->calendars, HeldEntry, 0));
	g_free(held.uid);
	g_free(held.recipient);
	held.uid = g_strdup("ove");
	held.recipient = g_strdup(LIFE_OVE);
	held.sent = TRUE;
	g_array_append_val(desk->file->calendars, held);
	do_all(desk, "joined");
	g_assert_cmpstr(desk->told->str, ==,
		"changed>alva@kommun.example changed>kim.berg@kommun.example "
		"changed>ove.dal@kommun.example changed>ansvarig@kommun.example "
		"changed>registrator@kommun.example changed>ove.dal@kommun.example");
}

/* Who has nothing to do with one of the cases hears nothing of it by way of the other. */
static void
test_other_recused(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	do_all(desk, "investigator_assigned");
	g_ptr_array_add(desk->other->recusals, g_strdup(LIFE_KIM));
	g_ptr_array_add(desk->other->recusals, g_strdup("ordforande@kommun.example"));
	g_ptr_array_add(desk->file->recused, g_strdup(LIFE_OVE));
	g_ptr_array_add(desk->file->stand_ins, g_strdup("stf@kommun.example"));
	do_all(desk, "linked");
	g_assert_cmpstr(desk->told->str, ==,
		"changed>ordforande@kommun.example changed>ansvarig@kommun.example "
		"changed>stf@kommun.example");
}

/* The holds of the notices of an act, in their order. */
static char *
holds_of(Desk *desk, const char *event)
{
	LifeWords words;
	g_auto(GStrv) pieces = NULL;
	GString *holds = g_string_new(NULL);
	LifeOffice office = { desk->settings, desk->board, LIFE_ANSVARIG,
		.clocks = { desk->rules, NULL, desk->zone, OFFICE_HOURS_DEFAULT,
			clock_tools_time("2026-01-20T10:00:00+01:00", desk->zone).instant } };

	life_desk_words(&words, NULL, &pieces);
	g_assert_true(life_words_read(&words, office.clocks.now, desk->zone, NULL));
	g_autoptr(LifePlan) plan =
		life_plan(desk->file, life_desk_act(event), &words, &office, NULL);
	life_tell_other(plan, desk->file, desk->other);
	for (guint i = 0; i < plan->notices->len; i++) {
		const PlannedNotice *notice = plan->notices->pdata[i];

		g_string_append_printf(holds, "%s%s %s", i ? ", " : "",
			notice->of_case ? notice->of_case : "-",
			notice->hold ? hold_name(notice->hold) : "none");
	}
	return g_string_free(holds, FALSE);
}

/* Of a case of which nobody may hear yet nobody hears by way of another one. */
static void
test_other_held(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	do_all(desk, "investigator_assigned");
	desk->other->held = TRUE;
	g_autofree char *other = holds_of(desk, "linked");
	g_assert_cmpstr(other, ==, "- protected, - protected, LS-2026-0009 none");
	desk->other->held = FALSE;
	desk->file->held = TRUE;
	g_autofree char *own = holds_of(desk, "linked");
	g_assert_cmpstr(own, ==, "- none, - none, LS-2026-0009 protected");
}

/* Who reported what was joined is told what becomes of it, as of the own report. */
static void
test_joined_reporter(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const states[] = { "joined", "investigating" };

	for (guint i = 0; i < G_N_ELEMENTS(states); i++) {
		g_autofree char *id = g_strdup_printf("LS-2026-001%u", i);
		g_autofree char *who = g_strdup_printf("mika%u@kommun.example", i);
		RelatedCase *related = related_case_new(id, "AMN");

		g_assert_true(case_state_from_name(states[i], &related->state));
		related->joined = i == 0;
		related->reporter = g_strdup(who);
		g_ptr_array_add(desk->file->related, related);
	}
	do_all(desk, TO_DECIDED);
	g_assert_cmpstr(desk->told->str, ==,
		"decision>kim.berg@kommun.example decision>ansvarig@kommun.example "
		"decision>registrator@kommun.example feedback>alva@kommun.example "
		"feedback>mika0@kommun.example");
	do_all(desk, "reopened");
	g_assert_cmpstr(desk->told->str, ==,
		"changed>alva@kommun.example changed>mika0@kommun.example "
		"changed>kim.berg@kommun.example changed>ansvarig@kommun.example "
		"changed>registrator@kommun.example");
}

/* What never went out is in no calendar. */
static void
test_calendar_unsent(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	do_all(desk, TO_START);
	g_array_index(desk->file->calendars, HeldEntry, 0).sent = FALSE;
	do_all(desk, "clock_extended: board=|due=2026-06-01");
	g_assert_cmpstr(desk->told->str, ==, "");
}

/* Who has nothing to do with the case any more signs nothing in it. */
static void
test_recused(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const acts[] = { "investigator_assigned", "assessed: by=" LIFE_KIM };

	g_ptr_array_add(desk->file->recused, g_strdup(LIFE_KIM));
	g_ptr_array_add(desk->file->recused, g_strdup("ansvarig+x@kommun.example"));
	g_autofree char *begun =
		act_all(desk, "protected: by=direktor@kommun.example", "2026-01-20T10:00:00+01:00");
	g_assert_cmpstr(begun, ==, NULL);
	g_autofree char *corrected =
		act_all(desk, "protected: " CORRECT "date=2026-01-19", "2026-01-20T10:00:00+01:00");
	g_assert_nonnull(corrected);
	g_assert_nonnull(strstr(corrected, "recused"));
	for (guint i = 0; i < G_N_ELEMENTS(acts); i++) {
		g_autofree char *wrong = act_all(desk, acts[i], "2026-01-20T10:00:00+01:00");

		g_assert_nonnull(wrong);
		g_assert_nonnull(strstr(wrong, "recused"));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = g_strdup_printf("/life/%s", rows[i].name);

		g_test_add(path, Desk, GSIZE_TO_POINTER(i), set_up, test_row, tear_down);
	}
	g_test_add("/life/ivo-branch", Desk, NULL, set_up, test_ivo_branch, tear_down);
	g_test_add("/life/corrected-clocks", Desk, NULL, set_up, test_corrected_clocks, tear_down);
	g_test_add(
		"/life/corrected-decision", Desk, NULL, set_up, test_corrected_decision, tear_down);
	g_test_add("/life/taken-back", Desk, NULL, set_up, test_taken_back, tear_down);
	g_test_add("/life/calendar", Desk, NULL, set_up, test_calendar, tear_down);
	g_test_add("/life/calendar-follows", Desk, NULL, set_up, test_calendar_follows, tear_down);
	g_test_add(
		"/life/calendar-corrected", Desk, NULL, set_up, test_calendar_corrected, tear_down);
	g_test_add("/life/calendar-taken-back", Desk, NULL, set_up, test_calendar_taken_back,
		tear_down);
	g_test_add("/life/calendar-recused", Desk, NULL, set_up, test_calendar_recused, tear_down);
	g_test_add("/life/calendar-unsent", Desk, NULL, set_up, test_calendar_unsent, tear_down);
	g_test_add(
		"/life/calendar-replaced", Desk, NULL, set_up, test_calendar_replaced, tear_down);
	g_test_add("/life/calendar-kept", Desk, NULL, set_up, test_calendar_kept, tear_down);
	g_test_add("/life/calendar-breach", Desk, NULL, set_up, test_calendar_breach, tear_down);
	g_test_add(
		"/life/calendar-stand-in", Desk, NULL, set_up, test_calendar_stand_in, tear_down);
	g_test_add("/life/other-board", Desk, NULL, set_up, test_other_board, tear_down);
	g_test_add("/life/other-recused", Desk, NULL, set_up, test_other_recused, tear_down);
	g_test_add("/life/joined-holder", Desk, NULL, set_up, test_joined_holder, tear_down);
	g_test_add("/life/other-held", Desk, NULL, set_up, test_other_held, tear_down);
	g_test_add("/life/joined-reporter", Desk, NULL, set_up, test_joined_reporter, tear_down);
	g_test_add("/life/recused", Desk, NULL, set_up, test_recused, tear_down);
	g_test_add("/life/away", Desk, NULL, set_up, test_away, tear_down);
	return g_test_run();
}

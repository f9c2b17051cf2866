/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What may be done in a case, as one table, and the one function that does it.
 * Must never move a case without an event that says who, when and why.
 */
#include "core/life.h"

#include "core/clock-run.h"
#include "core/error.h"
#include "core/life-correct.h"
#include "core/life-guard.h"
#include "core/life-notices.h"
#include "core/life-since.h"
#include "core/life-transfer.h"
#include "core/record.h"
#include "core/text.h"

#define STATE(state) (1u << CASE_##state)
#define UNASSESSED   (STATE(RECEIVED) | STATE(ASSESSING))
#define OPEN                                                                                       \
	(UNASSESSED | STATE(INVESTIGATING) | STATE(PROPOSED) | STATE(DECIDED) | STATE(FOLLOW_UP))
#define ENDED (STATE(CLOSED) | STATE(DECLINED))
#define AWAY  (STATE(JOINED) | STATE(TRANSFERRED) | STATE(NOT_REPORT))
#define ANY   (OPEN | ENDED | AWAY)
#define STAYS CASE_STATE_COUNT
#define NONE  MILESTONE_COUNT

#define V(value) LIFE_BIT(LIFE_##value)
#define G(guard) GUARD_BIT(GUARD_##guard)

static void
set_investigator(CaseFile *file, const LifeWords *words)
{
	g_free(file->investigator);
	file->investigator = text_fold_address(words->given[LIFE_INVESTIGATOR]);
}

static void
set_laws(CaseFile *file, const LifeWords *words)
{
	if (words->laws)
		file->laws = words->laws;
}

static void
set_proposal(CaseFile *file, const LifeWords *words)
{
	file->proposal = words->outcome;
}

/* What is decided to be serious is serious from that day at the latest. */
static void
set_outcome(CaseFile *file, const LifeWords *words)
{
	file->outcome = words->outcome;
	if (g_strcmp0(words->given[LIFE_DELEGATION], LIFE_UNDELEGATED) != 0)
		case_file_add_event(file, MILESTONE_DELEGATED, words->when, NULL, FALSE);
	if (outcome_is_serious(words->outcome) && case_file_ivo(file) == IVO_NONE)
		case_file_add_event(file, MILESTONE_SERIOUS, words->when, NULL, FALSE);
}

static void
attach_investigation(CaseFile *file, const LifeWords *words)
{
	case_file_add_event(file, MILESTONE_INVESTIGATION_ATTACHED, words->when, NULL, FALSE);
}

static void
set_supplement_day(CaseFile *file, const LifeWords *words)
{
	case_file_add_event(file, MILESTONE_SUPPLEMENT_DUE, clock_time_on(words->due), NULL, FALSE);
}

static void
link_board(CaseFile *file, const LifeWords *words)
{
	g_ptr_array_add(file->boards, g_strdup(words->given[LIFE_BOARD]));
}

static void
unlink_board(CaseFile *file, const LifeWords *words)
{
	guint index;

	if (g_ptr_array_find_with_equal_func(
		    file->boards, words->given[LIFE_BOARD], g_str_equal, &index))
		g_ptr_array_remove_index(file->boards, index);
}

static void
set_dnr(CaseFile *file, const LifeWords *words)
{
	case_file_set_dnr(file, words->given[LIFE_NUMBER]);
}

static void
extend(CaseFile *file, const LifeWords *words)
{
	case_file_extend(file, words->given[LIFE_CLOCK], words->given[LIFE_BOARD], words->due,
		words->given[LIFE_REASON]);
}

static void
add_measure(CaseFile *file, const LifeWords *words G_GNUC_UNUSED)
{
	file->measures++;
}

static void
note_done(CaseFile *file, const LifeWords *words)
{
	g_array_append_val(file->done, words->measure);
}

static void
set_follow_up(CaseFile *file, const LifeWords *words)
{
	case_file_add_event(file, MILESTONE_FOLLOW_UP_SET, clock_time_on(words->due), NULL, FALSE);
}

/* Back to where it was: what had begun is begun again. */
static void
reopen(CaseFile *file, const LifeWords *words)
{
	gboolean begun = case_file_day(file, MILESTONE_STARTED, NULL).year != 0;

	case_file_add_event(file, MILESTONE_REOPENED, words->when, NULL, FALSE);
	file->state = begun ? CASE_INVESTIGATING : CASE_ASSESSING;
	if (!begun)
		return;
	case_file_add_event(file, MILESTONE_ASSESSED, words->when, NULL, FALSE);
	case_file_add_event(file, MILESTONE_STARTED, words->when, NULL, FALSE);
}

static const struct {
	const char *event;
	guint from;
	CaseState to;        /* or STAYS */
	gboolean touches;    /* what is only received is being assessed from then on */
	Milestone milestone; /* or NONE */
	Milestone after;     /* it cannot have happened before the last of these, or NONE */
	guint32 needs;       /* words */
	guint64 guards;
	void (*apply)(CaseFile *file, const LifeWords *words);
	guint32 may; /* words that may be given, too */
} acts[LIFE_ACT_COUNT] = {
	[LIFE_PROTECT] = { "protected", OPEN | ENDED, STAYS, TRUE, MILESTONE_PROTECTED, NONE,
		V(TEXT) | V(BY), 0, NULL, V(TITLE) },
	[LIFE_PROTECTION_NOT_NEEDED] = { "protection_not_needed", OPEN | ENDED, STAYS, TRUE,
		MILESTONE_PROTECTED, NONE, V(TEXT) | V(BY), 0, NULL, V(TITLE) },
	[LIFE_ASSESS] = { "assessed", UNASSESSED, CASE_ASSESSING, TRUE, MILESTONE_ASSESSED, NONE,
		V(REASON), G(NOT_ASSESSED) | G(TITLE) | G(UNBIASED_SIGNER), NULL,
		V(BY) | V(TITLE) | V(DESPITE) },
	[LIFE_DECLINE] = { "declined", UNASSESSED, CASE_DECLINED, FALSE, MILESTONE_DECLINED, NONE,
		V(REASON),
		G(PROTECTED) | G(NOT_ASSESSED) | G(NOT_SERIOUS) | G(TITLE) | G(UNBIASED_SIGNER),
		NULL, V(BY) | V(TITLE) | V(DESPITE) },
	[LIFE_ASSIGN] = { "investigator_assigned",
		UNASSESSED | STATE(INVESTIGATING) | STATE(PROPOSED), STAYS, TRUE, NONE, NONE,
		V(INVESTIGATOR), G(UNBIASED_INVESTIGATOR), set_investigator,
		V(DESPITE) | V(REASON) },
	[LIFE_START] = { "investigation_started", UNASSESSED, CASE_INVESTIGATING, FALSE,
		MILESTONE_STARTED, NONE, 0, G(ASSESSED) | G(INVESTIGATOR), set_laws, V(LAW) },
	[LIFE_NOTE] = { "noted", ANY, STAYS, FALSE, NONE, NONE, V(SOURCE) | V(KIND) | V(TEXT),
		G(TITLE), NULL, V(TITLE) | V(AUTHOR) },
	[LIFE_PROPOSE] = { "proposed", STATE(INVESTIGATING) | STATE(PROPOSED), CASE_PROPOSED, FALSE,
		MILESTONE_PROPOSED, MILESTONE_STARTED, V(OUTCOME) | V(REASON), G(UNBIASED_SIGNER),
		set_proposal, V(DESPITE) },
	[LIFE_DECIDE] = { "decided", STATE(PROPOSED), CASE_DECIDED, FALSE, MILESTONE_DECIDED,
		MILESTONE_PROPOSED, V(OUTCOME) | V(BY) | V(DELEGATION),
		G(TITLE) | G(UNBIASED_DECIDER) | G(REASON_FOR_OTHER_OUTCOME), set_outcome,
		V(PRESENTER) | V(PARTICIPANTS) | V(REASON) | V(DESPITE) | V(TITLE) },
	[LIFE_SERIOUS] = { "serious", OPEN, STAYS, TRUE, MILESTONE_SERIOUS, NONE, V(REASON),
		G(NOT_SERIOUS), NULL, 0 },
	[LIFE_NOT_SERIOUS] = { "not_serious", OPEN, STAYS, FALSE, MILESTONE_NOT_SERIOUS,
		MILESTONE_SERIOUS, V(REASON),
		G(SERIOUS) | G(NOT_AT_IVO) | G(NOT_DECIDED_SERIOUS) | G(NOT_RECUSED), NULL, 0 },
	[LIFE_IVO_NOTIFIED] = { "ivo_notified", OPEN | ENDED, STAYS, FALSE, MILESTONE_IVO_NOTIFIED,
		MILESTONE_SERIOUS, 0, G(SERIOUS) | G(NOT_NOTIFIED), NULL, V(NUMBER) },
	[LIFE_IVO_NOTIFIED_WHOLE] = { "ivo_notified_with_investigation", OPEN | ENDED, STAYS, FALSE,
		MILESTONE_IVO_NOTIFIED, MILESTONE_SERIOUS, 0, G(SERIOUS) | G(NOT_NOTIFIED),
		attach_investigation, V(NUMBER) },
	[LIFE_INVESTIGATION_SENT] = { "investigation_sent", OPEN | ENDED, STAYS, FALSE,
		MILESTONE_INVESTIGATION_SENT, MILESTONE_IVO_NOTIFIED, 0,
		G(NOTIFIED) | G(INVESTIGATION_OWED), NULL, 0 },
	[LIFE_SUPPLEMENT_ASKED] = { "supplement_asked", OPEN | ENDED, STAYS, FALSE,
		MILESTONE_SUPPLEMENT_ASKED, MILESTONE_IVO_NOTIFIED, V(DUE), G(NOTIFIED),
		set_supplement_day, 0 },
	[LIFE_SUPPLEMENT_SENT] = { "supplement_sent", OPEN | ENDED, STAYS, FALSE,
		MILESTONE_SUPPLEMENT_SENT, MILESTONE_SUPPLEMENT_ASKED, 0, G(SUPPLEMENT_ASKED), NULL,
		0 },
	[LIFE_IVO_CLOSED] = { "ivo_closed", OPEN | ENDED, STAYS, FALSE, MILESTONE_IVO_CLOSED,
		MILESTONE_IVO_NOTIFIED, 0, G(NOTIFIED), NULL, 0 },
	[LIFE_LINK_BOARD] = { "board_linked", OPEN | ENDED, STAYS, TRUE, MILESTONE_BOARD_LINKED,
		NONE, V(BOARD) | V(REASON), G(BOARD_KNOWN) | G(BOARD_NOT_LINKED), link_board, 0 },
	[LIFE_UNLINK_BOARD] = { "board_unlinked", OPEN | ENDED, STAYS, TRUE,
		MILESTONE_BOARD_UNLINKED, NONE, V(BOARD) | V(REASON), G(BOARD_LINKED), unlink_board,
		0 },
	[LIFE_INFORM_REPORT] = { "board_informed_report", OPEN | ENDED, STAYS, TRUE,
		MILESTONE_REPORT_INFORMED, NONE, V(BOARD) | V(HOW), G(BOARD_LINKED), NULL, 0 },
	[LIFE_INFORM_IVO] = { "board_informed_ivo", OPEN | ENDED, STAYS, FALSE,
		MILESTONE_IVO_INFORMED, MILESTONE_IVO_NOTIFIED, V(BOARD) | V(HOW),
		G(BOARD_LINKED) | G(NOTIFIED), NULL, 0 },
	[LIFE_INFORM_COPY] = { "board_got_copy", OPEN | ENDED, STAYS, FALSE,
		MILESTONE_COPY_INFORMED, NONE, V(BOARD) | V(HOW), G(BOARD_LINKED), NULL, 0 },
	[LIFE_INFORM_FINAL] = { "board_got_final", OPEN | ENDED, STAYS, FALSE,
		MILESTONE_FINAL_INFORMED, MILESTONE_DECIDED, V(BOARD) | V(HOW),
		G(BOARD_LINKED) | G(DECIDED), NULL, 0 },
	[LIFE_RELEASE_COPY] = { "copy_released", OPEN | ENDED, STAYS, FALSE, NONE,
		MILESTONE_IVO_NOTIFIED, V(BOARD) | V(FILE) | V(BASIS),
		G(BOARD_LINKED) | G(NOTIFIED) | G(BEGUN) | G(PDF), NULL, 0 },
	[LIFE_RELEASE_FINAL] = { "final_released", OPEN | ENDED, STAYS, FALSE, NONE,
		MILESTONE_DECIDED, V(BOARD) | V(FILE) | V(BASIS),
		G(BOARD_LINKED) | G(DECIDED) | G(PDF), NULL, 0 },
	[LIFE_REGISTER] = { "registered", ANY, STAYS, FALSE, MILESTONE_REGISTERED, NONE, V(NUMBER),
		0, set_dnr, 0 },
	[LIFE_BREACH_SUSPECTED] = { "breach_suspected", OPEN | ENDED, STAYS, FALSE,
		MILESTONE_BREACH_AWARE, NONE, V(WHEN), G(HOUR), NULL, 0 },
	[LIFE_BREACH] = { "breach_aware", OPEN | ENDED, STAYS, TRUE, MILESTONE_BREACH_AWARE, NONE,
		V(WHEN), G(HOUR), NULL, 0 },
	[LIFE_BREACH_NOTIFIED] = { "breach_notified", ANY, STAYS, FALSE, MILESTONE_BREACH_NOTIFIED,
		MILESTONE_BREACH_AWARE, V(WHEN), G(BREACH) | G(HOUR), NULL, 0 },
	[LIFE_BREACH_NOT_REPORTABLE] = { "breach_not_reportable", ANY, STAYS, FALSE,
		MILESTONE_BREACH_NOT_REPORTABLE, MILESTONE_BREACH_AWARE, V(REASON),
		G(BREACH) | G(HOUR), NULL, 0 },
	[LIFE_EXTEND] = { "clock_extended", OPEN, STAYS, FALSE, NONE, NONE,
		V(CLOCK) | V(DUE) | V(REASON), G(CLOCK), extend, V(BOARD) },
	[LIFE_MEASURE_PLANNED] = { "measure_planned", OPEN | ENDED, STAYS, FALSE, NONE, NONE,
		V(TEXT) | V(OWNER) | V(DUE), 0, add_measure, 0 },
	[LIFE_MEASURE_DONE] = { "measure_done", OPEN | ENDED, STAYS, FALSE, NONE, NONE, V(MEASURE),
		G(MEASURE), note_done, 0 },
	[LIFE_SET_FOLLOW_UP] = { "follow_up_set", STATE(DECIDED) | STATE(FOLLOW_UP), CASE_FOLLOW_UP,
		FALSE, NONE, NONE, V(DUE), 0, set_follow_up, 0 },
	[LIFE_FOLLOWED_UP] = { "followed_up", STATE(DECIDED) | STATE(FOLLOW_UP) | ENDED, STAYS,
		FALSE, MILESTONE_FOLLOWED_UP, MILESTONE_DECIDED, 0, 0, NULL, 0 },
	[LIFE_RECEIPT_GIVEN] = { "receipt_given", ANY, STAYS, FALSE, MILESTONE_RECEIPT_ACCEPTED,
		NONE, V(HOW), 0, NULL, 0 },
	[LIFE_FEEDBACK_GIVEN] = { "feedback_given", ANY, STAYS, FALSE, MILESTONE_FEEDBACK_ACCEPTED,
		NONE, V(HOW), 0, NULL, 0 },
	[LIFE_REPORTED] = { "reported_to_board", ANY, STAYS, FALSE, MILESTONE_BOARD_REPORTED,
		MILESTONE_DECIDED, 0, G(DECIDED), NULL, 0 },
	[LIFE_JOIN] = { "joined", UNASSESSED | STATE(INVESTIGATING) | STATE(PROPOSED), CASE_JOINED,
		FALSE, MILESTONE_JOINED, NONE, V(CASE), G(OTHER_CASE), NULL, 0 },
	[LIFE_LINK] = { "linked", ANY, STAYS, FALSE, NONE, NONE, V(CASE), G(OTHER_CASE), NULL, 0 },
	[LIFE_TRANSFER] = { "transferred", UNASSESSED | STATE(INVESTIGATING) | STATE(PROPOSED),
		CASE_RECEIVED, FALSE, MILESTONE_TAKEN_OVER, NONE, V(TO_BOARD) | V(REASON),
		G(OTHER_BOARD) | G(OUR_BOARD) | G(ITS_PEOPLE) | G(UNHELD) | G(RECEIVER) | G(RULES),
		NULL, V(DESPITE) },
	[LIFE_TRANSFER_EXTERNAL] = { "transferred_external", OPEN, CASE_TRANSFERRED, FALSE,
		MILESTONE_TRANSFERRED, NONE, V(TO_BOARD) | V(REASON),
		G(NONE_OF_OURS) | G(ITS_PEOPLE), NULL, 0 },
	/* What the board knows of it has to investigate all the same (27 kap. 5 § SoL). */
	[LIFE_WITHDRAW] = { "report_withdrawn", OPEN | ENDED | STATE(JOINED) | STATE(TRANSFERRED),
		STAYS, FALSE, NONE, NONE, V(REASON), 0, NULL, 0 },
	[LIFE_CLOSE] = { "closed", STATE(DECIDED) | STATE(FOLLOW_UP), CASE_CLOSED, FALSE,
		MILESTONE_CLOSED, MILESTONE_DECIDED, 0, G(IVO_DONE) | G(DUTIES_DONE), NULL, 0 },
	[LIFE_REOPEN] = { "reopened", STATE(DECIDED) | STATE(FOLLOW_UP) | ENDED | AWAY, STAYS,
		FALSE, NONE, NONE, V(REASON), 0, reopen, 0 },
};

G_STATIC_ASSERT(LIFE_VALUE_COUNT <= 32);

const char *
life_act_event(LifeAct act)
{
	return acts[act].event;
}

Milestone
life_act_milestone(LifeAct act)
{
	return acts[act].milestone;
}

Milestone
life_act_after(LifeAct act)
{
	return acts[act].after;
}

guint64
life_act_guards(LifeAct act)
{
	return acts[act].guards;
}

guint32
life_act_needs(LifeAct act)
{
	return acts[act].needs;
}

guint
life_act_states(LifeAct act)
{
	return acts[act].from;
}

static gboolean
check_state(const CaseFile *file, LifeAct act, GError **error)
{
	g_autoptr(GString) names = g_string_new(NULL);

	if (acts[act].from & 1u << file->state)
		return TRUE;
	for (guint state = 0; state < CASE_STATE_COUNT; state++)
		if (acts[act].from & 1u << state)
			g_string_append_printf(names, "%s%s", names->len ? ", " : "",
				case_state_name((CaseState) state));
	g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED,
		"%s is %s: that is done in a case that is %s", file->id,
		case_state_name(file->state), names->str);
	return FALSE;
}

static gboolean
check_words(const CaseFile *file, LifeAct act, const LifeWords *words, GError **error)
{
	for (guint value = 0; value < LIFE_VALUE_COUNT; value++) {
		if (!(acts[act].needs & LIFE_BIT(value)) || words->given[value])
			continue;
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: the %s must be given", file->id,
			life_value_key((LifeValue) value));
		return FALSE;
	}
	return TRUE;
}

/* What one board does while the case is its own. */
static gboolean
is_of_one_board(Milestone milestone)
{
	return milestone == MILESTONE_TAKEN_OVER ||
	       (!milestone_outlasts_board(milestone) && !milestone_may_precede_arrival(milestone));
}

/* A day that is set lies ahead, and what comes after something is not before it. */
static gboolean
check_dates(const CaseFile *file, LifeAct act, const LifeWords *words, const LifeOffice *office,
	GError **error)
{
	CivilDate today = date_from_instant(office->clocks.now, office->clocks.zone);
	CivilDate before = { 0 };
	CivilDate taken_over = case_file_day(file, MILESTONE_TAKEN_OVER, NULL);
	Milestone milestone = acts[act].milestone;
	const char *wrong = life_wrong_day(file, milestone, words->when, office);

	if (acts[act].after != NONE)
		before = case_file_day(file, acts[act].after, NULL);
	if (!wrong && milestone != NONE && is_of_one_board(milestone) && taken_over.year &&
		date_compare(words->when.date, taken_over) < 0)
		wrong = "the date is before this board took the case over";
	else if (!wrong && words->given[LIFE_DUE] && date_compare(words->due, today) < 0)
		wrong = "the day that is set has passed already";
	else if (!wrong && before.year && date_compare(words->when.date, before) < 0)
		wrong = "the date is before that of what it follows: see lexsarah case show";
	if (wrong)
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: %s", file->id, wrong);
	return !wrong;
}

static void
put_change(Record *detail, const CaseFile *file, CaseState was)
{
	if (file->state == was)
		return;
	record_put_text(detail, "state_was", case_state_name(was));
	record_put_text(detail, "state", case_state_name(file->state));
}

/* The day, and the hour only where somebody said it. */
static void
put_when(Record *detail, const LifeWords *words, GTimeZone *zone)
{
	gboolean hour = words->given[LIFE_WHEN] && words->when.instant != INSTANT_NONE;
	g_autofree char *day = hour ? instant_to_string(words->when.instant, zone)
				    : date_to_string(words->when.date);

	record_put_text(detail, life_value_key(LIFE_WHEN), day);
}

/* Who signs is written down with the title of the day. */
static void
put_title(Record *detail, LifeAct act, const LifeWords *words, const LifeOffice *office)
{
	const char *by = words->given[LIFE_BY] ? words->given[LIFE_BY] : office->actor;

	if (!(words->given[LIFE_TITLE] && acts[act].may & V(TITLE)))
		record_put_text(
			detail, life_value_key(LIFE_TITLE), life_find_title(office->board, by));
}

/* Which file it was is proved by the journal, whatever it was called. */
static void
put_file(Record *detail, GBytes *file)
{
	g_autofree char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, file);

	record_put_text(detail, "sha256", digest);
	record_put_number(detail, "size", (gint64) g_bytes_get_size(file));
}

static PlannedEvent *
make_event(const CaseFile *file, CaseState was, LifeAct act, const LifeWords *words,
	const LifeOffice *office)
{
	Record detail;

	record_init(&detail);
	put_change(&detail, file, was);
	put_when(&detail, words, office->clocks.zone);
	put_title(&detail, act, words, office);
	for (guint value = 0; value < LIFE_VALUE_COUNT; value++)
		if (value != LIFE_WHEN && (acts[act].needs | acts[act].may) & LIFE_BIT(value))
			record_put_text(
				&detail, life_value_key((LifeValue) value), words->given[value]);
	if (words->file)
		put_file(&detail, words->file);
	if (act == LIFE_MEASURE_PLANNED)
		record_put_number(&detail, "no", file->measures);
	return planned_event_new(acts[act].event, record_end(&detail));
}

/* A breach that is not settled was noticed once: who says when again says when it was. */
static gboolean
corrects(const CaseFile *file, LifeAct act)
{
	return act == LIFE_BREACH && case_file_has_open_breach(file);
}

static void
change(CaseFile *file, LifeAct act, const LifeWords *words)
{
	Milestone milestone = acts[act].milestone;

	if (acts[act].touches && file->state == CASE_RECEIVED)
		file->state = CASE_ASSESSING;
	if (acts[act].to != STAYS)
		file->state = acts[act].to;
	if (milestone != NONE)
		case_file_add_event(file, milestone, words->when,
			milestone_is_of_board(milestone) ? words->given[LIFE_BOARD] : NULL,
			corrects(file, act));
	if (acts[act].apply)
		acts[act].apply(file, words);
}

/* What the store asks of another case, and takes back of this one. */
static void
plan_others(LifePlan *plan, LifeAct act, const LifeWords *words, const LifeOffice *office)
{
	if (act == LIFE_JOIN || act == LIFE_LINK) {
		plan->other_case = words->given[LIFE_CASE];
		plan->act = act;
		plan->words = words;
		plan->by = office;
	}
	plan->other_open = act == LIFE_JOIN;
	if (act == LIFE_UNLINK_BOARD)
		g_ptr_array_add(plan->untold_boards, g_strdup(words->given[LIFE_BOARD]));
	if (act == LIFE_RELEASE_COPY || act == LIFE_RELEASE_FINAL) {
		plan->released = words->file;
		plan->released_to = words->given[LIFE_BOARD];
		plan->released_as =
			milestone_names[act == LIFE_RELEASE_COPY ? MILESTONE_COPY_INFORMED
								 : MILESTONE_FINAL_INFORMED];
	}
}

/* An extension is proved by the clock itself. */
static gboolean
check_extension(const CaseFile *file, LifeAct act, const LifeWords *words, const LifeOffice *office,
	GError **error)
{
	ClockCase facts = case_clocks_facts(file, &office->clocks);
	Clock clock;

	if (act != LIFE_EXTEND)
		return TRUE;
	const ClockRule *rule = clock_office_find(&office->clocks, words->given[LIFE_CLOCK]);
	if (rule->each_board != (words->given[LIFE_BOARD] != NULL)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: the clock %s is %s", file->id,
			rule->id,
			rule->each_board ? "of one commissioning board: say which with --board"
					 : "of no commissioning board: leave --board out");
		return FALSE;
	}
	if (!case_clocks_find(file, &facts, rule, words->given[LIFE_BOARD], &clock, error))
		return FALSE;
	if (clock.state == CLOCK_RUNNING || (clock.state == CLOCK_LATE && !clock.stop.date.year))
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED, "%s: the clock %s does not run",
		file->id, rule->id);
	return FALSE;
}

static LifePlan *
plan_new(CaseState was)
{
	LifePlan *plan = g_new0(LifePlan, 1);

	plan->was = was;
	plan->events = g_ptr_array_new_with_free_func((GDestroyNotify) planned_event_free);
	plan->notices = g_ptr_array_new_with_free_func((GDestroyNotify) planned_notice_free);
	plan->untold_boards = g_ptr_array_new_with_free_func(g_free);
	return plan;
}

static gboolean
note(const LifeOffice *office, LifeRefusalKind kind, gboolean good)
{
	if (!good && office->refusal)
		office->refusal->kind = kind;
	return good;
}

static gboolean
do_act(LifePlan *plan, CaseFile *file, LifeAct act, const LifeWords *words,
	const LifeOffice *office, GError **error)
{
	if (words->correct)
		return life_correct(file, act, words, office, plan, error);
	if (!note(office, LIFE_REFUSAL_STATE, check_state(file, act, error)) ||
		!note(office, LIFE_REFUSAL_WORDS, check_words(file, act, words, error)) ||
		!note(office, LIFE_REFUSAL_GUARD,
			life_guards_hold(file, acts[act].guards, words, office, error)) ||
		!note(office, LIFE_REFUSAL_DATE, check_dates(file, act, words, office, error)))
		return FALSE;
	gboolean was_serious = case_file_ivo(file) != IVO_NONE;
	g_autofree char *investigator = g_strdup(file->investigator);
	change(file, act, words);
	plan->now_serious = act == LIFE_DECIDE && !was_serious && case_file_ivo(file) != IVO_NONE;
	if (act == LIFE_TRANSFER)
		life_leave_board(plan, file, words, office);
	if (investigator && !life_is_same_person(investigator, file->investigator))
		plan->left_investigator = g_steal_pointer(&investigator);
	g_ptr_array_add(plan->events, make_event(file, plan->was, act, words, office));
	plan_others(plan, act, words, office);
	return TRUE;
}

LifePlan *
life_plan(CaseFile *file, LifeAct act, const LifeWords *words, const LifeOffice *office,
	GError **error)
{
	g_autoptr(LifePlan) plan = plan_new(file->state);

	plan->office = &office->clocks;
	if (words->correct || act == LIFE_EXTEND)
		plan->before = case_clocks_compute(file, plan->office, NULL);
	if (!note(office, LIFE_REFUSAL_SINCE, life_since_allows(file, act, words, office, error)))
		return NULL;
	if (!do_act(plan, file, act, words, office, error)) {
		life_since_explain(file, office, error);
		return NULL;
	}
	plan->clocks = case_clocks_compute(file, plan->office, error);
	if (!note(office, LIFE_REFUSAL_OTHER,
		    plan->clocks && check_extension(file, act, words, office, error)))
		return NULL;
	life_plan_notices(plan, file, act, words, office);
	return g_steal_pointer(&plan);
}

LifePlan *
life_plan_clocks(CaseFile *file, const ClockOffice *office, GError **error)
{
	g_autoptr(LifePlan) plan = plan_new(file->state);

	plan->office = office;
	plan->clocks = case_clocks_compute(file, office, error);
	return plan->clocks ? g_steal_pointer(&plan) : NULL;
}

void
life_plan_free(LifePlan *plan)
{
	if (!plan)
		return;
	g_ptr_array_unref(plan->events);
	g_ptr_array_unref(plan->notices);
	g_ptr_array_unref(plan->untold_boards);
	g_free(plan->left_investigator);
	g_free(plan->left_board);
	g_free(plan->left_dnr);
	g_clear_pointer(&plan->clocks, g_array_unref);
	g_clear_pointer(&plan->before, g_array_unref);
	g_free(plan);
}

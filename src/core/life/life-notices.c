/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tells of what was done in a case, by the rows of life-notices-rows.c.
 */
#include "core/life/life-notices.h"

#include <string.h>

#include "core/notice/facts.h"
#include "core/life/life-calendar.h"
#include "core/life/life-guard.h"
#include "core/life/life-notices-private.h"
#include "core/text.h"

void
life_notice_begin(Record *facts, const Matter *matter)
{
	record_init(facts);
	facts_put_text(facts, "case", matter->file->id);
	facts_put_text(facts, "dnr", matter->file->dnr);
}

static gboolean
is_cleared(const NoticeRow *row)
{
	return strcmp(row->to, LIFE_TO_CLEARED) == 0;
}

PlannedNotice *
life_notice_add(LifePlan *plan, const Matter *matter, const NoticeRow *row, const Recipient *to,
	const char *facts, const char *board)
{
	Notice kind = matter->words->correct ? NOTICE_CHANGED : row->notice;
	g_autofree char *folded = text_fold_address(to->address);
	const char *accepted = matter->words->correct || row->accepted == MILESTONE_COUNT
				       ? NULL
				       : milestone_names[row->accepted];

	/* One person may have several roles, and is told once; a board of each thing by itself. */
	for (guint i = 0; i < plan->notices->len; i++) {
		const PlannedNotice *other = g_ptr_array_index(plan->notices, i);
		g_autofree char *told = text_fold_address(other->recipient);

		if (other->notice == kind && strcmp(told, folded) == 0 &&
			g_strcmp0(other->accepted_board, board) == 0 &&
			(!board || g_strcmp0(other->accepted, accepted) == 0) &&
			g_strcmp0(other->of_case, matter->of_case) == 0 &&
			g_strcmp0(other->sender, matter->sender) == 0)
			return NULL;
	}
	PlannedNotice *notice = planned_notice_new(kind, to->audience, to->route, to->address,
		matter->board, matter->office->clocks.now, facts);
	notice->accepted = accepted;
	notice->accepted_board = g_strdup(board);
	notice->encloses = is_cleared(row);
	notice->with_reading = row->notice == NOTICE_ASSIGNMENT && to->route == ROUTE_SECURE;
	notice->of_case = g_strdup(matter->of_case);
	notice->sender = g_strdup(matter->sender);
	/* What the report says of who gets it is looked for first. */
	notice->after_reading = row->put == life_put_received ||
				(matter->act == LIFE_TRANSFER && row->put == life_put_breach);
	/* What no person has done goes no further than the rest of the case. */
	if (matter->act == LIFE_BREACH_SUSPECTED)
		notice->hold = matter->file->quiet;
	/* Of a case of which nobody may hear yet nobody hears by way of another one. */
	if (matter->named_held)
		notice->hold = HOLD_PROTECTED;
	g_ptr_array_add(plan->notices, notice);
	return notice;
}

void
life_tell_reporter(LifePlan *plan, const Matter *matter, const NoticeRow *row, const char *address,
	Record *facts)
{
	g_autofree char *json = record_end(facts);

	if (!text_is_address(address) || !settings_is_own_staff(matter->office->settings, address))
		return;
	const Recipient to = {
		.address = (char *) address, .route = ROUTE_PLAIN, .audience = AUDIENCE_REPORTER
	};
	life_notice_add(plan, matter, row, &to, json, NULL);
}

static void
tell_board(
	LifePlan *plan, const Matter *matter, const NoticeRow *row, const CommissioningBoard *board)
{
	const Recipient to = { .address = board->address,
		.route = board->secure ? ROUTE_SECURE : ROUTE_PLAIN,
		.audience = AUDIENCE_COMMISSIONING };
	Record facts, part;

	life_notice_begin(&facts, matter);
	record_init(&part);
	facts_put_text(&part, "name", board->name);
	record_put_boolean(&part, row->what, TRUE);
	if (is_cleared(row))
		record_put_boolean(&part, "enclosed", TRUE);
	record_put_record(&facts, "commissioning", &part);
	g_autofree char *json = record_end(&facts);
	life_notice_add(plan, matter, row, &to, json, board->id);
}

/*
 * A copy goes by mail on a secure route only; on any other it is somebody's task to hand it
 * over. It is told of whether or not the board is told of anything by itself: a person asks.
 */
static const CommissioningBoard *
find_secure(const Matter *matter)
{
	const CommissioningBoard *board =
		board_find_commissioning(matter->office->board, matter->words->given[LIFE_BOARD]);

	return board && board->secure ? board : NULL;
}

static void
tell_cleared(LifePlan *plan, const Matter *matter, const NoticeRow *row)
{
	const CommissioningBoard *board = find_secure(matter);

	if (board)
		tell_board(plan, matter, row, board);
}

/* A board that is linked late is told of what would have been told. */
static gboolean
has_happened(const CaseFile *file, const char *what)
{
	IvoState ivo = case_file_ivo(file);

	if (strcmp(what, LIFE_WHAT_FINAL) == 0)
		return ivo != IVO_NONE && case_file_has(file, MILESTONE_DECIDED, NULL);
	return strcmp(what, LIFE_WHAT_IVO) != 0 || ivo > IVO_DUE;
}

/* The boards that are told by themselves; of the others the responsible has a task. */
static void
tell_boards(LifePlan *plan, const Matter *matter, const NoticeRow *row)
{
	const GPtrArray *known = matter->board->commissioning;
	gboolean all = strcmp(row->to, LIFE_TO_BOARDS) == 0;

	if (!has_happened(matter->file, row->what))
		return;
	for (guint i = 0; known && i < known->len; i++) {
		const CommissioningBoard *board = g_ptr_array_index(known, i);

		if (board->automatic && case_file_has_board(matter->file, board->id) &&
			(all || strcmp(board->id, matter->words->given[LIFE_BOARD]) == 0))
			tell_board(plan, matter, row, board);
	}
}

/* away: Away, who is to count as such beside whom the configuration names. */
static Recipient
find_in(const Matter *matter, const char *role, const GArray *away)
{
	const ClockOffice *office = &matter->office->clocks;
	g_autoptr(GPtrArray) recusals = life_recusals(matter->file, matter->not_to);

	return recipient_find(matter->board, role, matter->file->investigator,
		date_from_instant(office->now, office->zone), away, recusals);
}

/* Takes facts. NULL: that person is told already. Borrowed. */
static PlannedNotice *
tell_person(LifePlan *plan, const Matter *matter, const NoticeRow *row, const Recipient *to,
	Record *facts)
{
	g_autoptr(GArray) entries =
		life_calendar_find(plan, matter->file, matter->board, row->dates, to->address);

	recipient_put(facts, to);
	calendar_put_held(facts, entries, matter->office->clocks.now);
	g_autofree char *json = record_end(facts);
	PlannedNotice *notice = life_notice_add(plan, matter, row, to, json, NULL);
	if (notice)
		notice->entries = g_steal_pointer(&entries);
	return notice;
}

void
life_tell_role(
	LifePlan *plan, const Matter *matter, const NoticeRow *row, const char *role, Record *facts)
{
	g_auto(Recipient) to = find_in(matter, role, matter->file->away);

	gboolean stands_in = row->notice == NOTICE_TRANSFERRED && strcmp(role, "registrar") == 0 &&
			     to.audience != AUDIENCE_REGISTRAR;

	/*
	 * Who stands in for the registrar is told what the registrar would be, but is who they are:
	 * nothing of what is held for them.
	 */
	if (stands_in)
		to.audience = AUDIENCE_REGISTRAR;
	PlannedNotice *notice = tell_person(plan, matter, row, &to, facts);
	if (notice && stands_in && matter->file->held && !notice->hold)
		notice->hold = HOLD_RECUSED;
}

/*
 * What gives somebody something to do is for them, too, while only their mailbox says that they
 * are away: they may read it there, and whoever stands in may leave it to them.
 */
static void
tell_absent(LifePlan *plan, const Matter *matter, const NoticeRow *row)
{
	Record facts;

	if (row->notice != NOTICE_ASSIGNMENT && row->notice != NOTICE_PROPOSAL)
		return;
	g_auto(Recipient) to = find_in(matter, row->to, NULL);
	if (to.stand_in_for)
		return;
	life_notice_begin(&facts, matter);
	row->put(&facts, matter);
	(void) tell_person(plan, matter, row, &to, &facts);
}

/* Whom a row is for, of those who work on the case; NULL: it is nobody's. Static. */
static const char *
role_of(const Matter *matter, const NoticeRow *row)
{
	const CaseFile *file = matter->file;

	if (strcmp(row->to, LIFE_TO_NAMED) == 0)
		return file->investigator ? "investigator" : NULL;
	if (strcmp(row->to, LIFE_TO_ASKED) == 0)
		return case_file_day(file, MILESTONE_PROPOSED, NULL).year ? "decision_maker" : NULL;
	return row->to;
}

/* Who works on the case and was told what is corrected. */
static void
tell_correction(LifePlan *plan, const Matter *matter, const NoticeRow *row)
{
	static const char *const others[] = { LIFE_TO_REPORTER, LIFE_TO_JOINED, LIFE_TO_RELATED,
		NULL };
	Record facts;

	if (strcmp(row->to, LIFE_TO_FORMER) == 0) {
		life_tell_former(plan, matter, row);
		return;
	}
	const char *role = role_of(matter, row);
	if (!row->put || !role || g_strv_contains(others, role))
		return;
	life_notice_begin(&facts, matter);
	life_put_correction(&facts, matter);
	life_tell_role(plan, matter, row, role, &facts);
}

void
life_tell_row(LifePlan *plan, const Matter *matter, const NoticeRow *row)
{
	const CaseFile *file = matter->file;
	const char *role = role_of(matter, row);
	Record facts;

	if (strcmp(row->to, LIFE_TO_FORMER) == 0) {
		life_tell_former(plan, matter, row);
		return;
	}
	if (!role)
		return;
	life_notice_begin(&facts, matter);
	row->put(&facts, matter);
	if (strcmp(role, LIFE_TO_REPORTER) == 0)
		life_tell_reporter(
			plan, matter, row, file->reporter ? file->reporter : file->sender, &facts);
	else
		life_tell_role(plan, matter, row, role, &facts);
}

/* A case may be passed on without a breach, and its hours do not hang on the day of that. */
static gboolean
has_no_breach(const Matter *matter, const NoticeRow *row)
{
	return matter->act == LIFE_TRANSFER && row->put == life_put_breach &&
	       (matter->words->correct || !case_file_has_open_breach(matter->file));
}

static void
tell(LifePlan *plan, const Matter *matter, const NoticeRow *row)
{
	if (has_no_breach(matter, row))
		return;
	if (matter->words->correct) {
		tell_correction(plan, matter, row);
		return;
	}
	if (strcmp(row->to, LIFE_TO_RELATED) == 0) {
		life_tell_related(plan, matter, row);
		return;
	}
	if (strcmp(row->to, LIFE_TO_JOINED) == 0) {
		life_tell_joined(plan, matter, row);
		return;
	}
	if (!row->put) {
		if (is_cleared(row))
			tell_cleared(plan, matter, row);
		else
			tell_boards(plan, matter, row);
		return;
	}
	if (row->put == life_put_release && find_secure(matter))
		return;
	tell_absent(plan, matter, row);
	life_tell_row(plan, matter, row);
}

/* Whoever has a last day in the calendar that a correction or an extension moves. */
static void
tell_moved(LifePlan *plan, const Matter *matter, const HeldEntry *held)
{
	const Recipient to = {
		.address = held->recipient, .route = held->route, .audience = held->audience
	};
	gint64 now = matter->office->clocks.now;
	g_autoptr(GArray) entries =
		life_calendar_find(plan, matter->file, matter->board, NULL, to.address);
	Record facts;

	life_notice_begin(&facts, matter);
	life_put_correction(&facts, matter);
	calendar_put_held(&facts, entries, now);
	g_autofree char *json = record_end(&facts);
	PlannedNotice *notice = planned_notice_new(NOTICE_CHANGED, to.audience, to.route,
		to.address, matter->office->board, now, json);
	notice->entries = g_steal_pointer(&entries);
	g_ptr_array_add(plan->notices, notice);
}

static void
tell_all(LifePlan *plan, const Matter *matter, LifeAct act)
{
	for (gsize i = 0; i < life_notice_n_rows; i++)
		if (life_notice_rows[i].act == act)
			tell(plan, matter, &life_notice_rows[i]);
}

void
life_plan_notices(LifePlan *plan, const CaseFile *file, LifeAct act, const LifeWords *words,
	const LifeOffice *office)
{
	const Board *board = plan->left_board ? settings_get_board(office->settings, file->board)
					      : office->board;
	const Matter matter = { .file = file,
		.act = act,
		.words = words,
		.office = office,
		.board = board,
		.clocks = plan->clocks,
		.before = plan->before };

	tell_all(plan, &matter, act);
	if (plan->now_serious)
		tell_all(plan, &matter, LIFE_SERIOUS);
	life_tell_replaced(plan, &matter);
	/* What is told of the other case tells some of them. */
	if (!plan->other_case)
		life_tell_holders(plan, &matter);
	const HeldEntry *held;
	while (plan->before && (held = life_calendar_find_untold(plan, file)))
		tell_moved(plan, &matter, held);
}

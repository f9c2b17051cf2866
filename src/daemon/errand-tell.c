/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What came of an answer: told to the one whom the notice went to, and to nobody else.
 */
#include <string.h>

#include "core/notice/budget.h"
#include "core/clock/clock-facts.h"
#include "core/answer/form-errand.h"
#include "core/form/investigation-law.h"
#include "core/life/decline-advice.h"
#include "core/life/life-guard.h"
#include "core/life/life-letter.h"
#include "core/notice/facts.h"
#include "core/notice/planned.h"
#include "core/answer/reply.h"
#include "core/text.h"
#include "daemon/clock-room.h"
#include "daemon/errand-desk.h"

#define BIT(fate) (1u << ERRAND_##fate)

static void
begin_facts(Record *facts, const CaseFile *file)
{
	record_init(facts);
	facts_put_text(facts, "case", file->id);
	facts_put_text(facts, "dnr", file->dnr);
}

/* The next date of the case, in the language of its board. */
static char *
status_of(const ErrandDesk *desk, const CaseFile *file, const Board *board)
{
	const ClockOffice office = clock_room_office(
		desk->daemon->settings, desk->daemon->rules, desk->who.time, desk->daemon->zone);
	g_autoptr(GArray) clocks = case_clocks_compute(file, &office, NULL);
	const CaseClock *next = NULL;

	for (guint i = 0; clocks && i < clocks->len; i++) {
		const CaseClock *clock = &g_array_index(clocks, CaseClock, i);

		if (!clock->stop.date.year && (!next || clock->late < next->late))
			next = clock;
	}
	/* What reporters are told of is how far it has come, and not whose turn it is. */
	if (desk->errand->purpose == REPLY_FOR_FACTS)
		next = NULL;
	return errand_status(file->state,
		next ? clock_facts_title(next->rule, board->language) : NULL,
		next ? next->due.date : (CivilDate){ 0 }, board->language);
}

/* To whom the notice went, and nobody else. json is borrowed. */
static void
add_notice(const ErrandDesk *desk, GPtrArray *notices, const Board *board, Notice notice,
	const char *json)
{
	const Errand *errand = desk->errand;
	Route route = mail_right_route(board, errand->recipient, errand->route);
	PlannedNotice *planned = planned_notice_new(
		notice, errand->audience, route, errand->recipient, board, desk->who.time, json);

	if (errand->message_id)
		planned->in_reply_to = g_strdup(errand->message_id);
	planned->limit = budget_limit(notice, desk->daemon->settings);
	g_ptr_array_add(notices, planned);
}

/* TRUE if what is asked about ends a report without an investigation. */
static gboolean
asks_to_decline(const ErrandDesk *desk)
{
	for (guint i = 0; i < desk->steps->len; i++) {
		const ErrandStep *step = g_ptr_array_index(desk->steps, i);

		if (step->fate == ERRAND_ASK && step->act == LIFE_DECLINE)
			return TRUE;
	}
	return FALSE;
}

/* What law and IVO say, for who may hear of the case. */
static void
put_advice(Record *facts, const ErrandDesk *desk, const CaseFile *file, const Board *board)
{
	if (!asks_to_decline(desk) || !desk->daemon->rules || !errand_desk_may_hear(desk, file))
		return;
	g_autofree char *advice = decline_advice(file, desk->daemon->rules, board->language);
	facts_put_text(facts, "advice", advice);
}

static void
add_question(const ErrandDesk *desk, GPtrArray *notices, const CaseFile *file, const Board *board)
{
	CivilDate today = date_from_instant(desk->who.time, desk->daemon->zone);
	g_autofree char *day =
		clock_facts_day(date_add_days(today, REPLY_CONFIRM_DAYS), board->language);
	g_autofree char *when = instant_to_display(desk->errand->received, desk->daemon->zone);
	Record facts;

	begin_facts(&facts, file);
	facts_put_text(&facts, "answer_by", day);
	facts_put_text(&facts, "answered", when);
	record_put_boolean(&facts, "other_sender", !errand_desk_is_from_recipient(desk->errand));
	const ErrandTold told = { .language = board->language };
	errand_put(&facts, desk->steps, BIT(ASK), desk->ends, &told);
	put_advice(&facts, desk, file, board);
	g_autofree char *json = record_end(&facts);
	add_notice(desk, notices, board, NOTICE_CONFIRMATION, json);
}

/* Of a form: what the law still misses in it, for who may hear of the case. */
static void
put_missing(Record *facts, const ErrandDesk *desk, const CaseFile *file, const Board *board)
{
	const Reading *form = desk->about->form ? form_errand_find(desk->file, file->id) : NULL;

	if (!form || !errand_desk_may_hear(desk, file))
		return;
	g_autoptr(GPtrArray) missing =
		investigation_law_gaps(form, desk->logged, strcmp(board->language, "en") == 0);
	if (!missing->len)
		return;
	Record part;
	record_init(&part);
	record_put_texts(
		&part, "missing", (const char *const *) missing->pdata, (gssize) missing->len);
	record_put_record(facts, "form", &part);
}

static void
add_transcript(const ErrandDesk *desk, GPtrArray *notices, const CaseFile *file, const Board *board,
	guint fates)
{
	g_autofree char *status = status_of(desk, file, board);
	Record facts;

	const ErrandTold told = { status, mail_right_in_case(board, file, desk->errand->recipient),
		desk->errand->purpose, board->language, .earlier = desk->answered };
	begin_facts(&facts, file);
	errand_put(&facts, desk->steps, fates, desk->ends, &told);
	put_missing(&facts, desk, file, board);
	g_autofree char *json = record_end(&facts);
	add_notice(desk, notices, board, NOTICE_TRANSCRIPT, json);
}

/* What they would be told goes to who was named in their place. */
static gboolean
is_replaced(const CaseFile *file, const char *address)
{
	g_autofree char *folded = text_fold_address(address);

	return g_ptr_array_find_with_equal_func(file->recused, folded, g_str_equal, NULL);
}

/* Who is recused is told of the own answer that it did nothing, and nothing of the case. */
static void
add_undone(const ErrandDesk *desk, GPtrArray *notices, const CaseFile *file, const Board *board)
{
	const Errand *errand = desk->errand;

	if (errand->purpose == REPLY_FOR_FACTS || errand->trust == TRUST_FAILED ||
		!errand_desk_is_from_recipient(errand) || !is_replaced(file, errand->recipient))
		return;
	PlannedNotice *undone =
		planned_undone_new(errand->recipient, board, file->id, desk->who.time);
	if (errand->message_id)
		undone->in_reply_to = g_strdup(errand->message_id);
	g_ptr_array_add(notices, undone);
}

/* The responsible hears of others' letters when they come; of their own, who works on the case. */
static void
add_letter(const ErrandDesk *desk, GPtrArray *notices, const CaseFile *file, const Board *board)
{
	const Settings *settings = desk->daemon->settings;

	if (!desk->letter || !errand_desk_is_from_recipient(desk->errand) ||
		!life_is_same_person(desk->errand->writer, board->responsible.address) ||
		life_is_recused(file, desk->errand->writer))
		return;
	const ClockOffice office = clock_room_office(
		settings, desk->daemon->rules, desk->who.time, desk->daemon->zone);
	PlannedNotice *notice = life_letter_notice(file, board, &office);
	if (!notice)
		return;
	notice->limit = budget_limit(notice->notice, settings);
	g_ptr_array_add(notices, notice);
}

static gboolean
has_any(const GPtrArray *steps, guint fates)
{
	for (guint fate = 0; fate < ERRAND_FATE_COUNT; fate++)
		if (fates & 1u << fate && errand_has(steps, (ErrandFate) fate))
			return TRUE;
	return FALSE;
}

GPtrArray *
errand_desk_tell(const CaseFile *file, gpointer user)
{
	ErrandDesk *desk = user;
	const guint said = BIT(DO) | BIT(TELL) | BIT(FORBID) | BIT(CROWD) | BIT(UNCLEAR) |
			   BIT(EMPTY) | BIT(DROP) | BIT(SAME) | BIT(DIFFERS) | BIT(LACKS) |
			   BIT(KEPT);
	const Board *board = settings_get_board(desk->daemon->settings, file->board);
	GPtrArray *notices = g_ptr_array_new_with_free_func((GDestroyNotify) planned_notice_free);

	if (!board)
		board = desk->board;
	if (!errand_desk_may_hear(desk, file))
		errand_silence(desk->steps);
	if (errand_has(desk->steps, ERRAND_ASK))
		add_question(desk, notices, file, board);
	if (has_any(desk->steps, said))
		add_transcript(desk, notices, file, board, said);
	add_undone(desk, notices, file, board);
	add_letter(desk, notices, file, board);
	errand_desk_add_overtaken(desk, notices);
	return notices;
}

GPtrArray *
errand_desk_tell_lapsed(const CaseFile *file, gpointer user)
{
	ErrandDesk *desk = user;
	const Board *board = settings_get_board(desk->daemon->settings, file->board);
	GPtrArray *notices = g_ptr_array_new_with_free_func((GDestroyNotify) planned_notice_free);

	if (board && errand_desk_is_from_recipient(desk->errand) &&
		desk->errand->trust != TRUST_FAILED && errand_desk_may_hear(desk, file) &&
		errand_has(desk->steps, ERRAND_LAPSE))
		add_transcript(desk, notices, file, board, BIT(LAPSE));
	return notices;
}

char *
errand_desk_record(gpointer user)
{
	const ErrandDesk *desk = user;
	const Errand *errand = desk->errand;
	RecordList list;
	Record detail;

	record_init(&detail);
	facts_put_text(&detail, "from", errand->writer);
	facts_put_text(&detail, "trust", trust_result_name(errand->trust));
	facts_put_text(&detail, "for", reply_purpose_name(errand->purpose));
	record_list_init(&list);
	for (guint i = 0; i < desk->steps->len; i++) {
		const ErrandStep *step = g_ptr_array_index(desk->steps, i);
		Record record;

		record_init(&record);
		if (step->place)
			facts_put_text(&record, "field", step->place);
		else
			record_put_number(&record, "line", step->command->line);
		facts_put_text(&record, "command", mail_command_name(step->command->what, TRUE));
		facts_put_text(&record, "fate",
			desk->ends[i].refused ? "refused" : errand_fate_name(step->fate));
		record_list_add(&list, &record);
	}
	record_put_list(&detail, "commands", &list);
	return record_end(&detail);
}

PlannedNotice *
errand_desk_failure(const ErrandDesk *desk)
{
	const Errand *errand = desk->errand;
	Record facts;

	record_init(&facts);
	facts_put_text(&facts, "case", errand->case_id);
	errand_put_failure(&facts, desk->board->language);
	g_autofree char *json = record_end(&facts);
	return planned_notice_new(NOTICE_TRANSCRIPT, errand->audience,
		mail_right_route(desk->board, errand->recipient, errand->route), errand->recipient,
		desk->board, desk->who.time, json);
}

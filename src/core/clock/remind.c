/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reminders of many cases. Must never tell anybody of a case that they may not
 * hear of, and never tell the same step twice.
 */
#include "core/clock/remind.h"

#include <string.h>

#include "core/clock/agenda.h"
#include "core/notice/recipient.h"
#include "core/role.h"
#include "core/text.h"
#include "core/clock/working-days.h"

#define SOON 2 /* working days before the last one on which a digest still goes for it */

typedef struct {
	const RemindOffice *office;
	RemindPlan *plan;
	Agenda *agenda;
	CivilDate today;
	CivilDate soon;     /* what is due by then is due soon */
	GHashTable *stands; /* case_no of which it was seen for what it stands still */
} Work;

OpenClock *
open_clock_new(void)
{
	OpenClock *clock = g_new0(OpenClock, 1);

	clock->next = INSTANT_NONE;
	return clock;
}

void
open_clock_free(OpenClock *clock)
{
	g_free(clock->owner);
	g_free(clock->case_id);
	g_free(clock->dnr);
	g_free(clock->investigator);
	g_free(clock->rule);
	g_free(clock->board);
	g_free(clock->source);
	g_clear_pointer(&clock->recusals, g_ptr_array_unref);
	g_clear_pointer(&clock->calendars, g_array_unref);
	g_free(clock);
}

static void
told_clear(ToldNotice *told)
{
	planned_notice_free(told->notice);
}

void
remind_plan_free(RemindPlan *plan)
{
	if (!plan)
		return;
	g_array_unref(plan->told);
	g_array_unref(plan->said);
	g_free(plan);
}

static Clock
clock_of(const OpenClock *open, const ClockRule *rule, const ClockCase *facts)
{
	return (Clock){ .rule = rule, .facts = facts, .start = open->start, .due = open->due };
}

/* A clock that is looked at; step: what is to be said of it now, or NULL. */
typedef struct {
	const OpenClock *open;
	const ClockRule *rule;
	const ClockStep *step;
	gint64 moment;   /* when it was to be said */
	gboolean urgent; /* it is told by itself */
	gboolean begun;  /* it was spoken of, and is late or will be soon */
	gboolean stands; /* the case stands still until it is done */
} Look;

/* The last day that the mail is about, for the calendar of who gets it. */
static GArray *
find_dates(const OpenClock *open, const Board *board, const char *address)
{
	g_autofree char *domain = text_address_domain(board->address);
	GArray *entries = held_entries_new();
	HeldEntry entry = { .case_no = open->case_no,
		.uid = calendar_uid(open->case_id, open->rule, open->board, address, domain),
		.recipient = g_strdup(address),
		.rule = g_strdup(open->rule),
		.board = g_strdup(open->board),
		.due = open->due };

	entry.sequence = held_entry_sequence(open->calendars, &entry);
	g_array_append_val(entries, entry);
	return entries;
}

static void
tell(Work *work, const Look *look, const Recipient *recipient)
{
	const OpenClock *open = look->open;
	const Board *board = remind_board(work->office, open);
	const ClockFacts clock = remind_facts(work->office, open, look->step);
	gint64 now = work->office->clocks.now;
	Record facts, part;

	record_init(&facts);
	facts_put_text(&facts, "case", open->case_id);
	facts_put_text(&facts, "dnr", open->dnr);
	record_init(&part);
	clock_facts_put(&part, &clock, board->language, now, work->office->clocks.zone);
	record_put_record(&facts, "clock", &part);
	recipient_put(&facts, recipient);
	g_autoptr(GArray) dates = find_dates(open, board, recipient->address);
	calendar_put_held(&facts, dates, now);
	g_autofree char *json = record_end(&facts);
	PlannedNotice *notice = planned_notice_new(
		now >= open->late ? NOTICE_LATE : NOTICE_REMINDER, recipient->audience,
		recipient->route, recipient->address, board, now, json);
	notice->overtakes = g_strdup_printf(
		"reminder %s %s %s ", open->case_id, open->rule, open->board ? open->board : "");
	notice->once = g_strdup_printf(
		"%s%" G_GINT64_FORMAT " %s", notice->overtakes, look->moment, recipient->address);
	notice->entries = g_steal_pointer(&dates);
	ToldNotice told = { open->case_no, open->case_id, board->id, notice };
	g_array_append_val(work->plan->told, told);
}

/* Of those that run the one with the earliest last day is what the case stands still for. */
static gboolean
stands_still(Work *work, const OpenClock *open, const ClockRule *rule)
{
	return rule->stands_still && g_hash_table_add(work->stands, (gpointer) &open->case_no) &&
	       date_compare(open->start.date, work->today) < 0;
}

/* What is told by itself while it is late, or always, needs no digest beside that. */
static gboolean
has_own_mails(const Work *work, const Look *look)
{
	return look->rule->at_once || (look->rule->class_ == CLOCK_STATUTORY &&
					      work->office->clocks.now >= look->open->late);
}

/* The recipient's turn, for whom the rule names first; nobody waits for what is late. */
static AgendaItem
item_of(const Work *work, const Look *look, gboolean first)
{
	gboolean new = look->step && !look->urgent;
	gboolean waiting = look->stands && first && work->office->clocks.now < look->open->late &&
			   date_compare(look->open->due.date, work->today) != 0;

	return (AgendaItem){ look->open, new, waiting,
		new || (!has_own_mails(work, look) && (waiting || look->begun)) };
}

/*
 * A case that nobody who handles it may hear of goes on: whoever decides about that is told of its
 * dates, or who was named in the place of that person; not whom the report concerns. There is no
 * mail of its own about them.
 */
static void
note_contact(Work *work, const Look *look, gboolean first)
{
	const Board *board = remind_board(work->office, look->open);
	const Decider decider =
		discretion_decider(&look->open->recorded, work->office->boards, board);
	g_auto(Recipient) to = { .address = g_strdup(decider.address),
		.route = decider.route,
		.audience = AUDIENCE_CONTACT };
	AgendaItem item = item_of(work, look, first);

	if (!to.address)
		return;
	recipient_recuse(&to, "responsible", look->open->recusals);
	if (look->open->in_force.concerned & role_bits(board, to.address))
		return;
	item.new = look->step && (!look->urgent || remind_has_gone(work->office));
	item.presses = look->step || item.waiting || look->begun;
	agenda_note(work->agenda, &item, &to);
}

/* Everybody whom the rule names, once, and who may hear of it. */
static void
for_each_recipient(Work *work, const Look *look)
{
	const Board *board = remind_board(work->office, look->open);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < look->rule->to->len; i++) {
		const char *role = look->rule->to->pdata[i];
		const AgendaItem item = item_of(work, look, i == 0);
		g_auto(Recipient) recipient = recipient_find(board, role, look->open->investigator,
			work->today, work->office->away, look->open->recusals);

		if (discretion_hold(&look->open->in_force, recipient.audience) != HOLD_NONE) {
			note_contact(work, look, i == 0);
			continue;
		}
		if (!g_hash_table_add(seen, text_fold_address(recipient.address)))
			continue;
		if (look->step && look->urgent)
			tell(work, look, &recipient);
		agenda_note(work->agenda, &item, &recipient);
	}
}

/*
 * It was spoken of by one of its steps, and its last day is near, or past. What began today was
 * told by the notice of what began it.
 */
static gboolean
has_begun(const Work *work, const Clock *clock)
{
	const ClockOffice *clocks = &work->office->clocks;

	return date_compare(clock->start.date, work->today) < 0 &&
	       date_compare(clock->due.date, work->soon) <= 0 &&
	       reminder_step_at(clock, &clocks->hours, clocks->now, NULL);
}

/* The next change of its case takes away a clock of a rule or a board that is no more. */
static void
drop(Work *work, const OpenClock *open)
{
	const SaidClock never = { open, work->office->clocks.now, INSTANT_NONE };

	if (open->next != INSTANT_NONE)
		g_array_append_val(work->plan->said, never);
}

static void
say(Work *work, const OpenClock *open, const Clock *clock)
{
	const ClockOffice *clocks = &work->office->clocks;
	const ClockStep *later;
	SaidClock said = { open, clocks->now,
		reminder_next(clock, &clocks->hours, clocks->now, &later) };

	g_array_append_val(work->plan->said, said);
}

static void
look_at(Work *work, const OpenClock *open)
{
	const ClockOffice *clocks = &work->office->clocks;
	const ClockRule *rule = clock_office_find(clocks, open->rule);
	const ClockCase facts = { .closed = clocks->closed, .zone = clocks->zone };

	if (!rule || !remind_board(work->office, open)) {
		drop(work, open);
		return;
	}
	const Clock clock = clock_of(open, rule, &facts);
	Look look = { .open = open, .rule = rule };
	if (open->next != INSTANT_NONE && open->next <= clocks->now)
		look.step = reminder_step_at(&clock, &clocks->hours, clocks->now, &look.moment);
	if (look.step && !remind_is_hour_of(open, rule, look.step, work->office))
		look.step = NULL;
	if (look.step)
		say(work, open, &clock);
	else if (!work->plan->digest)
		return;
	look.urgent = look.step && reminder_is_urgent(rule, look.step);
	look.begun = !open->quiet && has_begun(work, &clock);
	look.stands = !open->quiet && stands_still(work, open, rule);
	for_each_recipient(work, &look);
}

RemindPlan *
remind_plan(const GPtrArray *open, const RemindOffice *office)
{
	g_autoptr(Agenda) agenda = agenda_new(office);
	g_autoptr(GHashTable) stands = g_hash_table_new(g_int64_hash, g_int64_equal);
	CivilDate today = remind_today(office);
	Work work = { office, g_new0(RemindPlan, 1), agenda, today,
		working_days_add(office->clocks.closed, today, SOON), stands };

	work.plan->told = g_array_new(FALSE, FALSE, sizeof(ToldNotice));
	g_array_set_clear_func(work.plan->told, (GDestroyNotify) told_clear);
	work.plan->said = g_array_new(FALSE, FALSE, sizeof(SaidClock));
	work.plan->digest = remind_is_digest(office);
	for (guint i = 0; i < open->len; i++)
		look_at(&work, g_ptr_array_index(open, i));
	agenda_tell(agenda, work.plan->told);
	return work.plan;
}

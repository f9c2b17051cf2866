/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reminders of many cases. Must never tell anybody of a case that they may not
 * hear of, and never tell the same step twice.
 */
#include "core/remind.h"

#include <string.h>

#include "core/clock-facts.h"
#include "core/recipient.h"
#include "core/role.h"
#include "core/text.h"
#include "core/working-days.h"

#define AGENDA_MAX    200 /* entries of a digest; the rest is counted */
#define CALENDARS_MAX 20  /* files of a digest; the rest goes with the next */

/* A person's day. */
typedef struct {
	Recipient recipient;
	gboolean told;   /* something new is to be said */
	GArray *entries; /* Entry */
} Day;

typedef struct {
	const OpenClock *clock;
	const char *stand_in_for;
	gboolean recused, by_answer, new;
} Entry;

typedef struct {
	const RemindOffice *office;
	RemindPlan *plan;
	GHashTable *days; /* folded address -> Day */
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
	g_free(clock->case_id);
	g_free(clock->dnr);
	g_free(clock->investigator);
	g_free(clock->rule);
	g_free(clock->board);
	g_free(clock->source);
	g_clear_pointer(&clock->recusals, g_ptr_array_unref);
	g_free(clock);
}

static void
day_free(Day *day)
{
	recipient_clear(&day->recipient);
	g_array_unref(day->entries);
	g_free(day);
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

static CivilDate
today_of(const RemindOffice *office)
{
	return date_from_instant(office->clocks.now, office->clocks.zone);
}

static ClockFacts
facts_of(const Work *work, const OpenClock *open, const ClockRule *rule, const ClockStep *step)
{
	return (ClockFacts){ .rule = rule,
		.step = step,
		.source = open->source,
		.board = clock_facts_board(work->office->board, open->board),
		.start = open->start,
		.due = open->due,
		.late = open->late };
}

static void
tell(Work *work, const OpenClock *open, const ClockRule *rule, const ClockStep *step,
	const Recipient *recipient)
{
	const Board *board = work->office->board;
	const ClockFacts clock = facts_of(work, open, rule, step);
	gint64 now = work->office->clocks.now;
	Record facts, part;

	record_init(&facts);
	facts_put_text(&facts, "case", open->case_id);
	facts_put_text(&facts, "dnr", open->dnr);
	record_init(&part);
	clock_facts_put(&part, &clock, board->language, now, work->office->clocks.zone);
	record_put_record(&facts, "clock", &part);
	recipient_put(&facts, recipient);
	g_autofree char *json = record_end(&facts);
	PlannedNotice *notice = planned_notice_new(
		now >= open->late ? NOTICE_LATE : NOTICE_REMINDER, recipient->audience,
		recipient->route, recipient->address, board, now, json);
	notice->once = g_strdup_printf("reminder %s %s %s %" G_GINT64_FORMAT " %s", open->case_id,
		open->rule, open->board ? open->board : "", open->next, recipient->address);
	ToldNotice told = { open->case_no, open->case_id, notice };
	g_array_append_val(work->plan->told, told);
}

static void
note(Work *work, const OpenClock *open, Recipient *recipient, gboolean new)
{
	g_autofree char *key = text_fold_address(recipient->address);
	Day *day = g_hash_table_lookup(work->days, key);
	Entry entry = { open, recipient->stand_in_for, recipient->recused, recipient->by_answer,
		new };

	if (!day) {
		day = g_new0(Day, 1);
		day->recipient = *recipient;
		recipient->address = NULL;
		day->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
		g_hash_table_insert(work->days, g_steal_pointer(&key), day);
	}
	day->told |= new;
	if (day->entries->len == 0 ||
		g_array_index(day->entries, Entry, day->entries->len - 1).clock != open)
		g_array_append_val(day->entries, entry);
}

/*
 * A case that nobody who handles it may hear of goes on: whoever decides about that is told of its
 * dates, unless the report concerns that person.
 */
static void
note_contact(Work *work, const OpenClock *open, gboolean new)
{
	const Board *board = work->office->board;
	const Person *contact = &board->conflict_contact;
	guint concerned = open->in_force.concerned & role_bits(board, contact->address);

	if (!contact->address || concerned)
		return;
	g_auto(Recipient) to = { .address = g_strdup(contact->address),
		.route = planned_route_to(contact),
		.audience = AUDIENCE_CONTACT };
	note(work, open, &to, new);
}

/* Everybody whom the rule names, once, and who may hear of it. */
static void
for_each_recipient(Work *work, const OpenClock *open, const ClockRule *rule, const ClockStep *step,
	gboolean new)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < rule->to->len; i++) {
		const char *role = rule->to->pdata[i];
		g_auto(Recipient) recipient = recipient_find(work->office->board, role,
			open->investigator, today_of(work->office), work->office->away);

		recipient_recuse(&recipient, role, open->recusals);
		if (discretion_hold(&open->in_force, recipient.audience) != HOLD_NONE) {
			note_contact(work, open, new);
			continue;
		}
		if (!g_hash_table_add(seen, text_fold_address(recipient.address)))
			continue;
		if (step && reminder_is_urgent(rule, step))
			tell(work, open, rule, step, &recipient);
		note(work, open, &recipient, new && !reminder_is_urgent(rule, step));
	}
}

static gboolean
has_gone(const RemindOffice *office)
{
	return date_compare(office->last_digest, today_of(office)) == 0;
}

/* TRUE if that came after the day's digest: then it is told in a supplement. */
static gboolean
is_supplement(const OpenClock *open, const RemindOffice *office)
{
	return open->next >
	       reminder_instant(today_of(office), office->clocks.hours.digest, office->clocks.zone);
}

/* When what a step says may be told, if not before now. */
static gint64
when_told(const OpenClock *open, const ClockRule *rule, const ClockStep *step,
	const RemindOffice *office)
{
	const ClockOffice *clocks = &office->clocks;
	OfficeHours hours = clocks->hours;

	if (rule->span.unit == CLOCK_HOURS)
		return clocks->now;
	if (!reminder_is_urgent(rule, step)) {
		CivilDate today = today_of(office);

		hours.from = hours.digest;
		if (has_gone(office) && !is_supplement(open, office))
			return reminder_office_hour(
				reminder_instant(date_add_days(today, 1), 0, clocks->zone), &hours,
				clocks->closed, clocks->zone);
	}
	return reminder_office_hour(clocks->now, &hours, clocks->closed, clocks->zone);
}

gint64
remind_wake(gint64 next, const RemindOffice *office)
{
	const ClockOffice *clocks = &office->clocks;
	CivilDate day = today_of(office);

	if (next == INSTANT_NONE || next > clocks->now)
		return next;
	/* Something is due, and this was not its hour. */
	for (;; day = working_days_add(clocks->closed, day, 1)) {
		const guint minutes[] = { clocks->hours.from, clocks->hours.digest };

		if (!working_days_has(clocks->closed, day))
			continue;
		for (guint i = 0; i < G_N_ELEMENTS(minutes); i++) {
			gint64 hour = reminder_instant(day, minutes[i], clocks->zone);

			if (hour > clocks->now)
				return hour;
		}
	}
}

static void
look_at(Work *work, const OpenClock *open)
{
	const ClockOffice *clocks = &work->office->clocks;
	const ClockRule *rule = clock_office_find(clocks, open->rule);
	const ClockCase facts = { .closed = clocks->closed, .zone = clocks->zone };
	const ClockStep *step = NULL, *later;

	if (!rule) {
		SaidClock never = { open, clocks->now, INSTANT_NONE };

		/* Of rules that are no more; the next change of its case takes it away. */
		g_array_append_val(work->plan->said, never);
		return;
	}
	const Clock clock = clock_of(open, rule, &facts);
	if (open->next != INSTANT_NONE && open->next <= clocks->now)
		step = reminder_step_at(&clock, &clocks->hours, clocks->now);
	if (!step || when_told(open, rule, step, work->office) > clocks->now) {
		for_each_recipient(work, open, rule, NULL, FALSE);
		return;
	}
	SaidClock said = { open, clocks->now,
		reminder_next(&clock, &clocks->hours, clocks->now, &later) };
	g_array_append_val(work->plan->said, said);
	work->plan->digest |= !reminder_is_urgent(rule, step);
	for_each_recipient(work, open, rule, step, TRUE);
}

static void
put_entry(RecordList *agenda, const Work *work, const Entry *entry)
{
	const OpenClock *open = entry->clock;
	const ClockRule *rule = clock_office_find(&work->office->clocks, open->rule);
	const ClockFacts clock = facts_of(work, open, rule, NULL);
	const Recipient why = { .stand_in_for = entry->stand_in_for,
		.recused = entry->recused,
		.by_answer = entry->by_answer };
	Record item;

	record_init(&item);
	facts_put_text(&item, "case", open->case_id);
	facts_put_text(&item, "dnr", open->dnr);
	clock_facts_put(&item, &clock, work->office->board->language, work->office->clocks.now,
		work->office->clocks.zone);
	recipient_put(&item, &why);
	record_list_add(agenda, &item);
}

/* None of them is not a number to read. */
static void
put_count(Record *digest, const char *key, guint count)
{
	if (count)
		facts_put_number(digest, key, count);
}

static void
put_tally(Record *digest, const Day *day, const RemindOffice *office)
{
	guint late = 0, today = 0;

	for (guint i = 0; i < day->entries->len; i++) {
		const OpenClock *open = g_array_index(day->entries, Entry, i).clock;

		if (office->clocks.now >= open->late)
			late++;
		else if (date_compare(open->due.date, today_of(office)) == 0)
			today++;
	}
	put_count(digest, "late", late);
	put_count(digest, "today", today);
	put_count(digest, "coming", day->entries->len - late - today);
	if (day->entries->len > AGENDA_MAX)
		facts_put_number(digest, "more", day->entries->len - AGENDA_MAX);
}

/* What is not right any more in that person's calendar. */
static GArray *
find_owed(const RemindOffice *office, const char *address)
{
	g_autofree char *folded = text_fold_address(address);
	GArray *found = held_entries_new();

	for (guint i = 0; office->owed && i < office->owed->len; i++) {
		const HeldEntry *held = &g_array_index(office->owed, HeldEntry, i);
		g_autofree char *of = text_fold_address(held->recipient);

		if (strcmp(of, folded) == 0 && found->len < CALENDARS_MAX) {
			HeldEntry entry = held_entry_copy(held);

			g_array_append_val(found, entry);
		}
	}
	return found;
}

static char *
digest_facts(const Work *work, const Day *day, const GArray *owed)
{
	g_autofree char *date =
		clock_facts_day(today_of(work->office), work->office->board->language);
	Record facts, digest;
	RecordList agenda;

	record_init(&facts);
	record_init(&digest);
	facts_put_text(&digest, "date", date);
	record_put_boolean(&digest, "supplement", has_gone(work->office));
	put_tally(&digest, day, work->office);
	record_put_record(&facts, "digest", &digest);
	record_list_init(&agenda);
	for (guint i = 0; i < day->entries->len && i < AGENDA_MAX; i++)
		put_entry(&agenda, work, &g_array_index(day->entries, Entry, i));
	record_put_list(&facts, "agenda", &agenda);
	calendar_put_held(&facts, owed, work->office->clocks.now);
	return record_end(&facts);
}

static int
compare_days(gconstpointer a, gconstpointer b)
{
	return strcmp(
		(*(Day *const *) a)->recipient.address, (*(Day *const *) b)->recipient.address);
}

/* What stood in the day's digest is not said again in its supplement. */
static void
keep_new(GArray *entries)
{
	for (guint i = entries->len; i > 0; i--)
		if (!g_array_index(entries, Entry, i - 1).new)
			g_array_remove_index(entries, i - 1);
}

/* One digest a person and day; whatever is moved to the day later has a supplement of its own. */
static char *
digest_key(const RemindOffice *office, const char *address)
{
	g_autofree char *date = date_to_string(today_of(office));

	if (!has_gone(office))
		return g_strdup_printf("digest %s %s %s", office->board->id, date, address);
	return g_strdup_printf("digest %s %s %s %" G_GINT64_FORMAT, office->board->id, date,
		address, office->clocks.now);
}

static void
tell_days(Work *work)
{
	const RemindOffice *office = work->office;
	g_autoptr(GPtrArray) days = g_ptr_array_new();
	GHashTableIter each;
	gpointer each_day;

	g_hash_table_iter_init(&each, work->days);
	while (g_hash_table_iter_next(&each, NULL, &each_day))
		g_ptr_array_add(days, each_day);
	g_ptr_array_sort(days, compare_days);
	for (guint i = 0; i < days->len; i++) {
		const Day *day = g_ptr_array_index(days, i);

		if (!day->told)
			continue;
		if (has_gone(office))
			keep_new(day->entries);
		g_autoptr(GArray) owed = find_owed(office, day->recipient.address);
		g_autofree char *facts = digest_facts(work, day, owed);
		PlannedNotice *notice = planned_notice_new(NOTICE_DIGEST, day->recipient.audience,
			day->recipient.route, day->recipient.address, office->board,
			office->clocks.now, facts);
		notice->entries = g_steal_pointer(&owed);
		notice->once = digest_key(office, day->recipient.address);
		ToldNotice told = { 0, NULL, notice };
		g_array_append_val(work->plan->told, told);
	}
}

RemindPlan *
remind_plan(const GPtrArray *open, const RemindOffice *office)
{
	Work work = { office, g_new0(RemindPlan, 1),
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) day_free) };

	work.plan->told = g_array_new(FALSE, FALSE, sizeof(ToldNotice));
	g_array_set_clear_func(work.plan->told, (GDestroyNotify) told_clear);
	work.plan->said = g_array_new(FALSE, FALSE, sizeof(SaidClock));
	for (guint i = 0; i < open->len; i++)
		look_at(&work, g_ptr_array_index(open, i));
	tell_days(&work);
	g_hash_table_unref(work.days);
	return work.plan;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The days of people, and their digests. Must never send one person two of a day, nor
 * let what one board keeps on a plain route go by the secure one of another.
 */
#include "core/clock/agenda.h"

#include <string.h>

#include "core/clock/clock-facts.h"
#include "core/notice/planned.h"
#include "core/text.h"

#define AGENDA_MAX    200 /* entries of a digest; the rest is counted */
#define CALENDARS_MAX 20  /* files of a digest; the rest goes with the next */

typedef struct {
	const OpenClock *clock;
	const Board *board;
	const char *stand_in_for;
	gboolean recused, by_answer, new, waiting;
} Entry;

/* A person's day. */
typedef struct {
	char *address;
	Audience audience;
	const Board *home; /* whose mail it is */
	gboolean several;  /* there are cases of other boards, too */
	gboolean plain;    /* for one of them the route is plain */
	gboolean safe;     /* home has a secure one */
	gboolean owing;    /* home is to tell that person's calendar something */
	gboolean presses, new;
	GArray *entries; /* Entry */
} Day;

struct Agenda {
	const RemindOffice *office;
	GHashTable *days; /* folded address -> Day */
};

static void
day_free(Day *day)
{
	g_free(day->address);
	g_array_unref(day->entries);
	g_free(day);
}

Agenda *
agenda_new(const RemindOffice *office)
{
	Agenda *agenda = g_new0(Agenda, 1);

	agenda->office = office;
	agenda->days =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) day_free);
	return agenda;
}

void
agenda_free(Agenda *agenda)
{
	if (!agenda)
		return;
	g_hash_table_unref(agenda->days);
	g_free(agenda);
}

/* TRUE if that board has something to tell that person's calendar. */
static gboolean
is_owing(const Agenda *agenda, const Board *board, const char *folded)
{
	const GArray *owed = agenda->office->owed;

	for (guint i = 0; owed && i < owed->len; i++) {
		const HeldEntry *held = &g_array_index(owed, HeldEntry, i);

		if (text_is_same_address(held->recipient, folded) &&
			strcmp(held->sender, board->id) == 0)
			return TRUE;
	}
	return FALSE;
}

static guint
place_of(const Agenda *agenda, const Board *board)
{
	guint place = 0;

	while (g_ptr_array_index(agenda->office->boards, place) != board)
		place++;
	return place;
}

/*
 * One mail has one sender: a board to which the person has a secure route, else one that owes
 * the calendar something, which no other may take back (RFC 5546 section 3.2.5), else the first
 * that is configured.
 */
static gboolean
is_better_home(
	const Agenda *agenda, const Day *day, const Board *board, gboolean safe, gboolean owing)
{
	if (safe != day->safe)
		return safe;
	if (owing != day->owing)
		return owing;
	return place_of(agenda, board) < place_of(agenda, day->home);
}

static void
move_in(Agenda *agenda, Day *day, const char *folded, const Board *board,
	const Recipient *recipient)
{
	gboolean safe = recipient->route == ROUTE_SECURE, owing;

	day->plain |= !safe;
	if (day->home == board)
		return;
	owing = is_owing(agenda, board, folded);
	day->several |= day->home != NULL;
	if (day->home && !is_better_home(agenda, day, board, safe, owing))
		return;
	day->home = board;
	day->safe = safe;
	day->owing = owing;
	day->audience = recipient->audience;
	g_free(day->address);
	day->address = g_strdup(recipient->address);
}

void
agenda_note(Agenda *agenda, const AgendaItem *item, const Recipient *recipient)
{
	g_autofree char *key = text_fold_address(recipient->address);
	const Board *board = remind_board(agenda->office, item->clock);
	const Entry entry = { item->clock, board, recipient->stand_in_for, recipient->recused,
		recipient->by_answer, item->new, item->waiting };
	Day *day = g_hash_table_lookup(agenda->days, key);

	if (!day) {
		day = g_new0(Day, 1);
		day->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
		g_hash_table_insert(agenda->days, g_strdup(key), day);
	}
	move_in(agenda, day, key, board, recipient);
	day->new |= item->new;
	day->presses |= item->presses;
	if (day->entries->len == 0 ||
		g_array_index(day->entries, Entry, day->entries->len - 1).clock != item->clock)
		g_array_append_val(day->entries, entry);
}

/* What mail ends by itself ends by hand, too, where no mail can get there. */
static void
put_ends(Record *item, const ClockRule *rule)
{
	record_put_boolean(
		item, "receipt", (rule->stops & MILESTONE_BIT(MILESTONE_RECEIPT_ACCEPTED)) != 0);
	record_put_boolean(
		item, "feedback", (rule->stops & MILESTONE_BIT(MILESTONE_FEEDBACK_ACCEPTED)) != 0);
}

static void
put_entry(RecordList *list, const RemindOffice *office, const Day *day, const Entry *entry)
{
	const OpenClock *open = entry->clock;
	const ClockFacts clock = remind_facts(office, open, NULL);
	const Recipient why = { .stand_in_for = entry->stand_in_for,
		.recused = entry->recused,
		.by_answer = entry->by_answer };
	Record item;

	record_init(&item);
	facts_put_text(&item, "case", open->case_id);
	facts_put_text(&item, "dnr", open->dnr);
	if (day->several)
		facts_put_text(&item, "at_board", entry->board->name);
	record_put_boolean(&item, "waiting", entry->waiting);
	put_ends(&item, clock.rule);
	clock_facts_put(
		&item, &clock, day->home->language, office->clocks.now, office->clocks.zone);
	recipient_put(&item, &why);
	record_list_add(list, &item);
}

/* None of them is not a number to read. */
static void
put_count(Record *digest, const char *key, guint count)
{
	if (count)
		facts_put_number(digest, key, count);
}

/* Each is counted once, as what presses most. */
static void
put_tally(Record *digest, const GArray *entries, const RemindOffice *office)
{
	const CivilDate day = remind_today(office);
	guint late = 0, today = 0, waiting = 0;

	for (guint i = 0; i < entries->len; i++) {
		const Entry *entry = &g_array_index(entries, Entry, i);

		if (office->clocks.now >= entry->clock->late)
			late++;
		else if (date_compare(entry->clock->due.date, day) == 0)
			today++;
		else if (entry->waiting)
			waiting++;
	}
	put_count(digest, "late", late);
	put_count(digest, "today", today);
	put_count(digest, "waiting", waiting);
	put_count(digest, "coming", entries->len - late - today - waiting);
	if (entries->len > AGENDA_MAX)
		facts_put_number(digest, "more", entries->len - AGENDA_MAX);
}

/* What is not right any more in that person's calendar, of what that board put there. */
static GArray *
find_owed(const RemindOffice *office, const Day *day)
{
	GArray *found = held_entries_new();

	for (guint i = 0; office->owed && i < office->owed->len; i++) {
		const HeldEntry *held = &g_array_index(office->owed, HeldEntry, i);

		if (text_is_same_address(held->recipient, day->address) &&
			strcmp(held->sender, day->home->id) == 0 && found->len < CALENDARS_MAX) {
			HeldEntry entry = held_entry_copy(held);

			g_array_append_val(found, entry);
		}
	}
	return found;
}

/* What stood in the day's digest is not said again in its supplement. */
static GArray *
entries_of(const Day *day, gboolean supplement)
{
	GArray *entries = g_array_new(FALSE, FALSE, sizeof(Entry));

	for (guint i = 0; i < day->entries->len; i++) {
		const Entry *entry = &g_array_index(day->entries, Entry, i);

		if (!supplement || entry->new)
			g_array_append_vals(entries, entry, 1);
	}
	return entries;
}

static char *
facts_of(const RemindOffice *office, const Day *day, const GArray *owed)
{
	gboolean supplement = !remind_is_digest(office);
	g_autofree char *date = clock_facts_day(remind_today(office), day->home->language);
	g_autoptr(GArray) entries = entries_of(day, supplement);
	Record facts, digest;
	RecordList list;

	record_init(&facts);
	record_init(&digest);
	facts_put_text(&digest, "date", date);
	record_put_boolean(&digest, "supplement", supplement);
	record_put_boolean(&digest, "several", day->several);
	put_tally(&digest, entries, office);
	record_put_record(&facts, "digest", &digest);
	record_list_init(&list);
	for (guint i = 0; i < entries->len && i < AGENDA_MAX; i++)
		put_entry(&list, office, day, &g_array_index(entries, Entry, i));
	record_put_list(&facts, "agenda", &list);
	calendar_put_held(&facts, owed, office->clocks.now);
	return record_end(&facts);
}

/* One digest a person and day; whatever is moved to the day later has a supplement of its own. */
static char *
key_of(const RemindOffice *office, const Day *day)
{
	g_autofree char *date = date_to_string(remind_today(office));
	g_autofree char *folded = text_fold_address(day->address);

	if (remind_is_digest(office))
		return g_strdup_printf("digest %s %s", date, folded);
	return g_strdup_printf("digest %s %s %" G_GINT64_FORMAT, date, folded, office->clocks.now);
}

static void
tell(const RemindOffice *office, const Day *day, GArray *told)
{
	g_autoptr(GArray) owed = find_owed(office, day);
	g_autofree char *facts = facts_of(office, day, owed);
	PlannedNotice *notice = planned_notice_new(NOTICE_DIGEST, day->audience,
		day->plain ? ROUTE_PLAIN : ROUTE_SECURE, day->address, day->home,
		office->clocks.now, facts);

	notice->entries = g_steal_pointer(&owed);
	notice->once = key_of(office, day);
	/* A supplement does not say the rest. */
	if (remind_is_digest(office))
		notice->overtakes = g_strdup("digest ");
	const ToldNotice one = { 0, NULL, day->home->id, notice };
	g_array_append_val(told, one);
}

static int
compare_days(gconstpointer a, gconstpointer b)
{
	return strcmp((*(Day *const *) a)->address, (*(Day *const *) b)->address);
}

void
agenda_tell(const Agenda *agenda, GArray *told)
{
	gboolean digest = remind_is_digest(agenda->office);
	g_autoptr(GPtrArray) days = g_ptr_array_new();
	GHashTableIter each;
	gpointer day;

	g_hash_table_iter_init(&each, agenda->days);
	while (g_hash_table_iter_next(&each, NULL, &day))
		if (digest ? ((Day *) day)->presses : ((Day *) day)->new)
			g_ptr_array_add(days, day);
	g_ptr_array_sort(days, compare_days);
	for (guint i = 0; i < days->len; i++)
		tell(agenda->office, g_ptr_array_index(days, i), told);
}

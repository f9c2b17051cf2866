/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Compares what calendars hold with what is due. Must never take back a date that
 * still counts.
 */
#include "core/clock/calendar-held.h"

#include <string.h>

static const CaseClock *
find_running(const GArray *clocks, const HeldEntry *held)
{
	for (guint i = 0; i < clocks->len; i++) {
		const CaseClock *clock = &g_array_index(clocks, CaseClock, i);

		if (!clock->stop.date.year && strcmp(clock->rule->id, held->rule) == 0 &&
			g_strcmp0(clock->board, held->board) == 0)
			return clock;
	}
	return NULL;
}

gboolean
held_entry_renew(const HeldEntry *held, const GArray *clocks, HeldEntry *ret_entry)
{
	const CaseClock *clock = find_running(clocks, held);

	if (!held->sent || held->cancelled)
		return FALSE;
	if (clock && clock->due.instant == held->due.instant &&
		date_compare(clock->due.date, held->due.date) == 0)
		return FALSE;
	*ret_entry = *held;
	ret_entry->sequence++;
	ret_entry->cancelled = !clock;
	if (clock)
		ret_entry->due = clock->due;
	return TRUE;
}

CalendarEntry
held_entry_show(const HeldEntry *held, gint64 stamp)
{
	CalendarEntry entry = { .uid = held->uid,
		.sequence = held->sequence,
		.cancelled = held->cancelled,
		.instant = held->due.instant,
		.stamp = stamp,
		.step = held->rule };

	if (entry.instant == INSTANT_NONE)
		entry.date = held->due.date;
	return entry;
}

/* The one with the highest SEQUENCE, or NULL. */
static const HeldEntry *
find_last(const GArray *entries, const char *uid)
{
	const HeldEntry *last = NULL;

	for (guint i = 0; entries && i < entries->len; i++) {
		const HeldEntry *held = &g_array_index(entries, HeldEntry, i);

		if (strcmp(held->uid, uid) == 0 && (!last || held->sequence > last->sequence))
			last = held;
	}
	return last;
}

guint
held_entry_sequence(const GArray *entries, const HeldEntry *entry)
{
	const HeldEntry *last = find_last(entries, entry->uid);
	const CalendarEntry now = held_entry_show(entry, 0);

	if (!last)
		return 0;
	const CalendarEntry before = held_entry_show(last, 0);
	return calendar_sequence_after(&before, &now);
}

HeldEntry
held_entry_copy(const HeldEntry *held)
{
	HeldEntry copy = *held;

	copy.uid = g_strdup(held->uid);
	copy.recipient = g_strdup(held->recipient);
	copy.sender = g_strdup(held->sender);
	copy.rule = g_strdup(held->rule);
	copy.board = g_strdup(held->board);
	return copy;
}

void
held_entry_clear(HeldEntry *held)
{
	g_free(held->uid);
	g_free(held->recipient);
	g_free(held->sender);
	g_free(held->rule);
	g_free(held->board);
}

GArray *
held_entries_new(void)
{
	GArray *entries = g_array_new(FALSE, FALSE, sizeof(HeldEntry));

	g_array_set_clear_func(entries, (GDestroyNotify) held_entry_clear);
	return entries;
}

void
calendar_put_held(Record *facts, const GArray *entries, gint64 stamp)
{
	RecordList list;

	if (!entries->len)
		return;
	record_list_init(&list);
	for (guint i = 0; i < entries->len; i++) {
		const CalendarEntry entry =
			held_entry_show(&g_array_index(entries, HeldEntry, i), stamp);

		calendar_add(&list, &entry);
	}
	record_put_list(facts, "calendars", &list);
}

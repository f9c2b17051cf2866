/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The date of a notice on its way to a calendar. It keeps invariant 7 by holding no
 * words: who may see a calendar is not known, and often more than its owner do.
 */
#include "core/clock/calendar.h"

#include <string.h>

#include "core/text.h"

#define UID_BYTES    255
#define STEP_BYTES   64
#define SEQUENCE_MAX G_MAXINT32 /* RFC 5545 section 3.3.8 */

/* Calendars, libical among them, take no year after 3000; a zone may add a day. */
#define LAST_YEAR    2999
#define LAST_INSTANT G_GINT64_CONSTANT(32503679999999)

static gboolean
is_uid(const char *uid)
{
	g_autofree char *line = text_to_line(uid, 0);

	return uid && *uid && strlen(uid) <= UID_BYTES && strcmp(uid, line) == 0;
}

gboolean
calendar_is_step(const char *step)
{
	gsize length = step ? strlen(step) : 0;

	return length > 0 && length <= STEP_BYTES &&
	       strspn(step, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") ==
		       length;
}

static gboolean
is_time(const CalendarEntry *entry)
{
	return entry->date.year ? date_is_valid(entry->date) && entry->instant == INSTANT_NONE
				: instant_has_day(entry->instant);
}

static gboolean
is_too_late(const CalendarEntry *entry)
{
	return entry->date.year > LAST_YEAR || entry->instant > LAST_INSTANT ||
	       entry->stamp > LAST_INSTANT;
}

static gboolean
is_valid(const CalendarEntry *entry)
{
	return is_uid(entry->uid) && calendar_is_step(entry->step) &&
	       entry->sequence <= SEQUENCE_MAX && is_time(entry) && instant_has_day(entry->stamp);
}

static gboolean
put_members(Record *record, const CalendarEntry *entry)
{
	g_autofree char *date = entry->date.year ? date_to_string(entry->date) : NULL;

	g_assert(is_valid(entry));
	if (is_too_late(entry))
		return FALSE;
	record_init(record);
	record_put_text(record, "uid", entry->uid);
	record_put_number(record, "sequence", entry->sequence);
	record_put_boolean(record, "cancelled", entry->cancelled);
	record_put_text(record, "date", date);
	if (!date)
		record_put_number(record, "instant", entry->instant);
	record_put_number(record, "stamp", entry->stamp);
	record_put_text(record, "step", entry->step);
	return TRUE;
}

void
calendar_put(Record *facts, const CalendarEntry *entry)
{
	Record record;

	if (put_members(&record, entry))
		record_put_record(facts, "calendar", &record);
}

void
calendar_add(RecordList *list, const CalendarEntry *entry)
{
	Record record;

	if (put_members(&record, entry))
		record_list_add(list, &record);
}

static gboolean
read_members(GVariant *member, CalendarEntry *ret_entry)
{
	g_auto(CalendarEntry) entry = { .instant = INSTANT_NONE };
	const char *date = NULL;
	gint64 sequence = -1;

	if (!g_variant_lookup(member, "uid", "s", &entry.uid) ||
		!g_variant_lookup(member, "sequence", "x", &sequence) ||
		!g_variant_lookup(member, "cancelled", "b", &entry.cancelled) ||
		!g_variant_lookup(member, "stamp", "x", &entry.stamp) ||
		!g_variant_lookup(member, "step", "s", &entry.step))
		return FALSE;
	if (g_variant_lookup(member, "date", "&s", &date) && !date_from_string(date, &entry.date))
		return FALSE;
	if (!date && !g_variant_lookup(member, "instant", "x", &entry.instant))
		return FALSE;
	entry.sequence = (guint) CLAMP(sequence, 0, SEQUENCE_MAX);
	if (sequence != entry.sequence || !is_valid(&entry) || is_too_late(&entry))
		return FALSE;
	*ret_entry = entry;
	memset(&entry, 0, sizeof entry);
	return TRUE;
}

gboolean
calendar_get(GVariant *facts, CalendarEntry *ret_entry)
{
	g_autoptr(GVariant) member =
		g_variant_lookup_value(facts, "calendar", G_VARIANT_TYPE_VARDICT);

	return member && read_members(member, ret_entry);
}

GArray *
calendar_get_all(GVariant *facts)
{
	GArray *entries = g_array_new(FALSE, FALSE, sizeof(CalendarEntry));
	g_autoptr(GVariant) list =
		g_variant_lookup_value(facts, "calendars", G_VARIANT_TYPE("aa{sv}"));
	CalendarEntry entry;

	g_array_set_clear_func(entries, (GDestroyNotify) calendar_entry_clear);
	if (calendar_get(facts, &entry))
		g_array_append_val(entries, entry);
	for (gsize i = 0; list && i < g_variant_n_children(list); i++) {
		g_autoptr(GVariant) member = g_variant_get_child_value(list, i);

		if (read_members(member, &entry))
			g_array_append_val(entries, entry);
	}
	return entries;
}

char *
calendar_case(const CalendarEntry *entry)
{
	return g_strndup(entry->uid, strcspn(entry->uid, ".@"));
}

char *
calendar_uid(const char *case_id, const char *rule, const char *board, const char *recipient,
	const char *domain)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	g_autofree char *address = text_fold_address(recipient);
	const char *const parts[] = { case_id, rule, board ? board : "", address };

	/* With the zero at its end, so that no two lists of parts are the same bytes. */
	for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
		g_checksum_update(sum, (const guchar *) parts[i], (gssize) strlen(parts[i]) + 1);
	return g_strdup_printf("%s.%.32s@%s", case_id, g_checksum_get_string(sum), domain);
}

guint
calendar_sequence_after(const CalendarEntry *before, const CalendarEntry *entry)
{
	if (!before)
		return 0;
	if (before->cancelled == entry->cancelled && before->instant == entry->instant &&
		before->date.year == entry->date.year &&
		(!entry->date.year || date_compare(before->date, entry->date) == 0))
		return before->sequence;
	return MIN(before->sequence, SEQUENCE_MAX - 1) + 1;
}

void
calendar_entry_clear(CalendarEntry *entry)
{
	g_clear_pointer(&entry->uid, g_free);
	g_clear_pointer(&entry->step, g_free);
}

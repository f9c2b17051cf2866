/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A JSON object (RFC 8259) that is written once and kept in the database: what a
 * notice may say, what the journal keeps of an event. One object has one form:
 * compact, members sorted by the bytes of their keys, text as it is but for what
 * section 7 demands. The journal proves these bytes (core/journal/journal.h): another
 * form would be another event.
 *
 * Used on the stack:
 *	Record record;
 *	record_init(&record);
 *	record_put_text(&record, "case", case_id);
 *	char *json = record_end(&record);
 *
 * Keys are words of ours, each put once, and borrowed until the end.
 */
#define RECORD_MEMBERS 24

typedef struct {
	const char *key;
	gsize begin, end; /* of the value */
} RecordMember;

typedef struct {
	GString *values; /* of all members, in the order in which they came */
	RecordMember members[RECORD_MEMBERS];
	guint n_members;
} Record;

/* A list of texts, or of records. */
typedef struct {
	GString *text;
} RecordList;

void record_init(Record *record);

/* The JSON; g_free() it. The record is no more. */
char *record_end(Record *record);

/* Nothing if text is NULL. What is not UTF-8 is made so. */
void record_put_text(Record *record, const char *key, const char *text);
void record_put_number(Record *record, const char *key, gint64 number);
void record_put_boolean(Record *record, const char *key, gboolean value);

/* Ends part, which becomes a member. */
void record_put_record(Record *record, const char *key, Record *part);
void record_put_list(Record *record, const char *key, RecordList *list);

/* The list of texts, which end with NULL or after n. */
void record_put_texts(Record *record, const char *key, const char *const *texts, gssize n);

void record_list_init(RecordList *list);
void record_list_add_text(RecordList *list, const char *text);

/* Ends part, which becomes the list's last. */
void record_list_add(RecordList *list, Record *part);

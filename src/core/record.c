/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON without a tree of values between: each value is written when it is put,
 * and the end puts them in their order.
 */
#include "core/record.h"

#include <string.h>

#include "core/text.h"

/* What RFC 8259 section 7 has short forms for; the others below U+0020 are \u00XX. */
static const char short_forms[0x20] = {
	['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'
};

static gboolean
is_plain(char c)
{
	return (guchar) c >= 0x20 && c != '"' && c != '\\';
}

static void
append_escaped(GString *out, char c)
{
	char short_form = (guchar) c < sizeof short_forms ? short_forms[(guchar) c] : c;

	if (short_form) {
		g_string_append_c(out, '\\');
		g_string_append_c(out, short_form);
	} else {
		g_string_append_printf(out, "\\u%04X", (guint) c);
	}
}

static void
append_text(GString *out, const char *text)
{
	gboolean valid = g_utf8_validate(text, -1, NULL);
	g_autofree char *mended = valid ? NULL : g_utf8_make_valid(text, -1);
	const char *from = mended ? mended : text, *p = from;

	g_string_append_c(out, '"');
	for (; *p; p++)
		if (!is_plain(*p)) {
			g_string_append_len(out, from, p - from);
			append_escaped(out, *p);
			from = p + 1;
		}
	g_string_append_len(out, from, p - from);
	g_string_append_c(out, '"');
}

void
record_init(Record *record)
{
	record->values = g_string_sized_new(256);
	record->n_members = 0;
}

/* In front of a value that is appended to the text it answers. */
static GString *
begin_member(Record *record, const char *key)
{
	g_assert(record->n_members < RECORD_MEMBERS);
	record->members[record->n_members].key = key;
	record->members[record->n_members].begin = record->values->len;
	return record->values;
}

static void
end_member(Record *record)
{
	record->members[record->n_members++].end = record->values->len;
}

void
record_put_text(Record *record, const char *key, const char *text)
{
	if (!text)
		return;
	append_text(begin_member(record, key), text);
	end_member(record);
}

void
record_put_number(Record *record, const char *key, gint64 number)
{
	text_append_number(begin_member(record, key), number);
	end_member(record);
}

void
record_put_boolean(Record *record, const char *key, gboolean value)
{
	g_string_append(begin_member(record, key), value ? "true" : "false");
	end_member(record);
}

/* Few members, which mostly come in their order already. */
static void
sort_members(Record *record)
{
	for (guint i = 1; i < record->n_members; i++) {
		RecordMember member = record->members[i];
		guint at = i;

		for (; at > 0; at--) {
			int order = strcmp(record->members[at - 1].key, member.key);

			g_assert(order != 0);
			if (order < 0)
				break;
			record->members[at] = record->members[at - 1];
		}
		record->members[at] = member;
	}
}

static void
append_record(GString *out, Record *record)
{
	sort_members(record);
	g_string_append_c(out, '{');
	for (guint i = 0; i < record->n_members; i++) {
		const RecordMember *member = &record->members[i];

		if (i)
			g_string_append_c(out, ',');
		g_string_append_c(out, '"');
		g_string_append(out, member->key);
		g_string_append(out, "\":");
		g_string_append_len(out, record->values->str + member->begin,
			(gssize) (member->end - member->begin));
	}
	g_string_append_c(out, '}');
	g_string_free(g_steal_pointer(&record->values), TRUE);
}

char *
record_end(Record *record)
{
	GString *out = g_string_sized_new(record->values->len + 16 * record->n_members + 3);

	append_record(out, record);
	return g_string_free(out, FALSE);
}

void
record_put_record(Record *record, const char *key, Record *part)
{
	append_record(begin_member(record, key), part);
	end_member(record);
}

void
record_list_init(RecordList *list)
{
	list->text = g_string_new("[");
}

/* In front of an element that is appended to the text it answers. */
static GString *
begin_element(RecordList *list)
{
	if (list->text->len > 1)
		g_string_append_c(list->text, ',');
	return list->text;
}

void
record_list_add_text(RecordList *list, const char *text)
{
	append_text(begin_element(list), text);
}

void
record_list_add(RecordList *list, Record *part)
{
	append_record(begin_element(list), part);
}

void
record_put_list(Record *record, const char *key, RecordList *list)
{
	GString *out = begin_member(record, key);

	g_string_append_len(out, list->text->str, (gssize) list->text->len);
	g_string_append_c(out, ']');
	end_member(record);
	g_string_free(g_steal_pointer(&list->text), TRUE);
}

void
record_put_texts(Record *record, const char *key, const char *const *texts, gssize n)
{
	RecordList list;

	record_list_init(&list);
	for (gssize i = 0; n < 0 ? texts[i] != NULL : i < n; i++)
		record_list_add_text(&list, texts[i]);
	record_put_list(record, key, &list);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Entries of calendars are read back twice: by libical, and by a reader of a few
 * lines that knows nothing but RFC 5545 section 3.1.
 */
#include <glib.h>
#include <libical/ical.h>
#include <string.h>

#include "adapters/ical.h"
#include "core/error.h"
#include "core/text.h"

static CalendarEntry
ordinary(void)
{
	CalendarEntry entry = {
		.uid = (char *) "LS-2026-0042.cda7bb6c1d3be6ffba6b4c7b2ca6bd36@kommun.example",
		.sequence = 2,
		.date = { 2026, 5, 18 },
		.instant = INSTANT_NONE,
		.step = (char *) "ivo_investigation",
	};

	g_assert_true(instant_from_string("2026-03-17T12:00:00.999Z", &entry.stamp));
	return entry;
}

static char *
write_words(const CalendarEntry *entry, const char *summary, const char *description)
{
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(GError) error = NULL;
	gsize length;

	g_assert_true(
		ical_write(entry, "lexsarah@kommun.example", summary, description, &bytes, &error));
	g_assert_no_error(error);
	const char *data = g_bytes_get_data(bytes, &length);
	g_assert_null(memchr(data, '\0', length));
	return g_strndup(data, length);
}

/* The content lines, unfolded; fails for what is not one (section 3.1). */
static char **
unfold(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
	GPtrArray *out = g_ptr_array_new();

	g_assert_true(g_str_has_suffix(text, "\r\n"));
	for (guint i = 0; lines[i + 1]; i++) {
		g_assert_cmpuint(strlen(lines[i]), <=, 75);
		g_assert_true(g_utf8_validate(lines[i], -1, NULL));
		for (const char *p = lines[i]; *p; p++)
			g_assert_true((guchar) *p >= ' ' && *p != 0x7f);
		if (*lines[i] != ' ') {
			g_ptr_array_add(out, g_strdup(lines[i]));
			continue;
		}
		g_assert_cmpuint(out->len, >, 0);
		char *begun = out->pdata[out->len - 1];
		out->pdata[out->len - 1] = g_strconcat(begun, lines[i] + 1, NULL);
		g_free(begun);
	}
	g_ptr_array_add(out, NULL);
	return (char **) g_ptr_array_free(out, FALSE);
}

/* The names of the content lines, in their order. */
static char *
names(char **lines)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; lines[i]; i++)
		g_string_append_printf(
			out, "%s%.*s", i ? " " : "", (int) strcspn(lines[i], ":;"), lines[i]);
	return g_string_free(out, FALSE);
}

/* The value of a line, unescaped (section 3.3.11). */
static char *
value(char **lines, const char *name)
{
	GString *out = g_string_new(NULL);
	const char *p = NULL;

	for (guint i = 0; lines[i] && !p; i++)
		if (g_str_has_prefix(lines[i], name) && strchr(":;", lines[i][strlen(name)]))
			p = strchr(lines[i], ':') + 1;
	g_assert_nonnull(p);
	for (; *p; p++) {
		gboolean escaped = *p == '\\';

		p += escaped;
		g_assert_true(*p && (strchr("\\;,", *p) != NULL) <= escaped);
		g_assert_true(!escaped || strchr("\\;,n", *p));
		g_string_append_c(out, escaped && *p == 'n' ? '\n' : *p);
	}
	return g_string_free(out, FALSE);
}

#define NAMES                                                                                      \
	"BEGIN PRODID VERSION METHOD BEGIN UID SEQUENCE DTSTAMP ORGANIZER STATUS CLASS TRANSP "    \
	"DTSTART DTEND SUMMARY DESCRIPTION END END"

static void
test_whole(void)
{
	CalendarEntry entry = ordinary();
	g_autofree char *text = write_words(&entry, "LS-2026-0042: Utredningen", "Ett, två;\ntre");

	g_assert_cmpstr(text, ==,
		"BEGIN:VCALENDAR\r\n"
		"PRODID:-//lexsarah//lexsarah//SV\r\n"
		"VERSION:2.0\r\n"
		"METHOD:PUBLISH\r\n"
		"BEGIN:VEVENT\r\n"
		"UID:LS-2026-0042.cda7bb6c1d3be6ffba6b4c7b2ca6bd36@kommun.example\r\n"
		"SEQUENCE:2\r\n"
		"DTSTAMP:20260317T120000Z\r\n"
		"ORGANIZER:mailto:lexsarah@kommun.example\r\n"
		"STATUS:CONFIRMED\r\n"
		"CLASS:PRIVATE\r\n"
		"TRANSP:TRANSPARENT\r\n"
		"DTSTART;VALUE=DATE:20260518\r\n"
		"DTEND;VALUE=DATE:20260519\r\n"
		"SUMMARY:LS-2026-0042: Utredningen\r\n"
		"DESCRIPTION:Ett\\, två\\;\\ntre\r\n"
		"END:VEVENT\r\n"
		"END:VCALENDAR\r\n");
	g_assert_cmpstr(ical_method(&entry), ==, "PUBLISH");
	entry.cancelled = TRUE;
	g_autofree char *taken_back = write_words(&entry, "a", "b");
	g_assert_nonnull(strstr(taken_back, "\r\nMETHOD:CANCEL\r\n"));
	g_assert_nonnull(strstr(taken_back, "\r\nSTATUS:CANCELLED\r\n"));
	g_assert_nonnull(strstr(taken_back, "\r\nDTSTART;VALUE=DATE:20260518\r\n"));
	g_assert_cmpstr(ical_method(&entry), ==, "CANCEL");
}

/* A day as it is written there, or a moment. */
static const struct {
	CivilDate date;
	const char *instant;
	const char *start, *end; /* end NULL: none */
} times[] = {
	{ { 2028, 2, 29 }, NULL, "DTSTART;VALUE=DATE:20280229", "DTEND;VALUE=DATE:20280301" },
	{ { 2027, 2, 28 }, NULL, "DTSTART;VALUE=DATE:20270228", "DTEND;VALUE=DATE:20270301" },
	{ { 2100, 2, 28 }, NULL, "DTSTART;VALUE=DATE:21000228", "DTEND;VALUE=DATE:21000301" },
	{ { 2026, 12, 31 }, NULL, "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101" },
	/* Days of 23 and 25 hours are days. */
	{ { 2026, 3, 29 }, NULL, "DTSTART;VALUE=DATE:20260329", "DTEND;VALUE=DATE:20260330" },
	{ { 2026, 10, 25 }, NULL, "DTSTART;VALUE=DATE:20261025", "DTEND;VALUE=DATE:20261026" },
	{ { 900, 1, 1 }, NULL, "DTSTART;VALUE=DATE:09000101", "DTEND;VALUE=DATE:09000102" },
	{ { 2999, 12, 31 }, NULL, "DTSTART;VALUE=DATE:29991231", "DTEND;VALUE=DATE:30000101" },
	{ { 0 }, "2999-12-31T23:59:59.999Z", "DTSTART:29991231T235959Z", NULL },
	{ { 0 }, "2026-03-29T01:59:59+01:00", "DTSTART:20260329T005959Z", NULL },
	{ { 0 }, "2026-03-29T03:00:00+02:00", "DTSTART:20260329T010000Z", NULL },
	/* The two half past two of one night are two moments. */
	{ { 0 }, "2026-10-25T02:30:00+02:00", "DTSTART:20261025T003000Z", NULL },
	{ { 0 }, "2026-10-25T02:30:00+01:00", "DTSTART:20261025T013000Z", NULL },
	{ { 0 }, "2027-01-01T00:30:00+01:00", "DTSTART:20261231T233000Z", NULL },
	{ { 0 }, "2028-02-29T23:59:59.999Z", "DTSTART:20280229T235959Z", NULL },
	{ { 0 }, "1969-12-31T23:59:59.5Z", "DTSTART:19691231T235959Z", NULL },
};

static void
test_times(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(times); i++) {
		CalendarEntry entry = ordinary();

		entry.date = times[i].date;
		if (times[i].instant)
			g_assert_true(instant_from_string(times[i].instant, &entry.instant));
		g_autofree char *text = write_words(&entry, "a", "b");
		g_auto(GStrv) lines = unfold(text);
		g_test_message("%s", times[i].start);
		g_assert_true(g_strv_contains((const char *const *) lines, times[i].start));
		g_assert_cmpint(strstr(text, "DTEND") != NULL, ==, times[i].end != NULL);
		if (times[i].end)
			g_assert_true(g_strv_contains((const char *const *) lines, times[i].end));
	}
}

static const char *const hostile[] = {
	"x\r\nATTACH:http://spy.example/",
	"x\nEND:VEVENT\nBEGIN:VALARM\nACTION:EMAIL\nEND:VALARM",
	"x\rATTENDEE:mailto:spy@evil.example",
	"x\\nURL:http://spy.example/",
	"x\\\\nURL:http://spy.example/\\",
	"a,b;c:d\"e\"",
	"a\tb\vc\fd\x01\x7f",
	"x\xe2\x80\xa8URL:http://spy.example/\xc2\x85URL:http://spy.example/",
	"\xe2\x80\xae\xe2\x81\xa6txt.exe\xe2\x81\xa9",
	"\xff\xfe",
	"ååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååå",
	("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9 \xf0\x9f\x91\xa9\xf0\x9f\x91\xa9\xf0\x9f\x91\xa9"
	 "\xf0\x9f\x91\xa9\xf0\x9f\x91\xa9\xf0\x9f\x91\xa9\xf0\x9f\x91\xa9\xf0\x9f\x91\xa9\xf0\x9f\x91\xa9"),
	"X:                                                                              y",
	";;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;",
};

/* Whatever the words are, they stay words: both readers find them whole and nothing else. */
static void
test_hostile(void)
{
	CalendarEntry entry = ordinary();

	for (gsize i = 0; i < G_N_ELEMENTS(hostile); i++) {
		g_autofree char *text = write_words(&entry, hostile[i], hostile[i]);
		g_auto(GStrv) lines = unfold(text);
		g_autofree char *found = names(lines);
		g_autofree char *line = text_to_line(hostile[i], 0);
		g_autofree char *kept = g_strstrip(text_to_lines(hostile[i]));
		g_autofree char *summary = value(lines, "SUMMARY");
		g_autofree char *description = value(lines, "DESCRIPTION");
		icalcomponent *object = icalparser_parse_string(text);
		icalcomponent *event = icalcomponent_get_first_real_component(object);

		g_test_message("%s", text);
		g_assert_cmpstr(found, ==, NAMES);
		g_assert_cmpstr(summary, ==, line);
		g_assert_cmpstr(description, ==, kept);
		g_assert_cmpstr(icalcomponent_get_summary(event), ==, line);
		g_assert_cmpstr(icalcomponent_get_description(event), ==, kept);
		g_assert_cmpint(icalcomponent_count_errors(object), ==, 0);
		icalcomponent_free(object);
	}
}

/* As RFC 5546 wants each method, by libical's own table; and the same each time. */
static void
test_methods(void)
{
	for (guint i = 0; i < 4; i++) {
		CalendarEntry entry = ordinary();

		entry.cancelled = i & 1;
		if (i & 2) {
			entry.date = (CivilDate){ 0 };
			entry.instant = entry.stamp;
		}
		g_autofree char *text = write_words(&entry, "a", "b");
		g_autofree char *again = write_words(&entry, "a", "b");
		icalcomponent *object = icalparser_parse_string(text);
		icalcomponent *event = icalcomponent_get_first_real_component(object);
		g_assert_cmpstr(text, ==, again);
		g_assert_true(icalrestriction_check(object));
		g_assert_cmpint(icalcomponent_get_method(object), ==,
			entry.cancelled ? ICAL_METHOD_CANCEL : ICAL_METHOD_PUBLISH);
		g_assert_cmpstr(icalcomponent_get_uid(event), ==, entry.uid);
		g_assert_cmpint(icalcomponent_get_sequence(event), ==, 2);
		g_assert_cmpint(icalcomponent_get_status(event), ==,
			entry.cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED);
		g_assert_cmpint(icaltime_is_date(icalcomponent_get_dtstart(event)), ==, !(i & 2));
		g_assert_null(icalcomponent_get_first_component(event, ICAL_ANY_COMPONENT));
		icalcomponent_free(object);
	}
}

/* Its last text of many. */
static gpointer
write_many(gpointer unused G_GNUC_UNUSED)
{
	CalendarEntry entry = ordinary();
	char *text = NULL;

	for (guint i = 0; i < 200; i++) {
		g_free(text);
		text = write_words(&entry, "å, ä", "ö; ü");
	}
	return text;
}

/* Each board sends in a thread of its own, and none has used libical before. */
static void
test_threads(void)
{
	GThread *threads[8];

	if (!g_test_subprocess()) {
		g_test_trap_subprocess(NULL, 0, 0);
		g_test_trap_assert_passed();
		return;
	}
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new("write", write_many, NULL);
	g_autofree char *whole = write_many(NULL);
	for (guint i = 0; i < G_N_ELEMENTS(threads); i++) {
		g_autofree char *text = g_thread_join(threads[i]);
		g_assert_cmpstr(text, ==, whole);
	}
}

static void
test_bounded(void)
{
	CalendarEntry entry = ordinary();
	g_autofree char *long_text = g_strnfill(1000000, ';');
	g_autofree char *text = write_words(&entry, long_text, long_text);
	g_auto(GStrv) lines = unfold(text);
	g_autofree char *summary = value(lines, "SUMMARY");
	g_autofree char *description = value(lines, "DESCRIPTION");

	g_assert_cmpuint(strlen(text), <, 6000);
	g_assert_cmpint(g_utf8_strlen(summary, -1), <=, 201);
	g_assert_cmpuint(strlen(description), ==, 2000);
}

static void
test_organizer(void)
{
	static const char *const refused[] = { NULL, "", "a", "a@b\r\nATTACH:c", "a@b;c:d" };
	CalendarEntry entry = ordinary();
	g_autoptr(GBytes) bytes = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_false(ical_write(&entry, refused[i], "a", "b", &bytes, &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_INPUT);
		g_assert_null(bytes);
	}
	g_assert_true(ical_write(&entry, "lex+sarah?x=å@kommun.example", "a", "b", &bytes, NULL));
	g_assert_nonnull(
		g_strstr_len(g_bytes_get_data(bytes, NULL), (gssize) g_bytes_get_size(bytes),
			"\r\nORGANIZER:mailto:lex+sarah%3Fx%3D%C3%A5@kommun.example\r\n"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/ical/whole", test_whole);
	g_test_add_func("/ical/times", test_times);
	g_test_add_func("/ical/hostile", test_hostile);
	g_test_add_func("/ical/methods", test_methods);
	g_test_add_func("/ical/threads", test_threads);
	g_test_add_func("/ical/bounded", test_bounded);
	g_test_add_func("/ical/organizer", test_organizer);
	return g_test_run();
}

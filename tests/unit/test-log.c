/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands in the log, and how often.
 */
#include <string.h>

#include "core/error.h"
#include "daemon/log-throttle.h"
#include "daemon/log.h"

#define NOON G_GINT64_CONSTANT(1795319587120) /* 2026-11-22 04:53:07.120 in Stockholm */

static GTimeZone *zone;

static void
test_line(void)
{
	static const LogFields all = { "AMN", 7, 42, "ab12", "LS-2026-0042", 9, 2, "temporary" };
	static const LogFields some = { .board = "AMN", .uid = 42 };
	static const LogFields hostile = { .board = "A\nM", .mail = "x\x1b[2J y: z" };
	static const struct {
		GLogLevelFlags level;
		const LogFields *fields;
		const char *text;
		const char *line; /* after the time */
	} cases[] = {
		{ G_LOG_LEVEL_WARNING, &some, "text", " warning board=AMN uid=42: text" },
		{ G_LOG_LEVEL_INFO, NULL, "text", " info: text" },
		{ G_LOG_LEVEL_CRITICAL, &all, "text",
			" error board=AMN uidvalidity=7 uid=42 mail=ab12 case=LS-2026-0042 "
			"outbox=9 attempt=2 class=temporary: text" },
		{ G_LOG_LEVEL_ERROR, NULL, "", " error: " },
		{ G_LOG_LEVEL_WARNING, NULL, "a\r\n2026-01-01 error: forged\x07\xe2\x80\xae!",
			" warning: a 2026-01-01 error: forged!" },
		{ G_LOG_LEVEL_WARNING, &hostile, "t", " warning board=A M mail=x[2J y: z: t" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *expected =
			g_strconcat("2026-11-22T04:53:07.120+01:00", cases[i].line, NULL);
		g_autofree char *line =
			log_format_line(NOON, zone, cases[i].level, cases[i].fields, cases[i].text);

		g_assert_cmpstr(line, ==, expected);
	}
}

static void
test_long(void)
{
	g_autofree char *text = g_strnfill(1000000, 'x');
	g_autofree char *line = log_format_line(NOON, zone, G_LOG_LEVEL_INFO, NULL, text);

	g_assert_cmpuint(strlen(line), <, 2100);
}

static void
test_level(void)
{
	g_autoptr(GError) temporary = g_error_new(LEX_ERROR, LEX_ERROR_TEMPORARY, "x");
	g_autoptr(GError) login = g_error_new(LEX_ERROR, LEX_ERROR_WAIT, "x");
	g_autoptr(GError) other = g_error_new(G_FILE_ERROR, G_FILE_ERROR_IO, "x");

	g_assert_cmpint(log_level_of(temporary), ==, G_LOG_LEVEL_WARNING);
	g_assert_cmpint(log_level_of(login), ==, G_LOG_LEVEL_CRITICAL);
	g_assert_cmpint(log_level_of(other), ==, G_LOG_LEVEL_CRITICAL);
}

static void
test_throttle(void)
{
	static const struct {
		gint64 after_ms; /* since the first */
		const char *key;
		const char *text;
		gboolean said;
		guint repeats;
	} steps[] = {
		{ 0, "AMN poll", "down", TRUE, 0 }, { 60000, "AMN poll", "down", FALSE, 0 },
		{ 60000, "SDN poll", "down", TRUE, 0 }, { 120000, "AMN poll", "down", FALSE, 0 },
		{ 3599999, "AMN poll", "down", FALSE, 0 }, { 3600000, "AMN poll", "down", TRUE, 3 },
		{ 3660000, "AMN poll", "down", FALSE, 0 },
		{ 3720000, "AMN poll", "refused", TRUE, 0 },
		{ 3780000, "AMN poll", "refused", FALSE, 0 },
		{ 1000, "AMN poll", "refused", TRUE, 1 }, /* the clock was set back */
	};
	g_autoptr(LogThrottle) throttle = log_throttle_new();

	for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
		guint repeats = 0;

		g_assert_cmpint(log_throttle_admit(throttle, NOON + steps[i].after_ms, steps[i].key,
					steps[i].text, &repeats),
			==, steps[i].said);
		g_assert_cmpuint(repeats, ==, steps[i].repeats);
	}
	g_assert_true(log_throttle_forget(throttle, "AMN poll"));
	g_assert_false(log_throttle_forget(throttle, "AMN poll"));
	guint repeats = 0;
	g_assert_true(log_throttle_admit(throttle, NOON, "AMN poll", "refused", &repeats));
}

/* All that the child says, on its standard error. */
static void
say(void)
{
	static const LogFields fields = { .board = "AMN", .uid = 42 };
	g_autoptr(LogThrottle) throttle = log_throttle_new();
	g_autoptr(GError) error = g_error_new(LEX_ERROR, LEX_ERROR_TEMPORARY, "timed\nout");

	log_init(zone);
	log_info(&fields, "a %s", "word");
	log_failure(NULL, error, "connect");
	for (int i = 0; i < 3; i++)
		log_once(throttle, NOON + i, &fields, error, "poll");
	log_once(throttle, NOON + LOG_THROTTLE_MS, &fields, error, "poll");
	log_recovered(throttle, &fields, "poll");
	log_recovered(throttle, &fields, "poll");
	g_log_structured("gmime", G_LOG_LEVEL_WARNING, "MESSAGE", "bad header: %s", "Anna Exempel");
	g_log_structured("GLib-GIO", G_LOG_LEVEL_WARNING, "MESSAGE", "no\x1b bus");
	g_log_structured("GLib", G_LOG_LEVEL_DEBUG, "MESSAGE", "%s", "chatter");
}

static void
test_said(void)
{
	static const char *const expected[] = {
		"info board=AMN uid=42: a word",
		"warning class=temporary: connect: timed out",
		"warning board=AMN uid=42 class=temporary: poll: timed out",
		("warning board=AMN uid=42 class=temporary: poll (2 more times since last said): "
		 "timed out"),
		"info board=AMN uid=42: poll: works again",
		"warning: gmime: a message about a mail, left out because it may quote it",
		"warning: GLib-GIO: no bus",
	};

	if (g_test_subprocess()) {
		say();
		return;
	}
	g_unsetenv("G_MESSAGES_DEBUG");
	g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
	g_test_trap_assert_passed();
	g_test_trap_assert_stderr_unmatched("*Anna*");
	g_test_trap_assert_stderr_unmatched("*chatter*");
	g_test_trap_assert_stderr_unmatched("*works again*works again*");
	g_autoptr(GString) pattern = g_string_new("*");
	for (gsize i = 0; i < G_N_ELEMENTS(expected); i++)
		g_string_append_printf(pattern, "20*T*+0?:00 %s\n", expected[i]);
	g_string_append_c(pattern, '*');
	g_test_trap_assert_stderr(pattern->str);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	zone = g_time_zone_new_identifier("Europe/Stockholm");
	g_test_add_func("/log/line", test_line);
	g_test_add_func("/log/long", test_long);
	g_test_add_func("/log/level", test_level);
	g_test_add_func("/log/throttle", test_throttle);
	g_test_add_func("/log/said", test_said);
	int status = g_test_run();
	g_time_zone_unref(zone);
	return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The IMAP parser on scripted dialogues, each fed whole and cut at every byte.
 * Events are written down as one line each, so that a case is text in, text out.
 */
#include <glib.h>
#include <string.h>

#include "adapters/imap/imap-parse.h"
#include "core/date.h"
#include "core/error.h"

static const ImapParseLimits limits = { .line = 4096, .literal = 64, .depth = 4 };

static const char *const kind_names[IMAP_RESPONSE_COUNT] = {
	[IMAP_RESPONSE_MALFORMED] = "malformed",
	[IMAP_RESPONSE_OTHER] = "other",
	[IMAP_RESPONSE_CONTINUATION] = "continuation",
	[IMAP_RESPONSE_TAGGED] = "tagged",
	[IMAP_RESPONSE_STATUS] = "status",
	[IMAP_RESPONSE_CAPABILITY] = "capability",
	[IMAP_RESPONSE_SEARCH] = "search",
	[IMAP_RESPONSE_MAILBOX_STATUS] = "mailbox-status",
	[IMAP_RESPONSE_EXISTS] = "exists",
	[IMAP_RESPONSE_EXPUNGE] = "expunge",
	[IMAP_RESPONSE_FETCH] = "fetch",
};

static const char *const status_names[IMAP_STATUS_COUNT] = { "", "OK", "NO", "BAD", "BYE",
	"PREAUTH" };

static void
write_words(GString *out, const char *name, const GPtrArray *words)
{
	for (guint i = 0; words && i < words->len; i++)
		g_string_append_printf(out, "%s%s", i ? "," : name, (const char *) words->pdata[i]);
}

static void
write_fetch(GString *out, const ImapFetch *fetch)
{
	g_string_append_printf(out, " uid=%u", fetch->uid);
	if (fetch->internaldate != INSTANT_NONE)
		g_string_append_printf(out, " date=%" G_GINT64_FORMAT, fetch->internaldate);
	if (fetch->rfc822_size)
		g_string_append_printf(out, " size=%" G_GUINT64_FORMAT, fetch->rfc822_size);
	write_words(out, " flags=", fetch->flags);
	if (fetch->body) {
		gsize length;
		const char *bytes = g_bytes_get_data(fetch->body, &length);
		g_autofree char *text = g_strndup(bytes ? bytes : "", length);
		g_autofree char *shown = g_strescape(text, NULL);

		g_string_append_printf(
			out, " body(%" G_GUINT64_FORMAT ")=%s", fetch->body_size, shown);
	}
}

static gboolean
write_event(const ImapResponse *response, gpointer user, GError **error)
{
	GString *out = user;

	(void) error;
	g_string_append(out, kind_names[response->kind]);
	if (response->kind == IMAP_RESPONSE_MALFORMED || response->kind == IMAP_RESPONSE_OTHER) {
		g_string_append_c(out, '\n');
		return TRUE;
	}
	if (response->tag)
		g_string_append_printf(out, " <%s>", response->tag);
	if (response->status)
		g_string_append_printf(out, " %s", status_names[response->status]);
	if (response->code)
		g_string_append_printf(out, " code=%d", (int) response->code);
	if (response->number)
		g_string_append_printf(out, " %u", response->number);
	write_words(out, " words=", response->words);
	for (guint i = 0; i < response->ranges->len; i++) {
		ImapRange range = g_array_index(response->ranges, ImapRange, i);

		g_string_append_printf(out, " %u:%u", range.first, range.last);
	}
	if (response->kind == IMAP_RESPONSE_FETCH)
		write_fetch(out, &response->fetch);
	g_string_append_c(out, '\n');
	return TRUE;
}

/* Feeds text in pieces cut at first and then every step bytes; "error" ends the events. */
static char *
events(const char *text, gsize length, gsize first, gsize step)
{
	g_autoptr(ImapParser) parser = imap_parse_new(&limits);
	GString *out = g_string_new(NULL);
	gsize at = 0;

	while (at < length) {
		g_autoptr(GError) error = NULL;
		gsize n = MIN(at == 0 ? first : step, length - at);
		/* a copy of its own, so that a read beyond the piece is seen by sanitizers */
		g_autofree char *piece = g_memdup2(text + at, n);

		if (!imap_parse_feed(parser, piece, n, write_event, out, &error)) {
			g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
			g_string_append(out, "error\n");
			break;
		}
		at += n;
	}
	return g_string_free(out, FALSE);
}

static const struct {
	const char *name;
	const char *text;
	const char *events;
} cases[] = {
	{ "greeting", "* OK [CAPABILITY IMAP4rev1 MOVE] Välkommen\r\n* PREAUTH hej\r\n",
		"status OK code=5 words=IMAP4rev1,MOVE\nstatus PREAUTH\n" },
	{ "select",
		"* FLAGS (\\Answered $Done)\r\n* 3 EXISTS\r\n* 0 RECENT\r\n"
		"* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 4294967295] x\r\n"
		"* OK [PERMANENTFLAGS (\\Seen \\*)] x\r\nx1 OK [READ-WRITE] done\r\n",
		"other\nexists 3\nother\nstatus OK code=2 7\nstatus OK code=3 4294967295\n"
		"status OK code=4 words=\\Seen,\\*\ntagged <x1> OK code=1\n" },
	{ "codes",
		"x1 NO [TRYCREATE] no\r\nx2 OK [COPYUID 7 1:2,9 4:6] ok\r\n"
		"x3 NO [UNAVAILABLE] later\r\nx4 BAD what\r\n* BYE [UNKNOWN x] gone\r\n"
		"* OK [UIDVALIDITY nonsense] x\r\n* OK [UNTERMINATED\r\n",
		"tagged <x1> NO code=7\ntagged <x2> OK code=6 7 1:2 9:9\n"
		"tagged <x3> NO code=10\ntagged <x4> BAD\nstatus BYE code=1\n"
		"status OK code=1\nstatus OK code=1\n" },
	{ "search", "* SEARCH 2 3 5\r\n* SEARCH\r\n* search 7 (MODSEQ 9)\r\n",
		"search 2:3 5:5\nsearch\nsearch 7:7\n" },
	{ "esearch",
		"* ESEARCH (TAG \"x2\") UID ALL 1:4,9\r\n* ESEARCH (TAG \"x3\") UID\r\n"
		"* ESEARCH UID COUNT 3 ALL 5:3 MIN 3\r\n",
		"search <x2> 1:4 9:9\nsearch <x3>\nsearch 3:5\n" },
	{ "mailbox-status",
		"* STATUS INBOX (UIDNEXT 9)\r\n* STATUS \"a b\" (MESSAGES 3 UIDNEXT 12)\r\n"
		"* STATUS {3}\r\na)b ()\r\n* STATUS INBOX (UIDNEXT x)\r\n* STATUS INBOX\r\n",
		"mailbox-status 9\nmailbox-status 12\nmailbox-status\nmalformed\nmalformed\n" },
	{ "capability", "* CAPABILITY IMAP4rev1 UIDPLUS\r\n+ go on\r\n+\r\n* 4 EXPUNGE\r\n",
		"capability words=IMAP4rev1,UIDPLUS\ncontinuation\ncontinuation\nexpunge 4\n" },
	{ "fetch-literal",
		"* 1 FETCH (UID 9 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" RFC822.SIZE 5 "
		"FLAGS (\\Seen $X) BODY[] {5}\r\na\r\nbc)\r\n",
		"fetch 1 uid=9 date=837596665000 size=5 flags=\\Seen,$X body(5)=a\\r\\nbc\n" },
	{ "fetch-before-uid", "* 1 FETCH (BODY[] {2}\r\nhi UID 3)\r\n",
		"fetch 1 uid=3 body(2)=hi\n" },
	{ "fetch-quoted", "* 1 FETCH (UID 1 BODY[] \"a\\\"b\\\\c\")\r\n",
		"fetch 1 uid=1 body(5)=a\\\"b\\\\c\n" },
	{ "fetch-empty", "* 1 FETCH (UID 1 BODY[] {0}\r\n)\r\n* 2 FETCH (UID 2 BODY[] \"\")\r\n",
		"fetch 1 uid=1 body(0)=\nfetch 2 uid=2 body(0)=\n" },
	{ "fetch-nil", "* 1 FETCH (UID 1 BODY[] NIL)\r\n", "fetch 1 uid=1\n" },
	{ "fetch-date-space", "* 1 FETCH (INTERNALDATE \" 1-jan-1970 00:00:01 +0000\" UID 1)\r\n",
		"fetch 1 uid=1 date=1000\n" },
	{ "fetch-date-bad",
		"* 1 FETCH (INTERNALDATE \"31-Feb-2026 00:00:01 +0000\" UID 1)\r\n"
		"* 1 FETCH (INTERNALDATE \"now\" UID 2)\r\n* 1 FETCH (INTERNALDATE NIL UID 3)\r\n",
		"fetch 1 uid=1\nfetch 1 uid=2\nfetch 1 uid=3\n" },
	{ "fetch-unknown-items",
		"* 1 FETCH (MODSEQ (12) ENVELOPE (NIL \"x)\" ((NIL \"a\")) {3}\r\n)))) "
		"BODY[HEADER.FIELDS (TO CC)] {4}\r\nTo: BODY[]<0> \"x\" UID 5)\r\n",
		"fetch 1 uid=5\n" },
	{ "forged",
		"* 1 FETCH (UID 1 BODY[] {59}\r\nx2 OK done\r\n* 2 EXPUNGE\r\n* SEARCH 666\r\n"
		")\r\n* BYE\r\n{9}\r\n{3}\r\n UID 8 )\r\nx1 OK done\r\n",
		"fetch 1 uid=8 body(59)=x2 OK done\\r\\n* 2 EXPUNGE\\r\\n* SEARCH 666\\r\\n"
		")\\r\\n* BYE\\r\\n{9}\\r\\n{3}\\r\\n\ntagged <x1> OK\n" },
	{ "over-limit",
		"* 1 FETCH (UID 1 BODY[] {70}\r\n"
		"0123456789012345678901234567890123456789012345678901234567890123456789)\r\n"
		"x1 OK\r\n",
		"fetch 1 uid=1 body(70)="
		"0123456789012345678901234567890123456789012345678901234567890123\n"
		"tagged <x1> OK\n" },
	{ "brace-in-text", "* OK no literal {5}\r\nx1 NO none here {12}\r\n* NO {3}\r\n",
		"status OK\ntagged <x1> NO\nstatus NO\n" },
	{ "brace-after-literal", "* 1 FETCH (UID 1 X {3}\r\n{4}{2}\r\nab)\r\n", "malformed\n" },
	{ "literal-ends-response", "* LIST () \"/\" {5}\r\nINBOX\r\nx1 OK\r\n",
		"other\ntagged <x1> OK\n" },
	{ "non-synchronising", "* 1 FETCH (UID 1 BODY[] {2+}\r\nhi)\r\n",
		"fetch 1 uid=1 body(2)=hi\n" },
	{ "bare-newline", "* 1 EXISTS\nx1 OK\n", "exists 1\ntagged <x1> OK\n" },
	{ "deep", "* 1 FETCH (UID 1 X ((((a)))))\r\n* 1 FETCH (UID 1 X (((((a))))))\r\n",
		"fetch 1 uid=1\nmalformed\n" },
	{ "huge-number", "* 1 FETCH (UID 1 BODY[] {99999999999999999999}\r\n", "error\n" },
	{ "malformed",
		"\r\n*\r\n* \r\ngarbage\r\nx1\r\nx1 MAYBE\r\n* 99999999999 EXISTS\r\n* 1\r\n"
		"* 1 FETCH\r\n* 1 FETCH (UID\r\n* 1 FETCH (UID x)\r\n* 1 FETCH (BODY[] {x}\r\n"
		"* 1 FETCH (BODY[] \"a\r\n* SEARCH 0\r\n* SEARCH 1:*\r\n* 1 FETCH (BODY[HEADER X)\r\n"
		"x9 OK still here\r\n",
		"malformed\nmalformed\nmalformed\nmalformed\nmalformed\nmalformed\nmalformed\n"
		"malformed\nmalformed\nmalformed\nmalformed\nmalformed\nmalformed\nmalformed\n"
		"malformed\nmalformed\ntagged <x9> OK\n" },
};

static void
test_dialogue(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	gsize length = strlen(cases[i].text);
	g_autofree char *whole = events(cases[i].text, length, length, length);
	g_autofree char *dribbled = events(cases[i].text, length, 1, 1);

	g_assert_cmpstr(whole, ==, cases[i].events);
	g_assert_cmpstr(dribbled, ==, cases[i].events);
	for (gsize cut = 1; cut < length; cut++) {
		g_autofree char *split = events(cases[i].text, length, cut, length);

		g_assert_cmpstr(split, ==, cases[i].events);
	}
}

/* Bytes that are no text: NUL in a literal and in a line, and eight bits in an atom. */
static void
test_binary(void)
{
	static const char text[] = "* 1 FETCH (UID 1 BODY[] {3}\r\n\0\0\0)\r\n* \0 x\r\n* \xff\r\n";

	for (gsize cut = 1; cut < sizeof text; cut++) {
		g_autofree char *out = events(text, sizeof text - 1, cut, sizeof text);

		g_assert_cmpstr(out, ==, "fetch 1 uid=1 body(3)=\nmalformed\nother\n");
	}
}

static void
test_huge_line(void)
{
	g_autofree char *filler = g_strnfill(limits.line + 1, 'a');
	g_autofree char *text = g_strdup_printf("x1 OK\r\n* SEARCH %s\r\nx2 OK\r\n", filler);
	g_autofree char *whole = events(text, strlen(text), strlen(text), 1);
	g_autofree char *dribbled = events(text, strlen(text), 1, 1);

	g_assert_cmpstr(whole, ==, "tagged <x1> OK\nerror\n");
	g_assert_cmpstr(dribbled, ==, whole);
}

static void
test_many_literals(void)
{
	GString *text = g_string_new("* 1 FETCH (X (");
	g_autofree char *out = NULL;

	for (int i = 0; i < 100; i++)
		g_string_append(text, "{0}\r\n ");
	g_string_append(text, "))\r\n");
	out = events(text->str, text->len, text->len, 1);
	g_assert_cmpstr(out, ==, "error\n");
	g_string_free(text, TRUE);
}

static gboolean
refuse(const ImapResponse *response, gpointer user, GError **error)
{
	(void) response;
	(*(int *) user)++;
	g_set_error_literal(error, LEX_ERROR, LEX_ERROR_STORE, "full");
	return FALSE;
}

static void
test_handler_stops(void)
{
	g_autoptr(ImapParser) parser = imap_parse_new(&limits);
	g_autoptr(GError) error = NULL;
	const char *text = "* 1 EXISTS\r\n* 2 EXISTS\r\n";
	int calls = 0;

	g_assert_false(imap_parse_feed(parser, text, strlen(text), refuse, &calls, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_STORE);
	g_assert_cmpint(calls, ==, 1);
}

static void
test_broken_off(void)
{
	g_autofree char *out = events("* 1 FETCH (UID 1 BODY[] {9}\r\nabc", 32, 32, 1);

	g_assert_cmpstr(out, ==, "");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strdup_printf("/imap-parse/%s", cases[i].name);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_dialogue);
	}
	g_test_add_func("/imap-parse/binary", test_binary);
	g_test_add_func("/imap-parse/huge-line", test_huge_line);
	g_test_add_func("/imap-parse/many-literals", test_many_literals);
	g_test_add_func("/imap-parse/handler-stops", test_handler_stops);
	g_test_add_func("/imap-parse/broken-off", test_broken_off);
	return g_test_run();
}

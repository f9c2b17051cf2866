/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happens to handled mail in the mailbox, by policy and by what the server
 * can do. What is not in the play must not be said.
 */
#include <glib.h>

#include "core/error.h"
#include "support/imap-fixture.h"

/* What mark() does by policy and capability. */
static const struct {
	const char *name;
	FakeStep steps[20];
	AfterPolicy after;
	int error; /* -1: none */
} marks[] = {
	{ "keep-is-read-only",
		{ LOGIN, CAPABILITY("MOVE"), HEAR("x* EXAMINE \"INBOX\""), SELECTED("7", "3"),
			LOGOUT, DO(FAKE_END) },
		AFTER_KEEP, -1 },
	{ "no-keywords",
		{ LOGIN, CAPABILITY(""), HEAR("x* SELECT *"),
			SAY("* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 9] x\r\n"
			    "* OK [PERMANENTFLAGS (\\Seen)] x\r\n%T OK\r\n"),
			LOGOUT, DO(FAKE_END) },
		AFTER_FLAG, -1 },
	{ "read-only",
		{ LOGIN, CAPABILITY(""), HEAR("x* SELECT *"),
			SAY("* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 9] x\r\n"
			    "* OK [PERMANENTFLAGS (\\*)] x\r\n%T OK [READ-ONLY]\r\n"),
			LOGOUT, DO(FAKE_END) },
		AFTER_FLAG, -1 },
	{ "our-keyword",
		{ LOGIN, CAPABILITY(""), HEAR("x* SELECT *"),
			SAY("* 3 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 9] x\r\n"
			    "* OK [PERMANENTFLAGS ($lexsarah)] x\r\n%T OK\r\n"),
			HEAR("x* UID STORE 1:3 +FLAGS.SILENT ($LexSarah)"), SAY("%T OK\r\n"),
			LOGOUT, DO(FAKE_END) },
		AFTER_FLAG, -1 },
	{ "flag-refused", { OPEN(""), HEAR("x* UID STORE *"), SAY("%T NO acl\r\n"), DO(FAKE_END) },
		AFTER_FLAG, LEX_ERROR_WAIT },
	{ "delete-only-flags",
		{ OPEN("UIDPLUS"), HEAR("x* UID STORE 1:3 +FLAGS.SILENT ($LexSarah)"),
			SAY("%T OK\r\n"), LOGOUT, DO(FAKE_END) },
		AFTER_DELETE, -1 },
	{ "move",
		{ OPEN("MOVE UIDPLUS"), HEAR("x* UID MOVE 1:3 \"H&AOQ-\\\"\""),
			SAY("* OK [COPYUID 5 1:3 1:3] x\r\n%T OK\r\n"), LOGOUT, DO(FAKE_END) },
		AFTER_MOVE, -1 },
	{ "move-creates",
		{ OPEN("MOVE"), HEAR("x* UID MOVE 1:3 *"), SAY("%T NO [TRYCREATE] none\r\n"),
			HEAR("x* CREATE \"H&AOQ-\\\"\""), SAY("%T OK\r\n"),
			HEAR("x* UID MOVE 1:3 *"), SAY("%T OK\r\n"), LOGOUT, DO(FAKE_END) },
		AFTER_MOVE, -1 },
	{ "move-cannot-create",
		{ OPEN("MOVE"), HEAR("x* UID MOVE 1:3 *"), SAY("%T NO [TRYCREATE] none\r\n"),
			HEAR("x* CREATE *"), SAY("%T NO denied\r\n"), DO(FAKE_END) },
		AFTER_MOVE, LEX_ERROR_WAIT },
	{ "copy-and-expunge",
		{ OPEN("UIDPLUS"), HEAR("x* UID COPY 1:3 *"), SAY("%T OK [COPYUID 5 1:3 1:3]\r\n"),
			HEAR("x* UID STORE 1:3 +FLAGS.SILENT (\\Deleted)"), SAY("%T OK\r\n"),
			HEAR("x* UID EXPUNGE 1:3"), SAY("* 1 EXPUNGE\r\n%T OK\r\n"), LOGOUT,
			DO(FAKE_END) },
		AFTER_MOVE, -1 },
	{ "copy-refused",
		{ OPEN("UIDPLUS"), HEAR("x* UID COPY 1:3 *"), SAY("%T NO [OVERQUOTA] full\r\n"),
			DO(FAKE_END) },
		AFTER_MOVE, LEX_ERROR_WAIT },
	{ "never-plain-expunge", { OPEN(""), DO(FAKE_END) }, AFTER_MOVE, LEX_ERROR_CONFIG },
};

static void
test_mark(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(GError) error = NULL;
	ImapFixture fixture;

	imap_fixture_start_full(&fixture, marks[i].steps, FALSE, "", marks[i].after, "Hä\"");
	imap_fixture_open_good(&fixture);
	error = imap_fixture_mark_three(&fixture);
	if (marks[i].error < 0)
		g_assert_no_error(error);
	else
		g_assert_error(error, LEX_ERROR, marks[i].error);
	imap_fixture_stop(&fixture);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
		g_autofree char *path = g_strdup_printf("/imap-mark/%s", marks[i].name);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_mark);
	}
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "adapters/import-files.h"
#include "adapters/import-mbox.h"
#include "adapters/message/message-gmime.h"
#include "core/date.h"
#include "core/error.h"

/* What was taken: each mail as "time|bytes". */
static gboolean
take(const MailSourceItem *item, gpointer user, GError **error G_GNUC_UNUSED)
{
	GPtrArray *taken = user;
	gsize length;
	const char *bytes = g_bytes_get_data(item->raw, &length);
	gint64 seconds = item->internaldate == INSTANT_NONE ? -1 : item->internaldate / 1000;

	g_assert_cmpuint(item->uid, ==, 0);
	g_ptr_array_add(taken, g_strdup_printf("%" G_GINT64_FORMAT "|%.*s%s", seconds, (int) length,
				       bytes, item->truncated ? "(cut)" : ""));
	return TRUE;
}

/* An mbox, and its mails joined by "/". */
static const struct {
	const char *what, *mbox, *mails;
} cases[] = {
	{ "one", "From a@b Thu Jan  1 00:01:00 1970\nA: b\n\ntext\n", "60|A: b\r\n\r\ntext\r\n" },
	{ "two, the empty line between them is the mbox's",
		"From a Thu Jan  1 00:01:00 1970\nA: b\n\none\n\nFrom b Fri Feb  2 00:00:00 "
		"1970\nC: d\n\ntwo\n\n",
		"60|A: b\r\n\r\none\r\n/2764800|C: d\r\n\r\ntwo\r\n" },
	{ "mboxrd", "From a x\nA: b\n\n>From here\n>>From there\n> From\n",
		"-1|A: b\r\n\r\nFrom here\r\n>From there\r\n> From\r\n" },
	{ "a From that follows no empty line is text", "From a x\nA: b\n\nyes\nFrom me\n",
		"-1|A: b\r\n\r\nyes\r\nFrom me\r\n" },
	{ "CRLF stays", "From a x\r\nA: b\r\n\r\none\r\n\r\nFrom b x\r\nC: d\r\n\r\ntwo\r\n",
		"-1|A: b\r\n\r\none\r\n/-1|C: d\r\n\r\ntwo\r\n" },
	{ "dates that are none", "From a Thu Foo 99 00:00:00 1970\nA: b\n\nc\n",
		"-1|A: b\r\n\r\nc\r\n" },
	{ "nothing in it", "From a x\n", "-1|" },
	{ "cut in the separator", "From ", "-1|" },
	{ "too large", "From a x\nA: b\n\n0123456789012345678901234567890123456789\n",
		"-1|A: b\r\n\r\n01234567890123456789(cut)" },
};

static void
test_mbox(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) taken = g_ptr_array_new_with_free_func(g_free);
		gsize max = strstr(cases[i].what, "large") ? 28 : 1000;

		g_assert_true(
			import_mbox(cases[i].mbox, strlen(cases[i].mbox), max, take, taken, NULL));
		g_ptr_array_add(taken, NULL);
		g_autofree char *all = g_strjoinv("/", (char **) taken->pdata);
		g_test_message("%s", cases[i].what);
		g_assert_cmpstr(all, ==, cases[i].mails);
	}
}

static void
put(const char *folder, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autofree char *parent = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(parent, 0700), ==, 0);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* Maildirs in Maildirs, .eml trees and mboxes; what is no mail stays out. */
static void
test_folders(void)
{
	g_autofree char *folder = g_dir_make_tmp("lexsarah-import-XXXXXX", NULL);
	g_autofree char *missing = g_build_filename(folder, "missing", NULL);
	g_autoptr(GPtrArray) taken = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;

	put(folder, "box/cur/100.M1.host:2,S", "A: 1\n\n");
	put(folder, "box/new/200.M2.host", "A: 2\n\n");
	put(folder, "box/tmp/300.M3.host", "A: unfinished\n\n");
	put(folder, "box/dovecot.index", "no mail");
	put(folder, "box/.Sub/cur/400.M4.host:2,", "A: 4\n\n");
	put(folder, "box/.Sub/new/x", "A: 5\n\n");
	put(folder, "tree/a/b.EML",
		"Received: from x by y; Thu, 1 Jan 1970 00:10:00 +0000\nA: 6\n\n");
	put(folder, "tree/notes.txt", "no mail");
	put(folder, "tree/c.mbox", "From a Thu Jan  1 00:15:00 1970\nA: 7\n\n");
	g_assert_true(import_files(folder, 1000, take, taken, &error));
	g_assert_no_error(error);
	g_ptr_array_add(taken, NULL);
	g_autofree char *all = g_strjoinv("/", (char **) taken->pdata);
	g_assert_cmpstr(all, ==,
		"400|A: 4\r\n\r\n/-1|A: 5\r\n\r\n/100|A: 1\r\n\r\n/200|A: 2\r\n\r\n/"
		"-1|Received: from x by y; Thu, 1 Jan 1970 00:10:00 +0000\r\nA: 6\r\n\r\n/"
		"900|A: 7\r\n");
	g_assert_false(import_files(missing, 1000, take, taken, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_INPUT);
	g_autofree char *remove = g_strdup_printf("rm -rf '%s'", folder);
	g_assert_true(g_spawn_command_line_sync(remove, NULL, NULL, NULL, NULL));
}

int
main(int argc, char **argv)
{
	message_init();
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/import/mbox", test_mbox);
	g_test_add_func("/import/folders", test_folders);
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What commands write as files of a case: all of it, for its owner alone, or nothing. */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "adapters/folder-remove.h"
#include "adapters/message/message-gmime.h"
#include "cli/interrupt.h"
#include "cli/mail-files.h"
#include "cli/new-file.h"
#include "core/error.h"

static const char mail[] = "From: alva@kommun.example\r\nContent-Type: multipart/mixed; boundary=b"
			   "\r\n\r\n--b\r\n\r\nHej\r\n--b\r\nContent-Type: text/plain; name=b.txt"
			   "\r\n\r\nBilaga\r\n--b--\r\n";

typedef struct {
	char *folder, *file;
	GBytes *bytes;
	json_t *files;
} Desk;

static void
set_up(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	desk->folder = g_dir_make_tmp("lexsarah-file-XXXXXX", NULL);
	desk->file = g_build_filename(desk->folder, "dossier.pdf", NULL);
	desk->bytes = g_bytes_new_static(mail, strlen(mail));
	desk->files = json_array();
}

static void
tear_down(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	folder_remove(desk->folder);
	g_free(desk->folder);
	g_free(desk->file);
	g_bytes_unref(desk->bytes);
	json_decref(desk->files);
}

static int
compare(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

/* The names in the folder, in their order. */
static void
assert_holds(const char *folder, const char *names)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	g_assert_nonnull(dir);
	while ((name = g_dir_read_name(dir)))
		g_ptr_array_add(found, g_strdup(name));
	g_ptr_array_sort(found, compare);
	g_ptr_array_add(found, NULL);
	g_autofree char *joined = g_strjoinv(" ", (char **) found->pdata);
	g_assert_cmpstr(joined, ==, names);
}

static void
test_whole(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	struct stat status;

	g_assert_true(cli_write_alone(desk->file, desk->bytes, &error));
	g_assert_no_error(error);
	assert_holds(desk->folder, "dossier.pdf");
	g_assert_cmpint(stat(desk->file, &status), ==, 0);
	g_assert_cmpint(status.st_mode & 0777, ==, 0600);
	g_assert_cmpint(status.st_size, ==, (goffset) strlen(mail));
	g_assert_false(cli_write_alone(desk->file, desk->bytes, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_INPUT);
	assert_holds(desk->folder, "dossier.pdf");
}

static void
test_interrupted(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

	for (gsize i = 0; i < G_N_ELEMENTS(signals); i++) {
		g_autoptr(GError) error = NULL;

		interrupt_begin();
		raise(signals[i]);
		g_assert_false(cli_write_new(desk->file, desk->bytes, &error));
		interrupt_end();
		g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
		assert_holds(desk->folder, "");
	}
	/* What came before a command is none of its business. */
	g_assert_true(cli_write_alone(desk->file, desk->bytes, NULL));
}

static gboolean
extract(Desk *desk, const char *folder, GError **error)
{
	const MailFiles files = { .raw = desk->bytes };

	return mail_files_write(folder, &files, desk->files, error);
}

/* In a folder that was there what was there stays; one that was made for it goes. */
static void
test_mail(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *made = g_build_filename(desk->folder, "made", NULL);
	g_autofree char *there = g_build_filename(desk->folder, "02-b.txt", NULL);
	g_autoptr(GError) error = NULL;

	interrupt_begin();
	raise(SIGINT);
	g_assert_false(extract(desk, made, &error));
	interrupt_end();
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	g_clear_error(&error);
	assert_holds(desk->folder, "");

	g_assert_true(g_file_set_contents(there, "kvar", -1, NULL));
	g_assert_false(extract(desk, desk->folder, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_INPUT);
	assert_holds(desk->folder, "02-b.txt");
	g_assert_cmpuint(json_array_size(desk->files), ==, 0);

	g_assert_true(extract(desk, made, NULL));
	assert_holds(made, "01-part 02-b.txt mail.eml");
	g_assert_cmpuint(json_array_size(desk->files), ==, 3);
}

#define ADD(path, function) g_test_add(path, Desk, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	message_init();
	ADD("/new-file/whole", test_whole);
	ADD("/new-file/interrupted", test_interrupted);
	ADD("/new-file/mail", test_mail);
	return g_test_run();
}

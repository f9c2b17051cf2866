/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The raw mail and its parts as files. Must never write outside the folder or over a file,
 * nor let anybody but its owner read what it wrote.
 */
#include "cli/mail-files.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "adapters/message/mail-crypt.h"
#include "adapters/message/message-gmime.h"
#include "cli/interrupt.h"
#include "cli/new-file.h"
#include "core/error.h"
#include "core/text.h"

#define NAME_BYTES 200 /* of the 255 of a file name (NAME_MAX) */
#define END_BYTES  20  /* of a long name's end, which holds ".docx" */

/* A long name loses its middle, at the edges of characters. */
static char *
shorten(const char *name)
{
	gsize length = strlen(name);

	if (length <= NAME_BYTES)
		return g_strdup(name);
	const char *head_end = g_utf8_find_prev_char(name, name + NAME_BYTES - END_BYTES);
	const char *tail = g_utf8_find_next_char(name + length - END_BYTES, NULL);

	return g_strdup_printf("%.*s%s", (int) (head_end - name), name, tail);
}

char *
mail_files_name(const char *name, guint number)
{
	g_autofree char *line = text_to_line(name, 0);
	const char *last = strrchr(line, '/') ? strrchr(line, '/') + 1 : line;
	const char *base = strrchr(last, '\\') ? strrchr(last, '\\') + 1 : last;
	g_autofree char *clean = shorten(base);

	g_strdelimit(clean, "<>:\"|?*'`$;&", '_');
	return g_strdup_printf("%02u-%s", number, *clean && *clean != '.' ? clean : "part");
}

/* New files only: what stands in the folder already is never written over. */
static gboolean
write_file(const char *folder, const char *name, GBytes *bytes, json_t *files, GError **error)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);

	if (!interrupt_check(error) || !cli_write_new(path, bytes, error))
		return FALSE;
	json_array_append_new(files, json_string(name));
	return TRUE;
}

static gboolean
write_parts(const char *folder, GBytes *shown, json_t *files, GError **error)
{
	const MessageOptions options = { .keep_content = TRUE };
	g_autoptr(Mail) mail = message_parse(shown, &options, error);

	for (guint i = 0; mail && i < mail->parts->len; i++) {
		const MailPart *part = g_ptr_array_index(mail->parts, i);
		g_autofree char *name = mail_files_name(part->name, i + 1);

		if (part->content && !write_file(folder, name, part->content, files, error))
			return FALSE;
	}
	return mail != NULL;
}

void
mail_files_clear(MailFiles *mail)
{
	g_clear_pointer(&mail->raw, g_bytes_unref);
	g_clear_pointer(&mail->opened, g_bytes_unref);
	g_clear_pointer(&mail->closed, g_free);
}

/* With the keys of the board that has it; of one that is gone, with none. */
static gboolean
open_it(CliContext *context, CaseStore *store, gint64 number, MailFiles *mail, GError **error)
{
	const Settings *settings = cli_settings(context, error);
	g_auto(StoredMail) stored = { 0 };

	if (!settings || !store->stored_mail(store, number, &stored, error))
		return FALSE;
	const Board *board = settings_get_board(settings, stored.board);
	const Board gone = { .id = stored.board };
	g_autoptr(MailCrypt) crypt = mail_crypt_new(settings);
	MailSeal *seal = crypt->open(crypt, board ? board : &gone, mail->raw, &mail->opened);
	if (seal->closed)
		mail->closed = board ? g_strdup(seal->closed)
				     : g_strdup_printf("the configuration has no board %s, whose "
						       "keys might open it",
					       stored.board);
	mail_seal_free(seal);
	return TRUE;
}

gboolean
mail_files_fetch(CliContext *context, gint64 number, MailFiles *mail, GError **error)
{
	CaseStore *store = cli_store(context, error);
	StoreActor who = cli_actor(context);

	return store && store->raw_mail(store, number, &who, &mail->raw, error) &&
	       open_it(context, store, number, mail, error);
}

static gboolean
write_all(const char *folder, const MailFiles *mail, json_t *files, GError **error)
{
	return write_file(folder, "mail.eml", mail->raw, files, error) &&
	       (!mail->opened || write_file(folder, "opened.eml", mail->opened, files, error)) &&
	       write_parts(folder, mail->opened ? mail->opened : mail->raw, files, error);
}

/* What was written from the file of that place on, and the folder if it was made for it. */
static void
take_back(const char *folder, gboolean made, json_t *files, size_t from)
{
	while (json_array_size(files) > from) {
		size_t last = json_array_size(files) - 1;
		g_autofree char *path = g_build_filename(
			folder, json_string_value(json_array_get(files, last)), NULL);

		(void) g_unlink(path);
		json_array_remove(files, last);
	}
	if (made)
		(void) g_rmdir(folder);
}

gboolean
mail_files_write(const char *folder, const MailFiles *mail, json_t *files, GError **error)
{
	gboolean made = !g_file_test(folder, G_FILE_TEST_EXISTS);
	size_t from = json_array_size(files);

	if (g_mkdir_with_parents(folder, 0700) != 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: %s", folder, g_strerror(errno));
		return FALSE;
	}
	if (write_all(folder, mail, files, error))
		return TRUE;
	take_back(folder, made, files, from);
	return FALSE;
}

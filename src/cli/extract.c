/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mail extract: the raw mail and its parts as files. Must never write outside
 * the folder or over a file, nor let anybody but its owner read what it wrote.
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "adapters/message/mail-crypt.h"
#include "adapters/message/message-gmime.h"
#include "cli/new-file.h"
#include "cli/verbs.h"
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

/* A file name out of a mail: its last component, without what a shell or terminal would mind. */
static char *
safe_name(const MailPart *part, guint number)
{
	g_autofree char *line = text_to_line(part->name, 0);
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

	if (!cli_write_new(path, bytes, error))
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
		g_autofree char *name = safe_name(part, i + 1);

		if (part->content && !write_file(folder, name, part->content, files, error))
			return FALSE;
	}
	return mail != NULL;
}

/* A mail as it came, and as its reader has it. */
typedef struct {
	GBytes *raw;
	GBytes *opened; /* NULL: nothing in it was encrypted, or stays so */
	char *closed;   /* why; or NULL */
} Extract;

static void
extract_clear(Extract *extract)
{
	g_clear_pointer(&extract->raw, g_bytes_unref);
	g_clear_pointer(&extract->opened, g_bytes_unref);
	g_clear_pointer(&extract->closed, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Extract, extract_clear)

/* With the keys of the board that has it; a mail of none stays as it is. */
static gboolean
open_it(CliContext *context, CaseStore *store, gint64 number, Extract *extract, GError **error)
{
	const Settings *settings = cli_settings(context, error);
	g_auto(StoredMail) stored = { 0 };

	if (!settings || !store->stored_mail(store, number, &stored, error))
		return FALSE;
	const Board *board = settings_get_board(settings, stored.board);
	if (!board)
		return TRUE;
	g_autoptr(MailCrypt) crypt = mail_crypt_new(settings);
	MailSeal *seal = crypt->open(crypt, board, extract->raw, &extract->opened);
	extract->closed = g_strdup(seal->closed);
	mail_seal_free(seal);
	return TRUE;
}

static gboolean
fetch(CliContext *context, const char *word, Extract *extract, GError **error)
{
	gint64 number;
	CaseStore *store = cli_number(word, &number, error) ? cli_store(context, error) : NULL;
	StoreActor who = cli_actor(context);

	return store && store->raw_mail(store, number, &who, &extract->raw, error) &&
	       open_it(context, store, number, extract, error);
}

static gboolean
write_all(const char *folder, const Extract *extract, json_t *files, GError **error)
{
	return write_file(folder, "mail.eml", extract->raw, files, error) &&
	       (!extract->opened ||
		       write_file(folder, "opened.eml", extract->opened, files, error)) &&
	       write_parts(folder, extract->opened ? extract->opened : extract->raw, files, error);
}

static void
answer(CliContext *context, const char *folder, const Extract *extract, json_t *files)
{
	g_autofree char *sentence = g_strdup_printf("%" G_GSIZE_FORMAT " files written to %s%s%s%s",
		json_array_size(files), folder,
		extract->opened ? "; opened.eml is the mail without its encryption" : "",
		extract->closed ? "; what is encrypted stays closed: " : "",
		extract->closed ? extract->closed : "");

	cli_answer(context,
		json_pack("{ss so sb so}", "folder", folder, "files", files, "opened",
			extract->opened != NULL, "closed",
			extract->closed ? json_string(extract->closed) : json_null()),
		sentence);
}

gboolean
verb_mail_extract(CliContext *context, int argc, char **argv, GError **error)
{
	const char *folder = cli_take_option(&argc, argv, "-o");
	g_auto(Extract) extract = { 0 };

	if (!folder) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"usage: lexsarah mail extract ID -o FOLDER");
		return FALSE;
	}
	if (!fetch(context, argv[0], &extract, error))
		return FALSE;
	if (g_mkdir_with_parents(folder, 0700) != 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: %s", folder, g_strerror(errno));
		return FALSE;
	}
	json_t *files = json_array();
	if (!write_all(folder, &extract, files, error)) {
		json_decref(files);
		return FALSE;
	}
	answer(context, folder, &extract, files);
	return TRUE;
}

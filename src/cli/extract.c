/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mail extract: the raw mail and its parts as files. Must never write outside
 * the folder or over a file, nor let anybody but its owner read what it wrote.
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "adapters/message-gmime.h"
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

static gboolean
write_all(int fd, const char *data, gsize length)
{
	while (length) {
		gssize done = write(fd, data, length);

		if (done < 0 && errno != EINTR)
			return FALSE;
		if (done > 0) {
			data += done;
			length -= (gsize) done;
		}
	}
	return TRUE;
}

/* New files only: what stands in the folder already is never written over. */
static gboolean
write_file(const char *folder, const char *name, GBytes *bytes, json_t *files, GError **error)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	gsize length;
	const char *data = g_bytes_get_data(bytes, &length);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	gboolean good = fd >= 0 && write_all(fd, data, length);
	int why = errno;

	if (fd >= 0 && close(fd) != 0 && good) {
		good = FALSE;
		why = errno;
	}
	if (good)
		json_array_append_new(files, json_string(name));
	else if (why == EEXIST)
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
			"%s is there already: choose an empty folder", path);
	else
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: %s", path, g_strerror(why));
	return good;
}

static gboolean
write_parts(const char *folder, GBytes *raw, json_t *files, GError **error)
{
	const MessageOptions options = { .keep_content = TRUE };
	g_autoptr(Mail) mail = message_parse(raw, &options, error);

	if (!mail || !write_file(folder, "mail.eml", raw, files, error))
		return FALSE;
	for (guint i = 0; i < mail->parts->len; i++) {
		const MailPart *part = g_ptr_array_index(mail->parts, i);
		g_autofree char *name = safe_name(part, i + 1);

		if (part->content && !write_file(folder, name, part->content, files, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
fetch(CliContext *context, const char *word, GBytes **ret_raw, GError **error)
{
	gint64 number;
	CaseStore *store = cli_number(word, &number, error) ? cli_store(context, error) : NULL;
	StoreActor who = cli_actor(context);

	return store && store->raw_mail(store, number, &who, ret_raw, error);
}

gboolean
verb_mail_extract(CliContext *context, int argc, char **argv, GError **error)
{
	const char *folder = cli_take_option(&argc, argv, "-o");
	g_autoptr(GBytes) raw = NULL;

	if (!folder) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"usage: lexsarah mail extract ID -o FOLDER");
		return FALSE;
	}
	if (!fetch(context, argv[0], &raw, error))
		return FALSE;
	if (g_mkdir_with_parents(folder, 0700) != 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: %s", folder, g_strerror(errno));
		return FALSE;
	}
	json_t *files = json_array();
	if (!write_parts(folder, raw, files, error)) {
		json_decref(files);
		return FALSE;
	}
	g_autofree char *sentence = g_strdup_printf(
		"%" G_GSIZE_FORMAT " files written to %s", json_array_size(files), folder);
	cli_answer(context, json_pack("{ss so}", "folder", folder, "files", files), sentence);
	return TRUE;
}

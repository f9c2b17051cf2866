/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files with what stands in a case, for whoever asked for them alone. Must never write over a
 * file, nor leave half of one.
 */
#include "cli/new-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/interrupt.h"
#include "core/error.h"
#include "core/text.h"

static gboolean
write_all(int fd, GBytes *bytes)
{
	gsize length;
	const char *data = g_bytes_get_data(bytes, &length);

	while (length) {
		gssize done = write(fd, data, length);

		if (done < 0 && errno != EINTR)
			return FALSE;
		if (done > 0) {
			data += done;
			length -= (gsize) done;
		}
	}
	return fsync(fd) == 0;
}

/* Not every file system can rename without writing over; most of the others have links. */
static gboolean
give_name(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return TRUE;
	return (errno == EINVAL || errno == ENOSYS) && link(from, to) == 0;
}

/* fd is closed. errno says why not. */
static gboolean
fill(int fd, GBytes *bytes)
{
	gboolean good = write_all(fd, bytes);
	int why = errno;

	if (close(fd) != 0 && good)
		return FALSE;
	errno = why;
	return good;
}

/* What errno says of path. */
static gboolean
fail(const char *path, GError **error)
{
	int why = errno;
	g_autofree char *shown = text_to_line(path, 200);

	if (why == EEXIST)
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
			"%s is there already: nothing is written over", shown);
	else
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: %s", shown, g_strerror(why));
	return FALSE;
}

static gboolean
finish(int fd, const char *unnamed, const char *path, GBytes *bytes, GError **error)
{
	if (!fill(fd, bytes))
		return fail(path, error);
	if (!interrupt_check(error))
		return FALSE;
	return give_name(unnamed, path) || fail(path, error);
}

gboolean
cli_write_new(const char *path, GBytes *bytes, GError **error)
{
	g_autofree char *unnamed = g_strconcat(path, ".XXXXXX", NULL);
	int fd = g_mkstemp_full(unnamed, O_WRONLY | O_CLOEXEC, 0600);

	if (fd < 0)
		return fail(path, error);
	gboolean good = finish(fd, unnamed, path, bytes, error);
	(void) g_unlink(unnamed); /* is no more where it was renamed */
	return good;
}

gboolean
cli_write_alone(const char *path, GBytes *bytes, GError **error)
{
	interrupt_begin();
	gboolean good = cli_write_new(path, bytes, error);
	interrupt_end();
	return good;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Frames between lexsarah-reader and its user. Must never believe a length
 * before it is checked, nor wait past its deadline.
 */
#include "adapters/reader-frame.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/error.h"

static gboolean
fail(LexError code, const char *what, GError **error)
{
	g_set_error_literal(error, LEX_ERROR, (gint) code, what);
	return FALSE;
}

/* Waits until fd can be read or written. */
static gboolean
wait_for(int fd, short events, gint64 deadline, GError **error)
{
	for (;;) {
		gint64 left = deadline < 0 ? -1 : deadline - g_get_monotonic_time();
		struct pollfd poller = { .fd = fd, .events = events };
		int n;

		if (deadline >= 0 && left <= 0)
			return fail(LEX_ERROR_TEMPORARY, "no answer in time", error);
		n = poll(&poller, 1, left < 0 ? -1 : (int) MIN(left / 1000 + 1, G_MAXINT));
		if (n > 0)
			return TRUE;
		if (n < 0 && errno != EINTR)
			return fail(LEX_ERROR_TEMPORARY, g_strerror(errno), error);
	}
}

static gboolean
write_all(int fd, const void *data, gsize length, gint64 deadline, GError **error)
{
	for (const char *p = data; length > 0;) {
		if (!wait_for(fd, POLLOUT, deadline, error))
			return FALSE;
		ssize_t n = send(fd, p, length, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (n < 0 && errno != EINTR && errno != EAGAIN)
			return fail(LEX_ERROR_TEMPORARY, "the other side is gone", error);
		p += MAX(n, 0);
		length -= (gsize) MAX(n, 0);
	}
	return TRUE;
}

/* ret_got: how much came before the end of the stream. */
static gboolean
read_some(int fd, void *data, gsize length, gint64 deadline, gsize *ret_got, GError **error)
{
	gsize got = 0;

	while (got < length) {
		if (!wait_for(fd, POLLIN, deadline, error))
			return FALSE;
		ssize_t n = read(fd, (char *) data + got, length - got);
		if (n < 0 && errno != EINTR && errno != EAGAIN)
			return fail(LEX_ERROR_TEMPORARY, "the other side is gone", error);
		if (n == 0)
			break;
		got += (gsize) MAX(n, 0);
	}
	*ret_got = got;
	return TRUE;
}

static gboolean
read_all(int fd, void *data, gsize length, gint64 deadline, GError **error)
{
	gsize got = 0;

	if (!read_some(fd, data, length, deadline, &got, error))
		return FALSE;
	return got == length ||
	       fail(LEX_ERROR_TEMPORARY, "the other side went in the middle of a frame", error);
}

/* Bytes of a length that is not yet trusted: memory grows as they come. */
static char *
read_bytes(int fd, guint64 length, guint64 limit, gint64 deadline, GError **error)
{
	g_autofree char *bytes = NULL;
	gsize got = 0;

	if (length > limit) {
		(void) fail(LEX_ERROR_BAD_MESSAGE, "the file or the answer is too large", error);
		return NULL;
	}
	do {
		gsize step = MIN(length - got, 1u << 20);

		bytes = g_realloc(bytes, got + step + 1);
		if (!read_all(fd, bytes + got, step, deadline, error))
			return NULL;
		got += step;
	} while (got < length);
	bytes[got] = '\0';
	return g_steal_pointer(&bytes);
}

gboolean
reader_frame_write_request(
	int fd, const char *name, GBytes *content, gint64 deadline, GError **error)
{
	gsize length = 0;
	const char *data = g_bytes_get_data(content, &length);
	gsize name_length = MIN(strlen(name), (gsize) READER_NAME_MAX);
	guint32 name_wire = GUINT32_TO_BE((guint32) name_length);
	guint64 wire = GUINT64_TO_BE((guint64) length);

	if (length > READER_FILE_MAX)
		return fail(LEX_ERROR_BAD_MESSAGE, "the file is too large to be read", error);
	g_autoptr(GByteArray) head = g_byte_array_new();
	g_byte_array_append(head, (const guint8 *) &name_wire, sizeof name_wire);
	g_byte_array_append(head, (const guint8 *) name, (guint) name_length);
	g_byte_array_append(head, (const guint8 *) &wire, sizeof wire);
	return write_all(fd, head->data, head->len, deadline, error) &&
	       write_all(fd, data, length, deadline, error);
}

GBytes *
reader_frame_read_request(int fd, char **ret_name, GError **error)
{
	guint32 name_length = 0;
	guint64 length = 0;
	gsize got = 0;

	if (!read_some(fd, &name_length, sizeof name_length, -1, &got, error) || got == 0)
		return NULL;
	if (got != sizeof name_length) {
		(void) fail(LEX_ERROR_TEMPORARY, "half a frame", error);
		return NULL;
	}
	g_autofree char *name =
		read_bytes(fd, GUINT32_FROM_BE(name_length), READER_NAME_MAX, -1, error);
	if (!name || !read_all(fd, &length, sizeof length, -1, error))
		return NULL;
	length = GUINT64_FROM_BE(length);
	char *bytes = read_bytes(fd, length, READER_FILE_MAX, -1, error);
	if (!bytes)
		return NULL;
	*ret_name = g_steal_pointer(&name);
	return g_bytes_new_take(bytes, length);
}

gboolean
reader_frame_write_answer(
	int fd, ReaderStatus status, const char *text, gint64 deadline, GError **error)
{
	guint8 code = (guint8) status;
	gsize length = strlen(text);
	guint64 wire = GUINT64_TO_BE((guint64) length);

	/* In one piece: each would wake the other side. */
	g_autoptr(GByteArray) frame = g_byte_array_sized_new((guint) (1 + sizeof wire + length));
	g_byte_array_append(frame, &code, sizeof code);
	g_byte_array_append(frame, (const guint8 *) &wire, sizeof wire);
	g_byte_array_append(frame, (const guint8 *) text, (guint) length);
	return write_all(fd, frame->data, frame->len, deadline, error);
}

gboolean
reader_frame_read_answer(
	int fd, ReaderStatus *ret_status, char **ret_text, gint64 deadline, GError **error)
{
	guint8 code = 0;
	guint64 length = 0;

	if (!read_all(fd, &code, sizeof code, deadline, error) ||
		!read_all(fd, &length, sizeof length, deadline, error))
		return FALSE;
	if (code >= READER_STATUS_COUNT)
		return fail(LEX_ERROR_BAD_MESSAGE, "an answer of no known kind", error);
	char *text = read_bytes(fd, GUINT64_FROM_BE(length), READER_ANSWER_MAX, deadline, error);
	if (!text)
		return FALSE;
	*ret_status = (ReaderStatus) code;
	*ret_text = text;
	return TRUE;
}

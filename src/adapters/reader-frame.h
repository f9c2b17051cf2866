/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * What lexsarah-reader and its user say to each other over one stream socket.
 * Request: u32 length of the name, name, u64 length, bytes. Answer: u8 status,
 * u64 length, text. Numbers are big-endian. The reader says READY or FAILED
 * once before the first request, and BUSY any number of times before the
 * answer: whoever waits then waits as long again.
 */
#define READER_NAME_MAX   4096
#define READER_PAGES_MAX  200 /* whose letters are read from pictures, of one file */
#define READER_BUSY_MAX   (READER_PAGES_MAX + 2) /* BUSY is said at most so often for one file */
#define READER_FILE_MAX   (G_GUINT64_CONSTANT(128) << 20)
#define READER_ANSWER_MAX (G_GUINT64_CONSTANT(16) << 20)

typedef enum {
	READER_STATUS_READ,      /* text: the reading JSON */
	READER_STATUS_FAILED,    /* text: why this file, or the reader as a whole, failed */
	READER_STATUS_READY,     /* text: empty */
	READER_STATUS_BUSY,      /* text: empty; a page begins whose letters take seconds to read */
	READER_STATUS_ELSEWHERE, /* text: empty; within the reader only: another process reads it */
	READER_STATUS_COUNT
} ReaderStatus;

/*
 * Reads and writes wait until deadline (g_get_monotonic_time(); -1: for ever).
 * Errors: TEMPORARY (the other side is gone, or too slow: the message says
 * which), BAD_MESSAGE (a length over its limit).
 */
gboolean reader_frame_write_request(int fd, const char *name, GBytes *content, gint64 deadline,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* NULL without an error: the other side has closed between requests. */
GBytes *reader_frame_read_request(int fd, char **ret_name, GError **error);

gboolean reader_frame_write_answer(int fd, ReaderStatus status, const char *text, gint64 deadline,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean reader_frame_read_answer(int fd, ReaderStatus *ret_status, char **ret_text,
	gint64 deadline, GError **error) G_GNUC_WARN_UNUSED_RESULT;

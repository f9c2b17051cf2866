/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Reads untrusted bytes somewhere else: a process of its own, a child for each
 * call, so that what one mail does to it dies with it.
 * One object is used by one thread.
 */
typedef struct DocumentReader DocumentReader;

struct DocumentReader {
	/*
	 * Reads one file: a whole mail (name "mail.eml") or an attachment under its
	 * own name. ret_json: an object {"file","format","documents":[...]} as in
	 * lexsarah(1), g_free() it.
	 * Errors: BAD_MESSAGE (this file killed, outlived or puzzled its child; the
	 * message says why), TEMPORARY (the reader could not be started).
	 */
	gboolean (*read)(DocumentReader *self, const char *name, GBytes *content, char **ret_json,
		GError **error);

	void (*free)(DocumentReader *self);
};

static inline void
document_reader_free(DocumentReader *reader)
{
	if (reader)
		reader->free(reader);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(DocumentReader, document_reader_free)

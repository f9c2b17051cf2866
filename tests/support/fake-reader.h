/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/error.h"
#include "ports/document-reader.h"

/* A reader that answers what it is told to. */
typedef struct {
	DocumentReader base;
	const char *json; /* its answer */
	int fails;        /* LexError, or -1: it answers */
	guint calls;
	/* What happens while it reads the first time, or NULL. */
	void (*meanwhile)(gpointer user);
	gpointer user;
} FakeReader;

static inline gboolean
fake_reader_read(DocumentReader *self, const char *name, GBytes *content G_GNUC_UNUSED,
	char **ret_json, GError **error)
{
	FakeReader *reader = (FakeReader *) self;

	if (reader->calls++ == 0 && reader->meanwhile)
		reader->meanwhile(reader->user);
	if (reader->fails >= 0) {
		g_set_error(error, LEX_ERROR, reader->fails, "%s: the reader ended", name);
		return FALSE;
	}
	*ret_json = g_strdup(reader->json);
	return TRUE;
}

static inline void
fake_reader_release(DocumentReader *self G_GNUC_UNUSED)
{
}

/* It answers a reading without documents. */
static inline void
fake_reader_init(FakeReader *reader)
{
	*reader = (FakeReader){ .base = { .read = fake_reader_read, .free = fake_reader_release },
		.json = "{\"file\":\"mail.eml\",\"format\":\"mail\",\"documents\":[]}",
		.fails = -1 };
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "reader/format.h"

/* A file of an archive that a test makes. */
typedef struct {
	const char *name;
	const char *data;
	gsize length; /* 0: data is a string */
} OfficeMember;

/* A zip archive of members, which end with a NULL name; compressed, always the same bytes. */
GBytes *office_zip(const OfficeMember *members);

/* A Word document with that XML as its body and, if not NULL, as its header and footnotes. */
GBytes *office_docx(const char *body, const char *header, const char *footnotes);

/* An OpenDocument text with that XML in office:text and, if not NULL, in its page header. */
GBytes *office_odt(const char *body, const char *header);

/*
 * What a document holds, for people: a line for each line, "| a | b" for a row
 * of a table, "a / b" for two lines of a cell. g_free() it.
 */
char *office_show(const Document *document);

/* Fails the test unless format reads content as office_show() would write it. */
void office_assert_reads(const Format *format, GBytes *content, const char *shown);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"

#define FORMAT_TEXT_MAX (4u << 20) /* bytes of text that a file may give */

/* A smaller picture whose size in pixels is not known is no scanned form. */
#define FORMAT_ORNAMENT_BYTES (100 * 1024)

/* A file inside another. */
typedef struct {
	char *name;      /* never NULL */
	GBytes *content; /* text begins with a byte order mark if its charset was converted */
	gboolean body;   /* what the sender wrote in the mail itself, not an attachment */
	const char *ask; /* static: why it could not be taken out, as format_ask(); NULL: it was */
} FormatMember;

/*
 * A file format: one file and one row. One of read, unpack and ask is set.
 * Errors: BAD_MESSAGE with a sentence that says what is wrong with the file;
 * WAIT (format_ask()).
 */
typedef struct {
	const char *name; /* lexsarah(1): "docx", "text", ... */

	/* TRUE if the bytes (of a file of that name) are of this format. */
	gboolean (*sniff)(const char *name, const guint8 *data, gsize length);

	/* TRUE if nobody writes a report in such a file; NULL if any may hold one. */
	gboolean (*is_ornament)(GBytes *content);

	/* The text, with tables and boxes, added to document. */
	gboolean (*read)(GBytes *content, Document *document, GError **error);

	/* Loads what its library loads once; NULL if there is nothing. */
	void (*warm)(void);

	/* Loads what reads letters from pictures, which is large; NULL if it is of no concern. */
	void (*warm_scans)(void);

	/* The files inside. ret_members: GPtrArray of FormatMember. */
	gboolean (*unpack)(GBytes *content, GPtrArray **ret_members, GError **error);

	/* What to ask the sender of such a file for, as format_ask(): it is not read. */
	const char *ask;

	gboolean pages; /* it holds pages: without any text they are pictures, and not read */
} Format;

/* Formats that are known and not read; the last has no name. */
extern const Format formats_kept[];

extern const Format format_docx;
extern const Format format_eml;
extern const Format format_html;
extern const Format format_image;
extern const Format format_odt;
extern const Format format_pdf;
extern const Format format_rtf;
extern const Format format_text;
extern const Format format_tnef;
extern const Format format_zip;

/* The format of a file, NULL if none knows it. Static. */
const Format *format_find(const char *name, GBytes *content);

/* Loads what the libraries load once, so that children share it. */
void format_warm(void);

/*
 * The two halves of it: what reads letters from pictures is large, each fork
 * pays for it, and most children have no use for it.
 */
void format_warm_text(void);
void format_warm_scans(void);

/* Sets a BAD_MESSAGE error and gives FALSE. */
gboolean format_fail(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* For format_ask(): there are letters in a picture, and nothing here that reads them. */
#define FORMAT_NO_OCR "sidorna är bilder; be avsändaren om rapporten som text"

/*
 * begin is called with user before each page whose letters are read from a
 * picture, which takes seconds, and before a file that another process reads.
 * NULL: nothing is called.
 */
void format_on_scan(void (*begin)(gpointer user), gpointer user);
void format_begin_scan(void);

/*
 * Sets a WAIT error and gives FALSE: the file is whole, and nobody but its
 * sender can make it readable. swedish says what it is and what to ask for, in
 * small letters without a full stop; users read it.
 */
gboolean format_ask(GError **error, const char *swedish);

/* TRUE if name ends with suffix, whatever the case. */
gboolean format_name_ends(const char *name, const char *suffix);

FormatMember *format_member_new(const char *name, GBytes *content, gboolean body);

/* A file that is there but could not be taken out; ask is static, as format_ask(). */
FormatMember *format_member_new_unread(const char *name, const char *ask);
void format_member_free(FormatMember *member);

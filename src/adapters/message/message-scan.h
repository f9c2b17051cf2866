/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * One cheap pass over a mail's bytes before a MIME parser sees them. GMime
 * 3.2.13 caps how deep a mail nests (512 messages, 1024 multiparts), not how
 * many parts or headers it has, and takes about a kilobyte of memory for each.
 * It reads address groups by recursion: "To: a:a:a:" of 120 KB ends the stack.
 * Each address, group and parameter costs it 300 to 500 bytes, of two or three
 * in the mail: 4 MiB of part headers took 900 MB.
 */

/* What a mail may have; each far above what real mail has. */
typedef struct {
	gsize header_bytes;      /* the mail's own header block */
	gsize header_lines;      /* in it, continuation lines counted */
	gsize line_bytes;        /* one line of any header block */
	gsize field_bytes;       /* one header with its continuation lines */
	gsize field_colons;      /* in one header: address groups nest by them */
	gsize field_semicolons;  /* in one header: each parameter is sought among all before it */
	gsize marks;             /* colons, commas and semicolons of all header blocks together */
	gsize boundaries;        /* lines that begin with "--" */
	gsize part_header_lines; /* in the header blocks of all parts together */
	gsize part_header_bytes;
} MessageLimits;

typedef enum {
	MESSAGE_LIMIT_NONE,
	MESSAGE_LIMIT_HEADER_BYTES,
	MESSAGE_LIMIT_HEADER_LINES,
	MESSAGE_LIMIT_LINE_BYTES,
	MESSAGE_LIMIT_FIELD_BYTES,
	MESSAGE_LIMIT_FIELD_COLONS,
	MESSAGE_LIMIT_FIELD_SEMICOLONS,
	MESSAGE_LIMIT_MARKS,
	MESSAGE_LIMIT_BOUNDARIES,
	MESSAGE_LIMIT_PART_HEADER_LINES,
	MESSAGE_LIMIT_PART_HEADER_BYTES,
	MESSAGE_LIMIT_COUNT
} MessageLimit;

/* Header bytes 256 KiB, lines 2,000, a line 64 KiB, a header 128 KiB, 1,000 colons
 * and 1,000 semicolons, 200,000 marks, 5,000 boundary lines, 20,000 lines and 4 MiB
 * of part headers. Static. */
const MessageLimits *message_scan_default_limits(void);

typedef struct {
	MessageLimit exceeded; /* the first limit that was met, or NONE */
	gsize header_end;      /* offset behind the empty line that ends the header block */
	gsize safe_end;        /* offset behind the last header that is within all limits */
	gsize header_lines;    /* of the header block */
	gsize longest_line;    /* of all header blocks, bytes with line end */
	gsize longest_field;
	gsize most_colons; /* in one header */
	gsize most_semicolons;
	gsize marks;
	gsize boundaries;
	gsize part_header_lines;
	gsize part_header_bytes;
	gsize nul_bytes;            /* in the whole mail */
	gboolean eight_bit_headers; /* in the mail's own header block */
} MessageScan;

/*
 * Scans length bytes; limits may be NULL for the defaults. The header block of
 * a mail ends with the first empty line, or with the mail; a line with "--"
 * begins one of a part, and so does an empty line after a block whose content
 * type speaks of a "message" (message/rfc822), or after any block once one was of
 * a "digest" (multipart/digest, whose parts are messages unless they say otherwise). Rather counts
 * too much than too little. Stops at the first limit that is exceeded, so that the counts then are
 * of what stands before it; only nul_bytes is always of the whole.
 */
MessageScan message_scan(const void *data, gsize length, const MessageLimits *limits);

/* What is exceeded, in words: "more than 5000 boundary lines". g_free() it. */
char *message_scan_describe(MessageLimit limit, const MessageLimits *limits);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A piece of the html it was read from; text NULL: there is none. */
typedef struct {
	const char *text;
	gsize length;
} MarkupSpan;

/* A tag, and those of its attributes that say how its element is shown and what for. */
typedef struct {
	MarkupSpan name;
	gboolean closing;                                /* "</…>" */
	gboolean self_closed;                            /* "<…/>" */
	gboolean hidden;                                 /* has the attribute of that name */
	MarkupSpan id, class, style, anchor, type, cite; /* anchor: name="…" */
	MarkupSpan color, ground; /* ground: bgcolor="…", or a picture there */
	MarkupSpan rel, media, face;
} MarkupTag;

/*
 * Reads the tag at p, which is at its "<", by the rules of HTML (section 13.2.5): a ">" between
 * quotes does not end it. Returns what follows, which is the end of the text for a tag that never
 * ends. FALSE in ret_is_tag, and ret_tag untouched, for "<!…>" and "<?…>", which are skipped.
 * What p is at must be a letter, "/", "!" or "?" behind "<".
 */
const char *markup_tag_read(const char *p, MarkupTag *ret_tag, gboolean *ret_is_tag);

/* TRUE if span is text, whatever the case of its letters. */
gboolean markup_span_is(MarkupSpan span, const char *text);

/* The same of the beginning of span. */
gboolean markup_span_begins(MarkupSpan span, const char *text);

/* Takes the next piece of *rest that mark ends, without white space around it; FALSE: none left. */
gboolean markup_span_take(
	MarkupSpan *rest, char mark, MarkupSpan *ret_piece) G_GNUC_WARN_UNUSED_RESULT;

/* span without white space around it. */
MarkupSpan markup_span_trim(MarkupSpan span);

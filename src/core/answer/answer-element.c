/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How mail programs mark in HTML what they quote and what they sign with, as data. Must not know
 * such a mark in how a person sets a text.
 */
#include "core/answer/answer-element.h"

#include <string.h>

typedef enum { BY_CLASS, BY_ID, BY_ANCHOR } By;

/* Elements, by one of the words of an attribute, which may have more in front of it ("x_", "ydp1").
 */
static const struct {
	By by;
	const char *word;
	AnswerPlace place;
	guint from;
} elements[] = {
	/* Gmail, and those that took its names: the answers between stand in it too. */
	{ BY_CLASS, "gmail_quote", ANSWER_PLACE_OPEN, ANSWER_FROM_QUOTE },
	{ BY_CLASS, "gmail_quote_container", ANSWER_PLACE_OPEN, ANSWER_FROM_QUOTE },
	{ BY_CLASS, "gmail_attr", ANSWER_PLACE_QUOTE, 0 },
	{ BY_CLASS, "gmail_signature", ANSWER_PLACE_SIGNATURE, 0 },
	{ BY_CLASS, "gmail_signature_prefix", ANSWER_PLACE_SIGNATURE, 0 },
	/* Outlook: in the browser and new, mobile, for Mac, for Windows. Their header lines and
	 * what is quoted stand beside each other. What people write on phones may stand in what
	 * calls itself the signature there, which is not in this table. */
	{ BY_ID, "divRplyFwdMsg", ANSWER_PLACE_OPEN, ANSWER_FROM_REST },
	{ BY_ID, "appendonsend", ANSWER_PLACE_OPEN, ANSWER_FROM_REST },
	{ BY_ID, "Signature", ANSWER_PLACE_SIGNATURE, 0 },
	{ BY_ID, "mail-editor-reference-message-container", ANSWER_PLACE_QUOTE, 0 },
	{ BY_CLASS, "ms-outlook-mobile-reference-message", ANSWER_PLACE_QUOTE, 0 },
	{ BY_ID, "OLK_SRC_BODY_SECTION", ANSWER_PLACE_QUOTE, 0 },
	{ BY_CLASS, "OutlookMessageHeader", ANSWER_PLACE_OPEN, ANSWER_FROM_REST },
	{ BY_ANCHOR, "_MailOriginal", ANSWER_PLACE_OPEN, ANSWER_FROM_REST },
	{ BY_ANCHOR, "_____replyseparator", ANSWER_PLACE_OPEN, ANSWER_FROM_REST },
	{ BY_ANCHOR, "_MailAutoSig", ANSWER_PLACE_OPEN, ANSWER_FROM_SIGNATURE },
	/* Thunderbird, K-9, Yahoo, Proton. */
	{ BY_CLASS, "moz-cite-prefix", ANSWER_PLACE_QUOTE, 0 },
	{ BY_CLASS, "moz-forward-container", ANSWER_PLACE_QUOTE, 0 },
	{ BY_CLASS, "moz-signature", ANSWER_PLACE_SIGNATURE, 0 },
	{ BY_CLASS, "k9mail-signature", ANSWER_PLACE_SIGNATURE, 0 },
	{ BY_CLASS, "yahoo_quoted", ANSWER_PLACE_QUOTE, 0 },
	{ BY_CLASS, "yahoo-quoted-begin", ANSWER_PLACE_QUOTE, 0 },
	{ BY_CLASS, "protonmail_quote", ANSWER_PLACE_QUOTE, 0 },
	{ BY_CLASS, "protonmail_signature_block", ANSWER_PLACE_SIGNATURE, 0 },
};

/* Lines that programs draw above the header lines or beside what is quoted. */
static const struct {
	const char *property, *begins;
	AnswerPlace place;
	guint from;
} lines[] = {
	{ "border-top", "solid #E1E1E1", ANSWER_PLACE_OPEN, ANSWER_FROM_REST },
	{ "border-top", "solid #B5C4DF", ANSWER_PLACE_OPEN, ANSWER_FROM_REST },
	{ "border-top-color", "rgb(229, 229, 229)", ANSWER_PLACE_OPEN, ANSWER_FROM_REST },
	{ "border-left", "solid blue 1.5pt", ANSWER_PLACE_QUOTE, 0 },
};

/* TRUE if word ends with what is wanted, and what stands in front of it is no word by itself. */
static gboolean
is_word(MarkupSpan word, const char *wanted)
{
	gsize length = strlen(wanted);

	if (word.length < length)
		return FALSE;
	MarkupSpan end = { word.text + word.length - length, length };
	gboolean whole = word.length == length;
	gboolean prefixed = whole || g_ascii_strncasecmp(word.text, "x_", 2) == 0 ||
			    g_ascii_strncasecmp(word.text, "ydp", 3) == 0;
	return prefixed && markup_span_is(end, wanted);
}

static gboolean
has_word(MarkupSpan words, const char *wanted)
{
	MarkupSpan word;

	while (markup_span_take(&words, ' ', &word))
		if (is_word(word, wanted))
			return TRUE;
	return FALSE;
}

/* The row of elements that tag is; -1: none. */
static int
element_of(const MarkupTag *tag)
{
	const MarkupSpan values[] = {
		[BY_CLASS] = tag->class,
		[BY_ID] = tag->id,
		[BY_ANCHOR] = tag->anchor,
	};

	for (gsize i = 0; i < G_N_ELEMENTS(elements); i++)
		if (values[elements[i].by].length &&
			has_word(values[elements[i].by], elements[i].word))
			return (int) i;
	return -1;
}

/* The row of lines that its style has; -1: none. */
static int
line_of(const MarkupTag *tag)
{
	MarkupSpan style = tag->style, rest, property;

	while (markup_span_take(&style, ';', &rest)) {
		if (!markup_span_take(&rest, ':', &property))
			continue;
		for (gsize i = 0; i < G_N_ELEMENTS(lines); i++)
			if (markup_span_is(property, lines[i].property) &&
				markup_span_begins(markup_span_trim(rest), lines[i].begins))
				return (int) i;
	}
	return -1;
}

/* What a person sets in has a margin of its own; what says more, or nothing, is a program's. */
static AnswerPlace
place_of_block(const MarkupTag *tag)
{
	MarkupSpan style = tag->style, rest, property;
	gboolean margin = FALSE;

	if (tag->cite.text || markup_span_is(tag->type, "cite") ||
		(tag->class.length && !markup_span_is(tag->class, "webkit-indent-blockquote")))
		return ANSWER_PLACE_QUOTE;
	while (markup_span_take(&style, ';', &rest)) {
		if (!markup_span_take(&rest, ':', &property))
			continue;
		margin |= markup_span_begins(property, "margin");
		if (markup_span_begins(property, "border-left") &&
			!markup_span_begins(markup_span_trim(rest), "none"))
			return ANSWER_PLACE_QUOTE;
	}
	return margin ? ANSWER_PLACE_INDENT : ANSWER_PLACE_QUOTE;
}

AnswerPlace
answer_element_place(const MarkupTag *tag, AnswerPlace outer)
{
	int element = element_of(tag), line = line_of(tag);
	AnswerPlace place = ANSWER_PLACE_OPEN;

	if (markup_span_is(tag->name, "blockquote"))
		place = place_of_block(tag);
	if (element >= 0)
		place = MAX(place, elements[element].place);
	if (line >= 0)
		place = MAX(place, lines[line].place);
	return MAX(place, outer);
}

guint
answer_element_from(const MarkupTag *tag)
{
	int element = element_of(tag), line = line_of(tag);

	return (element >= 0 ? elements[element].from : 0) | (line >= 0 ? lines[line].from : 0);
}

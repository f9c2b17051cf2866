/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tags of HTML and what stands in them. Keeps nothing and copies nothing; each byte is looked at
 * once, whatever is left open.
 */
#include "core/markup/markup-tag.h"

#include <string.h>

#define SPACE " \t\r\n\f"

static gboolean
is_space(char c)
{
	return c && strchr(SPACE, c);
}

/* Takes as much from *p as has none of the characters in ends. */
static MarkupSpan
take_until(const char **p, const char *ends)
{
	MarkupSpan span = { *p, strcspn(*p, ends) };

	*p += span.length;
	return span;
}

/* The value behind "=". */
static MarkupSpan
take_value(const char **p)
{
	*p += strspn(*p, SPACE);
	if (**p != '"' && **p != '\'')
		return take_until(p, SPACE ">");
	const char quote[] = { *(*p)++, '\0' };
	MarkupSpan value = take_until(p, quote);
	if (**p)
		(*p)++;
	return value;
}

static void
set_attribute(MarkupTag *tag, MarkupSpan name, MarkupSpan value)
{
	const struct {
		const char *name;
		MarkupSpan *value;
	} known[] = {
		{ "id", &tag->id },
		{ "class", &tag->class },
		{ "style", &tag->style },
		{ "name", &tag->anchor },
		{ "type", &tag->type },
		{ "cite", &tag->cite },
		{ "color", &tag->color },
		{ "bgcolor", &tag->ground },
		{ "background", &tag->ground },
		{ "rel", &tag->rel },
		{ "media", &tag->media },
		{ "face", &tag->face },
	};

	if (markup_span_is(name, "hidden"))
		tag->hidden = TRUE;
	if (markup_span_is(name, "text") && markup_span_is(tag->name, "body"))
		tag->color = value;
	for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
		if (!known[i].value->text && markup_span_is(name, known[i].name))
			*known[i].value = value;
}

/* Takes attributes from *p until the tag ends. */
static void
take_attributes(const char **p, MarkupTag *tag)
{
	while (**p && **p != '>') {
		tag->self_closed = **p == '/';
		if (is_space(**p) || **p == '/') {
			(*p)++;
			continue;
		}
		/* A name may begin with "=", which is no value then. */
		MarkupSpan name = { *p, 1 };
		(*p)++;
		name.length += take_until(p, SPACE "/>=").length;
		const char *behind = *p + strspn(*p, SPACE);
		MarkupSpan value = { behind, 0 };
		if (*behind == '=') {
			*p = behind + 1;
			value = take_value(p);
		}
		set_attribute(tag, name, value);
	}
	if (**p)
		(*p)++;
}

const char *
markup_tag_read(const char *p, MarkupTag *ret_tag, gboolean *ret_is_tag)
{
	MarkupTag tag = { .closing = p[1] == '/' };
	const char *begin = p + 1 + tag.closing;

	*ret_is_tag = g_ascii_isalpha(*begin);
	if (!*ret_is_tag) {
		begin += strcspn(begin, ">");
		return *begin ? begin + 1 : begin;
	}
	tag.name = take_until(&begin, SPACE "/>");
	take_attributes(&begin, &tag);
	*ret_tag = tag;
	return begin;
}

gboolean
markup_span_begins(MarkupSpan span, const char *text)
{
	gsize length = strlen(text);

	return span.text && span.length >= length &&
	       g_ascii_strncasecmp(span.text, text, length) == 0;
}

gboolean
markup_span_is(MarkupSpan span, const char *text)
{
	return span.length == strlen(text) && markup_span_begins(span, text);
}

MarkupSpan
markup_span_trim(MarkupSpan span)
{
	while (span.length && is_space(span.text[0]))
		span.text++, span.length--;
	while (span.length && is_space(span.text[span.length - 1]))
		span.length--;
	return span;
}

gboolean
markup_span_take(MarkupSpan *rest, char mark, MarkupSpan *ret_piece)
{
	if (!rest->text || !rest->length)
		return FALSE;
	const char *end = memchr(rest->text, mark, rest->length);
	gsize length = end ? (gsize) (end - rest->text) : rest->length;

	*ret_piece = markup_span_trim((MarkupSpan){ rest->text, length });
	rest->text += length + (end ? 1 : 0);
	rest->length -= length + (end ? 1 : 0);
	return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lines of an answer in HTML: what a person sees, and what the mail program says that it
 * quotes. One pass in which nothing is refused; elements that are nested deeper than browsers look
 * are counted and not kept.
 */
#include "core/answer/answer-rows.h"

#include <string.h>

#include "core/answer/answer-element.h"
#include "core/markup/markup-hidden.h"
#include "core/markup/markup.h"

#define DEPTH_MAX 256

typedef enum {
	KIND_BLOCK = 1 << 0, /* begins and ends a line */
	KIND_CELL = 1 << 1,  /* parts words */
	KIND_VOID = 1 << 2,  /* has no end */
	KIND_WALL = 1 << 3,  /* an end tag within it ends nothing around it */
	KIND_TABLE = 1 << 4, /* but one of these does */
	KIND_SHUT = 1 << 5,  /* nothing within it ends anything around it */
} Kind;

static const struct {
	const char *name;
	guint kind;
} elements[] = {
	{ "p", KIND_BLOCK },
	{ "div", KIND_BLOCK },
	{ "blockquote", KIND_BLOCK },
	{ "td", KIND_CELL | KIND_WALL | KIND_TABLE },
	{ "th", KIND_CELL | KIND_WALL | KIND_TABLE },
	{ "tr", KIND_BLOCK | KIND_TABLE },
	{ "table", KIND_BLOCK | KIND_WALL | KIND_TABLE },
	{ "tbody", KIND_BLOCK | KIND_TABLE },
	{ "thead", KIND_BLOCK | KIND_TABLE },
	{ "tfoot", KIND_BLOCK | KIND_TABLE },
	{ "caption", KIND_BLOCK | KIND_WALL | KIND_TABLE },
	{ "ul", KIND_BLOCK },
	{ "ol", KIND_BLOCK },
	{ "li", KIND_BLOCK },
	{ "dl", KIND_BLOCK },
	{ "dt", KIND_BLOCK },
	{ "dd", KIND_BLOCK },
	{ "h1", KIND_BLOCK },
	{ "h2", KIND_BLOCK },
	{ "h3", KIND_BLOCK },
	{ "h4", KIND_BLOCK },
	{ "h5", KIND_BLOCK },
	{ "h6", KIND_BLOCK },
	{ "pre", KIND_BLOCK },
	{ "hr", KIND_BLOCK | KIND_VOID },
	{ "address", KIND_BLOCK },
	{ "article", KIND_BLOCK },
	{ "aside", KIND_BLOCK },
	{ "body", KIND_BLOCK },
	{ "center", KIND_BLOCK },
	{ "details", KIND_BLOCK },
	{ "summary", KIND_BLOCK },
	{ "fieldset", KIND_BLOCK },
	{ "figure", KIND_BLOCK },
	{ "footer", KIND_BLOCK },
	{ "form", KIND_BLOCK },
	{ "header", KIND_BLOCK },
	{ "html", KIND_BLOCK | KIND_WALL },
	{ "main", KIND_BLOCK },
	{ "nav", KIND_BLOCK },
	{ "section", KIND_BLOCK },
	{ "template", KIND_WALL | KIND_SHUT },
	{ "select", KIND_WALL | KIND_SHUT },
	{ "object", KIND_WALL },
	{ "marquee", KIND_WALL },
	{ "applet", KIND_WALL },
	{ "button", KIND_WALL },
	{ "area", KIND_VOID },
	{ "base", KIND_VOID },
	{ "col", KIND_VOID },
	{ "embed", KIND_VOID },
	{ "img", KIND_VOID },
	{ "input", KIND_VOID },
	{ "link", KIND_VOID },
	{ "meta", KIND_VOID },
	{ "param", KIND_VOID },
	{ "source", KIND_VOID },
	{ "track", KIND_VOID },
	{ "wbr", KIND_VOID },
};

/* An element that has begun and not ended. */
typedef struct {
	MarkupSpan name;
	guint kind;
	MarkupLook look;
	gboolean hidden;
	gboolean doubtful; /* it may be */
	AnswerPlace place;
	gboolean written; /* its line ends are those of the source */
} Open;

typedef struct {
	AnswerRows *rows;
	MarkupSheet *sheet;
	GString *line;
	gboolean hides;    /* something of it may be seen by nobody */
	gboolean some;     /* the line has something in it */
	gboolean gap;      /* white space stands before what comes */
	AnswerPlace place; /* of the line, which is that of what it begins with */
	guint from;        /* of the next line */
	Open open[DEPTH_MAX];
	guint depth;
	guint beyond;  /* elements in the deepest one */
	gboolean torn; /* it is not known what of what was begun goes on */
} Page;

static guint
kind_of(MarkupSpan name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(elements); i++)
		if (markup_span_is(name, elements[i].name))
			return elements[i].kind;
	return 0;
}

/* The innermost element; one of no name for the page. */
static const Open *
innermost(const Page *page)
{
	static const Open none = { .place = ANSWER_PLACE_OPEN };

	return page->depth ? &page->open[page->depth - 1] : &none;
}

/* Ends the line that is being written. */
static void
end_line(Page *page)
{
	AnswerPlace place = page->some ? page->place : innermost(page)->place;

	answer_rows_add(page->rows, page->line->str, place, page->from, page->hides);
	g_string_truncate(page->line, 0);
	page->some = page->gap = page->hides = FALSE;
	page->from = 0;
}

/* Ends it if there is one. */
static void
end_block(Page *page)
{
	if (page->some)
		end_line(page);
	page->gap = FALSE;
}

/* Room for a character at the end of the line. */
static void
begin_character(Page *page)
{
	AnswerPlace place = innermost(page)->place;

	if (page->some && page->place != place)
		end_line(page);
	if (!page->some)
		page->place = place;
	if (page->some && page->gap)
		g_string_append_c(page->line, ' ');
	page->some = TRUE;
	page->gap = FALSE;
	page->hides |= innermost(page)->doubtful || page->torn;
}

/* p is at a character of text: adds it, and returns what follows. */
static const char *
add_character(Page *page, const char *p)
{
	const Open *in = innermost(page);
	g_autoptr(GString) meant = *p == '&' ? g_string_new(NULL) : NULL;
	const char *behind = meant ? markup_read_reference(p + 1, meant) : NULL;

	if (in->hidden)
		return behind ? behind : p + 1;
	if (!behind && *p == '\n' && in->written) {
		end_line(page);
		return p + 1;
	}
	if (!behind && strchr(" \t\r\n\f", *p)) {
		page->gap = TRUE;
		return p + 1;
	}
	begin_character(page);
	/* Bullets of lists are marks in such fonts. */
	page->hides |= in->look.glyphs && g_ascii_isalnum(behind ? *meant->str : *p);
	if (behind)
		g_string_append_len(page->line, meant->str, (gssize) meant->len);
	else
		g_string_append_c(page->line, *p);
	return behind ? behind : p + 1;
}

static gboolean
keeps_line_ends(const MarkupTag *tag)
{
	MarkupSpan style = tag->style, rest, property;
	gboolean keeps = markup_span_is(tag->name, "pre");

	while (markup_span_take(&style, ';', &rest))
		if (markup_span_take(&rest, ':', &property) &&
			markup_span_is(property, "white-space"))
			keeps = markup_span_begins(markup_span_trim(rest), "pre");
	return keeps;
}

/* HTML section 13.1.2.4. */
static gboolean
has_optional_end(const Open *open)
{
	static const char *const names[] = { "p", "li", "dt", "dd", "td", "th", "tr", "tbody",
		"thead", "tfoot", "option", "optgroup" };

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (markup_span_is(open->name, names[i]))
			return TRUE;
	return FALSE;
}

/* HTML section 13.1.2.4: an element of one name ends the one before it. */
static gboolean
ends_before(const Open *before, const MarkupTag *tag, guint kind)
{
	static const char *const repeated[] = { "li", "td", "th", "tr", "dt", "dd" };

	if (markup_span_is(before->name, "p"))
		return (kind & KIND_BLOCK) != 0;
	for (gsize i = 0; i < G_N_ELEMENTS(repeated); i++)
		if (markup_span_is(before->name, repeated[i]) &&
			markup_span_is(tag->name, repeated[i]))
			return TRUE;
	return FALSE;
}

static void
begin_element(Page *page, const MarkupTag *tag, guint kind)
{
	if (page->depth && ends_before(innermost(page), tag, kind)) {
		end_block(page);
		page->depth--;
	}
	const Open *in = innermost(page);
	Open open = {
		.name = tag->name,
		.kind = kind,
		.look = markup_hidden(tag, in->look, page->sheet),
		.place = answer_element_place(tag, in->place),
		.written = in->written || keeps_line_ends(tag),
	};

	open.hidden = markup_hidden_is(open.look);
	open.doubtful = markup_hidden_may_be(open.look);
	if ((kind & KIND_BLOCK) && !in->hidden)
		end_block(page);
	if (kind & KIND_CELL)
		page->gap = TRUE;
	/* Within a quotation another one adds nothing, and ends with it. */
	if (!open.hidden && open.place != ANSWER_PLACE_QUOTE)
		page->from |= answer_element_from(tag);
	if ((kind & KIND_VOID) ||
		(tag->self_closed && memchr(tag->name.text, ':', tag->name.length)))
		return;
	if (page->depth < DEPTH_MAX)
		page->open[page->depth++] = open;
	else
		page->beyond++;
}

/* What the end tag ends: the number of elements around it, or those that there are if nothing. */
static guint
depth_around(const Page *page, const MarkupTag *tag, guint kind)
{
	for (guint i = page->depth; i > 0; i--) {
		const Open *open = &page->open[i - 1];

		if (open->name.length == tag->name.length &&
			g_ascii_strncasecmp(open->name.text, tag->name.text, tag->name.length) == 0)
			return i - 1;
		if (((open->kind & KIND_WALL) && !(kind & KIND_TABLE)) ||
			(open->kind & KIND_SHUT) || (!kind && (open->kind & KIND_BLOCK)))
			break;
	}
	return page->depth;
}

/*
 * An end tag ends elements that have none of their own: of these browsers let some go on, or take
 * them for what is not ended (HTML sections 13.2.6.4.7 and 13.2.6.1).
 */
static void
tear(Page *page, guint depth)
{
	gboolean doubtful = depth && page->open[depth - 1].doubtful;
	gboolean open = FALSE, some = FALSE;

	for (guint i = depth; i < page->depth; i++) {
		open |= i > depth && !has_optional_end(&page->open[i]);
		some |= page->open[i].doubtful;
	}
	page->torn |= open && some && !doubtful;
}

static void
end_element(Page *page, const MarkupTag *tag, guint kind)
{
	if (page->beyond) {
		page->beyond--;
		return;
	}
	guint depth = depth_around(page, tag, kind);
	if ((kind & KIND_BLOCK) && !innermost(page)->hidden)
		end_block(page);
	if (page->depth > depth + 1)
		tear(page, depth);
	page->depth = depth;
}

static void
take_tag(Page *page, const MarkupTag *tag)
{
	guint kind = kind_of(tag->name);

	if (markup_span_is(tag->name, "br")) {
		/* Of no element that is known to be hidden itself. */
		if (!innermost(page)->hidden)
			end_line(page);
	} else if (tag->closing)
		end_element(page, tag, kind);
	else
		begin_element(page, tag, kind);
}

void
answer_rows_add_page(AnswerRows *rows, const char *html, MarkupSheet *sheet)
{
	g_autofree Page *page = g_new0(Page, 1);
	g_autoptr(GString) line = g_string_new(NULL);

	page->rows = rows;
	page->sheet = sheet;
	page->torn = markup_sheet_is_odd(sheet);
	page->line = line;
	for (const char *p = html; *p && !rows->cut;) {
		const char *behind = markup_is_tag(p) ? markup_skip_unread(p) : NULL;
		MarkupTag tag;
		gboolean is_tag = FALSE;

		if (behind) {
			p = behind;
		} else if (markup_is_tag(p)) {
			p = markup_tag_read(p, &tag, &is_tag);
			if (is_tag)
				take_tag(page, &tag);
		} else
			p = add_character(page, p);
	}
	end_block(page);
}

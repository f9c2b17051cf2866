/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The printed words of a page, by the places of their letters. Must never run
 * two words into one: what poppler gives without a space may stand far apart.
 */
#include "reader/pdf.h"

#include <math.h>

#define CERTAIN 1.0
#define JUMP    1.0   /* heights between two letters that are not of one word */
#define LETTERS 3     /* a word of fewer does not show which way it runs */
#define LATIN   0x100 /* the letters of Swedish end before */
#define GENERAL 0x2000
#define SYMBOLS 0x2800

/* The letters of a page and how far they have been read. */
typedef struct {
	const PopplerRectangle *areas;
	guint n;
	GList *fonts; /* PopplerTextAttributes, in the order of the letters */
	Page *page, *down, *up;
	GString *text;
	PopplerRectangle first, last; /* letters of the word that is open */
	PopplerRectangle area;
	guint letters;
	PdfLetters count;
} Walk;

/* What a Swedish text consists of: Latin letters, punctuation, arrows and signs. */
static gboolean
is_known(gunichar c)
{
	return (c < LATIN && !g_unichar_iscntrl(c)) || (c >= GENERAL && c < SYMBOLS) ||
	       (c >= 0xfb00 && c <= 0xfb06) /* ligatures */;
}

static PageArea
upright(const PopplerRectangle *area, const Page *page, const Walk *walk)
{
	if (page == walk->down)
		return (PageArea){ area->y1, -area->x2, area->y2, -area->x1 };
	if (page == walk->up)
		return (PageArea){ -area->y2, area->x1, -area->y1, area->x2 };
	return (PageArea){ area->x1, area->y1, area->x2, area->y2 };
}

static Page *
page_of(const Walk *walk)
{
	double across = fabs(walk->last.x1 - walk->first.x1);
	double along = walk->last.y1 - walk->first.y1;

	if (walk->letters < LETTERS || fabs(along) <= across)
		return walk->page;
	return along > 0 ? walk->down : walk->up;
}

static void
end_word(Walk *walk)
{
	Page *page = page_of(walk);

	if (walk->letters > 0)
		page_add(page, walk->text->str, (gssize) walk->text->len,
			upright(&walk->area, page, walk), CERTAIN);
	g_string_truncate(walk->text, 0);
	walk->letters = 0;
}

static gboolean
is_far(const PopplerRectangle *a, const PopplerRectangle *b)
{
	double reach = JUMP * MAX(a->y2 - a->y1, a->x2 - a->x1);

	return fabs((a->x1 + a->x2) - (b->x1 + b->x2)) / 2 >
		       reach + (a->x2 - a->x1 + b->x2 - b->x1) / 2 ||
	       fabs((a->y1 + a->y2) - (b->y1 + b->y2)) / 2 >
		       reach + (a->y2 - a->y1 + b->y2 - b->y1) / 2;
}

static void
add_letter(Walk *walk, gunichar c, const PopplerRectangle *area)
{
	if (walk->letters > 0 && is_far(&walk->last, area))
		end_word(walk);
	if (walk->letters == 0)
		walk->first = walk->area = *area;
	walk->last = *area;
	walk->area.x1 = MIN(walk->area.x1, area->x1);
	walk->area.y1 = MIN(walk->area.y1, area->y1);
	walk->area.x2 = MAX(walk->area.x2, area->x2);
	walk->area.y2 = MAX(walk->area.y2, area->y2);
	walk->letters++;
	g_string_append_unichar(walk->text, c);
}

/* The font of letter number index; letters are asked for in their order. */
static const char *
font_of(Walk *walk, guint index)
{
	const PopplerTextAttributes *font = walk->fonts ? walk->fonts->data : NULL;

	while (font && (gint) index > font->end_index) {
		walk->fonts = walk->fonts->next;
		font = walk->fonts ? walk->fonts->data : NULL;
	}
	return font && (gint) index >= font->start_index ? font->font_name : NULL;
}

static void
walk_letters(Walk *walk, const char *text)
{
	for (guint i = 0; i < walk->n && *text; i++, text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		if (g_unichar_isspace(c)) {
			end_word(walk);
			continue;
		}
		gunichar shown = pdf_symbol(font_of(walk, i), c);
		walk->count.letters++;
		walk->count.strange += !is_known(shown);
		/* A box is no part of the word beside it. */
		if (shown != c)
			end_word(walk);
		add_letter(walk, shown, &walk->areas[i]);
		if (shown != c)
			end_word(walk);
	}
	end_word(walk);
}

PdfLetters
pdf_text_add(PopplerPage *source, Page *page, Page *down, Page *up)
{
	g_autofree char *text = poppler_page_get_text(source);
	g_autofree PopplerRectangle *areas = NULL;
	g_autoptr(GString) word = g_string_new(NULL);
	Walk walk = { .page = page, .down = down, .up = up, .text = word };

	if (!text || !poppler_page_get_text_layout(source, &areas, &walk.n))
		return walk.count;
	GList *fonts = poppler_page_get_text_attributes(source);
	walk.areas = areas;
	walk.fonts = fonts;
	walk_letters(&walk, text);
	poppler_page_free_text_attributes(fonts);
	return walk.count;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The printed words of a page, by the places of their letters. Must never run
 * two words into one: what poppler gives without a space may stand far apart.
 */
#include "reader/pdf/pdf.h"

#include <math.h>

#define CERTAIN      1.0
#define JUMP         1.0  /* heights between two letters that are not of one word */
#define HEIGHT_LEAST 0.01 /* points: letters side by side are near if they are higher */
#define LETTERS      3    /* a word of fewer does not show which way it runs */
#define ASCII        0x80
#define LATIN        0x100 /* the letters of Swedish end before */
#define NO_BREAK     0xa0  /* between it and ASCII nothing is printed */
#define GENERAL      0x2000
#define SYMBOLS      0x2800

/* The letters of a page and how far they have been read. */
typedef struct {
	const PopplerRectangle *areas;
	guint n;
	GList *fonts; /* PopplerTextAttributes, in the order of the letters */
	guint font_end;
	const char *symbol_font;
	Page *page, *down, *up;
	const char *word;                     /* that is open */
	const PopplerRectangle *first, *last; /* letters of it */
	PopplerRectangle area;
	guint letters;
	PdfLetters count;
} Walk;

/* What a Swedish text consists of: Latin letters, punctuation, arrows and signs. */
static gboolean
is_known(gunichar c)
{
	return (c < LATIN && (c <= '~' || c >= NO_BREAK)) || (c >= GENERAL && c < SYMBOLS) ||
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
	double across = fabs(walk->last->x1 - walk->first->x1);
	double along = walk->last->y1 - walk->first->y1;

	if (walk->letters < LETTERS || fabs(along) <= across)
		return walk->page;
	return along > 0 ? walk->down : walk->up;
}

static void
end_word(Walk *walk, const char *end)
{
	if (walk->letters == 0)
		return;
	Page *page = page_of(walk);
	page_add(page, walk->word, end - walk->word, upright(&walk->area, page, walk), CERTAIN);
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

/* TRUE where b begins as a ends: most letters do, which is seen sooner than how far they are. */
static gboolean
is_next(const PopplerRectangle *a, const PopplerRectangle *b)
{
	return a->x2 == b->x1 && a->y1 == b->y1 && a->y2 == b->y2 && a->x1 <= a->x2 &&
	       b->x1 <= b->x2 && a->y2 - a->y1 > HEIGHT_LEAST;
}

static void
add_letter(Walk *walk, const char *letter, const PopplerRectangle *area)
{
	if (walk->letters > 0 && !is_next(walk->last, area) && is_far(walk->last, area))
		end_word(walk, letter);
	if (walk->letters == 0) {
		walk->first = area;
		walk->area = *area;
		walk->word = letter;
	}
	walk->last = area;
	walk->area.x1 = MIN(walk->area.x1, area->x1);
	walk->area.y1 = MIN(walk->area.y1, area->y1);
	walk->area.x2 = MAX(walk->area.x2, area->x2);
	walk->area.y2 = MAX(walk->area.y2, area->y2);
	walk->letters++;
}

/* A box is no part of the word beside it. */
static void
add_symbol(Walk *walk, const char *letter, gunichar box, const PopplerRectangle *area)
{
	char text[8] = { 0 };

	end_word(walk, letter);
	g_unichar_to_utf8(box, text);
	page_add(walk->page, text, -1, (PageArea){ area->x1, area->y1, area->x2, area->y2 },
		CERTAIN);
}

static void
open_font(Walk *walk)
{
	const PopplerTextAttributes *font = walk->fonts ? walk->fonts->data : NULL;

	walk->font_end = font ? (guint) MAX(font->end_index, 0) : G_MAXUINT;
	walk->symbol_font = font ? pdf_symbol_font(font->font_name) : NULL;
}

/* Goes to the font of letter number index; letters are asked for in their order. */
static void
reach_font(Walk *walk, guint index)
{
	while (walk->fonts && index > walk->font_end) {
		walk->fonts = walk->fonts->next;
		open_font(walk);
	}
}

static void
walk_letters(Walk *walk, const char *text)
{
	for (guint i = 0; i < walk->n && *text; i++, text = g_utf8_next_char(text)) {
		gunichar c = (guchar) *text < ASCII ? (guchar) *text : g_utf8_get_char(text);

		if (c <= ' ' || (c > '~' && g_unichar_isspace(c))) {
			end_word(walk, text);
			continue;
		}
		reach_font(walk, i);
		gunichar shown = walk->symbol_font ? pdf_symbol(walk->symbol_font, c) : c;
		walk->count.letters++;
		if (shown != c) {
			add_symbol(walk, text, shown, &walk->areas[i]);
			continue;
		}
		walk->count.strange += !is_known(c);
		add_letter(walk, text, &walk->areas[i]);
	}
	end_word(walk, text);
}

PdfLetters
pdf_text_add(PopplerPage *source, gboolean symbols, Page *page, Page *down, Page *up)
{
	g_autofree char *text = poppler_page_get_text(source);
	g_autofree PopplerRectangle *areas = NULL;
	Walk walk = { .page = page, .down = down, .up = up };

	if (!text || !poppler_page_get_text_layout(source, &areas, &walk.n))
		return walk.count;
	GList *fonts = symbols ? poppler_page_get_text_attributes(source) : NULL;
	walk.areas = areas;
	walk.fonts = fonts;
	open_font(&walk);
	walk_letters(&walk, text);
	poppler_page_free_text_attributes(fonts);
	return walk.count;
}

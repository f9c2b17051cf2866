/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a page. Must never drop one, except what is the same mark twice.
 */
#include "reader/pdf/page.h"

#include <string.h>

#define TEXTS_BLOCK     4096
#define COMPARISONS_MAX 20000000 /* more boxes than that are no form */

Page *
page_new(void)
{
	Page *page = g_new0(Page, 1);

	page->words = g_array_new(FALSE, FALSE, sizeof(PageWord));
	page->texts = g_string_chunk_new(TEXTS_BLOCK);
	return page;
}

void
page_free(Page *page)
{
	if (!page)
		return;
	g_array_unref(page->words);
	g_string_chunk_free(page->texts);
	g_free(page);
}

void
page_add(Page *page, const char *text, gssize length, PageArea area, double confidence)
{
	gsize bytes = length < 0 ? strlen(text) : (gsize) length;
	PageWord word = {
		.area = { MIN(area.x1, area.x2), MIN(area.y1, area.y2), MAX(area.x1, area.x2),
			MAX(area.y1, area.y2) },
		.confidence = confidence,
	};

	while (bytes > 0 && g_ascii_isspace(*text)) {
		text++;
		bytes--;
	}
	while (bytes > 0 && g_ascii_isspace(text[bytes - 1]))
		bytes--;
	if (bytes == 0)
		return;
	word.text = g_string_chunk_insert_len(page->texts, text, (gssize) bytes);
	const char *box = document_box_of(word.text);
	word.text = box ? box : word.text;
	word.length = (guint) bytes;
	word.box = box != NULL;
	g_array_append_val(page->words, word);
}

static gboolean
is_cross(const PageWord *word)
{
	return word->length == 1 && (*word->text == 'x' || *word->text == 'X');
}

/* TRUE if the middle of inner is in outer. */
static gboolean
holds(const PageArea *outer, const PageArea *inner)
{
	double x = (inner->x1 + inner->x2) / 2, y = (inner->y1 + inner->y2) / 2;

	return x >= outer->x1 && x <= outer->x2 && y >= outer->y1 && y <= outer->y2;
}

/* TRUE if other says of the box only that it is ticked, or there. */
static gboolean
is_same_mark(const PageWord *box, const PageWord *other)
{
	if (is_cross(other))
		return holds(&box->area, &other->area);
	return other->box && (holds(&box->area, &other->area) || holds(&other->area, &box->area));
}

void
page_join_boxes(Page *page)
{
	gsize boxes = 0;

	for (guint i = 0; i < page->words->len; i++)
		boxes += g_array_index(page->words, PageWord, i).box;
	if (boxes == 0 || boxes * page->words->len > COMPARISONS_MAX)
		return;
	for (guint i = 0; i < page->words->len; i++) {
		if (!g_array_index(page->words, PageWord, i).box)
			continue;
		for (guint j = page->words->len; j-- > 0;) {
			PageWord *box = &g_array_index(page->words, PageWord, i);
			const PageWord *other = &g_array_index(page->words, PageWord, j);

			if (j == i || !is_same_mark(box, other))
				continue;
			if (!g_str_equal(other->text, DOCUMENT_BOX_CLEAR))
				box->text = DOCUMENT_BOX_TICKED;
			g_array_remove_index(page->words, j);
			i -= j < i;
		}
	}
}

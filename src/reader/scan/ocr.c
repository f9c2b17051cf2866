/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tesseract by its C API. Swedish has no @ and no § there: lines that may hold
 * one are read once more in English, and only these two signs are taken from
 * it. Must never run without a deadline.
 */
#include "reader/scan/ocr.h"

#include <string.h>
#include <tesseract/capi.h>
#include <time.h>

#include "reader/format.h"

#define PAGE_SECONDS 20
#define LINE_SECONDS 2
#define LINES_MAX    30 /* read once more, of a page */
#define REACH        4  /* heights of the word, to both sides */
#define RESOLUTION   300
#define SPECK_HEIGHT 0.4 /* of most words: what is lower and no letter is dirt */
#define DOUBTFUL     0.6 /* signs that are surer are kept */

typedef struct {
	PageArea area; /* as high as its line */
	double height; /* its own */
	double confidence;
	char *text;
} Word;

static TessBaseAPI *swedish, *english;

static void
word_clear(gpointer data)
{
	g_free(((Word *) data)->text);
}

static TessBaseAPI *
load(const char *language)
{
	TessBaseAPI *api = TessBaseAPICreate();

	if (TessBaseAPIInit2(api, NULL, language, OEM_LSTM_ONLY) != 0) {
		TessBaseAPIDelete(api);
		return NULL;
	}
	TessBaseAPISetVariable(api, "debug_file", "/dev/null");
	return api;
}

void
ocr_warm(void)
{
	if (!swedish)
		swedish = load("swe");
	if (!english)
		english = load("eng");
}

static double
processor_seconds(void)
{
	struct timespec used;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
	return (double) used.tv_sec + (double) used.tv_nsec / 1e9;
}

/* Of the processor: a page is not at fault where others are at work too. */
static bool
is_late(void *end, int words G_GNUC_UNUSED)
{
	return processor_seconds() > *(const double *) end;
}

static gboolean
recognize(TessBaseAPI *api, TessPageSegMode mode, int seconds)
{
	ETEXT_DESC *monitor = TessMonitorCreate();
	double end = processor_seconds() + seconds;

	TessMonitorSetCancelFunc(monitor, is_late);
	TessMonitorSetCancelThis(monitor, &end);
	TessBaseAPISetPageSegMode(api, mode);
	TessBaseAPISetSourceResolution(api, RESOLUTION);
	int failed = TessBaseAPIRecognize(api, monitor);
	TessMonitorDelete(monitor);
	return !failed;
}

static gboolean
get_word(TessResultIterator *at, Word *ret_word)
{
	const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(at);
	int x1, y1, x2, y2, unused, top, bottom;
	char *text = TessResultIteratorGetUTF8Text(at, RIL_WORD);

	if (!text)
		return FALSE;
	TessPageIteratorBoundingBox(place, RIL_WORD, &x1, &y1, &x2, &y2);
	TessPageIteratorBoundingBox(place, RIL_TEXTLINE, &unused, &top, &unused, &bottom);
	*ret_word = (Word){
		.area = { x1, top, x2, bottom },
		.height = y2 - y1,
		.confidence = TessResultIteratorConfidence(at, RIL_WORD) / 100,
		.text = g_utf8_make_valid(text, -1),
	};
	TessDeleteText(text);
	return TRUE;
}

static GArray *
get_words(TessBaseAPI *api)
{
	GArray *words = g_array_new(FALSE, FALSE, sizeof(Word));
	TessResultIterator *at = TessBaseAPIGetIterator(api);
	Word word;

	g_array_set_clear_func(words, word_clear);
	if (!at)
		return words;
	do {
		if (get_word(at, &word))
			g_array_append_val(words, word);
	} while (TessResultIteratorNext(at, RIL_WORD));
	TessResultIteratorDelete(at);
	return words;
}

/* TRUE for what an @ may be taken for: a capital letter or a sign between small letters. */
static gboolean
may_hold_at(const char *text)
{
	for (const char *p = text; p[0] && p[1] && p[2]; p++)
		if (g_ascii_islower(p[0]) && !g_ascii_islower(p[1]) && !strchr(".-/:,", p[1]) &&
			(g_ascii_islower(p[2]) || (p[1] & 0x80)))
			return TRUE;
	return FALSE;
}

/* TRUE if a word may be one with a sign that Swedish lacks: a lone 8, or an address. */
static gboolean
may_be_misread(const Word *word)
{
	const char *dot = strrchr(word->text, '.');

	return g_str_equal(word->text, "8") || g_str_equal(word->text, "$") ||
	       (dot && strlen(dot) > 2 && may_hold_at(word->text));
}

static gboolean
has_missing_sign(const char *text)
{
	return strchr(text, '@') || g_str_equal(text, "\302\247");
}

/* The word in others, read in English, that stands in the place of word and has a sign for it. */
static const Word *
find_better(const Word *word, const GArray *others)
{
	for (guint i = 0; i < others->len; i++) {
		const Word *other = &g_array_index(others, Word, i);
		double shared =
			MIN(word->area.x2, other->area.x2) - MAX(word->area.x1, other->area.x1);

		if (has_missing_sign(other->text) &&
			shared >= 0.8 * (word->area.x2 - word->area.x1))
			return other;
	}
	return NULL;
}

/* Puts better in the place of word number index, and of what else it was taken for. */
static void
correct(GArray *words, guint index, const Word *better)
{
	Word *word = &g_array_index(words, Word, index);

	g_free(word->text);
	word->text = g_strdup(better->text);
	word->confidence = better->confidence;
	word->area.x1 = better->area.x1;
	word->area.x2 = better->area.x2;
	while (index + 1 < words->len) {
		const PageArea *next = &g_array_index(words, Word, index + 1).area;

		word = &g_array_index(words, Word, index);
		if (next->y1 != word->area.y1 || (next->x1 + next->x2) / 2 > word->area.x2 ||
			(next->x1 + next->x2) / 2 < word->area.x1)
			return;
		g_array_remove_index(words, index + 1);
	}
}

/* A word and its neighbours, without which a sign is hard to tell. */
static void
look_around(const Word *word, PIX *gray)
{
	const int height = (int) (word->area.y2 - word->area.y1);
	int left = MAX((int) word->area.x1 - REACH * height, 0);
	int right = MIN((int) word->area.x2 + REACH * height, pixGetWidth(gray));
	int top = MAX((int) word->area.y1 - height / 6, 0);
	int bottom = MIN((int) word->area.y2 + height / 6, pixGetHeight(gray));

	TessBaseAPISetRectangle(english, left, top, right - left, bottom - top);
}

static void
correct_words(GArray *words, PIX *gray)
{
	guint lines = 0;

	TessBaseAPISetImage2(english, gray);
	for (guint i = 0; i < words->len && lines < LINES_MAX; i++) {
		Word *word = &g_array_index(words, Word, i);

		if (!may_be_misread(word))
			continue;
		look_around(word, gray);
		lines++;
		if (!recognize(english, PSM_SINGLE_LINE, LINE_SECONDS))
			continue;
		g_autoptr(GArray) others = get_words(english);
		const Word *better = find_better(word, others);
		if (better)
			correct(words, i, better);
	}
	TessBaseAPIClear(english);
}

static gint
compare_heights(gconstpointer a, gconstpointer b)
{
	double one = ((const Word *) a)->height, other = ((const Word *) b)->height;

	return (one > other) - (one < other);
}

static double
usual_height(const GArray *words)
{
	g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(Word));

	if (words->len == 0)
		return 0;
	g_array_append_vals(sorted, words->data, words->len);
	g_array_sort(sorted, compare_heights);
	return g_array_index(sorted, Word, sorted->len / 2).height;
}

static gboolean
has_letter(const char *text)
{
	for (; *text; text = g_utf8_next_char(text))
		if (g_unichar_isalnum(g_utf8_get_char(text)))
			return TRUE;
	return FALSE;
}

/* Signs that are none: dirt, lines of a table, the edge of the paper. */
static gboolean
is_dirt(const Word *word, double usual)
{
	return !has_letter(word->text) &&
	       (word->height < SPECK_HEIGHT * usual || word->confidence < DOUBTFUL ||
		       g_str_equal(word->text, "|"));
}

static void
add_words(const GArray *words, Page *page)
{
	double usual = usual_height(words);

	for (guint i = 0; i < words->len; i++) {
		const Word *word = &g_array_index(words, Word, i);

		if (!is_dirt(word, usual))
			page_add(page, word->text, -1, word->area, word->confidence);
	}
}

gboolean
ocr_read(PIX *picture, Page *page, GError **error)
{
	g_auto(Scan) scan = { 0 };

	format_begin_scan();
	if (!swedish) {
		pixDestroy(&picture);
		return format_ask(error, FORMAT_NO_OCR);
	}
	if (!scan_take(picture, &scan))
		return TRUE;
	scan_take_boxes(&scan, page);
	TessBaseAPISetImage2(swedish, scan.gray);
	gboolean done = recognize(swedish, PSM_AUTO, PAGE_SECONDS);
	if (done) {
		g_autoptr(GArray) words = get_words(swedish);

		if (english)
			correct_words(words, scan.gray);
		add_words(words, page);
	}
	TessBaseAPIClear(swedish);
	return done || format_fail(error, "a page takes too long to be read");
}

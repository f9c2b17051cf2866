/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finds printed labels in text that was typed, scanned or glued together.
 * Tolerance grows with the length of what is compared: short words must be
 * exact, or "Namn" would be found in "Nämnd".
 */
#include "core/form/form-match.h"

#include <string.h>

#include "core/text.h"

#define TWO_EDITS_FROM 10 /* letters */
#define EDITS_MAX      2
#define WORD_MAX       64 /* bytes: longer ones are no words of a label */
#define STEM_FROM      9  /* letters */
#define LABEL_GAP_MAX  3  /* lines that a label may be broken over */

/* An ampersand is a word: "och". */
typedef enum { CLASS_NONE, CLASS_LOWER, CLASS_UPPER, CLASS_DIGIT, CLASS_AND } CharClass;

static const guint8 ascii_classes[128] = {
	['&'] = CLASS_AND,
	['0' ... '9'] = CLASS_DIGIT,
	['A' ... 'Z'] = CLASS_UPPER,
	['a' ... 'z'] = CLASS_LOWER,
};

static CharClass
classify_foreign(gunichar c)
{
	if (g_unichar_isdigit(c))
		return CLASS_DIGIT;
	if (!g_unichar_isalpha(c))
		return CLASS_NONE;
	return g_unichar_isupper(c) ? CLASS_UPPER : CLASS_LOWER;
}

static inline CharClass
classify(gunichar c)
{
	return c < G_N_ELEMENTS(ascii_classes) ? (CharClass) ascii_classes[c] : classify_foreign(c);
}

/* TRUE if a new word begins between two characters. */
static inline gboolean
is_seam(CharClass before, CharClass after)
{
	if (before == CLASS_NONE || after == CLASS_NONE)
		return TRUE;
	if ((before == CLASS_DIGIT) != (after == CLASS_DIGIT) || before == CLASS_AND ||
		after == CLASS_AND)
		return TRUE;
	return before == CLASS_LOWER && after == CLASS_UPPER;
}

static void
word_clear(gpointer data)
{
	g_free(((FormWord *) data)->owned);
}

/* What stands before the number of a section: "Steg 3." */
static const char *const sections[] = { "avsnitt ", "del ", "fråga ", "punkt ", "steg " };

static const char *
skip_section(const char *text)
{
	for (gsize i = 0; i < G_N_ELEMENTS(sections); i++) {
		gsize length = strlen(sections[i]);

		if (g_ascii_strncasecmp(text, sections[i], length) == 0 &&
			g_ascii_isdigit(text[length]))
			return text + length;
	}
	return text;
}

gsize
form_match_marker(const char *text)
{
	const char *start = text + strspn(text, " \t"), *number = skip_section(start);
	gsize digits = strspn(number, "0123456789");
	const char *end = number + (digits ? digits : g_ascii_isalpha(*number));

	if (end == number || digits > 2)
		return 0;
	if (*end == '.' || *end == ')' || (number > start && *end == ':'))
		end++;
	else if (number == start)
		return 0;
	return (gsize) (end + strspn(end, " \t") - text);
}

FormShape
form_match_shape(const char *folded)
{
	FormShape shape = { 0 };

	for (; folded[shape.length]; shape.length++)
		shape.letters |= 1u << (folded[shape.length] & 31);
	return shape;
}

/* The words of one text, folded one after the other into one block. */
typedef struct {
	GArray *words;
	const char *text;
	char *end;        /* of what is folded */
	gint holder;      /* the word that owns the block, -1: none */
	gsize marker;     /* where what numbers the line ends */
	gboolean letters; /* a word of letters stands before */
} Cut;

/* Takes the small letters from p on, of which words have most; returns where they end. */
static const char *
cut_small(Cut *cut, FormWord *word, const char *p)
{
	for (; *p >= 'a' && *p <= 'z'; p++) {
		*cut->end++ = *p;
		word->shape.length++;
		word->shape.letters |= 1u << (*p & 31);
	}
	return p;
}

/* Takes the word that begins at p and has one class of characters at least; returns its end. */
static const char *
cut_word(Cut *cut, FormWord *word, const char *p)
{
	CharClass first = CLASS_NONE, before = CLASS_NONE;
	gboolean foreign = FALSE;

	word->folded = cut->end;
	word->start = (gsize) (p - cut->text);
	for (;; p = g_utf8_next_char(p)) {
		const char *small = p;

		if (before == CLASS_LOWER || before == CLASS_UPPER)
			p = cut_small(cut, word, p);
		if (p > small)
			before = CLASS_LOWER;
		gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char(p);
		CharClass now = classify(c);
		if (before != CLASS_NONE && is_seam(before, now))
			break;
		char plain = text_fold_character(c);
		*cut->end++ = plain;
		word->shape.length++;
		word->shape.letters |= 1u << (plain & 31);
		foreign = foreign || !plain;
		first = first == CLASS_NONE ? now : first;
		before = now;
	}
	word->end = (gsize) (p - cut->text);
	word->capital = first == CLASS_UPPER;
	word->leads = !cut->letters;
	cut->letters = cut->letters || (first != CLASS_DIGIT && word->end > cut->marker);
	*cut->end++ = '\0';
	if (foreign || first == CLASS_AND) {
		g_autofree char *written =
			g_strndup(cut->text + word->start, word->end - word->start);

		/* Some characters are folded with those beside them. */
		word->folded = word->owned =
			first == CLASS_AND ? g_strdup("och") : text_fold(written);
		word->shape = form_match_shape(word->folded);
	} else {
		cut->holder = (gint) cut->words->len;
	}
	return p;
}

static void
add_words(GArray *words, guint cell, const char *text)
{
	/* Each character of a word is one, and its end another. */
	char *block = g_malloc(2 * strlen(text) + 1);
	Cut cut = { .words = words,
		.text = text,
		.end = block,
		.holder = -1,
		.marker = form_match_marker(text) };
	const char *p = text, *end = NULL;

	while (*p) {
		if (classify((guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char(p)) == CLASS_NONE) {
			p = g_utf8_next_char(p);
			continue;
		}
		FormWord word = { .cell = cell, .glued = p == end };
		p = end = cut_word(&cut, &word, p);
		g_array_append_val(words, word);
	}
	if (cut.holder >= 0)
		g_array_index(words, FormWord, cut.holder).owned = block;
	else
		g_free(block);
}

char **
form_match_split(const char *text)
{
	g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(FormWord));
	char **out;

	g_array_set_clear_func(words, word_clear);
	add_words(words, 0, text);
	out = g_new0(char *, words->len + 1);
	for (guint i = 0; i < words->len; i++)
		out[i] = g_strdup(g_array_index(words, FormWord, i).folded);
	return out;
}

/* All words of a document; what is kept says nothing that it does not. */
static const GArray *
all_words(const Document *document)
{
	GArray *words = document->words;

	if (words)
		return words;
	words = g_array_new(FALSE, FALSE, sizeof(FormWord));
	g_array_set_clear_func(words, word_clear);
	for (guint i = 0; i < document->cells->len; i++)
		add_words(words, i, document_cell(document, i)->text);
	((Document *) document)->words = words;
	return words;
}

/* How many words stand before a cell. */
static guint
count_before(const GArray *words, guint cell)
{
	guint low = 0, high = words->len;

	while (low < high) {
		guint middle = (low + high) / 2;

		if (g_array_index(words, FormWord, middle).cell < cell)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

FormWords
form_match_words(const Document *document, guint first, guint end)
{
	const GArray *words = all_words(document);
	guint from = count_before(words, first);

	return (FormWords){ words->len ? &g_array_index(words, FormWord, from) : NULL,
		count_before(words, end) - from };
}

/*
 * Levenshtein's distance, two rows at a time, of words of at most WORD_MAX bytes
 * whose lengths differ by EDITS_MAX or less; what is more than that may be said to
 * be more still. Farther from the diagonal than EDITS_MAX nothing need be known.
 */
static int
distance(const char *a, gsize a_length, const char *b, gsize b_length)
{
	int rows[2][WORD_MAX + 2];

	for (gsize j = 0; j <= EDITS_MAX + 1; j++)
		rows[0][j] = (int) j;
	for (gsize i = 1; i <= a_length; i++) {
		const int *above = rows[(i - 1) & 1];
		int *row = rows[i & 1];
		gsize from = i > EDITS_MAX ? i - EDITS_MAX : 1, to = MIN(i + EDITS_MAX, b_length);

		row[from - 1] = (int) i;
		for (gsize j = from; j <= to; j++) {
			int change = above[j - 1] + (a[i - 1] != b[j - 1]);

			row[j] = MIN(change, MIN(above[j], row[j - 1]) + 1);
		}
		row[to + 1] = (int) i + EDITS_MAX;
	}
	return rows[a_length & 1][b_length];
}

/* How much two forms of one long word differ, "upptäckt" and "upptäcktes"; -1 if they are none. */
static int
endings_apart(const char *a, gsize a_length, const char *b, gsize b_length)
{
	gsize stem = 0;

	while (stem < a_length && stem < b_length && a[stem] == b[stem])
		stem++;
	gsize ending = MAX(a_length, b_length) - stem;
	return stem >= STEM_FROM && ending <= FORM_MATCH_ENDING_MAX ? (int) ending : -1;
}

/* How many of a's letters b has not, at least; more than an ending is not counted. */
static int
letters_apart(FormShape a, FormShape b)
{
	int n = 0;

	for (guint32 rest = a.letters & ~b.letters; rest && n <= FORM_MATCH_ENDING_MAX; n++)
		rest &= rest - 1;
	return n;
}

int
form_match_letters(const char *a, FormShape a_shape, const char *b, FormShape b_shape)
{
	gsize a_length = a_shape.length, b_length = b_shape.length;
	gsize shorter = MIN(a_length, b_length), longer = MAX(a_length, b_length);
	int allowed = shorter >= TWO_EDITS_FROM ? EDITS_MAX : 1;
	int edits, least;

	if (a_length == b_length && a_shape.letters == b_shape.letters &&
		memcmp(a, b, a_length) == 0)
		return 0;
	if (shorter < FORM_MATCH_EXACT_UNDER || longer > WORD_MAX)
		return -1;
	/* Each edit takes a letter away, adds one, or does both: most words are no nearer. */
	least = MAX(letters_apart(a_shape, b_shape), letters_apart(b_shape, a_shape));
	if (least > FORM_MATCH_ENDING_MAX)
		return -1;
	edits = endings_apart(a, a_length, b, b_length);
	if (edits >= 0 || longer - shorter > EDITS_MAX)
		return edits;
	if (memcmp(a, b, shorter) == 0)
		return (int) (longer - shorter); /* another ending of the same word */
	if (least > allowed)
		return -1;
	edits = distance(a, a_length, b, b_length);
	return edits <= allowed ? edits : -1;
}

int
form_match_word(const char *a, const char *b)
{
	return form_match_shaped(a, form_match_shape(a), b, form_match_shape(b));
}

/* TRUE if a label may go on from one word to the next. */
static gboolean
runs_on(const Document *document, const FormWord *before, const FormWord *after)
{
	const DocumentCell *a = document_cell(document, before->cell);
	const DocumentCell *b = document_cell(document, after->cell);

	return a == b || (a->table == b->table && a->row == b->row && a->column == b->column &&
				 b->line - a->line <= LABEL_GAP_MAX);
}

guint
form_match_phrase(const Document *document, const FormPhrase *phrase, const FormWord *words,
	guint n_words, FormMatchCare care, double *ret_likeness)
{
	guint misses_allowed = care == FORM_MATCH_EVERY_WORD ? 0 : phrase->n_words / 6;
	guint edits = 0;

	if (n_words < phrase->n_words)
		return 0;
	for (guint i = 0; i < phrase->n_words; i++) {
		int apart = form_match_shaped(
			words[i].folded, words[i].shape, phrase->words[i], phrase->shapes[i]);

		if (i > 0 && !runs_on(document, &words[i - 1], &words[i]))
			return 0;
		if (apart < 0 && (i == 0 || misses_allowed-- == 0))
			return 0;
		edits += apart < 0 ? phrase->shapes[i].length : (guint) apart;
	}
	*ret_likeness = MAX(0.0, 1.0 - (double) edits / phrase->n_letters);
	return phrase->n_words;
}

/* TRUE if two words of names may be the same: an initial, a letter of noise. */
static gboolean
name_words_agree(const char *a, const char *b)
{
	if (strlen(a) == 1 || strlen(b) == 1)
		return a[0] == b[0];
	return form_match_word(a, b) >= 0;
}

gboolean
form_match_names(const char *a, const char *b)
{
	g_auto(GStrv) one = form_match_split(a);
	g_auto(GStrv) other = form_match_split(b);
	gboolean swap = g_strv_length(one) > g_strv_length(other);
	char **few = swap ? other : one, **many = swap ? one : other;

	for (guint i = 0; few[i]; i++) {
		gboolean found = FALSE;

		for (guint j = 0; many[j] && !found; j++)
			found = name_words_agree(few[i], many[j]);
		if (!found)
			return FALSE;
	}
	return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is written to is not who is written about. Must leave nothing out that
 * tells of somebody: a line is left out only if every word of it greets.
 */
#include "core/mail/addressing.h"

#include <string.h>

#include "core/mail/forward-block.h"
#include "core/role.h"
#include "core/text.h"

/* What a letter begins with; folded. */
static const char *const greetings[] = { "hej", "hejsan", "god morgon", "god dag", "goddag",
	"god eftermiddag", "god kvall", "halla", "tjena", "basta", "kara", "hello", "hi", "dear",
	"good morning", "good afternoon" };

/* What may stand in such a line besides names and titles, none of it a deed; folded. */
#define BESIDE " hej igen pa dig er du alla basta kara och and samt there again "

/* A line of the text. */
typedef struct {
	const char *folded;
	gsize length;
	const char *written; /* the same line as it was written; its end is a line end or NUL */
} Line;

static void
append_words(GString *words, const char *text)
{
	g_autofree char *folded = text_fold(text);

	for (const char *p = folded; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (g_unichar_isalnum(c))
			g_string_append_unichar(words, c);
		else
			g_string_append_c(words, ' ');
	}
	g_string_append_c(words, ' ');
}

/* The words that greet, each between spaces. g_free() it. */
static char *
greeting_words(const Board *board)
{
	GString *words = g_string_new(BESIDE);

	for (guint role = 0; role < ROLE_COUNT; role++)
		if (role_first(board, role) == role) {
			append_words(words, role_person(board, role)->name);
			append_words(words, role_person(board, role)->title);
		}
	return g_string_free(words, FALSE);
}

/* Behind the greeting that line begins with, or NULL; NULL too if no word follows it. */
static const char *
skip_greeting(const Line *line)
{
	const char *begin = line->folded + strspn(line->folded, " >*");
	const char *end = line->folded + line->length;

	for (gsize i = 0; i < G_N_ELEMENTS(greetings); i++) {
		if (*begin != *greetings[i]) /* most lines of most mails */
			continue;
		gsize length = strlen(greetings[i]);
		if (strncmp(begin, greetings[i], length) == 0 &&
			!g_unichar_isalnum(g_utf8_get_char(begin + length)))
			return begin + length + strspn(begin + length, " *!.,:;") < end
				       ? begin + length
				       : NULL;
	}
	return NULL;
}

/* TRUE if from there to the end of the line every word is one of words. */
static gboolean
all_known(const char *from, const char *end, const char *words)
{
	g_autoptr(GString) word = g_string_new(" ");

	for (const char *p = from; p <= end; p = g_utf8_next_char(p)) {
		gunichar c = p < end ? g_utf8_get_char(p) : ' ';

		if (g_unichar_isalnum(c)) {
			g_string_append_unichar(word, c);
			continue;
		}
		g_string_append_c(word, ' ');
		if (word->len > 2 && !strstr(words, word->str))
			return FALSE;
		g_string_truncate(word, 1);
	}
	return TRUE;
}

static const char *
next_line(const char *written)
{
	const char *end = strchr(written, '\n');

	return end ? end + 1 : "";
}

/* TRUE if the sentence cannot go on below: nothing is there, or it begins with a capital. */
static gboolean
ends_here(const Line *line, gboolean comma)
{
	const char *next = next_line(line->written);
	gboolean small = FALSE;

	next += strspn(next, " \t>*");
	if (!*next || strchr("\r\n", *next))
		return TRUE;
	/* Where everything is in capitals, they say nothing. */
	for (const char *p = line->written; *p && *p != '\n'; p = g_utf8_next_char(p))
		small = small || g_unichar_islower(g_utf8_get_char(p));
	return !comma && small && g_unichar_isupper(g_utf8_get_char(next));
}

/*
 * "Hej Anna Lind!" greets. "Hej! Anna Lind" and "Hej, Anna Lind," may begin a
 * sentence: behind a comma only an exclamation mark or an empty line ends it.
 */
static gboolean
only_greets(const Line *line, const char *words)
{
	const char *rest = skip_greeting(line), *end = line->folded + line->length;

	while (rest && end > rest && strchr(" *", end[-1]))
		end--;
	if (!rest || (*rest != ' ' && *rest != ',') || !all_known(rest, end, words))
		return FALSE;
	gboolean comma = *rest == ',';
	return (end > rest && strchr(comma ? "!" : "!.,:;", end[-1])) || ends_here(line, comma);
}

static void
append_line(GString *joined, const Line *line)
{
	if (joined->len && line->length)
		g_string_append_c(joined, ' ');
	g_string_append_len(joined, line->folded, (gssize) line->length);
}

/* Goes on to the next line, if there is one. */
static gboolean
go_on(Line *line)
{
	if (!line->folded[line->length])
		return FALSE;
	line->folded += line->length + 1;
	line->length = strcspn(line->folded, "\n");
	line->written = next_line(line->written);
	return TRUE;
}

char *
addressing_join(const char *lines)
{
	GString *joined = g_string_sized_new(strlen(lines) + 1);
	Line line = { lines, strcspn(lines, "\n"), "" };

	do
		append_line(joined, &line);
	while (go_on(&line));
	return g_string_free(joined, FALSE);
}

char *
addressing_leave_out(const char *text, const char *lines, const Board *board)
{
	g_autofree char *rest = forward_block_leave_out(text);
	g_autofree char *rest_lines = rest ? text_fold_lines(rest) : NULL;
	g_autofree char *words = NULL;

	if (rest) {
		text = rest;
		lines = rest_lines;
	}
	GString *joined = g_string_sized_new(strlen(lines) + 1);
	Line line = { lines, strcspn(lines, "\n"), text };

	do {
		gboolean greets = skip_greeting(&line) != NULL;

		if (greets && !words)
			words = greeting_words(board);
		if (!greets || !only_greets(&line, words))
			append_line(joined, &line);
	} while (go_on(&line));
	return g_string_free(joined, FALSE);
}

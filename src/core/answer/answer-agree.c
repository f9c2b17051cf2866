/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where text and html of one mail say different things a line counts that is in both: whoever
 * reads the mail sees one of them. Must never take half of a line of the one for a line of the
 * other, for the half that is left out may take it back.
 */
#include "core/answer/answer-agree.h"

#include <string.h>

/* The letters of all lines of an answer, and where each line begins. */
typedef struct {
	GString *letters;
	GArray *begins; /* gsize; and where the last one ends */
} Letters;

static void
add_letters(GString *out, const char *text)
{
	for (const char *p = text; *p; p = g_utf8_next_char(p))
		if (g_unichar_isalnum(g_utf8_get_char(p)))
			g_string_append_unichar(out, g_utf8_get_char(p));
}

static Letters
letters_of(const Answer *answer)
{
	Letters found = { g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(gsize)) };

	for (guint i = 0; i < answer->lines->len; i++) {
		g_array_append_val(found.begins, found.letters->len);
		add_letters(found.letters, ((AnswerLine *) answer->lines->pdata[i])->text);
	}
	g_array_append_val(found.begins, found.letters->len);
	return found;
}

static void
letters_clear(Letters *letters)
{
	g_string_free(letters->letters, TRUE);
	g_array_unref(letters->begins);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Letters, letters_clear)

gboolean
answer_agrees(const Answer *one, const Answer *other)
{
	g_auto(Letters) a = letters_of(one), b = letters_of(other);

	return strcmp(a.letters->str, b.letters->str) == 0;
}

static gboolean
is_edge(const Letters *letters, gsize at)
{
	for (guint i = 0; i < letters->begins->len; i++)
		if (g_array_index(letters->begins, gsize, i) == at)
			return TRUE;
	return FALSE;
}

/* Where a line of them begins with that. */
static gboolean
find_line(const Letters *letters, const char *wanted, gsize *ret_at)
{
	for (guint i = 0; i < letters->begins->len; i++) {
		gsize at = g_array_index(letters->begins, gsize, i);

		if (g_str_has_prefix(letters->letters->str + at, wanted)) {
			*ret_at = at;
			return TRUE;
		}
	}
	return FALSE;
}

/* From line first on: the last one with which lines of the other end; first: there is none. */
static guint
find_shared(const Answer *text, const Letters *other, guint first)
{
	guint end = first;
	gsize at = 0;

	for (guint i = first; i < text->lines->len; i++) {
		g_autoptr(GString) letters = g_string_new(NULL);

		add_letters(letters, ((AnswerLine *) text->lines->pdata[i])->text);
		if (i == first ? !find_line(other, letters->str, &at)
			       : !g_str_has_prefix(other->letters->str + at, letters->str))
			break;
		at += letters->len;
		if (is_edge(other, at)) {
			end = i + 1;
			break;
		}
	}
	return end;
}

void
answer_keep_shared(Answer *answer, const Answer *other)
{
	g_auto(Letters) letters = letters_of(other);

	for (guint i = 0; i < answer->lines->len;) {
		guint end = find_shared(answer, &letters, i);

		if (end > i)
			i = end;
		else
			g_ptr_array_remove_index(answer->lines, i);
	}
}

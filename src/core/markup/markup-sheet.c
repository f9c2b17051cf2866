/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Style sheets, as far as they hide something. No rule is left out because it is not understood:
 * it may then mean every element.
 */
#include "core/markup/markup-glyphs.h"
#include "core/markup/markup-sheet.h"

#include <string.h>

#include "core/markup/markup.h"

/* What is longer is written by nobody, and would cost a look at every word of it for each tag. */
#define WHOM_MAX  200
#define LIST_MAX  2000
#define RULES_MAX 500 /* of the kind that is kept; Outlook writes no more than some ten */
#define DEPTH_MAX 8   /* blocks in blocks */
/* Rules looked at, and letters of attributes: a long mail takes a tenth of it, and all of it a
 * tenth of a second. */
#define WORK_MAX (20 * 1000 * 1000)

#define SPACE " \t\r\n\f"

typedef struct {
	char *whom; /* an element, classes and an id: "p.a#b"; "*": any */
	gboolean certain;
	MarkupStyle style;
} Rule;

struct MarkupSheet {
	GArray *rules; /* Rule */
	gboolean odd;  /* there is something that may hide anything */
	guint work;    /* of looking, until WORK_MAX */
};

/* Where a block stands. */
typedef struct {
	gboolean certain; /* its rules count on every screen */
	gboolean frames;  /* its rules are steps of an animation */
} Around;

static void
rule_clear(gpointer rule)
{
	g_free(((Rule *) rule)->whom);
}

MarkupSheet *
markup_sheet_new(void)
{
	MarkupSheet *sheet = g_new0(MarkupSheet, 1);

	sheet->rules = g_array_new(FALSE, FALSE, sizeof(Rule));
	g_array_set_clear_func(sheet->rules, rule_clear);
	return sheet;
}

void
markup_sheet_free(MarkupSheet *sheet)
{
	if (!sheet)
		return;
	g_array_unref(sheet->rules);
	g_free(sheet);
}

static void
add_rule(MarkupSheet *sheet, MarkupSpan whom, gboolean certain, const MarkupStyle *style)
{
	Rule rule = { .certain = certain, .style = *style };

	if (sheet->rules->len >= RULES_MAX) {
		sheet->odd = TRUE;
		return;
	}
	rule.whom = g_strndup(whom.text, whom.length);
	g_array_append_val(sheet->rules, rule);
}

/* TRUE if it is written with nothing but what names of CSS have without being quoted. */
static gboolean
is_plain(MarkupSpan whom)
{
	for (gsize i = 0; i < whom.length; i++)
		if (!g_ascii_isalnum(whom.text[i]) && !strchr("-_.#*", whom.text[i]) &&
			!(whom.text[i] & 0x80))
			return FALSE;
	return whom.length > 0;
}

/*
 * The part of a selector that says of the element itself whom it means, before anything that
 * says in which state it is.
 */
static MarkupSpan
last_compound(MarkupSpan selector)
{
	gsize from = selector.length;

	while (from && !strchr(SPACE ">+~|", selector.text[from - 1]))
		from--;
	MarkupSpan last = { selector.text + from, selector.length - from };
	const char *state = memchr(last.text, ':', last.length);
	if (state)
		last.length = (gsize) (state - last.text);
	return last;
}

/* TRUE if the commas of the list part selectors, of which the last names say whom they mean. */
static gboolean
is_known(MarkupSpan list)
{
	for (gsize i = 0; i < list.length; i++)
		if (strchr("()[]\\&@\"}", list.text[i]))
			return FALSE;
	return list.length > 0;
}

static gboolean
is_certain(MarkupSpan list)
{
	MarkupSpan selector;

	while (markup_span_take(&list, ',', &selector))
		if (!is_plain(selector))
			return FALSE;
	return TRUE;
}

/* The rule for each of a list of selectors. */
static void
add_list(MarkupSheet *sheet, MarkupSpan list, Around around, const MarkupStyle *style)
{
	static const MarkupSpan any = { "*", 1 };
	gboolean known = is_known(list) && !around.frames;
	gboolean certain = known && around.certain && is_certain(list);
	MarkupSpan selector;

	if (!known)
		add_rule(sheet, any, FALSE, style);
	while (known && markup_span_take(&list, ',', &selector)) {
		MarkupSpan whom = last_compound(selector);
		gboolean known_whom = is_plain(whom) && whom.length <= WHOM_MAX;

		add_rule(sheet, known_whom ? whom : any, known_whom && certain, style);
	}
}

static gboolean
says_something(const MarkupStyle *style)
{
	return style->named || style->odd || style->ground != MARKUP_GROUND_NONE;
}

/* The place of the brace that closes what begins at p; end if none does. */
static const char *
find_close(const char *p, const char *end)
{
	guint depth = 0;

	for (; p < end; p++) {
		if (*p == '{')
			depth++;
		if (*p == '}' && depth-- == 0)
			return p;
	}
	return end;
}

/* Blocks of these hold no rules, and nothing of the page. */
static gboolean
is_of_no_element(MarkupSpan at_rule)
{
	static const char *const names[] = { "@font-face", "@page", "@list", "@charset",
		"@namespace", "@viewport", "@-ms-viewport", "@counter-style" };

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (markup_span_begins(at_rule, names[i]) &&
			(at_rule.length == strlen(names[i]) ||
				strchr(SPACE "{;\"", at_rule.text[strlen(names[i])])))
			return TRUE;
	return FALSE;
}

/* Rules from elsewhere. */
static gboolean
brings_more(MarkupSpan prelude)
{
	return markup_span_begins(prelude, "@import") ||
	       (markup_span_begins(prelude, "@") && memchr(prelude.text, '\\', prelude.length));
}

static void add_rules(MarkupSheet *sheet, MarkupSpan css, Around around, guint depth);

static void
add_block(MarkupSheet *sheet, MarkupSpan prelude, MarkupSpan block, Around around, guint depth)
{
	if (prelude.length && *prelude.text == '@') {
		const char *frames = g_strstr_len(prelude.text, (gssize) prelude.length, "frames");

		if (!is_of_no_element(prelude))
			add_rules(sheet, block, (Around){ .frames = around.frames || frames },
				depth + 1);
		return;
	}
	MarkupStyle style = markup_style_read(block);
	/* Rules in rules: a browser that does not know them stops at another place. */
	sheet->odd |= memchr(block.text, '{', block.length) != NULL || style.covers;
	if (says_something(&style))
		add_list(sheet, prelude, around, &style);
}

/* css: cleaned. */
static void
add_rules(MarkupSheet *sheet, MarkupSpan css, Around around, guint depth)
{
	const char *p = css.text, *end = css.text + css.length;

	sheet->odd |= depth > DEPTH_MAX;
	while (p < end && depth <= DEPTH_MAX) {
		const char *mark = p;

		while (mark < end && *mark != '{' && (*mark != ';' || *p != '@'))
			mark++;
		MarkupSpan prelude = markup_span_trim((MarkupSpan){ p, (gsize) (mark - p) });
		sheet->odd |= brings_more(prelude);
		if (mark == end)
			return;
		p = mark + 1;
		if (*mark == '{') {
			const char *close = find_close(p, end);
			MarkupSpan block = { p, (gsize) (close - p) };

			add_block(sheet, prelude, block, around, depth);
			p = close < end ? close + 1 : end;
		}
		p += strspn(p, SPACE);
	}
}

static void
add_sheet(MarkupSheet *sheet, MarkupSpan css, gboolean certain)
{
	static const char *const marks[] = { "<!--", "-->" };
	g_autofree char *clean = markup_style_clean(css, &sheet->odd);

	sheet->odd |= markup_glyphs_in_sheet(css);

	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
		for (char *mark = clean; (mark = strstr(mark, marks[i]));)
			memset(mark, ' ', strlen(marks[i]));
	const char *p = clean + strspn(clean, SPACE);
	add_rules(sheet, (MarkupSpan){ p, strlen(p) }, (Around){ .certain = certain }, 0);
}

/* A sheet that every screen takes. */
static gboolean
is_for_all(const MarkupTag *tag)
{
	return (!tag->media.length || markup_span_is(tag->media, "all") ||
		       markup_span_is(tag->media, "screen")) &&
	       (!tag->type.length || markup_span_is(tag->type, "text/css"));
}

/* p is at "<style": adds what stands in it, and returns what follows. */
static const char *
add_element(MarkupSheet *sheet, const char *p, gboolean certain)
{
	const char *behind = markup_skip_unread(p);
	MarkupTag tag = { 0 };
	gboolean is_tag;
	const char *css = markup_tag_read(p, &tag, &is_tag);

	if (css < behind)
		add_sheet(sheet, (MarkupSpan){ css, (gsize) (behind - css) },
			certain && is_for_all(&tag));
	return behind;
}

/* In "<!--[if mso]>…": some programs read it. */
static void
add_conditional(MarkupSheet *sheet, MarkupSpan comment)
{
	g_autofree char *text = g_strndup(comment.text, comment.length);

	for (const char *p = text; (p = strchr(p, '<'));)
		p = markup_tag_begins(p, "style") ? add_element(sheet, p, FALSE) : p + 1;
}

/* TRUE if one of the words of list, which the attribute holds, is word. */
static gboolean
has_word(MarkupSpan list, MarkupSpan word)
{
	for (gsize at = 0, length; at < list.length; at += length + 1) {
		for (length = 0; at + length < list.length; length++)
			if (strchr(SPACE, list.text[at + length]))
				break;
		if (length == word.length &&
			g_ascii_strncasecmp(list.text + at, word.text, length) == 0)
			return TRUE;
	}
	return FALSE;
}

/* An attribute with a character reference may hold any word, and so may a long one. */
static gboolean
may_have(MarkupSpan list, MarkupSpan word, gboolean *ret_certain)
{
	if (list.length > LIST_MAX || (list.length && memchr(list.text, '&', list.length))) {
		*ret_certain = FALSE;
		return TRUE;
	}
	return list.length && has_word(list, word);
}

/* What stands elsewhere nobody knows. */
static gboolean
is_link(const MarkupTag *tag)
{
	static const MarkupSpan sheet = { "stylesheet", 10 };
	gboolean certain;

	return markup_span_is(tag->name, "link") && may_have(tag->rel, sheet, &certain);
}

/* What has rules of its own for what is in it, or may be drawn over other text. */
static gboolean
may_cover(const MarkupTag *tag)
{
	static const char *const others[] = { "svg", "math", "frameset" };

	for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
		if (markup_span_is(tag->name, others[i]))
			return TRUE;
	return markup_style_of_attribute(tag->style).covers;
}

/* Of html and body there is one each, which takes what a later tag of that name says, too. */
static gboolean
may_hide_all(const MarkupTag *tag)
{
	if (!markup_span_is(tag->name, "html") && !markup_span_is(tag->name, "body"))
		return FALSE;
	const MarkupStyle style = markup_style_of_attribute(tag->style);
	return tag->hidden || style.ways || style.odd;
}

void
markup_sheet_add_page(MarkupSheet *sheet, const char *html, gboolean cut)
{
	sheet->odd |= cut;
	for (const char *p = html; (p = strchr(p, '<'));) {
		MarkupTag tag = { 0 };
		gboolean is_tag = FALSE;
		const char *behind = markup_is_tag(p) ? markup_skip_unread(p) : p + 1;

		if (g_str_has_prefix(p, "<!--["))
			add_conditional(sheet, (MarkupSpan){ p, (gsize) (behind - p) });
		else if (markup_tag_begins(p, "style"))
			behind = add_element(sheet, p, TRUE);
		else if (!behind)
			behind = markup_tag_read(p, &tag, &is_tag);
		sheet->odd |= is_tag && (is_link(&tag) || may_cover(&tag) || may_hide_all(&tag));
		p = behind;
	}
}

gboolean
markup_sheet_is_odd(const MarkupSheet *sheet)
{
	return sheet->odd;
}

/* work: what it took is added. */
static gboolean
means(const Rule *rule, const MarkupTag *tag, guint *work, gboolean *ret_certain)
{
	const char *p = rule->whom;
	gsize length = strcspn(p, ".#");
	const MarkupSpan name = { p, length };

	++*work;
	*ret_certain = rule->certain;
	if (length && *p != '*' &&
		(length != tag->name.length ||
			g_ascii_strncasecmp(name.text, tag->name.text, length) != 0))
		return FALSE;
	for (p += length; *p; p += length) {
		const MarkupSpan list = *p++ == '.' ? tag->class : tag->id;

		length = strcspn(p, ".#");
		*work += (guint) MIN(list.length, LIST_MAX);
		if (!may_have(list, (MarkupSpan){ p, length }, ret_certain))
			return FALSE;
	}
	return TRUE;
}

/* Of white letters is known more (MARKUP_HIDDEN_PALE), and of the ground that is known, too. */
static gboolean
is_faint(const MarkupStyle *style, gboolean certain)
{
	return (style->letters != MARKUP_SHADE_PALE &&
		       !markup_color_is_seen(style->letters, MARKUP_SHADE_NONE)) ||
	       (!certain && !markup_color_is_seen(MARKUP_SHADE_NONE, style->behind));
}

void
markup_sheet_look(
	MarkupSheet *sheet, const MarkupTag *tag, MarkupStyle *ret_known, MarkupStyle *ret_perhaps)
{
	MarkupStyle known = { 0 }, perhaps = { 0 };

	for (guint i = 0; i < sheet->rules->len && sheet->work < WORK_MAX; i++) {
		const Rule *rule = &g_array_index(sheet->rules, Rule, i);
		gboolean certain;

		if (!means(rule, tag, &sheet->work, &certain))
			continue;
		if (certain)
			markup_style_add(&known, &rule->style);
		perhaps.ways |= rule->style.ways;
		perhaps.odd |= rule->style.odd || is_faint(&rule->style, certain);
		perhaps.smaller |= rule->style.smaller;
		if (rule->style.ground != MARKUP_GROUND_NONE)
			perhaps.ground = MARKUP_GROUND_PAPER;
	}
	/* More than any mail needs: of this element, and of those behind it, nothing is known. */
	sheet->odd |= sheet->work >= WORK_MAX;
	perhaps.odd |= sheet->odd;
	*ret_known = known;
	*ret_perhaps = perhaps;
}

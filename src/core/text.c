/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text from outside made fit for terminals, logs, headers and comparison.
 * Keeps the rule that nothing from a mail is shown raw.
 */
#include "core/text.h"

#include <string.h>

/* Characters that change how others are shown, or show nothing at all. */
#define BIT(type) (1u << (type))
static const guint invisible_types =
	BIT(G_UNICODE_CONTROL) |
	BIT(G_UNICODE_FORMAT) | /* bidi controls, zero width, soft hyphen, BOM */
	BIT(G_UNICODE_SURROGATE) | BIT(G_UNICODE_PRIVATE_USE) | BIT(G_UNICODE_UNASSIGNED) |
	BIT(G_UNICODE_LINE_SEPARATOR) | BIT(G_UNICODE_PARAGRAPH_SEPARATOR);

/* Appends text with white space folded; newline is kept when lines is set. */
static GString *
clean(const char *text, gboolean lines, gsize max_chars)
{
	g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
	GString *out = g_string_sized_new(strlen(valid) + 1);
	gsize chars = 0;
	gboolean gap = FALSE;

	for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (lines && c == '\n') {
			g_string_append_c(out, '\n');
			gap = FALSE;
			continue;
		}
		if (g_unichar_isspace(c) || c == 0x85 || c == 0x2028 || c == 0x2029) {
			gap = TRUE;
			continue;
		}
		if (invisible_types & BIT(g_unichar_type(c)))
			continue;
		if (gap && out->len && out->str[out->len - 1] != '\n') {
			g_string_append_c(out, ' ');
			chars++;
		}
		gap = FALSE;
		if (max_chars && chars >= max_chars) {
			g_string_append(out, "…");
			break;
		}
		g_string_append_unichar(out, c);
		chars++;
	}
	return out;
}

char *
text_to_line(const char *text, gsize max_chars)
{
	return g_string_free(clean(text, FALSE, max_chars), FALSE);
}

char *
text_to_lines(const char *text)
{
	return g_string_free(clean(text, TRUE, 0), FALSE);
}

/* U+0080 to U+009F in windows-1252; 0: it has none there. */
static const gunichar windows_1252[32] = { 0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020,
	0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c,
	0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178 };

char *
text_take_mended(char *text)
{
	/* U+0080 to U+00BF begin with it in UTF-8. */
	if (!text || !strstr(text, "\xc2"))
		return text;
	GString *out = g_string_sized_new(strlen(text) + 1);
	for (const char *p = text; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		gunichar meant = c >= 0x80 && c <= 0x9f ? windows_1252[c - 0x80] : 0;

		g_string_append_unichar(out, meant ? meant : c);
	}
	g_free(text);
	return g_string_free(out, FALSE);
}

/* RFC 8259 section 7: beyond the first 65,536 a character is a pair of surrogates. */
static void
append_escaped(GString *out, gunichar c)
{
	if (c <= 0xffff)
		g_string_append_printf(out, "\\u%04x", c);
	else
		g_string_append_printf(out, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10),
			0xdc00 + (c & 0x3ff));
}

char *
text_escape_json(const char *json)
{
	GString *out = g_string_sized_new(strlen(json) + 1);

	for (const char *p = json; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		/* Below 0x20 JSON itself has only white space between values. */
		if (c >= 0x7f && invisible_types & BIT(g_unichar_type(c)))
			append_escaped(out, c);
		else
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

char *
text_mask_addresses(const char *text)
{
	g_auto(GStrv) words = g_strsplit(text ? text : "", " ", -1);

	for (guint i = 0; words[i]; i++)
		if (strchr(words[i], '@')) {
			g_free(words[i]);
			words[i] = g_strdup("<address>");
		}
	return g_strjoinv(" ", words);
}

char *
text_squeeze(const char *text)
{
	GString *out = g_string_new(NULL);
	gboolean gap = FALSE;

	for (const char *p = text ? text : ""; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (g_unichar_isspace(c)) {
			gap = TRUE;
			continue;
		}
		if (gap && out->len)
			g_string_append_c(out, ' ');
		gap = FALSE;
		g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

/*
 * U+00C0 to U+00FF folded, for Swedish text has hardly anything else beyond
 * ASCII; 0: Unicode's tables say. All words that are looked for are folded, in
 * each mail and each file.
 */
static const char latin[64] = "aaaaaa\0ceeeeiiii"
			      "\0nooooo\0\0uuuuy\0\0"
			      "aaaaaa\0ceeeeiiii"
			      "\0nooooo\0\0uuuuy\0y";

char
text_fold_character(gunichar c)
{
	if (c < 0x80)
		return (char) (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	return c >= 0xc0 && c <= 0xff ? latin[c - 0xc0] : 0;
}

static void
append_folded(GString *out, const char *text, gsize length)
{
	g_autofree char *folded = g_utf8_casefold(text, (gssize) length);
	g_autofree char *apart = g_utf8_normalize(folded, -1, G_NORMALIZE_NFKD);

	for (const char *p = apart; *p; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (g_unichar_type(c) != G_UNICODE_NON_SPACING_MARK)
			g_string_append_unichar(out, c);
	}
}

/* Behind the characters from p on that have to be folded together: marks belong to a letter. */
static const char *
end_of_foreign(const char *p)
{
	while (*p && !text_fold_character(g_utf8_get_char(p)) &&
		!g_unichar_isspace(g_utf8_get_char(p)))
		p = g_utf8_next_char(p);
	return p;
}

/* lines: line ends are kept. */
static char *
fold(const char *text, gboolean lines)
{
	gboolean valid = !text || g_utf8_validate(text, -1, NULL);
	g_autofree char *mended = valid ? NULL : g_utf8_make_valid(text, -1);
	const char *begin = mended ? mended : text ? text : "", *p = begin;
	GString *out = g_string_sized_new(strlen(begin) + 1);
	gboolean some = FALSE, gap = FALSE;

	while (*p) {
		gunichar c = (guchar) *p < 0x80 ? (guchar) *p : g_utf8_get_char(p);
		char plain = text_fold_character(c);

		if (lines && c == '\n') {
			g_string_append_c(out, *p++);
			some = gap = FALSE;
			continue;
		}
		if (c == ' ' || (plain < ' ' && g_unichar_isspace(c))) {
			gap = TRUE;
			p = g_utf8_next_char(p);
			continue;
		}
		if (gap && some)
			g_string_append_c(out, ' ');
		gap = FALSE;
		some = TRUE;
		const char *next = plain ? g_utf8_next_char(p) : end_of_foreign(p);
		if (plain)
			g_string_append_c(out, plain);
		else
			append_folded(out, p, (gsize) (next - p));
		p = next;
	}
	return g_string_free(out, FALSE);
}

char *
text_fold(const char *text)
{
	return fold(text, FALSE);
}

char *
text_fold_lines(const char *text)
{
	return fold(text, TRUE);
}

guint
text_count_digits(const char *text)
{
	guint count = 0;

	/* Beyond ASCII digits begin at U+0660; U+2000 to U+2FFF, such as dashes, are none. */
	for (const guchar *p = (const guchar *) text; *p; p++)
		count += *p <= '9' ? *p >= '0' : *p >= 0xd9 && *p != 0xe2;
	return count;
}

char *
text_fold_address(const char *address)
{
	g_autofree char *trimmed = g_strstrip(g_strdup(address ? address : ""));

	if (!g_str_is_ascii(trimmed) && g_utf8_validate(trimmed, -1, NULL))
		return g_utf8_strdown(trimmed, -1);
	for (char *p = trimmed; *p; p++)
		*p = g_ascii_tolower(*p);
	return g_steal_pointer(&trimmed);
}

gboolean
text_is_same_address(const char *a, const char *b)
{
	g_autofree char *one = text_fold_address(a);
	g_autofree char *other = text_fold_address(b);

	return *one && strcmp(one, other) == 0;
}

char *
text_address_domain(const char *address)
{
	const char *at = address ? strrchr(address, '@') : NULL;

	return at && at[1] ? text_fold_address(at + 1) : NULL;
}

gboolean
text_is_address(const char *address)
{
	const char *at = address ? strrchr(address, '@') : NULL;

	if (!at || at == address || !at[1] || strlen(address) > 254 ||
		!g_utf8_validate(address, -1, NULL))
		return FALSE;
	for (const char *p = address; *p; p++)
		if ((guchar) *p <= ' ' || *p == 0x7f || strchr("<>()[],;:\\\"", *p) ||
			(*p == '@' && p != at))
			return FALSE;
	return address[0] != '.' && at[-1] != '.' && at[1] != '.' && !strstr(address, "..");
}

void
text_append_hex(GString *out, const guint8 *bytes, gsize length)
{
	gsize at = out->len;

	g_string_set_size(out, at + length * 2);
	for (gsize i = 0; i < length; i++) {
		out->str[at++] = "0123456789abcdef"[bytes[i] >> 4];
		out->str[at++] = "0123456789abcdef"[bytes[i] & 15];
	}
}

char *
text_to_hex(const guint8 *bytes, gsize length)
{
	GString *out = g_string_sized_new(length * 2 + 1);

	text_append_hex(out, bytes, length);
	return g_string_free(out, FALSE);
}

void
text_append_number(GString *out, gint64 number)
{
	guint64 rest = number < 0 ? -(guint64) number : (guint64) number;
	char digits[20];
	gsize i = sizeof digits;

	do
		digits[--i] = (char) ('0' + rest % 10);
	while (rest /= 10);
	if (number < 0)
		g_string_append_c(out, '-');
	g_string_append_len(out, digits + i, (gssize) (sizeof digits - i));
}

gboolean
text_index_of(const char *name, const char *const *names, guint n_names, guint *ret_index)
{
	for (guint i = 0; i < n_names; i++)
		if (g_strcmp0(names[i], name) == 0) {
			*ret_index = i;
			return TRUE;
		}
	return FALSE;
}

const GRegex *
text_pattern(const GRegex **slot, const char *pattern, GRegexCompileFlags flags)
{
	if (g_once_init_enter(slot)) {
		g_autoptr(GError) error = NULL;
		GRegex *regex = g_regex_new(pattern, flags, 0, &error);

		g_assert_no_error(error);
		g_once_init_leave(slot, regex);
	}
	return *slot;
}

gboolean
text_is_english(const char *language)
{
	return g_strcmp0(language, "en") == 0;
}

const char *
text_in_language(const char *language, const char *swedish, const char *english)
{
	return english && text_is_english(language) ? english : swedish;
}

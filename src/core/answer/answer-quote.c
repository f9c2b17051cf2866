/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The marks of mail programs, as data. Must not know one in what a person writes to a colleague:
 * what follows a mark is not read as a command.
 */
#include "core/answer/answer-quote.h"

#include <string.h>

#include "core/mail/forward-block.h"

#define RULE_CHARS     8  /* Outlook draws 32 */
#define PHONE_CHARS    90 /* with the link of Outlook behind it */
#define GREETING_WORDS 4  /* of a name and title on its line */
#define NAME_WORDS     8  /* of who wrote, with an address */
#define DASHES         "-_=* "

static const char *const originals[] = { "ursprungligt meddelande", "originalmeddelande",
	"meddelande i original", "ursprungsmeddelande", "svarsmeddelande",
	"ursprunglig avtalad tid", "original message", "original appointment", "reply message",
	"original" };

/* "Skickat från min iPhone": what the beginning and a word behind it are; "": any. */
static const struct {
	const char *begins, *names;
} phones[] = {
	{ "skickat fran outlook", "" },
	{ "skickat fran e-post for windows", "" },
	{ "skickat fran yahoo", "" },
	{ "skickat fran proton", "" },
	{ "skickat fran gmail", "" },
	{ "skickat fran samsung", "" },
	{ "skickat med proton", "" },
	{ "skickat med bluemail", "" },
	{ "skickat fran spark", "" },
	{ "hamta outlook for", "" },
	{ "skaffa outlook for", "" },
	{ "ladda ned outlook for", "" },
	{ "ladda ner outlook for", "" },
	{ "sent from outlook", "" },
	{ "sent from mail for windows", "" },
	{ "sent from yahoo", "" },
	{ "sent from proton", "" },
	{ "sent with proton", "" },
	{ "sent with bluemail", "" },
	{ "sent with spark", "" },
	{ "sent from spark", "" },
	{ "sent from gmail", "" },
	{ "sent from samsung", "" },
	{ "sent via the samsung", "" },
	{ "get outlook for", "" },
	{ "download outlook for", "" },
	{ "skickat fran mi", "@" },
	{ "skickades fran mi", "@" },
	{ "skickat via mi", "@" },
	{ "sent from my", "@" },
};

/* What "@" stands for. */
static const char *const devices[] = { "iphone", "ipad", "ipod", "mac", "galaxy", "samsung",
	"android", "huawei", "sony", "xperia", "pixel", "oneplus", "xiaomi", "nokia", "motorola",
	"windows", "blackberry", "mobil", "telefon", "phone", "smartphone", "surfplatta",
	"lasplatta", "tablet", "device", "enhet" };

static const char *const greetings[] = { "med vanlig halsning", "med vanliga halsningar",
	"med basta halsningar", "med hjartliga halsningar", "vanlig halsning", "vanliga halsningar",
	"basta halsningar", "varma halsningar", "hjartliga halsningar", "halsningar",
	"hogaktningsfullt", "mvh", "m.v.h.", "m v h", "kind regards", "best regards",
	"with kind regards", "with best regards", "warm regards", "regards", "best wishes",
	"sincerely", "yours sincerely" };

static const char *const verbs[] = { "skrev", "skriver", "wrote", "writes", "schrieb", "schreef",
	"kirjoitti" };

/* What people write of themselves, which no program does. */
static const char *const own_sentences[] = { "skrev jag", "jag skrev", "skriver jag", "jag skriver",
	"skrev vi", "vi skrev", "skriver vi", "vi skriver", "i wrote", "i write", "we wrote",
	"we write" };

/* What a line with a date begins with, in front of the date. */
static const char *const openers[] = { "den ", "on ", "pa ", "at ", "am ", "op ", "i ett ",
	"in a message " };

/* Days of the week, and what names of them begin with that end in "dag", "dagen" or "day". */
static const char *const weekdays[] = { "man", "tis", "tir", "ons", "tors", "tor", "fre", "lor",
	"son", "mon", "tue", "tues", "wed", "wednes", "thu", "thur", "thurs", "fri", "sat", "satur",
	"sun" };

/* TRUE if text begins with word, and no letter or digit follows. */
static gboolean
begins_with(const char *text, const char *word)
{
	return g_str_has_prefix(text, word) && !g_ascii_isalnum(text[strlen(word)]);
}

/* "10:11", "10.11". */
static gboolean
begins_with_time(const char *text)
{
	gsize run = strspn(text, "0123456789");

	return (run == 1 || run == 2) && (text[run] == ':' || text[run] == '.') &&
	       g_ascii_isdigit(text[run + 1]) && g_ascii_isdigit(text[run + 2]);
}

/* "3/3/26", behind its first number. */
static gboolean
goes_on_as_date(const char *text)
{
	gsize run = *text == '/' ? strspn(text + 1, "0123456789") : 0;

	return (run == 1 || run == 2) && text[run + 1] == '/' && g_ascii_isdigit(text[run + 2]) &&
	       g_ascii_isdigit(text[run + 3]);
}

/* A year, or (times) a time: what no line about a mail goes without. */
static gboolean
has_year(const char *text, gboolean times)
{
	for (gsize run; *text; text += run ? run : 1) {
		run = strspn(text, "0123456789");
		if ((run == 4 && (text[0] == '1' || text[0] == '2')) ||
			((run == 1 || run == 2) && goes_on_as_date(text + run)) ||
			(times && begins_with_time(text)))
			return TRUE;
	}
	return FALSE;
}

/* A year and a time of day: what a person's own line hardly has. */
static gboolean
has_moment(const char *text)
{
	gboolean time = FALSE;

	for (const char *p = text; *p && !time; p += strspn(p, "0123456789")) {
		p += strcspn(p, "0123456789");
		time = begins_with_time(p);
	}
	return time && has_year(text, FALSE);
}

/* "Den tis, 03 mars 2026 10:12:33 +0100 Anna <anna@kommun.example> skrev ----", as Zoho has it. */
static gboolean
ends_with_verb(const char *words)
{
	for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++) {
		gsize length = strlen(verbs[i]);

		for (const char *p = words; (p = strstr(p, verbs[i])); p++)
			if (p > words && p[-1] == ' ' && g_str_has_prefix(p + length, " --") &&
				!p[length + 1 + strspn(p + length + 1, "-")])
				return TRUE;
	}
	return FALSE;
}

/* Samsung's text has header lines behind it, in the same line. */
static gboolean
begins_as_original(const char *words, const char *original)
{
	const char *behind = words + strlen(original);

	if (!g_str_has_prefix(words, original))
		return FALSE;
	behind += strspn(behind, DASHES);
	return !*behind || answer_quote_is_header(behind);
}

gboolean
answer_quote_is_original(const char *folded)
{
	static const char *const drawings[] = { "--", "__", "==", "**", "*--" };
	const char *words = folded + strspn(folded, DASHES);
	gboolean drawn = FALSE;
	gsize length = strlen(words);

	for (gsize i = 0; i < G_N_ELEMENTS(drawings); i++)
		drawn |= g_str_has_prefix(folded, drawings[i]);
	for (gsize i = 0; drawn && i < G_N_ELEMENTS(originals); i++)
		if (begins_as_original(words, originals[i]))
			return TRUE;
	if (length > 120)
		return FALSE;
	if ((drawn || has_moment(folded)) && ends_with_verb(words))
		return TRUE;
	return (drawn || (length && length < 60 && words[length - 1] == ':')) &&
	       forward_block_is_mark(words);
}

/* "Från: ..." */
static gboolean
begins_with_from(const char *folded)
{
	static const char *const labels[] = { "fran:", "from:", "fra:" };

	for (gsize i = 0; i < G_N_ELEMENTS(labels); i++)
		if (g_str_has_prefix(folded, labels[i]))
			return TRUE;
	return FALSE;
}

/* Header lines in one: "Från: Lex Sarah Skickat: den 3 mars 2026 Till: Karin"; or the first alone.
 */
gboolean
answer_quote_is_header(const char *folded)
{
	static const char *const dates[] = {
		" skickat:", " sent:", " datum:", " date:", " sendt:", " dato:"
	};
	const char *address = strchr(folded, '<');

	if (!begins_with_from(folded))
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(dates); i++)
		if (strstr(folded, dates[i]))
			return TRUE;
	return address && strchr(address, '@') && strchr(address, '>');
}

gboolean
answer_quote_is_rule(const char *folded)
{
	gsize length = strspn(folded, "_");

	return length >= RULE_CHARS && !folded[length];
}

static gboolean
names_device(const char *folded)
{
	for (gsize i = 0; i < G_N_ELEMENTS(devices); i++)
		if (strstr(folded, devices[i]))
			return TRUE;
	return FALSE;
}

gboolean
answer_quote_is_phone(const char *folded)
{
	for (gsize i = 0; i < G_N_ELEMENTS(phones) && strlen(folded) <= PHONE_CHARS; i++)
		if (g_str_has_prefix(folded, phones[i].begins) &&
			(!*phones[i].names || names_device(folded + strlen(phones[i].begins))))
			return TRUE;
	return FALSE;
}

/* TRUE if text may be a name behind a greeting: few words, none of digits. */
static gboolean
may_be_name(const char *text)
{
	guint words = 0;

	for (; *text; words++) {
		text += strspn(text, " ,./!-|");
		if (g_ascii_isdigit(*text) || *text == ':')
			return FALSE;
		text += strcspn(text, " ,./!-|");
		text += strspn(text, " ,./!-|");
	}
	return words <= GREETING_WORDS;
}

gboolean
answer_quote_is_greeting(const char *folded)
{
	for (gsize i = 0; i < G_N_ELEMENTS(greetings); i++)
		if (begins_with(folded, greetings[i]) && may_be_name(folded + strlen(greetings[i])))
			return TRUE;
	return FALSE;
}

/* "tis", "tisdag", "tisdagen", "Tuesday", with what no letter follows. */
static gboolean
begins_with_weekday(const char *folded)
{
	static const char *const ends[] = { "", "dag", "dagen", "day" };

	for (gsize i = 0; i < G_N_ELEMENTS(weekdays); i++)
		for (gsize k = 0; k < G_N_ELEMENTS(ends); k++)
			if (g_str_has_prefix(folded, weekdays[i]) &&
				begins_with(folded + strlen(weekdays[i]), ends[k]))
				return TRUE;
	return FALSE;
}

gboolean
answer_quote_has_date(const char *folded)
{
	gboolean opens = (g_ascii_isdigit(*folded) && !begins_with_time(folded)) ||
			 begins_with_weekday(folded);

	for (gsize i = 0; !opens && i < G_N_ELEMENTS(openers); i++)
		opens = g_str_has_prefix(folded, openers[i]);
	return opens && has_year(folded, TRUE);
}

gboolean
answer_quote_says_all(const char *folded)
{
	return answer_quote_has_date(folded) || has_year(folded, FALSE);
}

/* Behind the last verb of folded; NULL: it has none. */
static const char *
behind_verb(const char *folded)
{
	const char *behind = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
		for (const char *p = folded; (p = strstr(p, verbs[i])); p++)
			if ((p == folded || !g_ascii_isalnum(p[-1])) && begins_with(p, verbs[i]))
				behind = MAX(behind, p + strlen(verbs[i]));
	return behind;
}

/* TRUE if words stand in folded, with no letter beside them. */
static gboolean
has_words(const char *folded, const char *words)
{
	for (const char *p = folded; (p = strstr(p, words)); p++)
		if ((p == folded || !g_ascii_isalnum(p[-1])) && begins_with(p, words))
			return TRUE;
	return FALSE;
}

static gboolean
is_own_sentence(const char *folded)
{
	for (gsize i = 0; i < G_N_ELEMENTS(own_sentences); i++)
		if (has_words(folded, own_sentences[i]))
			return TRUE;
	return FALSE;
}

/* TRUE if what stands behind the verb can, when the name is in front of it. */
static gboolean
may_follow_verb(const char *behind)
{
	static const char *const follow[] = { ":", " den ", " on ", " kl", " (", " am " };

	if (behind[0] == ' ' && g_ascii_isdigit(behind[1]))
		return TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(follow); i++)
		if (g_str_has_prefix(behind, follow[i]))
			return TRUE;
	return FALSE;
}

/* "Lex Sarah skrev den 3 mars kl. 10:12:": without a year, so nothing but a day and a time. */
static gboolean
is_name_and_time(const char *folded, const char *behind)
{
	const char *last = strrchr(folded, ' ');
	const char *colon = strchr(folded, ':');

	return (g_str_has_prefix(behind, " den ") || g_str_has_prefix(behind, " on ")) &&
	       last >= behind && begins_with_time(last + 1) && colon > last;
}

/* With a colon; K-9 in Swedish has the date in brackets behind it. */
static gboolean
ends_as_attribution(const char *folded)
{
	gsize length = strlen(folded);

	return length && (folded[length - 1] == ':' ||
				 (folded[length - 1] == ')' && strstr(folded, "skrev: (")));
}

/*
 * What a person quotes by hand is no less another's: "Lex Sarah <lex@kommun.example> skrev:". A
 * name with its address may be that of a board, of many words.
 */
static gboolean
is_name_and_verb(const char *folded, const char *behind)
{
	const char *end = strchr(folded, '>');
	guint words = 1;

	if (strcmp(behind, ":") != 0 || strchr(folded, ':') != behind)
		return FALSE;
	if (end && memchr(folded, '@', (gsize) (end - folded)) && !strchr(end + 2, ' '))
		return TRUE;
	for (const char *p = folded; (p = strchr(p, ' ')); p++)
		words++;
	return words <= NAME_WORDS;
}

/* "Citerar Lex Sarah <lex@kommun.example>:" */
static gboolean
begins_as_citation(const char *folded)
{
	return g_str_has_prefix(folded, "citerar ") || g_str_has_prefix(folded, "quoting ");
}

/* Without its verb, or in a language whose verb is not known. */
static gboolean
names_mail(const char *folded, gboolean above_quote)
{
	if (!strchr(folded, '@'))
		return FALSE;
	return begins_as_citation(folded) || has_moment(folded) ||
	       (above_quote && has_year(folded, TRUE));
}

gboolean
answer_quote_is_attribution(const char *folded, gboolean above_quote)
{
	gboolean address = strchr(folded, '@') != NULL;
	const char *behind = behind_verb(folded);

	if (!ends_as_attribution(folded) || is_own_sentence(folded))
		return FALSE;
	if (!behind)
		return names_mail(folded, above_quote);
	if (answer_quote_has_date(folded))
		return above_quote || address || has_year(folded, FALSE);
	if (is_name_and_verb(folded, behind) || is_name_and_time(folded, behind))
		return TRUE;
	return (may_follow_verb(behind) && (above_quote || has_moment(behind))) ||
	       (address && (g_str_has_prefix(behind, ": (") || has_moment(folded)));
}

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

/* Samsung's text has header lines behind it, in the same line. */
static gboolean
begins_as_original(const char *words, const char *original)
{
	if (!g_str_has_prefix(words, original))
		return FALSE;
	const char *behind = words + strlen(original);
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
	if (answer_quote_ends_with_verb(words, drawn))
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
		if (answer_quote_begins_with(folded, greetings[i]) &&
			may_be_name(folded + strlen(greetings[i])))
			return TRUE;
	return FALSE;
}

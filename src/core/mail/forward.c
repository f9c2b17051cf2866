/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who wrote a mail that somebody passes on. Must not take an answer for one: its
 * writer would be said to be somebody else.
 */
#include "core/mail/forward.h"

#include <string.h>

#include "core/mail/forward-block.h"
#include "core/text.h"

/* What a subject begins with, folded. */
static const struct {
	const char *prefix;
	ForwardSubject is;
} prefixes[] = {
	{ "vb", FORWARD_SUBJECT_FORWARD },
	{ "vbf", FORWARD_SUBJECT_FORWARD },
	{ "fw", FORWARD_SUBJECT_FORWARD },
	{ "fwd", FORWARD_SUBJECT_FORWARD },
	{ "vidarebefordrat", FORWARD_SUBJECT_FORWARD },
	{ "vidarebef", FORWARD_SUBJECT_FORWARD },
	{ "sv", FORWARD_SUBJECT_ANSWER },
	{ "re", FORWARD_SUBJECT_ANSWER },
	{ "svar", FORWARD_SUBJECT_ANSWER },
	{ "aw", FORWARD_SUBJECT_ANSWER },
	{ "ang", FORWARD_SUBJECT_ANSWER },
};

void
forward_author_clear(ForwardAuthor *author)
{
	g_clear_pointer(&author->name, g_free);
	g_clear_pointer(&author->address, g_free);
}

/* Behind the marks that gateways and lists put first: "[EXTERN] ". */
static const char *
skip_marks(const char *subject)
{
	const char *end;

	while (*subject == ' ' || *subject == '[') {
		end = *subject == '[' ? strchr(subject, ']') : subject;
		if (!end)
			return subject;
		subject = end + 1;
	}
	return subject;
}

ForwardSubject
forward_subject(const char *subject)
{
	const char *begin = subject ? skip_marks(subject) : "";
	gsize length = strcspn(begin, ":[ ");
	g_autofree char *word = g_ascii_strdown(begin, (gssize) length);

	begin += length;
	if (*begin == '[') /* "VB[2]:" */
		begin += strcspn(begin, ":");
	while (*begin == ' ')
		begin++;
	for (gsize i = 0; *begin == ':' && i < G_N_ELEMENTS(prefixes); i++)
		if (strcmp(word, prefixes[i].prefix) == 0)
			return prefixes[i].is;
	return FORWARD_SUBJECT_OTHER;
}

static void
set_author(ForwardAuthor *author, const char *name, const char *address, const char *text)
{
	forward_author_clear(author);
	author->name = g_strdup(name);
	author->address = g_strdup(address);
	author->text = text;
}

/* In text, below the words of who passed it on; and below that, if that passes on too. */
static gboolean
find_in_text(const char *subject, const char *text, ForwardAuthor *author)
{
	ForwardSubject is = forward_subject(subject);
	gboolean found = FALSE;

	while (text && is != FORWARD_SUBJECT_ANSWER) {
		g_auto(ForwardBlock) block = { 0 };

		if (!forward_block_find(text, is == FORWARD_SUBJECT_FORWARD, &block))
			break;
		set_author(author, block.name, block.address, block.end);
		found = TRUE;
		is = forward_subject(block.subject);
		if (is != FORWARD_SUBJECT_FORWARD)
			break;
		text = block.end;
	}
	return found;
}

/* Attached to the mail at depth, which stands before place in the list of all inside. */
static gboolean
find_attached(const Mail *mail, guint depth, guint place, ForwardAuthor *author)
{
	for (guint i = place; i < mail->inner->len; i++) {
		const MailInner *inner = g_ptr_array_index(mail->inner, i);

		if (inner->depth <= depth)
			break;
		if (inner->depth > depth + 1 || (!inner->from_address && !inner->from_name))
			continue;
		set_author(author, inner->from_name, inner->from_address, inner->text);
		if (forward_subject(inner->subject) == FORWARD_SUBJECT_FORWARD &&
			!find_attached(mail, inner->depth, i + 1, author) &&
			!find_in_text(inner->subject, inner->text, author))
			return TRUE; /* what it passes on names nobody */
		return TRUE;
	}
	return FALSE;
}

gboolean
forward_find(const Mail *mail, ForwardAuthor *ret_author)
{
	g_auto(ForwardAuthor) author = { 0 };

	if (!find_attached(mail, 0, 0, &author) &&
		!find_in_text(mail->subject, mail->text, &author))
		return FALSE;
	*ret_author = author;
	author = (ForwardAuthor){ 0 };
	return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/answer/reply-find.h"

#include "core/markup/markup.h"

/* Notices of a thread stand behind one another: the last is the one that was answered. */
static gboolean
find_last(const GPtrArray *texts, ReplyToken *ret_token)
{
	for (guint i = texts->len; i > 0; i--)
		if (reply_token_find(g_ptr_array_index(texts, i - 1), ret_token))
			return TRUE;
	return FALSE;
}

/* Not in what is attached: a mail that is passed on is no answer. */
static gboolean
find_in_bodies(const GPtrArray *bodies, ReplyToken *ret_token)
{
	gboolean found = FALSE;

	for (guint i = 0; !found && i < bodies->len; i++) {
		const MailBody *body = g_ptr_array_index(bodies, i);
		g_autofree char *words = body->page ? markup_to_words(body->text) : NULL;

		found = reply_token_find(words ? words : body->text, ret_token);
	}
	return found;
}

ReplyPlace
reply_find(const Mail *mail, ReplyToken *ret_token)
{
	if (find_last(mail->references, ret_token))
		return REPLY_IN_REFERENCE;
	if (find_in_bodies(mail->bodies, ret_token))
		return REPLY_IN_WORDS;
	return find_last(mail->addressed, ret_token) ? REPLY_IN_ADDRESS : REPLY_NOWHERE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/reply-find.h"

/* Notices of a thread stand behind one another: the last is the one that was answered. */
static gboolean
find_last(const GPtrArray *texts, ReplyToken *ret_token)
{
	for (guint i = texts->len; i > 0; i--)
		if (reply_token_find(g_ptr_array_index(texts, i - 1), ret_token))
			return TRUE;
	return FALSE;
}

ReplyPlace
reply_find(const Mail *mail, ReplyToken *ret_token)
{
	if (find_last(mail->references, ret_token))
		return REPLY_IN_REFERENCE;
	if (mail->words && reply_token_find(mail->words->str, ret_token))
		return REPLY_IN_WORDS;
	return find_last(mail->addressed, ret_token) ? REPLY_IN_ADDRESS : REPLY_NOWHERE;
}

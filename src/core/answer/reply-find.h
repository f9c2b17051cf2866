/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/mail/mail.h"
#include "core/answer/reply-token.h"

/* Where a mail carries a token. */
typedef enum {
	REPLY_NOWHERE,
	REPLY_IN_REFERENCE, /* it answers a notice, by In-Reply-To or References */
	REPLY_IN_WORDS,     /* it quotes one, and names none as answered */
	REPLY_IN_ADDRESS,   /* it went to the address of one: a mail program may have offered it for
			     * mail that answers nothing */
	REPLY_PLACE_COUNT
} ReplyPlace;

/*
 * The token of the notice that the mail answers: of the first of these places that has
 * one; of several references the last. Whether it holds is another question.
 */
ReplyPlace reply_find(const Mail *mail, ReplyToken *ret_token);

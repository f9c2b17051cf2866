/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/notice/notice.h"
#include "core/answer/reply-token.h"

#define REPLY_CONFIRM_DAYS 7 /* for which a question waits for its answer */

/*
 * Which notices of a case may be answered with commands, for what, and for how many
 * days after the day on which it was queued. FALSE: an answer to it is correspondence.
 */
gboolean reply_is_asked(Notice notice, Audience audience, ReplyPurpose *ret_purpose,
	guint *ret_days) G_GNUC_WARN_UNUSED_RESULT;

/* The day on which a notice with such a token was queued. */
CivilDate reply_begun(ReplyPurpose purpose, CivilDate expires);

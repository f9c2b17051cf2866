/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/answer/reply.h"

/* Long enough for a case that rests; each new notice brings a new token. */
static const guint days_of[REPLY_PURPOSE_COUNT] = {
	[REPLY_FOR_WORK] = 180,
	[REPLY_FOR_CONFIRMATION] = REPLY_CONFIRM_DAYS,
	[REPLY_FOR_FACTS] = 365,
};

/* By who reads it. A new role that works by mail is a row. */
static const struct {
	gboolean asked;
	ReplyPurpose purpose;
} by_audience[AUDIENCE_COUNT] = {
	[AUDIENCE_REPORTER] = { TRUE, REPLY_FOR_FACTS },
	[AUDIENCE_RESPONSIBLE] = { TRUE, REPLY_FOR_WORK },
	[AUDIENCE_INVESTIGATOR] = { TRUE, REPLY_FOR_WORK },
	[AUDIENCE_DECISION_MAKER] = { TRUE, REPLY_FOR_WORK },
	[AUDIENCE_REGISTRAR] = { TRUE, REPLY_FOR_WORK },
	[AUDIENCE_DPO] = { TRUE, REPLY_FOR_WORK },
};

gboolean
reply_is_asked(Notice notice, Audience audience, ReplyPurpose *ret_purpose, guint *ret_days)
{
	gboolean confirms = notice == NOTICE_CONFIRMATION;

	*ret_purpose = confirms ? REPLY_FOR_CONFIRMATION : by_audience[audience].purpose;
	*ret_days = days_of[*ret_purpose];
	return by_audience[audience].asked;
}

CivilDate
reply_begun(ReplyPurpose purpose, CivilDate expires)
{
	return date_add_days(expires, -(int) days_of[purpose]);
}

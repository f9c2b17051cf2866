/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/reply.h"

/* Long enough for a case that rests; each new notice brings a new token. */
#define WORK_DAYS  180
#define FACTS_DAYS 365

/* By who reads it. A new role that works by mail is a row. */
static const struct {
	ReplyPurpose purpose;
	guint days;
} by_audience[AUDIENCE_COUNT] = {
	[AUDIENCE_REPORTER] = { REPLY_FOR_FACTS, FACTS_DAYS },
	[AUDIENCE_RESPONSIBLE] = { REPLY_FOR_WORK, WORK_DAYS },
	[AUDIENCE_INVESTIGATOR] = { REPLY_FOR_WORK, WORK_DAYS },
	[AUDIENCE_DECISION_MAKER] = { REPLY_FOR_WORK, WORK_DAYS },
	[AUDIENCE_REGISTRAR] = { REPLY_FOR_WORK, WORK_DAYS },
	[AUDIENCE_DPO] = { REPLY_FOR_WORK, WORK_DAYS },
};

gboolean
reply_is_asked(Notice notice, Audience audience, ReplyPurpose *ret_purpose, guint *ret_days)
{
	gboolean confirms = notice == NOTICE_CONFIRMATION;

	*ret_purpose = confirms ? REPLY_FOR_CONFIRMATION : by_audience[audience].purpose;
	*ret_days = confirms ? REPLY_CONFIRM_DAYS : by_audience[audience].days;
	return by_audience[audience].days > 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The states of a notice as one table. Nothing is silently resent or dropped:
 * what may follow on what is said here and nowhere else.
 */
#include "core/notice/outbox.h"

#include "core/text.h"

#define BIT(state) (1u << (state))

static const char *const names[OUTBOX_COUNT] = {
	[OUTBOX_QUEUED] = "queued",
	[OUTBOX_HELD] = "held",
	[OUTBOX_SENDING] = "sending",
	[OUTBOX_SENT] = "sent",
	[OUTBOX_UNCERTAIN] = "uncertain",
	[OUTBOX_FAILED] = "failed",
	[OUTBOX_BOUNCED] = "bounced",
	[OUTBOX_CANCELLED] = "cancelled",
};

static const guint moves[OUTBOX_COUNT] = {
	/* to itself: a person does not wait for the next attempt */
	[OUTBOX_QUEUED] =
		BIT(OUTBOX_QUEUED) | BIT(OUTBOX_HELD) | BIT(OUTBOX_SENDING) | BIT(OUTBOX_CANCELLED),
	[OUTBOX_HELD] = BIT(OUTBOX_QUEUED) | BIT(OUTBOX_CANCELLED),
	[OUTBOX_SENDING] = BIT(OUTBOX_SENT) | BIT(OUTBOX_QUEUED) | BIT(OUTBOX_FAILED) |
			   BIT(OUTBOX_UNCERTAIN) |
			   /* its bounce may be here before we know that it went */
			   BIT(OUTBOX_BOUNCED),
	[OUTBOX_SENT] = BIT(OUTBOX_BOUNCED),
	[OUTBOX_UNCERTAIN] =
		BIT(OUTBOX_QUEUED) | BIT(OUTBOX_SENT) | BIT(OUTBOX_BOUNCED) | BIT(OUTBOX_CANCELLED),
	[OUTBOX_FAILED] = BIT(OUTBOX_QUEUED) | BIT(OUTBOX_CANCELLED),
	[OUTBOX_BOUNCED] = BIT(OUTBOX_QUEUED) | BIT(OUTBOX_CANCELLED),
	[OUTBOX_CANCELLED] = 0,
};

const char *
outbox_state_name(OutboxState state)
{
	g_return_val_if_fail(state < OUTBOX_COUNT, "unknown");
	return names[state];
}

gboolean
outbox_state_from_name(const char *name, OutboxState *ret)
{
	guint index;

	if (!text_index_of(name, names, OUTBOX_COUNT, &index))
		return FALSE;
	*ret = (OutboxState) index;
	return TRUE;
}

gboolean
outbox_may_move(OutboxState from, OutboxState to)
{
	return from < OUTBOX_COUNT && to < OUTBOX_COUNT && (moves[from] & BIT(to));
}

gboolean
outbox_person_may_move(OutboxState from, OutboxState to)
{
	return (to == OUTBOX_QUEUED || to == OUTBOX_CANCELLED) && from != OUTBOX_SENDING &&
	       outbox_may_move(from, to);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/notice/planned.h"

/* A notice that did not arrive. Strings are borrowed. */
typedef struct {
	gint64 outbox;
	Notice notice;
	Audience audience;
	const char *recipient;
	const char *case_id; /* NULL: of no case */
	guint attempts;
	const char *error; /* one word: "rejected", "bounced"; never a server's text */
	gboolean late;     /* it is tried still; said once of each notice */
	/* What it would have done (planned.h), and a person does now; each may be NULL. */
	const char *accepted, *accepted_board;
} UndeliveredNotice;

/*
 * TRUE if a notice that was queued at that instant, and that a server could not take so often, is
 * owed to somebody for so long that a person has to know; RFC 5321, section 4.5.4.1, has senders
 * try for days and say nothing.
 */
gboolean undeliverable_is_late(gint64 queued, guint attempts, gint64 now);

/*
 * The notice that tells a person of it at the instant now: the responsible; of
 * the responsible's own, and of one that itself told of such a failure, the
 * operator. NULL when nobody hears by mail: of the operator's own that told of
 * one, so that it ends.
 */
PlannedNotice *undeliverable_plan(const UndeliveredNotice *what, const Board *board, gint64 now);

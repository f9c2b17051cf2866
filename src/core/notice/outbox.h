/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The life of a notice on its way out (HACKING.md, invariant 5):
 *
 *	held ──► queued ──► sending ──► sent ──► bounced
 *	  │        │  ▲        ├──► failed ──► queued (a person)
 *	  │        │  └────────┤    (a temporary failure)
 *	  └────────┴► cancelled└──► uncertain ──► queued, sent, bounced
 * A bounce may overtake the end of the attempt: sending ──► bounced.
 * A person may cancel what is failed, bounced or uncertain, too.
 * A queued one becomes held when a reading finds what only one person may know.
 * A queued notice may be queued again: a person hurries its next attempt.
 */
typedef enum {
	OUTBOX_QUEUED,
	OUTBOX_HELD,
	OUTBOX_SENDING,
	OUTBOX_SENT,
	OUTBOX_UNCERTAIN,
	OUTBOX_FAILED,
	OUTBOX_BOUNCED,
	OUTBOX_CANCELLED,
	OUTBOX_COUNT
} OutboxState;

/* The public name, "queued". Static. */
const char *outbox_state_name(OutboxState state);
gboolean outbox_state_from_name(const char *name, OutboxState *ret) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE if a notice may go from one state to the other. */
gboolean outbox_may_move(OutboxState from, OutboxState to);

/*
 * TRUE if a person may ask for that: QUEUED or CANCELLED, but not while it is
 * being given away, or it would go twice.
 */
gboolean outbox_person_may_move(OutboxState from, OutboxState to);

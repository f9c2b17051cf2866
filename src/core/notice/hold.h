/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Why a notice enters the outbox as `held`: it stands there, ready, until a
 * person releases or cancels it.
 */
typedef enum {
	HOLD_NONE,
	HOLD_FIRST_CONTACT, /* of mail that stood in its mailbox, old, when that was first polled */
	HOLD_IMPORT,        /* of mail that was imported */
	HOLD_BUDGET,        /* there were too many of its kind */
	HOLD_PROTECTED, /* the report may come from a whistleblower or name a protected identity */
	HOLD_RECUSED,   /* the report concerns its recipient */
	HOLD_RESTORED, /* it was queued in an older state of the database, or a copy of it, or is of
			* mail that another state may have answered */
	HOLD_BOUNCED,  /* a notice before it came back: its address takes no mail */
	HOLD_COUNT
} Hold;

/* Mail that is older than this when its mailbox is first polled is not answered by itself. */
#define HOLD_OLD_MS (G_GINT64_CONSTANT(7) * 24 * 60 * 60 * 1000)

/* HOLD_FIRST_CONTACT or HOLD_NONE; first_poll: instant, 0 if the mail did not stand there then. */
Hold hold_of_arrival(gint64 arrived, gint64 first_poll);

/*
 * TRUE if such a notice is let go, or taken back, for its own case only: somebody is to have looked
 * at what the case says, and of many cases at once nobody has.
 */
gboolean hold_is_of_case(Hold hold);

/* What a person does about a notice that is held for that reason, in a few words. Static. */
const char *hold_advice(Hold hold);

/* "first_contact", ...; NULL for HOLD_NONE. Static. */
const char *hold_name(Hold hold);
gboolean hold_from_name(const char *name, Hold *ret) G_GNUC_WARN_UNUSED_RESULT;

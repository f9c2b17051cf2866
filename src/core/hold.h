/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Why a notice enters the outbox as `held`: it stands there, ready, until a
 * person releases or cancels it.
 */
typedef enum {
	HOLD_NONE,
	HOLD_FIRST_CONTACT, /* of mail that was old when its mailbox was first polled */
	HOLD_IMPORT,        /* of mail that was imported */
	HOLD_BUDGET,        /* there were too many of its kind */
	HOLD_PROTECTED, /* the report may come from a whistleblower or name a protected identity */
	HOLD_RECUSED,   /* the report concerns its recipient */
	HOLD_COUNT
} Hold;

/* "first_contact", ...; NULL for HOLD_NONE. Static. */
const char *hold_name(Hold hold);
gboolean hold_from_name(const char *name, Hold *ret) G_GNUC_WARN_UNUSED_RESULT;

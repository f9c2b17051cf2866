/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/*
 * Handling of mail bytes, in groups: store them, look into them, plan, carry
 * out. Used by one thread, for one board.
 */
typedef struct Intake Intake;

Intake *intake_new(const Daemon *daemon, const Board *board);
void intake_free(Intake *intake);

/* Begins to take mail of this UIDVALIDITY, with nothing in hand. */
void intake_begin(Intake *intake, guint32 uidvalidity);

/* Takes one fetched mail; when the group is full it is handled. Errors: STORE. */
gboolean intake_take(
	Intake *intake, const MailSourceItem *item, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Handles what is in hand. */
gboolean intake_flush(Intake *intake, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* handler_resume() of what an earlier life, or poll, left. */
gboolean intake_resume(
	Intake *intake, guint *ret_handled, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* UIDs whose bytes were stored since intake_begin(), in the order they came: GArray of guint32. */
const GArray *intake_taken(const Intake *intake);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Intake, intake_free)

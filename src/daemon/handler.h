/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/*
 * Mail that is stored becomes cases: parsed, planned, carried out. Used by one
 * thread at a time, for one board.
 */

/* Who plans, for the store's call back. */
typedef struct {
	const Daemon *daemon;
	const Board *board;
} HandlerPlanner;

/* An IntakePlanner of the settings of now; planner: HandlerPlanner. */
IntakePlan *handler_plan(const IntakeItem *item, const IntakeKnown *known, gpointer planner);

/* Mails that are fetched and stored together, and later what they say. */
typedef struct {
	GArray *fetched;   /* FetchedMail, each with a reference to its raw bytes until it is parsed
			    */
	GArray *mails;     /* gint64: our numbers, same order; NULL until they are stored */
	gint64 stored;     /* instant */
	GPtrArray *parsed; /* Mail *, same order: the first of them, as far as they are parsed */
} MailGroup;

MailGroup *mail_group_new(void);
void mail_group_free(MailGroup *group);

/*
 * Looks into the mails of a stored group, opened if they are encrypted, up to the first that cannot
 * be parsed. Lets go of the raw bytes of those that were.
 */
void handler_parse(const Daemon *daemon, const Board *board, MailGroup *group);

/*
 * Handles a parsed group in one transaction; if a mail spoils it, each by itself, so that what is
 * wrong with one is its own fault and goes to quarantine. Errors: STORE; the mails stay stored, for
 * handler_resume().
 */
gboolean handler_handle(const Daemon *daemon, const Board *board, const MailGroup *group,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What handler_apply() takes of a stored group whose mails are all parsed. */
GArray *handler_items(const MailGroup *group);

/*
 * Plans stored mails and carries the plans out, in one transaction. items:
 * IntakeItem, whose origin.first_poll is set here; ret_plans: as of the store's
 * apply().
 */
gboolean handler_apply(const Daemon *daemon, const Board *board, GArray *items,
	GPtrArray **ret_plans, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Handles mail that was stored before and has no plan yet, one at a time. of: whose; ret_handled:
 * how many, also when it fails.
 */
gboolean handler_resume(const Daemon *daemon, const Board *board, PendingOf of, guint *ret_handled,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailGroup, mail_group_free)

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ports/mail-sender.h"
#include "ports/mail-source.h"

/*
 * What is outside of the program and outlives it: a mailbox, and what recipients
 * got. It lies in memory that a process shares with those that it forks.
 */
#define OUTSIDE_MAILS 24
#define OUTSIDE_GIVEN 160

typedef struct {
	char raw[4096]; /* a text */
	gint64 internaldate;
	gboolean marked, gone;
	gboolean in_vain; /* it is gone, after a sync that was lost: of what was recorded */
} OutsideMail;

typedef struct {
	char message_id[128], recipient[64];
	guint times;
} OutsideGiven;

typedef struct {
	guint n_mails, n_given;
	gboolean moves; /* what is marked leaves the mailbox */
	guint in_vain;  /* mails that were given after a sync that was lost (power-cut.h) */
	OutsideMail mails[OUTSIDE_MAILS]; /* UID: its place, and one */
	OutsideGiven given[OUTSIDE_GIVEN];
} Outside;

#define OUTSIDE_UIDVALIDITY 7

/* Of zeros, for ever: what a process writes there, those see that it forks, and it sees what they
 * write. */
gpointer outside_memory(gsize size);

/* For ever. */
Outside *outside_new(void);

/*
 * How often what a killed process leaves has changed: a file (fault-vfs.h), the mailbox, or
 * what recipients got. Where it is the same, another process begins from the same.
 */
guint outside_changes(void);
void outside_change(void);

void outside_add(Outside *outside, const char *raw, gint64 internaldate);

/* How often somebody got the mail with that Message-ID, without < and >. */
guint outside_times(const Outside *outside, const char *message_id);

/* The mailbox, and the way to the recipients: whoever is called borta@ does not exist. */
MailSource *outside_source(Outside *outside);
MailSender *outside_sender(Outside *outside);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ports/case-store.h"
#include "ports/mail-source.h"

/* What tells a mail in the mailbox from another, as the source gives it. */

/* A GArray of MailGlance, empty. */
GArray *glances_new(void);

/* A MailSourceTake: adds the glance of item to user, a GArray of MailGlance. */
gboolean glances_take(const MailSourceItem *item, gpointer user, GError **error);

/* The same of a mail that was fetched whole. */
gboolean glances_take_whole(const MailSourceItem *item, gpointer user, GError **error);

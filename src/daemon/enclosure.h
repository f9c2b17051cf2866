/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/message/compose-gmime.h"
#include "daemon/daemon.h"

/* The file that goes with a notice, if one does. Clear it. */
typedef struct {
	ComposeFile file;  /* all zero: none goes */
	GBytes *bytes;     /* file's, if owned */
	char *name;        /* file's */
	const char *paper; /* "dossier", "decision" where it is one; or NULL. Static. */
} Enclosure;

void enclosure_clear(Enclosure *enclosure);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Enclosure, enclosure_clear)

/*
 * facts: of the notice, from which forms are filled. A copy that was cleared and may not go is an
 * error, CONFIG. A paper of the case is made for whom the table of fields shows that it goes along
 * (paper.dossier, paper.decision), which is an event of the case; if it cannot be made, or is too
 * large for mail, the notice goes without it and the log says why: its words say how it is had.
 */
gboolean enclosure_find(const Daemon *daemon, const Board *board, const OutboxItem *item,
	GVariant *facts, Enclosure *ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE if a paper of the case goes with it. */
gboolean enclosure_is_paper(const OutboxItem *item);

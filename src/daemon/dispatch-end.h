/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"
#include "daemon/outlets.h"

/* For whom an attempt to send is ended. */
typedef struct {
	const Daemon *daemon;
	const Board *board; /* NULL: it is configured no more */
	gboolean stopping;  /* our own end may have broken it off */
	gboolean well;      /* the server took the last mail that it was given, or had none yet */
} Ending;

/*
 * What became of a parcel that was claimed, as one step of the store: sent, or by the class of its
 * fault queued again, failed or uncertain, with a notice to whoever has to know.
 */
gboolean dispatch_end(
	const Ending *ending, const Parcel *parcel, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE if it may be the server's trouble: the others would fare the same. */
gboolean dispatch_fault_pauses(const GError *fault);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "ports/mail-source.h"

/*
 * Mail out of an archive: Maildir folders, mbox files (RFC 4155; a line that
 * begins with >From loses one >) and trees of .eml files. Called once for each
 * mail; item as of MailSourceTake, its uid 0 and its lines ended as on the wire.
 * internaldate is when the archive says it was delivered, which proves nothing:
 * the file's name in a Maildir, the From line in an mbox, else INSTANT_NONE.
 *
 * Errors: INPUT for what cannot be read, which names it; those of take.
 */
gboolean import_files(const char *path, gsize max_bytes, MailSourceTake take, gpointer user,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "ports/mail-source.h"

/* What the import-*.c files share; max_bytes, take, user and errors as of import_files(). */

/* TRUE if bytes begin as an mbox does: "From ". */
gboolean import_is_mbox(const char *bytes, gsize length);

/* Each mail of an mbox. */
gboolean import_mbox(const char *bytes, gsize length, gsize max_bytes, MailSourceTake take,
	gpointer user, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One mail as it stands in a file; quoted: lines that begin with >From lose one >. */
gboolean import_one(const char *bytes, gsize length, gboolean quoted, gint64 delivered,
	gsize max_bytes, MailSourceTake take, gpointer user,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

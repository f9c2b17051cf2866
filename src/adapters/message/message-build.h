/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A report that did not come as mail to us. */
typedef struct {
	const char *board_address;
	const char *reporter; /* address: From */
	const char *taken_by; /* address: Sender */
	const char *how;      /* "paper", "oral", "mail" */
	gint64 received;      /* instant */
	GTimeZone *zone;
	const char *const *files; /* paths, NULL-terminated */
} MessageReport;

/*
 * A mail that holds such a report, so that it is identified, read and kept as
 * any other. Its words are those of the files alone; how it came stands in its
 * subject, who took it in Sender. Its Message-ID is new at each call. INPUT when a file cannot be
 * read or an address cannot stand in a header.
 */
gboolean message_build_report(
	const MessageReport *report, GBytes **ret_raw, GError **error) G_GNUC_WARN_UNUSED_RESULT;

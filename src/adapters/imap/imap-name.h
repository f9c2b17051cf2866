/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A mailbox name (UTF-8, as people write it) as it stands in a command:
 * modified UTF-7 (RFC 3501 section 5.1.3) in quotation marks. Nothing in it can
 * end the string or the line. CONFIG for an empty name, one that is not UTF-8
 * or one with control characters. g_free() the result.
 */
gboolean imap_name_quote(
	const char *name, char **ret_quoted, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Splits a mailbox URL (RFC 5092, imap://HOST[:PORT]/FOLDER or imaps://):
 * ret_server is the URL without the folder, ret_host the host for messages,
 * ret_folder the folder, percent-decoded, INBOX if the URL names none.
 * CONFIG for a URL that is not of that form. g_free() the results.
 */
gboolean imap_name_split_url(const char *url, char **ret_server, char **ret_host, char **ret_folder,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

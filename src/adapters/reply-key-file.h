/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/answer/reply-token.h"
#include "core/settings.h"

/*
 * The keys in the file of reply_key (lexsarah.conf(5)), which nobody else may be able
 * to read. Without the setting ret_keys is NULL: nothing may be answered with
 * commands. Errors: CONFIG, which says how to make one. reply_keys_free() it.
 */
gboolean reply_key_file_read(
	const Settings *settings, ReplyKeys **ret_keys, GError **error) G_GNUC_WARN_UNUSED_RESULT;

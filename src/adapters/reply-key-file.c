/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "adapters/reply-key-file.h"

#include <string.h>

#include "adapters/login/secret.h"
#include "core/error.h"

#define KEY_FILE_BYTES 16384

static GByteArray *
read_file(const char *file, GError **error)
{
	if (g_file_test(file, G_FILE_TEST_EXISTS))
		return secret_read_file("reply_key", file, KEY_FILE_BYTES, error);
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
		"reply_key %s: is not there; lexsarah.conf(5) says how to make it", file);
	return NULL;
}

gboolean
reply_key_file_read(const Settings *settings, ReplyKeys **ret_keys, GError **error)
{
	const char *file = settings->reply_key;

	*ret_keys = NULL;
	if (!file)
		return TRUE;
	GByteArray *bytes = read_file(file, error);
	if (!bytes)
		return FALSE;
	g_byte_array_append(bytes, (const guint8 *) "", 1);
	*ret_keys = reply_keys_read((const char *) bytes->data, error);
	secret_bytes_free(bytes);
	if (!*ret_keys)
		g_prefix_error(error, "reply_key %s: ", file);
	return *ret_keys != NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Are the keys of the configuration of use? Looks at all, so that one run shows all that
 * is wrong. Never says what is in a private one.
 */
#include "adapters/login/key-check.h"

#include "adapters/message/gpg.h"
#include "adapters/login/secret.h"
#include "adapters/message/smime.h"
#include "core/date.h"
#include "core/error.h"
#include "core/mail/mail-key.h"

#define KEY_BYTES (1024 * 1024)
#define NOT_SENT  "what may only go on a secure route does not go"
#define DAY_MS    (24 * 60 * 60 * G_GINT64_CONSTANT(1000))

typedef struct {
	Gpg *gpg;
	gint64 now;
	GPtrArray *problems, *warnings;
	GHashTable *seen; /* char *: a key is looked at once, whoever has it */
} KeyCheck;

static void
warn_of_end(const KeyCheck *check, const char *where, const char *file, gint64 expires)
{
	if (expires != INSTANT_NONE && expires - check->now < KEY_CHECK_DAYS * DAY_MS)
		g_ptr_array_add(check->warnings,
			g_strdup_printf("%s: the key %s ends within %d days: renew it", where, file,
				KEY_CHECK_DAYS));
}

static void
look_openpgp(const KeyCheck *check, const char *where, const char *file)
{
	g_autofree char *key = g_strconcat(where, ".openpgp_key", NULL);
	g_autoptr(GError) error = NULL;
	g_auto(GpgKey) found = { 0 };

	if (!gpg_look_file(check->gpg, file, &found, &error)) {
		g_ptr_array_add(check->problems, g_strdup_printf("%s: %s", key, error->message));
		return;
	}
	const char *fault = gpg_key_fault(&found);
	if (fault)
		g_ptr_array_add(found.wrong ? check->warnings : check->problems,
			g_strdup_printf("%s: the key %s %s: " NOT_SENT, key, file, fault));
	else
		warn_of_end(check, key, file, found.expires);
}

static void
look_certificate(const KeyCheck *check, const char *where, const char *file)
{
	g_autofree char *key = g_strconcat(where, ".certificate", NULL);
	gint64 expires;
	const char *fault = smime_certificate_fault(file, &expires);

	if (fault)
		g_ptr_array_add(expires < check->now && expires != INSTANT_NONE ? check->warnings
										: check->problems,
			g_strdup_printf("%s: the key %s %s: " NOT_SENT, key, file, fault));
	else
		warn_of_end(check, key, file, expires);
}

static void
look(const MailKeyHolder *holder, gpointer user)
{
	const KeyCheck *check = user;
	const MailKey *key = holder->key;

	if (key->openpgp_key && g_hash_table_add(check->seen, g_strdup(key->openpgp_key)))
		look_openpgp(check, holder->path, key->openpgp_key);
	if (key->certificate && g_hash_table_add(check->seen, g_strdup(key->certificate)))
		look_certificate(check, holder->path, key->certificate);
}

/* A file that holds a secret, of which somebody else could know it. NULL if it is none. */
static GByteArray *
read_secret(const KeyCheck *check, const char *key, const char *file)
{
	g_autoptr(GError) error = NULL;
	GByteArray *bytes = file ? secret_read_file(key, file, KEY_BYTES, &error) : NULL;

	if (error)
		g_ptr_array_add(check->problems, g_strdup(error->message));
	return bytes;
}

static void
look_own_smime(const KeyCheck *check, const BoardKey *own, guint i)
{
	g_autofree char *key = g_strdup_printf("boards[%u].smime.key_file", i);
	g_autofree char *words = g_strdup_printf("boards[%u].smime.passphrase_file", i);

	secret_bytes_free(read_secret(check, key, own->key_file));
	secret_bytes_free(read_secret(check, words, own->passphrase_file));
	if (own->certificate)
		look_certificate(check, key, own->certificate);
}

static void
look_own(const KeyCheck *check, const Board *board, guint i)
{
	g_autofree char *key = g_strdup_printf("boards[%u].openpgp.key_file", i);
	g_autofree char *words = g_strdup_printf("boards[%u].openpgp.passphrase_file", i);
	GByteArray *passphrase = read_secret(check, words, board->openpgp.passphrase_file);
	GByteArray *secret = read_secret(check, key, board->openpgp.key_file);
	g_autoptr(GError) error = NULL;
	g_auto(GpgKey) found = { 0 };

	if (secret) {
		g_autoptr(GBytes) bytes = g_bytes_new_static(secret->data, secret->len);

		if (!gpg_look(check->gpg, bytes, &found, &error))
			g_ptr_array_add(
				check->problems, g_strdup_printf("%s: %s", key, error->message));
		else if (!found.secret)
			g_ptr_array_add(check->problems,
				g_strdup_printf("%s: %s holds no private OpenPGP key", key,
					board->openpgp.key_file));
	}
	secret_bytes_free(secret);
	secret_bytes_free(passphrase);
}

void
key_check(const Settings *settings, gint64 now, GPtrArray *problems, GPtrArray *warnings)
{
	KeyCheck check = {
		.gpg = gpg_new(g_get_tmp_dir()),
		.now = now,
		.problems = problems,
		.warnings = warnings,
		.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
	};

	mail_key_each(settings, look, &check);
	for (guint i = 0; i < settings->boards->len; i++) {
		const Board *board = g_ptr_array_index(settings->boards, i);

		look_own(&check, board, i);
		look_own_smime(&check, &board->smime, i);
	}
	g_hash_table_unref(check.seen);
	gpg_free(check.gpg);
}

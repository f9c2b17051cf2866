/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/crypt-trial.h"

#include <string.h>

#include "adapters/message/mail-crypt.h"
#include "adapters/message/message-gmime.h"
#include "daemon/unseal.h"

void
crypt_trial_set_up(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	trial->world = world_new();
	trial->board = trial->world->board;
	trial->folder = trial->world->folder;
	trial->board->mailbox.max_mail_bytes = 1 << 20;
	trial->world->settings->database = g_strdup(trial->world->path);
	trial->world->daemon.crypt = mail_crypt_new(trial->world->settings);
	trial->board_home = pgp_home_new(trial->folder);
	trial->ada = pgp_home_new(trial->folder);
	trial->mallory = pgp_home_new(trial->folder);
}

void
crypt_trial_tear_down(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	pgp_home_free(trial->board_home);
	pgp_home_free(trial->ada);
	pgp_home_free(trial->mallory);
	mail_crypt_free(trial->world->daemon.crypt);
	world_free(trial->world);
}

gboolean
crypt_trial_give_keys(CryptTrial *trial)
{
	if (!trial->ada) {
		g_test_skip("no gpg");
		return FALSE;
	}
	pgp_home_make(trial->board_home, trial->board->address, "never", "hemligt");
	trial->board->openpgp.passphrase_file = g_build_filename(trial->folder, "words", NULL);
	g_assert_true(g_file_set_contents_full(trial->board->openpgp.passphrase_file, "hemligt\n",
		-1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	trial->board->openpgp.key_file =
		pgp_home_export(trial->board_home, trial->board->address, "board-secret.asc", TRUE);
	g_autofree char *board =
		pgp_home_export(trial->board_home, trial->board->address, "board.asc", FALSE);
	pgp_home_make(trial->ada, ADA, "never", "");
	pgp_home_make(trial->mallory, ADA, "never", "");
	pgp_home_import(trial->ada, board);
	pgp_home_import(trial->mallory, board);
	trial->board->responsible.key.openpgp_key =
		pgp_home_export(trial->ada, ADA, "ada.asc", FALSE);
	return TRUE;
}

GBytes *
crypt_trial_bytes(const char *text)
{
	return g_bytes_new(text, strlen(text));
}

char *
crypt_trial_text(GBytes *bytes)
{
	gsize length;
	const char *data = g_bytes_get_data(bytes, &length);

	return g_strndup(data, length);
}

GBytes *
crypt_trial_encrypt(PgpHome *sender, const char *entity, const char *to, const char *sign)
{
	g_autoptr(GBytes) plain = crypt_trial_bytes(entity);

	return pgp_home_run(
		sender, plain, NULL, "--armor", sign, "--recipient", to, "--encrypt", NULL);
}

Mail *
crypt_trial_open(CryptTrial *trial, GBytes *raw)
{
	g_autoptr(GError) error = NULL;
	Mail *mail = unseal_parse(&trial->world->daemon, trial->board, raw, &error);
	g_autoptr(Mail) outer = message_parse(raw, NULL, NULL);

	g_assert_no_error(error);
	/* Whatever is inside: it is the same mail. */
	g_assert_cmpmem(mail->fingerprint, sizeof mail->fingerprint, outer->fingerprint,
		sizeof outer->fingerprint);
	g_assert_cmpstr(mail->message_id, ==, outer->message_id);
	g_assert_cmpstr(mail->from_address, ==, outer->from_address);
	if (mail->seal && mail->seal->closed)
		g_test_message("closed: %s", mail->seal->closed);
	return mail;
}

gboolean
crypt_trial_says(const Mail *mail, const char *word)
{
	return mail->words && strstr(mail->words->str, word);
}

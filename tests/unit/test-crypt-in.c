/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Encrypted and signed mail, made by gpg and openssl as its senders would: what can be
 * opened is read, what cannot keeps nothing from being handled, and nobody's signature
 * counts but that of the configured key of the address in From:.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "adapters/message/message-gmime.h"
#include "core/mail/trust.h"
#include "daemon/unseal.h"
#include "support/crypt-trial.h"
#include "support/smime-key.h"

/* RFC 3156 section 4; beside: a part more, or "". */
static GBytes *
wrap(const char *from, GBytes *message, const char *type, const char *beside)
{
	g_autofree char *armor = crypt_trial_text(message);
	g_autofree char *mail =
		g_strdup_printf("From: %s\r\n%s"
				"Content-Type: %s; boundary=b\r\n\r\n"
				"--b\r\nContent-Type: application/pgp-encrypted\r\n\r\n"
				"Version: 1\r\n\r\n"
				"--b\r\nContent-Type: application/octet-stream\r\n\r\n"
				"%s\r\n%s--b--\r\n",
			from, strchr(HEAD(""), '\n') + 1, type, armor, beside);

	return crypt_trial_bytes(mail);
}

#define ENCRYPTED "multipart/encrypted; protocol=\"application/pgp-encrypted\""

static GBytes *
mail_from(CryptTrial *trial, PgpHome *sender, const char *from, const char *sign)
{
	g_autoptr(GBytes) message =
		crypt_trial_encrypt(sender, ENTITY, trial->board->address, sign);

	return wrap(from, message, ENCRYPTED, "");
}

static void
test_is_read(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	if (!crypt_trial_give_keys(trial))
		return;
	g_autoptr(GBytes) raw = mail_from(trial, trial->mallory, "x@annan.example", "--yes");
	g_autoptr(Mail) mail = crypt_trial_open(trial, raw);
	g_autoptr(GBytes) opened = unseal_bytes(&trial->world->daemon, trial->board, raw);
	g_autofree char *text = crypt_trial_text(opened);

	g_assert_true(mail->seal->opened);
	g_assert_false(mail->seal->is_signed);
	g_assert_true(crypt_trial_says(mail, WORD));
	g_assert_nonnull(strstr(text, WORD));
}

/* Who signed, what From: says, and what is known of it then. */
static const struct {
	gboolean mallory;
	const char *from, *sign;
	gboolean is_signed, valid, doubtful;
} signatures[] = {
	{ FALSE, ADA, "--sign", TRUE, TRUE, FALSE },
	{ FALSE, "Ansvarig@Kommun.example", "--sign", TRUE, TRUE, FALSE },
	{ FALSE, ADA, "--yes", FALSE, FALSE, FALSE },
	/* By another's key: forged, or a new key that nobody has told of. */
	{ TRUE, ADA, "--sign", TRUE, FALSE, TRUE },
	/* A right signature of somebody else proves nothing of this address. */
	{ FALSE, "chef@kommun.example", "--sign", TRUE, FALSE, FALSE },
};

static void
test_who_signed(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	if (!crypt_trial_give_keys(trial))
		return;
	for (guint i = 0; i < G_N_ELEMENTS(signatures); i++) {
		PgpHome *sender = signatures[i].mallory ? trial->mallory : trial->ada;
		g_autoptr(GBytes) raw =
			mail_from(trial, sender, signatures[i].from, signatures[i].sign);
		g_autoptr(Mail) mail = crypt_trial_open(trial, raw);

		g_test_message("row %u", i);
		g_assert_true(crypt_trial_says(mail, WORD));
		g_assert_cmpint(mail->seal->is_signed, ==, signatures[i].is_signed);
		g_assert_cmpint(mail->seal->valid, ==, signatures[i].valid);
		g_assert_cmpint(mail->seal->doubtful, ==, signatures[i].doubtful);
		g_assert_cmpint(trust_judge(mail, trial->world->settings), ==,
			signatures[i].valid ? TRUST_VERIFIED : TRUST_UNKNOWN);
	}
}

static GBytes *
spoil(GBytes *raw, const char *how)
{
	g_autofree char *text = crypt_trial_text(raw);
	char *armor = strstr(text, "-----BEGIN PGP MESSAGE-----");

	if (strcmp(how, "truncated") == 0)
		armor[120] = '\0';
	else if (strcmp(how, "garbage") == 0)
		memset(armor + 60, '%', 40);
	else if (strcmp(how, "changed") == 0)
		armor[250] = armor[250] == 'A' ? 'B' : 'A';
	else
		memcpy(armor, "-----BEGIN PGP NOTHING-----", 27);
	return crypt_trial_bytes(text);
}

static void
assert_closed(CryptTrial *trial, GBytes *raw, const char *why)
{
	g_autoptr(Mail) mail = crypt_trial_open(trial, raw);
	g_autoptr(GBytes) opened = unseal_bytes(&trial->world->daemon, trial->board, raw);

	g_assert_true(mail->seal->encrypted);
	g_assert_false(mail->seal->opened);
	g_assert_false(mail->seal->valid);
	g_assert_false(crypt_trial_says(mail, WORD));
	g_assert_nonnull(strstr(mail->seal->closed, why));
	g_assert_true(g_bytes_equal(opened, raw));
}

static void
test_stays_closed(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const ways[] = { "truncated", "garbage", "changed", "nothing" };

	if (!crypt_trial_give_keys(trial))
		return;
	g_autoptr(GBytes) raw = mail_from(trial, trial->ada, ADA, "--sign");
	for (guint i = 0; i < G_N_ELEMENTS(ways); i++) {
		g_autoptr(GBytes) spoiled = spoil(raw, ways[i]);

		g_test_message("%s", ways[i]);
		assert_closed(trial, spoiled, "the encrypted part is");
	}
	g_autoptr(GBytes) own = crypt_trial_encrypt(trial->ada, ENTITY, ADA, "--yes");
	g_autoptr(GBytes) not_ours = wrap(ADA, own, ENCRYPTED, "");
	assert_closed(trial, not_ours, "a key that the board does not have");
	/* Signed, and not encrypted at all. */
	g_autoptr(GBytes) plain = crypt_trial_bytes(ENTITY);
	g_autoptr(GBytes) bare = pgp_home_run(trial->ada, plain, NULL, "--armor", "--sign", NULL);
	g_autoptr(GBytes) naked = wrap(ADA, bare, ENCRYPTED, "");
	assert_closed(trial, naked, "is no OpenPGP message");
}

/* 32 MB of one letter in some KB. */
static void
test_bomb(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	if (!crypt_trial_give_keys(trial))
		return;
	gsize size = 32 << 20;
	char *letters = g_malloc(size);
	memset(letters, 'a', size);
	memcpy(letters, ENTITY, strlen(ENTITY));
	g_autoptr(GBytes) plain = g_bytes_new_take(letters, size);
	g_autoptr(GBytes) message = pgp_home_run(trial->ada, plain, NULL, "--armor", "--recipient",
		trial->board->address, "--encrypt", NULL);
	g_autoptr(GBytes) raw = wrap(ADA, message, ENCRYPTED, "");

	g_assert_cmpuint(g_bytes_get_size(raw), <, 1 << 20);
	assert_closed(trial, raw, "holds more than a mail may");
}

/* Within reason what is encrypted twice is read; what never ends, ends. */
static void
test_nested(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	if (!crypt_trial_give_keys(trial))
		return;
	g_autofree char *entity = g_strdup(ENTITY);
	for (guint depth = 1; depth <= 6; depth++) {
		g_autoptr(GBytes) message =
			crypt_trial_encrypt(trial->ada, entity, trial->board->address, "--sign");
		g_autoptr(GBytes) raw = wrap(ADA, message, ENCRYPTED, "");
		g_autoptr(Mail) mail = crypt_trial_open(trial, raw);
		g_autofree char *text = crypt_trial_text(raw);

		g_assert_cmpint(crypt_trial_says(mail, WORD), ==, depth <= 4);
		g_free(entity);
		entity = g_strdup(strstr(text, "Content-Type: multipart"));
	}
}

/* What stands beside the encrypted part is read, too; and so under Exchange's other type. */
static void
test_others_are_kept(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	if (!crypt_trial_give_keys(trial))
		return;
	g_autoptr(GBytes) message =
		crypt_trial_encrypt(trial->ada, ENTITY, trial->board->address, "--sign");
	g_autoptr(GBytes) raw = wrap(ADA, message, "multipart/mixed",
		"--b\r\nContent-Type: text/plain\r\n\r\nSe även bilagan.\r\n"
		"--b\r\nContent-Type: application/pdf; name=\"r\xc3\xa4tt.pdf\"\r\n\r\n%PDF\r\n");
	g_autoptr(Mail) mail = crypt_trial_open(trial, raw);

	g_assert_true(mail->seal->opened);
	g_assert_true(crypt_trial_says(mail, WORD));
	g_assert_true(crypt_trial_says(mail, "bilagan"));
	/* Those words nobody signed. */
	g_assert_true(mail->seal->is_signed && !mail->seal->valid);
	g_assert_cmpint(trust_judge(mail, trial->world->settings), ==, TRUST_UNKNOWN);
	const MailPart *file = g_ptr_array_index(mail->parts, mail->parts->len - 1);
	g_assert_cmpstr(file->name, ==, "rätt.pdf");
}

#define LARGE (20 * 1000 * 1000)

/* Each part is gone through once: by the square of its length this would take minutes. */
static void
test_a_large_file_beside(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	if (!crypt_trial_give_keys(trial))
		return;
	g_autoptr(GBytes) message =
		crypt_trial_encrypt(trial->ada, ENTITY, trial->board->address, "--sign");
	g_autoptr(GString) beside = g_string_new(
		"--b\r\nContent-Type: application/octet-stream; name=\"film\"\r\n\r\n");
	for (guint i = 0; i < LARGE / 80; i++)
		g_string_append_printf(beside, "%078u\r\n", i);
	g_autoptr(GBytes) raw = wrap(ADA, message, "multipart/mixed", beside->str);
	g_autoptr(Mail) mail = crypt_trial_open(trial, raw);

	g_assert_true(mail->seal->opened);
	const MailPart *file = g_ptr_array_index(mail->parts, mail->parts->len - 1);
	g_assert_cmpstr(file->name, ==, "film");
	g_assert_cmpuint(file->size, >=, LARGE - 2);
}

/* The inside says its subject, and nothing of who mailed, or what is answered. */
static void
test_inner_headers(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	if (!crypt_trial_give_keys(trial))
		return;
	g_autoptr(GBytes) message = crypt_trial_encrypt(trial->mallory,
		"Content-Type: text/plain; protected-headers=\"v1\"\r\nFrom: " ADA "\r\n"
		"Subject: Rapport\r\nMessage-ID: <b@kommun.example>\r\n"
		"In-Reply-To: <LS-2026-0001.receipt.1@kommun.example>\r\n\r\n" WORD "\r\n",
		trial->board->address, "--yes");
	g_autoptr(GBytes) raw = wrap("x@annan.example", message, ENCRYPTED, "");
	g_autoptr(Mail) mail = crypt_trial_open(trial, raw);

	g_assert_cmpstr(mail->subject, ==, "Rapport");
	g_assert_cmpuint(mail->references->len, ==, 0);
	g_assert_true(crypt_trial_says(mail, WORD));
}

static GBytes *
wrap_signed(const char *from, GBytes *signature, const char *text, const char *type)
{
	g_autofree char *said = crypt_trial_text(signature);
	g_autofree char *mail = g_strdup_printf(
		"From: %s\r\n%sContent-Type: multipart/signed; micalg=x; protocol=\"%s\"; "
		"boundary=s\r\n\r\n--s\r\n%s\r\n--s\r\nContent-Type: %s\r\n%s\r\n%s\r\n--s--\r\n",
		from, strchr(HEAD(""), '\n') + 1, type, text, type,
		strstr(type, "pgp") ? "" : "Content-Transfer-Encoding: base64\r\n", said);

	return crypt_trial_bytes(mail);
}

/* multipart/signed: what the text says, and whether the signature holds. */
static void
test_detached(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	static const char type[] = "application/pgp-signature";
	const char *other = "Content-Type: text/plain\r\n\r\nEn annan text.\r\n";

	if (!crypt_trial_give_keys(trial))
		return;
	g_autoptr(GBytes) text = crypt_trial_bytes(ENTITY);
	g_autoptr(GBytes) signature =
		pgp_home_run(trial->ada, text, NULL, "--armor", "--detach-sign", NULL);
	g_autoptr(GBytes) right = wrap_signed(ADA, signature, ENTITY, type);
	g_autoptr(GBytes) changed = wrap_signed(ADA, signature, other, type);
	g_autoptr(GBytes) borrowed = wrap_signed("chef@kommun.example", signature, ENTITY, type);
	g_autoptr(Mail) good = crypt_trial_open(trial, right);
	g_autoptr(Mail) bad = crypt_trial_open(trial, changed);
	g_autoptr(Mail) others = crypt_trial_open(trial, borrowed);

	g_assert_true(good->seal->valid && !good->seal->encrypted);
	g_assert_cmpstr(good->seal->signer, ==, ADA);
	g_assert_true(bad->seal->doubtful && !bad->seal->valid);
	g_assert_true(others->seal->is_signed && !others->seal->doubtful && !others->seal->valid);
}

/* Of what is neither, nothing is looked at. */
static void
test_ordinary(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *text = g_strconcat(HEAD(ADA), ENTITY, NULL);
	g_autoptr(GBytes) raw = crypt_trial_bytes(text);
	g_autoptr(Mail) mail = crypt_trial_open(trial, raw);
	g_autoptr(GBytes) same = unseal_bytes(&trial->world->daemon, trial->board, raw);

	g_assert_null(mail->seal);
	g_assert_true(same == raw);
}

static void
give_certificates(CryptTrial *trial)
{
	smime_key_make(trial->folder, "board", trial->board->address, SMIME_KEY_EC);
	smime_key_make(trial->folder, "ada", ADA, SMIME_KEY_EC);
	smime_key_make(trial->folder, "mallory", ADA, SMIME_KEY_EC);
	trial->board->smime.certificate = g_build_filename(trial->folder, "board.pem", NULL);
	trial->board->smime.key_file = g_build_filename(trial->folder, "board.key", NULL);
	trial->board->responsible.key.certificate =
		g_build_filename(trial->folder, "ada.pem", NULL);
}

/* A mail that is application/pkcs7-mime, of what openssl makes of text. */
static GBytes *
make_cms(CryptTrial *trial, const char *text, const char *arguments)
{
	g_autoptr(GBytes) plain = crypt_trial_bytes(text);
	g_autoptr(GBytes) der = smime_key_run(trial->folder, plain, arguments);

	g_assert_nonnull(der);
	gsize length;
	const guint8 *data = g_bytes_get_data(der, &length);
	g_autofree char *base64 = g_base64_encode(data, length);
	g_autoptr(GString) entity =
		g_string_new("Content-Type: application/pkcs7-mime; name=smime.p7m\r\n"
			     "Content-Transfer-Encoding: base64\r\n\r\n");
	for (const char *p = base64; *p; p += MIN(76, strlen(p)))
		g_string_append_printf(entity, "%.76s\r\n", p);
	return g_bytes_new(entity->str, entity->len);
}

#define ENCRYPT "-encrypt -binary -outform DER -aes256 "
#define SIGN    "-sign -binary -nodetach -outform DER "

static GBytes *
address_mail(GBytes *entity)
{
	g_autofree char *text = crypt_trial_text(entity);
	g_autofree char *mail = g_strconcat(HEAD(ADA), text, NULL);

	return crypt_trial_bytes(mail);
}

static void
test_smime(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *sign, *encrypt;
		gboolean opened, is_signed, valid;
	} rows[] = {
		{ NULL, ENCRYPT "board.pem", TRUE, FALSE, FALSE },
		{ SIGN "-signer ada.pem -inkey ada.key", ENCRYPT "board.pem", TRUE, TRUE, TRUE },
		/* Brings a certificate of its own that names Ada. */
		{ SIGN "-signer mallory.pem -inkey mallory.key", ENCRYPT "board.pem", TRUE, TRUE,
			FALSE },
		{ NULL, ENCRYPT "ada.pem", FALSE, FALSE, FALSE },
	};

	give_certificates(trial);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *inside = g_strdup(ENTITY);

		g_test_message("row %u", i);
		if (rows[i].sign) {
			g_autoptr(GBytes) entity = make_cms(trial, ENTITY, rows[i].sign);

			g_free(inside);
			inside = crypt_trial_text(entity);
		}
		g_autoptr(GBytes) entity = make_cms(trial, inside, rows[i].encrypt);
		g_autoptr(GBytes) raw = address_mail(entity);
		g_autoptr(Mail) mail = crypt_trial_open(trial, raw);

		g_assert_true(mail->seal->encrypted);
		g_assert_cmpint(mail->seal->opened, ==, rows[i].opened);
		g_assert_cmpint(crypt_trial_says(mail, WORD), ==, rows[i].opened);
		g_assert_cmpint(mail->seal->is_signed, ==, rows[i].is_signed);
		g_assert_cmpint(mail->seal->valid, ==, rows[i].valid);
		g_assert_cmpint(mail->seal->doubtful, ==, rows[i].is_signed && !rows[i].valid);
	}
}

static void
test_smime_damaged(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	give_certificates(trial);
	g_autoptr(GBytes) entity = make_cms(trial, ENTITY, ENCRYPT "board.pem");
	g_autoptr(GBytes) raw = address_mail(entity);
	gsize length;
	const char *data = g_bytes_get_data(raw, &length);

	for (gsize cut = length - 400; cut < length; cut += 97) {
		g_autoptr(GBytes) shorter = g_bytes_new(data, cut);
		g_autoptr(Mail) mail = crypt_trial_open(trial, shorter);

		g_assert_true(mail->seal->encrypted);
		g_assert_false(mail->seal->opened);
	}
}

/* Signed in clear, by openssl, and then changed. */
static void
test_smime_detached(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	static const char type[] = "application/pkcs7-signature";

	give_certificates(trial);
	g_autoptr(GBytes) text = crypt_trial_bytes(ENTITY);
	g_autoptr(GBytes) der = smime_key_run(
		trial->folder, text, "-sign -binary -outform DER -signer ada.pem -inkey ada.key");
	gsize length;
	const guint8 *data = g_bytes_get_data(der, &length);
	g_autofree char *base64 = g_base64_encode(data, length);
	g_autoptr(GString) lines = g_string_new(NULL);
	for (const char *p = base64; *p; p += MIN(76, strlen(p)))
		g_string_append_printf(lines, "%.76s\r\n", p);
	g_autoptr(GBytes) signature = g_bytes_new(lines->str, lines->len);
	g_autoptr(GBytes) right = wrap_signed(ADA, signature, ENTITY, type);
	g_autoptr(GBytes) changed =
		wrap_signed(ADA, signature, "Content-Type: text/plain\r\n\r\nAnnat.\r\n", type);
	g_autoptr(Mail) good = crypt_trial_open(trial, right);
	g_autoptr(Mail) bad = crypt_trial_open(trial, changed);

	g_assert_true(good->seal->valid);
	g_assert_true(bad->seal->doubtful && !bad->seal->valid);
}

#define CASE_OF(path, run)                                                                         \
	g_test_add(path, CryptTrial, NULL, crypt_trial_set_up, run, crypt_trial_tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	message_init();
	/* What the daemon logs is no failure of ours. */
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	CASE_OF("/crypt/in/read", test_is_read);
	CASE_OF("/crypt/in/who-signed", test_who_signed);
	CASE_OF("/crypt/in/closed", test_stays_closed);
	CASE_OF("/crypt/in/bomb", test_bomb);
	CASE_OF("/crypt/in/nested", test_nested);
	CASE_OF("/crypt/in/others", test_others_are_kept);
	CASE_OF("/crypt/in/large-beside", test_a_large_file_beside);
	CASE_OF("/crypt/in/inner-headers", test_inner_headers);
	CASE_OF("/crypt/in/detached", test_detached);
	CASE_OF("/crypt/in/ordinary", test_ordinary);
	CASE_OF("/crypt/in/smime", test_smime);
	CASE_OF("/crypt/in/smime-damaged", test_smime_damaged);
	CASE_OF("/crypt/in/smime-detached", test_smime_detached);
	return g_test_run();
}

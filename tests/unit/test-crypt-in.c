/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Encrypted and signed mail, made by gpg and openssl as its senders would: what can be
 * opened is read, what cannot keeps nothing from being handled, and nobody's signature
 * counts but that of the configured key of the address in From:.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "adapters/message/mail-crypt.h"
#include "adapters/message/message-gmime.h"
#include "core/mail/trust.h"
#include "daemon/unseal.h"
#include "support/pgp-home.h"
#include "support/smime-key.h"
#include "support/world.h"

#define WORD   "fallolycka"
#define ENTITY "Content-Type: text/plain; charset=utf-8\r\n\r\nEn " WORD " i kapprummet.\r\n"
#define ADA    "ansvarig@kommun.example"

typedef struct {
	World *world;
	Board *board;
	PgpHome *board_home, *ada, *mallory;
	const char *folder;
} Desk;

static void
set_up(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	desk->world = world_new();
	desk->board = desk->world->board;
	desk->folder = desk->world->folder;
	desk->board->mailbox.max_mail_bytes = 1 << 20;
	desk->world->settings->database = g_strdup(desk->world->path);
	desk->world->daemon.crypt = mail_crypt_new(desk->world->settings);
	desk->board_home = pgp_home_new(desk->folder);
	desk->ada = pgp_home_new(desk->folder);
	desk->mallory = pgp_home_new(desk->folder);
}

static void
tear_down(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	pgp_home_free(desk->board_home);
	pgp_home_free(desk->ada);
	pgp_home_free(desk->mallory);
	mail_crypt_free(desk->world->daemon.crypt);
	world_free(desk->world);
}

/* The board has a key, Ada one that is configured, and Mallory one that names Ada. */
static gboolean
give_keys(Desk *desk)
{
	if (!desk->ada) {
		g_test_skip("no gpg");
		return FALSE;
	}
	pgp_home_make(desk->board_home, desk->board->address, "never", "hemligt");
	desk->board->openpgp.passphrase_file = g_build_filename(desk->folder, "words", NULL);
	g_assert_true(g_file_set_contents_full(desk->board->openpgp.passphrase_file, "hemligt\n",
		-1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	desk->board->openpgp.key_file =
		pgp_home_export(desk->board_home, desk->board->address, "board-secret.asc", TRUE);
	g_autofree char *board =
		pgp_home_export(desk->board_home, desk->board->address, "board.asc", FALSE);
	pgp_home_make(desk->ada, ADA, "never", "");
	pgp_home_make(desk->mallory, ADA, "never", "");
	pgp_home_import(desk->ada, board);
	pgp_home_import(desk->mallory, board);
	desk->board->responsible.key.openpgp_key =
		pgp_home_export(desk->ada, ADA, "ada.asc", FALSE);
	return TRUE;
}

static GBytes *
bytes_of(const char *text)
{
	return g_bytes_new(text, strlen(text));
}

static char *
text_of(GBytes *bytes)
{
	gsize length;
	const char *data = g_bytes_get_data(bytes, &length);

	return g_strndup(data, length);
}

#define HEAD(from)                                                                                 \
	"From: " from "\r\nTo: lexsarah@kommun.example\r\nSubject: ...\r\n"                        \
	"Message-ID: <a@kommun.example>\r\nDate: Tue, 17 Mar 2026 09:00:00 +0100\r\n"              \
	"MIME-Version: 1.0\r\n"

/* RFC 3156 section 4; beside: a part more, or "". */
static GBytes *
wrap(const char *from, GBytes *message, const char *type, const char *beside)
{
	g_autofree char *armor = text_of(message);
	g_autofree char *mail =
		g_strdup_printf("From: %s\r\n%s"
				"Content-Type: %s; boundary=b\r\n\r\n"
				"--b\r\nContent-Type: application/pgp-encrypted\r\n\r\n"
				"Version: 1\r\n\r\n"
				"--b\r\nContent-Type: application/octet-stream\r\n\r\n"
				"%s\r\n%s--b--\r\n",
			from, strchr(HEAD(""), '\n') + 1, type, armor, beside);

	return bytes_of(mail);
}

#define ENCRYPTED "multipart/encrypted; protocol=\"application/pgp-encrypted\""

/* What sender makes of entity for the board; sign: "--sign", or "--yes", which does nothing. */
static GBytes *
encrypt(PgpHome *sender, const char *entity, const char *to, const char *sign)
{
	g_autoptr(GBytes) plain = bytes_of(entity);

	return pgp_home_run(
		sender, plain, NULL, "--armor", sign, "--recipient", to, "--encrypt", NULL);
}

static GBytes *
mail_from(Desk *desk, PgpHome *sender, const char *from, const char *sign)
{
	g_autoptr(GBytes) message = encrypt(sender, ENTITY, desk->board->address, sign);

	return wrap(from, message, ENCRYPTED, "");
}

static Mail *
open(Desk *desk, GBytes *raw)
{
	g_autoptr(GError) error = NULL;
	Mail *mail = unseal_parse(&desk->world->daemon, desk->board, raw, &error);
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

static gboolean
says(const Mail *mail, const char *word)
{
	return mail->words && strstr(mail->words->str, word);
}

static void
test_is_read(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	if (!give_keys(desk))
		return;
	g_autoptr(GBytes) raw = mail_from(desk, desk->mallory, "x@annan.example", "--yes");
	g_autoptr(Mail) mail = open(desk, raw);
	g_autoptr(GBytes) opened = unseal_bytes(&desk->world->daemon, desk->board, raw);
	g_autofree char *text = text_of(opened);

	g_assert_true(mail->seal->opened);
	g_assert_false(mail->seal->is_signed);
	g_assert_true(says(mail, WORD));
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
test_who_signed(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	if (!give_keys(desk))
		return;
	for (guint i = 0; i < G_N_ELEMENTS(signatures); i++) {
		PgpHome *sender = signatures[i].mallory ? desk->mallory : desk->ada;
		g_autoptr(GBytes) raw =
			mail_from(desk, sender, signatures[i].from, signatures[i].sign);
		g_autoptr(Mail) mail = open(desk, raw);

		g_test_message("row %u", i);
		g_assert_true(says(mail, WORD));
		g_assert_cmpint(mail->seal->is_signed, ==, signatures[i].is_signed);
		g_assert_cmpint(mail->seal->valid, ==, signatures[i].valid);
		g_assert_cmpint(mail->seal->doubtful, ==, signatures[i].doubtful);
		g_assert_cmpint(trust_judge(mail, desk->world->settings), ==,
			signatures[i].valid ? TRUST_VERIFIED : TRUST_UNKNOWN);
	}
}

static GBytes *
spoil(GBytes *raw, const char *how)
{
	g_autofree char *text = text_of(raw);
	char *armor = strstr(text, "-----BEGIN PGP MESSAGE-----");

	if (strcmp(how, "truncated") == 0)
		armor[120] = '\0';
	else if (strcmp(how, "garbage") == 0)
		memset(armor + 60, '%', 40);
	else if (strcmp(how, "changed") == 0)
		armor[250] = armor[250] == 'A' ? 'B' : 'A';
	else
		memcpy(armor, "-----BEGIN PGP NOTHING-----", 27);
	return bytes_of(text);
}

static void
assert_closed(Desk *desk, GBytes *raw, const char *why)
{
	g_autoptr(Mail) mail = open(desk, raw);
	g_autoptr(GBytes) opened = unseal_bytes(&desk->world->daemon, desk->board, raw);

	g_assert_true(mail->seal->encrypted);
	g_assert_false(mail->seal->opened);
	g_assert_false(mail->seal->valid);
	g_assert_false(says(mail, WORD));
	g_assert_nonnull(strstr(mail->seal->closed, why));
	g_assert_true(g_bytes_equal(opened, raw));
}

static void
test_stays_closed(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const ways[] = { "truncated", "garbage", "changed", "nothing" };

	if (!give_keys(desk))
		return;
	g_autoptr(GBytes) raw = mail_from(desk, desk->ada, ADA, "--sign");
	for (guint i = 0; i < G_N_ELEMENTS(ways); i++) {
		g_autoptr(GBytes) spoiled = spoil(raw, ways[i]);

		g_test_message("%s", ways[i]);
		assert_closed(desk, spoiled, "the encrypted part is");
	}
	g_autoptr(GBytes) own = encrypt(desk->ada, ENTITY, ADA, "--yes");
	g_autoptr(GBytes) not_ours = wrap(ADA, own, ENCRYPTED, "");
	assert_closed(desk, not_ours, "a key that the board does not have");
	/* Signed, and not encrypted at all. */
	g_autoptr(GBytes) plain = bytes_of(ENTITY);
	g_autoptr(GBytes) bare = pgp_home_run(desk->ada, plain, NULL, "--armor", "--sign", NULL);
	g_autoptr(GBytes) naked = wrap(ADA, bare, ENCRYPTED, "");
	assert_closed(desk, naked, "is no OpenPGP message");
}

/* 32 MB of one letter in some KB. */
static void
test_bomb(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	if (!give_keys(desk))
		return;
	gsize size = 32 << 20;
	char *letters = g_malloc(size);
	memset(letters, 'a', size);
	memcpy(letters, ENTITY, strlen(ENTITY));
	g_autoptr(GBytes) plain = g_bytes_new_take(letters, size);
	g_autoptr(GBytes) message = pgp_home_run(desk->ada, plain, NULL, "--armor", "--recipient",
		desk->board->address, "--encrypt", NULL);
	g_autoptr(GBytes) raw = wrap(ADA, message, ENCRYPTED, "");

	g_assert_cmpuint(g_bytes_get_size(raw), <, 1 << 20);
	assert_closed(desk, raw, "holds more than a mail may");
}

/* Within reason what is encrypted twice is read; what never ends, ends. */
static void
test_nested(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	if (!give_keys(desk))
		return;
	g_autofree char *entity = g_strdup(ENTITY);
	for (guint depth = 1; depth <= 6; depth++) {
		g_autoptr(GBytes) message =
			encrypt(desk->ada, entity, desk->board->address, "--sign");
		g_autoptr(GBytes) raw = wrap(ADA, message, ENCRYPTED, "");
		g_autoptr(Mail) mail = open(desk, raw);
		g_autofree char *text = text_of(raw);

		g_assert_cmpint(says(mail, WORD), ==, depth <= 4);
		g_free(entity);
		entity = g_strdup(strstr(text, "Content-Type: multipart"));
	}
}

/* What stands beside the encrypted part is read, too; and so under Exchange's other type. */
static void
test_others_are_kept(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	if (!give_keys(desk))
		return;
	g_autoptr(GBytes) message = encrypt(desk->ada, ENTITY, desk->board->address, "--sign");
	g_autoptr(GBytes) raw = wrap(ADA, message, "multipart/mixed",
		"--b\r\nContent-Type: text/plain\r\n\r\nSe även bilagan.\r\n"
		"--b\r\nContent-Type: application/pdf; name=\"r\xc3\xa4tt.pdf\"\r\n\r\n%PDF\r\n");
	g_autoptr(Mail) mail = open(desk, raw);

	g_assert_true(mail->seal->opened);
	g_assert_true(says(mail, WORD));
	g_assert_true(says(mail, "bilagan"));
	/* Those words nobody signed. */
	g_assert_true(mail->seal->is_signed && !mail->seal->valid);
	g_assert_cmpint(trust_judge(mail, desk->world->settings), ==, TRUST_UNKNOWN);
	const MailPart *file = g_ptr_array_index(mail->parts, mail->parts->len - 1);
	g_assert_cmpstr(file->name, ==, "rätt.pdf");
}

/* The inside says its subject, and nothing of who mailed, or what is answered. */
static void
test_inner_headers(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	if (!give_keys(desk))
		return;
	g_autoptr(GBytes) message = encrypt(desk->mallory,
		"Content-Type: text/plain; protected-headers=\"v1\"\r\nFrom: " ADA "\r\n"
		"Subject: Rapport\r\nMessage-ID: <b@kommun.example>\r\n"
		"In-Reply-To: <LS-2026-0001.receipt.1@kommun.example>\r\n\r\n" WORD "\r\n",
		desk->board->address, "--yes");
	g_autoptr(GBytes) raw = wrap("x@annan.example", message, ENCRYPTED, "");
	g_autoptr(Mail) mail = open(desk, raw);

	g_assert_cmpstr(mail->subject, ==, "Rapport");
	g_assert_cmpuint(mail->references->len, ==, 0);
	g_assert_true(says(mail, WORD));
}

static GBytes *
wrap_signed(const char *from, GBytes *signature, const char *text, const char *type)
{
	g_autofree char *said = text_of(signature);
	g_autofree char *mail = g_strdup_printf(
		"From: %s\r\n%sContent-Type: multipart/signed; micalg=x; protocol=\"%s\"; "
		"boundary=s\r\n\r\n--s\r\n%s\r\n--s\r\nContent-Type: %s\r\n%s\r\n%s\r\n--s--\r\n",
		from, strchr(HEAD(""), '\n') + 1, type, text, type,
		strstr(type, "pgp") ? "" : "Content-Transfer-Encoding: base64\r\n", said);

	return bytes_of(mail);
}

/* multipart/signed: what the text says, and whether the signature holds. */
static void
test_detached(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	static const char type[] = "application/pgp-signature";
	const char *other = "Content-Type: text/plain\r\n\r\nEn annan text.\r\n";

	if (!give_keys(desk))
		return;
	g_autoptr(GBytes) text = bytes_of(ENTITY);
	g_autoptr(GBytes) signature =
		pgp_home_run(desk->ada, text, NULL, "--armor", "--detach-sign", NULL);
	g_autoptr(GBytes) right = wrap_signed(ADA, signature, ENTITY, type);
	g_autoptr(GBytes) changed = wrap_signed(ADA, signature, other, type);
	g_autoptr(GBytes) borrowed = wrap_signed("chef@kommun.example", signature, ENTITY, type);
	g_autoptr(Mail) good = open(desk, right);
	g_autoptr(Mail) bad = open(desk, changed);
	g_autoptr(Mail) others = open(desk, borrowed);

	g_assert_true(good->seal->valid && !good->seal->encrypted);
	g_assert_cmpstr(good->seal->signer, ==, ADA);
	g_assert_true(bad->seal->doubtful && !bad->seal->valid);
	g_assert_true(others->seal->is_signed && !others->seal->doubtful && !others->seal->valid);
}

/* OpenPGP among words is kept, and flagged. */
static void
test_inline(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	if (!give_keys(desk))
		return;
	g_autoptr(GBytes) message = encrypt(desk->ada, "hej", desk->board->address, "--yes");
	g_autofree char *armor = text_of(message);
	g_autofree char *mail = g_strconcat(HEAD(ADA), "\r\n", armor, NULL);
	g_autoptr(GBytes) raw = bytes_of(mail);
	g_autoptr(Mail) opened = open(desk, raw);

	g_assert_true(opened->seal->encrypted);
	g_assert_false(opened->seal->opened);
}

/* Of what is neither, nothing is looked at. */
static void
test_ordinary(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GBytes) raw = bytes_of(HEAD(ADA) ENTITY);
	g_autoptr(Mail) mail = open(desk, raw);
	g_autoptr(GBytes) same = unseal_bytes(&desk->world->daemon, desk->board, raw);

	g_assert_null(mail->seal);
	g_assert_true(same == raw);
}

static void
give_certificates(Desk *desk)
{
	smime_key_make(desk->folder, "board", desk->board->address, SMIME_KEY_EC);
	smime_key_make(desk->folder, "ada", ADA, SMIME_KEY_EC);
	smime_key_make(desk->folder, "mallory", ADA, SMIME_KEY_EC);
	desk->board->smime.certificate = g_build_filename(desk->folder, "board.pem", NULL);
	desk->board->smime.key_file = g_build_filename(desk->folder, "board.key", NULL);
	desk->board->responsible.key.certificate = g_build_filename(desk->folder, "ada.pem", NULL);
}

/* A mail that is application/pkcs7-mime, of what openssl makes of text. */
static GBytes *
make_cms(Desk *desk, const char *text, const char *arguments)
{
	g_autoptr(GBytes) plain = bytes_of(text);
	g_autoptr(GBytes) der = smime_key_run(desk->folder, plain, arguments);

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
	g_autofree char *text = text_of(entity);
	g_autofree char *mail = g_strconcat(HEAD(ADA), text, NULL);

	return bytes_of(mail);
}

static void
test_smime(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
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

	give_certificates(desk);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *inside = g_strdup(ENTITY);

		g_test_message("row %u", i);
		if (rows[i].sign) {
			g_autoptr(GBytes) entity = make_cms(desk, ENTITY, rows[i].sign);

			g_free(inside);
			inside = text_of(entity);
		}
		g_autoptr(GBytes) entity = make_cms(desk, inside, rows[i].encrypt);
		g_autoptr(GBytes) raw = address_mail(entity);
		g_autoptr(Mail) mail = open(desk, raw);

		g_assert_true(mail->seal->encrypted);
		g_assert_cmpint(mail->seal->opened, ==, rows[i].opened);
		g_assert_cmpint(says(mail, WORD), ==, rows[i].opened);
		g_assert_cmpint(mail->seal->is_signed, ==, rows[i].is_signed);
		g_assert_cmpint(mail->seal->valid, ==, rows[i].valid);
		g_assert_cmpint(mail->seal->doubtful, ==, rows[i].is_signed && !rows[i].valid);
	}
}

static void
test_smime_damaged(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	give_certificates(desk);
	g_autoptr(GBytes) entity = make_cms(desk, ENTITY, ENCRYPT "board.pem");
	g_autoptr(GBytes) raw = address_mail(entity);
	gsize length;
	const char *data = g_bytes_get_data(raw, &length);

	for (gsize cut = length - 400; cut < length; cut += 97) {
		g_autoptr(GBytes) shorter = g_bytes_new(data, cut);
		g_autoptr(Mail) mail = open(desk, shorter);

		g_assert_true(mail->seal->encrypted);
		g_assert_false(mail->seal->opened);
	}
}

/* Signed in clear, by openssl, and then changed. */
static void
test_smime_detached(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	static const char type[] = "application/pkcs7-signature";

	give_certificates(desk);
	g_autoptr(GBytes) text = bytes_of(ENTITY);
	g_autoptr(GBytes) der = smime_key_run(
		desk->folder, text, "-sign -binary -outform DER -signer ada.pem -inkey ada.key");
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
	g_autoptr(Mail) good = open(desk, right);
	g_autoptr(Mail) bad = open(desk, changed);

	g_assert_true(good->seal->valid);
	g_assert_true(bad->seal->doubtful && !bad->seal->valid);
}

#define CASE_OF(path, run) g_test_add(path, Desk, NULL, set_up, run, tear_down)

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
	CASE_OF("/crypt/in/inner-headers", test_inner_headers);
	CASE_OF("/crypt/in/detached", test_detached);
	CASE_OF("/crypt/in/inline", test_inline);
	CASE_OF("/crypt/in/ordinary", test_ordinary);
	CASE_OF("/crypt/in/smime", test_smime);
	CASE_OF("/crypt/in/smime-damaged", test_smime_damaged);
	CASE_OF("/crypt/in/smime-detached", test_smime_detached);
	return g_test_run();
}

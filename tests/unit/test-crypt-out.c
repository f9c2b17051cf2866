/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mail to who has a key: opened as its reader would, and looked at as everybody on the way
 * can. What cannot be encrypted does not go.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "adapters/login/key-check.h"
#include "adapters/message/mail-crypt.h"
#include "adapters/template/template-renderer.h"
#include "adapters/variant-json.h"
#include "core/mail/sealed.h"
#include "daemon/letter.h"
#include "support/gmime-read.h"
#include "support/key-pair.h"
#include "support/pgp-home.h"
#include "support/smime-key.h"
#include "support/world.h"

#define CASE  "LS-2026-0042"
#define NAMED "Zacharias Topelius"
#define FACTS                                                                                      \
	"{\"case\":\"" CASE "\",\"sender\":{\"name\":\"" NAMED                                     \
	"\",\"address\":\"z@kommun.example\"},\"arrived\":\"2026-03-17\"}"

static const char *const languages[] = { "sv", "en", NULL };

typedef struct {
	World *world;
	Renderer *renderer;
	PgpHome *reader;
	OutboxItem item; /* a new case to the responsible, on a secure route */
} Desk;

static void
set_up(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *templates = g_build_filename(g_getenv("top_srcdir"), "templates", NULL);
	g_autoptr(GError) error = NULL;

	desk->world = world_new();
	desk->renderer = template_renderer_new(templates, NULL, languages, &error);
	g_assert_no_error(error);
	desk->world->daemon.renderer = desk->renderer;
	desk->world->settings->database = g_strdup(desk->world->path);
	desk->world->board->responsible.secure = TRUE;
	desk->world->daemon.crypt = mail_crypt_new(desk->world->settings);
	desk->reader = pgp_home_new(desk->world->folder);
	desk->item = (OutboxItem){
		.case_id = g_strdup(CASE),
		.notice = NOTICE_NEW_CASE,
		.audience = AUDIENCE_RESPONSIBLE,
		.route = ROUTE_SECURE,
		.recipient = g_strdup(desk->world->board->responsible.address),
		.message_id = g_strdup(CASE ".new_case.1@kommun.example"),
		.attempts = 1,
	};
	desk->item.facts = variant_from_json(FACTS, &error);
	g_assert_no_error(error);
}

static void
tear_down(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	outbox_item_clear(&desk->item);
	renderer_free(desk->renderer);
	pgp_home_free(desk->reader);
	mail_crypt_free(desk->world->daemon.crypt);
	world_free(desk->world);
}

static gboolean
has_gpg(const Desk *desk)
{
	if (!desk->reader)
		g_test_skip("no gpg");
	return desk->reader != NULL;
}

/* The responsible has a key that ends then. */
static void
give_key(Desk *desk, const char *expires)
{
	Person *person = &desk->world->board->responsible;

	pgp_home_make(desk->reader, person->address, expires, "");
	g_free(person->key.openpgp_key);
	person->key.openpgp_key =
		pgp_home_export(desk->reader, person->address, "responsible.asc", FALSE);
}

static gboolean
contains(GBytes *bytes, const char *word)
{
	gsize length;
	const char *data = g_bytes_get_data(bytes, &length);

	return memmem(data, length, word, strlen(word)) != NULL;
}

static gboolean
try(Desk *desk, Letter *letter, GError **error)
{
	return letter_write_sealed(
		&desk->world->daemon, desk->world->board, &desk->item, WORLD_BEGIN, letter, error);
}

/* The second part of multipart/encrypted. */
static GBytes *
armored(GMimeMessage *message)
{
	GMimeObject *body = g_mime_message_get_mime_part(message);

	gmime_assert_type(body, "multipart/encrypted");
	g_assert_cmpstr(g_mime_object_get_content_type_parameter(body, "protocol"), ==,
		"application/pgp-encrypted");
	g_assert_cmpint(g_mime_multipart_get_count(GMIME_MULTIPART(body)), ==, 2);
	gmime_assert_type(
		g_mime_multipart_get_part(GMIME_MULTIPART(body), 0), "application/pgp-encrypted");
	return gmime_decode(g_mime_multipart_get_part(GMIME_MULTIPART(body), 1));
}

static void
test_reader_opens_it(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(Letter) letter = { 0 };
	g_autoptr(GError) error = NULL;

	if (!has_gpg(desk))
		return;
	give_key(desk, "never");
	g_assert_true(try(desk, &letter, &error));
	g_assert_no_error(error);
	GMimeMessage *message = gmime_read(letter.sent);
	g_autoptr(GBytes) closed = armored(message);
	g_autoptr(GBytes) open = pgp_home_run(desk->reader, closed, NULL, "--decrypt", NULL);

	g_assert_true(contains(open, NAMED));
	g_assert_true(g_str_has_prefix(g_bytes_get_data(open, NULL), "Content-"));
	g_assert_true(contains(open, "multipart/alternative"));
	g_assert_cmpstr(g_mime_message_get_message_id(message), ==, desk->item.message_id);
	g_object_unref(message);
	/* What is kept is what was written. */
	g_assert_true(contains(letter.kept, NAMED));
}

/* Every header but those of the body is the plain mail's, and there is no other. */
static void
test_outside_says_no_more(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(Letter) letter = { 0 };
	g_auto(SealedMail) kept = { 0 }, sent = { 0 };
	g_autoptr(GError) error = NULL;

	if (!has_gpg(desk))
		return;
	give_key(desk, "never");
	g_assert_true(try(desk, &letter, &error));
	sealed_split(letter.kept, &kept);
	sealed_split(letter.sent, &sent);
	g_assert_cmpstr(sent.envelope->str, ==, kept.envelope->str);
	g_assert_false(contains(letter.sent, NAMED));
	g_assert_false(contains(letter.sent, "Content-Language"));
	g_assert_false(contains(letter.sent, "Zacharias"));
}

/* Signed inside with the board's own key, which has a passphrase. */
static void
test_is_signed(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(Letter) letter = { 0 };
	g_autoptr(GError) error = NULL;
	Board *board = desk->world->board;

	if (!has_gpg(desk))
		return;
	give_key(desk, "never");
	g_autoptr(PgpHome) own = pgp_home_new(desk->world->folder);
	g_autofree char *passphrase = g_build_filename(desk->world->folder, "passphrase", NULL);
	g_assert_true(g_file_set_contents_full(
		passphrase, "hemligt ord\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	pgp_home_make(own, board->address, "never", "hemligt ord");
	board->openpgp.passphrase_file = g_steal_pointer(&passphrase);
	board->openpgp.key_file = pgp_home_export(own, board->address, "board-secret.asc", TRUE);
	g_autofree char *public = pgp_home_export(own, board->address, "board.asc", FALSE);
	pgp_home_import(desk->reader, public);
	g_assert_true(try(desk, &letter, &error));
	GMimeMessage *message = gmime_read(letter.sent);
	g_autoptr(GBytes) closed = armored(message);
	g_autoptr(GBytes) said =
		pgp_home_run(desk->reader, closed, NULL, "--status-fd", "1", "--decrypt", NULL);
	g_assert_true(contains(said, "[GNUPG:] GOODSIG "));
	g_object_unref(message);
}

/* Of no use: what is in the file, and what the reason says. */
static const struct {
	const char *expires, *text, *says;
} useless[] = {
	{ "seconds=1", NULL, "has expired" },
	{ NULL, "no key at all\n", "is no file of a key" },
	{ NULL, "", "is no file of a key" },
};

static void
make_useless(Desk *desk, guint row)
{
	Person *person = &desk->world->board->responsible;

	if (useless[row].expires) {
		give_key(desk, useless[row].expires);
		g_usleep(2100000); /* gpg has no clock of ours */
		return;
	}
	g_free(person->key.openpgp_key);
	person->key.openpgp_key = g_build_filename(desk->world->folder, "useless.asc", NULL);
	g_assert_true(g_file_set_contents(person->key.openpgp_key, useless[row].text, -1, NULL));
}

static void
test_content_does_not_go_in_clear(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	if (!has_gpg(desk))
		return;
	for (guint i = 0; i < G_N_ELEMENTS(useless); i++) {
		g_auto(Letter) letter = { 0 };
		g_autoptr(GError) error = NULL;

		make_useless(desk, i);
		g_assert_false(try(desk, &letter, &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
		g_test_message("row %u: %s", i, error->message);
		g_assert_nonnull(strstr(error->message, useless[i].says));
		g_assert_nonnull(strstr(error->message, "did not go"));
		g_assert_null(letter.sent);
		g_assert_nonnull(letter.kept);
	}
}

/* A notice that says nothing on any route does not wait for somebody to renew a key. */
static void
test_little_goes(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(Letter) letter = { 0 };
	g_autoptr(GError) error = NULL;

	if (!has_gpg(desk))
		return;
	make_useless(desk, 1);
	desk->item.notice = NOTICE_UNDELIVERABLE;
	g_assert_true(try(desk, &letter, &error));
	g_assert_no_error(error);
	g_assert_true(g_bytes_equal(letter.sent, letter.kept));
	g_assert_false(contains(letter.sent, NAMED));
}

/* Whoever has no key gets what they got before, and gpg is not run. */
static void
test_without_key(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(Letter) letter = { 0 };
	g_autoptr(GError) error = NULL;
	g_autoptr(GDir) names = NULL;
	const char *name;

	g_assert_true(try(desk, &letter, &error));
	g_assert_true(letter.sent == letter.kept);
	names = g_dir_open(desk->world->folder, 0, NULL);
	while ((name = g_dir_read_name(names)))
		g_assert_false(g_str_has_prefix(name, ".gnupg-"));
}

/* What was queued for a secure route waits, and by then nobody may have one at that address. */
static void
test_route_is_gone(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(Letter) letter = { 0 };
	g_autoptr(GError) error = NULL;

	desk->world->board->responsible.secure = FALSE;
	desk->item.kept = g_bytes_new_static(NAMED, strlen(NAMED));
	g_assert_true(try(desk, &letter, &error));
	g_assert_no_error(error);
	g_assert_false(contains(letter.sent, NAMED));
	g_assert_false(contains(letter.kept, NAMED));
	g_assert_true(contains(letter.sent, CASE));
	/* A copy is handed over by a person then. */
	letter_clear(&letter);
	desk->item.notice = NOTICE_COMMISSIONING;
	desk->item.audience = AUDIENCE_COMMISSIONING;
	desk->item.enclosure = g_bytes_new_static(NAMED, strlen(NAMED));
	g_assert_false(try(desk, &letter, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_nonnull(strstr(error->message, "case inform"));
	g_assert_null(letter.sent);
}

/* The paper that was made for an earlier try does not go in its place. */
static void
test_kept_paper(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(Letter) letter = { 0 };
	g_autoptr(GError) error = NULL;

	desk->item.notice = NOTICE_PROPOSAL;
	desk->item.audience = AUDIENCE_DECISION_MAKER;
	desk->item.kept = g_bytes_new_static(NAMED, strlen(NAMED));
	g_assert_true(try(desk, &letter, &error));
	g_assert_true(contains(letter.sent, NAMED));
	letter_clear(&letter);
	desk->world->board->responsible.secure = FALSE;
	g_assert_true(try(desk, &letter, &error));
	g_assert_no_error(error);
	g_assert_false(contains(letter.sent, NAMED));
}

/* Whose route it is, in any role of any board. */
static void
test_route_of_others(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	Board *board = desk->world->board;
	CommissioningBoard *other = g_new0(CommissioningBoard, 1);
	g_auto(Letter) letter = { 0 };
	g_autoptr(GError) error = NULL;

	board->responsible.secure = FALSE;
	other->address = g_ascii_strup(desk->item.recipient, -1);
	other->secure = TRUE;
	g_ptr_array_add(board->commissioning, other);
	g_assert_true(try(desk, &letter, &error));
	g_assert_true(contains(letter.sent, NAMED));
}

/* Nothing of it is left when the program ends, whatever was used. */
static void
test_leaves_nothing(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(Letter) letter = { 0 };
	g_autoptr(GError) error = NULL;
	g_autofree char *stale = g_build_filename(desk->world->folder, ".gnupg-abcdef", NULL);
	const char *name;

	if (!has_gpg(desk))
		return;
	give_key(desk, "never");
	g_assert_cmpint(g_mkdir(stale, 0700), ==, 0);
	mail_crypt_sweep(desk->world->settings);
	g_assert_true(try(desk, &letter, &error));
	g_clear_pointer(&desk->world->daemon.crypt, mail_crypt_free);
	g_autoptr(GDir) names = g_dir_open(desk->world->folder, 0, NULL);
	while ((name = g_dir_read_name(names)))
		g_assert_false(g_str_has_prefix(name, ".gnupg-"));
}

/* S/MIME: opened by openssl, and inside signed with the board's key. */
static void
test_certificate(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(Letter) letter = { 0 };
	g_auto(SealedMail) kept = { 0 }, sent = { 0 };
	g_autoptr(GError) error = NULL;
	const char *folder = desk->world->folder;
	Board *board = desk->world->board;

	smime_key_make(folder, "ada", board->responsible.address, SMIME_KEY_RSA);
	smime_key_make(folder, "board", board->address, SMIME_KEY_EC);
	board->responsible.key.certificate = g_build_filename(folder, "ada.pem", NULL);
	board->smime.certificate = g_build_filename(folder, "board.pem", NULL);
	board->smime.key_file = g_build_filename(folder, "board.key", NULL);
	g_assert_true(try(desk, &letter, &error));
	g_assert_no_error(error);
	sealed_split(letter.kept, &kept);
	sealed_split(letter.sent, &sent);
	g_assert_cmpstr(sent.envelope->str, ==, kept.envelope->str);
	g_assert_false(contains(letter.sent, NAMED));
	g_autoptr(GBytes) inside = smime_key_run(
		folder, letter.sent, "-decrypt -binary -recip ada.pem -inkey ada.key");
	g_assert_nonnull(inside);
	g_autoptr(GBytes) open = smime_key_run(folder, inside,
		"-verify -binary -nointern -certfile board.pem -CAfile board.pem -purpose any");
	g_assert_nonnull(open);
	g_assert_true(contains(open, NAMED));
}

/* A certificate that is none, or has ended. */
static void
test_useless_certificate(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(Letter) letter = { 0 };
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func(g_free);
	KeyPair old = key_pair_new(2048, -1);
	GByteArray *pem = key_pair_pem(NULL, old.certificate);
	char *file = g_build_filename(desk->world->folder, "old.pem", NULL);

	g_assert_true(g_file_set_contents(file, (char *) pem->data, (gssize) pem->len, NULL));
	g_byte_array_unref(pem);
	key_pair_clear(&old);
	desk->world->board->responsible.key.certificate = file;
	g_assert_false(try(desk, &letter, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_nonnull(strstr(error->message, "has expired"));
	g_assert_null(letter.sent);
	key_check(desk->world->settings, g_get_real_time() / 1000, problems, warnings);
	g_assert_cmpuint(problems->len, ==, 0);
	g_assert_cmpuint(warnings->len, ==, 1);
	g_assert_true(g_file_set_contents(file, "no certificate", -1, NULL));
	key_check(desk->world->settings, g_get_real_time() / 1000, problems, warnings);
	g_assert_cmpuint(problems->len, ==, 1);
}

/* What check-config says of the responsible's key. */
static void
test_is_looked_at(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *expires, *text, *problem, *warning;
	} rows[] = {
		{ "never", NULL, NULL, NULL },
		{ "2w", NULL, NULL, "ends within 21 days" },
		{ "seconds=1", NULL, NULL, "has expired" },
		{ NULL, "no key\n", "is no file of a key", NULL },
	};

	if (!has_gpg(desk))
		return;
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
		g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func(g_free);
		Person *person = &desk->world->board->responsible;

		g_test_message("row %u", i);
		g_clear_pointer(&desk->reader, pgp_home_free);
		desk->reader = pgp_home_new(desk->world->folder);
		if (rows[i].expires)
			give_key(desk, rows[i].expires);
		else
			g_assert_true(g_file_set_contents(
				person->key.openpgp_key, rows[i].text, -1, NULL));
		if (i == 2)
			g_usleep(2100000);
		key_check(desk->world->settings, g_get_real_time() / 1000, problems, warnings);
		g_assert_cmpuint(problems->len, ==, rows[i].problem ? 1 : 0);
		g_assert_cmpuint(warnings->len, ==, rows[i].warning ? 1 : 0);
		if (rows[i].problem)
			g_assert_nonnull(strstr(problems->pdata[0], rows[i].problem));
		if (rows[i].warning)
			g_assert_nonnull(strstr(warnings->pdata[0], rows[i].warning));
	}
}

/* A private key that others can read is not used, and check-config says so. */
static void
test_open_secret(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func(g_free);
	Board *board = desk->world->board;

	if (!has_gpg(desk))
		return;
	pgp_home_make(desk->reader, board->address, "never", "");
	board->openpgp.key_file =
		pgp_home_export(desk->reader, board->address, "board-secret.asc", TRUE);
	key_check(desk->world->settings, g_get_real_time() / 1000, problems, warnings);
	g_assert_cmpuint(problems->len, ==, 0);
	g_assert_cmpint(g_chmod(board->openpgp.key_file, 0640), ==, 0);
	key_check(desk->world->settings, g_get_real_time() / 1000, problems, warnings);
	g_assert_cmpuint(problems->len, ==, 1);
	g_assert_nonnull(strstr(problems->pdata[0], "open to group or others"));
}

#define CASE_OF(path, run) g_test_add(path, Desk, NULL, set_up, run, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_mime_init();
	/* What the daemon logs is no failure of ours. */
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	CASE_OF("/crypt/out/reader", test_reader_opens_it);
	CASE_OF("/crypt/out/outside", test_outside_says_no_more);
	CASE_OF("/crypt/out/signed", test_is_signed);
	CASE_OF("/crypt/out/content", test_content_does_not_go_in_clear);
	CASE_OF("/crypt/out/little", test_little_goes);
	CASE_OF("/crypt/out/without", test_without_key);
	CASE_OF("/crypt/out/route-is-gone", test_route_is_gone);
	CASE_OF("/crypt/out/kept-paper", test_kept_paper);
	CASE_OF("/crypt/out/route-of-others", test_route_of_others);
	CASE_OF("/crypt/out/leaves", test_leaves_nothing);
	CASE_OF("/crypt/out/certificate", test_certificate);
	CASE_OF("/crypt/out/useless-certificate", test_useless_certificate);
	CASE_OF("/crypt/out/looked-at", test_is_looked_at);
	CASE_OF("/crypt/out/open-secret", test_open_secret);
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * OpenPGP among the words of a mail, made by gpg as its senders would: what can be opened is read
 * where it stands, and nothing that stands outside of it counts as signed.
 */
#include <string.h>

#include "adapters/message/message-gmime.h"
#include "core/mail/trust.h"
#include "daemon/unseal.h"
#include "support/crypt-trial.h"

#define SECRET "En " WORD " i kapprummet, tv\xc3\xa5 g\xc3\xa5nger.\r\n"
#define BEGIN  "-----BEGIN PGP"

/* What stands in the texts below for a block of gpg's. */
typedef enum {
	OF_ADA,        /* {A}: encrypted to the board, signed by Ada */
	OF_MALLORY,    /* {M}: the same, by Mallory's key of Ada's name */
	OF_NOBODY,     /* {N}: not signed */
	OF_OTHERS,     /* {O}: encrypted to Ada */
	OF_INNER,      /* {I}: {A}, encrypted once more with words around it */
	OF_ARMOR,      /* {R}: {A} alone, encrypted once more */
	OF_QUOTING,    /* {Q}: words that quote {A}, encrypted by Ada */
	CLEAR_ADA,     /* {C}: signed in clear by Ada */
	CLEAR_MALLORY, /* {D} */
	BLOCKS
} Block;

static const char letters[] = "AMNOIRQCD";

static char *
run(PgpHome *home, const char *text, const char *option)
{
	g_autoptr(GBytes) plain = crypt_trial_bytes(text);
	g_autoptr(GBytes) made = pgp_home_run(home, plain, NULL, "--armor", option, NULL);

	return crypt_trial_text(made);
}

static char *
encrypt(PgpHome *home, const char *text, const char *to, const char *sign)
{
	g_autoptr(GBytes) made = crypt_trial_encrypt(home, text, to, sign);

	return crypt_trial_text(made);
}

static char *
quote(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autofree char *quoted = g_strjoinv("\n> ", lines);

	return g_strconcat("Se nedan, " WORD ".\n\n> ", quoted, NULL);
}

static void
make_blocks(CryptTrial *trial, char **blocks)
{
	const char *board = trial->board->address;

	blocks[OF_ADA] = encrypt(trial->ada, SECRET, board, "--sign");
	blocks[OF_MALLORY] = encrypt(trial->mallory, SECRET, board, "--sign");
	blocks[OF_NOBODY] = encrypt(trial->mallory, SECRET, board, "--yes");
	blocks[OF_OTHERS] = encrypt(trial->ada, SECRET, ADA, "--sign");
	g_autofree char *around = g_strconcat("Vidare:\n", blocks[OF_ADA], NULL);
	blocks[OF_INNER] = encrypt(trial->mallory, around, board, "--sign");
	blocks[OF_ARMOR] = encrypt(trial->ada, blocks[OF_ADA], board, "--sign");
	g_autofree char *quoted = quote(blocks[OF_ADA]);
	blocks[OF_QUOTING] = encrypt(trial->ada, quoted, board, "--sign");
	blocks[CLEAR_ADA] = run(trial->ada, "utred\n\n- " WORD "\n", "--clear-sign");
	blocks[CLEAR_MALLORY] = run(trial->mallory, "utred\n\n- " WORD "\n", "--clear-sign");
}

/* The text with the blocks in it; "{!X}": the same damaged, "{>X}" quoted, "{=X}" as a page. */
static char *
fill(const char *text, char *const *blocks)
{
	GString *out = g_string_new(NULL);

	for (const char *p = text; *p; p++) {
		if (*p != '{') {
			g_string_append_c(out, *p);
			continue;
		}
		char how = p[1];
		p += strchr("!>=", how) ? 2 : 1;
		const char *block = blocks[strchr(letters, *p) - letters];
		g_autofree char *made = how == '>' ? quote(block) : g_strdup(block);
		char *at = strchr(made, '\n');
		if (how == '!' && strstr(made, "utred"))
			memcpy(strstr(made, "utred"), "avsl\xe5", 5);
		else if (how == '!')
			at[200] = at[200] == 'A' ? 'B' : 'A';
		g_auto(GStrv) lines = g_strsplit(made, "\n", -1);
		g_autofree char *joined = g_strjoinv(how == '=' ? "<br>\r\n" : "\r\n", lines);
		g_string_append(out, joined);
		p++;
	}
	return g_string_free(out, FALSE);
}

#define TEXT   "Content-Type: text/plain; charset=utf-8\r\n\r\n"
#define BOTH   "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n" TEXT
#define PAGE   "\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
#define MIXED  "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" TEXT
#define END    "\r\n--b--\r\n"
#define FILE_  "\r\n--b\r\nContent-Type: text/plain; name=a.asc\r\n\r\n"
#define CLOSED "stands among the words"

static const struct {
	const char *body, *from;
	const char *says, *lacks; /* in its words, or NULL */
	gboolean opened, is_signed, valid, doubtful;
	const char *closed; /* what is said of what stays closed; NULL: nothing does */
} rows[] = {
	{ TEXT "{A}", ADA, WORD, BEGIN, TRUE, TRUE, TRUE, FALSE, NULL },
	{ TEXT "\r\n{A}\r\n\r\n", ADA, WORD, BEGIN, TRUE, TRUE, TRUE, FALSE, NULL },
	{ TEXT "{N}", ADA, "tv\xc3\xa5 g", BEGIN, TRUE, FALSE, FALSE, FALSE, NULL },
	{ TEXT "{M}", ADA, WORD, BEGIN, TRUE, TRUE, FALSE, TRUE, NULL },
	{ TEXT "{A}", "chef@kommun.example", WORD, BEGIN, TRUE, TRUE, FALSE, FALSE, NULL },
	/* What stands outside is kept, and nobody signed it. */
	{ TEXT "{A}avslå\r\n", ADA, "avslå", BEGIN, TRUE, TRUE, FALSE, FALSE, NULL },
	{ TEXT "Hej!\r\n{A}", ADA, "Hej!", BEGIN, TRUE, TRUE, FALSE, FALSE, NULL },
	{ TEXT "Hej!\r\n{A}", ADA, WORD, BEGIN, TRUE, TRUE, FALSE, FALSE, NULL },
	{ TEXT "{A}{A}", ADA, WORD, BEGIN, TRUE, TRUE, FALSE, FALSE, NULL },
	{ TEXT "{A}{M}", ADA, WORD, BEGIN, TRUE, TRUE, FALSE, TRUE, NULL },
	{ TEXT "{A}{N}", ADA, WORD, BEGIN, TRUE, TRUE, FALSE, FALSE, NULL },
	{ MIXED "{A}\r\n--b\r\n" TEXT "avslå" END, ADA, "avslå", BEGIN, TRUE, TRUE, FALSE, FALSE,
		NULL },
	{ MIXED "{A}" FILE_ "{N}" END, ADA, WORD, NULL, TRUE, TRUE, FALSE, FALSE, NULL },
	/* Signed in clear. */
	{ TEXT "{C}", ADA, "\n- " WORD, BEGIN, FALSE, TRUE, TRUE, FALSE, NULL },
	{ TEXT "{D}", ADA, "utred", BEGIN, FALSE, TRUE, FALSE, TRUE, NULL },
	{ TEXT "{!C}", ADA, "avsl", NULL, FALSE, TRUE, FALSE, TRUE, NULL },
	{ TEXT "stäng\r\n{C}", ADA, "stäng", BEGIN, FALSE, TRUE, FALSE, FALSE, NULL },
	{ TEXT "{C}\r\n> {>C}", ADA, "utred", NULL, FALSE, TRUE, FALSE, FALSE, NULL },
	{ TEXT "{>C}", ADA, BEGIN, NULL, FALSE, FALSE, FALSE, FALSE, NULL },
	{ "Content-Type: text/plain; charset=utf-7\r\n\r\n{C}", ADA, NULL, NULL, FALSE, FALSE,
		FALSE, FALSE, NULL },
	/* A part that is called what it is not, and is shown as it is. */
	{ MIXED "{C}\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n"
		"\r\n!!!\r\n" END,
		ADA, "!!!", BEGIN, FALSE, TRUE, FALSE, FALSE, NULL },
	{ "Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\n{C}", ADA, "\n- " WORD, BEGIN,
		FALSE, TRUE, TRUE, FALSE, NULL },
	{ TEXT "{C}{A}", ADA, WORD, BEGIN, TRUE, TRUE, FALSE, FALSE, NULL },
	/* One in the other. */
	{ TEXT "{R}", ADA, WORD, BEGIN, TRUE, TRUE, TRUE, FALSE, NULL },
	{ TEXT "{I}", ADA, WORD, BEGIN, TRUE, TRUE, FALSE, FALSE, NULL },
	{ TEXT "{Q}", ADA, WORD, NULL, FALSE, TRUE, TRUE, FALSE, CLOSED },
	/* A page that says the same goes; one that says more does not. */
	{ BOTH "{A}" PAGE "<p>{=A}</p>" END, ADA, WORD, BEGIN, TRUE, TRUE, TRUE, FALSE, NULL },
	{ BOTH "{A}" PAGE "<p>{=A}</p><p>avslå</p>" END, ADA, WORD, NULL, FALSE, TRUE, FALSE, FALSE,
		CLOSED },
	{ BOTH "{C}" PAGE "<p>avslå</p>" END, ADA, "avslå", NULL, FALSE, TRUE, FALSE, FALSE, NULL },
	{ "Content-Type: text/html\r\n\r\n<pre>{A}</pre>", ADA, NULL, WORD, FALSE, FALSE, FALSE,
		FALSE, CLOSED },
	/* What is not opened. */
	{ TEXT "Se nedan.\r\n{>A}", ADA, BEGIN, WORD "xx", FALSE, FALSE, FALSE, FALSE, CLOSED },
	{ MIXED "Se bilagan." FILE_ "{A}" END, ADA, "bilagan", WORD, FALSE, FALSE, FALSE, FALSE,
		NULL },
	{ TEXT "{O}", ADA, BEGIN, WORD, FALSE, FALSE, FALSE, FALSE,
		"a key that the board does not" },
	{ TEXT "{!A}", ADA, BEGIN, WORD, FALSE, FALSE, FALSE, FALSE, "the encrypted part is" },
	{ TEXT "{O}{A}", ADA, WORD, NULL, FALSE, TRUE, FALSE, FALSE,
		"a key that the board does not" },
	{ TEXT "-----BEGIN PGP MESSAGE-----\r\n\r\nabc\r\n", ADA, BEGIN, NULL, FALSE, FALSE, FALSE,
		FALSE, CLOSED },
	{ TEXT "{A}{A}{A}{A}{A}{A}{A}{A}{A}", ADA, WORD, NULL, FALSE, TRUE, FALSE, FALSE,
		"more texts in it" },
};

static GBytes *
make_mail(const char *from, const char *body)
{
	g_autofree char *mail =
		g_strdup_printf("From: %s\r\n%s%s", from, strchr(HEAD(""), '\n') + 1, body);

	return crypt_trial_bytes(mail);
}

static void
assert_row(CryptTrial *trial, gsize i, GBytes *raw)
{
	g_autoptr(Mail) mail = crypt_trial_open(trial, raw);
	g_autoptr(GBytes) opened = unseal_bytes(&trial->world->daemon, trial->board, raw);
	g_autoptr(Mail) read = message_parse(opened, NULL, NULL);
	const MailSeal none = { 0 }, *seal = mail->seal ? mail->seal : &none;

	/* Who plans and who reads see the same. */
	g_assert_cmpstr(read->words->str, ==, mail->words->str);
	g_assert_true(!rows[i].says || crypt_trial_says(mail, rows[i].says));
	g_assert_false(rows[i].lacks && crypt_trial_says(mail, rows[i].lacks));
	g_assert_cmpint(seal->opened, ==, rows[i].opened);
	g_assert_cmpint(seal->encrypted, ==, rows[i].opened || rows[i].closed);
	g_assert_cmpint(seal->is_signed, ==, rows[i].is_signed);
	g_assert_cmpint(seal->valid, ==, rows[i].valid);
	g_assert_cmpint(seal->doubtful, ==, rows[i].doubtful);
	g_assert_true(rows[i].closed ? seal->closed && strstr(seal->closed, rows[i].closed)
				     : !seal->closed);
	g_assert_cmpint(trust_judge(mail, trial->world->settings), ==,
		rows[i].valid ? TRUST_VERIFIED : TRUST_UNKNOWN);
}

static void
test_rows(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	char *blocks[BLOCKS] = { NULL };

	if (!crypt_trial_give_keys(trial))
		return;
	make_blocks(trial, blocks);
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *body = fill(rows[i].body, blocks);
		g_autoptr(GBytes) raw = make_mail(rows[i].from, body);

		g_test_message("row %zu: %s", i, rows[i].body);
		assert_row(trial, i, raw);
	}
	for (guint i = 0; i < BLOCKS; i++)
		g_free(blocks[i]);
}

/* In base64, with letters of another charset, and with a file beside it that stays what it is. */
static void
test_encoded(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	if (!crypt_trial_give_keys(trial))
		return;
	g_autofree char *block =
		encrypt(trial->ada, "tv\xe5 " WORD "r\n", trial->board->address, "--sign");
	g_auto(GStrv) head = g_strsplit(block, "\n", 2);
	g_autofree char *armor =
		g_strconcat("F\xf6re\n", head[0], "\nCharset: ISO-8859-1\n", head[1], NULL);
	g_autofree char *base64 = g_base64_encode((const guint8 *) armor, strlen(armor));
	g_autoptr(GString) body =
		g_string_new("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
			     "Content-Type: text/plain; charset=iso-8859-1; format=flowed\r\n"
			     "Content-Transfer-Encoding: base64\r\n\r\n");
	for (const char *p = base64; *p; p += MIN(76, strlen(p)))
		g_string_append_printf(body, "%.76s\r\n", p);
	g_string_append(body, "--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF" END);
	g_autoptr(GBytes) raw = make_mail(ADA, body->str);
	g_autoptr(Mail) mail = crypt_trial_open(trial, raw);
	g_autoptr(GBytes) opened = unseal_bytes(&trial->world->daemon, trial->board, raw);
	g_autofree char *text = crypt_trial_text(opened);

	g_assert_true(mail->seal->opened);
	g_assert_true(crypt_trial_says(mail, "Före\ntvå " WORD));
	g_assert_cmpuint(mail->parts->len, ==, 2);
	g_assert_cmpstr(((MailPart *) mail->parts->pdata[1])->name, ==, "a.pdf");
	g_assert_nonnull(strstr(text, "%PDF"));
}

/* Who signed the mail around a text signed no word of what was in that. */
static void
test_within_others(CryptTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	if (!crypt_trial_give_keys(trial))
		return;
	g_autofree char *clear = run(trial->mallory, "avsluta\n", "--clear-sign");
	g_autofree char *entity = g_strconcat(TEXT "utred\r\n\r\n", clear, NULL);
	g_autofree char *outer = encrypt(trial->ada, entity, trial->board->address, "--sign");
	g_autofree char *body = g_strconcat(
		"Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; "
		"boundary=b\r\n\r\n--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1"
		"\r\n\r\n--b\r\nContent-Type: application/octet-stream\r\n\r\n",
		outer, END, NULL);
	g_autoptr(GBytes) raw = make_mail(ADA, body);
	g_autoptr(Mail) mail = crypt_trial_open(trial, raw);

	g_assert_true(mail->seal->opened && !mail->seal->valid);
	g_assert_true(crypt_trial_says(mail, "utred") && crypt_trial_says(mail, "avsluta"));
	g_assert_false(crypt_trial_says(mail, BEGIN));
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
	CASE_OF("/crypt/inline/rows", test_rows);
	CASE_OF("/crypt/inline/encoded", test_encoded);
	CASE_OF("/crypt/inline/within-others", test_within_others);
	return g_test_run();
}

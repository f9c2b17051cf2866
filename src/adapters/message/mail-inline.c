/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * OpenPGP among the words of a mail: each block is opened by itself, and what was in it takes its
 * place. Must never let words outside of a block, or of another block, count as signed.
 */
#include <string.h>

#include "adapters/message/mail-crypt-private.h"
#include "adapters/message/message-armor.h"
#include "adapters/message/message-gmime.h"
#include "adapters/message/message-text.h"
#include "core/error.h"
#include "core/mail/armor.h"
#include "core/mail/sealed.h"
#include "core/text.h"

#define BLOCKS_MAX 8 /* of a mail: each is a process */

typedef struct {
	CryptDesk *desk;
	const CryptSender *sender;
	MailSeal *seal;
	guint blocks;              /* in all texts of the mail, so far */
	gboolean is_signed, valid; /* any of them, all of them */
	gboolean beside;           /* words stand outside of them */
} Inline;

/* In UTF-8, as far as it can be known. g_free() it. */
static char *
decode(const char *text, gsize length, const char *charset)
{
	char *decoded = message_text_decode(text, length, charset);

	if (!decoded && !g_utf8_validate_len(text, length, NULL))
		decoded = message_text_decode(text, length, "windows-1252");
	return decoded ? decoded : g_utf8_make_valid(text, (gssize) length);
}

static void
add_outside(Inline *words, GString *out, const char *text, gsize length, const char *charset)
{
	g_autofree char *decoded = length ? decode(text, length, charset) : NULL;

	if (!decoded)
		return;
	g_string_append(out, decoded);
	words->beside |= decoded[strspn(decoded, " \t\r\n")] != '\0';
}

/* Why a block is not even tried; NULL: it is. */
static const char *
find_hindrance(const Inline *words)
{
	return words->blocks > BLOCKS_MAX ? "more texts in it are encrypted than are opened" : NULL;
}

static GBytes *
decrypt(Inline *words, GBytes *block, GpgSignature *signature)
{
	const GpgSecret secret = crypt_desk_secret(words->desk);
	const char *hindrance = find_hindrance(words);
	g_autoptr(GError) error = NULL;
	GBytes *inside = NULL;

	words->seal->encrypted = TRUE;
	if (!hindrance &&
		gpg_decrypt(words->desk->gpg, &secret, block,
			words->desk->board->mailbox.max_mail_bytes, &inside, signature, &error))
		return inside;
	if (!words->seal->closed)
		words->seal->closed = text_to_line(hindrance ? hindrance : error->message, 300);
	return NULL;
}

static GBytes *
read_signed(Inline *words, GBytes *block, GpgSignature *signature)
{
	g_autoptr(GError) error = NULL;
	GBytes *text = NULL;
	gsize length;
	const char *data = g_bytes_get_data(block, &length);

	signature->there = TRUE;
	if (find_hindrance(words) ||
		!gpg_read_signed(words->desk->gpg, block,
			words->desk->board->mailbox.max_mail_bytes, &text, signature, &error))
		return NULL;
	signature->valid &= armor_is_plain(data, length);
	return text;
}

/* What is in a block, in UTF-8; NULL: it stays as it is. */
static char *
open_block(Inline *words, ArmorKind kind, const char *data, gsize length, const char *charset)
{
	static GBytes *(*const openers[])(Inline *, GBytes *, GpgSignature *) = {
		[ARMOR_MESSAGE] = decrypt,
		[ARMOR_SIGNED] = read_signed,
	};
	g_autoptr(GBytes) block = g_bytes_new(data, length);
	g_auto(GpgSignature) signature = { 0 };
	const char *named = armor_charset(data, length);

	words->blocks++;
	g_autoptr(GBytes) inside = openers[kind](words, block, &signature);
	words->is_signed |= signature.there;
	words->valid &= !signature.there || crypt_sender_made(words->sender, &signature);
	if (!inside)
		return NULL;
	data = g_bytes_get_data(inside, &length);
	return decode(length ? data : "", length, named ? named : charset);
}

static char *
read_text(const char *text, gsize length, const char *label, gpointer user)
{
	Inline *words = user;
	const char *charset = armor_known_charset(label);
	g_autoptr(GString) out = g_string_new(NULL);
	gboolean opened = FALSE;
	gsize at = 0;

	/* As what others might be read, nobody signed. */
	if (label && !charset)
		return NULL;
	for (ArmorBlock block; armor_next(text, length, at, &block); at = block.end) {
		gsize size = block.end - block.begin;
		g_autofree char *inside =
			open_block(words, block.kind, text + block.begin, size, charset);

		add_outside(words, out, text + at, block.begin - at, charset);
		if (inside)
			g_string_append(out, inside);
		else
			add_outside(words, out, text + block.begin, size, charset);
		if (inside && !g_str_has_suffix(inside, "\n"))
			g_string_append(out, "\r\n");
		opened |= inside != NULL;
	}
	if (!opened)
		return NULL;
	add_outside(words, out, text + at, length - at, charset);
	return g_string_free(g_steal_pointer(&out), FALSE);
}

/* The mail as it was, with what the other has inside (core/mail/sealed.h). */
static GBytes *
put_inside(GBytes *raw, GBytes *changed)
{
	g_auto(SealedMail) mail = { 0 }, other = { 0 };

	sealed_split(raw, &mail);
	sealed_split(changed, &other);
	const SealedMail both = { mail.envelope, other.entity };
	return sealed_join(&both);
}

/* More than texts that were replaced, as whoever reads the mail sees it. */
static gboolean
has_others(GBytes *raw, guint replaced)
{
	g_autoptr(Mail) mail = message_parse(raw, NULL, NULL);
	guint parts = 0;

	for (guint i = 0; mail && i < mail->parts->len; i++)
		parts += ((const MailPart *) mail->parts->pdata[i])->size > 0;
	return !mail || mail->limited || parts != replaced;
}

GBytes *
crypt_inline_open(CryptDesk *desk, GBytes *raw, const CryptSender *sender, MailSeal *seal,
	gboolean *ret_beside)
{
	Inline words = { .desk = desk, .sender = sender, .seal = seal, .valid = TRUE };
	guint replaced;

	*ret_beside = FALSE;
	if (!armor_may_stand(g_bytes_get_data(raw, NULL), g_bytes_get_size(raw)))
		return NULL;
	g_autoptr(GBytes) changed = message_armor_replace(raw, read_text, &words, &replaced);
	if (words.blocks)
		crypt_sender_judge(sender, seal, words.is_signed, words.valid);
	if (!changed)
		return NULL;
	GBytes *opened = put_inside(raw, changed);
	*ret_beside = words.blocks > 1 || words.beside || has_others(opened, replaced);
	return opened;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Encrypted mail, layer by layer: what is found in one takes its place in the envelope,
 * until nothing is left to be opened. Must never lose what stands beside the encrypted
 * part, nor take a signature around one for proof of who wrote what is in it.
 */
#include <string.h>

#include "adapters/message/mail-crypt-private.h"
#include "adapters/message/message-gmime.h"
#include "adapters/message/message-signed.h"
#include "adapters/message/smime.h"
#include "core/error.h"
#include "core/mail/mail-key.h"
#include "core/mail/sealed.h"
#include "core/text.h"

/* Encrypted, signed inside, and that once more: what is deeper stays as it is. */
#define LAYERS 4

/* What of a mail can be opened. */
typedef struct {
	const MailPart *closed; /* NULL: nothing */
	const MailPart *label;  /* the part before it that says so, or NULL */
	gboolean openpgp;
} Closed;

/* A mail on its way through the layers. */
typedef struct {
	MailSeal *seal;
	gboolean mixed;    /* there are words beside those that may be signed */
	gboolean replaced; /* words of it were */
} Opening;

static gboolean
is_type(const MailPart *part, const char *const *types)
{
	return part->depth == 0 && g_strv_contains(types, part->media_type);
}

/* RFC 3156 section 4; Exchange keeps the parts and changes the multipart around them. */
static Closed
find_closed(const Mail *mail)
{
	static const char *const labels[] = { "application/pgp-encrypted", NULL };
	static const char *const cms[] = { "application/pkcs7-mime", "application/x-pkcs7-mime",
		NULL };

	for (guint i = 0; i < mail->parts->len; i++) {
		const MailPart *part = g_ptr_array_index(mail->parts, i);

		if (is_type(part, cms))
			return (Closed){ part, NULL, FALSE };
		if (is_type(part, labels) && i + 1 < mail->parts->len)
			return (Closed){ g_ptr_array_index(mail->parts, i + 1), part, TRUE };
	}
	return (Closed){ 0 };
}

static GBytes *
open_openpgp(
	CryptDesk *desk, GBytes *message, const CryptSender *sender, MailSeal *seal, GError **error)
{
	const GpgSecret secret = crypt_desk_secret(desk);
	g_auto(GpgSignature) signature = { 0 };
	GBytes *plain = NULL;

	if (!gpg_decrypt(desk->gpg, &secret, message, desk->board->mailbox.max_mail_bytes, &plain,
		    &signature, error))
		return NULL;
	seal->encrypted = TRUE;
	crypt_sender_judge(sender, seal, signature.there, crypt_sender_made(sender, &signature));
	return plain;
}

static GBytes *
open_signed(GBytes *message, const CryptSender *sender, MailSeal *seal)
{
	GBytes *text = smime_signed_text(message);

	if (text)
		crypt_sender_judge(sender, seal, TRUE,
			sender->key && sender->key->certificate &&
				smime_verify(message, NULL, sender->key->certificate));
	return text;
}

static GBytes *
open_smime(
	CryptDesk *desk, GBytes *message, const CryptSender *sender, MailSeal *seal, GError **error)
{
	GBytes *text = NULL;

	switch (smime_kind(message)) {
	case SMIME_SIGNED:
		return open_signed(message, sender, seal);
	case SMIME_ENCRYPTED:
		seal->encrypted = TRUE;
		break;
	default:
		seal->encrypted = TRUE;
		g_set_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE,
			"the encrypted part is damaged, or of a kind that is not opened");
		return NULL;
	}
	if (!desk->board->smime.key_file)
		g_set_error(
			error, LEX_ERROR, LEX_ERROR_CONFIG, "the board has no S/MIME key (smime)");
	else if (smime_decrypt(&desk->board->smime, message, &text, error))
		crypt_sender_judge(sender, seal, FALSE, FALSE);
	return text;
}

/* A type that cannot end the line that it is put in. */
static const char *
safe_type(const char *type)
{
	for (const char *p = type; *p; p++)
		if (!g_ascii_isalnum(*p) && !strchr("/.+-_", *p))
			return "application/octet-stream";
	return type;
}

static void
append_part(GString *entity, const char *boundary, const MailPart *part)
{
	gsize length;
	const guint8 *data = g_bytes_get_data(part->content, &length);
	g_autofree char *name = part->name ? g_uri_escape_string(part->name, NULL, FALSE) : NULL;
	g_autofree char *charset =
		g_strdup(part->charset ? safe_type(part->charset) : "windows-1252");

	g_string_append_printf(entity, "\r\n--%s\r\nContent-Type: %s; charset=\"%s\"\r\n", boundary,
		safe_type(part->media_type), charset);
	if (name)
		g_string_append_printf(
			entity, "Content-Disposition: attachment; filename*=utf-8''%s\r\n", name);
	g_string_append(entity, "Content-Transfer-Encoding: base64\r\n\r\n");
	crypt_append_base64(entity, data, length);
}

/* The words and files beside the encrypted part: a footer of a list, a gateway's warning. */
static gboolean
add_others(SealedMail *sealed, const Mail *mail, const Closed *closed)
{
	g_autofree char *boundary = g_uuid_string_random();
	g_autoptr(GString) others = g_string_new(NULL);

	for (guint i = 0; i < mail->parts->len; i++) {
		const MailPart *part = g_ptr_array_index(mail->parts, i);

		if (part != closed->closed && part != closed->label && part->size && part->content)
			append_part(others, boundary, part);
	}
	if (!others->len)
		return FALSE;
	g_autofree char *head =
		g_strdup_printf("Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\n--%s\r\n",
			boundary, boundary);
	g_string_prepend(sealed->entity, head);
	g_string_append_len(sealed->entity, others->str, (gssize) others->len);
	g_string_append_printf(sealed->entity, "\r\n--%s--\r\n", boundary);
	return TRUE;
}

/* The mail with what was in the closed part, in the place of that. */
static GBytes *
put_in(GBytes *raw, const Mail *mail, const Closed *closed, GBytes *inside, gboolean *mixed)
{
	g_auto(SealedMail) sealed = { 0 };
	gsize length;
	const char *data = g_bytes_get_data(inside, &length);

	sealed_split(raw, &sealed);
	sealed_replace(&sealed, length ? data : "", length);
	*mixed |= add_others(&sealed, mail, closed);
	return sealed_join(&sealed);
}

static void
verify(CryptDesk *desk, GBytes *raw, const CryptSender *sender, MailSeal *seal)
{
	g_auto(MessageSigned) mail = { 0 };
	g_auto(GpgSignature) signature = { 0 };

	if (!message_signed_read(raw, &mail))
		return;
	if (!mail.openpgp)
		crypt_sender_judge(sender, seal, TRUE,
			sender->key && sender->key->certificate &&
				smime_verify(mail.signature, mail.text, sender->key->certificate));
	else if (!sender->fingerprint)
		crypt_sender_judge(sender, seal, TRUE, FALSE);
	else if (gpg_verify(desk->gpg, mail.text, mail.signature, &signature, NULL))
		crypt_sender_judge(sender, seal, TRUE, crypt_sender_made(sender, &signature));
}

/* What is not a part of its own: words in OpenPGP, or a signature beside what it signs. */
static GBytes *
open_words(CryptDesk *desk, GBytes *raw, const CryptSender *sender, Opening *opening)
{
	gboolean beside;
	GBytes *next = crypt_inline_open(desk, raw, sender, opening->seal, &beside);

	opening->mixed |= beside;
	/* What was signed beside words that were opened is not there any more. */
	if (!next && !opening->replaced)
		verify(desk, raw, sender, opening->seal);
	opening->replaced |= next != NULL;
	return next;
}

/* The mail with one layer less; NULL if there is none, or it stays closed. */
static GBytes *
open_layer(CryptDesk *desk, GBytes *raw, Opening *opening)
{
	MailSeal *seal = opening->seal;
	const MessageOptions options = { .keep_content = TRUE };
	g_autoptr(Mail) mail = message_parse(raw, &options, NULL);
	g_autoptr(GError) error = NULL;

	if (!mail)
		return NULL;
	g_auto(CryptSender) sender = crypt_sender_find(desk, mail);
	const Closed closed = find_closed(mail);
	if (!closed.closed || !closed.closed->content)
		return open_words(desk, raw, &sender, opening);
	g_autoptr(GBytes) inside =
		closed.openpgp ? open_openpgp(desk, closed.closed->content, &sender, seal, &error)
			       : open_smime(desk, closed.closed->content, &sender, seal, &error);
	if (inside)
		return put_in(raw, mail, &closed, inside, &opening->mixed);
	seal->encrypted = TRUE;
	seal->closed = text_to_line(error ? error->message : "it holds nothing", 300);
	return NULL;
}

MailSeal *
crypt_desk_open(CryptDesk *desk, GBytes *raw, GBytes **ret_opened)
{
	MailSeal *seal = g_new0(MailSeal, 1);
	g_autoptr(GBytes) now = g_bytes_ref(raw);
	Opening opening = { .seal = seal };

	for (guint layer = 0; layer < LAYERS && !seal->closed; layer++) {
		GBytes *next = open_layer(desk, now, &opening);

		if (!next)
			break;
		g_bytes_unref(now);
		now = next;
	}
	if (opening.mixed) {
		seal->valid = FALSE;
		g_clear_pointer(&seal->signer, g_free);
	}
	seal->opened = seal->encrypted && !seal->closed;
	*ret_opened = now == raw ? NULL : g_steal_pointer(&now);
	return seal;
}

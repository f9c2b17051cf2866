/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ownership of the plain data that describes a mail, and what it says by its signs alone.
 */
#include "core/mail/mail.h"

#include <string.h>

static void
authentication_line_free(MailAuthentication *line)
{
	authentication_free(line->said);
	g_free(line);
}

Mail *
mail_new(void)
{
	Mail *mail = g_new0(Mail, 1);

	mail->references = g_ptr_array_new_with_free_func(g_free);
	mail->addressed = g_ptr_array_new_with_free_func(g_free);
	mail->trace = g_ptr_array_new_with_free_func((GDestroyNotify) mail_trace_free);
	mail->parts = g_ptr_array_new_with_free_func((GDestroyNotify) mail_part_free);
	mail->bodies = g_ptr_array_new_with_free_func((GDestroyNotify) mail_body_free);
	mail->inner = g_ptr_array_new_with_free_func((GDestroyNotify) mail_inner_free);
	mail->issues = g_ptr_array_new_with_free_func(g_free);
	mail->authentications =
		g_ptr_array_new_with_free_func((GDestroyNotify) authentication_line_free);
	mail->date = INSTANT_NONE;
	return mail;
}

void
mail_free(Mail *mail)
{
	if (!mail)
		return;
	g_free(mail->message_id);
	g_ptr_array_unref(mail->references);
	g_ptr_array_unref(mail->addressed);
	g_free(mail->subject);
	g_free(mail->from_name);
	g_free(mail->from_address);
	g_free(mail->date_raw);
	g_ptr_array_unref(mail->trace);
	g_ptr_array_unref(mail->authentications);
	delivery_report_free(mail->delivery);
	g_ptr_array_unref(mail->parts);
	if (mail->words)
		g_string_free(mail->words, TRUE);
	g_free(mail->text);
	g_ptr_array_unref(mail->bodies);
	g_ptr_array_unref(mail->inner);
	g_ptr_array_unref(mail->issues);
	mail_seal_free(mail->seal);
	g_free(mail);
}

void
mail_seal_free(MailSeal *seal)
{
	if (!seal)
		return;
	g_free(seal->closed);
	g_free(seal->signer);
	g_free(seal);
}

/* Types of parts (RFC 3156, RFC 8551), and the line with which OpenPGP stands in a text. */
static const char *const sealed_types[] = { "application/pgp-encrypted",
	"application/pgp-signature", "application/pkcs7-mime", "application/x-pkcs7-mime",
	"application/pkcs7-signature", "application/x-pkcs7-signature", NULL };

static gboolean
has_words(const Mail *mail, const char *words)
{
	for (guint i = 0; i < mail->bodies->len; i++)
		if (strstr(((const MailBody *) g_ptr_array_index(mail->bodies, i))->text, words))
			return TRUE;
	return FALSE;
}

gboolean
mail_is_sealed(const Mail *mail)
{
	for (guint i = 0; i < mail->parts->len; i++) {
		const MailPart *part = g_ptr_array_index(mail->parts, i);

		if (part->depth == 0 && g_strv_contains(sealed_types, part->media_type))
			return TRUE;
	}
	return has_words(mail, "-----BEGIN PGP SIGNED MESSAGE-----") || mail_has_armor(mail);
}

gboolean
mail_has_armor(const Mail *mail)
{
	return has_words(mail, "-----BEGIN PGP MESSAGE-----");
}

gboolean
mail_is_generated(const Mail *mail)
{
	return (mail->signs & MAIL_SIGN_AUTO_SUBMITTED) &&
	       !(mail->signs & (MAIL_SIGN_AUTO_REPLIED | MAIL_SIGN_MAILBOX_RULE));
}

gboolean
mail_has_attachment(const Mail *mail)
{
	if (mail->limited)
		return TRUE;
	for (guint i = 0; i < mail->parts->len; i++) {
		const MailPart *part = g_ptr_array_index(mail->parts, i);

		if (!part->body || part->depth > 0)
			return TRUE;
	}
	return FALSE;
}

void
mail_part_free(MailPart *part)
{
	if (!part)
		return;
	g_free(part->name);
	g_free(part->media_type);
	g_free(part->charset);
	g_clear_pointer(&part->content, g_bytes_unref);
	g_free(part);
}

void
mail_trace_free(MailTrace *trace)
{
	if (!trace)
		return;
	g_free(trace->by);
	g_free(trace->from);
	g_free(trace->address);
	g_free(trace);
}

void
mail_body_free(MailBody *body)
{
	if (!body)
		return;
	g_free(body->text);
	g_free(body);
}

void
mail_inner_free(MailInner *inner)
{
	if (!inner)
		return;
	g_free(inner->from_name);
	g_free(inner->from_address);
	g_free(inner->subject);
	g_free(inner->text);
	g_free(inner->names);
	g_free(inner);
}

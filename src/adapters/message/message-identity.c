/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What makes a mail the same mail. Each form of the fingerprint begins with
 * its own name and number: a change of the canonical bytes below needs a new
 * number, or every mail in a mailbox would be new.
 */
#include "adapters/message/message-identity.h"

#include <string.h>

#include "adapters/digest.h"
#include "core/text.h"

#define FORM_MAIL  "lexsarah mail 1"
#define FORM_BYTES "lexsarah bytes 1"

struct MessageIdentity {
	Digest *whole;
	Digest *text; /* of the text part that is being read */
	guint64 text_size;
	guint64 line_ends; /* read but not yet counted: they may be the last */
	gboolean held_cr;  /* the last piece ended with "\r" */
	guint64 parts;
};

/*
 * Headers that stand in one copy of a mail and not in another, because each
 * way to a mailbox adds its own. A final * stands for any ending.
 */
static const char *const trace_headers[] = {
	"Received",               /* RFC 5321 section 4.4: every host on the way adds one */
	"Return-Path",            /* RFC 5321 section 4.4: final delivery adds it */
	"Received-SPF",           /* RFC 7208 section 9.1: the receiving host's check */
	"Authentication-Results", /* RFC 8601: the receiving host's check */
	"ARC-*",                  /* RFC 8617: every intermediary seals */
	"DKIM-Signature",         /* RFC 6376: a relay may sign too */
	"DKIM-Filter",            /* OpenDKIM names itself */
	"Delivered-To",           /* Postfix, qmail and Gmail: the address it was delivered to */
	"X-Original-To",          /* Postfix: the address before aliases */
	"Envelope-To",            /* Exim: the envelope recipient */
	"X-Envelope-*",           /* envelope kept by other hosts */
	"Delivery-Date",          /* Exim: when it was delivered */
	"Resent-*",               /* RFC 5322 section 3.6.6: who passes a mail on adds a block */
	"X-Received",             /* Gmail: Received under another name */
	"X-Forwarded-*",          /* forwarding hosts */
	"X-Spam-*",               /* spam filters' verdicts */
	"X-Virus-*",              /* virus filters' verdicts */
	"X-MS-Exchange-*",        /* Exchange: organisation and transport data */
	"X-Microsoft-Antispam*",  /* Exchange Online: filter data */
	"X-Forefront-*",          /* Exchange Online: filter data */
	"X-Sieve",                /* Cyrus and Pigeonhole: the filter that ran */
	"Status",                 /* mailbox files: read or not */
	"X-Status",               /* mailbox files: flags */
	"X-Keywords",             /* mailbox files: keywords */
	"X-UID",                  /* mailbox files: UID */
};

MessageIdentity *
message_identity_new(void)
{
	MessageIdentity *identity = g_new0(MessageIdentity, 1);

	identity->whole = digest_new();
	identity->text = digest_new();
	digest_update_text(identity->whole, FORM_MAIL);
	return identity;
}

static void
count_text(MessageIdentity *identity, const char *text, gsize length)
{
	static const char line_ends[] = "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n";

	if (!length)
		return;
	while (identity->line_ends) {
		gsize n = MIN(identity->line_ends, sizeof(line_ends) - 1);

		digest_update(identity->text, line_ends, n);
		identity->text_size += n;
		identity->line_ends -= n;
	}
	digest_update(identity->text, text, length);
	identity->text_size += length;
}

void
message_identity_add_text(MessageIdentity *identity, const char *text, gsize length)
{
	for (const char *end = text + length; text < end;) {
		const char *line_end = memchr(text, '\n', (gsize) (end - text));
		const char *stop = line_end ? line_end : end;

		if (identity->held_cr && stop > text)
			count_text(identity, "\r", 1);
		identity->held_cr = stop > text && stop[-1] == '\r';
		count_text(identity, text, (gsize) (stop - text) - (identity->held_cr ? 1 : 0));
		if (!line_end)
			break;
		identity->held_cr = FALSE;
		identity->line_ends++;
		text = line_end + 1;
	}
}

void
message_identity_add_part(MessageIdentity *identity, const MailPart *part, gboolean text)
{
	guint8 text_digest[MAIL_DIGEST_BYTES];

	digest_update_text(identity->whole, part->name);
	if (text) {
		digest_finish(identity->text, text_digest);
		digest_update_number(identity->whole, identity->text_size);
		digest_update(identity->whole, text_digest, sizeof(text_digest));
	} else {
		digest_update_number(identity->whole, part->size);
		digest_update(identity->whole, part->digest, sizeof(part->digest));
	}
	identity->text_size = identity->line_ends = 0;
	identity->held_cr = FALSE;
	identity->parts++;
}

void
message_identity_finish(
	MessageIdentity *identity, const Mail *mail, guint8 ret_fingerprint[MAIL_DIGEST_BYTES])
{
	g_autofree char *from = text_fold_address(mail->from_address);

	digest_update_number(identity->whole, identity->parts);
	digest_update_text(identity->whole, from);
	if (mail->date != INSTANT_NONE) {
		digest_update_text(identity->whole, "instant");
		digest_update_number(identity->whole, (guint64) mail->date);
	} else {
		digest_update_text(identity->whole, "raw");
		digest_update_text(identity->whole, mail->date_raw);
	}
	digest_finish(identity->whole, ret_fingerprint);
}

static gboolean
is_trace_header(const char *line, gsize length)
{
	for (gsize i = 0; i < G_N_ELEMENTS(trace_headers); i++) {
		const char *name = trace_headers[i];
		gsize n = strlen(name);
		gboolean prefix = name[n - 1] == '*';

		if (prefix)
			n--;
		if (length <= n || g_ascii_strncasecmp(line, name, n) != 0)
			continue;
		while (n < length && !prefix && (line[n] == ' ' || line[n] == '\t'))
			n++; /* RFC 5322 section 4.5: obsolete white space before the colon */
		if (prefix || (n < length && line[n] == ':'))
			return TRUE;
	}
	return FALSE;
}

void
message_identity_of_bytes(const void *data, gsize length, guint8 ret_fingerprint[MAIL_DIGEST_BYTES])
{
	g_autoptr(Digest) digest = digest_new();
	const char *line = data, *end = line + length;
	gboolean skipping = FALSE;

	digest_update_text(digest, FORM_BYTES);
	while (line < end && *line != '\n' &&
		!(*line == '\r' && line + 1 < end && line[1] == '\n')) {
		const char *line_end = memchr(line, '\n', (gsize) (end - line));
		gsize n = line_end ? (gsize) (line_end + 1 - line) : (gsize) (end - line);

		if (*line != ' ' && *line != '\t')
			skipping = is_trace_header(line, n);
		if (!skipping)
			digest_update(digest, line, n);
		line += n;
	}
	digest_update(digest, line, (gsize) (end - line));
	digest_finish(digest, ret_fingerprint);
}

void
message_identity_free(MessageIdentity *identity)
{
	if (!identity)
		return;
	digest_free(identity->whole);
	digest_free(identity->text);
	g_free(identity);
}

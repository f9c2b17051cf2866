/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A whole mail: what its sender wrote, and the files that hang on it. Headers
 * are not read here: who sent a mail is not who reports.
 */
#include "reader/format.h"

#include <string.h>

#include "adapters/message/message-gmime.h"
#include "adapters/message/message-text.h"
#include "core/mail/flowed.h"
#include "reader/charset.h"

#define CONTENT_MAX     (G_GUINT64_CONSTANT(256) << 20) /* bytes of all parts, decoded */
#define NAMELESS        "bilaga utan namn"              /* said to people if it cannot be read */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static gboolean
sniff(const char *name, const guint8 *data, gsize length)
{
	/* Lines that only a mail server writes; people quote the others. */
	static const char *const starts[] = { "Received:", "Return-Path:", "Delivered-To:",
		"Message-ID:", "MIME-Version:", "DKIM-Signature:", "ARC-Seal:" };

	for (gsize i = 0; i < G_N_ELEMENTS(starts); i++)
		if (length > strlen(starts[i]) &&
			g_ascii_strncasecmp((const char *) data, starts[i], strlen(starts[i])) == 0)
			return TRUE;
	return format_name_ends(name, ".eml");
}

static gboolean
is_type(const MailPart *part, const char *type)
{
	return part->media_type && g_str_has_prefix(part->media_type, type);
}

/* Text in UTF-8 behind a mark that says so, if its charset was named and is known. */
static GBytes *
convert(const MailPart *part)
{
	gsize length = 0;
	const char *data = g_bytes_get_data(part->content, &length);
	g_autofree char *text =
		is_type(part, "text/") ? message_text_decode(data, length, part->charset) : NULL;

	if (!text && part->flowed) /* in a charset that has no label */
		text = charset_to_utf8(part->content);
	if (!text)
		return g_bytes_ref(part->content);
	g_autofree char *joined = part->flowed ? flowed_join(text, part->delsp) : NULL;
	char *marked = g_strconcat(BYTE_ORDER_MARK, joined ? joined : text, NULL);
	return g_bytes_new_take(marked, strlen(marked));
}

/* White space, with the no-break one that programs put where they have no words. */
static gboolean
is_blank(GBytes *content)
{
	gsize length = 0;
	const guint8 *data = g_bytes_get_data(content, &length);

	for (gsize i = 0; i < length; i++)
		if (!g_ascii_isspace(data[i]) && data[i] != 0xa0 &&
			!(data[i] == 0xc2 && i + 1 < length && data[i + 1] == 0xa0))
			return FALSE;
	return TRUE;
}

/* An empty text beside a page is no text: the page would be left out for it. */
static gboolean
is_written(const MailPart *part, const char *type)
{
	return part->content && part->body && is_type(part, type) && !is_blank(part->content);
}

/* What the sender wrote, one member: the plain text, or else the page. */
static void
add_body(const Mail *mail, GPtrArray *members)
{
	static const struct {
		const char *type, *name;
	} kinds[] = { { "text/plain", "body.txt" }, { "text/html", "body.html" } };

	for (gsize k = 0; k < G_N_ELEMENTS(kinds) && members->len == 0; k++) {
		g_autoptr(GByteArray) all = g_byte_array_new();

		for (guint i = 0; i < mail->parts->len; i++) {
			const MailPart *part = mail->parts->pdata[i];
			gsize length = 0;

			if (part->depth > 0 || !is_written(part, kinds[k].type))
				continue;
			g_autoptr(GBytes) text = convert(part);
			const guint8 *data = g_bytes_get_data(text, &length);
			gsize skip =
				all->len > 0 && length >= 3 && memcmp(data, BYTE_ORDER_MARK, 3) == 0
					? 3
					: 0;
			if (all->len > 0)
				g_byte_array_append(all, (const guint8 *) "\n\n", 2);
			g_byte_array_append(all, data + skip, (guint) (length - skip));
		}
		if (all->len == 0)
			continue;
		g_autoptr(GBytes) content = g_byte_array_free_to_bytes(g_steal_pointer(&all));
		g_ptr_array_add(members, format_member_new(kinds[k].name, content, TRUE));
	}
}

/* The numbers of the alternatives of which one is text. g_hash_table_unref() it. */
static GHashTable *
find_texts(const Mail *mail)
{
	GHashTable *texts = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < mail->parts->len; i++) {
		const MailPart *part = mail->parts->pdata[i];

		if (part->alternative && is_written(part, "text/plain"))
			g_hash_table_add(texts, GUINT_TO_POINTER(part->alternative));
	}
	return texts;
}

/* Files, and the words of mails that hang on this one: each in one of its alternatives. */
static void
add_attachments(const Mail *mail, GPtrArray *members)
{
	g_autoptr(GHashTable) texts = find_texts(mail);

	for (guint i = 0; i < mail->parts->len; i++) {
		const MailPart *part = mail->parts->pdata[i];
		gboolean page = is_type(part, "text/html");

		if (!part->content || (part->body && part->depth == 0))
			continue;
		if (page && part->body &&
			g_hash_table_contains(texts, GUINT_TO_POINTER(part->alternative)))
			continue;
		g_autoptr(GBytes) content = convert(part);
		const char *name = part->name ? part->name : page ? "bilaga.html" : NAMELESS;
		g_ptr_array_add(members, format_member_new(name, content, FALSE));
	}
}

static gboolean
eml_unpack(GBytes *content, GPtrArray **ret_members, GError **error)
{
	MessageOptions options = {
		.keep_content = TRUE, .max_content_bytes = CONTENT_MAX, .parts_only = TRUE
	};
	g_autoptr(Mail) mail = message_parse(content, &options, error);

	if (!mail)
		return FALSE;
	if (mail->limited)
		return format_fail(error, "the mail is over a limit: %s",
			mail->issues->len ? (const char *) mail->issues->pdata[0] : "too large");
	*ret_members = g_ptr_array_new_with_free_func((GDestroyNotify) format_member_free);
	add_body(mail, *ret_members);
	add_attachments(mail, *ret_members);
	return TRUE;
}

const Format format_eml = { .name = "eml", .sniff = sniff, .unpack = eml_unpack };

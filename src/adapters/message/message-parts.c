/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The leaf parts of a mail: names, types, sizes and digests of their decoded
 * bytes, which are streamed and kept only on demand.
 */
#include "adapters/message/message-private.h"

#include <string.h>

#include "adapters/digest.h"
#include "adapters/message/message-decode.h"

typedef struct {
	Mail *mail;
	GPtrArray *parts;  /* MailPart *: those of mail, or of a file in it */
	GPtrArray *issues; /* char *: the same */
	const MessageOptions *options;
	GMimeParserOptions *parser_options; /* NULL: nothing was parsed */
	char **text; /* the text of the mail, or of the one inside, that is being read */
	MessageIdentity *identity; /* NULL: parts are all that is asked for */
	Digest *digest;            /* NULL: the same */
	guint64 kept;              /* content bytes so far, of all parts */
	guint alternatives;        /* so far */
	guint alternative;         /* that is being read, 0: none */
	gboolean aside; /* what is being read belongs to a page, and is not shown by itself */
	MessageDecoder decoder;
} Walk;

/* A part while it is being decoded. */
typedef struct {
	Walk *walk;
	MailPart *part;
	gboolean text;
	GByteArray *content; /* NULL if it is not kept */
	GByteArray *words;   /* of a body, else NULL */
	GByteArray *file;    /* the beginning of what is a mail, else NULL */
} Reading;

static Walk *
walk_new(const MessageOptions *options, Mail *mail, MessageIdentity *identity)
{
	Walk *walk = g_new(Walk, 1); /* the buffer needs no clearing */

	walk->mail = mail;
	walk->parts = mail->parts;
	walk->issues = mail->issues;
	walk->options = options;
	walk->parser_options = NULL;
	walk->text = &mail->text;
	walk->identity = identity;
	walk->digest = identity ? digest_new() : NULL;
	walk->kept = 0;
	walk->alternatives = walk->alternative = 0;
	walk->aside = FALSE;
	return walk;
}

static void
walk_free(Walk *walk)
{
	digest_free(walk->digest);
	g_free(walk);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Walk, walk_free)

static Reading
begin_part(Walk *walk, MailPart *part)
{
	gboolean keep = walk->options && walk->options->keep_content;

	return (Reading){
		.walk = walk,
		.part = part,
		.text = g_str_has_prefix(part->media_type, "text/"),
		.content = keep ? g_byte_array_new() : NULL,
		.words = walk->identity && part->body ? g_byte_array_new() : NULL,
		.file = walk->identity && message_is_mail_file(part) ? g_byte_array_new() : NULL,
	};
}

static void
take_bytes(gpointer user, const char *bytes, gsize length)
{
	Reading *reading = user;
	Walk *walk = reading->walk;

	if (!length) /* then bytes may be NULL */
		return;
	reading->part->size += length;
	if (walk->digest)
		digest_update(walk->digest, bytes, length);
	if (walk->identity && reading->text)
		message_identity_add_text(walk->identity, bytes, length);
	if (reading->words)
		message_words_take(reading->words, reading->part, bytes, length);
	if (reading->file)
		message_inner_take(reading->file, bytes, length);
	if (!reading->content)
		return;
	guint64 most = walk->options->max_content_bytes;
	if (most && length > most - walk->kept) {
		walk->kept -= reading->content->len;
		g_clear_pointer(&reading->content, g_byte_array_unref);
		g_ptr_array_add(walk->issues,
			g_strdup_printf(
				"part %u is not kept: the parts have more than %" G_GUINT64_FORMAT
				" bytes together",
				walk->parts->len + 1, most));
		return;
	}
	g_byte_array_append(reading->content, (const guint8 *) bytes, (guint) length);
	walk->kept += length;
}

static void read_file(const Walk *outer, GByteArray *file, guint depth);

/* What a plan needs of a part's words, and of a mail that hangs on it as a file. */
static void
end_words(Reading *reading)
{
	Walk *walk = reading->walk;
	const MailPart *part = reading->part;
	g_autofree char *text = reading->words ? message_words_decode(part, reading->words) : NULL;
	g_autofree char *words = text ? message_words_read(part, text) : NULL;

	if (words) {
		message_words_add(walk->mail, words);
		if (walk->text == &walk->mail->text && !walk->aside)
			message_words_keep(walk->mail, part, text);
		if (walk->text && !*walk->text)
			*walk->text = g_steal_pointer(&words);
	}
	if (reading->file)
		read_file(walk, reading->file, part->depth + 1);
	g_clear_pointer(&reading->words, g_byte_array_unref);
	g_clear_pointer(&reading->file, g_byte_array_unref);
}

static void
end_part(Reading *reading)
{
	MailPart *part = reading->part;

	end_words(reading);
	if (reading->walk->digest)
		digest_finish(reading->walk->digest, part->digest);
	if (reading->content)
		part->content = g_byte_array_free_to_bytes(reading->content);
	if (reading->walk->identity)
		message_identity_add_part(reading->walk->identity, part, reading->text);
	g_ptr_array_add(reading->walk->parts, part);
}

/*
 * RFC 2045 section 5.2: a content type that cannot be read is text. GMime says
 * application/octet-stream for it, as for one that really says so.
 */
static char *
media_type_of(GMimeObject *object)
{
	GMimeContentType *type = g_mime_object_get_content_type(object);
	const char *written = g_mime_object_get_header(object, "Content-Type");

	if (!type)
		return g_strdup("text/plain");
	g_autofree char *name = g_mime_content_type_get_mime_type(type);
	char *lower = g_ascii_strdown(name, -1);
	if (written && !strchr(written, '/') && strcmp(lower, "application/octet-stream") == 0) {
		g_free(lower);
		return g_strdup("text/plain");
	}
	return message_take_text(lower);
}

static gboolean
has_parameter(GMimeContentType *type, const char *name, const char *value)
{
	const char *written = g_mime_content_type_get_parameter(type, name);

	return written && g_ascii_strcasecmp(written, value) == 0;
}

static MailPart *
part_new(GMimeObject *object, guint depth)
{
	GMimeContentType *type = g_mime_object_get_content_type(object);
	MailPart *part = g_new0(MailPart, 1);

	part->depth = depth;
	part->media_type = media_type_of(object);
	if (!type)
		return part;
	part->charset =
		message_take_text(g_strdup(g_mime_content_type_get_parameter(type, "charset")));
	part->flowed = has_parameter(type, "format", "flowed");
	part->delsp = part->flowed && has_parameter(type, "delsp", "yes");
	return part;
}

static void
read_leaf(Walk *walk, GMimeObject *object, guint depth)
{
	MailPart *part = part_new(object, depth);

	part->alternative = walk->alternative;
	if (GMIME_IS_PART(object)) {
		const char *name = g_mime_part_get_filename(GMIME_PART(object));

		part->name = message_take_text(g_strdup(name && *name ? name : NULL));
		part->body = g_str_has_prefix(part->media_type, "text/") && !part->name &&
			     !g_mime_part_is_attachment(GMIME_PART(object));
	}
	Reading reading = begin_part(walk, part);
	GMimeDataWrapper *content =
		GMIME_IS_PART(object) ? g_mime_part_get_content(GMIME_PART(object)) : NULL;
	if (content && !message_decode(&walk->decoder, content, take_bytes, &reading))
		g_ptr_array_add(walk->issues,
			g_strdup_printf("part %u calls itself base64 and is not: taken as it is",
				walk->parts->len + 1));
	end_part(&reading);
}

/* The text of a multipart without parts: its boundary is missing or never came. */
static void
read_partless(Walk *walk, GMimeMultipart *multipart, guint depth)
{
	const char *text = g_mime_multipart_get_prologue(multipart);

	if (!text || !*text)
		return;
	MailPart *part = g_new0(MailPart, 1);
	part->media_type = g_strdup("text/plain");
	part->body = TRUE;
	part->depth = depth;
	Reading reading = begin_part(walk, part);
	take_bytes(&reading, text, strlen(text));
	end_part(&reading);
}

static void read_object(Walk *walk, GMimeObject *object, guint depth);

static void
read_inner(Walk *walk, GMimeMessage *message, guint depth)
{
	GMimeObject *top = message ? g_mime_message_get_mime_part(message) : NULL;
	MailInner *inner =
		walk->identity ? message_inner_add(walk->mail, message, walk->parser_options, depth)
			       : NULL;
	char **outer = walk->text;
	guint alternative = walk->alternative;

	walk->text = inner ? &inner->text : NULL;
	walk->alternative = 0;
	if (top)
		read_object(walk, top, depth);
	walk->text = outer;
	walk->alternative = alternative;
}

/*
 * RFC 2387: of multipart/related one part is shown, and what it names of the others. Programs
 * differ in whether they look at "start", so that where it names another than the first nothing is
 * known.
 */
static gboolean
is_shown(GMimeMultipart *multipart, int i)
{
	GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(multipart));
	const char *start = g_mime_content_type_get_parameter(type, "start");

	if (!g_mime_content_type_is_type(type, "multipart", "related"))
		return TRUE;
	if (i > 0 || !start)
		return i == 0;
	const char *id = g_mime_object_get_content_id(g_mime_multipart_get_part(multipart, 0));
	gsize length = id ? strlen(id) : 0;
	return id && g_str_has_prefix(start + (*start == '<'), id) &&
	       strcmp(start + (*start == '<') + length, *start == '<' ? ">" : "") == 0;
}

static void
read_multipart(Walk *walk, GMimeMultipart *multipart, guint depth)
{
	int count = g_mime_multipart_get_count(multipart);
	guint outer = walk->alternative;
	gboolean aside = walk->aside;

	if (g_mime_content_type_is_type(g_mime_object_get_content_type(GMIME_OBJECT(multipart)),
		    "multipart", "alternative"))
		walk->alternative = ++walk->alternatives;
	for (int i = 0; i < count; i++) {
		walk->aside = aside || !is_shown(multipart, i);
		read_object(walk, g_mime_multipart_get_part(multipart, i), depth);
	}
	walk->aside = aside;
	if (!count)
		read_partless(walk, multipart, depth);
	walk->alternative = outer;
}

static char *
join_names(const GPtrArray *parts)
{
	GString *names = g_string_new(NULL);

	for (guint i = 0; i < parts->len; i++) {
		const MailPart *part = g_ptr_array_index(parts, i);

		if (part->name)
			g_string_append_printf(names, "%s\n", part->name);
	}
	return g_string_free(names, names->len == 0);
}

/*
 * A mail that is a file: its words are looked at as those of one that stands in
 * the mail. Its parts are none of the mail's; they are only looked into. A file
 * in a file is, too, until so many mails are inside as are kept.
 */
static void
read_file(const Walk *outer, GByteArray *file, guint depth)
{
	g_autoptr(GMimeMessage) message = message_inner_parse(outer->mail, file);
	g_autoptr(MessageIdentity) nobodys = message_identity_new();
	guint place = outer->mail->inner->len;

	if (!message)
		return;
	g_autoptr(Mail) inside = mail_new();
	g_autoptr(Walk) walk = walk_new(NULL, outer->mail, nobodys);
	walk->parts = inside->parts;
	walk->issues = inside->issues;
	walk->parser_options = outer->parser_options;
	read_inner(walk, message, depth);
	((MailInner *) g_ptr_array_index(outer->mail->inner, place))->names =
		join_names(inside->parts);
}

/* Recurses as deep as GMime nests, which it limits. */
static void
read_object(Walk *walk, GMimeObject *object, guint depth)
{
	if (GMIME_IS_MULTIPART(object)) {
		read_multipart(walk, GMIME_MULTIPART(object), depth);
	} else if (GMIME_IS_MESSAGE_PART(object)) {
		read_inner(walk, g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)),
			depth + 1);
	} else {
		read_leaf(walk, object, depth);
	}
}

void
message_parts_read(GMimeMessage *message, GMimeParserOptions *parser_options,
	const MessageOptions *options, Mail *mail, MessageIdentity *identity)
{
	g_autoptr(Walk) walk = walk_new(options, mail, identity);
	GMimeObject *top = g_mime_message_get_mime_part(message);

	walk->parser_options = parser_options;
	if (top)
		read_object(walk, top, 0);
}

void
message_parts_read_bare(
	GBytes *raw, const MessageOptions *options, Mail *mail, MessageIdentity *identity)
{
	g_autoptr(Walk) walk = walk_new(options, mail, identity);
	gsize length = 0;
	const char *data = g_bytes_get_data(raw, &length);
	gboolean binary = memchr(data, 0, length) != NULL;
	MailPart *part = g_new0(MailPart, 1);

	part->media_type = g_strdup(binary ? "application/octet-stream" : "text/plain");
	part->body = !binary;
	Reading reading = begin_part(walk, part);
	take_bytes(&reading, data, length);
	end_part(&reading);
	g_ptr_array_add(mail->issues, g_strdup("the mail has no headers"));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

#include "adapters/message/message-gmime.h"
#include "adapters/message/message-identity.h"

/* What the message-*.c files that know GMime share. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeFilter, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeParserOptions, g_mime_parser_options_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeReferences, g_mime_references_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(InternetAddressList, g_object_unref)

/* text made valid UTF-8; takes text, which may be NULL. g_free() the result. */
char *message_take_text(char *text);

/* Fills everything of mail that its headers say. */
void message_headers_read(GMimeMessage *message, GMimeParserOptions *options, Mail *mail);

/* Sets the signs of a notification, and reads what one of delivery says. */
void message_report_read(GMimeMessage *message, Mail *mail);

/* Adds message's leaf parts to mail and to identity (NULL: parts_only). options may be NULL. */
void message_parts_read(GMimeMessage *message, GMimeParserOptions *parser_options,
	const MessageOptions *options, Mail *mail, MessageIdentity *identity);

/* TRUE if part is a mail that GMime left as a file. */
gboolean message_is_mail_file(const MailPart *part);

/* Keeps more of its decoded bytes, as far as they are looked at. */
void message_inner_take(GByteArray *file, const char *more, gsize length);

/* Adds message, which stands in mail, to mail->inner; borrowed, NULL if it is one too many. */
MailInner *message_inner_add(
	Mail *mail, GMimeMessage *message, GMimeParserOptions *options, guint depth);

/*
 * The message in a file of which file is the beginning: its headers and what
 * follows, or the headers alone where it is over a limit. NULL if it has none, or
 * mail has as many inside as are kept. file is changed, and must outlive it.
 */
GMimeMessage *message_inner_parse(const Mail *mail, GByteArray *file);

/* Adds bytes that have no headers as the only part. */
void message_parts_read_bare(
	GBytes *raw, const MessageOptions *options, Mail *mail, MessageIdentity *identity);

/* Keeps more of a body's decoded bytes, as far as its words are looked at. */
void message_words_take(GByteArray *bytes, const MailPart *part, const char *more, gsize length);

/*
 * The text of part, of which bytes is the beginning, in UTF-8: html with its tags, flowed lines
 * joined. NULL if it holds nothing. g_free() it.
 */
char *message_words_decode(const MailPart *part, const GByteArray *bytes);

/* The words of that text. g_free() them. */
char *message_words_read(const MailPart *part, const char *text);

/* Keeps that text, of a part of the mail itself, among the bodies of mail. */
void message_words_keep(Mail *mail, const MailPart *part, const char *text);

/* Adds them to those of all bodies of mail. */
void message_words_add(Mail *mail, const char *words);

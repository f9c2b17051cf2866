/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of formats. The first whose sniff says yes reads the file, so that
 * the ones with a signature stand before the ones without.
 */
#include "reader/format.h"

#include <libxml/parser.h>
#include <string.h>

#include "adapters/message/message-gmime.h"
#include "core/error.h"
#include "reader/charset.h"

static const Format *const formats[] = {
	&format_pdf,
#ifdef ENABLE_OCR
	&format_image,
#endif
	&format_docx,
	&format_odt,
	&format_rtf,
	&format_tnef,
	&format_zip,
	&format_eml,
	&format_html,
	&format_text,
};

const Format *
format_find(const char *name, GBytes *content)
{
	gsize length = 0;
	const guint8 *data = g_bytes_get_data(content, &length);

	for (const Format *kept = formats_kept; length > 0 && kept->name; kept++)
		if (kept->sniff(name, data, length))
			return kept;
	for (gsize i = 0; length > 0 && i < G_N_ELEMENTS(formats); i++)
		if (formats[i]->sniff(name, data, length))
			return formats[i];
	return NULL;
}

static struct {
	void (*begin)(gpointer user);
	gpointer user;
} on_scan;

void
format_on_scan(void (*begin)(gpointer user), gpointer user)
{
	on_scan.begin = begin;
	on_scan.user = user;
}

void
format_begin_scan(void)
{
	if (on_scan.begin)
		on_scan.begin(on_scan.user);
}

static void
say_nothing(void *user, const char *format, ...)
{
	(void) user;
	(void) format;
}

void
format_warm_text(void)
{
	xmlInitParser();
	/* Out of memory libxml2 would show on standard error, a log, the line it stopped at. */
	xmlSetGenericErrorFunc(NULL, say_nothing);
	message_init();
	charset_warm();
	for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
		if (formats[i]->warm)
			formats[i]->warm();
}

void
format_warm_scans(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
		if (formats[i]->warm_scans)
			formats[i]->warm_scans();
}

void
format_warm(void)
{
	format_warm_text();
	format_warm_scans();
}

gboolean
format_fail(GError **error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_autofree char *what = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_set_error_literal(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE, what);
	return FALSE;
}

gboolean
format_ask(GError **error, const char *swedish)
{
	g_set_error_literal(error, LEX_ERROR, LEX_ERROR_WAIT, swedish);
	return FALSE;
}

gboolean
format_name_ends(const char *name, const char *suffix)
{
	gsize n = strlen(name), s = strlen(suffix);

	return n >= s && g_ascii_strcasecmp(name + n - s, suffix) == 0;
}

FormatMember *
format_member_new(const char *name, GBytes *content, gboolean body)
{
	FormatMember *member = g_new0(FormatMember, 1);

	member->name = g_strdup(name);
	member->content = g_bytes_ref(content);
	member->body = body;
	return member;
}

FormatMember *
format_member_new_unread(const char *name, const char *ask)
{
	FormatMember *member = g_new0(FormatMember, 1);

	member->name = g_strdup(name);
	member->ask = ask;
	return member;
}

void
format_member_free(FormatMember *member)
{
	if (!member)
		return;
	g_free(member->name);
	g_clear_pointer(&member->content, g_bytes_unref);
	g_free(member);
}

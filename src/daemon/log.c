/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes the log. The only place of the program that reads the wall clock
 * without the port, because a log line tells when it was written, whatever
 * time a test holds still. Must never write a control character, a line end
 * within a message, or text out of a mail.
 */
#include "daemon/log.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "core/date.h"
#include "core/error.h"
#include "core/text.h"

#define TEXT_CHARS  2000
#define VALUE_CHARS 100

static GTimeZone *log_zone; /* set once by log_init() before there are threads */

/* The fields of a message, as journald knows them and as a line shows them. */
enum {
	FIELD_BOARD,
	FIELD_UIDVALIDITY,
	FIELD_UID,
	FIELD_MAIL,
	FIELD_CASE,
	FIELD_OUTBOX,
	FIELD_ATTEMPT,
	FIELD_ERROR_CLASS,
	FIELD_COUNT
};

static const struct {
	const char *journal;
	const char *line;
} field_names[FIELD_COUNT] = {
	[FIELD_BOARD] = { "LEX_BOARD", "board" },
	[FIELD_UIDVALIDITY] = { "LEX_UIDVALIDITY", "uidvalidity" },
	[FIELD_UID] = { "LEX_UID", "uid" },
	[FIELD_MAIL] = { "LEX_MAIL", "mail" },
	[FIELD_CASE] = { "LEX_CASE", "case" },
	[FIELD_OUTBOX] = { "LEX_OUTBOX", "outbox" },
	[FIELD_ATTEMPT] = { "LEX_ATTEMPT", "attempt" },
	[FIELD_ERROR_CLASS] = { "LEX_ERROR_CLASS", "class" },
};

static const struct {
	GLogLevelFlags level;
	const char *name;
	const char *priority; /* syslog(3) */
} levels[] = {
	{ G_LOG_LEVEL_ERROR, "error", "3" },
	{ G_LOG_LEVEL_CRITICAL, "error", "3" },
	{ G_LOG_LEVEL_WARNING, "warning", "4" },
	{ G_LOG_LEVEL_MESSAGE, "info", "6" },
	{ G_LOG_LEVEL_INFO, "info", "6" },
	{ G_LOG_LEVEL_DEBUG, "debug", "7" },
};

static gsize
level_index(GLogLevelFlags level)
{
	for (gsize i = 0; i < G_N_ELEMENTS(levels); i++)
		if (level & levels[i].level)
			return i;
	return 0;
}

static char *
number_or_null(gint64 number)
{
	return number ? g_strdup_printf("%" G_GINT64_FORMAT, number) : NULL;
}

static char *
value_or_null(const char *text)
{
	return text && *text ? text_to_line(text, VALUE_CHARS) : NULL;
}

/* The values in the order of field_names, NULL for what is left out. */
static void
collect(const LogFields *fields, char *ret_values[FIELD_COUNT])
{
	static const LogFields none;

	if (!fields)
		fields = &none;
	ret_values[FIELD_BOARD] = value_or_null(fields->board);
	ret_values[FIELD_UIDVALIDITY] = number_or_null(fields->uidvalidity);
	ret_values[FIELD_UID] = number_or_null(fields->uid);
	ret_values[FIELD_MAIL] = value_or_null(fields->mail);
	ret_values[FIELD_CASE] = value_or_null(fields->case_id);
	ret_values[FIELD_OUTBOX] = number_or_null(fields->outbox);
	ret_values[FIELD_ATTEMPT] = number_or_null(fields->attempt);
	ret_values[FIELD_ERROR_CLASS] = value_or_null(fields->error_class);
}

static void
release(char *values[FIELD_COUNT])
{
	for (int i = 0; i < FIELD_COUNT; i++)
		g_free(values[i]);
}

char *
log_format_line(gint64 time_ms, GTimeZone *zone, GLogLevelFlags level, const LogFields *fields,
	const char *text)
{
	g_autofree char *time = instant_to_string(time_ms, zone);
	g_autofree char *clean = text_to_line(text, TEXT_CHARS);
	GString *line = g_string_new(time);
	char *values[FIELD_COUNT];

	g_string_append_printf(line, " %s", levels[level_index(level)].name);
	collect(fields, values);
	for (int i = 0; i < FIELD_COUNT; i++)
		if (values[i])
			g_string_append_printf(line, " %s=%s", field_names[i].line, values[i]);
	release(values);
	g_string_append_printf(line, ": %s", clean);
	return g_string_free(line, FALSE);
}

/* One call of write() for a line, so that threads do not mix theirs. */
static void
write_line(GLogLevelFlags level, const LogFields *fields, const char *text)
{
	g_autoptr(GTimeZone) utc = log_zone ? NULL : g_time_zone_new_utc();
	g_autofree char *line = log_format_line(
		g_get_real_time() / 1000, log_zone ? log_zone : utc, level, fields, text);
	gsize length = strlen(line);

	line[length++] = '\n'; /* in place of the end, which write() does not need */
	for (gsize at = 0; at < length;) {
		gssize done = write(STDERR_FILENO, line + at, length - at);

		if (done > 0)
			at += (gsize) done;
		else if (done == 0 || errno != EINTR) /* nowhere left to complain to */
			break;
	}
}

static void
write_journal(GLogLevelFlags level, const LogFields *fields, const char *text)
{
	g_autofree char *clean = text_to_line(text, TEXT_CHARS);
	GLogField out[FIELD_COUNT + 3] = {
		{ "MESSAGE", clean, -1 },
		{ "PRIORITY", levels[level_index(level)].priority, -1 },
		{ "SYSLOG_IDENTIFIER", g_get_prgname() ? g_get_prgname() : "lexsarahd", -1 },
	};
	char *values[FIELD_COUNT];
	gsize n = 3;

	collect(fields, values);
	for (int i = 0; i < FIELD_COUNT; i++)
		if (values[i])
			out[n++] = (GLogField){ field_names[i].journal, values[i], -1 };
	if (g_log_writer_journald(level, out, n, NULL) != G_LOG_WRITER_HANDLED)
		write_line(level, fields, text);
	release(values);
}

static void
write_message(GLogLevelFlags level, const LogFields *fields, const char *text)
{
	static gsize known;

	if (g_once_init_enter(&known))
		g_once_init_leave(&known, g_log_writer_is_journald(STDERR_FILENO) ? 2 : 1);
	if (known == 2)
		write_journal(level, fields, text);
	else
		write_line(level, fields, text);
}

static const char *
find_field(const GLogField *fields, gsize n_fields, const char *key)
{
	for (gsize i = 0; i < n_fields; i++)
		if (strcmp(fields[i].key, key) == 0 && fields[i].length < 0)
			return fields[i].value;
	return NULL;
}

/* What GLib, GIO, GMime and our own g_debug() say. */
static GLogWriterOutput
write_library(GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer unused)
{
	const char *domain = find_field(fields, n_fields, "GLIB_DOMAIN");
	const char *text = find_field(fields, n_fields, "MESSAGE");
	gboolean quotes_mail = domain && g_ascii_strncasecmp(domain, "gmime", 5) == 0;

	(void) unused;
	if (level & (G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG) &&
		g_log_writer_default_would_drop(level, domain))
		return G_LOG_WRITER_HANDLED;
	if (quotes_mail)
		text = "a message about a mail, left out because it may quote it";
	g_autofree char *line =
		g_strdup_printf("%s: %s", domain ? domain : "library", text ? text : "");
	write_message(level, NULL, line);
	return G_LOG_WRITER_HANDLED;
}

void
log_init(GTimeZone *zone)
{
	g_assert(!log_zone);
	log_zone = g_time_zone_ref(zone);
	g_log_set_writer_func(write_library, NULL, NULL);
}

static void write_format(GLogLevelFlags level, const LogFields *fields, const char *format,
	va_list args) G_GNUC_PRINTF(3, 0);

static void
write_format(GLogLevelFlags level, const LogFields *fields, const char *format, va_list args)
{
	g_autofree char *text = g_strdup_vprintf(format, args);

	write_message(level, fields, text);
}

#define DEFINE_LOG(name, level)                                                                    \
	void name(const LogFields *fields, const char *format, ...)                                \
	{                                                                                          \
		va_list args;                                                                      \
                                                                                                   \
		va_start(args, format);                                                            \
		write_format(level, fields, format, args);                                         \
		va_end(args);                                                                      \
	}

DEFINE_LOG(log_error, G_LOG_LEVEL_CRITICAL)
DEFINE_LOG(log_info, G_LOG_LEVEL_INFO)

GLogLevelFlags
log_level_of(const GError *error)
{
	/* what is not here needs a person */
	static const gboolean is_mild[LEX_ERROR_COUNT] = {
		[LEX_ERROR_TEMPORARY] = TRUE,
		[LEX_ERROR_BAD_MESSAGE] = TRUE,
		[LEX_ERROR_USAGE] = TRUE,
		[LEX_ERROR_INPUT] = TRUE,
		[LEX_ERROR_NOT_FOUND] = TRUE,
		[LEX_ERROR_NOT_ALLOWED] = TRUE,
	};

	return error->domain == LEX_ERROR && is_mild[error->code] ? G_LOG_LEVEL_WARNING
								  : G_LOG_LEVEL_CRITICAL;
}

void
log_failure(const LogFields *fields, const GError *error, const char *what)
{
	LogFields with_class = fields ? *fields : (LogFields){ 0 };
	g_autofree char *text = g_strdup_printf("%s: %s", what, error->message);

	with_class.error_class = error->domain == LEX_ERROR
					 ? error_class_name((LexError) error->code)
					 : g_quark_to_string(error->domain);
	write_message(log_level_of(error), &with_class, text);
}

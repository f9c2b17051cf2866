/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The mail sender over libcurl. What it must get right is how sure a failure
 * is: once every byte was given to the network and no final reply came, the
 * server may have the message, and sending it again may double it. Never logs
 * what passes.
 */
#include "adapters/smtp/smtp-curl.h"

#include <string.h>

#include "adapters/smtp/smtp-private.h"
#include "core/error.h"
#include "core/text.h"

#define SILENCE_SECONDS 300
#define GRACE_SECONDS   10 /* for the reply to a message, when we are to stop */
#define MAX_REPLY_BYTES 4096
#define REPLY_GO_ON     354
#define REPLY_GOODBYE   221 /* answers QUIT only, which is no part of a message */

static SmtpCurl *
get_smtp(MailSender *sender)
{
	/* port is the first member */
	return (SmtpCurl *) (void *) sender;
}

static gsize
on_read(char *buffer, gsize size, gsize count, gpointer user)
{
	SmtpCurl *smtp = user;
	gsize n = MIN(size * count, smtp->left);

	memcpy(buffer, smtp->next, n);
	smtp->next += n;
	smtp->left -= n;
	return n;
}

/* libcurl hands each line of a reply here: "250-first", "250 last". */
static gsize
on_reply(char *bytes, gsize size, gsize count, gpointer user)
{
	SmtpCurl *smtp = user;
	gsize length = size * count;

	if (length >= 3 && strncmp(bytes, G_STRINGIFY(REPLY_GOODBYE), 3) == 0)
		return length;
	if (length >= 3 && strncmp(bytes, G_STRINGIFY(REPLY_GO_ON), 3) == 0)
		smtp->begun = TRUE;
	if (!smtp->continues)
		g_string_truncate(smtp->reply, 0);
	if (smtp->reply->len < MAX_REPLY_BYTES)
		g_string_append_len(smtp->reply, bytes, (gssize) MIN(length, MAX_REPLY_BYTES));
	smtp->continues = length > 3 && bytes[3] == '-';
	return length;
}

static gsize
ignore(char *bytes, gsize size, gsize count, gpointer user)
{
	(void) bytes, (void) user;
	return size * count;
}

/*
 * libcurl asks about once a second whether to go on. Leaving a server that has
 * the message would make the notice uncertain: that waits a little.
 */
static int
on_progress(
	gpointer user, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up)
{
	SmtpCurl *smtp = user;

	(void) down_total, (void) down, (void) up_total, (void) up;
	if (!g_atomic_int_get(&smtp->stopping))
		return 0;
	if (smtp->stopped_at == 0)
		smtp->stopped_at = g_get_monotonic_time();
	return !smtp->begun ||
	       g_get_monotonic_time() - smtp->stopped_at > GRACE_SECONDS * G_USEC_PER_SEC;
}

static gboolean
prepare(SmtpCurl *smtp, GError **error)
{
	char *password = NULL;

	/* A token is asked for each time: when it is another, libcurl logs in anew. */
	if (smtp->curl && !smtp->settings->oauth2.token_url)
		return TRUE;
	if (smtp->settings->user) {
		password = smtp->secret.get(smtp->secret.user, error);
		if (!password)
			return FALSE;
	}
	if (smtp->curl) {
		server_curl_set_token(smtp->curl, password);
		server_curl_wipe(password);
		return TRUE;
	}
	smtp->curl = server_curl_new(smtp->settings, smtp->url, password, smtp->errors);
	server_curl_wipe(password);
	curl_easy_setopt(smtp->curl, CURLOPT_MAXCONNECTS, 1L);
	curl_easy_setopt(smtp->curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(smtp->curl, CURLOPT_READFUNCTION, on_read);
	curl_easy_setopt(smtp->curl, CURLOPT_READDATA, smtp);
	curl_easy_setopt(smtp->curl, CURLOPT_HEADERFUNCTION, on_reply);
	curl_easy_setopt(smtp->curl, CURLOPT_HEADERDATA, smtp);
	curl_easy_setopt(smtp->curl, CURLOPT_WRITEFUNCTION, ignore);
	curl_easy_setopt(smtp->curl, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(smtp->curl, CURLOPT_XFERINFODATA, smtp);
	curl_easy_setopt(smtp->curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(smtp->curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long) smtp->timeout_seconds);
	curl_easy_setopt(smtp->curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
	curl_easy_setopt(smtp->curl, CURLOPT_LOW_SPEED_TIME, (long) smtp->timeout_seconds);
	return TRUE;
}

static gboolean
is_envelope(const char *sender, const char *recipient, GError **error)
{
	g_autofree char *shown = NULL;

	if (sender[0] && !text_is_address(sender)) {
		shown = text_to_line(sender, SMTP_REPLY_CHARS);
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"the envelope sender \"%s\" is no mail address", shown);
		return FALSE;
	}
	if (!text_is_address(recipient)) {
		shown = text_to_line(recipient, SMTP_REPLY_CHARS);
		g_set_error(error, LEX_ERROR, LEX_ERROR_REJECTED,
			"the recipient \"%s\" is no mail address", shown);
		return FALSE;
	}
	return TRUE;
}

static CURLcode
transfer(SmtpCurl *smtp, const char *sender, const char *recipient, GBytes *message)
{
	g_autofree char *to = g_strdup_printf("<%s>", recipient);
	g_autofree char *from = g_strdup_printf("<%s>", sender);
	struct curl_slist *recipients = curl_slist_append(NULL, to);
	CURLcode code;

	g_assert(recipients);
	smtp->next = g_bytes_get_data(message, &smtp->length);
	smtp->left = smtp->length;
	smtp->errors[0] = '\0';
	smtp->continues = FALSE;
	smtp->begun = FALSE;
	g_string_truncate(smtp->reply, 0);
	curl_easy_setopt(smtp->curl, CURLOPT_MAIL_FROM, from);
	curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, recipients);
	curl_easy_setopt(smtp->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t) smtp->length);
	code = curl_easy_perform(smtp->curl);
	server_curl_tell_certificate(smtp->curl, &smtp->secret);
	curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, NULL);
	curl_slist_free_all(recipients);
	return code;
}

/* The last line of the server's reply, cleaned. */
static char *
final_line(const GString *reply)
{
	g_auto(GStrv) lines = NULL;
	g_autofree char *text = g_strchomp(g_strdup(reply->str));
	guint n;

	lines = g_strsplit(text, "\n", -1);
	n = g_strv_length(lines);
	return text_to_line(n ? lines[n - 1] : "", SMTP_REPLY_CHARS);
}

/* FALSE: there was nothing to log in with. */
static gboolean
attempt(SmtpCurl *smtp, const char *from, const char *recipient, GBytes *message,
	CURLcode *ret_code, SmtpOutcome *ret_outcome, GError **error)
{
	if (!prepare(smtp, error))
		return FALSE;
	*ret_code = transfer(smtp, from, recipient, message);
	*ret_outcome = smtp_outcome_judge(smtp, *ret_code);
	return TRUE;
}

static gboolean
attempt_anew(SmtpCurl *smtp, const char *from, const char *recipient, GBytes *message,
	CURLcode *ret_code, SmtpOutcome *ret_outcome, GError **error)
{
	curl_easy_setopt(smtp->curl, CURLOPT_FRESH_CONNECT, 1L);
	gboolean made = attempt(smtp, from, recipient, message, ret_code, ret_outcome, error);
	curl_easy_setopt(smtp->curl, CURLOPT_FRESH_CONNECT, 0L);
	return made;
}

/* TRUE if the login was refused: the next one begins anew, for another secret may be there. */
static gboolean
leave_refused(SmtpCurl *smtp, CURLcode code, SmtpOutcome outcome)
{
	if (outcome != SMTP_OUTCOME_LOGIN && code != CURLE_LOGIN_DENIED)
		return FALSE;
	g_clear_pointer(&smtp->curl, curl_easy_cleanup);
	return TRUE;
}

static gboolean
send_message(MailSender *sender, const char *from, const char *recipient, GBytes *message,
	char **ret_reply, GError **error)
{
	SmtpCurl *smtp = get_smtp(sender);
	SmtpOutcome outcome;
	CURLcode code;

	if (!smtp->url) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"smtp.url must be smtp://HOST[:PORT] or smtps://HOST[:PORT]; it is \"%s\"",
			smtp->settings->url ? smtp->settings->url : "");
		return FALSE;
	}
	if (!is_envelope(from, recipient, error) ||
		!attempt(smtp, from, recipient, message, &code, &outcome, error))
		return FALSE;
	if (smtp_outcome_had_ended(smtp, outcome) &&
		!attempt_anew(smtp, from, recipient, message, &code, &outcome, error))
		return FALSE;
	if (smtp->secret.refused && leave_refused(smtp, code, outcome)) {
		smtp->secret.refused(smtp->secret.user);
		if (!attempt(smtp, from, recipient, message, &code, &outcome, error))
			return FALSE;
	}
	if (outcome == SMTP_OUTCOME_TAKEN) {
		if (ret_reply)
			*ret_reply = final_line(smtp->reply);
		return TRUE;
	}
	smtp_outcome_set_error(smtp, outcome, code, error);
	(void) leave_refused(smtp, code, outcome);
	return FALSE;
}

static void
interrupt(MailSender *sender)
{
	g_atomic_int_set(&get_smtp(sender)->stopping, TRUE);
}

static void
free_smtp(MailSender *sender)
{
	SmtpCurl *smtp = get_smtp(sender);

	g_clear_pointer(&smtp->curl, curl_easy_cleanup);
	g_string_free(smtp->reply, TRUE);
	g_free(smtp->url);
	g_free(smtp->host);
	g_free(smtp);
}

/* The URL that libcurl wants: the path is the name for EHLO. Left NULL if there is none. */
static void
set_url(SmtpCurl *smtp, const char *helo_name)
{
	g_autoptr(GUri) uri = g_uri_parse(
		smtp->settings->url ? smtp->settings->url : "", G_URI_FLAGS_ENCODED, NULL);
	g_autofree char *name = NULL;
	g_autofree char *path = NULL;
	const char *host = uri ? g_uri_get_host(uri) : NULL;

	if (!host || !host[0] ||
		(g_ascii_strcasecmp(g_uri_get_scheme(uri), "smtp") != 0 &&
			g_ascii_strcasecmp(g_uri_get_scheme(uri), "smtps") != 0))
		return;
	name = g_uri_escape_string(helo_name ? helo_name : "", NULL, FALSE);
	path = g_strconcat("/", name, NULL);
	smtp->url = g_uri_join(G_URI_FLAGS_ENCODED, g_uri_get_scheme(uri), NULL, host,
		g_uri_get_port(uri), path, NULL, NULL);
	smtp->host = g_strdup(host);
}

void
smtp_curl_set_timeout(MailSender *sender, guint seconds)
{
	SmtpCurl *smtp = get_smtp(sender);

	smtp->timeout_seconds = seconds;
	g_clear_pointer(&smtp->curl, curl_easy_cleanup);
}

MailSender *
smtp_curl_new(const ServerSettings *settings, SecretGetter secret, const char *helo_name)
{
	SmtpCurl *smtp = g_new0(SmtpCurl, 1);

	smtp->port =
		(MailSender){ .send = send_message, .interrupt = interrupt, .free = free_smtp };
	smtp->settings = settings;
	smtp->secret = secret;
	smtp->timeout_seconds = SILENCE_SECONDS;
	smtp->reply = g_string_new(NULL);
	set_url(smtp, helo_name);
	return &smtp->port;
}

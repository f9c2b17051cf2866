/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How sure the end of a transfer is. Once every byte was given to the network
 * and no final reply came, the server may have the message, and sending it again
 * may double it. Changes nothing and sends nothing.
 */
#include "adapters/smtp/smtp-private.h"

#include "core/error.h"
#include "core/text.h"

#define REPLY_CLOSING  421 /* RFC 5321 section 3.8 */
#define REPLY_TOO_LONG 552 /* to MAIL with SIZE: RFC 1870 section 6.1 */

/*
 * TRUE if the whole message was given to the network, not only to libcurl:
 * before that the server cannot have taken it. Dots that libcurl doubles count
 * in its number, which errs towards TRUE.
 */
static gboolean
was_all_given(const SmtpCurl *smtp)
{
	curl_off_t uploaded = 0;

	if (!smtp->begun || smtp->left > 0)
		return FALSE;
	if (curl_easy_getinfo(smtp->curl, CURLINFO_SIZE_UPLOAD_T, &uploaded) != CURLE_OK)
		return TRUE;
	return (guint64) uploaded >= smtp->length;
}

/* Which command was refused libcurl says in no other way. */
static gboolean
is_of_mail(const SmtpCurl *smtp)
{
	return g_str_has_prefix(smtp->errors, "MAIL failed");
}

/* Of a reply 5xx: about the message or its recipient, about our address, or about this host. */
static SmtpOutcome
judge_refusal(const SmtpCurl *smtp, CURLcode code, gboolean given, long reply)
{
	if (given)
		return SMTP_OUTCOME_REJECTED;
	if (is_of_mail(smtp) && reply != REPLY_TOO_LONG)
		return SMTP_OUTCOME_SENDER;
	/* libcurl fails a refused MAIL, RCPT or DATA as CURLE_SEND_ERROR, a greeting otherwise */
	return code == CURLE_SEND_ERROR ? SMTP_OUTCOME_REJECTED : SMTP_OUTCOME_HOST;
}

SmtpOutcome
smtp_outcome_judge(const SmtpCurl *smtp, CURLcode code)
{
	gboolean given = was_all_given(smtp);
	long reply = 0;

	if (curl_easy_getinfo(smtp->curl, CURLINFO_RESPONSE_CODE, &reply) != CURLE_OK)
		reply = 0;
	/* after the dot any 2xx says yes (RFC 5321 section 4.3.2), which libcurl takes for an error
	 */
	if (code == CURLE_OK || (given && reply >= 200 && reply <= 299))
		return SMTP_OUTCOME_TAKEN;
	if (reply == 530 || reply == 535)
		return SMTP_OUTCOME_LOGIN;
	if (code == CURLE_LOGIN_DENIED || code == CURLE_USE_SSL_FAILED)
		return SMTP_OUTCOME_FAILED;
	if (reply >= 400 && reply <= 499)
		return SMTP_OUTCOME_TEMPORARY;
	if (reply >= 500 && reply <= 599)
		return judge_refusal(smtp, code, given, reply);
	return given ? SMTP_OUTCOME_UNCERTAIN : SMTP_OUTCOME_FAILED;
}

static const struct {
	LexError error;
	const char *what;
} failures[SMTP_OUTCOME_COUNT] = {
	[SMTP_OUTCOME_TEMPORARY] = { LEX_ERROR_TEMPORARY, "cannot take the message now" },
	[SMTP_OUTCOME_LOGIN] = { LEX_ERROR_WAIT,
		"wants another login; check smtp.user and password" },
	[SMTP_OUTCOME_HOST] = { LEX_ERROR_WAIT,
		"takes nothing from this host; ask its operator to let us in" },
	[SMTP_OUTCOME_SENDER] = { LEX_ERROR_WAIT,
		"takes nothing from our address; check smtp.user and the board's address, or ask "
		"its operator to let us send from it" },
	[SMTP_OUTCOME_REJECTED] = { LEX_ERROR_REJECTED, "refused the message" },
	[SMTP_OUTCOME_UNCERTAIN] = { LEX_ERROR_UNCERTAIN,
		"was given the whole message but did not say whether it took it" },
};

void
smtp_outcome_set_error(SmtpCurl *smtp, SmtpOutcome outcome, CURLcode code, GError **error)
{
	g_autofree char *reply = text_to_line(smtp->reply->str, SMTP_REPLY_CHARS);
	g_autofree char *detail = NULL;

	gboolean token_refused = outcome == SMTP_OUTCOME_LOGIN && smtp->settings->oauth2.token_url;
	if (outcome == SMTP_OUTCOME_FAILED || token_refused) {
		server_curl_set_error(error, token_refused ? CURLE_LOGIN_DENIED : code,
			smtp->settings, smtp->host, smtp->errors, smtp->reply->str);
		return;
	}
	if (outcome == SMTP_OUTCOME_UNCERTAIN || !reply[0])
		detail = text_to_line(smtp->errors[0] ? smtp->errors : curl_easy_strerror(code),
			SMTP_REPLY_CHARS);
	g_set_error(error, LEX_ERROR, failures[outcome].error, "server %s%s%s %s: %s", smtp->host,
		smtp->settings->user ? ", user " : "",
		smtp->settings->user ? smtp->settings->user : "", failures[outcome].what,
		detail ? detail : reply);
}

gboolean
smtp_outcome_had_ended(const SmtpCurl *smtp, SmtpOutcome outcome)
{
	long opened = 1, reply = 0;

	curl_easy_getinfo(smtp->curl, CURLINFO_NUM_CONNECTS, &opened);
	curl_easy_getinfo(smtp->curl, CURLINFO_RESPONSE_CODE, &reply);
	return opened == 0 && !smtp->begun && !g_atomic_int_get(&smtp->stopping) &&
	       (reply == REPLY_CLOSING || outcome == SMTP_OUTCOME_FAILED);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/server-curl.h"
#include "adapters/smtp/smtp-curl.h"

/* What the smtp-*.c files share. */

#define SMTP_REPLY_CHARS 300 /* of a reply, in messages */

typedef struct {
	MailSender port;
	const ServerSettings *settings;
	SecretGetter secret;
	guint timeout_seconds;
	char *url;  /* with the name that we say in EHLO */
	char *host; /* for messages */
	CURL *curl; /* NULL until the first message and after a refused login */
	char errors[CURL_ERROR_SIZE];
	gint stopping;     /* atomic: set from another thread */
	gint64 stopped_at; /* monotonic, when this thread saw it; 0 before */

	/* The message on its way. */
	const guint8 *next;
	gsize left;
	gsize length;
	GString *reply;     /* the server's last reply, of several lines perhaps */
	gboolean continues; /* its next line belongs to it */
	gboolean begun;     /* the server asked for the message (354) */
} SmtpCurl;

/* What became of a message. */
typedef enum {
	SMTP_OUTCOME_TAKEN,
	SMTP_OUTCOME_TEMPORARY, /* 4xx */
	SMTP_OUTCOME_LOGIN,     /* 530, 535: RFC 4954 section 6 */
	SMTP_OUTCOME_HOST,      /* 5xx before any message: it wants nothing from us */
	SMTP_OUTCOME_SENDER,    /* 5xx to MAIL: nothing from our address */
	SMTP_OUTCOME_REJECTED,
	SMTP_OUTCOME_UNCERTAIN,
	SMTP_OUTCOME_FAILED, /* no reply to go by: libcurl's code says what happened */
	SMTP_OUTCOME_COUNT
} SmtpOutcome;

/* Judges a transfer that ended with code. */
SmtpOutcome smtp_outcome_judge(const SmtpCurl *smtp, CURLcode code);

/*
 * TRUE if a connection that was kept had ended meanwhile (RFC 5321 section 3.8),
 * which shows only when it is used: the server saw nothing of this message.
 */
gboolean smtp_outcome_had_ended(const SmtpCurl *smtp, SmtpOutcome outcome);

/* Sets the class and the sentence of any outcome but TAKEN. */
void smtp_outcome_set_error(SmtpCurl *smtp, SmtpOutcome outcome, CURLcode code, GError **error);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/login/secret-getter.h"
#include "core/settings.h"
#include "ports/mail-sender.h"

/*
 * A mail sender over SMTP submission (RFC 5321, RFC 6409). Keeps its connection
 * from message to message. settings and secret.user are borrowed for its life;
 * the password is asked for at the first message and after each refused login.
 * helo_name: what we call ourselves, NULL for the host's name.
 */
MailSender *smtp_curl_new(
	const ServerSettings *settings, SecretGetter secret, const char *helo_name);

/* How long the server may be silent, in seconds; five minutes unless set (RFC 5321 section
 * 4.5.3.2). For an smtp_curl only. */
void smtp_curl_set_timeout(MailSender *sender, guint seconds);

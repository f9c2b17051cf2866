/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/login/secret-getter.h"
#include "core/settings.h"

/*
 * Connects to a mail server as a sender does, with TLS and login, and sends nothing. seconds: how
 * long it may be silent. Errors as MailSender's send().
 */
gboolean smtp_probe(const ServerSettings *server, const SecretGetter *secret, const char *helo_name,
	guint seconds, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/login/secret-getter.h"
#include "core/date.h"
#include "core/settings.h"
#include "ports/now.h"

/*
 * What each login of the configuration is made with: the password, fetched anew
 * each time, or a token, which logins with the same settings share.
 */
typedef struct Logins Logins;

/* now is borrowed. */
Logins *logins_new(const Now *now);
void logins_free(Logins *logins);

/* For a server of the settings, which is borrowed; good as long as logins is. */
SecretGetter logins_get(Logins *logins, const ServerSettings *server);

/*
 * Until when the certificate is valid that the server showed at the last connection of
 * such a login, an instant; INSTANT_NONE if there was none with TLS. From any thread.
 */
gint64 logins_certificate_end(Logins *logins, const ServerSettings *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Logins, logins_free)

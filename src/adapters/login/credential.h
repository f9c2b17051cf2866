/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/date.h"
#include "core/settings.h"

/* Something to log in with that ends one day. */
typedef struct {
	char *name; /* the key and the file: "client_certificate /etc/lexsarah/client.pem" */
	int days;   /* until its end, negative afterwards */
} Credential;

/* From so few days on a person is reminded, and from so few on it is an alarm. */
#define CREDENTIAL_SOON_DAYS  30
#define CREDENTIAL_ALARM_DAYS 7

/*
 * Those of a board's mailbox and mail server, each once: certificates, and
 * secrets whose end is configured. What cannot be read is left out; the login
 * says why. GPtrArray of Credential *, full ownership.
 */
GPtrArray *credential_list(const Board *board, CivilDate today, GTimeZone *zone);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings.h"
#include "daemon/logins.h"
#include "daemon/routes.h"
#include "ports/case-store.h"
#include "ports/mail-crypt.h"
#include "ports/now.h"
#include "ports/renderer.h"

/* What every worker of the daemon needs; set up by main, read-only afterwards. */
typedef struct {
	const Settings *settings;
	CaseStore *store;
	const Renderer *renderer;
	const Now *now;
	GTimeZone *zone;
	const char *user;       /* the operating system's user */
	const GPtrArray *rules; /* ClockRule *; NULL: it keeps no clocks */
	Routes *routes;         /* NULL: of one board only */
	Logins *logins;         /* NULL: it talks to no server */
	MailCrypt *crypt;       /* NULL: nothing is encrypted, nor opened */
	const char *actor;      /* on whose behalf; NULL: its own */
} Daemon;

/*
 * FALSE, NOT_ALLOWED with what to do, if the database may be a copy, or an older state, of the one
 * that works (invariant 10): nothing more is to be done with it. TRUE while that cannot be known.
 */
gboolean daemon_may_work(const Daemon *daemon, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#define DAEMON_ACTOR "lexsarahd"

static inline StoreActor
daemon_actor(const Daemon *daemon)
{
	return (StoreActor){ daemon->actor ? daemon->actor : DAEMON_ACTOR, daemon->user,
		now_wall(daemon->now), 0, 0, 0 };
}

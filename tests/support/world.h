/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/store/db.h"
#include "daemon/daemon.h"
#include "support/fake-renderer.h"

/*
 * A database in a folder of its own, a clock that moves only when told, and the
 * settings of two boards: what tests of store and daemon stand on.
 */
typedef struct {
	char *folder, *path;
	GTimeZone *zone;
	Now now;
	Settings *settings;
	Board *board; /* AMN */
	Board *other; /* SDN */
	CaseStore *store;
	FakeRenderer renderer;
	Daemon daemon;
} World;

/* 2026-03-17 12:00:00 UTC. */
#define WORLD_BEGIN       G_GINT64_CONSTANT(1773748800000)
#define WORLD_MINUTE      G_GINT64_CONSTANT(60000)
#define WORLD_HOUR        (60 * WORLD_MINUTE)
#define WORLD_DAY         (24 * WORLD_HOUR)
#define WORLD_UIDVALIDITY 7

World *world_new(void);
void world_free(World *world);

/* The same for g_test_add(), in place. */
void world_set_up(World *world, gconstpointer unused);
void world_tear_down(World *world, gconstpointer unused);

/* Closes the database and opens it as another process would. */
void world_restart(World *world);

StoreActor world_actor(const World *world);

/* One statement of the test's own, over a connection of its own. */
void world_change(World *world, const char *sql);
gboolean world_try(World *world, const char *sql, GError **error);
gint64 world_number(World *world, const char *sql);
char *world_text(World *world, const char *sql);

/* A mail as the intake hands it to the store; raw is borrowed. */
FetchedMail world_fetched(guint32 uid, gint64 internaldate, GBytes *raw);

/* Begins a poll that finds uid, and stores its bytes: our number of the mail. */
gint64 world_store(World *world, const Board *board, guint32 uid, const char *raw);
gint64 world_store_bytes(World *world, const Board *board, guint32 uid, GBytes *raw);

/* Plans and carries out stored mail. */
IntakePlan *world_apply(World *world, const Board *board, gint64 mail, const char *raw);
IntakePlan *world_apply_bytes(World *world, const Board *board, gint64 mail, GBytes *raw);

/* world_store() and world_apply(). */
IntakePlan *world_take(World *world, guint32 uid, const char *raw);

/* world_take() of world_mail(). */
void world_take_mail(
	World *world, guint32 uid, const char *id, const char *headers, const char *text);

/* A plain mail; headers may be "" or whole lines, each with "\r\n". g_free() it. */
char *world_mail(const char *id, const char *headers, const char *text);

/* A person says what a mail was, as of lexsarah mail file. ret_case: its case then, g_free() it. */
gboolean world_file(World *world, gint64 mail, MailKind kind, const char *to, char **ret_case,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The view as a JSON text; fails the test if there is none. g_free() it. */
char *world_view(World *world, StoreView view, const char *key);

/* What verify complains of, joined by "\n"; "" when all holds. g_free() it. */
char *world_verify(World *world);

/* Fails the test unless the statement answers that; unless all that verify asks holds. */
void world_assert_text(World *world, const char *sql, const char *wanted);
void world_assert_proved(World *world);

typedef struct {
	const char *path;
	void (*run)(World *world, gconstpointer unused);
} WorldTest;

/* g_test_add() for each; what the daemon logs is no failure of theirs. */
void world_add_tests(const WorldTest *tests, gsize n_tests);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(World, world_free)

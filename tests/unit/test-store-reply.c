/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "adapters/store/store.h"
#include "core/answer/reply-token.h"
#include "support/world.h"

#define KEYS "1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

static ReplyKeys *
take_report(World *world, gboolean with_keys)
{
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");
	ReplyKeys *keys = reply_keys_read(KEYS, NULL);

	store_use_reply_keys(world->store, with_keys ? keys : NULL);
	intake_plan_free(world_take(world, 1, raw));
	return keys;
}

static char *
message_id_of(World *world, const char *notice)
{
	g_autofree char *sql =
		g_strdup_printf("SELECT message_id FROM outbox WHERE notice='%s'", notice);

	return world_text(world, sql);
}

/* Whom the notice went to may answer it, for what their role is there for, for so long. */
static void
test_bound(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *notice, *recipient;
		ReplyPurpose purpose;
		CivilDate expires;
	} rows[] = {
		{ "receipt", "alva@kommun.example", REPLY_FOR_FACTS, { 2027, 3, 17 } },
		{ "new_case", "ansvarig@kommun.example", REPLY_FOR_WORK, { 2026, 9, 13 } },
		{ "registrar", "registrator@kommun.example", REPLY_FOR_WORK, { 2026, 9, 13 } },
	};
	g_autoptr(ReplyKeys) keys = take_report(world, TRUE);

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		const ReplyBinding binding = { "AMN", "LS-2026-0001", rows[i].recipient,
			rows[i].purpose, rows[i].expires };
		g_autofree char *id = message_id_of(world, rows[i].notice);
		ReplyToken token;

		g_test_message("%s", id);
		g_assert_true(reply_token_find(id, &token));
		g_assert_true(reply_token_holds(&token, keys, &binding));
	}
	g_assert_cmpint(
		world_number(world, "SELECT count(DISTINCT substr(hex(nonce),1,14)) FROM reply r"
				    " JOIN outbox o ON o.id=r.outbox"),
		==, 3);
}

static void
test_no_keys(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	ReplyKeys *keys = take_report(world, FALSE);
	g_autofree char *id = message_id_of(world, "new_case");
	ReplyToken token;

	g_assert_false(reply_token_find(id, &token));
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM reply"), ==, 0);
	reply_keys_free(keys);
}

/* A key is not in the database, nor in anything that it keeps beside it. */
static void
test_secret(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	ReplyKeys *keys = take_report(world, TRUE);
	g_autofree char *bytes = NULL;
	gsize length;
	guint8 key[32];

	for (guint8 i = 0; i < sizeof key; i++)
		key[i] = i;
	world_restart(world);
	g_assert_true(g_file_get_contents(world->path, &bytes, &length, NULL));
	g_assert_null(memmem(bytes, length, key, sizeof key));
	g_assert_null(memmem(bytes, length, &KEYS[2], 40));
	reply_keys_free(keys);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/store-reply/bound", World, NULL, world_set_up, test_bound, world_tear_down);
	g_test_add(
		"/store-reply/no-keys", World, NULL, world_set_up, test_no_keys, world_tear_down);
	g_test_add("/store-reply/secret", World, NULL, world_set_up, test_secret, world_tear_down);
	return g_test_run();
}

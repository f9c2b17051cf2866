/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The anchor of the journal: what it says, and how often the registrar is told. */
#include <glib.h>

#include "core/journal/anchor.h"
#include "core/error.h"
#include "daemon/anchor-mail.h"
#include "support/world.h"

#define HASH "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static void
test_text(void)
{
	static const struct {
		const char *text, *again; /* NULL: it is none */
	} rows[] = {
		{ "17:" HASH, "17:" HASH },
		{ "  17: " HASH "\r\n", "17:" HASH },
		{ "17:00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF",
			"17:" HASH },
		{ "", NULL },
		{ "17", NULL },
		{ "17:", NULL },
		{ ":" HASH, NULL },
		{ "0:" HASH, NULL },
		{ "-1:" HASH, NULL },
		{ "99999999999999999999:" HASH, NULL },
		{ "17:" HASH "0", NULL },
		{ "17:x0112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", NULL },
		{ "17:0112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", NULL },
		{ "17:" HASH " 18:" HASH, NULL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		JournalLink link = { 0 };
		g_autoptr(GError) error = NULL;
		gboolean good = anchor_parse(rows[i].text, &link, &error);
		g_autofree char *again = good ? anchor_format(&link) : NULL;

		g_test_message("row %u", i);
		g_assert_cmpstr(again, ==, rows[i].again);
		if (!good)
			g_assert_error(error, LEX_ERROR, LEX_ERROR_INPUT);
	}
}

#define TOLD                                                                                       \
	"SELECT coalesce(group_concat(recipient||' '||route||' '||(facts->>'$.anchor.date'),', ')" \
	",'') FROM outbox WHERE notice='anchor'"

static void
tell(World *world, guint days)
{
	g_autoptr(GError) error = NULL;

	world->now.fixed = WORLD_BEGIN + days * WORLD_DAY;
	g_assert_true(anchor_mail_tell(&world->daemon, &error));
	g_assert_no_error(error);
}

/* Tuesday 17 March 2026, the days after, the next Monday and the Tuesday after påsk. */
static const guint days[] = { 0, 0, 1, 4, 5, 6, 7, 21 };

static void
test_weekly(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->organisation.anchor = ANCHOR_WEEKLY;
	world_take_mail(world, 1, "a@kommun.example", "", "En rapport.");
	for (guint i = 0; i < G_N_ELEMENTS(days); i++)
		tell(world, days[i]);
	/* One registrar of two boards has one journal. */
	world_assert_text(world, TOLD,
		"registrator@kommun.example plain tisdag 17 mars 2026, "
		"registrator@kommun.example plain måndag 23 mars 2026, "
		"registrator@kommun.example plain tisdag 7 april 2026");
}

static void
test_daily(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->organisation.anchor = ANCHOR_DAILY;
	world_take_mail(world, 1, "a@kommun.example", "", "En rapport.");
	for (guint i = 0; i < G_N_ELEMENTS(days); i++)
		tell(world, days[i]);
	/* No Saturday, no Sunday. */
	world_assert_text(world, "SELECT count(*) FROM outbox WHERE notice='anchor'", "5");
}

static void
test_never(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->organisation.anchor = ANCHOR_NEVER;
	world_take_mail(world, 1, "a@kommun.example", "", "En rapport.");
	tell(world, 0);
	world_assert_text(world, TOLD, "");
}

/* Of a journal without an event there is nothing to say. */
static void
test_nothing_yet(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->settings->organisation.anchor = ANCHOR_WEEKLY;
	tell(world, 0);
	world_assert_text(world, TOLD, "");
}

/* The event that the anchor names is the last one then, and it is found again. */
static void
test_names_the_last(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	CaseStore *store = world->store;
	JournalLink link, found;
	g_autoptr(GError) error = NULL;

	world->settings->organisation.anchor = ANCHOR_WEEKLY;
	world_take_mail(world, 1, "a@kommun.example", "", "En rapport.");
	gint64 last = world_number(world, "SELECT max(seq) FROM event");
	tell(world, 0);
	g_autofree char *text = world_text(
		world, "SELECT facts->>'$.anchor.text' FROM outbox WHERE notice='anchor'");
	g_assert_true(anchor_parse(text, &link, &error));
	g_assert_cmpint(link.seq, ==, last);
	g_assert_true(store->journal_link(store, link.seq, &found, &error));
	g_assert_cmpmem(found.hash, sizeof found.hash, link.hash, sizeof link.hash);
	g_assert_true(store->journal_link(store, link.seq + 1000, &found, &error));
	g_assert_cmpint(found.seq, ==, 0);
}

int
main(int argc, char **argv)
{
	static const WorldTest tests[] = {
		{ "/anchor/weekly", test_weekly },
		{ "/anchor/daily", test_daily },
		{ "/anchor/never", test_never },
		{ "/anchor/nothing-yet", test_nothing_yet },
		{ "/anchor/names-the-last", test_names_the_last },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/anchor/text", test_text);
	world_add_tests(tests, G_N_ELEMENTS(tests));
	return g_test_run();
}

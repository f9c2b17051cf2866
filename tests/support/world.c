/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The ground of the tests of store and daemon. Must leave nothing behind.
 */
#include "support/world.h"

#include <ftw.h>
#include <glib/gstdio.h>

#include "adapters/digest.h"
#include "adapters/message/message-gmime.h"
#include "adapters/now-system.h"
#include "adapters/store/store-schema.h"
#include "adapters/store/store.h"
#include "daemon/no-report.h"
#include "support/clock-tools.h"

static Board *
board_new(const char *id, const char *name, const char *address)
{
	Board *board = g_new0(Board, 1);

	board->id = g_strdup(id);
	board->name = g_strdup(name);
	board->address = g_strdup(address);
	board->language = g_strdup("sv");
	board->mailbox.poll_seconds = 60;
	board->responsible.address = g_strdup("ansvarig@kommun.example");
	board->registrar.address = g_strdup("registrator@kommun.example");
	board->operator_.address = g_strdup("drift@kommun.example");
	board->investigators = g_ptr_array_new();
	board->commissioning =
		g_ptr_array_new_with_free_func((GDestroyNotify) commissioning_board_free);
	return board;
}

static void
settle(World *world)
{
	Settings *settings = settings_new();

	memset(&settings->limits, 0, sizeof settings->limits);
	settings->organisation.name = g_strdup("Exempels kommun");
	g_ptr_array_add(settings->organisation.domains, g_strdup("kommun.example"));
	g_ptr_array_add(settings->organisation.gateways, g_strdup("mx.kommun.example"));
	world->board = board_new("AMN", "Arbetsmarknadsnämnden", "lexsarah@kommun.example");
	world->other = board_new("SDN", "Stadsdelsnämnden", "sdn@kommun.example");
	g_ptr_array_add(settings->boards, world->board);
	g_ptr_array_add(settings->boards, world->other);
	world->settings = settings;
}

static void
open_store(World *world)
{
	g_autoptr(GError) error = NULL;

	world->store = store_open(world->path, TRUE, TRUE, world->zone, &error);
	g_assert_no_error(error);
	world->daemon.store = world->store;
}

/*
 * A database that nobody has used, made once by the migrations and then copied: most of the
 * time of most tests would go into making it.
 */
static void
put_new_database(World *world)
{
	static char *bytes;
	static gsize length;
	g_autoptr(GError) error = NULL;

	if (bytes) {
		g_file_set_contents_full(world->path, bytes, (gssize) length,
			G_FILE_SET_CONTENTS_NONE, 0600, &error);
	} else {
		open_store(world);
		case_store_free(world->store);
		g_file_get_contents(world->path, &bytes, &length, &error);
	}
	g_assert_no_error(error);
}

void
world_set_up(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;

	message_init();
	world->folder = g_dir_make_tmp("lexsarah-world-XXXXXX", &error);
	g_assert_no_error(error);
	world->path = g_build_filename(world->folder, "lexsarah.db", NULL);
	world->zone = now_zone(&error);
	g_assert_no_error(error);
	world->now = now_fixed(WORLD_BEGIN);
	fake_renderer_init(&world->renderer);
	settle(world);
	put_new_database(world);
	open_store(world);
	world->daemon = (Daemon){
		.settings = world->settings,
		.store = world->store,
		.renderer = &world->renderer.base,
		.now = &world->now,
		.zone = world->zone,
		.user = "tester",
	};
}

World *
world_new(void)
{
	World *world = g_new0(World, 1);

	world_set_up(world, NULL);
	return world;
}

static int
remove_one(const char *path, const struct stat *st G_GNUC_UNUSED, int type G_GNUC_UNUSED,
	struct FTW *where G_GNUC_UNUSED)
{
	return g_remove(path);
}

void
world_tear_down(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	case_store_free(world->store);
	settings_free(world->settings);
	g_time_zone_unref(world->zone);
	g_assert_cmpint(nftw(world->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS), ==, 0);
	g_free(world->folder);
	g_free(world->path);
}

void
world_free(World *world)
{
	if (!world)
		return;
	world_tear_down(world, NULL);
	g_free(world);
}

void
world_restart(World *world)
{
	case_store_free(world->store);
	open_store(world);
}

StoreActor
world_actor(const World *world)
{
	return (StoreActor){ "tester@kommun.example", "tester", world->now.fixed, 0, 0, 0 };
}

static Db *
open_beside(World *world, DbSchema *schema, const DbStatement *statement)
{
	g_autoptr(GError) error = NULL;

	*schema = store_schema;
	schema->statements = statement;
	schema->n_statements = 1;
	Db *db = db_open(world->path, FALSE, schema, &error);
	g_assert_no_error(error);
	return db;
}

gboolean
world_try(World *world, const char *sql, GError **error)
{
	const DbStatement statement = { "the test's own", sql };
	DbSchema schema;
	Db *db = open_beside(world, &schema, &statement);
	gboolean good = db_run_values(db, 0, NULL, 0, error);

	db_close(db);
	return good;
}

void
world_change(World *world, const char *sql)
{
	g_autoptr(GError) error = NULL;
	gboolean good = world_try(world, sql, &error);

	g_assert_no_error(error);
	g_assert_true(good);
}

char *
world_text(World *world, const char *sql)
{
	const DbStatement statement = { "the test's own", sql };
	g_autoptr(GError) error = NULL;
	DbSchema schema;
	Db *db = open_beside(world, &schema, &statement);
	g_auto(DbCursor) row = db_query_all(db, 0);
	char *text = db_next(&row) ? db_dup(&row, 0) : NULL;
	gboolean good = db_end(&row, &error);

	g_assert_no_error(error);
	g_assert_true(good);
	row.db = NULL;
	db_close(db);
	return text;
}

gint64
world_number(World *world, const char *sql)
{
	g_autofree char *text = world_text(world, sql);

	return text ? g_ascii_strtoll(text, NULL, 10) : 0;
}

FetchedMail
world_fetched(guint32 uid, gint64 internaldate, GBytes *raw)
{
	FetchedMail fetched = {
		.item = { .uid = uid,
			.internaldate = internaldate,
			.size = g_bytes_get_size(raw),
			.raw = raw },
	};

	digest_bytes(g_bytes_get_data(raw, NULL), g_bytes_get_size(raw), fetched.digest);
	return fetched;
}

gint64
world_store_bytes(World *world, const Board *board, guint32 uid, GBytes *raw)
{
	const MailSourceState state = { .uidvalidity = WORLD_UIDVALIDITY };
	const FetchedMail fetched = world_fetched(uid, world->now.fixed, raw);
	g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(guint32));
	g_autoptr(GArray) mails = NULL;
	g_autoptr(GError) error = NULL;
	g_auto(PollWork) work = { 0 };
	StoreActor who = world_actor(world);
	CaseStore *store = world->store;

	g_array_append_val(uids, uid);
	gboolean good = store->begin_poll(store, board->id, &state, uids, &who, &work, &error) &&
			store->store_mails(store, board->id, WORLD_UIDVALIDITY, &fetched, 1, &who,
				&mails, &error);
	g_assert_no_error(error);
	g_assert_true(good);
	return g_array_index(mails, gint64, 0);
}

gint64
world_store(World *world, const Board *board, guint32 uid, const char *raw)
{
	g_autoptr(GBytes) bytes = g_bytes_new(raw, strlen(raw));

	return world_store_bytes(world, board, uid, bytes);
}

typedef struct {
	World *world;
	const Board *board;
} Desk;

static IntakePlan *
plan(const IntakeItem *item, const IntakeKnown *known, gpointer user)
{
	const Desk *desk = user;

	return intake_plan(item->mail, &item->origin, known, desk->world->settings, desk->board,
		desk->world->now.fixed, desk->world->zone);
}

IntakePlan *
world_apply_bytes(World *world, const Board *board, gint64 mail, GBytes *raw)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Mail) parsed = message_parse(raw, NULL, &error);
	g_autoptr(GPtrArray) plans = NULL;
	const IntakeItem item = {
		{ .mail = mail, .stored = world->now.fixed, .internaldate = world->now.fixed },
		parsed
	};
	StoreActor who = world_actor(world);
	Desk desk = { world, board };

	gboolean good = world->store->apply(
		world->store, board->id, &item, 1, plan, &desk, &who, &plans, &error);
	g_assert_no_error(error);
	g_assert_true(good);
	return g_ptr_array_steal_index(plans, 0);
}

IntakePlan *
world_apply(World *world, const Board *board, gint64 mail, const char *raw)
{
	g_autoptr(GBytes) bytes = g_bytes_new(raw, strlen(raw));

	return world_apply_bytes(world, board, mail, bytes);
}

IntakePlan *
world_take(World *world, guint32 uid, const char *raw)
{
	return world_apply(world, world->board, world_store(world, world->board, uid, raw), raw);
}

gboolean
world_file(
	World *world, gint64 mail, MailKind kind, const char *to, char **ret_case, GError **error)
{
	g_auto(StoredMail) stored = { 0 };
	StoreActor who = world_actor(world);
	g_autoptr(GPtrArray) rules = clock_tools_rules();
	NoReport end = { world->settings, rules, world->zone, who.time, who.actor, { 0 } };
	const Filing filing = { mail, kind, to, no_report_plan, &end };

	if (!world->store->stored_mail(world->store, mail, &stored, error))
		return FALSE;
	g_autoptr(Mail) parsed = message_parse(stored.raw, NULL, error);
	const IntakeItem item = { stored.origin, parsed };
	Desk desk = { world, settings_get_board(world->settings, stored.board) };
	return parsed && world->store->file_mail(
				 world->store, &filing, &item, plan, &desk, &who, ret_case, error);
}

char *
world_mail(const char *id, const char *headers, const char *text)
{
	return g_strdup_printf("From: Alva Exempel <alva@kommun.example>\r\n"
			       "To: lexsarah@kommun.example\r\nSubject: Rapport\r\n"
			       "Date: Tue, 17 Mar 2026 12:00:00 +0000\r\n"
			       "Message-ID: <%s>\r\n%s\r\n%s\r\n",
		id, headers, text);
}

char *
world_view(World *world, StoreView view, const char *key)
{
	g_autoptr(GError) error = NULL;
	StoreActor who = world_actor(world);
	char *json = NULL;
	gboolean good = world->store->view(world->store, view, key, &who, &json, &error);

	g_assert_no_error(error);
	g_assert_true(good);
	return json;
}

char *
world_verify(World *world)
{
	g_autoptr(GError) error = NULL;
	g_auto(Verification) found = { 0 };
	gboolean good = world->store->verify(world->store, &found, &error);

	g_assert_no_error(error);
	g_assert_true(good);
	g_ptr_array_add(found.problems, NULL);
	char *text = g_strjoinv("\n", (char **) found.problems->pdata);
	g_ptr_array_set_size(found.problems, (int) found.problems->len - 1);
	return text;
}

void
world_take_mail(World *world, guint32 uid, const char *id, const char *headers, const char *text)
{
	g_autofree char *raw = world_mail(id, headers, text);

	intake_plan_free(world_take(world, uid, raw));
}

void
world_assert_text(World *world, const char *sql, const char *wanted)
{
	g_autofree char *text = world_text(world, sql);

	g_assert_cmpstr(text, ==, wanted);
}

void
world_assert_proved(World *world)
{
	g_autofree char *problems = world_verify(world);

	g_assert_cmpstr(problems, ==, "");
}

void
world_add_tests(const WorldTest *tests, gsize n_tests)
{
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	for (gsize i = 0; i < n_tests; i++)
		g_test_add(tests[i].path, World, NULL, world_set_up, tests[i].run, world_tear_down);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Databases that were made before: each step of the schema's history stays as it
 * was written, and what it made opens, takes in mail and is proved.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters/store/store-schema.h"
#include "support/world.h"

/*
 * SHA-256 of each step. A line here is never changed: somebody's database was
 * made by it. A new step gets a new line.
 */
static const char *const pinned[] = {
	"8643cd08d3547e3858a8c66b7ba2fdd318810190041f062cc3280753638fee81", /* schema 1 */
	"5cd03caaa54966ccad70f895afb09ce27009214e696b0217e40f34f7fa97ea86", /* budgets */
	"fd20d1da67d44744d4d2228f8de214791299c700c2a7f1cab45856a8b13005c2", /* first contact */
	"983a9c626f342aa0a99014c5ec304f9932d80dcd492ceb7d7f366075c3e19d55", /* ledgers */
	"8a08e492a6c20c1ae3a5b320fd9b4226932ee1811e90ccff46667a1e415ace36", /* holds of cases */
	"d6c78989580930a5d2603dab34df96545767f80fa1d05e96eb3b3c0794eb61fc", /* likeness */
	"20453b85ed0c8ba3f91516875b8c8e7a66a883a93eeec8870baca0749dce3a41", /* told size */
	"a43028fe2e5f03452581bdd5529b6aea58839f9900fa4bfdc8cd4d282fd404ba", /* entered mail */
	"df164860f871b1f1fdca6804f4cfff605f9ab50024962a5fa116d38e7a03e8d1", /* trust of it */
	"a604360b75684836bce0845b9e8549fc6c1bee608532ad2520e663492ef16377", /* doubt */
	"4ee6abd9ad2d3dd6fbaacc67d7b5e0a6c5d5a69ecaf3672ab36f3e8a8d136487", /* waiting */
	"e8e0f0aede87a432dc8676d61a2774bc87719b2c7c1a5d9e712075c9bc4000f0", /* several */
	"9e69cb6195694f0cc59e7370dec7f00fdc95132247911953522b4ee312fe0066", /* bytes once */
	"3502cf0fc855852af6d0811405965cb1d6340302f4f33bb9d54fa9e709fe30c8", /* generations */
	"f1c004173341837b059bc65dd827805b1374d2da27971b07d594754f253db6de", /* name of a digest */
	"bd71a91b60de49f829f343b6229e17bce90303e28023d079b0697080fe501326", /* looks */
	"b3ce3dd09a26e870a3a4693cbd4f2251875e9790fb71c235d92833631fb68d95", /* shared bytes */
	"b76f21b3cbf6003802788361633795750a2479c4a68dd7cceb2f0ae76ef80304", /* search */
	"64161e84c3149054005dac6e6fb030c2901b1e76f97c1d8ef9e34723a5505994", /* life of a case */
	"a9cc6a87fab397e756874ecacc9ce39cbb715c3f72accc6ebd90b3d445bdf8f1", /* terms of search */
	"8c96ec6831cd07142c4fb5f924175078bf1619a430199b416ad9c87c26e90078", /* former boards */
	"b68a891c8901af24c4a5741855bed7a039ee7c1271202c0dfa80735496d227c5", /* related cases */
	"71a19e379a08d7b733f212cae44a8b6696445a33e5db9f5c9df24d8692732a70", /* calendars */
	"78c4a6e768261ae441935ef3448323d574bfb0e3683a91e605258c5dc839f885", /* masked copies */
	"56e117f31881a811c7dbadf3073a6458cc75d2cd0eb171c5c904a8dfe9fbfe06", /* taken back */
	"81ae6d13f81ea90b0fb4d24f94bd51b8dfa65447a901e075e29f07d83214082c", /* replies */
	"eccfe870efbabab89a1a7b9ffca8143d43126225f64f9925f6dd161ffd2caa69", /* officials away */
	"33989a83ffd4b116643bc847125159aa2cd48f9036160e51ef9be990cf89d779", /* questions */
	"004ed95e9370f857329a1ec1d0657895024c3d6433c577c583d17f39ec301721", /* known by a notice */
	"f817cc4342178b6b22cbead70a6c39e9bef51d920e0626718ecac728249078c5", /* instance */
	"8af13be9ac79860fe329509e87d99b92296ddec03202da19e6c56a2bec63b4c4", /* forms */
	"eb6bde212445cbdcf1363c1cdba93b9d847e4df1b11fb1f7af0e24f6e6653437", /* confirmations */
	"4b43d88f1aed870f5bbec282f19eb335cb986309d5f7dd94603f252bb783b159", /* open cases */
	"80b9a06dd324c3e87a506f58a303b3c462e91a64b841dfcce627c88ec0700e3a", /* what is typed */
	"77be9888dfab516f596589b7584c3cab2a198f82d9d2f79602a3f61159950985", /* stopped */
};

static void
test_no_step_is_edited(void)
{
	for (gsize i = 0; i < store_schema.n_migrations; i++) {
		const DbMigration *step = &store_schema.migrations[i];
		g_autofree char *all =
			g_strconcat(step->unless ? step->unless : "", step->sql, NULL);
		g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, all, -1);

		g_test_message("step %" G_GSIZE_FORMAT ", %s: %s", i, step->name, sum);
		g_assert_cmpuint(i, <, G_N_ELEMENTS(pinned));
		g_assert_cmpstr(sum, ==, pinned[i]);
	}
	g_assert_cmpuint(store_schema.n_migrations, ==, G_N_ELEMENTS(pinned));
}

/* Makes the database anew, by these steps. */
static void
make_old(World *world, const DbMigration *steps, gsize n_steps)
{
	const DbSchema schema = { .migrations = steps, .n_migrations = n_steps };
	g_autoptr(GError) error = NULL;

	g_clear_pointer(&world->store, case_store_free);
	g_assert_cmpint(g_remove(world->path), ==, 0);
	Db *db = db_open(world->path, TRUE, &schema, &error);
	g_assert_no_error(error);
	db_close(db);
}

/* The numbers of the reports on paper of which it is known how they came and who took them. */
#define ENTERED                                                                                    \
	"SELECT group_concat(id) FROM mail WHERE how='paper' AND trust='command'"                  \
	" AND taken_by='berit@kommun.example'"

/* It takes in mail, what a person enters fits, and nothing of it is less provable. */
static void
assert_in_use(World *world, guint mails)
{
	g_autofree char *raw = world_mail("later@kommun.example", "", "Text.");

	intake_plan_free(world_take(world, 1, raw));
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM mail WHERE trust IS NOT NULL"),
		==, mails + 1);
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM cases"), ==, mails + 1);
	world_change(world, "UPDATE mail SET trust='command', how='paper',"
			    " taken_by='berit@kommun.example' WHERE message_id LIKE 'later@%'");
	g_autofree char *entered = world_text(world, ENTERED);
	g_assert_cmpint(atoi(entered), ==, mails + 1);
	g_autofree char *problems = world_verify(world);
	g_assert_cmpstr(problems, ==, "");
}

/* What it had before there was an index is found. */
static void
assert_finds(World *world, const char *words, const char *found)
{
	StoreActor who = world_actor(world);
	g_autofree char *json = NULL;

	g_assert_true(world->store->search(world->store, words, &who, &json, NULL));
	g_assert_nonnull(strstr(json, found));
}

static void
test_the_first_schema(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *path = g_build_filename(
		g_getenv("top_srcdir"), "tests", "corpus", "store", "schema-1.sql", NULL);
	g_autoptr(GError) error = NULL;
	DbMigration first = { .name = "as it was" };
	g_autofree char *sql = NULL;

	g_file_get_contents(path, &sql, NULL, &error);
	g_assert_no_error(error);
	first.sql = sql;
	make_old(world, &first, 1);
	world_restart(world);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM mail WHERE trust='unknown'"), ==, 3);
	g_autofree char *show = world_view(world, VIEW_CASE, "LS-2026-0001");
	g_assert_nonnull(strstr(show, "cecilia@kommun.example"));
	assert_finds(world, "cecilia@kommun.example", "LS-2026-0001");
	assert_in_use(world, 3);
	world_restart(world);
	g_autofree char *problems = world_verify(world);
	g_assert_cmpstr(problems, ==, "");
}

/* For an hour of its history the first step made what a later one adds now. */
static void
test_the_edited_schema(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const words[][2] = {
		{ " received INTEGER,", " received INTEGER, how TEXT, taken_by TEXT," },
		{ "trust='failed')", "trust='failed' OR trust='command')" },
	};
	g_autoptr(GString) sql = g_string_new(store_schema.migrations[0].sql);
	DbMigration steps[7];

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		g_assert_cmpuint(g_string_replace(sql, words[i][0], words[i][1], 0), ==, 1);
	memcpy(steps, store_schema.migrations, sizeof steps);
	steps[0].sql = sql->str;
	make_old(world, steps, G_N_ELEMENTS(steps));
	world_restart(world);
	assert_in_use(world, 0);
	world_restart(world);
	g_autofree char *entered = world_text(world, ENTERED);
	g_assert_cmpstr(entered, ==, "1");
}

/* Words of no known meaning are kept out of a database of any age. */
static void
test_a_check_is_kept(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *sql = world_text(world, "SELECT sql FROM sqlite_schema WHERE name='mail'");

	g_assert_nonnull(strstr(sql, "='command'"));
	g_assert_nonnull(strstr(sql, "='verified'"));
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*test)(World *world, gconstpointer unused);
	} tests[] = {
		{ "/store/schema/first", test_the_first_schema },
		{ "/store/schema/edited", test_the_edited_schema },
		{ "/store/schema/check", test_a_check_is_kept },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/schema/pinned", test_no_step_is_edited);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(
			tests[i].path, World, NULL, world_set_up, tests[i].test, world_tear_down);
	return g_test_run();
}

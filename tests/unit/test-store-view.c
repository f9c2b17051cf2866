/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <jansson.h>
#include <string.h>

#include "adapters/store/store-schema.h"
#include "core/error.h"
#include "core/life/case.h"
#include "support/world.h"

static void
furnish(World *world)
{
	g_autofree char *raw = world_mail("a@kommun.example", "", "Rapport.");

	world->now.fixed += 123;
	intake_plan_free(world_take(world, 1, raw));
}

/* One letter a JSON type: s i b o a n(ull); upper-case: or null. */
static gboolean
is_of(const json_t *value, char type)
{
	switch (g_ascii_tolower(type)) {
	case 's':
		return json_is_string(value) || (type == 'S' && json_is_null(value));
	case 'i':
		return json_is_integer(value) || (type == 'I' && json_is_null(value));
	case 'b':
		return json_is_boolean(value);
	case 'o':
		return json_is_object(value);
	case 'a':
		return json_is_array(value);
	default:
		return json_is_null(value);
	}
}

/* members: "name:type name:type"; more may be added. */
static void
assert_members(const json_t *object, const char *members)
{
	g_auto(GStrv) words = g_strsplit(members, " ", 0);

	g_assert_true(json_is_object(object));
	for (guint i = 0; words[i]; i++) {
		char *colon = strchr(words[i], ':');

		*colon = '\0';
		const json_t *value = json_object_get(object, words[i]);
		if (!value || !is_of(value, colon[1]))
			g_error("member %s is missing or not of type %c", words[i], colon[1]);
	}
}

static json_t *
view(World *world, StoreView which, const char *key)
{
	g_autofree char *text = world_view(world, which, key);
	json_error_t where;
	json_t *json = json_loads(text, 0, &where);

	g_assert_nonnull(json);
	return json;
}

/* lexsarah(1); of a list the first record. */
static const struct {
	StoreView view;
	const char *key;
	gboolean list;
	const char *members;
} views[] = {
	{ VIEW_CASE_LIST, NULL, TRUE,
		"id:s board:s dnr:S state:s opened:s arrived:s flags:a next_due:S" },
	{ VIEW_CASE, "LS-2026-0001", FALSE,
		"id:s board:s dnr:S dnr_full:S state:s law:a opened:s arrived:s arrival_source:s "
		"ivo:o sender:o reporter:o investigator:S mails:a reading:o flags:a "
		"entered:n flag_details:a clocks:a commissioning:a outcome:S proposal:n decision:n log:a measures:a events:a" },
	{ VIEW_MAIL_LIST, NULL, TRUE,
		"id:i board:s state:s kind:s stored:s arrived:s subject:s from:s size:i case:s "
		"reason:S" },
	{ VIEW_MAIL, "1", FALSE,
		"id:i board:s state:s kind:s stored:s arrived:s subject:s from:s size:i case:s "
		"reason:S from_name:s uid:i uidvalidity:i message_id:s sha256:s internaldate:s "
		"date:s arrival_source:s issues:S copy_of:I attempts:i truncated:b parts:a" },
	{ VIEW_OUTBOX_LIST, NULL, TRUE,
		"id:i case:s notice:s to:s state:s message_id:s queued:s sent:S attempts:i "
		"error:S hold:S" },
	{ VIEW_OUTBOX, "1", FALSE,
		"id:i case:s notice:s to:s state:s message_id:s queued:s sent:S attempts:i error:S hold:S "
		"due:s audience:s route:s mail:S" },
};

static void
test_members_are_those_of_the_contract(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	furnish(world);
	for (guint i = 0; i < G_N_ELEMENTS(views); i++) {
		json_t *json = view(world, views[i].view, views[i].key);

		g_test_message("view %u", views[i].view);
		g_assert_cmpint(json_is_array(json), ==, views[i].list);
		assert_members(views[i].list ? json_array_get(json, 0) : json, views[i].members);
		json_decref(json);
	}
}

static void
test_members_of_members(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	furnish(world);
	json_t *json = view(world, VIEW_CASE, "LS-2026-0001");
	const json_t *opened = json_object_get(json, "opened");

	assert_members(json_array_get(json_object_get(json, "mails"), 0),
		"id:i uid:i uidvalidity:i message_id:s sha256:s kind:s subject:s");
	assert_members(json_array_get(json_object_get(json, "events"), 0),
		"seq:i time:s actor:s user:s kind:s detail:o hash:s");
	assert_members(
		json_object_get(json, "ivo"), "state:s notified:S number:S investigation_sent:S");
	assert_members(json_object_get(json, "sender"), "name:s address:s");
	g_assert_cmpstr(json_string_value(opened), ==, "2026-03-17T13:00:00.123+01:00");
	json_decref(json);
}

static void
test_a_key_chooses(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		StoreView view;
		const char *key;
		gsize count;
	} lists[] = {
		{ VIEW_CASE_LIST, "received", 1 },
		{ VIEW_CASE_LIST, "closed", 0 },
		{ VIEW_CASE_OPEN, NULL, 1 },
		{ VIEW_MAIL_LIST, "handled", 1 },
		{ VIEW_MAIL_LIST, "quarantined", 0 },
		{ VIEW_OUTBOX_LIST, "queued", 3 },
		{ VIEW_OUTBOX_LIST, "sent", 0 },
		{ VIEW_ACCOUNTING, "AMN", 0 },
	};

	furnish(world);
	for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
		json_t *json = view(world, lists[i].view, lists[i].key);

		g_assert_cmpuint(json_array_size(json), ==, lists[i].count);
		json_decref(json);
	}
}

static const struct {
	StoreView view;
	const char *key;
} nothing[] = {
	{ VIEW_CASE, "LS-2026-0002" },
	{ VIEW_CASE, "" },
	{ VIEW_MAIL, "2" },
	{ VIEW_MAIL, "1x" },
	{ VIEW_MAIL, " 1" },
	{ VIEW_MAIL, "" },
	{ VIEW_MAIL, "99999999999999999999" },
	{ VIEW_OUTBOX, "0" },
	{ VIEW_OUTBOX, "1e0" },
	{ VIEW_OUTBOX, "-1" },
};

static void
test_what_is_not_there(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	StoreActor who = world_actor(world);

	furnish(world);
	gint64 before = world_number(world, "SELECT count(*) FROM event");
	for (guint i = 0; i < G_N_ELEMENTS(nothing); i++) {
		g_autoptr(GError) error = NULL;
		char *json = NULL;

		g_assert_false(world->store->view(
			world->store, nothing[i].view, nothing[i].key, &who, &json, &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND);
		g_assert_null(json);
	}
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM event"), ==, before);
}

/* Invariant 8: every reading of a case is an event of that case, by whatever door. */
static void
test_looking_leaves_a_trace(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		StoreView view;
		const char *key, *kind;
	} looks[] = {
		{ VIEW_CASE, "LS-2026-0001", "case_shown" },
		{ VIEW_MAIL, "1", "mail_shown" },
		{ VIEW_OUTBOX, "1", "notice_shown" },
	};
	StoreActor who = world_actor(world);
	g_autoptr(GBytes) raw = NULL;

	furnish(world);
	for (guint i = 0; i < G_N_ELEMENTS(looks); i++) {
		g_autofree char *sql = g_strdup_printf(
			"SELECT count(*) FROM event WHERE kind='%s' AND case_id='LS-2026-0001'"
			" AND actor='tester@kommun.example' AND user='tester'",
			looks[i].kind);

		json_decref(view(world, looks[i].view, looks[i].key));
		g_assert_cmpint(world_number(world, sql), ==, 1);
	}
	g_assert_true(world->store->raw_mail(world->store, 1, &who, &raw, NULL));
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM event WHERE kind='mail_extracted'"
					    " AND case_id='LS-2026-0001' AND mail=1"),
		==, 1);
	g_autofree char *complaints = world_verify(world);
	g_assert_cmpstr(complaints, ==, "");
}

/* Whoever only looks does not wait for who writes, nor does opening the database. */
static void
test_a_list_waits_for_nobody(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const StoreView lists[] = { VIEW_CASE_LIST, VIEW_MAIL_LIST, VIEW_OUTBOX_LIST,
		VIEW_ACCOUNTING };
	g_autoptr(GError) error = NULL;

	furnish(world);
	Db *writer = db_open(world->path, FALSE, &store_schema, &error);
	g_assert_no_error(error);
	g_assert_true(db_begin(writer, &error));
	world_restart(world);
	for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
		json_decref(view(world, lists[i], NULL));
	db_rollback(writer);
	db_close(writer);
}

/* The open ones are those that the rules call so. */
static void
test_open_cases(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	furnish(world);
	for (guint state = 0; state < CASE_STATE_COUNT; state++) {
		g_autofree char *sql = g_strdup_printf(
			"UPDATE cases SET state='%s'", case_state_name((CaseState) state));

		g_test_message("%s", sql);
		world_change(world, sql);
		json_t *json = view(world, VIEW_CASE_OPEN, NULL);
		g_assert_cmpuint(json_array_size(json), ==, case_state_is_open((CaseState) state));
		json_decref(json);
	}
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(World *world, gconstpointer unused);
	} tests[] = {
		{ "/store/view/members", test_members_are_those_of_the_contract },
		{ "/store/view/inner", test_members_of_members },
		{ "/store/view/keys", test_a_key_chooses },
		{ "/store/view/open", test_open_cases },
		{ "/store/view/nothing", test_what_is_not_there },
		{ "/store/view/trace", test_looking_leaves_a_trace },
		{ "/store/view/no-wait", test_a_list_waits_for_nobody },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, World, NULL, world_set_up, tests[i].run, world_tear_down);
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Invariant 10: where this database works, and whether it is the one that does. What it was about
 * to say may have been said by a newer state of it, and numbers given: so that waits for a
 * person, and those are left out.
 */
#include "adapters/store/store-private.h"
#include "core/notice/hold.h"

typedef struct {
	InstancePlace home;
	gint64 generation; /* 0: it has not worked anywhere */
	InstanceDoubt doubt;
} Instance;

static void
instance_clear(Instance *instance)
{
	instance_place_clear(&instance->home);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Instance, instance_clear)

static gboolean
load(Store *store, Instance *instance, GError **error)
{
	g_auto(DbCursor) row = db_query_all(store->db, ST_INSTANCE_GET);

	if (db_next(&row)) {
		instance->home.machine = db_dup(&row, 0);
		instance->home.path = db_dup(&row, 1);
		instance->home.inode = db_int(&row, 2);
		instance->generation = db_int(&row, 3);
		/* What is not known was written by a newer program: rather too quiet. */
		if (!db_is_null(&row, 4) &&
			!instance_doubt_from_name(db_text(&row, 4), &instance->doubt))
			instance->doubt = INSTANCE_BEHIND;
	}
	return db_end(&row, error);
}

static InstanceDoubt
judge(const Instance *instance, const InstancePlace *here)
{
	if (instance->doubt != INSTANCE_SURE || instance->generation == 0)
		return instance->doubt;
	return instance_compare(&instance->home, here);
}

static gboolean
settle(Store *store, const InstancePlace *here, gint64 generation, GError **error)
{
	return db_run(store->db, ST_INSTANCE_SETTLE, error, DB_TEXT(here->machine),
		DB_TEXT(here->path), DB_INT(here->inode), DB_INT(generation));
}

static gboolean
hold_queued(Store *store, const StoreActor *who, gint64 *ret_held, GError **error)
{
	const char *reason = hold_name(HOLD_RESTORED);
	gint64 held = 0, id;

	for (;;) {
		if (!db_get_int_values(store->db, ST_OUTBOX_ANY_QUEUED, NULL, 0, 0, &id, error))
			return FALSE;
		if (id == 0)
			break;
		if (!store_enter(store, id, OUTBOX_HELD, reason, who, error) ||
			!db_run(store->db, ST_OUTBOX_HOLD, error, DB_TEXT(reason), DB_INT(id)))
			return FALSE;
		held++;
	}
	*ret_held = held;
	return TRUE;
}

/* Of the running year's series, which may have begun since, and the last one's. */
static gboolean
skip_numbers(Store *store, const StoreActor *who, GError **error)
{
	CivilDate today = date_from_instant(who->time, store->zone);

	return db_run(store->db, ST_SERIES_ADD, error, DB_INT(today.year)) &&
	       db_run(store->db, ST_SERIES_SKIP, error, DB_INT(INSTANCE_SKIP),
		       DB_INT(today.year - 1));
}

/* It goes on from an older state than its last one, or may do so. */
static gboolean
fall_behind(
	Store *store, InstanceDoubt doubt, const StoreActor *who, gint64 *ret_held, GError **error)
{
	g_autofree char *skipped = g_strdup_printf("%d", INSTANCE_SKIP);

	if (!hold_queued(store, who, ret_held, error) || !skip_numbers(store, who, error))
		return FALSE;
	g_autofree char *held = g_strdup_printf("%" G_GINT64_FORMAT, *ret_held);
	return store_journal_texts(store, who, "instance_doubted", NULL, 0, error, "doubt",
		instance_doubt_name(doubt), "held", held, "numbers_skipped", skipped, NULL);
}

gboolean
store_meet_instance(
	CaseStore *self, const InstancePlace *here, InstanceDoubt *ret_doubt, GError **error)
{
	Store *store = store_of(self);
	g_auto(Instance) instance = { 0 };

	if (!store_begin_read(store, error))
		return FALSE;
	if (!store_end(store, load(store, &instance, error), error))
		return FALSE;
	*ret_doubt = judge(&instance, here);
	if (instance.generation != 0)
		return TRUE;
	if (!store_begin(store, error))
		return FALSE;
	return store_end(store, settle(store, here, 1, error), error);
}

gboolean
store_require_sure(Store *store, GError **error)
{
	g_auto(Instance) instance = { 0 };

	return load(store, &instance, error) &&
	       instance_require(instance.doubt, db_path(store->db), error);
}

gboolean
store_confirmed_day(Store *store, CivilDate *ret_day, GError **error)
{
	gint64 confirmed = 0;

	if (!db_get_int(store->db, ST_INSTANCE_CONFIRMED, 0, &confirmed, error))
		return FALSE;
	*ret_day = date_from_instant(confirmed, store->zone);
	return TRUE;
}

gboolean
store_told_until(Store *store, gint64 *ret_instant, GError **error)
{
	return db_get_int(store->db, ST_INSTANCE_TOLD, 0, ret_instant, error);
}

gboolean
store_doubt_instance(CaseStore *self, InstanceDoubt doubt, const StoreActor *who, gint64 *ret_held,
	GError **error)
{
	Store *store = store_of(self);
	gint64 held = 0;

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = store_begin_doubt(store, doubt, who, &held, error);
	if (!store_end(store, good, error))
		return FALSE;
	*ret_held = held;
	return TRUE;
}

gboolean
store_begin_doubt(
	Store *store, InstanceDoubt doubt, const StoreActor *who, gint64 *ret_held, GError **error)
{
	g_auto(Instance) instance = { 0 };

	*ret_held = 0;
	if (!load(store, &instance, error))
		return FALSE;
	/* A copy may have been taken while it was in doubt, and the original confirmed since. */
	return (instance.doubt != INSTANCE_SURE && doubt != INSTANCE_RESTORED) ||
	       (fall_behind(store, doubt, who, ret_held, error) &&
		       db_run(store->db, ST_INSTANCE_DOUBT, error,
			       DB_TEXT(instance_doubt_name(doubt))));
}

/* What was doubted before has left out its numbers then; what it has queued since waits, too. */
static gboolean
go_on(Store *store, const Instance *instance, InstanceDoubt doubt, const StoreActor *who,
	gint64 *ret_held, GError **error)
{
	if (doubt == INSTANCE_SURE)
		return TRUE;
	if (instance->doubt == INSTANCE_SURE)
		return fall_behind(store, doubt, who, ret_held, error);
	return hold_queued(store, who, ret_held, error);
}

gboolean
store_confirm_instance(CaseStore *self, const InstanceWord *word, const StoreActor *who,
	InstanceAnswer *ret, GError **error)
{
	Store *store = store_of(self);
	g_auto(Instance) instance = { 0 };
	InstanceAnswer answer = { 0 };

	if (!store_begin(store, error))
		return FALSE;
	gboolean good = load(store, &instance, error);
	InstanceDoubt doubt = judge(&instance, word->here);
	const char *name = instance_doubt_name(doubt);
	answer.generation = instance.generation + 1;
	g_autofree char *generation = g_strdup_printf("%" G_GINT64_FORMAT, answer.generation);
	good = good && (word->newest || go_on(store, &instance, doubt, who, &answer.held, error)) &&
	       settle(store, word->here, answer.generation, error) &&
	       db_run(store->db, ST_INSTANCE_CONFIRM, error, DB_INT(who->time),
		       DB_INT(!word->newest && doubt != INSTANCE_SURE)) &&
	       store_journal_texts(store, who, "instance_confirmed", NULL, 0, error, "doubt",
		       name ? name : "none", "generation", generation, "reason", word->reason,
		       "newest", word->newest ? "true" : "false", NULL);
	if (!store_end(store, good, error))
		return FALSE;
	*ret = answer;
	return TRUE;
}

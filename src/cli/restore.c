/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * restore: a backup in the place of the database, which is put aside and not deleted. It
 * does nothing there before a person confirms the instance: since it was made, others were told
 * things that it does not know.
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "adapters/store/db.h"
#include "adapters/store/store.h"
#include "cli/proof.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "daemon/control.h"

#define ADVICE "restore another one"

/* A database that can be opened takes in its log when it is closed again. */
static void
empty_log(CliContext *context)
{
	g_autoptr(GError) damaged = NULL;

	case_store_free(store_open(context->settings->database, FALSE, context->settings->testing,
		context->zone, &damaged));
}

static gboolean
rename_log(const char *database, const char *aside, const char *ending)
{
	g_autofree char *from = g_strconcat(database, ending, NULL);
	g_autofree char *to = g_strconcat(aside, ending, NULL);

	return g_rename(from, to) == 0 || errno == ENOENT;
}

/*
 * At no moment is there no database: lexsarahd would begin a new one. What SQLite keeps beside one
 * that is damaged, or gone, belongs to it alone, and would be laid over the restored one.
 */
static gboolean
put_aside(CliContext *context, const char *aside, gboolean had_one, GError **error)
{
	const char *database = context->settings->database;

	if (had_one)
		empty_log(context);
	if ((!had_one || link(database, aside) == 0) && rename_log(database, aside, "-wal") &&
		rename_log(database, aside, "-shm"))
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_STORE, "cannot put %s aside as %s: %s", database,
		aside, g_strerror(errno));
	return FALSE;
}

static char *
name_aside(const CliContext *context, const char *database)
{
	g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc(cli_actor(context).time / 1000);
	g_autofree char *time = g_date_time_format(now, "%Y%m%dT%H%M%SZ");

	return g_strdup_printf("%s.replaced-%s", database, time);
}

/* From its first moment in its place it is quiet. */
static gboolean
mark(CliContext *context, const char *copy, gint64 *ret_held, GError **error)
{
	StoreActor who = cli_actor(context);
	g_autoptr(CaseStore) store =
		store_open(copy, FALSE, context->settings->testing, context->zone, error);

	return store && store->doubt_instance(store, INSTANCE_RESTORED, &who, ret_held, error);
}

typedef struct {
	char *aside;
	gboolean had_one;
	gint64 held;
	Verification found;
} Restored;

static void
restored_clear(Restored *restored)
{
	g_free(restored->aside);
	verification_clear(&restored->found);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Restored, restored_clear)

static gboolean
is_sound(const char *file, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autofree char *complaint = NULL;

	if (db_check_file(file, &complaint, &cause) && !complaint)
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s is no backup that can be restored: %s",
		file, complaint ? complaint : cause->message);
	return FALSE;
}

static gboolean
restore(CliContext *context, const char *file, Restored *restored, GError **error)
{
	const char *database = context->settings->database;
	g_autofree char *copy = g_strconcat(database, ".restored", NULL);

	if (!is_sound(file, error) ||
		!proof_copy(context, file, copy, ADVICE, &restored->found, error))
		return FALSE;
	restored->aside = name_aside(context, database);
	restored->had_one = g_file_test(database, G_FILE_TEST_EXISTS);
	if (mark(context, copy, &restored->held, error) &&
		put_aside(context, restored->aside, restored->had_one, error) &&
		proof_give_name(copy, database, error))
		return TRUE;
	g_unlink(copy);
	return FALSE;
}

gboolean
verb_restore(CliContext *context, int argc G_GNUC_UNUSED, char **argv, GError **error)
{
	g_auto(Restored) restored = { 0 };
	g_autoptr(Control) lock =
		cli_may_date(context, error)
			? control_new(context->settings->database, NULL, NULL, error)
			: NULL;

	if (!lock || !restore(context, argv[0], &restored, error))
		return FALSE;
	g_autofree char *before =
		restored.had_one ? g_strdup_printf(" The database before it is %s.", restored.aside)
				 : g_strdup("");
	g_autofree char *sentence = g_strdup_printf(
		"%s is restored: %" G_GINT64_FORMAT " events and %" G_GINT64_FORMAT
		" mails, proved; %" G_GINT64_FORMAT " notices are held.%s Make sure that no other "
		"copy works, then run: lexsarah instance confirm --reason TEXT",
		argv[0], restored.found.events, restored.found.mails, restored.held, before);
	cli_answer(context,
		json_pack("{ss sI sI sI ss?}", "file", argv[0], "events",
			(json_int_t) restored.found.events, "mails",
			(json_int_t) restored.found.mails, "held", (json_int_t) restored.held,
			"aside", restored.had_one ? restored.aside : NULL),
		sentence);
	return TRUE;
}

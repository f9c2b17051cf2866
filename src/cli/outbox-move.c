/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * outbox retry, cancel, release: a person's word on notices. Nothing here sends;
 * the daemon is woken, and does.
 */
#include "cli/verbs.h"
#include "core/life/case.h"
#include "core/error.h"
#include "core/text.h"
#include "daemon/control.h"

/* What was asked for, as the words of the command line say it. */
typedef struct {
	GArray *ids; /* gint64 */
	gboolean all;
	NoticeChoice choice;
} Ask;

static void
ask_clear(Ask *ask)
{
	g_clear_pointer(&ask->ids, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Ask, ask_clear)

static gboolean
read_ids(Ask *ask, int argc, char **argv, GError **error)
{
	ask->ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	for (int i = 0; i < argc; i++) {
		gint64 id;

		if (!cli_number(argv[i], &id, error))
			return FALSE;
		g_array_append_val(ask->ids, id);
	}
	return TRUE;
}

static gboolean
read_hold(Ask *ask, const char *hold, GError **error)
{
	if (!hold || hold_from_name(hold, &ask->choice.hold))
		return TRUE;
	g_autofree char *shown = text_to_line(hold, 40);
	g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
		"--hold %s: a notice is held for first_contact, import, budget, protected, "
		"recused, restored or bounced",
		shown);
	return FALSE;
}

static gboolean
read_ask(Ask *ask, int argc, char **argv, GError **error)
{
	const char *hold = cli_take_option(&argc, argv, "--hold");

	ask->choice.case_id = cli_take_option(&argc, argv, "--case");
	ask->all = cli_take_flag(&argc, argv, "--all");
	if (!read_hold(ask, hold, error) || !read_ids(ask, argc, argv, error))
		return FALSE;
	gboolean narrowed = hold || ask->choice.case_id;
	if (ask->all ? argc == 0 : argc > 0 && !narrowed) {
		ask->choice.ids = ask->all ? NULL : (const gint64 *) (gpointer) ask->ids->data;
		ask->choice.n_ids = ask->ids->len;
		return TRUE;
	}
	g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
		"give the numbers of notices, or --all with --hold or --case if not all held "
		"ones are meant");
	return FALSE;
}

static void
answer(CliContext *context, const Ask *ask, OutboxState to, gint64 moved)
{
	json_t *ids = json_array();
	gint64 first = ask->ids->len ? g_array_index(ask->ids, gint64, 0) : 0;
	g_autofree char *one =
		g_strdup_printf("notice %" G_GINT64_FORMAT " is %s", first, outbox_state_name(to));
	g_autofree char *many = g_strdup_printf("%" G_GINT64_FORMAT " notice%s now %s", moved,
		moved == 1 ? " is" : "s are", outbox_state_name(to));

	for (guint i = 0; i < ask->ids->len; i++)
		json_array_append_new(ids, json_integer(g_array_index(ask->ids, gint64, i)));
	cli_answer(context,
		json_pack("{so so ss sI}", "id",
			ask->ids->len == 1 ? json_integer(first) : json_null(), "ids", ids, "state",
			outbox_state_name(to), "count", (json_int_t) moved),
		ask->ids->len == 1 ? one : many);
}

static gboolean
move(CliContext *context, int argc, char **argv, OutboxState to, GError **error)
{
	g_auto(Ask) ask = { 0 };
	gint64 moved;

	if (!read_ask(&ask, argc, argv, error) || !cli_may_change(context, error))
		return FALSE;
	CaseStore *store = cli_store(context, error);
	StoreActor who = cli_actor(context);
	if (!store || !store->move_notices(store, &ask.choice, to, &who, &moved, error))
		return FALSE;
	control_wake(context->settings->database);
	answer(context, &ask, to, moved);
	return TRUE;
}

gboolean
verb_outbox_retry(CliContext *context, int argc G_GNUC_UNUSED, char **argv, GError **error)
{
	gint64 number;

	if (!cli_number(argv[0], &number, error) || !cli_may_change(context, error))
		return FALSE;
	CaseStore *store = cli_store(context, error);
	StoreActor who = cli_actor(context);
	if (!store || !store->move_notice(store, number, OUTBOX_QUEUED, &who, error))
		return FALSE;
	control_wake(context->settings->database);
	g_autofree char *sentence = g_strdup_printf("notice %s is queued", argv[0]);
	cli_answer(context, json_pack("{sI ss}", "id", (json_int_t) number, "state", "queued"),
		sentence);
	return TRUE;
}

gboolean
verb_outbox_cancel(CliContext *context, int argc, char **argv, GError **error)
{
	return move(context, argc, argv, OUTBOX_CANCELLED, error);
}

gboolean
verb_outbox_release(CliContext *context, int argc, char **argv, GError **error)
{
	return move(context, argc, argv, OUTBOX_QUEUED, error);
}

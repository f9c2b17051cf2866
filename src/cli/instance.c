/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * instance: whether this database is the one that works (invariant 10), which only a person can
 * say of one that was moved, copied or restored.
 */
#include "adapters/place.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "daemon/control.h"

gboolean
verb_instance_show(
	CliContext *context, int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED, GError **error)
{
	CaseStore *store = cli_store(context, error);
	g_auto(InstancePlace) here = { 0 };
	InstanceDoubt doubt;

	if (!store || !place_find(context->settings->database, &here, error) ||
		!store->meet_instance(store, &here, &doubt, error))
		return FALSE;
	const char *name = instance_doubt_name(doubt);
	g_autofree char *sentence =
		doubt == INSTANCE_SURE
			? g_strdup_printf("database %s works here", here.path)
			: g_strdup_printf(
				  "database %s %s: nothing is done until lexsarah instance confirm",
				  here.path, instance_doubt_words(doubt));
	cli_answer(context, json_pack("{ss ss?}", "database", here.path, "doubt", name), sentence);
	return TRUE;
}

static char *
sentence_of(const char *path, const InstanceAnswer *answer)
{
	if (answer->held == 0)
		return g_strdup_printf("database %s works here", path);
	return g_strdup_printf("database %s works here; %" G_GINT64_FORMAT
			       " notices are held: see lexsarah outbox list --state held",
		path, answer->held);
}

gboolean
verb_instance_confirm(CliContext *context, int argc, char **argv, GError **error)
{
	const char *reason = cli_take_option(&argc, argv, "--reason");
	gboolean newest = cli_take_flag(&argc, argv, "--newest");
	g_auto(InstancePlace) here = { 0 };
	InstanceAnswer answer;

	if (!reason || !*reason) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"--reason is needed: the journal keeps why");
		return FALSE;
	}
	CaseStore *store = cli_may_date(context, error) ? cli_store(context, error) : NULL;
	if (!store || !place_find(context->settings->database, &here, error))
		return FALSE;
	const InstanceWord word = { &here, reason, newest };
	StoreActor who = cli_actor(context);
	if (!store->confirm_instance(store, &word, &who, &answer, error))
		return FALSE;
	control_wake(context->settings->database);
	g_autofree char *sentence = sentence_of(here.path, &answer);
	cli_answer(context,
		json_pack("{ss sI sI}", "database", here.path, "generation",
			(json_int_t) answer.generation, "held", (json_int_t) answer.held),
		sentence);
	return TRUE;
}

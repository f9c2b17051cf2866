/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a view of the store to what a person or a script reads.
 */
#include "cli/view.h"

gboolean
view_show(CliContext *context, StoreView view, const char *key,
	void (*show)(CliContext *context, json_t *json), GError **error)
{
	CaseStore *store = cli_store(context, error);
	StoreActor who = cli_actor(context);
	g_autofree char *text = NULL;

	if (!store || !store->view(store, view, key, &who, &text, error))
		return FALSE;
	if (context->json) {
		cli_print_json(context, text);
		return TRUE;
	}
	json_t *json = json_loads(text, 0, NULL);
	g_assert(json);
	show(context, json);
	json_decref(json);
	return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * search: in which cases and mails words are. What stands around them is shown to a
 * person at a terminal, and goes into no JSON.
 */
#include "cli/layout.h"
#include "cli/table.h"
#include "cli/verbs.h"

static void
show_hit(const CliContext *context, const json_t *hit)
{
	static const char *const members[] = { "case", "date", "where" };
	json_t *mail = json_object_get(hit, "mail");
	g_autofree char *snippet = table_text(json_object_get(hit, "snippet"), 0);
	g_autofree char *number = table_text(mail, 0);
	g_autoptr(GString) title = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(members); i++) {
		g_autofree char *text = table_text(json_object_get(hit, members[i]), 0);

		g_string_append_printf(title, "%s%s", i ? "  " : "", *text ? text : "no case");
	}
	if (*number)
		g_string_append_printf(title, "  mail %s", number);
	table_print_heading(context, title->str);
	if (!*snippet)
		return;
	fputs("    ", context->out);
	layout_print_wrapped(context->out, snippet, 4, context->width);
}

/* What was found may not be all, nor the newest. */
static void
show_cut(const CliContext *context, const json_t *found)
{
	size_t i;
	json_t *word;

	json_array_foreach(json_object_get(found, "cut"), i, word) {
		g_autofree char *text = table_text(word, 0);

		fprintf(context->out,
			"Too many words begin with \"%s\": only the first of them by the alphabet "
			"were looked for. Write more of it.\n",
			text);
	}
}

static void
show(const CliContext *context, const json_t *found)
{
	size_t i;
	json_t *hit;

	json_array_foreach(json_object_get(found, "hits"), i, hit) {
		show_hit(context, hit);
	}
	if (i == 0)
		fputs("none\n", context->out);
	if (json_is_true(json_object_get(found, "more")))
		fputs("There is more: add a word.\n", context->out);
	show_cut(context, found);
}

static void
print_json(const CliContext *context, json_t *found)
{
	size_t i;
	json_t *hit;

	json_array_foreach(json_object_get(found, "hits"), i, hit) {
		json_object_del(hit, "snippet");
	}
	char *text = json_dumps(found, JSON_INDENT(1));
	cli_print_json(context, text);
	free(text);
}

gboolean
verb_search(CliContext *context, int argc G_GNUC_UNUSED, char **argv, GError **error)
{
	g_autofree char *words = g_strjoinv(" ", argv);
	CaseStore *store = cli_store(context, error);
	StoreActor who = cli_actor(context);
	g_autofree char *text = NULL;

	if (!store || !store->search(store, words, &who, &text, error))
		return FALSE;
	json_t *found = json_loads(text, 0, NULL);
	g_assert(found);
	if (context->json)
		print_json(context, found);
	else
		show(context, found);
	json_decref(found);
	return TRUE;
}

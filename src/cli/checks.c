/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check-config, check-templates, verify.
 */
#include <string.h>

#include "adapters/config/config-libconfig.h"
#include "adapters/login/key-check.h"
#include "adapters/reply-key-file.h"
#include "adapters/config/rules-libconfig.h"
#include "adapters/template/template-renderer.h"
#include "adapters/config/words-libconfig.h"
#include "cli/verbs.h"
#include "core/journal/anchor.h"
#include "core/error.h"
#include "core/text.h"

static const char *const languages[] = { "sv", "en", NULL };

/* One a line after lead, or as a member of json. */
static void
list(CliContext *context, json_t *json, const char *member, const char *lead,
	const GPtrArray *lines)
{
	json_t *all = json_array();

	for (guint i = 0; i < lines->len; i++) {
		g_autofree char *line = text_to_line(g_ptr_array_index(lines, i), 0);

		json_array_append_new(all, json_string(line));
		if (!context->json)
			fprintf(context->out, "%s%s\n", lead, line);
	}
	json_object_set_new(json, member, all);
}

/* Takes json. */
static gboolean
answer(CliContext *context, json_t *json, const GPtrArray *problems, const char *sentence)
{
	list(context, json, "problems", "", problems);
	if (problems->len == 0 || context->json)
		cli_answer(context, json, sentence);
	else
		json_decref(json);
	return problems->len == 0;
}

static gboolean
refuse(const GPtrArray *problems, const char *what, GError **error)
{
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s: %u to mend", what, problems->len);
	return FALSE;
}

static gboolean
check_templates(const Settings *settings, GPtrArray **ret_problems, GError **error)
{
	return template_renderer_check_all(
		settings->templates, LEX_DATADIR "/templates", languages, ret_problems, error);
}

static void
check_words(const Settings *settings, GPtrArray *problems)
{
	g_autoptr(GError) wrong = NULL;
	g_autoptr(SensitiveWords) words = words_load(settings->words, &wrong);

	if (!words)
		g_ptr_array_add(problems, g_strdup(wrong->message));
}

/* Swedish words in an English mail are no mistake, but hardly meant. */
static void
warn_titles(const Settings *settings, const GPtrArray *rules, GPtrArray *warnings)
{
	gboolean english = FALSE;

	for (guint i = 0; i < settings->boards->len; i++) {
		const Board *board = g_ptr_array_index(settings->boards, i);

		english |= g_str_equal(board->language, "en");
	}
	for (guint i = 0; english && i < rules->len; i++) {
		const ClockRule *rule = g_ptr_array_index(rules, i);

		if (!rule->title_en)
			g_ptr_array_add(warnings,
				g_strdup_printf("%s: the rule \"%s\" has no title_en: mails in "
						"English have its Swedish title",
					settings->rules, rule->id));
	}
}

static void
check_rules(const Settings *settings, GPtrArray *problems, GPtrArray *warnings)
{
	g_autoptr(GError) wrong = NULL;
	g_autoptr(GPtrArray) rules = NULL, found = NULL;

	if (!rules_check(settings->rules, &rules, &found, &wrong))
		g_ptr_array_add(problems, g_strdup(wrong->message));
	for (guint i = 0; found && i < found->len; i++)
		g_ptr_array_add(problems, g_strdup(found->pdata[i]));
	if (rules)
		warn_titles(settings, rules, warnings);
}

static void
check_reply_key(const Settings *settings, GPtrArray *problems)
{
	g_autoptr(GError) wrong = NULL;
	ReplyKeys *keys = NULL;

	if (!reply_key_file_read(settings, &keys, &wrong))
		g_ptr_array_add(problems, g_strdup(wrong->message));
	reply_keys_free(keys);
}

gboolean
verb_check_config(
	CliContext *context, int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED, GError **error)
{
	g_autoptr(Settings) settings = NULL;
	g_autoptr(GPtrArray) problems = NULL;
	g_autoptr(GPtrArray) warnings = NULL;
	const char *what = "configuration";

	if (!config_check(context->config, &settings, &problems, &warnings, error))
		return FALSE;
	if (settings) {
		g_clear_pointer(&problems, g_ptr_array_unref);
		what = "templates, words, rules or keys";
		if (!check_templates(settings, &problems, error))
			return FALSE;
		check_words(settings, problems);
		check_rules(settings, problems, warnings);
		check_reply_key(settings, problems);
		key_check(settings, now_wall(&context->now), problems, warnings);
	}
	guint boards = settings ? settings->boards->len : 0;
	g_autofree char *sentence = g_strdup_printf(
		"%s: in order, %u board%s", context->config, boards, boards == 1 ? "" : "s");
	json_t *json = json_pack("{ss si}", "file", context->config, "boards", (int) boards);

	list(context, json, "warnings", "warning: ", warnings);
	return answer(context, json, problems, sentence) || refuse(problems, what, error);
}

gboolean
verb_check_templates(
	CliContext *context, int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED, GError **error)
{
	const Settings *settings = cli_settings(context, error);
	g_autoptr(GPtrArray) problems = NULL;

	if (!settings || !check_templates(settings, &problems, error))
		return FALSE;
	g_autofree char *sentence = g_strdup_printf("%s: in order", settings->templates);
	return answer(context, json_pack("{ss}", "folder", settings->templates), problems,
		       sentence) ||
	       refuse(problems, "templates", error);
}

/* A word more if the journal is not the one that the anchor was taken of. */
static gboolean
check_anchor(CaseStore *store, const JournalLink *anchor, GPtrArray *problems, GError **error)
{
	JournalLink found;

	if (!store->journal_link(store, anchor->seq, &found, error))
		return FALSE;
	if (found.seq == 0)
		g_ptr_array_add(problems,
			g_strdup_printf(
				"event %" G_GINT64_FORMAT
				" of the anchor is not there: the end of the journal was cut off",
				anchor->seq));
	else if (memcmp(found.hash, anchor->hash, sizeof found.hash) != 0)
		g_ptr_array_add(problems,
			g_strdup_printf(
				"event %" G_GINT64_FORMAT
				" is not that of the anchor: the journal was written anew, or "
				"is another one",
				anchor->seq));
	return TRUE;
}

gboolean
verb_verify(CliContext *context, int argc, char **argv, GError **error)
{
	const char *given = cli_take_option(&argc, argv, "--anchor");
	JournalLink anchor = { 0 }, last;
	g_auto(Verification) found = { 0 };

	if (given && !anchor_parse(given, &anchor, error))
		return FALSE;
	CaseStore *store = cli_store(context, error);
	if (!store || !store->verify(store, &found, error) ||
		(given && !check_anchor(store, &anchor, found.problems, error)) ||
		!store->journal_link(store, 0, &last, error))
		return FALSE;
	g_autofree char *now = last.seq ? anchor_format(&last) : NULL;
	g_autofree char *sentence = g_strdup_printf("%" G_GINT64_FORMAT " events, %" G_GINT64_FORMAT
						    " mails, %" G_GINT64_FORMAT
						    " details erased: all as they were written%s%s",
		found.events, found.mails, found.erased, now ? "\nanchor: " : "", now ? now : "");
	json_t *json = json_pack("{sI sI sI ss?}", "events", (json_int_t) found.events, "mails",
		(json_int_t) found.mails, "erased", (json_int_t) found.erased, "anchor", now);
	if (answer(context, json, found.problems, sentence))
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
		"%u of %" G_GINT64_FORMAT " events and %" G_GINT64_FORMAT
		" mails are NOT as they were written: stop lexsarahd, keep the database file as "
		"it is and compare it with a backup",
		found.problems->len, found.events, found.mails);
	return FALSE;
}

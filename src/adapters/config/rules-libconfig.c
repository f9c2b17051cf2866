/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rules of clocks from libconfig files. Must never give out rules of which
 * one is wrong or missing: a clock that silently does not run is a date that is
 * silently missed.
 */
#include "adapters/config/rules-libconfig.h"

#include <string.h>

#include "adapters/config/conf-files.h"
#include "adapters/config/config-text.h"
#include "adapters/config/config-check.h"
#include "adapters/config/config-kinds.h"
#include "adapters/installed.h"
#include "adapters/config/rules-schema.h"
#include "core/clock/clock-rule-check.h"
#include "core/error.h"

/* A file while it is checked. */
typedef struct {
	char *path;
	config_t config;
	ConfigCheck check;
	RulesText text;
} RulesFile;

/* A rule and where it stands. */
typedef struct {
	RulesFile *file;
	guint index;
} Place;

static void
file_free(RulesFile *file)
{
	g_clear_pointer(&file->text.rules, g_ptr_array_unref);
	config_check_clear(&file->check);
	config_destroy(&file->config);
	g_free(file->path);
	g_free(file);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RulesFile, file_free)

char *
rules_installed(void)
{
	return installed_find(NULL, LEX_DATADIR "/rules", "share/rules");
}

/* What is wrong with how it is written goes to problems, the rest to its check. */
static RulesFile *
read_file(const char *path, const char *folder, GPtrArray *problems)
{
	g_autoptr(RulesFile) file = g_new0(RulesFile, 1);
	g_autoptr(GError) wrong = NULL;

	file->path = g_strdup(path);
	config_init(&file->config);
	config_check_init(&file->check, &file->config, file->path, folder);
	if (config_text_parse(&file->config, path, &wrong))
		config_check_group(&file->check, rules_schema_root(),
			config_root_setting(&file->config), "", &file->text);
	else
		g_ptr_array_add(problems, g_strdup(wrong->message));
	return g_steal_pointer(&file);
}

static Milestone
take_milestone(const char *name)
{
	return (Milestone) config_kind_choice(milestone_names, name);
}

static guint64
take_milestones(const GPtrArray *names)
{
	guint64 set = 0;

	for (guint i = 0; names && i < names->len; i++)
		set |= MILESTONE_BIT(take_milestone(names->pdata[i]));
	return set;
}

static void
take_span(const char *text, ClockSpan *span)
{
	if (text && !clock_span_parse(text, span))
		g_assert_not_reached(); /* CONFIG_SPAN */
}

static ClockSource *
take_source(const SourceText *text)
{
	ClockSource *source = g_new0(ClockSource, 1);

	for (guint i = 0; text->law && i < text->law->len; i++)
		source->laws |= 1u << config_kind_choice(clock_law_names, text->law->pdata[i]);
	if (!text->law)
		source->laws = LAW_BOTH;
	source->section = g_strdup(text->section);
	source->wording = g_strdup(text->wording);
	source->from = text->from;
	source->until = text->until;
	take_span(text->span, &source->span);
	return source;
}

static GPtrArray *
take_steps(const GPtrArray *texts)
{
	GPtrArray *steps = g_ptr_array_new_with_free_func((GDestroyNotify) clock_step_free);

	for (guint i = 0; texts && i < texts->len; i++) {
		ClockStep *step;

		if (!clock_step_parse(texts->pdata[i], &step))
			g_assert_not_reached(); /* CONFIG_STEP */
		g_ptr_array_add(steps, step);
	}
	return steps;
}

/* Who lets a time of law pass hears it at once, whatever else the rule says. */
static void
add_late_step(ClockRule *rule)
{
	ClockStep *late;

	if (rule->class_ != CLOCK_STATUTORY)
		return;
	if (!clock_step_parse("late", &late))
		g_assert_not_reached();
	/* First: of two steps of one moment the rule's own is said. */
	g_ptr_array_insert(rule->steps, 0, late);
}

/* A rule whose keys are each right. */
static ClockRule *
take_rule(const RuleText *text)
{
	ClockRule *rule = g_new0(ClockRule, 1);

	rule->id = g_strdup(text->id);
	rule->title = g_strdup(text->title);
	rule->title_en = g_strdup(text->title_en);
	rule->class_ = (ClockClass) text->class_;
	rule->starts = take_milestones(text->start);
	rule->needs = take_milestones(text->needs);
	rule->unless = take_milestones(text->unless);
	rule->stops = take_milestones(text->stop);
	rule->ends = take_milestones(text->ended_by);
	rule->first_start = take_milestone(text->start->pdata[0]);
	rule->first_stop = take_milestone(text->stop->pdata[0]);
	if (text->set_by)
		rule->set_by = MILESTONE_BIT(take_milestone(text->set_by));
	rule->each_board = text->each_board;
	rule->at_once = text->at_once;
	rule->stands_still = text->stands_still;
	rule->from = text->from;
	take_span(text->span, &rule->span);
	rule->sources = g_ptr_array_new_with_free_func((GDestroyNotify) clock_source_free);
	for (guint i = 0; text->sources && i < text->sources->len; i++)
		g_ptr_array_add(rule->sources, take_source(text->sources->pdata[i]));
	rule->steps = take_steps(text->reminders);
	add_late_step(rule);
	rule->to = g_ptr_array_copy(text->to, (GCopyFunc) (void *) g_strdup, NULL);
	g_ptr_array_set_free_func(rule->to, g_free);
	return rule;
}

/* Notes a fault at the key, or at the rule if that has no such key. */
static void
note_fault(const Place *place, const char *key, char *fault)
{
	g_autofree char *path = g_strdup_printf("rules[%u].%s", place->index, key);
	g_autofree char *what = fault;

	config_problem_add(&place->file->check, path, "%s", what);
}

static void
take_file(RulesFile *file, GPtrArray *rules, GArray *places)
{
	for (guint i = 0; file->text.rules && i < file->text.rules->len; i++) {
		const char *key;
		Place place = { file, i };

		g_ptr_array_add(rules, take_rule(file->text.rules->pdata[i]));
		g_array_append_val(places, place);
		char *fault = clock_rule_fault(g_ptr_array_index(rules, rules->len - 1), &key);
		if (fault)
			note_fault(&place, key, fault);
	}
}

/* The duties of law that the installed rules have and these lack. */
static void
check_complete(const char *folder, const GPtrArray *rules, GPtrArray *problems)
{
	g_autofree char *installed = rules_installed();
	g_autofree char *own = g_canonicalize_filename(folder, NULL);
	g_autoptr(GPtrArray) standard = NULL;

	if (strcmp(installed, own) == 0 || !(standard = rules_load(installed, NULL)))
		return;
	for (guint i = 0; i < standard->len; i++) {
		const ClockRule *rule = g_ptr_array_index(standard, i);
		gboolean found = rule->class_ == CLOCK_POLICY;

		for (guint j = 0; j < rules->len && !found; j++)
			found = strcmp(((ClockRule *) rules->pdata[j])->id, rule->id) == 0;
		if (!found)
			g_ptr_array_add(problems,
				g_strdup_printf("%s: the rule \"%s\" is missing, and the law asks "
						"for it: copy it from %s",
					folder, rule->id, installed));
	}
}

static guint
move_problems(GPtrArray *files, GPtrArray *problems)
{
	for (guint i = 0; i < files->len; i++) {
		RulesFile *file = g_ptr_array_index(files, i);
		g_autoptr(GPtrArray) found = config_problem_list(&file->check);

		g_ptr_array_extend(problems, found, (GCopyFunc) (void *) g_strdup, NULL);
	}
	return problems->len;
}

static void
take_files(const char *folder, GPtrArray *files, GPtrArray *rules, GPtrArray *problems)
{
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
	const char *key;
	guint index;

	for (guint i = 0; i < files->len; i++)
		if (((RulesFile *) files->pdata[i])->check.found->len == 0)
			take_file(files->pdata[i], rules, places);
	char *fault = clock_rules_fault(rules, &index, &key);
	if (fault)
		note_fault(&g_array_index(places, Place, index), key, fault);
	if (move_problems(files, problems) == 0)
		check_complete(folder, rules, problems);
}

gboolean
rules_check(const char *folder, GPtrArray **ret_rules, GPtrArray **ret_problems, GError **error)
{
	g_autoptr(GPtrArray) paths = conf_files_list(folder, "rules of clocks", error);
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func((GDestroyNotify) file_free);
	g_autoptr(GPtrArray) rules =
		g_ptr_array_new_with_free_func((GDestroyNotify) clock_rule_free);
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);

	if (!paths)
		return FALSE;
	for (guint i = 0; i < paths->len; i++)
		g_ptr_array_add(files, read_file(paths->pdata[i], folder, problems));
	take_files(folder, files, rules, problems);
	*ret_rules = problems->len == 0 ? g_steal_pointer(&rules) : NULL;
	*ret_problems = g_steal_pointer(&problems);
	return TRUE;
}

GPtrArray *
rules_load(const char *folder, GError **error)
{
	g_autoptr(GPtrArray) problems = NULL;
	GPtrArray *rules;

	if (!rules_check(folder, &rules, &problems, error))
		return NULL;
	if (!rules)
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s%s",
			(char *) g_ptr_array_index(problems, 0),
			problems->len > 1 ? " (lexsarah check-config shows all)" : "");
	return rules;
}

char *
rules_fingerprint(const char *folder, GError **error)
{
	g_autoptr(GPtrArray) paths = conf_files_list(folder, "rules of clocks", error);
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	for (guint i = 0; paths && i < paths->len; i++) {
		g_autofree char *text = NULL;
		gsize length;

		if (!g_file_get_contents(paths->pdata[i], &text, &length, error))
			return NULL;
		g_checksum_update(sum, (const guchar *) text, (gssize) length);
	}
	return paths ? g_strdup(g_checksum_get_string(sum)) : NULL;
}

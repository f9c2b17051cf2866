/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys of a file of rules (lexsarah-rules(5)). Only data.
 */
#include "adapters/config/rules-schema.h"

#include <stddef.h>

#define GROUP_KEYS(table) .keys = (table), .n_keys = G_N_ELEMENTS(table)
#define MILESTONES_RIGHT  "a list of milestones in [ ], such as [ \"arrival\" ]"

static void
source_text_free(SourceText *source)
{
	g_clear_pointer(&source->law, g_ptr_array_unref);
	g_free(source->section);
	g_free(source->wording);
	g_free(source->span);
	g_free(source);
}

static void
rule_text_free(RuleText *rule)
{
	g_clear_pointer(&rule->start, g_ptr_array_unref);
	g_clear_pointer(&rule->needs, g_ptr_array_unref);
	g_clear_pointer(&rule->unless, g_ptr_array_unref);
	g_clear_pointer(&rule->stop, g_ptr_array_unref);
	g_clear_pointer(&rule->ended_by, g_ptr_array_unref);
	g_clear_pointer(&rule->sources, g_ptr_array_unref);
	g_clear_pointer(&rule->reminders, g_ptr_array_unref);
	g_clear_pointer(&rule->to, g_ptr_array_unref);
	g_free(rule->id);
	g_free(rule->title);
	g_free(rule->title_en);
	g_free(rule->span);
	g_free(rule->set_by);
	g_free(rule);
}

static const ConfigKey source_keys[] = {
	{ "section", CONFIG_TEXT, .required = TRUE, .offset = offsetof(SourceText, section) },
	{ "wording", CONFIG_TEXT, .offset = offsetof(SourceText, wording) },
	{ "law", CONFIG_LIST, .offset = offsetof(SourceText, law), .min = 1,
		.element_kind = CONFIG_CHOICE, .choices = clock_law_names,
		.right = "a list of laws in [ ], \"SoL\" or \"LSS\"" },
	{ "from", CONFIG_DAY, .offset = offsetof(SourceText, from) },
	{ "until", CONFIG_DAY, .offset = offsetof(SourceText, until) },
	{ "span", CONFIG_SPAN, .offset = offsetof(SourceText, span) },
};
static const ConfigGroup source_group = { GROUP_KEYS(source_keys), .size = sizeof(SourceText),
	.free = (GDestroyNotify) source_text_free };
static const ConfigKey rule_keys[] = {
	{ "id", CONFIG_ID, .required = TRUE, .offset = offsetof(RuleText, id) },
	{ "title", CONFIG_TEXT, .required = TRUE, .offset = offsetof(RuleText, title) },
	{ "title_en", CONFIG_TEXT, .offset = offsetof(RuleText, title_en) },
	{ "class", CONFIG_ENUM, .required = TRUE, .offset = offsetof(RuleText, class_),
		.choices = clock_class_names },
	{ "start", CONFIG_LIST, .required = TRUE, .offset = offsetof(RuleText, start), .min = 1,
		.element_kind = CONFIG_CHOICE, .choices = milestone_names,
		.right = MILESTONES_RIGHT },
	{ "needs", CONFIG_LIST, .offset = offsetof(RuleText, needs), .min = 1,
		.element_kind = CONFIG_CHOICE, .choices = milestone_names,
		.right = MILESTONES_RIGHT },
	{ "unless", CONFIG_LIST, .offset = offsetof(RuleText, unless), .min = 1,
		.element_kind = CONFIG_CHOICE, .choices = milestone_names,
		.right = MILESTONES_RIGHT },
	{ "stop", CONFIG_LIST, .required = TRUE, .offset = offsetof(RuleText, stop), .min = 1,
		.element_kind = CONFIG_CHOICE, .choices = milestone_names,
		.right = MILESTONES_RIGHT },
	{ "ended_by", CONFIG_LIST, .offset = offsetof(RuleText, ended_by), .min = 1,
		.element_kind = CONFIG_CHOICE, .choices = milestone_names,
		.right = MILESTONES_RIGHT },
	{ "set_by", CONFIG_CHOICE, .offset = offsetof(RuleText, set_by),
		.choices = milestone_names },
	{ "each_board", CONFIG_BOOL, .offset = offsetof(RuleText, each_board) },
	{ "at_once", CONFIG_BOOL, .offset = offsetof(RuleText, at_once) },
	{ "stands_still", CONFIG_BOOL, .offset = offsetof(RuleText, stands_still) },
	{ "from", CONFIG_DAY, .offset = offsetof(RuleText, from) },
	{ "span", CONFIG_SPAN, .required = TRUE, .offset = offsetof(RuleText, span) },
	{ "sources", CONFIG_GROUPS, .offset = offsetof(RuleText, sources), .group = &source_group,
		.right = "a list of texts of law in ( ), each { section = ...; ... }" },
	{ "reminders", CONFIG_LIST, .offset = offsetof(RuleText, reminders),
		.element_kind = CONFIG_STEP,
		.right = "a list of times in [ ], such as [ \"1 working day before\", "
			 "\"due\" ]" },
	{ "to", CONFIG_LIST, .required = TRUE, .offset = offsetof(RuleText, to), .min = 1,
		.element_kind = CONFIG_CHOICE, .choices = clock_recipient_names,
		.right = "a list of roles in [ ], such as [ \"responsible\" ]" },
};
static const ConfigGroup rule_group = { GROUP_KEYS(rule_keys), .size = sizeof(RuleText),
	.free = (GDestroyNotify) rule_text_free };
static const ConfigKey root_keys[] = {
	{ "rules", CONFIG_GROUPS, .required = TRUE, .offset = offsetof(RulesText, rules), .min = 1,
		.group = &rule_group, .right = "a list of rules in ( ), each { id = ...; ... }" },
};
static const ConfigGroup root_group = { GROUP_KEYS(root_keys) };

const ConfigGroup *
rules_schema_root(void)
{
	return &root_group;
}

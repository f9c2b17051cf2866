/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/config/config-schema.h"
#include "core/clock/clock-rule.h"

/* A file of rules as it is written, each key right in itself. */
typedef struct {
	GPtrArray *rules; /* RuleText * */
} RulesText;

typedef struct {
	GPtrArray *law; /* char *; NULL: of both */
	char *section, *wording, *span;
	CivilDate from, until;
} SourceText;

typedef struct {
	char *id, *title, *title_en, *span, *set_by;
	int class_;
	gboolean each_board, at_once, stands_still;
	CivilDate from;
	GPtrArray *start, *needs, *unless, *stop, *ended_by; /* char *, milestones; may be NULL */
	GPtrArray *sources;                                  /* SourceText *; may be NULL */
	GPtrArray *reminders, *to;                           /* char *; reminders may be NULL */
} RuleText;

/* The keys of lexsarah-rules(5); the struct is RulesText. */
const ConfigGroup *rules_schema_root(void);

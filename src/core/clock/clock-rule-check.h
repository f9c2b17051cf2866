/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/clock/clock-rule.h"

/*
 * What contradicts itself in a rule whose keys are each right: a sentence that
 * says what would be right, and in ret_key (static) the key to mend. NULL if
 * nothing does. g_free() it.
 */
char *clock_rule_fault(const ClockRule *rule, const char **ret_key);

/*
 * What is wrong among rules (ClockRule *): an id twice, or clocks that wait for
 * each other, so that what stops one starts the next and so round again. As
 * above; ret_index: the rule to mend.
 */
char *clock_rules_fault(const GPtrArray *rules, guint *ret_index, const char **ret_key);

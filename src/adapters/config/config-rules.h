/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/config/config-problem.h"
#include "core/settings.h"

/*
 * Fills in the defaults that depend on other keys: a board's language, and its
 * roles, which fall to the responsible (whose route, secure or not, goes
 * along).
 */
void config_rules_default(Settings *settings);

/*
 * Notes what is wrong between keys that are each right: the same board or
 * mailbox twice, a board that would get its own notices (a loop), logins
 * without password, unprotected connections, trust without its host. Settings
 * may be incomplete: what a problem was noted for is NULL.
 */
void config_rules_check(ConfigCheck *check, const Settings *settings);

/*
 * Warns of what is lawful and works badly: a board of which each person who could
 * decide on a report that concerns one of them is that one. Settings without a
 * problem.
 */
void config_rules_warn(ConfigCheck *check, const Settings *settings);

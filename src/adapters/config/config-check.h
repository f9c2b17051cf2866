/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/config/config-problem.h"
#include "adapters/config/config-schema.h"

/*
 * Goes through a group of the file along its table: unknown keys, missing
 * ones, wrong types and values become problems of check; what is right is
 * stored in target, the struct that group describes, which must be zeroed.
 * path: of the group, "" for the file itself.
 */
void config_check_group(ConfigCheck *check, const ConfigGroup *group, config_setting_t *setting,
	const char *path, gpointer target);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/config/config-problem.h"
#include "core/settings.h"

/*
 * Notes what the file system has to say: folders and files that are named but
 * not there or not usable, and a password that others can read because it
 * stands in a file that they can read. Reads no content.
 */
void config_paths_check(ConfigCheck *check, const Settings *settings);

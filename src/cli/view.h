/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <jansson.h>

#include "cli/cli.h"

/*
 * Shows one of the store's views: as it is with --json, else by show, which is
 * given the parsed view.
 */
gboolean view_show(CliContext *context, StoreView view, const char *key,
	void (*show)(CliContext *context, json_t *json), GError **error) G_GNUC_WARN_UNUSED_RESULT;

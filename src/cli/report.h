/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"

/*
 * The reports, one file each. All are CliVerbRun, and are given the words of the
 * command line with the option that names them and none of another's.
 */
gboolean report_year(CliContext *context, int argc, char **argv, GError **error);
gboolean report_access(CliContext *context, int argc, char **argv, GError **error);

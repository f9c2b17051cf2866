/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"

/* The whole help, that of a group, or that of one verb, all from cli_verbs. */
void help_all(FILE *out);
void help_group(FILE *out, const char *group);
void help_verb(FILE *out, const CliVerb *verb);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "adapters/template/template.h"
#include "core/notice/notice.h"

/*
 * Checks every name of a template against the table of privacy.h, for a mail to
 * audience over route. Inside a section the members of its list or group can
 * be written without it: {{#flags}}{{title}}{{/flags}} names flags.title.
 * Adds to problems (char *) a sentence "FILE:LINE: ..." for each name that is
 * unknown, not for that reader, or of a kind that cannot stand there; none that
 * is already in it.
 */
void template_check_names(
	const Template *template, Audience audience, Route route, GPtrArray *problems);

/* Adds problem, which is taken, unless problems holds the same already. */
void template_check_add_problem(GPtrArray *problems, char *problem);

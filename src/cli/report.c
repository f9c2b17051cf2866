/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report: which of the reports is asked for, and that no word belongs to another.
 */
#include <string.h>

#include "cli/report.h"
#include "cli/verbs.h"
#include "core/error.h"

/* What names a report, and the options that it has beside that. */
static const struct {
	const char *name;
	const char *options[4];
	CliVerbRun run;
} reports[] = {
	{ "--year", { "--board", "--html", "-o" }, report_year },
	{ "--access", { "--case", "--from", "--to" }, report_access },
};

static gboolean
has_word(int argc, char **argv, const char *word)
{
	for (int i = 0; i < argc; i++)
		if (strcmp(argv[i], word) == 0)
			return TRUE;
	return FALSE;
}

/* An option of another report among the words, or NULL. */
static const char *
foreign_option(gsize report, int argc, char **argv)
{
	for (gsize other = 0; other < G_N_ELEMENTS(reports); other++) {
		if (other == report)
			continue;
		if (has_word(argc, argv, reports[other].name))
			return reports[other].name;
		for (gsize i = 0; reports[other].options[i]; i++)
			if (has_word(argc, argv, reports[other].options[i]))
				return reports[other].options[i];
	}
	return NULL;
}

gboolean
verb_report(CliContext *context, int argc, char **argv, GError **error)
{
	for (gsize i = 0; i < G_N_ELEMENTS(reports); i++) {
		if (!has_word(argc, argv, reports[i].name))
			continue;
		const char *foreign = foreign_option(i, argc, argv);
		if (!foreign)
			return reports[i].run(context, argc, argv, error);
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE, "%s does not go with %s", foreign,
			reports[i].name);
		return FALSE;
	}
	g_set_error(
		error, LEX_ERROR, LEX_ERROR_USAGE, "say which report: --year YEAR, or --access");
	return FALSE;
}

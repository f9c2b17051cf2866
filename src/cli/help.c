/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * --help on every level, printed from the table of verbs.
 */
#include "cli/help.h"

#include <string.h>

static void
print_row(FILE *out, const CliVerb *verb)
{
	g_autofree char *left = g_strdup_printf("%s%s%s %s", verb->group, verb->verb ? " " : "",
		verb->verb ? verb->verb : "", verb->usage);

	fprintf(out, "  %-48s %s\n", left, verb->help);
}

static void
print_common(FILE *out)
{
	fputs("\nOptions of every command:\n"
	      "  -c, --config FILE   the configuration (default " LEX_SYSCONFDIR "/lexsarah.conf)\n"
	      "      --as ADDRESS    on whose behalf; recorded beside the system's user\n"
	      "      --now TIME      hold the clock at this RFC 3339 time (test databases)\n"
	      "      --if-unchanged EVENT  only if nothing happened in the case after that event\n"
	      "      --json          JSON instead of tables\n"
	      "  -h, --help          this, or the help of a group or command\n"
	      "      --version       the version\n"
	      "\nA TEXT that is - is read from standard input.\n"
	      "\nExit: 0 done, 64 usage, 65 wrong input, 66 no such thing, 70 a bug,\n"
	      "74 cannot write the answer, 75 try again, 77 not allowed, 78 configuration.\n"
	      "The manual: man lexsarah\n",
		out);
}

void
help_all(FILE *out)
{
	fputs("Usage: lexsarah [-c FILE] [--as ADDRESS] COMMAND ... [--json]\n\nCommands:\n", out);
	for (const CliVerb *verb = cli_verbs; verb->group; verb++)
		print_row(out, verb);
	print_common(out);
}

void
help_group(FILE *out, const char *group)
{
	fprintf(out, "Usage: lexsarah %s VERB ...\n\n", group);
	for (const CliVerb *verb = cli_verbs; verb->group; verb++)
		if (strcmp(verb->group, group) == 0)
			print_row(out, verb);
	print_common(out);
}

void
help_verb(FILE *out, const CliVerb *verb)
{
	fprintf(out, "Usage: lexsarah %s%s%s %s\n\n%s\n", verb->group, verb->verb ? " " : "",
		verb->verb ? verb->verb : "", verb->usage, verb->help);
	print_common(out);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prints the reading JSON of the files named: what check-reading and the tests
 * of whole files run. The reader and the forms are those of the build tree.
 */
#include <stdio.h>

#include "cli/read.h"
#include "core/error.h"

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;

	(void) argc;
	if (read_files((const char *const *) argv + 1, g_getenv("LEXSARAH_READER"),
		    g_getenv("LEXSARAH_FORMS"), TRUE, stdout, &error))
		return 0;
	fprintf(stderr, "read-files: %s\n", error->message);
	return error_exit_code(error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A test database of many cases, for the rows that start lexsarahd on one.
 * usage: make-cases FILE CASES; FILE must not be there, and be on the file system of $TMPDIR
 */
#include <stdio.h>
#include <unistd.h>

#include "bench/many-cases.h"

int
main(int argc, char **argv)
{
	g_autoptr(World) world = NULL;

	if (argc != 3)
		return 64;
	world = world_new();
	many_cases_fill(world, argv[2]);
	/* Nothing is in its log: it was closed, and opened again without writing. */
	if (link(world->path, argv[1]) == 0)
		return 0;
	perror(argv[1]);
	return 1;
}

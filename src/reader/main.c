/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lexsarah-reader: turns untrusted files into readings, one request after the
 * other over a socket on standard input and output. Each of its children pays for
 * what it is linked with, so that it has nothing that draws pages.
 */
#include "reader/pages-process.h"
#include "reader/run.h"

int
main(int argc, char **argv)
{
	return reader_run(argc, argv, pages_process_new);
}

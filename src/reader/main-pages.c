/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lexsarah-reader-pages: the same with all that reads PDF and pictures, for the
 * files that lexsarah-reader hands on.
 */
#include "reader/run.h"
#include "reader/scan/scan-process.h"

int
main(int argc, char **argv)
{
	return reader_run(argc, argv, scan_process_new);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The same program once more, with what reads letters from pictures loaded.
 */
#include "reader/scan/scan-process.h"

#include <sysexits.h>
#include <unistd.h>

#include "reader/format.h"
#include "reader/serve.h"

static void
run(gconstpointer user)
{
	g_autoptr(GError) error = NULL;
	Service service = *(const Service *) user;

	service.complete = TRUE;
	format_warm_scans();
	_exit(serve(&service, NULL, &error) ? EX_OK : EX_IOERR);
}

Relay *
scan_process_new(const Service *service)
{
	return relay_new(run, service);
}

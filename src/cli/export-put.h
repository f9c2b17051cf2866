/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"

typedef struct {
	CliContext *context;
	const char *case_id;
	char *folder;  /* until it is whole; its name is taken then */
	json_t *files; /* their names, below the folder */
	guint closed;  /* mails of which something stays encrypted */
	char *reason;  /* why, of the first of them; or NULL */
	char *gone;    /* the case's board, which is not configured: there are no papers; or NULL */
} Export;

/*
 * Writes all of the case to the folder, which is there and empty, and the sums of what it wrote;
 * fills in what stands behind that. It is an event of the case, whatever becomes of it. Errors
 * beside the store's: INPUT (cannot be written), CONFIG (papers), TEMPORARY (interrupt_check()).
 */
gboolean export_put_all(Export *export, GError **error) G_GNUC_WARN_UNUSED_RESULT;

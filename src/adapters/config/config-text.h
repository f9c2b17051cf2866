/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libconfig.h>

/*
 * What is looked at before libconfig reads a file: its scanner ends the whole
 * process at a file that it could open and cannot read, as a folder is, and
 * takes a name up to a NUL for the whole of it.
 */

/*
 * TRUE if libconfig may read the configuration file, and all that its @include
 * lines take in from folder, however deep. Error CONFIG: one of them is no file
 * that can be read, too large, or not text.
 */
gboolean config_text_check(
	const char *file, const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Reads a file of data, which may take in no other, into config, which was
 * initialised. Error CONFIG: "FILE:LINE: what is wrong".
 */
gboolean config_text_parse(
	config_t *config, const char *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

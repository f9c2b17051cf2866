/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The paths of all *.conf in folder, in the order of their names: char *, at
 * least one. Hidden files are left out. Error CONFIG: there is none, or the
 * folder cannot be read; what: what they should hold, "form vocabulary".
 */
GPtrArray *conf_files_list(
	const char *folder, const char *what, GError **error) G_GNUC_WARN_UNUSED_RESULT;

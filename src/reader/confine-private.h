/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <linux/filter.h>

/*
 * The filter of system calls. files: whether files may be opened for reading;
 * which ones is then up to Landlock. ret_length: instructions. g_free() it.
 * Errors: CONFIG.
 */
struct sock_filter *confine_calls_make(gboolean files, gushort *ret_length, GError **error);

/* Adds the filter to this process, for good; it can send signals to itself only then. */
gboolean confine_calls_enter(struct sock_filter *filter, gushort length) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The rules of what may be read: a descriptor, to be closed, or -1 if the
 * kernel has no Landlock. ret_abi: its version, 0 if it has none.
 */
int confine_files_make(int *ret_abi);

/* Puts this process under the rules, for good. */
gboolean confine_files_enter(int rules) G_GNUC_WARN_UNUSED_RESULT;

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/child.h"

/*
 * A process that holds what reads letters from pictures, and whose children
 * read the files that need it. It is started at the first such file and kept;
 * the other children are forked from a process that is half as large.
 */
typedef struct ScanProcess ScanProcess;

/* Nothing is started yet. scan_process_free() ends it. */
ScanProcess *scan_process_new(const Service *service);
void scan_process_free(ScanProcess *process);

/* As child_read_file(), in a child of that process; one that has died is started anew. */
ReaderStatus scan_process_read(ScanProcess *process, const char *name, GBytes *content,
	void (*busy)(void), char **ret_text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ScanProcess, scan_process_free)

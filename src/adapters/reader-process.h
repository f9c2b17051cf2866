/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ports/document-reader.h"

/*
 * A document reader that is a process: lexsarah-reader, started at the first
 * file, kept, and started anew when it has died. program: its path, NULL for
 * the environment's LEXSARAH_READER, else the installed one. forms_dir: the
 * folder of form vocabularies, NULL for the installed one. Nothing can fail
 * here; document_reader_free() the result.
 */
DocumentReader *reader_process_new(const char *program, const char *forms_dir);

/*
 * The environment that the reader is started with, g_strfreev() it: this process's
 * own, in which text recognition keeps to one core, and glibc keeps more than seven
 * freed pieces of a size at hand: a tenth of the time of a PDF, whose words and letters
 * are thousands of small ones. glibc asks for it as it is loaded and has no call for it.
 */
char **reader_process_environment(void);

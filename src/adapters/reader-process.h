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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/form-vocabulary.h"
#include "core/form/reading.h"

/* The vocabulary that is shipped; fails the test if it cannot be loaded. */
FormVocabulary *reading_tools_vocabulary(void);

/* Reads a text, not a file, and flags it; name decides its format. Fails the test on an error. */
ReadingFile *reading_tools_read(const char *name, const char *text);

/* The value of a field, a choice, or the only one of choices; NULL: none. Borrowed. */
const char *reading_tools_value(ReadingRecord record, const char *member);

/* Runs make-docx.py. NULL if there is no python3; else the bytes of the document. */
GBytes *reading_tools_docx(const char *kind);

/* The same of make-pdf.py; NULL also if there is no pdftoppm that a picture needs. */
GBytes *reading_tools_pdf(const char *kind);

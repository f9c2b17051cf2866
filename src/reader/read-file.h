/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/form-vocabulary.h"
#include "core/form/reading.h"

/*
 * Reads one file of any format. A format that nothing knows gives a reading
 * of format "unknown" without documents. Of a mail, attachments that hold a
 * form win; otherwise what the sender wrote is the description.
 * The flags are only those of files that could not be read.
 * Errors: BAD_MESSAGE (broken, or over a limit), WAIT (format_ask()).
 */
ReadingFile *read_file(const FormVocabulary *vocabulary, const char *name, GBytes *content,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"
#include "core/form/form-vocabulary.h"
#include "core/form/reading.h"

/*
 * The form grammar: a document, whatever its format, becomes readings, one for
 * each report in it. What is not written stays empty; what cannot be read
 * keeps its raw text without a value. Text that is no form is one reading
 * whose description is the whole text. Flags are not set here: see
 * consistency.h. GPtrArray of Reading; g_ptr_array_unref() it.
 */
GPtrArray *form_read(const FormVocabulary *vocabulary, const Document *document);

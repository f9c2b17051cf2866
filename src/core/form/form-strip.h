/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"
#include "core/form/form-vocabulary.h"

/*
 * The document without what is printed on every page and belongs to none: the
 * sender's address, telephone and web address in a block, page numbers, lines
 * that stand at the edge of several pages. What holds a label stays. headings:
 * form_scan_parts() of document. NULL if there is nothing to leave out; else
 * document_free() it.
 */
Document *form_strip_footers(
	const FormVocabulary *vocabulary, const Document *document, const GArray *headings);

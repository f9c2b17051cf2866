/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"
#include "core/form/form-vocabulary.h"
#include "core/form/reading.h"

/*
 * What the controls of our form say goes before what its labels do: each member that has a
 * control is what stands there, with confidence 1 and the tag as its place. What has none any
 * more stays as the labels gave it. readings: those of the document (form_read()), changed.
 */
void form_tagged_read(
	const FormVocabulary *vocabulary, const Document *document, const GPtrArray *readings);

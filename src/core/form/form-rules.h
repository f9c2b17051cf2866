/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/form-part.h"

/*
 * Each reads one range of a document into the part of reading that the range
 * is of. What other ranges have filled stays.
 */
void form_report_read(Reading *reading, const FormVocabulary *vocabulary, const Document *document,
	const FormRange *range);
void form_log_read(Reading *reading, const FormVocabulary *vocabulary, const Document *document,
	const FormRange *range);

/* What stands after the words on delegation is the date, if it looks like one. */
void form_decision_mend(const FormPart *part);

/* Gives dates without a year one, by the dates of the reading that have one. */
void form_years_infer(Reading *reading);

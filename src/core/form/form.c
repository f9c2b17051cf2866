/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a document to readings: cut into parts, each read by its own rules.
 */
#include "core/form/form.h"

#include "core/form/form-rules.h"
#include "core/form/form-scan.h"
#include "core/form/form-split.h"
#include "core/form/form-strip.h"
#include "core/form/form-tagged.h"

typedef void (*Read)(Reading *reading, const FormVocabulary *vocabulary, const Document *document,
	const FormRange *range);

/* How the parts are read that are more than labels and values, and what is mended then. */
static const struct {
	const char *part;
	Read read;
	void (*mend)(const FormPart *part);
} rules[] = {
	{ "report", form_report_read, NULL },
	{ "log", form_log_read, NULL },
	{ "decision", NULL, form_decision_mend },
	{ "investigation", NULL, NULL },
};

/* A part that is labels, values and boxes. */
static void
read_labels(Reading *reading, const FormVocabulary *vocabulary, const Document *document,
	const FormRange *range, void (*mend)(const FormPart *part))
{
	g_auto(FormPart) part;

	form_part_scan(&part, vocabulary, document, range,
		reading_add_record(reading, reading_find_part(range->part)));
	reading->has_form = TRUE;
	form_part_fill(&part);
	if (mend)
		mend(&part);
}

static void
read_range(Reading *reading, const FormVocabulary *vocabulary, const Document *document,
	const FormRange *range)
{
	for (gsize i = 0; i < G_N_ELEMENTS(rules); i++) {
		if (!g_str_equal(rules[i].part, range->part))
			continue;
		if (rules[i].read)
			rules[i].read(reading, vocabulary, document, range);
		else
			read_labels(reading, vocabulary, document, range, rules[i].mend);
	}
}

GPtrArray *
form_read(const FormVocabulary *vocabulary, const Document *document)
{
	g_autoptr(GArray) all = form_scan_parts(vocabulary, document);
	g_autoptr(Document) stripped = form_strip_footers(vocabulary, document, all);
	const Document *form = stripped ? stripped : document;
	if (stripped)
		document_forget(document);
	g_autoptr(GArray) headings =
		stripped ? form_scan_parts(vocabulary, form) : g_array_ref(all);
	g_autoptr(GArray) ranges = form_split(vocabulary, form, headings);
	GPtrArray *readings = g_ptr_array_new_with_free_func((GDestroyNotify) reading_free);

	for (guint i = 0; i < ranges->len; i++) {
		const FormRange *range = &g_array_index(ranges, FormRange, i);

		if (range->dossier == readings->len)
			g_ptr_array_add(readings, reading_new());
		read_range(readings->pdata[range->dossier], vocabulary, form, range);
	}
	form_tagged_read(vocabulary, document, readings);
	for (guint i = 0; i < readings->len; i++)
		form_years_infer(readings->pdata[i]);
	return readings;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a template, and as its own partial. The first byte chooses the
 * form.
 */
#include <glib.h>
#include <string.h>

#include "adapters/template/template-check.h"
#include "adapters/template/template.h"
#include "core/notice/privacy.h"
#include "fuzz.h"

static gboolean
open_bytes(const char *file, gpointer user, char **ret_source, gsize *ret_length, GError **error)
{
	GBytes *bytes = user;
	gsize size = 0;
	const char *data = g_bytes_get_data(bytes, &size);

	(void) file;
	(void) error;
	*ret_source = g_malloc0(size + 1);
	if (size)
		memcpy(*ret_source, data, size);
	*ret_length = size;
	return TRUE;
}

/* Values never become markup: a template without "<" gives none either. */
static void
check_text(const Template *template, const char *text, const uint8_t *source, size_t size)
{
	g_assert_true(g_utf8_validate(text, -1, NULL));
	if (template->form == TEMPLATE_HTML && !memchr(source, '<', size))
		g_assert_null(strchr(text, '<'));
	if (template->form == TEMPLATE_SUBJECT)
		g_assert_null(strpbrk(text, "\r\n"));
}

const char fuzz_corpus[] = "template";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static TemplateValue *facts = NULL;

	if (size == 0)
		return 0;
	if (!facts) {
		g_autoptr(GVariant) sample = g_variant_ref_sink(g_variant_new_parsed(
			"{'a': <'<b>&\\u0007'>, 'b': <true>, 'c': <['x', '<y>']>,"
			" 'd': <[{'a': <'<z>'>}, {'b': <'2'>}]>, 'e': <{'f': <'\\r\\n<'>}>}"));
		facts = template_value_new(sample);
	}
	TemplateForm form = (TemplateForm) (data[0] % TEMPLATE_FORM_COUNT);
	g_autoptr(GBytes) bytes = g_bytes_new(data + 1, size - 1);
	g_autoptr(Template) template = NULL;
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *text = NULL;
	if (!template_load("x", form, open_bytes, bytes, &template, NULL))
		return 0;
	template_check_names(template, AUDIENCE_REPORTER, ROUTE_PLAIN, problems);
	if (template_render(template, facts, &text, NULL))
		check_text(template, text, data + 1, size - 1);
	return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The renderer port on files. All files are read, checked and tried when it is
 * made; afterwards it reads nothing and changes nothing, so that any thread may
 * use it. Facts pass privacy_filter() before they meet a template.
 */
#include "adapters/template/template-renderer.h"

#include <string.h>

#include "adapters/paper/form-docx.h"
#include "adapters/template/template-folder.h"
#include "core/error.h"
#include "core/notice/privacy.h"

typedef struct {
	Renderer port; /* first, so that self is the port */
	TemplateFolder *folder;
} TemplateRenderer;

static void
renderer_free_templates(Renderer *self)
{
	TemplateRenderer *renderer = (TemplateRenderer *) self;

	template_folder_free(renderer->folder);
	g_free(renderer);
}

/* Borrowed. */
static const TemplateSet *
find_set(const Renderer *self, const char *language, const char *base, GError **error)
{
	const TemplateRenderer *renderer = (const TemplateRenderer *) self;
	g_autofree char *name = g_strconcat(language, "/", base, NULL);
	const TemplateSet *set = g_hash_table_lookup(renderer->folder->sets, name);

	if (!set)
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"there are no templates '%s'; is the language '%s' configured?", name,
			language);
	return set;
}

static gboolean
render(const Renderer *self, Notice notice, Audience audience, Route route, const char *language,
	GVariant *facts, RenderedNotice *ret, GError **error)
{
	g_auto(RenderedNotice) rendered = { 0 };

	if (!notice_has_audience(notice, audience)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"the notice '%s' has no words for the audience '%s'", notice_name(notice),
			audience_name(audience));
		return FALSE;
	}
	const TemplateSet *set =
		find_set(self, language, notice_template(notice, audience, route), error);
	if (!set)
		return FALSE;
	g_autoptr(GVariant) visible = privacy_filter(facts, audience, route);
	g_autoptr(TemplateValue) value = template_value_new(visible);
	if (!template_render(set->forms[TEMPLATE_SUBJECT], value, &rendered.subject, error) ||
		!template_render(set->forms[TEMPLATE_TEXT], value, &rendered.text, error) ||
		!template_render(set->forms[TEMPLATE_HTML], value, &rendered.html, error))
		return FALSE;
	*ret = rendered;
	memset(&rendered, 0, sizeof rendered);
	return TRUE;
}

/* What the templates of a date know of it; a step without words has none. */
static GVariant *
entry_facts(const TemplateRenderer *renderer, const char *language, const char *case_id,
	const CalendarEntry *entry)
{
	GHashTable *steps = g_hash_table_lookup(renderer->folder->steps, language);
	const char *words = steps ? g_hash_table_lookup(steps, entry->step) : NULL;
	GVariantDict date, facts;

	g_variant_dict_init(&date, NULL);
	if (words)
		g_variant_dict_insert(&date, "step", "s", words);
	g_variant_dict_insert(&date, "cancelled", "b", entry->cancelled);
	g_variant_dict_init(&facts, NULL);
	g_variant_dict_insert(&facts, "case", "s", case_id);
	g_variant_dict_insert_value(&facts, "calendar", g_variant_dict_end(&date));
	return g_variant_ref_sink(g_variant_dict_end(&facts));
}

static gboolean
render_entry(const Renderer *self, const char *language, const char *case_id,
	const CalendarEntry *entry, RenderedEntry *ret, GError **error)
{
	g_auto(RenderedEntry) rendered = { 0 };
	const TemplateSet *set = find_set(self, language, "calendar", error);

	if (!set)
		return FALSE;
	g_autoptr(GVariant) facts =
		entry_facts((const TemplateRenderer *) self, language, case_id, entry);
	g_autoptr(GVariant) visible = privacy_filter(facts, AUDIENCE_CALENDAR, ROUTE_PLAIN);
	g_autoptr(TemplateValue) value = template_value_new(visible);
	if (!template_render(set->forms[TEMPLATE_SUBJECT], value, &rendered.summary, error) ||
		!template_render(set->forms[TEMPLATE_TEXT], value, &rendered.description, error))
		return FALSE;
	*ret = rendered;
	memset(&rendered, 0, sizeof rendered);
	return TRUE;
}

static gboolean
fill_form(const Renderer *self, Audience audience, Route route, const char *language,
	GVariant *facts, GBytes **ret_form, GError **error)
{
	const TemplateRenderer *renderer = (const TemplateRenderer *) self;
	GBytes *form = g_hash_table_lookup(renderer->folder->documents, language);

	if (!form) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"there is no form for the language '%s'; is it configured?", language);
		return FALSE;
	}
	g_autoptr(GVariant) visible = privacy_filter(facts, audience, route);
	return form_docx_fill(form, visible, language, ret_form, error);
}

Renderer *
template_renderer_new(
	const char *dir, const char *fallback, const char *const *languages, GError **error)
{
	g_autoptr(TemplateFolder) folder = template_folder_load(dir, fallback, languages);
	const GPtrArray *problems = folder->problems;

	if (problems->len > 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "templates: %s",
			(const char *) g_ptr_array_index(problems, 0));
		if (problems->len > 1)
			g_prefix_error(error, "%u problems; lexsarah check-templates lists all; ",
				problems->len);
		return NULL;
	}
	TemplateRenderer *renderer = g_new0(TemplateRenderer, 1);
	renderer->port.render = render;
	renderer->port.render_entry = render_entry;
	renderer->port.fill_form = fill_form;
	renderer->port.free = renderer_free_templates;
	renderer->folder = g_steal_pointer(&folder);
	return &renderer->port;
}

/* A misspelt name would otherwise leave the installed text in use, silently. */
static void
report_unused(TemplateFolder *templates, const char *dir, const char *language)
{
	g_autofree char *folder = g_build_filename(dir, language, NULL);
	g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
	const char *name;

	while (files && (name = g_dir_read_name(files))) {
		g_autofree char *file = g_strconcat(language, "/", name, NULL);

		if (name[0] != '.' && !g_str_has_suffix(name, "~") &&
			!g_hash_table_contains(templates->used, file))
			g_ptr_array_add(templates->problems,
				g_strdup_printf("%s: no notice uses this file", file));
	}
}

gboolean
template_renderer_check_all(const char *dir, const char *fallback, const char *const *languages,
	GPtrArray **ret_problems, GError **error)
{
	if (!g_file_test(dir, G_FILE_TEST_IS_DIR)) {
		g_set_error(
			error, LEX_ERROR, LEX_ERROR_CONFIG, "templates: %s is not a folder", dir);
		return FALSE;
	}
	g_autoptr(TemplateFolder) folder = template_folder_load(dir, fallback, languages);
	for (gsize i = 0; languages[i]; i++)
		report_unused(folder, dir, languages[i]);
	*ret_problems = g_steal_pointer(&folder->problems);
	return TRUE;
}

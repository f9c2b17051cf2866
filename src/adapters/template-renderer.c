/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The renderer port on files. All files are read, checked and tried when it is
 * made; afterwards it reads nothing and changes nothing, so that any thread may
 * use it. Facts pass privacy_filter() before they meet a template.
 */
#include "adapters/template-renderer.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "adapters/template-check.h"
#include "adapters/template.h"
#include "core/error.h"
#include "core/privacy.h"

typedef struct {
	Template *forms[TEMPLATE_FORM_COUNT]; /* NULL if it could not be loaded */
} TemplateSet;

typedef struct {
	Renderer port;    /* first, so that self is the port */
	GHashTable *sets; /* "sv/receipt" -> TemplateSet */
} TemplateRenderer;

/* Where a load finds its files, which it asked for, and what it got. */
typedef struct {
	const char *dir;
	const char *fallback; /* may be NULL */
	GHashTable *used;     /* set of "sv/receipt.txt" */
	GHashTable *sets;     /* "sv/receipt" -> TemplateSet */
	GPtrArray *problems;  /* char * */
	/* What each reader may see of a sample, once it was asked for: the same for all notices. */
	GVariant *samples[AUDIENCE_COUNT][ROUTE_COUNT];
} Load;

static const char *const extensions[TEMPLATE_FORM_COUNT] = {
	[TEMPLATE_SUBJECT] = "subject",
	[TEMPLATE_TEXT] = "txt",
	[TEMPLATE_HTML] = "html",
};

static void
set_free(TemplateSet *set)
{
	for (guint i = 0; i < TEMPLATE_FORM_COUNT; i++)
		template_free(set->forms[i]);
	g_free(set);
}

static void
renderer_free_templates(Renderer *self)
{
	TemplateRenderer *renderer = (TemplateRenderer *) self;

	g_hash_table_unref(renderer->sets);
	g_free(renderer);
}

/* Templates saved on other systems end their lines with CR LF. */
static void
drop_carriage_returns(char *text, gsize *length)
{
	gsize kept = 0;

	for (gsize i = 0; i < *length; i++)
		if (text[i] != '\r' || i + 1 == *length || text[i + 1] != '\n')
			text[kept++] = text[i];
	text[kept] = '\0';
	*length = kept;
}

static gboolean
open_file(const char *file, gpointer user, char **ret_source, gsize *ret_length, GError **error)
{
	Load *load = user;
	g_autofree char *path = g_build_filename(load->dir, file, NULL);
	g_autoptr(GError) cause = NULL;
	GStatBuf status;

	g_hash_table_add(load->used, g_strdup(file));
	if (load->fallback && !g_file_test(path, G_FILE_TEST_EXISTS)) {
		g_free(path);
		path = g_build_filename(load->fallback, file, NULL);
	}
	if (g_stat(path, &status) != 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s: cannot read %s: %s", file,
			path, g_strerror(errno));
		return FALSE;
	}
	if (!S_ISREG(status.st_mode) || status.st_size > TEMPLATE_MAX_BYTES) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s: %s is not a file of at most %d bytes", file, path, TEMPLATE_MAX_BYTES);
		return FALSE;
	}
	if (!g_file_get_contents(path, ret_source, ret_length, &cause)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s: %s", file, cause->message);
		return FALSE;
	}
	drop_carriage_returns(*ret_source, ret_length);
	return TRUE;
}

static TemplateSet *
load_set(Load *load, const char *name)
{
	TemplateSet *set = g_new0(TemplateSet, 1);

	for (guint i = 0; i < TEMPLATE_FORM_COUNT; i++) {
		g_autofree char *file = g_strconcat(name, ".", extensions[i], NULL);
		g_autoptr(GError) error = NULL;

		if (!template_load(file, (TemplateForm) i, open_file, load, &set->forms[i], &error))
			g_ptr_array_add(load->problems, g_strdup(error->message));
	}
	return set;
}

/* Renders with everything that the reader may see, and with nothing. */
static void
try_template(Load *load, const Template *template, GVariant *facts)
{
	g_autoptr(GVariant) nothing =
		g_variant_ref_sink(g_variant_new_array(G_VARIANT_TYPE("{sv}"), NULL, 0));
	GVariant *const tries[] = { facts, nothing };

	for (gsize i = 0; i < G_N_ELEMENTS(tries); i++) {
		g_autofree char *text = NULL;
		g_autoptr(GError) error = NULL;

		if (!template_render(template, tries[i], &text, &error))
			template_check_add_problem(load->problems, g_strdup(error->message));
		else if (strspn(text, " \t\n") == strlen(text))
			template_check_add_problem(load->problems,
				g_strdup_printf("%s:1: there is nothing in it%s", template->file,
					tries[i] == nothing ? " when no field is known" : ""));
		else
			continue;
		return;
	}
}

/* Borrowed. */
static GVariant *
sample_for(Load *load, Audience audience, Route route)
{
	GVariant **shown = &load->samples[audience][route];

	if (!*shown) {
		g_autoptr(GVariant) sample = privacy_sample_facts();
		*shown = privacy_filter(sample, audience, route);
	}
	return *shown;
}

static void
check_set(Load *load, const TemplateSet *set, Audience audience, Route route)
{
	GVariant *facts = sample_for(load, audience, route);

	for (guint i = 0; i < TEMPLATE_FORM_COUNT; i++) {
		guint before = load->problems->len;

		if (!set->forms[i])
			continue;
		template_check_names(set->forms[i], audience, route, load->problems);
		if (load->problems->len == before)
			try_template(load, set->forms[i], facts);
	}
}

static void
load_notice(Load *load, const char *language, Notice notice)
{
	for (guint i = 0; i < AUDIENCE_COUNT * ROUTE_COUNT; i++) {
		Audience audience = (Audience) (i / ROUTE_COUNT);
		Route route = (Route) (i % ROUTE_COUNT);

		if (!notice_has_audience(notice, audience))
			continue;
		g_autofree char *name =
			g_strconcat(language, "/", notice_template(notice, audience, route), NULL);
		TemplateSet *set = g_hash_table_lookup(load->sets, name);
		if (!set) {
			set = load_set(load, name);
			g_hash_table_insert(load->sets, g_steal_pointer(&name), set);
		}
		check_set(load, set, audience, route);
	}
}

static Load
load_all(const char *dir, const char *fallback, const char *const *languages)
{
	Load load = {
		.dir = dir,
		.fallback = fallback,
		.used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		.sets = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free, (GDestroyNotify) set_free),
		.problems = g_ptr_array_new_with_free_func(g_free),
	};

	for (gsize i = 0; languages[i]; i++)
		for (guint notice = 0; notice < NOTICE_COUNT; notice++)
			load_notice(&load, languages[i], (Notice) notice);
	return load;
}

static void
load_clear(Load *load)
{
	g_clear_pointer(&load->used, g_hash_table_unref);
	g_clear_pointer(&load->sets, g_hash_table_unref);
	g_clear_pointer(&load->problems, g_ptr_array_unref);
	for (guint audience = 0; audience < AUDIENCE_COUNT; audience++)
		for (guint route = 0; route < ROUTE_COUNT; route++)
			g_clear_pointer(&load->samples[audience][route], g_variant_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Load, load_clear)

static gboolean
render(const Renderer *self, Notice notice, Audience audience, Route route, const char *language,
	GVariant *facts, RenderedNotice *ret, GError **error)
{
	const TemplateRenderer *renderer = (const TemplateRenderer *) self;
	g_auto(RenderedNotice) rendered = { 0 };

	g_return_val_if_fail(notice < NOTICE_COUNT && notice_has_audience(notice, audience), FALSE);
	g_autofree char *name =
		g_strconcat(language, "/", notice_template(notice, audience, route), NULL);
	const TemplateSet *set = g_hash_table_lookup(renderer->sets, name);
	if (!set) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"there are no templates '%s'; is the language '%s' configured?", name,
			language);
		return FALSE;
	}
	g_autoptr(GVariant) visible = privacy_filter(facts, audience, route);
	if (!template_render(set->forms[TEMPLATE_SUBJECT], visible, &rendered.subject, error) ||
		!template_render(set->forms[TEMPLATE_TEXT], visible, &rendered.text, error) ||
		!template_render(set->forms[TEMPLATE_HTML], visible, &rendered.html, error))
		return FALSE;
	*ret = rendered;
	memset(&rendered, 0, sizeof rendered);
	return TRUE;
}

Renderer *
template_renderer_new(
	const char *dir, const char *fallback, const char *const *languages, GError **error)
{
	g_auto(Load) load = load_all(dir, fallback, languages);
	const GPtrArray *problems = load.problems;

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
	renderer->port.free = renderer_free_templates;
	renderer->sets = g_steal_pointer(&load.sets);
	return &renderer->port;
}

/* A misspelt name would otherwise leave the installed text in use, silently. */
static void
report_unused(Load *load, const char *language)
{
	g_autofree char *folder = g_build_filename(load->dir, language, NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *file = g_strconcat(language, "/", name, NULL);

		if (name[0] != '.' && !g_str_has_suffix(name, "~") &&
			!g_hash_table_contains(load->used, file))
			g_ptr_array_add(load->problems,
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
	g_auto(Load) load = load_all(dir, fallback, languages);
	for (gsize i = 0; languages[i]; i++)
		report_unused(&load, languages[i]);
	*ret_problems = g_steal_pointer(&load.problems);
	return TRUE;
}

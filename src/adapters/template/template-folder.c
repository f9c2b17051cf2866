/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads, checks and tries all templates. Whoever edits one hears at once, with file
 * and line, what is wrong with it: not when the first mail is to be written.
 */
#include "adapters/template/template-folder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "adapters/paper/form-docx.h"
#include "adapters/template/template-check.h"
#include "adapters/template/template-steps.h"
#include "core/error.h"
#include "core/notice/privacy.h"

/* One load: where it finds its files, and what it got. */
typedef struct {
	const char *dir;
	const char *fallback; /* may be NULL */
	TemplateFolder *folder;
	GVariant *sample; /* with everything */
	TemplateValue *nothing;
	/* What each reader may see of the sample, once it was asked for: the same for all notices.
	 */
	TemplateValue *samples[AUDIENCE_COUNT][ROUTE_COUNT];
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

/* Where a file of at most max bytes is; g_free() it. NULL and error: there is none. */
static char *
find_file(Load *load, const char *file, goffset max, GError **error)
{
	g_autofree char *path = g_build_filename(load->dir, file, NULL);
	GStatBuf status;

	g_hash_table_add(load->folder->used, g_strdup(file));
	if (load->fallback && !g_file_test(path, G_FILE_TEST_EXISTS)) {
		g_free(path);
		path = g_build_filename(load->fallback, file, NULL);
	}
	if (g_stat(path, &status) != 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s: cannot read %s: %s", file,
			path, g_strerror(errno));
		return NULL;
	}
	if (!S_ISREG(status.st_mode) || status.st_size > max) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s: %s is not a file of at most %" G_GOFFSET_FORMAT " bytes", file, path,
			max);
		return NULL;
	}
	return g_steal_pointer(&path);
}

static gboolean
take_file(Load *load, const char *file, goffset max, char **ret_source, gsize *ret_length,
	GError **error)
{
	g_autofree char *path = find_file(load, file, max, error);
	g_autoptr(GError) cause = NULL;

	if (!path)
		return FALSE;
	if (!g_file_get_contents(path, ret_source, ret_length, &cause)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s: %s", file, cause->message);
		return FALSE;
	}
	return TRUE;
}

static gboolean
open_file(const char *file, gpointer user, char **ret_source, gsize *ret_length, GError **error)
{
	if (!take_file(user, file, TEMPLATE_MAX_BYTES, ret_source, ret_length, error))
		return FALSE;
	drop_carriage_returns(*ret_source, ret_length);
	return TRUE;
}

static void
load_form(Load *load, const char *name, TemplateForm form, TemplateSet *set)
{
	g_autofree char *file = g_strconcat(name, ".", extensions[form], NULL);
	g_autoptr(GError) error = NULL;

	if (!template_load(file, form, open_file, load, &set->forms[form], &error))
		g_ptr_array_add(load->folder->problems, g_strdup(error->message));
}

static TemplateSet *
load_set(Load *load, const char *name)
{
	TemplateSet *set = g_new0(TemplateSet, 1);

	for (guint i = 0; i < TEMPLATE_FORM_COUNT; i++)
		load_form(load, name, (TemplateForm) i, set);
	return set;
}

/* Renders with everything that the reader may see, and with nothing. */
static void
try_template(Load *load, const Template *template, const TemplateValue *facts)
{
	const TemplateValue *const tries[] = { facts, load->nothing };

	for (gsize i = 0; i < G_N_ELEMENTS(tries); i++) {
		g_autofree char *text = NULL;
		g_autoptr(GError) error = NULL;

		if (!template_render(template, tries[i], &text, &error))
			template_check_add_problem(
				load->folder->problems, g_strdup(error->message));
		else if (strspn(text, " \t\n") == strlen(text))
			template_check_add_problem(load->folder->problems,
				g_strdup_printf("%s:1: there is nothing in it%s", template->file,
					tries[i] == load->nothing ? " when no field is known"
								  : ""));
		else
			continue;
		return;
	}
}

/* Borrowed. */
static const TemplateValue *
sample_for(Load *load, Audience audience, Route route)
{
	TemplateValue **shown = &load->samples[audience][route];

	if (!*shown) {
		g_autoptr(GVariant) visible = privacy_filter(load->sample, audience, route);
		*shown = template_value_new(visible);
	}
	return *shown;
}

static void
check_set(Load *load, const TemplateSet *set, Audience audience, Route route)
{
	const TemplateValue *facts = sample_for(load, audience, route);

	for (guint i = 0; i < TEMPLATE_FORM_COUNT; i++) {
		guint before = load->folder->problems->len;

		if (!set->forms[i])
			continue;
		template_check_names(set->forms[i], audience, route, load->folder->problems);
		if (load->folder->problems->len == before)
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
		TemplateSet *set = g_hash_table_lookup(load->folder->sets, name);
		if (!set) {
			set = load_set(load, name);
			g_hash_table_insert(load->folder->sets, g_steal_pointer(&name), set);
		}
		check_set(load, set, audience, route);
	}
}

/* Of a date in a calendar: the summary is the subject, the description the text. */
static void
load_calendar(Load *load, const char *language)
{
	char *name = g_strconcat(language, "/calendar", NULL);
	TemplateSet *set = g_new0(TemplateSet, 1);

	load_form(load, name, TEMPLATE_SUBJECT, set);
	load_form(load, name, TEMPLATE_TEXT, set);
	g_hash_table_insert(load->folder->sets, name, set);
	check_set(load, set, AUDIENCE_CALENDAR, ROUTE_PLAIN);
}

static void
load_steps(Load *load, const char *language)
{
	g_autofree char *file = g_strconcat(language, "/calendar.steps", NULL);
	g_autofree char *source = NULL;
	g_autoptr(GError) error = NULL;
	gsize length = 0;

	if (open_file(file, load, &source, &length, &error))
		g_hash_table_insert(load->folder->steps, g_strdup(language),
			template_steps_parse(file, source, length, load->folder->problems));
	else
		g_ptr_array_add(load->folder->problems, g_strdup(error->message));
}

/* The form that goes with an assignment, filled once as it will be. */
static void
load_document(Load *load, const char *language)
{
	g_autofree char *file = g_strconcat(language, "/investigation.docx", NULL);
	g_autoptr(GError) error = NULL;
	guint before = load->folder->problems->len;
	char *content = NULL;
	gsize length = 0;

	if (!take_file(load, file, FORM_DOCX_BYTES_MAX, &content, &length, &error)) {
		g_ptr_array_add(load->folder->problems, g_strdup(error->message));
		return;
	}
	GBytes *form = g_bytes_new_take(content, length);
	g_autoptr(GBytes) tried = NULL;
	g_hash_table_insert(load->folder->documents, g_strdup(language), form);
	form_docx_check(file, form, load->folder->problems);
	if (load->folder->problems->len == before &&
		!form_docx_fill(form,
			sample_for(load, AUDIENCE_INVESTIGATOR, ROUTE_SECURE)->variant, language,
			&tried, &error))
		g_ptr_array_add(
			load->folder->problems, g_strdup_printf("%s: %s", file, error->message));
}

static TemplateFolder *
new_folder(void)
{
	TemplateFolder *folder = g_new0(TemplateFolder, 1);

	folder->sets =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) set_free);
	folder->steps = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
	folder->documents = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
	folder->used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	folder->problems = g_ptr_array_new_with_free_func(g_free);
	return folder;
}

static void
load_begin(Load *load)
{
	g_autoptr(GVariant) nothing =
		g_variant_ref_sink(g_variant_new_array(G_VARIANT_TYPE("{sv}"), NULL, 0));

	load->folder = new_folder();
	load->sample = privacy_sample_facts();
	load->nothing = template_value_new(nothing);
}

static TemplateFolder *
load_end(Load *load)
{
	for (guint audience = 0; audience < AUDIENCE_COUNT; audience++)
		for (guint route = 0; route < ROUTE_COUNT; route++)
			template_value_free(load->samples[audience][route]);
	template_value_free(load->nothing);
	g_variant_unref(load->sample);
	return load->folder;
}

TemplateFolder *
template_folder_load(const char *dir, const char *fallback, const char *const *languages)
{
	Load load = { .dir = dir, .fallback = fallback };

	load_begin(&load);
	for (gsize i = 0; languages[i]; i++) {
		for (guint notice = 0; notice < NOTICE_COUNT; notice++)
			load_notice(&load, languages[i], (Notice) notice);
		load_calendar(&load, languages[i]);
		load_steps(&load, languages[i]);
		load_document(&load, languages[i]);
	}
	return load_end(&load);
}

void
template_folder_free(TemplateFolder *folder)
{
	if (!folder)
		return;
	g_hash_table_unref(folder->sets);
	g_hash_table_unref(folder->steps);
	g_hash_table_unref(folder->documents);
	g_hash_table_unref(folder->used);
	g_clear_pointer(&folder->problems, g_ptr_array_unref);
	g_free(folder);
}

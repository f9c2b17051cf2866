/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * check-config, check-templates, verify.
 */
#include "adapters/config-libconfig.h"
#include "adapters/template-renderer.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/text.h"

static const char *const languages[] = { "sv", "en", NULL };

static gboolean
print_problems(FILE *out, const GPtrArray *problems, const char *what, GError **error)
{
	for (guint i = 0; i < problems->len; i++) {
		g_autofree char *line = text_to_line(g_ptr_array_index(problems, i), 0);
		fprintf(out, "%s\n", line);
	}
	if (problems->len == 0)
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s: %u to mend", what, problems->len);
	return FALSE;
}

gboolean
verb_check_config(
	CliContext *context, int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED, GError **error)
{
	g_autoptr(Settings) settings = NULL;
	g_autoptr(GPtrArray) problems = NULL;
	g_autoptr(GPtrArray) of_templates = NULL;

	if (!config_check(context->config, &settings, &problems, error) ||
		!print_problems(context->out, problems, "configuration", error))
		return FALSE;
	if (!template_renderer_check_all(settings->templates, LEX_DATADIR "/templates", languages,
		    &of_templates, error) ||
		!print_problems(context->out, of_templates, "templates", error))
		return FALSE;
	fprintf(context->out, "%s: in order, %u board%s\n", context->config, settings->boards->len,
		settings->boards->len == 1 ? "" : "s");
	return TRUE;
}

gboolean
verb_check_templates(
	CliContext *context, int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED, GError **error)
{
	const Settings *settings = cli_settings(context, error);
	g_autoptr(GPtrArray) problems = NULL;

	if (!settings ||
		!template_renderer_check_all(settings->templates, LEX_DATADIR "/templates",
			languages, &problems, error) ||
		!print_problems(context->out, problems, "templates", error))
		return FALSE;
	fprintf(context->out, "%s: in order\n", settings->templates);
	return TRUE;
}

gboolean
verb_verify(CliContext *context, int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED, GError **error)
{
	CaseStore *store = cli_store(context, error);
	g_auto(Verification) found = { 0 };

	if (!store || !store->verify(store, &found, error))
		return FALSE;
	for (guint i = 0; i < found.problems->len; i++)
		fprintf(context->out, "%s\n", (const char *) g_ptr_array_index(found.problems, i));
	fprintf(context->out,
		"%" G_GINT64_FORMAT " events, %" G_GINT64_FORMAT " mails, %" G_GINT64_FORMAT
		" details erased: %s\n",
		found.events, found.mails, found.erased,
		found.problems->len ? "NOT as they were written" : "all as they were written");
	if (found.problems->len == 0)
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
		"%u problems: keep the database file as it is and take a backup beside it",
		found.problems->len);
	return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <glib/gstdio.h>

#include "adapters/config/vocabulary-libconfig.h"
#include "adapters/config/words-libconfig.h"
#include "core/error.h"
#include "support/reading-tools.h"

static void
test_shipped(void)
{
	g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();

	g_assert_cmpuint(form_vocabulary_labels(vocabulary)->len, >, 60);
}

/* Mistakes name file, line and what is wrong. */
static void
test_mistakes(void)
{
	static const struct {
		const char *config;
		const char *message; /* after the folder */
	} cases[] = {
		{ "part = \"report\";\nfields = (\n{ id = \"no.such\"; text = [\"X\"]; } );",
			"/a.conf:3: the part \"report\" has no field \"no.such\"" },
		{ "part = \"report\";\nfields = ( { id = \"unit\"; } );",
			"/a.conf:2: a label needs at least one text to look for" },
		{ "part = \"report\";\nfields = ( { id = \"unit\"; text = [\"X\"];\ncolour = 1; } );",
			"/a.conf:3: unknown key \"colour\"" },
		{ "part = \"report\";\nfields = ( { text = [\"X\"]; } );",
			"/a.conf:2: the label has no id" },
		{ "part = \"report\";\nfield = ( );", "/a.conf:2: unknown key \"field\"" },
		{ "part = \"report\";\nfields = [ \"X\" ];",
			"/a.conf:2: fields must be a list: ( {...}, {...} )" },
		{ "part = \"report\";\noptions = ( { id = \"areas\"; text = [\"X\"]; } );",
			"/a.conf:2: an option needs a value" },
		{ "part = \"report\";\nfields = ( { id = \"unit\"; text = [\"--\"]; } );",
			"/a.conf:2: text number 1 must be" },
		{ "part = \"nothing\";\nfields = ( { id = \"unit\"; text = [\"X\"]; } );",
			"/a.conf:2: there is no part \"nothing\"" },
		{ "fields = ( );", "part is missing" },
		{ "part = \"report\"\nfields ( );", "/a.conf:2: syntax error" },
		{ "part = \"report\";\n@include \"/\"\n", "/a.conf:2: @include is not taken here" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *folder = g_dir_make_tmp("forms-XXXXXX", NULL);
		g_autofree char *path = g_build_filename(folder, "a.conf", NULL);
		g_autoptr(GError) error = NULL;

		g_assert_true(g_file_set_contents(path, cases[i].config, -1, NULL));
		g_autoptr(FormVocabulary) vocabulary = vocabulary_load(folder, &error);
		g_unlink(path);
		g_rmdir(folder);
		g_assert_null(vocabulary);
		g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
		g_test_message("%s", error->message);
		g_assert_nonnull(g_strstr_len(error->message, -1, cases[i].message));
	}
}

static void
check_folder_named(const char *name, gboolean (*load)(const char *folder, GError **error))
{
	g_autofree char *folder = g_dir_make_tmp("forms-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(g_mkdir(path, 0700), ==, 0);
	g_assert_false(load(folder, &error));
	g_rmdir(path);
	g_rmdir(folder);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_test_message("%s", error->message);
	g_assert_nonnull(g_strstr_len(error->message, -1, name));
}

static gboolean
load_vocabulary(const char *folder, GError **error)
{
	g_autoptr(FormVocabulary) vocabulary = vocabulary_load(folder, error);

	return vocabulary != NULL;
}

static gboolean
load_words(const char *folder, GError **error)
{
	g_autoptr(SensitiveWords) words = words_load(folder, error);

	return words != NULL;
}

/* At which libconfig would end the process. */
static void
test_folder_named_like_file(void)
{
	check_folder_named("a.conf", load_vocabulary);
	check_folder_named("sensitive.conf", load_words);
}

static void
test_no_folder(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(FormVocabulary) vocabulary = vocabulary_load("/no/such/folder", &error);

	g_assert_null(vocabulary);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/vocabulary/shipped", test_shipped);
	g_test_add_func("/vocabulary/mistakes", test_mistakes);
	g_test_add_func("/vocabulary/folder-named-like-file", test_folder_named_like_file);
	g_test_add_func("/vocabulary/no-folder", test_no_folder);
	return g_test_run();
}

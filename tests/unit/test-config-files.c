/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Configurations that cannot be read, or take in others that cannot. */
#include <glib.h>

#include "adapters/config/config-libconfig.h"
#include "core/error.h"
#include "support/config-folder.h"

static void
test_unreadable(void)
{
	static const struct {
		const char *text;
		const char *message; /* after the folder */
	} cases[] = {
		{ NULL, "test.conf: the configuration cannot be read: No such file or directory" },
		{ "a = ;\n", "test.conf:1: syntax error" },
		{ "a = 1;\nb = \"x\n", "test.conf:3: syntax error" },
		{ "a = 1;\n\na = 2;\n", "test.conf:3: duplicate setting name" },
		{ "@include \"nowhere\"\n",
			"nowhere: the configuration cannot be read: No such file or directory" },
		{ "  @include \"templates\"\n",
			"templates: the configuration must be a file of at most 1048576 bytes" },
		{ "@include \"test.conf\"\n", "test.conf:1: include file nesting too deep" },
		{ "@include \"\"\n", "test.conf:1: @include needs the name of a file in quotes" },
		{ "a = 1;\n@include \"a\\\\b\"\n",
			"test.conf:2: @include needs the name of a file in quotes" },
		{ "@include \"a\nb\"\n",
			"test.conf:1: @include needs the name of a file in quotes" },
		{ "@include \"a\n", "test.conf:1: @include needs the name of a file in quotes" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(ConfigFolder) folder = config_folder_new();
		g_autofree char *expected = g_build_filename(folder->path, cases[i].message, NULL);
		g_autoptr(GPtrArray) problems = NULL;
		g_autoptr(GError) error = NULL;

		if (cases[i].text)
			config_folder_write(folder, "test.conf", cases[i].text, 0600);
		g_assert_false(config_check(folder->conf, NULL, &problems, NULL, &error));
		g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
		g_assert_cmpstr(error->message, ==, expected);
		g_assert_null(problems);
	}
}

/* libconfig would take the name up to the NUL, which is the folder, and end the process at it. */
static void
test_nul(void)
{
	static const char text[] = "a = 1;\n@include \"\0test.conf\"\n";
	g_autoptr(ConfigFolder) folder = config_folder_new();
	g_autofree char *expected = g_strdup_printf(
		"%s/test.conf:2: a NUL stands here: the configuration must be text", folder->path);
	g_autoptr(GError) error = NULL;

	g_assert_true(g_file_set_contents(folder->conf, text, sizeof(text) - 1, NULL));
	g_assert_false(config_check(folder->conf, NULL, NULL, NULL, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_cmpstr(error->message, ==, expected);
}

/* Each line of a file that takes itself in is looked at once, not a thousand times to the tenth. */
static void
test_include_itself(void)
{
	g_autoptr(ConfigFolder) folder = config_folder_new();
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < 1000; i++)
		g_string_append(text, "@include \"./test.conf\"\n");
	config_folder_write(folder, "test.conf", text->str, 0600);
	g_assert_false(config_check(folder->conf, NULL, NULL, NULL, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_true(g_str_has_suffix(error->message, ":1: include file nesting too deep"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/config-files/unreadable", test_unreadable);
	g_test_add_func("/config-files/nul", test_nul);
	g_test_add_func("/config-files/include-itself", test_include_itself);
	return g_test_run();
}

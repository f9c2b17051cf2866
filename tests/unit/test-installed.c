/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <glib/gstdio.h>

#include "adapters/installed.h"

#define VARIABLE "LEXSARAH_TEST_PART"

/* What the variable says; NULL: not set. wanted: relative to the working folder, or as it stands.
 */
static const struct {
	const char *said, *path, *wanted;
} rules[] = {
	{ "/else/where", "/", "/else/where" },
	{ "some/../part", "/", "part" },
	{ "", "/", "/" },
	{ NULL, "/", "/" },
	{ NULL, "/no/such/part", "/no/such/part" },
};

static void
test_variable_then_place_then_beside(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
		if (rules[i].said)
			g_setenv(VARIABLE, rules[i].said, TRUE);
		else
			g_unsetenv(VARIABLE);
		g_autofree char *found = installed_find(VARIABLE, rules[i].path, "no-such-name");
		g_autofree char *wanted = g_canonicalize_filename(rules[i].wanted, NULL);

		g_assert_cmpstr(found, ==, wanted);
		g_assert_true(g_path_is_absolute(found));
	}
}

/* The test itself stands in the folder of the running program. */
static void
test_the_folder_of_the_program(void)
{
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *name = g_path_get_basename(self);
	g_autofree char *found = installed_find(NULL, "/no/such/part", name);
	g_autofree char *installed = installed_find(NULL, "/", name);

	g_assert_cmpstr(found, ==, self);
	g_assert_cmpstr(installed, ==, "/");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/installed/order", test_variable_then_place_then_beside);
	g_test_add_func("/installed/beside", test_the_folder_of_the_program);
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a configuration: settings, or a line of it that is wrong, by name. */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "adapters/config/config-libconfig.h"
#include "core/error.h"
#include "fuzz.h"

static char *folder;

static void
remove_folder(void)
{
	g_autofree char *file = g_build_filename(folder, "lexsarah.conf", NULL);

	g_remove(file);
	g_rmdir(folder);
}

/* In a folder of its own, so that @include finds nothing. */
static char *
write_file(const uint8_t *data, size_t size)
{
	if (!folder) {
		folder = g_dir_make_tmp("fuzz-config-XXXXXX", NULL);
		g_assert_nonnull(folder);
		atexit(remove_folder);
	}
	char *file = g_build_filename(folder, "lexsarah.conf", NULL);
	g_assert_true(g_file_set_contents_full(
		file, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	return file;
}

const char fuzz_corpus[] = "config";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *file = write_file(data, size);
	g_autoptr(Settings) settings = NULL;
	g_autoptr(GPtrArray) problems = NULL, warnings = NULL;
	g_autoptr(GError) error = NULL;

	if (!config_check(file, &settings, &problems, &warnings, &error)) {
		g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
		g_assert_nonnull(strstr(error->message, folder));
		return 0;
	}
	g_assert_true((settings != NULL) == (problems->len == 0));
	for (guint i = 0; i < problems->len; i++)
		g_assert_true(g_utf8_validate(problems->pdata[i], -1, NULL));
	return 0;
}

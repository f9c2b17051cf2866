/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs openssl as others' mail programs would work: with none of the code under test. */
#include "support/smime-key.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

static GBytes *
run(const char *folder, GBytes *input, const char *line)
{
	g_auto(GStrv) command = g_strsplit(line, " ", -1);
	g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new(
		(input ? G_SUBPROCESS_FLAGS_STDIN_PIPE : 0) | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
		G_SUBPROCESS_FLAGS_STDERR_SILENCE);
	GBytes *out = NULL;

	g_subprocess_launcher_set_cwd(launcher, folder);
	g_autoptr(GSubprocess) process =
		g_subprocess_launcher_spawnv(launcher, (const char *const *) command, NULL);
	g_assert_nonnull(process);
	g_assert_true(g_subprocess_communicate(process, input, NULL, &out, NULL, NULL));
	if (g_subprocess_get_if_exited(process) && g_subprocess_get_exit_status(process) == 0)
		return out;
	g_bytes_unref(out);
	return NULL;
}

void
smime_key_make(const char *folder, const char *name, const char *address, const char *kind)
{
	g_autofree char *line =
		g_strdup_printf("openssl req -x509 -newkey %s -nodes -days 30 -subj /CN=%s -addext "
				"subjectAltName=email:%s -keyout %s.key -out %s.pem",
			kind, name, address, name, name);
	g_autofree char *key = g_strdup_printf("%s/%s.key", folder, name);
	GBytes *out = run(folder, NULL, line);

	g_assert_nonnull(out);
	g_bytes_unref(out);
	g_assert_cmpint(g_chmod(key, 0600), ==, 0);
}

GBytes *
smime_key_run(const char *folder, GBytes *input, const char *arguments)
{
	g_autofree char *line = g_strconcat("openssl cms ", arguments, NULL);

	return run(folder, input, line);
}

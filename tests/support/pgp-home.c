/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs gpg as its users do: with none of the code that is under test. */
#include "support/pgp-home.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

PgpHome *
pgp_home_new(const char *parent)
{
	g_autofree char *folder = g_build_filename(parent, "pgp-XXXXXX", NULL);
	g_autofree char *gpg = g_find_program_in_path("gpg");

	if (!gpg)
		return NULL;
	g_assert_nonnull(g_mkdtemp(folder));
	/* Protected by few rounds: a test has other things to wait for. */
	g_autofree char *conf = g_build_filename(folder, "gpg-agent.conf", NULL);
	g_assert_true(g_file_set_contents(conf, "s2k-count 1024\n", -1, NULL));
	PgpHome *home = g_new0(PgpHome, 1);
	home->folder = g_steal_pointer(&folder);
	return home;
}

static GBytes *
run(GBytes *input, gboolean *ret_good, const char *const *command)
{
	g_autoptr(GSubprocess) process = g_subprocess_newv(command,
		(input ? G_SUBPROCESS_FLAGS_STDIN_PIPE : 0) | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
			G_SUBPROCESS_FLAGS_STDERR_SILENCE,
		NULL);
	GBytes *out = NULL;

	g_assert_nonnull(process);
	g_assert_true(g_subprocess_communicate(process, input, NULL, &out, NULL, NULL));
	gboolean good =
		g_subprocess_get_if_exited(process) && g_subprocess_get_exit_status(process) == 0;
	if (ret_good)
		*ret_good = good;
	else
		g_assert_true(good);
	return out;
}

void
pgp_home_free(PgpHome *home)
{
	if (!home)
		return;
	const char *const command[] = { "gpgconf", "--homedir", home->folder, "--kill", "gpg-agent",
		NULL };
	g_bytes_unref(run(NULL, NULL, command));
	const char *const sweep[] = { "rm", "-rf", home->folder, NULL };
	g_bytes_unref(run(NULL, NULL, sweep));
	g_free(home->passphrase);
	g_free(home->folder);
	g_free(home);
}

GBytes *
pgp_home_run(PgpHome *home, GBytes *input, gboolean *ret_good, const char *first, ...)
{
	g_autoptr(GPtrArray) command = g_ptr_array_new();
	const char *const begin[] = { "gpg", "--homedir", home->folder, "--batch", "--quiet",
		"--trust-model", "always", "--pinentry-mode", "loopback", "--s2k-count", "1024" };
	va_list rest;

	for (gsize i = 0; i < G_N_ELEMENTS(begin); i++)
		g_ptr_array_add(command, (gpointer) begin[i]);
	va_start(rest, first);
	for (const char *word = first; word; word = va_arg(rest, const char *))
		g_ptr_array_add(command, (gpointer) word);
	va_end(rest);
	g_ptr_array_add(command, NULL);
	return run(input, ret_good, (const char *const *) command->pdata);
}

void
pgp_home_make(PgpHome *home, const char *address, const char *expires, const char *passphrase)
{
	g_free(home->passphrase);
	home->passphrase = g_strdup(passphrase);
	g_autofree char *parameters = g_strdup_printf("Key-Type: eddsa\nKey-Curve: ed25519\n"
						      "Subkey-Type: ecdh\nSubkey-Curve: cv25519\n"
						      "Name-Email: %s\nExpire-Date: %s\n%s%s\n"
						      "%%commit\n",
		address, expires, *passphrase ? "Passphrase: " : "%no-protection", passphrase);
	g_autoptr(GBytes) input = g_bytes_new_static(parameters, strlen(parameters));
	g_bytes_unref(pgp_home_run(home, input, NULL, "--generate-key", NULL));
}

char *
pgp_home_export(PgpHome *home, const char *address, const char *name, gboolean secret)
{
	g_autofree char *parent = g_path_get_dirname(home->folder);
	char *path = g_build_filename(parent, name, NULL);
	g_autoptr(GBytes) key = pgp_home_run(home, NULL, NULL, "--armor", "--passphrase",
		home->passphrase ? home->passphrase : "",
		secret ? "--export-secret-keys" : "--export", address, NULL);
	gsize length;
	const char *data = g_bytes_get_data(key, &length);

	g_assert_true(g_file_set_contents_full(
		path, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, secret ? 0600 : 0644, NULL));
	return path;
}

void
pgp_home_import(PgpHome *home, const char *file)
{
	g_bytes_unref(pgp_home_run(home, NULL, NULL, "--import", file, NULL));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where passwords come from, and that no error gives one away.
 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "adapters/login/secret-command.h"
#include "adapters/login/secret.h"
#include "core/error.h"

#define HUSH "h5sh-åäö"

static void
test_text(void)
{
	SecretSource source = { .password = (char *) HUSH };
	GError *error = NULL;
	char *secret = secret_get(&source, &error);

	g_assert_no_error(error);
	g_assert_cmpstr(secret, ==, HUSH);
	secret_free(secret);
	secret_free(NULL);

	source.password = (char *) HUSH "\r\nA1 LOGOUT";
	g_assert_null(secret_get(&source, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_null(strstr(error->message, HUSH));
	g_clear_error(&error);

	source.password = NULL;
	g_assert_null(secret_get(&source, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_clear_error(&error);
}

static void
test_file(void)
{
	static const struct {
		const char *content;
		gssize length;
		int mode;
		const char *secret; /* NULL: refused with what is in message */
		const char *message;
	} cases[] = {
		{ HUSH "\n", -1, 0600, HUSH, NULL },
		{ HUSH, -1, 0400, HUSH, NULL },
		{ HUSH "\r\nsecond\n", -1, 0600, HUSH, NULL },
		{ " a b \n", -1, 0600, " a b ", NULL },
		{ HUSH "\n", -1, 0640, NULL, "is open to group or others: run chmod 600" },
		{ HUSH "\n", -1, 0604, NULL, "is open to group or others: run chmod 600" },
		{ HUSH "\n", -1, 0620, NULL, "is open to group or others: run chmod 600" },
		{ "", -1, 0600, NULL, "the first line must be the password, and is empty" },
		{ "\n" HUSH "\n", -1, 0600, NULL, "and is empty" },
		{ HUSH "\0x\n", sizeof HUSH + 2, 0600, NULL, "must not hold a zero byte" },
	};
	g_autofree char *folder = g_dir_make_tmp("lexsarah-secret-XXXXXX", NULL);
	g_autofree char *file = g_build_filename(folder, "secret", NULL);
	SecretSource source = { .password_file = file };

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_true(g_file_set_contents(file, cases[i].content, cases[i].length, NULL));
		g_assert_cmpint(g_chmod(file, cases[i].mode), ==, 0);
		char *secret = secret_get(&source, &error);
		g_assert_cmpstr(secret, ==, cases[i].secret);
		if (!secret) {
			g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
			g_assert_nonnull(strstr(error->message, cases[i].message));
			g_assert_nonnull(strstr(error->message, file));
			g_assert_null(strstr(error->message, HUSH));
		}
		secret_free(secret);
	}
	g_assert_cmpint(g_remove(file), ==, 0);
	g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static void
expect_refused(const char *file, const char *message)
{
	SecretSource source = { .password_file = (char *) file };
	g_autoptr(GError) error = NULL;

	g_assert_null(secret_get(&source, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_nonnull(strstr(error->message, message));
}

static void
test_not_a_file(void)
{
	g_autofree char *folder = g_dir_make_tmp("lexsarah-secret-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "secret", NULL);
	g_autofree char *big = g_strnfill(SECRET_MAX + 1, 'x');

	expect_refused(path, "No such file or directory");
	expect_refused(folder, "must be a regular file");
	g_assert_cmpint(mkfifo(path, 0600), ==, 0); /* would hang who opens it plainly */
	expect_refused(path, "must be a regular file");
	g_assert_cmpint(g_remove(path), ==, 0);
	g_assert_true(g_file_set_contents(path, big, -1, NULL));
	g_assert_cmpint(g_chmod(path, 0600), ==, 0);
	expect_refused(path, "is too long: the limit is 4096 bytes");
	if (geteuid() == 0) {
		g_assert_true(g_file_set_contents(path, HUSH, -1, NULL));
		g_assert_cmpint(g_chmod(path, 0600), ==, 0);
		g_assert_cmpint(chown(path, 12345, (gid_t) -1), ==, 0);
		expect_refused(path, "must belong to root or to the user");
	}
	g_assert_cmpint(g_remove(path), ==, 0);
	g_assert_cmpint(g_rmdir(folder), ==, 0);
}

#define SH(script)                                                                                 \
	{                                                                                          \
		(char *) "sh", (char *) "-c", (char *) (script), NULL                              \
	}

static void
test_command(void)
{
	static const struct {
		char *command[4];
		const char *secret;
		int code;
		const char *message;
	} cases[] = {
		{ SH("echo '" HUSH "'"), HUSH, 0, NULL },
		{ SH("printf '" HUSH "\\nsecond\\n'; echo note >&2"), HUSH, 0, NULL },
		/* an argument is no shell line */
		{ { (char *) "printf", (char *) "%s", (char *) "$HOME;`x`", NULL }, "$HOME;`x`", 0,
			NULL },
		/* a helper that stays behind with the pipes open does not hold us up */
		{ SH("sleep 1000 & echo '" HUSH "'"), HUSH, 0, NULL },
		{ SH("cat; echo '" HUSH "'"), HUSH, 0, NULL },
		{ SH("echo '" HUSH "'; printf 'agent \\033[1mgone\\nmore\\n' >&2; exit 3"), NULL,
			LEX_ERROR_WAIT, "password_command sh: exit status 3: agent [1mgone" },
		{ SH("exit 1"), NULL, LEX_ERROR_WAIT, "password_command sh: exit status 1" },
		{ SH("kill -TERM $$"), NULL, LEX_ERROR_WAIT,
			"password_command sh: ended by signal 15" },
		{ SH(":"), NULL, LEX_ERROR_CONFIG,
			"password_command sh: the first line must be the password, and is empty" },
		{ SH("yes " HUSH), NULL, LEX_ERROR_CONFIG,
			"password_command sh: prints more than 4096 bytes" },
		{ { (char *) "/nowhere/pass", NULL }, NULL, LEX_ERROR_WAIT, NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		SecretSource source = { .password_command = (char **) cases[i].command };
		g_autoptr(GError) error = NULL;
		char *secret = secret_get(&source, &error);

		g_test_message("case %" G_GSIZE_FORMAT ": %s", i, error ? error->message : "");
		g_assert_cmpstr(secret, ==, cases[i].secret);
		if (!secret) {
			g_assert_error(error, LEX_ERROR, cases[i].code);
			g_assert_null(strstr(error->message, HUSH));
		}
		if (cases[i].message)
			g_assert_cmpstr(error->message, ==, cases[i].message);
		secret_free(secret);
	}
}

static void
test_hanging(void)
{
	char *command[] = SH("echo " HUSH "; sleep 1000");
	SecretSource source = { .password_command = command };
	gint64 begin = g_get_monotonic_time();
	GError *error = NULL;

	g_assert_null(secret_get_within(&source, 100, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	g_assert_cmpstr(error->message, ==, "password_command sh: not done after 100 ms, ended");
	g_assert_cmpint(g_get_monotonic_time() - begin, <, 5 * G_USEC_PER_SEC);
	g_clear_error(&error);
}

static gboolean endless; /* each pipe of a program but the first, its output */

#define AT_ONCE 8192 /* what is read of a program */

/* Instead of the system's: a writer that is always quicker than its reader. */
ssize_t
read(int fd, void *buffer, size_t length)
{
	static int output = -1;
	ssize_t got = syscall(SYS_read, fd, buffer, length);

	if (!endless || length != AT_ONCE)
		return got;
	if (output < 0)
		output = fd;
	return fd == output ? got : (ssize_t) length;
}

/* One that writes without end, as fast as it is read, is ended in its time all the same. */
static void
test_never_silent(void)
{
	char *command[] = SH("sleep 30");
	SecretSource source = { .password_command = command };
	g_autoptr(GError) error = NULL;

	endless = TRUE;
	alarm(20);
	g_assert_null(secret_get_within(&source, 300, &error));
	alarm(0);
	endless = FALSE;
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/secret/text", test_text);
	g_test_add_func("/secret/file", test_file);
	g_test_add_func("/secret/not-a-file", test_not_a_file);
	g_test_add_func("/secret/command", test_command);
	g_test_add_func("/secret/never-silent", test_never_silent);
	g_test_add_func("/secret/hanging", test_hanging);
	return g_test_run();
}

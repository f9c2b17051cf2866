/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fetches passwords from where the configuration says. Must never write one
 * anywhere: not to a log, not into an error, and not into memory that is freed
 * without being overwritten.
 */
#include "adapters/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/secret-command.h"
#include "core/error.h"

/*
 * The first line of what a source gave; takes bytes, which is overwritten.
 * where names the source in messages.
 */
static char *
take_line(GByteArray *bytes, const char *where, GError **error)
{
	const char *text = (const char *) bytes->data;
	gsize length = 0;
	char *secret = NULL;

	while (length < bytes->len && text[length] != '\n' && text[length] != '\r')
		length++;
	if (length == 0)
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s: the first line must be the password, and is empty", where);
	else if (memchr(text, '\0', length))
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s: the password must not hold a zero byte", where);
	else
		secret = g_strndup(text, length);
	explicit_bzero(bytes->data, bytes->len);
	return secret;
}

static gboolean
check_file(int fd, const char *file, GError **error)
{
	const char *wrong = NULL;
	struct stat st;

	if (fstat(fd, &st) != 0)
		wrong = strerror(errno);
	else if (!S_ISREG(st.st_mode))
		wrong = "must be a regular file";
	else if (st.st_mode & (S_IRWXG | S_IRWXO))
		wrong = "is open to group or others: run chmod 600 on it and change the password";
	else if (st.st_uid != geteuid() && st.st_uid != 0)
		wrong = "must belong to root or to the user that runs lexsarah";
	else if (st.st_size > SECRET_MAX)
		wrong = "is too long for a password: the limit is 4096 bytes";
	if (wrong)
		g_set_error(
			error, LEX_ERROR, LEX_ERROR_CONFIG, "password_file %s: %s", file, wrong);
	return !wrong;
}

static char *
read_file(const char *file, GError **error)
{
	g_autofree char *where = g_strconcat("password_file ", file, NULL);
	/* O_NONBLOCK: a pipe in its place must not hold us up */
	int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	char *secret = NULL;
	gssize got;

	if (fd < 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s: %s", where, strerror(errno));
		return NULL;
	}
	if (check_file(fd, file, error)) {
		g_byte_array_set_size(bytes, SECRET_MAX);
		got = read(fd, bytes->data, bytes->len);
		if (got < 0)
			g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s: %s", where,
				strerror(errno));
		else
			secret = take_line(g_byte_array_set_size(bytes, (guint) got), where, error);
	}
	close(fd);
	return secret;
}

static char *
run_command(char *const *command, guint limit_ms, GError **error)
{
	g_autofree char *where = g_strconcat("password_command ", command[0], NULL);
	g_autoptr(GByteArray) bytes = g_byte_array_sized_new(SECRET_MAX);
	char *secret = NULL;

	if (secret_command_run(command, limit_ms, bytes, error))
		secret = take_line(bytes, where, error);
	explicit_bzero(bytes->data, bytes->len);
	return secret;
}

/* A line end would let the password speak to the server in our name. */
static char *
take_text(const char *text, GError **error)
{
	if (*text && !strpbrk(text, "\r\n"))
		return g_strdup(text);
	g_set_error_literal(
		error, LEX_ERROR, LEX_ERROR_CONFIG, "password: must be one line that is not empty");
	return NULL;
}

char *
secret_get_within(const SecretSource *source, guint limit_ms, GError **error)
{
	if (source->password)
		return take_text(source->password, error);
	if (source->password_file)
		return read_file(source->password_file, error);
	if (source->password_command && source->password_command[0])
		return run_command(source->password_command, limit_ms, error);
	g_set_error_literal(error, LEX_ERROR, LEX_ERROR_CONFIG,
		"there is no password: give password_file, password_command or password");
	return NULL;
}

char *
secret_get(const SecretSource *source, GError **error)
{
	return secret_get_within(source, SECRET_COMMAND_MS, error);
}

void
secret_free(char *secret)
{
	if (!secret)
		return;
	explicit_bzero(secret, strlen(secret));
	g_free(secret);
}

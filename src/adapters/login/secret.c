/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fetches passwords from where the configuration says. Must never write one
 * anywhere: not to a log, not into an error, and not into memory that is freed
 * without being overwritten.
 */
#include "adapters/login/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/login/secret-command.h"
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
check_file(int fd, const char *where, gsize limit, GError **error)
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
	if (wrong)
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s: %s", where, wrong);
	else if ((guint64) st.st_size > limit)
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s: is too long: the limit is %" G_GSIZE_FORMAT " bytes", where, limit);
	else
		return TRUE;
	return FALSE;
}

GByteArray *
secret_read_file(const char *key, const char *file, gsize limit, GError **error)
{
	g_autofree char *where = g_strconcat(key, " ", file, NULL);
	/* O_NONBLOCK: a pipe in its place must not hold us up */
	int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	GByteArray *bytes = NULL;
	gssize got = -1;

	if (fd < 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s: %s", where, strerror(errno));
		return NULL;
	}
	if (check_file(fd, where, limit, error)) {
		bytes = g_byte_array_set_size(g_byte_array_new(), (guint) limit);
		got = read(fd, bytes->data, bytes->len);
		if (got < 0) {
			g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s: %s", where,
				strerror(errno));
			g_clear_pointer(&bytes, g_byte_array_unref);
		} else {
			g_byte_array_set_size(bytes, (guint) got);
		}
	}
	close(fd);
	return bytes;
}

char *
secret_read_line(const char *key, const char *file, GError **error)
{
	g_autofree char *where = g_strconcat(key, " ", file, NULL);
	g_autoptr(GByteArray) bytes = secret_read_file(key, file, SECRET_MAX, error);

	return bytes ? take_line(bytes, where, error) : NULL;
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
		return secret_read_line("password_file", source->password_file, error);
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

void
secret_bytes_free(GByteArray *bytes)
{
	if (!bytes)
		return;
	explicit_bzero(bytes->data, bytes->len);
	g_byte_array_unref(bytes);
}

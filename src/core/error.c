/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The error domain: classes, their names, and what the process exits with.
 */
#include "core/error.h"

#include <sysexits.h>

G_DEFINE_QUARK(lex - error - quark, lex_error)

static const struct {
	const char *name;
	int exit_code;
} classes[LEX_ERROR_COUNT] = {
	[LEX_ERROR_TEMPORARY] = { "temporary", EX_TEMPFAIL },
	[LEX_ERROR_WAIT] = { "wait", EX_TEMPFAIL },
	[LEX_ERROR_REJECTED] = { "rejected", EX_TEMPFAIL },
	[LEX_ERROR_BAD_MESSAGE] = { "bad-message", EX_DATAERR },
	[LEX_ERROR_UNCERTAIN] = { "uncertain", EX_TEMPFAIL },
	[LEX_ERROR_CONFIG] = { "config", EX_CONFIG },
	[LEX_ERROR_STORE] = { "store", EX_TEMPFAIL },
	[LEX_ERROR_USAGE] = { "usage", EX_USAGE },
	[LEX_ERROR_INPUT] = { "input", EX_DATAERR },
	[LEX_ERROR_NOT_FOUND] = { "not-found", EX_NOINPUT },
	[LEX_ERROR_NOT_ALLOWED] = { "not-allowed", EX_NOPERM },
};

const char *
error_class_name(LexError code)
{
	g_return_val_if_fail(code < LEX_ERROR_COUNT, "unknown");
	return classes[code].name;
}

int
error_exit_code(const GError *error)
{
	if (!error)
		return EX_OK;
	if (error->domain != LEX_ERROR || error->code < 0 || error->code >= LEX_ERROR_COUNT)
		return EX_SOFTWARE;
	return classes[error->code].exit_code;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program that prints a password. Must never show what came on standard output.
 */
#include "adapters/login/secret-command.h"

#include <sys/wait.h>

#include "adapters/program.h"
#include "core/error.h"

static gboolean
judge(const char *name, const ProgramResult *result, GError **error)
{
	g_autofree char *said = program_complaint(result);

	if (result->too_much)
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s: prints more than %d bytes",
			name, SECRET_MAX);
	else if (WIFSIGNALED(result->status))
		g_set_error(error, LEX_ERROR, LEX_ERROR_WAIT, "%s: ended by signal %d%s", name,
			WTERMSIG(result->status), said);
	else if (WEXITSTATUS(result->status) != 0)
		g_set_error(error, LEX_ERROR, LEX_ERROR_WAIT, "%s: exit status %d%s", name,
			WEXITSTATUS(result->status), said);
	else
		return TRUE;
	return FALSE;
}

gboolean
secret_command_run(char *const *command, guint limit_ms, GByteArray *out, GError **error)
{
	g_autofree char *name = g_strconcat("password_command ", command[0], NULL);
	const Program program = {
		.name = name, .command = command, .limit_ms = limit_ms, .max_output = SECRET_MAX
	};
	g_auto(ProgramResult) result = { 0 };

	if (!program_run(&program, &result, error) || !judge(name, &result, error))
		return FALSE;
	g_byte_array_append(out, result.out->data, result.out->len);
	return TRUE;
}

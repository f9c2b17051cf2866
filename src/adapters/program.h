/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A program that is run once, with what goes in and what may come out of it. */
typedef struct {
	const char *name;         /* in messages: "gpg" */
	char *const *command;     /* an argument list, never a shell line */
	char *const *environment; /* NULL: ours */
	GBytes *input;            /* for its standard input; NULL: nothing */
	gboolean tells;           /* it writes to descriptor 3, too */
	guint limit_ms;
	gsize max_output; /* on standard output; on the others the rest is not kept */
} Program;

/* What it wrote, and how it ended. Clear it; secrets in it are to be wiped before. */
typedef struct {
	GByteArray *out, *err, *told;
	gboolean too_much; /* more than max_output: it was ended, out has one byte more */
	int status;        /* of waitpid() */
} ProgramResult;

#define PROGRAM_TELLS   3       /* the descriptor */
#define PROGRAM_COMMENT 4096    /* bytes of standard error that are kept */
#define PROGRAM_TOLD    (65536) /* and of what it tells */

/*
 * Runs it in a process group of its own, of which nothing is left afterwards but what made
 * itself a group. What is written to out is in memory of one piece, which is not moved when
 * max_output is at most PROGRAM_COMMENT: a secret has one place. FALSE when it cannot be
 * started (WAIT) or takes longer than limit_ms (TEMPORARY); how it ended is the caller's to
 * judge. Blocks; any thread.
 */
gboolean program_run(const Program *program, ProgramResult *ret_result,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One of them up to its first zero byte. g_free() it. */
char *program_text(const GByteArray *bytes);

/* The first line that it complained with, as ": ..." for a message, or "". g_free() it. */
char *program_complaint(const ProgramResult *result);

void program_result_clear(ProgramResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ProgramResult, program_result_clear)

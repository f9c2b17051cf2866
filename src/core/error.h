/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * One error domain. The code is a class and tells the caller what to do; the
 * message is for people and gets its context on the way up
 * ("case LS-2026-0042: send to x: connect: timed out").
 * Our own mistakes are g_assert(), never a GError.
 */
#define LEX_ERROR (lex_error_quark())

typedef enum {
	LEX_ERROR_TEMPORARY, /* try again with back-off: network, 4xx, busy */
	LEX_ERROR_WAIT, /* try again, but a person has to act first: login refused, certificate */
	LEX_ERROR_REJECTED,    /* refused for good by the peer: 5xx */
	LEX_ERROR_BAD_MESSAGE, /* this mail or file only; the next goes on */
	LEX_ERROR_UNCERTAIN,   /* the effect may have taken place: no final reply */
	LEX_ERROR_CONFIG,      /* configuration or template */
	LEX_ERROR_STORE,       /* database: full, busy, I/O; nothing was changed */
	LEX_ERROR_USAGE,       /* command line words */
	LEX_ERROR_INPUT,       /* a value given by a person is wrong */
	LEX_ERROR_NOT_FOUND,   /* no such case, mail or file */
	LEX_ERROR_NOT_ALLOWED, /* a rule forbids it */
	LEX_ERROR_COUNT
} LexError;

GQuark lex_error_quark(void);

/* Short lower-case name of the class, for log fields: "temporary". Static. */
const char *error_class_name(LexError code);

/*
 * The exit code of lexsarah(1) for an error; errors of other domains are 70.
 * error may be NULL, which is 0.
 */
int error_exit_code(const GError *error);

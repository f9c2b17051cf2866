/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <jansson.h>
#include <stdio.h>

#include "core/answer/reply-token.h"
#include "core/settings.h"
#include "ports/case-store.h"
#include "ports/now.h"

#define CLI_CONFIG LEX_SYSCONFDIR "/lexsarah.conf"
#define CLI_WIDTH  100 /* columns for running text; fewer on a narrow terminal */

/*
 * The frame of the command line: what every verb is given. Verbs write results
 * to `out`, and hand errors up; main prints those on standard error.
 */
typedef struct CliVerb CliVerb;

typedef struct {
	const CliVerb *verb; /* that runs */
	const char *config;  /* file named by -c, or the default */
	const char *as;      /* --as, or NULL */
	gboolean json;
	gboolean colour; /* out is a terminal that shows colours */
	guint width;     /* columns for running text */
	FILE *out;
	Now now;
	gint64 knows;       /* the journal's last event when the change began, or 0 */
	gint64 unchanged;   /* --if-unchanged, or 0 */
	gboolean now_given; /* by --now: changes are allowed on test databases only */
	GTimeZone *zone;
	/* Opened by the first verb that asks, closed by main. */
	Settings *settings;
	CaseStore *store;
	ReplyKeys *reply_keys;
} CliContext;

typedef gboolean (*CliVerbRun)(CliContext *context, int argc, char **argv, GError **error);

/* What stands behind an option. */
typedef enum {
	CLI_VALUE,  /* one word, once */
	CLI_VALUES, /* one word, as often as is wanted */
	CLI_FLAG,   /* nothing */
	CLI_TEXT,   /* as CLI_VALUE; "-": from standard input (cli/typed.h) */
} CliOptionKind;

typedef struct {
	const char *name; /* "--state" */
	CliOptionKind kind;
} CliOption;

struct CliVerb {
	const char *group;        /* "case", or the whole command: "verify" */
	const char *verb;         /* "list", or NULL */
	const char *usage;        /* what follows: "ID" */
	const char *help;         /* one line */
	CliVerbRun run;           /* argv[0] is the first word after the verb */
	int min, max;             /* positional words */
	const CliOption *options; /* ended by a row without a name; NULL: none */
};

/* All verbs, in the order of the help; ended by a row without a group. */
extern const CliVerb cli_verbs[];

/* The configuration, read at the first call. */
const Settings *cli_settings(CliContext *context, GError **error);

/*
 * For verbs that do without one: the configuration as above, or NULL in
 * ret_settings if -c names none and none stands where it is looked for.
 */
gboolean cli_settings_if_any(CliContext *context, const Settings **ret_settings,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The database, opened at the first call; NOT_FOUND if there is none. */
CaseStore *cli_store(CliContext *context, GError **error);

/*
 * On whose behalf: --as or the operating system's user. The time is --now's on
 * a test database only: elsewhere nobody dates a journal event.
 */
StoreActor cli_actor(const CliContext *context);

/* NOT_ALLOWED when --now was given and the database is not a test. */
gboolean cli_may_date(CliContext *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same, and NOT_ALLOWED for a database that may be a copy (adapters/place.h). */
gboolean cli_may_change(CliContext *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * For what changes a case: the database, as cli_store(). What others do from now on, or did
 * since the actor looked at the case last, is not overwritten. INPUT or TEMPORARY where it is
 * earlier than the journal's last event.
 */
CaseStore *cli_begin_change(CliContext *context, GError **error);

/* Prints a JSON document, harmless to a terminal and otherwise the same. */
void cli_print_json(const CliContext *context, const char *json);

/*
 * For verbs without a table: with --json prints json as one document, else the
 * sentence. Takes json.
 */
void cli_answer(CliContext *context, json_t *json, const char *sentence);

/* Takes "--name VALUE" out of argv; NULL if it is not there. Borrowed. */
const char *cli_take_option(int *argc, char **argv, const char *name);

/* Takes "--name" out of argv; FALSE if it is not there. */
gboolean cli_take_flag(int *argc, char **argv, const char *name);

/* The number in text, or USAGE with what is expected. */
gboolean cli_number(const char *text, gint64 *ret_number, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE for what could be the number of a case, or USAGE with what one looks like. */
gboolean cli_case_id(const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

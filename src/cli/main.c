/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lexsarah: finds the verb, gives it what it asked for, and turns errors into
 * one clean line on standard error and lexsarah(1)'s exit codes.
 */
#include <locale.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sysexits.h>
#include <unistd.h>

#include "adapters/message/message-gmime.h"
#include "adapters/now-system.h"
#include "adapters/undumped.h"
#include "cli/cli.h"
#include "cli/help.h"
#include "cli/typed.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/text.h"

/* The words of the command line, apart from the options of every command. */
typedef struct {
	char **words;
	int count;
	int literal; /* words from here on stood after "--" */
	const char *now, *unchanged;
	char *typed; /* what stands for "-", or NULL */
	gboolean help, version;
} Words;

static gboolean
is_flag(CliContext *context, Words *words, const char *word)
{
	gboolean help = strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
	gboolean version = strcmp(word, "--version") == 0;
	gboolean json = strcmp(word, "--json") == 0;

	words->help |= help;
	words->version |= version;
	context->json |= json;
	return help || version || json;
}

/* Where the value of an option of every command goes, or NULL if word is none. */
static const char **
value_of(CliContext *context, Words *words, const char *word)
{
	if (strcmp(word, "-c") == 0 || strcmp(word, "--config") == 0)
		return &context->config;
	if (strcmp(word, "--as") == 0)
		return &context->as;
	if (strcmp(word, "--if-unchanged") == 0)
		return &words->unchanged;
	return strcmp(word, "--now") == 0 ? &words->now : NULL;
}

static const CliVerb *
find_verb(const Words *words, gboolean *ret_group)
{
	*ret_group = FALSE;
	for (const CliVerb *verb = cli_verbs; words->count && verb->group; verb++) {
		if (strcmp(verb->group, words->words[0]) != 0)
			continue;
		*ret_group = TRUE;
		if (!verb->verb || (words->count > 1 && strcmp(verb->verb, words->words[1]) == 0))
			return verb;
	}
	return NULL;
}

/* The option of the verb that word names, or NULL. */
static const CliOption *
option_of(const CliVerb *verb, const char *word)
{
	for (const CliOption *option = verb->options; option && option->name; option++)
		if (strcmp(option->name, word) == 0)
			return option;
	return NULL;
}

/* TRUE if word is the verb's own option, though every command has one of that name. */
static gboolean
is_of_verb(const Words *words, const char *word)
{
	gboolean group;
	const CliVerb *verb = find_verb(words, &group);

	return verb && option_of(verb, word);
}

static gboolean
sort_words(CliContext *context, int argc, char **argv, Words *words, GError **error)
{
	words->literal = argc;
	for (int i = 1; i < argc; i++) {
		const char **value =
			is_of_verb(words, argv[i]) ? NULL : value_of(context, words, argv[i]);

		if (strcmp(argv[i], "--") == 0) {
			words->literal = words->count;
			while (++i < argc)
				words->words[words->count++] = argv[i];
		} else if (value && i + 1 >= argc) {
			g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE, "%s needs a value", argv[i]);
			return FALSE;
		} else if (value) {
			*value = argv[++i];
		} else if (!is_flag(context, words, argv[i])) {
			words->words[words->count++] = argv[i];
		}
	}
	return TRUE;
}

static gboolean
is_repeated(const Words *words, int from, int at)
{
	for (int i = from; i < at; i++)
		if (strcmp(words->words[i], words->words[at]) == 0)
			return TRUE;
	return FALSE;
}

/* What is wrong with the option at this place, or NULL. */
static const char *
wrong_option(const CliVerb *verb, const Words *words, int from, int at)
{
	const CliOption *option = option_of(verb, words->words[at]);

	if (!option)
		return ": no such option here";
	if (option->kind != CLI_VALUES && is_repeated(words, from, at))
		return " is given twice";
	if (option->kind != CLI_FLAG && at + 1 >= words->count)
		return ": needs a value";
	return NULL;
}

/* Every word is one that the verb takes, and it gets as many as it needs. */
static gboolean
check_words(const CliVerb *verb, const Words *words, int from, GError **error)
{
	int positional = 0;

	for (int i = from; i < words->count; i++) {
		const char *word = words->words[i];

		if (i >= words->literal || word[0] != '-' || !word[1]) {
			positional++;
			continue;
		}
		const char *wrong = wrong_option(verb, words, from, i);
		if (wrong) {
			g_autofree char *shown = text_to_line(word, 40);
			g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE, "%s%s", shown, wrong);
			return FALSE;
		}
		i += option_of(verb, word)->kind != CLI_FLAG;
	}
	if (positional >= verb->min && positional <= verb->max)
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE, "usage: lexsarah %s%s%s %s", verb->group,
		verb->verb ? " " : "", verb->verb ? verb->verb : "", verb->usage);
	return FALSE;
}

/* A text of a person's: by an option, or as a word of a command that takes one. */
static gboolean
takes_text(const CliVerb *verb, const Words *words, int from, int at)
{
	const CliOption *option = at > from ? option_of(verb, words->words[at - 1]) : NULL;

	if (option && option->kind != CLI_FLAG)
		return option->kind == CLI_TEXT;
	return verb->run == verb_search || verb->run == verb_case_life;
}

/* Puts what standard input holds in the place of "-". */
static gboolean
take_typed(const CliVerb *verb, Words *words, int from, GError **error)
{
	int found = 0;

	for (int i = from; i < words->count && i < words->literal; i++) {
		if (strcmp(words->words[i], "-") != 0 || !takes_text(verb, words, from, i))
			continue;
		if (found) {
			g_set_error_literal(error, LEX_ERROR, LEX_ERROR_USAGE,
				"- is given twice: standard input is one text");
			return FALSE;
		}
		found = i;
	}
	if (!found)
		return TRUE;
	if (!typed_read(&words->typed, error))
		return FALSE;
	words->words[found] = words->typed;
	return TRUE;
}

static gboolean
set_clock(CliContext *context, const char *now, GError **error)
{
	gint64 instant;

	context->now = now_system();
	if (!now)
		return TRUE;
	if (!instant_from_string(now, &instant)) {
		g_autofree char *shown = text_to_line(now, 40);
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"--now: \"%s\" is not a time such as 2026-11-22T09:00:00+01:00", shown);
		return FALSE;
	}
	context->now = now_fixed(instant);
	context->now_given = TRUE;
	return TRUE;
}

/* Only what is refused by it takes it: elsewhere nobody would see that it does nothing. */
static gboolean
set_unchanged(CliContext *context, const CliVerb *verb, const char *text, GError **error)
{
	if (!text)
		return TRUE;
	if (verb->run != verb_case_life) {
		g_set_error_literal(error, LEX_ERROR, LEX_ERROR_USAGE,
			"--if-unchanged goes with the commands by which a case lives: lexsarah "
			"case --help");
		return FALSE;
	}
	return cli_number(text, &context->unchanged, error);
}

static gboolean
run_verb(CliContext *context, Words *words, const CliVerb *verb, GError **error)
{
	int from = verb->verb ? 2 : 1;

	context->zone = now_zone(error);
	if (!context->zone || !check_words(verb, words, from, error) ||
		!take_typed(verb, words, from, error) || !set_clock(context, words->now, error) ||
		!set_unchanged(context, verb, words->unchanged, error))
		return FALSE;
	if (context->as && !text_is_address(context->as)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE, "--as takes a mail address");
		return FALSE;
	}
	message_init();
	context->verb = verb;
	return verb->run(context, words->count - from, words->words + from, error);
}

/* What was asked for is no command, or only the first word of one. */
static void
say_unknown(const Words *words, gboolean group, GError **error)
{
	g_autofree char *first = text_to_line(words->count > 0 ? words->words[0] : NULL, 40);
	g_autofree char *second = text_to_line(words->count > 1 ? words->words[1] : NULL, 40);

	if (!*first)
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"a command is missing (see lexsarah --help)");
	else if (!group)
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"no such command: %s (see lexsarah --help)", first);
	else if (!*second)
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"%s needs a second word (see lexsarah %s --help)", first, first);
	else
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"no such command: %s %s (see lexsarah %s --help)", first, second, first);
}

static gboolean
run(CliContext *context, Words *words, GError **error)
{
	gboolean group;
	const CliVerb *verb = find_verb(words, &group);

	if (words->version) {
		fputs("lexsarah " PACKAGE_VERSION "\n", context->out);
	} else if (words->help && verb) {
		help_verb(context->out, verb);
	} else if (words->help && group) {
		help_group(context->out, words->words[0]);
	} else if (words->help) {
		help_all(context->out);
	} else if (verb) {
		return run_verb(context, words, verb, error);
	} else {
		say_unknown(words, group, error);
		return FALSE;
	}
	return TRUE;
}

/* no-color.org: any value but the empty one turns colours off. */
static gboolean
has_text(const char *variable)
{
	const char *value = g_getenv(variable);

	return value && *value;
}

static guint
terminal_width(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return CLI_WIDTH;
	return CLAMP(size.ws_col, CLI_WIDTH / 2, CLI_WIDTH);
}

int
main(int argc, char **argv)
{
	g_autofree char **room = g_new0(char *, argc + 1);
	g_autoptr(GError) error = NULL;
	Words words = { .words = room };
	CliContext context = {
		.config = CLI_CONFIG,
		.out = stdout,
		.colour = isatty(STDOUT_FILENO) && !has_text("NO_COLOR"),
		.width = terminal_width(),
	};

	setlocale(LC_CTYPE, "");
	undumped_begin();
	gboolean good =
		sort_words(&context, argc, argv, &words, &error) && run(&context, &words, &error);
	case_store_free(context.store);
	reply_keys_free(context.reply_keys);
	g_free(words.typed);
	settings_free(context.settings);
	g_clear_pointer(&context.zone, g_time_zone_unref);
	if (good && fflush(stdout) == 0 && !ferror(stdout))
		return EX_OK;
	if (good) {
		fprintf(stderr, "lexsarah: cannot write the answer\n");
		return EX_IOERR;
	}
	g_autofree char *clean = text_to_line(error->message, 0);
	fprintf(stderr, "lexsarah: %s\n", clean);
	return error_exit_code(error);
}

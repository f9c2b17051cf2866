/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The commands by which a case lives: each is a row here, and core/life/life.c says
 * what it needs and what follows.
 */
#include <string.h>
#include <unistd.h>

#include "adapters/config/rules-libconfig.h"
#include "cli/copy.h"
#include "cli/layout.h"
#include "cli/verbs.h"
#include "core/life/decline-advice.h"
#include "core/error.h"
#include "core/text.h"
#include "daemon/clock-room.h"
#include "daemon/control.h"

#define NOTHING LIFE_VALUE_COUNT

/* Options that mean the same in every command. */
static const struct {
	const char *name;
	LifeValue value;
} common[] = {
	{ "--date", LIFE_WHEN },
	{ "--due", LIFE_DUE },
	{ "--reason", LIFE_REASON },
	{ "--by", LIFE_BY },
	{ "--title", LIFE_TITLE },
	{ "--outcome", LIFE_OUTCOME },
	{ "--delegation", LIFE_DELEGATION },
	{ "--presenter", LIFE_PRESENTER },
	{ "--law", LIFE_LAW },
	{ "--investigator", LIFE_INVESTIGATOR },
	{ "--board", LIFE_BOARD },
	{ "--how", LIFE_HOW },
	{ "--source", LIFE_SOURCE },
	{ "--kind", LIFE_KIND },
	{ "--number", LIFE_NUMBER },
	{ "--clock", LIFE_CLOCK },
	{ "--owner", LIFE_OWNER },
	{ "--basis", LIFE_BASIS },
	{ "--file", LIFE_FILE },
	{ "--despite-conflict", LIFE_DESPITE },
};

/*
 * Which act a command is: by the option that names it, with a value or, where word is
 * set, that value; without one the command is one act only.
 */
static const struct {
	const char *verb, *option, *word;
	LifeValue value; /* of the option; NOTHING: a flag, or word */
	LifeAct act;
	LifeValue text; /* what the word after the case number is */
} forms[] = {
	{ "protect", "--done", NULL, LIFE_WHEN, LIFE_PROTECT, LIFE_TEXT },
	{ "protect", "--not-needed", NULL, NOTHING, LIFE_PROTECTION_NOT_NEEDED, LIFE_TEXT },
	{ "assess", "--investigate", NULL, NOTHING, LIFE_ASSESS, NOTHING },
	{ "assess", "--decline", NULL, NOTHING, LIFE_DECLINE, NOTHING },
	{ "assign", NULL, NULL, NOTHING, LIFE_ASSIGN, NOTHING },
	{ "start", NULL, NULL, NOTHING, LIFE_START, NOTHING },
	{ "note", NULL, NULL, NOTHING, LIFE_NOTE, LIFE_TEXT },
	{ "propose", NULL, NULL, NOTHING, LIFE_PROPOSE, NOTHING },
	{ "decide", NULL, NULL, NOTHING, LIFE_DECIDE, NOTHING },
	{ "ivo", "--serious-since", NULL, LIFE_WHEN, LIFE_SERIOUS, NOTHING },
	{ "ivo", "--attached", NULL, NOTHING, LIFE_IVO_NOTIFIED_WHOLE, NOTHING },
	{ "ivo", "--notified", NULL, LIFE_WHEN, LIFE_IVO_NOTIFIED, NOTHING },
	{ "ivo", "--not-serious", NULL, NOTHING, LIFE_NOT_SERIOUS, NOTHING },
	{ "ivo", "--investigation-sent", NULL, LIFE_WHEN, LIFE_INVESTIGATION_SENT, NOTHING },
	{ "ivo", "--supplement-asked", NULL, LIFE_WHEN, LIFE_SUPPLEMENT_ASKED, NOTHING },
	{ "ivo", "--supplement-sent", NULL, LIFE_WHEN, LIFE_SUPPLEMENT_SENT, NOTHING },
	{ "ivo", "--closed", NULL, LIFE_WHEN, LIFE_IVO_CLOSED, NOTHING },
	{ "commission", "--add", NULL, LIFE_BOARD, LIFE_LINK_BOARD, NOTHING },
	{ "commission", "--remove", NULL, LIFE_BOARD, LIFE_UNLINK_BOARD, NOTHING },
	{ "inform", "--what", "report", NOTHING, LIFE_INFORM_REPORT, NOTHING },
	{ "inform", "--what", "ivo", NOTHING, LIFE_INFORM_IVO, NOTHING },
	{ "inform", "--what", "copy-attached", NOTHING, LIFE_INFORM_COPY, NOTHING },
	{ "inform", "--what", "copy-final", NOTHING, LIFE_INFORM_FINAL, NOTHING },
	{ "release", "--what", "copy-attached", NOTHING, LIFE_RELEASE_COPY, NOTHING },
	{ "release", "--what", "copy-final", NOTHING, LIFE_RELEASE_FINAL, NOTHING },
	{ "release", NULL, NULL, NOTHING, LIFE_RELEASE_FINAL, NOTHING },
	{ "dnr", NULL, NULL, NOTHING, LIFE_REGISTER, LIFE_NUMBER },
	{ "breach", "--aware", NULL, LIFE_WHEN, LIFE_BREACH, NOTHING },
	{ "breach", "--notified", NULL, LIFE_WHEN, LIFE_BREACH_NOTIFIED, NOTHING },
	{ "breach", "--not-reportable", NULL, NOTHING, LIFE_BREACH_NOT_REPORTABLE, NOTHING },
	{ "extend", "--to", NULL, LIFE_DUE, LIFE_EXTEND, NOTHING },
	{ "measure", "--no", NULL, LIFE_MEASURE, LIFE_MEASURE_DONE, NOTHING },
	{ "measure", NULL, NULL, NOTHING, LIFE_MEASURE_PLANNED, LIFE_TEXT },
	{ "follow-up", "--due", NULL, LIFE_DUE, LIFE_SET_FOLLOW_UP, NOTHING },
	{ "follow-up", "--done", NULL, LIFE_WHEN, LIFE_FOLLOWED_UP, NOTHING },
	{ "receipt", NULL, NULL, NOTHING, LIFE_RECEIPT_GIVEN, NOTHING },
	{ "feedback", NULL, NULL, NOTHING, LIFE_FEEDBACK_GIVEN, NOTHING },
	{ "reported", NULL, NULL, NOTHING, LIFE_REPORTED, NOTHING },
	{ "join", "--to", NULL, LIFE_CASE, LIFE_JOIN, NOTHING },
	{ "link", NULL, NULL, NOTHING, LIFE_LINK, LIFE_CASE },
	{ "transfer", "--to", NULL, LIFE_TO_BOARD, LIFE_TRANSFER, NOTHING },
	{ "transfer", "--external", NULL, LIFE_TO_BOARD, LIFE_TRANSFER_EXTERNAL, NOTHING },
	{ "withdraw", NULL, NULL, NOTHING, LIFE_WITHDRAW, NOTHING },
	{ "close", NULL, NULL, NOTHING, LIFE_CLOSE, NOTHING },
	{ "reopen", NULL, NULL, NOTHING, LIFE_REOPEN, NOTHING },
	{ "ivo", "--number", NULL, LIFE_NUMBER, LIFE_IVO_NOTIFIED, NOTHING },
	{ "ivo", "--due", NULL, LIFE_DUE, LIFE_SUPPLEMENT_ASKED, NOTHING },
};
#define ONLY_CORRECTIONS 2 /* the last ones */

/* A command as it was given. */
typedef struct {
	CliContext *context;
	const char *case_id;
	guint form;
	LifeWords words;
	/* Set when the case is known. */
	const GPtrArray *rules;
	StoreActor who;
	LifeOffice office;
	CaseState state;
	char *next;     /* what is due first, or NULL */
	char *unlinked; /* ids of commissioning boards that are linked no more, or NULL */
	json_t *moved;  /* the clocks that have another last day now, or NULL */
	/* Of what --file names. */
	GBytes *file;
	char *file_name;
	/* Of a report that is to be declined. */
	char *advice;         /* what law and inspectorate say of that, or NULL */
	const char *language; /* of the board */
	gboolean asks;        /* it is done when who is at the terminal has read that */
	gboolean may;         /* nothing else stands against it */
	char *participants;   /* of each --participant, one a line; or NULL */
} Command;

static void
command_clear(Command *command)
{
	g_free(command->next);
	g_free(command->unlinked);
	json_decref(command->moved);
	g_free(command->file_name);
	g_free(command->participants);
	g_free(command->advice);
	g_clear_pointer(&command->file, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Command, command_clear)

static gboolean
refuse(const CliVerb *verb, GError **error)
{
	g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE, "usage: lexsarah case %s %s", verb->verb,
		verb->usage);
	return FALSE;
}

/* Takes the option that makes the command this act; FALSE if it is not there. */
static gboolean
take_form(guint form, int *argc, char **argv, LifeWords *words)
{
	const char *option = forms[form].option;

	if (!option)
		return TRUE;
	if (forms[form].word) {
		for (int i = 1; i + 1 < *argc; i++)
			if (strcmp(argv[i], option) == 0 &&
				strcmp(argv[i + 1], forms[form].word) == 0)
				return cli_take_option(argc, argv, option) != NULL;
		return FALSE;
	}
	if (forms[form].value == NOTHING)
		return cli_take_flag(argc, argv, option);
	const char *value = cli_take_option(argc, argv, option);
	if (value)
		words->given[forms[form].value] = value;
	return value != NULL;
}

static gboolean
find_form(Command *command, int *argc, char **argv)
{
	guint n = G_N_ELEMENTS(forms) - (command->words.correct ? 0 : ONLY_CORRECTIONS);

	for (guint i = 0; i < n; i++)
		if (strcmp(forms[i].verb, command->context->verb->verb) == 0 &&
			take_form(i, argc, argv, &command->words)) {
			command->form = i;
			return TRUE;
		}
	return FALSE;
}

/* With --attached the day of the notification stands beside it; with --no that of the measure. */
static void
take_beside(LifeWords *words, int *argc, char **argv)
{
	static const char *const beside[] = { "--notified", "--done" };

	for (guint i = 0; i < G_N_ELEMENTS(beside); i++) {
		const char *value = cli_take_option(argc, argv, beside[i]);

		if (value && !words->given[LIFE_WHEN])
			words->given[LIFE_WHEN] = value;
	}
}

static void
take_participants(Command *command, int *argc, char **argv)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new();
	const char *one;

	while ((one = cli_take_option(argc, argv, "--participant")))
		g_ptr_array_add(all, (gpointer) one);
	if (all->len == 0)
		return;
	g_ptr_array_add(all, NULL);
	command->participants = g_strjoinv("\n", (char **) all->pdata);
	command->words.given[LIFE_PARTICIPANTS] = command->participants;
}

static gboolean
read_command(Command *command, int argc, char **argv, GError **error)
{
	const CliVerb *verb = command->context->verb;
	LifeWords *words = &command->words;

	words->correct = cli_take_flag(&argc, argv, "--correct");
	if (!find_form(command, &argc, argv))
		return refuse(verb, error);
	take_beside(words, &argc, argv);
	take_participants(command, &argc, argv);
	for (guint i = 0; i < G_N_ELEMENTS(common); i++) {
		const char *value = cli_take_option(&argc, argv, common[i].name);

		if (value)
			words->given[common[i].value] = value;
	}
	command->case_id = argv[0];
	LifeValue text = forms[command->form].text;
	if (argc > 2 || (argc == 2 && text == NOTHING) ||
		(argc == 1 && text != NOTHING && !words->correct))
		return refuse(verb, error);
	if (argc == 2)
		words->given[text] = argv[1];
	return TRUE;
}

/* Its bytes; of the path only the name is kept. */
static gboolean
read_file(Command *command, GError **error)
{
	const char *path = command->words.given[LIFE_FILE];

	if (!path)
		return TRUE;
	command->file = cli_read_copy(path, error);
	command->file_name = g_path_get_basename(path);
	command->words.file = command->file;
	command->words.given[LIFE_FILE] = command->file_name;
	return command->file != NULL;
}

static void
note_next(Command *command, const LifePlan *plan)
{
	const CaseClock *first = NULL;

	for (guint i = 0; i < plan->clocks->len; i++) {
		const CaseClock *clock = &g_array_index(plan->clocks, CaseClock, i);

		if (!clock->stop.date.year && (!first || clock->late < first->late))
			first = clock;
	}
	if (!first)
		return;
	g_autofree char *day = date_to_string(first->due.date);
	command->next = g_strdup_printf("%s: %s", day, first->rule->title);
}

/* Whoever transfers a case has not asked for that. */
static void
note_unlinked(Command *command, const LifePlan *plan)
{
	g_autoptr(GString) ids = g_string_new(NULL);

	for (guint i = 0; plan->left_board && i < plan->untold_boards->len; i++)
		g_string_append_printf(
			ids, "%s%s", i ? ", " : "", (const char *) plan->untold_boards->pdata[i]);
	if (ids->len)
		command->unlinked = g_string_free(g_steal_pointer(&ids), FALSE);
}

static const CaseClock *
find_clock(const GArray *clocks, const CaseClock *of)
{
	for (guint i = 0; i < clocks->len; i++) {
		const CaseClock *clock = &g_array_index(clocks, CaseClock, i);

		if (clock->rule == of->rule && g_strcmp0(clock->board, of->board) == 0)
			return clock;
	}
	return NULL;
}

static json_t *
show_time(const ClockTime *time, GTimeZone *zone)
{
	g_autofree char *text = time->instant == INSTANT_NONE
					? date_to_string(time->date)
					: instant_to_string(time->instant, zone);

	return json_string(text);
}

/* Which clocks a correction or an extension has moved, begun or ended. */
static void
note_moved(Command *command, const LifePlan *plan)
{
	GTimeZone *zone = command->context->zone;

	if (!plan->before)
		return;
	command->moved = json_array();
	for (guint i = 0; i < plan->clocks->len; i++) {
		const CaseClock *clock = &g_array_index(plan->clocks, CaseClock, i);
		const CaseClock *was = find_clock(plan->before, clock);

		if (was && date_compare(was->due.date, clock->due.date) == 0 &&
			was->due.instant == clock->due.instant)
			continue;
		json_array_append_new(command->moved,
			json_pack("{ss ss? so so}", "clock", clock->rule->id, "board", clock->board,
				"due", show_time(&clock->due, zone), "was",
				was ? show_time(&was->due, zone) : json_null()));
	}
}

/* What law and inspectorate say where a report is not to be investigated. */
static void
advise(Command *command, const CaseFile *file, const Board *board)
{
	if (forms[command->form].act != LIFE_DECLINE || command->words.correct)
		return;
	g_free(command->advice);
	command->advice = decline_advice(file, command->rules, board->language);
	command->language = board->language;
}

/* Nothing is done: it is refused, with the advice, or asked about first. */
static void
hold_back(Command *command, LifePlan *made, const CaseFile *file, GError **error)
{
	if (!made && command->advice && error) {
		char *said = (*error)->message;

		(*error)->message = g_strdup_printf("%s. %s", said, command->advice);
		g_free(said);
	}
	command->may = made != NULL;
	if (made)
		g_set_error(
			error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED, "%s is not declined", file->id);
	life_plan_free(made);
}

static LifePlan *
plan(CaseFile *file, gpointer user, GError **error)
{
	Command *command = user;
	CliContext *context = command->context;
	const Settings *settings = context->settings;
	const Board *board = settings_get_board(settings, file->board);

	if (!board) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s is of board %s, which the configuration does not have", file->id,
			file->board);
		return NULL;
	}
	command->office = (LifeOffice){ settings, board, command->who.actor,
		.clocks = clock_room_office(
			settings, command->rules, command->who.time, context->zone) };
	advise(command, file, board);
	LifePlan *made =
		life_plan(file, forms[command->form].act, &command->words, &command->office, error);
	if (!made || command->asks) {
		hold_back(command, made, file, error);
		return NULL;
	}
	command->state = file->state;
	note_next(command, made);
	note_unlinked(command, made);
	note_moved(command, made);
	return made;
}

static void
tell_moved(GString *sentence, const json_t *moved)
{
	size_t i;
	json_t *clock;

	json_array_foreach(moved, i, clock) {
		const char *board = json_string_value(json_object_get(clock, "board"));
		const char *was = json_string_value(json_object_get(clock, "was"));

		g_string_append_printf(sentence, "\n%s%s%s: due %s, was %s",
			json_string_value(json_object_get(clock, "clock")), board ? " of " : "",
			board ? board : "", json_string_value(json_object_get(clock, "due")),
			was ? was : "not running");
	}
}

static void
answer(Command *command)
{
	LifeAct act = forms[command->form].act;
	const char *state = case_state_name(command->state);
	const char *advice = command->advice;
	const char *event = command->words.correct ? "corrected" : life_act_event(act);
	g_autoptr(GString) sentence = g_string_new(NULL);

	g_string_printf(sentence, "%s: %s; it is %s%s%s%s%s%s%s", command->case_id, event, state,
		command->next ? "; next " : "", command->next ? command->next : "",
		command->unlinked ? "; linked to it no more: " : "",
		command->unlinked ? command->unlinked : "", advice ? "\n" : "",
		advice ? advice : "");
	tell_moved(sentence, command->moved);
	cli_answer(command->context,
		json_pack("{ss ss ss ss? ss? ss? so}", "case", command->case_id, "event", event,
			"state", state, "next", command->next, "advice", advice, "unlinked",
			command->unlinked, "moved",
			command->moved ? g_steal_pointer(&command->moved) : json_array()),
		sentence->str);
}

/* TRUE if who is at the terminal says yes, with what stands against it before their eyes. */
static gboolean
confirm(const Command *command)
{
	g_autofree char *advice = text_to_line(command->advice, 0);
	char line[40];

	layout_print_wrapped(stderr, advice, 0, command->context->width);
	fputs(decline_question(command->language), stderr);
	return fgets(line, sizeof line, stdin) && decline_is_yes(line);
}

/* Of what is declined at a terminal nothing is done before the advice was read. */
static gboolean
change(Command *command, CaseStore *store, GError **error)
{
	g_autoptr(GError) cause = NULL;

	command->asks = forms[command->form].act == LIFE_DECLINE && !command->words.correct &&
			isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
	if (store->change_case(store, command->case_id, plan, command, &command->who, NULL, &cause))
		return TRUE;
	if (!command->may || !confirm(command)) {
		g_propagate_error(error, g_steal_pointer(&cause));
		return FALSE;
	}
	command->asks = FALSE;
	command->who.time = cli_actor(command->context).time; /* they may have thought for long */
	return store->change_case(
		store, command->case_id, plan, command, &command->who, NULL, error);
}

gboolean
verb_case_life(CliContext *context, int argc, char **argv, GError **error)
{
	g_auto(Command) command = { .context = context };

	if (!read_command(&command, argc, argv, error) || !read_file(&command, error))
		return FALSE;
	CaseStore *store = cli_begin_change(context, error);
	g_autoptr(GPtrArray) rules = store ? rules_load(context->settings->rules, error) : NULL;
	if (!rules)
		return FALSE;
	command.rules = rules;
	command.who = cli_actor(context);
	if (!life_words_read(&command.words, command.who.time, context->zone, error) ||
		!change(&command, store, error))
		return FALSE;
	control_wake(context->settings->database);
	answer(&command);
	return TRUE;
}

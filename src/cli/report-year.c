/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report --year: a year's statistics for the annual quality report. What is too
 * little to be told was taken out before anything here sees it.
 */
#include "adapters/paper/statistics-html.h"
#include "adapters/paper/statistics-json.h"
#include "cli/layout.h"
#include "cli/report.h"
#include "cli/table.h"
#include "core/error.h"
#include "core/text.h"

#define FIRST_YEAR   2000 /* lex Sarah is from 1999: there is nothing before */
#define TITLE_COLUMN 64   /* the numbers end before it */

typedef struct {
	const char *year, *board, *file;
	gboolean html;
} Options;

static gboolean
read_options(CliContext *context, int argc, char **argv, Options *options, GError **error)
{
	options->year = cli_take_option(&argc, argv, "--year");
	options->board = cli_take_option(&argc, argv, "--board");
	options->file = cli_take_option(&argc, argv, "-o");
	options->html = cli_take_flag(&argc, argv, "--html");
	if (options->html && context->json)
		g_set_error(
			error, LEX_ERROR, LEX_ERROR_USAGE, "--html and --json exclude each other");
	else if (options->file && !options->html)
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE, "-o is the file of --html");
	else
		return TRUE;
	return FALSE;
}

/* A year that has begun. */
static gboolean
read_year(const char *text, int this_year, int *ret_year, GError **error)
{
	guint64 year;

	if (g_ascii_string_to_unsigned(text, 10, FIRST_YEAR, (guint64) this_year, &year, NULL)) {
		*ret_year = (int) year;
		return TRUE;
	}
	g_autofree char *shown = text_to_line(text, 40);
	g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE, "\"%s\" is not a year from %d to %d", shown,
		FIRST_YEAR, this_year);
	return FALSE;
}

/* The name of the board, or that it is all of them. */
static const char *
board_name(const Settings *settings, const char *id, GError **error)
{
	const Board *board = id ? settings_get_board(settings, id) : NULL;

	if (board)
		return board->name;
	if (id) {
		g_autofree char *shown = text_to_line(id, 40);
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND, "no board %s", shown);
		return NULL;
	}
	if (settings->boards->len == 1)
		return ((const Board *) g_ptr_array_index(settings->boards, 0))->name;
	return "Alla nämnder";
}

static gboolean
describe(CliContext *context, const Options *options, StatisticsSubject *ret, GError **error)
{
	const Settings *settings = cli_settings(context, error);

	if (!settings)
		return FALSE;
	*ret = (StatisticsSubject){ .made = date_from_instant(
					    now_wall(&context->now), context->zone),
		.organisation = settings->organisation.name,
		.board = options->board };
	ret->board_name = board_name(settings, options->board, error);
	return ret->board_name && read_year(options->year, ret->made.year, &ret->year, error);
}

static gboolean
count(CliContext *context, const StatisticsSubject *subject, Statistics *ret, GError **error)
{
	CaseStore *store = cli_store(context, error);
	g_autoptr(GArray) cases = NULL;

	if (!store || !store->statistics(store, subject->year, subject->board,
			      now_wall(&context->now), &cases, error))
		return FALSE;
	statistics_count(
		(const StatisticsCase *) (gpointer) cases->data, cases->len, subject->year, ret);
	statistics_suppress(ret);
	return TRUE;
}

/* A title, and what it says at the right of its column. */
static void
print_line(const CliContext *context, const char *title, const char *text)
{
	guint used = layout_width_of(title) + layout_width_of(text);

	fprintf(context->out, "  %s", title);
	for (guint width = used; width < TITLE_COLUMN; width++)
		fputc(' ', context->out);
	fprintf(context->out, "  %s\n", text);
}

static void
print_number(const CliContext *context, const char *title, const StatisticsNumber *number)
{
	g_autofree char *text = statistics_number_text(number);

	print_line(context, title, text);
}

static void
print_table(const CliContext *context, const Statistics *sum, StatisticsTableKind kind)
{
	const StatisticsTableInfo *info = statistics_table_info(kind);
	const StatisticsTable *table = &sum->tables[kind];

	if (!statistics_is_told(sum, kind))
		return;
	fputc('\n', context->out);
	table_print_heading(context, info->title);
	if (table->withheld) {
		fputs("  ", context->out);
		layout_print_wrapped(context->out, statistics_withheld_text(), 2, context->width);
		return;
	}
	for (guint i = 0; i < info->n_rows; i++)
		print_number(context, info->rows[i].title, &table->rows[i]);
}

static void
print_days(const CliContext *context, const Statistics *sum)
{
	fputc('\n', context->out);
	table_print_heading(context, "Handläggningstider (dagar: median och mittenspann)");
	for (guint i = 0; i < DAYS_COUNT; i++) {
		g_autofree char *text = statistics_span_text(&sum->days[i]);
		print_line(context, statistics_days_info((StatisticsDaysKind) i)->title, text);
	}
}

static void
print_notes(const CliContext *context)
{
	fputc('\n', context->out);
	for (guint i = 0; statistics_notes[i]; i++) {
		fputs("- ", context->out);
		layout_print_wrapped(context->out, statistics_notes[i], 2, context->width);
	}
}

static void
print_text(const CliContext *context, const Statistics *sum, const StatisticsSubject *subject)
{
	g_autofree char *heading = g_strdup_printf("Lex Sarah %d", subject->year);
	g_autofree char *of = g_strdup_printf("%s, %s", subject->organisation, subject->board_name);
	g_autofree char *shown = text_to_line(of, 0);

	table_print_heading(context, heading);
	fprintf(context->out, "%s\n\n", shown);
	print_number(context, "Rapporter", &sum->reports);
	print_number(context, "Ärenden", &sum->cases);
	print_number(context, "Anmälda till IVO", &sum->ivo);
	print_number(context, "Överlämnade till annan nämnd", &sum->transferred);
	for (guint i = 0; i < STATISTICS_TABLE_COUNT; i++)
		print_table(context, sum, (StatisticsTableKind) i);
	print_days(context, sum);
	fputc('\n', context->out);
	table_print_heading(context, "Tider som inte hölls");
	for (guint i = 0; i < CLOCK_CLASS_COUNT; i++)
		print_number(context, statistics_late_info((ClockClass) i)->title, &sum->late[i]);
	print_notes(context);
}

/* To the file, which it replaces whole or not at all; without one to where text goes. */
static gboolean
write_page(const CliContext *context, const char *file, const char *page, GError **error)
{
	g_autoptr(GError) cause = NULL;

	if (!file) {
		fputs(page, context->out);
		return TRUE;
	}
	if (g_file_set_contents_full(file, page, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &cause))
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s", cause->message);
	return FALSE;
}

gboolean
report_year(CliContext *context, int argc, char **argv, GError **error)
{
	Options options;
	StatisticsSubject subject;
	Statistics sum;

	if (!read_options(context, argc, argv, &options, error) ||
		!describe(context, &options, &subject, error) ||
		!count(context, &subject, &sum, error))
		return FALSE;
	if (options.html) {
		g_autofree char *page = statistics_html(&sum, &subject);
		return write_page(context, options.file, page, error);
	}
	if (context->json)
		cli_answer(context, statistics_json(&sum, &subject), NULL);
	else
		print_text(context, &sum, &subject);
	return TRUE;
}

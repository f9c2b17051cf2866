/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bars, columns and spans as SVG. All coordinates are whole numbers, so that no
 * locale puts a comma into them.
 */
#include "adapters/paper/statistics-svg.h"

#include <string.h>

#define WIDTH 460 /* of every chart, in units of its own */

#define BAR_STEP   42
#define BAR_HEIGHT 14
#define BAR_ROOM   350 /* the longest bar; the number stands after it */
#define HIDDEN_BAR 22

#define COLUMN_STEP  38
#define COLUMN_WIDTH 24
#define COLUMN_ROOM  220
#define COLUMN_FOOT  22
#define COLUMN_HEAD  20

#define DAYS_STEP 52
#define DAYS_ROOM 340
#define DAYS_FOOT 24

void
statistics_markup(GString *out, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_autofree char *text = g_markup_vprintf_escaped(format, arguments);
	va_end(arguments);
	g_string_append(out, text);
}

void
statistics_svg_begin(GString *out)
{
	g_string_append(out,
		"<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>"
		"<pattern id=\"hidden\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
		"<path class=\"hatch\" d=\"M0 6 L6 0\"/></pattern></defs></svg>\n");
}

/* Numbers with their titles. All borrowed. */
typedef struct {
	const char *name, *title;
	const StatisticsRow *rows;
	const StatisticsNumber *numbers;
	guint n;
} Series;

/* What is in the chart as a sentence: "januari: 12, februari: färre än 5". */
static char *
describe(const Series *series)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < series->n; i++) {
		g_autofree char *number = statistics_number_text(&series->numbers[i]);

		g_string_append_printf(
			text, "%s%s: %s", i ? ", " : "", series->rows[i].title, number);
	}
	return g_string_free(text, FALSE);
}

static void
begin(GString *out, const char *name, const char *title, const char *text, guint height)
{
	statistics_markup(out,
		"<svg class=\"chart\" viewBox=\"0 0 %d %u\" role=\"img\""
		" aria-labelledby=\"%s-title %s-desc\">\n"
		"<title id=\"%s-title\">%s</title>\n<desc id=\"%s-desc\">%s.</desc>\n",
		WIDTH, height, name, name, name, title, name, text);
}

static void
begin_series(GString *out, const Series *series, guint height)
{
	g_autofree char *text = describe(series);

	begin(out, series->name, series->title, text, height);
}

static Series
series_of(const StatisticsTable *table, const StatisticsTableInfo *info)
{
	return (Series){ info->name, info->title, info->rows, table->rows, info->n_rows };
}

/* The largest of them; as large as the least that is shown. */
static gint64
scale_of(const Series *series)
{
	gint64 largest = STATISTICS_LEAST;

	for (guint i = 0; i < series->n; i++)
		largest = MAX(largest, series->numbers[i].count);
	return largest;
}

static guint
length_of(const StatisticsNumber *number, gint64 scale, guint room)
{
	return number->shown == NUMBER_SHOWN ? (guint) (number->count * room / scale) : HIDDEN_BAR;
}

static const char *
bar_class(const StatisticsNumber *number)
{
	return number->shown == NUMBER_SHOWN ? "bar" : "bar hidden";
}

static void
append_bars(GString *out, const Series *series)
{
	gint64 scale = scale_of(series);

	begin_series(out, series, series->n * BAR_STEP);
	for (guint i = 0; i < series->n; i++) {
		const StatisticsNumber *number = &series->numbers[i];
		g_autofree char *text = statistics_number_text(number);
		guint top = i * BAR_STEP, length = length_of(number, scale, BAR_ROOM);

		statistics_markup(
			out, "<text x=\"0\" y=\"%u\">%s</text>", top + 14, series->rows[i].title);
		if (length)
			statistics_markup(out,
				"<rect class=\"%s\" x=\"0\" y=\"%u\" width=\"%u\" height=\"%d\"/>",
				bar_class(number), top + 20, length, BAR_HEIGHT);
		statistics_markup(out, "<text class=\"%s\" x=\"%u\" y=\"%u\">%s</text>\n",
			number->count ? "n" : "n quiet", length ? length + 8 : 0, top + 32, text);
	}
	g_string_append(out, "</svg>\n");
}

void
statistics_svg_bars(GString *out, const StatisticsTable *table, const StatisticsTableInfo *info)
{
	const Series series = series_of(table, info);

	append_bars(out, &series);
}

void
statistics_svg_late(GString *out, const char *title, const StatisticsNumber *late)
{
	StatisticsRow rows[CLOCK_CLASS_COUNT];

	for (guint i = 0; i < CLOCK_CLASS_COUNT; i++)
		rows[i] = *statistics_late_info((ClockClass) i);
	const Series series = { "late", title, rows, late, CLOCK_CLASS_COUNT };
	append_bars(out, &series);
}

/* A number with no room for words. */
static char *
short_text(const StatisticsNumber *number)
{
	if (number->shown == NUMBER_FEW)
		return g_strdup_printf("<%d", STATISTICS_LEAST);
	if (number->shown == NUMBER_COVER)
		return g_strdup("–");
	return number->count ? statistics_number_text(number) : g_strdup("");
}

static void
append_column(GString *out, const StatisticsNumber *number, gint64 scale, guint left)
{
	g_autofree char *text = short_text(number);
	guint height = length_of(number, scale, COLUMN_ROOM);
	guint top = COLUMN_HEAD + COLUMN_ROOM - height;

	if (height)
		statistics_markup(out,
			"<rect class=\"%s\" x=\"%u\" y=\"%u\" width=\"%d\" height=\"%u\"/>",
			bar_class(number), left, top, COLUMN_WIDTH, height);
	statistics_markup(out, "<text class=\"n middle\" x=\"%u\" y=\"%u\">%s</text>",
		left + COLUMN_WIDTH / 2, top - 6, text);
}

void
statistics_svg_columns(GString *out, const StatisticsTable *table, const StatisticsTableInfo *info)
{
	const Series series = series_of(table, info);
	gint64 scale = scale_of(&series);
	guint floor = COLUMN_HEAD + COLUMN_ROOM;

	begin_series(out, &series, floor + COLUMN_FOOT);
	for (guint i = 0; i < info->n_rows; i++) {
		guint left = i * COLUMN_STEP + (COLUMN_STEP - COLUMN_WIDTH) / 2;
		const char *title = info->rows[i].title;
		g_autofree char *name =
			g_utf8_substring(title, 0, MIN(3, g_utf8_strlen(title, -1)));

		append_column(out, &table->rows[i], scale, left);
		statistics_markup(out, "<text class=\"middle\" x=\"%u\" y=\"%u\">%s</text>\n",
			left + COLUMN_WIDTH / 2, floor + 16, name);
	}
	statistics_markup(out, "<line class=\"axis\" x1=\"0\" y1=\"%u\" x2=\"%d\" y2=\"%u\"/>\n",
		floor, WIDTH, floor);
	g_string_append(out, "</svg>\n");
}

/* The medians, and the quartiles in parentheses. */
static char *
describe_all_days(const StatisticsDays *days)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < DAYS_COUNT; i++) {
		g_autofree char *one = statistics_span_text(&days[i]);
		g_string_append_printf(text, "%s%s: %s", i ? "; " : "",
			statistics_days_info((StatisticsDaysKind) i)->title, one);
	}
	return g_string_free(text, FALSE);
}

/* Days between two marks of the axis: round ones, of which it has at most seven. */
static guint
axis_step(double longest)
{
	static const guint round[] = { 5, 10, 20, 50, 100, 200, 500, 1000 };

	for (gsize i = 0; i < G_N_ELEMENTS(round); i++)
		if (longest <= round[i] * 7)
			return round[i];
	return (guint) (longest / 7) + 1;
}

static double
longest_of(const StatisticsDays *days)
{
	double longest = 7;

	for (guint i = 0; i < DAYS_COUNT; i++) {
		longest = MAX(longest, days[i].upper);
		longest = MAX(longest, days[i].median);
	}
	return longest;
}

static void
append_axis(GString *out, guint step, guint last, guint height)
{
	for (guint day = 0; day <= last; day += step) {
		guint x = 8 + day * DAYS_ROOM / last;

		statistics_markup(out,
			"<line class=\"grid\" x1=\"%u\" y1=\"0\" x2=\"%u\" y2=\"%u\"/>"
			"<text class=\"days middle quiet\" x=\"%u\" y=\"%u\">%u</text>\n",
			x, x, height, x, height + 16, day);
	}
	statistics_markup(out, "<text class=\"quiet\" x=\"%d\" y=\"%u\">dagar</text>\n",
		DAYS_ROOM + 28, height + 16);
}

static void
append_span(GString *out, const StatisticsDays *days, guint last, guint top)
{
	guint lower = 8 + (guint) (days->lower * DAYS_ROOM / last);
	guint upper = 8 + (guint) (days->upper * DAYS_ROOM / last);
	guint median = 8 + (guint) (days->median * DAYS_ROOM / last);
	guint end = days->has_quartiles ? MAX(upper, median) : median;
	g_autofree char *text = statistics_days_text(days->median);

	if (!days->has_median) {
		statistics_markup(out,
			"<text class=\"quiet\" x=\"12\" y=\"%u\">visas inte</text>\n", top + 38);
		return;
	}
	if (days->has_quartiles)
		statistics_markup(out,
			"<rect class=\"span\" x=\"%u\" y=\"%u\" width=\"%u\" height=\"16\"/>",
			lower, top + 25, MAX(upper - lower, 1u));
	statistics_markup(out,
		"<rect class=\"median\" x=\"%u\" y=\"%u\" width=\"4\" height=\"22\"/>", median - 2,
		top + 22);
	statistics_markup(
		out, "<text class=\"days\" x=\"%u\" y=\"%u\">%s</text>\n", end + 8, top + 38, text);
}

void
statistics_svg_days(GString *out, const StatisticsDays *days)
{
	g_autofree char *text = describe_all_days(days);
	double longest = longest_of(days);
	guint step = axis_step(longest);
	guint last = ((guint) longest / step + 1) * step;

	begin(out, "days", "Handläggningstider", text, DAYS_COUNT * DAYS_STEP + DAYS_FOOT);
	append_axis(out, step, last, DAYS_COUNT * DAYS_STEP);
	for (guint i = 0; i < DAYS_COUNT; i++) {
		guint top = i * DAYS_STEP;

		statistics_markup(out, "<text class=\"over\" x=\"12\" y=\"%u\">%s</text>", top + 16,
			statistics_days_info((StatisticsDaysKind) i)->title);
		append_span(out, &days[i], last, top);
	}
	g_string_append(out, "</svg>\n");
}

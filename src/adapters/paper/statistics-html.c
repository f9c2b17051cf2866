/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A year's statistics as a page to hand out: on a screen, on A4, read aloud.
 * Beside each chart stands a table with the same numbers.
 */
#include "adapters/paper/statistics-html.h"

#include "adapters/paper/statistics-svg.h"
#include "core/text.h"

static const char head[] =
	"<!DOCTYPE html>\n<html lang=\"sv\">\n<head>\n<meta charset=\"utf-8\"/>\n"
	"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
	"<meta http-equiv=\"Content-Security-Policy\""
	" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n";

/* Colours keep a contrast of 4.5 to 1, and say nothing that is not written, too. */
static const char style[] =
	"<style>\n"
	"body{margin:0 auto;max-width:60rem;padding:2.5rem 1.5rem;color:#1d2733;background:#fff;"
	"font:1rem/1.5 \"Source Sans 3\",\"Segoe UI\",\"Noto Sans\",Helvetica,Arial,sans-serif}\n"
	"h1{font-size:2.1rem;line-height:1.2;margin:0;color:#12395b}\n"
	"h2{font-size:1.3rem;line-height:1.3;margin:0;color:#12395b}\n"
	"p{margin:.3rem 0 0}\n"
	"header{border-bottom:3px solid #12395b;padding-bottom:1rem}\n"
	".of{font-size:1.15rem}\n"
	".about,.made,.why,footer{color:#4a5766}\n"
	"dl{display:grid;grid-template-columns:repeat(4,1fr);gap:1rem;margin:1.5rem 0 0}\n"
	"dl div{background:#eef3f8;border-radius:4px;padding:.7rem .9rem}\n"
	"dt{color:#4a5766;line-height:1.3}\n"
	"dd{margin:.2rem 0 0;font-size:1.7rem;line-height:1.2;font-weight:600;color:#12395b}\n"
	"dd.words{font-size:1.15rem;line-height:2rem}\n"
	"section{margin-top:2.2rem;break-inside:avoid}\n"
	".pair{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:2rem;"
	"align-items:start;margin-top:.8rem}\n"
	"table{border-collapse:collapse;width:100%;font-size:.92rem;line-height:1.35}\n"
	"caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\n"
	"th,td{text-align:left;font-weight:400;padding:.28rem .4rem;border-bottom:1px solid #d5dde6;"
	"vertical-align:top}\n"
	"thead th{font-weight:600;border-bottom:2px solid #12395b;vertical-align:bottom}\n"
	"tfoot th,tfoot td{font-weight:600;border-bottom:0}\n"
	"td,thead th+th{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}\n"
	".chart{display:block;width:100%;height:auto}\n"
	".defs{position:absolute}\n"
	"svg text{font-size:14px;fill:#1d2733;font-family:inherit}\n"
	"svg .quiet{fill:#4a5766}\n"
	"svg .middle{text-anchor:middle}\n"
	"svg .over{paint-order:stroke;stroke:#fff;stroke-width:4px}\n"
	".bar{fill:#1f6199}\n"
	".hidden{fill:url(#hidden);stroke:#4a5766}\n"
	".hatch{stroke:#4a5766;stroke-width:1.2}\n"
	".axis{stroke:#4a5766}\n"
	".grid{stroke:#d5dde6}\n"
	".span{fill:#a9c8e2}\n"
	".median{fill:#12395b}\n"
	"footer{margin-top:2.4rem;border-top:1px solid #d5dde6;padding-top:.8rem;font-size:.92rem}\n"
	"footer ul{margin:.4rem 0 0;padding-left:1.2rem}\n"
	"@media (max-width:44rem){.pair{grid-template-columns:minmax(0,1fr);gap:1rem}"
	"dl{grid-template-columns:repeat(2,1fr)}}\n"
	"@media print{@page{size:A4;margin:15mm}"
	"html{font-size:9pt}body{max-width:none;padding:0}"
	".pair{grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:7mm}"
	"dl{grid-template-columns:repeat(4,1fr)}"
	"*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n"
	"</style>\n";

static void
append_head(GString *out, const StatisticsSubject *subject)
{
	g_autofree char *made = date_to_string(subject->made);
	g_autofree char *organisation = text_to_line(subject->organisation, 0);
	g_autofree char *board = text_to_line(subject->board_name, 0);

	g_string_append(out, head);
	statistics_markup(out, "<title>Lex Sarah %d – %s</title>\n", subject->year, board);
	g_string_append(out, style);
	statistics_markup(out,
		"</head>\n<body>\n<header>\n<h1>Lex Sarah %d</h1>\n"
		"<p class=\"of\">%s<br/>%s</p>\n"
		"<p class=\"made\">Underlag till kvalitetsberättelsen. Uppgifterna togs fram "
		"<time datetime=\"%s\">%s</time>.%s</p>\n</header>\n",
		subject->year, organisation, board, made, made,
		subject->made.year == subject->year ? " Året är inte slut." : "");
}

static void
append_figure(GString *out, const char *title, const StatisticsNumber *number)
{
	g_autofree char *text = statistics_number_text(number);
	gboolean words = number->shown != NUMBER_SHOWN || !number->count;

	statistics_markup(out, "<div><dt>%s</dt><dd class=\"n%s\">%s</dd></div>\n", title,
		words ? " words" : "", text);
}

static void
append_figures(GString *out, const Statistics *sum)
{
	g_string_append(out, "<dl>\n");
	append_figure(out, "Rapporter", &sum->reports);
	append_figure(out, "Ärenden", &sum->cases);
	append_figure(out, "Anmälda till IVO", &sum->ivo);
	append_figure(out, "Överlämnade till annan nämnd", &sum->transferred);
	g_string_append(out, "</dl>\n");
}

static void
begin_section(GString *out, const char *title, const char *about)
{
	statistics_markup(out, "<section>\n<h2>%s</h2>\n<p class=\"about\">%s</p>\n", title, about);
}

static void
append_share(GString *out, const StatisticsNumber *number, gint64 reports)
{
	if (number->shown == NUMBER_SHOWN && number->count)
		statistics_markup(out, "<td class=\"share\">%d %%</td>",
			(int) ((number->count * 200 / reports + 1) / 2));
	else
		g_string_append(out, "<td class=\"share\"></td>");
}

static void
append_rows(GString *out, const StatisticsTable *table, const StatisticsTableInfo *info,
	const StatisticsNumber *reports)
{
	g_autofree char *sum = statistics_number_text(reports);

	statistics_markup(out,
		"<table><caption>%s</caption>\n<thead><tr><th scope=\"col\">%s</th>"
		"<th scope=\"col\">Rapporter</th><th scope=\"col\">Andel</th></tr></thead>\n<tbody>\n",
		info->title, info->heading);
	for (guint i = 0; i < info->n_rows; i++) {
		g_autofree char *text = statistics_number_text(&table->rows[i]);

		statistics_markup(out, "<tr><th scope=\"row\">%s</th><td class=\"n\">%s</td>",
			info->rows[i].title, text);
		append_share(out, &table->rows[i], reports->count);
		g_string_append(out, "</tr>\n");
	}
	g_string_append(out, "</tbody>\n");
	if (!info->overlapping)
		statistics_markup(out,
			"<tfoot><tr><th scope=\"row\">Summa</th><td class=\"n\">%s</td><td></td>"
			"</tr></tfoot>\n",
			sum);
	g_string_append(out, "</table>\n");
}

static void
append_table(GString *out, StatisticsTableKind kind, const Statistics *sum)
{
	const StatisticsTableInfo *info = statistics_table_info(kind);
	const StatisticsTable *table = &sum->tables[kind];

	if (!statistics_is_told(sum, kind))
		return;
	begin_section(out, info->title, info->about);
	if (table->withheld) {
		statistics_markup(out, "<p class=\"why\">%s</p>\n", statistics_withheld_text());
	} else {
		g_string_append(out, "<div class=\"pair\">\n");
		if (statistics_has_bars(table, info) && kind == STATISTICS_MONTH)
			statistics_svg_columns(out, table, info);
		else if (statistics_has_bars(table, info))
			statistics_svg_bars(out, table, info);
		append_rows(out, table, info, &sum->reports);
		g_string_append(out, "</div>\n");
	}
	g_string_append(out, "</section>\n");
}

static void
append_days_row(GString *out, const char *title, const StatisticsDays *days)
{
	g_autofree char *median = statistics_days_text(days->median);
	g_autofree char *lower = statistics_days_text(days->lower);
	g_autofree char *upper = statistics_days_text(days->upper);

	statistics_markup(out, "<tr><th scope=\"row\">%s</th><td class=\"days\">%s</td>", title,
		days->has_median ? median : "visas inte");
	if (days->has_quartiles)
		statistics_markup(out, "<td class=\"days\">%s till %s</td></tr>\n", lower, upper);
	else
		g_string_append(out, "<td class=\"days\">visas inte</td></tr>\n");
}

static gboolean
has_medians(const Statistics *sum)
{
	gboolean any = FALSE;

	for (guint i = 0; i < DAYS_COUNT; i++)
		any |= sum->days[i].has_median;
	return any;
}

static void
append_days(GString *out, const Statistics *sum)
{
	begin_section(out, "Handläggningstider",
		"Kalenderdagar från att rapporten kom in. Det mörka strecket är medianen, fältet den "
		"mittersta hälften av ärendena.");
	g_string_append(out, "<div class=\"pair\">\n");
	if (has_medians(sum))
		statistics_svg_days(out, sum->days);
	g_string_append(out,
		"<table><caption>Handläggningstider</caption>\n<thead><tr><th scope=\"col\">Dagar</th>"
		"<th scope=\"col\">Median</th><th scope=\"col\">Mittenspann</th></tr></thead>\n"
		"<tbody>\n");
	for (guint i = 0; i < DAYS_COUNT; i++)
		append_days_row(
			out, statistics_days_info((StatisticsDaysKind) i)->title, &sum->days[i]);
	g_string_append(out, "</tbody></table>\n</div>\n</section>\n");
}

static gboolean
has_late(const Statistics *sum)
{
	gboolean any = FALSE;

	for (guint i = 0; i < CLOCK_CLASS_COUNT; i++)
		any |= sum->late[i].count > 0;
	return any;
}

static void
append_late(GString *out, const Statistics *sum)
{
	static const char title[] = "Tider som inte hölls";

	begin_section(out, title,
		"Ärenden där något blev klart efter sista dagen, eller inte är klart fast den har "
		"gått.");
	g_string_append(out, "<div class=\"pair\">\n");
	if (has_late(sum))
		statistics_svg_late(out, title, sum->late);
	statistics_markup(out,
		"<table><caption>%s</caption>\n"
		"<thead><tr><th scope=\"col\">Slag av tid</th><th scope=\"col\">Ärenden</th></tr></thead>\n"
		"<tbody>\n",
		title);
	for (guint i = 0; i < CLOCK_CLASS_COUNT; i++) {
		g_autofree char *text = statistics_number_text(&sum->late[i]);

		statistics_markup(out,
			"<tr><th scope=\"row\">%s</th><td class=\"n\">%s</td></tr>\n",
			statistics_late_info((ClockClass) i)->title, text);
	}
	g_string_append(out, "</tbody></table>\n</div>\n</section>\n");
}

static void
append_notes(GString *out)
{
	g_string_append(out, "<footer>\n<h2>Så ska uppgifterna läsas</h2>\n<ul>\n");
	for (guint i = 0; statistics_notes[i]; i++)
		statistics_markup(out, "<li>%s</li>\n", statistics_notes[i]);
	g_string_append(out, "</ul>\n</footer>\n</body>\n</html>\n");
}

char *
statistics_html(const Statistics *sum, const StatisticsSubject *subject)
{
	GString *out = g_string_new(NULL);

	g_assert(sum->suppressed);
	append_head(out, subject);
	g_string_append(out, "<main>\n");
	statistics_svg_begin(out);
	append_figures(out, sum);
	for (guint i = 0; i < STATISTICS_TABLE_COUNT; i++)
		append_table(out, (StatisticsTableKind) i, sum);
	append_days(out, sum);
	append_late(out, sum);
	g_string_append(out, "</main>\n");
	append_notes(out);
	return g_string_free(out, FALSE);
}

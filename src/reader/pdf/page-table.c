/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines of a page to lines and tables of a document. A table is what has
 * cells side by side; what continues a cell is told from a new row by its
 * distance. Must never lose or reorder the words of a line.
 */
#include <math.h>

#include "reader/pdf/page-lines.h"

/* Distances are in heights of the text. */
#define TIGHT      0.6 /* white space between lines of one paragraph, at most */
#define NEAR       1.2 /* between a row and a lone cell that belongs to it, at most */
#define APART      2.5 /* between rows of one table, at most */
#define BLANK      0.9 /* white space that is a blank line */
#define LEADING    1.2
#define EDGE       1.0 /* how far the left edges of one column may differ */
#define BLANKS_MAX 5
#define LOOKBACK   50  /* rows in which a column is looked for */
#define LOW_HEIGHT 0.6 /* of the height of most lines: lower lines are measured as that */

typedef struct {
	double x1, x2;
	double confidence;
	const char *text; /* its first line, the page's */
	GString *all;     /* all of its lines; NULL while there is one */
	guint column;
} Cell;

typedef struct {
	GArray *cells; /* Cell, row after row */
	GArray *rows;  /* guint: the cell that each begins with; none: no table is open */
	double edge;   /* how far left edges of a column may differ */
	guint blanks;  /* lines above the first row */
} Table;

/* A line and the white space around it. */
typedef struct {
	const PageLine *line;
	double height;
	double above, below; /* INFINITY at the ends of the page */
} Spaced;

static void
cell_clear(gpointer data)
{
	Cell *cell = data;

	if (cell->all)
		g_string_free(cell->all, TRUE);
}

static void
table_init(Table *table)
{
	*table = (Table){ .cells = g_array_new(FALSE, FALSE, sizeof(Cell)),
		.rows = g_array_new(FALSE, FALSE, sizeof(guint)) };
	g_array_set_clear_func(table->cells, cell_clear);
}

static void
table_clear(Table *table)
{
	g_array_unref(table->cells);
	g_array_unref(table->rows);
}

/* The cells of a row. */
static Cell *
row_at(const Table *table, guint row, guint *ret_n)
{
	guint begin = g_array_index(table->rows, guint, row);
	guint end = row + 1 < table->rows->len ? g_array_index(table->rows, guint, row + 1)
					       : table->cells->len;

	*ret_n = end - begin;
	return &g_array_index(table->cells, Cell, begin);
}

static void
add_row(Table *table, const PageLine *line)
{
	g_array_append_val(table->rows, table->cells->len);
	for (guint i = 0; i < line->n_chunks; i++) {
		const PageChunk *chunk = &line->chunks[i];
		Cell cell = {
			.x1 = chunk->x1,
			.x2 = chunk->x2,
			.confidence = chunk->confidence,
			.text = chunk->text,
		};

		g_array_append_val(table->cells, cell);
	}
}

/* The cell of the last row that chunk stands right below, NULL if there is none. */
static Cell *
cell_above(const Table *table, const PageChunk *chunk)
{
	guint n = 0;
	Cell *row = row_at(table, table->rows->len - 1, &n);

	for (guint i = 0; i < n; i++) {
		gboolean fits = i + 1 == n || chunk->x2 < row[i + 1].x1;

		if (fabs(row[i].x1 - chunk->x1) <= table->edge)
			return fits ? &row[i] : NULL;
	}
	return NULL;
}

/* TRUE if some row has a cell that begins where chunk begins, and has one before it. */
static gboolean
is_later_column(const Table *table, const PageChunk *chunk)
{
	guint rows = table->rows->len;

	for (guint r = rows > LOOKBACK ? rows - LOOKBACK : 0; r < rows; r++) {
		guint n = 0;
		const Cell *row = row_at(table, r, &n);

		for (guint i = 1; i < n; i++)
			if (fabs(row[i].x1 - chunk->x1) <= table->edge)
				return TRUE;
	}
	return FALSE;
}

/* TRUE if each cell of a line goes on with the cell above it. */
static gboolean
is_continuation(const Table *table, const Spaced *spaced)
{
	const PageLine *line = spaced->line;

	if (spaced->above > TIGHT * spaced->height)
		return FALSE;
	for (guint i = 0; i < line->n_chunks; i++)
		if (!cell_above(table, &line->chunks[i]))
			return FALSE;
	/* A row of labels and values begins like one; what begins small goes on. */
	return line->n_chunks == 1 || g_unichar_islower(g_utf8_get_char(line->chunks[0].text));
}

static void
continue_row(Table *table, const PageLine *line)
{
	for (guint i = 0; i < line->n_chunks; i++) {
		const PageChunk *chunk = &line->chunks[i];
		Cell *cell = cell_above(table, chunk);

		if (!cell->all)
			cell->all = g_string_new(cell->text);
		g_string_append_c(cell->all, '\n');
		g_string_append(cell->all, chunk->text);
		cell->confidence = MIN(cell->confidence, chunk->confidence);
		cell->x2 = MAX(cell->x2, chunk->x2);
	}
}

/* TRUE if a line is a further row of the table that is open. */
static gboolean
is_row(const Table *table, const Spaced *spaced)
{
	const PageChunk *chunk = &spaced->line->chunks[0];

	if (spaced->above > APART * spaced->height)
		return FALSE;
	if (spaced->line->n_chunks > 1 || is_later_column(table, chunk))
		return TRUE;
	/* Alone in the first column: the answer to what is above, or a label of what is below. */
	return cell_above(table, chunk) && spaced->above <= NEAR * spaced->height &&
	       spaced->above < spaced->below;
}

static gint
compare_edges(gconstpointer a, gconstpointer b, gpointer data)
{
	double one = (*(Cell *const *) a)->x1, other = (*(Cell *const *) b)->x1;

	(void) data;
	return (one > other) - (one < other);
}

/* Numbers the columns of all rows by where cells begin. */
static void
number_columns(Table *table)
{
	guint n = table->cells->len, column = 0;
	g_autofree Cell **cells = g_new(Cell *, n);
	double start = -INFINITY;

	for (guint i = 0; i < n; i++)
		cells[i] = &g_array_index(table->cells, Cell, i);
	g_qsort_with_data(cells, (gint) n, sizeof *cells, compare_edges, NULL);
	for (guint i = 0; i < n; i++) {
		if (cells[i]->x1 - start > table->edge) {
			column += i > 0;
			start = cells[i]->x1;
		}
		cells[i]->column = column;
	}
}

static void
add_blanks(Document *document, guint blanks)
{
	for (; blanks > 0; blanks--)
		document_add_line(document, "", 1);
}

static void
close_table(Table *table, Document *document)
{
	if (table->rows->len == 0)
		return;
	guint number = document_begin_table(document);
	add_blanks(document, table->blanks);
	number_columns(table);
	for (guint r = 0; r < table->rows->len; r++) {
		guint n = 0;
		const Cell *row = row_at(table, r, &n);

		for (guint i = 0; i < n; i++)
			document_add_cell(document, number, r, row[i].column,
				row[i].all ? row[i].all->str : row[i].text, row[i].confidence);
		document_end_row(document);
	}
	g_array_set_size(table->rows, 0);
	g_array_set_size(table->cells, 0);
}

static guint
blanks_above(const Spaced *spaced)
{
	if (isinf(spaced->above) || spaced->above <= BLANK * spaced->height)
		return 0;
	return (guint) CLAMP(round(spaced->above / (LEADING * spaced->height)), 1, BLANKS_MAX);
}

static void
write_line(Table *table, Document *document, const Spaced *spaced)
{
	const PageLine *line = spaced->line;

	if (table->rows->len > 0 && is_continuation(table, spaced)) {
		continue_row(table, line);
		return;
	}
	if (table->rows->len > 0 && is_row(table, spaced)) {
		add_row(table, line);
		return;
	}
	close_table(table, document);
	if (line->n_chunks > 1) {
		table->edge = EDGE * spaced->height;
		table->blanks = blanks_above(spaced);
		add_row(table, line);
		return;
	}
	add_blanks(document, blanks_above(spaced));
	document_add_line(document, line->chunks[0].text, line->chunks[0].confidence);
}

static gint
compare_doubles(gconstpointer a, gconstpointer b)
{
	double one = *(const double *) a, other = *(const double *) b;

	return (one > other) - (one < other);
}

/* The height of most lines. */
static double
usual_height(const PageLines *lines)
{
	g_autofree double *heights = g_new(double, lines->n);

	for (guint i = 0; i < lines->n; i++)
		heights[i] = lines->lines[i].y2 - lines->lines[i].y1;
	qsort(heights, lines->n, sizeof *heights, compare_doubles);
	return heights[lines->n / 2];
}

static double
space_between(const PageLine *above, const PageLine *below)
{
	return below->y1 - above->y2;
}

void
page_write(const Page *page, Document *document)
{
	g_auto(PageLines) lines = page_lines(page);
	Table table;

	if (lines.n == 0)
		return;
	double usual = usual_height(&lines);
	table_init(&table);
	for (guint i = 0; i < lines.n; i++) {
		const PageLine *line = &lines.lines[i];
		Spaced spaced = {
			.line = line,
			.height = MAX(MIN(line->y2 - line->y1, usual), LOW_HEIGHT * usual),
			.above = i > 0 ? space_between(line - 1, line) : INFINITY,
			.below = i + 1 < lines.n ? space_between(line, line + 1) : INFINITY,
		};

		write_line(&table, document, &spaced);
	}
	close_table(&table, document);
	table_clear(&table);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines of a page to lines and tables of a document. A table is what has
 * cells side by side; what continues a cell is told from a new row by its
 * distance. Must never lose or reorder the words of a line.
 */
#include <math.h>

#include "reader/page-lines.h"

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
	GString *text;
	guint column;
} Cell;

typedef struct {
	GPtrArray *rows; /* GArray of Cell; none: no table is open */
	double edge;     /* how far left edges of a column may differ */
	guint blanks;    /* lines above the first row */
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
	g_string_free(((Cell *) data)->text, TRUE);
}

static GArray *
last_row(const Table *table)
{
	return table->rows->pdata[table->rows->len - 1];
}

static Cell *
cell_at(const GArray *row, guint index)
{
	return &g_array_index(row, Cell, index);
}

static void
add_row(Table *table, const PageLine *line)
{
	GArray *row = g_array_new(FALSE, FALSE, sizeof(Cell));

	g_array_set_clear_func(row, cell_clear);
	for (guint i = 0; i < line->chunks->len; i++) {
		const PageChunk *chunk = page_line_chunk(line, i);
		Cell cell = {
			.x1 = chunk->x1,
			.x2 = chunk->x2,
			.confidence = chunk->confidence,
			.text = g_string_new(chunk->text),
		};

		g_array_append_val(row, cell);
	}
	g_ptr_array_add(table->rows, row);
}

/* The cell of the last row that chunk stands right below, NULL if there is none. */
static Cell *
cell_above(const Table *table, const PageChunk *chunk)
{
	GArray *row = last_row(table);

	for (guint i = 0; i < row->len; i++) {
		Cell *cell = cell_at(row, i);
		gboolean fits = i + 1 == row->len || chunk->x2 < cell_at(row, i + 1)->x1;

		if (fabs(cell->x1 - chunk->x1) <= table->edge)
			return fits ? cell : NULL;
	}
	return NULL;
}

/* TRUE if some row has a cell that begins where chunk begins, and has one before it. */
static gboolean
is_later_column(const Table *table, const PageChunk *chunk)
{
	guint rows = table->rows->len;

	for (guint r = rows > LOOKBACK ? rows - LOOKBACK : 0; r < rows; r++) {
		const GArray *row = table->rows->pdata[r];

		for (guint i = 1; i < row->len; i++)
			if (fabs(cell_at(row, i)->x1 - chunk->x1) <= table->edge)
				return TRUE;
	}
	return FALSE;
}

/* TRUE if each cell of a line goes on with the cell above it. */
static gboolean
is_continuation(const Table *table, const Spaced *spaced)
{
	const PageChunk *first = page_line_chunk(spaced->line, 0);

	if (spaced->above > TIGHT * spaced->height)
		return FALSE;
	for (guint i = 0; i < spaced->line->chunks->len; i++)
		if (!cell_above(table, page_line_chunk(spaced->line, i)))
			return FALSE;
	/* A row of labels and values begins like one; what begins small goes on. */
	return spaced->line->chunks->len == 1 || g_unichar_islower(g_utf8_get_char(first->text));
}

static void
continue_row(Table *table, const PageLine *line)
{
	for (guint i = 0; i < line->chunks->len; i++) {
		const PageChunk *chunk = page_line_chunk(line, i);
		Cell *cell = cell_above(table, chunk);

		g_string_append_printf(cell->text, "\n%s", chunk->text);
		cell->confidence = MIN(cell->confidence, chunk->confidence);
		cell->x2 = MAX(cell->x2, chunk->x2);
	}
}

/* TRUE if a line is a further row of the table that is open. */
static gboolean
is_row(const Table *table, const Spaced *spaced)
{
	const PageChunk *chunk = page_line_chunk(spaced->line, 0);

	if (spaced->above > APART * spaced->height)
		return FALSE;
	if (spaced->line->chunks->len > 1 || is_later_column(table, chunk))
		return TRUE;
	/* Alone in the first column: the answer to what is above, or a label of what is below. */
	return cell_above(table, chunk) && spaced->above <= NEAR * spaced->height &&
	       spaced->above < spaced->below;
}

static gint
compare_edges(gconstpointer a, gconstpointer b)
{
	double one = (*(Cell *const *) a)->x1, other = (*(Cell *const *) b)->x1;

	return (one > other) - (one < other);
}

/* Numbers the columns of all rows by where cells begin. */
static void
number_columns(Table *table)
{
	g_autoptr(GPtrArray) cells = g_ptr_array_new();
	double start = -INFINITY;
	guint column = 0;

	for (guint r = 0; r < table->rows->len; r++) {
		GArray *row = table->rows->pdata[r];

		for (guint i = 0; i < row->len; i++)
			g_ptr_array_add(cells, cell_at(row, i));
	}
	g_ptr_array_sort(cells, compare_edges);
	for (guint i = 0; i < cells->len; i++) {
		Cell *cell = cells->pdata[i];

		if (cell->x1 - start > table->edge) {
			column += i > 0;
			start = cell->x1;
		}
		cell->column = column;
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
		const GArray *row = table->rows->pdata[r];

		for (guint i = 0; i < row->len; i++) {
			const Cell *cell = cell_at(row, i);

			document_add_cell(document, number, r, cell->column, cell->text->str,
				cell->confidence);
		}
		document_end_row(document);
	}
	g_ptr_array_set_size(table->rows, 0);
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
	const PageChunk *chunk = page_line_chunk(spaced->line, 0);

	if (table->rows->len > 0 && is_continuation(table, spaced)) {
		continue_row(table, spaced->line);
		return;
	}
	if (table->rows->len > 0 && is_row(table, spaced)) {
		add_row(table, spaced->line);
		return;
	}
	close_table(table, document);
	if (spaced->line->chunks->len > 1) {
		table->edge = EDGE * spaced->height;
		table->blanks = blanks_above(spaced);
		add_row(table, spaced->line);
		return;
	}
	add_blanks(document, blanks_above(spaced));
	document_add_line(document, chunk->text, chunk->confidence);
}

static gint
compare_doubles(gconstpointer a, gconstpointer b)
{
	double one = *(const double *) a, other = *(const double *) b;

	return (one > other) - (one < other);
}

/* The height of most lines. */
static double
usual_height(const GPtrArray *lines)
{
	g_autofree double *heights = g_new(double, lines->len + 1);

	for (guint i = 0; i < lines->len; i++) {
		const PageLine *line = lines->pdata[i];
		heights[i] = line->y2 - line->y1;
	}
	qsort(heights, lines->len, sizeof *heights, compare_doubles);
	return lines->len > 0 ? heights[lines->len / 2] : 0;
}

static double
space_between(const GPtrArray *lines, guint upper)
{
	const PageLine *above = lines->pdata[upper], *below = lines->pdata[upper + 1];

	return below->y1 - above->y2;
}

void
page_write(Page *page, Document *document)
{
	g_autoptr(GPtrArray) lines = page_lines(page);
	double usual = usual_height(lines);
	Table table = { .rows = g_ptr_array_new_with_free_func((GDestroyNotify) g_array_unref) };

	for (guint i = 0; i < lines->len; i++) {
		const PageLine *line = lines->pdata[i];
		Spaced spaced = {
			.line = line,
			.height = MAX(MIN(line->y2 - line->y1, usual), LOW_HEIGHT * usual),
			.above = i > 0 ? space_between(lines, i - 1) : INFINITY,
			.below = i + 1 < lines->len ? space_between(lines, i) : INFINITY,
		};

		write_line(&table, document, &spaced);
	}
	close_table(&table, document);
	g_ptr_array_unref(table.rows);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/corpus/replies/expected.tsv: each mail of the folder through the parser, and what a person
 * wrote in it compared with its line. Run with --print it prints the lines as they come out, for a
 * new mail: what it prints is to be judged, not believed.
 */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "adapters/message/message-gmime.h"
#include "core/answer/answer.h"
#include "support/answer-tools.h"

enum { FILE_, LINES, END, END_LINE, BELOW, PART, COLUMNS };

static const char *const columns[COLUMNS] = { "file", "lines", "end", "end_line", "below", "part" };

static char *
corpus_path(const char *name)
{
	return g_build_filename(g_getenv("top_srcdir"), "tests", "corpus", "replies", name, NULL);
}

static Answer *
answer_of(const char *file)
{
	g_autofree char *name = g_strconcat(file, ".eml", NULL);
	g_autofree char *path = corpus_path(name);
	g_autoptr(GError) error = NULL;
	g_autoptr(GMappedFile) mapped = g_mapped_file_new(path, FALSE, &error);

	g_assert_no_error(error);
	g_autoptr(GBytes) raw = g_mapped_file_get_bytes(mapped);
	g_autoptr(Mail) mail = message_parse(raw, NULL, &error);
	g_assert_no_error(error);
	return answer_find(mail);
}

/* The columns of a file, as they come out. g_strfreev() them. */
static char **
find_out(const char *file)
{
	g_autoptr(Answer) answer = answer_of(file);
	g_autoptr(GStrvBuilder) out = g_strv_builder_new();
	g_autofree char *lines = answer_show_lines(answer);
	g_autofree char *end_line = g_strdup_printf("%u", answer->end_line);

	g_strv_builder_add_many(out, file, lines, answer_end_name(answer->end), end_line,
		answer->below ? "below" : "-", answer->page ? "html" : "text", NULL);
	return g_strv_builder_end(out);
}

static void
test_row(gconstpointer user)
{
	char *const *row = user;
	g_auto(GStrv) found = find_out(row[FILE_]);

	for (guint i = LINES; i < COLUMNS; i++) {
		if (strcmp(row[i], found[i]) != 0)
			g_test_message("%s: %s", row[FILE_], columns[i]);
		g_assert_cmpstr(found[i], ==, row[i]);
	}
}

/* The lines without the first, which names the columns. GPtrArray of char **. */
static GPtrArray *
load_table(void)
{
	g_autofree char *path = corpus_path("expected.tsv");
	g_autofree char *text = NULL;
	GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify) g_strfreev);

	if (!g_file_get_contents(path, &text, NULL, NULL))
		return rows;
	g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
	for (guint i = 1; lines[0] && lines[i]; i++)
		g_ptr_array_add(rows, g_strsplit(lines[i], "\t", -1));
	return rows;
}

static gboolean
has_row(const GPtrArray *rows, const char *file)
{
	for (guint i = 0; i < rows->len; i++)
		if (strcmp(((char **) rows->pdata[i])[FILE_], file) == 0)
			return TRUE;
	return FALSE;
}

/* Calls visit for each mail of the folder, without ".eml". */
static void
each_mail(void (*visit)(const char *file, gpointer user), gpointer user)
{
	g_autofree char *folder = corpus_path("");
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	g_assert_nonnull(dir);
	while ((name = g_dir_read_name(dir))) {
		g_autofree char *file = g_strndup(name, strlen(name) - strlen(".eml"));

		if (g_str_has_suffix(name, ".eml"))
			visit(file, user);
	}
}

static void
check_row(const char *file, gpointer user)
{
	if (!has_row(user, file))
		g_error("%s has no line in expected.tsv", file);
}

static void
print_row(const char *file, gpointer user G_GNUC_UNUSED)
{
	g_auto(GStrv) found = find_out(file);
	g_autofree char *line = g_strjoinv("\t", found);

	printf("%s\n", line);
}

/* A mail without a line would be a mail that nobody looks at. */
static void
test_complete(gconstpointer user)
{
	const GPtrArray *rows = user;

	each_mail(check_row, (gpointer) rows);
	g_assert_cmpuint(rows->len, >=, 40);
}

int
main(int argc, char **argv)
{
	g_autoptr(GPtrArray) rows = load_table();

	message_init();
	if (argc > 1 && strcmp(argv[1], "--print") == 0) {
		each_mail(print_row, NULL);
		return 0;
	}
	g_test_init(&argc, &argv, NULL);
	g_test_add_data_func("/answer/all-have-a-line", rows, test_complete);
	for (guint i = 0; i < rows->len; i++) {
		char **row = rows->pdata[i];
		g_autofree char *path = g_strdup_printf("/answer/replies/%s", row[FILE_]);

		g_test_add_data_func(path, row, test_row);
	}
	return g_test_run();
}

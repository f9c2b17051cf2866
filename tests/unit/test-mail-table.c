/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/corpus/mail/expected.tsv: each mail of the folder, in a database of its
 * own, through parser, plan and store; what then stands in the database is
 * compared with the mail's line. Run with --print it prints the lines as they
 * come out, for a new mail: what it prints is to be judged, not believed.
 */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "adapters/message/message-gmime.h"
#include "core/date.h"
#include "core/text.h"
#include "support/world.h"

#define TEXT_CHARS 60

/* Columns of the table. after: the mails, comma between, that came before. */
enum { FILE_, AFTER, KIND, SENDER, REPORTER, ARRIVAL, SUBJECT, TEXT, PARTS, EFFECT, COLUMNS };

static const char *const columns[COLUMNS] = { "file", "after", "kind", "sender", "reporter",
	"arrival", "subject", "text", "parts", "effect" };

static char *
corpus_path(const char *name)
{
	return g_build_filename(g_getenv("top_srcdir"), "tests", "corpus", "mail", name, NULL);
}

/* Message-IDs of our own are of chance: a mail names the notice, "@receipt@". */
static GBytes *
fill_in(World *world, GBytes *raw)
{
	static const char *const notices[] = { "receipt", "new_case" };
	gsize length = 0;
	const char *data = g_bytes_get_data(raw, &length);
	GString *out = g_string_new_len(data, (gssize) length);

	for (gsize i = 0; i < G_N_ELEMENTS(notices); i++) {
		g_autofree char *mark = g_strdup_printf("@%s@", notices[i]);
		g_autofree char *sql = g_strdup_printf(
			"SELECT message_id FROM outbox WHERE notice='%s' ORDER BY id LIMIT 1",
			notices[i]);

		if (!g_strstr_len(out->str, (gssize) out->len, mark))
			continue;
		g_autofree char *id = world_text(world, sql);
		g_string_replace(out, mark, id ? id : "none@none.example", 0);
	}
	return g_string_free_to_bytes(out);
}

static GBytes *
load(World *world, const char *mail)
{
	g_autofree char *file = g_strconcat(mail, ".eml", NULL);
	g_autofree char *path = corpus_path(file);
	g_autoptr(GError) error = NULL;
	char *data = NULL;
	gsize length = 0;

	g_file_get_contents(path, &data, &length, &error);
	g_assert_no_error(error);
	g_autoptr(GBytes) raw = g_bytes_new_take(data, length);
	return fill_in(world, raw);
}

static gint64
take(World *world, guint32 uid, const char *mail)
{
	g_autoptr(GBytes) raw = load(world, mail);
	gint64 number = world_store_bytes(world, world->board, uid, raw);

	intake_plan_free(world_apply_bytes(world, world->board, number, raw));
	return number;
}

/* What select gives, of which the one "?" is number; "-" if nothing. g_free() it. */
static char *
ask(World *world, const char *select, gint64 number)
{
	g_auto(GStrv) around = g_strsplit(select, "?", 2);
	g_autofree char *sql =
		g_strdup_printf("%s%" G_GINT64_FORMAT "%s", around[0], number, around[1]);
	g_autofree char *text = world_text(world, sql);

	return text_to_line(text && *text ? text : "-", 0);
}

static char *
arrival_of(World *world, gint64 mail)
{
	g_autofree char *arrived = ask(world, "SELECT arrived FROM mail WHERE id=?", mail);
	g_autofree char *when = instant_to_string(g_ascii_strtoll(arrived, NULL, 10), world->zone);
	g_autofree char *source = ask(world, "SELECT arrival_source FROM mail WHERE id=?", mail);

	return g_strdup_printf("%.16s %s", when, source);
}

/* What the sender wrote, as far as a plan knows it. */
static char *
text_of(World *world, const char *mail)
{
	g_autoptr(GBytes) raw = load(world, mail);
	g_autoptr(Mail) parsed = message_parse(raw, NULL, NULL);
	g_autofree char *text = parsed ? text_to_line(parsed->text, TEXT_CHARS) : NULL;

	return g_strdup(text && *text ? text : "-");
}

/* "opens receipt, new_case; forwarded_report": what happens, who is told, which flags. */
static char *
effect_of(World *world, gint64 mail, gint64 outbox, gint64 cases)
{
	gint64 now = world_number(world, "SELECT count(*) FROM cases");
	g_autofree char *notices = ask(world,
		"SELECT group_concat(notice||CASE WHEN state='queued' THEN '' ELSE ' '||state END,"
		"', ') FROM (SELECT * FROM outbox WHERE id>? ORDER BY id)",
		outbox);
	g_autofree char *flags = ask(world,
		"SELECT group_concat(code,' ') FROM (SELECT f.code FROM flag f JOIN mail m"
		" ON m.case_no=f.case_no WHERE m.id=? ORDER BY f.code)",
		mail);
	g_autofree char *joined =
		ask(world, "SELECT kind='correspondence' FROM mail WHERE id=?", mail);
	g_autofree char *bounced =
		ask(world, "SELECT count(*) FROM outbox WHERE state='bounced' AND id>=?", 0);

	return g_strdup_printf("%s%s; %s; %s",
		now > cases                ? "opens"
		: strcmp(joined, "1") == 0 ? "joins"
					   : "files",
		strcmp(bounced, "0") == 0 ? "" : ", bounces", notices, flags);
}

static void
take_those_before(World *world, const char *after, guint32 *uid)
{
	g_auto(GStrv) names = g_strsplit(after, ",", -1);

	for (guint i = 0; names[i] && strcmp(after, "-") != 0; i++)
		take(world, (*uid)++, names[i]);
	world_change(world, "UPDATE outbox SET state='sent',sent=queued");
}

/* The line of a mail as it comes out; row[FILE_] and row[AFTER] are known. */
static GPtrArray *
find_out(char **row)
{
	g_autoptr(World) world = world_new();
	GPtrArray *out = g_ptr_array_new_with_free_func(g_free);
	guint32 uid = 1;

	take_those_before(world, row[AFTER], &uid);
	gint64 outbox = world_number(world, "SELECT coalesce(max(id),0) FROM outbox");
	gint64 cases = world_number(world, "SELECT count(*) FROM cases");
	gint64 mail = take(world, uid, row[FILE_]);

	g_ptr_array_add(out, g_strdup(row[FILE_]));
	g_ptr_array_add(out, g_strdup(row[AFTER]));
	g_ptr_array_add(out, ask(world, "SELECT kind FROM mail WHERE id=?", mail));
	g_ptr_array_add(out,
		ask(world,
			"SELECT coalesce(from_name||' ','')||'<'||coalesce(from_address,'')||'>'"
			" FROM mail WHERE id=?",
			mail));
	g_ptr_array_add(out,
		ask(world,
			"SELECT coalesce(reporter_name||' ','')||'<'||coalesce(reporter_address,'')"
			"||'>' FROM cases c JOIN mail m ON m.case_no=c.id WHERE m.id=?",
			mail));
	g_ptr_array_add(out, arrival_of(world, mail));
	g_ptr_array_add(out, ask(world, "SELECT subject FROM mail WHERE id=?", mail));
	g_ptr_array_add(out, text_of(world, row[FILE_]));
	g_ptr_array_add(out,
		ask(world,
			"SELECT count(*)||': '||group_concat(substr('>>>>>>>>>',1,depth)||media_type"
			"||CASE body WHEN 1 THEN '*' ELSE '' END||coalesce(' ['||name||']',''),', ')"
			" FROM (SELECT * FROM part WHERE mail=? ORDER BY number)",
			mail));
	g_ptr_array_add(out, effect_of(world, mail, outbox, cases));
	g_autofree char *complaints = world_verify(world);
	g_assert_cmpstr(complaints, ==, "");
	return out;
}

static void
test_row(gconstpointer user)
{
	char **row = (char **) user;
	g_autoptr(GPtrArray) found = find_out(row);

	for (guint i = KIND; i < COLUMNS; i++) {
		if (strcmp(row[i], found->pdata[i]) != 0)
			g_test_message("%s: %s", row[FILE_], columns[i]);
		g_assert_cmpstr(found->pdata[i], ==, row[i]);
	}
}

static void
print_row(char **row)
{
	g_autoptr(GPtrArray) found = find_out(row);

	for (guint i = 0; i < COLUMNS; i++)
		printf("%s%s", (const char *) found->pdata[i], i + 1 < COLUMNS ? "\t" : "\n");
}

/* The lines without the first, which names the columns. GPtrArray of char **. */
static GPtrArray *
load_table(void)
{
	g_autofree char *path = corpus_path("expected.tsv");
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify) g_strfreev);

	g_file_get_contents(path, &text, NULL, &error);
	g_assert_no_error(error);
	g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
	for (guint i = 1; lines[i]; i++)
		g_ptr_array_add(rows, g_strsplit(lines[i], "\t", -1));
	return rows;
}

/* A mail without a line would be a mail that nobody looks at. */
static void
test_complete(gconstpointer user)
{
	const GPtrArray *rows = user;
	g_autofree char *folder = corpus_path("");
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	g_assert_nonnull(dir);
	for (guint i = 0; i < rows->len; i++) {
		char **row = g_ptr_array_index(rows, i);

		g_assert_cmpuint(g_strv_length(row), ==, COLUMNS);
		g_hash_table_add(known, row[FILE_]);
	}
	while ((name = g_dir_read_name(dir))) {
		g_autofree char *mail = g_strndup(name, strlen(name) - strlen(".eml"));

		if (g_str_has_suffix(name, ".eml") && !g_hash_table_contains(known, mail))
			g_error("%s has no line in expected.tsv", name);
	}
	g_assert_cmpuint(rows->len, >=, 150);
}

int
main(int argc, char **argv)
{
	gboolean print = argc > 1 && strcmp(argv[1], "--print") == 0;
	g_autoptr(GPtrArray) rows = load_table();

	if (!print) {
		g_test_init(&argc, &argv, NULL);
		g_test_add_data_func("/mails/all-have-a-line", rows, test_complete);
	}
	for (guint i = 0; i < rows->len; i++) {
		char **row = g_ptr_array_index(rows, i);
		g_autofree char *path = g_strdup_printf("/mails/%s", row[FILE_]);

		if (print)
			print_row(row);
		else
			g_test_add_data_func(path, row, test_row);
	}
	return print ? 0 : g_test_run();
}

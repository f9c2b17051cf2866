/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <signal.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "adapters/reader-process.h"
#include "adapters/reading-json.h"
#include "core/error.h"
#include "support/reading-tools.h"
#include "support/truth.h"

static DocumentReader *
make(void)
{
	g_autofree char *program =
		g_build_filename(g_getenv("top_builddir"), "lexsarah-reader", NULL);
	g_autofree char *forms = truth_source("conf/forms");

	return reader_process_new(program, forms);
}

/* The description that the reader finds in text. */
static char *
read_text(DocumentReader *reader, const char *text, GError **error)
{
	g_autoptr(GBytes) content = g_bytes_new(text, strlen(text));
	g_autofree char *json = NULL;

	if (!reader->read(reader, "a.txt", content, &json, error))
		return NULL;
	g_autoptr(ReadingFile) file = reading_json_read(json, error);
	const Reading *reading = file ? file->documents->pdata[0] : NULL;
	return reading ? g_strdup(reading->report.description.value) : NULL;
}

static void
assert_reads(DocumentReader *reader, const char *text)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *read = read_text(reader, text, &error);

	g_assert_no_error(error);
	g_assert_cmpstr(read, ==, text);
}

static void
assert_refused(DocumentReader *reader, const char *name, GBytes *content, int code)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *json = NULL;

	g_assert_false(reader->read(reader, name, content, &json, &error));
	g_assert_error(error, LEX_ERROR, code);
	g_assert_null(json);
	g_test_message("%s", error->message);
}

static void
test_reads(void)
{
	g_autoptr(DocumentReader) reader = make();

	assert_reads(reader, "En händelse.");
	assert_reads(reader, "En annan händelse.");
}

static void
test_bad_file(void)
{
	g_autoptr(DocumentReader) reader = make();
	g_autoptr(GBytes) broken = g_bytes_new_static("PK\003\004broken", 10);

	assert_refused(reader, "a.docx", broken, LEX_ERROR_BAD_MESSAGE);
	assert_reads(reader, "Det går vidare.");
}

/* More than a child may hold: it dies or refuses, and the next file is read. */
static void
test_huge_file(void)
{
	g_autoptr(DocumentReader) reader = make();
	gsize length = 100u << 20;
	char *bytes = g_malloc(length);

	for (gsize i = 0; i < length; i++)
		bytes[i] = i % 64 ? 'a' : '\n';
	g_autoptr(GBytes) content = g_bytes_new_take(bytes, length);
	assert_refused(reader, "a.txt", content, LEX_ERROR_BAD_MESSAGE);
	assert_reads(reader, "Det går vidare.");
}

/* The first child of a process, by /proc; 0 if it has none. */
static int
child_of(int pid)
{
	g_autofree char *path = g_strdup_printf("/proc/%d/task/%d/children", pid, pid);
	g_autofree char *text = NULL;

	if (!g_file_get_contents(path, &text, NULL, NULL))
		return 0;
	return (int) g_ascii_strtoll(text, NULL, 10);
}

/* Pages whose letters are read from pictures, in what a child may hold and take. */
static void
test_scan(void)
{
#ifdef ENABLE_OCR
	g_autoptr(DocumentReader) reader = make();
	g_autoptr(GBytes) content = reading_tools_pdf("scan");
	g_autofree char *truth = truth_source("tests/corpus/reports/scan.truth.json");
	g_autofree char *json = NULL;
	g_autoptr(GError) error = NULL;

	if (!content) {
		g_test_skip("no python3 or no pdftoppm to make a picture with");
		return;
	}
	g_assert_true(reader->read(reader, "scan.pdf", content, &json, &error));
	g_assert_no_error(error);
	truth_assert(truth, json);
	assert_reads(reader, "Det går vidare.");
#else
	g_test_skip("built without text recognition");
#endif
}

/* Pages of PDF are read by another program: its death costs no file. */
static void
test_pages_process(gconstpointer kind)
{
	g_autoptr(DocumentReader) reader = make();
	g_autoptr(GBytes) content = reading_tools_pdf(kind);

	if (!content || child_of(getppid()) == 0) {
		g_test_skip("nothing to make pages with, or no /proc to find children in");
		return;
	}
	assert_reads(reader, "Före.");
	int reading = child_of(getpid());
	g_assert_cmpint(child_of(reading), ==, 0);
	for (int i = 0; i < 2; i++) {
		g_autofree char *json = NULL;
		g_autoptr(GError) error = NULL;

		g_assert_true(reader->read(reader, "a.pdf", content, &json, &error));
		g_assert_no_error(error);
		assert_reads(reader, "Det går vidare.");
		g_assert_cmpint(child_of(getpid()), ==, reading);
		g_assert_cmpint(child_of(reading), >, 0);
		kill(child_of(reading), SIGKILL);
	}
	assert_reads(reader, "Efter.");
}

/* What reads letters from pictures is one more process. */
static void
test_scan_process(void)
{
#ifdef ENABLE_OCR
	g_autoptr(DocumentReader) reader = make();
	g_autoptr(GBytes) content = reading_tools_pdf("scan");

	if (!content || child_of(getppid()) == 0) {
		g_test_skip("nothing to make a picture with, or no /proc to find children in");
		return;
	}
	for (int i = 0; i < 2; i++) {
		g_autofree char *json = NULL;
		g_autoptr(GError) error = NULL;

		g_assert_true(reader->read(reader, "a.pdf", content, &json, &error));
		g_assert_no_error(error);
		int pages = child_of(child_of(getpid()));
		g_assert_cmpint(child_of(pages), >, 0);
		kill(child_of(pages), SIGKILL);
	}
	assert_reads(reader, "Efter.");
#else
	g_test_skip("built without text recognition");
#endif
}

/* The name of a file that a process has loaded, or NULL. */
static char *
loaded_of(int pid, const char *name)
{
	g_autofree char *path = g_strdup_printf("/proc/%d/maps", pid);
	g_autofree char *maps = NULL;

	g_assert_true(g_file_get_contents(path, &maps, NULL, NULL));
	const char *found = strstr(maps, name);
	return found ? g_strndup(found, strcspn(found, "\n")) : NULL;
}

/* Each library of the reader is in each of its children: none draws pages, or speaks to servers. */
static void
test_small(void)
{
	static const char *const absent[] = { "libpoppler", "libqpdf", "libcairo", "liblept",
		"libtesseract", "libcurl", "libsqlite" };
	static const char logotype[] =
		"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
		"Content-Type: text/plain\r\n\r\nHej\r\n--x\r\nContent-Type: image/png\r\n"
		"Content-Transfer-Encoding: base64\r\n\r\n"
		"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgABSK+kcQAAAABJ\r\n"
		"RU5ErkJggg==\r\n--x--\r\n";
	g_autoptr(DocumentReader) reader = make();
	g_autoptr(GBytes) content = g_bytes_new_static(logotype, sizeof logotype - 1);
	g_autoptr(GError) error = NULL;
	g_autofree char *json = NULL;

	if (child_of(getppid()) == 0) {
		g_test_skip("no /proc to find children in");
		return;
	}
	g_assert_true(reader->read(reader, "mail.eml", content, &json, &error));
	g_assert_no_error(error);
	int reading = child_of(getpid());
	for (gsize i = 0; i < G_N_ELEMENTS(absent); i++) {
		g_autofree char *loaded = loaded_of(reading, absent[i]);

		g_assert_cmpstr(loaded, ==, NULL);
	}
	/* Nor does a sender's logotype start what reads pages. */
	g_assert_cmpint(child_of(reading), ==, 0);
}

/* Attachments that are each within the limits, and together more than the daemon should hold. */
static void
test_much_text(void)
{
	g_autoptr(DocumentReader) reader = make();
	g_autofree char *line = g_strnfill(70, 'a');
	GString *mail = g_string_new("From: a@b.example\r\nSubject: x\r\n"
				     "Content-Type: multipart/mixed; boundary=x\r\n\r\n");

	for (int part = 0; part < 12; part++) {
		g_string_append(mail, "--x\r\nContent-Type: text/plain; name=a.txt\r\n\r\n");
		for (int i = 0; i < 14000; i++)
			g_string_append_printf(mail, "%s\r\n", line);
	}
	g_autoptr(GBytes) content = g_string_free_to_bytes(mail);
	assert_refused(reader, "mail.eml", content, LEX_ERROR_BAD_MESSAGE);
	assert_reads(reader, "Det går vidare.");
}

static void
test_cannot_start(void)
{
	static const char *const programs[] = { "/no/such/program", "/bin/true", "/bin/cat" };
	g_autoptr(GBytes) content = g_bytes_new_static("a", 1);

	for (gsize i = 0; i < G_N_ELEMENTS(programs); i++) {
		g_autoptr(DocumentReader) reader = reader_process_new(programs[i], "/");

		assert_refused(reader, "a.txt", content, LEX_ERROR_TEMPORARY);
	}
	g_autofree char *program =
		g_build_filename(g_getenv("top_builddir"), "lexsarah-reader", NULL);
	g_autoptr(DocumentReader) reader = reader_process_new(program, "/no/such/forms");
	g_autoptr(GError) error = NULL;
	g_autofree char *read = read_text(reader, "a", &error);
	g_assert_null(read);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	g_assert_nonnull(strstr(error->message, "/no/such/forms"));
}

/* What glibc is told as a reader is loaded, where that is what others have set. */
static char *
tunables_of(const char *set)
{
	g_autofree char *folder = g_dir_make_tmp("lexsarah-XXXXXX", NULL);
	g_autofree char *program = g_build_filename(folder, "reader", NULL);
	g_autofree char *told = g_build_filename(folder, "told", NULL);
	g_autofree char *script =
		g_strdup_printf("#!/bin/sh\nprintf %%s \"$GLIBC_TUNABLES\" >'%s'\n", told);
	g_autoptr(DocumentReader) reader = reader_process_new(program, "/");
	g_autoptr(GBytes) content = g_bytes_new_static("a", 1);
	char *tunables = NULL;

	g_assert_true(g_file_set_contents(program, script, -1, NULL));
	g_assert_cmpint(g_chmod(program, 0700), ==, 0);
	if (set)
		g_setenv("GLIBC_TUNABLES", set, TRUE);
	assert_refused(reader, "a.txt", content, LEX_ERROR_TEMPORARY);
	g_unsetenv("GLIBC_TUNABLES");
	g_assert_true(g_file_get_contents(told, &tunables, NULL, NULL));
	g_unlink(told);
	g_unlink(program);
	g_rmdir(folder);
	return tunables;
}

/* A PDF takes a tenth less time where freed memory is kept at hand. */
static void
test_keeps_freed(void)
{
	static const struct {
		const char *set, *told;
	} cases[] = {
		{ NULL, "glibc.malloc.tcache_count=1000" },
		{ "", "glibc.malloc.tcache_count=1000" },
		{ "glibc.malloc.perturb=1",
			"glibc.malloc.perturb=1:glibc.malloc.tcache_count=1000" },
		{ "glibc.malloc.tcache_count=0", "glibc.malloc.tcache_count=0" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *told = tunables_of(cases[i].set);

		g_assert_cmpstr(told, ==, cases[i].told);
	}
	g_assert_null(g_getenv("GLIBC_TUNABLES"));
}

typedef struct {
	int generation; /* 1: the reader, 2: the child that reads the file */
	int parent;
	gint done; /* atomic: the read is over */
	gint killed;
} Killer;

static gpointer
kill_when_there(gpointer data)
{
	Killer *killer = data;

	while (!g_atomic_int_get(&killer->done)) {
		int reader = child_of(killer->parent);
		int child = reader > 0 ? child_of(reader) : 0;
		int victim = killer->generation == 2 ? child : reader;

		/* Only while a file is read, for a reader may be killed as it starts, too, which
		 * is another failure. Again and again: the first child may have been on its way
		 * out already. */
		if (child > 0 && kill(victim, SIGKILL) == 0)
			g_atomic_int_set(&killer->killed, victim);
		g_thread_yield();
	}
	return NULL;
}

/* Long enough to be met in the middle: some million words. */
static GBytes *
make_slow(void)
{
	GString *text = g_string_new(NULL);

	while (text->len < (4u << 20) - 100)
		g_string_append(text, "Namn och Datum och Beskriv missförhållandet\n");
	return g_string_free_to_bytes(text);
}

static void
test_killed(gconstpointer generation)
{
	g_autoptr(DocumentReader) reader = make();
	g_autoptr(GBytes) slow = make_slow();
	Killer killer = { .generation = GPOINTER_TO_INT(generation), .parent = getpid() };

	if (child_of(1) == 0 && g_access("/proc/self/task", R_OK) != 0) {
		g_test_skip("no /proc to find children in");
		return;
	}
	assert_reads(reader, "Före.");
	GThread *thread = g_thread_new("killer", kill_when_there, &killer);
	g_autofree char *json = NULL;
	g_autoptr(GError) error = NULL;
	gboolean read = reader->read(reader, "slow.txt", slow, &json, &error);
	g_atomic_int_set(&killer.done, 1);
	g_thread_join(thread);
	g_assert_cmpint(killer.killed, >, 0);
	g_assert_false(read);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
	assert_reads(reader, "Efter.");
}

/* A reader that died between two files costs neither. */
static void
test_died_idle(void)
{
	g_autoptr(DocumentReader) reader = make();

	assert_reads(reader, "Före.");
	int pid = child_of(getpid());
	g_assert_cmpint(pid, >, 0);
	g_assert_cmpint(kill(pid, SIGKILL), ==, 0);
	/* A dead child that nobody has waited for stays in the list as long as it is there. */
	g_autofree char *path = g_strdup_printf("/proc/%d/stat", pid);
	for (gboolean dead = FALSE; !dead;) {
		g_autofree char *stat = NULL;

		dead = !g_file_get_contents(path, &stat, NULL, NULL) || strstr(stat, ") Z ");
	}
	assert_reads(reader, "Efter.");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/reader-process/reads", test_reads);
	g_test_add_func("/reader-process/bad-file", test_bad_file);
	g_test_add_func("/reader-process/huge-file", test_huge_file);
	g_test_add_func("/reader-process/scan", test_scan);
	g_test_add_data_func("/reader-process/pages-process", "printed", test_pages_process);
	g_test_add_data_func("/reader-process/pages-process/scan", "scan", test_pages_process);
	g_test_add_func("/reader-process/scan-process", test_scan_process);
	g_test_add_func("/reader-process/small", test_small);
	g_test_add_func("/reader-process/much-text", test_much_text);
	g_test_add_func("/reader-process/cannot-start", test_cannot_start);
	g_test_add_func("/reader-process/keeps-freed", test_keeps_freed);
	g_test_add_data_func("/reader-process/reader-killed", GINT_TO_POINTER(1), test_killed);
	g_test_add_data_func("/reader-process/child-killed", GINT_TO_POINTER(2), test_killed);
	g_test_add_func("/reader-process/died-idle", test_died_idle);
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs a fuzz target over files, or as a TAP test over its corpus: each file
 * whole, cut short at many places, and with bytes overwritten.
 */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "fuzz.h"

#define CUTS    40
#define CHANGES 40

/* Copies the input to memory of exactly its size, so that a read beyond it is seen. */
static void
run(const char *data, gsize size)
{
	g_autofree guint8 *copy = g_memdup2(data, size);

	LLVMFuzzerTestOneInput(copy, size);
}

static gboolean
replay_file(const char *path, gboolean mutate)
{
	static const char bytes[] = { '\0', '\n', '\r', '-', ':', '(', '"', '=', '\xff' };
	g_autofree char *data = NULL;
	gsize size = 0;

	if (!g_file_get_contents(path, &data, &size, NULL))
		return FALSE;
	run(data, size);
	if (!mutate || !size)
		return TRUE;
	for (gsize i = 0; i < CUTS; i++)
		run(data, size * i / CUTS);
	g_autoptr(GRand) random = g_rand_new_with_seed((guint32) size);
	for (gsize i = 0; i < CHANGES; i++) {
		gsize at = (gsize) g_rand_double_range(random, 0, (double) size);
		char before = data[at];

		data[at] = bytes[i % sizeof(bytes)];
		run(data, size);
		if (i % 2) /* half of the changes stay and pile up */
			data[at] = before;
	}
	return TRUE;
}

static int
replay_corpus(void)
{
	g_autofree char *folder =
		g_build_filename(g_getenv("top_srcdir"), "tests", "corpus", fuzz_corpus, NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name = NULL;
	int count = 0, failed = 0;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		gboolean good = replay_file(path, TRUE);

		failed += !good;
		printf("%s %d - %s\n", good ? "ok" : "not ok", ++count, name);
	}
	if (!count)
		printf("not ok 1 - no corpus in %s\n", folder);
	printf("1..%d\n", MAX(count, 1));
	return failed || !count;
}

int
main(int argc, char **argv)
{
	if (LLVMFuzzerInitialize)
		LLVMFuzzerInitialize(&argc, &argv);
	for (int i = 1; i < argc; i++)
		if (!replay_file(argv[i], FALSE))
			return 1;
	return argc > 1 ? 0 : replay_corpus();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads a file again and again as the daemon does, in a confined child each
 * time, and prints the milliseconds of processor time that each took with all
 * its processes, and the most memory that one of these had, in MiB.
 * usage: time-children READER FORMS COUNT FILE
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "adapters/reader-process.h"

/* Of the processes that have ended. */
static struct rusage
used(void)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	return usage;
}

static double
ms_of(const struct rusage *usage)
{
	return (double) (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1000 +
	       (double) (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1000;
}

static gboolean
read_often(char **argv, GBytes *content, int count, GError **error)
{
	g_autoptr(DocumentReader) reader = reader_process_new(argv[1], argv[2]);

	for (int i = 0; i < count; i++) {
		g_autofree char *json = NULL;

		if (!reader->read(reader, argv[4], content, &json, error))
			return FALSE;
	}
	return TRUE;
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	char *data = NULL;
	gsize length = 0;
	int count = argc == 5 ? (int) strtol(argv[3], NULL, 10) : 0;

	if (count < 1)
		return 64;
	if (!g_file_get_contents(argv[4], &data, &length, &error)) {
		fprintf(stderr, "%s\n", error->message);
		return 66;
	}
	g_autoptr(GBytes) content = g_bytes_new_take(data, length);
	/* The first reading is the start of the reader, and is not counted. */
	gboolean ok = read_often(argv, content, 1, &error);
	struct rusage start = used();
	ok = ok && read_often(argv, content, count + 1, &error);
	struct rusage end = used();
	if (!ok) {
		fprintf(stderr, "%s: %s\n", argv[4], error->message);
		return 1;
	}
	printf("%.3f %.1f\n", (ms_of(&end) - 2 * ms_of(&start)) / count,
		(double) end.ru_maxrss / 1024);
	return 0;
}

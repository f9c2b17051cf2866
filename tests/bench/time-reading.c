/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads files again and again in one process, as a child of lexsarah-reader
 * does once, and prints how many milliseconds of processor time the text of
 * each took, and all of its reading. Starts itself anew with the environment
 * that the reader is started with.
 * usage: time-reading FORMS COUNT FILE...
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "adapters/reader-process.h"
#include "adapters/config/vocabulary-libconfig.h"
#include "reader/format.h"
#include "reader/read-file.h"
#include "reader/warm.h"

static double
processor_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1e6;
}

static gboolean
read_text(const char *path, GBytes *content, GError **error)
{
	const Format *format = format_find(path, content);
	g_autoptr(Document) document = document_new();

	return format && format->read && format->read(content, document, error);
}

static gboolean
time_file(const FormVocabulary *vocabulary, const char *path, int count, GError **error)
{
	char *data = NULL;
	gsize length = 0;

	if (!g_file_get_contents(path, &data, &length, error))
		return FALSE;
	g_autoptr(GBytes) content = g_bytes_new_take(data, length);
	double start = processor_ms();
	for (int i = 0; i < count; i++)
		if (!read_text(path, content, error))
			return FALSE;
	double middle = processor_ms();
	for (int i = 0; i < count; i++) {
		g_autoptr(ReadingFile) file = read_file(vocabulary, path, content, error);

		if (!file)
			return FALSE;
	}
	printf("%.3f %.3f %s\n", (middle - start) / count, (processor_ms() - middle) / count, path);
	return TRUE;
}

/* What is in an environment counts when a program is loaded. */
static gboolean
become_reader(char **argv)
{
	g_auto(GStrv) own = g_get_environ();
	g_auto(GStrv) wanted = reader_process_environment();

	for (char *const *entry = wanted; *entry; entry++)
		if (!g_strv_contains((const char *const *) own, *entry))
			return execve("/proc/self/exe", argv, wanted) == 0;
	return TRUE;
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;

	if (argc < 4)
		return 64;
	if (!become_reader(argv)) {
		perror("execve");
		return 71;
	}
	g_autoptr(FormVocabulary) vocabulary = vocabulary_load(argv[1], &error);
	if (!vocabulary) {
		fprintf(stderr, "%s\n", error->message);
		return 78;
	}
	reader_warm(vocabulary);
	format_warm_scans();
	for (int i = 3; i < argc; i++)
		if (!time_file(vocabulary, argv[i], (int) strtol(argv[2], NULL, 10), &error)) {
			fprintf(stderr, "%s: %s\n", argv[i], error ? error->message : "no text");
			return 1;
		}
	return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/reader-frame.h"
#include "core/form/form-vocabulary.h"
#include "reader/confine.h"

/* What a process that has children read files gives them; borrowed. */
typedef struct {
	const Confinement *confinement;
	const FormVocabulary *vocabulary;
	gboolean scans; /* what reads letters from pictures is loaded */
} Service;

/*
 * Reads one file in a confined child of its own and gives its answer, or why there is
 * none: what a file does to its child ends with it. busy is called before each
 * page whose letters are read from a picture, at most READER_PAGES_MAX times;
 * each such page gives the child more time. Without scans the answer to a file
 * with such a page is SCAN. ret_text is always set; g_free() it.
 */
ReaderStatus child_read_file(const Service *service, const char *name, GBytes *content,
	void (*busy)(void), char **ret_text);

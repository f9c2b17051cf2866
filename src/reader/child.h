/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/reader-frame.h"
#include "core/form/form-vocabulary.h"
#include "reader/confine.h"

/* What a process that has children read files gives them; borrowed. */
typedef struct {
	const Confinement *confinement;
	const FormVocabulary *vocabulary;
	const char *forms; /* the folder that it is from */
	gboolean complete; /* no file is left to another process */
} Service;

/*
 * Reads one file in a confined child of its own and gives its answer, or why there is
 * none: what a file does to its child ends with it. busy is called before each
 * page whose letters are read from a picture, at most READER_PAGES_MAX times;
 * each such page gives the child more time. Where service is not complete the answer
 * may be ELSEWHERE (format_begin_scan()). ret_text is always set; g_free() it.
 */
ReaderStatus child_read_file(const Service *service, const char *name, GBytes *content,
	void (*busy)(void), char **ret_text);

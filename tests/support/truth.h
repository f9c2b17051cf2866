/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Compares reading JSON with a truth file: lexsarah(1)'s shape with plain
 * values instead of F objects. null: must be null; text: equal, white space and
 * case apart; absent: not looked at; flags: {"must":[],"never":[]}. Fails the
 * running test with one message for each miss.
 */
void truth_assert(const char *truth_file, const char *reading_json);

/* The name of the file that a truth file is about. g_free() it. */
char *truth_file_name(const char *truth_file);

/* A path in the source tree. g_free() it. */
char *truth_source(const char *path);

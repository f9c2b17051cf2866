/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A document as what it says: a title, and sections with headings. How it looks is for who
 * writes it out. Texts are Swedish.
 */
typedef struct {
	char *heading;
	GPtrArray *lines; /* char *; one may have several lines of its own */
} PaperSection;

typedef struct {
	char *title;
	GPtrArray *sections; /* PaperSection * */
} Paper;

Paper *paper_new(const char *title);

/* A section at the end; lines are added with paper_add(). */
void paper_add_section(Paper *paper, const char *heading);

/* A line of the last section, "LABEL: TEXT" or, without a label, TEXT; none if text is NULL. */
void paper_add(Paper *paper, const char *label, const char *text);

/* All of it as plain text. g_free() it. */
char *paper_to_text(const Paper *paper);

void paper_free(Paper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Paper, paper_free)

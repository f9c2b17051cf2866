/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/paper/paper.h"

/*
 * A paper as PDF (ISO 32000-1), A4: text that can be selected, searched and read aloud, title and
 * language set, bookmarks of its sections, "Sida 1 av 3" on each page. Names that are to be
 * looked at stand on yellow. made: seconds since 1970, when it says it was made. CONFIG: no font
 * is installed; TEMPORARY: no memory. g_bytes_unref() it.
 */
GBytes *paper_pdf(const Paper *paper, gint64 made, GError **error);

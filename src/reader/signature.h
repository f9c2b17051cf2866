/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * What files of pages begin with, for the programs that read them and those
 * that hand them on (Format.sniff). No library is asked.
 */
gboolean signature_is_pdf(const char *name, const guint8 *data, gsize length);

/* JPEG, PNG and TIFF. */
gboolean signature_is_picture(const char *name, const guint8 *data, gsize length);

/* TRUE if the picture is surely smaller than a page that holds text: FALSE may be one, too. */
gboolean signature_is_small_picture(GBytes *content);

/* Pixels of the shorter side: a page has at least so many. */
#define SIGNATURE_PAGE_SIDE 500

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/scan/scan.h"

/*
 * Letters from pictures, by tesseract, in Swedish. One page may take 20
 * seconds. The environment must have OMP_THREAD_LIMIT=1: threads would make
 * one page faster and all pages slower.
 */

/* Loads the language, once; without it ocr_read() fails. */
void ocr_warm(void);

/*
 * Takes a picture of a page, and adds its words and check boxes to page. A
 * picture without letters adds nothing. Errors: BAD_MESSAGE (too slow, out of
 * memory), WAIT (the language is not installed here).
 */
gboolean ocr_read(PIX *picture, Page *page, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define MAIL_PARTS_PDF "pdf: "

/*
 * Takes a composed mail apart as its reader's program would: the names and decoded
 * values of its headers, and all that its parts say, their headers and file names
 * too, decoded and folded by g_utf8_casefold(); of html also the words without
 * their marks, of a Word document each of its files, of a PDF its pages and, in lines that
 * begin with MAIL_PARTS_PDF, what it says of itself. Fails the test if something is not UTF-8.
 * g_free() both.
 */
char *mail_parts_read(GBytes *mail, char **ret_headers);

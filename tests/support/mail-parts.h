/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Takes a composed mail apart as its reader's program would: the names and decoded
 * values of its headers, and all that its parts say, their headers and file names
 * too, decoded and folded by g_utf8_casefold(); of html also the words without
 * their marks. Fails the test if something is not UTF-8. g_free() both.
 */
char *mail_parts_read(GBytes *mail, char **ret_headers);

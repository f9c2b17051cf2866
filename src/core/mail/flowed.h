/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Text of format=flowed (RFC 3676 section 4) as its writer saw it: lines that
 * end with a space go on in the next one of the same quotation. delsp (section
 * 4.2): that space was added by the program and goes. Lines end with "\n" or
 * "\r\n" and come back with "\n". g_free() the result.
 */
char *flowed_join(const char *text, gboolean delsp);

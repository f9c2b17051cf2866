/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/date.h"

/*
 * Reads an RFC 5322 date-time (section 3.3, and 4.3 for the obsolete forms):
 * "Tue, 02 Jan 2024 23:57:04 +0100 (CET)". Comments and folding may stand
 * anywhere; the day of the week may be missing and is not checked; years may
 * have two or three digits; seconds may be missing or carry a fraction; a leap
 * second is the next second. A zone is needed: an offset, UT, UTC, GMT, Z or
 * one of the named zones of Europe and North America. An unknown or missing
 * zone, and the one-letter zones (which were written with either sign), make
 * the date unreadable: an instant that may be hours off proves nothing.
 *
 * ret_ms: instant in ms, years 1900 to 9999. FALSE leaves it untouched.
 * text may be NULL.
 */
gboolean mail_date_parse(const char *text, gint64 *ret_ms) G_GNUC_WARN_UNUSED_RESULT;

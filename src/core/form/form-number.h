/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Numbers and addresses as written on forms, made alike. All search text for
 * the first of their kind, give NULL if there is none, and set ret_start and
 * ret_end to its bytes. g_free() the result.
 */

/*
 * A Swedish telephone number as +46...: "070-000 70 86", "08-000 35 84",
 * "+46 (0)8 000 35 84", "0046 ...". Other countries' +NN numbers are kept.
 */
char *form_number_find_phone(const char *text, gsize *ret_start, gsize *ret_end);

/*
 * A registration number as "CODE YEAR-NUMBER" without the classification
 * suffix: "AMN 2019-0310-1.3" becomes "AMN 2019-0310". Without a code
 * "YEAR-NUMBER", if the number has three digits or more (a date has not).
 */
char *form_number_find_dnr(const char *text, gsize *ret_start, gsize *ret_end);

/* A mail address, lower-case; spaces that OCR put around @ are taken out. */
char *form_number_find_email(const char *text, gsize *ret_start, gsize *ret_end);

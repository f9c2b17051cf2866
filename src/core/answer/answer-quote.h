/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * How mail programs mark what they quote and what they add, in Swedish and English: with
 * answer-element.h the tables of answer.h. A program that does it another way is a row here and a
 * mail in tests/corpus/replies. Lines are folded (text_fold()).
 */

/* "-----Ursprungligt meddelande-----", "Vidarebefordrat brev:". */
gboolean answer_quote_is_original(const char *folded);

/* "Från: Lex Sarah Skickat: den 3 mars 2026": header lines in one, or one that has an address. */
gboolean answer_quote_is_header(const char *folded);

/* A line of at least eight "_", which programs draw above header lines and gateways above theirs.
 */
gboolean answer_quote_is_rule(const char *folded);

/* "Skickat från min iPhone", "Hämta Outlook för Android". */
gboolean answer_quote_is_phone(const char *folded);

/* "Med vänlig hälsning", with or without a name behind it. */
gboolean answer_quote_is_greeting(const char *folded);

/* TRUE if text begins with word, and no letter or digit follows. */
gboolean answer_quote_begins_with(const char *text, const char *word);

/*
 * "Den tis, 03 mars 2026 10:12:33 +0100 Anna <anna@kommun.example> skrev ----", as Zoho has it: of
 * what is not drawn it needs the moment.
 */
gboolean answer_quote_ends_with_verb(const char *words, gboolean drawn);

/* TRUE if a line that says who wrote when begins so: with a day, and with a year or a time. */
gboolean answer_quote_has_date(const char *folded);

/* TRUE if such a line can be whole: a program's has the day in it somewhere. */
gboolean answer_quote_says_all(const char *folded);

/*
 * "Den tors 19 nov. 2026 kl 10:11 skrev Anna Lind <anna@kommun.example>:" and the like. People
 * write such lines too: it needs an address, or lines that are known to be quoted below
 * (above_quote).
 */
gboolean answer_quote_is_attribution(const char *folded, gboolean above_quote);

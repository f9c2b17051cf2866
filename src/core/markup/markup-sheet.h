/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/markup/markup-style.h"

/*
 * What the style sheets of a mail's pages say of whether an element is seen. Rules for an
 * element, a class or an id, and lists of them, are known; of all others is known only whom they
 * cannot mean. Which of two rules goes before the other is not asked.
 */
typedef struct MarkupSheet MarkupSheet;

MarkupSheet *markup_sheet_new(void);
void markup_sheet_free(MarkupSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarkupSheet, markup_sheet_free)

/* Adds the sheets of a page, wherever they stand in it; cut: there is more of it. */
void markup_sheet_add_page(MarkupSheet *sheet, const char *html, gboolean cut);

/* TRUE if anything of the mail may be hidden, in an element or in none. */
gboolean markup_sheet_is_odd(const MarkupSheet *sheet);

/*
 * What the rules say of the element. known: of those that mean it for certain, the last one of a
 * property. perhaps: all that hides it by any rule that may mean it; odd where that is not known,
 * which is so from then on when looking took more than a mail of people's ever takes.
 */
void markup_sheet_look(
	MarkupSheet *sheet, const MarkupTag *tag, MarkupStyle *ret_known, MarkupStyle *ret_perhaps);

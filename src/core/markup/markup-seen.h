/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/markup/markup-tag.h"

/* What a declaration of CSS does to text that is not among the ways to hide it. */
typedef enum {
	MARKUP_SEEN_YES,     /* it is known that letters stay where and as they can be read */
	MARKUP_SEEN_SMALLER, /* so, but in another one of its kind they get smaller still */
	MARKUP_SEEN_UNKNOWN, /* it is not */
	MARKUP_SEEN_MOVED,   /* nor is it of what stands beside it, which may be covered */
} MarkupSeen;

/* value: without "!important". Colours are seen here, and judged by markup-color.h. */
MarkupSeen markup_seen(MarkupSpan property, MarkupSpan value);

/* The size in the shorthand "font"; FALSE if that is not as mail programs write it. */
gboolean markup_seen_font(MarkupSpan value, MarkupSpan *ret_size) G_GNUC_WARN_UNUSED_RESULT;

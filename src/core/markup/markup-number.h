/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/markup/markup-tag.h"

/* Takes a number of CSS, without an exponent, from the beginning of *value. */
gboolean markup_number_take(MarkupSpan *value, double *ret) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE if value is a number and its unit, which may be none; what of it is above is borrowed. */
gboolean markup_number_read(
	MarkupSpan value, double *ret, MarkupSpan *ret_unit) G_GNUC_WARN_UNUSED_RESULT;

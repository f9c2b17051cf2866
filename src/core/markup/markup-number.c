/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of CSS (CSS Syntax Level 3, section 4.3.12), as mail programs write them. */
#include "core/markup/markup-number.h"

#define DIGITS_MAX 12

gboolean
markup_number_take(MarkupSpan *value, double *ret)
{
	gboolean minus = value->length && *value->text == '-';
	double number = 0, unit = 0; /* of the next digit behind the point */
	guint digits = 0;
	gsize i = minus ? 1 : 0;

	for (; i < value->length; i++) {
		int digit = g_ascii_digit_value(value->text[i]);

		if (value->text[i] == '.' && unit == 0) {
			unit = 0.1;
			continue;
		}
		if (digit < 0 || ++digits > DIGITS_MAX)
			break;
		number = unit == 0 ? number * 10 + digit : number + digit * unit;
		if (unit != 0)
			unit /= 10;
	}
	if (!digits || digits > DIGITS_MAX)
		return FALSE;
	*ret = minus ? -number : number;
	value->text += i;
	value->length -= i;
	return TRUE;
}

gboolean
markup_number_read(MarkupSpan value, double *ret, MarkupSpan *ret_unit)
{
	if (!markup_number_take(&value, ret))
		return FALSE;
	*ret_unit = value;
	return TRUE;
}

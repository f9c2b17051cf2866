/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Which of the journal's looks at cases are asked for. */
typedef struct {
	const char *case_id; /* of this case; NULL: of any, and of what belongs to none */
	gint64 from, before; /* instants: not before the first, and before the second, or NONE */
} AccessQuery;

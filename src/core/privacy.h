/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/notice.h"

/*
 * Invariant 7: which field may be shown to whom, on which route. The table is
 * the only place where that is said; templates are checked against it when
 * they are loaded, and facts once more before they are rendered.
 */

/*
 * TRUE if a mail to audience over route may name field. Members of a list are
 * written with a dot: "flags.title".
 */
gboolean privacy_allows(const char *field, Audience audience, Route route);

/* TRUE if the field exists at all, for a better message on typing errors. */
gboolean privacy_knows(const char *field);

/*
 * A copy of facts (a{sv}) with every field left out that the audience may not
 * see on that route, members of lists too. Returns a new full reference.
 */
GVariant *privacy_filter(GVariant *facts, Audience audience, Route route);

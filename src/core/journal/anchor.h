/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/journal/journal.h"

/*
 * A place of the journal's chain as a text that is kept elsewhere: "SEQ:HASH", the
 * number of an event and its hash in hexadecimal. Each hash covers all events before
 * it, so whoever has the text can prove that none of these was taken away or changed
 * since, and also that the journal was not cut off before it (lexsarah verify
 * --anchor), which the journal by itself cannot show.
 */

/* g_free() it. */
char *anchor_format(const JournalLink *link);

/* As a person pastes it, with spaces about and in it. INPUT says what is right. */
gboolean anchor_parse(const char *text, JournalLink *ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;

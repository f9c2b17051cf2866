/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/mail/mail.h"

/*
 * A mail that passes another one on, as staff do with what a colleague wrote:
 * attached (message/rfc822), or in the text below the lines that Outlook, Apple
 * Mail, Gmail, Thunderbird and Notes write in Swedish and English ("Från: …
 * Skickat: … Till: … Ämne: …"). Such lines alone stand in answers too: they count
 * below words that say so ("Vidarebefordrat meddelande") or if the subject does
 * ("VB:", "Fwd:"). No RFC rules either.
 */

/* Who wrote what was passed on; at least one of the two is set. */
typedef struct {
	char *name;
	char *address;
	const char *text; /* what they wrote, in the mail; NULL: no text */
} ForwardAuthor;

void forward_author_clear(ForwardAuthor *author);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ForwardAuthor, forward_author_clear)

/*
 * FALSE, and ret_author untouched, if mail passes nothing on. Of a mail that was
 * passed on several times the first author: a mail inside is followed as long as
 * its own subject says that it passes something on.
 */
gboolean forward_find(const Mail *mail, ForwardAuthor *ret_author) G_GNUC_WARN_UNUSED_RESULT;

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Files that could not be read: a question to a person, not a silence. */
typedef struct {
	GString *text; /* NULL: none yet */
	guint count;
} Unread;

/* What is wrong with a file where its format says nothing to users; each with what to ask for. */
#define UNREAD_UNKNOWN                                                                             \
	"okänt format; be avsändaren skicka innehållet som Word-fil (.docx) eller PDF"
#define UNREAD_BROKEN                                                                                 \
	"den är skadad eller för stor; be avsändaren skicka den igen, helst som Word-fil (.docx) " \
	"eller PDF"
#define UNREAD_EMPTY "ingen text hittades i den"

/* Notes a file; why: Swedish, in small letters without a full stop. */
void unread_note(Unread *unread, const char *name, const char *why);

/* All of them as a sentence for users, NULL if there are none. g_free() it. */
char *unread_message(const Unread *unread);

void unread_clear(Unread *unread);

/*
 * TRUE for what nobody writes a report in: signatures, cards, logotypes, what
 * programs keep for themselves. To name it as unread would hide what is.
 */
gboolean unread_is_ornament(const char *name, GBytes *content);

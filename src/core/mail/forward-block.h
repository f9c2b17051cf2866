/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What a subject says of its mail. */
typedef enum {
	FORWARD_SUBJECT_OTHER,
	FORWARD_SUBJECT_FORWARD, /* "VB:", "Fwd:" */
	FORWARD_SUBJECT_ANSWER,  /* "SV:", "Re:" */
} ForwardSubject;

/* subject may be NULL. */
ForwardSubject forward_subject(const char *subject);

/* The header lines that a mail program writes above a mail that it quotes. */
typedef struct {
	char *name, *address; /* of From; at least one is set */
	char *subject;        /* may be NULL */
	const char *begin;    /* in the text */
	const char *end;      /* there, behind the lines */
} ForwardBlock;

void forward_block_clear(ForwardBlock *block);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ForwardBlock, forward_block_clear)

/*
 * The first block in text; without words above it that say "forwarded" only if
 * the mail is known to be one (said). FALSE, and ret_block untouched, if there
 * is none.
 */
gboolean forward_block_find(
	const char *text, gboolean said, ForwardBlock *ret_block) G_GNUC_WARN_UNUSED_RESULT;

/*
 * TRUE if text begins with a block whose first line is From's, as what Outlook, in
 * whatever program, writes above what it quotes.
 */
gboolean forward_block_begins(const char *text);

/* TRUE if line has words that say of what is below it that it was passed on. */
gboolean forward_block_is_mark(const char *line);

/*
 * text without the lines of all its blocks that say who got that mail, or (From, of
 * a mail that was itself passed on) who passed it on; NULL if it has no block.
 * g_free() it.
 */
char *forward_block_leave_out(const char *text);

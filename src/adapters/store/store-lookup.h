/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/store/store-private.h"

/* What the store knows of a mail that is to be handled. */
typedef struct {
	IntakeKnown known; /* borrows the strings below */
	int year;
	gint64 case_number; /* that a new case would get in this year */
	char *next_case, *copy_case, *thread_case, *other_case, *other_board, *document_case,
		*subject_case;
	char *thread_board, *returned_case, *returned_board, *returned_to;
	char *reply_case, *reply_to;
	char *returned_accepted, *returned_accepted_board;
	gboolean behind; /* it answers a notice that a newer state of the database sent */
} StoreLookup;

/* Looks up all but the number of a new case. number: the mail's own. Inside an open transaction. */
gboolean store_look_up(Store *store, const char *board, const Mail *mail, gint64 number,
	StoreLookup *ret_lookup, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Looks whether the mail with that number is the whole of one of which the board kept only the
 * beginning: its bytes go on from there. Then it is of that one's case. Inside an open transaction.
 */
gboolean store_look_for_cut(Store *store, const char *board, const Mail *mail, gint64 number,
	StoreLookup *lookup, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Looks whether the mail answers a notice of the board by a token; the case of such a
 * thread is the notice's where no reference has named one. Inside an open transaction.
 */
gboolean store_look_for_reply(Store *store, const char *board, const Mail *mail,
	StoreLookup *lookup, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The number that the next case of a year would get. Inside an open transaction. */
gboolean store_next_number(
	Store *store, int year, gint64 *ret_number, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets the number that a new case would get. */
void store_lookup_number(StoreLookup *lookup, int year, gint64 number);

/* TRUE if a plan made from one is the plan that would be made from the other. */
gboolean store_lookup_equal(const StoreLookup *a, const StoreLookup *b);

void store_lookup_clear(StoreLookup *lookup);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(StoreLookup, store_lookup_clear)

/* The Message-ID as it stands in an identity: "" for none. */
const char *store_message_id(const Mail *mail);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * All UIDs of a mailbox, by SEARCH or ESEARCH. What the server lists is not
 * believed beyond what it says there is, and no answer is not the answer "none".
 */
#include "adapters/imap/imap-list.h"

#include "core/mail/uids.h"

/* Mails that may have come since the server last said how many there are. */
#define MAX_NEW 100000
/* How many there are is the server's word too; the list costs 4 bytes for each. */
#define MAX_MAILS 5000000

typedef struct {
	GArray *uids;
	gboolean answered;
	guint32 exists; /* as the server said last */
} Listing;

/* A range is a few bytes and may name four thousand million: expand no more than there can be. */
static gboolean
append_range(GArray *uids, ImapRange range, guint32 exists, GError **error)
{
	guint64 before = (guint64) range.last - range.first + uids->len;

	if (before >= MAX_MAILS) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY,
			"the IMAP server lists more than %d mails, more than can be accounted for: "
			"move old mail to another folder",
			MAX_MAILS);
		return FALSE;
	}
	if (before >= (guint64) exists + MAX_NEW) {
		g_set_error_literal(error, LEX_ERROR, LEX_ERROR_TEMPORARY,
			"the IMAP server listed more mails than it said there are");
		return FALSE;
	}
	for (guint64 uid = range.first; uid <= range.last; uid++) {
		guint32 value = (guint32) uid;

		g_array_append_val(uids, value);
	}
	return TRUE;
}

static gboolean
on_search(const ImapResponse *response, gpointer user, GError **error)
{
	Listing *listing = user;

	if (response->kind == IMAP_RESPONSE_EXISTS)
		listing->exists = response->number;
	if (response->kind != IMAP_RESPONSE_SEARCH)
		return TRUE;
	listing->answered = TRUE;
	for (guint i = 0; i < response->ranges->len; i++)
		if (!append_range(listing->uids, g_array_index(response->ranges, ImapRange, i),
			    listing->exists, error))
			return FALSE;
	return TRUE;
}

static void
sort_unique(GArray *uids)
{
	guint32 *values = (guint32 *) (void *) uids->data;
	guint n = 0;

	uids_sort(uids);
	for (guint i = 0; i < uids->len; i++)
		if (n == 0 || values[n - 1] != values[i])
			values[n++] = values[i];
	g_array_set_size(uids, n);
}

static gboolean
search_all(ImapDialogue *dialogue, Listing *listing, GError **error)
{
	g_auto(ImapOutcome) outcome = { 0 };
	gboolean extended = imap_dialogue_can(dialogue, IMAP_CAPABILITY_ESEARCH);

	if (!imap_dialogue_run(dialogue,
		    extended ? "UID SEARCH RETURN (ALL) ALL" : "UID SEARCH ALL", on_search, listing,
		    &outcome, error))
		return FALSE;
	if (outcome.status != IMAP_STATUS_OK) {
		imap_dialogue_refused(&outcome, LEX_ERROR_TEMPORARY,
			"the mailbox's mails cannot be listed", error);
		return FALSE;
	}
	/* no answer is not the answer "none": an empty list would make every mail vanish */
	if (!listing->answered && listing->exists > 0) {
		g_set_error_literal(error, LEX_ERROR, LEX_ERROR_TEMPORARY,
			"the IMAP server has mails but did not list them");
		return FALSE;
	}
	return TRUE;
}

/* One list, and how many mails there were before and after it that it does not have. */
static gboolean
list_once(
	ImapDialogue *dialogue, guint32 exists, GArray *uids, guint32 *ret_unlisted, GError **error)
{
	ImapWatch *watch = imap_dialogue_watch(dialogue);
	Listing listing = { .uids = uids, .exists = exists };
	guint32 before = watch->exists;

	/* what comes from here on may be missing in the list */
	watch->grown = FALSE;
	g_array_set_size(uids, 0);
	if (!search_all(dialogue, &listing, error))
		return FALSE;
	sort_unique(uids);
	guint32 lasting = MIN(before, watch->exists);
	*ret_unlisted = lasting > uids->len ? lasting - uids->len : 0;
	return TRUE;
}

/* What went before the list need not have been said by then (RFC 3501 section 7.4.1). */
static gboolean
ask_what_went(ImapDialogue *dialogue, GError **error)
{
	g_auto(ImapOutcome) outcome = { 0 };

	return imap_dialogue_run(dialogue, "NOOP", NULL, NULL, &outcome, error);
}

gboolean
imap_list_run(ImapDialogue *dialogue, guint32 exists, GArray **ret_uids, guint32 *ret_unlisted,
	GError **error)
{
	g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(guint32));
	guint32 unlisted = 0;

	if (!list_once(dialogue, exists, uids, &unlisted, error))
		return FALSE;
	if (unlisted > 0 && (!ask_what_went(dialogue, error) ||
				    !list_once(dialogue, exists, uids, &unlisted, error)))
		return FALSE;
	*ret_uids = g_steal_pointer(&uids);
	*ret_unlisted = unlisted;
	return TRUE;
}

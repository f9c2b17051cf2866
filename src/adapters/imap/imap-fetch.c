/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pipelined UID FETCH. Several commands are on their way at any time, so that
 * the server goes on sending while a mail is stored. Only what was asked for
 * is handed on, once. Never sets \Seen: BODY.PEEK only.
 */
#include "adapters/imap/imap-fetch.h"

#include <string.h>

#include "adapters/imap/imap-set.h"
#include "core/mail/uids.h"

#define BATCH_MAILS   100
#define BATCH_LENGTH  4000 /* characters of a UID set; servers take 8000 (RFC 7162) */
#define BATCHES_AHEAD 4

#define MAIL_ITEMS   "UID INTERNALDATE RFC822.SIZE BODY.PEEK[]"
#define HEADER_ITEMS "UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"

/* A command and the UIDs that it asked for. */
typedef struct {
	guint tag;
	gsize first;
	gsize end;
} Batch;

typedef struct {
	ImapDialogue *dialogue;
	const char *items; /* what is asked for */
	gboolean header;   /* that is no more than a header */
	GArray *uids;      /* guint32, ascending */
	GByteArray *taken; /* TRUE at the index of each UID that came */
	GArray *sent;      /* Batch, on their way */
	GArray *refused;   /* Batch */
	MailSourceTake take;
	gpointer user;
} Fetch;

static void
init(Fetch *fetch, const guint32 *uids, gsize n_uids)
{
	fetch->uids = g_array_sized_new(FALSE, FALSE, sizeof(guint32), (guint) n_uids);
	g_array_append_vals(fetch->uids, uids, (guint) n_uids);
	uids_sort(fetch->uids);
	fetch->taken = g_byte_array_new();
	g_byte_array_set_size(fetch->taken, (guint) n_uids);
	memset(fetch->taken->data, FALSE, n_uids);
	fetch->sent = g_array_new(FALSE, FALSE, sizeof(Batch));
	fetch->refused = g_array_new(FALSE, FALSE, sizeof(Batch));
}

static void
clear(Fetch *fetch)
{
	g_clear_pointer(&fetch->uids, g_array_unref);
	g_clear_pointer(&fetch->taken, g_byte_array_unref);
	g_clear_pointer(&fetch->sent, g_array_unref);
	g_clear_pointer(&fetch->refused, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fetch, clear)

/*
 * A mail of no bytes that the server itself says has some was not read but
 * lost on the way: it stays owed.
 */
static gboolean
is_whole(const ImapFetch *mail)
{
	return mail->body && (mail->body_size > 0 || mail->rfc822_size == 0);
}

static gboolean
on_fetch(const ImapResponse *response, gpointer user, GError **error)
{
	const ImapFetch *mail = &response->fetch;
	Fetch *fetch = user;
	MailSourceItem item;
	guint index;
	gboolean whole = fetch->header ? mail->header != NULL : is_whole(mail);

	if (response->kind != IMAP_RESPONSE_FETCH || !whole ||
		!uids_find(fetch->uids, mail->uid, &index) || fetch->taken->data[index])
		return TRUE;
	fetch->taken->data[index] = TRUE;
	item = (MailSourceItem){
		.uid = mail->uid,
		.internaldate = mail->internaldate,
		.size = mail->body_size,
		.raw = fetch->header ? mail->header : mail->body,
		.truncated = !fetch->header && mail->body_size > g_bytes_get_size(mail->body),
		.told_size = mail->rfc822_size,
	};
	return fetch->take(&item, fetch->user, error);
}

/* Asks for the next UIDs from *position on. */
static gboolean
begin(Fetch *fetch, gsize *position, gsize end, gsize max_mails, GError **error)
{
	Batch batch = { .first = *position };
	g_autofree char *set = imap_set_next((const guint32 *) (void *) fetch->uids->data, end,
		max_mails, BATCH_LENGTH, position);
	g_autofree char *command = g_strdup_printf("UID FETCH %s (%s)", set, fetch->items);

	batch.end = *position;
	if (!imap_dialogue_begin(fetch->dialogue, command, &batch.tag, error))
		return FALSE;
	g_array_append_val(fetch->sent, batch);
	return TRUE;
}

/* Waits for one command to end and remembers it if it was refused. */
static gboolean
end_one(Fetch *fetch, GError **error)
{
	g_auto(ImapOutcome) outcome = { 0 };

	if (!imap_dialogue_wait(fetch->dialogue, on_fetch, fetch, &outcome, error))
		return FALSE;
	for (guint i = 0; i < fetch->sent->len; i++) {
		Batch batch = g_array_index(fetch->sent, Batch, i);

		if (batch.tag != outcome.tag)
			continue;
		g_array_remove_index(fetch->sent, i);
		if (outcome.status != IMAP_STATUS_OK)
			g_array_append_val(fetch->refused, batch);
		return TRUE;
	}
	g_set_error_literal(error, LEX_ERROR, LEX_ERROR_TEMPORARY,
		"the IMAP server answered the same command twice");
	return FALSE;
}

static gboolean
run(Fetch *fetch, gsize position, gsize end, gsize max_mails, GError **error)
{
	while (position < end || fetch->sent->len) {
		while (position < end && fetch->sent->len < BATCHES_AHEAD)
			if (!begin(fetch, &position, end, max_mails, error))
				return FALSE;
		if (!end_one(fetch, error))
			return FALSE;
	}
	return TRUE;
}

/* One mail that cannot be read makes servers refuse all that were asked for with it. */
static gboolean
run_one_by_one(Fetch *fetch, const Batch *batch, GError **error)
{
	for (gsize i = batch->first; i < batch->end; i++)
		if (!fetch->taken->data[i] && !run(fetch, i, i + 1, 1, error))
			return FALSE;
	return TRUE;
}

static gboolean
fetch_items(ImapDialogue *dialogue, gboolean header, const guint32 *uids, gsize n_uids,
	MailSourceTake take, gpointer user, GError **error)
{
	g_auto(Fetch) fetch = { .dialogue = dialogue,
		.items = header ? HEADER_ITEMS : MAIL_ITEMS,
		.header = header,
		.take = take,
		.user = user };
	guint n_refused;

	if (n_uids == 0)
		return TRUE;
	init(&fetch, uids, n_uids);
	if (!run(&fetch, 0, n_uids, BATCH_MAILS, error))
		return FALSE;
	n_refused = fetch.refused->len;
	for (guint i = 0; i < n_refused; i++) {
		Batch batch = g_array_index(fetch.refused, Batch, i);

		if (batch.end - batch.first > 1 && !run_one_by_one(&fetch, &batch, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
imap_fetch_run(ImapDialogue *dialogue, const guint32 *uids, gsize n_uids, MailSourceTake take,
	gpointer user, GError **error)
{
	return fetch_items(dialogue, FALSE, uids, n_uids, take, user, error);
}

gboolean
imap_fetch_glance(ImapDialogue *dialogue, const guint32 *uids, gsize n_uids, MailSourceTake take,
	gpointer user, GError **error)
{
	return fetch_items(dialogue, TRUE, uids, n_uids, take, user, error);
}

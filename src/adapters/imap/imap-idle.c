/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * IDLE: the server says when there is more mail. A hint only, for servers and
 * the boxes between go deaf without a word: it is begun anew in time, its end
 * must be answered, and who calls polls whatever it says.
 */
#include "adapters/imap/imap-idle.h"

static gboolean
on_idle(const ImapResponse *response, gpointer user, GError **error)
{
	(void) error;
	if (response->kind == IMAP_RESPONSE_CONTINUATION)
		*(gboolean *) user = TRUE;
	return TRUE;
}

/* The tagged answer; the watchdog is that it has to come. */
static gboolean
end(ImapDialogue *dialogue, gboolean *ret_good, GError **error)
{
	g_auto(ImapOutcome) outcome = { 0 };

	if (!imap_dialogue_wait(dialogue, NULL, NULL, &outcome, error))
		return FALSE;
	*ret_good = outcome.status == IMAP_STATUS_OK;
	return TRUE;
}

/* Until the server says what it has to, the time is over or somebody rouses. */
static gboolean
listen(ImapDialogue *dialogue, gint64 until, MailSourceWait *ret_end, GError **error)
{
	*ret_end = MAIL_SOURCE_WAITED;
	while (!imap_dialogue_has_ended(dialogue)) {
		gint64 left = (until - g_get_monotonic_time() + 999) / 1000;
		ImapHeard heard;

		if (imap_dialogue_watch(dialogue)->grown) {
			*ret_end = MAIL_SOURCE_CHANGED;
			return TRUE;
		}
		if (left <= 0)
			return TRUE;
		if (!imap_dialogue_listen(dialogue, left, &heard, error))
			return FALSE;
		if (heard == IMAP_HEARD_ROUSED) {
			*ret_end = MAIL_SOURCE_WOKEN;
			return TRUE;
		}
	}
	return TRUE;
}

/* Begins to idle; ret_begun FALSE: the server would not. */
static gboolean
begin(ImapDialogue *dialogue, gboolean *ret_begun, GError **error)
{
	gboolean begun = FALSE;
	guint tag;

	if (!imap_dialogue_begin(dialogue, "IDLE", &tag, error))
		return FALSE;
	while (!begun && !imap_dialogue_has_ended(dialogue))
		if (!imap_dialogue_hear(dialogue, on_idle, &begun, error))
			return FALSE;
	*ret_begun = begun;
	return TRUE;
}

/* One IDLE, from its command to its tagged answer. */
static gboolean
idle_once(ImapDialogue *dialogue, gint64 until, MailSourceWait *ret_end, GError **error)
{
	gboolean begun, left, good;

	if (!begin(dialogue, &begun, error) || (begun && !listen(dialogue, until, ret_end, error)))
		return FALSE;
	/* one that ends before we say so would make us ask again and again */
	left = imap_dialogue_has_ended(dialogue);
	if ((!left && !imap_dialogue_say(dialogue, "DONE", error)) || !end(dialogue, &good, error))
		return FALSE;
	if (left || !good) {
		imap_dialogue_distrust(dialogue, IMAP_CAPABILITY_IDLE);
		*ret_end = MAIL_SOURCE_CANNOT_WAIT;
	}
	if (imap_dialogue_watch(dialogue)->grown)
		*ret_end = MAIL_SOURCE_CHANGED;
	return TRUE;
}

gboolean
imap_idle_run(
	ImapDialogue *dialogue, gint64 ms, gint64 renew_ms, MailSourceWait *ret_end, GError **error)
{
	gint64 until = g_get_monotonic_time() + ms * 1000;

	*ret_end = MAIL_SOURCE_CHANGED;
	/* told of in the answer to something else */
	if (imap_dialogue_watch(dialogue)->grown)
		return TRUE;
	do {
		gint64 now = g_get_monotonic_time();

		if (!idle_once(dialogue, MIN(until, now + renew_ms * 1000), ret_end, error))
			return FALSE;
	} while (*ret_end == MAIL_SOURCE_WAITED && g_get_monotonic_time() < until);
	return TRUE;
}

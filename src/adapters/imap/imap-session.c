/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The mail source over IMAP: which commands a poll consists of. Selects
 * read-only when the mailbox is to be kept as it is, never sets \Seen, and
 * closes after every failure so that no half-read reply meets the next command.
 */
#include "adapters/imap/imap-session.h"

#include "adapters/imap/imap-dialogue.h"
#include "adapters/imap/imap-fetch.h"
#include "adapters/imap/imap-idle.h"
#include "adapters/imap/imap-list.h"
#include "adapters/imap/imap-mark.h"
#include "adapters/imap/imap-name.h"

typedef struct {
	MailSource port;
	const MailboxSettings *settings;
	GError *unusable; /* what is wrong with the URL, NULL if nothing */
	ImapConnection *connection;
	ImapDialogue *dialogue;
	char *folder; /* quoted for the wire */
	char *place;  /* which mailbox: server, folder and user */
	MailSourceState state;
	gint64 poll_ms; /* the longest poll */
	gint64 idle_ms; /* the longest IDLE */
} ImapSession;

/* What was fetched until then is kept, and the next poll goes on from there. */
#define POLL_MS (30 * 60 * 1000)
#define IDLE_MS (28 * 60 * 1000)

static ImapSession *
get_session(MailSource *source)
{
	/* port is the first member */
	return (ImapSession *) (void *) source;
}

/* Hands good on, and closes if it is not: the port's promise after a failure. */
static gboolean
close_unless(ImapSession *session, gboolean good)
{
	if (!good) {
		imap_connect_close(session->connection);
		imap_dialogue_close(session->dialogue);
	}
	return good;
}

static gboolean
is_open(const ImapSession *session, GError **error)
{
	if (session->dialogue && imap_dialogue_is_open(session->dialogue))
		return TRUE;
	g_set_error_literal(error, LEX_ERROR, LEX_ERROR_TEMPORARY, "the mailbox is not open");
	return FALSE;
}

static gboolean
keeps_keyword(const GPtrArray *permanent_flags)
{
	for (guint i = 0; i < permanent_flags->len; i++)
		if (g_str_equal(permanent_flags->pdata[i], "\\*") ||
			g_ascii_strcasecmp(permanent_flags->pdata[i], IMAP_MARK_KEYWORD) == 0)
			return TRUE;
	return FALSE;
}

static gboolean
on_select(const ImapResponse *response, gpointer user, GError **error)
{
	MailSourceState *state = user;

	(void) error;
	if (response->kind == IMAP_RESPONSE_EXISTS)
		state->exists = response->number;
	if (response->code == IMAP_CODE_UIDVALIDITY)
		state->uidvalidity = response->number;
	if (response->code == IMAP_CODE_UIDNEXT)
		state->uidnext = response->number;
	if (response->code == IMAP_CODE_PERMANENTFLAGS)
		state->can_flag = keeps_keyword(response->words);
	if (response->code == IMAP_CODE_READ_ONLY)
		state->can_flag = FALSE;
	return TRUE;
}

static gboolean
select_mailbox(ImapSession *session, MailSourceState *ret_state, GError **error)
{
	g_auto(ImapOutcome) outcome = { 0 };
	g_autofree char *command = g_strdup_printf("%s %s",
		session->settings->after == AFTER_KEEP ? "EXAMINE" : "SELECT", session->folder);
	MailSourceState state = { 0 };

	imap_dialogue_watch(session->dialogue)->uidvalidity = 0;
	if (!imap_dialogue_run(session->dialogue, command, on_select, &state, &outcome, error))
		return FALSE;
	if (outcome.status != IMAP_STATUS_OK) {
		g_autofree char *what =
			g_strdup_printf("the mailbox %s cannot be opened; check mailbox.url",
				session->settings->server.url);

		imap_dialogue_refused(&outcome, LEX_ERROR_WAIT, what, error);
		return FALSE;
	}
	if (state.uidvalidity == 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_WAIT,
			"the mailbox %s has no lasting UIDs (no UIDVALIDITY), so that its mail "
			"cannot be accounted for; use another folder",
			session->settings->server.url);
		return FALSE;
	}
	imap_dialogue_watch(session->dialogue)->uidvalidity = state.uidvalidity;
	*ret_state = state;
	return TRUE;
}

static gboolean
on_mailbox_status(const ImapResponse *response, gpointer user, GError **error)
{
	(void) error;
	if (response->kind == IMAP_RESPONSE_MAILBOX_STATUS)
		*(guint32 *) user = response->number;
	return TRUE;
}

/*
 * Some servers (Courier) do not say UIDNEXT when they select, and without it mail that came and
 * went would leave no trace. What STATUS says is older than the selection that follows, so that
 * mail which comes in between is not missed in the list.
 */
static gboolean
select_with_uidnext(ImapSession *session, MailSourceState *ret_state, GError **error)
{
	g_auto(ImapOutcome) outcome = { 0 };
	g_autofree char *command = g_strdup_printf("STATUS %s (UIDNEXT)", session->folder);
	guint32 uidnext = 0;

	if (!select_mailbox(session, ret_state, error))
		return FALSE;
	if (ret_state->uidnext != 0)
		return TRUE;
	/* one that does not know it then either is read without it */
	if (!imap_dialogue_run(
		    session->dialogue, command, on_mailbox_status, &uidnext, &outcome, error) ||
		!select_mailbox(session, ret_state, error))
		return FALSE;
	if (ret_state->uidnext == 0)
		ret_state->uidnext = uidnext;
	return TRUE;
}

static gboolean
open_anew(ImapSession *session, GError **error)
{
	return close_unless(session, imap_dialogue_open(session->dialogue, error) &&
					     select_with_uidnext(session, &session->state, error));
}

/* Selects again on the connection that there is. */
static gboolean
open_again(ImapSession *session, GError **error)
{
	g_autoptr(GError) stale = NULL;

	if (close_unless(session, select_with_uidnext(session, &session->state, &stale)))
		return TRUE;
	/* servers drop connections that were quiet for long: no failure, unless it stays */
	if (g_error_matches(stale, LEX_ERROR, LEX_ERROR_TEMPORARY) &&
		!imap_connect_was_interrupted(session->connection))
		return open_anew(session, error);
	g_propagate_error(error, g_steal_pointer(&stale));
	return FALSE;
}

static gboolean
open_session(MailSource *source, MailSourceState *ret_state, GError **error)
{
	ImapSession *session = get_session(source);

	if (session->unusable) {
		g_propagate_error(error, g_error_copy(session->unusable));
		return FALSE;
	}
	imap_connect_set_deadline(
		session->connection, g_get_monotonic_time() + session->poll_ms * 1000);
	if (!(imap_dialogue_is_open(session->dialogue) ? open_again(session, error)
						       : open_anew(session, error)))
		return FALSE;
	*ret_state = session->state;
	ret_state->place = session->place;
	return TRUE;
}

static gboolean
list(MailSource *source, GArray **ret_uids, guint32 *ret_unlisted, GError **error)
{
	ImapSession *session = get_session(source);

	return is_open(session, error) &&
	       close_unless(session, imap_list_run(session->dialogue, session->state.exists,
					     ret_uids, ret_unlisted, error));
}

static gboolean
fetch(MailSource *source, const guint32 *uids, gsize n_uids, MailSourceTake take, gpointer user,
	GError **error)
{
	ImapSession *session = get_session(source);

	return is_open(session, error) &&
	       close_unless(
		       session, imap_fetch_run(session->dialogue, uids, n_uids, take, user, error));
}

static gboolean
glance(MailSource *source, const guint32 *uids, gsize n_uids, MailSourceTake take, gpointer user,
	GError **error)
{
	ImapSession *session = get_session(source);

	return is_open(session, error) &&
	       close_unless(session,
		       imap_fetch_glance(session->dialogue, uids, n_uids, take, user, error));
}

static gboolean
mark(MailSource *source, const guint32 *uids, gsize n_uids, GError **error)
{
	ImapSession *session = get_session(source);

	return is_open(session, error) &&
	       close_unless(session, imap_mark_run(session->dialogue, session->settings,
					     session->state.can_flag, uids, n_uids, error));
}

static gboolean
remove_mails(MailSource *source, const guint32 *uids, gsize n_uids, GError **error)
{
	ImapSession *session = get_session(source);

	return is_open(session, error) &&
	       close_unless(session, imap_mark_delete(session->dialogue, uids, n_uids, error));
}

/* An interrupted wait has only ended, but in the middle of a command. */
static gboolean
wait_idle(ImapSession *session, gint64 ms, MailSourceWait *ret_end, GError **error)
{
	g_autoptr(GError) broken = NULL;

	imap_connect_set_deadline(session->connection, 0);
	if (close_unless(session,
		    imap_idle_run(session->dialogue, ms, session->idle_ms, ret_end, &broken)))
		return TRUE;
	if (imap_connect_was_interrupted(session->connection)) {
		*ret_end = MAIL_SOURCE_WOKEN;
		return TRUE;
	}
	g_propagate_error(error, g_steal_pointer(&broken));
	return FALSE;
}

static gboolean
wait_for_mail(MailSource *source, gint64 ms, MailSourceWait *ret_end, GError **error)
{
	ImapSession *session = get_session(source);

	*ret_end = MAIL_SOURCE_CANNOT_WAIT;
	if (!is_open(session, NULL) || !imap_dialogue_can(session->dialogue, IMAP_CAPABILITY_IDLE))
		return TRUE;
	return wait_idle(session, ms, ret_end, error);
}

static void
wake(MailSource *source)
{
	ImapSession *session = get_session(source);

	if (session->connection)
		imap_connect_rouse(session->connection);
}

static void
interrupt(MailSource *source)
{
	ImapSession *session = get_session(source);

	if (session->connection)
		imap_connect_interrupt(session->connection);
}

static void
close_session(MailSource *source)
{
	ImapSession *session = get_session(source);

	if (session->dialogue)
		imap_dialogue_close(session->dialogue);
}

static void
free_session(MailSource *source)
{
	ImapSession *session = get_session(source);

	close_session(source);
	imap_dialogue_free(session->dialogue);
	imap_connect_free(session->connection);
	g_clear_error(&session->unusable);
	g_free(session->folder);
	g_free(session->place);
	g_free(session);
}

void
imap_session_set_timeout(MailSource *source, guint milliseconds)
{
	ImapSession *session = get_session(source);

	if (session->connection)
		imap_connect_set_timeout(session->connection, milliseconds);
}

void
imap_session_set_poll_time(MailSource *source, guint milliseconds)
{
	get_session(source)->poll_ms = milliseconds;
}

void
imap_session_set_idle_time(MailSource *source, guint milliseconds)
{
	get_session(source)->idle_ms = milliseconds;
}

/* The same by another port and with or without TLS: that is no other mailbox. */
static char *
place_of(const char *host, const char *folder, const char *user)
{
	g_autofree char *folded = g_ascii_strdown(host, -1);

	return g_strdup_printf("%s %s %s", folded, folder, user ? user : "");
}

MailSource *
imap_session_new(const MailboxSettings *settings, SecretGetter secret, guint64 max_mail_bytes)
{
	ImapSession *session = g_new0(ImapSession, 1);
	g_autofree char *server = NULL;
	g_autofree char *host = NULL;
	g_autofree char *folder = NULL;

	session->settings = settings;
	session->poll_ms = POLL_MS;
	session->idle_ms = IDLE_MS;
	session->port = (MailSource){
		.open = open_session,
		.list = list,
		.fetch = fetch,
		.glance = glance,
		.mark = mark,
		.remove = remove_mails,
		.wait = wait_for_mail,
		.wake = wake,
		.interrupt = interrupt,
		.close = close_session,
		.free = free_session,
	};
	if (imap_name_split_url(
		    settings->server.url, &server, &host, &folder, &session->unusable) &&
		imap_name_quote(folder, &session->folder, &session->unusable)) {
		session->place = place_of(host, folder, settings->server.user);
		session->connection = imap_connect_new(&settings->server, server, host, secret);
		session->dialogue = imap_dialogue_new(session->connection, max_mail_bytes);
	}
	return &session->port;
}

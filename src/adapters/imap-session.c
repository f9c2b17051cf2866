/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The mail source over IMAP: which commands a poll consists of. Selects
 * read-only when the mailbox is to be kept as it is, never sets \Seen, and
 * closes after every failure so that no half-read reply meets the next command.
 */
#include "adapters/imap-session.h"

#include "adapters/imap-dialogue.h"
#include "adapters/imap-fetch.h"
#include "adapters/imap-mark.h"
#include "adapters/imap-name.h"

typedef struct {
	MailSource port;
	const MailboxSettings *settings;
	GError *unusable; /* what is wrong with the URL, NULL if nothing */
	ImapConnection *connection;
	ImapDialogue *dialogue;
	char *folder; /* quoted for the wire */
	MailSourceState state;
} ImapSession;

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
	*ret_state = state;
	return TRUE;
}

static gboolean
open_anew(ImapSession *session, GError **error)
{
	return close_unless(session, imap_dialogue_open(session->dialogue, error) &&
					     select_mailbox(session, &session->state, error));
}

/* Selects again on the connection that there is. */
static gboolean
open_again(ImapSession *session, GError **error)
{
	g_autoptr(GError) stale = NULL;

	if (close_unless(session, select_mailbox(session, &session->state, &stale)))
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
	if (!(imap_dialogue_is_open(session->dialogue) ? open_again(session, error)
						       : open_anew(session, error)))
		return FALSE;
	*ret_state = session->state;
	return TRUE;
}

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

static int
compare_uids(gconstpointer a, gconstpointer b)
{
	guint32 x = *(const guint32 *) a;
	guint32 y = *(const guint32 *) b;

	return (x > y) - (x < y);
}

static void
sort_unique(GArray *uids)
{
	guint32 *values = (guint32 *) (void *) uids->data;
	guint n = 0;

	g_array_sort(uids, compare_uids);
	for (guint i = 0; i < uids->len; i++)
		if (n == 0 || values[n - 1] != values[i])
			values[n++] = values[i];
	g_array_set_size(uids, n);
}

static gboolean
search_all(ImapSession *session, Listing *listing, GError **error)
{
	g_auto(ImapOutcome) outcome = { 0 };
	gboolean extended = imap_dialogue_can(session->dialogue, IMAP_CAPABILITY_ESEARCH);

	if (!imap_dialogue_run(session->dialogue,
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

static gboolean
list(MailSource *source, GArray **ret_uids, GError **error)
{
	ImapSession *session = get_session(source);
	g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(guint32));
	Listing listing = { .uids = uids, .exists = session->state.exists };

	if (!is_open(session, error) ||
		!close_unless(session, search_all(session, &listing, error)))
		return FALSE;
	sort_unique(uids);
	*ret_uids = g_steal_pointer(&uids);
	return TRUE;
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
mark(MailSource *source, const guint32 *uids, gsize n_uids, GError **error)
{
	ImapSession *session = get_session(source);

	return is_open(session, error) &&
	       close_unless(session, imap_mark_run(session->dialogue, session->settings,
					     session->state.can_flag, uids, n_uids, error));
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
	g_free(session);
}

void
imap_session_set_timeout(MailSource *source, guint milliseconds)
{
	ImapSession *session = get_session(source);

	if (session->connection)
		imap_connect_set_timeout(session->connection, milliseconds);
}

MailSource *
imap_session_new(const MailboxSettings *settings, SecretGetter secret, guint64 max_mail_bytes)
{
	ImapSession *session = g_new0(ImapSession, 1);
	g_autofree char *server = NULL;
	g_autofree char *host = NULL;
	g_autofree char *folder = NULL;

	session->settings = settings;
	session->port = (MailSource){
		.open = open_session,
		.list = list,
		.fetch = fetch,
		.mark = mark,
		.interrupt = interrupt,
		.close = close_session,
		.free = free_session,
	};
	if (imap_name_split_url(
		    settings->server.url, &server, &host, &folder, &session->unusable) &&
		imap_name_quote(folder, &session->folder, &session->unusable)) {
		session->connection = imap_connect_new(&settings->server, server, host, secret);
		session->dialogue = imap_dialogue_new(session->connection, max_mail_bytes);
	}
	return &session->port;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "adapters/imap/imap-connect.h"
#include "adapters/imap/imap-parse.h"
#include "adapters/imap/imap-watch.h"
#include "core/error.h"

/*
 * Commands and their tagged replies on one connection. Several commands may be
 * on their way at once; their replies are matched by tag. After a failure the
 * dialogue must be closed.
 */
typedef struct ImapDialogue ImapDialogue;

/* Extensions that change what we send. */
typedef enum {
	IMAP_CAPABILITY_ESEARCH = 1 << 0, /* RFC 4731 */
	IMAP_CAPABILITY_MOVE = 1 << 1,    /* RFC 6851 */
	IMAP_CAPABILITY_UIDPLUS = 1 << 2, /* RFC 4315 */
	IMAP_CAPABILITY_IDLE = 1 << 3,    /* RFC 2177 */
} ImapCapability;

/* How a command ended. */
typedef struct {
	guint tag;
	ImapStatus status; /* OK, NO or BAD */
	ImapCode code;
	char *text; /* cleaned, for messages */
} ImapOutcome;

/* connection is borrowed for its life. max_mail_bytes: what is kept of one mail. */
ImapDialogue *imap_dialogue_new(ImapConnection *connection, guint64 max_mail_bytes);

/* Connects, logs in and asks what the server can do. */
gboolean imap_dialogue_open(ImapDialogue *dialogue, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean imap_dialogue_is_open(const ImapDialogue *dialogue);

gboolean imap_dialogue_can(const ImapDialogue *dialogue, ImapCapability capability);

/* The server has it and it does not work: not again on this connection. */
void imap_dialogue_distrust(ImapDialogue *dialogue, ImapCapability capability);

/* What it knows of the selected mailbox; whoever selects says what to expect. */
ImapWatch *imap_dialogue_watch(ImapDialogue *dialogue);

/*
 * Sends one command, without tag and line end, and does not wait. ret_tag is
 * what its outcome will name.
 */
gboolean imap_dialogue_begin(ImapDialogue *dialogue, const char *command, guint *ret_tag,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Waits until one of the commands on their way has ended; there must be one.
 * untagged (may be NULL) gets the data responses on the way. Clear ret_outcome.
 * Fails TEMPORARY on BYE, on a broken stream, or with the handler's own error;
 * a NO or BAD is no failure here.
 */
gboolean imap_dialogue_wait(ImapDialogue *dialogue, ImapParseHandler untagged, gpointer user,
	ImapOutcome *ret_outcome, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Receives what comes next, for which the server may take its time. Fails as imap_dialogue_wait().
 */
gboolean imap_dialogue_hear(ImapDialogue *dialogue, ImapParseHandler untagged, gpointer user,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sends a line that is no command of its own. */
gboolean imap_dialogue_say(
	ImapDialogue *dialogue, const char *line, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef enum { IMAP_HEARD_NOTHING, IMAP_HEARD_SOMETHING, IMAP_HEARD_ROUSED } ImapHeard;

/*
 * Waits at most ms until the server says something of its own, which
 * imap_dialogue_watch() then knows. ROUSED: imap_connect_rouse() was called. Fails as
 * imap_dialogue_wait().
 */
gboolean imap_dialogue_listen(ImapDialogue *dialogue, gint64 ms, ImapHeard *ret_heard,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE if a command has ended that imap_dialogue_wait() would tell of at once. */
gboolean imap_dialogue_has_ended(const ImapDialogue *dialogue);

/* imap_dialogue_begin() and imap_dialogue_wait() for one command by itself. */
gboolean imap_dialogue_run(ImapDialogue *dialogue, const char *command, ImapParseHandler untagged,
	gpointer user, ImapOutcome *ret_outcome, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Sets an error for a command that ended in NO or BAD: "what: the server's
 * text". The class is class, or TEMPORARY where the server says that it will pass.
 */
void imap_dialogue_refused(
	const ImapOutcome *outcome, LexError class, const char *what, GError **error);

/* Logs out if nothing is on its way, waiting at most half a second, and closes. */
void imap_dialogue_close(ImapDialogue *dialogue);

void imap_dialogue_free(ImapDialogue *dialogue);

void imap_outcome_clear(ImapOutcome *outcome);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImapOutcome, imap_outcome_clear)

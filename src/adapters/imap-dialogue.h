/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "adapters/imap-connect.h"
#include "adapters/imap-parse.h"
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

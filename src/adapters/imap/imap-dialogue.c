/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tags, outstanding commands, and what every step has in common: BYE,
 * CAPABILITY, new mail, a new UIDVALIDITY and nonsense. Knows no command but
 * CAPABILITY and LOGOUT. Never logs what is sent or received.
 */
#include "adapters/imap/imap-dialogue.h"

#include <string.h>

#include "core/text.h"

#define LINE_BYTES     (16 * 1024 * 1024) /* a SEARCH of two million mails */
#define MAX_DEPTH      32
#define MAX_NONSENSE   100 /* responses that are not IMAP, before we give up */
#define LOGOUT_MS      500
#define MAX_TEXT_CHARS 300

struct ImapDialogue {
	ImapConnection *connection; /* borrowed */
	ImapParseLimits limits;
	ImapParser *parser; /* of this connection, NULL when closed */
	guint8 *buffer;
	guint capabilities; /* ImapCapability bits */
	guint last_tag;
	guint on_their_way;
	guint nonsense;
	ImapWatch watch;
	gboolean leaving;
	GArray *outcomes; /* ImapOutcome, ended and not yet waited for */
	ImapParseHandler untagged;
	gpointer user;
};

static void
outcome_clear(gpointer data)
{
	imap_outcome_clear(data);
}

ImapDialogue *
imap_dialogue_new(ImapConnection *connection, guint64 max_mail_bytes)
{
	ImapDialogue *dialogue = g_new0(ImapDialogue, 1);

	dialogue->connection = connection;
	dialogue->limits = (ImapParseLimits){
		.line = LINE_BYTES,
		.literal = max_mail_bytes,
		.depth = MAX_DEPTH,
	};
	dialogue->buffer = g_malloc(IMAP_CONNECT_BYTES);
	dialogue->outcomes = g_array_new(FALSE, FALSE, sizeof(ImapOutcome));
	g_array_set_clear_func(dialogue->outcomes, outcome_clear);
	return dialogue;
}

static void
reset(ImapDialogue *dialogue)
{
	g_clear_pointer(&dialogue->parser, imap_parse_free);
	g_array_set_size(dialogue->outcomes, 0);
	dialogue->capabilities = 0;
	dialogue->on_their_way = 0;
	dialogue->nonsense = 0;
	dialogue->watch = (ImapWatch){ 0 };
	dialogue->leaving = FALSE;
}

void
imap_dialogue_free(ImapDialogue *dialogue)
{
	if (!dialogue)
		return;
	reset(dialogue);
	g_array_unref(dialogue->outcomes);
	g_free(dialogue->buffer);
	g_free(dialogue);
}

gboolean
imap_dialogue_is_open(const ImapDialogue *dialogue)
{
	return imap_connect_is_open(dialogue->connection);
}

gboolean
imap_dialogue_can(const ImapDialogue *dialogue, ImapCapability capability)
{
	return (dialogue->capabilities & capability) != 0;
}

static void
note_capabilities(ImapDialogue *dialogue, const GPtrArray *words)
{
	static const struct {
		const char *name;
		ImapCapability bit;
	} known[] = {
		{ "ESEARCH", IMAP_CAPABILITY_ESEARCH },
		{ "IDLE", IMAP_CAPABILITY_IDLE },
		{ "MOVE", IMAP_CAPABILITY_MOVE },
		{ "UIDPLUS", IMAP_CAPABILITY_UIDPLUS },
	};

	dialogue->capabilities = 0;
	for (guint i = 0; i < words->len; i++)
		for (gsize j = 0; j < G_N_ELEMENTS(known); j++)
			if (g_ascii_strcasecmp(words->pdata[i], known[j].name) == 0)
				dialogue->capabilities |= known[j].bit;
}

static gboolean
note_nonsense(ImapDialogue *dialogue, GError **error)
{
	if (++dialogue->nonsense <= MAX_NONSENSE)
		return TRUE;
	g_set_error_literal(error, LEX_ERROR, LEX_ERROR_TEMPORARY,
		"the server does not answer as an IMAP server does");
	return FALSE;
}

/* Tags are "x1", "x2", ...; one that we never sent is nonsense. */
static gboolean
note_outcome(ImapDialogue *dialogue, const ImapResponse *response, GError **error)
{
	guint64 tag;
	ImapOutcome outcome;

	if (response->tag[0] != 'x' || dialogue->on_their_way == 0 ||
		!g_ascii_string_to_unsigned(
			response->tag + 1, 10, 1, dialogue->last_tag, &tag, NULL))
		return note_nonsense(dialogue, error);
	outcome = (ImapOutcome){
		.tag = (guint) tag,
		.status = response->status,
		.code = response->code,
		.text = text_to_line(response->text, MAX_TEXT_CHARS),
	};
	dialogue->on_their_way--;
	g_array_append_val(dialogue->outcomes, outcome);
	return TRUE;
}

static gboolean
note_status(ImapDialogue *dialogue, const ImapResponse *response, GError **error)
{
	g_autofree char *text = NULL;

	if (response->status != IMAP_STATUS_BYE || dialogue->leaving)
		return TRUE;
	text = text_to_line(response->text, MAX_TEXT_CHARS);
	g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY, "the IMAP server ended the session: %s",
		text);
	return FALSE;
}

static gboolean
on_response(const ImapResponse *response, gpointer user, GError **error)
{
	ImapDialogue *dialogue = user;

	if (response->code == IMAP_CODE_CAPABILITY || response->kind == IMAP_RESPONSE_CAPABILITY)
		note_capabilities(dialogue, response->words);
	if (response->kind == IMAP_RESPONSE_MALFORMED)
		return note_nonsense(dialogue, error);
	if (response->kind == IMAP_RESPONSE_STATUS && !note_status(dialogue, response, error))
		return FALSE;
	if (!imap_watch_note(&dialogue->watch, response, error))
		return FALSE;
	/* a tagged reply may carry codes that the step wants to see */
	if (dialogue->untagged && !dialogue->untagged(response, dialogue->user, error))
		return FALSE;
	if (response->kind == IMAP_RESPONSE_TAGGED)
		return note_outcome(dialogue, response, error);
	return TRUE;
}

gboolean
imap_dialogue_begin(ImapDialogue *dialogue, const char *command, guint *ret_tag, GError **error)
{
	g_autofree char *line = g_strdup_printf("x%u %s\r\n", ++dialogue->last_tag, command);

	if (!imap_connect_send(dialogue->connection, line, strlen(line), error))
		return FALSE;
	dialogue->on_their_way++;
	*ret_tag = dialogue->last_tag;
	return TRUE;
}

gboolean
imap_dialogue_hear(ImapDialogue *dialogue, ImapParseHandler untagged, gpointer user, GError **error)
{
	gsize length;

	dialogue->untagged = untagged;
	dialogue->user = user;
	return imap_connect_receive(dialogue->connection, dialogue->buffer, IMAP_CONNECT_BYTES,
		       &length, error) &&
	       imap_parse_feed(
		       dialogue->parser, dialogue->buffer, length, on_response, dialogue, error);
}

gboolean
imap_dialogue_wait(ImapDialogue *dialogue, ImapParseHandler untagged, gpointer user,
	ImapOutcome *ret_outcome, GError **error)
{
	while (dialogue->outcomes->len == 0)
		if (!imap_dialogue_hear(dialogue, untagged, user, error))
			return FALSE;
	*ret_outcome = g_array_index(dialogue->outcomes, ImapOutcome, 0);
	g_array_index(dialogue->outcomes, ImapOutcome, 0).text = NULL;
	g_array_remove_index(dialogue->outcomes, 0);
	return TRUE;
}

gboolean
imap_dialogue_say(ImapDialogue *dialogue, const char *line, GError **error)
{
	g_autofree char *bytes = g_strconcat(line, "\r\n", NULL);

	return imap_connect_send(dialogue->connection, bytes, strlen(bytes), error);
}

gboolean
imap_dialogue_listen(ImapDialogue *dialogue, gint64 ms, ImapHeard *ret_heard, GError **error)
{
	gboolean roused;
	gsize length;

	dialogue->untagged = NULL;
	if (!imap_connect_listen(dialogue->connection, dialogue->buffer, IMAP_CONNECT_BYTES, ms,
		    &length, &roused, error))
		return FALSE;
	*ret_heard = length   ? IMAP_HEARD_SOMETHING
		     : roused ? IMAP_HEARD_ROUSED
			      : IMAP_HEARD_NOTHING;
	return length == 0 || imap_parse_feed(dialogue->parser, dialogue->buffer, length,
				      on_response, dialogue, error);
}

gboolean
imap_dialogue_has_ended(const ImapDialogue *dialogue)
{
	return dialogue->outcomes->len > 0;
}

ImapWatch *
imap_dialogue_watch(ImapDialogue *dialogue)
{
	return &dialogue->watch;
}

void
imap_dialogue_distrust(ImapDialogue *dialogue, ImapCapability capability)
{
	dialogue->capabilities &= ~(guint) capability;
}

gboolean
imap_dialogue_run(ImapDialogue *dialogue, const char *command, ImapParseHandler untagged,
	gpointer user, ImapOutcome *ret_outcome, GError **error)
{
	guint tag;

	g_assert(dialogue->on_their_way == 0);
	return imap_dialogue_begin(dialogue, command, &tag, error) &&
	       imap_dialogue_wait(dialogue, untagged, user, ret_outcome, error);
}

gboolean
imap_dialogue_open(ImapDialogue *dialogue, GError **error)
{
	g_auto(ImapOutcome) outcome = { 0 };

	reset(dialogue);
	if (!imap_connect_open(dialogue->connection, error))
		return FALSE;
	dialogue->parser = imap_parse_new(&dialogue->limits);
	return imap_dialogue_run(dialogue, "CAPABILITY", NULL, NULL, &outcome, error);
}

void
imap_dialogue_refused(const ImapOutcome *outcome, LexError class, const char *what, GError **error)
{
	if (outcome->code == IMAP_CODE_UNAVAILABLE)
		class = LEX_ERROR_TEMPORARY;
	g_set_error(error, LEX_ERROR, class, "%s: %s", what, outcome->text);
}

static void
log_out(ImapDialogue *dialogue)
{
	g_auto(ImapOutcome) outcome = { 0 };

	dialogue->leaving = TRUE;
	/* a farewell that is not answered changes nothing */
	if (!imap_dialogue_run(dialogue, "LOGOUT", NULL, NULL, &outcome, NULL))
		g_debug("imap: the server closed without a word");
}

void
imap_dialogue_close(ImapDialogue *dialogue)
{
	if (imap_dialogue_is_open(dialogue) && dialogue->parser && dialogue->on_their_way == 0) {
		imap_connect_hurry(dialogue->connection, LOGOUT_MS);
		log_out(dialogue);
	}
	imap_connect_close(dialogue->connection);
	reset(dialogue);
}

void
imap_outcome_clear(ImapOutcome *outcome)
{
	g_clear_pointer(&outcome->text, g_free);
}

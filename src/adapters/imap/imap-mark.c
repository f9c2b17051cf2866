/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happens to handled mail in the mailbox. Best effort by design: the
 * ledger decides what was handled, never the mailbox. Never a plain EXPUNGE,
 * and nothing is expunged that was not copied before or that the caller says is
 * to go.
 */
#include "adapters/imap/imap-mark.h"

#include "adapters/imap/imap-name.h"
#include "adapters/imap/imap-set.h"

#define SET_LENGTH 4000

typedef struct {
	ImapDialogue *dialogue;
	const char *folder;
	char *quoted; /* the folder on the wire, for AFTER_MOVE */
} Mark;

/* Does something with the UIDs of one set. */
typedef gboolean (*MarkStep)(Mark *mark, const char *set, GError **error);

static gboolean
run(Mark *mark, const char *command, ImapOutcome *ret_outcome, GError **error)
{
	return imap_dialogue_run(mark->dialogue, command, NULL, NULL, ret_outcome, error);
}

/* A command that has to end in OK. */
static gboolean
require(Mark *mark, const char *command, const char *what, GError **error)
{
	g_auto(ImapOutcome) outcome = { 0 };

	if (!run(mark, command, &outcome, error))
		return FALSE;
	if (outcome.status == IMAP_STATUS_OK)
		return TRUE;
	imap_dialogue_refused(&outcome, LEX_ERROR_WAIT, what, error);
	return FALSE;
}

static gboolean
flag(Mark *mark, const char *set, GError **error)
{
	g_autofree char *command =
		g_strdup_printf("UID STORE %s +FLAGS.SILENT (" IMAP_MARK_KEYWORD ")", set);

	return require(mark, command,
		"handled mail cannot be marked; give the user the right to set flags or set "
		"after = \"keep\"",
		error);
}

static gboolean
create_folder(Mark *mark, GError **error)
{
	g_auto(ImapOutcome) outcome = { 0 };
	g_autofree char *command = g_strdup_printf("CREATE %s", mark->quoted);
	g_autofree char *what = g_strdup_printf(
		"the folder \"%s\" for handled mail cannot be created", mark->folder);

	if (!run(mark, command, &outcome, error))
		return FALSE;
	if (outcome.status == IMAP_STATUS_OK || outcome.code == IMAP_CODE_ALREADYEXISTS)
		return TRUE;
	imap_dialogue_refused(&outcome, LEX_ERROR_WAIT, what, error);
	return FALSE;
}

/* UID MOVE or UID COPY; the folder is created when the server says that this would help. */
static gboolean
transfer(Mark *mark, const char *verb, const char *set, GError **error)
{
	g_auto(ImapOutcome) outcome = { 0 };
	g_autofree char *command = g_strdup_printf("UID %s %s %s", verb, set, mark->quoted);
	g_autofree char *what =
		g_strdup_printf("handled mail cannot be moved to the folder \"%s\"", mark->folder);

	if (!run(mark, command, &outcome, error))
		return FALSE;
	if (outcome.status == IMAP_STATUS_OK)
		return TRUE;
	if (outcome.code == IMAP_CODE_TRYCREATE)
		return create_folder(mark, error) && require(mark, command, what, error);
	imap_dialogue_refused(&outcome, LEX_ERROR_WAIT, what, error);
	return FALSE;
}

static gboolean
move(Mark *mark, const char *set, GError **error)
{
	return transfer(mark, "MOVE", set, error);
}

/* RFC 6851 section 3.3. Broken off before the last step it leaves a second copy, never none. */
static gboolean
copy_and_expunge(Mark *mark, const char *set, GError **error)
{
	g_autofree char *store = g_strdup_printf("UID STORE %s +FLAGS.SILENT (\\Deleted)", set);
	g_autofree char *expunge = g_strdup_printf("UID EXPUNGE %s", set);
	const char *what = "handled mail was copied but cannot be taken out of the mailbox; "
			   "give the user the right to delete";

	return transfer(mark, "COPY", set, error) && require(mark, store, what, error) &&
	       require(mark, expunge, what, error);
}

static gboolean
refuse_move(Mark *mark, const char *set, GError **error)
{
	(void) set;
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
		"the IMAP server can move mail to \"%s\" only by a plain EXPUNGE, which is never "
		"done here; set after = \"flag\" or \"keep\"",
		mark->folder);
	return FALSE;
}

/* Broken off between the two it leaves mail that stands there struck out, and is repeated. */
static gboolean delete (Mark *mark, const char *set, GError **error)
{
	g_autofree char *store = g_strdup_printf("UID STORE %s +FLAGS.SILENT (\\Deleted)", set);
	g_autofree char *expunge = g_strdup_printf("UID EXPUNGE %s", set);
	const char *what = "mail whose time has come cannot be deleted; give the user the right "
			   "to delete";

	return require(mark, store, what, error) && require(mark, expunge, what, error);
}

gboolean
imap_mark_delete(ImapDialogue *dialogue, const guint32 *uids, gsize n_uids, GError **error)
{
	Mark mark = { .dialogue = dialogue };
	gsize position = 0;

	if (!imap_dialogue_can(dialogue, IMAP_CAPABILITY_UIDPLUS)) {
		g_set_error_literal(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"the IMAP server can delete mail only by a plain EXPUNGE, which is never "
			"done here; set after = \"flag\" or \"keep\"");
		return FALSE;
	}
	while (position < n_uids) {
		g_autofree char *set = imap_set_next(uids, n_uids, n_uids, SET_LENGTH, &position);

		if (!delete (&mark, set, error))
			return FALSE;
	}
	return TRUE;
}

static MarkStep
choose_step(ImapDialogue *dialogue, AfterPolicy after, gboolean can_flag)
{
	switch (after) {
	case AFTER_MOVE:
		if (imap_dialogue_can(dialogue, IMAP_CAPABILITY_MOVE))
			return move;
		return imap_dialogue_can(dialogue, IMAP_CAPABILITY_UIDPLUS) ? copy_and_expunge
									    : refuse_move;
	case AFTER_FLAG:
	case AFTER_DELETE:
		return can_flag ? flag : NULL;
	case AFTER_KEEP:
	case AFTER_COUNT:
		break;
	}
	return NULL;
}

gboolean
imap_mark_run(ImapDialogue *dialogue, const MailboxSettings *settings, gboolean can_flag,
	const guint32 *uids, gsize n_uids, GError **error)
{
	MarkStep step = choose_step(dialogue, settings->after, can_flag);
	g_autofree char *quoted = NULL;
	Mark mark = { .dialogue = dialogue, .folder = settings->after_folder };
	gsize position = 0;

	if (!step)
		return TRUE;
	if (settings->after == AFTER_MOVE && !imap_name_quote(mark.folder, &quoted, error))
		return FALSE;
	mark.quoted = quoted;
	while (position < n_uids) {
		g_autofree char *set = imap_set_next(uids, n_uids, n_uids, SET_LENGTH, &position);

		if (!step(&mark, set, error))
			return FALSE;
	}
	return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The mailbox changes while it is read. Keeps no more than what a wait and the
 * meaning of the UIDs depend on.
 */
#include "adapters/imap/imap-watch.h"

#include "core/error.h"

static void
note_count(ImapWatch *watch, const ImapResponse *response)
{
	if (response->kind == IMAP_RESPONSE_EXPUNGE && watch->exists > 0)
		watch->exists--;
	if (response->kind != IMAP_RESPONSE_EXISTS)
		return;
	watch->grown |= response->number > watch->exists;
	watch->exists = response->number;
}

gboolean
imap_watch_note(ImapWatch *watch, const ImapResponse *response, GError **error)
{
	note_count(watch, response);
	if (response->code != IMAP_CODE_UIDVALIDITY || watch->uidvalidity == 0 ||
		response->number == watch->uidvalidity)
		return TRUE;
	g_set_error_literal(error, LEX_ERROR, LEX_ERROR_TEMPORARY,
		"the IMAP server numbered the mailbox anew while it was read");
	return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One request after the other. Must never look into a file itself.
 */
#include "reader/serve.h"

#include <unistd.h>

/* Whoever waits for the answer hears that it takes longer; if nobody does, it shows later. */
static void
say_busy(void)
{
	(void) !reader_frame_write_answer(STDOUT_FILENO, READER_STATUS_BUSY, "", -1, NULL);
}

static gboolean
serve_one(const Service *service, Relay *elsewhere, gboolean *ret_more, GError **error)
{
	g_autofree char *name = NULL;
	g_autofree char *text = NULL;
	g_autoptr(GBytes) content = NULL;
	g_autoptr(GError) wrong = NULL;

	content = reader_frame_read_request(STDIN_FILENO, &name, &wrong);
	*ret_more = content != NULL;
	if (!content) {
		if (wrong)
			g_propagate_error(error, g_steal_pointer(&wrong));
		return *error == NULL;
	}
	ReaderStatus status = child_read_file(service, name, content, say_busy, &text);
	if (status == READER_STATUS_ELSEWHERE && elsewhere) {
		g_clear_pointer(&text, g_free);
		say_busy(); /* it begins anew, with all the time that a file has */
		status = relay_read(elsewhere, name, content, say_busy, &text);
	}
	return reader_frame_write_answer(STDOUT_FILENO, status, text, -1, error);
}

gboolean
serve(const Service *service, Relay *elsewhere, GError **error)
{
	gboolean more = TRUE;

	if (!reader_frame_write_answer(STDOUT_FILENO, READER_STATUS_READY, "", -1, error))
		return FALSE;
	while (more)
		if (!serve_one(service, elsewhere, &more, error))
			return FALSE;
	return TRUE;
}

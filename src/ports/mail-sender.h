/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The way out. One object is used by one thread at a time, but for interrupt(),
 * and may keep a connection.
 */
typedef struct MailSender MailSender;

struct MailSender {
	/*
	 * Gives one message to one recipient. sender is the envelope sender, ""
	 * for the null reverse-path <>. message has CRLF line ends.
	 * TRUE: the server took it; ret_reply, if wanted, gets its final line.
	 * Errors: TEMPORARY (4xx; connection refused or broken before all bytes
	 * were given), WAIT (login or certificate), REJECTED (5xx for this
	 * recipient or message), UNCERTAIN (all bytes were given and no final
	 * reply came), CONFIG.
	 */
	gboolean (*send)(MailSender *self, const char *sender, const char *recipient,
		GBytes *message, char **ret_reply, GError **error);

	/*
	 * From any thread: the program is to end. A send that waits ends with
	 * TEMPORARY, except that a server which has the message gets some seconds
	 * more for its reply; so do all later ones. May be NULL.
	 */
	void (*interrupt)(MailSender *self);

	void (*free)(MailSender *self);
};

static inline void
mail_sender_interrupt(MailSender *sender)
{
	if (sender->interrupt)
		sender->interrupt(sender);
}

static inline void
mail_sender_free(MailSender *sender)
{
	if (sender)
		sender->free(sender);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailSender, mail_sender_free)

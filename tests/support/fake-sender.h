/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/error.h"
#include "ports/mail-sender.h"

/* A way out that answers what it is told to, and remembers what it got. */
typedef struct {
	MailSender base;
	const int *answers; /* LexError of each call in turn; -1: taken. After the last: taken */
	guint n_answers, calls;
	GPtrArray *sent; /* char *: "sender>recipient" of each call */
	void (*before)(gpointer user);
	gpointer user;
} FakeSender;

static inline gboolean
fake_sender_send(MailSender *self, const char *sender, const char *recipient,
	GBytes *message G_GNUC_UNUSED, char **ret_reply, GError **error)
{
	FakeSender *fake = (FakeSender *) self;
	int answer = fake->calls < fake->n_answers ? fake->answers[fake->calls] : -1;

	fake->calls++;
	if (fake->before)
		fake->before(fake->user);
	g_ptr_array_add(fake->sent, g_strdup_printf("%s>%s", sender, recipient));
	if (answer >= 0) {
		g_set_error(error, LEX_ERROR, answer, "550 5.1.1 no");
		return FALSE;
	}
	if (ret_reply)
		*ret_reply = g_strdup("250 2.0.0 taken");
	return TRUE;
}

static inline void
fake_sender_release(MailSender *self G_GNUC_UNUSED)
{
}

static inline void
fake_sender_init(FakeSender *fake)
{
	*fake = (FakeSender){ .base = { .send = fake_sender_send, .free = fake_sender_release },
		.sent = g_ptr_array_new_with_free_func(g_free) };
}

static inline void
fake_sender_clear(FakeSender *fake)
{
	g_ptr_array_unref(fake->sent);
}

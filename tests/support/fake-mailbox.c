/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A MailSource without a network.
 */
#include "support/fake-mailbox.h"

#include <string.h>

#include "core/date.h"
#include "core/error.h"

static gboolean
fails(gboolean now, const char *what, GError **error)
{
	if (now)
		g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY, "%s: connection lost", what);
	return now;
}

/* A server may take its time for each of them. */
static void
ask(const FakeMailbox *mailbox)
{
	if (mailbox->asked)
		mailbox->asked(mailbox->user);
}

static gboolean
open_mailbox(MailSource *self, MailSourceState *ret_state, GError **error)
{
	FakeMailbox *mailbox = (FakeMailbox *) self;

	mailbox->opened++;
	ask(mailbox);
	if (mailbox->refusal) {
		g_set_error_literal(error, LEX_ERROR, LEX_ERROR_WAIT, mailbox->refusal);
		return FALSE;
	}
	if (fails(mailbox->open_fails, "open", error))
		return FALSE;
	if (!mailbox->connected && mailbox->login)
		mailbox->login(mailbox->user);
	mailbox->connected = TRUE;
	*ret_state = (MailSourceState){ .uidvalidity = mailbox->uidvalidity,
		.uidnext = mailbox->uidnext,
		.exists = mailbox->mails->len,
		.can_flag = TRUE,
		.place = mailbox->place };
	return TRUE;
}

static gboolean
list(MailSource *self, GArray **ret_uids, guint32 *ret_unlisted, GError **error)
{
	FakeMailbox *mailbox = (FakeMailbox *) self;

	ask(mailbox);
	if (fails(mailbox->list_fails, "list", error))
		return FALSE;
	*ret_unlisted = 0;
	*ret_uids = g_array_new(FALSE, FALSE, sizeof(guint32));
	for (guint i = 0; i < mailbox->mails->len; i++) {
		const FakeMail *mail = &g_array_index(mailbox->mails, FakeMail, i);

		if (!mail->unlisted)
			g_array_append_val(*ret_uids, mail->uid);
		*ret_unlisted += mail->unlisted;
	}
	return TRUE;
}

static gboolean
give(const FakeMail *mail, const char *text, MailSourceTake take, gpointer user, GError **error)
{
	gsize length = strlen(mail->raw);
	g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
	const MailSourceItem item = { .uid = mail->uid,
		.internaldate = INSTANT_NONE,
		.size = length,
		.raw = raw,
		.told_size = length + mail->told_more };

	return take(&item, user, error);
}

static gboolean
fetch(MailSource *self, const guint32 *uids, gsize n_uids, MailSourceTake take, gpointer user,
	GError **error)
{
	FakeMailbox *mailbox = (FakeMailbox *) self;
	guint given = 0;

	ask(mailbox);
	for (gsize i = 0; i < n_uids; i++) {
		const FakeMail *mail =
			fake_mailbox_get(mailbox, uids[mailbox->reversed ? n_uids - 1 - i : i]);

		if (fails(given == mailbox->breaks_after, "fetch", error))
			return FALSE;
		if (!mail || mail->hidden)
			continue;
		given++;
		mailbox->fetched++;
		if (!give(mail, mail->raw, take, user, error))
			return FALSE;
	}
	return !fails(given == mailbox->breaks_after, "fetch", error);
}

static gboolean
glance(MailSource *self, const guint32 *uids, gsize n_uids, MailSourceTake take, gpointer user,
	GError **error)
{
	FakeMailbox *mailbox = (FakeMailbox *) self;

	ask(mailbox);
	if (fails(mailbox->glance_fails, "glance", error))
		return FALSE;
	for (gsize i = 0; i < n_uids; i++) {
		const FakeMail *mail = fake_mailbox_get(mailbox, uids[i]);

		mailbox->glanced++;
		if (mail && !give(mail, mail->header ? mail->header : mail->raw, take, user, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
mark(MailSource *self, const guint32 *uids, gsize n_uids, GError **error)
{
	FakeMailbox *mailbox = (FakeMailbox *) self;

	if (fails(mailbox->mark_fails, "mark", error))
		return FALSE;
	g_array_append_vals(mailbox->marked, uids, (guint) n_uids);
	return TRUE;
}

static gboolean
remove_mails(MailSource *self, const guint32 *uids, gsize n_uids, GError **error)
{
	FakeMailbox *mailbox = (FakeMailbox *) self;

	if (fails(mailbox->remove_fails, "remove", error))
		return FALSE;
	for (gsize i = 0; i < n_uids; i++)
		fake_mailbox_remove(mailbox, uids[i]);
	return TRUE;
}

static gboolean
wait_for_mail(MailSource *self, gint64 ms, MailSourceWait *ret_end, GError **error)
{
	FakeMailbox *mailbox = (FakeMailbox *) self;

	mailbox->waited = ms;
	if (fails(mailbox->wait_fails, "wait", error))
		return FALSE;
	*ret_end = mailbox->wait_end;
	return TRUE;
}

static void
wake(MailSource *self)
{
	((FakeMailbox *) self)->woken++;
}

static void
interrupt(MailSource *self G_GNUC_UNUSED)
{
}

static void
close_mailbox(MailSource *self)
{
	FakeMailbox *mailbox = (FakeMailbox *) self;

	mailbox->closed++;
	mailbox->connected = FALSE;
}

static void
release(MailSource *self G_GNUC_UNUSED)
{
}

static void
mail_clear(FakeMail *mail)
{
	g_free(mail->raw);
}

FakeMailbox *
fake_mailbox_new(guint32 uidvalidity)
{
	FakeMailbox *mailbox = g_new0(FakeMailbox, 1);

	mailbox->base = (MailSource){ .open = open_mailbox,
		.list = list,
		.fetch = fetch,
		.glance = glance,
		.mark = mark,
		.remove = remove_mails,
		.wait = wait_for_mail,
		.wake = wake,
		.interrupt = interrupt,
		.close = close_mailbox,
		.free = release };
	mailbox->uidvalidity = uidvalidity;
	mailbox->uidnext = 1;
	mailbox->breaks_after = G_MAXUINT;
	mailbox->mails = g_array_new(FALSE, FALSE, sizeof(FakeMail));
	g_array_set_clear_func(mailbox->mails, (GDestroyNotify) mail_clear);
	mailbox->marked = g_array_new(FALSE, FALSE, sizeof(guint32));
	return mailbox;
}

void
fake_mailbox_free(FakeMailbox *mailbox)
{
	g_array_unref(mailbox->mails);
	g_array_unref(mailbox->marked);
	g_free(mailbox);
}

void
fake_mailbox_add(FakeMailbox *mailbox, const char *raw)
{
	FakeMail mail = { .uid = mailbox->uidnext++, .raw = g_strdup(raw) };

	g_array_append_val(mailbox->mails, mail);
}

void
fake_mailbox_remove(FakeMailbox *mailbox, guint32 uid)
{
	FakeMail *mail = fake_mailbox_get(mailbox, uid);

	g_array_remove_index(
		mailbox->mails, (guint) (mail - (FakeMail *) (gpointer) mailbox->mails->data));
}

static int
compare(gconstpointer a, gconstpointer b)
{
	guint32 left = ((const FakeMail *) a)->uid, right = ((const FakeMail *) b)->uid;

	return left < right ? -1 : left > right;
}

FakeMail *
fake_mailbox_get(FakeMailbox *mailbox, guint32 uid)
{
	const FakeMail wanted = { .uid = uid };
	guint place;

	if (!g_array_binary_search(mailbox->mails, &wanted, compare, &place))
		return NULL;
	return &g_array_index(mailbox->mails, FakeMail, place);
}

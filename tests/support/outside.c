/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mailbox and recipients that remember what a killed process did to them.
 */
#include "support/outside.h"

#include <string.h>
#include <sys/mman.h>

#include "core/error.h"
#include "support/power-cut.h"

typedef struct {
	MailSource base;
	Outside *outside;
} OutsideSource;

static gint changes;

guint
outside_changes(void)
{
	return (guint) g_atomic_int_get(&changes);
}

void
outside_change(void)
{
	g_atomic_int_inc(&changes);
}

static Outside *
of_source(MailSource *self)
{
	return ((OutsideSource *) self)->outside;
}

gpointer
outside_memory(gsize size)
{
	void *shared = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	g_assert_true(shared != MAP_FAILED);
	return shared;
}

Outside *
outside_new(void)
{
	return outside_memory(sizeof(Outside));
}

void
outside_add(Outside *outside, const char *raw, gint64 internaldate)
{
	OutsideMail *mail = &outside->mails[outside->n_mails++];

	g_assert_cmpuint(outside->n_mails, <, OUTSIDE_MAILS);
	g_assert_cmpuint(g_strlcpy(mail->raw, raw, sizeof mail->raw), <, sizeof mail->raw);
	mail->internaldate = internaldate;
}

guint
outside_times(const Outside *outside, const char *message_id)
{
	guint times = 0;

	for (guint i = 0; i < outside->n_given; i++)
		if (strcmp(outside->given[i].message_id, message_id) == 0)
			times += outside->given[i].times;
	return times;
}

static OutsideMail *
find(Outside *outside, guint32 uid)
{
	OutsideMail *mail = uid && uid <= outside->n_mails ? &outside->mails[uid - 1] : NULL;

	return mail && !mail->gone ? mail : NULL;
}

static gboolean
open_mailbox(MailSource *self, MailSourceState *ret_state, GError **error G_GNUC_UNUSED)
{
	Outside *outside = of_source(self);
	guint32 present = 0;

	for (guint i = 0; i < outside->n_mails; i++)
		present += !outside->mails[i].gone;
	*ret_state = (MailSourceState){ .uidvalidity = OUTSIDE_UIDVALIDITY,
		.uidnext = outside->n_mails + 1,
		.exists = present,
		.can_flag = TRUE };
	return TRUE;
}

static gboolean
list(MailSource *self, GArray **ret_uids, guint32 *ret_unlisted, GError **error G_GNUC_UNUSED)
{
	Outside *outside = of_source(self);

	*ret_unlisted = 0;
	*ret_uids = g_array_new(FALSE, FALSE, sizeof(guint32));
	for (guint32 uid = 1; uid <= outside->n_mails; uid++)
		if (find(outside, uid))
			g_array_append_val(*ret_uids, uid);
	return TRUE;
}

static gboolean
fetch(MailSource *self, const guint32 *uids, gsize n_uids, MailSourceTake take, gpointer user,
	GError **error)
{
	for (gsize i = 0; i < n_uids; i++) {
		const OutsideMail *mail = find(of_source(self), uids[i]);

		if (!mail)
			continue;
		g_autoptr(GBytes) raw = g_bytes_new(mail->raw, strlen(mail->raw));
		const MailSourceItem item = { .uid = uids[i],
			.internaldate = mail->internaldate,
			.size = g_bytes_get_size(raw),
			.raw = raw,
			.told_size = g_bytes_get_size(raw) };
		if (!take(&item, user, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
mark(MailSource *self, const guint32 *uids, gsize n_uids, GError **error G_GNUC_UNUSED)
{
	for (gsize i = 0; i < n_uids; i++) {
		OutsideMail *mail = find(of_source(self), uids[i]);

		if (!mail)
			continue;
		mail->marked = TRUE;
		mail->gone = of_source(self)->moves;
	}
	outside_change();
	return TRUE;
}

static gboolean
remove_mails(MailSource *self, const guint32 *uids, gsize n_uids, GError **error G_GNUC_UNUSED)
{
	for (gsize i = 0; i < n_uids; i++) {
		OutsideMail *mail = find(of_source(self), uids[i]);

		if (mail) {
			mail->gone = TRUE;
			mail->in_vain = power_cut_lies();
		}
	}
	outside_change();
	return TRUE;
}

static gboolean
wait_for_mail(MailSource *self G_GNUC_UNUSED, gint64 ms G_GNUC_UNUSED, MailSourceWait *ret_end,
	GError **error G_GNUC_UNUSED)
{
	*ret_end = MAIL_SOURCE_WAITED;
	return TRUE;
}

static void
nothing(MailSource *self G_GNUC_UNUSED)
{
}

static void
source_free(MailSource *self)
{
	g_free(self);
}

MailSource *
outside_source(Outside *outside)
{
	OutsideSource *source = g_new(OutsideSource, 1);

	*source = (OutsideSource){ .base = { .open = open_mailbox,
					   .list = list,
					   .fetch = fetch,
					   .glance = fetch,
					   .mark = mark,
					   .remove = remove_mails,
					   .wait = wait_for_mail,
					   .wake = nothing,
					   .interrupt = nothing,
					   .close = nothing,
					   .free = source_free },
		.outside = outside };
	return &source->base;
}

typedef struct {
	MailSender base;
	Outside *outside;
} OutsideSender;

/* Of the header of a mail of ours. */
static char *
message_id_of(GBytes *message)
{
	gsize length;
	const char *bytes = g_bytes_get_data(message, &length);
	g_autofree char *text = g_strndup(bytes, length);
	g_autofree char *folded = g_ascii_strdown(text, -1);
	const char *header = strstr(folded, "message-id:");

	g_assert_nonnull(header);
	const char *id = strchr(text + (header - folded), '<') + 1;
	return g_strndup(id, strcspn(id, ">"));
}

static void
give(Outside *outside, const char *message_id, const char *recipient)
{
	outside_change();
	outside->in_vain += power_cut_lies() ? 1 : 0;
	for (guint i = 0; i < outside->n_given; i++) {
		OutsideGiven *given = &outside->given[i];

		if (strcmp(given->message_id, message_id) == 0) {
			given->times++;
			return;
		}
	}
	g_assert_cmpuint(outside->n_given, <, OUTSIDE_GIVEN);
	OutsideGiven *given = &outside->given[outside->n_given];
	g_strlcpy(given->message_id, message_id, sizeof given->message_id);
	g_strlcpy(given->recipient, recipient, sizeof given->recipient);
	given->times = 1;
	outside->n_given++;
}

static gboolean
send_mail(MailSender *self, const char *sender G_GNUC_UNUSED, const char *recipient,
	GBytes *message, char **ret_reply, GError **error)
{
	g_autofree char *message_id = message_id_of(message);

	if (g_str_has_prefix(recipient, "borta@")) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_REJECTED, "550 5.1.1 no such user");
		return FALSE;
	}
	give(((OutsideSender *) self)->outside, message_id, recipient);
	*ret_reply = g_strdup("250 2.0.0 taken");
	return TRUE;
}

static void
sender_free(MailSender *self)
{
	g_free(self);
}

MailSender *
outside_sender(Outside *outside)
{
	OutsideSender *sender = g_new(OutsideSender, 1);

	*sender = (OutsideSender){ .base = { .send = send_mail, .free = sender_free },
		.outside = outside };
	return &sender->base;
}

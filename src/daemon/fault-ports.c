/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands between the daemon and the world when its faults are tested. Must
 * answer exactly as what is behind it, but for the fault.
 */
#include "daemon/fault-ports.h"

#ifdef ENABLE_FAULT_POINTS

#include "adapters/fault.h"

typedef struct {
	MailSource base;
	MailSource *real;
	MailSourceTake take; /* of the fetch that runs */
	gpointer user;
} FaultSource;

static MailSource *
real_source(MailSource *self)
{
	return ((FaultSource *) self)->real;
}

/* After any failure it is closed (mail-source.h). */
static gboolean
source_breaks(MailSource *self, const char *name, GError **error)
{
	if (!FAULT_FAILS(name, LEX_ERROR_TEMPORARY, error))
		return FALSE;
	real_source(self)->close(real_source(self));
	return TRUE;
}

static gboolean
source_open(MailSource *self, MailSourceState *ret_state, GError **error)
{
	return !source_breaks(self, "source: before open", error) &&
	       real_source(self)->open(real_source(self), ret_state, error) &&
	       !source_breaks(self, "source: opened", error);
}

static gboolean
source_list(MailSource *self, GArray **ret_uids, guint32 *ret_unlisted, GError **error)
{
	return !source_breaks(self, "source: before list", error) &&
	       real_source(self)->list(real_source(self), ret_uids, ret_unlisted, error);
}

static gboolean
take(const MailSourceItem *item, gpointer user, GError **error)
{
	FaultSource *source = user;

	return !FAULT_FAILS("source: mail came", LEX_ERROR_TEMPORARY, error) &&
	       source->take(item, source->user, error);
}

static gboolean
source_fetch(MailSource *self, const guint32 *uids, gsize n_uids, MailSourceTake taken,
	gpointer user, GError **error)
{
	FaultSource *source = (FaultSource *) self;

	source->take = taken;
	source->user = user;
	return !source_breaks(self, "source: before fetch", error) &&
	       source->real->fetch(source->real, uids, n_uids, take, source, error) &&
	       !source_breaks(self, "source: fetched", error);
}

static gboolean
source_glance(MailSource *self, const guint32 *uids, gsize n_uids, MailSourceTake taken,
	gpointer user, GError **error)
{
	return !source_breaks(self, "source: before glance", error) &&
	       real_source(self)->glance(real_source(self), uids, n_uids, taken, user, error);
}

static gboolean
source_mark(MailSource *self, const guint32 *uids, gsize n_uids, GError **error)
{
	return !source_breaks(self, "source: before mark", error) &&
	       real_source(self)->mark(real_source(self), uids, n_uids, error) &&
	       !source_breaks(self, "source: marked", error);
}

static gboolean
source_remove(MailSource *self, const guint32 *uids, gsize n_uids, GError **error)
{
	return !source_breaks(self, "source: before remove", error) &&
	       real_source(self)->remove(real_source(self), uids, n_uids, error) &&
	       !source_breaks(self, "source: removed", error);
}

static gboolean
source_wait(MailSource *self, gint64 ms, MailSourceWait *ret_end, GError **error)
{
	return !source_breaks(self, "source: before wait", error) &&
	       real_source(self)->wait(real_source(self), ms, ret_end, error);
}

static void
source_wake(MailSource *self)
{
	real_source(self)->wake(real_source(self));
}

static void
source_interrupt(MailSource *self)
{
	real_source(self)->interrupt(real_source(self));
}

static void
source_close(MailSource *self)
{
	real_source(self)->close(real_source(self));
}

static void
source_free(MailSource *self)
{
	mail_source_free(real_source(self));
	g_free(self);
}

MailSource *
fault_source(MailSource *source)
{
	FaultSource *fault = g_new(FaultSource, 1);

	*fault = (FaultSource){ .base = { .open = source_open,
					.list = source_list,
					.fetch = source_fetch,
					.glance = source_glance,
					.mark = source_mark,
					.remove = source_remove,
					.wait = source_wait,
					.wake = source_wake,
					.interrupt = source_interrupt,
					.close = source_close,
					.free = source_free },
		.real = source };
	return &fault->base;
}

typedef struct {
	MailSender base;
	MailSender *real;
} FaultSender;

/* What was given away and is not answered is uncertain (mail-sender.h). */
static gboolean
sender_send(MailSender *self, const char *sender, const char *recipient, GBytes *message,
	char **ret_reply, GError **error)
{
	MailSender *real = ((FaultSender *) self)->real;
	g_autofree char *reply = NULL;

	if (FAULT_FAILS("sender: before send", LEX_ERROR_TEMPORARY, error) ||
		!real->send(real, sender, recipient, message, &reply, error) ||
		FAULT_FAILS("sender: sent", LEX_ERROR_UNCERTAIN, error))
		return FALSE;
	if (ret_reply)
		*ret_reply = g_steal_pointer(&reply);
	return TRUE;
}

static void
sender_interrupt(MailSender *self)
{
	mail_sender_interrupt(((FaultSender *) self)->real);
}

static void
sender_free(MailSender *self)
{
	mail_sender_free(((FaultSender *) self)->real);
	g_free(self);
}

MailSender *
fault_sender(MailSender *sender)
{
	FaultSender *fault = g_new(FaultSender, 1);

	*fault = (FaultSender){
		.base = { .send = sender_send, .interrupt = sender_interrupt, .free = sender_free },
		.real = sender
	};
	return &fault->base;
}

typedef struct {
	DocumentReader base;
	DocumentReader *real;
} FaultReader;

static gboolean
reader_read(
	DocumentReader *self, const char *name, GBytes *content, char **ret_json, GError **error)
{
	DocumentReader *real = ((FaultReader *) self)->real;

	return !FAULT_FAILS("reader: before read", LEX_ERROR_TEMPORARY, error) &&
	       real->read(real, name, content, ret_json, error);
}

static void
reader_free(DocumentReader *self)
{
	document_reader_free(((FaultReader *) self)->real);
	g_free(self);
}

DocumentReader *
fault_reader(DocumentReader *reader)
{
	FaultReader *fault = g_new(FaultReader, 1);

	*fault = (FaultReader){ .base = { .read = reader_read, .free = reader_free },
		.real = reader };
	return &fault->base;
}

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/letter.h"
#include "ports/mail-sender.h"

/*
 * The connections to one mail server: what is given away through them at once.
 * Used by one thread, but for interrupt() and wake().
 */
typedef struct Outlets Outlets;

/* A notice in hand: as it lies in the outbox, as a mail, and what became of it. */
typedef struct {
	OutboxItem item;
	Letter letter;
	GError *unwritten; /* why there is no mail to send, or NULL */
	gboolean claimed;  /* it is `sending` */
	gboolean crowded;  /* it is not given over the only connection */
	gboolean ended;    /* and is so no more */
	gboolean sent;
	char *reply;
	GError *fault; /* why it was not claimed, or not sent */
	GError *unended;
} Parcel;

Parcel *parcel_new(void);
void parcel_free(Parcel *parcel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Parcel, parcel_free)

/* MailSender *, at least one, which are taken; each is one connection. */
Outlets *outlets_new(const GPtrArray *senders);
void outlets_free(Outlets *outlets);

guint outlets_count(const Outlets *outlets);

/*
 * Sends a parcel through one of them that is free; sets sent, reply and fault. It is borrowed
 * until outlets_take() answers it.
 */
void outlets_give(Outlets *outlets, Parcel *parcel, const char *sender);

/*
 * Until a parcel is done, and then a moment longer for the others, as who writes down what became
 * of several does so at once. Ends early when woken; at once when nothing was given.
 */
void outlets_wait(Outlets *outlets);

/* One that is done, or NULL. */
Parcel *outlets_take(Outlets *outlets);

/* From any thread: outlets_wait() ends, for there may be more to give. */
void outlets_wake(Outlets *outlets);

/* From any thread: what is being sent ends soon. */
void outlets_interrupt(Outlets *outlets);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Outlets, outlets_free)

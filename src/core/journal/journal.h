/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The journal's chain (HACKING.md, invariant 8). An event's hash covers its
 * metadata, the hash before it, and an HMAC of its detail under a salt of its
 * own; salt and detail stand apart, so that they can be erased while the chain
 * still holds.
 */
#define JOURNAL_HASH_BYTES 32
#define JOURNAL_SALT_BYTES 16

typedef struct {
	gint64 seq;                     /* 1, 2, 3, ... without gaps */
	gint64 time;                    /* instant in ms */
	const char *actor;              /* who: an address, or "lexsarahd" */
	const char *user;               /* the operating system's user */
	const char *kind;               /* "case_opened", ... */
	const char *case_id;            /* "LS-2026-0042" or NULL */
	gint64 mail;                    /* our number of a mail, or 0 */
	guint8 mac[JOURNAL_HASH_BYTES]; /* HMAC-SHA-256 of the detail under its salt */
} JournalEvent;

/*
 * Clocks of one machine, and who waits for the other's transaction, differ by less: what is that
 * little earlier than the event before it has that one's time.
 */
#define JOURNAL_CLOCK_SLACK_MS (2 * 60 * 1000)

/* Where a chain ends: the last event's number and hash, all zero before the first. */
typedef struct {
	gint64 seq;
	gint64 time; /* of that event; 0 where only the chain is meant */
	guint8 hash[JOURNAL_HASH_BYTES];
} JournalLink;

/*
 * The canonical bytes, over which an event's hash goes: the line
 * "lexsarah-event-1", then previous hash and mac in hexadecimal, then seq, time,
 * mail as decimals and actor, user, kind, case_id as "LENGTH:BYTES" ("-" when
 * NULL), each ended by a newline, in the order previous, seq, time, actor, user,
 * kind, case_id, mail, mac. previous is all zero for the first event.
 */
GString *journal_write(const JournalEvent *event, const guint8 previous[JOURNAL_HASH_BYTES]);

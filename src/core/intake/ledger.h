/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Whether a mailbox is still the one that its ledger was made with. UIDs mean
 * something only within one UIDVALIDITY (RFC 9051 section 2.3.1.1), and servers
 * that are restored from a backup, or exchanged, keep that and give the same
 * numbers to other mail. Then a new ledger begins: all mail is fetched again,
 * and what is known makes copies.
 */
typedef enum {
	LEDGER_SAME,           /* nothing speaks against it */
	LEDGER_WENT_BACK,      /* the next UID is lower than it was; see LedgerDoubt */
	LEDGER_ELSEWHERE,      /* another server, folder or user */
	LEDGER_OTHER_MAIL,     /* other mail stands where a known one was to be removed */
	LEDGER_NEWEST_DIFFERS, /* other mail stands where the newest known one did */
	LEDGER_CAUSE_COUNT
} LedgerCause;

/*
 * A lower next UID than before is believed at once: the next mail would get a
 * number that is known, and be hidden behind it. But behind one name may stand
 * copies of a mailbox that lag, and such a mailbox would be fetched anew each
 * time: one ledger in this time is enough. So it is with LEDGER_NEWEST_DIFFERS.
 */
#define LEDGER_WENT_BACK_MS (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)

/* How sure it is that a mailbox is the one of its ledger. In doubt nothing is removed from it. */
typedef enum {
	LEDGER_SURE,
	LEDGER_SWINGING, /* again it is another, less than LEDGER_WENT_BACK_MS after a new ledger */
} LedgerDoubt;

/* What the operator is told of LEDGER_SWINGING in that language, with what to do. Static. */
const char *ledger_swinging_notice(const char *language);

/* "went_back", ...; NULL for LEDGER_SAME. Static. */
const char *ledger_cause_name(LedgerCause cause);
gboolean ledger_cause_from_name(const char *name, LedgerCause *ret) G_GNUC_WARN_UNUSED_RESULT;

/* What the operator is told in that language, with what to do. Static. */
const char *ledger_cause_notice(LedgerCause cause, const char *language);

/* A mailbox as it was last seen, or is now. */
typedef struct {
	gint64 uidnext;    /* 0: the server does not say */
	const char *place; /* server, folder and user; NULL: not known */
} LedgerSight;

/* What tells a mail from another without reading it. */
typedef struct {
	gint64 size;            /* as the server says; 0: it does not */
	const char *message_id; /* without <>, NULL if none */
} LedgerMail;

/* TRUE if what stands at a number now can be the mail that was stored from there. */
gboolean ledger_is_same_mail(const LedgerMail *stored, const LedgerMail *now);

LedgerCause ledger_compare(const LedgerSight *before, const LedgerSight *now);

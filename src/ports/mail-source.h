/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A mailbox that mail is fetched from. One object is used by one thread.
 *
 * Failures are classes (core/error.h): TEMPORARY for anything that a new
 * connection may cure (network, timeout, BYE, NO with UNAVAILABLE), WAIT when
 * a person has to act (login refused, certificate, no such mailbox), CONFIG for
 * a URL that cannot be. After any failure the object is closed: the next call
 * must be open(). Nothing here ever sets \Seen.
 */
typedef struct MailSource MailSource;

typedef struct {
	guint32 uidvalidity; /* RFC 3501 section 2.3.1.1; never 0 */
	guint32 uidnext;     /* 0 if the server does not say */
	guint32 exists;
	guint32 unlisted;  /* of what list() gives: mails that the server has and does not list */
	gboolean can_flag; /* FALSE: the mailbox keeps no keyword of ours, `flag` is `keep` */
	const char *place; /* which mailbox it is: server, folder and user; the source's; NULL: it
			    * does not say */
} MailSourceState;

typedef struct {
	guint32 uid;
	gint64 internaldate; /* instant in ms, INSTANT_NONE if the server gave none */
	guint64 size;        /* bytes the server announced for the body literal */
	GBytes *raw;         /* the bytes; only the first limit bytes if truncated */
	gboolean truncated;
	guint64 told_size; /* RFC822.SIZE as the server tells it; 0 if it does not */
} MailSourceItem;

/*
 * Called once for each mail as it arrives, in the server's order. item and its
 * raw bytes are borrowed until the call returns (take a reference to keep raw).
 * FALSE with an error stops the fetch, closes the source and is handed up.
 */
typedef gboolean (*MailSourceTake)(const MailSourceItem *item, gpointer user, GError **error);

/* How a wait ended. */
typedef enum {
	MAIL_SOURCE_WAITED,      /* the time is over */
	MAIL_SOURCE_CHANGED,     /* there is more mail: look at once */
	MAIL_SOURCE_WOKEN,       /* by wake() or interrupt() */
	MAIL_SOURCE_CANNOT_WAIT, /* at once or before the time: the server cannot tell, or closed */
} MailSourceWait;

struct MailSource {
	/* Connects if needed, (re)selects the mailbox and fills ret_state. */
	gboolean (*open)(MailSource *self, MailSourceState *ret_state, GError **error);

	/*
	 * All UIDs now in the mailbox, ascending. ret_uids: GArray of guint32, transferred.
	 * ret_unlisted: how many more there are by the server's own count, which it keeps back.
	 */
	gboolean (*list)(
		MailSource *self, GArray **ret_uids, guint32 *ret_unlisted, GError **error);

	/*
	 * Fetches these UIDs in pipelined batches. UIDs that the server does not
	 * return are simply not reported: the caller knows which it asked for.
	 */
	gboolean (*fetch)(MailSource *self, const guint32 *uids, gsize n_uids, MailSourceTake take,
		gpointer user, GError **error);

	/*
	 * As fetch(), but raw is no more than the Message-ID header: which mails these
	 * are. A UID that is not reported may be gone, or not be told of.
	 */
	gboolean (*glance)(MailSource *self, const guint32 *uids, gsize n_uids, MailSourceTake take,
		gpointer user, GError **error);

	/*
	 * Does to handled mail what the mailbox's `after` says (nothing, keyword,
	 * move); idempotent, and harmless for UIDs that are gone.
	 */
	gboolean (*mark)(MailSource *self, const guint32 *uids, gsize n_uids, GError **error);

	/*
	 * Deletes these mails for good, and no others: CONFIG, and nothing is
	 * deleted, where the server could do it by a plain EXPUNGE only. Harmless
	 * for UIDs that are gone.
	 */
	gboolean (*remove)(MailSource *self, const guint32 *uids, gsize n_uids, GError **error);

	/*
	 * Waits at most ms for the server to say that there is more mail. A hint:
	 * that it says nothing proves nothing. interrupt() ends it as wake() does,
	 * and closes the source.
	 */
	gboolean (*wait)(MailSource *self, gint64 ms, MailSourceWait *ret_end, GError **error);

	/* Ends the wait() of another thread, or else the next one, at once. From any thread. */
	void (*wake)(MailSource *self);

	/*
	 * Ends blocking calls of another thread within a second; they fail with
	 * TEMPORARY. From any thread.
	 */
	void (*interrupt)(MailSource *self);

	/* Logs out if it can do so quickly, and closes. Safe on a closed source. */
	void (*close)(MailSource *self);

	void (*free)(MailSource *self);
};

static inline void
mail_source_free(MailSource *source)
{
	if (source)
		source->free(source);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailSource, mail_source_free)

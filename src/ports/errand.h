/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/life.h"
#include "core/notice/notice.h"
#include "core/notice/outbox.h"
#include "core/answer/reply-token.h"
#include "core/mail/trust.h"

/*
 * A mail that answers a notice by its token and says what is to be done in the case:
 *
 *	pending ──► done
 *	   │   └──► asked ──► done (by the answer to what was asked)
 *	   └──────► failed (it was tried again and again, or is damaged)
 *
 * A form that comes with it is another errand of the same mail, which begins as `reading` and
 * is pending when its files were read; if no form was found there it is no more. Where somebody
 * is to be told of the files it is pending at once, and waits for the reading all the same.
 */
typedef struct Errand Errand;
struct Errand {
	gint64 mail;
	GBytes *raw;       /* the mail */
	char *message_id;  /* of it, or NULL */
	char *writer;      /* From:, or NULL; a claim */
	TrustResult trust; /* in that claim */
	gint64 received;   /* instant at which it arrived */
	guint attempts;    /* with the one that begins now */
	gboolean form;     /* what is to be done stands in a form that came with it */
	char *reading;     /* of a form: what was read, as JSON; NULL: nothing was */

	/* The notice that it answers, whose token holds. */
	char *case_id, *board;
	char *investigator; /* of the case, or NULL */
	char *recipient;    /* who got it: whoever answers is judged, asked and told as this one */
	Audience audience;
	Route route;
	ReplyPurpose purpose;
	CivilDate expires;
	/* What is stored of it holds something that is none of what may be there, in whose place
	 * stands here what allows least. */
	gboolean damaged;
	gint64 knows;  /* the last event of the journal when that was queued; 0: not known */
	gboolean used; /* another mail has used it up */
	Errand *asked; /* of REPLY_FOR_CONFIRMATION: the mail that it was asked about, or NULL */
};

void errand_clear(Errand *errand);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Errand, errand_clear)

/* What is done for it, in one transaction. All functions get user. */
typedef struct {
	/*
	 * Before anything is done: the case as it is, and what its log says (CaseNote * of
	 * core/answer/form-errand.h). How many steps there are.
	 */
	guint (*look)(const CaseFile *file, const GPtrArray *notes, gpointer user);
	/*
	 * As LifePlanner, for one step. NOT_ALLOWED, INPUT and NOT_FOUND refuse this step and
	 * change nothing by it; anything else ends all, and so does what was planned and cannot
	 * be kept.
	 */
	LifePlan *(*plan)(CaseFile *file, guint step, gpointer user, GError **error);
	/*
	 * The case as it is when all steps were tried: what is to be said, or NULL. Transferred.
	 * The errand waits for the answer to the first, if that is NOTICE_CONFIRMATION.
	 */
	GPtrArray *(*tell)(const CaseFile *file, gpointer user); /* of PlannedNotice * */
	/* After that: what the journal keeps of it, one JSON object. Transferred. */
	char *(*record)(gpointer user);
	gboolean uses; /* the token is used up */
	gboolean ends; /* what it was asked about is done with */
	gpointer user;
} ErrandRun;

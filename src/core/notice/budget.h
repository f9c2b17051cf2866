/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/notice/notice.h"
#include "core/settings.h"

/*
 * How many notices of a kind may go out by themselves within an hour. A forged
 * From must not turn us into a cannon of mail, and a thousand reports must not
 * bury the one who answers for them. What is above is held: nothing is dropped.
 */
#define BUDGET_HOUR_MS (G_GINT64_CONSTANT(60) * 60 * 1000)

/* A digest waits at most so long for files that are still being read, to name all in one. */
#define BUDGET_PATIENCE_MS (G_GINT64_CONSTANT(10) * 60 * 1000)

/* At most so many of the hour before; 0: no limit. */
typedef struct {
	guint to_recipient; /* of this kind, to the same address */
	guint of_case;      /* of this kind, about the same case */
	guint in_all;       /* of this kind */
} NoticeLimit;

/* How many there were. */
typedef struct {
	gint64 to_recipient, of_case, in_all;
} NoticeCount;

/* What is above its limit and comes in one mail an hour. */
typedef struct {
	Notice notice;
	Notice digest;     /* that takes the place of many of them */
	Audience audience; /* of both */
	const char *names; /* the fact that lists what they are about: "cases" or "mails" */
} BudgetFold;

/* All of them. Static. */
const BudgetFold *budget_folds(gsize *ret_count);

/* That of a kind of notice, or NULL: above its limit it waits for room. Static. */
const BudgetFold *budget_fold_of(Notice notice);

/* The limit of a kind of notice; all 0 for those that have none. */
NoticeLimit budget_limit(Notice notice, const Settings *settings);

/* FALSE if there is nothing to count. */
gboolean budget_is_limited(const NoticeLimit *limit);

/* TRUE if one more may go out by itself. */
gboolean budget_allows(const NoticeLimit *limit, const NoticeCount *count);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/answer/errand-words.h"
#include "core/answer/errand.h"
#include "core/form/reading.h"
#include "daemon/daemon.h"
#include "ports/errand.h"

/* One answer, from what it asks for to what its writer is told; for errand-room.c. */
typedef struct {
	const Daemon *daemon;
	const Errand *errand;
	const Errand *about; /* whose lines the steps are: errand, or what it was asked about */
	const Board *board;  /* of the notice */
	StoreActor who;
	GPtrArray *steps;  /* ErrandStep * */
	ReadingFile *file; /* of a form: what was read; NULL: nothing was */
	GArray *todo;      /* guint: places of the steps that are done */
	ErrandEnd *ends;   /* one a step */
	gboolean answered; /* it says yes or no to a question, and may */
	gboolean yes;      /* which of these */
	gboolean lapsed;   /* what it was asked about had no answer in time */
	gboolean letter;   /* it says more than commands, and nothing speaks against its sender */
	gboolean logged;   /* the case had entries in its log before */
	LifeOffice office; /* of the step that runs: its plan borrows it */
	/* What a line further down makes untrue, if that is done. */
	GPtrArray *overtaken; /* PlannedNotice * */
	GArray *overtaking;   /* guint: for each of them the place of that line's step */
} ErrandDesk;

/*
 * Reads the lines of the answer or, where it says yes or no to a question, of what that was
 * about; of a form the steps are what errand_desk_look() makes of it. desk: daemon, errand, board
 * and who are set; the rest is. errand_desk_clear() it.
 */
gboolean errand_desk_lay_out(ErrandDesk *desk, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for an answer that waited for a yes in vain: nothing of it is done. */
gboolean errand_desk_lay_aside(ErrandDesk *desk, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void errand_desk_clear(ErrandDesk *desk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ErrandDesk, errand_desk_clear)

/* That the mail says it is from the one whom the notice went to. */
gboolean errand_desk_is_from_recipient(const Errand *errand);

/*
 * That the one whom the notice went to still has to do with the case: who is recused, has
 * no role any more, or is of a board that had the case before may hold an old notice of it.
 */
gboolean errand_desk_may_hear(const ErrandDesk *desk, const CaseFile *file);

/* ErrandRun.look, .plan, .tell and .record of ports/errand.h; user: the desk. */
guint errand_desk_look(const CaseFile *file, const GPtrArray *notes, gpointer user);
LifePlan *errand_desk_plan(CaseFile *file, guint place, gpointer user, GError **error);
GPtrArray *errand_desk_tell(const CaseFile *file, gpointer user);
char *errand_desk_record(gpointer user);

/*
 * The same for one that was laid aside: who asked for something hears that nothing was done. In
 * whose name another did was asked, and hears nothing more.
 */
GPtrArray *errand_desk_tell_lapsed(const CaseFile *file, gpointer user);

/* Adds to notices what was kept back for a line that was not done then. */
void errand_desk_add_overtaken(ErrandDesk *desk, GPtrArray *notices);

/* Only to whom the notice went: that the answer could not be read. planned_notice_free() it. */
PlannedNotice *errand_desk_failure(const ErrandDesk *desk);

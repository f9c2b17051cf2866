/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * What happens in a case and starts or stops a clock (lexsarah-rules(5)). A new
 * one is a row in milestone.c.
 */
typedef enum {
	MILESTONE_ARRIVAL,
	MILESTONE_RECEIPT_ACCEPTED,
	MILESTONE_REGISTERED,
	MILESTONE_PROTECTED,
	MILESTONE_ASSESSED,
	MILESTONE_DECLINED,
	MILESTONE_STARTED,
	MILESTONE_PROPOSED,
	MILESTONE_DECIDED,
	MILESTONE_DELEGATED,
	MILESTONE_SERIOUS,
	MILESTONE_IVO_NOTIFIED,
	MILESTONE_INVESTIGATION_ATTACHED,
	MILESTONE_INVESTIGATION_SENT,
	MILESTONE_BOARD_LINKED,
	MILESTONE_REPORT_INFORMED,
	MILESTONE_IVO_INFORMED,
	MILESTONE_COPY_INFORMED,
	MILESTONE_FINAL_INFORMED,
	MILESTONE_BREACH_AWARE,
	MILESTONE_BREACH_NOTIFIED,
	MILESTONE_BREACH_NOT_REPORTABLE,
	MILESTONE_FOLLOW_UP_SET,
	MILESTONE_FOLLOWED_UP,
	MILESTONE_FEEDBACK_ACCEPTED,
	MILESTONE_BOARD_REPORTED,
	MILESTONE_BOARD_UNLINKED,
	MILESTONE_SUPPLEMENT_ASKED,
	MILESTONE_SUPPLEMENT_DUE,
	MILESTONE_SUPPLEMENT_SENT,
	MILESTONE_IVO_CLOSED,
	MILESTONE_JOINED,
	MILESTONE_TRANSFERRED,
	MILESTONE_NOT_REPORT,
	MILESTONE_UNANSWERED,
	MILESTONE_CLOSED,
	MILESTONE_REOPENED,
	MILESTONE_TAKEN_OVER,
	MILESTONE_NOT_SERIOUS,
	MILESTONE_COUNT
} Milestone;

#define MILESTONE_BIT(milestone) ((guint64) 1 << (milestone))

/* The names that rules use, "ivo_notified", ended by NULL. */
extern const char *const milestone_names[MILESTONE_COUNT + 1];

/* What happened as a Swedish clause: "IVO fick anmälan". Static. */
const char *milestone_clause(Milestone milestone);

/* TRUE if it is something between the case and one of its commissioning boards. */
gboolean milestone_is_of_board(Milestone milestone);

/*
 * TRUE if it can have happened before the report arrived: who reports has
 * protected the person already, the organisation knew of the breach already.
 */
gboolean milestone_may_precede_arrival(Milestone milestone);

/*
 * TRUE if it is of the case, whosever it is: what has come in, what IVO, IMY and the
 * commissioning boards were told. The rest is what one board has done in it, and of no account
 * for another one that has taken the case over.
 */
gboolean milestone_outlasts_board(Milestone milestone);

/* TRUE if its date is a day that somebody has set, which may lie ahead. */
gboolean milestone_may_lie_ahead(Milestone milestone);

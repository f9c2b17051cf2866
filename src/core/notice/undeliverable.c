/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who hears that a notice did not arrive, and what. Names the role and never
 * the address, which may be a reporter's.
 */
#include "core/notice/undeliverable.h"

#include "core/clock/clock-facts.h"
#include "core/notice/facts.h"

#define LATE_MS (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)
/* By then it is tried once an hour; one that was held for days is tried first. */
#define LATE_ATTEMPTS 8

gboolean
undeliverable_is_late(gint64 queued, guint attempts, gint64 now)
{
	return now - queued > LATE_MS && attempts >= LATE_ATTEMPTS;
}

static const Person *
who_hears(const UndeliveredNotice *what, const Board *board, Audience *ret_audience)
{
	/* What was to tell the operator ends there. */
	if (what->notice == NOTICE_UNDELIVERABLE && what->audience == AUDIENCE_OPERATOR)
		return NULL;
	*ret_audience = AUDIENCE_RESPONSIBLE;
	/* What was for one person only is no business of the responsible's; and what told the
	 * responsible, or who stands in for them, would only go there again. */
	if (what->audience != AUDIENCE_CONTACT && what->notice != NOTICE_UNDELIVERABLE &&
		g_ascii_strcasecmp(what->recipient, board->responsible.address) != 0)
		return &board->responsible;
	*ret_audience = AUDIENCE_OPERATOR;
	if (g_ascii_strcasecmp(what->recipient, board->operator_.address) != 0)
		return &board->operator_;
	return NULL;
}

/* What somebody was to learn of it, by what its acceptance is. */
static const struct {
	Milestone accepted;
	const char *flag; /* a member that is TRUE, or NULL: */
	const char *what; /* of a commissioning board, the word of "case inform --what" */
} untold[] = {
	{ MILESTONE_RECEIPT_ACCEPTED, "receipt", NULL },
	{ MILESTONE_FEEDBACK_ACCEPTED, "feedback", NULL },
	{ MILESTONE_REPORT_INFORMED, NULL, "report" },
	{ MILESTONE_IVO_INFORMED, NULL, "ivo" },
	{ MILESTONE_COPY_INFORMED, NULL, "copy-attached" },
	{ MILESTONE_FINAL_INFORMED, NULL, "copy-final" },
};

/* So that a person tells it another way, and writes that in. */
static void
put_untold(Record *facts, const UndeliveredNotice *what, const Board *board)
{
	for (guint i = 0; i < G_N_ELEMENTS(untold); i++) {
		Record part;

		if (g_strcmp0(milestone_names[untold[i].accepted], what->accepted) != 0)
			continue;
		record_init(&part);
		if (untold[i].flag)
			record_put_boolean(&part, untold[i].flag, TRUE);
		facts_put_text(&part, "what", untold[i].what);
		facts_put_text(&part, "board_id", what->accepted_board);
		facts_put_text(&part, "of_board", clock_facts_board(board, what->accepted_board));
		record_put_record(facts, "untold", &part);
	}
}

static char *
facts_of(const UndeliveredNotice *what, const Board *board)
{
	Record facts, delivery;

	record_init(&delivery);
	facts_put_number(&delivery, "outbox", what->outbox);
	facts_put_number(&delivery, "attempts", what->attempts);
	facts_put_text(&delivery, "notice", notice_name(what->notice));
	facts_put_text(&delivery, "role", audience_name(what->audience));
	facts_put_text(&delivery, "error", what->error);
	if (what->late)
		record_put_boolean(&delivery, "late", TRUE);
	record_init(&facts);
	facts_put_text(&facts, "case", what->case_id);
	record_put_record(&facts, "delivery", &delivery);
	put_untold(&facts, what, board);
	return record_end(&facts);
}

PlannedNotice *
undeliverable_plan(const UndeliveredNotice *what, const Board *board, gint64 now)
{
	Audience audience;
	const Person *person = who_hears(what, board, &audience);

	if (!person)
		return NULL;
	g_autofree char *facts = facts_of(what, board);
	PlannedNotice *notice = planned_notice_new(NOTICE_UNDELIVERABLE, audience,
		planned_route_to(person), person->address, board, now, facts);
	if (what->late)
		notice->once = g_strdup_printf("undelivered %" G_GINT64_FORMAT, what->outbox);
	return notice;
}

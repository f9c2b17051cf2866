/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A notice of ours that came back. Anybody can write such a notification; what
 * one says is taken only if it knows the notice's Message-ID, which is random,
 * and its recipient, and then changes nothing but that notice's state, what
 * the mail server's word on that notice had dated (store_bounce()), and whether the
 * next ones to that address wait for a person, who hears of it. So a forged one silences
 * nobody but who got that notice, and undoes nothing that a person said.
 */
#include "core/notice/facts.h"
#include "core/intake/intake-private.h"
#include "core/text.h"
#include "core/notice/undeliverable.h"

#define TEXT_CHARS 200

static char *
describe(const DeliveryOutcome *outcome)
{
	g_autofree char *text =
		g_strdup_printf("a delivery status notification says: %s%s%s", outcome->action,
			outcome->status ? " " : "", outcome->status ? outcome->status : "");

	return text_to_line(text, TEXT_CHARS);
}

/* So long servers try, at the most (RFC 5321, section 4.5.4.1). */
#define WAY_BACK_MS (G_GINT64_CONSTANT(5) * 24 * 60 * 60 * 1000)

/*
 * TRUE if nothing more is to go to whom that notice went. Not where the address stands for
 * several and one of them is gone, nor long afterwards: whoever got the notice, or read it as a
 * copy, could write such a report.
 */
static gboolean
stops(const IntakeReturned *returned, const DeliveryOutcome *failure, gint64 now)
{
	return delivery_outcome_is_lasting(failure) &&
	       text_is_same_address(failure->final_to, returned->recipient) &&
	       now - returned->sent <= WAY_BACK_MS;
}

void
intake_plan_bounce(IntakePlan *plan, const IntakeMatter *matter)
{
	const IntakeReturned *returned = &matter->known->returned;
	const DeliveryReport *report = matter->mail->delivery;

	if (plan->kind != MAIL_KIND_DSN || !report || !returned->outbox)
		return;
	const DeliveryOutcome *failure = delivery_report_failure(report, returned->recipient);
	if (!failure || !outbox_may_move(returned->state, OUTBOX_BOUNCED))
		return;
	const UndeliveredNotice what = {
		.outbox = returned->outbox,
		.notice = returned->notice,
		.audience = returned->audience,
		.recipient = returned->recipient,
		.case_id = returned->case_id,
		.attempts = returned->attempts,
		.error = outbox_state_name(OUTBOX_BOUNCED),
		.accepted = returned->accepted,
		.accepted_board = returned->accepted_board,
	};
	PlannedNotice *tell = undeliverable_plan(&what, matter->board, matter->now);

	plan->bounced = returned->outbox;
	plan->bounce_text = describe(failure);
	plan->bounce_stops = stops(returned, failure, matter->now);
	if (tell)
		g_ptr_array_add(plan->notices, tell);
}

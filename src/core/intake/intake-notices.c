/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is told of a mail, and what the notices may say. Automatic mail, and our
 * own, is never answered.
 */
#include <string.h>

#include "core/notice/facts.h"
#include "core/intake/intake-private.h"
#include "core/clock/milestone.h"
#include "core/text.h"

/* The signs of core/mail/mail.h under which nothing is answered (RFC 3834 section 2). */
#define SILENCING_SIGNS                                                                            \
	(MAIL_SIGN_AUTO_SUBMITTED | MAIL_SIGN_BULK | MAIL_SIGN_NULL_SENDER | MAIL_SIGN_DSN |       \
		MAIL_SIGN_MDN | MAIL_SIGN_SUPPRESS | MAIL_SIGN_NO_REPLY_NAME |                     \
		MAIL_SIGN_REPORT_TYPE)

static gboolean
may_answer(const IntakeMatter *matter)
{
	const char *address = matter->mail->from_address;

	/* An answer to ourselves would come straight back. */
	return text_is_address(address) && !(matter->mail->signs & SILENCING_SIGNS) &&
	       !intake_is_own_address(matter->settings, address);
}

/* What every notice about this mail may say; the renderer leaves out what its reader may not see.
 */
static char *
facts_of(const IntakeMatter *matter, const IntakePlan *plan)
{
	g_autofree char *when = instant_to_display(plan->arrived, matter->zone);
	g_autofree char *date = g_strndup(when, 10);
	Record facts, sender;

	record_init(&sender);
	facts_put_text(&sender, "name", matter->mail->from_name);
	facts_put_text(&sender, "address", matter->mail->from_address);
	record_init(&facts);
	facts_put_text(&facts, "case", plan->case_id);
	facts_put_text(&facts, "arrived", date);
	facts_put_text(&facts, "arrived_time", when + 11);
	record_put_boolean(&facts, "from_staff",
		settings_is_own_staff(matter->settings, matter->mail->from_address));
	record_put_boolean(&facts, "too_large", matter->origin->truncated);
	record_put_boolean(&facts, "joined", plan->kind == MAIL_KIND_CORRESPONDENCE);
	record_put_boolean(&facts, "reading_pending", plan->read);
	facts_put_flags(&facts, plan->flags, matter->board->language);
	record_put_record(&facts, "sender", &sender);
	intake_further_facts(&facts, matter);
	return record_end(&facts);
}

/* A Message-ID that can stand in a header of ours: the sender chose it. */
static gboolean
is_fit_id(const char *id)
{
	gsize length = id ? strlen(id) : 0;

	if (length == 0 || length > 250)
		return FALSE;
	for (const char *p = id; *p; p++)
		if (!g_ascii_isgraph(*p) || *p == '<' || *p == '>')
			return FALSE;
	return TRUE;
}

static PlannedNotice *
add_notice(IntakePlan *plan, const IntakeMatter *matter, const char *facts, Notice notice,
	Audience audience, Route route, const char *recipient)
{
	PlannedNotice *planned = planned_notice_new(
		notice, audience, route, recipient, matter->board, matter->now, facts);

	g_ptr_array_add(plan->notices, planned);
	return planned;
}

static void
plan_receipt(IntakePlan *plan, const IntakeMatter *matter, const char *facts)
{
	const Mail *mail = matter->mail;
	gboolean staff = settings_is_own_staff(matter->settings, mail->from_address);

	gboolean late = matter->origin->filed || matter->origin->further;

	if (!plan->opens_case || !may_answer(matter) || (late && !staff))
		return;
	PlannedNotice *receipt = add_notice(plan, matter, facts, NOTICE_RECEIPT,
		staff ? AUDIENCE_REPORTER : AUDIENCE_OUTSIDER, ROUTE_PLAIN, mail->from_address);
	receipt->accepted = milestone_names[MILESTONE_RECEIPT_ACCEPTED];
	if (is_fit_id(mail->message_id))
		receipt->in_reply_to = g_strdup(mail->message_id);
}

/* Whose code no key stands for any more is told that the answer did nothing, and once. */
static void
plan_undone(IntakePlan *plan, const IntakeMatter *matter)
{
	const Mail *mail = matter->mail;

	if (!matter->known->reply.retired || !plan->case_id || !may_answer(matter) ||
		plan->trust == TRUST_FAILED)
		return;
	PlannedNotice *undone =
		planned_undone_new(mail->from_address, matter->board, plan->case_id, matter->now);
	if (is_fit_id(mail->message_id))
		undone->in_reply_to = g_strdup(mail->message_id);
	g_ptr_array_add(plan->notices, undone);
}

/* However long: it may find that this reader must not even know of the case. */
static void
wait_for_reading(const IntakePlan *plan, PlannedNotice *notice)
{
	notice->after_reading = plan->read;
}

/*
 * What the responsible themselves add to a case, or a system at their address: it
 * would answer our notice of its answer for ever. Where somebody else decides in
 * their place, that person hears of it.
 */
gboolean
intake_is_of_responsible(const IntakePlan *plan, const IntakeMatter *matter)
{
	const char *from = matter->mail->from_address;

	if (plan->opens_case || !from || matter->known->recused ||
		matter->known->recorded.concerned ||
		trust_is_doubtful(matter->mail, matter->settings, plan->trust))
		return FALSE;
	return text_is_same_address(from, matter->board->responsible.address);
}

void
intake_plan_notices(IntakePlan *plan, const IntakeMatter *matter)
{
	const Board *board = matter->board;

	if (intake_is_of_responsible(plan, matter) || intake_is_settled(plan, matter))
		return;
	g_autofree char *facts = facts_of(matter, plan);
	plan_receipt(plan, matter, facts);
	PlannedNotice *told = add_notice(plan, matter, facts, NOTICE_NEW_CASE, AUDIENCE_RESPONSIBLE,
		planned_route_to(&board->responsible), board->responsible.address);
	wait_for_reading(plan, told);
	if (!plan->opens_case) {
		plan_undone(plan, matter);
		return;
	}
	/* The registrar too: the reading may find what only one person may know. */
	PlannedNotice *registrar = add_notice(plan, matter, facts, NOTICE_REGISTRAR,
		AUDIENCE_REGISTRAR, planned_route_to(&board->registrar), board->registrar.address);
	wait_for_reading(plan, registrar);
}

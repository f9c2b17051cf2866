/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers with commands, as far as intake is concerned: that there are some, and who need
 * not hear of the mail beside what comes of it.
 */
#include <string.h>

#include "core/answer/errand-names.h"
#include "core/intake/intake-private.h"
#include "core/text.h"

static ErrandOffice
office_of(const IntakeMatter *matter)
{
	return (ErrandOffice){ .board = matter->board,
		.writer = matter->known->reply.recipient,
		.purpose = matter->known->reply.purpose,
		.today = date_from_instant(matter->now, matter->zone),
		.zone = matter->zone };
}

/*
 * What a person's mail has not, and what old programs write on what they answer by
 * themselves. What suppresses answers stands on what people send, too.
 */
#define MACHINE_SIGNS                                                                              \
	(MAIL_SIGN_AUTO_SUBMITTED | MAIL_SIGN_AUTO_REPLIED | MAIL_SIGN_BULK | MAIL_SIGN_NULL_SENDER)

/*
 * A person's answer, by a token that holds. What answers the notice of another case than
 * the one that it joins is correspondence.
 */
static gboolean
is_answer(const IntakeMatter *matter)
{
	const IntakeReply *reply = &matter->known->reply;

	return !(matter->mail->signs & MACHINE_SIGNS) && reply->place != REPLY_NOWHERE &&
	       reply->place != REPLY_IN_ADDRESS &&
	       g_strcmp0(reply->case_id, matter->known->thread_case) == 0;
}

/* What the files are is known when they were read: a file may be a form until then. */
gboolean
intake_brings_form(const IntakeMatter *matter)
{
	return is_answer(matter) && matter->known->reply.purpose == REPLY_FOR_WORK &&
	       mail_has_attachment(matter->mail);
}

/*
 * Whether the lines do something is for who carries them out; here is asked only if
 * there are any.
 */
gboolean
intake_is_errand(const IntakeMatter *matter)
{
	const ErrandOffice office = office_of(matter);

	if (!is_answer(matter))
		return FALSE;
	g_autoptr(GPtrArray) steps = errand_read(matter->mail, &office);
	return steps->len > 0;
}

static gboolean
is_from_recipient(const IntakeMatter *matter)
{
	return text_is_same_address(matter->mail->from_address, matter->known->reply.recipient);
}

gboolean
intake_is_letter(const IntakeMatter *matter)
{
	const ErrandOffice office = office_of(matter);

	return is_answer(matter) && is_from_recipient(matter) &&
	       (mail_has_attachment(matter->mail) || errand_has_letter(matter->mail, &office));
}

gboolean
intake_is_doubtful(const IntakePlan *plan, const IntakeMatter *matter)
{
	gboolean vouched = plan->errand && plan->trust != TRUST_FAILED &&
			   matter->known->reply.purpose == REPLY_FOR_CONFIRMATION &&
			   is_from_recipient(matter);

	return !vouched && trust_is_doubtful(matter->mail, matter->settings, plan->trust);
}

/* Who reported can do nothing in the case: each of their lines that does not ask tells something.
 */
static gboolean
adds_facts(const IntakeMatter *matter)
{
	const ErrandOffice office = office_of(matter);

	return office.purpose == REPLY_FOR_FACTS && !errand_only_asks(matter->mail, &office);
}

gboolean
intake_is_of_worker(const IntakePlan *plan, const IntakeMatter *matter)
{
	return plan->errand && is_from_recipient(matter) && !mail_has_attachment(matter->mail) &&
	       !intake_is_doubtful(plan, matter) && !adds_facts(matter);
}

gboolean
intake_is_settled(const IntakePlan *plan, const IntakeMatter *matter)
{
	const ErrandOffice office = office_of(matter);

	return intake_is_of_worker(plan, matter) && !errand_has_letter(matter->mail, &office);
}

char *
intake_words(const IntakePlan *plan, const IntakeMatter *matter)
{
	const ErrandOffice office = office_of(matter);
	const GString *words = matter->mail->words;

	if (!words)
		return NULL;
	if (!plan->errand || office.purpose == REPLY_FOR_FACTS || !is_from_recipient(matter) ||
		intake_is_doubtful(plan, matter))
		return g_strdup(words->str);
	return errand_leave_out_names(matter->mail, &office, words->str);
}

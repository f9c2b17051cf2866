/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a mail says that not everybody may hear of, looked for where the core
 * can: subject, bodies, names of files. What its files say, the reading finds.
 */
#include "core/intake-private.h"

/* Between two texts, so that no name and no phrase begins in one and ends in the next. */
#define APART "\n\x1e\n"

/* Of what was entered the words are ours: the report itself is in its files. g_free() it. */
static char *
all_texts(const IntakeMatter *matter)
{
	const Mail *mail = matter->mail;
	gboolean ours = matter->origin->way == MAIL_WAY_ENTERED;
	GString *all = g_string_new(ours ? NULL : mail->subject);

	if (!ours && mail->words)
		g_string_append_printf(all, APART "%s", mail->words->str);
	for (guint i = 0; i < mail->parts->len; i++) {
		const MailPart *part = g_ptr_array_index(mail->parts, i);

		if (part->name)
			g_string_append_printf(all, APART "%s", part->name);
	}
	return g_string_free(all, FALSE);
}

void
intake_plan_discretion(IntakePlan *plan, const IntakeMatter *matter)
{
	const Mail *mail = matter->mail;
	Discretion *found = &plan->discretion;
	/* Who wrote the report knows of it; who only says so may be anybody. */
	const char *author =
		trust_is_doubtful(mail, matter->settings, plan->trust) ? NULL : mail->from_address;

	g_autofree char *texts = all_texts(matter);

	discretion_look(found, matter->settings, matter->board, texts, author);
	/* In what follows a report people are named for their work. */
	if (!plan->opens_case)
		found->concerned = 0;
	discretion_add_flags(found, plan->flags);
}

void
intake_hold_discreetly(IntakePlan *plan, const IntakeMatter *matter)
{
	g_autofree char *when = instant_to_display(plan->arrived, matter->zone);
	g_autofree char *date = g_strndup(when, 10);

	if (discretion_is_empty(&plan->discretion) || !plan->case_id)
		return;
	for (guint i = 0; i < plan->notices->len; i++) {
		PlannedNotice *notice = g_ptr_array_index(plan->notices, i);

		notice->hold = discretion_hold(&plan->discretion, notice->audience);
	}
	g_ptr_array_add(plan->notices, discretion_plan_notice(&plan->discretion, matter->board,
					       plan->case_id, date, matter->now));
}

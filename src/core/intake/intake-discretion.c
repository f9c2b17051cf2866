/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a mail says that not everybody may hear of, looked for where the core
 * can: subject, bodies, names of files. What its files say, the reading finds.
 */
#include <string.h>

#include "core/form/finding.h"
#include "core/intake/intake-private.h"
#include "core/text.h"

/* Between two texts, so that no name and no phrase begins in one and ends in the next. */
#define APART "\n\x1e\n"

static void
append_text(GString *all, const char *text)
{
	if (text && *text)
		g_string_append_printf(all, APART "%s", text);
}

/* The names of the files, and what the mails inside add, but those by but_by (NULL: none). */
static void
append_inside(GString *all, const Mail *mail, const char *but_by)
{
	for (guint i = 0; i < mail->parts->len; i++)
		append_text(all, ((const MailPart *) g_ptr_array_index(mail->parts, i))->name);
	for (guint i = 0; i < mail->inner->len; i++) {
		const MailInner *inner = g_ptr_array_index(mail->inner, i);

		if (text_is_same_address(inner->from_address, but_by))
			continue;
		append_text(all, inner->subject);
		append_text(all, inner->names);
		if (inner->text && !strstr(all->str, inner->text))
			append_text(all, inner->text);
	}
}

/* Of what was entered the words are ours: the report itself is in its files. g_free() it. */
static char *
all_texts(const IntakePlan *plan, const IntakeMatter *matter)
{
	const Mail *mail = matter->mail;
	g_autofree char *words = intake_words(plan, matter);
	GString *all = g_string_new(NULL);

	if (matter->origin->way != MAIL_WAY_ENTERED) {
		append_text(all, mail->subject);
		append_text(all, words);
	}
	append_inside(all, mail, NULL);
	return g_string_free(all, FALSE);
}

/*
 * The words behind the first body, if it is one of several of a kind, as where a
 * picture stands between; a body of another kind says the same once more.
 */
static const char *
words_behind(const Mail *mail)
{
	const MailPart *first = NULL;
	gboolean several = FALSE;

	for (guint i = 0; i < mail->parts->len; i++) {
		const MailPart *part = g_ptr_array_index(mail->parts, i);

		if (part->depth || !part->body)
			continue;
		several = several || (first && g_strcmp0(first->media_type, part->media_type) == 0);
		first = first ? first : part;
	}
	if (!several || !mail->words || !mail->text ||
		!g_str_has_prefix(mail->words->str, mail->text))
		return NULL;
	return mail->words->str + strlen(mail->text);
}

/* What a mail passes on, without the words of who does. g_free() it. */
static char *
texts_passed_on(const Mail *mail, const ForwardAuthor *author)
{
	GString *all = g_string_new(NULL);

	append_text(all, mail->subject);
	append_text(all, author->text);
	append_text(all, words_behind(mail));
	append_inside(all, mail, mail->from_address);
	return g_string_free(all, FALSE);
}

/* Whoever passes a report on is no part of it by their own signature. */
static void
spare_sender(Discretion *found, const IntakeMatter *matter, const ForwardAuthor *author,
	const char *writer)
{
	guint sender = role_bits(matter->board, matter->mail->from_address);
	Discretion inside = { 0 };

	if (!(found->concerned & sender))
		return;
	g_autofree char *texts = texts_passed_on(matter->mail, author);
	discretion_look(&inside, matter->settings, matter->board, texts, writer);
	found->concerned &= ~sender | inside.concerned;
}

/* Who wrote the report knows of it; who only says so may be anybody. NULL: nobody known. */
static const char *
writer_of(const IntakeMatter *matter, const ForwardAuthor *author)
{
	const char *sender = matter->mail->from_address;

	if (!author)
		return sender;
	return settings_is_own_staff(matter->settings, sender) ? author->address : NULL;
}

void
intake_plan_discretion(IntakePlan *plan, const IntakeMatter *matter, const ForwardAuthor *author)
{
	Discretion *found = &plan->discretion;
	gboolean doubtful = trust_is_doubtful(matter->mail, matter->settings, plan->trust);
	const char *writer = doubtful ? NULL : writer_of(matter, author);
	g_autofree char *texts = all_texts(plan, matter);

	discretion_look(found, matter->settings, matter->board, texts, writer);
	if (author && !doubtful)
		spare_sender(found, matter, author, writer);
	if (matter->origin->further)
		finding_unite(found, &matter->origin->further->discretion);
	discretion_add_flags(found, plan->flags);
	/* What was found before holds the case, or a person has decided on it. */
	if (!plan->opens_case)
		finding_subtract(found, &matter->known->recorded);
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
	const Discretion none = { 0 };
	const Discretion *before = plan->opens_case ? &none : &matter->known->recorded;
	PlannedNotice *tell = discretion_plan_notice(&plan->discretion, before, matter->settings,
		matter->board, plan->case_id, date, matter->now, plan->flags);
	if (tell)
		g_ptr_array_add(plan->notices, tell);
}

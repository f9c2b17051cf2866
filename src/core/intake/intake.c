/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is to be done about a mail. Invariant 3: duty to receive beats form, so
 * every mail that is not provably one of the few kinds that open no case opens
 * one. Signs of automatic mail silence our answer; they do not make a report go
 * away.
 */
#include <string.h>

#include "core/mail/arrival.h"
#include "core/intake/intake-private.h"
#include "core/text.h"

static const char *const kind_names[MAIL_KIND_COUNT] = {
	[MAIL_KIND_REPORT] = "report",
	[MAIL_KIND_CORRESPONDENCE] = "correspondence",
	[MAIL_KIND_COPY] = "copy",
	[MAIL_KIND_OWN] = "own",
	[MAIL_KIND_DSN] = "dsn",
	[MAIL_KIND_MDN] = "mdn",
	[MAIL_KIND_AUTO_ANSWER] = "auto_answer",
	[MAIL_KIND_COMPLAINT] = "complaint",
	[MAIL_KIND_SPAM] = "spam",
	[MAIL_KIND_PROVIDER_REPORT] = "provider_report",
};

const char *
mail_kind_name(MailKind kind)
{
	g_return_val_if_fail(kind < MAIL_KIND_COUNT, "unknown");
	return kind_names[kind];
}

static const char *const way_names[MAIL_WAY_COUNT] = {
	[MAIL_WAY_FETCHED] = "fetched",
	[MAIL_WAY_IMPORTED] = "imported",
	[MAIL_WAY_ENTERED] = "entered",
};

const char *
mail_way_name(MailWay way)
{
	g_return_val_if_fail(way < MAIL_WAY_COUNT, "unknown");
	return way_names[way];
}

gboolean
mail_way_from_name(const char *name, MailWay *ret)
{
	guint index;

	if (!text_index_of(name, way_names, MAIL_WAY_COUNT, &index))
		return FALSE;
	*ret = (MailWay) index;
	return TRUE;
}

gboolean
mail_kind_from_word(const char *word, MailKind *ret)
{
	static const MailKind said[] = { MAIL_KIND_REPORT, MAIL_KIND_CORRESPONDENCE,
		MAIL_KIND_COMPLAINT, MAIL_KIND_SPAM, MAIL_KIND_PROVIDER_REPORT };

	for (gsize i = 0; i < G_N_ELEMENTS(said); i++)
		if (g_strcmp0(word, kind_names[said[i]]) == 0) {
			*ret = said[i];
			return TRUE;
		}
	return FALSE;
}

void
intake_plan_free(IntakePlan *plan)
{
	if (!plan)
		return;
	g_free(plan->case_id);
	g_free(plan->refers_to);
	absence_clear(&plan->absence);
	g_free(plan->bounce_text);
	g_free(plan->reporter_name);
	g_free(plan->reporter_address);
	g_free(plan->arrival_source);
	g_ptr_array_unref(plan->events);
	g_ptr_array_unref(plan->flags);
	g_ptr_array_unref(plan->notices);
	g_free(plan);
}

gboolean
intake_is_own_address(const Settings *settings, const char *address)
{
	for (guint i = 0; i < settings->boards->len; i++) {
		const Board *board = g_ptr_array_index(settings->boards, i);

		if (text_is_same_address(board->address, address))
			return TRUE;
	}
	return FALSE;
}

/*
 * A notice of ours come back. The Message-ID alone proves nothing: everybody who
 * got a notice knows one, and a report that carries it must not go away.
 */
static gboolean
is_own(const IntakeMatter *matter)
{
	return matter->known->own_message_id &&
	       intake_is_own_address(matter->settings, matter->mail->from_address);
}

static gboolean
is_copy(const IntakeMatter *matter)
{
	return matter->known->copy_of != 0;
}

static gboolean
is_dsn(const IntakeMatter *matter)
{
	return matter->mail->signs & MAIL_SIGN_DSN;
}

static gboolean
is_mdn(const IntakeMatter *matter)
{
	return matter->mail->signs & MAIL_SIGN_MDN;
}

/*
 * A machine that says that it answers (RFC 3834 section 5). A null return path,
 * an out-of-office answer of Exchange, which calls itself generated, and what a
 * system at an official's address generates for our notice are taken for the same
 * when nothing hangs on them: a case for each would bring a notice for each. Lists
 * and suppression marks stand on what people send too: an answer of theirs to a
 * notice joins its case, and is read.
 */
static gboolean
answers_by_itself(const IntakeMatter *matter)
{
	const guint out_of_office = MAIL_SIGN_AUTO_SUBMITTED | MAIL_SIGN_MAILBOX_RULE;
	const Mail *mail = matter->mail;

	if (mail->signs & MAIL_SIGN_AUTO_REPLIED)
		return TRUE;
	if (matter->origin->truncated || mail_has_attachment(mail))
		return FALSE;
	return (mail->signs & MAIL_SIGN_NULL_SENDER) ||
	       (mail->signs & out_of_office) == out_of_office ||
	       (mail_is_generated(mail) && matter->known->from_recipient);
}

static gboolean
is_auto_answer(const IntakeMatter *matter)
{
	return matter->known->references_notice && answers_by_itself(matter);
}

static gboolean
is_correspondence(const IntakeMatter *matter)
{
	const IntakeKnown *known = matter->known;

	return known->thread_case && (known->whole || !mail_is_generated(matter->mail));
}

static gboolean
is_report(const IntakeMatter *matter G_GNUC_UNUSED)
{
	return TRUE;
}

/* The first that fits, from top to bottom; the last one always does. */
static const struct {
	MailKind kind;
	gboolean (*fits)(const IntakeMatter *matter);
	gboolean opens, read, tells;
	const char *event;
} kinds[] = {
	{ MAIL_KIND_OWN, is_own, FALSE, FALSE, FALSE, "mail_filed" },
	{ MAIL_KIND_COPY, is_copy, FALSE, FALSE, FALSE, "mail_filed" },
	{ MAIL_KIND_DSN, is_dsn, FALSE, FALSE, FALSE, "mail_filed" },
	{ MAIL_KIND_MDN, is_mdn, FALSE, FALSE, FALSE, "mail_filed" },
	{ MAIL_KIND_AUTO_ANSWER, is_auto_answer, FALSE, FALSE, FALSE, "mail_filed" },
	{ MAIL_KIND_CORRESPONDENCE, is_correspondence, FALSE, TRUE, TRUE, "mail_joined" },
	{ MAIL_KIND_REPORT, is_report, TRUE, TRUE, TRUE, "case_opened" },
};

static guint
classify(const IntakeMatter *matter)
{
	guint k = 0;

	gboolean report = matter->origin->filed || matter->origin->further;

	while (report ? kinds[k].kind != MAIL_KIND_REPORT : !kinds[k].fits(matter))
		k++;
	return k;
}

/* TRUE if who mailed passes on what is their own, or what we sent. */
static gboolean
is_nobody_else(const IntakeMatter *matter, const ForwardAuthor *author)
{
	const Mail *mail = matter->mail;

	if (!author->address) {
		g_autofree char *one = text_fold(mail->from_name ? mail->from_name : "");
		g_autofree char *other = text_fold(author->name);
		return strcmp(one, other) == 0;
	}
	return text_is_same_address(mail->from_address, author->address) ||
	       intake_is_own_address(matter->settings, author->address);
}

/* TRUE if the mail opens a case and passes on what somebody else wrote. */
static gboolean
is_passed_on(const IntakePlan *plan, const IntakeMatter *matter, ForwardAuthor *ret_author)
{
	return plan->opens_case && forward_find(matter->mail, ret_author) &&
	       !is_nobody_else(matter, ret_author);
}

/*
 * Staff pass on what a colleague, or somebody from outside, wrote: that person
 * reports. The word of a stranger, or of whoever may be one, is not enough.
 */
static void
plan_reporter(IntakePlan *plan, const IntakeMatter *matter, const ForwardAuthor *author)
{
	const Mail *mail = matter->mail;

	if (!author || !settings_is_own_staff(matter->settings, mail->from_address) ||
		trust_is_doubtful(mail, matter->settings, plan->trust)) {
		plan->reporter_name = g_strdup(mail->from_name);
		plan->reporter_address = g_strdup(mail->from_address);
		return;
	}
	plan->reporter_name = g_strdup(author->name);
	plan->reporter_address = g_strdup(author->address);
	intake_add_flag(plan, "forwarded_report",
		"Mejlet vidarebefordrades av %s. Det inre mejlet skrevs av %s%s%s%s.",
		mail->from_address, author->name ? author->name : "",
		author->name && author->address ? ", " : "", author->address ? author->address : "",
		!author->address || settings_is_own_staff(matter->settings, author->address)
			? ""
			: ", som inte är kommunens");
}

/*
 * Of whoever answers a notice by a machine: when they are there again. It counts only of the
 * official to whom the notice went, and not of a forged one.
 */
static void
plan_absence(IntakePlan *plan, const IntakeMatter *matter)
{
	const GString *words = matter->mail->words;
	CivilDate came = date_from_instant(plan->arrived, matter->zone);

	plan->is_back = plan->kind == MAIL_KIND_CORRESPONDENCE && matter->known->from_recipient &&
			plan->trust == TRUST_VERIFIED;
	if (plan->kind != MAIL_KIND_AUTO_ANSWER || !words)
		return;
	plan->absence = absence_find(words->str, came);
	if (!matter->known->from_recipient || plan->trust == TRUST_FAILED ||
		!absence_last_day(
			&plan->absence, came, plan->trust == TRUST_VERIFIED, &plan->away_until))
		plan->away_until = (CivilDate){ 0 };
}

/*
 * What is held for a reason of its own keeps that. However old a report is that
 * only one person may hear of, that person hears of it.
 */
static void
hold_notices(IntakePlan *plan, const IntakeOrigin *origin, const Settings *settings)
{
	Hold hold = origin->way == MAIL_WAY_IMPORTED && !origin->filed
			    ? HOLD_IMPORT
			    : hold_of_arrival(plan->arrived, origin->first_poll);

	for (guint i = 0; i < plan->notices->len; i++) {
		PlannedNotice *notice = g_ptr_array_index(plan->notices, i);

		gboolean decides =
			hold == HOLD_FIRST_CONTACT && notice->audience == AUDIENCE_CONTACT;

		if (notice->hold == HOLD_NONE && !decides)
			notice->hold = hold;
		notice->limit = budget_limit(notice->notice, settings);
	}
}

/* The case that one which it opens may belong to: by what it was sent to, answers, or names. */
static const char *
refers_to(const IntakeMatter *matter, guint k)
{
	const IntakeKnown *known = matter->known;

	if (!kinds[k].opens)
		return NULL;
	if (known->reply.place == REPLY_IN_ADDRESS)
		return known->reply.case_id;
	return known->thread_case ? known->thread_case : known->subject_case;
}

/* Who has the case that a mail of this kind belongs to, which may have been this board's once. */
static const Board *
board_of(const IntakeMatter *matter, guint k)
{
	const IntakeKnown *known = matter->known;
	gboolean returned = kinds[k].kind == MAIL_KIND_DSN && known->returned.case_id;
	const char *id = returned ? known->returned.board : known->thread_board;
	const Board *board =
		id && !kinds[k].opens ? settings_get_board(matter->settings, id) : NULL;

	return board ? board : matter->board;
}

/* The case that a mail of this kind belongs to. */
static const char *
case_of(const IntakeMatter *matter, guint k)
{
	if (kinds[k].opens)
		return matter->known->next_case;
	if (kinds[k].kind == MAIL_KIND_COPY)
		return matter->known->copy_case;
	if (kinds[k].kind == MAIL_KIND_DSN && matter->known->returned.case_id)
		return matter->known->returned.case_id;
	return matter->known->thread_case;
}

IntakePlan *
intake_plan(const Mail *mail, const IntakeOrigin *origin, const IntakeKnown *known,
	const Settings *settings, const Board *board, gint64 now, GTimeZone *zone)
{
	IntakeMatter matter = { mail, origin, known, settings, board, now, zone };
	g_auto(Arrival) arrival = arrival_determine(mail->trace, settings->organisation.gateways,
		origin->way == MAIL_WAY_IMPORTED ? ARRIVAL_ARCHIVE : ARRIVAL_INTERNALDATE,
		origin->internaldate, origin->filed || origin->further ? origin->stored : now);
	if (origin->way == MAIL_WAY_ENTERED)
		arrival_rule(&arrival, origin->received);
	guint k = classify(&matter);
	IntakePlan *plan = g_new0(IntakePlan, 1);
	g_auto(ForwardAuthor) author = { 0 };

	matter.board = board_of(&matter, k);
	plan->board = matter.board->id;
	plan->kind = kinds[k].kind;
	plan->trust = origin->way == MAIL_WAY_ENTERED ? TRUST_COMMAND : trust_judge(mail, settings);
	plan->opens_case = kinds[k].opens;
	plan->errand = kinds[k].kind == MAIL_KIND_CORRESPONDENCE && intake_is_errand(&matter);
	plan->letter = kinds[k].kind == MAIL_KIND_CORRESPONDENCE &&
		       intake_is_of_responsible(plan, &matter) && intake_is_letter(&matter);
	/* What those who work on the case command is no account of what happened. */
	plan->read = kinds[k].read && !origin->further && !intake_is_of_worker(plan, &matter);
	plan->form = plan->read && kinds[k].kind == MAIL_KIND_CORRESPONDENCE &&
		     intake_brings_form(&matter);
	plan->case_id = g_strdup(case_of(&matter, k));
	plan->refers_to = g_strdup(refers_to(&matter, k));
	plan->arrived = arrival.instant;
	plan->arrival_source = g_strdup(arrival_source_name(arrival.source));
	plan->events = g_ptr_array_new_with_free_func((GDestroyNotify) planned_event_free);
	plan->flags = g_ptr_array_new_with_free_func((GDestroyNotify) planned_flag_free);
	plan->notices = g_ptr_array_new_with_free_func((GDestroyNotify) planned_notice_free);
	gboolean passed_on = is_passed_on(plan, &matter, &author);
	plan_reporter(plan, &matter, passed_on ? &author : NULL);
	intake_further_reporter(plan, &matter);
	if (kinds[k].tells) {
		intake_further_flags(plan, &matter);
		intake_plan_flags(plan, &matter, &arrival);
		intake_plan_discretion(plan, &matter, passed_on ? &author : NULL);
		intake_plan_notices(plan, &matter);
		intake_hold_discreetly(plan, &matter);
		intake_further_ask(plan, &matter);
	}
	intake_plan_bounce(plan, &matter);
	hold_notices(plan, origin, settings);
	plan_absence(plan, &matter);
	intake_plan_event(plan, &matter, kinds[k].event, &arrival);
	return plan;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is to be done about a mail. Invariant 3: duty to receive beats form, so
 * every mail that is not provably one of the few kinds that open no case opens
 * one. Signs of automatic mail silence our answer; they do not make a report go
 * away.
 */
#include "core/intake.h"

#include <string.h>

#include "core/arrival.h"
#include "core/consistency.h"
#include "core/text.h"

/* The signs of core/mail.h under which nothing is answered (RFC 3834 section 2). */
#define SILENCING_SIGNS                                                                            \
	(MAIL_SIGN_AUTO_SUBMITTED | MAIL_SIGN_BULK | MAIL_SIGN_NULL_SENDER | MAIL_SIGN_DSN |       \
		MAIL_SIGN_MDN | MAIL_SIGN_SUPPRESS | MAIL_SIGN_NO_REPLY_NAME)
#define AUTOMATIC_SIGNS                                                                            \
	(MAIL_SIGN_AUTO_SUBMITTED | MAIL_SIGN_BULK | MAIL_SIGN_NULL_SENDER | MAIL_SIGN_SUPPRESS)

/* The responsible waits at most so long for what the reading finds. */
#define READING_PATIENCE_MS (60 * 1000)

static const char *const kind_names[MAIL_KIND_COUNT] = {
	[MAIL_KIND_REPORT] = "report",
	[MAIL_KIND_CORRESPONDENCE] = "correspondence",
	[MAIL_KIND_COPY] = "copy",
	[MAIL_KIND_OWN] = "own",
	[MAIL_KIND_DSN] = "dsn",
	[MAIL_KIND_MDN] = "mdn",
	[MAIL_KIND_AUTO_ANSWER] = "auto_answer",
};

/* All that a plan is made from, in one hand. */
typedef struct {
	const Mail *mail;
	const IntakeOrigin *origin;
	const IntakeKnown *known;
	const Settings *settings;
	const Board *board;
	gint64 now;
	GTimeZone *zone;
} Matter;

const char *
mail_kind_name(MailKind kind)
{
	g_return_val_if_fail(kind < MAIL_KIND_COUNT, "unknown");
	return kind_names[kind];
}

void
planned_notice_free(PlannedNotice *notice)
{
	if (!notice)
		return;
	g_free(notice->recipient);
	g_free(notice->domain);
	g_free(notice->in_reply_to);
	g_free(notice->once);
	g_clear_pointer(&notice->facts, g_variant_unref);
	g_free(notice);
}

static void
event_free(PlannedEvent *event)
{
	g_free(event->kind);
	g_variant_unref(event->detail);
	g_free(event);
}

void
planned_flag_free(PlannedFlag *flag)
{
	if (!flag)
		return;
	g_free(flag->code);
	g_free(flag->message);
	g_free(flag);
}

void
intake_plan_free(IntakePlan *plan)
{
	if (!plan)
		return;
	g_free(plan->case_id);
	g_free(plan->arrival_source);
	g_ptr_array_unref(plan->events);
	g_ptr_array_unref(plan->flags);
	g_ptr_array_unref(plan->notices);
	g_free(plan);
}

static gboolean
is_own_address(const Settings *settings, const char *address)
{
	if (!address)
		return FALSE;
	g_autofree char *folded = text_fold_address(address);

	for (guint i = 0; i < settings->boards->len; i++) {
		const Board *board = g_ptr_array_index(settings->boards, i);
		g_autofree char *own = text_fold_address(board->address);

		if (strcmp(own, folded) == 0)
			return TRUE;
	}
	return FALSE;
}

/*
 * A notice of ours come back. The Message-ID alone proves nothing: everybody who
 * got a notice knows one, and a report that carries it must not go away.
 */
static gboolean
is_own(const Matter *matter)
{
	return matter->known->own_message_id &&
	       is_own_address(matter->settings, matter->mail->from_address);
}

static gboolean
is_copy(const Matter *matter)
{
	return matter->known->copy_of != 0;
}

static gboolean
is_dsn(const Matter *matter)
{
	return matter->mail->signs & MAIL_SIGN_DSN;
}

static gboolean
is_mdn(const Matter *matter)
{
	return matter->mail->signs & MAIL_SIGN_MDN;
}

static gboolean
is_auto_answer(const Matter *matter)
{
	return (matter->mail->signs & AUTOMATIC_SIGNS) && matter->known->references_notice;
}

static gboolean
is_correspondence(const Matter *matter)
{
	return matter->known->thread_case != NULL;
}

static gboolean
is_report(const Matter *matter G_GNUC_UNUSED)
{
	return TRUE;
}

/* The first that fits, from top to bottom; the last one always does. */
static const struct {
	MailKind kind;
	gboolean (*fits)(const Matter *matter);
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
classify(const Matter *matter)
{
	guint k = 0;

	while (!kinds[k].fits(matter))
		k++;
	return k;
}

static gboolean
may_answer(const Matter *matter)
{
	const char *address = matter->mail->from_address;

	/* An answer to ourselves would come straight back. */
	return text_is_address(address) && !(matter->mail->signs & SILENCING_SIGNS) &&
	       !is_own_address(matter->settings, address);
}

static void
put_text(GVariantDict *dict, const char *key, const char *text)
{
	if (text && *text)
		g_variant_dict_insert(dict, key, "s", text);
}

static GVariant *
flag_facts(const IntakePlan *plan)
{
	GVariantBuilder list;

	g_variant_builder_init(&list, G_VARIANT_TYPE("aa{sv}"));
	for (guint i = 0; i < plan->flags->len; i++) {
		const PlannedFlag *flag = g_ptr_array_index(plan->flags, i);
		GVariantDict dict;

		g_variant_dict_init(&dict, NULL);
		put_text(&dict, "title", consistency_title(flag->code));
		put_text(&dict, "message", flag->message);
		g_variant_builder_add_value(&list, g_variant_dict_end(&dict));
	}
	return g_variant_builder_end(&list);
}

/* What every notice about this mail may say; the renderer leaves out what its reader may not see.
 */
static GVariant *
facts_of(const Matter *matter, const IntakePlan *plan)
{
	g_autofree char *when = instant_to_display(plan->arrived, matter->zone);
	g_autofree char *date = g_strndup(when, 10);
	GVariantDict facts, sender;

	g_variant_dict_init(&sender, NULL);
	put_text(&sender, "name", matter->mail->from_name);
	put_text(&sender, "address", matter->mail->from_address);
	g_variant_dict_init(&facts, NULL);
	put_text(&facts, "case", plan->case_id);
	put_text(&facts, "arrived", date);
	put_text(&facts, "arrived_time", when + 11);
	g_variant_dict_insert(&facts, "from_staff", "b",
		settings_is_own_staff(matter->settings, matter->mail->from_address));
	g_variant_dict_insert(&facts, "joined", "b", plan->kind == MAIL_KIND_CORRESPONDENCE);
	g_variant_dict_insert(&facts, "reading_pending", "b", plan->read);
	g_variant_dict_insert_value(&facts, "flags", flag_facts(plan));
	g_variant_dict_insert_value(&facts, "sender", g_variant_dict_end(&sender));
	return g_variant_ref_sink(g_variant_dict_end(&facts));
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
add_notice(IntakePlan *plan, const Matter *matter, GVariant *facts, Notice notice,
	Audience audience, Route route, const char *recipient)
{
	PlannedNotice *planned = g_new0(PlannedNotice, 1);

	planned->notice = notice;
	planned->audience = audience;
	planned->route = route;
	planned->recipient = g_strdup(recipient);
	planned->domain = text_address_domain(matter->board->address);
	planned->due = matter->now;
	planned->facts = g_variant_ref(facts);
	g_ptr_array_add(plan->notices, planned);
	return planned;
}

static void
plan_receipt(IntakePlan *plan, const Matter *matter, GVariant *facts)
{
	const Mail *mail = matter->mail;
	gboolean staff = settings_is_own_staff(matter->settings, mail->from_address);

	if (!plan->opens_case || !may_answer(matter))
		return;
	PlannedNotice *receipt = add_notice(plan, matter, facts, NOTICE_RECEIPT,
		staff ? AUDIENCE_REPORTER : AUDIENCE_OUTSIDER, ROUTE_PLAIN, mail->from_address);
	if (is_fit_id(mail->message_id))
		receipt->in_reply_to = g_strdup(mail->message_id);
}

static Route
route_to(const Person *person)
{
	return person->secure ? ROUTE_SECURE : ROUTE_PLAIN;
}

static void
plan_notices(IntakePlan *plan, const Matter *matter)
{
	const Board *board = matter->board;
	g_autoptr(GVariant) facts = facts_of(matter, plan);

	plan_receipt(plan, matter, facts);
	PlannedNotice *told = add_notice(plan, matter, facts, NOTICE_NEW_CASE, AUDIENCE_RESPONSIBLE,
		route_to(&board->responsible), board->responsible.address);
	told->after_reading = plan->read;
	if (plan->read)
		told->due += READING_PATIENCE_MS;
	if (plan->opens_case)
		add_notice(plan, matter, facts, NOTICE_REGISTRAR, AUDIENCE_REGISTRAR,
			route_to(&board->registrar), board->registrar.address);
}

static void G_GNUC_PRINTF(3, 4)
	add_flag(IntakePlan *plan, const char *code, const char *format, ...)
{
	PlannedFlag *flag = g_new0(PlannedFlag, 1);
	va_list args;

	va_start(args, format);
	flag->code = g_strdup(code);
	flag->message = g_strdup_vprintf(format, args);
	va_end(args);
	g_ptr_array_add(plan->flags, flag);
}

static void
plan_flags(IntakePlan *plan, const Matter *matter, const Arrival *arrival)
{
	if (arrival->differs) {
		g_autofree char *arrived = instant_to_display(arrival->instant, matter->zone);
		g_autofree char *delivered =
			instant_to_display(matter->origin->internaldate, matter->zone);
		add_flag(plan, "arrival_differs",
			"Brevet nådde kommunens nät %s men lades i brevlådan först %s.", arrived,
			delivered);
	}
	/* In the thread of its own case an attachment is no duplicate. */
	const char *document_case = matter->known->document_case;
	if (document_case && g_strcmp0(document_case, plan->case_id) != 0)
		add_flag(plan, "possible_duplicate", "Samma bilaga finns redan i ärende %s.",
			document_case);
	else if (matter->known->same_message_id)
		add_flag(plan, "possible_duplicate",
			"Ett annat brev med samma Message-ID men annat innehåll har redan kommit in.");
	if (plan->opens_case && !matter->mail->from_address)
		add_flag(plan, "reporter_unknown", "Brevet anger ingen avsändare.");
}

static GVariant *
candidates_of(const Arrival *arrival, GTimeZone *zone)
{
	GVariantBuilder list;

	g_variant_builder_init(&list, G_VARIANT_TYPE_STRING_ARRAY);
	for (guint i = 0; i < arrival->candidates->len; i++) {
		const ArrivalCandidate *c =
			&g_array_index(arrival->candidates, ArrivalCandidate, i);
		g_autofree char *when = instant_to_string(c->instant, zone);

		g_variant_builder_add_value(
			&list, g_variant_new_take_string(
				       g_strdup_printf("%s %s%s", arrival_source_name(c->source),
					       when, c->credible ? "" : " (not credible)")));
	}
	return g_variant_builder_end(&list);
}

static void
plan_event(IntakePlan *plan, const Matter *matter, const char *kind, const Arrival *arrival)
{
	PlannedEvent *event = g_new0(PlannedEvent, 1);
	g_autofree char *arrived = instant_to_string(arrival->instant, matter->zone);
	GVariantDict detail;

	g_variant_dict_init(&detail, NULL);
	put_text(&detail, "mail_kind", mail_kind_name(plan->kind));
	put_text(&detail, "message_id", matter->mail->message_id);
	put_text(&detail, "from", matter->mail->from_address);
	put_text(&detail, "arrived", arrived);
	put_text(&detail, "arrival_source", arrival_source_name(arrival->source));
	g_variant_dict_insert_value(
		&detail, "arrival_candidates", candidates_of(arrival, matter->zone));
	if (matter->known->copy_of)
		g_variant_dict_insert(&detail, "copy_of", "x", matter->known->copy_of);
	g_variant_dict_insert(&detail, "notices", "x", (gint64) plan->notices->len);
	event->kind = g_strdup(kind);
	event->detail = g_variant_ref_sink(g_variant_dict_end(&detail));
	g_ptr_array_add(plan->events, event);
}

/* The case that a mail of this kind belongs to. */
static const char *
case_of(const Matter *matter, guint k)
{
	if (kinds[k].opens)
		return matter->known->next_case;
	return kinds[k].kind == MAIL_KIND_COPY ? matter->known->copy_case
					       : matter->known->thread_case;
}

IntakePlan *
intake_plan(const Mail *mail, const IntakeOrigin *origin, const IntakeKnown *known,
	const Settings *settings, const Board *board, gint64 now, GTimeZone *zone)
{
	const Matter matter = { mail, origin, known, settings, board, now, zone };
	g_auto(Arrival) arrival = arrival_determine(
		mail->trace, settings->organisation.gateways, origin->internaldate, now);
	guint k = classify(&matter);
	IntakePlan *plan = g_new0(IntakePlan, 1);

	plan->kind = kinds[k].kind;
	plan->opens_case = kinds[k].opens;
	plan->read = kinds[k].read;
	plan->case_id = g_strdup(case_of(&matter, k));
	plan->arrived = arrival.instant;
	plan->arrival_source = g_strdup(arrival_source_name(arrival.source));
	plan->events = g_ptr_array_new_with_free_func((GDestroyNotify) event_free);
	plan->flags = g_ptr_array_new_with_free_func((GDestroyNotify) planned_flag_free);
	plan->notices = g_ptr_array_new_with_free_func((GDestroyNotify) planned_notice_free);
	if (kinds[k].tells) {
		plan_flags(plan, &matter, &arrival);
		plan_notices(plan, &matter);
	}
	plan_event(plan, &matter, kinds[k].event, &arrival);
	return plan;
}

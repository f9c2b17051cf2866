/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the journal keeps of a mail that was taken in: why it is what it is.
 */
#include "core/notice/facts.h"
#include "core/intake/intake-private.h"

static void
put_candidates(Record *detail, const Arrival *arrival, GTimeZone *zone)
{
	RecordList list;

	record_list_init(&list);
	for (guint i = 0; i < arrival->candidates->len; i++) {
		const ArrivalCandidate *c =
			&g_array_index(arrival->candidates, ArrivalCandidate, i);
		g_autofree char *when = instant_to_string(c->instant, zone);
		g_autofree char *line = g_strconcat(arrival_source_name(c->source), " ", when,
			c->credible ? NULL : " (not credible)", NULL);

		record_list_add_text(&list, line);
	}
	record_put_list(detail, "arrival_candidates", &list);
}

/* What a notification says of each recipient: "failed 5.1.1 alva@kommun.example". */
static void
put_delivery(Record *detail, const DeliveryReport *report)
{
	RecordList list;

	record_list_init(&list);
	for (guint i = 0; i < report->outcomes->len; i++) {
		const DeliveryOutcome *o = g_ptr_array_index(report->outcomes, i);
		g_autofree char *line = g_strdup_printf("%s %s %s", o->action,
			o->status ? o->status : "-", o->final_to ? o->final_to : o->original_to);

		record_list_add_text(&list, line);
	}
	record_put_list(detail, "delivery", &list);
}

static void
put_absence(Record *detail, const IntakePlan *plan)
{
	const Absence *absence = &plan->absence;
	g_autofree char *date = date_to_string(absence->date);
	Record facts;

	record_init(&facts);
	facts_put_text(&facts, "kind", absence_name(absence->kind));
	facts_put_text(&facts, "date", date);
	facts_put_text(&facts, "raw", absence->raw);
	if (plan->away_until.year) {
		g_autofree char *until = date_to_string(plan->away_until);
		facts_put_text(&facts, "counts_until", until);
	}
	record_put_record(detail, "absence", &facts);
}

/* Whoever reports, unless the mail's sender does. */
static void
put_reporter(Record *detail, const IntakePlan *plan, const Mail *mail)
{
	if (!plan->opens_case || !g_strcmp0(plan->reporter_address, mail->from_address))
		return;
	facts_put_text(detail, "reporter_name", plan->reporter_name);
	facts_put_text(detail, "reporter", plan->reporter_address);
}

void
intake_plan_event(
	IntakePlan *plan, const IntakeMatter *matter, const char *kind, const Arrival *arrival)
{
	g_autofree char *arrived = instant_to_string(arrival->instant, matter->zone);
	const Mail *mail = matter->mail;
	Record detail;

	record_init(&detail);
	facts_put_text(&detail, "mail_kind", mail_kind_name(plan->kind));
	facts_put_text(&detail, "message_id", mail->message_id);
	facts_put_text(&detail, "from", mail->from_address);
	put_reporter(&detail, plan, mail);
	facts_put_text(&detail, "trust", trust_result_name(plan->trust));
	facts_put_text(&detail, "arrived", arrived);
	facts_put_text(&detail, "arrival_source", arrival_source_name(arrival->source));
	put_candidates(&detail, arrival, matter->zone);
	facts_put_text(&detail, "linked", plan->refers_to);
	if (matter->known->copy_of)
		record_put_number(&detail, "copy_of", matter->known->copy_of);
	if (plan->absence.kind)
		put_absence(&detail, plan);
	if (mail->delivery)
		put_delivery(&detail, mail->delivery);
	if (matter->known->reply.altered)
		record_put_boolean(&detail, "token_unknown", TRUE);
	if (matter->known->returned.outbox)
		record_put_number(&detail, "outbox", matter->known->returned.outbox);
	if (matter->origin->further) {
		facts_put_number(&detail, "report", matter->origin->further->number);
		facts_put_text(&detail, "first_case", matter->origin->further->first_case);
	}
	record_put_number(&detail, "notices", plan->notices->len);
	g_ptr_array_add(plan->events, planned_event_new(kind, record_end(&detail)));
}

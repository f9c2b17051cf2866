/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the journal keeps of a mail that was taken in: why it is what it is.
 */
#include "core/facts.h"
#include "core/intake-private.h"

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

/* What a notification says of each recipient: "failed 5.1.1 alva@kommun.example". */
static GVariant *
delivery_of(const DeliveryReport *report)
{
	GVariantBuilder list;

	g_variant_builder_init(&list, G_VARIANT_TYPE_STRING_ARRAY);
	for (guint i = 0; i < report->outcomes->len; i++) {
		const DeliveryOutcome *o = g_ptr_array_index(report->outcomes, i);

		g_variant_builder_add_value(&list,
			g_variant_new_take_string(
				g_strdup_printf("%s %s %s", o->action, o->status ? o->status : "-",
					o->final_to ? o->final_to : o->original_to)));
	}
	return g_variant_builder_end(&list);
}

static GVariant *
absence_facts(const Absence *absence)
{
	g_autofree char *date = date_to_string(absence->date);
	GVariantDict facts;

	g_variant_dict_init(&facts, NULL);
	facts_put_text(&facts, "kind", absence_name(absence->kind));
	facts_put_text(&facts, "date", date);
	facts_put_text(&facts, "raw", absence->raw);
	return g_variant_dict_end(&facts);
}

void
intake_plan_event(
	IntakePlan *plan, const IntakeMatter *matter, const char *kind, const Arrival *arrival)
{
	g_autofree char *arrived = instant_to_string(arrival->instant, matter->zone);
	GVariantDict detail;

	g_variant_dict_init(&detail, NULL);
	facts_put_text(&detail, "mail_kind", mail_kind_name(plan->kind));
	facts_put_text(&detail, "message_id", matter->mail->message_id);
	facts_put_text(&detail, "from", matter->mail->from_address);
	if (plan->opens_case && g_strcmp0(plan->reporter_address, matter->mail->from_address)) {
		facts_put_text(&detail, "reporter_name", plan->reporter_name);
		facts_put_text(&detail, "reporter", plan->reporter_address);
	}
	facts_put_text(&detail, "trust", trust_result_name(plan->trust));
	facts_put_text(&detail, "arrived", arrived);
	facts_put_text(&detail, "arrival_source", arrival_source_name(arrival->source));
	g_variant_dict_insert_value(
		&detail, "arrival_candidates", candidates_of(arrival, matter->zone));
	if (matter->known->copy_of)
		g_variant_dict_insert(&detail, "copy_of", "x", matter->known->copy_of);
	if (plan->absence.kind)
		g_variant_dict_insert_value(&detail, "absence", absence_facts(&plan->absence));
	if (matter->mail->delivery)
		g_variant_dict_insert_value(
			&detail, "delivery", delivery_of(matter->mail->delivery));
	if (matter->known->returned.outbox)
		g_variant_dict_insert(&detail, "outbox", "x", matter->known->returned.outbox);
	g_variant_dict_insert(&detail, "notices", "x", (gint64) plan->notices->len);
	g_ptr_array_add(plan->events, planned_event_new(kind, g_variant_dict_end(&detail)));
}

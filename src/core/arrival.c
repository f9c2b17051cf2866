/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The moment of arrival, from what can be trusted and nothing else. Keeps every
 * moment that was considered, so that a person can see why and correct it.
 */
#include "core/arrival.h"

#include <string.h>

#include "core/mail.h"

#define TOLERANCE_MS (G_GINT64_CONSTANT(5) * 60 * 1000)
#define DAY_MS       (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)

static gboolean
is_gateway(const GPtrArray *gateways, const char *host)
{
	for (guint i = 0; host && i < gateways->len; i++)
		if (strcmp(gateways->pdata[i], host) == 0)
			return TRUE;
	return FALSE;
}

/* A later candidate rules over an earlier one of a source that is not weaker. */
static void
consider(Arrival *arrival, ArrivalSource source, gint64 instant, gint64 now)
{
	if (instant == INSTANT_NONE)
		return;
	ArrivalCandidate candidate = { source, instant, instant <= now + TOLERANCE_MS };

	g_array_append_val(arrival->candidates, candidate);
	if (candidate.credible && source <= arrival->source) {
		arrival->source = source;
		arrival->instant = instant;
	}
}

/* TRUE if the host that the line above came from is the one that wrote this line. */
static gboolean
is_from_writer(const GPtrArray *gateways, const MailTrace *above, const MailTrace *line)
{
	return is_gateway(gateways, above->address) || g_strcmp0(line->by, above->from) == 0;
}

guint
arrival_count_own(const GPtrArray *trace, const GPtrArray *gateways)
{
	const MailTrace *above = NULL;
	guint count = 0;

	for (; count < trace->len; count++) {
		const MailTrace *line = trace->pdata[count];

		if (!is_gateway(gateways, line->by) ||
			(above && !is_from_writer(gateways, above, line)))
			break;
		above = line;
	}
	return count;
}

Arrival
arrival_determine(
	const GPtrArray *trace, const GPtrArray *gateways, gint64 internaldate, gint64 now)
{
	Arrival arrival = {
		.source = ARRIVAL_POLL,
		.instant = now,
		.candidates = g_array_new(FALSE, FALSE, sizeof(ArrivalCandidate)),
	};
	guint own = arrival_count_own(trace, gateways);

	for (guint i = 0; i < own; i++)
		consider(&arrival, ARRIVAL_GATEWAY, ((const MailTrace *) trace->pdata[i])->time,
			now);
	consider(&arrival, ARRIVAL_INTERNALDATE, internaldate, now);
	consider(&arrival, ARRIVAL_POLL, now, now);
	arrival.differs = arrival.source == ARRIVAL_GATEWAY && internaldate != INSTANT_NONE &&
			  internaldate - arrival.instant > DAY_MS;
	return arrival;
}

void
arrival_rule(Arrival *arrival, gint64 instant)
{
	ArrivalCandidate candidate = { ARRIVAL_COMMAND, instant, TRUE };

	g_array_append_val(arrival->candidates, candidate);
	arrival->source = ARRIVAL_COMMAND;
	arrival->instant = instant;
	arrival->differs = FALSE;
}

const char *
arrival_source_name(ArrivalSource source)
{
	static const char *const names[ARRIVAL_SOURCE_COUNT] = {
		[ARRIVAL_GATEWAY] = "gateway",
		[ARRIVAL_INTERNALDATE] = "internaldate",
		[ARRIVAL_POLL] = "poll",
		[ARRIVAL_COMMAND] = "command",
	};

	g_return_val_if_fail(source < ARRIVAL_SOURCE_COUNT, "unknown");
	return names[source];
}

void
arrival_clear(Arrival *arrival)
{
	g_clear_pointer(&arrival->candidates, g_array_unref);
}

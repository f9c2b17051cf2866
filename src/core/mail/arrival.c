/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The moment of arrival, from what can be trusted and nothing else. Keeps every
 * moment that was considered, so that a person can see why and correct it.
 */
#include "core/mail/arrival.h"

#include <string.h>

#include "core/mail/mail.h"

#define TOLERANCE_MS (G_GINT64_CONSTANT(5) * 60 * 1000)
#define DAY_MS       (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)
#define OLDEST_MS    G_GINT64_CONSTANT(631152000000) /* 1990: empty clocks say 1970 or 1980 */

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
	gboolean begun = source != ARRIVAL_ARCHIVE || instant >= OLDEST_MS;
	ArrivalCandidate candidate = { source, instant, begun && instant <= now + TOLERANCE_MS };

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

/* The earlier of the two rules, so it is considered last. */
static void
consider_archive(Arrival *arrival, gint64 date, const GPtrArray *trace, gint64 now)
{
	gint64 top = trace->len ? ((const MailTrace *) trace->pdata[0])->time : INSTANT_NONE;

	consider(arrival, ARRIVAL_ARCHIVE, MAX(date, top), now);
	consider(arrival, ARRIVAL_ARCHIVE, date == top ? INSTANT_NONE : MIN(date, top), now);
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
arrival_determine(const GPtrArray *trace, const GPtrArray *gateways, ArrivalSource dated,
	gint64 date, gint64 now)
{
	gboolean archived = dated == ARRIVAL_ARCHIVE;
	Arrival arrival = {
		.source = ARRIVAL_POLL,
		.instant = now,
		.candidates = g_array_new(FALSE, FALSE, sizeof(ArrivalCandidate)),
	};
	guint own = arrival_count_own(trace, gateways);

	for (guint i = 0; i < own; i++)
		consider(&arrival, ARRIVAL_GATEWAY, ((const MailTrace *) trace->pdata[i])->time,
			now);
	if (archived && !own)
		consider_archive(&arrival, date, trace, now);
	else
		consider(&arrival, dated, date, now);
	consider(&arrival, ARRIVAL_POLL, now, now);
	arrival.unproven = archived && arrival.source != ARRIVAL_GATEWAY;
	arrival.differs = !archived && arrival.source == ARRIVAL_GATEWAY && date != INSTANT_NONE &&
			  date - arrival.instant > DAY_MS;
	return arrival;
}

void
arrival_rule(Arrival *arrival, gint64 instant)
{
	ArrivalCandidate candidate = { ARRIVAL_COMMAND, instant, TRUE };

	g_array_append_val(arrival->candidates, candidate);
	arrival->source = ARRIVAL_COMMAND;
	arrival->instant = instant;
	arrival->differs = arrival->unproven = FALSE;
}

const char *
arrival_source_name(ArrivalSource source)
{
	static const char *const names[ARRIVAL_SOURCE_COUNT] = {
		[ARRIVAL_GATEWAY] = "gateway",
		[ARRIVAL_INTERNALDATE] = "internaldate",
		[ARRIVAL_ARCHIVE] = "archive",
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/date.h"

/*
 * When a mail reached the authority (FL 22 §; NJA 2024 s. 3: the moment it
 * reached the authority's own network, also when a filter held it until the
 * next day). Only lines that the authority's own gateways wrote prove
 * anything; lines below them are the sender's.
 */

typedef enum {
	ARRIVAL_GATEWAY,      /* a Received: line of a configured gateway */
	ARRIVAL_INTERNALDATE, /* when the mailbox took it in (RFC 3501 section 2.3.3) */
	ARRIVAL_ARCHIVE,      /* what an archive says: its own dates, and lines of any host */
	ARRIVAL_POLL,         /* when this program saw it */
	ARRIVAL_COMMAND,      /* a person says so: rules over all others */
	ARRIVAL_SOURCE_COUNT
} ArrivalSource;

typedef struct {
	ArrivalSource source;
	gint64 instant;
	gboolean credible; /* not in the future of now */
} ArrivalCandidate;

typedef struct {
	ArrivalSource source;
	gint64 instant;
	gboolean differs;   /* over 24 hours before INTERNALDATE: a person should look */
	gboolean unproven;  /* out of an archive, and no gateway says when */
	GArray *candidates; /* ArrivalCandidate: gateway lines from the top, then the others */
} Arrival;

/*
 * trace: MailTrace *, topmost first. gateways: char *, names and addresses, lower-case,
 * compared exactly. dated: whose word date is, ARRIVAL_INTERNALDATE of a mailbox or
 * ARRIVAL_ARCHIVE of an archive; date: INSTANT_NONE if it gave none.
 *
 * Walks from the top and goes on only while `by` is a gateway and the line was
 * written by the host that the line above it came from: that has the name, or
 * the address of a gateway (core/mail/received.h). The last such line
 * with a readable, credible time is the arrival; without one INTERNALDATE, and
 * without that (or if it lies in the future) now. A time up to five minutes
 * after now is credible, because clocks differ.
 *
 * In an archive there is no INTERNALDATE: anybody may have written what is in
 * it. Its date and its topmost line, whoever wrote that, come in its place, the
 * earlier of the two, unless it is of an empty clock (before 1990).
 *
 * arrival_clear() the result.
 */
Arrival arrival_determine(const GPtrArray *trace, const GPtrArray *gateways, ArrivalSource dated,
	gint64 date, gint64 now);

/* How many lines, from the top, our own gateways wrote by that walk. */
guint arrival_count_own(const GPtrArray *trace, const GPtrArray *gateways);

/* What a person says rules; the other candidates are kept. */
void arrival_rule(Arrival *arrival, gint64 instant);

/* "gateway", "internaldate", "archive", "poll", "command". Static. */
const char *arrival_source_name(ArrivalSource source);

void arrival_clear(Arrival *arrival);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arrival, arrival_clear)

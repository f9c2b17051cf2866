/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/consistency.h"
#include "core/date.h"
#include "core/form/form-date.h"
#include "core/intake/several.h"

/* What a function that looks for a flag sees. */
typedef struct {
	const ReadingFile *file;
	Reading *reading;
	const ReadingReport *report;
	const ReadingInvestigation *investigation; /* NULL: there is none */
	const ReadingDecision *decision;           /* NULL: there is none */
	const ConsistencyLimits *limits;
	SeveralCount reports; /* in file */
} ConsistencyCase;

/* The message if the flag is called for, else NULL; g_free() it. */
typedef char *(*ConsistencyFind)(const ConsistencyCase *c);

/* The date that field was read as; FALSE: none. field may be NULL. */
gboolean consistency_date(const ReadingField *field, CivilDate *ret_date) G_GNUC_WARN_UNUSED_RESULT;

/* The first field for which wanted holds, in the order of the parts; NULL: none. */
const ReadingField *consistency_find_field(const ConsistencyCase *c,
	gboolean (*wanted)(const ReadingMember *member, const ReadingField *field));

/* consistency-dates.c: how dates are written. */
char *consistency_weekday_mismatch(const ConsistencyCase *c);
char *consistency_ambiguous_date(const ConsistencyCase *c);
char *consistency_year_inferred(const ConsistencyCase *c);
char *consistency_decision_date_illegible(const ConsistencyCase *c);
char *consistency_information_dates_blank(const ConsistencyCase *c);

/* consistency-order.c: what came when. */
char *consistency_received_dates_differ(const ConsistencyCase *c);
char *consistency_start_dates_differ(const ConsistencyCase *c);
char *consistency_late_report(const ConsistencyCase *c);
char *consistency_slow_start(const ConsistencyCase *c);
char *consistency_measure_before_start(const ConsistencyCase *c);

/* consistency-names.c: who, where and which number. */
char *consistency_name_mismatch(const ConsistencyCase *c);
char *consistency_unit_mismatch(const ConsistencyCase *c);
char *consistency_dnr_mismatch(const ConsistencyCase *c);
char *consistency_dnr_missing(const ConsistencyCase *c);
char *consistency_reporter_unknown(const ConsistencyCase *c);

/* consistency-whole.c: the form and the file as a whole. */
char *consistency_outcome_unknown(const ConsistencyCase *c);
char *consistency_outdated_form(const ConsistencyCase *c);
char *consistency_low_text_confidence(const ConsistencyCase *c);
char *consistency_several_reports(const ConsistencyCase *c);
char *consistency_possible_data_breach(const ConsistencyCase *c);

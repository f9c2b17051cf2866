/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who hears that the responsible wrote in a case. Must never say a word of what they wrote.
 */
#include "core/life/life-letter.h"

#include "core/notice/facts.h"
#include "core/life/life-guard.h"
#include "core/life/life-notices-private.h"
#include "core/notice/recipient.h"

/* Who works on the case; before anybody does, who keeps what comes in (5 kap. 1 § OSL). */
static const char *const readers[] = { "investigator", "registrar" };

static gboolean
find_reader(const CaseFile *file, const Board *board, const ClockOffice *office, Recipient *ret)
{
	g_autoptr(GPtrArray) recusals = life_recusals(file, NULL);
	CivilDate today = date_from_instant(office->now, office->zone);

	for (guint i = file->investigator ? 0 : 1; i < G_N_ELEMENTS(readers); i++) {
		g_auto(Recipient) found = recipient_find(
			board, readers[i], file->investigator, today, file->away, recusals);

		if (life_is_same_person(found.address, board->responsible.address))
			continue;
		*ret = found;
		found.address = NULL;
		return TRUE;
	}
	return FALSE;
}

PlannedNotice *
life_letter_notice(const CaseFile *file, const Board *board, const ClockOffice *office)
{
	g_auto(Recipient) to = { 0 };
	Record facts, change;

	if (!find_reader(file, board, office, &to))
		return NULL;
	record_init(&facts);
	facts_put_text(&facts, "case", file->id);
	facts_put_text(&facts, "dnr", file->dnr);
	record_init(&change);
	record_put_boolean(&change, "letter", TRUE);
	record_put_record(&facts, "change", &change);
	recipient_put(&facts, &to);
	g_autofree char *json = record_end(&facts);
	PlannedNotice *notice = planned_notice_new(
		NOTICE_CHANGED, to.audience, to.route, to.address, board, office->now, json);
	notice->hold = file->quiet;
	return notice;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From one board of ours to another. Must never leave anything in the case by which who had it
 * would still be told of it.
 */
#include "core/life/life-transfer.h"

#include <string.h>

#include "core/record.h"
#include "core/text.h"

/* TRUE if that board commissions of both, and the new one is not it itself. */
static gboolean
stays_linked(const Board *from, const Board *to, const char *id)
{
	const CommissioningBoard *before = board_find_commissioning(from, id);
	const CommissioningBoard *after = board_find_commissioning(to, id);

	if (!before || !after || strcmp(id, to->id) == 0)
		return FALSE;
	g_autofree char *one = text_fold_address(before->address);
	g_autofree char *other = text_fold_address(after->address);
	return strcmp(one, other) == 0;
}

/* The ids of those that are linked no more; what has not gone to them is taken back. */
static void
unlink_boards(
	LifePlan *plan, CaseFile *file, const LifeWords *words, const Board *from, const Board *to)
{
	for (guint i = file->boards->len; i > 0; i--) {
		const char *id = file->boards->pdata[i - 1];

		if (stays_linked(from, to, id))
			continue;
		case_file_add_event(file, MILESTONE_BOARD_UNLINKED, words->when, id, FALSE);
		g_ptr_array_add(plan->untold_boards, g_strdup(id));
		g_ptr_array_remove_index(file->boards, i - 1);
	}
}

/* What the case was, and is no more. */
static PlannedEvent *
make_event(const LifePlan *plan, const CaseFile *file)
{
	Record detail;

	record_init(&detail);
	record_put_text(&detail, "board", file->board);
	record_put_text(&detail, "dnr", file->dnr_full);
	record_put_text(&detail, "investigator", file->investigator);
	record_put_text(&detail, "proposal", outcome_name(file->proposal));
	if (plan->untold_boards->len)
		record_put_texts(&detail, "unlinked",
			(const char *const *) plan->untold_boards->pdata,
			(gssize) plan->untold_boards->len);
	return planned_event_new("board_left", record_end(&detail));
}

void
life_leave_board(LifePlan *plan, CaseFile *file, const LifeWords *words, const LifeOffice *office)
{
	const Board *to = settings_get_board(office->settings, words->given[LIFE_TO_BOARD]);

	unlink_boards(plan, file, words, office->board, to);
	g_ptr_array_add(plan->events, make_event(plan, file));
	plan->left_board = file->board;
	file->board = g_strdup(to->id);
	g_clear_pointer(&file->investigator, g_free);
	plan->left_dnr = g_steal_pointer(&file->dnr);
	g_clear_pointer(&file->dnr_full, g_free);
	file->laws = 0;
	file->proposal = file->outcome = OUTCOME_NONE;
}

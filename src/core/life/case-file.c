/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One case as data. Decides nothing.
 */
#include "core/life/case-file.h"

#include <string.h>

#include "core/clock/calendar-held.h"
#include "core/form/form-number.h"

const char *
ivo_state_name(IvoState state)
{
	static const char *const names[IVO_COUNT] = {
		[IVO_NONE] = "none",
		[IVO_DUE] = "due",
		[IVO_NOTIFIED] = "notified",
		[IVO_COMPLETE] = "complete",
		[IVO_SUPPLEMENT] = "supplement",
	};

	return names[state];
}

RelatedCase *
related_case_new(const char *id, const char *board)
{
	RelatedCase *related = g_new0(RelatedCase, 1);

	related->id = g_strdup(id);
	related->board = g_strdup(board);
	related->recusals = g_ptr_array_new_with_free_func(g_free);
	return related;
}

void
related_case_free(RelatedCase *related)
{
	if (!related)
		return;
	g_free(related->id);
	g_free(related->board);
	g_free(related->dnr);
	g_free(related->investigator);
	g_free(related->sender);
	g_free(related->reporter);
	g_ptr_array_unref(related->recusals);
	g_free(related);
}

void
case_party_free(CaseParty *party)
{
	g_free(party->address);
	g_free(party->of_case);
	g_free(party);
}

CaseFile *
case_file_new(const char *id, const char *board)
{
	CaseFile *file = g_new0(CaseFile, 1);

	file->id = g_strdup(id);
	file->board = g_strdup(board);
	file->events = g_array_new(FALSE, FALSE, sizeof(CaseEvent));
	file->boards = g_ptr_array_new_with_free_func(g_free);
	file->recused = g_ptr_array_new_with_free_func(g_free);
	file->stand_ins = g_ptr_array_new_with_free_func(g_free);
	file->away = away_list_new();
	file->related = g_ptr_array_new_with_free_func((GDestroyNotify) related_case_free);
	file->parties = g_ptr_array_new_with_free_func((GDestroyNotify) case_party_free);
	file->since = g_ptr_array_new_with_free_func((GDestroyNotify) case_change_free);
	file->extensions = g_array_new(FALSE, FALSE, sizeof(CaseExtension));
	file->calendars = held_entries_new();
	file->done = g_array_new(FALSE, FALSE, sizeof(guint));
	file->strings = g_string_chunk_new(64);
	return file;
}

void
case_file_free(CaseFile *file)
{
	if (!file)
		return;
	g_free(file->id);
	g_free(file->board);
	g_free(file->dnr);
	g_free(file->dnr_full);
	g_free(file->sender);
	g_free(file->reporter);
	g_free(file->investigator);
	g_free(file->former_board);
	g_free(file->former_dnr);
	g_array_unref(file->events);
	g_ptr_array_unref(file->boards);
	g_ptr_array_unref(file->recused);
	g_ptr_array_unref(file->stand_ins);
	g_ptr_array_unref(file->related);
	g_array_unref(file->away);
	g_ptr_array_unref(file->parties);
	g_ptr_array_unref(file->since);
	g_clear_pointer(&file->disturbed, case_change_free);
	g_array_unref(file->extensions);
	g_array_unref(file->done);
	g_array_unref(file->calendars);
	g_string_chunk_free(file->strings);
	g_free(file);
}

static const char *
keep(CaseFile *file, const char *text)
{
	return text ? g_string_chunk_insert_const(file->strings, text) : NULL;
}

void
case_file_add_party(CaseFile *file, CasePart part, const char *address, const char *of_case)
{
	CaseParty *party = g_new0(CaseParty, 1);

	party->part = part;
	party->address = g_strdup(address);
	party->of_case = g_strdup(of_case);
	g_ptr_array_add(file->parties, party);
}

void
case_file_add_event(
	CaseFile *file, Milestone milestone, ClockTime when, const char *board, gboolean corrects)
{
	CaseEvent event = { milestone, when, keep(file, board), corrects };

	g_array_append_val(file->events, event);
}

void
case_file_extend(
	CaseFile *file, const char *rule, const char *board, CivilDate to, const char *reason)
{
	CaseExtension extension = { .rule = keep(file, rule),
		.reason = keep(file, reason),
		.board = keep(file, board),
		.to = to,
		.after = file->events->len };

	g_array_append_val(file->extensions, extension);
}

const CaseExtension *
case_file_find_extension(const CaseFile *file, const char *rule, const char *board)
{
	for (guint i = file->extensions->len; i > 0; i--) {
		const CaseExtension *extension =
			&g_array_index(file->extensions, CaseExtension, i - 1);

		if (strcmp(extension->rule, rule) == 0 && g_strcmp0(extension->board, board) == 0)
			return extension;
	}
	return NULL;
}

static gboolean
is_that(const CaseEvent *event, Milestone milestone, const char *board)
{
	return event->milestone == milestone && (!board || g_strcmp0(event->board, board) == 0);
}

/* A board that takes a case over begins anew: what the one before it did is behind this. */
static gboolean
is_behind(const CaseEvent *event, Milestone milestone)
{
	return event->milestone == MILESTONE_TAKEN_OVER && !event->corrects &&
	       !milestone_outlasts_board(milestone);
}

CivilDate
case_file_day(const CaseFile *file, Milestone milestone, const char *board)
{
	for (guint i = file->events->len; i > 0; i--) {
		const CaseEvent *event = &g_array_index(file->events, CaseEvent, i - 1);

		if (is_that(event, milestone, board))
			return event->when.date;
		if (is_behind(event, milestone))
			break;
	}
	return (CivilDate){ 0 };
}

gboolean
case_file_has(const CaseFile *file, Milestone milestone, const char *board)
{
	for (guint i = file->events->len; i > 0; i--) {
		const CaseEvent *event = &g_array_index(file->events, CaseEvent, i - 1);

		/* That it was corrected later is no second time. */
		if (is_that(event, milestone, board) && !event->corrects)
			return TRUE;
		if (is_behind(event, milestone))
			return FALSE;
		if (board ? is_that(event, MILESTONE_BOARD_LINKED, board)
			  : event->milestone == MILESTONE_REOPENED && !event->corrects)
			return FALSE;
	}
	return FALSE;
}

void
case_file_set_dnr(CaseFile *file, const char *number)
{
	gsize start, end;

	g_free(file->dnr);
	g_free(file->dnr_full);
	file->dnr_full = g_strdup(number);
	file->dnr = form_number_find_dnr(file->dnr_full, &start, &end);
	if (!file->dnr)
		file->dnr = g_strdup(file->dnr_full);
}

gboolean
case_file_has_open_breach(const CaseFile *file)
{
	for (guint i = file->events->len; i > 0; i--) {
		Milestone milestone = g_array_index(file->events, CaseEvent, i - 1).milestone;

		if (milestone == MILESTONE_BREACH_AWARE)
			return TRUE;
		if (milestone == MILESTONE_BREACH_NOTIFIED ||
			milestone == MILESTONE_BREACH_NOT_REPORTABLE)
			return FALSE;
	}
	return FALSE;
}

ClockTime
case_file_breach(const CaseFile *file)
{
	for (guint i = file->events->len; i > 0; i--) {
		const CaseEvent *event = &g_array_index(file->events, CaseEvent, i - 1);

		if (event->milestone == MILESTONE_BREACH_AWARE)
			return event->when;
	}
	return CLOCK_TIME_NONE;
}

gboolean
case_file_has_board(const CaseFile *file, const char *board)
{
	return g_ptr_array_find_with_equal_func(file->boards, board, g_str_equal, NULL);
}

/* A notification to IVO is not undone by taking the case up again. */
static gboolean
ever(const CaseFile *file, Milestone milestone)
{
	return case_file_day(file, milestone, NULL).year != 0;
}

/* Whether IVO waits for a supplement: more were asked for than were sent. */
static gboolean
owes_supplement(const CaseFile *file)
{
	int owed = 0;

	for (guint i = 0; i < file->events->len; i++) {
		const CaseEvent *event = &g_array_index(file->events, CaseEvent, i);

		if (event->corrects)
			continue;
		if (event->milestone == MILESTONE_SUPPLEMENT_ASKED)
			owed = 1;
		else if (event->milestone == MILESTONE_SUPPLEMENT_SENT ||
			 event->milestone == MILESTONE_IVO_CLOSED)
			owed = 0;
	}
	return owed;
}

static gboolean
is_serious(const CaseFile *file)
{
	gboolean serious = FALSE;

	for (guint i = 0; i < file->events->len; i++) {
		const CaseEvent *event = &g_array_index(file->events, CaseEvent, i);

		if (event->milestone == MILESTONE_NOT_SERIOUS)
			serious = FALSE;
		else if (event->milestone == MILESTONE_SERIOUS && !event->corrects)
			serious = TRUE;
	}
	return serious;
}

IvoState
case_file_ivo(const CaseFile *file)
{
	if (!ever(file, MILESTONE_IVO_NOTIFIED))
		return is_serious(file) ? IVO_DUE : IVO_NONE;
	if (owes_supplement(file))
		return IVO_SUPPLEMENT;
	return ever(file, MILESTONE_INVESTIGATION_SENT) ||
			       ever(file, MILESTONE_INVESTIGATION_ATTACHED) ||
			       ever(file, MILESTONE_IVO_CLOSED)
		       ? IVO_COMPLETE
		       : IVO_NOTIFIED;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What has become of a case, for lexsarah(1)'s record: from its milestones, clocks
 * and events, which are all that is kept of it.
 */
#include <string.h>

#include "adapters/store/store-life.h"
#include "adapters/store/store-view.h"
#include "core/error.h"

static json_t *
day_of(const CaseFile *file, Milestone milestone, const char *board)
{
	CivilDate day = case_file_day(file, milestone, board);
	g_autofree char *text = day.year ? date_to_string(day) : NULL;

	return text ? json_string(text) : json_null();
}

static json_t *
text_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

static json_t *
proposal_of(const json_t *events)
{
	static const char *const kinds[] = { "proposed", NULL };
	static const char *const keys[] = { "outcome", "reason", "date", NULL };
	const json_t *event = store_view_find_event(events, kinds, NULL);
	json_t *record = store_view_pick_valid(events, event, kinds[0], keys);

	if (event)
		json_object_set(record, "by", json_object_get(event, "actor"));
	return record;
}

static json_t *
decision_of(const json_t *events)
{
	static const char *const kinds[] = { "decided", NULL };
	static const char *const keys[] = { "outcome", "date", "by", "title", "delegation",
		"presenter", "participants", "reason", NULL };

	return store_view_pick_valid(
		events, store_view_find_event(events, kinds, NULL), kinds[0], keys);
}

static json_t *
ivo_of(const CaseFile *file, const json_t *events)
{
	static const char *const kinds[] = { "ivo_notified", "ivo_notified_with_investigation",
		NULL };
	const json_t *event = store_view_find_event(events, kinds, NULL);
	json_t *detail = event ? store_view_valid_detail(events, event, kinds[0]) : NULL;
	Milestone sent = case_file_day(file, MILESTONE_INVESTIGATION_ATTACHED, NULL).year
				 ? MILESTONE_INVESTIGATION_ATTACHED
				 : MILESTONE_INVESTIGATION_SENT;
	json_t *number = json_incref(json_object_get(detail, "number"));
	IvoState state = case_file_ivo(file);

	json_decref(detail);
	return json_pack("{ss so so so so so}", "state", ivo_state_name(state), "serious_since",
		state == IVO_NONE ? json_null() : day_of(file, MILESTONE_SERIOUS, NULL), "notified",
		day_of(file, MILESTONE_IVO_NOTIFIED, NULL), "number", number ? number : json_null(),
		"investigation_sent", day_of(file, sent, NULL), "supplement_due",
		day_of(file, MILESTONE_SUPPLEMENT_DUE, NULL));
}

/* The four dates of a commissioning board. */
static const struct {
	const char *key, *event;
	Milestone milestone;
	gboolean ivo, final; /* there is such a date only then */
} informed[] = {
	{ "report", "board_informed_report", MILESTONE_REPORT_INFORMED, FALSE, FALSE },
	{ "ivo", "board_informed_ivo", MILESTONE_IVO_INFORMED, TRUE, FALSE },
	{ "copy_attached", "board_got_copy", MILESTONE_COPY_INFORMED, TRUE, FALSE },
	{ "copy_final", "board_got_final", MILESTONE_FINAL_INFORMED, TRUE, TRUE },
};

static json_t *
information_of(const CaseFile *file, const json_t *events, guint row, const char *board)
{
	const char *const kinds[] = { informed[row].event, NULL };
	gboolean sent = case_file_has(file, informed[row].milestone, board);
	gboolean due = (!informed[row].ivo || case_file_ivo(file) > IVO_DUE) &&
		       (!informed[row].final || case_file_has(file, MILESTONE_DECIDED, NULL));
	const json_t *event = sent ? store_view_find_event(events, kinds, board) : NULL;
	json_t *detail = event ? store_view_valid_detail(events, event, kinds[0]) : NULL;
	const char *how = json_string_value(json_object_get(detail, "how"));
	const char *by = json_string_value(json_object_get(event, "actor"));

	json_t *record = json_pack("{ss so so so}", "state",
		sent  ? "sent"
		: due ? "due"
		      : "not_applicable",
		"date", sent ? day_of(file, informed[row].milestone, board) : json_null(), "how",
		text_or_null(sent && !how ? "mail" : how), "by",
		text_or_null(sent && !by ? "lexsarahd" : by));
	json_decref(detail);
	return record;
}

static json_t *
commissioning_of(const CaseFile *file, const json_t *events)
{
	json_t *list = json_array();

	for (guint i = 0; i < file->boards->len; i++) {
		const char *board = g_ptr_array_index(file->boards, i);
		json_t *record = json_pack("{ss}", "board", board);

		for (guint row = 0; row < G_N_ELEMENTS(informed); row++)
			json_object_set_new(record, informed[row].key,
				information_of(file, events, row, board));
		json_array_append_new(list, record);
	}
	return list;
}

/* Author, title and source stand with each entry: the law asks for all of them. */
static json_t *
log_of(const json_t *events)
{
	static const char *const keys[] = { "date", "source", "kind", "text", "title", "author",
		NULL };
	json_t *list = json_array(), *event;
	size_t i;

	json_array_foreach(events, i, event) {
		if (g_strcmp0(json_string_value(json_object_get(event, "kind")), "noted") != 0)
			continue;
		json_t *entry = store_view_pick(event, keys);
		json_object_set_new(
			entry, "no", json_integer((json_int_t) json_array_size(list) + 1));
		json_object_set(entry, "documented", json_object_get(event, "time"));
		if (json_is_null(json_object_get(entry, "author")))
			json_object_set(entry, "author", json_object_get(event, "actor"));
		json_object_set_new(entry, "attachment", json_null());
		json_array_append_new(list, entry);
	}
	return list;
}

/* Gives the measure of which the detail is what stands there as member, under key. */
static void
mark(const json_t *list, const json_t *detail, const char *key, const char *member)
{
	const char *no = json_string_value(json_object_get(detail, "no"));
	gint64 number = no ? g_ascii_strtoll(no, NULL, 10) : 0;
	json_t *measure = json_array_get(list, (size_t) (number - 1));

	if (number > 0 && measure && json_object_get(detail, member))
		json_object_set(measure, key, json_object_get(detail, member));
}

static gboolean
is_of_measure(const char *kind, const json_t *detail)
{
	const char *what = json_string_value(json_object_get(detail, "what"));

	return g_strcmp0(kind, "measure_done") == 0 ||
	       (g_strcmp0(kind, "corrected") == 0 && g_strcmp0(what, "measure") == 0);
}

static json_t *
measures_of(const json_t *events)
{
	static const char *const keys[] = { "no", "text", "owner", "due", NULL };
	json_t *list = json_array(), *event;
	size_t i;

	json_array_foreach(events, i, event) {
		const char *kind = json_string_value(json_object_get(event, "kind"));

		if (g_strcmp0(kind, "measure_planned") == 0) {
			json_t *measure = store_view_pick(event, keys);

			json_object_set_new(measure, "done", json_null());
			json_array_append_new(list, measure);
		} else if (is_of_measure(kind, json_object_get(event, "detail"))) {
			mark(list, json_object_get(event, "detail"), "done", "date");
			mark(list, json_object_get(event, "detail"), "due", "due");
		}
	}
	return list;
}

/* A clock that runs is late from the moment on, without a word from anybody. */
static json_t *
clock_of(Store *store, const DbCursor *row)
{
	gboolean late = db_is_null(row, 7) && db_int(row, 10) <= store->looking;

	return json_pack("{so so so so so so so so so}", "rule", store_view_text(row, 0), "board",
		*db_text(row, 1) ? store_view_text(row, 1) : json_null(), "class",
		store_view_text(row, 5), "start", store_view_text(row, 2), "due",
		store_view_text(row, 3), "stopped", store_view_text(row, 7), "state",
		late ? json_string("late") : store_view_text(row, 6), "source",
		store_view_text(row, 8), "next_reminder", store_view_instant(store, row, 9));
}

static json_t *
clocks_of(Store *store, gint64 case_no, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_CLOCK_OF_CASE, DB_INT(case_no));
	json_t *list = json_array();

	while (db_next(&row))
		json_array_append_new(list, clock_of(store, &row));
	return store_view_end_list(&row, list, error);
}

/* What was cleared for a board, and what became of it. */
static json_t *
copy_of(Store *store, const DbCursor *row)
{
	const char *state = db_int(row, 4)        ? "erased"
			    : db_is_null(row, 10) ? "to_hand_over"
						  : db_text(row, 10);

	return json_pack("{so ss so so so so so so so ss}", "board", store_view_text(row, 0),
		"what",
		strcmp(db_text(row, 1), milestone_names[MILESTONE_COPY_INFORMED]) == 0
			? "copy_attached"
			: "copy_final",
		"sha256", store_view_hex(row, 2), "size", store_view_int(row, 3), "released",
		store_view_instant(store, row, 5), "by", store_view_text(row, 6), "file",
		store_view_text(row, 7), "basis", store_view_text(row, 8), "notice",
		store_view_int(row, 9), "state", state);
}

static json_t *
copies_of(Store *store, gint64 case_no, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_MASKED_OF_CASE, DB_INT(case_no));
	json_t *list = json_array();

	while (db_next(&row))
		json_array_append_new(list, copy_of(store, &row));
	return store_view_end_list(&row, list, error);
}

static json_t *
laws_of(guint laws)
{
	json_t *list = json_array();

	for (guint i = 0; clock_law_names[i]; i++)
		if (laws & 1u << i)
			json_array_append_new(list, json_string(clock_law_names[i]));
	return list;
}

/* What the clocks are computed from, as it was recorded. */
static json_t *
milestones_of(Store *store, const CaseFile *file)
{
	json_t *list = json_array();

	for (guint i = 0; i < file->events->len; i++) {
		const CaseEvent *event = &g_array_index(file->events, CaseEvent, i);
		g_autofree char *when =
			event->when.instant == INSTANT_NONE
				? date_to_string(event->when.date)
				: instant_to_string(event->when.instant, store->zone);

		json_array_append_new(list,
			json_pack("{ss so ss sb}", "milestone", milestone_names[event->milestone],
				"board", text_or_null(event->board), "date", when, "corrects",
				event->corrects));
	}
	return list;
}

/* TRUE if another board took the case over after so many events. */
static gboolean
was_passed_on(const CaseFile *file, guint after)
{
	for (guint i = after; i < file->events->len; i++) {
		const CaseEvent *event = &g_array_index(file->events, CaseEvent, i);

		if (event->milestone == MILESTONE_TAKEN_OVER && !event->corrects)
			return TRUE;
	}
	return FALSE;
}

static json_t *
extensions_of(const CaseFile *file)
{
	json_t *list = json_array();

	for (guint i = 0; i < file->extensions->len; i++) {
		const CaseExtension *extension = &g_array_index(file->extensions, CaseExtension, i);
		g_autofree char *to = date_to_string(extension->to);

		json_array_append_new(list,
			json_pack("{ss so ss ss sb si}", "rule", extension->rule, "board",
				text_or_null(extension->board), "to", to, "reason",
				extension->reason, "former", was_passed_on(file, extension->after),
				"after", (int) extension->after));
	}
	return list;
}

gboolean
store_view_add_life(Store *store, json_t *record, const char *case_id, GError **error)
{
	const json_t *events = json_object_get(record, "events");
	LoadedCase loaded = { 0 };
	g_autoptr(CaseFile) file = store_load_case(store, case_id, &loaded, error);
	json_t *clocks = file ? clocks_of(store, loaded.case_no, error) : NULL;
	json_t *copies = clocks ? copies_of(store, loaded.case_no, error) : NULL;

	if (!copies) {
		json_decref(clocks);
		return FALSE;
	}
	json_object_update_new(record,
		json_pack("{so so so so so so so so so so so so so}", "copies", copies, "law",
			laws_of(file->laws), "milestones", milestones_of(store, file), "extensions",
			extensions_of(file), "investigator", text_or_null(file->investigator),
			"outcome", text_or_null(outcome_name(file->outcome)), "ivo",
			ivo_of(file, events), "clocks", clocks, "commissioning",
			commissioning_of(file, events), "proposal", proposal_of(events), "decision",
			decision_of(events), "log", log_of(events), "measures",
			measures_of(events)));
	return TRUE;
}

json_t *
store_view_clock_list(Store *store, const char *key, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_CLOCK_LIST, DB_TEXT(key));
	json_t *list = json_array();

	while (db_next(&row)) {
		json_t *clock = clock_of(store, &row);

		json_object_set_new(clock, "case", store_view_text(&row, 11));
		json_array_append_new(list, clock);
	}
	return store_view_end_list(&row, list, error);
}

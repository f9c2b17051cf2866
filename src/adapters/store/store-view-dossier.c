/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The papers of a case: what is to be signed, and all that there is of it.
 */
#include <string.h>

#include "adapters/store/store-view.h"
#include "core/journal/anchor.h"
#include "core/error.h"

/* Behind the number stands for whom the paper is made. */
static char *
case_of(const char *key)
{
	return g_strndup(key, strcspn(key, " "));
}

/* The decision that stands, or the standpoint not to investigate: none in a case taken up again. */
static json_t *
standpoint_of(const json_t *events)
{
	static const char *const kinds[] = { "decided", "declined", "reopened", NULL };
	static const char *const keys[] = { "outcome", "date", "by", "title", "delegation",
		"presenter", "participants", "reason", NULL };
	const json_t *event = store_view_find_event(events, kinds, NULL);
	const char *kind = json_string_value(json_object_get(event, "kind"));

	if (!event || strcmp(kind, "reopened") == 0)
		return NULL;
	json_t *record = store_view_pick_valid(events, event, kind, keys);
	json_object_set_new(record, "event", json_string(kind));
	if (json_is_null(json_object_get(record, "by")))
		json_object_set(record, "by", json_object_get(event, "actor"));
	return record;
}

json_t *
store_view_decision(Store *store, const char *key, GError **error)
{
	g_autofree char *case_id = case_of(key);
	json_t *record = store_view_case(store, case_id, error);
	json_t *standpoint = record ? standpoint_of(json_object_get(record, "events")) : NULL;

	if (record && !standpoint) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED,
			"%s: nothing is decided that could be signed: lexsarah case decide, or "
			"lexsarah case assess --decline",
			case_id);
		g_clear_pointer(&record, json_decref);
	}
	if (record)
		json_object_set_new(record, "standpoint", standpoint);
	return record;
}

typedef struct {
	const char *member;
	const char *kinds[4]; /* of its event, ended by NULL */
	const char *what;     /* by which it is corrected; NULL: its kind */
	const char *keys[6];  /* of the detail, ended by NULL */
} Step;

static const Step steps[] = {
	{ "protection", { "protected", "protection_not_needed" }, "protected",
		{ "text", "by", "title", "date" } },
	{ "assessment", { "assessed", "declined" }, NULL, { "reason", "by", "title", "date" } },
	{ "started", { "investigation_started" }, NULL, { "date" } },
	{ "followed_up", { "followed_up" }, NULL, { "reason" } },
	{ "reported", { "reported_to_board" }, NULL, { "reason" } },
	{ "breach_dismissed", { "breach_not_reportable" }, NULL, { "reason" } },
};

/* The last event of the step as it is valid, with its kind as "event"; null: there is none. */
static json_t *
step_of(const json_t *events, const Step *step)
{
	const json_t *event = store_view_find_event(events, step->kinds, NULL);
	const char *kind = json_string_value(json_object_get(event, "kind"));
	json_t *record =
		store_view_pick_valid(events, event, step->what ? step->what : kind, step->keys);

	if (event)
		json_object_set_new(record, "event", json_string(kind));
	if (event && !json_is_string(json_object_get(record, "by")))
		json_object_set(record, "by", json_object_get(event, "actor"));
	return record;
}

/* Each mail with its parts, and the sums of all of them. */
static gboolean
add_parts(Store *store, json_t *record, GError **error)
{
	json_t *mails = json_object_get(record, "mails"), *mail;
	size_t i;

	json_array_foreach(mails, i, mail) {
		json_int_t number = json_integer_value(json_object_get(mail, "id"));
		g_autofree char *key = g_strdup_printf("%" JSON_INTEGER_FORMAT, number);
		json_t *whole = store_view_mail(store, key, error);

		if (!whole || json_object_update_missing_new(mail, whole) != 0)
			return FALSE;
	}
	return TRUE;
}

static gboolean
add_anchor(Store *store, json_t *record, GError **error)
{
	JournalLink link;

	if (!store_journal_find(store, 0, &link, error))
		return FALSE;
	g_autofree char *anchor = anchor_format(&link);
	return json_object_set_new(record, "anchor", json_string(anchor)) == 0;
}

json_t *
store_view_dossier(Store *store, const char *key, GError **error)
{
	g_autofree char *case_id = case_of(key);
	json_t *record = store_view_case(store, case_id, error);

	if (!record)
		return NULL;
	if (!add_parts(store, record, error) || !add_anchor(store, record, error)) {
		json_decref(record);
		return NULL;
	}
	json_t *standpoint = standpoint_of(json_object_get(record, "events"));
	json_object_set_new(record, "standpoint", standpoint ? standpoint : json_null());
	for (guint i = 0; i < G_N_ELEMENTS(steps); i++)
		json_object_set_new(record, steps[i].member,
			step_of(json_object_get(record, "events"), &steps[i]));
	return record;
}

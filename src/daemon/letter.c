/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From an outbox row to a mail: its facts, and what everybody may know of the
 * board, in the words of the templates.
 */
#include "daemon/letter.h"

#include "adapters/compose-gmime.h"
#include "adapters/ical.h"
#include "core/case.h"
#include "core/privacy.h"

/* What the board has not given the template leaves out. */
static void
put_text(GVariantDict *dict, const char *key, const char *text)
{
	if (text && *text)
		g_variant_dict_insert(dict, key, "s", text);
}

static GVariant *
board_facts(const Board *board)
{
	GVariantDict dict;

	g_variant_dict_init(&dict, NULL);
	put_text(&dict, "name", board->name);
	put_text(&dict, "phone", board->contact.phone);
	put_text(&dict, "email", board->contact.email);
	put_text(&dict, "post", board->contact.post);
	put_text(&dict, "visit", board->contact.visit);
	return g_variant_dict_end(&dict);
}

static GVariant *
all_facts(const Daemon *daemon, const Board *board, GVariant *of_item)
{
	GVariantDict dict;

	g_variant_dict_init(&dict, of_item);
	put_text(&dict, "organisation", daemon->settings->organisation.name);
	put_text(&dict, "emergency_phone", board->emergency_phone);
	g_variant_dict_insert_value(&dict, "board", board_facts(board));
	return g_variant_ref_sink(g_variant_dict_end(&dict));
}

/*
 * The file of the date that the facts hold, if they do. Whoever is not told that
 * there is a case is told no date of it. ret_calendar: bytes are transferred.
 */
static gboolean
write_date(const Daemon *daemon, const Board *board, const OutboxItem *item,
	ComposeCalendar *ret_calendar, GError **error)
{
	g_auto(CalendarEntry) entry = { 0 };
	g_auto(RenderedEntry) words = { 0 };

	if (!item->case_id || !privacy_allows("case", item->audience, item->route) ||
		!calendar_get(item->facts, &entry))
		return TRUE;
	ret_calendar->method = ical_method(&entry);
	return daemon->renderer->render_entry(
		       daemon->renderer, board->language, item->case_id, &entry, &words, error) &&
	       ical_write(&entry, board->address, words.summary, words.description,
		       &ret_calendar->bytes, error);
}

gboolean
letter_write(const Daemon *daemon, const Board *board, const OutboxItem *item, gint64 date,
	GBytes **ret_bytes, GError **error)
{
	g_autoptr(GVariant) facts = all_facts(daemon, board, item->facts);
	g_auto(RenderedNotice) words = { 0 };
	ComposeCalendar calendar = { 0 };

	if (!daemon->renderer->render(daemon->renderer, item->notice, item->audience, item->route,
		    board->language, facts, &words, error) ||
		!write_date(daemon, board, item, &calendar, error))
		return FALSE;
	g_autoptr(GBytes) attached = calendar.bytes;
	g_autofree char *name = attached ? g_strdup_printf("%s.ics", item->case_id) : NULL;
	calendar.name = name;
	ComposeRequest request = {
		.from_name = board->name,
		.from_address = board->address,
		.to_address = item->recipient,
		.subject = words.subject,
		.text = words.text,
		.html = words.html,
		.language = board->language,
		.date = date,
		.zone = daemon->zone,
		.message_id = item->message_id,
		.references = (const char *const *) item->references,
		.suppress_oof = notice_suppresses_oof(item->notice),
		.calendar = calendar,
	};
	return compose_notice(&request, ret_bytes, error);
}

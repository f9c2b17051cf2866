/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From an outbox row to a mail: its facts, and what everybody may know of the
 * board, in the words of the templates.
 */
#include "daemon/letter.h"

#include "adapters/compose-gmime.h"

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

gboolean
letter_write(const Daemon *daemon, const Board *board, const OutboxItem *item, gint64 date,
	GBytes **ret_bytes, GError **error)
{
	g_autoptr(GVariant) facts = all_facts(daemon, board, item->facts);
	g_auto(RenderedNotice) words = { 0 };

	if (!daemon->renderer->render(daemon->renderer, item->notice, item->audience, item->route,
		    board->language, facts, &words, error))
		return FALSE;
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
	};
	return compose_notice(&request, ret_bytes, error);
}

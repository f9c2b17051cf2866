/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From an outbox row to a mail: its facts, and what everybody may know of the
 * board, in the words of the templates.
 */
#include "daemon/letter.h"

#include "adapters/message/compose-gmime.h"
#include "adapters/ical.h"
#include "core/life/case.h"
#include "core/error.h"
#include "core/mail/mail-key.h"
#include "core/notice/privacy.h"
#include "core/notice/recipient.h"
#include "core/answer/reply.h"
#include "daemon/enclosure.h"
#include "daemon/log.h"

#include <string.h>

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

/* How an answer is known: by the token in the Message-ID. NULL: it is not one with commands. */
static GVariant *
answer_facts(const OutboxItem *item, const char *code)
{
	GVariantDict dict;
	ReplyPurpose purpose;
	guint days;

	if (!code || !reply_is_asked(item->notice, item->audience, &purpose, &days))
		return NULL;
	g_variant_dict_init(&dict, NULL);
	put_text(&dict, "code", code);
	g_variant_dict_insert(&dict, "work", "b", purpose == REPLY_FOR_WORK);
	g_variant_dict_insert(&dict, "facts", "b", purpose == REPLY_FOR_FACTS);
	return g_variant_dict_end(&dict);
}

/* The board's address with the code behind a plus (RFC 5233); NULL: answers come as others do. */
static char *
answer_address(const Board *board, const char *code)
{
	const char *at = strrchr(board->address, '@');
	gsize local = (gsize) (at - board->address);

	/* RFC 5321 section 4.5.3.1.1 */
	if (!code || !board->mailbox.plus_address || local + 1 + strlen(code) > 64)
		return NULL;
	return g_strdup_printf("%.*s+%s%s", (int) local, board->address, code, at);
}

static GVariant *
all_facts(const Daemon *daemon, const Board *board, const OutboxItem *item, const char *code)
{
	GVariant *answer = answer_facts(item, code);
	GVariantDict dict;

	g_variant_dict_init(&dict, item->facts);
	g_variant_dict_remove(&dict, "paper"); /* what goes along is not said by who queued it */
	put_text(&dict, "organisation", daemon->settings->organisation.name);
	put_text(&dict, "emergency_phone", board->emergency_phone);
	g_variant_dict_insert_value(&dict, "board", board_facts(board));
	if (answer)
		g_variant_dict_insert_value(&dict, "answer", answer);
	return g_variant_ref_sink(g_variant_dict_end(&dict));
}

static gboolean
write_date(const Daemon *daemon, const Board *board, const CalendarEntry *entry, GArray *files,
	GError **error)
{
	g_auto(RenderedEntry) words = { 0 };
	g_autofree char *case_id = calendar_case(entry);
	ComposeCalendar file = { .method = ical_method(entry) };

	if (!daemon->renderer->render_entry(
		    daemon->renderer, board->language, case_id, entry, &words, error) ||
		!ical_write(entry, board->address, words.summary, words.description, &file.bytes,
			error))
		return FALSE;
	/* No two files of a mail have one name: some programs would keep the last. */
	file.name = files->len ? g_strdup_printf("%s-%u.ics", case_id, files->len + 1)
			       : g_strdup_printf("%s.ics", case_id);
	g_array_append_val(files, file);
	return TRUE;
}

/*
 * The files of the dates that the facts hold. Whoever is not told that there is a
 * case is told no date of it; a mail of no case may speak of several.
 */
static gboolean
write_dates(const Daemon *daemon, const Board *board, const OutboxItem *item, GArray *files,
	GError **error)
{
	g_autoptr(GArray) entries = calendar_get_all(item->facts);

	if (!privacy_allows("case", item->audience, item->route))
		return TRUE;
	for (guint i = 0; i < entries->len; i++)
		if (!write_date(
			    daemon, board, &g_array_index(entries, CalendarEntry, i), files, error))
			return FALSE;
	return TRUE;
}

static void
file_clear(ComposeCalendar *file)
{
	g_bytes_unref(file->bytes);
	g_free((char *) file->name);
}

/* What the words say of the paper that goes along; NULL: none does. */
static GVariant *
add_paper(GVariant *facts, const char *paper)
{
	GVariantDict dict, papers;

	if (!paper)
		return g_variant_ref(facts);
	g_variant_dict_init(&dict, facts);
	g_variant_dict_init(&papers, NULL);
	g_variant_dict_insert(&papers, paper, "b", TRUE);
	g_variant_dict_insert(&papers, "enclosed", "b", TRUE);
	g_variant_dict_insert_value(&dict, "paper", g_variant_dict_end(&papers));
	return g_variant_ref_sink(g_variant_dict_end(&dict));
}

gboolean
letter_write(const Daemon *daemon, const Board *board, const OutboxItem *item, gint64 date,
	GBytes **ret_bytes, GError **error)
{
	g_autofree char *code = reply_token_dup(item->message_id);
	g_autofree char *reply_to = answer_address(board, code);
	g_autoptr(GVariant) known = all_facts(daemon, board, item, code);
	g_auto(Enclosure) enclosure = { 0 };
	g_auto(RenderedNotice) words = { 0 };
	g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(ComposeCalendar));

	g_array_set_clear_func(files, (GDestroyNotify) file_clear);
	if (!enclosure_find(daemon, board, item, known, &enclosure, error))
		return FALSE;
	g_autoptr(GVariant) facts = add_paper(known, enclosure.paper);
	if (!daemon->renderer->render(daemon->renderer, item->notice, item->audience, item->route,
		    board->language, facts, &words, error) ||
		!write_dates(daemon, board, item, files, error))
		return FALSE;
	ComposeRequest request = {
		.from_name = board->name,
		.from_address = board->address,
		.to_address = item->recipient,
		.reply_to = reply_to,
		.subject = words.subject,
		.text = words.text,
		.html = words.html,
		.language = board->language,
		.date = date,
		.zone = daemon->zone,
		.message_id = item->message_id,
		.references = (const char *const *) item->references,
		.suppress_oof = notice_suppresses_oof(item->notice),
		.calendars = (const ComposeCalendar *) (void *) files->data,
		.n_calendars = files->len,
		.file = enclosure.file,
	};
	return compose_notice(&request, ret_bytes, error);
}

void
letter_clear(Letter *letter)
{
	g_clear_pointer(&letter->kept, g_bytes_unref);
	g_clear_pointer(&letter->sent, g_bytes_unref);
}

static gboolean
seal(const Daemon *daemon, const Board *board, const MailKey *key, Letter *letter, GError **error)
{
	if (daemon->crypt)
		return daemon->crypt->seal(
			daemon->crypt, board, key, letter->kept, &letter->sent, error);
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "nothing is encrypted here");
	return FALSE;
}

/* TRUE if the notice says on a secure route what it says on a plain one. */
static gboolean
says_little(const OutboxItem *item)
{
	return !item->enclosure &&
	       (item->route == ROUTE_PLAIN ||
		       (!enclosure_is_paper(item) &&
			       !notice_says_more(item->notice, item->audience)));
}

static gboolean
write_plainly(const Daemon *daemon, const Board *board, const OutboxItem *item, gint64 date,
	Letter *letter, const GError *cause, GError **error)
{
	LogFields fields = { .board = board->id, .case_id = item->case_id, .outbox = item->id };
	OutboxItem plain = *item;

	log_error(&fields, "the notice says little, and goes unencrypted: %s", cause->message);
	plain.route = ROUTE_PLAIN;
	g_clear_pointer(&letter->kept, g_bytes_unref);
	if (!letter_write(daemon, board, &plain, date, &letter->kept, error))
		return FALSE;
	letter->sent = g_bytes_ref(letter->kept);
	return TRUE;
}

/*
 * A notice may wait for months, and its route was chosen when it was queued: what was secure then
 * may have no key any more, or be somebody else's address.
 */
static OutboxItem
route_of_today(const Daemon *daemon, const Board *board, const OutboxItem *queued)
{
	LogFields fields = { .board = board->id, .case_id = queued->case_id, .outbox = queued->id };
	OutboxItem item = *queued;

	if (item.route == ROUTE_PLAIN || recipient_is_secure(daemon->settings, item.recipient))
		return item;
	log_info(&fields, "the notice says what a plain route may: its recipient has no secure "
			  "one any more");
	item.route = ROUTE_PLAIN;
	return item;
}

gboolean
letter_write_sealed(const Daemon *daemon, const Board *board, const OutboxItem *queued, gint64 date,
	Letter *ret_letter, GError **error)
{
	const OutboxItem of_today = route_of_today(daemon, board, queued), *item = &of_today;
	const MailKey *key = mail_key_find(daemon->settings, item->recipient);
	g_autoptr(GError) unsealed = NULL;

	/* What was taken out of a case is what goes, however often it is tried. */
	if (item->kept && enclosure_is_paper(item))
		ret_letter->kept = g_bytes_ref(item->kept);
	else if (!letter_write(daemon, board, item, date, &ret_letter->kept, error))
		return FALSE;
	if (!key) {
		ret_letter->sent = g_bytes_ref(ret_letter->kept);
		return TRUE;
	}
	if (seal(daemon, board, key, ret_letter, &unsealed))
		return TRUE;
	if (g_error_matches(unsealed, LEX_ERROR, LEX_ERROR_CONFIG) && says_little(item))
		return write_plainly(daemon, board, item, date, ret_letter, unsealed, error);
	g_propagate_prefixed_error(
		error, g_steal_pointer(&unsealed), "the mail is not encrypted, and did not go: ");
	return FALSE;
}

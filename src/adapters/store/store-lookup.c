/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is known of a mail before it is planned for: the same mail, the same
 * Message-ID, the thread, the same document. Each look-up goes by an index, so
 * that it costs the same with a million cases.
 */
#include "adapters/store/store-lookup.h"

#include <string.h>

#include "core/life/case.h"
#include "core/text.h"

/* So many references are looked up, the newest first: a sender chooses their number. */
#define REFERENCES_LOOKED_UP 40
/* Attachments below this, and pictures, are signatures and logotypes. */
#define DOCUMENT_BYTES 512

static gboolean
look_for_copy(
	Store *store, const char *board, const Mail *mail, StoreLookup *lookup, GError **error)
{
	g_auto(DbCursor) row = db_query(store->db, ST_IDENTITY_GET, DB_TEXT(board),
		DB_BLOB(mail->fingerprint, MAIL_DIGEST_BYTES), DB_TEXT(store_message_id(mail)));

	if (db_next(&row)) {
		lookup->known.copy_of = db_int(&row, 0);
		lookup->copy_case = db_dup(&row, 1);
	}
	return db_end(&row, error);
}

/* What one Message-ID is to us. */
typedef struct {
	gboolean ours;    /* of a notice of any board */
	gboolean notice;  /* of a notice of this board */
	gboolean mail;    /* of a mail that this board holds */
	char *case_id;    /* this board's case that it belongs to, or NULL */
	char *case_board; /* whose case that is by now */
	char *elsewhere;  /* another board's case that it belongs to, and that board; or NULL */
	char *elsewhere_board;
	char *recipient; /* official who got the notice of this board, or NULL */
} FoundId;

static void
found_id_clear(FoundId *found)
{
	g_free(found->case_id);
	g_free(found->case_board);
	g_free(found->elsewhere);
	g_free(found->elsewhere_board);
	g_free(found->recipient);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FoundId, found_id_clear)

/* A case that goes with the Message-ID, and its board; here: this board has it, or had it. */
static void
take_case(const char *case_id, const char *of, gboolean here, FoundId *found)
{
	if (here && !found->case_id) {
		found->case_id = g_strdup(case_id);
		found->case_board = g_strdup(of);
	}
	if (!here && !found->elsewhere && case_id) {
		found->elsewhere = g_strdup(case_id);
		found->elsewhere_board = g_strdup(of);
	}
}

/* One of the mails with a Message-ID. */
typedef struct {
	gint64 mail;           /* 0: none */
	char *case_id, *board; /* board: whose case it is, or else whose mail */
	gboolean here;
	guint rank;
} KnownMail;

static void
known_mail_clear(KnownMail *known)
{
	g_free(known->case_id);
	g_free(known->board);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KnownMail, known_mail_clear)

/*
 * This board's goes before another one's, then one with a case, then the first
 * that came. Not by ORDER BY, which makes a table to sort in for each mail, of
 * which most find no row.
 */
static void
take_better(const DbCursor *row, KnownMail *best)
{
	const char *case_id = db_text(row, 1), *of = db_text(row, db_is_null(row, 3) ? 2 : 3);
	gboolean here = db_int(row, 4) != 0;
	guint rank = (here ? 0 : 2) + (case_id ? 0 : 1);
	gint64 mail = db_int(row, 0);

	if (best->mail && (rank > best->rank || (rank == best->rank && mail > best->mail)))
		return;
	known_mail_clear(best);
	*best = (KnownMail){ mail, g_strdup(case_id), g_strdup(of), here, rank };
}

static gboolean
look_up_id(Store *store, const char *board, const char *id, FoundId *found, GError **error)
{
	g_auto(DbCursor) ours =
		db_query(store->db, ST_OUTBOX_BY_MESSAGE_ID, DB_TEXT(id), DB_TEXT(board));
	g_auto(KnownMail) known = { 0 };

	found->ours = db_next(&ours);
	found->notice = found->ours && db_int(&ours, 5) != 0;
	if (found->ours)
		take_case(db_text(&ours, 1), db_text(&ours, db_is_null(&ours, 4) ? 2 : 4),
			found->notice, found);
	found->recipient = found->notice ? db_dup(&ours, 3) : NULL;
	if (!db_end(&ours, error))
		return FALSE;
	g_auto(DbCursor) mail =
		db_query(store->db, ST_IDENTITY_BY_MESSAGE_ID, DB_TEXT(id), DB_TEXT(board));
	while (db_next(&mail))
		take_better(&mail, &known);
	found->mail = known.mail && known.here;
	if (known.mail)
		take_case(known.case_id, known.board, known.here, found);
	return db_end(&mail, error);
}

static gboolean
look_for_own_id(
	Store *store, const char *board, const Mail *mail, StoreLookup *lookup, GError **error)
{
	g_auto(FoundId) found = { 0 };

	if (!mail->message_id)
		return TRUE;
	if (!look_up_id(store, board, mail->message_id, &found, error))
		return FALSE;
	lookup->known.own_message_id = found.ours;
	lookup->known.same_message_id = found.mail && !lookup->known.copy_of;
	return TRUE;
}

static gboolean
is_from(const Mail *mail, const char *address)
{
	g_autofree char *sender = text_fold_address(mail->from_address);
	g_autofree char *folded = text_fold_address(address);

	return address && strcmp(sender, folded) == 0;
}

static void
take_found(StoreLookup *lookup, const Mail *mail, FoundId *found)
{
	lookup->known.references_notice |= found->notice;
	lookup->known.from_recipient |= is_from(mail, found->recipient);
	if (!lookup->thread_case) {
		lookup->thread_case = g_steal_pointer(&found->case_id);
		g_free(lookup->thread_board);
		lookup->thread_board = g_steal_pointer(&found->case_board);
	}
	if (!lookup->other_case) {
		lookup->other_case = g_steal_pointer(&found->elsewhere);
		lookup->other_board = g_steal_pointer(&found->elsewhere_board);
	}
}

/*
 * A thread is one of this board's, or of one to which it has given the case. Each
 * board is an authority of its own: what was mailed to one may not enter the case
 * of another.
 */
static gboolean
look_for_thread(
	Store *store, const char *board, const Mail *mail, StoreLookup *lookup, GError **error)
{
	guint looked = 0;

	for (guint i = mail->references->len; i > 0 && looked < REFERENCES_LOOKED_UP;
		i--, looked++) {
		g_auto(FoundId) found = { 0 };

		if (!look_up_id(store, board, g_ptr_array_index(mail->references, i - 1), &found,
			    error))
			return FALSE;
		take_found(lookup, mail, &found);
	}
	return TRUE;
}

static gboolean
look_for_documents(
	Store *store, const char *board, const Mail *mail, StoreLookup *lookup, GError **error)
{
	for (guint i = 0; i < mail->parts->len && !lookup->document_case; i++) {
		const MailPart *part = g_ptr_array_index(mail->parts, i);

		if (part->body || part->size < DOCUMENT_BYTES ||
			g_str_has_prefix(part->media_type, "image/"))
			continue;
		g_auto(DbCursor) row = db_query(store->db, ST_PART_CASE,
			DB_BLOB(part->digest, MAIL_DIGEST_BYTES), DB_TEXT(board));
		lookup->document_case = db_next(&row) ? db_dup(&row, 0) : NULL;
		if (!db_end(&row, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
look_for_subject(
	Store *store, const char *board, const Mail *mail, StoreLookup *lookup, GError **error)
{
	g_autofree char *number = case_id_find(mail->subject);

	if (!number)
		return TRUE;
	g_auto(DbCursor) row =
		db_query(store->db, ST_CASE_OF_BOARD, DB_TEXT(number), DB_TEXT(board));
	if (db_next(&row))
		lookup->subject_case = g_steal_pointer(&number);
	return db_end(&row, error);
}

/* Only a notice that this board sent: what comes back for it comes back here. */
static gboolean
look_for_returned_id(
	Store *store, const char *board, const char *id, StoreLookup *lookup, GError **error)
{
	IntakeReturned *returned = &lookup->known.returned;

	if (!id || returned->outbox)
		return TRUE;
	g_auto(DbCursor) row = db_query(store->db, ST_OUTBOX_RETURNED, DB_TEXT(id), DB_TEXT(board));
	if (db_next(&row) && outbox_state_from_name(db_text(&row, 1), &returned->state) &&
		notice_from_name(db_text(&row, 2), &returned->notice) &&
		audience_from_name(db_text(&row, 3), &returned->audience)) {
		returned->outbox = db_int(&row, 0);
		returned->attempts = (guint) db_int(&row, 5);
		returned->sent = db_int(&row, 11);
		lookup->returned_to = db_dup(&row, 4);
		lookup->returned_case = db_dup(&row, 6);
		lookup->returned_board = db_dup(&row, 7);
		lookup->returned_accepted = db_dup(&row, 8);
		lookup->returned_accepted_board = db_dup(&row, 9);
	}
	return db_end(&row, error);
}

static gboolean
look_for_returned(
	Store *store, const char *board, const Mail *mail, StoreLookup *lookup, GError **error)
{
	const DeliveryReport *report = mail->delivery;

	return !report ||
	       (look_for_returned_id(store, board, report->message_id, lookup, error) &&
		       look_for_returned_id(store, board, report->envelope_id, lookup, error));
}

static gboolean
look_for_holds(Store *store, StoreLookup *lookup, GError **error)
{
	Discretion in_force = { 0 };
	gint64 case_no, recused = 0;

	if (!lookup->thread_case)
		return TRUE;
	if (!store_case_no(store, lookup->thread_case, &case_no, error) ||
		!store_find_holds(store, case_no, &lookup->known.recorded, &in_force, error) ||
		!db_get_int(store->db, ST_RECUSAL_COUNT, 0, &recused, error, DB_INT(case_no)))
		return FALSE;
	lookup->known.recused = recused > 0;
	return TRUE;
}

gboolean
store_look_up(Store *store, const char *board, const Mail *mail, gint64 number,
	StoreLookup *ret_lookup, GError **error)
{
	StoreLookup *lookup = ret_lookup;

	if (!look_for_copy(store, board, mail, lookup, error) ||
		!look_for_own_id(store, board, mail, lookup, error) ||
		!store_look_for_cut(store, board, mail, number, lookup, error) ||
		!look_for_thread(store, board, mail, lookup, error) ||
		!store_look_for_reply(store, board, mail, lookup, error) ||
		!look_for_holds(store, lookup, error) ||
		!look_for_subject(store, board, mail, lookup, error) ||
		!look_for_documents(store, board, mail, lookup, error) ||
		!look_for_returned(store, board, mail, lookup, error))
		return FALSE;
	lookup->known.copy_case = lookup->copy_case;
	lookup->known.thread_case = lookup->thread_case;
	lookup->known.thread_board = lookup->thread_board;
	lookup->known.other_case = lookup->other_case;
	lookup->known.other_board = lookup->other_board;
	lookup->known.subject_case = lookup->subject_case;
	lookup->known.document_case = lookup->document_case;
	lookup->known.reply.case_id = lookup->reply_case;
	lookup->known.reply.recipient = lookup->reply_to;
	lookup->known.returned.recipient = lookup->returned_to;
	lookup->known.returned.case_id = lookup->returned_case;
	lookup->known.returned.board = lookup->returned_board;
	lookup->known.returned.accepted = lookup->returned_accepted;
	lookup->known.returned.accepted_board = lookup->returned_accepted_board;
	return TRUE;
}

gboolean
store_next_number(Store *store, int year, gint64 *ret_number, GError **error)
{
	gint64 last;

	if (!db_get_int(store->db, ST_SERIES_GET, 0, &last, error, DB_INT(year)))
		return FALSE;
	*ret_number = last + 1;
	return TRUE;
}

void
store_lookup_number(StoreLookup *lookup, int year, gint64 number)
{
	g_free(lookup->next_case);
	lookup->year = year;
	lookup->case_number = number;
	lookup->next_case = case_id_format(year, number);
	lookup->known.next_case = lookup->next_case;
}

gboolean
store_lookup_equal(const StoreLookup *a, const StoreLookup *b)
{
	const IntakeKnown *x = &a->known, *y = &b->known;

	return g_strcmp0(x->next_case, y->next_case) == 0 && x->copy_of == y->copy_of &&
	       g_strcmp0(x->copy_case, y->copy_case) == 0 &&
	       x->same_message_id == y->same_message_id && x->whole == y->whole &&
	       x->own_message_id == y->own_message_id &&
	       x->references_notice == y->references_notice &&
	       x->from_recipient == y->from_recipient &&
	       g_strcmp0(x->thread_case, y->thread_case) == 0 &&
	       g_strcmp0(x->thread_board, y->thread_board) == 0 &&
	       g_strcmp0(x->other_case, y->other_case) == 0 &&
	       g_strcmp0(x->subject_case, y->subject_case) == 0 &&
	       g_strcmp0(x->document_case, y->document_case) == 0 &&
	       x->recorded.sensitive == y->recorded.sensitive &&
	       x->recorded.concerned == y->recorded.concerned &&
	       x->returned.outbox == y->returned.outbox && x->reply.place == y->reply.place &&
	       x->reply.altered == y->reply.altered && x->reply.retired == y->reply.retired &&
	       g_strcmp0(x->reply.case_id, y->reply.case_id) == 0;
}

void
store_lookup_clear(StoreLookup *lookup)
{
	g_free(lookup->next_case);
	g_free(lookup->copy_case);
	g_free(lookup->thread_case);
	g_free(lookup->thread_board);
	g_free(lookup->returned_board);
	g_free(lookup->other_case);
	g_free(lookup->other_board);
	g_free(lookup->document_case);
	g_free(lookup->subject_case);
	g_free(lookup->returned_case);
	g_free(lookup->returned_to);
	g_free(lookup->reply_case);
	g_free(lookup->reply_to);
	g_free(lookup->returned_accepted);
	g_free(lookup->returned_accepted_board);
}

const char *
store_message_id(const Mail *mail)
{
	return mail->message_id ? mail->message_id : "";
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A poll that leaves nothing behind. Mail is fetched without \Seen and planned
 * with the same rules as ever, against a copy of the database.
 */
#include "daemon/rehearse.h"

#include <glib/gstdio.h>
#include <jansson.h>

#include "adapters/store/db.h"
#include "adapters/digest.h"
#include "adapters/message/mail-crypt.h"
#include "adapters/store/store.h"
#include "core/error.h"
#include "core/text.h"
#include "daemon/handler.h"
#include "daemon/private-folder.h"
#include "daemon/service.h"
#include "daemon/unseal.h"

typedef struct {
	Daemon daemon;
	const Board *board;
	guint32 uidvalidity;
	json_t *mails; /* what is shown in the end */
} Rehearsal;

static json_t *
text_or_null(const char *text)
{
	return text ? json_string(text) : json_null();
}

static json_t *
notices_of(const IntakePlan *plan)
{
	json_t *list = json_array();

	for (guint i = 0; i < plan->notices->len; i++) {
		const PlannedNotice *notice = g_ptr_array_index(plan->notices, i);

		json_array_append_new(list,
			json_pack("{ss ss so}", "notice", notice_name(notice->notice), "to",
				notice->recipient, "hold", text_or_null(hold_name(notice->hold))));
	}
	return list;
}

static json_t *
head_of(const Rehearsal *rehearsal, const MailSourceItem *item, const Mail *mail)
{
	return json_pack("{ss sI so so}", "board", rehearsal->board->id, "uid",
		(json_int_t) item->uid, "from", text_or_null(mail ? mail->from_address : NULL),
		"subject", text_or_null(mail ? mail->subject : NULL));
}

static void
show_plan(
	Rehearsal *rehearsal, const MailSourceItem *item, const Mail *mail, const IntakePlan *plan)
{
	g_autofree char *arrived = instant_to_string(plan->arrived, rehearsal->daemon.zone);
	json_t *shown = head_of(rehearsal, item, mail);

	json_object_update_new(
		shown, json_pack("{ss ss ss so sb so so}", "arrived", arrived, "arrival_source",
			       plan->arrival_source, "kind", mail_kind_name(plan->kind), "case",
			       text_or_null(plan->case_id), "opens", plan->opens_case, "reason",
			       json_null(), "notices", notices_of(plan)));
	json_array_append_new(rehearsal->mails, shown);
}

static void
show_fault(Rehearsal *rehearsal, const MailSourceItem *item, const Mail *mail, const GError *fault)
{
	json_t *shown = head_of(rehearsal, item, mail);

	json_object_update_new(
		shown, json_pack("{so so ss so sb ss so}", "arrived", json_null(), "arrival_source",
			       json_null(), "kind", "quarantined", "case", json_null(), "opens",
			       FALSE, "reason", fault->message, "notices", json_array()));
	json_array_append_new(rehearsal->mails, shown);
}

/* Parses and plans one mail; what is wrong with it is shown, as it would be quarantined. */
static gboolean
handle(Rehearsal *rehearsal, const MailSourceItem *item, gint64 number, GError **error)
{
	g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(IntakeItem));
	g_autoptr(GPtrArray) plans = NULL;
	g_autoptr(GError) fault = NULL;
	g_autoptr(Mail) mail =
		unseal_parse(&rehearsal->daemon, rehearsal->board, item->raw, &fault);
	IntakeItem planned = {
		.origin = { .mail = number,
			.stored = now_wall(rehearsal->daemon.now),
			.internaldate = item->internaldate,
			.truncated = item->truncated },
		.mail = mail,
	};

	if (mail) {
		g_array_append_val(items, planned);
		if (handler_apply(&rehearsal->daemon, rehearsal->board, items, &plans, &fault)) {
			show_plan(rehearsal, item, mail, g_ptr_array_index(plans, 0));
			return TRUE;
		}
	}
	if (g_error_matches(fault, LEX_ERROR, LEX_ERROR_STORE)) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return FALSE;
	}
	show_fault(rehearsal, item, mail, fault);
	return TRUE;
}

static gboolean
take(const MailSourceItem *item, gpointer user, GError **error)
{
	Rehearsal *rehearsal = user;
	CaseStore *store = rehearsal->daemon.store;
	StoreActor who = daemon_actor(&rehearsal->daemon);
	FetchedMail fetched = { .item = *item };
	g_autoptr(GArray) mails = NULL;
	gsize length;
	const void *bytes = g_bytes_get_data(item->raw, &length);

	digest_bytes(bytes, length, fetched.digest);
	return store->store_mails(store, rehearsal->board->id, rehearsal->uidvalidity, &fetched, 1,
		       &who, &mails, error) &&
	       handle(rehearsal, item, g_array_index(mails, gint64, 0), error);
}

static gboolean
poll_board(Rehearsal *rehearsal, const Board *board, GError **error)
{
	g_autoptr(Logins) logins = logins_new(rehearsal->daemon.now);
	g_autoptr(MailSource) source = service_open_source(logins, board);
	StoreActor who = daemon_actor(&rehearsal->daemon);
	CaseStore *store = rehearsal->daemon.store;
	MailSourceState state = { 0 };
	g_autoptr(GArray) uids = NULL;
	g_auto(PollWork) work = { 0 };

	rehearsal->board = board;
	gboolean good = source->open(source, &state, error) &&
			source->list(source, &uids, &state.unlisted, error) &&
			store->begin_poll(store, board->id, &state, uids, &who, &work, error);
	rehearsal->uidvalidity = state.uidvalidity;
	good = good && (work.fetch->len == 0 ||
			       source->fetch(source, (const guint32 *) (gpointer) work.fetch->data,
				       work.fetch->len, take, rehearsal, error));
	source->close(source);
	return good;
}

static void
print_mail(const json_t *shown, FILE *out)
{
	const json_t *notices = json_object_get(shown, "notices");
	const char *arrived = json_string_value(json_object_get(shown, "arrived"));
	const char *case_id = json_string_value(json_object_get(shown, "case"));
	g_autofree char *subject =
		text_to_line(json_string_value(json_object_get(shown, "subject")), 60);
	g_autofree char *from = text_to_line(json_string_value(json_object_get(shown, "from")), 60);
	g_autofree char *reason =
		text_to_line(json_string_value(json_object_get(shown, "reason")), 0);
	gsize i;
	json_t *notice;

	fprintf(out, "%s mail %" JSON_INTEGER_FORMAT "  %.16s  %s%s%s  %s  \"%s\"%s%s\n",
		json_string_value(json_object_get(shown, "board")),
		json_integer_value(json_object_get(shown, "uid")), arrived ? arrived : "-",
		json_string_value(json_object_get(shown, "kind")),
		json_is_true(json_object_get(shown, "opens")) ? " opens "
		: case_id                                     ? " of "
							      : "",
		case_id ? case_id : "", from, subject, *reason ? ": " : "", reason);
	json_array_foreach((json_t *) notices, i, notice) {
		const char *hold = json_string_value(json_object_get(notice, "hold"));
		g_autofree char *to =
			text_to_line(json_string_value(json_object_get(notice, "to")), 0);

		fprintf(out, "    %s to %s%s%s\n",
			json_string_value(json_object_get(notice, "notice")), to,
			hold ? ", held: " : "", hold ? hold : "");
	}
}

static void
print(const json_t *mails, gboolean as_json, FILE *out)
{
	char *text = as_json ? json_dumps(mails, JSON_INDENT(1)) : NULL;
	gsize i;
	json_t *shown;

	if (text) {
		g_autofree char *escaped = text_escape_json(text);

		fprintf(out, "%s\n", escaped);
		free(text);
		return;
	}
	json_array_foreach((json_t *) mails, i, shown)
		print_mail(shown, out);
	fprintf(out, "%zu new mails; nothing was changed, marked or sent\n",
		json_array_size(mails));
}

/* What the child of private_folder_run() does. */
typedef struct {
	const Settings *settings;
	const Now *now;
	GTimeZone *zone;
	gboolean json;
	FILE *out;
} Task;

static gboolean
rehearse_in(const char *folder, gpointer user, GError **error)
{
	const Task *task = user;
	const Settings *settings = task->settings;
	g_autofree char *path = g_build_filename(folder, "rehearsal.db", NULL);
	gboolean known = g_file_test(settings->database, G_FILE_TEST_EXISTS);

	if (known && !db_copy(settings->database, path, error))
		return FALSE;
	g_autoptr(CaseStore) store = store_open(path, TRUE, settings->testing, task->zone, error);
	if (!store)
		return FALSE;
	g_autoptr(MailCrypt) crypt = mail_crypt_new(settings);
	Rehearsal rehearsal = {
		.daemon = { .settings = settings,
			.store = store,
			.now = task->now,
			.zone = task->zone,
			.user = g_get_user_name(),
			.crypt = crypt },
		.mails = json_array(),
	};
	gboolean good = TRUE;
	for (guint i = 0; good && i < settings->boards->len; i++)
		good = poll_board(&rehearsal, g_ptr_array_index(settings->boards, i), error);
	if (good)
		print(rehearsal.mails, task->json, task->out);
	json_decref(rehearsal.mails);
	return good;
}

gboolean
rehearse_run(const Settings *settings, const Now *now, GTimeZone *zone, gboolean json, FILE *out,
	GError **error)
{
	Task task = { settings, now, zone, json, out };

	return private_folder_run("lexsarah-rehearse-XXXXXX", rehearse_in, &task, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case open, case arrived: a report that came another way than by mail to the
 * board, and a person's word on when one came.
 */
#include "adapters/message/message-build.h"
#include "cli/take-in.h"
#include "cli/verbs.h"
#include "core/life/case.h"
#include "core/error.h"
#include "core/text.h"
#include "daemon/control.h"

/* A moment that has been. */
static gboolean
read_time(const CliContext *context, const char *option, const char *text, gint64 *ret_instant,
	GError **error)
{
	gint64 instant;

	if (!text || !instant_from_string(text, &instant)) {
		g_autofree char *shown = text_to_line(text, 40);
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"%s: \"%s\" is not a time such as 2026-11-22T09:00:00+01:00", option,
			shown);
		return FALSE;
	}
	if (instant > now_wall(&context->now)) {
		g_set_error(
			error, LEX_ERROR, LEX_ERROR_INPUT, "%s: %s has not been yet", option, text);
		return FALSE;
	}
	*ret_instant = instant;
	return TRUE;
}

typedef struct {
	MessageReport report;
	const char *board;
	GPtrArray *files; /* const char *, with a NULL at the end */
} Opening;

static void
opening_clear(Opening *opening)
{
	g_clear_pointer(&opening->files, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Opening, opening_clear)

static gboolean
read_opening(CliContext *context, int argc, char **argv, Opening *opening, GError **error)
{
	static const char *const ways[] = { "paper", "oral", "mail", NULL };
	MessageReport *report = &opening->report;
	const char *received = cli_take_option(&argc, argv, "--received");
	const char *file;

	opening->files = g_ptr_array_new();
	opening->board = cli_take_option(&argc, argv, "--board");
	report->how = cli_take_option(&argc, argv, "--how");
	report->reporter = cli_take_option(&argc, argv, "--reporter");
	report->taken_by = cli_take_option(&argc, argv, "--taken-by");
	report->zone = context->zone;
	while ((file = cli_take_option(&argc, argv, "--file")))
		g_ptr_array_add(opening->files, (gpointer) file);
	g_ptr_array_add(opening->files, NULL);
	report->files = (const char *const *) opening->files->pdata;
	if (!report->how || !g_strv_contains(ways, report->how) ||
		!text_is_address(report->reporter) || !text_is_address(report->taken_by)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"--how paper, oral or mail, and the addresses --reporter and --taken-by "
			"are needed");
		return FALSE;
	}
	return read_time(context, "--received", received, &report->received, error);
}

static gboolean
take(TakeIn *in, Opening *opening, StoreOutcome *sum, GError **error)
{
	g_autoptr(GBytes) raw = NULL;

	opening->report.board_address = in->board->address;
	if (!message_build_report(&opening->report, &raw, error))
		return FALSE;
	const FetchedMail mail = {
		.item = { .internaldate = INSTANT_NONE, .size = g_bytes_get_size(raw), .raw = raw },
		.way = MAIL_WAY_ENTERED,
		.received = opening->report.received,
		.how = opening->report.how,
		.taken_by = opening->report.taken_by,
	};
	return take_in_add(in, &mail, error) && take_in_end(in, sum, error);
}

gboolean
verb_case_open(CliContext *context, int argc, char **argv, GError **error)
{
	g_auto(Opening) opening = { 0 };
	g_auto(TakeIn) in = { 0 };
	StoreOutcome sum = { 0 };

	if (!read_opening(context, argc, argv, &opening, error) ||
		!take_in_begin(context, opening.board, &in, error) ||
		!take(&in, &opening, &sum, error))
		return FALSE;
	g_autofree char *case_id = sum.case_id;
	gint64 mail = g_array_index(in.mails, gint64, 0);
	g_autofree char *opened = g_strdup_printf("case %s is open", case_id);
	g_autofree char *waits = g_strdup_printf(
		"mail %" G_GINT64_FORMAT " could not be handled: see lexsarah mail quarantine",
		mail);

	cli_answer(context, json_pack("{ss? sI}", "id", case_id, "mail", (json_int_t) mail),
		case_id ? opened : waits);
	return TRUE;
}

gboolean
verb_case_arrived(CliContext *context, int argc, char **argv, GError **error)
{
	const char *at = cli_take_option(&argc, argv, "--at");
	const char *reason = cli_take_option(&argc, argv, "--reason");
	gint64 arrived;

	if (!reason || !*reason) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"--reason is needed: the journal keeps why");
		return FALSE;
	}
	if (!read_time(context, "--at", at, &arrived, error))
		return FALSE;
	CaseStore *store = cli_begin_change(context, error);
	StoreActor who = cli_actor(context);
	if (!store || !store->set_arrival(store, argv[0], arrived, reason, &who, error))
		return FALSE;
	g_autofree char *when = instant_to_string(arrived, context->zone);
	g_autofree char *sentence = g_strdup_printf("case %s arrived %s", argv[0], when);
	cli_answer(context, json_pack("{ss ss}", "id", argv[0], "arrived", when), sentence);
	return TRUE;
}

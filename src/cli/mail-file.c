/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mail file: corrects what a mail was. A report opens its case here, by the
 * same rules as in the daemon.
 */
#include "adapters/message/mail-crypt.h"
#include "adapters/config/rules-libconfig.h"
#include "adapters/config/words-libconfig.h"
#include "cli/verbs.h"
#include "core/life/case.h"
#include "core/error.h"
#include "core/text.h"
#include "daemon/control.h"
#include "daemon/no-report.h"
#include "daemon/unseal.h"

/* Who plans, for the store's call back. */
typedef struct {
	const CliContext *context;
	const Board *board;
	gint64 now;
} Desk;

static IntakePlan *
plan(const IntakeItem *item, const IntakeKnown *known, gpointer user)
{
	const Desk *desk = user;

	return intake_plan(item->mail, &item->origin, known, desk->context->settings, desk->board,
		desk->now, desk->context->zone);
}

static gboolean
read_filing(Filing *filing, int argc, char **argv, GError **error)
{
	const char *kind = cli_take_option(&argc, argv, "--as");

	filing->case_id = cli_take_option(&argc, argv, "--case");
	if (!cli_number(argv[0], &filing->mail, error))
		return FALSE;
	if (!mail_kind_from_word(kind, &filing->kind)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"--as: a mail is a report, correspondence, complaint, spam or "
			"provider_report");
		return FALSE;
	}
	gboolean joins = filing->kind == MAIL_KIND_CORRESPONDENCE;
	if (joins != (filing->case_id != NULL) ||
		(filing->case_id && !case_id_is_valid(filing->case_id))) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"correspondence needs the case that it belongs to, --case LS-2026-0042; "
			"nothing else takes one");
		return FALSE;
	}
	return TRUE;
}

static gboolean
file_it(CliContext *context, CaseStore *store, const Filing *said, char **ret_case, GError **error)
{
	g_auto(StoredMail) stored = { 0 };
	StoreActor who = cli_actor(context);
	g_autoptr(GPtrArray) rules = rules_load(context->settings->rules, error);
	NoReport end = { context->settings, rules, context->zone, who.time, who.actor, { 0 } };
	const Filing filing = { said->mail, said->kind, said->case_id, no_report_plan, &end };

	if (!rules)
		return FALSE;
	if (!store->stored_mail(store, filing.mail, &stored, error))
		return FALSE;
	Desk desk = { context, settings_get_board(context->settings, stored.board), who.time };
	if (!desk.board) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"the board %s of this mail is not in the configuration", stored.board);
		return FALSE;
	}
	g_autoptr(MailCrypt) crypt = mail_crypt_new(context->settings);
	const Daemon daemon = { .settings = context->settings, .crypt = crypt };
	g_autoptr(Mail) mail = unseal_parse(&daemon, desk.board, stored.raw, error);
	const IntakeItem item = { stored.origin, mail };
	if (!mail)
		return FALSE;
	return store->file_mail(store, &filing, &item, plan, &desk, &who, ret_case, error);
}

gboolean
verb_mail_file(CliContext *context, int argc, char **argv, GError **error)
{
	Filing filing = { 0 };
	g_autofree char *case_id = NULL;

	if (!read_filing(&filing, argc, argv, error) || !cli_may_change(context, error))
		return FALSE;
	CaseStore *store = cli_store(context, error);
	if (!store)
		return FALSE;
	if (!words_load_into(context->settings, error) ||
		!file_it(context, store, &filing, &case_id, error))
		return FALSE;
	control_wake(context->settings->database);
	const char *kind = mail_kind_name(filing.kind);
	g_autofree char *sentence =
		g_strdup_printf("mail %" G_GINT64_FORMAT " is now filed as %s%s%s", filing.mail,
			kind, case_id ? ", in case " : "", case_id ? case_id : "");
	cli_answer(context,
		json_pack("{sI ss so}", "mail", (json_int_t) filing.mail, "kind", kind, "case",
			case_id ? json_string(case_id) : json_null()),
		sentence);
	return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every verb with its words and options: a new one is a row here, from which
 * help, completion and the check of a command line are made.
 */
#include "cli/cli.h"
#include "cli/verbs.h"

static const CliOption list_options[] = { { "--state", CLI_VALUE }, { "--late", CLI_FLAG },
	{ "--open", CLI_FLAG }, { NULL, CLI_VALUE } };
static const CliOption due_option[] = { { "--due-before", CLI_VALUE }, { NULL, CLI_VALUE } };
static const CliOption state_option[] = { { "--state", CLI_VALUE }, { NULL, CLI_VALUE } };
static const CliOption board_option[] = { { "--board", CLI_VALUE }, { NULL, CLI_VALUE } };
static const CliOption folder_option[] = { { "-o", CLI_VALUE }, { NULL, CLI_VALUE } };
static const CliOption dossier_options[] = { { "-o", CLI_VALUE }, { "--for", CLI_VALUE },
	{ NULL, CLI_VALUE } };
static const CliOption open_options[] = { { "--received", CLI_VALUE }, { "--how", CLI_VALUE },
	{ "--reporter", CLI_VALUE }, { "--taken-by", CLI_VALUE }, { "--file", CLI_VALUES },
	{ "--board", CLI_VALUE }, { NULL, CLI_VALUE } };
static const CliOption arrived_options[] = { { "--at", CLI_VALUE }, { "--reason", CLI_TEXT },
	{ NULL, CLI_VALUE } };
static const CliOption recuse_options[] = { { "--person", CLI_VALUE }, { "--to", CLI_VALUE },
	{ "--reason", CLI_TEXT }, { NULL, CLI_VALUE } };
static const CliOption file_options[] = { { "--as", CLI_VALUE }, { "--case", CLI_VALUE },
	{ NULL, CLI_VALUE } };
static const CliOption compute_options[] = { { "--rule", CLI_VALUE }, { "--from", CLI_VALUE },
	{ "--law", CLI_VALUE }, { "--arrived", CLI_VALUE }, { "--corrected", CLI_VALUE },
	{ "--extended", CLI_VALUE }, { "--reason", CLI_TEXT }, { "--stopped", CLI_VALUE },
	{ NULL, CLI_VALUE } };
static const CliOption report_options[] = { { "--year", CLI_VALUE }, { "--board", CLI_VALUE },
	{ "--html", CLI_FLAG }, { "-o", CLI_VALUE }, { "--access", CLI_FLAG },
	{ "--case", CLI_VALUE }, { "--from", CLI_VALUE }, { "--to", CLI_VALUE },
	{ NULL, CLI_VALUE } };
static const CliOption protect_options[] = { { "--done", CLI_VALUE }, { "--by", CLI_VALUE },
	{ "--title", CLI_VALUE }, { "--not-needed", CLI_FLAG }, { "--reason", CLI_TEXT },
	{ "--correct", CLI_FLAG }, { NULL, CLI_VALUE } };
static const CliOption assess_options[] = { { "--despite-conflict", CLI_TEXT },
	{ "--reason", CLI_TEXT }, { "--by", CLI_VALUE }, { "--title", CLI_VALUE },
	{ "--date", CLI_VALUE }, { "--investigate", CLI_FLAG }, { "--decline", CLI_FLAG },
	{ "--correct", CLI_FLAG }, { NULL, CLI_VALUE } };
static const CliOption assign_options[] = { { "--investigator", CLI_VALUE },
	{ "--reason", CLI_TEXT }, { "--despite-conflict", CLI_TEXT }, { NULL, CLI_VALUE } };
static const CliOption start_options[] = { { "--law", CLI_VALUE }, { "--date", CLI_VALUE },
	{ "--reason", CLI_TEXT }, { "--correct", CLI_FLAG }, { NULL, CLI_VALUE } };
static const CliOption note_options[] = { { "--source", CLI_TEXT }, { "--kind", CLI_VALUE },
	{ "--date", CLI_VALUE }, { "--title", CLI_VALUE }, { NULL, CLI_VALUE } };
static const CliOption propose_options[] = { { "--despite-conflict", CLI_TEXT },
	{ "--outcome", CLI_VALUE }, { "--reason", CLI_TEXT }, { "--date", CLI_VALUE },
	{ "--correct", CLI_FLAG }, { NULL, CLI_VALUE } };
static const CliOption decide_options[] = { { "--title", CLI_VALUE }, { "--outcome", CLI_VALUE },
	{ "--by", CLI_VALUE }, { "--delegation", CLI_VALUE }, { "--presenter", CLI_VALUE },
	{ "--participant", CLI_VALUES }, { "--date", CLI_VALUE }, { "--reason", CLI_TEXT },
	{ "--despite-conflict", CLI_TEXT }, { "--correct", CLI_FLAG }, { NULL, CLI_VALUE } };
static const CliOption ivo_options[] = { { "--serious-since", CLI_VALUE }, { "--reason", CLI_TEXT },
	{ "--notified", CLI_VALUE }, { "--number", CLI_VALUE },
	{ "--investigation-sent", CLI_VALUE }, { "--supplement-asked", CLI_VALUE },
	{ "--due", CLI_VALUE }, { "--supplement-sent", CLI_VALUE }, { "--closed", CLI_VALUE },
	{ "--attached", CLI_FLAG }, { "--correct", CLI_FLAG }, { "--not-serious", CLI_FLAG },
	{ NULL, CLI_VALUE } };
static const CliOption commission_options[] = { { "--add", CLI_VALUE }, { "--remove", CLI_VALUE },
	{ "--reason", CLI_TEXT }, { NULL, CLI_VALUE } };
static const CliOption inform_options[] = { { "--board", CLI_VALUE }, { "--what", CLI_VALUE },
	{ "--date", CLI_VALUE }, { "--how", CLI_VALUE }, { "--reason", CLI_TEXT },
	{ "--correct", CLI_FLAG }, { NULL, CLI_VALUE } };
static const CliOption release_options[] = { { "--board", CLI_VALUE }, { "--what", CLI_VALUE },
	{ "--file", CLI_VALUE }, { "--basis", CLI_TEXT }, { NULL, CLI_VALUE } };
static const CliOption dnr_options[] = { { "--date", CLI_VALUE }, { "--reason", CLI_TEXT },
	{ "--correct", CLI_FLAG }, { NULL, CLI_VALUE } };
static const CliOption breach_options[] = { { "--aware", CLI_VALUE }, { "--notified", CLI_VALUE },
	{ "--reason", CLI_TEXT }, { "--not-reportable", CLI_FLAG }, { "--correct", CLI_FLAG },
	{ NULL, CLI_VALUE } };
static const CliOption extend_options[] = { { "--clock", CLI_VALUE }, { "--to", CLI_VALUE },
	{ "--reason", CLI_TEXT }, { "--board", CLI_VALUE }, { NULL, CLI_VALUE } };
static const CliOption measure_options[] = { { "--owner", CLI_VALUE }, { "--due", CLI_VALUE },
	{ "--no", CLI_VALUE }, { "--done", CLI_VALUE }, { "--reason", CLI_TEXT },
	{ "--correct", CLI_FLAG }, { NULL, CLI_VALUE } };
static const CliOption follow_up_options[] = { { "--due", CLI_VALUE }, { "--done", CLI_VALUE },
	{ "--reason", CLI_TEXT }, { "--correct", CLI_FLAG }, { NULL, CLI_VALUE } };
static const CliOption feedback_options[] = { { "--how", CLI_VALUE }, { "--date", CLI_VALUE },
	{ "--reason", CLI_TEXT }, { "--correct", CLI_FLAG }, { NULL, CLI_VALUE } };
static const CliOption reported_options[] = { { "--date", CLI_VALUE }, { "--reason", CLI_TEXT },
	{ "--correct", CLI_FLAG }, { NULL, CLI_VALUE } };
static const CliOption link_options[] = { { "--reason", CLI_TEXT }, { NULL, CLI_VALUE } };
static const CliOption join_options[] = { { "--to", CLI_VALUE }, { "--date", CLI_VALUE },
	{ "--reason", CLI_TEXT }, { "--correct", CLI_FLAG }, { NULL, CLI_VALUE } };
static const CliOption transfer_options[] = { { "--to", CLI_VALUE }, { "--external", CLI_VALUE },
	{ "--reason", CLI_TEXT }, { "--date", CLI_VALUE }, { "--despite-conflict", CLI_TEXT },
	{ "--correct", CLI_FLAG }, { NULL, CLI_VALUE } };
static const CliOption close_options[] = { { "--date", CLI_VALUE }, { "--reason", CLI_TEXT },
	{ "--correct", CLI_FLAG }, { NULL, CLI_VALUE } };
static const CliOption withdraw_options[] = { { "--reason", CLI_TEXT }, { "--date", CLI_VALUE },
	{ NULL, CLI_VALUE } };
static const CliOption confirm_options[] = { { "--reason", CLI_TEXT }, { "--newest", CLI_FLAG },
	{ NULL, CLI_VALUE } };
static const CliOption anchor_option[] = { { "--anchor", CLI_VALUE }, { NULL, CLI_VALUE } };
static const CliOption held_options[] = { { "--all", CLI_FLAG }, { "--hold", CLI_VALUE },
	{ "--case", CLI_VALUE }, { NULL, CLI_VALUE } };

const CliVerb cli_verbs[] = {
	{ "case", "list", "[--state STATE] [--late] | --open", "the cases", verb_case_list, 0, 0,
		list_options },
	{ "case", "show", "CASE", "one case: people, what was read, mails, events", verb_case_show,
		1, 1, NULL },
	{ "case", "open",
		"--received TIME --how paper|oral|mail --reporter ADDRESS --taken-by ADDRESS"
		" [--file FILE]... [--board BOARD]",
		"opens a case for a report that came another way", verb_case_open, 0, 0,
		open_options },
	{ "case", "arrived", "CASE --at TIME --reason TEXT", "corrects when its report arrived",
		verb_case_arrived, 1, 1, arrived_options },
	{ "case", "recuse", "CASE --person ADDRESS --to ADDRESS --reason TEXT",
		"a person whom it concerns hears nothing of a case", verb_case_recuse, 1, 1,
		recuse_options },
	{ "case", "protect",
		"CASE --done TIME|--not-needed --by ADDRESS [--title TEXT] TEXT [--correct --reason TEXT]",
		"what was done at once to protect the person concerned", verb_case_life, 1, 2,
		protect_options },
	{ "case", "assess",
		"CASE --investigate|--decline --reason TEXT [--by ADDRESS] [--title TEXT] [--date DAY] [--despite-conflict TEXT] [--correct --reason TEXT]",
		"the reasoned, signed assessment of a report", verb_case_life, 1, 1,
		assess_options },
	{ "case", "assign", "CASE --investigator ADDRESS [--reason TEXT] [--despite-conflict TEXT]",
		"names who investigates", verb_case_life, 1, 1, assign_options },
	{ "case", "start", "CASE [--law SoL,LSS] [--date DAY] [--reason TEXT] [--correct]",
		"begins the investigation", verb_case_life, 1, 1, start_options },
	{ "case", "note",
		"CASE --source TEXT --kind fact|assessment [--date DAY] [--title TEXT] TEXT",
		"one entry of the log", verb_case_life, 2, 2, note_options },
	{ "case", "propose",
		"CASE --outcome OUTCOME --reason TEXT [--date DAY] [--despite-conflict TEXT] [--correct --reason TEXT]",
		"the investigator's proposal", verb_case_life, 1, 1, propose_options },
	{ "case", "decide",
		"CASE --outcome OUTCOME --by ADDRESS --delegation ITEM|none [--title TEXT] [--presenter TEXT] [--participant TEXT]... [--date DAY] [--reason TEXT] [--despite-conflict TEXT] [--correct --reason TEXT]",
		"the decision", verb_case_life, 1, 1, decide_options },
	{ "case", "decision", "CASE [-o FILE]", "the decision, for signature", verb_case_decision,
		1, 1, folder_option },
	{ "case", "dossier", "CASE -o FILE.pdf [--for BOARD]",
		"all that there is of a case, as PDF", verb_case_dossier, 1, 1, dossier_options },
	{ "case", "ivo",
		"CASE --serious-since DAY --reason TEXT | --not-serious --reason TEXT | --notified DAY [--number TEXT] [--attached] | --investigation-sent DAY | --supplement-asked DAY --due DAY | --supplement-sent DAY | --closed DAY [--reason TEXT] [--correct]",
		"what was settled with IVO", verb_case_life, 1, 1, ivo_options },
	{ "case", "commission", "CASE --add BOARD|--remove BOARD --reason TEXT",
		"the boards that commissioned the care", verb_case_life, 1, 1, commission_options },
	{ "case", "inform",
		"CASE --board BOARD --what report|ivo|copy-attached|copy-final --date DAY --how TEXT [--correct --reason TEXT]",
		"that a commissioning board was informed", verb_case_life, 1, 1, inform_options },
	{ "case", "release",
		"CASE --board BOARD --file FILE.pdf --basis TEXT [--what copy-attached|copy-final]",
		"a masked copy for a commissioning board", verb_case_life, 1, 1, release_options },
	{ "case", "dnr", "CASE NUMBER [--date DAY] [--correct --reason TEXT]",
		"the registrar's number", verb_case_life, 1, 2, dnr_options },
	{ "case", "breach",
		"CASE --aware TIME | --notified TIME | --not-reportable --reason TEXT [--correct --reason TEXT]",
		"a personal data breach", verb_case_life, 1, 1, breach_options },
	{ "case", "extend", "CASE --clock RULE --to DAY --reason TEXT [--board BOARD]",
		"a later last day for what local routine asks", verb_case_life, 1, 1,
		extend_options },
	{ "case", "measure",
		"CASE TEXT --owner TEXT --due DAY | CASE --no NUMBER --done DAY [--correct --reason TEXT]",
		"a measure, or that it is done", verb_case_life, 1, 2, measure_options },
	{ "case", "follow-up", "CASE --due DAY | --done DAY [--reason TEXT] [--correct]",
		"when the decision is followed up, or that it was", verb_case_life, 1, 1,
		follow_up_options },
	{ "case", "receipt", "CASE --how TEXT [--date DAY] [--correct --reason TEXT]",
		"that who reported was told that it came in", verb_case_life, 1, 1,
		feedback_options },
	{ "case", "feedback", "CASE --how TEXT [--date DAY] [--correct --reason TEXT]",
		"that who reported was told how it ended", verb_case_life, 1, 1, feedback_options },
	{ "case", "reported", "CASE --date DAY [--reason TEXT] [--correct]",
		"that the decision was reported to the board", verb_case_life, 1, 1,
		reported_options },
	{ "case", "join", "CASE --to CASE --reason TEXT [--date DAY] [--correct]",
		"one event in several reports", verb_case_life, 1, 1, join_options },
	{ "case", "link", "CASE CASE [--reason TEXT]", "two cases that belong together",
		verb_case_life, 2, 2, link_options },
	{ "case", "transfer",
		"CASE (--to BOARD | --external NAME) --reason TEXT [--date DAY] "
		"[--despite-conflict REASON] [--correct]",
		"the case is another board's", verb_case_life, 1, 1, transfer_options },
	{ "case", "withdraw", "CASE --reason TEXT [--date DAY]",
		"who reported takes the report back; the case goes on", verb_case_life, 1, 1,
		withdraw_options },
	{ "case", "close", "CASE [--date DAY] [--reason TEXT] [--correct]",
		"ends a case that is done", verb_case_life, 1, 1, close_options },
	{ "case", "reopen", "CASE --reason TEXT [--date DAY] [--correct]", "takes a case up again",
		verb_case_life, 1, 1, close_options },
	{ "mail", "list", "[--state stored|handled|quarantined]", "what came in", verb_mail_list, 0,
		0, state_option },
	{ "mail", "show", "ID", "one mail: headers, parts, what became of it", verb_mail_show, 1, 1,
		NULL },
	{ "mail", "extract", "ID -o FOLDER", "writes the raw mail and its parts to a folder",
		verb_mail_extract, 1, 1, folder_option },
	{ "mail", "file",
		"ID --as report|correspondence|complaint|spam|provider_report [--case CASE]",
		"corrects what a mail was", verb_mail_file, 1, 1, file_options },
	{ "mail", "quarantine", "", "what could not be handled and waits for a person",
		verb_mail_quarantine, 0, 0, NULL },
	{ "mail", "release", "ID", "takes a mail out of quarantine, to be handled again",
		verb_mail_release, 1, 1, NULL },
	{ "mail", "accounting", "[--board BOARD]", "the numbers of each poll, newest first",
		verb_mail_accounting, 0, 0, board_option },
	{ "outbox", "list", "[--state STATE]", "the notices", verb_outbox_list, 0, 0,
		state_option },
	{ "outbox", "show", "ID", "one notice, with the mail as it was sent", verb_outbox_show, 1,
		1, NULL },
	{ "outbox", "retry", "ID", "sends a failed, uncertain or bounced notice again",
		verb_outbox_retry, 1, 1, NULL },
	{ "outbox", "cancel", "ID... | --all [--hold REASON] [--case CASE]",
		"takes notices that have not gone out yet back", verb_outbox_cancel, 0, G_MAXINT,
		held_options },
	{ "outbox", "release", "ID... | --all [--hold REASON] [--case CASE]",
		"lets held notices go out", verb_outbox_release, 0, G_MAXINT, held_options },
	{ "clock", "list", "[--due-before DAY]", "the clocks that run, the most urgent first",
		verb_clock_list, 0, 0, due_option },
	{ "clock", "compute",
		"--rule RULE --from TIME [--law SoL|LSS|SoL,LSS] [--arrived TIME]"
		" [--corrected TIME] [--extended DAY --reason TEXT] [--stopped TIME]",
		"until when something is to be done, and why, without a case", verb_clock_compute,
		0, 0, compute_options },
	{ "clock", "explain", "CASE RULE [--board BOARD]",
		"the same of a case, as a paragraph for its file", verb_clock_explain, 2, 2,
		board_option },
	{ "search", NULL, "WORD...", "in which cases and mails words are", verb_search, 1, G_MAXINT,
		NULL },
	{ "report", NULL,
		"--year YEAR [--board BOARD] [--html [-o FILE]]"
		" | --access [--case CASE] [--from DAY] [--to DAY]",
		"a year in numbers, or who looked at which case", verb_report, 0, 0,
		report_options },
	{ "export", NULL, "CASE -o FOLDER", "all of a case as files, with their sums", verb_export,
		1, 1, folder_option },
	{ "import", NULL, "PATH... [--board BOARD]",
		"takes in mail from Maildir, mbox and .eml files; notices are held", verb_import, 1,
		G_MAXINT, board_option },
	{ "read", NULL, "FILE...", "reads report files, without a database", verb_read, 1, G_MAXINT,
		NULL },
	{ "check-config", NULL, "", "checks the configuration, templates, words and rules",
		verb_check_config, 0, 0, NULL },
	{ "check-templates", NULL, "", "checks the templates", verb_check_templates, 0, 0, NULL },
	{ "doctor", NULL, "", "looks at everything that may be wrong now, and says what to do",
		verb_doctor, 0, 0, NULL },
	{ "backup", NULL, "FILE", "copies the database while it is used, and proves the copy",
		verb_backup, 1, 1, NULL },
	{ "restore", NULL, "FILE",
		"puts a backup in the place of the database; then confirm the instance",
		verb_restore, 1, 1, NULL },
	{ "instance", "show", "", "where the database works, and whether it does",
		verb_instance_show, 0, 0, NULL },
	{ "instance", "confirm", "--reason TEXT [--newest]",
		"says that this database is the one that works", verb_instance_confirm, 0, 0,
		confirm_options },
	{ "calendar", NULL, "YEAR", "holidays and closed days", verb_calendar, 1, 1, NULL },
	{ "verify", NULL, "[--anchor ANCHOR]", "proves the journal and the raw mails", verb_verify,
		0, 0, anchor_option },
	{ NULL, NULL, NULL, NULL, NULL, 0, 0, NULL },
};

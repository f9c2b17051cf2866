/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"

/* The verbs, one file a group. All are CliVerbRun. */
gboolean verb_case_list(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_case_open(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_case_arrived(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_import(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_case_recuse(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_case_life(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_case_decision(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_case_dossier(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_case_show(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_mail_list(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_mail_show(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_mail_file(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_mail_extract(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_mail_quarantine(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_mail_release(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_mail_accounting(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_outbox_list(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_outbox_show(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_outbox_retry(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_outbox_cancel(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_outbox_release(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_search(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_export(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_read(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_check_config(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_doctor(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_check_templates(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_backup(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_restore(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_instance_show(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_instance_confirm(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_clock_list(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_clock_compute(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_clock_explain(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_calendar(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_report(CliContext *context, int argc, char **argv, GError **error);
gboolean verb_verify(CliContext *context, int argc, char **argv, GError **error);

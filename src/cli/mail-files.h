/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/cli.h"

/* A mail as it came, and as its reader has it. mail_files_clear() it. */
typedef struct {
	GBytes *raw;
	GBytes *opened; /* NULL: nothing in it was encrypted, or stays so */
	char *closed;   /* why; or NULL */
} MailFiles;

/*
 * The mail with our number, opened with the keys of the board that has it; where that is not
 * configured it stays closed. An event, as CaseStore's raw_mail() is.
 */
gboolean mail_files_fetch(CliContext *context, gint64 number, MailFiles *mail,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Writes mail.eml, opened.eml and the parts to the folder, which is made for its owner alone
 * where it is not there; adds their names to files. All or nothing. INPUT: something of that name
 * is there. TEMPORARY: interrupt_check() said so.
 */
gboolean mail_files_write(const char *folder, const MailFiles *mail, json_t *files,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * A file name out of a mail: number, and the last component of name, without what a shell or
 * terminal would mind. name may be NULL. g_free() it.
 */
char *mail_files_name(const char *name, guint number);

void mail_files_clear(MailFiles *mail);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MailFiles, mail_files_clear)

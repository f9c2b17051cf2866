/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What of a case becomes which file of its export. Must never write outside the folder.
 */
#include "cli/export-put.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "adapters/digest.h"
#include "adapters/paper/case-paper.h"
#include "adapters/paper/paper-pdf.h"
#include "cli/interrupt.h"
#include "cli/mail-files.h"
#include "cli/new-file.h"
#include "core/error.h"
#include "core/text.h"

#define SUMS "SHA256SUMS"

static gboolean
put(Export *export, const char *name, GBytes *bytes, GError **error)
{
	g_autofree char *path = g_build_filename(export->folder, name, NULL);

	if (!interrupt_check(error) || !cli_write_new(path, bytes, error))
		return FALSE;
	json_array_append_new(export->files, json_string(name));
	return TRUE;
}

static gboolean
put_text(Export *export, const char *name, const char *text, GError **error)
{
	g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

	return put(export, name, bytes, error);
}

/* Makes the folder of that name, for its owner alone. */
static gboolean
put_folder(Export *export, const char *name, GError **error)
{
	g_autofree char *path = g_build_filename(export->folder, name, NULL);

	if (g_mkdir(path, 0700) == 0)
		return TRUE;
	g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: %s", path, g_strerror(errno));
	return FALSE;
}

/* Whoever gets the folder is to know of which mail it has nothing but what was encrypted. */
static void
note_closed(Export *export, json_t *mail, const char *closed)
{
	json_object_set_new(mail, "closed", closed ? json_string(closed) : json_null());
	if (!closed)
		return;
	export->closed++;
	if (!export->reason)
		export->reason = g_strdup(closed);
}

static gboolean
put_mails(Export *export, json_t *mails, GError **error)
{
	size_t i, n;
	json_t *mail, *name;

	json_array_foreach(mails, i, mail) {
		json_int_t number = json_integer_value(json_object_get(mail, "id"));
		g_autofree char *below = g_strdup_printf("mails/%" JSON_INTEGER_FORMAT, number);
		g_autofree char *folder = g_build_filename(export->folder, below, NULL);
		g_auto(MailFiles) files = { 0 };
		json_t *names = json_array();
		gboolean good = interrupt_check(error) &&
				mail_files_fetch(export->context, number, &files, error) &&
				mail_files_write(folder, &files, names, error);

		json_array_foreach(names, n, name) {
			json_array_append_new(export->files,
				json_sprintf("%s/%s", below, json_string_value(name)));
		}
		json_decref(names);
		if (!good)
			return FALSE;
		note_closed(export, mail, files.closed);
	}
	return TRUE;
}

/* Takes the member out of the record; "file" says where it went, null: there was nothing. */
static gboolean
put_member(Export *export, json_t *record, const char *member, const char *name, GBytes *bytes,
	GError **error)
{
	gboolean there = json_is_string(json_object_get(record, member));

	json_object_del(record, member);
	json_object_set_new(record, "written_to", there ? json_string(name) : json_null());
	return !there || put(export, name, bytes, error);
}

static gboolean
put_notices(Export *export, json_t *notices, GError **error)
{
	size_t i;
	json_t *notice;

	json_array_foreach(notices, i, notice) {
		const json_t *mail = json_object_get(notice, "mail");
		g_autofree char *name = g_strdup_printf("notices/%" JSON_INTEGER_FORMAT "-%s.eml",
			json_integer_value(json_object_get(notice, "id")),
			json_string_value(json_object_get(notice, "notice")));
		g_autoptr(GBytes) bytes =
			g_bytes_new(json_string_value(mail), json_string_length(mail));

		if (!put_member(export, notice, "mail", name, bytes, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
put_copies(Export *export, json_t *copies, GError **error)
{
	size_t i;
	json_t *copy;

	json_array_foreach(copies, i, copy) {
		const char *content = json_string_value(json_object_get(copy, "content"));
		const char *file = json_string_value(json_object_get(copy, "file"));
		g_autofree char *base = mail_files_name(file, (guint) i + 1);
		g_autofree char *name = g_strconcat("copies/", base, NULL);
		gsize length = 0;
		guchar *data = content ? g_base64_decode(content, &length) : NULL;
		g_autoptr(GBytes) bytes = g_bytes_new_take(data, length);

		if (!put_member(export, copy, "content", name, bytes, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
put_paper(Export *export, const char *name, const Paper *paper, GError **error)
{
	g_autoptr(GBytes) pdf =
		paper ? paper_pdf(paper, now_wall(&export->context->now) / 1000, error) : NULL;

	return pdf && put(export, name, pdf, error);
}

/* What they say of a board stands in the configuration alone: cases may outlive that. */
static gboolean
put_papers(Export *export, const char *board, GError **error)
{
	CliContext *context = export->context;

	if (!settings_get_board(context->settings, board)) {
		export->gone = g_strdup(board);
		return TRUE;
	}
	const CasePaperDesk desk = { .store = context->store,
		.settings = context->settings,
		.zone = context->zone,
		.who = cli_actor(context) };
	g_autoptr(GError) none = NULL;
	g_autoptr(Paper) dossier = case_paper_dossier(&desk, export->case_id, NULL, error);

	if (!dossier || !put_paper(export, "dossier.pdf", dossier, error))
		return FALSE;
	g_autoptr(Paper) decision =
		case_paper_decision(&desk, export->case_id, export->case_id, &none);
	if (decision)
		return put_paper(export, "decision.pdf", decision, error);
	if (g_error_matches(none, LEX_ERROR, LEX_ERROR_NOT_ALLOWED))
		return TRUE; /* nothing is decided */
	g_propagate_error(error, g_steal_pointer(&none));
	return FALSE;
}

/* Of what stands on the disk, in the form of sha256sum(1). */
static gboolean
put_sums(Export *export, GError **error)
{
	g_autoptr(GString) sums = g_string_new(NULL);
	size_t i;
	json_t *file;

	json_array_foreach(export->files, i, file) {
		const char *name = json_string_value(file);
		g_autofree char *path = g_build_filename(export->folder, name, NULL);
		g_autofree char *data = NULL;
		g_autoptr(GError) wrong = NULL;
		guint8 digest[DIGEST_BYTES];
		gsize length;

		if (!g_file_get_contents(path, &data, &length, &wrong)) {
			g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s", wrong->message);
			return FALSE;
		}
		digest_bytes(data, length, digest);
		g_autofree char *hex = text_to_hex(digest, sizeof digest);
		g_string_append_printf(sums, "%s  %s\n", hex, name);
	}
	return put_text(export, SUMS, sums->str, error);
}

gboolean
export_put_all(Export *export, GError **error)
{
	CaseStore *store = export->context->store;
	StoreActor who = cli_actor(export->context);
	g_autofree char *text = NULL;

	if (!store->view(store, VIEW_EXPORT, export->case_id, &who, &text, error))
		return FALSE;
	json_t *record = json_loads(text, 0, NULL);
	gboolean good =
		put_folder(export, "mails", error) && put_folder(export, "notices", error) &&
		put_folder(export, "copies", error) &&
		put_mails(export, json_object_get(record, "mails"), error) &&
		put_notices(export, json_object_get(record, "notices"), error) &&
		put_copies(export, json_object_get(record, "copies"), error) &&
		put_papers(export, json_string_value(json_object_get(record, "board")), error);
	char *known = json_dumps(record, JSON_INDENT(1));
	good = good && put_text(export, "case.json", known, error) && put_sums(export, error);
	free(known);
	json_decref(record);
	return good;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * export: all of a case as files, for an archive, an authority or another system. Whole or not
 * at all; must never write over anything.
 */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "adapters/digest.h"
#include "adapters/folder-remove.h"
#include "adapters/paper/case-paper.h"
#include "adapters/paper/paper-pdf.h"
#include "cli/interrupt.h"
#include "cli/mail-files.h"
#include "cli/new-file.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/text.h"

#define SUMS "SHA256SUMS"

typedef struct {
	CliContext *context;
	const char *case_id;
	char *folder;  /* until it is whole; its name is taken then */
	json_t *files; /* their names, below the folder */
	guint closed;  /* mails of which something stays encrypted */
	char *reason;  /* why, of the first of them; or NULL */
} Export;

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

static gboolean
put_papers(Export *export, GError **error)
{
	CliContext *context = export->context;
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

static gboolean
put_all(Export *export, GError **error)
{
	CaseStore *store = export->context->store;
	StoreActor who = cli_actor(export->context);
	g_autofree char *text = NULL;

	if (!store->view(store, VIEW_EXPORT, export->case_id, &who, &text, error))
		return FALSE;
	json_t *record = json_loads(text, 0, NULL);
	gboolean good = put_folder(export, "mails", error) &&
			put_folder(export, "notices", error) &&
			put_folder(export, "copies", error) &&
			put_mails(export, json_object_get(record, "mails"), error) &&
			put_notices(export, json_object_get(record, "notices"), error) &&
			put_copies(export, json_object_get(record, "copies"), error) &&
			put_papers(export, error);
	char *known = json_dumps(record, JSON_INDENT(1));
	good = good && put_text(export, "case.json", known, error) && put_sums(export, error);
	free(known);
	json_decref(record);
	return good;
}

/* Not every file system can rename without writing over; rename() keeps what is in a folder. */
static gboolean
give_name(const Export *export, const char *folder, GError **error)
{
	if (renameat2(AT_FDCWD, export->folder, AT_FDCWD, folder, RENAME_NOREPLACE) == 0 ||
		((errno == EINVAL || errno == ENOSYS) && g_rename(export->folder, folder) == 0))
		return TRUE;
	if (errno == EEXIST || errno == ENOTEMPTY)
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
			"%s is there already: nothing is written over", folder);
	else
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: %s", folder, g_strerror(errno));
	return FALSE;
}

static gboolean
check_words(const char *case_id, const char *folder, GError **error)
{
	if (!cli_case_id(case_id, error))
		return FALSE;
	if (!folder)
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"usage: lexsarah export %s -o FOLDER", case_id);
	else if (g_file_test(folder, G_FILE_TEST_EXISTS))
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT,
			"%s is there already: nothing is written over", folder);
	else
		return TRUE;
	return FALSE;
}

static gboolean
make(Export *export, const char *folder, GError **error)
{
	export->folder = g_strconcat(folder, ".XXXXXX", NULL);
	if (!g_mkdtemp_full(export->folder, 0700)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_INPUT, "%s: %s", folder, g_strerror(errno));
		return FALSE;
	}
	if (put_all(export, error) && interrupt_check(error) && give_name(export, folder, error))
		return TRUE;
	folder_remove(export->folder);
	return FALSE;
}

/* Nothing of a case is left by whoever presses ^C. */
static gboolean
run(Export *export, const char *folder, GError **error)
{
	interrupt_begin();
	gboolean good = make(export, folder, error);
	interrupt_end();
	return good;
}

/* As shells complete it; the temporary name is made of it. NULL stays NULL. */
static char *
without_slashes(const char *folder)
{
	gsize length = folder ? strlen(folder) : 0;

	while (length > 1 && folder[length - 1] == '/')
		length--;
	return g_strndup(folder, length);
}

static void
answer(const Export *export, const char *folder)
{
	g_autoptr(GString) done = g_string_new(NULL);

	g_string_printf(done, "%s: %" G_GSIZE_FORMAT " files written to %s", export->case_id,
		json_array_size(export->files), folder);
	if (export->closed)
		g_string_append_printf(done, "; %u %s encrypted: %s", export->closed,
			export->closed == 1 ? "mail stays" : "mails stay", export->reason);
	cli_answer(export->context,
		json_pack("{ss ss sO si}", "case", export->case_id, "folder", folder, "files",
			export->files, "closed", (int) export->closed),
		done->str);
}

gboolean
verb_export(CliContext *context, int argc, char **argv, GError **error)
{
	g_autofree char *folder = without_slashes(cli_take_option(&argc, argv, "-o"));
	Export export = { .context = context, .case_id = argv[0] };

	if (!check_words(argv[0], folder, error) || !cli_settings(context, error) ||
		!cli_store(context, error))
		return FALSE;
	export.files = json_array();
	gboolean good = run(&export, folder, error);
	if (good)
		answer(&export, folder);
	json_decref(export.files);
	g_free(export.folder);
	g_free(export.reason);
	return good;
}

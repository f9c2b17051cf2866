/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/office.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

static void
add_member(struct archive *archive, const OfficeMember *member)
{
	struct archive_entry *entry = archive_entry_new();
	gsize length = member->length ? member->length : strlen(member->data);

	archive_entry_set_pathname(entry, member->name);
	archive_entry_set_size(entry, (la_int64_t) length);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_mtime(entry, 1700000000, 0);
	g_assert_cmpint(archive_write_header(archive, entry), ==, ARCHIVE_OK);
	g_assert_cmpint(archive_write_data(archive, member->data, length), ==, length);
	archive_entry_free(entry);
}

GBytes *
office_zip(const OfficeMember *members)
{
	struct archive *archive = archive_write_new();
	gsize size = 4096, used = 0;

	for (const OfficeMember *member = members; member->name; member++)
		size += 1024 + 2 * (member->length ? member->length : strlen(member->data));
	char *bytes = g_malloc(size);
	g_assert_cmpint(archive_write_set_format_zip(archive), ==, ARCHIVE_OK);
	g_assert_cmpint(archive_write_open_memory(archive, bytes, size, &used), ==, ARCHIVE_OK);
	for (const OfficeMember *member = members; member->name; member++)
		add_member(archive, member);
	g_assert_cmpint(archive_write_close(archive), ==, ARCHIVE_OK);
	archive_write_free(archive);
	return g_bytes_new_take(bytes, used);
}

#define WORD_SPACES                                                                                \
	" xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""                \
	" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\""                      \
	" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""                \
	" xmlns:v=\"urn:schemas-microsoft-com:vml\""

GBytes *
office_docx(const char *body, const char *header, const char *footnotes)
{
	g_autofree char *main = g_strconcat(
		"<w:document" WORD_SPACES "><w:body>", body, "</w:body></w:document>", NULL);
	g_autofree char *head =
		g_strconcat("<w:hdr" WORD_SPACES ">", header ? header : "", "</w:hdr>", NULL);
	g_autofree char *notes = g_strconcat(
		"<w:footnotes" WORD_SPACES ">", footnotes ? footnotes : "", "</w:footnotes>", NULL);

	return office_zip((OfficeMember[]){ { .name = "word/document.xml", .data = main },
		{ .name = "word/header1.xml", .data = head },
		{ .name = "word/footnotes.xml", .data = notes }, { .name = NULL } });
}

#define OPEN_SPACES                                                                                \
	" xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""                       \
	" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""                           \
	" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""                         \
	" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""                        \
	" xmlns:form=\"urn:oasis:names:tc:opendocument:xmlns:form:1.0\""                           \
	" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""                         \
	" xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0\""    \
	" xmlns:field=\"urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0\""

GBytes *
office_odt(const char *body, const char *header)
{
	g_autofree char *content =
		g_strconcat("<office:document-content" OPEN_SPACES "><office:body><office:text>",
			body, "</office:text></office:body></office:document-content>", NULL);
	g_autofree char *styles = g_strconcat("<office:document-styles" OPEN_SPACES
					      "><office:master-styles><style:master-page>",
		header ? header : "",
		"</style:master-page></office:master-styles></office:document-styles>", NULL);

	return office_zip((OfficeMember[]){
		{ .name = "mimetype", .data = "application/vnd.oasis.opendocument.text" },
		{ .name = "content.xml", .data = content },
		{ .name = "styles.xml", .data = styles }, { .name = NULL } });
}

char *
office_show(const Document *document)
{
	GString *out = g_string_new(NULL);
	const DocumentCell *last = NULL;

	for (guint i = 0; i < document->cells->len; i++) {
		const DocumentCell *cell = document_cell(document, i);
		gboolean same_row =
			last && cell->table && last->table == cell->table && last->row == cell->row;

		if (!cell->table) {
			g_string_append_printf(out, "%s%s", i ? "\n" : "", cell->text);
		} else if (same_row && last->column == cell->column) {
			g_string_append_printf(out, " / %s", cell->text);
		} else {
			guint at = same_row ? last->column + 1 : 0;

			g_string_append(out, same_row ? "" : i ? "\n" : "");
			for (; at < cell->column; at++)
				g_string_append(out, at == 0 ? "| " : " | ");
			g_string_append_printf(
				out, "%s%s", cell->column == 0 ? "| " : " | ", cell->text);
		}
		last = cell;
	}
	return g_string_free(out, FALSE);
}

void
office_assert_reads(const Format *format, GBytes *content, const char *shown)
{
	g_autoptr(Document) document = document_new();
	g_autoptr(GError) error = NULL;
	gboolean ok = format->read(content, document, &error);
	g_autofree char *text = office_show(document);

	g_assert_no_error(error);
	g_assert_true(ok);
	g_assert_cmpstr(text, ==, shown);
}

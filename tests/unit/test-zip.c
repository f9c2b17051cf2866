/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives that people mail, and archives that are meant to do harm. */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "reader/read-file.h"
#include "reader/zip.h"
#include "support/office.h"
#include "support/reading-tools.h"

#define FORM "Lex Sarah-rapport\r\nRapporten lämnas av\r\nNamn Ada Exempel\r\nTitel Kurator\r\n"

static GPtrArray *
unpack(GBytes *content, GError **error)
{
	GPtrArray *members = NULL;

	g_assert_true(format_find("a.zip", content) == &format_zip);
	return format_zip.unpack(content, &members, error) ? members : NULL;
}

/* Names as people see them, which lead nowhere. */
static void
test_names(void)
{
	static const struct {
		const char *name, *shown;
	} cases[] = {
		{ "rapport.txt", "rapport.txt" }, { "mapp/rapport.txt", "mapp/rapport.txt" },
		{ "../../etc/passwd", "etc/passwd" }, { "/etc/passwd", "etc/passwd" },
		{ "C:\\Users\\ada\\rapport.txt", "Users/ada/rapport.txt" },
		{ "./..", "fil utan namn" }, { "\xc3\x84rende.txt", "Ärende.txt" },
		{ "\x8erende.txt", "Ärende.txt" }, /* CP850 */
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) content =
			office_zip((OfficeMember[]){ { cases[i].name, "a", 1 }, { 0 } });
		g_autoptr(GError) error = NULL;
		g_autoptr(GPtrArray) members = unpack(content, &error);

		g_assert_no_error(error);
		g_assert_cmpuint(members->len, ==, 1);
		const FormatMember *member = members->pdata[0];
		g_assert_cmpstr(member->name, ==, cases[i].shown);
	}
}

/* Sets the bit that says a file is encrypted, here and in the directory. */
static GBytes *
encrypt(GBytes *archive)
{
	gsize length = 0;
	guint8 *data = g_bytes_unref_to_data(archive, &length);

	for (gsize i = 0; i + 10 < length; i++) {
		if (memcmp(data + i, "PK\003\004", 4) == 0)
			data[i + 6] |= 1;
		if (memcmp(data + i, "PK\001\002", 4) == 0)
			data[i + 8] |= 1;
	}
	return g_bytes_new_take(data, length);
}

static void
test_encrypted(void)
{
	g_autoptr(GBytes) content =
		encrypt(office_zip((OfficeMember[]){ { "rapport.docx", "abcd", 4 }, { 0 } }));
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) members = unpack(content, &error);

	g_assert_null(members);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_WAIT);
	g_assert_nonnull(strstr(error->message, "lösenord; be avsändaren"));
}

static ReadingFile *
read_bytes(const char *name, GBytes *content, GError **error)
{
	g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();

	return read_file(vocabulary, name, content, error);
}

/* An archive of an archive and so on; the innermost holds the form. */
static GBytes *
nest(guint levels)
{
	g_autoptr(GBytes) inner = g_bytes_new_static(FORM, strlen(FORM));
	const char *name = "rapport.txt";

	for (guint i = 0; i < levels; i++) {
		gsize length = 0;
		const char *data = g_bytes_get_data(inner, &length);
		GBytes *outer = office_zip((OfficeMember[]){ { name, data, length }, { 0 } });

		g_bytes_unref(inner);
		inner = outer;
		name = "inre.zip";
	}
	return g_steal_pointer(&inner);
}

static void
test_nested(void)
{
	for (guint levels = 1; levels < 7; levels++) {
		g_autoptr(GBytes) content = nest(levels);
		g_autoptr(GError) error = NULL;
		g_autoptr(ReadingFile) file = read_bytes("a.zip", content, &error);

		g_test_message("%u levels", levels);
		g_assert_cmpint(file != NULL, ==, levels <= 4);
		if (!file) {
			g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
			continue;
		}
		g_assert_cmpstr(file->format, ==, "zip");
		g_assert_cmpuint(file->documents->len, ==, 1);
		const Reading *reading = file->documents->pdata[0];
		g_assert_cmpstr(reading->report.reporter.name.value, ==, "Ada Exempel");
	}
}

/* Small archives that would be a lot: refused, and soon. */
static void
test_bombs(void)
{
	g_autofree char *zeros = g_malloc0(ZIP_MEMBER_MAX + 1);
	static const struct {
		gsize length;
		guint count;
		const char *why;
	} cases[] = {
		{ ZIP_MEMBER_MAX + 1, 1, "unpacks to more than" },
		{ 8 << 20, 2, "times its size" },
		{ 1, ZIP_MEMBERS_MAX + 1, "more than 1000 members" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree OfficeMember *list = g_new0(OfficeMember, cases[i].count + 1);
		g_autoptr(GError) error = NULL;

		for (guint k = 0; k < cases[i].count; k++)
			list[k] = (OfficeMember){ "a.txt", zeros, cases[i].length };
		g_autoptr(GBytes) content = office_zip(list);
		g_autoptr(GPtrArray) members = unpack(content, &error);
		g_assert_null(members);
		g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
		g_assert_nonnull(strstr(error->message, cases[i].why));
	}
}

/* Each archive within its limits, and all together far beyond them. */
static void
test_nested_bomb(void)
{
	g_autofree OfficeMember *files = g_new0(OfficeMember, 901);
	OfficeMember archives[11] = { 0 };
	g_autoptr(GError) error = NULL;
	gsize length = 0;

	for (guint i = 0; i < 900; i++)
		files[i] = (OfficeMember){ "a.txt", "Ord.", 4 };
	g_autoptr(GBytes) inner = office_zip(files);
	const char *data = g_bytes_get_data(inner, &length);
	for (guint i = 0; i < 10; i++)
		archives[i] = (OfficeMember){ "inre.zip", data, length };
	g_autoptr(GBytes) content = office_zip(archives);
	g_autoptr(ReadingFile) file = read_bytes("a.zip", content, &error);
	g_assert_no_error(error);
	const ReadingFlag *flag = reading_find_flag(file->documents->pdata[0], "attachment_unread");
	g_assert_nonnull(flag);
	g_assert_nonnull(strstr(flag->message, "inre.zip"));
	g_assert_nonnull(strstr(flag->message, "filer till"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	format_warm();
	g_test_add_func("/zip/names", test_names);
	g_test_add_func("/zip/encrypted", test_encrypted);
	g_test_add_func("/zip/nested", test_nested);
	g_test_add_func("/zip/bombs", test_bombs);
	g_test_add_func("/zip/nested-bomb", test_nested_bomb);
	return g_test_run();
}

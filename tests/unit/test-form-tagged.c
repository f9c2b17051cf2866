/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Our form as it comes back: by its tags, by its labels where they are gone, and worse. */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "reader/read-file.h"
#include "support/office.h"
#include "support/reading-tools.h"

#define R(text)    "<w:r><w:t xml:space='preserve'>" text "</w:t></w:r>"
#define P(text)    "<w:p>" R(text) "</w:p>"
#define TC(inside) "<w:tc><w:tcPr/>" inside "</w:tc>"
#define TR(inside) "<w:tr>" inside "</w:tr>"
#define TBL(rows)  "<w:tbl><w:tblPr/>" rows "</w:tbl>"
#define SDT(tag, set, inside)                                                                      \
	"<w:sdt><w:sdtPr><w:alias w:val='x'/><w:tag w:val='" tag "'/>" set                         \
	"</w:sdtPr><w:sdtContent>" inside "</w:sdtContent></w:sdt>"
#define LINE(tag, text)  "<w:p>" SDT(tag, "<w:text/>", R(text)) "</w:p>"
#define EMPTY(tag, text) "<w:p>" SDT(tag, "<w:showingPlcHdr/><w:text/>", R(text)) "</w:p>"
#define BOX(tag, on)                                                                               \
	SDT(tag, "<w14:checkbox><w14:checked w14:val='" on "'/></w14:checkbox>", R("?"))
#define PLAIN_BOX(on)                                                                              \
	"<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='" on "'/></w14:checkbox></w:sdtPr>"   \
	"<w:sdtContent>" R("?") "</w:sdtContent></w:sdt>"
#define KIND(text)                                                                                 \
	SDT("log.kind",                                                                            \
		"<w:dropDownList><w:listItem w:displayText='saken' w:value='fact'/>"               \
		"<w:listItem w:displayText='tanken' w:value='assessment'/></w:dropDownList>",      \
		"<w:p>" R(text) "</w:p>")

#define HEAD   P("Lex Sarah-utredning")
#define LABELS HEAD P("Utredare: Ada Exempel") P("Vad har händelsen bestått i?") P("Av etiketten.")

static ReadingFile *
read_docx(const char *name, const char *body, const char *header, GError **error)
{
	g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();
	g_autoptr(GBytes) content = office_docx(body, header, NULL);

	return read_file(vocabulary, name, content, error);
}

static ReadingFile *
read_well(const char *body, const char *header)
{
	g_autoptr(GError) error = NULL;
	ReadingFile *file = read_docx("form.docx", body, header, &error);

	g_assert_no_error(error);
	g_assert_cmpuint(file->documents->len, ==, 1);
	return file;
}

/* NULL: there is no such record. */
static const char *
value_of(const ReadingFile *file, const char *path, guint index)
{
	g_auto(GStrv) names = g_strsplit(path, ".", 2);
	const ReadingPart *part = reading_find_part(names[0]);
	Reading *reading = file->documents->pdata[0];

	return reading_count(reading, part) > index
		       ? reading_tools_value(reading_get_record(reading, part, index), names[1])
		       : NULL;
}

static const struct {
	const char *about, *body, *path, *value;
} cases[] = {
	{ "a tag goes before a label", LABELS LINE("investigation.what", "Av fältet."),
		"investigation.what", "Av fältet." },
	{ "a label is read where no tag is",
		LABELS P("Övrigt") LINE("investigation.other", "Annat."), "investigation.what",
		"Av etiketten." },
	{ "words of a control are not those of a label above it that has lost its own",
		LABELS P("Övrigt") LINE("investigation.follow_up", "Egenkontroll."),
		"investigation.other", NULL },
	{ "where they have their tag's place",
		LABELS P("Övrigt") LINE("investigation.follow_up", "Egenkontroll."),
		"investigation.follow_up", "Egenkontroll." },
	{ "what stands between is the label's",
		LABELS P("Övrigt") P("Utan fält.") LINE("investigation.follow_up", "Egenkontroll."),
		"investigation.other", "Utan fält." },
	{ "the same words without a control are the label's",
		LABELS P("Övrigt") P("Nej.") LINE("investigation.follow_up", "Nej."),
		"investigation.other", "Nej.\nNej." },
	{ "an empty control empties it", LABELS EMPTY("investigation.what", "Skriv här"),
		"investigation.what", NULL },
	{ "dots are empty", LABELS LINE("investigation.what", "............"), "investigation.what",
		NULL },
	{ "a date is made alike", LINE("investigation.started", "den 3 april 2026"),
		"investigation.started", "2026-04-03" },
	{ "what is no date is no value", LINE("investigation.started", "snart"),
		"investigation.started", NULL },
	{ "the same twice", LINE("investigation.what", "A.") LINE("investigation.what", "A."),
		"investigation.what", "A." },
	{ "two that differ", LINE("investigation.what", "A.") LINE("investigation.what", "B."),
		"investigation.what", NULL },
	{ "paragraphs are lines",
		SDT("investigation.what", "<w:richText/>", P("Ett.") P("") P("Två.")) P("Sedan."),
		"investigation.what", "Ett.\n\nTvå." },
	{ "breaks are lines",
		"<w:p>" SDT("investigation.what", "<w:text/>",
			R("Ett.") "<w:r><w:br/></w:r>" R("Två.")) "</w:p>",
		"investigation.what", "Ett.\nTvå." },
	{ "a control in a control",
		SDT("investigation.what", "<w:richText/>",
			P("Yttre.") LINE("investigation.other", "Inre.")),
		"investigation.other", "Inre." },
	{ "and what is around it",
		SDT("investigation.what", "<w:richText/>",
			P("Yttre.") LINE("investigation.other", "Inre.")),
		"investigation.what", "Yttre.\nInre." },
	{ "a control around a cell",
		TBL(TR(SDT("investigation.what", "<w:richText/>", TC(P("I en") P("cell."))))),
		"investigation.what", "I en\ncell." },
	{ "an empty one around a cell",
		LABELS TBL(TR(SDT("investigation.what", "<w:showingPlcHdr/>", TC(P("Skriv"))))),
		"investigation.what", NULL },
	{ "a control in a cell", TBL(TR(TC(P("Vad?") LINE("investigation.what", "Ja.")))),
		"investigation.what", "Ja." },
	{ "hidden text is not there",
		"<w:p>" SDT("investigation.what", "<w:text/>",
			"<w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r>" R("syns")) "</w:p>",
		"investigation.what", "syns" },
	{ "nor is what was deleted",
		"<w:p>" SDT("investigation.what", "<w:text/>",
			"<w:del><w:r><w:delText>bort</w:delText></w:r></w:del>" R("kvar")) "</w:p>",
		"investigation.what", "kvar" },
	{ "marks that turn text around are left out",
		LINE("investigation.what", "a\xe2\x80\xae"
					   "b"),
		"investigation.what", "ab" },
	{ "a tag of somebody else's", LABELS P("Övrigt") LINE("investigation.whatever", "Nej."),
		"investigation.what", "Av etiketten." },
	{ "a tag that only begins like ours", LABELS P("Övrigt") LINE("investigation.wha", "Nej."),
		"investigation.what", "Av etiketten." },
	/* Boxes. */
	{ "one is ticked",
		"<w:p>" BOX("investigation.law.SoL", "0")
			BOX("investigation.law.LSS", "1") "</w:p>",
		"investigation.law", "LSS" },
	{ "yes",
		"<w:p>" BOX("investigation.can_recur.yes", "1")
			BOX("investigation.can_recur.no", "0") "</w:p>",
		"investigation.can_recur", "yes" },
	{ "yes and no",
		"<w:p>" BOX("investigation.can_recur.yes", "1")
			BOX("investigation.can_recur.no", "1") "</w:p>",
		"investigation.can_recur", NULL },
	{ "neither",
		"<w:p>" BOX("investigation.can_recur.yes", "0")
			BOX("investigation.can_recur.no", "0") "</w:p>",
		"investigation.can_recur", NULL },
	{ "a box that lost its tag: labels find both",
		LABELS P("Skulle något liknande kunna inträffa igen?") "<w:p>" BOX(
			"investigation.can_recur.yes", "0") R(" Ja ") PLAIN_BOX("1")
			R(" Nej") "</w:p>",
		"investigation.can_recur", "no" },
	/* The decision is there when somebody wrote it. */
	{ "a blank decision is none",
		LABELS EMPTY("decision.signer", "x") EMPTY("decision.date", "x"), "decision.signer",
		NULL },
	{ "a decision", EMPTY("decision.signer", "x") LINE("decision.date", "2026-05-01"),
		"decision.date", "2026-05-01" },
	{ "an outcome by its code",
		"<w:p>" SDT("decision.outcome",
			"<w:comboBox><w:listItem w:displayText='Det var så' w:value='misconduct'/></w:comboBox>",
			R("Det var så")) "</w:p>",
		"decision.outcome", "misconduct" },
	{ "an outcome in own words", LINE("decision.outcome", "kanske"), "decision.outcome", NULL },
	/* Whose it is. */
	{ "a case", LINE("form.case", "LS-2026-0042"), "form.case", "LS-2026-0042" },
	{ "a case that is none", LINE("form.case", "LS-42"), "form.case", NULL },
	{ "two cases", LINE("form.case", "LS-2026-0042") LINE("form.case", "LS-2026-0043"),
		"form.case", NULL },
	{ "a case without its tag", LABELS P("Ärende LS-2026-0042"), "form.case", "LS-2026-0042" },
	{ "two without tags", LABELS P("Ärende: LS-2026-0042") P("LS-2026-0043"), "form.case",
		NULL },
	{ "a case in a sentence is none of it", LABELS P("Se ärende LS-2026-0042 från i fjol."),
		"form.case", NULL },
	{ "nor is a number in a mail without a form", P("Hej!") P("Ärende LS-2026-0042"),
		"form.case", NULL },
};

static void
test_cases(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_test_message("%s", cases[i].about);
		g_autoptr(ReadingFile) file = read_well(cases[i].body, NULL);

		g_assert_cmpstr(value_of(file, cases[i].path, 0), ==, cases[i].value);
	}
}

/* What was read says where, and how surely; what cannot be read keeps what was written. */
static void
test_where(void)
{
	g_autoptr(ReadingFile) file =
		read_well(LINE("investigation.what", "A.") LINE("form.case", "LS-2026-0042"),
			LINE("form.case", "LS-2026-0043"));
	const Reading *reading = file->documents->pdata[0];

	g_assert_true(reading->has_form);
	g_assert_cmpstr(reading->investigation->what.where, ==, "investigation.what");
	g_assert_cmpfloat(reading->investigation->what.confidence, ==, 1);
	g_assert_null(reading->form->case_id.value);
	g_assert_cmpstr(reading->form->case_id.raw, ==, "LS-2026-0043\nLS-2026-0042");
	g_assert_cmpfloat(reading->form->case_id.confidence, <, 0.5);
}

#define ENTRY(day, kind, note)                                                                     \
	TR(TC(LINE("log.date", day)) TC(KIND(kind)) TC(SDT("log.note", "", P(note))))

/* A row for each entry, by whichever words its list has; added rows by their columns. */
static void
test_log(void)
{
	static const char *const shown[][3] = {
		{ "2026-03-18", "fact", "Ett samtal." },
		{ "2026-03-19", "assessment", "En brist." },
		{ "2026-03-20", NULL, "Tillagd.\nMer." },
		{ NULL, NULL, "Utan dag." },
	};
	g_autoptr(ReadingFile) file = read_well(
		TBL(TR(TC(P("Dag")) TC(P("Slag")) TC(P("Text"))) ENTRY("2026-03-18", "saken",
			"Ett samtal.") ENTRY("............", "Välj", "............")
				ENTRY("2026-03-19", "tanken", "En brist.") TR(
					TC(P("2026-03-20")) TC(P("?")) TC(P("Tillagd.") P("Mer.")))
					TR(TC(P("")) TC(P("")) TC(P("Utan dag."))))
			TBL(TR(TC(P("2026-03-21")) TC(P("saken")) TC(P("En annan tabell.")))),
		NULL);
	const Reading *reading = file->documents->pdata[0];

	g_assert_cmpuint(reading->log->len, ==, G_N_ELEMENTS(shown));
	for (guint i = 0; i < G_N_ELEMENTS(shown); i++) {
		g_assert_cmpstr(value_of(file, "log.date", i), ==, shown[i][0]);
		g_assert_cmpstr(value_of(file, "log.kind", i), ==, shown[i][1]);
		g_assert_cmpstr(value_of(file, "log.note", i), ==, shown[i][2]);
	}
}

/* Outside a table an entry begins where its first tag comes again. */
static void
test_log_lines(void)
{
	g_autoptr(ReadingFile) file =
		read_well(LINE("log.date", "2026-03-18") LINE("log.note", "A.")
				  LINE("log.date", "2026-03-19") LINE("log.note", "B."),
			NULL);

	g_assert_cmpuint(((Reading *) file->documents->pdata[0])->log->len, ==, 2);
	g_assert_cmpstr(value_of(file, "log.note", 1), ==, "B.");
}

static void
test_macros(void)
{
	static const char body[] = "<w:document xmlns:w='w'><w:body>" LABELS LINE(
		"investigation.what", "Av fältet.") "</w:body></w:document>";
	g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();
	g_autoptr(GBytes) content =
		office_zip((OfficeMember[]){ { .name = "word/document.xml", .data = body },
			{ .name = "word/vbaProject.bin", .data = "x" }, { .name = NULL } });
	g_autoptr(GError) error = NULL;
	g_autoptr(ReadingFile) file = read_file(vocabulary, "form.docm", content, &error);

	g_assert_no_error(error);
	g_assert_cmpstr(value_of(file, "investigation.what", 0), ==, "Av etiketten.\nAv fältet.");
	g_assert_null(value_of(file, "form.version", 0));
	const ReadingFlag *flag = reading_find_flag(file->documents->pdata[0], "macros");
	g_assert_nonnull(flag);
	g_assert_nonnull(strstr(flag->message, "form.docm"));
}

#define WITH_MACROS(body)                                                                          \
	(OfficeMember[])                                                                           \
	{                                                                                          \
		{ .name = "word/document.xml",                                                     \
			.data = "<w:document xmlns:w='w'><w:body>" body                            \
				"</w:body></w:document>" },                                        \
			{ .name = "word/vbaProject.bin", .data = "x" },                            \
		{                                                                                  \
			.name = NULL                                                               \
		}                                                                                  \
	}

/* How many of the documents say that a file has macros, and which file. */
static guint
count_macros(const ReadingFile *file, const char *name)
{
	guint n = 0;

	for (guint i = 0; i < file->documents->len; i++) {
		const ReadingFlag *flag = reading_find_flag(file->documents->pdata[i], "macros");

		n += flag && strstr(flag->message, name);
	}
	return n;
}

/* Each report in the file is of a file with macros, not the first alone. */
static void
test_macros_each(void)
{
	g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();
	g_autoptr(GBytes) content = office_zip(WITH_MACROS(
		LABELS P("Lex Sarah-rapport") P("Namn: Bo Exempel") P("Lex Sarah-rapport")
			P("Namn: Ada Exempel") P("Lex Sarah-rapport") P("Namn: Eva Exempel")));
	g_autoptr(GError) error = NULL;
	g_autoptr(ReadingFile) file = read_file(vocabulary, "two.docm", content, &error);

	g_assert_no_error(error);
	g_assert_cmpuint(file->documents->len, >, 1);
	g_assert_cmpuint(count_macros(file, "two.docm"), ==, file->documents->len);
}

/* Whoever opens what came beside a form should know of them, too. */
static void
test_macros_beside(void)
{
	g_autoptr(FormVocabulary) vocabulary = reading_tools_vocabulary();
	g_autoptr(GBytes) form = office_docx(LABELS, NULL, NULL);
	g_autoptr(GBytes) words = office_zip(WITH_MACROS(P("Hej, här är formuläret.")));
	g_autoptr(GBytes) nothing = office_zip(WITH_MACROS(""));
	GBytes *const files[] = { words, nothing };

	for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
		gsize form_length, length;
		const char *form_data = g_bytes_get_data(form, &form_length);
		const char *data = g_bytes_get_data(files[i], &length);
		g_autoptr(GBytes) both =
			office_zip((OfficeMember[]){ { "beside.docm", data, length },
				{ "form.docx", form_data, form_length }, { .name = NULL } });
		g_autoptr(GError) error = NULL;
		g_autoptr(ReadingFile) file = read_file(vocabulary, "both.zip", both, &error);

		g_assert_no_error(error);
		g_assert_cmpuint(file->documents->len, ==, 1);
		g_assert_nonnull(value_of(file, "investigation.what", 0));
		g_assert_cmpuint(count_macros(file, "beside.docm"), ==, 1);
	}
}

/* n times text. g_free() it. */
static char *
times(const char *text, guint n)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < n; i++)
		g_string_append(out, text);
	return g_string_free(out, FALSE);
}

/* That many different numbers, since what repeats itself is taken for an attack. g_free() it. */
static char *
numbers(guint n)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < n; i++)
		g_string_append_printf(out, "%u ", i * 2654435761u);
	return g_string_free(out, FALSE);
}

/* A mebibyte in a control, and one in a tag. */
static void
test_large(void)
{
	g_autofree char *text = numbers(100000);
	g_autofree char *body =
		g_strdup_printf(LINE("investigation.what", "%s") LINE("%s", "Nej."), text, text);
	g_autoptr(ReadingFile) file = read_well(body, NULL);

	g_assert_cmpuint(strlen(value_of(file, "investigation.what", 0)), >, 1000000);
}

/* Each control around a text says it again: that has an end. */
static void
test_deep(void)
{
	g_autofree char *open =
		times("<w:sdt><w:sdtPr><w:tag w:val='investigation.what'/></w:sdtPr>"
		      "<w:sdtContent>",
			80);
	g_autofree char *close = times("</w:sdtContent></w:sdt>", 80);
	g_autofree char *text = numbers(10000);
	g_autofree char *body = g_strconcat(
		open, P(""), "<w:p><w:r><w:t>", text, "</w:t></w:r></w:p>", close, NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(ReadingFile) file = read_docx("form.docx", body, NULL, &error);

	g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
	g_assert_null(file);
}

/* Many controls of one tag are as quick as few. */
static void
test_many(void)
{
	g_autoptr(GString) body = g_string_new(NULL);

	for (guint i = 0; i < 20000; i++)
		g_string_append_printf(
			body, LINE("investigation.what", "%u") LINE("log.note", "%u"), i, i);
	g_autoptr(ReadingFile) file = read_well(body->str, NULL);
	const Reading *reading = file->documents->pdata[0];

	g_assert_null(reading->investigation->what.value);
	g_assert_cmpuint(strlen(reading->investigation->what.raw), <, 100);
	g_assert_cmpuint(reading->log->len, ==, 20000);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/form-tagged/cases", test_cases);
	g_test_add_func("/form-tagged/where", test_where);
	g_test_add_func("/form-tagged/log", test_log);
	g_test_add_func("/form-tagged/log-lines", test_log_lines);
	g_test_add_func("/form-tagged/macros", test_macros);
	g_test_add_func("/form-tagged/macros-each", test_macros_each);
	g_test_add_func("/form-tagged/macros-beside", test_macros_beside);
	g_test_add_func("/form-tagged/large", test_large);
	g_test_add_func("/form-tagged/deep", test_deep);
	g_test_add_func("/form-tagged/many", test_many);
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Word and its relatives write, and what a reader of the page would see. */
#include <glib.h>
#include <string.h>

#include "core/error.h"
#include "support/office.h"

#define R(text)      "<w:r><w:t xml:space='preserve'>" text "</w:t></w:r>"
#define P(text)      "<w:p>" R(text) "</w:p>"
#define SYM(font, c) "<w:r><w:sym w:font='" font "' w:char='" c "'/></w:r>"
#define TC(content)  "<w:tc><w:tcPr/>" content "</w:tc>"
#define TCS(set, c)  "<w:tc><w:tcPr>" set "</w:tcPr>" c "</w:tc>"
#define TR(content)  "<w:tr>" content "</w:tr>"
#define TBL(content) "<w:tbl><w:tblPr/>" content "</w:tbl>"
#define SDT(set, c)  "<w:sdt><w:sdtPr>" set "</w:sdtPr><w:sdtContent>" c "</w:sdtContent></w:sdt>"
#define BEGIN(data)  "<w:r><w:fldChar w:fldCharType='begin'>" data "</w:fldChar></w:r>"
#define MARK(type)   "<w:r><w:fldChar w:fldCharType='" type "'/></w:r>"
#define FIELD(data, kind, result)                                                                  \
	BEGIN("<w:ffData>" data "</w:ffData>")                                                     \
	"<w:r><w:instrText> " kind " </w:instrText></w:r>" MARK("separate") result MARK("end")
#define FONT(font, text)                                                                           \
	"<w:r><w:rPr><w:rFonts w:ascii='" font "'/></w:rPr><w:t>" text "</w:t></w:r>"

static void
test_reads(void)
{
	static const struct {
		const char *about, *body, *shown;
	} cases[] = {
		{ "split runs", "<w:p>" R("Ast") "<w:proofErr/>" R("rid") "</w:p>", "Astrid" },
		{ "tabs", "<w:p>" R("Namn") "<w:r><w:tab/></w:r>" R("Ada") "</w:p>",
			"| Namn | Ada" },
		{ "aligned tab", "<w:p>" R("Namn") "<w:r><w:ptab/></w:r>" R("Ada") "</w:p>",
			"| Namn | Ada" },
		{ "tab stop",
			"<w:p><w:pPr><w:tabs><w:tab w:pos='1'/></w:tabs></w:pPr>" R("a") "</w:p>",
			"a" },
		{ "line break", "<w:p>" R("a") "<w:r><w:br/></w:r>" R("b") "</w:p>", "a\nb" },
		{ "soft hyphen",
			P("miss\xc2\xad"
			  "förhållande"),
			"missförhållande" },
		{ "soft hyphen mark",
			"<w:p>" R("miss") "<w:r><w:softHyphen/></w:r>" R("tag") "</w:p>",
			"misstag" },
		{ "hyphen that stays",
			"<w:p>" R("070") "<w:r><w:noBreakHyphen/></w:r>" R("123") "</w:p>",
			"070-123" },
		{ "deleted and inserted",
			"<w:p>" R("Den ") "<w:del><w:r><w:delText>fjärde</w:delText></w:r></w:del>"
					  "<w:ins>" R("femte") "</w:ins></w:p>",
			"Den femte" },
		{ "moved", "<w:p><w:moveFrom>" R("a") "</w:moveFrom>" R("b") "</w:p>", "b" },
		{ "hidden",
			"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r>" R(
				"syns") "</w:p>",
			"syns" },
		{ "not hidden",
			"<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>syns</w:t></w:r></w:p>",
			"syns" },
		{ "chunk of another file", "<w:altChunk/>" P("a"), "a" },
		/* Tables. */
		{ "table", TBL(TR(TC(P("Namn") P("Ada")) TC(P("Titel")))), "| Namn / Ada | Titel" },
		{ "a cell over two columns",
			TBL(TR(TCS("<w:gridSpan w:val='2'/>", P("Datum")) TC(P("Tid")))
					TR(TC(P("a")) TC(P("b")) TC(P("c")))),
			"| Datum |  | Tid\n| a | b | c" },
		{ "a cell over two rows",
			TBL(TR(TCS("<w:vMerge w:val='restart'/>", P("Namn")) TC(P("a")))
					TR(TCS("<w:vMerge/>", P("dolt")) TC(P("b")))),
			"| Namn | a\n|  | b" },
		{ "a row that begins later",
			TBL("<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" TC(
				P("b")) "</w:tr>"),
			"|  | b" },
		{ "a deleted row",
			TBL("<w:tr><w:trPr><w:del/></w:trPr>" TC(P("a")) "</w:tr>" TR(TC(P("b")))),
			"| b" },
		{ "a table in a table",
			TBL(TR(TC(P("Ute") TBL(TR(TC(P("Namn")) TC(P("Ada"))))) TC(P("Sist")))),
			"Ute\n| Namn | Ada\nSist" },
		{ "absurd span", TBL(TR(TCS("<w:gridSpan w:val='-7'/>", P("a")) TC(P("b")))),
			"| a | b" },
		/* Content controls. */
		{ "ticked box",
			"<w:p>" SDT("<w14:checkbox><w14:checked w14:val='1'/></w14:checkbox>",
				R("\u2612")) R(" Ja") "</w:p>",
			"☒ Ja" },
		{ "empty box with a glyph of its own",
			"<w:p>" SDT("<w14:checkbox><w14:checked w14:val='false'/></w14:checkbox>",
				R("O")) R(" Ja") "</w:p>",
			"☐ Ja" },
		{ "prompt", "<w:p>" SDT("<w:showingPlcHdr/>", R("Klicka här")) "</w:p>", "" },
		{ "drop-down",
			"<w:p>" SDT("<w:dropDownList><w:listItem w:value='1'/></w:dropDownList>",
				R("Jobbtorg")) "</w:p>",
			"Jobbtorg" },
		{ "date",
			"<w:p>" SDT("<w:date w:fullDate='2026-01-02T00:00:00Z'/>",
				R("2 januari 2026")) "</w:p>",
			"2 januari 2026" },
		{ "control around a cell", TBL(TR(TC(P("Namn")) SDT("<w:text/>", TC(P("Ada"))))),
			"| Namn | Ada" },
		{ "prompt around a cell",
			TBL(TR(SDT("<w:showingPlcHdr/>", TC(P("Klicka"))) TC(P("Ada")))),
			"|  | Ada" },
		{ "controls around rows",
			TBL(SDT("", SDT("", TR(TC(P("170418")))) SDT("", TR(TC(P("170426")))))),
			"| 170418\n| 170426" },
		/* Form fields of the old kind. */
		{ "old box",
			"<w:p>" FIELD("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>",
				"FORMCHECKBOX", "") R(" SoL") "</w:p>",
			"☒ SoL" },
		{ "old box by its default",
			"<w:p>" FIELD("<w:checkBox><w:default w:val='1'/></w:checkBox>",
				"FORMCHECKBOX", "") R(" SoL") "</w:p>",
			"☒ SoL" },
		{ "old box taken back",
			"<w:p>" FIELD("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/>"
				      "</w:checkBox>",
				"FORMCHECKBOX", "") R(" SoL") "</w:p>",
			"☐ SoL" },
		{ "old text", "<w:p>" FIELD("<w:textInput/>", "FORMTEXT", R("Ada")) "</w:p>",
			"Ada" },
		{ "old text, empty",
			"<w:p>" R("Namn") FIELD(
				"<w:textInput/>", "FORMTEXT", R("\u2002\u2002\u2002")) "</w:p>",
			"Namn" },
		{ "old list",
			"<w:p>" FIELD("<w:ddList><w:result w:val='1'/><w:listEntry w:val='Ja'/>"
				      "<w:listEntry w:val='Nej'/></w:ddList>",
				"FORMDROPDOWN", R("Nej")) R(" tack") "</w:p>",
			"Nej tack" },
		{ "old list beyond its end",
			"<w:p>" FIELD("<w:ddList><w:result w:val='9'/><w:listEntry w:val='Ja'/>"
				      "</w:ddList>",
				"FORMDROPDOWN", "") R("a") "</w:p>",
			"a" },
		{ "old list that never ends",
			"<w:p>" BEGIN("<w:ffData><w:ddList><w:listEntry w:val='Ja'/></w:ddList>"
				      "</w:ffData>") "</w:p>" P("Mer"),
			"Ja\nMer" },
		{ "old list without a field",
			"<w:p><w:ddList><w:listEntry w:val='Ja'/></w:ddList></w:p>" P("Mer"),
			"Ja\nMer" },
		/* Signs. */
		{ "Wingdings",
			"<w:p>" SYM("Wingdings", "F0FE") R(" a ") SYM("Wingdings", "F0A8") R(" b ")
				SYM("Wingdings", "00FC") "</w:p>",
			"☒ a ☐ b ☒" },
		{ "Wingdings 2",
			"<w:p>" SYM("Wingdings 2", "F052") R(" a ") SYM("Wingdings 2", "F0A3")
				R(" b") "</w:p>",
			"☒ a ☐ b" },
		{ "a run in Wingdings",
			"<w:p>" FONT("Wingdings", "þ") R(" SoL ") FONT("Wingdings", "o")
				R(" LSS") "</w:p>",
			"☒ SoL ☐ LSS" },
		{ "a letter in a font for letters", "<w:p>" FONT("Arial", "þo") "</w:p>", "þo" },
		{ "nonsense for a sign", "<w:p>" SYM("Wingdings", "zz") R("a") "</w:p>", "a" },
		/* Boxes of text: once, and beside the line of their anchor. */
		{ "text box",
			"<w:p>" R("Rad") "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" P(
				"Inkom 2026-01-02") "</w:txbxContent></mc:Choice><mc:Fallback><w:pict>"
						    "<v:textbox><w:txbxContent>" P(
							    "Inkom 2026-01-02") "</w:txbxContent>"
										"</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
			"Inkom 2026-01-02\nRad" },
		{ "text box of old programs only",
			"<w:p><w:r><mc:AlternateContent><mc:Fallback><w:txbxContent>" P(
				"a") "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
			"a" },
		/* Notes stay in the answer that they belong to. */
		{ "footnote",
			"<w:p>" R("Hon föll") "<w:r><w:footnoteReference w:id='2'/></w:r>" R(
				" igen.") "</w:p>",
			"Hon föll (Enligt personal. Två gånger.) igen." },
		{ "note that refers to itself",
			"<w:p><w:r><w:footnoteReference w:id='3'/></w:r></w:p>", "(Slinga.)" },
		{ "note that is not there",
			"<w:p>" R("a") "<w:r><w:footnoteReference w:id='9'/></w:r></w:p>", "a" },
	};
	static const char notes[] = "<w:footnote w:id='2'>" P("Enligt personal.") P(
		"Två gånger.") "</w:footnote>"
			       "<w:footnote w:id='3'><w:p>" R(
				       "Slinga.") "<w:r><w:footnoteReference w:id='3'/></w:r></w:p></w:footnote>";

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) content = office_docx(cases[i].body, NULL, notes);

		g_test_message("%s", cases[i].about);
		office_assert_reads(&format_docx, content, cases[i].shown);
	}
}

/* Which files of the archive are read, and in which order. */
static void
test_parts(void)
{
#define W "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
#define RELS                                                                                       \
	"<Relationships><Relationship Id='a' Type='http://x/extended-properties' Target='d.xml'/>" \
	"<Relationship Id='b' Type='http://x/officeDocument' Target='/word/document2.xml'/>"       \
	"</Relationships>"
	static const char body[] = "<w:document " W "><w:body>" P("Sist.") "</w:body></w:document>";
	static const struct {
		const char *about;
		OfficeMember members[4];
		const char *shown;
	} cases[] = {
		{ "margins come first",
			{ { "word/document.xml", body, 0 },
				{ "word/footer1.xml", "<w:ftr " W ">" P("Sidfot") "</w:ftr>", 0 },
				{ "word/header1.xml", "<w:hdr " W ">" P("Dnr 1") "</w:hdr>", 0 } },
			"Dnr 1\nSidfot\nSist." },
		{ "a document of another name",
			{ { "_rels/.rels", RELS, 0 }, { "word/document2.xml", body, 0 } },
			"Sist." },
		{ "a name that leads nowhere",
			{ { "_rels/.rels", RELS, 0 }, { "word/document.xml", body, 0 } }, "Sist." },
		{ "comments and files within are not the sender's words",
			{ { "word/document.xml", body, 0 },
				{ "word/comments.xml",
					"<w:comments " W ">" P("Obs") "</w:comments>", 0 },
				{ "word/embeddings/a.xml", "<a " W ">" P("b") "</a>", 0 } },
			"Sist." },
		{ "broken notes",
			{ { "word/document.xml", body, 0 }, { "word/footnotes.xml", "<w", 0 } },
			"Sist." },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) content = office_zip(cases[i].members);

		g_test_message("%s", cases[i].about);
		office_assert_reads(&format_docx, content, cases[i].shown);
	}
}

/* A small file that would be a long text is refused. */
static void
test_notes_bomb(void)
{
	g_autoptr(GString) body = g_string_new("<w:p>");
	g_autofree char *filler = g_strnfill(20000, 'a');
	g_autofree char *notes =
		g_strdup_printf("<w:footnote w:id='2'><w:p><w:r><w:t>%s</w:t></w:r></w:p>"
				"</w:footnote>",
			filler);
	g_autoptr(Document) document = document_new();
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < 5000; i++)
		g_string_append(body, "<w:r><w:footnoteReference w:id='2'/></w:r>");
	g_string_append(body, "</w:p>");
	g_autoptr(GBytes) content = office_docx(body->str, NULL, notes);
	g_assert_false(format_docx.read(content, document, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE);
	g_assert_nonnull(strstr(error->message, "longer than"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	format_warm();
	g_test_add_func("/docx/reads", test_reads);
	g_test_add_func("/docx/parts", test_parts);
	g_test_add_func("/docx/notes-bomb", test_notes_bomb);
	return g_test_run();
}

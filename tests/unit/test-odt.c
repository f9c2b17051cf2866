/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What LibreOffice and its relatives write, and what a reader of the page would see. */
#include <glib.h>
#include <string.h>

#include "support/office.h"

#define P(text)    "<text:p>" text "</text:p>"
#define TC(text)   "<table:table-cell>" text "</table:table-cell>"
#define TR(text)   "<table:table-row>" text "</table:table-row>"
#define TBL(text)  "<table:table><table:table-column/>" text "</table:table>"
#define FORM(text) "<office:forms><form:form>" text "</form:form></office:forms>"
#define CONTROL    "<draw:control draw:control='c1'/>"
#define MARK(kind, params)                                                                         \
	"<field:fieldmark field:type='vnd.oasis.opendocument.field." kind "'>" params              \
	"</field:fieldmark>"
#define PARAM(name, value) "<field:param field:name='" name "' field:value='" value "'/>"

static void
test_reads(void)
{
	static const struct {
		const char *about, *body, *shown;
	} cases[] = {
		{ "spans", P("Ast<text:span>rid</text:span> <text:span>Test</text:span>"),
			"Astrid Test" },
		{ "white space runs together", P("\n  a \n\t b  "), "a b" },
		{ "spaces that stay", P("a<text:s text:c='2'/>b<text:s/>c"), "a  b c" },
		{ "columns of spaces", P("Namn<text:s text:c='8'/>Ada"), "| Namn | Ada" },
		{ "tab", P("Namn<text:tab/>Ada"), "| Namn | Ada" },
		{ "line break", P("a<text:line-break/>b"), "a\nb" },
		{ "soft hyphen",
			P("miss\xc2\xad"
			  "tag"),
			"misstag" },
		{ "heading and list",
			"<text:h>Beslut</text:h><text:list><text:list-item>" P(
				"Ett") "<text:list><text:list-item>" P("Två") "</text:list-item></text:list>"
									      "</text:list-item></text:list>",
			"Beslut\nEtt\nTvå" },
		{ "text outside of paragraphs", "skräp" P("a"), "a" },
		{ "link", P("<text:a>ada@kommun.example</text:a>"), "ada@kommun.example" },
		{ "absurd count", P("a<text:s text:c='4000000000'/>b"), "| a | b" },
		/* Tables. */
		{ "table", TBL(TR(TC(P("Namn") P("Ada")) TC(P("Titel")))), "| Namn / Ada | Titel" },
		{ "covered cells",
			TBL(TR("<table:table-cell table:number-columns-spanned='2'>" P("Datum") "</table:table-cell><table:covered-table-cell>" P(
				"dolt") "</table:covered-table-cell>" TC(P("Tid")))
					TR("<table:covered-table-cell/>" TC(P("b")))),
			"| Datum |  | Tid\n|  | b" },
		{ "header rows",
			TBL("<table:table-header-rows>" TR(
				TC(P("Datum"))) "</table:table-header-rows>"
						"<table:table-row-group>" TR(TC(
							P("170418"))) "</table:table-row-group>"),
			"| Datum\n| 170418" },
		{ "repeated cells",
			TBL(TR("<table:table-cell table:number-columns-repeated='2'/>" TC(P("c")))),
			"|  |  | c" },
		{ "a table in a table", TBL(TR(TC(P("Ute") TBL(TR(TC(P("Namn")) TC(P("Ada"))))))),
			"Ute\n| Namn | Ada" },
		/* Boxes and fields. */
		{ "box of a form",
			FORM("<form:checkbox form:id='c1' form:current-state='checked'"
			     " form:label='Äldreomsorg'/>") P(CONTROL),
			"☒ Äldreomsorg" },
		{ "box by its first state",
			FORM("<form:checkbox xml:id='c1' form:state='unchecked'/>")
				P(CONTROL " Ja"),
			"☐ Ja" },
		{ "radio button",
			FORM("<form:radio form:id='c1' form:current-selected='true'/>")
				P(CONTROL " Nej"),
			"☒ Nej" },
		{ "field of a form",
			FORM("<form:text form:id='c1' form:value='Namn' form:current-value='Ada'/>")
				P(CONTROL),
			"Ada" },
		{ "long field of a form",
			FORM("<form:textarea form:id='c1'>" P("Hon föll.") "</form:textarea>")
				P("Vad: " CONTROL),
			"Vad: Hon föll." },
		{ "list of a form",
			FORM("<form:listbox form:id='c1'><form:option form:label='SoL'/><form:option"
			     " form:label='LSS' form:current-selected='true'/></form:listbox>")
				P(CONTROL),
			"LSS" },
		{ "button", FORM("<form:button form:id='c1' form:value='Skicka'/>") P(CONTROL),
			"" },
		{ "control that is not there", P("a" CONTROL), "a" },
		{ "content control",
			P("<loext:content-control loext:checkbox='true' loext:checked='true'>\u2612"
			  "</loext:content-control> Ja"),
			"☒ Ja" },
		{ "prompt",
			P("<loext:content-control loext:showing-place-holder='true'>Klicka här"
			  "</loext:content-control><text:placeholder>&lt;Namn&gt;</text:placeholder>"),
			"" },
		{ "box from Word",
			P(MARK("FORMCHECKBOX", PARAM("Checkbox_Checked", "true")) " SoL"),
			"☒ SoL" },
		{ "list from Word",
			P(MARK("FORMDROPDOWN",
				PARAM("Dropdown_ListEntry", "Ja") PARAM("Dropdown_ListEntry", "Nej")
					PARAM("Dropdown_Selected", "1"))),
			"Nej" },
		/* What is not in the line, or not there at all. */
		{ "text box",
			P("Rad<draw:frame><draw:text-box>" P(
				"Inkom 2026-01-02") "</draw:text-box></draw:frame>"),
			"Inkom 2026-01-02\nRad" },
		{ "words about a picture",
			P("a<draw:frame><draw:image/><svg:title xmlns:svg='s'>Logotyp</svg:title>"
			  "</draw:frame>"),
			"a" },
		{ "footnote",
			P("Hon föll<text:note><text:note-citation>1</text:note-citation>"
			  "<text:note-body>" P(
				  "Två gånger.") "</text:note-body></text:note> igen."),
			"Hon föll (Två gånger.) igen." },
		{ "deleted text",
			"<text:tracked-changes><text:changed-region><text:deletion>" P(
				"Struket") "</text:deletion></text:changed-region></text:tracked-changes>" P("Kvar<text:change/>"),
			"Kvar" },
		{ "comment", P("a<office:annotation>" P("Obs") "</office:annotation>"), "a" },
		{ "hidden section",
			"<text:section text:display='none'>" P(
				"dolt") "</text:section>"
					"<text:section>" P("a") "</text:section>",
			"a" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GBytes) content = office_odt(cases[i].body, NULL);

		g_test_message("%s", cases[i].about);
		office_assert_reads(&format_odt, content, cases[i].shown);
	}
}

static void
test_margins(void)
{
	g_autoptr(GBytes) content = office_odt(P("Sist."),
		"<style:header>" P("Dnr 1") "</style:header>"
					    "<style:header-left style:display='false'>" P(
						    "dolt") "</style:header-left>"
							    "<style:footer>" P(
								    "Sidfot") "</style:footer>");
	gsize length = 0;
	const guint8 *data = g_bytes_get_data(content, &length);

	office_assert_reads(&format_odt, content, "Dnr 1\nSidfot\nSist.");
	g_assert_true(format_odt.sniff("namnlös", data, length));
	g_assert_true(format_find("namnlös", content) == &format_odt);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	format_warm();
	g_test_add_func("/odt/reads", test_reads);
	g_test_add_func("/odt/margins", test_margins);
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A dossier holds each value that was written, under its heading, in the order of the form;
 * a copy for a board has none of who reported in its fields, and their name marked in texts.
 */
#include <glib.h>
#include <string.h>

#include "adapters/variant-json.h"
#include "core/paper/dossier-private.h"
#include "core/error.h"
#include "support/life-case.h"

#define F(v)     "{\"value\":\"" v "\",\"raw\":\"" v "\",\"confidence\":1.0,\"where\":\"line 1\"}"
#define AS(v, r) "{\"value\":\"" v "\",\"raw\":\"" r "\",\"confidence\":1.0,\"where\":\"line 1\"}"

#define DAY_AS(m, d, c)                                                                            \
	"{\"milestone\":\"" m "\",\"board\":null,\"date\":\"" d "\",\"corrects\":" c "}"
#define DAY(m, d) DAY_AS(m, d, "false")

static const char
	record
		[] = "{\"id\":\"LS-2026-0001\",\"board\":\"AMN\",\"dnr_full\":\"AMN 2026-12\",\"state\":\"decided\","
		     "\"arrived\":\"2026-03-02T09:15:00.000+01:00\",\"law\":[\"SoL\"],"
		     "\"sender\":{\"name\":\"Rut Rask\",\"address\":\"rut@kommun.example\"},"
		     "\"reporter\":{\"name\":\"Berit Modig\",\"address\":\"berit.modig@kommun.example\"},"
		     "\"reading\":{\"documents\":[{\"report\":{\"type\":\"tangible_risk\",\"areas\":[\"jobbtorg\"],"
		     "\"stamped\":" AS(
			     "2026-03-02", "2026 -03- 02") ","
							   "\"reporter\":{\"name\":" F("Berit Modig") ",\"title\":" F("Handledare") ",\"phone\":" AS("+4681234571", "08-123 45 71") "},\"observed\":{\"date\":" AS("2026-02-27", "27 februari") ",\"weekday\":{\"raw\":\"fr?\",\"confidence\":0.2,\"where\":\"line 2\"}},"
																														"\"description\":" F(
																															"Berits kollega glömde.\\nModigs dörr stod öppen.\\n<b>x</b>") "},"
																																						       "\"investigation\":{\"what\":" F("Dörren stod öppen.") ",\"can_recur\":\"yes\",\"law\":[\"SoL\"],"
																																													      "\"causes\":{\"technology\":" F("Låset kärvade.") "}},"
																																																				"\"decision\":{\"background\":" F("Bakgrunden.") ",\"outcome\":\"misconduct\"},"
																																																										 "\"log\":[{\"date\":" F("2026-03-09") ",\"note\":" F("Samtal med låssmeden.") ",\"attachment\":" F("7") ",\"signature\":" F("Kim Ask") ",\"kind\":\"fact\"}]}]},"
																																																																											"\"protection\":{\"event\":\"protected\",\"text\":\"Låset byttes.\",\"by\":\"ada@kommun.example\","
																																																																											"\"date\":\"2026-03-02T10:00:00.000+01:00\"},"
																																																																											"\"assessment\":{\"event\":\"assessed\",\"reason\":\"Ska utredas.\",\"by\":\"ada@kommun.example\","
																																																																											"\"title\":\"ansvarig\",\"date\":\"2026-03-03\"},"
																																																																											"\"proposal\":{\"outcome\":\"misconduct\",\"reason\":\"Så var det.\",\"date\":\"2026-03-15\","
																																																																											"\"by\":\"kim@kommun.example\"},"
																																																																											"\"commissioning\":[{\"board\":\"SDN\",\"report\":{\"state\":\"sent\",\"date\":\"2026-03-04\","
																																																																											"\"how\":\"mail\"},\"ivo\":{\"state\":\"not_applicable\"},\"copy_attached\":{\"state\":\"due\"},"
																																																																											"\"copy_final\":{\"state\":\"sent\",\"date\":\"2026-03-20\",\"how\":\"brev\"}}],"
																																																																											"\"standpoint\":{\"event\":\"decided\",\"outcome\":\"serious_misconduct\",\"reason\":\"Allvarligt.\","
																																																																											"\"date\":\"2026-03-17\",\"by\":\"dan@kommun.example\",\"title\":\"direktör\",\"delegation\":\"4.2\","
																																																																											"\"presenter\":\"Bo Ek\",\"participants\":\"Dag Ö\\nEva Å\"},"
																																																																											"\"ivo\":{\"state\":\"notified\",\"notified\":\"2026-03-18\",\"number\":\"3.1-9\"},"
																																																																											"\"milestones\":[" DAY(
																																																																												"supplement_asked", "2026-04-01") "," DAY("supplement_due",
																																																																												"2026-04-20") "," DAY_AS("supplement_due", "2026-04-22", "true") "," DAY("supplement_sent", "2026-04-21") "," DAY("ivo_closed", "2026-06-30") "," DAY("follow_up_set", "2026-09-01") "," DAY("follow_up_set", "2026-10-01") "," DAY("followed_up",
																																																																												"2026-10-02") "," DAY("reported",
																																																																												"2026-04-15") "," DAY("feedback_accepted", "2026-03-18T11:05:00.000+01:00") "," DAY("breach_aware", "2026-03-02T09:15:00.000+01:00") "," DAY("breach_not_reportable",
																																																																												"2026-03-03T08:00:00.000+01:00") "],"
																																																																																 "\"followed_up\":{\"reason\":\"Låset håller.\"},\"breach_dismissed\":{\"reason\":\"Ingen risk.\"},"
																																																																																 "\"extensions\":[{\"rule\":\"investigation\",\"board\":null,\"to\":\"2026-05-30\",\"reason\":\"Vittnet är sjukt.\"}],"
																																																																																 "\"log\":[{\"date\":\"2026-03-05\",\"source\":\"enhetschefen\",\"kind\":\"assessment\","
																																																																																 "\"text\":\"Rutinen är otydlig.\",\"author\":\"kim@kommun.example\",\"title\":\"utredare\"}],"
																																																																																 "\"measures\":[{\"no\":\"1\",\"text\":\"Nytt lås\",\"owner\":\"chefen\",\"due\":\"2026-04-01\"}],"
																																																																																 "\"mails\":[{\"id\":1,\"kind\":\"report\",\"subject\":\"Rapport från Berit\",\"size\":2500,"
																																																																																 "\"arrived\":\"2026-03-02T09:15:00.000+01:00\",\"sha256\":\"aa11\",\"parts\":[{\"name\":\"r.pdf\","
																																																																																 "\"media_type\":\"application/pdf\",\"size\":999,\"sha256\":\"bb22\"}]}],"
																																																																																 "\"copies\":[{\"board\":\"SDN\",\"sha256\":\"cc33\",\"size\":1,\"released\":\"2026-03-20T08:00:00Z\"}],"
																																																																																 "\"anchor\":\"17:dd44\"}";

/* In this order. */
static const char *const shows[] = { "DOSSIER I ÄRENDE ENLIGT LEX SARAH", "Arbetsmarknadsnämnden",
	"Telefon: 08-1", "Ärendenummer: LS-2026-0001", "Diarienummer: AMN 2026-12",
	"Rapporten kom in: 2026-03-02 09:15", "Ärendets läge: beslutat",
	"Rapporterat av: Berit Modig <berit.modig@kommun.example>",
	"Rapporten skickades av: Rut Rask <rut@kommun.example>", "\nRapport\n", "Diarienummer: –",
	"Ankomststämpel: 2026-03-02\n", "\xe2\x98\x90 ett missförhållande\n",
	"\xe2\x98\x92 en påtaglig risk", "Namn: Berit Modig", "Telefonnummer: 08-123 45 71\n",
	"\xe2\x98\x90 Äldreomsorg", "\xe2\x98\x92 Jobbtorg",
	"Datum: 2026-02-27 (skrivet: 27 februari)", "Veckodag: fr? (går inte att tolka)",
	"\nBerits kollega glömde.\nModigs dörr stod öppen.\n<b>x</b>\n",
	"\nBedömning av rapporten\n", "Låset byttes.", "När: 2026-03-02 10:00",
	"Av: Ada Ek, ansvarig", "\xe2\x98\x92 ska rapporten utredas", "Ska utredas.",
	"\nUtredning\n", "\nUtredningens innehåll\n", "\xe2\x98\x92 SoL", "\xe2\x98\x90 LSS",
	"\nDörren stod öppen.\n", "\xe2\x98\x92 Ja", "\nKommunikation och information\n–\n",
	"\nTeknik, utrustning och apparatur\nLåset kärvade.\n", "\nFörslag till beslut\n",
	"\xe2\x98\x92 missförhållande", "Så var det.", "Förslaget lämnat av: kim@kommun.example",
	"\nInformation till beställande nämnd\n", "Norra stadsdelsnämnden",
	"Information om den inkomna rapporten: 2026-03-04, e-post",
	"Information om anmälan till IVO: inte aktuellt", "Kopia på utredningen: ska lämnas",
	"Kopia på avslutad utredning: 2026-03-20, brev", "\nBeslut\n",
	"\xe2\x98\x92 allvarligt missförhållande (anmäls till IVO)", "Allvarligt.",
	"Beslutsdag: 2026-03-17", "Beslutat av: dan@kommun.example", "Befattning: direktör",
	"punkt: 4.2", "Föredragande: Bo Ek", "handläggningen: Dag Ö\nEva Å",
	"\nNämnden\nArbetsmarknadsnämnden\nExempels kommun\nTelefon: 08-1\n", "\nBakgrunden.\n",
	"\xe2\x98\x92 missförhållande", "\nAnmälan till IVO\n", "Anmält: 2026-03-18",
	"IVO:s ärendenummer: 3.1-9", "Komplettering begärd av IVO: 2026-04-01",
	"Komplettering senast: 2026-04-20, rättat till 2026-04-22",
	"Komplettering skickad till IVO: 2026-04-21", "IVO har avslutat sitt ärende: 2026-06-30",
	"\nFortlöpande dokumentation\n",
	"2026-03-05 | Rutinen är otydlig. | enhetschefen | bedömning | – | kim@kommun.example, utredare",
	"2026-03-09 | Samtal med låssmeden. | – | fakta | 7 | Kim Ask", "\nÅtgärder\n",
	"1 | Nytt lås | chefen | 2026-04-01 | –", "\nUppföljning och anmälan till nämnden\n",
	"Uppföljning ska göras: 2026-09-01; 2026-10-01", "Uppföljning gjord: 2026-10-02",
	"Beslutet anmält till nämnden: 2026-04-15",
	"Återkoppling till rapportören: 2026-03-18 11:05", "Om uppföljningen\nLåset håller.",
	"\nPersonuppgiftsincident\n", "upptäckt: 2026-03-02 09:15", "IMY: –",
	"Bedömd att inte behöva anmälas: 2026-03-03 08:00", "inte behöver anmälas\nIngen risk.",
	"\nFörlängda tidsgränser\n", "investigation | – | 2026-05-30 | Vittnet är sjukt.",
	"\nHandlingar\n", "1 | Rapport: Rapport från Berit\naa11 | 2026-03-02 09:15 | 3 kB",
	"1.1 | r.pdf (application/pdf)\nbb22 | 2026-03-02 09:15 | 999 byte",
	"2 | Maskad kopia för Norra stadsdelsnämnden\ncc33", "\nJournal\n", "17:dd44" };

typedef struct {
	Settings *settings;
	Board *board;
	DossierFacts facts;
	GVariant *record;
} Desk;

static void
desk_set_up(Desk *desk, gconstpointer json)
{
	CommissioningBoard *receiver = g_new0(CommissioningBoard, 1);
	g_autoptr(GError) error = NULL;

	desk->settings = settings_new();
	desk->board = g_new0(Board, 1);
	g_ptr_array_add(desk->settings->boards, desk->board);
	desk->settings->organisation.name = g_strdup("Exempels kommun");
	desk->board->name = g_strdup("Arbetsmarknadsnämnden");
	desk->board->contact.phone = g_strdup("08-1");
	desk->board->responsible.address = g_strdup("ada@kommun.example");
	desk->board->responsible.name = g_strdup("Ada Ek");
	desk->board->responsible.title = g_strdup("ansvarig");
	receiver->id = g_strdup("SDN");
	receiver->name = g_strdup("Norra stadsdelsnämnden");
	desk->board->commissioning =
		g_ptr_array_new_with_free_func((GDestroyNotify) commissioning_board_free);
	g_ptr_array_add(desk->board->commissioning, receiver);
	desk->facts = (DossierFacts){ desk->settings, desk->board, "2026-03-21T08:00:00Z", NULL };
	desk->record = variant_from_json(json, &error);
	g_assert_no_error(error);
	tree_settle(desk->record);
}

static void
desk_tear_down(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_variant_unref(desk->record);
	settings_free(desk->settings);
}

static void
test_order(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(Paper) paper = dossier_paper_new(&desk->facts, desk->record);
	g_autofree char *text = paper_to_text(paper);
	const char *at = text;

	g_assert_null(paper->warning);
	for (guint i = 0; i < G_N_ELEMENTS(shows); i++) {
		const char *found = strstr(at, shows[i]);

		g_test_message("%s", shows[i]);
		if (!found)
			g_test_message("not in: %s", at);
		g_assert_nonnull(found);
		at = found;
	}
}

static void
collect_names(PaperItem *item, gpointer user)
{
	for (guint i = 0; i < item->spans->len; i++) {
		const PaperSpan *span = &g_array_index(item->spans, PaperSpan, i);

		if (span->kind == PAPER_NAME)
			g_string_append_printf(user, "%.*s|", (int) (span->end - span->start),
				item->text + span->start);
	}
}

static void
test_copy(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GString) names = g_string_new(NULL);

	desk->facts.copy_for = board_find_commissioning(desk->board, "SDN");
	g_autoptr(Paper) paper = dossier_paper_new(&desk->facts, desk->record);
	g_autofree char *text = paper_to_text(paper);
	g_assert_nonnull(strstr(paper->warning, "Utkast för maskning"));
	g_assert_null(strstr(text, "Berit Modig"));
	g_assert_null(strstr(text, "Rask"));
	g_assert_null(strstr(text, "berit.modig@"));
	g_assert_null(strstr(text, "Handledare"));
	g_assert_null(strstr(text, "08-123 45 71"));
	g_assert_nonnull(strstr(text, "Namn: [utelämnat"));
	g_assert_nonnull(strstr(text, "Arbetsplats: –"));
	g_assert_nonnull(strstr(text, "Utkast till kopia för: Norra stadsdelsnämnden"));
	paper_foreach_text(paper, collect_names, names);
	g_assert_cmpstr(names->str, ==, "Berits|Modigs|Berit|");
}

static const struct {
	const char *name, *json, *shows;
} thin[] = {
	{ "nothing", "{\"id\":\"LS-2026-0001\",\"ivo\":{\"state\":\"none\"}}",
		"Inget beslut är fattat." },
	{ "not-read", "{\"id\":\"LS-2026-0001\",\"reading\":{\"documents\":[]},\"log\":[]}",
		"Inget har kunnat läsas ur rapporten." },
	{ "erased",
		"{\"id\":\"LS-2026-0001\",\"standpoint\":{\"event\":\"decided\",\"by\":\"x@y.example\","
		"\"outcome\":null}}",
		"Beslutat av: x@y.example" },
	{ "declined",
		"{\"id\":\"LS-2026-0001\",\"standpoint\":{\"event\":\"declined\",\"by\":\"x@y.example\","
		"\"reason\":\"Nej.\"},\"proposal\":{\"reason\":\"Annat.\"}}",
		"Utredning inleds inte.\nSkäl\nNej." },
	{ "wrong-kinds",
		"{\"id\":\"LS-2026-0001\",\"log\":\"x\",\"mails\":{},\"reading\":7,\"law\":\"SoL\","
		"\"commissioning\":[{\"report\":[]}],\"measures\":[{}],\"sender\":\"x\"}",
		"1 | – | – | – | –" },
	{ "two-reports",
		"{\"id\":\"LS-2026-0001\",\"reading\":{\"documents\":[{\"report\":{\"unit\":" F(
			"A") "}},{\"report\":{\"unit\":" F("B") "}}]}}",
		"\nRapport (2 av 2)\n" },
	{ "letter",
		"{\"id\":\"LS-2026-0001\",\"mails\":[{\"id\":4,\"kind\":\"correspondence\","
		"\"arrived\":\"2026-03-02T09:15:00.000+01:00\"}],\"reading\":{\"documents\":["
		"{\"mail\":4,\"report\":{\"type\":null,\"areas\":[],\"reporter\":{\"name\":null},"
		"\"description\":" F("Ja.") "}}]}}",
		"\nUppgifter som har kommit in senare\nKom in 2026-03-02 09:15\nJa.\n" },
	{ "later-form",
		"{\"id\":\"LS-2026-0001\",\"mails\":[{\"id\":4,\"kind\":\"correspondence\"}],"
		"\"reading\":{\"documents\":[{\"mail\":4,\"report\":{\"unit\":" F(
			"A") ",\"description\":" F("Ja.") "}}]}}",
		"\nRapport\n" },
};

static void
test_thin(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	Desk desk;

	desk_set_up(&desk, thin[i].json);
	g_autoptr(Paper) paper = dossier_paper_new(&desk.facts, desk.record);
	g_autofree char *text = paper_to_text(paper);
	g_test_message("%s", text);
	g_assert_nonnull(strstr(text, thin[i].shows));
	g_assert_null(strstr(text, "(null)"));
	desk_tear_down(&desk, NULL);
}

/* Whatever can be read of a form has its place. */
static void
test_members(void)
{
	gsize n_parts;
	const ReadingPart *parts = reading_parts(&n_parts);

	for (gsize p = 0; p < n_parts; p++) {
		guint n = 0;
		const DossierField *fields = dossier_fields(parts[p].name, &n);

		for (gsize m = 0; fields && m < parts[p].n_members; m++) {
			const ReadingMember *member = &parts[p].members[m];
			gboolean found = FALSE;

			for (guint i = 0; i < n; i++)
				found |= g_strcmp0(fields[i].member, member->name) == 0 &&
					 (fields[i].choices == NULL) ==
						 reading_kind_is_field(member->kind);
			g_test_message("%s.%s", parts[p].name, member->name);
			g_assert_true(found);
		}
	}
}

/* Taking it is an event of the case, which says for whom it was. */
static void
test_view(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	CaseStore *store = c->world->store;
	StoreActor who = world_actor(c->world);
	g_autoptr(GError) error = NULL;
	g_autofree char *none = NULL;

	life_case_act(c, "protected", "text=Låset byttes.");
	g_autofree char *shown = world_view(c->world, VIEW_DOSSIER, LIFE_CASE_ID);
	g_free(world_view(c->world, VIEW_DOSSIER, LIFE_CASE_ID " SDN"));
	g_assert_nonnull(strstr(shown, "\"protection\""));
	g_assert_nonnull(strstr(shown, "\"Låset byttes.\""));
	g_assert_nonnull(strstr(shown, "\"assessment\": null"));
	g_assert_nonnull(strstr(shown, "\"standpoint\": null"));
	g_assert_nonnull(strstr(shown, "\"parts\": ["));
	g_assert_nonnull(strstr(shown, "\"anchor\": \""));
	world_assert_text(c->world,
		"SELECT group_concat(case_id||' '||actor||' '||(detail->>'$.key'),';') FROM event"
		" JOIN event_detail USING(seq) WHERE kind='dossier_written'",
		"LS-2026-0001 tester@kommun.example LS-2026-0001;"
		"LS-2026-0001 tester@kommun.example LS-2026-0001 SDN");
	g_assert_false(store->view(store, VIEW_DOSSIER, "LS-2026-0099", &who, &none, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_NOT_FOUND);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/dossier/order", Desk, record, desk_set_up, test_order, desk_tear_down);
	g_test_add("/dossier/copy", Desk, record, desk_set_up, test_copy, desk_tear_down);
	for (gsize i = 0; i < G_N_ELEMENTS(thin); i++) {
		g_autofree char *path = g_strdup_printf("/dossier/thin/%s", thin[i].name);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_thin);
	}
	g_test_add_func("/dossier/members", test_members);
	g_test_add(
		"/dossier/view", LifeCase, NULL, life_case_set_up, test_view, life_case_tear_down);
	return g_test_run();
}

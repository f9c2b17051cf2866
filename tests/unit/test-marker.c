/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Invariant 7 in the mails themselves. Every notice, for everybody who may get it,
 * in every language, is written as it is sent, from facts in which whatever that
 * reader may not see there is a marker word; then the mail is taken apart as a
 * reader's program would, and no marker may be in it. A new notice is in it by
 * itself; a new field is a marker until it stands on the list below.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "adapters/paper/case-paper.h"
#include "adapters/message/compose-gmime.h"
#include "adapters/message/mail-crypt.h"
#include "adapters/message/message-gmime.h"
#include "adapters/now-system.h"
#include "adapters/paper/paper-pdf.h"
#include "adapters/template/template-renderer.h"
#include "core/notice/privacy.h"
#include "daemon/letter.h"
#include "support/key-pair.h"
#include "support/mail-parts.h"
#include "support/marked-facts.h"

/*
 * What may stand on a post card, to whomever it is addressed: numbers, steps, dates, roles,
 * counts, names of authorities and sentences of the program's own. Nothing of what somebody
 * wrote, and no person's name. To be added to only by who can say that of the field.
 */
static const char *const post_card[] = { "organisation", "board.name", "board.phone", "board.email",
	"board.post", "board.visit", "emergency_phone", "case", "dnr", "arrived", "arrived_time",
	"split.number", "split.count", "split.first", "missing", "form.missing", "flags.title",
	"alarms", "day.date", "day.counted", "day.received", "day.opened", "day.further",
	"day.joined", "day.other", "day.quarantined", "day.oldest", "day.backup", "polls.board",
	"polls.time", "polls.present", "polls.handled", "polls.owed", "polls.quarantined",
	"polls.vanished", "polls.difference", "outbox.queued", "outbox.held", "outbox.uncertain",
	"outbox.failed", "outbox.bounced", "unsent.number", "unsent.case", "unsent.notice",
	"unsent.state", "credentials.name", "credentials.days", "certificates.host",
	"certificates.date", "certificates.days", "quarantine.mail", "quarantine.reason",
	"digest.count", "digest.cases", "digest.mails", "digest.more", "digest.date", "digest.late",
	"digest.today", "digest.coming", "digest.waiting", "agenda.case", "agenda.dnr",
	"agenda.at_board", "agenda.rule", "agenda.title", "agenda.source", "agenda.wording",
	"agenda.of_board", "agenda.due", "agenda.due_time", "agenda.days_left", "agenda.days_late",
	"agenda.hours_left", "agenda.percent", "agenda.bar", "clock.rule", "clock.title",
	"clock.source", "clock.wording", "clock.of_board", "clock.due", "clock.due_time",
	"clock.days_left", "clock.days_late", "clock.hours_left", "clock.percent", "clock.bar",
	"proposed", "decided", "declined", "ivo.serious_since", "ivo.notified", "ivo.number",
	"commissioning.name", "change.of_board", "change.other", "change.date", "transfer.from",
	"transfer.to", "transfer.date", "breach.aware", "breach.aware_time", "commands.line",
	"commands.name", "commands.why", "commands.how", "answer.code", "advice", "answer_by",
	"answered", "held.notices", "held.cases", "held.late", "held.reason", "delivery.outbox",
	"delivery.notice", "delivery.role", "delivery.error", "delivery.attempts", "anchor.text",
	"anchor.date", "untold.of_board", "untold.board_id", "untold.what", "calendar.step" };

/* What a secure mail is for: it must show all of these. */
static const struct {
	Notice notice;
	Audience audience;
	const char *shows[10];
} secure[] = {
	{ NOTICE_NEW_CASE, AUDIENCE_RESPONSIBLE,
		{ "sender.name", "sender.address", "flags.message", "reports.reporter",
			"reports.unit", "reports.description", "reports.consequences",
			"reports.immediate_measures", "reports.observed" } },
	{ NOTICE_CORRECTION, AUDIENCE_RESPONSIBLE,
		{ "flags.message", "reports.reporter", "reports.description" } },
	{ NOTICE_ASSIGNMENT, AUDIENCE_INVESTIGATOR,
		{ "flags.message", "reports.reporter", "reports.unit", "reports.description",
			"reports.consequences" } },
	{ NOTICE_PROPOSAL, AUDIENCE_DECISION_MAKER,
		{ "proposal.outcome", "proposal.reason", "proposal.by" } },
	{ NOTICE_DECISION, AUDIENCE_RESPONSIBLE,
		{ "decision.outcome", "decision.by", "decision.delegation", "decision.presenter",
			"decision.participants" } },
	{ NOTICE_DECISION, AUDIENCE_INVESTIGATOR, { "decision.outcome" } },
	{ NOTICE_TRANSCRIPT, AUDIENCE_INVESTIGATOR, { "commands.text" } },
	{ NOTICE_CONFIRMATION, AUDIENCE_DECISION_MAKER, { "commands.text" } },
};

static const char *const languages[] = { "sv", "en", NULL };

/* A case in which every word that somebody wrote is a marker; its reporter is Ove Hemligtnamn. */
#define F(text) "{\"value\":\"" text "\",\"raw\":\"" text "\",\"confidence\":1.0,\"where\":\"1\"}"
#define NAME    "Ove Hemligtnamn"
#define EMAIL   "ove.hemligtnamn@kommun.example"
#define PHONE   "Hemligttelefon"
static const char marked_case[] =
	"{\"id\":\"LS-2026-0042\",\"board\":\"AMN\",\"state\":\"decided\",\"law\":[\"SoL\"],"
	"\"arrived\":\"2026-03-02T09:15:00.000+01:00\","
	"\"sender\":{\"name\":\"" NAME "\",\"address\":\"" EMAIL "\"},"
	"\"reporter\":{\"name\":\"" NAME "\",\"address\":\"" EMAIL "\"},"
	"\"reading\":{\"documents\":[{\"report\":{\"type\":\"misconduct\",\"areas\":[],"
	"\"reporter\":{\"name\":" F(NAME) ",\"email\":" F(EMAIL) ",\"phone\":" F(
		PHONE) "},"
		       "\"description\":" F(
			       "Hemligtord. Det såg Ove Hemligtnamn.") "},"
								       "\"investigation\":{\"what\":" F(
									       "Hemligtord.") ",\"law\":[\"SoL\"]}}]},"
											      "\"proposal\":{\"outcome\":\"misconduct\",\"reason\":\"Hemligtord.\",\"date\":\"2026-03-15\","
											      "\"by\":\"du@kommun.example\"},"
											      "\"standpoint\":{\"event\":\"decided\",\"outcome\":\"misconduct\",\"reason\":\"Hemligtord.\","
											      "\"date\":\"2026-03-17\",\"by\":\"du@kommun.example\",\"delegation\":\"4.2\"},"
											      "\"commissioning\":[{\"board\":\"SDN\"}],\"ivo\":{\"state\":\"none\"},"
											      "\"log\":[{\"date\":\"2026-03-05\",\"source\":\"Hemligtord\",\"kind\":\"fact\","
											      "\"text\":\"Hemligtord.\",\"author\":\"du@kommun.example\"}],\"anchor\":\"17:dd44\"}";

/* A store that shows that case, and knows who looked. */
static CaseStore archive;
static guint looks;

static gboolean
show_case(CaseStore *self G_GNUC_UNUSED, StoreView view G_GNUC_UNUSED,
	const char *key G_GNUC_UNUSED, const StoreActor *who G_GNUC_UNUSED, char **ret_json,
	GError **error G_GNUC_UNUSED)
{
	looks++;
	*ret_json = g_strdup(marked_case);
	return TRUE;
}

typedef struct {
	Settings *settings;
	Board *board;
	Renderer *renderer;
	GTimeZone *zone;
	Now now;
	Daemon daemon;
	MailCrypt *crypt; /* NULL: letters are judged as they were written */
	MailKey key;
} Office;

/* People have names, which no mail may tell; its own address is the reader's. */
static void
set_up(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *dir = g_build_filename(g_getenv("top_srcdir"), "templates", NULL);
	g_autoptr(GError) error = NULL;
	Board *board = g_new0(Board, 1);
	Person *const people[] = { &board->responsible, &board->deputy, &board->decision_maker,
		&board->registrar, &board->operator_, &board->dpo, &board->conflict_contact };

	board->id = g_strdup("AMN");
	board->name = g_strdup("Arbetsmarknadsnämnden");
	board->address = g_strdup("lexsarah@kommun.example");
	for (gsize i = 0; i < G_N_ELEMENTS(people); i++) {
		people[i]->name = g_strdup("Hemligt Åsa");
		people[i]->address = g_strdup("hemligt.asa@kommun.example");
	}
	office->settings = settings_new();
	office->settings->organisation.name = g_strdup("Exempels kommun");
	g_ptr_array_add(office->settings->boards, board);
	office->board = board;
	office->zone = g_time_zone_new_identifier("Europe/Stockholm");
	office->renderer = template_renderer_new(dir, NULL, languages, &error);
	g_assert_no_error(error);
	archive.view = show_case;
	office->now = now_fixed(G_GINT64_CONSTANT(1773748800000));
	office->daemon = (Daemon){ .settings = office->settings,
		.store = &archive,
		.renderer = office->renderer,
		.now = &office->now,
		.zone = office->zone };
}

static void
tear_down(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	renderer_free(office->renderer);
	mail_crypt_free(office->crypt);
	g_free(office->key.certificate);
	settings_free(office->settings);
	g_time_zone_unref(office->zone);
}

/* NULL and error: it may not be written. enclosure: NULL, or a copy that goes with it. */
static GBytes *
try_letter(Office *office, Notice notice, const MarkedFacts *facts, GVariant *all,
	const char *language, GBytes *enclosure, GError **error)
{
	static char *no_references[] = { NULL };
	const OutboxItem item = {
		.id = 1,
		.board = office->board->id,
		.case_id = (char *) "LS-2026-0042",
		.notice = notice,
		.audience = facts->audience,
		.route = facts->route,
		.recipient = (char *) "du@kommun.example",
		.message_id = (char *) "LS-2026-0042.1@kommun.example",
		.references = no_references,
		.facts = all,
		.enclosure = enclosure,
	};
	GBytes *bytes = NULL;

	g_free(office->board->language);
	office->board->language = g_strdup(language);
	return letter_write(&office->daemon, office->board, &item, 0, &bytes, error) ? bytes : NULL;
}

static GBytes *
write_letter(Office *office, Notice notice, const MarkedFacts *facts, GVariant *all,
	const char *language)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) bytes = try_letter(office, notice, facts, all, language, NULL, &error);
	GBytes *sealed = NULL;

	g_assert_no_error(error);
	if (!office->crypt)
		return g_steal_pointer(&bytes);
	g_assert_true(office->crypt->seal(
		office->crypt, office->board, &office->key, bytes, &sealed, &error));
	return sealed;
}

typedef void (*Judge)(
	Notice notice, const MarkedFacts *facts, const char *headers, const char *parts);

/* What lies in the open: ASCII, whose headers are those that are judged in secure mails, too. */
static char *
read_outside(GBytes *mail, char **ret_headers)
{
	gsize length;
	const char *data = g_bytes_get_data(mail, &length);

	*ret_headers = g_utf8_casefold(data, (gssize) length);
	return g_strdup(*ret_headers);
}

static void
judge_notice(Office *office, Notice notice, const MarkedFacts *facts, GVariant *all, Judge judge)
{
	for (guint i = 0; languages[i]; i++) {
		g_autofree char *headers = NULL;

		g_test_message("%s %s %s %s %u", languages[i], notice_name(notice),
			audience_name(facts->audience), route_name(facts->route), facts->shape);
		g_autoptr(GBytes) mail = write_letter(office, notice, facts, all, languages[i]);
		g_autofree char *parts = office->crypt ? read_outside(mail, &headers)
						       : mail_parts_read(mail, &headers);
		judge(notice, facts, headers, parts);
	}
}

/* The facts take longer to make than a letter: they are made once for all who read the same. */
static void
for_each_letter(Office *office, Route route, Judge judge)
{
	for (guint i = 0; i < AUDIENCE_COUNT * MARKED_SHAPE_COUNT; i++) {
		const MarkedFacts facts = { (Audience) (i / MARKED_SHAPE_COUNT), route,
			(MarkedShape) (i % MARKED_SHAPE_COUNT) };
		g_autoptr(GVariant) all = marked_facts(&facts);

		for (guint notice = 0; notice < NOTICE_COUNT; notice++)
			if (notice_has_audience((Notice) notice, facts.audience))
				judge_notice(office, (Notice) notice, &facts, all, judge);
	}
}

/* Says what stands around the first marker, and fails. */
static void
assert_silent(const char *text)
{
	const char *found = strstr(text, MARKER);

	if (found)
		g_test_message("there is: %.60s", found);
	g_assert_null(found);
}

static void
judge_plain(Notice notice, const MarkedFacts *facts, const char *headers, const char *parts)
{
	assert_silent(headers);
	assert_silent(parts);
	/* It is a mail, not an empty page. */
	g_assert_nonnull(strstr(headers, "arbetsmarknadsnämnden"));
	g_assert_cmpuint(strlen(parts), >, 400);
	g_assert_cmpint(
		strstr(parts, "begin:vcalendar") != NULL, ==, facts->audience != AUDIENCE_OUTSIDER);
	if (facts->audience == AUDIENCE_OUTSIDER)
		g_assert_null(strstr(parts, "ls-2026-0042"));
	/* The form is opened like the rest, and holds the number and nothing of the report. */
	g_assert_cmpint(
		strstr(parts, "word/document.xml") != NULL, ==, notice == NOTICE_ASSIGNMENT);
	g_assert_null(strstr(parts, "application/pdf"));
}

static void
test_plain(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	looks = 0;
	for_each_letter(office, ROUTE_PLAIN, judge_plain);
	/* Nobody has looked at a case in vain. */
	g_assert_cmpuint(looks, ==, 0);
}

static gboolean
shows(const char *parts, const char *name)
{
	g_autofree char *marker = marked_word(name);

	return strstr(parts, marker) != NULL;
}

static gboolean
must_show(Notice notice, Audience audience, const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(secure); i++)
		for (gsize n = 0; n < G_N_ELEMENTS(secure[i].shows) && secure[i].shows[n]; n++)
			if (secure[i].notice == notice && secure[i].audience == audience &&
				strcmp(secure[i].shows[n], name) == 0)
				return TRUE;
	return FALSE;
}

/* Of what else is changed no paper goes, nor to whom the decision did not. */
static const char *
paper_of(Notice notice, const MarkedFacts *facts)
{
	gboolean decision =
		notice == NOTICE_DECISION ||
		(notice == NOTICE_CHANGED && facts->shape != MARKED_FALSE &&
			privacy_allows("paper.decision", facts->audience, ROUTE_SECURE));

	return notice == NOTICE_PROPOSAL ? "ls-2026-0042-dossier.pdf"
	       : decision                ? "ls-2026-0042-beslut.pdf"
					 : NULL;
}

/* Lists of files show what a PDF says of itself, and its name. */
static void
judge_paper(Notice notice, const MarkedFacts *facts, const char *parts)
{
	const char *name = paper_of(notice, facts);
	g_auto(GStrv) lines = g_strsplit(parts, "\n", -1);

	g_assert_cmpint(strstr(parts, "application/pdf") != NULL, ==, name != NULL);
	if (!name)
		return;
	g_assert_nonnull(strstr(parts, name));
	g_assert_nonnull(strstr(parts, "hemligtord"));
	for (guint i = 0; lines[i]; i++)
		if (g_str_has_prefix(lines[i], MAIL_PARTS_PDF))
			assert_silent(lines[i]);
}

/* A lock screen shows the subject: it has no content on any route. */
static void
judge_secure(Notice notice, const MarkedFacts *facts, const char *headers, const char *parts)
{
	gsize count;
	const PrivacyField *fields = privacy_get_fields(&count);

	assert_silent(headers);
	judge_paper(notice, facts, parts);
	for (gsize i = 0; i < count; i++) {
		gboolean shown = shows(parts, fields[i].name);

		if (shown)
			g_assert_true(
				privacy_allows(fields[i].name, facts->audience, ROUTE_SECURE));
		if (facts->shape == MARKED_TRUE &&
			must_show(notice, facts->audience, fields[i].name))
			g_assert_true(shown);
	}
	for (gsize i = 0; marked_careless[i]; i++)
		g_assert_false(shows(parts, marked_careless[i]));
}

static void
test_secure(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	for_each_letter(office, ROUTE_SECURE, judge_secure);
}

/* A copy goes to a commissioning board on a secure route, and to nobody else on any. */
static void
test_enclosure(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(Paper) paper = paper_new("Hemligt");
	g_autoptr(GBytes) copy = paper_pdf(paper, 0, NULL);

	for (guint i = 0; i < AUDIENCE_COUNT * ROUTE_COUNT; i++) {
		const MarkedFacts facts = { (Audience) (i / ROUTE_COUNT), (Route) (i % ROUTE_COUNT),
			MARKED_TRUE };
		gboolean may =
			facts.audience == AUDIENCE_COMMISSIONING && facts.route == ROUTE_SECURE;
		Notice notice = facts.audience == AUDIENCE_COMMISSIONING ? NOTICE_COMMISSIONING
									 : NOTICE_CHANGED;
		g_autoptr(GError) error = NULL;

		if (!notice_has_audience(notice, facts.audience))
			continue;
		g_autoptr(GVariant) all = marked_facts(&facts);
		g_autoptr(GBytes) mail =
			try_letter(office, notice, &facts, all, "sv", copy, &error);
		g_assert_cmpint(mail != NULL, ==, may);
		if (!mail)
			continue;
		g_autofree char *headers = NULL;
		g_autofree char *parts = mail_parts_read(mail, &headers);
		g_assert_nonnull(strstr(parts, "application/pdf"));
		g_assert_nonnull(strstr(parts, "ls-2026-0042-kopia.pdf"));
		g_assert_nonnull(strstr(parts, "är bifogad"));
		assert_silent(headers);
	}
}

static guint
count_words(const char *text, const char *word)
{
	g_auto(GStrv) pieces = g_strsplit(text, word, -1);

	return g_strv_length(pieces) - 1;
}

/* The pages and the marks of what is drafted for another board. */
static void
test_copy(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	const CasePaperDesk desk = { &archive, office->settings, office->zone,
		{ "a", "b", 0, 0, 0, 0 } };
	CommissioningBoard *other = g_new0(CommissioningBoard, 1);
	g_autoptr(GError) error = NULL;
	g_autofree char *headers = NULL;

	other->id = g_strdup("SDN");
	other->name = g_strdup("Stadsdelsnämnden");
	office->board->commissioning =
		g_ptr_array_new_with_free_func((GDestroyNotify) commissioning_board_free);
	g_ptr_array_add(office->board->commissioning, other);
	g_autoptr(Paper) paper = case_paper_dossier(&desk, "LS-2026-0042 SDN", "SDN", &error);
	g_assert_no_error(error);
	g_autoptr(GBytes) pdf = paper_pdf(paper, 0, &error);
	g_assert_no_error(error);
	const ComposeRequest request = { .from_address = "a@kommun.example",
		.to_address = "b@kommun.example",
		.subject = "s",
		.text = "t",
		.html = "h",
		.language = "sv",
		.zone = office->zone,
		.message_id = "c@kommun.example",
		.references = (const char *const[]){ NULL },
		.file = { pdf, "application/pdf", "d.pdf" } };
	g_autoptr(GBytes) mail = NULL;
	g_assert_true(compose_notice(&request, &mail, &error));
	g_autofree char *parts = mail_parts_read(mail, &headers);
	/* In no field: in the one text that has it, where a person is shown it. */
	g_assert_cmpuint(count_words(parts, "hemligtnamn"), ==, 1);
	g_assert_cmpuint(count_words(parts, "hemligttelefon"), ==, 0);
	g_assert_nonnull(strstr(parts, "utkast för maskning"));
}

static gboolean
is_on_post_card(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(post_card); i++)
		if (strcmp(post_card[i], name) == 0)
			return TRUE;
	return FALSE;
}

/* The table allows on a plain route what this list does, and nothing else. */
static void
test_post_card(void)
{
	gsize count, listed = 0;
	const PrivacyField *fields = privacy_get_fields(&count);

	for (gsize i = 0; i < count; i++) {
		gboolean is_text =
			fields[i].kind == PRIVACY_TEXT || fields[i].kind == PRIVACY_TEXTS;

		if (!is_text)
			continue;
		g_test_message("%s", fields[i].name);
		g_assert_cmpint(
			fields[i].audiences[ROUTE_PLAIN] != 0, ==, is_on_post_card(fields[i].name));
		listed += is_on_post_card(fields[i].name);
	}
	g_assert_cmpuint(listed, ==, G_N_ELEMENTS(post_card));
}

/* Of a mail that was encrypted nothing stands outside, on the route that shows most. */
static void
judge_sealed(Notice notice G_GNUC_UNUSED, const MarkedFacts *facts G_GNUC_UNUSED,
	const char *headers, const char *parts)
{
	assert_silent(headers);
	assert_silent(parts);
	g_assert_nonnull(strstr(parts, "smime.p7m"));
	g_assert_null(strstr(parts, ".ics"));
}

static void
test_sealed(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *folder = g_dir_make_tmp("lexsarah-marker-XXXXXX", NULL);
	KeyPair pair = key_pair_new(2048, 30);
	GByteArray *pem = key_pair_pem(NULL, pair.certificate);

	office->settings->database = g_build_filename(folder, "lexsarah.db", NULL);
	office->key.certificate = g_build_filename(folder, "du.pem", NULL);
	g_assert_true(g_file_set_contents(
		office->key.certificate, (char *) pem->data, (gssize) pem->len, NULL));
	office->crypt = mail_crypt_new(office->settings);
	for_each_letter(office, ROUTE_SECURE, judge_sealed);
	g_byte_array_unref(pem);
	key_pair_clear(&pair);
	g_assert_cmpint(g_remove(office->key.certificate), ==, 0);
	g_assert_cmpint(g_rmdir(folder), ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	message_init();
	g_test_add_func("/marker/post-card", test_post_card);
	g_test_add("/marker/plain", Office, NULL, set_up, test_plain, tear_down);
	g_test_add("/marker/enclosure", Office, NULL, set_up, test_enclosure, tear_down);
	g_test_add("/marker/copy", Office, NULL, set_up, test_copy, tear_down);
	g_test_add("/marker/secure", Office, NULL, set_up, test_secure, tear_down);
	g_test_add("/marker/sealed", Office, NULL, set_up, test_sealed, tear_down);
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "adapters/config/words-libconfig.h"
#include "core/notice/discretion.h"
#include "core/text.h"
#include "support/world.h"

static SensitiveWords *
load_words(void)
{
	g_autofree char *folder = g_build_filename(g_getenv("top_srcdir"), "conf", "words", NULL);
	g_autoptr(GError) error = NULL;
	SensitiveWords *words = words_load(folder, &error);

	g_assert_no_error(error);
	return words;
}

#define W (1u << SENSITIVE_WHISTLEBLOWER)
#define P (1u << SENSITIVE_PROTECTED_IDENTITY)

static const struct {
	const char *text;
	guint found;
} texts[] = {
	{ "Det här är en visselblåsarrapport.", W },
	{ "Jag vill visselblåsa om chefen", W },
	{ "enligt VISSELBLÅSARLAGEN (2021:890)", W },
	{ "Kvinnan har skyddad identitet.", P },
	{ "Klienten har skyddade\r\npersonuppgifter", P },
	{ "Hon ar sekretessmarkerad i folkbokforingen", P },
	{ "fingerade personuppgifter, visslare", W | P },
	{ "Se till att den som berörs är skyddad.", 0 },
	{ "Hon bor på skyddat boende.", 0 },
	{ "Han visslade i korridoren.", 0 },
	{ "oskyddad identitet", 0 },
	{ "Beslutet omfattas av sekretess.", 0 },
	{ "", 0 },
};

static void
test_words(void)
{
	g_autoptr(SensitiveWords) words = load_words();

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_test_message("%s", texts[i].text);
		g_autofree char *folded = text_fold(texts[i].text);
		g_assert_cmpuint(sensitive_find(words, folded), ==, texts[i].found);
		g_assert_cmpuint(sensitive_find(NULL, folded), ==, 0);
	}
}

static const struct {
	const char *text;
	gboolean named;
} names[] = {
	{ "Det gäller Åsa Lind-Öberg.", TRUE },
	{ "det galler asa lind-oberg", TRUE },
	{ "Lind-Öberg, Åsa", TRUE },
	{ "LIND-ÖBERG ÅSA", TRUE },
	{ "Åsa\r\n   Lind-Öberg", TRUE },
	{ "skrev till Ansvarig@Kommun.example i går", TRUE },
	{ "Åsa var inte där. Lind-Öberg ringde.", FALSE },
	{ "Åsa Lind-Öbergsson", FALSE },
	{ "Måsa Lind-Öberg", FALSE },
	{ "xansvarig@kommun.example", FALSE },
	/* In the genitive, as people write it. */
	{ "Åsa Lind-Öbergs beslut gällde i natt", TRUE },
	{ "ASA LIND-OBERGS.", TRUE },
	{ "Åsa Lind-Öberg:s beslut", TRUE },
	{ "Åsa Lind-Öberg's beslut", TRUE },
	{ "Åsa Lind-Öberg’s beslut", TRUE },
	{ "Lind-Öberg Åsas beslut", TRUE },
	{ "Lind-Öberg, Åsas", TRUE },
	{ "Åsa Lind-Öbergss", FALSE },
	{ "Åsa Lind-Öbergså", FALSE },
	{ "Åsas Lind-Öbergs", FALSE },
	{ "ansvarig@kommun.examples", FALSE },
	/* Whom a mail was sent to, by the lines above one that is quoted or passed on. */
	{ "Från: Kim\r\nTill: Åsa Lind-Öberg <ansvarig@kommun.example>\r\nÄmne: x", FALSE },
	{ "> Från: Kim\n> Till: Bo Ek;\n> Åsa Lind-Öberg\n> Ämne: x\n>\n> text", FALSE },
	{ "*Från:* Kim\n*Till:* Bo\n*Kopia:* ansvarig@kommun.example\n*Ämne:* x\n\ntext", FALSE },
	{ "Från: Kim\nTill:\nÅsa Lind-Öberg\nÄmne: x\n\ntext", FALSE },
	{ "Från: Kim\nTill: Åsa Lind-Öberg\nÄmne: x\n\nÅsa Lind-Öberg slog mig.", TRUE },
	{ "Ämne: x\nFrån: Kim\nTill: Bo\nÅsa Lind-Öberg slog mig.", TRUE },
	{ "Från: Kim\nTill: Bo\nÄmne: Åsa Lind-Öberg slog mig\n\ntext", TRUE },
	{ "Åsa Lind-Öberg slog mig.\nFrån: Kim\nTill: Bo\nÄmne: x", TRUE },
	/* Who passed it on wrote nothing of it; who wrote it may be whom it is about. */
	{ "Från: Åsa Lind-Öberg\nTill: Bo\nÄmne: VB: Rapport\n\ntext", FALSE },
	{ "Från: Åsa Lind-Öberg\nTill: Bo\nÄmne: Du slutar i dag\n\ntext", TRUE },
	/* Anywhere else such a line is part of what is told. */
	{ "> To: ansvarig@kommun.example\n> text", TRUE },
	{ "Till: Åsa Lind-Öberg sades att det var fel.", TRUE },
	{ "Kopia: gick till Åsa Lind-Öberg, som gömde den.", TRUE },
	{ "Tillsammans med Åsa Lind-Öberg", TRUE },
	/* Who is greeted is not who is written about. */
	{ "Hej Åsa Lind-Öberg!\n\nHär är en rapport.", FALSE },
	{ "Hej Åsa Lind-Öberg!\nHär är en rapport.", FALSE },
	{ "Hej Åsa Lind-Öberg,\nhär är en rapport.", FALSE },
	{ "Hej Åsa Lind-Öberg\n\nhär är en rapport.", FALSE },
	{ "Hej Åsa Lind-Öberg\r\nHär är en rapport.", FALSE },
	{ "Hej, Åsa Lind-Öberg!\r\nHär är en rapport.", FALSE },
	{ "> *Hej igen Åsa Lind-Öberg och Carl Direktör!*\n> text", FALSE },
	{ "God morgon, Åsa Lind-Öberg", FALSE },
	{ "Dear Åsa Lind-Öberg,\n\nHere is a report.", FALSE },
	{ "Hej enhetschef Åsa Lind-Öberg!\nHär är en rapport.", FALSE },
	/* But who does something in that line, or in the next, is. */
	{ "Hej, Åsa Lind-Öberg slog mig.", TRUE },
	{ "Hej! Åsa Lind-Öberg slog mig.", TRUE },
	{ "Hej Åsa Lind-Öberg, du slog mig.", TRUE },
	{ "Hej Åsa Lind-Öberg! Du slog mig.", TRUE },
	{ "Hej, det gäller Åsa Lind-Öberg!", TRUE },
	{ "Hej!\nÅsa Lind-Öberg slog mig.", TRUE },
	{ "Hej, Åsa Lind-Öberg\nslog mig.", TRUE },
	{ "Hej, Åsa Lind-Öberg,\nsom är chef, slog mig.", TRUE },
	{ "Hej, Åsa Lind-Öberg.\nHon slog mig.", TRUE },
	{ "Hej! Åsa Lind-Öberg.\nHon slog mig.", TRUE },
	{ "Hej Åsa Lind-Öberg\nslog mig.", TRUE },
	{ "HEJ ÅSA LIND-ÖBERG\nSLOG MIG.", TRUE },
	{ "Hej Åsa Lind-Öberg ljög!", TRUE },
	{ "Hejda Åsa Lind-Öberg!", TRUE },
	{ "Hej! Det gäller vad Åsa Lind-Öberg gjorde i går kväll vid överlämningen.", TRUE },
	{ "ansvarig@kommun.example2", FALSE },
	{ "", FALSE },
};

static void
test_names(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world->board->responsible.name = g_strdup("Åsa Lind-Öberg");
	world->board->responsible.title = g_strdup("Enhetschef");
	world->board->deputy.name = g_strdup("Carl Direktör");
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		Discretion found = { 0 }, own = { 0 };

		discretion_look(&found, world->settings, world->board, names[i].text, NULL);
		discretion_look(&own, world->settings, world->board, names[i].text,
			"Ansvarig@kommun.example");
		g_test_message("%s", names[i].text);
		g_assert_cmpuint(found.concerned, ==, names[i].named ? 1u << ROLE_RESPONSIBLE : 0);
		g_assert_cmpuint(own.concerned, ==, 0);
	}
}

/* The notices of a mail: "notice state hold recipient", in order. g_free() it. */
static char *
notices(World *world, const char *case_id)
{
	g_autofree char *sql = g_strdup_printf(
		"SELECT group_concat(notice||' '||o.state||' '||coalesce(hold,'-')||' '||recipient,"
		"x'0a') FROM outbox o JOIN cases c ON c.id=o.case_no WHERE label='%s'",
		case_id);

	return world_text(world, sql);
}

static void
furnish(World *world)
{
	world->settings->sensitive = load_words();
	world->board->responsible.name = g_strdup("Åsa Lind-Öberg");
	world->board->decision_maker.address = g_strdup("direktor@kommun.example");
	world->board->decision_maker.name = g_strdup("Carl Direktör");
	world->board->conflict_contact.address = g_strdup("ordforande@kommun.example");
}

#define RECEIPT "receipt queued - alva@kommun.example\n"
#define TOLD    "\nsensitive queued - "

static const struct {
	const char *text;
	const char *whistleblower, *contact; /* as configured; contact NULL: ordforande */
	const char *notices;
} mails[] = {
	{ "Rapport.", NULL, NULL,
		RECEIPT "new_case queued - ansvarig@kommun.example\n"
			"registrar queued - registrator@kommun.example" },
	{ "Hon har skyddad identitet.", "vissla@kommun.example", NULL,
		RECEIPT "new_case held protected ansvarig@kommun.example\n"
			"registrar held protected registrator@kommun.example" TOLD
			"ordforande@kommun.example" },
	{ "Jag vill visselblåsa.", "vissla@kommun.example", NULL,
		RECEIPT "new_case held protected ansvarig@kommun.example\n"
			"registrar held protected registrator@kommun.example" TOLD
			"vissla@kommun.example" },
	/* A page on the web is no address. */
	{ "Jag vill visselblåsa.", "https://vissla.kommun.example", NULL,
		RECEIPT "new_case held protected ansvarig@kommun.example\n"
			"registrar held protected registrator@kommun.example" TOLD
			"ordforande@kommun.example" },
	{ "Åsa Lind-Öberg skrek åt henne.", NULL, NULL,
		RECEIPT "new_case held recused ansvarig@kommun.example\n"
			"registrar queued - registrator@kommun.example" TOLD
			"ordforande@kommun.example" },
	{ "Direktör, Carl beslutade om det.", NULL, NULL,
		RECEIPT "new_case held recused ansvarig@kommun.example\n"
			"registrar queued - registrator@kommun.example" TOLD
			"ordforande@kommun.example" },
	{ "registrator@kommun.example lade det på fel ställe.", NULL, NULL,
		RECEIPT "new_case held recused ansvarig@kommun.example\n"
			"registrar held recused registrator@kommun.example" TOLD
			"ordforande@kommun.example" },
	/* Nobody is told of what concerns them, whatever else they are. */
	{ "Åsa Lind-Öberg skrek åt henne.", NULL, "Ansvarig@kommun.example",
		RECEIPT "new_case held recused ansvarig@kommun.example\n"
			"registrar queued - registrator@kommun.example" TOLD
			"direktor@kommun.example" },
	{ "ordforande@kommun.example och Åsa Lind-Öberg och Carl Direktör", NULL, NULL,
		RECEIPT "new_case held recused ansvarig@kommun.example\n"
			"registrar queued - registrator@kommun.example" TOLD
			"drift@kommun.example" },
};

static void
test_who_is_told(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(mails); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *raw = world_mail("a@kommun.example", "", mails[i].text);

		furnish(world);
		world->board->whistleblower = g_strdup(mails[i].whistleblower);
		if (mails[i].contact) {
			g_free(world->board->conflict_contact.address);
			world->board->conflict_contact.address = g_strdup(mails[i].contact);
		}
		intake_plan_free(world_take(world, 1, raw));
		g_autofree char *made = notices(world, "LS-2026-0001");
		g_test_message("row %u", i);
		g_assert_cmpstr(made, ==, mails[i].notices);
		/* Not a word of it on the way. */
		g_autofree char *facts = world_text(world,
			"SELECT coalesce(max(facts),'') FROM outbox WHERE notice='sensitive'");
		g_assert_null(strstr(facts, "alva"));
		g_assert_null(strstr(facts, "skydd"));
		g_assert_null(strstr(facts, "flags"));
	}
}

/* One address is of one person, whom only one of the roles there may have named. */
static void
test_one_address(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	Board *board = world->board;
	Discretion found = { 0 };

	board->responsible.name = g_strdup("Åsa Lind-Öberg");
	board->dpo.address = g_strdup("Ansvarig@kommun.example");
	g_free(board->registrar.address);
	board->registrar.address = g_strdup(board->responsible.address);
	discretion_look(&found, world->settings, board, "Åsa Lind-Öberg slog honom.", NULL);
	g_assert_cmpint(discretion_hold(&found, AUDIENCE_RESPONSIBLE), ==, HOLD_RECUSED);
	g_assert_cmpint(discretion_hold(&found, AUDIENCE_REGISTRAR), ==, HOLD_RECUSED);
	g_assert_cmpint(discretion_hold(&found, AUDIENCE_DPO), ==, HOLD_RECUSED);
	g_assert_cmpint(discretion_hold(&found, AUDIENCE_OPERATOR), ==, HOLD_NONE);
}

#define FILED "MIME-Version: 1.0\r\nContent-Type: application/octet-stream; name=a.eml\r\n"

static const struct {
	const char *headers, *body;
} places[] = {
	{ "Subject: Om en sekretessmarkerad person\r\n", "Rapport." },
	{ "Content-Type: text/html\r\n", "<p>skyddad&nbsp;<b>identi</b>tet</p>" },
	{ "MIME-Version: 1.0\r\nContent-Type: application/pdf\r\n"
	  "Content-Disposition: attachment; filename=\"skyddad identitet.pdf\"\r\n",
		"x" },
	/* In a mail that hangs on it as a file: its text, a page in it, the name of its file. */
	{ FILED, "Subject: x\r\n\r\nHon har skyddad identitet.\r\n" },
	{ FILED,
		"Subject: x\r\nContent-Type: text/html\r\n\r\n<p>skyddad&nbsp;<b>identi</b>tet</p>" },
	{ FILED,
		"Subject: x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\na\r\n--y\r\n"
		"Content-Type: image/png\r\n\r\nx\r\n--y\r\n\r\nskyddad identitet\r\n--y--\r\n" },
	{ FILED, "Content-Type: application/pdf; name=\"skyddad identitet.pdf\"\r\n\r\nx" },
	{ FILED, "Content-Type: application/octet-stream; name=b.eml\r\n\r\nSubject: x\r\n\r\n"
		 "skyddad identitet" },
	{ FILED, "Content-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nskyddad identitet" },
};

/* In the subject, in what a mail program shows, in the name of a file. */
static void
test_where_it_stands(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *raw = g_strdup_printf(
			"From: alva@kommun.example\r\nMessage-ID: <a@b.example>\r\n%s\r\n%s\r\n",
			places[i].headers, places[i].body);

		furnish(world);
		intake_plan_free(world_take(world, 1, raw));
		g_test_message("row %u", i);
		g_autofree char *code = world_text(world, "SELECT code FROM flag");
		g_assert_cmpstr(code, ==, "possible_protected_identity");
	}
}

#define BOSS  "From: =?utf-8?q?=C3=85sa_Lind-=C3=96berg?= <ansvarig@kommun.example>\r\n"
#define ALVA  "From: Alva <alva@kommun.example>\r\n"
#define PLAIN "Content-Type: text/plain; charset=utf-8\r\n"
#define MIXED "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n"
#define VB    "Subject: VB: Rapport\r\n"
#define MVH   "Vidare till er.\r\nMvh\r\nÅsa Lind-Öberg, ansvarig@kommun.example\r\n\r\n"
#define ABOVE                                                                                      \
	"Från: Kim <kim@kommun.example>\r\nSkickat: i går\r\n"                                   \
	"Till: Åsa Lind-Öberg <ansvarig@kommun.example>\r\nÄmne: Rapport\r\n\r\n"
#define INNER(type)                                                                                \
	"\r\n--x\r\nContent-Type: " type "\r\n\r\n"                                                \
	"From: kim@kommun.example\r\nTo: ansvarig@kommun.example\r\nSubject: Rapport\r\n" PLAIN    \
	"\r\n"
#define SLAP "Åsa Lind-Öberg slog henne."
#define NOT  "Hej Åsa Lind-Öberg!\r\n\r\nMedicinen glömdes."

/* Whoever passes a report on knows no more of it than it says, and is not who wrote it. */
static const struct {
	const char *raw;
	gboolean held;
} passed_on[] = {
	/* Her own words, and the lines of her mail program, are not the report. */
	{ BOSS VB PLAIN "\r\n" MVH ABOVE NOT, FALSE },
	{ BOSS VB PLAIN "\r\n" MVH ABOVE SLAP, TRUE },
	{ BOSS VB PLAIN "\r\n" MVH ABOVE "Åsa Lind-Öbergs fel.", TRUE },
	{ BOSS "Subject: =?utf-8?q?VB=3A_=C3=85sa_Lind-=C3=96bergs_fel?=\r\n" PLAIN
	       "\r\n" MVH ABOVE NOT,
		TRUE },
	{ BOSS VB MIXED "\r\n--x\r\n" PLAIN "\r\n" MVH INNER("message/rfc822") NOT "\r\n--x--\r\n",
		FALSE },
	{ BOSS VB MIXED "\r\n--x\r\n" PLAIN "\r\n" MVH INNER("message/rfc822") SLAP "\r\n--x--\r\n",
		TRUE },
	{ BOSS VB MIXED "\r\n--x\r\n" PLAIN "\r\n" MVH INNER("application/octet-stream; name=r.eml")
			NOT "\r\n--x--\r\n",
		FALSE },
	{ BOSS VB MIXED "\r\n--x\r\n" PLAIN "\r\n" MVH INNER("application/octet-stream; name=r.eml")
			SLAP "\r\n--x--\r\n",
		TRUE },
	{ ALVA VB MIXED "\r\n--x\r\n" PLAIN "\r\n" INNER("text/plain; name=R.EML") SLAP
		"\r\n--x--\r\n",
		TRUE },
	/* The same once more as a page; and a text in two parts, with a picture between. */
	{ BOSS VB
		"MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n"
		"--x\r\n" PLAIN "\r\n" MVH ABOVE NOT
		"\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Mvh Åsa Lind-Öberg</p>"
		"\r\n--x--\r\n",
		FALSE },
	{ BOSS VB MIXED "\r\n--x\r\n" PLAIN "\r\n" MVH ABOVE NOT
			"\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x\r\n" PLAIN "\r\n" SLAP
			"\r\n--x--\r\n",
		TRUE },
	/* Who wrote it knows of it; who passes it on may add what concerns somebody else. */
	{ ALVA VB PLAIN
		"\r\nVidare.\r\n\r\nFrån: Åsa <ansvarig@kommun.example>\r\nSkickat: i går\r\n"
		"Ämne: Rapport\r\n\r\nJag, Åsa Lind-Öberg, såg det.",
		FALSE },
	{ ALVA VB PLAIN "\r\n" SLAP "\r\n" ABOVE NOT, TRUE },
	/* Not passed on: her own report. */
	{ BOSS PLAIN "\r\nJag, Åsa Lind-Öberg, glömde medicinen.", FALSE },
	/* Nobody's word for who wrote it. */
	{ "From: x@annat.example\r\n" VB PLAIN
	  "\r\nFrån: Åsa Lind-Öberg <ansvarig@kommun.example>\r\nTill: x\r\nÄmne: Klagomål\r\n\r\nSluta.",
		TRUE },
};

static void
test_passed_on(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(passed_on); i++) {
		g_autoptr(World) world = world_new();

		furnish(world);
		intake_plan_free(world_take(world, 1, passed_on[i].raw));
		g_autofree char *state = world_text(world,
			"SELECT state FROM outbox WHERE notice IN ('new_case','sensitive')"
			" ORDER BY notice LIMIT 1");
		g_test_message("row %u", i);
		g_assert_cmpstr(state, ==, passed_on[i].held ? "held" : "queued");
	}
}

/* Of a report that was passed on it is its writer who knows what the files say. */
static void
test_who_knows_the_files(void)
{
	static const struct {
		const char *raw, *writer;
	} rows[] = {
		{ BOSS VB PLAIN "\r\n" MVH ABOVE NOT, "kim@kommun.example" },
		{ BOSS VB PLAIN "\r\nFrån: Kim\r\nTill: Bo\r\nÄmne: x\r\n\r\nx", NULL },
		{ BOSS PLAIN "\r\nRapport.", "ansvarig@kommun.example" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(World) world = world_new();
		StoreActor who = world_actor(world);
		g_auto(ReadingJob) job = { 0 };
		gboolean claimed = FALSE;

		furnish(world);
		intake_plan_free(world_take(world, 1, rows[i].raw));
		g_assert_true(
			world->store->claim_reading(world->store, &who, &claimed, &job, NULL));
		g_assert_true(claimed);
		g_assert_cmpstr(job.writer, ==, rows[i].writer);
	}
}

/* Until a person has decided, what follows in the case is held as well. */
static void
test_what_follows_is_held(void)
{
	g_autoptr(World) world = world_new();
	StoreActor who = world_actor(world);
	const NoticeChoice all = { .case_id = "LS-2026-0001" };
	gint64 moved;
	g_autofree char *raw = world_mail("a@kommun.example", "", "Hon har skyddad identitet.");
	g_autofree char *more = world_mail(
		"b@kommun.example", "In-Reply-To: <a@kommun.example>\r\n", "Ett tillägg.");
	g_autofree char *again =
		world_mail("c@kommun.example", "In-Reply-To: <a@kommun.example>\r\n", "Ett till.");

	furnish(world);
	intake_plan_free(world_take(world, 1, raw));
	intake_plan_free(world_take(world, 2, more));
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE state='held'"), ==, 3);
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE notice='sensitive'"), ==, 1);
	g_assert_true(
		world->store->move_notices(world->store, &all, OUTBOX_QUEUED, &who, &moved, NULL));
	g_assert_cmpint(moved, ==, 3);
	intake_plan_free(world_take(world, 3, again));
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE state='held'"), ==, 0);
}

/* What only the file says holds what has not gone out yet. */
static void
test_a_reading_holds(void)
{
	g_autoptr(World) world = world_new();
	StoreActor who = world_actor(world);
	g_autofree char *raw = world_mail("a@kommun.example", "", "Se bifogad fil.");
	g_auto(ReadingJob) job = { 0 };
	Discretion found = { .sensitive = P };
	gboolean claimed = FALSE;

	furnish(world);
	intake_plan_free(world_take(world, 1, raw));
	g_assert_true(world->store->claim_reading(world->store, &who, &claimed, &job, NULL));
	g_assert_cmpstr(job.writer, ==, "alva@kommun.example");
	g_autoptr(PlannedNotice) tell = discretion_plan_notice(&found, &job.recorded,
		world->settings, world->board, job.case_id, NULL, world->now.fixed, NULL);
	const ReadingResult result = {
		.json = "{}", .facts = "{}", .discretion = &found, .tell = tell
	};
	g_assert_true(world->store->finish_reading(world->store, &job, &result, &who, NULL));
	g_autofree char *made = notices(world, "LS-2026-0001");
	g_assert_cmpstr(made, ==, mails[1].notices);
	g_autofree char *complaints = world_verify(world);
	g_assert_cmpstr(complaints, ==, "");
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM event WHERE kind='notice_held'"), ==, 2);
}

/* Held for something else already: who releases that does not release this. */
static void
test_the_stronger_reason_holds(void)
{
	g_autoptr(World) world = world_new();
	StoreActor who = world_actor(world);
	g_autofree char *raw = world_mail("a@kommun.example", "", "Se bifogad fil.");
	g_auto(ReadingJob) job = { 0 };
	const Discretion found = { .sensitive = P };
	const ReadingResult result = { .json = "{}", .facts = "{}", .discretion = &found };
	gboolean claimed = FALSE;

	furnish(world);
	intake_plan_free(world_take(world, 1, raw));
	world_change(world, "UPDATE outbox SET state='held',hold='first_contact'"
			    " WHERE notice<>'receipt'");
	g_assert_true(world->store->claim_reading(world->store, &who, &claimed, &job, NULL));
	g_assert_true(world->store->finish_reading(world->store, &job, &result, &who, NULL));
	g_autofree char *made = notices(world, "LS-2026-0001");
	g_assert_cmpstr(made, ==,
		RECEIPT "new_case held protected ansvarig@kommun.example\n"
			"registrar held protected registrator@kommun.example");
	/* And what comes later. */
	g_autofree char *more = world_mail(
		"b@kommun.example", "In-Reply-To: <a@kommun.example>\r\n", "Ett tillägg.");
	intake_plan_free(world_take(world, 2, more));
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM outbox WHERE hold='protected'"), ==, 3);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/discretion/words", test_words);
	g_test_add("/discretion/names", World, NULL, world_set_up, test_names, world_tear_down);
	g_test_add("/discretion/one-address", World, NULL, world_set_up, test_one_address,
		world_tear_down);
	g_test_add_func("/discretion/told", test_who_is_told);
	g_test_add_func("/discretion/places", test_where_it_stands);
	g_test_add_func("/discretion/passed-on", test_passed_on);
	g_test_add_func("/discretion/writer", test_who_knows_the_files);
	g_test_add_func("/discretion/follows", test_what_follows_is_held);
	g_test_add_func("/discretion/reading", test_a_reading_holds);
	g_test_add_func("/discretion/stronger", test_the_stronger_reason_holds);
	return g_test_run();
}

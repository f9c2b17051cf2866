/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "adapters/now-system.h"
#include "adapters/variant-json.h"
#include "core/intake.h"
#include "core/privacy.h"

#define NOW    G_GINT64_CONSTANT(1773748800000) /* 2026-03-17 12:00 UTC */
#define HOUR   (G_GINT64_CONSTANT(60) * 60 * 1000)
#define STAFF  "alva@kommun.example"
#define PUBLIC "Bo@annat.example"

typedef struct {
	GTimeZone *zone;
	Settings *settings;
	Board *board;
	Mail *mail;
	IntakeOrigin origin;
	IntakeKnown known;
} Desk;

static void
desk_set_up(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	desk->zone = now_zone(NULL);
	desk->settings = settings_new();
	g_ptr_array_add(desk->settings->organisation.domains, g_strdup("kommun.example"));
	g_ptr_array_add(desk->settings->organisation.gateways, g_strdup("mx.kommun.example"));
	desk->board = g_new0(Board, 1);
	desk->board->id = g_strdup("AMN");
	desk->board->address = g_strdup("lexsarah@kommun.example");
	desk->board->responsible.address = g_strdup("ansvarig@kommun.example");
	desk->board->registrar.address = g_strdup("registrator@kommun.example");
	g_ptr_array_add(desk->settings->boards, desk->board);
	desk->mail = mail_new();
	desk->mail->message_id = g_strdup("a@kommun.example");
	desk->mail->from_address = g_strdup(STAFF);
	desk->origin = (IntakeOrigin){ .mail = 17, .stored = NOW, .internaldate = NOW };
	desk->known = (IntakeKnown){ .next_case = "LS-2026-0042" };
}

static void
desk_tear_down(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_time_zone_unref(desk->zone);
	settings_free(desk->settings);
	mail_free(desk->mail);
}

static IntakePlan *
plan(Desk *desk)
{
	return intake_plan(desk->mail, &desk->origin, &desk->known, desk->settings, desk->board,
		NOW, desk->zone);
}

static const PlannedNotice *
find_notice(const IntakePlan *plan, Notice notice)
{
	for (guint i = 0; i < plan->notices->len; i++) {
		const PlannedNotice *planned = g_ptr_array_index(plan->notices, i);

		if (planned->notice == notice)
			return planned;
	}
	return NULL;
}

static gboolean
has_flag(const IntakePlan *plan, const char *code)
{
	for (guint i = 0; i < plan->flags->len; i++)
		if (strcmp(((const PlannedFlag *) g_ptr_array_index(plan->flags, i))->code, code) ==
			0)
			return TRUE;
	return FALSE;
}

#define OWN      1
#define COPY     2
#define NOTICE   4
#define THREAD   8
#define ATTACHED 16 /* something hangs on it */

#define ANSWERS       (MAIL_SIGN_AUTO_SUBMITTED | MAIL_SIGN_AUTO_REPLIED)
#define OUT_OF_OFFICE (MAIL_SIGN_AUTO_SUBMITTED | MAIL_SIGN_SUPPRESS | MAIL_SIGN_MAILBOX_RULE)

/* known: bits of the above. Each row that has more than one sign is about precedence. */
static const struct {
	guint signs, known;
	const char *from;
	MailKind kind;
	guint notices;
	const char *case_id;
} kinds[] = {
	{ 0, 0, STAFF, MAIL_KIND_REPORT, 3, "LS-2026-0042" },
	{ 0, NOTICE, STAFF, MAIL_KIND_REPORT, 3, "LS-2026-0042" },
	{ 0, NOTICE | THREAD, STAFF, MAIL_KIND_CORRESPONDENCE, 1, "LS-2026-0007" },
	{ 0, THREAD, STAFF, MAIL_KIND_CORRESPONDENCE, 1, "LS-2026-0007" },
	/* Called a notification, and made like none. */
	{ MAIL_SIGN_REPORT_TYPE, NOTICE, STAFF, MAIL_KIND_REPORT, 2, "LS-2026-0042" },
	{ 0, COPY, STAFF, MAIL_KIND_COPY, 0, "LS-2026-0003" },
	{ 0, COPY | THREAD, STAFF, MAIL_KIND_COPY, 0, "LS-2026-0003" },
	{ MAIL_SIGN_DSN, COPY | THREAD | NOTICE, STAFF, MAIL_KIND_COPY, 0, "LS-2026-0003" },
	{ MAIL_SIGN_DSN, 0, STAFF, MAIL_KIND_DSN, 0, NULL },
	{ MAIL_SIGN_DSN | MAIL_SIGN_AUTO_SUBMITTED, NOTICE | THREAD, STAFF, MAIL_KIND_DSN, 0,
		"LS-2026-0007" },
	{ MAIL_SIGN_MDN, THREAD, STAFF, MAIL_KIND_MDN, 0, "LS-2026-0007" },
	{ ANSWERS, NOTICE | THREAD, STAFF, MAIL_KIND_AUTO_ANSWER, 0, "LS-2026-0007" },
	{ MAIL_SIGN_AUTO_REPLIED | MAIL_SIGN_SUPPRESS, NOTICE, STAFF, MAIL_KIND_AUTO_ANSWER, 0,
		NULL },
	{ ANSWERS, NOTICE | THREAD | ATTACHED, STAFF, MAIL_KIND_AUTO_ANSWER, 0, "LS-2026-0007" },
	{ MAIL_SIGN_NULL_SENDER, NOTICE, STAFF, MAIL_KIND_AUTO_ANSWER, 0, NULL },
	{ OUT_OF_OFFICE, NOTICE | THREAD, STAFF, MAIL_KIND_AUTO_ANSWER, 0, "LS-2026-0007" },
	/* These may be reports too, when there is something with them. */
	{ MAIL_SIGN_NULL_SENDER, NOTICE | ATTACHED, STAFF, MAIL_KIND_REPORT, 2, "LS-2026-0042" },
	{ MAIL_SIGN_NULL_SENDER, NOTICE | THREAD | ATTACHED, STAFF, MAIL_KIND_CORRESPONDENCE, 1,
		"LS-2026-0007" },
	{ OUT_OF_OFFICE, NOTICE | THREAD | ATTACHED, STAFF, MAIL_KIND_CORRESPONDENCE, 1,
		"LS-2026-0007" },
	/* What a mailbox's rule passes on is somebody's, and no answer. */
	{ MAIL_SIGN_MAILBOX_RULE, NOTICE | THREAD, STAFF, MAIL_KIND_CORRESPONDENCE, 1,
		"LS-2026-0007" },
	/* A machine that writes by itself answers nothing, whatever it refers to. */
	{ MAIL_SIGN_AUTO_SUBMITTED, NOTICE, STAFF, MAIL_KIND_REPORT, 2, "LS-2026-0042" },
	{ MAIL_SIGN_AUTO_SUBMITTED | MAIL_SIGN_SUPPRESS, NOTICE | THREAD, STAFF, MAIL_KIND_REPORT,
		2, "LS-2026-0042" },
	{ ANSWERS, THREAD, STAFF, MAIL_KIND_CORRESPONDENCE, 1, "LS-2026-0007" },
	{ MAIL_SIGN_SUPPRESS, NOTICE | THREAD, STAFF, MAIL_KIND_CORRESPONDENCE, 1, "LS-2026-0007" },
	{ MAIL_SIGN_BULK, NOTICE | THREAD, STAFF, MAIL_KIND_CORRESPONDENCE, 1, "LS-2026-0007" },
	/* Automatic, but about nothing of ours: a scanner, a web form, a fax machine. */
	{ MAIL_SIGN_AUTO_SUBMITTED, 0, STAFF, MAIL_KIND_REPORT, 2, "LS-2026-0042" },
	{ MAIL_SIGN_NULL_SENDER | MAIL_SIGN_BULK | MAIL_SIGN_SUPPRESS, 0, STAFF, MAIL_KIND_REPORT,
		2, "LS-2026-0042" },
	{ MAIL_SIGN_AUTO_SUBMITTED, THREAD, STAFF, MAIL_KIND_REPORT, 2, "LS-2026-0042" },
	/* A no-reply name alone does not make an answer of a person automatic. */
	{ MAIL_SIGN_NO_REPLY_NAME, NOTICE, STAFF, MAIL_KIND_REPORT, 2, "LS-2026-0042" },
	{ MAIL_SIGN_AUTO_SUBMITTED, OWN, "Lexsarah@Kommun.example", MAIL_KIND_OWN, 0, NULL },
	{ MAIL_SIGN_AUTO_SUBMITTED, OWN | COPY | THREAD, "lexsarah@kommun.example", MAIL_KIND_OWN,
		0, "LS-2026-0007" },
	/* Invariant 3: who knows a Message-ID of ours cannot make a report go away with it. */
	{ 0, OWN, STAFF, MAIL_KIND_REPORT, 3, "LS-2026-0042" },
	{ 0, OWN | THREAD, STAFF, MAIL_KIND_CORRESPONDENCE, 1, "LS-2026-0007" },
	{ 0, OWN, NULL, MAIL_KIND_REPORT, 2, "LS-2026-0042" },
};

/* A body, and perhaps a file. */
static void
carry(Mail *mail, gboolean attached)
{
	g_ptr_array_set_size(mail->parts, 0);
	for (guint i = 0; i < 1u + attached; i++) {
		MailPart *part = g_new0(MailPart, 1);

		part->media_type = g_strdup(i ? "application/pdf" : "text/plain");
		part->body = i == 0;
		g_ptr_array_add(mail->parts, part);
	}
}

static void
test_kinds(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
		guint known = kinds[i].known;

		g_free(desk->mail->from_address);
		desk->mail->from_address = g_strdup(kinds[i].from);
		desk->mail->signs = kinds[i].signs;
		carry(desk->mail, (known & ATTACHED) != 0);
		desk->known = (IntakeKnown){
			.next_case = "LS-2026-0042",
			.own_message_id = (known & OWN) != 0,
			.copy_of = known & COPY ? 5 : 0,
			.copy_case = known & COPY ? "LS-2026-0003" : NULL,
			.references_notice = (known & NOTICE) != 0,
			.thread_case = known & THREAD ? "LS-2026-0007" : NULL,
		};
		g_autoptr(IntakePlan) made = plan(desk);
		g_test_message("row %u: %s", i, mail_kind_name(made->kind));
		g_assert_cmpuint(made->kind, ==, kinds[i].kind);
		g_assert_cmpint(made->opens_case, ==, kinds[i].kind == MAIL_KIND_REPORT);
		g_assert_cmpint(made->read, ==,
			kinds[i].kind == MAIL_KIND_REPORT ||
				kinds[i].kind == MAIL_KIND_CORRESPONDENCE);
		g_assert_cmpstr(made->case_id, ==, kinds[i].case_id);
		g_assert_cmpuint(made->notices->len, ==, kinds[i].notices);
		g_assert_cmpuint(made->events->len, ==, 1);
	}
}

/* A system at that address answers each notice: ours about its answer would never end. */
static void
test_who_wrote_it_is_not_told(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *from;
		gboolean thread, recused, concerned;
		guint notices;
	} rows[] = {
		{ "Ansvarig@Kommun.example", TRUE, FALSE, FALSE, 0 },
		{ "ansvarig@kommun.example", FALSE, FALSE, FALSE, 3 },
		{ STAFF, TRUE, FALSE, FALSE, 1 },
		/* Somebody else decides in their place. */
		{ "ansvarig@kommun.example", TRUE, TRUE, FALSE, 1 },
		{ "ansvarig@kommun.example", TRUE, FALSE, TRUE, 1 },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_free(desk->mail->from_address);
		desk->mail->from_address = g_strdup(rows[i].from);
		desk->known.thread_case = rows[i].thread ? "LS-2026-0007" : NULL;
		desk->known.recused = rows[i].recused;
		desk->known.recorded.concerned = rows[i].concerned;
		g_autoptr(IntakePlan) made = plan(desk);

		g_test_message("row %u", i);
		g_assert_cmpuint(made->notices->len, ==, rows[i].notices);
		g_assert_cmpuint(made->events->len, ==, 1);
	}
}

/* What was not kept, or not looked into, may be a form. */
static void
test_half_a_mail_is_no_answer(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	desk->mail->signs = MAIL_SIGN_NULL_SENDER;
	desk->known.references_notice = TRUE;
	carry(desk->mail, FALSE);
	for (guint i = 0; i < 4; i++) {
		desk->origin.truncated = i & 1;
		desk->mail->limited = i & 2;
		g_autoptr(IntakePlan) made = plan(desk);

		g_assert_cmpuint(made->kind, ==, i == 0 ? MAIL_KIND_AUTO_ANSWER : MAIL_KIND_REPORT);
	}
}

static const struct {
	const char *from;
	guint signs;
	gboolean answered;
	Audience audience;
} receipts[] = {
	{ STAFF, 0, TRUE, AUDIENCE_REPORTER },
	{ "alva@sub.kommun.example", 0, TRUE, AUDIENCE_REPORTER },
	{ PUBLIC, 0, TRUE, AUDIENCE_OUTSIDER },
	{ "alva@notkommun.example", 0, TRUE, AUDIENCE_OUTSIDER },
	{ "alva@kommun.example.annat.example", 0, TRUE, AUDIENCE_OUTSIDER },
	{ STAFF, MAIL_SIGN_AUTO_SUBMITTED, FALSE, 0 },
	{ STAFF, MAIL_SIGN_BULK, FALSE, 0 },
	{ STAFF, MAIL_SIGN_NULL_SENDER, FALSE, 0 },
	{ STAFF, MAIL_SIGN_SUPPRESS, FALSE, 0 },
	{ STAFF, MAIL_SIGN_NO_REPLY_NAME, FALSE, 0 },
	{ STAFF, MAIL_SIGN_REPORT_TYPE, FALSE, 0 },
	{ "lexsarah@kommun.example", 0, FALSE, 0 },
	{ "LexSarah@KOMMUN.example", 0, FALSE, 0 },
	{ NULL, 0, FALSE, 0 },
	{ "", 0, FALSE, 0 },
	{ "alva", 0, FALSE, 0 },
	{ "alva@kommun.example, bo@annat.example", 0, FALSE, 0 },
	{ "alva@kommun.example\r\nRCPT TO:<bo@annat.example>", 0, FALSE, 0 },
	{ "<alva@kommun.example>", 0, FALSE, 0 },
};

static void
test_who_gets_a_receipt(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	for (guint i = 0; i < G_N_ELEMENTS(receipts); i++) {
		g_free(desk->mail->from_address);
		desk->mail->from_address = g_strdup(receipts[i].from);
		desk->mail->signs = receipts[i].signs;
		g_autoptr(IntakePlan) made = plan(desk);
		const PlannedNotice *receipt = find_notice(made, NOTICE_RECEIPT);

		g_test_message("row %u: %s", i, receipts[i].from);
		g_assert_true(made->opens_case);
		g_assert_nonnull(find_notice(made, NOTICE_NEW_CASE));
		g_assert_cmpint(receipt != NULL, ==, receipts[i].answered);
		if (!receipt)
			continue;
		g_assert_cmpuint(receipt->audience, ==, receipts[i].audience);
		g_assert_cmpuint(receipt->route, ==, ROUTE_PLAIN);
		g_assert_cmpstr(receipt->recipient, ==, receipts[i].from);
		g_assert_cmpint(receipt->due, ==, NOW);
		g_assert_false(receipt->after_reading);
	}
}

static const struct {
	const char *id;
	gboolean answered;
} ids[] = {
	{ "a.b-c_1=@kommun.example", TRUE },
	{ NULL, FALSE },
	{ "", FALSE },
	{ "a b@kommun.example", FALSE },
	{ "a@b> <c@d", FALSE },
	{ "a@b\r\nBcc: x@annat.example", FALSE },
	{ "å@kommun.example", FALSE },
	{ "a@b\x7f", FALSE },
};

static void
test_a_message_id_that_cannot_stand_in_a_header(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
		g_free(desk->mail->message_id);
		desk->mail->message_id = g_strdup(ids[i].id);
		g_autoptr(IntakePlan) made = plan(desk);

		g_assert_cmpstr(find_notice(made, NOTICE_RECEIPT)->in_reply_to, ==,
			ids[i].answered ? ids[i].id : NULL);
		g_assert_null(find_notice(made, NOTICE_NEW_CASE)->in_reply_to);
	}
	g_free(desk->mail->message_id);
	desk->mail->message_id = g_strnfill(251, 'a');
	g_autoptr(IntakePlan) made = plan(desk);
	g_assert_null(find_notice(made, NOTICE_RECEIPT)->in_reply_to);
}

/* Invariant 7, with the filter that the renderer applies. */
/* What the mail may say, as it is read back when it is to be sent. */
static GVariant *
shown(const PlannedNotice *notice)
{
	g_autoptr(GVariant) facts = variant_from_json(notice->facts, NULL);

	g_assert_nonnull(facts);
	return privacy_filter(facts, notice->audience, notice->route);
}

/*
 * The journal's hashes are over what is written, and notices in the outbox are read by the
 * next version: the form is not free to change.
 */
static void
test_what_is_kept(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	desk->mail->from_name = g_strdup("Alva \"Åsa\" Exempel");
	desk->known.document_case = "LS-2026-0007";
	desk->origin.internaldate = NOW - HOUR;
	g_autoptr(IntakePlan) made = plan(desk);
	const PlannedEvent *event = g_ptr_array_index(made->events, 0);
	const PlannedNotice *receipt = find_notice(made, NOTICE_RECEIPT);

	g_assert_cmpstr(event->kind, ==, "case_opened");
	g_assert_cmpstr(event->detail, ==,
		"{\"arrival_candidates\":[\"internaldate 2026-03-17T12:00:00.000+01:00\","
		"\"poll 2026-03-17T13:00:00.000+01:00\"],"
		"\"arrival_source\":\"internaldate\",\"arrived\":\"2026-03-17T12:00:00.000+01:00\","
		"\"from\":\"alva@kommun.example\",\"mail_kind\":\"report\","
		"\"message_id\":\"a@kommun.example\",\"notices\":3,\"trust\":\"unknown\"}");
	g_assert_cmpstr(receipt->facts, ==,
		"{\"arrived\":\"2026-03-17\",\"arrived_time\":\"12:00\",\"case\":\"LS-2026-0042\","
		"\"flags\":[{\"message\":\"Samma bilaga finns redan i ärende LS-2026-0007.\","
		"\"title\":\"Samma rapport kan ha kommit in tidigare\"}],"
		"\"from_staff\":true,\"joined\":false,\"reading_pending\":true,"
		"\"sender\":{\"address\":\"alva@kommun.example\","
		"\"name\":\"Alva \\\"Åsa\\\" Exempel\"},\"too_large\":false}");
}

static void
test_a_plain_mail_says_nothing_of_the_sender(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const secrets[] = { "Alva", "alva@", "LS-2026-0007", "hemlig" };

	desk->mail->from_name = g_strdup("Alva Exempel");
	desk->mail->subject = g_strdup("hemlig");
	desk->known.document_case = "LS-2026-0007";
	g_autoptr(IntakePlan) made = plan(desk);
	g_assert_cmpuint(made->notices->len, ==, 3);
	for (guint i = 0; i < made->notices->len; i++) {
		const PlannedNotice *notice = g_ptr_array_index(made->notices, i);
		g_autoptr(GVariant) facts = shown(notice);
		g_autofree char *said = g_variant_print(facts, FALSE);

		g_assert_cmpuint(notice->route, ==, ROUTE_PLAIN);
		g_assert_nonnull(strstr(said, "2026-03-17"));
		for (guint s = 0; s < G_N_ELEMENTS(secrets); s++)
			g_assert_null(strstr(said, secrets[s]));
	}
	desk->board->responsible.secure = TRUE;
	g_autoptr(IntakePlan) open = plan(desk);
	const PlannedNotice *told = find_notice(open, NOTICE_NEW_CASE);
	g_autoptr(GVariant) facts = shown(told);
	g_autofree char *said = g_variant_print(facts, FALSE);
	g_assert_cmpuint(told->route, ==, ROUTE_SECURE);
	g_assert_nonnull(strstr(said, "Alva Exempel"));
	g_assert_nonnull(strstr(said, "LS-2026-0007"));
	g_assert_null(strstr(said, "hemlig"));
}

/* An outsider is not told that there is a case. */
static void
test_an_outsider_learns_no_number(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_free(desk->mail->from_address);
	desk->mail->from_address = g_strdup(PUBLIC);
	g_autoptr(IntakePlan) made = plan(desk);
	const PlannedNotice *receipt = find_notice(made, NOTICE_RECEIPT);
	g_autoptr(GVariant) facts = shown(receipt);
	g_autofree char *said = g_variant_print(facts, FALSE);

	g_assert_null(strstr(said, "LS-2026"));
}

static void
test_notices_wait_for_the_reading(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(IntakePlan) made = plan(desk);
	const PlannedNotice *told = find_notice(made, NOTICE_NEW_CASE);

	g_assert_true(told->after_reading);
	g_assert_cmpint(told->due, ==, NOW);
	g_assert_true(find_notice(made, NOTICE_REGISTRAR)->after_reading);
	g_assert_cmpint(find_notice(made, NOTICE_REGISTRAR)->due, ==, NOW);
	g_assert_cmpint(find_notice(made, NOTICE_RECEIPT)->due, ==, NOW);
}

/* What is known, and the flags of a mail of that kind. */
static const struct {
	const char *document, *thread, *other;
	gboolean same_id, copy, sender;
	guint signs;
	const char *flag; /* NULL: none at all */
} flags[] = {
	{ NULL, NULL, NULL, FALSE, FALSE, TRUE, 0, NULL },
	{ "LS-2026-0003", NULL, NULL, FALSE, FALSE, TRUE, 0, "possible_duplicate" },
	{ NULL, NULL, NULL, TRUE, FALSE, TRUE, 0, "possible_duplicate" },
	{ NULL, NULL, NULL, FALSE, FALSE, FALSE, 0, "reporter_unknown" },
	{ "LS-2026-0003", "LS-2026-0007", NULL, FALSE, FALSE, TRUE, 0, "possible_duplicate" },
	/* The case's own attachment, mailed once more in its thread. */
	{ "LS-2026-0007", "LS-2026-0007", NULL, FALSE, FALSE, TRUE, 0, NULL },
	/* A copy is in the case that holds its attachment; a re-read mailbox flags nothing. */
	{ "LS-2026-0003", NULL, NULL, FALSE, TRUE, TRUE, 0, NULL },
	{ NULL, NULL, NULL, FALSE, TRUE, FALSE, 0, NULL },
	/* Its reporter is known from the first mail, and a machine is none. */
	{ NULL, "LS-2026-0007", NULL, FALSE, FALSE, FALSE, 0, NULL },
	{ NULL, "LS-2026-0007", NULL, FALSE, FALSE, FALSE, MAIL_SIGN_DSN, NULL },
	/* It refers to what it did not join: a person may link the two. */
	{ NULL, NULL, "LS-2026-0011", FALSE, FALSE, TRUE, 0, "other_boards_case" },
	{ NULL, "LS-2026-0007", "LS-2026-0011", FALSE, FALSE, TRUE, 0, NULL },
	{ NULL, "LS-2026-0007", NULL, FALSE, FALSE, TRUE, MAIL_SIGN_AUTO_SUBMITTED,
		"refers_to_case" },
	{ NULL, NULL, NULL, FALSE, FALSE, TRUE, MAIL_SIGN_AUTO_SUBMITTED, NULL },
	{ NULL, NULL, "LS-2026-0011", FALSE, TRUE, TRUE, 0, NULL },
};

static void
test_flags(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	for (guint i = 0; i < G_N_ELEMENTS(flags); i++) {
		g_free(desk->mail->from_address);
		desk->mail->from_address = g_strdup(flags[i].sender ? STAFF : NULL);
		desk->mail->signs = flags[i].signs;
		desk->known = (IntakeKnown){
			.next_case = "LS-2026-0042",
			.document_case = flags[i].document,
			.thread_case = flags[i].thread,
			.other_case = flags[i].other,
			.other_board = flags[i].other ? "SDN" : NULL,
			.same_message_id = flags[i].same_id,
			.copy_of = flags[i].copy ? 5 : 0,
			.copy_case = flags[i].copy ? "LS-2026-0003" : NULL,
		};
		g_autoptr(IntakePlan) made = plan(desk);
		g_test_message("row %u", i);
		g_assert_cmpuint(made->flags->len, ==, flags[i].flag ? 1 : 0);
		g_assert_true(!flags[i].flag || has_flag(made, flags[i].flag));
	}
}

/* Bytes that are not kept, or not looked into, may hold the report: a person must hear of it. */
static void
test_incomplete(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	for (guint i = 0; i < 4; i++) {
		desk->origin.truncated = i & 1;
		desk->mail->limited = i & 2;
		g_autoptr(IntakePlan) made = plan(desk);

		const PlannedNotice *receipt = find_notice(made, NOTICE_RECEIPT);

		g_assert_true(made->opens_case);
		/* Its sender can do something about a large mail, a person about the other. */
		g_assert_nonnull(strstr(
			receipt->facts, i & 1 ? "\"too_large\":true" : "\"too_large\":false"));
		g_assert_cmpint(has_flag(made, "mail_incomplete"), ==, i != 0);
		g_assert_cmpuint(made->flags->len, ==, i != 0);
	}
}

#define OUTER "karin@kommun.example"

/* Who mails, who wrote what is attached, and who then reports. */
static const struct {
	const char *outer, *name, *inner;
	gboolean known; /* it joins a case, whose reporter is known */
	const char *reporter_name, *reporter;
	gboolean flagged;
} forwards[] = {
	{ OUTER, "Anna Lind", "anna@kommun.example", FALSE, "Anna Lind", "anna@kommun.example",
		TRUE },
	{ OUTER, NULL, "anna@vard.kommun.example", FALSE, NULL, "anna@vard.kommun.example", TRUE },
	{ OUTER, "Bo Ek", PUBLIC, FALSE, "Bo Ek", PUBLIC, TRUE },
	{ OUTER, "Anna Lind", NULL, FALSE, "Anna Lind", NULL, TRUE },
	/* Their own mail, or ours. */
	{ OUTER, "Karin H", "Karin@Kommun.example", FALSE, "Karin Holm", OUTER, FALSE },
	{ OUTER, "KARIN HOLM", NULL, FALSE, "Karin Holm", OUTER, FALSE },
	{ OUTER, "Lex Sarah", "lexsarah@kommun.example", FALSE, "Karin Holm", OUTER, FALSE },
	/* Not the word of a stranger, nor of nobody. */
	{ PUBLIC, "Anna Lind", "anna@kommun.example", FALSE, "Karin Holm", PUBLIC, FALSE },
	{ NULL, "Anna Lind", "anna@kommun.example", FALSE, "Karin Holm", NULL, FALSE },
	{ OUTER, "Anna Lind", "anna@kommun.example", TRUE, "Karin Holm", OUTER, FALSE },
};

static void
test_who_reports(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	MailInner *inner = g_new0(MailInner, 1);

	inner->depth = 1;
	g_ptr_array_add(desk->mail->inner, inner);
	desk->mail->from_name = g_strdup("Karin Holm");
	for (guint i = 0; i < G_N_ELEMENTS(forwards); i++) {
		g_free(desk->mail->from_address);
		desk->mail->from_address = g_strdup(forwards[i].outer);
		inner->from_name = (char *) forwards[i].name;
		inner->from_address = (char *) forwards[i].inner;
		desk->known.thread_case = forwards[i].known ? "LS-2026-0007" : NULL;
		g_autoptr(IntakePlan) made = plan(desk);
		const PlannedNotice *receipt = find_notice(made, NOTICE_RECEIPT);

		g_test_message("row %u", i);
		g_assert_cmpstr(made->reporter_name, ==, forwards[i].reporter_name);
		g_assert_cmpstr(made->reporter_address, ==, forwards[i].reporter);
		g_assert_cmpint(has_flag(made, "forwarded_report"), ==, forwards[i].flagged);
		/* The one who mailed is answered, and nobody else. */
		if (receipt)
			g_assert_cmpstr(receipt->recipient, ==, forwards[i].outer);
		g_assert_cmpint(receipt != NULL, ==, forwards[i].outer && !forwards[i].known);
	}
	/* Nor of somebody who only says that they are staff, where that would show. */
	desk->settings->organisation.trust = TRUST_AUTHSERV;
	inner->from_name = (char *) "Anna Lind";
	inner->from_address = (char *) "anna@kommun.example";
	g_free(desk->mail->from_address);
	desk->mail->from_address = g_strdup(OUTER);
	desk->known.thread_case = NULL;
	g_autoptr(IntakePlan) forged = plan(desk);
	g_assert_cmpstr(forged->reporter_name, ==, "Karin Holm");
	g_assert_cmpstr(forged->reporter_address, ==, OUTER);
	g_assert_false(has_flag(forged, "forwarded_report"));
	g_assert_true(has_flag(forged, "sender_unverified"));
	for (guint i = 0; i < forged->notices->len; i++) {
		const PlannedNotice *notice = g_ptr_array_index(forged->notices, i);
		g_assert_cmpstr(notice->recipient, !=, "anna@kommun.example");
	}
	inner->from_name = inner->from_address = NULL;
}

/* What a person entered: its own words say nothing, its files do, and no mail server vouches. */
static const struct {
	MailWay way;
	const char *words, *file;
	TrustResult trust;
	gboolean unverified, conflict;
} entered[] = {
	{ MAIL_WAY_ENTERED, "Den togs emot av ansvarig@kommun.example.", "rapport.pdf",
		TRUST_COMMAND, FALSE, FALSE },
	{ MAIL_WAY_ENTERED, NULL, "ansvarig@kommun.example.pdf", TRUST_COMMAND, FALSE, TRUE },
	{ MAIL_WAY_FETCHED, "Den togs emot av ansvarig@kommun.example.", "rapport.pdf",
		TRUST_UNKNOWN, TRUE, TRUE },
	{ MAIL_WAY_IMPORTED, "Den togs emot av ansvarig@kommun.example.", NULL, TRUST_UNKNOWN, TRUE,
		TRUE },
};

static void
test_entered(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	MailPart *part = g_new0(MailPart, 1);

	desk->board->conflict_contact.address = g_strdup("ordforande@kommun.example");
	desk->settings->organisation.trust = TRUST_AUTHSERV;
	desk->settings->organisation.authserv_id = g_strdup("mx.kommun.example");
	g_ptr_array_add(desk->mail->parts, part);
	desk->mail->words = g_string_new(NULL);
	for (guint i = 0; i < G_N_ELEMENTS(entered); i++) {
		desk->origin.way = entered[i].way;
		desk->origin.received = NOW - HOUR;
		g_string_assign(desk->mail->words, entered[i].words ? entered[i].words : "");
		g_free(part->name);
		part->name = g_strdup(entered[i].file);
		g_autoptr(IntakePlan) made = plan(desk);

		g_test_message("row %u", i);
		g_assert_cmpint(made->trust, ==, entered[i].trust);
		g_assert_cmpint(has_flag(made, "sender_unverified"), ==, entered[i].unverified);
		g_assert_cmpint(has_flag(made, "possible_conflict"), ==, entered[i].conflict);
		g_assert_cmpint(find_notice(made, NOTICE_NEW_CASE)->hold, ==,
			entered[i].conflict                   ? HOLD_RECUSED
			: entered[i].way == MAIL_WAY_IMPORTED ? HOLD_IMPORT
							      : HOLD_NONE);
	}
}

static const struct {
	gint64 internaldate, gateway;
	const char *source;
	gint64 arrived;
	gboolean flagged;
} arrivals[] = {
	{ NOW - HOUR, INSTANT_NONE, "internaldate", NOW - HOUR, FALSE },
	{ INSTANT_NONE, INSTANT_NONE, "poll", NOW, FALSE },
	{ NOW + 48 * HOUR, INSTANT_NONE, "poll", NOW, FALSE },
	{ NOW - HOUR, NOW - 2 * HOUR, "gateway", NOW - 2 * HOUR, FALSE },
	{ NOW - HOUR, NOW - 30 * HOUR, "gateway", NOW - 30 * HOUR, TRUE },
	{ NOW - HOUR, NOW + 48 * HOUR, "internaldate", NOW - HOUR, FALSE },
	{ G_GINT64_CONSTANT(-62135596800000), INSTANT_NONE, "internaldate",
		G_GINT64_CONSTANT(-62135596800000), FALSE },
};

static void
test_arrival(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	for (guint i = 0; i < G_N_ELEMENTS(arrivals); i++) {
		g_ptr_array_set_size(desk->mail->trace, 0);
		if (arrivals[i].gateway != INSTANT_NONE) {
			MailTrace *line = g_new0(MailTrace, 1);

			line->by = g_strdup("mx.kommun.example");
			line->time = arrivals[i].gateway;
			g_ptr_array_add(desk->mail->trace, line);
		}
		desk->origin.internaldate = arrivals[i].internaldate;
		g_autoptr(IntakePlan) made = plan(desk);

		g_assert_cmpstr(made->arrival_source, ==, arrivals[i].source);
		g_assert_cmpint(made->arrived, ==, arrivals[i].arrived);
		g_assert_cmpint(has_flag(made, "arrival_differs"), ==, arrivals[i].flagged);
	}
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(Desk *desk, gconstpointer unused);
	} tests[] = {
		{ "/intake/kinds", test_kinds },
		{ "/intake/receipts", test_who_gets_a_receipt },
		{ "/intake/unsafe-id", test_a_message_id_that_cannot_stand_in_a_header },
		{ "/intake/kept", test_what_is_kept },
		{ "/intake/plain-route", test_a_plain_mail_says_nothing_of_the_sender },
		{ "/intake/outsider", test_an_outsider_learns_no_number },
		{ "/intake/patience", test_notices_wait_for_the_reading },
		{ "/intake/flags", test_flags },
		{ "/intake/half", test_half_a_mail_is_no_answer },
		{ "/intake/own-words", test_who_wrote_it_is_not_told },
		{ "/intake/incomplete", test_incomplete },
		{ "/intake/who-reports", test_who_reports },
		{ "/intake/entered", test_entered },
		{ "/intake/arrival", test_arrival },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Desk, NULL, desk_set_up, tests[i].run, desk_tear_down);
	return g_test_run();
}

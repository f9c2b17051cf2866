/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "adapters/variant-json.h"
#include "core/notice/privacy.h"
#include "support/desk.h"

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
	{ 0, 0, DESK_STAFF, MAIL_KIND_REPORT, 3, "LS-2026-0042" },
	{ 0, NOTICE, DESK_STAFF, MAIL_KIND_REPORT, 3, "LS-2026-0042" },
	{ 0, NOTICE | THREAD, DESK_STAFF, MAIL_KIND_CORRESPONDENCE, 1, "LS-2026-0007" },
	{ 0, THREAD, DESK_STAFF, MAIL_KIND_CORRESPONDENCE, 1, "LS-2026-0007" },
	/* Called a notification, and made like none. */
	{ MAIL_SIGN_REPORT_TYPE, NOTICE, DESK_STAFF, MAIL_KIND_REPORT, 2, "LS-2026-0042" },
	{ 0, COPY, DESK_STAFF, MAIL_KIND_COPY, 0, "LS-2026-0003" },
	{ 0, COPY | THREAD, DESK_STAFF, MAIL_KIND_COPY, 0, "LS-2026-0003" },
	{ MAIL_SIGN_DSN, COPY | THREAD | NOTICE, DESK_STAFF, MAIL_KIND_COPY, 0, "LS-2026-0003" },
	{ MAIL_SIGN_DSN, 0, DESK_STAFF, MAIL_KIND_DSN, 0, NULL },
	{ MAIL_SIGN_DSN | MAIL_SIGN_AUTO_SUBMITTED, NOTICE | THREAD, DESK_STAFF, MAIL_KIND_DSN, 0,
		"LS-2026-0007" },
	{ MAIL_SIGN_MDN, THREAD, DESK_STAFF, MAIL_KIND_MDN, 0, "LS-2026-0007" },
	{ ANSWERS, NOTICE | THREAD, DESK_STAFF, MAIL_KIND_AUTO_ANSWER, 0, "LS-2026-0007" },
	{ MAIL_SIGN_AUTO_REPLIED | MAIL_SIGN_SUPPRESS, NOTICE, DESK_STAFF, MAIL_KIND_AUTO_ANSWER, 0,
		NULL },
	{ ANSWERS, NOTICE | THREAD | ATTACHED, DESK_STAFF, MAIL_KIND_AUTO_ANSWER, 0,
		"LS-2026-0007" },
	{ MAIL_SIGN_NULL_SENDER, NOTICE, DESK_STAFF, MAIL_KIND_AUTO_ANSWER, 0, NULL },
	{ OUT_OF_OFFICE, NOTICE | THREAD, DESK_STAFF, MAIL_KIND_AUTO_ANSWER, 0, "LS-2026-0007" },
	/* These may be reports too, when there is something with them. */
	{ MAIL_SIGN_NULL_SENDER, NOTICE | ATTACHED, DESK_STAFF, MAIL_KIND_REPORT, 2,
		"LS-2026-0042" },
	{ MAIL_SIGN_NULL_SENDER, NOTICE | THREAD | ATTACHED, DESK_STAFF, MAIL_KIND_CORRESPONDENCE,
		1, "LS-2026-0007" },
	{ OUT_OF_OFFICE, NOTICE | THREAD | ATTACHED, DESK_STAFF, MAIL_KIND_CORRESPONDENCE, 1,
		"LS-2026-0007" },
	/* What a mailbox's rule passes on is somebody's, and no answer. */
	{ MAIL_SIGN_MAILBOX_RULE, NOTICE | THREAD, DESK_STAFF, MAIL_KIND_CORRESPONDENCE, 1,
		"LS-2026-0007" },
	/* A machine that writes by itself answers nothing, whatever it refers to. */
	{ MAIL_SIGN_AUTO_SUBMITTED, NOTICE, DESK_STAFF, MAIL_KIND_REPORT, 2, "LS-2026-0042" },
	{ MAIL_SIGN_AUTO_SUBMITTED | MAIL_SIGN_SUPPRESS, NOTICE | THREAD, DESK_STAFF,
		MAIL_KIND_REPORT, 2, "LS-2026-0042" },
	{ ANSWERS, THREAD, DESK_STAFF, MAIL_KIND_CORRESPONDENCE, 1, "LS-2026-0007" },
	{ MAIL_SIGN_SUPPRESS, NOTICE | THREAD, DESK_STAFF, MAIL_KIND_CORRESPONDENCE, 1,
		"LS-2026-0007" },
	{ MAIL_SIGN_BULK, NOTICE | THREAD, DESK_STAFF, MAIL_KIND_CORRESPONDENCE, 1,
		"LS-2026-0007" },
	/* Automatic, but about nothing of ours: a scanner, a web form, a fax machine. */
	{ MAIL_SIGN_AUTO_SUBMITTED, 0, DESK_STAFF, MAIL_KIND_REPORT, 2, "LS-2026-0042" },
	{ MAIL_SIGN_NULL_SENDER | MAIL_SIGN_BULK | MAIL_SIGN_SUPPRESS, 0, DESK_STAFF,
		MAIL_KIND_REPORT, 2, "LS-2026-0042" },
	{ MAIL_SIGN_AUTO_SUBMITTED, THREAD, DESK_STAFF, MAIL_KIND_REPORT, 2, "LS-2026-0042" },
	/* A no-reply name alone does not make an answer of a person automatic. */
	{ MAIL_SIGN_NO_REPLY_NAME, NOTICE, DESK_STAFF, MAIL_KIND_REPORT, 2, "LS-2026-0042" },
	{ MAIL_SIGN_AUTO_SUBMITTED, OWN, "Lexsarah@Kommun.example", MAIL_KIND_OWN, 0, NULL },
	{ MAIL_SIGN_AUTO_SUBMITTED, OWN | COPY | THREAD, "lexsarah@kommun.example", MAIL_KIND_OWN,
		0, "LS-2026-0007" },
	/* Invariant 3: who knows a Message-ID of ours cannot make a report go away with it. */
	{ 0, OWN, DESK_STAFF, MAIL_KIND_REPORT, 3, "LS-2026-0042" },
	{ 0, OWN | THREAD, DESK_STAFF, MAIL_KIND_CORRESPONDENCE, 1, "LS-2026-0007" },
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
		g_autoptr(IntakePlan) made = desk_plan(desk);
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
		{ DESK_STAFF, TRUE, FALSE, FALSE, 1 },
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
		g_autoptr(IntakePlan) made = desk_plan(desk);

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
		g_autoptr(IntakePlan) made = desk_plan(desk);

		g_assert_cmpuint(made->kind, ==, i == 0 ? MAIL_KIND_AUTO_ANSWER : MAIL_KIND_REPORT);
	}
}

static const struct {
	const char *from;
	guint signs;
	gboolean answered;
	Audience audience;
} receipts[] = {
	{ DESK_STAFF, 0, TRUE, AUDIENCE_REPORTER },
	{ "alva@sub.kommun.example", 0, TRUE, AUDIENCE_REPORTER },
	{ DESK_PUBLIC, 0, TRUE, AUDIENCE_OUTSIDER },
	{ "alva@notkommun.example", 0, TRUE, AUDIENCE_OUTSIDER },
	{ "alva@kommun.example.annat.example", 0, TRUE, AUDIENCE_OUTSIDER },
	{ DESK_STAFF, MAIL_SIGN_AUTO_SUBMITTED, FALSE, 0 },
	{ DESK_STAFF, MAIL_SIGN_BULK, FALSE, 0 },
	{ DESK_STAFF, MAIL_SIGN_NULL_SENDER, FALSE, 0 },
	{ DESK_STAFF, MAIL_SIGN_SUPPRESS, FALSE, 0 },
	{ DESK_STAFF, MAIL_SIGN_NO_REPLY_NAME, FALSE, 0 },
	{ DESK_STAFF, MAIL_SIGN_REPORT_TYPE, FALSE, 0 },
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
		g_autoptr(IntakePlan) made = desk_plan(desk);
		const PlannedNotice *receipt = desk_find_notice(made, NOTICE_RECEIPT);

		g_test_message("row %u: %s", i, receipts[i].from);
		g_assert_true(made->opens_case);
		g_assert_nonnull(desk_find_notice(made, NOTICE_NEW_CASE));
		g_assert_cmpint(receipt != NULL, ==, receipts[i].answered);
		if (!receipt)
			continue;
		g_assert_cmpuint(receipt->audience, ==, receipts[i].audience);
		g_assert_cmpuint(receipt->route, ==, ROUTE_PLAIN);
		g_assert_cmpstr(receipt->recipient, ==, receipts[i].from);
		g_assert_cmpint(receipt->due, ==, DESK_NOW);
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
		g_autoptr(IntakePlan) made = desk_plan(desk);

		g_assert_cmpstr(desk_find_notice(made, NOTICE_RECEIPT)->in_reply_to, ==,
			ids[i].answered ? ids[i].id : NULL);
		g_assert_null(desk_find_notice(made, NOTICE_NEW_CASE)->in_reply_to);
	}
	g_free(desk->mail->message_id);
	desk->mail->message_id = g_strnfill(251, 'a');
	g_autoptr(IntakePlan) made = desk_plan(desk);
	g_assert_null(desk_find_notice(made, NOTICE_RECEIPT)->in_reply_to);
}

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
	desk->origin.internaldate = DESK_NOW - DESK_HOUR;
	g_autoptr(IntakePlan) made = desk_plan(desk);
	const PlannedEvent *event = g_ptr_array_index(made->events, 0);
	const PlannedNotice *receipt = desk_find_notice(made, NOTICE_RECEIPT);

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

/* Invariant 7, with the filter that the renderer applies. */
static void
test_a_plain_mail_says_nothing_of_the_sender(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const secrets[] = { "Alva", "alva@", "LS-2026-0007", "hemlig" };

	desk->mail->from_name = g_strdup("Alva Exempel");
	desk->mail->subject = g_strdup("hemlig");
	desk->known.document_case = "LS-2026-0007";
	g_autoptr(IntakePlan) made = desk_plan(desk);
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
	g_autoptr(IntakePlan) open = desk_plan(desk);
	const PlannedNotice *told = desk_find_notice(open, NOTICE_NEW_CASE);
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
	desk->mail->from_address = g_strdup(DESK_PUBLIC);
	g_autoptr(IntakePlan) made = desk_plan(desk);
	const PlannedNotice *receipt = desk_find_notice(made, NOTICE_RECEIPT);
	g_autoptr(GVariant) facts = shown(receipt);
	g_autofree char *said = g_variant_print(facts, FALSE);

	g_assert_null(strstr(said, "LS-2026"));
}

static void
test_notices_wait_for_the_reading(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(IntakePlan) made = desk_plan(desk);
	const PlannedNotice *told = desk_find_notice(made, NOTICE_NEW_CASE);

	g_assert_true(told->after_reading);
	g_assert_cmpint(told->due, ==, DESK_NOW);
	g_assert_true(desk_find_notice(made, NOTICE_REGISTRAR)->after_reading);
	g_assert_cmpint(desk_find_notice(made, NOTICE_REGISTRAR)->due, ==, DESK_NOW);
	g_assert_cmpint(desk_find_notice(made, NOTICE_RECEIPT)->due, ==, DESK_NOW);
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
		{ "/intake/half", test_half_a_mail_is_no_answer },
		{ "/intake/own-words", test_who_wrote_it_is_not_told },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Desk, NULL, desk_set_up, tests[i].run, desk_tear_down);
	return g_test_run();
}

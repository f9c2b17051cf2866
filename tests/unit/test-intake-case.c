/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a plan says of its case: flags, who reports, when it arrived.
 */
#include <glib.h>
#include <string.h>

#include "support/desk.h"

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
		desk->mail->from_address = g_strdup(flags[i].sender ? DESK_STAFF : NULL);
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
		g_autoptr(IntakePlan) made = desk_plan(desk);
		g_test_message("row %u", i);
		g_assert_cmpuint(made->flags->len, ==, flags[i].flag ? 1 : 0);
		g_assert_true(!flags[i].flag || desk_has_flag(made, flags[i].flag));
	}
}

/* Bytes that are not kept, or not looked into, may hold the report: a person must hear of it. */
static void
test_incomplete(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	for (guint i = 0; i < 4; i++) {
		desk->origin.truncated = i & 1;
		desk->mail->limited = i & 2;
		g_autoptr(IntakePlan) made = desk_plan(desk);

		const PlannedNotice *receipt = desk_find_notice(made, NOTICE_RECEIPT);

		g_assert_true(made->opens_case);
		/* Its sender can do something about a large mail, a person about the other. */
		g_assert_nonnull(strstr(
			receipt->facts, i & 1 ? "\"too_large\":true" : "\"too_large\":false"));
		g_assert_cmpint(desk_has_flag(made, "mail_incomplete"), ==, i != 0);
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
	{ OUTER, "Bo Ek", DESK_PUBLIC, FALSE, "Bo Ek", DESK_PUBLIC, TRUE },
	{ OUTER, "Anna Lind", NULL, FALSE, "Anna Lind", NULL, TRUE },
	/* Their own mail, or ours. */
	{ OUTER, "Karin H", "Karin@Kommun.example", FALSE, "Karin Holm", OUTER, FALSE },
	{ OUTER, "KARIN HOLM", NULL, FALSE, "Karin Holm", OUTER, FALSE },
	{ OUTER, "Lex Sarah", "lexsarah@kommun.example", FALSE, "Karin Holm", OUTER, FALSE },
	/* Not the word of a stranger, nor of nobody. */
	{ DESK_PUBLIC, "Anna Lind", "anna@kommun.example", FALSE, "Karin Holm", DESK_PUBLIC,
		FALSE },
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
		g_autoptr(IntakePlan) made = desk_plan(desk);
		const PlannedNotice *receipt = desk_find_notice(made, NOTICE_RECEIPT);

		g_test_message("row %u", i);
		g_assert_cmpstr(made->reporter_name, ==, forwards[i].reporter_name);
		g_assert_cmpstr(made->reporter_address, ==, forwards[i].reporter);
		g_assert_cmpint(desk_has_flag(made, "forwarded_report"), ==, forwards[i].flagged);
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
	g_autoptr(IntakePlan) forged = desk_plan(desk);
	g_assert_cmpstr(forged->reporter_name, ==, "Karin Holm");
	g_assert_cmpstr(forged->reporter_address, ==, OUTER);
	g_assert_false(desk_has_flag(forged, "forwarded_report"));
	g_assert_true(desk_has_flag(forged, "sender_unverified"));
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
		desk->origin.received = DESK_NOW - DESK_HOUR;
		g_string_assign(desk->mail->words, entered[i].words ? entered[i].words : "");
		g_free(part->name);
		part->name = g_strdup(entered[i].file);
		g_autoptr(IntakePlan) made = desk_plan(desk);

		g_test_message("row %u", i);
		g_assert_cmpint(made->trust, ==, entered[i].trust);
		g_assert_cmpint(
			desk_has_flag(made, "sender_unverified"), ==, entered[i].unverified);
		g_assert_cmpint(desk_has_flag(made, "possible_conflict"), ==, entered[i].conflict);
		g_assert_cmpint(desk_find_notice(made, NOTICE_NEW_CASE)->hold, ==,
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
	{ DESK_NOW - DESK_HOUR, INSTANT_NONE, "internaldate", DESK_NOW - DESK_HOUR, FALSE },
	{ INSTANT_NONE, INSTANT_NONE, "poll", DESK_NOW, FALSE },
	{ DESK_NOW + 48 * DESK_HOUR, INSTANT_NONE, "poll", DESK_NOW, FALSE },
	{ DESK_NOW - DESK_HOUR, DESK_NOW - 2 * DESK_HOUR, "gateway", DESK_NOW - 2 * DESK_HOUR,
		FALSE },
	{ DESK_NOW - DESK_HOUR, DESK_NOW - 30 * DESK_HOUR, "gateway", DESK_NOW - 30 * DESK_HOUR,
		TRUE },
	{ DESK_NOW - DESK_HOUR, DESK_NOW + 48 * DESK_HOUR, "internaldate", DESK_NOW - DESK_HOUR,
		FALSE },
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
		g_autoptr(IntakePlan) made = desk_plan(desk);

		g_assert_cmpstr(made->arrival_source, ==, arrivals[i].source);
		g_assert_cmpint(made->arrived, ==, arrivals[i].arrived);
		g_assert_cmpint(desk_has_flag(made, "arrival_differs"), ==, arrivals[i].flagged);
	}
}

/* A case of its own, whose link says where to look; what it joins needs none. */
static void
test_refers(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		ReplyPlace place;
		const char *thread, *subject, *refers;
		guint signs;
	} rows[] = {
		{ REPLY_NOWHERE, NULL, NULL, NULL, 0 },
		{ REPLY_NOWHERE, NULL, "LS-2026-0009", "LS-2026-0009", 0 },
		{ REPLY_IN_ADDRESS, NULL, NULL, "LS-2026-0008", 0 },
		{ REPLY_IN_ADDRESS, NULL, "LS-2026-0009", "LS-2026-0008", 0 },
		{ REPLY_NOWHERE, "LS-2026-0007", "LS-2026-0009", NULL, 0 },
		{ REPLY_NOWHERE, "LS-2026-0007", "LS-2026-0009", "LS-2026-0007",
			MAIL_SIGN_AUTO_SUBMITTED },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		desk->mail->signs = rows[i].signs;
		desk->known = (IntakeKnown){ .next_case = "LS-2026-0042",
			.thread_case = rows[i].thread,
			.subject_case = rows[i].subject,
			.reply = { .place = rows[i].place, .case_id = "LS-2026-0008" } };
		g_autoptr(IntakePlan) made = desk_plan(desk);
		g_test_message("row %zu", i);
		g_assert_cmpstr(made->refers_to, ==, rows[i].refers);
		g_assert_cmpint(made->opens_case, ==, !rows[i].thread || rows[i].signs);
		g_assert_cmpint(desk_has_flag(made, "refers_to_case"), ==, rows[i].refers != NULL);
	}
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(Desk *desk, gconstpointer unused);
	} tests[] = {
		{ "/intake/flags", test_flags },
		{ "/intake/incomplete", test_incomplete },
		{ "/intake/who-reports", test_who_reports },
		{ "/intake/entered", test_entered },
		{ "/intake/arrival", test_arrival },
		{ "/intake/refers", test_refers },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Desk, NULL, desk_set_up, tests[i].run, desk_tear_down);
	return g_test_run();
}

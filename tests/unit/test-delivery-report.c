/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/mail/delivery-report.h"

#define HEAD                                                                                       \
	"Reporting-MTA: dns; mx.kommun.example\r\nOriginal-Envelope-Id: <q1@kommun.example>\r\n\r\n"

/* What a notification says, and whose failure it then is: "alva" or nobody's. */
static const struct {
	const char *text;
	gboolean is_one;
	const char *status; /* of alva@kommun.example's failure; NULL: there is none */
} reports[] = {
	{ HEAD "Final-Recipient: rfc822; alva@kommun.example\r\nAction: failed\r\nStatus: 5.1.1\r\n",
		TRUE, "5.1.1" },
	/* An alias: the address that the notice was sent to is the original one. */
	{ HEAD "Original-Recipient: rfc822;Alva@Kommun.example\r\nFinal-Recipient: rfc822;"
	       "alva@tenant.example\r\nAction: Failed (user unknown)\r\nStatus: 5.1.10\r\n",
		TRUE, "5.1.10" },
	{ "Action: failed\nFinal-Recipient: RFC822;\n <alva@kommun.example>\nStatus: 5.0.0 (no)\n",
		TRUE, "5.0.0" },
	{ HEAD "Final-Recipient: utf-8; alva@kommun.example\nAction: failed\nStatus: 5.7.1", TRUE,
		"5.7.1" },
	/* The second of two recipients. */
	{ HEAD "Final-Recipient: rfc822; bo@kommun.example\nAction: failed\nStatus: 5.1.1\n\n"
	       "Final-Recipient: rfc822; alva@kommun.example\nAction: failed\nStatus: 5.2.2\n",
		TRUE, "5.2.2" },
	/* Another's failure, and alva's mail arrived. */
	{ HEAD "Final-Recipient: rfc822; bo@kommun.example\nAction: failed\nStatus: 5.1.1\n\n"
	       "Final-Recipient: rfc822; alva@kommun.example\nAction: delivered\nStatus: 2.0.0\n",
		TRUE, NULL },
	{ HEAD "Final-Recipient: rfc822; alva@kommun.example\nAction: delayed\nStatus: 4.4.1\n",
		TRUE, NULL },
	{ HEAD "Final-Recipient: rfc822; alva@kommun.example\nAction: relayed\n", TRUE, NULL },
	{ HEAD "Final-Recipient: rfc822; alva@kommun.example\nAction: expanded\n", TRUE, NULL },
	{ HEAD "Final-Recipient: rfc822; xalva@kommun.example\nAction: failed\n", TRUE, NULL },
	{ HEAD "Final-Recipient: rfc822; alva@kommun.example.annat.example\nAction: failed\n", TRUE,
		NULL },
	/* Action and recipient of different groups make none. */
	{ HEAD "Final-Recipient: rfc822; alva@kommun.example\n\nAction: failed\n", FALSE, NULL },
	{ HEAD "Final-Recipient: rfc822; alva@kommun.example\nStatus: 5.1.1\n", FALSE, NULL },
	{ HEAD "Action: failed\nStatus: 5.1.1\n", FALSE, NULL },
	{ "Jag vill rapportera ett missförhållande: vi glömde.\n", FALSE, NULL },
	{ "", FALSE, NULL },
	{ "\n\n\n : \n", FALSE, NULL },
};

/* Which failures say that the next mail comes back, too. */
static void
test_lasting(void)
{
	static const struct {
		const char *action, *status;
		gboolean lasting;
	} rows[] = { { "failed", "5.1.1", TRUE }, { "failed", "5.1.10", TRUE },
		{ "failed", "5.2.1", TRUE }, { "failed", "5.2.2", FALSE },
		{ "failed", "5.7.1", FALSE }, { "failed", "5.1.8", FALSE },
		{ "failed", "5.0.0", FALSE }, { "failed", NULL, FALSE },
		{ "delayed", "5.1.1", FALSE } };

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const DeliveryOutcome outcome = { .action = (char *) rows[i].action,
			.status = (char *) rows[i].status };

		g_test_message("row %u", i);
		g_assert_cmpint(delivery_outcome_is_lasting(&outcome), ==, rows[i].lasting);
	}
}

static void
test_reports(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(reports); i++) {
		g_autoptr(DeliveryReport) report = delivery_report_parse(reports[i].text);

		g_test_message("row %u", i);
		g_assert_cmpint(report != NULL, ==, reports[i].is_one);
		const DeliveryOutcome *failure =
			report ? delivery_report_failure(report, "alva@kommun.example") : NULL;
		g_assert_cmpint(failure != NULL, ==, reports[i].status != NULL);
		g_assert_cmpstr(failure ? failure->status : NULL, ==, reports[i].status);
	}
}

static void
test_ids(void)
{
	g_autoptr(DeliveryReport) report = delivery_report_parse(reports[0].text);
	g_autofree char *id = delivery_report_find_message_id(
		"Subject: x\r\nMESSAGE-ID:\r\n <a.b@kommun.example>\r\nTo: alva@kommun.example\r\n");
	g_autofree char *bare = delivery_report_find_message_id("Message-ID: a@b.example");
	g_autofree char *none = delivery_report_find_message_id("X-Message-ID: <a@b.example>\n");

	g_assert_cmpstr(report->envelope_id, ==, "q1@kommun.example");
	g_assert_cmpstr(id, ==, "a.b@kommun.example");
	g_assert_cmpstr(bare, ==, "a@b.example");
	g_assert_null(none);
	g_assert_true(delivery_report_has_field("A: b\ndisposition : c", "Disposition"));
	g_assert_false(delivery_report_has_field("A: Disposition: c", "Disposition"));
}

/* As many recipients as a sender likes: it ends, and holds only so many. */
static void
test_many_recipients(void)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < 5000; i++)
		g_string_append_printf(
			text, "Final-Recipient: rfc822; a%u@b.example\nAction: failed\n\n", i);
	g_autoptr(DeliveryReport) report = delivery_report_parse(text->str);
	g_assert_cmpuint(report->outcomes->len, <=, 50);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/delivery-report/reports", test_reports);
	g_test_add_func("/delivery-report/lasting", test_lasting);
	g_test_add_func("/delivery-report/ids", test_ids);
	g_test_add_func("/delivery-report/many", test_many_recipients);
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/mail/arrival.h"
#include "core/mail/received.h"

static gint64
instant(const char *text)
{
	gint64 ms = INSTANT_NONE;

	if (text)
		g_assert_true(instant_from_string(text, &ms));
	return ms;
}

#define FROM_IMAP(time) "from mx.kommun.example by imap.kommun.example with LMTP; " time
#define FROM_MX(time)                                                                              \
	"from x (mail.sender.example [192.0.2.1]) by mx.kommun.example (Postfix); " time

static const struct {
	const char *what;
	const char *lines[5]; /* topmost first */
	const char *internaldate, *now;
	const char *wanted;
	ArrivalSource source;
	gboolean differs;
	guint candidates;
} cases[] = {
	{ "NJA 2024 s. 3: reached the network at 23:57, held by the filter until 00:27",
		{ FROM_IMAP("Wed, 3 Jan 2024 00:27:00 +0100"),
			FROM_MX("Tue, 2 Jan 2024 23:57:00 +0100") },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-02T23:57:00+01:00", ARRIVAL_GATEWAY, FALSE, 4 },
	{ "a forged gateway line below the sender's own host proves nothing",
		{ FROM_MX("Wed, 3 Jan 2024 00:27:00 +0100"),
			"from a by mail.sender.example; Wed, 3 Jan 2024 00:26:00 +0100",
			FROM_MX("Mon, 1 Jan 2024 12:00:00 +0100") },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-03T00:27:00+01:00", ARRIVAL_GATEWAY, FALSE, 3 },
	{ "a forged gateway line right below the true one was not written by its peer",
		{ FROM_MX("Wed, 3 Jan 2024 00:27:00 +0100"),
			FROM_MX("Mon, 1 Jan 2024 12:00:00 +0100") },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-03T00:27:00+01:00", ARRIVAL_GATEWAY, FALSE, 3 },
	{ "a peer that announces itself as the gateway is not the gateway",
		{ "from mx.kommun.example (evil.example [203.0.113.9]) by mx.kommun.example; Wed, 3 "
		  "Jan 2024 00:27:00 +0100",
			FROM_MX("Mon, 1 Jan 2024 12:00:00 +0100") },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-03T00:27:00+01:00", ARRIVAL_GATEWAY, FALSE, 3 },
	{ "nor one that has no name of its own",
		{ "from mx.kommun.example (unknown [203.0.113.9]) by mx.kommun.example; Wed, 3 Jan "
		  "2024 00:27:00 +0100",
			FROM_MX("Mon, 1 Jan 2024 12:00:00 +0100") },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-03T00:27:00+01:00", ARRIVAL_GATEWAY, FALSE, 3 },
	{ "the first line is a stranger's",
		{ "from a by elsewhere.example; Mon, 1 Jan 2024 12:00:00 +0100",
			FROM_MX("Mon, 1 Jan 2024 12:00:00 +0100") },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-03T00:27:01+01:00", ARRIVAL_INTERNALDATE, FALSE, 2 },
	{ "a gateway is matched exactly",
		{ "from a by evil-mx.kommun.example; Mon, 1 Jan 2024 12:00:00 +0100" },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-03T00:27:01+01:00", ARRIVAL_INTERNALDATE, FALSE, 2 },
	{ "over 24 hours before INTERNALDATE is flagged",
		{ FROM_MX("Mon, 1 Jan 2024 12:00:00 +0100") }, "2024-01-02T12:00:01+01:00",
		"2024-01-03T00:28:00+01:00", "2024-01-01T12:00:00+01:00", ARRIVAL_GATEWAY, TRUE,
		3 },
	{ "24 hours are not", { FROM_MX("Mon, 1 Jan 2024 12:00:00 +0100") },
		"2024-01-02T12:00:00+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-01T12:00:00+01:00", ARRIVAL_GATEWAY, FALSE, 3 },
	{ "24 hours over the change to summer time are by the clock of the world",
		{ FROM_MX("Sat, 30 Mar 2024 12:00:00 +0100") }, "2024-03-31T13:00:00+02:00",
		"2024-03-31T14:00:00+02:00", "2024-03-30T12:00:00+01:00", ARRIVAL_GATEWAY, FALSE,
		3 },
	{ "the doubled hour of autumn: the offset decides",
		{ FROM_IMAP("Sun, 27 Oct 2024 02:10:00 +0100"),
			FROM_MX("Sun, 27 Oct 2024 02:50:00 +0200") },
		"2024-10-27T02:10:01+01:00", "2024-10-27T02:11:00+01:00",
		"2024-10-27T02:50:00+02:00", ARRIVAL_GATEWAY, FALSE, 4 },
	{ "an unreadable time leaves the line above it",
		{ FROM_IMAP("Wed, 3 Jan 2024 00:27:00 +0100"), FROM_MX("yesterday") },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-03T00:27:00+01:00", ARRIVAL_GATEWAY, FALSE, 3 },
	{ "a gateway of the future is not believed", { FROM_MX("Fri, 3 Jan 2034 00:27:00 +0100") },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-03T00:27:01+01:00", ARRIVAL_INTERNALDATE, FALSE, 3 },
	{ "clocks may differ by minutes", { FROM_MX("Wed, 3 Jan 2024 00:33:00 +0100") },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-03T00:33:00+01:00", ARRIVAL_GATEWAY, FALSE, 3 },
	{ "INTERNALDATE of the future is not believed either", { NULL },
		"2034-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-03T00:28:00+01:00", ARRIVAL_POLL, FALSE, 2 },
	{ "nothing but the poll", { NULL }, NULL, "2024-01-03T00:28:00+01:00",
		"2024-01-03T00:28:00+01:00", ARRIVAL_POLL, FALSE, 1 },
	{ "one whose only word is what it announced is not",
		{ "from mx.kommun.example by mx.kommun.example with ESMTP; Wed, 3 Jan 2024 00:27:00 "
		  "+0100",
			FROM_MX("Mon, 1 Jan 2024 12:00:00 +0100") },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-03T00:27:00+01:00", ARRIVAL_GATEWAY, FALSE, 3 },
	{ "nor with an address that is no gateway's",
		{ "from mx.kommun.example (203.0.113.9) by mx.kommun.example with Microsoft SMTP "
		  "Server; Wed, 3 Jan 2024 00:27:00 +0100",
			FROM_MX("Mon, 1 Jan 2024 12:00:00 +0100") },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-03T00:27:00+01:00", ARRIVAL_GATEWAY, FALSE, 3 },
	{ "nor one that says so in its reverse zone, which qmail writes down unproved",
		{ "from mx.kommun.example (HELO x) (203.0.113.9) by mx.kommun.example with SMTP; Wed, "
		  "3 Jan 2024 00:27:00 +0100",
			FROM_MX("Mon, 1 Jan 2024 12:00:00 +0100") },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-03T00:27:00+01:00", ARRIVAL_GATEWAY, FALSE, 3 },
	{ "behind qmail a gateway is known by its address, too",
		{ "from x.example (HELO x) (10.0.0.5) by imap.kommun.example with SMTP; Wed, 3 Jan "
		  "2024 00:27:00 +0100",
			FROM_MX("Tue, 2 Jan 2024 23:57:00 +0100") },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-02T23:57:00+01:00", ARRIVAL_GATEWAY, FALSE, 4 },
	{ "a gateway is known by its address, whatever it announced",
		{ "from x (10.0.0.5) by imap.kommun.example with Microsoft SMTP Server; Wed, 3 Jan "
		  "2024 00:27:00 +0100",
			FROM_MX("Tue, 2 Jan 2024 23:57:00 +0100") },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-02T23:57:00+01:00", ARRIVAL_GATEWAY, FALSE, 4 },
	{ "and vouches for its own line only",
		{ "from x (10.0.0.5) by imap.kommun.example with Microsoft SMTP Server; Wed, 3 Jan "
		  "2024 00:27:00 +0100",
			"from y by mail.sender.example; Tue, 2 Jan 2024 23:57:00 +0100" },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-03T00:27:00+01:00", ARRIVAL_GATEWAY, FALSE, 3 },
	{ "a filter on the gateway itself",
		{ "from localhost (localhost [127.0.0.1]) by mx.kommun.example; Wed, 3 Jan 2024 "
		  "00:27:00 +0100",
			"from mx.kommun.example ([127.0.0.1]) by localhost (amavisd-new); Wed, 3 Jan "
			"2024 00:26:00 +0100",
			FROM_MX("Tue, 2 Jan 2024 23:57:00 +0100"),
			"from y by mail.sender.example; Tue, 2 Jan 2024 20:00:00 +0100" },
		"2024-01-03T00:27:01+01:00", "2024-01-03T00:28:00+01:00",
		"2024-01-02T23:57:00+01:00", ARRIVAL_GATEWAY, FALSE, 5 },
};

static void
test_cases(void)
{
	g_autoptr(GPtrArray) gateways = g_ptr_array_new();

	g_ptr_array_add(gateways, (gpointer) "imap.kommun.example");
	g_ptr_array_add(gateways, (gpointer) "mx.kommun.example");
	g_ptr_array_add(gateways, (gpointer) "localhost");
	g_ptr_array_add(gateways, (gpointer) "127.0.0.1");
	g_ptr_array_add(gateways, (gpointer) "10.0.0.5");
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) trace =
			g_ptr_array_new_with_free_func((GDestroyNotify) mail_trace_free);

		g_test_message("%s", cases[i].what);
		for (gsize k = 0; k < G_N_ELEMENTS(cases[i].lines) && cases[i].lines[k]; k++)
			g_ptr_array_add(trace, received_parse(cases[i].lines[k]));
		g_auto(Arrival) arrival = arrival_determine(trace, gateways, ARRIVAL_INTERNALDATE,
			instant(cases[i].internaldate), instant(cases[i].now));
		g_assert_cmpint(arrival.instant, ==, instant(cases[i].wanted));
		g_assert_cmpint(arrival.source, ==, cases[i].source);
		g_assert_cmpint(arrival.differs, ==, cases[i].differs);
		g_assert_cmpuint(arrival.candidates->len, ==, cases[i].candidates);
	}
}

#define NOW          "2024-01-03T00:28:00+01:00"
#define OTHER(time)  "from a by elsewhere.example; " time
#define MAY          "Mon, 6 May 2019 10:00:00 +0200"
#define MAY_INSTANT  "2019-05-06T10:00:00+02:00"
#define JUNE         "Sat, 1 Jun 2019 10:00:00 +0200"
#define JUNE_INSTANT "2019-06-01T10:00:00+02:00"

/* Out of an archive: date is that of its file name or From line. */
static const struct {
	const char *what;
	const char *lines[2]; /* topmost first */
	const char *date, *wanted;
	ArrivalSource source;
	gboolean unproven;
	guint candidates;
} archived[] = {
	{ "our gateway's line is believed as ever", { FROM_MX(JUNE) }, MAY_INSTANT, JUNE_INSTANT,
		ARRIVAL_GATEWAY, FALSE, 3 },
	{ "also when the file was moved years later", { FROM_MX(MAY) }, "2023-12-01T00:00:00+01:00",
		MAY_INSTANT, ARRIVAL_GATEWAY, FALSE, 3 },
	{ "one of the future is not", { FROM_MX("Fri, 3 Jan 2034 00:27:00 +0100") }, MAY_INSTANT,
		MAY_INSTANT, ARRIVAL_ARCHIVE, TRUE, 3 },
	{ "one below another host's is not", { OTHER(JUNE), FROM_MX(MAY) }, NULL, JUNE_INSTANT,
		ARRIVAL_ARCHIVE, TRUE, 2 },
	{ "the name of the file", { NULL }, MAY_INSTANT, MAY_INSTANT, ARRIVAL_ARCHIVE, TRUE, 2 },
	{ "the line of any host", { OTHER(MAY) }, NULL, MAY_INSTANT, ARRIVAL_ARCHIVE, TRUE, 2 },
	{ "the earlier: the line", { OTHER(MAY) }, JUNE_INSTANT, MAY_INSTANT, ARRIVAL_ARCHIVE, TRUE,
		3 },
	{ "the earlier: the name", { OTHER(JUNE) }, MAY_INSTANT, MAY_INSTANT, ARRIVAL_ARCHIVE, TRUE,
		3 },
	{ "the same time is one candidate", { OTHER(MAY) }, MAY_INSTANT, MAY_INSTANT,
		ARRIVAL_ARCHIVE, TRUE, 2 },
	{ "an empty clock says nothing", { OTHER(MAY) }, "1970-01-01T00:00:00Z", MAY_INSTANT,
		ARRIVAL_ARCHIVE, TRUE, 3 },
	{ "nor does the future", { OTHER(MAY) }, "2034-01-01T00:00:00Z", MAY_INSTANT,
		ARRIVAL_ARCHIVE, TRUE, 3 },
	{ "nor both", { OTHER("Thu, 1 Jan 1970 00:00:00 +0000") }, "2034-01-01T00:00:00Z", NOW,
		ARRIVAL_POLL, TRUE, 3 },
	{ "nothing at all", { OTHER("yesterday") }, NULL, NOW, ARRIVAL_POLL, TRUE, 1 },
};

static void
test_archived(void)
{
	g_autoptr(GPtrArray) gateways = g_ptr_array_new();

	g_ptr_array_add(gateways, (gpointer) "mx.kommun.example");
	for (gsize i = 0; i < G_N_ELEMENTS(archived); i++) {
		g_autoptr(GPtrArray) trace =
			g_ptr_array_new_with_free_func((GDestroyNotify) mail_trace_free);

		g_test_message("%s", archived[i].what);
		for (gsize k = 0; k < G_N_ELEMENTS(archived[i].lines) && archived[i].lines[k]; k++)
			g_ptr_array_add(trace, received_parse(archived[i].lines[k]));
		g_auto(Arrival) arrival = arrival_determine(
			trace, gateways, ARRIVAL_ARCHIVE, instant(archived[i].date), instant(NOW));
		g_assert_cmpint(arrival.instant, ==, instant(archived[i].wanted));
		g_assert_cmpint(arrival.source, ==, archived[i].source);
		g_assert_cmpint(arrival.unproven, ==, archived[i].unproven);
		g_assert_false(arrival.differs);
		g_assert_cmpuint(arrival.candidates->len, ==, archived[i].candidates);
		arrival_rule(&arrival, instant(MAY_INSTANT));
		g_assert_false(arrival.unproven);
	}
}

/* Each moment that was considered is kept, also one that was not believed. */
static void
test_candidates(void)
{
	g_autoptr(GPtrArray) gateways = g_ptr_array_new();
	g_autoptr(GPtrArray) trace =
		g_ptr_array_new_with_free_func((GDestroyNotify) mail_trace_free);
	gint64 now = instant("2024-01-03T00:28:00+01:00");

	g_ptr_array_add(gateways, (gpointer) "mx.kommun.example");
	g_ptr_array_add(trace, received_parse(FROM_MX("Fri, 3 Jan 2034 00:27:00 +0100")));
	g_auto(Arrival) arrival =
		arrival_determine(trace, gateways, ARRIVAL_INTERNALDATE, now - 1000, now);
	const ArrivalCandidate *all = &g_array_index(arrival.candidates, ArrivalCandidate, 0);

	g_assert_cmpuint(arrival.candidates->len, ==, 3);
	g_assert_cmpstr(arrival_source_name(all[0].source), ==, "gateway");
	g_assert_cmpint(all[0].instant, ==, instant("2034-01-03T00:27:00+01:00"));
	g_assert_false(all[0].credible);
	g_assert_cmpstr(arrival_source_name(all[1].source), ==, "internaldate");
	g_assert_cmpint(all[1].instant, ==, now - 1000);
	g_assert_true(all[1].credible);
	g_assert_cmpstr(arrival_source_name(all[2].source), ==, "poll");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/arrival/cases", test_cases);
	g_test_add_func("/arrival/archived", test_archived);
	g_test_add_func("/arrival/candidates", test_candidates);
	return g_test_run();
}

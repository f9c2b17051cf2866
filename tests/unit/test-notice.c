/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/notice/notice.h"

/* The names of lexsarah(1), for which scripts and the database rely on us. */
static void
test_names(void)
{
	static const struct {
		const char *name;
		Notice notice;
	} names[] = {
		{ "receipt", NOTICE_RECEIPT },
		{ "new_case", NOTICE_NEW_CASE },
		{ "registrar", NOTICE_REGISTRAR },
		{ "accounting", NOTICE_ACCOUNTING },
		{ "quarantined", NOTICE_QUARANTINED },
		{ "undeliverable", NOTICE_UNDELIVERABLE },
		{ "held", NOTICE_HELD },
		{ "sensitive", NOTICE_SENSITIVE },
		{ "new_case_digest", NOTICE_NEW_CASE_DIGEST },
		{ "registrar_digest", NOTICE_REGISTRAR_DIGEST },
		{ "sensitive_digest", NOTICE_SENSITIVE_DIGEST },
		{ "quarantined_digest", NOTICE_QUARANTINED_DIGEST },
		{ "receipts_held", NOTICE_RECEIPTS_HELD },
		{ "missing_facts", NOTICE_MISSING_FACTS },
		{ "correction", NOTICE_CORRECTION },
		{ "assignment", NOTICE_ASSIGNMENT },
		{ "reminder", NOTICE_REMINDER },
		{ "late", NOTICE_LATE },
		{ "digest", NOTICE_DIGEST },
		{ "proposal", NOTICE_PROPOSAL },
		{ "decision", NOTICE_DECISION },
		{ "ivo_due", NOTICE_IVO_DUE },
		{ "ivo_notified", NOTICE_IVO_NOTIFIED },
		{ "commissioning", NOTICE_COMMISSIONING },
		{ "transcript", NOTICE_TRANSCRIPT },
		{ "feedback", NOTICE_FEEDBACK },
		{ "confirmation", NOTICE_CONFIRMATION },
		{ "declined", NOTICE_DECLINED },
		{ "transferred", NOTICE_TRANSFERRED },
		{ "changed", NOTICE_CHANGED },
		{ "breach", NOTICE_BREACH },
		{ "anchor", NOTICE_ANCHOR },
		{ "undone", NOTICE_UNDONE },
	};
	Notice notice = NOTICE_COUNT;
	Audience audience = AUDIENCE_COUNT;

	g_assert_cmpuint(G_N_ELEMENTS(names), ==, NOTICE_COUNT);
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		g_assert_true(notice_from_name(names[i].name, &notice));
		g_assert_cmpint(notice, ==, names[i].notice);
		g_assert_cmpstr(notice_name(notice), ==, names[i].name);
	}
	notice = NOTICE_COUNT;
	g_assert_false(notice_from_name("Receipt", &notice));
	g_assert_false(notice_from_name(NULL, &notice));
	g_assert_cmpint(notice, ==, NOTICE_COUNT);
	for (guint i = 0; i < AUDIENCE_COUNT; i++) {
		g_assert_true(audience_from_name(audience_name((Audience) i), &audience));
		g_assert_cmpuint(audience, ==, i);
	}
	g_assert_false(audience_from_name("everybody", &audience));
	g_assert_cmpstr(route_name(ROUTE_PLAIN), ==, "plain");
	g_assert_cmpstr(route_name(ROUTE_SECURE), ==, "secure");
}

static void
test_templates(void)
{
	static const struct {
		Notice notice;
		Audience audience;
		Route route;
		const char *base;
	} cases[] = {
		{ NOTICE_RECEIPT, AUDIENCE_REPORTER, ROUTE_PLAIN, "receipt" },
		{ NOTICE_RECEIPT, AUDIENCE_REPORTER, ROUTE_SECURE, "receipt" },
		{ NOTICE_RECEIPT, AUDIENCE_OUTSIDER, ROUTE_PLAIN, "receipt-outsider" },
		{ NOTICE_RECEIPT, AUDIENCE_OUTSIDER, ROUTE_SECURE, "receipt-outsider" },
		{ NOTICE_NEW_CASE, AUDIENCE_RESPONSIBLE, ROUTE_PLAIN, "new_case" },
		{ NOTICE_NEW_CASE, AUDIENCE_RESPONSIBLE, ROUTE_SECURE, "new_case-secure" },
		{ NOTICE_REGISTRAR, AUDIENCE_REGISTRAR, ROUTE_SECURE, "registrar" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpstr(notice_template(cases[i].notice, cases[i].audience, cases[i].route),
			==, cases[i].base);
}

static void
test_behaviour(void)
{
	g_assert_true(notice_has_audience(NOTICE_RECEIPT, AUDIENCE_OUTSIDER));
	g_assert_false(notice_has_audience(NOTICE_NEW_CASE, AUDIENCE_REPORTER));
	g_assert_false(notice_has_audience(NOTICE_NEW_CASE, AUDIENCE_OPERATOR));
	g_assert_true(notice_has_audience(NOTICE_QUARANTINED, AUDIENCE_OPERATOR));
	for (guint i = 0; i < NOTICE_COUNT; i++) {
		gboolean somebody = FALSE;

		g_assert_cmpint(notice_suppresses_oof((Notice) i), ==, i == NOTICE_RECEIPT);
		g_assert_cmpint(notice_uses_null_sender((Notice) i), ==, i == NOTICE_UNDELIVERABLE);
		for (guint a = 0; a < AUDIENCE_COUNT; a++)
			somebody |= notice_has_audience((Notice) i, (Audience) a);
		g_assert_true(somebody);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/notice/names", test_names);
	g_test_add_func("/notice/templates", test_templates);
	g_test_add_func("/notice/behaviour", test_behaviour);
	return g_test_run();
}

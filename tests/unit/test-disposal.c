/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/date.h"
#include "core/life/disposal.h"

#define DAY (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)
#define NOW (20000 * DAY)

static const struct {
	AfterPolicy after;
	const char *decision;
	guint days;
	gint64 backup;
	Disposal wanted;
} cases[] = {
	{ AFTER_DELETE, "KS 1", 30, NOW - 29 * DAY, DISPOSAL_ALLOWED },
	{ AFTER_DELETE, "KS 1", 30, NOW, DISPOSAL_ALLOWED },
	{ AFTER_DELETE, "KS 1", 30, NOW - 30 * DAY, DISPOSAL_OLD_BACKUP },
	{ AFTER_DELETE, "KS 1", 30, NOW + 1, DISPOSAL_OLD_BACKUP },
	{ AFTER_DELETE, "KS 1", 30, INSTANT_NONE, DISPOSAL_NO_BACKUP },
	{ AFTER_DELETE, NULL, 30, NOW, DISPOSAL_UNDECIDED },
	{ AFTER_DELETE, "KS 1", 0, NOW, DISPOSAL_UNDECIDED },
	{ AFTER_FLAG, "KS 1", 30, NOW, DISPOSAL_UNDECIDED },
	{ AFTER_MOVE, "KS 1", 30, NOW, DISPOSAL_UNDECIDED },
};

static void
test_guards(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		MailboxSettings mailbox = { .after = cases[i].after,
			.disposal_decision = (char *) cases[i].decision,
			.delete_after_days = cases[i].days };
		gint64 before = 4711;

		g_assert_cmpint(disposal_check(&mailbox, cases[i].backup, NOW, &before), ==,
			cases[i].wanted);
		if (cases[i].wanted == DISPOSAL_ALLOWED) {
			g_assert_cmpint(before, ==, NOW - 30 * DAY);
			continue;
		}
		g_assert_cmpint(before, ==, 4711);
		g_assert_nonnull(disposal_reason(cases[i].wanted));
		g_assert_nonnull(disposal_notice(cases[i].wanted, NULL));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/disposal/guards", test_guards);
	return g_test_run();
}

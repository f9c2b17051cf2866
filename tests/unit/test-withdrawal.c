/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/mail/withdrawal.h"

static const struct {
	const char *text;
	gboolean meant;
} mails[] = {
	{ "Hej! Jag tar tillbaka min anmälan.", TRUE },
	{ "Jag vill ta tillbaka rapporten, det var ett missförstånd.", TRUE },
	{ "Härmed återkallar jag min rapport från i går.", TRUE },
	{ "JAG ÅTERKALLAR ANMÄLAN", TRUE },
	{ "Jag drar\r\ntillbaka min lex Sarah-anmälan.", TRUE },
	{ "Min rapport tar jag tillbaka.", TRUE },
	{ "Anmälan återkallas.", TRUE },
	{ "I withdraw my report.", TRUE },
	{ "> Jag tar tillbaka min anmälan.\r\nMenar du verkligen så?", FALSE },
	{ "Boendet tog tillbaka nyckeln. Rapporten skickas i morgon.", FALSE },
	{ "Läkaren återkallade receptet.", FALSE },
	{ "Jag är tillbaka på måndag och skickar rapporten då.", FALSE },
	{ "Rapport enligt lex Sarah: hon fick inte tillbaka sina pengar.", FALSE },
	{ "", FALSE },
	{ NULL, FALSE },
};

static void
test_mails(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(mails); i++) {
		g_test_message("%s", mails[i].text);
		g_assert_cmpint(withdrawal_is_meant(mails[i].text), ==, mails[i].meant);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/withdrawal/mails", test_mails);
	return g_test_run();
}

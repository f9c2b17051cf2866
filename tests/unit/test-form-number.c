/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/form/form-number.h"

typedef char *(*Find)(const char *text, gsize *ret_start, gsize *ret_end);

typedef struct {
	Find find;
	const char *text, *value;
} Case;

static const Case cases[] = {
	{ form_number_find_phone, "072-000 70 86", "+46720007086" },
	{ form_number_find_phone, "0760000845", "+46760000845" },
	{ form_number_find_phone, "08-000 35 843", "+46800035843" },
	{ form_number_find_phone, "+46 (0)70 000 44 55", "+46700004455" },
	{ form_number_find_phone, "0046 70 000 44 55", "+46700004455" },
	{ form_number_find_phone, "+47 22 00 00 00", "+4722000000" },
	{ form_number_find_phone, "ring 070/000 11 22 dagtid", "+46700001122" },
	{ form_number_find_phone, "(08) 000 35 84", "+4680003584" },
	{ form_number_find_phone, "070\u2011000\u00a070\u00a086", "+46700007086" },
	{ form_number_find_phone, "08.000.35.84", "+4680003584" },
	{ form_number_find_phone, "+46-70-000 44 55", "+46700004455" },
	{ form_number_find_phone, "08-000 35 00, 0700-00 11 22", "+4680003500" },
	{ form_number_find_phone, "070-0OO 70 86", NULL },
	{ form_number_find_phone, "anknytning 123", NULL },
	{ form_number_find_phone, "2019-11-22", NULL },
	{ form_number_find_phone, "", NULL },
	{ form_number_find_dnr, "AMN 2019-0312", "AMN 2019-0312" },
	{ form_number_find_dnr, "Dnr: AMN 2019-0310-1.3", "AMN 2019-0310" },
	{ form_number_find_dnr, "AMN 2018-0044-01.05", "AMN 2018-0044" },
	{ form_number_find_dnr, "Dnr. ANN 2018-0044-", "ANN 2018-0044" },
	{ form_number_find_dnr, "SN-2025-00123", "SN 2025-00123" },
	{ form_number_find_dnr, "SOC 2025/123", "SOC 2025-123" },
	{ form_number_find_dnr, "2025-0123", "2025-0123" },
	{ form_number_find_dnr, "KS 2024/00123-5", "KS 2024-00123" },
	{ form_number_find_dnr, "AMN2019-0312", "AMN 2019-0312" },
	{ form_number_find_dnr, "SN.2025:7", "SN 2025-7" },
	{ form_number_find_dnr, "2025-08-12", NULL },
	{ form_number_find_dnr, "Inkom SN 2025-08-12", NULL },
	{ form_number_find_dnr, "SN 2025-", NULL },
	{ form_number_find_dnr, "Den 2025-0", NULL },
	{ form_number_find_dnr, "Inkom 2025-0123", "2025-0123" },
	{ form_number_find_dnr, "DNR2025-0123", "2025-0123" },
	{ form_number_find_dnr, "DNR:", NULL },
	{ form_number_find_dnr, "socialtjänstlagen (2025:400)", NULL },
	{ form_number_find_dnr, "(2025-0123)", "2025-0123" },
	{ form_number_find_dnr, ".....", NULL },
	{ form_number_find_email, "Anna.Lind@Kommun.example", "anna.lind@kommun.example" },
	{ form_number_find_email, "anna @ kommun.example", "anna@kommun.example" },
	{ form_number_find_email, "mejl: a_b-c@x.y.example, eller", "a_b-c@x.y.example" },
	{ form_number_find_email, "a@b", NULL },
	{ form_number_find_email, "anna.lind(at)kommun.example", NULL },
};

static void
test_numbers(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		gsize start = 0, end = 0;
		g_autofree char *value = cases[i].find(cases[i].text, &start, &end);

		g_test_message("%s", cases[i].text);
		g_assert_cmpstr(value, ==, cases[i].value);
		g_assert_cmpint(end > start, ==, value != NULL);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/form-number/values", test_numbers);
	return g_test_run();
}

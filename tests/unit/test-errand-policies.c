/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers by policies of trust that prove less. */
#include "support/errand-trial.h"

#define MICROSOFT "Received: from A.swep280.prod.outlook.com by B.swep280.prod.outlook.com; " ON_DAY

static const Attack attacks[] = {
	{
		.name = "policy none, proved by nobody",
		.told = "confirmation registrator",
		.journal = "mail_joined, answered asked",
		.above = "",
		.trust = BY_NOTHING,
	},
	{
		.name = "policy none, results passed",
		.told = "confirmation ansvarig",
		.journal = "mail_joined, answered asked",
		.whose = OF_RESPONSIBLE,
		.trust = BY_NOTHING,
	},
	{
		.name = "policy none, a stranger's yes",
		.told = "new_case ansvarig, transcript registrator",
		.journal = "mail_joined, answered not_asked",
		.whose = OF_QUESTION,
		.trust = BY_NOTHING,
		.from = "From: annan@annat.example\r\n",
	},
	{
		.name = "exchange, nothing proves it",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above = "",
		.received = MICROSOFT,
		.honest_above = "X-MS-Exchange-Organization-AuthAs: Internal\r\n",
	},
	{
		.name = "exchange, internal from elsewhere",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above = "X-MS-Exchange-Organization-AuthAs: Internal\r\n",
	},
	{
		.name = "exchange, internal twice",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above =
			"X-MS-Exchange-Organization-AuthAs: Internal\r\nX-MS-Exchange-Organization-AuthAs: Anonymous\r\n",
		.received = MICROSOFT,
		.honest = "dnr AMN 2026-6666",
		.honest_above = "X-MS-Exchange-Organization-AuthAs: Internal\r\n",
	},
	{
		.name = "exchange, anonymous",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above = "X-MS-Exchange-Organization-AuthAs: Anonymous\r\n",
		.received = MICROSOFT,
	},
	{
		.name = "exchange, results failed",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above =
			"Authentication-Results: spf=fail smtp.mailfrom=kommun.example; dkim=none; dmarc=fail action=none header.from=kommun.example;compauth=fail reason=601\r\n",
		.received = MICROSOFT,
		.honest_above =
			"Authentication-Results: spf=pass smtp.mailfrom=kommun.example; dkim=none; dmarc=pass action=none header.from=kommun.example;compauth=pass reason=100\r\n",
	},
	{
		.name = "exchange, compauth alone",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above =
			"Authentication-Results: spf=none; dmarc=none header.from=kommun.example;compauth=pass reason=100\r\n",
		.received = MICROSOFT,
	},
	{
		.name = "exchange, results twice",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above =
			"Authentication-Results: dmarc=fail header.from=kommun.example\r\nAuthentication-Results: dmarc=pass header.from=kommun.example\r\n",
		.received = MICROSOFT,
		.honest_above = "Authentication-Results: dmarc=pass header.from=kommun.example\r\n",
	},
	{
		.name = "exchange, results below its lines",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above = "",
		.received = MICROSOFT,
		.below = "Authentication-Results: dmarc=pass header.from=kommun.example\r\n",
	},
	{
		.name = "exchange, a host that looks like it",
		.told = "new_case ansvarig, confirmation registrator",
		.journal = "mail_joined, answered asked",
		.trust = BY_ONLINE,
		.above = "Authentication-Results: dmarc=pass header.from=kommun.example\r\n",
		.received = "Received: from x by evil-outlook.com; " ON_DAY,
	},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	errand_trial_add("/errand-policies", attacks, G_N_ELEMENTS(attacks));
	return g_test_run();
}

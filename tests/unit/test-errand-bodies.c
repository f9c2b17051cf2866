/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bodies that programs read in more than one way, and letters that show as something else. */
#include "support/errand-trial.h"

#define NUMBER "dnr AMN 2026-6666"

static const Attack attacks[] = {
	{
		.name = "below a signature",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "-- \r\nRut Registrator\r\n\r\n" NUMBER,
	},
	{
		.name = "a byte of zero",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nZG5yIEFNTiAyMDI2LTY2ADY2DQo=",
		.honest =
			"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nZG5yIEFNTiAyMDI2LTY2NjYNCg==",
	},
	{
		.name = "behind a byte of zero",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nVGFjay4ADQo+IABkbnIgQU1OIDIwMjYtNjY2Ng0K",
	},
	{
		.name = "UTF-7",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: text/plain; charset=utf-7\r\n\r\n+AGQAbgBy- AMN 2026-6666",
	},
	{
		.name = "a quotation whose mark is encoded",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=3E dnr AMN 2026-6666",
		.honest =
			"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ndnr=20AMN 2026-6666",
	},
	{
		.name = "a charset that nobody knows",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: text/plain; charset=x-none\r\n\r\n> " NUMBER,
		.honest = "Content-Type: text/plain; charset=x-none\r\n\r\n" NUMBER,
	},
	{
		.name = "two types, the page last",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: text/plain\r\nContent-Type: text/html\r\n\r\n<!--\r\n" NUMBER
			"\r\n-->",
	},
	{
		.name = "two types, the page first",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: text/html\r\nContent-Type: text/plain\r\n\r\n<p>Tack.</p><p hidden>" NUMBER
			"</p>",
	},
	{
		.name = "epilogue",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: multipart/mixed; boundary=x\r\n\r\n"
			"--x\r\nContent-Type: text/plain\r\n\r\nTack.\r\n"
			"--x--\r\n\r\n" NUMBER,
		.honest = "Content-Type: multipart/mixed; boundary=x\r\n\r\n"
			  "--x\r\nContent-Type: text/plain\r\n\r\n" NUMBER "\r\n"
			  "--x--\r\n\r\nTack.",
	},
	{
		.name = "not the page of what is related",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: multipart/related; boundary=x\r\n\r\n"
			"--x\r\nContent-Type: text/html\r\n\r\n<p>Tack.</p>\r\n"
			"--x\r\nContent-Type: text/html\r\nContent-ID: <b@x>\r\n\r\n<p>" NUMBER
			"</p>\r\n--x--",
	},
	{
		.name = "related text beside a page",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: multipart/alternative; boundary=y\r\n\r\n--y\r\nContent-Type: text/plain\r\n\r\nTack.\r\n--y\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
			"--x\r\nContent-Type: text/html\r\n\r\n<p>Tack.</p>\r\n"
			"--x\r\nContent-Type: text/plain\r\n\r\n" NUMBER "\r\n--x--\r\n--y--",
	},
	{
		.name = "a third kind of the same",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: multipart/alternative; boundary=x\r\n\r\n"
			"--x\r\nContent-Type: text/plain\r\n\r\nTack.\r\n"
			"--x\r\nContent-Type: text/x-amp-html\r\n\r\n<p>" NUMBER "</p>\r\n"
			"--x\r\nContent-Type: text/html\r\n\r\n<p>Tack.</p>\r\n"
			"--x--",
	},
	{
		.name = "a mail that is elsewhere",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: message/external-body; access-type=x\r\n\r\nContent-Type: text/plain\r\n\r\n" NUMBER,
	},
	{
		.name = "a mail in pieces",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: message/partial; id=x; number=1; total=2\r\n\r\nSubject: x\r\n\r\n" NUMBER,
	},
	{
		.name = "a digest",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: multipart/digest; boundary=x\r\n\r\n--x\r\n\r\nSubject: x\r\n\r\n" NUMBER
			"\r\n--x--",
	},
	{
		.name = "attached as the whole mail",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n" NUMBER,
	},
	{
		.name = "lines that end in carriage returns",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack.\r> " NUMBER,
		.honest = "Tack.\r\r" NUMBER,
	},
	{
		.name = "a quotation by a tab",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "\t> " NUMBER,
		.honest = "\t" NUMBER,
	},
	{
		.name = "quoted by its writer",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Rut> " NUMBER,
	},
	{
		.name = "base64 with letters between",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nPi!!AgZG5y\r\n***IEFNTiAyMDI2LTY2NjY=",
	},
	{
		.name = "below a signature's line in flowed text",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\nTack.\r\n-- \r\n" NUMBER,
		.honest = "Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\n" NUMBER
			  "\r\n\r\nTack.\r\n-- \r\nRut",
	},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	errand_trial_add("/errand-bodies", attacks, G_N_ELEMENTS(attacks));
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The days of the mailbox: what comes, who answers, what a person commands, and
 * what time alone brings.
 */
#include "support/journey.h"

#define RESPONSIBLE "ansvarig@kommun.example"
#define REGISTRAR   "registrator@kommun.example"
#define REPORTER    "alva@kommun.example"

/* Above and of the line of our own gateway. */
#define PROVED                                                                                     \
	"Authentication-Results: mx.kommun.example; dmarc=pass header.from=kommun.example\r\n"     \
	"Received: from pc.kommun.example by mx.kommun.example; Tue, 17 Mar 2026 13:00:00"         \
	" +0100\r\n"

static const struct {
	const char *id, *headers, *text;
} reports[] = {
	{ "ett@kommun.example", "X-Reader: one\r\n", "Se bilaga." },
	{ "tva@kommun.example", "", "En boende fick vänta på hjälp hela natten." },
	{ "larm@kommun.example", "Auto-Submitted: auto-generated\r\n", "Larm från avdelning tre." },
	{ "ett@kommun.example", "X-Reader: one\r\n", "Se bilaga." },
	{ "tva@kommun.example", "", "Något annat med samma nummer." },
	{ "farlig@kommun.example", "X-Reader: dies\r\n", "Se bilaga." },
};

static void
add(Journey *journey, const char *raw)
{
	outside_add(journey->outside, raw, journey->world->now.fixed);
}

static void
reports_come(Journey *journey)
{
	for (guint i = 0; i < G_N_ELEMENTS(reports); i++) {
		g_autofree char *raw =
			world_mail(reports[i].id, reports[i].headers, reports[i].text);

		add(journey, raw);
	}
	add(journey, "From: borta@kommun.example\r\nMessage-ID: <sist@kommun.example>\r\n"
		     "Subject: Rapport\r\n\r\nEn som har slutat.\r\n");
	add(journey, "\r\n\001\002 inte ett mejl\r\n--\r\n");
}

/*
 * By itself: where another mail is late, what it opens and the second case of this one
 * would change numbers.
 */
static void
two_reports_come(Journey *journey)
{
	g_autofree char *raw =
		world_mail("flera@kommun.example", "X-Reader: two\r\n", "Två rapporter.");

	add(journey, raw);
}

/* The Message-ID of what somebody got of a case. g_free() it. */
static char *
given(Journey *journey, const char *notice, const char *recipient, int number)
{
	g_autofree char *sql =
		g_strdup_printf("SELECT message_id FROM outbox WHERE notice='%s'"
				" AND recipient='%s' AND case_no=%d ORDER BY id DESC LIMIT 1",
			notice, recipient, number);
	char *id = world_text(journey->world, sql);

	g_assert_nonnull(id);
	return id;
}

static const struct {
	const char *notice, *from;
	int number; /* of the case */
	const char *headers, *text;
} answers[] = {
	{ "new_case", RESPONSIBLE, 1, "", "skydd: gjort i dag, samtal med den boende" },
	{ "registrar", REGISTRAR, 1, "", "dnr AMN 2026-6666" },
	{ "receipt", REPORTER, 2, "", "En sak till som jag glömde." },
	{ "new_case", RESPONSIBLE, 2, "", "skydd: kanske\r\nutredare: ingen" },
	{ "receipt", REPORTER, 4, "Auto-Submitted: auto-replied\r\n", "Jag är borta till fredag." },
};

static void
answers_come(Journey *journey)
{
	for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
		g_autofree char *id =
			given(journey, answers[i].notice, answers[i].from, answers[i].number);
		g_autofree char *raw = g_strdup_printf(PROVED
			"From: %s\r\nTo: lexsarah@kommun.example\r\nSubject: SV: Nytt\r\n"
			"Message-ID: <svar-%u@kommun.example>\r\nIn-Reply-To: <%s>\r\n"
			"Date: Tue, 17 Mar 2026 13:00:00 +0100\r\n%s"
			"Content-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n",
			answers[i].from, i, id, answers[i].headers, answers[i].text);
		add(journey, raw);
	}
	g_autofree char *id = given(journey, "receipt", REPORTER, 1);
	g_autofree char *bounce = g_strdup_printf(
		"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.kommun.example\r\n"
		"To: lexsarah@kommun.example\r\nSubject: Undelivered\r\n"
		"Date: Tue, 17 Mar 2026 12:00:00 +0000\r\nMessage-ID: <studs@mx.example>\r\n"
		"MIME-Version: 1.0\r\nAuto-Submitted: auto-replied\r\n"
		"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
		"--b\r\n\r\nDet gick inte.\r\n"
		"--b\r\nContent-Type: message/delivery-status\r\n\r\n"
		"Reporting-MTA: dns; mx.kommun.example\r\n\r\n"
		"Final-Recipient: rfc822; %s\r\nAction: failed\r\nStatus: 5.1.1\r\n"
		"--b\r\nContent-Type: message/rfc822\r\n\r\n"
		"Message-ID: <%s>\r\nSubject: Ditt ärende\r\n\r\nx\r\n--b--\r\n",
		REPORTER, id);
	add(journey, bounce);
}

/* A backup that holds all that came, made before the day of the leg. */
static void
backup_was_made(Journey *journey)
{
	g_autofree char *sql = g_strdup_printf(
		"INSERT OR REPLACE INTO meta VALUES('last_backup','%" G_GINT64_FORMAT "')",
		journey->world->now.fixed - WORLD_DAY);

	world_change(journey->world, sql);
}

/* One that was moved comes again. */
static void
more_come(Journey *journey)
{
	g_autofree char *new =
		world_mail("sju@kommun.example", "", "Dörren stod öppen hela natten.");
	g_autofree char *old = world_mail(reports[1].id, "", reports[1].text);

	add(journey, new);
	add(journey, old);
}

const JourneyLeg journey_legs[] = {
	{ "opening", "2026-03-17T11:00:00+01:00", NULL, NULL, AFTER_FLAG },
	{ "intake", "2026-03-17T13:00:00+01:00", reports_come, NULL, AFTER_FLAG },
	{ "several", "2026-03-17T13:30:00+01:00", two_reports_come, NULL, AFTER_FLAG },
	{ "answers", "2026-03-17T14:00:00+01:00", answers_come, NULL, AFTER_FLAG },
	{ "command", "2026-03-17T15:00:00+01:00", NULL, "assessed", AFTER_FLAG },
	{ "moving", "2026-03-17T16:00:00+01:00", more_come, NULL, AFTER_MOVE },
	{ "clocks", "2026-04-08T10:00:00+02:00", NULL, NULL, AFTER_FLAG },
	{ "deleting", "2026-05-05T10:00:00+02:00", backup_was_made, NULL, AFTER_DELETE },
};
const guint journey_n_legs = G_N_ELEMENTS(journey_legs);

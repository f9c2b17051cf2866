/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doctor: the boards. Logs in where the daemon logs in, and selects the mailbox; no mail is
 * fetched, marked or sent.
 */
#include "adapters/imap/imap-session.h"
#include "adapters/smtp/smtp-probe.h"
#include "cli/doctor.h"
#include "core/text.h"
#include "daemon/certificates.h"
#include "daemon/logins.h"

#define PATIENCE_SECONDS 20
#define DAY_MS           (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)
/* A poll that is older than so many of its intervals is late. */
#define POLLS_LATE 10

static const char *const server_advice =
	"the message says which of name, network, certificate or login it is; mail waits till then";

static void
look_at_certificate(Doctor *doctor, Logins *logins, const ServerSettings *server, const char *check,
	const Board *board)
{
	gint64 end = logins_certificate_end(logins, server);

	if (end == INSTANT_NONE)
		return;
	gint64 days = (end - now_wall(&doctor->context->now)) / DAY_MS;
	if (days >= CERTIFICATES_SOON_DAYS)
		return;
	doctor_say(doctor, days < CERTIFICATES_ALARM_DAYS ? DOCTOR_ERROR : DOCTOR_WARNING, check,
		board->id, "have the server's certificate renewed",
		"its certificate ends in %" G_GINT64_FORMAT " days", days);
}

static void
look_at_mailbox(Doctor *doctor, Logins *logins, const Board *board)
{
	g_autoptr(MailSource) source = imap_session_new(&board->mailbox,
		logins_get(logins, &board->mailbox.server), board->mailbox.max_mail_bytes);
	g_autoptr(GError) wrong = NULL;
	MailSourceState state = { 0 };

	imap_session_set_timeout(source, PATIENCE_SECONDS * 1000);
	if (source->open(source, &state, &wrong))
		doctor_say(doctor, DOCTOR_OK, "mailbox", board->id, NULL, "%s: %u mails",
			board->mailbox.server.url, state.exists);
	else
		doctor_say(doctor, DOCTOR_ERROR, "mailbox", board->id, server_advice, "%s",
			wrong->message);
	source->close(source);
	look_at_certificate(doctor, logins, &board->mailbox.server, "mailbox", board);
}

static void
look_at_sending(Doctor *doctor, Logins *logins, const Board *board)
{
	g_autofree char *domain = text_address_domain(board->address);
	const SecretGetter secret = logins_get(logins, &board->smtp);
	g_autoptr(GError) wrong = NULL;

	if (smtp_probe(&board->smtp, &secret, domain, PATIENCE_SECONDS, &wrong))
		doctor_say(doctor, DOCTOR_OK, "sending", board->id, NULL, "%s", board->smtp.url);
	else
		doctor_say(doctor, DOCTOR_ERROR, "sending", board->id, server_advice, "%s",
			wrong->message);
	look_at_certificate(doctor, logins, &board->smtp, "sending", board);
}

void
doctor_look_at_servers(Doctor *doctor)
{
	GPtrArray *boards = doctor->settings->boards;
	g_autoptr(Logins) logins = logins_new(&doctor->context->now);

	for (guint i = 0; i < boards->len; i++) {
		look_at_mailbox(doctor, logins, g_ptr_array_index(boards, i));
		look_at_sending(doctor, logins, g_ptr_array_index(boards, i));
	}
}

/* Notices that wait for a person, or for a server. */
static const struct {
	OutboxState state;
	DoctorState means;
	const char *advice;
} waiting[] = {
	{ OUTBOX_HELD, DOCTOR_WARNING,
		"lexsarah outbox list --state held; release or cancel them" },
	{ OUTBOX_UNCERTAIN, DOCTOR_WARNING,
		"lexsarah outbox list --state uncertain; ask whether it came, then retry or cancel" },
	{ OUTBOX_FAILED, DOCTOR_ERROR,
		"lexsarah outbox list --state failed; tell those people, then retry or cancel" },
	{ OUTBOX_BOUNCED, DOCTOR_WARNING,
		"lexsarah outbox list --state bounced; tell those people in another way" },
};

static void
look_at_outbox(Doctor *doctor, const Board *board, const StoreSummary *sum)
{
	gboolean well = TRUE;

	for (gsize i = 0; i < G_N_ELEMENTS(waiting); i++) {
		gint64 count = sum->outbox[waiting[i].state];

		if (count == 0)
			continue;
		doctor_say(doctor, waiting[i].means, "outbox", board->id, waiting[i].advice,
			"%" G_GINT64_FORMAT " notices are %s", count,
			outbox_state_name(waiting[i].state));
		well = FALSE;
	}
	if (well)
		doctor_say(doctor, DOCTOR_OK, "outbox", board->id, NULL,
			"%" G_GINT64_FORMAT " notices are queued", sum->outbox[OUTBOX_QUEUED]);
}

static void
look_at_accounting(Doctor *doctor, const Board *board)
{
	gint64 now = now_wall(&doctor->context->now);
	gint64 late = (gint64) board->mailbox.poll_seconds * 1000 * POLLS_LATE;
	g_autoptr(GError) wrong = NULL;
	Accounting sum = { 0 };
	gboolean found;

	if (!doctor->store->last_accounting(doctor->store, board->id, &found, &sum, &wrong)) {
		doctor_say(doctor, DOCTOR_ERROR, "mail", board->id, "lexsarah verify", "%s",
			wrong->message);
		return;
	}
	if (!found) {
		doctor_say(doctor, DOCTOR_WARNING, "mail", board->id, "start lexsarahd",
			"its mailbox was never polled");
		return;
	}
	g_autofree char *when = instant_to_display(sum.time, doctor->context->zone);
	const char *advice = sum.difference ? "lexsarah mail accounting; a mail is unaccounted for"
			     : now - sum.time > late
				     ? "lexsarahd is to run; its log says what is wrong"
			     : sum.owed ? "it is asked for again; an hour of that is an alarm"
			     : sum.quarantined ? "lexsarah mail quarantine says why"
					       : NULL;
	DoctorState state = sum.difference || now - sum.time > late ? DOCTOR_ERROR
			    : advice                                ? DOCTOR_WARNING
								    : DOCTOR_OK;
	doctor_say(doctor, state, "mail", board->id, advice,
		"polled %s: %" G_GINT64_FORMAT " mails, %" G_GINT64_FORMAT
		" owed, %" G_GINT64_FORMAT " in quarantine, difference %" G_GINT64_FORMAT,
		when, sum.present, sum.owed, sum.quarantined, sum.difference);
}

static void
look_at_board(Doctor *doctor, const Board *board)
{
	gint64 now = now_wall(&doctor->context->now);
	g_autoptr(GError) wrong = NULL;
	StoreSummary sum;

	look_at_accounting(doctor, board);
	if (doctor->store->summary(doctor->store, board->id, now, now + 1, &sum, &wrong))
		look_at_outbox(doctor, board, &sum);
	else
		doctor_say(doctor, DOCTOR_ERROR, "outbox", board->id, "lexsarah verify", "%s",
			wrong->message);
}

void
doctor_look_at_queues(Doctor *doctor)
{
	GPtrArray *boards = doctor->settings->boards;

	for (guint i = 0; doctor->store && i < boards->len; i++)
		look_at_board(doctor, g_ptr_array_index(boards, i));
}

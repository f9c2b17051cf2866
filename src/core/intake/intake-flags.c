/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What of a mail is a question to a person. Decides nothing.
 */
#include "core/intake/intake-private.h"
#include "core/mail/withdrawal.h"

void
intake_add_flag(IntakePlan *plan, const char *code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	g_ptr_array_add(plan->flags, planned_flag_new(code, g_strdup_vprintf(format, args)));
	va_end(args);
}

static const char *
board_name(const Settings *settings, const char *id)
{
	for (guint i = 0; i < settings->boards->len; i++) {
		const Board *board = g_ptr_array_index(settings->boards, i);

		if (g_strcmp0(board->id, id) == 0)
			return board->name;
	}
	return id;
}

/* It opened a case of its own, though it answers something: a person may link the two. */
static void
flag_reference(IntakePlan *plan, const IntakeMatter *matter)
{
	const IntakeKnown *known = matter->known;

	if (plan->opens_case && known->other_case && !known->thread_case)
		intake_add_flag(plan, "other_boards_case",
			"Mejlet hänvisar till ärende %s hos %s, en annan nämnd. Det har fått ett "
			"eget ärende här; avgör om de två hör ihop.",
			known->other_case, board_name(matter->settings, known->other_board));
	if (!plan->refers_to)
		return;
	if (known->reply.place == REPLY_IN_ADDRESS)
		intake_add_flag(plan, "refers_to_case",
			"Mejlet skickades till svarsadressen för ärende %s men svarar inte på "
			"något mejl om det. Det har fått ett eget ärende; avgör om de två hör "
			"ihop.",
			known->reply.case_id);
	else if (known->thread_case)
		intake_add_flag(plan, "refers_to_case",
			"Mejlet hänvisar till ärende %s men är skrivet av en maskin, och har fått "
			"ett eget ärende; avgör om de två hör ihop.",
			known->thread_case);
	else
		intake_add_flag(plan, "refers_to_case",
			"Mejlets ämne anger ärende %s, men mejlet svarar inte på något mejl om "
			"det: att det hör dit är inte styrkt. Det har fått ett eget ärende; avgör "
			"om de två hör ihop.",
			known->subject_case);
}

/* What the archive says of the arrival, believed or not: "2019-05-06 10:00 och ...". */
static char *
archived_times(const Arrival *arrival, GTimeZone *zone)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < arrival->candidates->len; i++) {
		const ArrivalCandidate *candidate =
			&g_array_index(arrival->candidates, ArrivalCandidate, i);
		g_autofree char *when = instant_to_display(candidate->instant, zone);

		if (candidate->source == ARRIVAL_ARCHIVE)
			g_string_append_printf(text, "%s%s", text->len ? " och " : "", when);
	}
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
flag_unproven(IntakePlan *plan, const IntakeMatter *matter, const Arrival *arrival)
{
	g_autofree char *archived = archived_times(arrival, matter->zone);
	g_autofree char *taken = instant_to_display(matter->origin->stored, matter->zone);
	g_autofree char *ruling = instant_to_display(arrival->instant, matter->zone);

	intake_add_flag(plan, "arrival_unproven",
		"Arkivet anger %s som tid då mejlet kom, vilket inte är styrkt av kommunens egna "
		"servrar. Mejlet lästes in %s. Som ankomst gäller %s tills någon anger en annan "
		"tid.",
		*archived ? archived : "ingen", taken, ruling);
}

/* Whoever cannot open a mail is told what to do; a signature that is wrong refuses nothing. */
static void
flag_seal(IntakePlan *plan, const IntakeMatter *matter)
{
	const MailSeal *seal = matter->mail->seal;

	if (seal && seal->encrypted && !seal->opened)
		intake_add_flag(plan, "mail_encrypted",
			"Mejlet är krypterat och kunde inte öppnas med nämndens nyckel. Be "
			"avsändaren lämna rapporten på annat sätt, eller kryptera till nämndens "
			"nyckel. Originalet är sparat.");
	if (seal && seal->doubtful)
		intake_add_flag(plan, "signature_invalid",
			"Mejlet är signerat, men inte med den nyckel som hör till %s. "
			"Kontrollera på annat sätt att avsändaren är den som anges.",
			matter->mail->from_address);
}

void
intake_plan_flags(IntakePlan *plan, const IntakeMatter *matter, const Arrival *arrival)
{
	if (arrival->differs) {
		g_autofree char *arrived = instant_to_display(arrival->instant, matter->zone);
		g_autofree char *delivered =
			instant_to_display(matter->origin->internaldate, matter->zone);
		intake_add_flag(plan, "arrival_differs",
			"Mejlet nådde kommunens nät %s men lades i brevlådan först %s.", arrived,
			delivered);
	}
	if (arrival->unproven && plan->opens_case)
		flag_unproven(plan, matter, arrival);
	/* In the thread of its own case an attachment is no duplicate. */
	const char *document_case = matter->known->document_case;
	if (document_case && g_strcmp0(document_case, plan->case_id) != 0)
		intake_add_flag(plan, "possible_duplicate", "Samma bilaga finns redan i ärende %s.",
			document_case);
	else if (matter->known->same_message_id)
		intake_add_flag(plan, "possible_duplicate",
			"Ett annat mejl med samma Message-ID men annat innehåll har redan kommit in.");
	flag_reference(plan, matter);
	if (matter->known->whole && plan->kind == MAIL_KIND_CORRESPONDENCE)
		intake_add_flag(plan, "mail_whole",
			"Ett mejl som var större än gränsen har hämtats på nytt. Det som saknades "
			"finns nu i ärendet; läs det.");
	if (matter->origin->truncated)
		intake_add_flag(plan, "mail_incomplete",
			"Mejlet är större än gränsen: bara dess början är sparad. Be avsändaren "
			"lämna rapporten på annat sätt.");
	else if (matter->mail->limited)
		intake_add_flag(plan, "mail_incomplete",
			"Mejlet har en form som inte kan läsas säkert: bara dess huvud är läst. En "
			"person behöver öppna originalet.");
	flag_seal(plan, matter);
	if (matter->mail->words && withdrawal_is_meant(matter->mail->words->str))
		intake_add_flag(plan, "withdrawal",
			"Mejlet säger att en anmälan eller rapport tas tillbaka. Fråga avsändaren "
			"vad som menas; ärendet påverkas inte av det.");
	if (intake_is_doubtful(plan, matter))
		intake_add_flag(plan, "sender_unverified",
			"Mejlet säger sig komma från %s, men det är inte styrkt. Kontrollera på "
			"annat sätt att avsändaren är den som anges.",
			matter->mail->from_address);
	if (plan->opens_case && !plan->reporter_address && !plan->reporter_name)
		intake_add_flag(plan, "reporter_unknown", "Mejlet anger ingen avsändare.");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a reading with several reports to what the store opens cases for. The report
 * of the mail's own case stays in the reading of the mail.
 */
#include "daemon/further.h"

#include <string.h>

#include "adapters/digest.h"
#include "adapters/reading-json.h"
#include "core/life/breach.h"
#include "core/form/consistency.h"
#include "core/form/reading-facts.h"
#include "core/intake/several-answer.h"
#include "core/intake/several.h"
#include "daemon/unseal.h"

/* A mail opens no more cases than these: the rest of its reports stay in the first. */
#define CASES_MAX 100

static void
report_free(FurtherReport *report)
{
	g_free(report->opened);
	g_free(report);
}

void
further_clear(Further *further)
{
	g_clear_pointer(&further->reports, g_ptr_array_unref);
	g_clear_pointer(&further->split, g_ptr_array_unref);
	g_clear_pointer(&further->texts, g_ptr_array_unref);
	g_clear_pointer(&further->mail, mail_free);
}

ReadingFile *
further_reading(const Further *further, guint report)
{
	const FurtherReport *one = g_ptr_array_index(further->reports, report);

	return (ReadingFile *) one->about.reading;
}

/* What was read before; what is damaged, or NULL, says nothing. */
static ReadingFile *
read_before(const char *json)
{
	ReadingFile *file = json ? reading_json_read(json, NULL) : NULL;

	return file ? file : reading_file_new("", "unknown");
}

/* What was read for the cases that there are. */
static GPtrArray *
read_known(const GPtrArray *known)
{
	GPtrArray *files = g_ptr_array_new_with_free_func((GDestroyNotify) reading_file_free);

	for (guint i = 0; known && i < known->len; i++) {
		const KnownReport *report = g_ptr_array_index(known, i);

		g_ptr_array_add(files, read_before(report->json));
	}
	return files;
}

/* Says to a person what became of several reports. */
static void
say_of(const ReadingFile *file, const char *message)
{
	static const char code[] = "several_reports";

	for (guint d = 0; d < file->documents->len; d++) {
		ReadingFlag *flag = (ReadingFlag *) reading_find_flag(
			g_ptr_array_index(file->documents, d), code);

		if (!flag)
			continue;
		g_free(flag->message);
		flag->message = g_strdup(message);
	}
}

/* All reports have their case: what is left to a person is to look whether that is right. */
static void
say_split(const GPtrArray *split, const char *message)
{
	for (guint r = 0; r < split->len; r++)
		say_of(g_ptr_array_index(split, r), message);
}

/* What an answer brought is taken for the case's report, and perhaps is another. */
static void
say_doubtful(const ReadingFile *file)
{
	static const char code[] = "several_reports";
	static const char message[] =
		"Svaret innehåller en rapport som har räknats till ärendet, men som inte säger "
		"detsamma som ärendet i övrigt. Kontrollera att den inte handlar om en annan "
		"händelse.";

	if (file->documents->len == 0)
		return;
	Reading *first = g_ptr_array_index(file->documents, 0);
	if (reading_find_flag(first, code))
		say_of(file, message);
	else
		g_ptr_array_add(first->flags,
			reading_flag_new(code, consistency_title(code, NULL), message, NULL));
}

/* Where the mail came from, as its own case was planned with. */
static gboolean
find_origin(const Daemon *daemon, gint64 mail, IntakeOrigin *ret_origin, GError **error)
{
	g_autoptr(GArray) mails = g_array_new(FALSE, FALSE, sizeof(gint64));
	g_autoptr(GArray) instants = NULL;
	g_auto(StoredMail) stored = { 0 };

	g_array_append_val(mails, mail);
	if (!daemon->store->stored_mail(daemon->store, mail, &stored, error) ||
		!daemon->store->first_poll(daemon->store, mails, &instants, error))
		return FALSE;
	*ret_origin = stored.origin;
	ret_origin->filed = FALSE;
	ret_origin->first_poll = g_array_index(instants, gint64, 0);
	return TRUE;
}

/* reading: of the report; known: the case that it has, or NULL. */
static void
add_report(Further *further, const IntakeOrigin *origin, const IntakeFurther *common,
	const ReadingFile *reading, const char *known)
{
	FurtherReport *report = g_new0(FurtherReport, 1);
	g_autofree char *text = reading_json_write((ReadingFile *) reading);

	report->about = *common;
	report->about.number = further->reports->len + 2;
	report->about.reading = reading;
	report->item = (IntakeItem){ *origin, further->mail };
	report->item.origin.further = &report->about;
	report->known = known;
	report->name = reading_facts_reporter_name(reading);
	report->address = reading_facts_reporter_address(reading);
	digest_bytes(text, strlen(text), report->fingerprint);
	report->breach = breach_is_flagged(reading);
	likeness_of_reading(reading, &report->likeness);
	g_ptr_array_add(further->reports, report);
}

/* of, own: as several_match() says of the split. */
static void
add_reports(Further *further, const ReadingJob *job, const IntakeOrigin *origin, const GArray *of,
	guint own, const IntakeFurther *common)
{
	for (guint r = 0; r < of->len; r++) {
		gint k = g_array_index(of, gint, r);
		const KnownReport *known = k >= 0 ? g_ptr_array_index(job->known, (guint) k) : NULL;

		if (r != own)
			add_report(further, origin, common, g_ptr_array_index(further->split, r),
				known ? known->case_id : NULL);
	}
}

/*
 * The reading has several reports: further gets all but the mail's own, which goes back to file.
 * What the case of an answer keeps comes first, and is no new report by whatever rules.
 */
static gboolean
take_split(const Daemon *daemon, const ReadingJob *job, ReadingFile **file,
	const IntakeFurther *common, Further *further, GError **error)
{
	g_autoptr(GPtrArray) known = read_known(job->known);
	g_autoptr(ReadingFile) before = read_before(job->before);
	guint own;
	g_autoptr(GArray) of = several_match(further->split,
		job->report ? before : g_ptr_array_index(further->split, 0), known, &own);
	IntakeOrigin origin = { 0 };

	if (!find_origin(daemon, job->mail, &origin, error))
		return FALSE;
	further->mail = unseal_parse(
		daemon, settings_get_board(daemon->settings, job->board), job->raw, error);
	if (!further->mail)
		return FALSE;
	further->reports = g_ptr_array_new_with_free_func((GDestroyNotify) report_free);
	add_reports(further, job, &origin, of, own, common);
	reading_file_free(*file);
	*file = g_ptr_array_steal_index(further->split, own);
	return TRUE;
}

/* The reports of a mail that opened a case, or NULL: it has one only. ret_count: how many. */
static GPtrArray *
split_report(ReadingFile *file, guint *ret_count)
{
	SeveralCount count;

	g_array_unref(several_sort(file, &count));
	if (count.n < 2)
		return NULL;
	*ret_count = MIN(count.n, CASES_MAX);
	GPtrArray *split = several_split(file, CASES_MAX);
	g_autofree char *message = g_strdup_printf(
		"Mejlet innehåller %u rapporter, och varje rapport har fått ett eget ärende. "
		"Kontrollera att delningen är rätt.",
		split->len);
	if (count.n <= CASES_MAX)
		say_split(split, message);
	return split;
}

/* What the case keeps of an answer, and its new reports; NULL: it has none. */
static GPtrArray *
split_answer(const ReadingJob *job, ReadingFile *file)
{
	g_autoptr(GPtrArray) had =
		g_ptr_array_new_with_free_func((GDestroyNotify) reading_file_free);
	SeveralAnswer answer;

	for (guint i = 0; i < job->had->len; i++)
		g_ptr_array_add(had, read_before(g_ptr_array_index(job->had, i)));
	g_autoptr(GArray) of = several_sort_answer(file, had, &answer);
	GPtrArray *split = answer.n ? several_split_answer(file, of, CASES_MAX - 1) : NULL;
	if (split && answer.n < CASES_MAX)
		say_split(split,
			"Svaret innehåller flera rapporter, och varje ny rapport har fått ett eget "
			"ärende. Kontrollera att delningen är rätt.");
	if (answer.doubtful)
		say_doubtful(split ? g_ptr_array_index(split, 0) : file);
	return split;
}

gboolean
further_take(const Daemon *daemon, const ReadingJob *job, ReadingFile **file,
	const Discretion *found, const char *ask, Further *ret_further, GError **error)
{
	const Board *board = settings_get_board(daemon->settings, job->board);
	guint count = 0;

	if (!*file || !board || !job->case_id)
		return TRUE;
	if (job->report)
		ret_further->split = split_report(*file, &count);
	else if (job->answer)
		ret_further->split = split_answer(job, *file);
	if (!ret_further->split)
		return TRUE;
	IntakeFurther common = {
		.count = count,
		.first_case = job->case_id,
		.discretion = *found,
		.ask = ask,
	};
	ret_further->planner = (HandlerPlanner){ daemon, board };
	return take_split(daemon, job, file, &common, ret_further, error);
}

void
further_write(Further *further)
{
	if (!further->reports)
		return;
	further->texts = g_ptr_array_new_with_free_func(g_free);
	for (guint r = 0; r < further->reports->len; r++) {
		FurtherReport *report = g_ptr_array_index(further->reports, r);
		char *text = reading_json_write(further_reading(further, r));

		g_ptr_array_add(further->texts, text);
		report->json = text;
	}
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form of the investigation that comes back does in its case. */
#include <string.h>

#include "adapters/reading-json.h"
#include "support/errand-trial.h"
#include "support/reading-desk.h"

#define KIM  "kim.berg@kommun.example"
#define CASE "LS-2026-0001"
#define WHAT "Hemligt fall i trappan"

typedef struct {
	const char *date, *source, *kind, *note;
} Row;

static const Row first = { "2026-03-17", "Enhetschefen", "fact", WHAT };
static const Row second = { "2026-03-17", "Signeringslistan", "assessment", "Listan var tom." };

static void
put(Reading *reading, const char *part, const char *member, const char *value)
{
	const ReadingPart *of = reading_find_part(part);
	ReadingRecord record = reading_count(reading, of) ? reading_get_record(reading, of, 0)
							  : reading_add_record(reading, of);

	reading_field_set(reading_find_field(record, member), value, value, 1, "tag");
}

static void
put_row(Reading *reading, const Row *row)
{
	ReadingRecord record = reading_add_record(reading, reading_find_part("log"));
	const char *const values[][2] = { { "date", row->date }, { "source", row->source },
		{ "note", row->note }, { "signature", "Kim Berg" }, { "title", "enhetschef" } };

	for (gsize i = 0; i < G_N_ELEMENTS(values); i++)
		if (values[i][1])
			reading_field_set(reading_find_field(record, values[i][0]), values[i][1],
				values[i][1], 1, "tag");
	((ReadingLogEntry *) record.data)->kind = g_strdup(row->kind);
}

static void
add_law(Reading *reading, const char *law)
{
	const ReadingPart *part = reading_find_part("investigation");
	GPtrArray *laws = reading_get_choices(
		reading_get_record(reading, part, 0), reading_find_member(part, "law"));

	g_ptr_array_add(laws, g_strdup(law));
}

/* A form of the case that says when the investigation was opened. */
static Reading *
make_form(ReadingFile *file, const char *case_id)
{
	Reading *reading = reading_new();

	put(reading, "form", "case", case_id);
	put(reading, "investigation", "started", "2026-03-17");
	add_law(reading, "SoL");
	g_ptr_array_add(file->documents, reading);
	return reading;
}

static void
propose(Reading *reading, const char *outcome)
{
	g_free(reading->investigation->proposal);
	reading->investigation->proposal = g_strdup(outcome);
	put(reading, "decision", "background", WHAT);
}

/* The case is to be investigated by Kim; ret: the Message-ID of the assignment. */
static char *
assign(ErrandTrial *trial)
{
	g_autofree char *id = errand_trial_notice(trial, "new_case", RESPONSIBLE);

	reading_desk_read(trial->world, NULL, LEX_ERROR_BAD_MESSAGE);
	errand_trial_answer(trial, id, RESPONSIBLE, PROVED,
		"skydd: gjort i dag, samtal med den boende\r\n\r\nutred, eftersom det kan vara ett "
		"missförhållande\r\n\r\ntilldela: " KIM);
	return errand_trial_notice(trial, "assignment", KIM);
}

static void
send_beside(ErrandTrial *trial, const char *to, const char *from, const char *authentication,
	ReadingFile *file, const char *words)
{
	g_autofree char *json = reading_json_write(file);
	g_autofree char *raw = g_strdup_printf(
		"%s" RECEIVED ON_DAY "From: %s\r\nTo: lexsarah@kommun.example\r\nSubject: SV: Nytt"
		"\r\nMessage-ID: <form-%u@kommun.example>\r\nIn-Reply-To: <%s>\r\n"
		"Date: " ON_DAY "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
		"Content-Type: text/plain\r\n\r\n%s\r\n--x\r\n"
		"Content-Type: application/octet-stream\r\n"
		"Content-Disposition: attachment; filename=form.docx\r\n\r\n%u\r\n--x--\r\n",
		authentication, from, trial->uid, to, words, trial->uid);

	intake_plan_free(world_take(trial->world, ++trial->uid, raw));
	errand_trial_serve(trial);
	reading_desk_read(trial->world, json, -1);
	errand_trial_serve(trial);
}

static void
send(ErrandTrial *trial, const char *to, const char *from, const char *authentication,
	ReadingFile *file)
{
	send_beside(trial, to, from, authentication, file, "Se formuläret.");
}

static void
assert_holds(ErrandTrial *trial, const char *sql, const char *expected)
{
	world_assert_text(trial->world, sql, expected);
}

#define FATES                                                                                            \
	"SELECT group_concat(j.value->>'$.field'||': '||(j.value->>'$.fate'),'; ') FROM event_detail d," \
	" json_each(d.detail,'$.commands') j WHERE d.seq=(SELECT max(seq) FROM event"                    \
	" WHERE kind='answered')"
#define COUNT(kind) "SELECT count(*) FROM event WHERE kind='" kind "'"

static void
test_all(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = assign(trial);
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "eml");
	Reading *form = make_form(file, CASE);

	put_row(form, &first);
	put_row(form, &second);
	propose(form, "misconduct");
	send(trial, id, KIM, PROVED, file);
	assert_holds(trial, FATES,
		"Formuläret, utredningen inledd: done; Formuläret, anteckning 1: done; "
		"Formuläret, anteckning 2: done; Formuläret, förslag till beslut: done");
	assert_holds(trial, "SELECT state||' '||proposal FROM cases", "proposed misconduct");
	assert_holds(trial,
		"SELECT d.detail->>'$.date'||' '||(d.detail->>'$.law') FROM event e JOIN event_detail d "
		"ON d.seq=e.seq WHERE e.kind='investigation_started'",
		"2026-03-17 SoL");
	assert_holds(trial,
		"SELECT group_concat(e.actor||', '||(d.detail->>'$.source')||', '||"
		"(d.detail->>'$.kind')||', '||(d.detail->>'$.text')||', '||"
		"(d.detail->>'$.author')||', '||(d.detail->>'$.title'),'; ') FROM event e"
		" JOIN event_detail d ON d.seq=e.seq WHERE e.kind='noted'",
		KIM ", Enhetschefen, fact, " WHAT ", Kim Berg, enhetschef; " KIM
		    ", Signeringslistan, assessment, Listan var tom., Kim Berg, enhetschef");
	assert_holds(trial, "SELECT count(*) FROM outbox WHERE notice='proposal'", "1");
	world_assert_proved(trial->world);
}

/* Sent once more with one row more: that row, and nothing twice. */
static void
test_again(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = assign(trial);
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "eml");
	Reading *form = make_form(file, CASE);

	put_row(form, &first);
	send(trial, id, KIM, PROVED, file);
	put_row(form, &second);
	put_row(form, &second);
	send(trial, id, KIM, PROVED, file);
	assert_holds(trial, FATES, "Formuläret, anteckning 2: done; Formuläret: known");
	assert_holds(trial, COUNT("noted"), "2");
	assert_holds(trial, COUNT("investigation_started"), "1");
	g_autofree char *facts = errand_trial_facts(trial, "transcript", KIM);
	g_assert_nonnull(strstr(facts, "Finns redan i ärendet och har inte förts in igen: 4."));
}

/* What was changed in the form is told, and what is on record stays. */
static void
test_changed(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	static const Row changed = { "2026-03-17", "Enhetschefen", "fact", "Fallet var värre." };
	g_autofree char *id = assign(trial);
	g_autoptr(ReadingFile) before = reading_file_new("mail.eml", "eml");
	g_autoptr(ReadingFile) after = reading_file_new("mail.eml", "eml");
	Reading *form = make_form(before, CASE);

	put_row(form, &first);
	propose(form, "misconduct");
	send(trial, id, KIM, PROVED, before);
	form = make_form(after, CASE);
	put(form, "investigation", "started", "2026-03-16");
	add_law(form, "LSS");
	put_row(form, &changed);
	propose(form, "no_misconduct");
	send(trial, id, KIM, PROVED, after);
	assert_holds(trial, FATES,
		"Formuläret, lagrum: differs; Formuläret, utredningen inledd: differs; "
		"Formuläret, anteckning 1: differs; Formuläret, förslag till beslut: differs");
	assert_holds(trial, COUNT("noted"), "1");
	assert_holds(trial, "SELECT proposal FROM cases", "misconduct");
}

/* An entry of another's words is not what a new row was before. */
static void
test_beside_words(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = assign(trial);
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "eml");

	errand_trial_answer(
		trial, id, KIM, PROVED, "notering (källa: Enhetschefen; fakta): Larmet var av.");
	put_row(make_form(file, CASE), &first);
	send(trial, id, KIM, PROVED, file);
	assert_holds(trial, COUNT("noted"), "2");
}

static void
test_incomplete(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	static const Row half = { "2026-03-17", NULL, NULL, WHAT };
	g_autofree char *id = assign(trial);
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "eml");
	Reading *form = make_form(file, CASE);

	put_row(form, &first);
	put_row(form, &half);
	form->investigation->proposal = g_strdup("misconduct");
	put(form, "investigation", "measures.planned", "Ny rutin.");
	send(trial, id, KIM, PROVED, file);
	assert_holds(trial, FATES,
		"Formuläret, utredningen inledd: done; Formuläret, anteckning 1: done; "
		"Formuläret, anteckning 2: incomplete; Formuläret, planerade åtgärder: not_recorded; "
		"Formuläret, förslag till beslut: incomplete");
	assert_holds(trial, COUNT("noted"), "1");
	g_autofree char *facts = errand_trial_facts(trial, "transcript", KIM);
	g_assert_nonnull(strstr(facts,
		"Det här saknas: varifrån uppgiften kommer, om den är fakta eller en bedömning."));
	g_assert_nonnull(strstr(facts, "\"form\":{\"missing\":[\"vad händelsen har bestått i\""));
}

/* What was not read for certain is not recorded as if it were. */
static void
test_uncertain(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = assign(trial);
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "eml");
	Reading *form = make_form(file, CASE);

	reading_field_set(&form->investigation->started, "2026-03-17", "17/3", 0.4, "page 1");
	send(trial, id, KIM, PROVED, file);
	assert_holds(trial, FATES, "Formuläret, utredningen inledd: incomplete");
	assert_holds(trial, "SELECT state FROM cases", "assessing");
}

/* A day that cannot be is refused by what refuses it from a keyboard. */
static void
test_guards(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = assign(trial);
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "eml");
	Reading *form = make_form(file, CASE);

	put(form, "investigation", "started", "2026-04-01");
	propose(form, "misconduct");
	send(trial, id, KIM, PROVED, file);
	assert_holds(trial, FATES,
		"Formuläret, utredningen inledd: refused; Formuläret, förslag till beslut: refused");
	assert_holds(trial, "SELECT state FROM cases", "assessing");
}

static void
add_board(ErrandTrial *trial, const char *id, const char *name)
{
	Board *board = trial->world->board;
	CommissioningBoard *other = g_new0(CommissioningBoard, 1);
	g_autofree char *words = g_strdup_printf("beställande nämnd: %s, eftersom den betalar", id);
	g_autofree char *notice = errand_trial_notice(trial, "new_case", RESPONSIBLE);

	other->id = g_strdup(id);
	other->name = g_strdup(name);
	other->address = g_strdup_printf("%s@kommun.example", id);
	if (!board->commissioning)
		board->commissioning =
			g_ptr_array_new_with_free_func((GDestroyNotify) commissioning_board_free);
	g_ptr_array_add(board->commissioning, other);
	errand_trial_answer(trial, notice, RESPONSIBLE, PROVED, words);
}

#define INFORMED                                                                                   \
	"SELECT group_concat(e.kind||' '||(d.detail->>'$.board')||' '||(d.detail->>'$.date')"      \
	"||' '||(d.detail->>'$.how'),'; ') FROM event e JOIN event_detail d ON d.seq=e.seq"        \
	" WHERE e.kind LIKE 'board_informed%' OR e.kind LIKE 'board_got%'"

/* The days on which the one board of the case was told are recorded, once. */
static void
test_informed(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = assign(trial);
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "eml");
	Reading *form = make_form(file, CASE);

	add_board(trial, "NSN", "Norra stadsdelsnämnden");
	put(form, "investigation", "information.report", "2026-03-17");
	put(form, "investigation", "information.ivo", "2026-03-17");
	put(form, "investigation", "follow_up", "Egenkontroll.");
	send(trial, id, KIM, PROVED, file);
	assert_holds(trial, FATES,
		"Formuläret, utredningen inledd: done; Formuläret, behov av uppföljning: not_recorded; "
		"Formuläret, information till beställande nämnd 1: done; "
		"Formuläret, information till beställande nämnd 2: refused");
	assert_holds(trial, INFORMED,
		"board_informed_report NSN 2026-03-17 enligt utredningsformuläret");
	put(form, "investigation", "information.report", "2026-03-16");
	send(trial, id, KIM, PROVED, file);
	assert_holds(trial, FATES,
		"Formuläret, behov av uppföljning: not_recorded; "
		"Formuläret, information till beställande nämnd 1: differs; "
		"Formuläret, information till beställande nämnd 2: refused; Formuläret: known");
	world_assert_proved(trial->world);
}

/* Which of two boards was told the form does not say, and of none there is nothing to record. */
static void
test_whom(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = assign(trial);
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "eml");

	put(make_form(file, CASE), "investigation", "information.report", "2026-03-17");
	send(trial, id, KIM, PROVED, file);
	g_autofree char *none = errand_trial_facts(trial, "transcript", KIM);
	g_assert_nonnull(strstr(none, "Ingen beställande nämnd är kopplad"));
	add_board(trial, "NSN", "Norra stadsdelsnämnden");
	add_board(trial, "SSN", "Södra stadsdelsnämnden");
	send(trial, id, KIM, PROVED, file);
	g_autofree char *several = errand_trial_facts(trial, "transcript", KIM);
	g_assert_nonnull(strstr(several, "flera beställande nämnder"));
	assert_holds(trial, "SELECT count(*) FROM event WHERE kind LIKE 'board_informed%'", "0");
}

/* Who is not proved is asked; nothing happens before a yes, and then all of it. */
static void
test_confirmed(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = assign(trial);
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "eml");
	Reading *form = make_form(file, CASE);

	put_row(form, &first);
	send(trial, id, KIM, SILENT, file);
	assert_holds(trial, FATES,
		"Formuläret, utredningen inledd: asked; Formuläret, anteckning 1: asked");
	assert_holds(trial, "SELECT state FROM cases", "assessing");
	g_autofree char *question = errand_trial_notice(trial, "confirmation", KIM);
	errand_trial_answer(trial, question, KIM, SILENT, "Ja");
	assert_holds(trial, "SELECT state FROM cases", "investigating");
	assert_holds(trial, COUNT("noted"), "1");
	assert_holds(trial, "SELECT group_concat(state) FROM errand WHERE form=1", "done");
}

static void
test_denied(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = assign(trial);
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "eml");

	put_row(make_form(file, CASE), &first);
	send(trial, id, STRANGER, PROVED, file);
	g_autofree char *question = errand_trial_notice(trial, "confirmation", KIM);
	errand_trial_answer(trial, question, KIM, SILENT, "Nej");
	assert_holds(trial, COUNT("noted"), "0");
	assert_holds(trial, "SELECT state FROM cases", "assessing");
	assert_holds(trial, FATES,
		"Formuläret, utredningen inledd: dropped; Formuläret, anteckning 1: dropped");
}

#define READ_AGAIN                                                                                 \
	"UPDATE reading SET state='pending',attempts=0,json=NULL,generation=generation+1"          \
	" WHERE mail=(SELECT mail FROM errand WHERE form=1)"

#define FORM_STATE "SELECT group_concat(state) FROM errand WHERE form=1"

/* As its mail is put to a case by hand before the form was acted on, or its question answered. */
static void
test_read_again(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = assign(trial);
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "eml");

	put_row(make_form(file, CASE), &first);
	g_autofree char *json = reading_json_write(file);
	send(trial, id, KIM, SILENT, file);
	g_autofree char *question = errand_trial_notice(trial, "confirmation", KIM);
	world_change(trial->world, READ_AGAIN);
	world_change(trial->world, "UPDATE errand SET state='pending' WHERE form=1");
	errand_trial_serve(trial);
	assert_holds(trial, FORM_STATE, "pending");
	world_change(trial->world, "UPDATE errand SET state='asked' WHERE form=1");
	errand_trial_answer(trial, question, KIM, SILENT, "Ja");
	trial->world->now.fixed += 60 * WORLD_DAY;
	errand_trial_serve(trial);
	assert_holds(trial, FORM_STATE, "asked");
	reading_desk_read(trial->world, json, -1);
	errand_trial_serve(trial);
	assert_holds(trial, COUNT("noted"), "1");
	assert_holds(trial, "SELECT group_concat(state) FROM errand", "done,done,done");
}

/* Whose notice it answers may not: the registrar investigates nothing. */
static void
test_forbidden(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *registrar = errand_trial_notice(trial, "registrar", REGISTRAR);
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "eml");

	g_free(assign(trial));
	propose(make_form(file, CASE), "misconduct");
	send(trial, registrar, REGISTRAR, PROVED, file);
	assert_holds(trial, FATES,
		"Formuläret, utredningen inledd: forbidden; Formuläret, förslag till beslut: "
		"forbidden");
}

static void
assert_keeps_nothing(ErrandTrial *trial, const char *id, ReadingFile *file, const char *why)
{
	send(trial, id, KIM, PROVED, file);
	assert_holds(trial, FATES, "Formuläret: not_recorded");
	assert_holds(trial, "SELECT state FROM cases", "assessing");
	g_autofree char *facts = errand_trial_facts(trial, "transcript", KIM);
	g_assert_nonnull(strstr(facts, why));
}

static void
test_not_taken(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = assign(trial);
	g_autoptr(ReadingFile) other = reading_file_new("mail.eml", "eml");
	g_autoptr(ReadingFile) macros = reading_file_new("mail.eml", "eml");
	g_autoptr(ReadingFile) two = reading_file_new("mail.eml", "eml");

	make_form(other, "LS-2019-0001");
	assert_keeps_nothing(trial, id, other, "hör inte till det här ärendet");
	g_ptr_array_add(make_form(macros, CASE)->flags,
		reading_flag_new("macros", "Titel", "Filen.", NULL));
	assert_keeps_nothing(trial, id, macros, "makron");
	make_form(two, CASE);
	make_form(two, CASE);
	assert_keeps_nothing(trial, id, two, "flera formulär");
}

/* Files that are no form are correspondence, and nobody is answered. */
static void
test_no_form(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = assign(trial);
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "eml");

	g_ptr_array_add(file->documents, reading_new());
	send(trial, id, KIM, PROVED, file);
	assert_holds(trial, "SELECT count(*) FROM errand WHERE form=1", "0");
	assert_holds(trial,
		"SELECT count(*) FROM outbox WHERE notice='transcript' AND recipient='" KIM "'",
		"0");
}

/* A plain route gets no word of it; all that a transcript shows there is the program's own. */
static void
test_says_little(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *id = assign(trial);
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "eml");
	Reading *form = make_form(file, CASE);

	put_row(form, &first);
	send(trial, id, KIM, PROVED, file);
	assert_holds(trial,
		"SELECT count(*) FROM outbox o,json_each(o.facts,'$.commands') j WHERE"
		" o.notice='transcript' AND o.recipient='" KIM "' AND"
		" coalesce(j.value->>'$.why','')||(j.value->>'$.name') LIKE '%Hemligt%'",
		"0");
	assert_holds(trial,
		"SELECT count(*) FROM event_detail d JOIN event e ON e.seq=d.seq"
		" WHERE e.kind='answered' AND d.detail LIKE '%Hemligt%'",
		"0");
}

#define LETTERS "SELECT count(*) FROM outbox WHERE notice='changed' AND facts->>'$.change.letter'"

/* What became acts is no letter; words of the responsible beside it, and other files, are. */
static void
test_of_responsible(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	g_free(assign(trial));
	g_autofree char *id = errand_trial_notice(trial, "new_case", RESPONSIBLE);
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "eml");
	g_autoptr(ReadingFile) other = reading_file_new("mail.eml", "eml");
	Reading *form = make_form(file, CASE);

	put_row(form, &first);
	send(trial, id, RESPONSIBLE, PROVED, file);
	assert_holds(trial, COUNT("noted"), "1");
	assert_holds(trial, LETTERS, "0");
	send_beside(trial, id, RESPONSIBLE, PROVED, file, "Här kommer mitt ifyllda formulär!");
	send_beside(trial, id, RESPONSIBLE, PROVED, file, "status\r\n\r\nBifogar formuläret");
	assert_holds(trial, LETTERS, "0");
	send_beside(trial, id, RESPONSIBLE, PROVED, file, "status\r\n\r\nRing enheten först.");
	assert_holds(trial, LETTERS, "1");
	g_ptr_array_add(other->documents, reading_new());
	send(trial, id, RESPONSIBLE, FORGED, other);
	assert_holds(trial, LETTERS, "1");
	send(trial, id, RESPONSIBLE, PROVED, other);
	assert_holds(trial, LETTERS, "2");
	send_beside(trial, id, RESPONSIBLE, PROVED, other, "status");
	assert_holds(trial, LETTERS, "3");
	world_assert_proved(trial->world);
}

static const struct {
	const char *path;
	void (*run)(ErrandTrial *trial, gconstpointer unused);
} tests[] = {
	{ "/form-errand/all", test_all },
	{ "/form-errand/again", test_again },
	{ "/form-errand/of-responsible", test_of_responsible },
	{ "/form-errand/changed", test_changed },
	{ "/form-errand/beside-words", test_beside_words },
	{ "/form-errand/incomplete", test_incomplete },
	{ "/form-errand/uncertain", test_uncertain },
	{ "/form-errand/guards", test_guards },
	{ "/form-errand/informed", test_informed },
	{ "/form-errand/whom", test_whom },
	{ "/form-errand/confirmed", test_confirmed },
	{ "/form-errand/read-again", test_read_again },
	{ "/form-errand/denied", test_denied },
	{ "/form-errand/forbidden", test_forbidden },
	{ "/form-errand/not-taken", test_not_taken },
	{ "/form-errand/no-form", test_no_form },
	{ "/form-errand/says-little", test_says_little },
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, ErrandTrial, NULL, errand_trial_set_up, tests[i].run,
			errand_trial_tear_down);
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What has to be there before something may be done in a case. Says what is
 * missing and how to do that.
 */
#include "core/life/life-guard.h"

#include <string.h>

#include "core/error.h"
#include "core/clock/holidays.h"
#include "core/life/life-bias.h"
#include "core/paper/masked-copy.h"
#include "core/role.h"
#include "core/text.h"

typedef struct {
	const CaseFile *file;
	const LifeWords *words;
	const LifeOffice *office;
} Matter;

/* As mail servers read it: no dot at the end, no +tag. */
static char *
canonical(const char *address)
{
	g_autofree char *folded = text_fold_address(address);
	char *at = strrchr(folded, '@'), *plus = strchr(folded, '+');
	gsize length = strlen(folded);

	if (length && folded[length - 1] == '.')
		folded[length - 1] = '\0';
	if (!at || !plus || plus > at)
		return g_strdup(folded);
	return g_strdup_printf("%.*s%s", (int) (plus - folded), folded, at);
}

gboolean
life_is_same_person(const char *a, const char *b)
{
	if (!a || !b)
		return FALSE;
	g_autofree char *x = canonical(a);
	g_autofree char *y = canonical(b);
	return strcmp(x, y) == 0;
}

gboolean
life_is_recused(const CaseFile *file, const char *address)
{
	for (guint i = 0; i < file->recused->len; i++)
		if (life_is_same_person(address, file->recused->pdata[i]))
			return TRUE;
	return FALSE;
}

/* Who signs: --by, else who acts. */
static const char *
signer(const Matter *matter)
{
	return matter->words->given[LIFE_BY] ? matter->words->given[LIFE_BY]
					     : matter->office->actor;
}

/* What of that somebody is or did, as a sentence, where no reason stands against it; or NULL. */
static char *
conflict_of(const Matter *matter, const char *address, guint of)
{
	return matter->words->given[LIFE_DESPITE] ? NULL
						  : life_bias_find(matter->file, address, of);
}

static gboolean
is_free_of(const Matter *matter, const char *address, guint of)
{
	g_autofree char *conflict = life_bias_find(matter->file, address, of);

	return conflict == NULL;
}

/* What somebody is to the board, where the configuration gives no title. */
static const char *const offices[ROLE_COUNT] = {
	[ROLE_RESPONSIBLE] = "lex Sarah-ansvarig",
	[ROLE_DEPUTY] = "ställföreträdande lex Sarah-ansvarig",
	[ROLE_DECISION_MAKER] = "beslutsfattare",
	[ROLE_REGISTRAR] = "registrator",
	[ROLE_DPO] = "dataskyddsombud",
};

const char *
life_find_title(const Board *board, const char *address)
{
	const char *office = NULL;

	for (guint i = 0; board->investigators && i < board->investigators->len; i++) {
		const Person *person = g_ptr_array_index(board->investigators, i);

		if (!life_is_same_person(person->address, address))
			continue;
		if (person->title)
			return person->title;
		office = "utredare";
	}
	for (guint role = 0; role < ROLE_COUNT; role++) {
		const Person *person = role_person(board, role);

		if (!life_is_same_person(person->address, address))
			continue;
		if (person->title)
			return person->title;
		if (!office)
			office = offices[role];
	}
	return office;
}

static gboolean
has(const Matter *matter, Milestone milestone)
{
	return case_file_has(matter->file, milestone, NULL);
}

static gboolean
is_protected(const Matter *matter)
{
	return has(matter, MILESTONE_PROTECTED);
}

static gboolean
is_assessed(const Matter *matter)
{
	return has(matter, MILESTONE_ASSESSED);
}

static gboolean
is_not_assessed(const Matter *matter)
{
	return !has(matter, MILESTONE_ASSESSED);
}

static gboolean
has_investigator(const Matter *matter)
{
	return matter->file->investigator != NULL;
}

static char *
conflict_of_investigator(const Matter *matter)
{
	return conflict_of(matter, matter->words->given[LIFE_INVESTIGATOR], BIAS_OF_SIGNER);
}

static char *
conflict_of_signer(const Matter *matter)
{
	return conflict_of(matter, signer(matter), BIAS_OF_SIGNER);
}

static char *
conflict_of_decider(const Matter *matter)
{
	return conflict_of(matter, signer(matter), BIAS_OF_DECIDER);
}

static gboolean
is_other_board(const Matter *matter)
{
	const char *to = matter->words->given[LIFE_TO_BOARD];

	return strcmp(to, matter->file->board) != 0 && strcmp(to, matter->office->board->name) != 0;
}

static gboolean
has_title(const Matter *matter)
{
	return matter->words->given[LIFE_TITLE] ||
	       life_find_title(matter->office->board, signer(matter));
}

static gboolean
explains_other_outcome(const Matter *matter)
{
	return matter->words->given[LIFE_REASON] ||
	       matter->words->outcome == matter->file->proposal;
}

static gboolean
is_serious(const Matter *matter)
{
	return case_file_ivo(matter->file) != IVO_NONE;
}

static gboolean
is_not_serious(const Matter *matter)
{
	return !is_serious(matter);
}

static gboolean
is_notified(const Matter *matter)
{
	return case_file_ivo(matter->file) > IVO_DUE;
}

static gboolean
is_not_notified(const Matter *matter)
{
	return !is_notified(matter);
}

static gboolean
owes_investigation(const Matter *matter)
{
	const CaseFile *file = matter->file;

	return is_notified(matter) &&
	       !case_file_day(file, MILESTONE_INVESTIGATION_SENT, NULL).year &&
	       !case_file_day(file, MILESTONE_INVESTIGATION_ATTACHED, NULL).year;
}

static gboolean
owes_supplement(const Matter *matter)
{
	return case_file_ivo(matter->file) == IVO_SUPPLEMENT;
}

static gboolean
knows_board(const Matter *matter)
{
	return board_find_commissioning(matter->office->board, matter->words->given[LIFE_BOARD]) !=
	       NULL;
}

static gboolean
is_linked(const Matter *matter)
{
	return case_file_has_board(matter->file, matter->words->given[LIFE_BOARD]);
}

static gboolean
is_not_linked(const Matter *matter)
{
	return !is_linked(matter);
}

static gboolean
has_breach(const Matter *matter)
{
	return case_file_day(matter->file, MILESTONE_BREACH_AWARE, NULL).year != 0;
}

static gboolean
says_hour(const Matter *matter)
{
	return matter->words->when.instant != INSTANT_NONE;
}

/* A clock of this case that may be extended, to a day that may be. */
static gboolean
has_clock(const Matter *matter)
{
	return clock_office_find(&matter->office->clocks, matter->words->given[LIFE_CLOCK]) != NULL;
}

static gboolean
has_measure(const Matter *matter)
{
	return matter->words->measure <= matter->file->measures;
}

static gboolean
is_decided(const Matter *matter)
{
	return has(matter, MILESTONE_DECIDED);
}

static gboolean
is_begun(const Matter *matter)
{
	return case_file_day(matter->file, MILESTONE_STARTED, NULL).year != 0;
}

static gboolean
has_pdf(const Matter *matter)
{
	return matter->words->file && !masked_copy_fault(matter->words->file);
}

static gboolean
is_other_case(const Matter *matter)
{
	return strcmp(matter->words->given[LIFE_CASE], matter->file->id) != 0;
}

static gboolean
is_done_with_ivo(const Matter *matter)
{
	IvoState ivo = case_file_ivo(matter->file);

	return ivo == IVO_NONE || ivo == IVO_COMPLETE;
}

static gboolean
is_known(const Matter *matter)
{
	return text_is_address(matter->office->actor);
}

static gboolean
is_known_signer(const Matter *matter)
{
	return text_is_address(signer(matter));
}

static gboolean
is_not_recused(const Matter *matter)
{
	return !life_is_recused(matter->file, matter->office->actor);
}

static gboolean
is_not_decided_serious(const Matter *matter)
{
	return !is_decided(matter) || !outcome_is_serious(matter->file->outcome);
}

/* What the law asks for; what the organisation asks of itself may be left. */
static gboolean
is_done(const Matter *matter, gboolean for_boards)
{
	g_autoptr(GArray) clocks = case_clocks_compute(matter->file, &matter->office->clocks, NULL);

	for (guint i = 0; clocks && i < clocks->len; i++) {
		const CaseClock *clock = &g_array_index(clocks, CaseClock, i);

		if (!clock->stop.date.year && clock->rule->class_ != CLOCK_POLICY &&
			(clock->rule->each_board || !for_boards))
			return FALSE;
	}
	return TRUE;
}

static gboolean
is_done_with_duties(const Matter *matter)
{
	return is_done(matter, FALSE);
}

static gboolean
is_done_with_boards(const Matter *matter)
{
	return is_done(matter, TRUE);
}

static const Board *
board_to(const Matter *matter)
{
	return settings_get_board(matter->office->settings, matter->words->given[LIFE_TO_BOARD]);
}

static gboolean
is_our_board(const Matter *matter)
{
	return board_to(matter) != NULL;
}

static gboolean
is_none_of_ours(const Matter *matter)
{
	g_autofree char *named = text_fold(matter->words->given[LIFE_TO_BOARD]);
	const GPtrArray *boards = matter->office->settings->boards;

	for (guint i = 0; i < boards->len; i++) {
		const Board *board = g_ptr_array_index(boards, i);
		g_autofree char *id = text_fold(board->id);
		g_autofree char *name = text_fold(board->name);

		if (strcmp(named, id) == 0 || strcmp(named, name) == 0)
			return FALSE;
	}
	return TRUE;
}

/* TRUE if that is somebody's address who has to do with the board's cases. */
static gboolean
is_of_board(const Board *board, const char *address)
{
	for (guint role = 0; role < ROLE_COUNT; role++)
		if (life_is_same_person(role_person(board, role)->address, address))
			return TRUE;
	for (guint i = 0; board->investigators && i < board->investigators->len; i++)
		if (life_is_same_person(
			    ((const Person *) board->investigators->pdata[i])->address, address))
			return TRUE;
	return FALSE;
}

/* Who is of other boards only has not heard that the case is none of theirs any more. */
static gboolean
is_passed_on_by_its_people(const Matter *matter)
{
	const GPtrArray *boards = matter->office->settings->boards;
	gboolean of_other = FALSE;

	for (guint i = 0; i < boards->len; i++)
		of_other |= is_of_board(boards->pdata[i], matter->office->actor);
	return !of_other || is_of_board(matter->office->board, matter->office->actor);
}

static gboolean
is_unheld(const Matter *matter)
{
	return !matter->file->held;
}

/* The stand-in of who is recused, or NULL. */
static const char *
stand_in_of(const CaseFile *file, const char *address)
{
	for (guint i = 0; i < file->recused->len && i < file->stand_ins->len; i++)
		if (life_is_same_person(address, file->recused->pdata[i]))
			return file->stand_ins->pdata[i];
	return NULL;
}

/* Nobody of the board that had the case is told of it in the place of who is recused. */
static gboolean
is_of_receiver(const Matter *matter, const Board *to, const char *address)
{
	const char *stand_in = stand_in_of(matter->file, address);

	return !stand_in || is_of_board(to, stand_in) ||
	       !is_of_board(matter->office->board, stand_in);
}

/* Who is to assess it there did not report it, and who is recused there has a stand-in there. */
static gboolean
has_receiver(const Matter *matter)
{
	const Board *to = board_to(matter);
	const char *responsible = to->responsible.address;

	if (!is_free_of(matter, responsible, BIAS_REPORTED) &&
		!stand_in_of(matter->file, responsible) && !matter->words->given[LIFE_DESPITE])
		return FALSE;
	for (guint role = 0; role < ROLE_COUNT; role++)
		if (!is_of_receiver(matter, to, role_person(to, role)->address))
			return FALSE;
	return TRUE;
}

static gboolean
has_rules(const Matter *matter)
{
	const GPtrArray *rules = matter->office->clocks.rules;

	for (guint i = 0; i < rules->len; i++)
		if (((const ClockRule *) rules->pdata[i])->starts &
			MILESTONE_BIT(MILESTONE_TAKEN_OVER))
			return TRUE;
	return FALSE;
}

const char *
life_wrong_day(const CaseFile *file, Milestone milestone, ClockTime when, const LifeOffice *office)
{
	CivilDate today = date_from_instant(office->clocks.now, office->clocks.zone);
	CivilDate arrival = case_file_day(file, MILESTONE_ARRIVAL, NULL);

	if (milestone != MILESTONE_COUNT && !milestone_may_precede_arrival(milestone) &&
		date_compare(when.date, arrival) < 0)
		return "the date is before the report arrived: see lexsarah case arrived";
	if (when.date.year < HOLIDAYS_FIRST_YEAR)
		return "the date is of another century";
	if (date_compare(when.date, today) > 0)
		return "the date lies ahead: what has not happened yet cannot be recorded";
	return NULL;
}

static const struct {
	gboolean (*holds)(const Matter *matter); /* NULL: conflicts has it */
	gboolean input;                          /* the words are wrong, and not what is done */
	const char *missing;
} rows[GUARD_COUNT] = {
	[GUARD_PROTECTED] = { is_protected, FALSE,
		"say first what was done to protect the person concerned, or that nothing was "
		"needed: lexsarah case protect" },
	[GUARD_ASSESSED] = { is_assessed, FALSE,
		"it must be assessed first: lexsarah case assess" },
	[GUARD_NOT_ASSESSED] = { is_not_assessed, FALSE,
		"it is assessed already; who thinks otherwise takes it up again: lexsarah case "
		"reopen" },
	[GUARD_INVESTIGATOR] = { has_investigator, FALSE,
		"name who investigates first: lexsarah case assign" },
	[GUARD_UNBIASED_INVESTIGATOR] = { NULL, FALSE,
		"who reported or is recused is not to investigate (16–18 §§ förvaltningslagen): name "
		"somebody else, or say why all the same with --despite-conflict REASON" },
	[GUARD_KNOWN_SIGNER] = { is_known_signer, TRUE,
		"it must be known who signs, or writes: a login is nobody, and has reported nothing "
		"(16–18 §§ förvaltningslagen): give --as ADDRESS, or where there is one --by ADDRESS" },
	[GUARD_TITLE] = { has_title, TRUE,
		"who signs must say the title, which the file needs: --title TEXT, or title of "
		"that person in the configuration" },
	[GUARD_UNBIASED_DECIDER] = { NULL, FALSE,
		"who reported, investigated, proposed or is recused is not to decide (16–18 §§ "
		"förvaltningslagen): let somebody else, or say why all the same with --despite-conflict REASON" },
	[GUARD_UNBIASED_SIGNER] = { NULL, FALSE,
		"who reported or is recused is not to sign that (16–18 §§ förvaltningslagen): let "
		"somebody else, or say why all the same with --despite-conflict REASON" },
	[GUARD_KNOWN_PROPOSER] = { is_known, TRUE,
		"nobody decides on what they have proposed (16–18 §§ förvaltningslagen), so it must be "
		"known who proposes: give --as ADDRESS" },
	[GUARD_OTHER_BOARD] = { is_other_board, TRUE, "that is the same board" },
	[GUARD_REASON_FOR_OTHER_OUTCOME] = { explains_other_outcome, TRUE,
		"the decision is another than the proposal: say why with --reason TEXT" },
	[GUARD_NOT_SERIOUS] = { is_not_serious, FALSE,
		"that it is serious is established already: see lexsarah case show" },
	[GUARD_SERIOUS] = { is_serious, FALSE,
		"say first since when it is clear that it is serious: lexsarah case ivo "
		"--serious-since" },
	[GUARD_NOT_NOTIFIED] = { is_not_notified, FALSE,
		"IVO was notified already, and a notification cannot be changed: what follows is "
		"--investigation-sent or --supplement-sent" },
	[GUARD_NOTIFIED] = { is_notified, FALSE,
		"IVO has not been notified: lexsarah case ivo --notified" },
	[GUARD_INVESTIGATION_OWED] = { owes_investigation, FALSE,
		"IVO has the investigation already, or has not been notified" },
	[GUARD_SUPPLEMENT_ASKED] = { owes_supplement, FALSE,
		"IVO has asked for no supplement that is not sent: lexsarah case ivo "
		"--supplement-asked" },
	[GUARD_BOARD_KNOWN] = { knows_board, TRUE,
		"no commissioning board with that id stands in the configuration of this board" },
	[GUARD_BOARD_LINKED] = { is_linked, FALSE,
		"that board is not linked to the case: lexsarah case commission --add" },
	[GUARD_BOARD_NOT_LINKED] = { is_not_linked, FALSE,
		"that board is linked to the case already" },
	[GUARD_BREACH] = { has_breach, FALSE,
		"say first when the breach was noticed: lexsarah case breach --aware" },
	[GUARD_HOUR] = { says_hour, TRUE,
		"the time of day is needed, for these are 72 hours: give a time such as "
		"2026-11-22T14:05:00+01:00" },
	[GUARD_CLOCK] = { has_clock, TRUE, "there is no such clock: see lexsarah clock list" },
	[GUARD_MEASURE] = { has_measure, TRUE,
		"there is no measure with that number: see lexsarah case show" },
	[GUARD_DECIDED] = { is_decided, FALSE, "nothing is decided yet: lexsarah case decide" },
	[GUARD_BEGUN] = { is_begun, FALSE,
		"nothing is investigated yet, so that there is nothing to copy: lexsarah case start" },
	[GUARD_PDF] = { has_pdf, TRUE, "the copy must be a PDF file" },
	[GUARD_OTHER_CASE] = { is_other_case, TRUE, "that is the same case" },
	[GUARD_IVO_DONE] = { is_done_with_ivo, FALSE,
		"the matter with IVO is not done: see lexsarah case show, and record it with "
		"lexsarah case ivo" },
	[GUARD_DUTIES_DONE] = { is_done_with_duties, FALSE,
		"something that the law asks for is not done: see its clocks in lexsarah case "
		"show" },
	[GUARD_IVO_OWED_NOTHING] = { is_done_with_ivo, FALSE,
		"IVO is still to have something of this case (27 kap. 6 § SoL, 24 f § LSS), and in a "
		"case that is joined or handed over nobody would have that time to keep: record first "
		"what was sent, with lexsarah case ivo; of two cases of one event join the other case "
		"to this one; and what is not serious, or another has to notify, is taken back with "
		"lexsarah case ivo --not-serious --reason TEXT" },
	[GUARD_BOARDS_OWED_NOTHING] = { is_done_with_boards, FALSE,
		"a commissioning board is still to be told or to have a copy, and in a case that is "
		"joined or handed over nobody would do it: record how it was told, with lexsarah case "
		"inform, or take it out of the case with lexsarah case commission --remove (and link "
		"it to the case that goes on)" },
	[GUARD_OUR_BOARD] = { is_our_board, TRUE,
		"no board with that id stands in the configuration; to whom is none of ours it is "
		"transferred with --external NAME" },
	[GUARD_NONE_OF_OURS] = { is_none_of_ours, TRUE,
		"that is a board of ours, whose case it becomes: --to with the board's id" },
	[GUARD_ITS_PEOPLE] = { is_passed_on_by_its_people, FALSE,
		"it is another board's case by now (see lexsarah case show): its own people pass it "
		"on" },
	[GUARD_UNHELD] = { is_unheld, FALSE,
		"it is not decided yet who may know of it: decide on that first, with lexsarah case "
		"recuse or lexsarah outbox release --case" },
	[GUARD_RECEIVER] = { has_receiver, FALSE,
		"of that board the responsible reported it, or somebody has nothing to do with it "
		"whose stand-in is of the board that has it: name somebody of that board first "
		"(lexsarah case recuse), or, of who reported, say why all the same with "
		"--despite-conflict REASON" },
	[GUARD_RULES] = { has_rules, FALSE,
		"no rule of the clocks starts when another board takes a case over: add taken_over "
		"to start of those that begin anew (lexsarah-rules(5))" },
	[GUARD_NOT_RECUSED] = { is_not_recused, FALSE,
		"who is recused has nothing to do with the case any more (17 § "
		"förvaltningslagen): let somebody else correct it" },
	[GUARD_NOT_AT_IVO] = { is_not_notified, FALSE,
		"IVO was notified, and a notification that was sent cannot be changed: tell IVO "
		"in writing that it is not serious (lexsarah case ivo --supplement-sent where IVO "
		"has asked), and when IVO has ended its matter: lexsarah case ivo --closed" },
	[GUARD_NOT_DECIDED_SERIOUS] = { is_not_decided_serious, FALSE,
		"the decision says that it is serious: take the case up again and decide anew: "
		"lexsarah case reopen" },
};

G_STATIC_ASSERT(GUARD_COUNT <= 64);

/* What holds where nothing stands against it, and what that is. */
static char *(*const conflicts[GUARD_COUNT])(const Matter *matter) = {
	[GUARD_UNBIASED_INVESTIGATOR] = conflict_of_investigator,
	[GUARD_UNBIASED_DECIDER] = conflict_of_decider,
	[GUARD_UNBIASED_SIGNER] = conflict_of_signer,
};

static void
refuse(const Matter *matter, guint guard, const char *conflict, GError **error)
{
	g_set_error(error, LEX_ERROR, rows[guard].input ? LEX_ERROR_INPUT : LEX_ERROR_NOT_ALLOWED,
		"%s: %s%s%s", matter->file->id, conflict ? conflict : "", conflict ? "; " : "",
		rows[guard].missing);
	if (matter->office->refusal)
		matter->office->refusal->guard = guard;
}

gboolean
life_guards_hold(const CaseFile *file, guint64 guards, const LifeWords *words,
	const LifeOffice *office, GError **error)
{
	const Matter matter = { file, words, office };

	for (guint i = 0; i < GUARD_COUNT; i++) {
		if (!(guards & GUARD_BIT(i)))
			continue;
		g_autofree char *conflict = conflicts[i] ? conflicts[i](&matter) : NULL;
		if (conflicts[i] ? !conflict : rows[i].holds(&matter))
			continue;
		refuse(&matter, i, conflict, error);
		return FALSE;
	}
	return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sentences of transcripts. Must never quote: what somebody wrote may be on its way
 * to the wrong reader, on a route that everybody can read.
 */
#include "core/answer/errand-words.h"

#include <string.h>

#include "core/clock/clock-facts.h"
#include "core/notice/facts.h"
#include "core/life/life-guard.h"

/* In Swedish and English. */
typedef const char *Words[2];

static const char *
in_language(const Words words, const char *language)
{
	return words[strcmp(language, "en") == 0];
}

static const Words fates[ERRAND_FATE_COUNT] = {
	[ERRAND_FORBID] = { "Det här får du inte göra i ärendet genom att svara på mejl. Vänd dig till "
			    "den som är lex Sarah-ansvarig om det är fel.",
		"You cannot do this in the case by answering a mail. If that is wrong, turn to the "
		"person who is responsible for lex Sarah." },
	[ERRAND_CROWD] = { "Svaret har fler än 50 rader med kommandon. Inget av kommandona har utförts.",
		"The answer has more than 50 lines with commands. None of them was done." },
	[ERRAND_DROP] = { "Det gjordes inte, eftersom du svarade nej.",
		"It was not done, because you answered no." },
	[ERRAND_LAPSE] = { "Det gjordes inte, eftersom frågan om det inte besvarades i tid. Skriv det "
			   "igen om det fortfarande gäller.",
		"It was not done, because the question about it was not answered in time. Write it "
		"again if it still holds." },
	[ERRAND_EMPTY] = { "Det finns ingen fråga att svara på.",
		"There is no question to answer." },
};

static const Words help = { "Det här kan du skriva, ett kommando på varje rad.",
	"This is what you can write, one command on each line." };

static const Words kinds[LIFE_REFUSAL_KIND_COUNT] = {
	[LIFE_REFUSAL_STATE] = { "Det går inte att göra när ärendet är där det är nu.",
		"It cannot be done while the case is where it is now." },
	[LIFE_REFUSAL_WORDS] = { "Något saknas eller går inte att läsa.",
		"Something is missing or cannot be read." },
	[LIFE_REFUSAL_DATE] = { "Datumet kan inte stämma: det ligger i framtiden eller före något "
				"som det måste komma efter.",
		"The date cannot be right: it lies in the future, or before something that it "
		"must follow." },
	[LIFE_REFUSAL_SINCE] = { "Någon annan har gjort det sedan mejlet som du svarade på "
				 "skrevs. Se ärendet, och svara på det här mejlet om det ändå ska "
				 "göras.",
		"Somebody else has done it since the mail that you answered was written. See the "
		"case, and answer this mail if it is to be done all the same." },
	[LIFE_REFUSAL_OTHER] = { "Det gick inte att göra. Se ärendet.",
		"It could not be done. See the case." },
};

static const Words guards[GUARD_COUNT] = {
	[GUARD_PROTECTED] = { "Skriv först vad som har gjorts för att skydda den som berörs, eller "
			      "att inget behövdes.",
		"Write first what was done to protect the person concerned, or that nothing was "
		"needed." },
	[GUARD_ASSESSED] = { "Rapporten måste bedömas först.",
		"The report must be assessed first." },
	[GUARD_NOT_ASSESSED] = { "Rapporten är redan bedömd. Den som tycker annorlunda återupptar "
				 "ärendet.",
		"The report is assessed already. Who thinks otherwise reopens the case." },
	[GUARD_INVESTIGATOR] = { "Ärendet har ingen utredare.", "The case has no investigator." },
	[GUARD_UNBIASED_INVESTIGATOR] = { "Den som har rapporterat eller är jävig får inte utreda "
					  "(16–18 §§ förvaltningslagen).",
		"Who reported or is recused is not to investigate (16–18 §§ förvaltningslagen)." },
	[GUARD_KNOWN_SIGNER] = { "Det måste framgå med adress vem som undertecknar.",
		"It must be known by address who signs." },
	[GUARD_TITLE] = { "Den som undertecknar måste ange sin titel, och den saknas.",
		"Who signs must give a title, and it is missing." },
	[GUARD_UNBIASED_DECIDER] = { "Den som har rapporterat, utrett, lagt fram förslaget eller "
				     "är jävig får inte besluta (16–18 §§ förvaltningslagen).",
		"Who reported, investigated, proposed or is recused is not to decide (16–18 §§ "
		"förvaltningslagen)." },
	[GUARD_UNBIASED_SIGNER] = { "Den som har rapporterat eller är jävig får inte underteckna "
				    "det (16–18 §§ förvaltningslagen).",
		"Who reported or is recused is not to sign that (16–18 §§ förvaltningslagen)." },
	[GUARD_KNOWN_PROPOSER] = { "Det måste framgå vem som lägger fram förslaget.",
		"It must be known who proposes." },
	[GUARD_REASON_FOR_OTHER_OUTCOME] = { "Beslutet är ett annat än förslaget. Skriv varför.",
		"The decision is another than the proposal. Say why." },
	[GUARD_NOT_SERIOUS] = { "Det är redan fastställt att det är allvarligt.",
		"That it is serious is established already." },
	[GUARD_SERIOUS] = { "Skriv först sedan när det står klart att det är allvarligt.",
		"Write first since when it is clear that it is serious." },
	[GUARD_NOT_NOTIFIED] = { "Anmälan till IVO är redan gjord och kan inte ändras.",
		"IVO was notified already, and a notification cannot be changed." },
	[GUARD_NOTIFIED] = { "Ingen anmälan till IVO är gjord.", "IVO has not been notified." },
	[GUARD_INVESTIGATION_OWED] = { "IVO har redan utredningen, eller har inte fått någon "
				       "anmälan.",
		"IVO has the investigation already, or has not been notified." },
	[GUARD_SUPPLEMENT_ASKED] = { "Det finns ingen begärd komplettering kvar att skicka.",
		"IVO has asked for no supplement that is not sent." },
	[GUARD_BOARD_KNOWN] = { "Det finns ingen beställande nämnd med den beteckningen.",
		"There is no commissioning board with that id." },
	[GUARD_BOARD_LINKED] = { "Den nämnden är inte kopplad till ärendet.",
		"That board is not linked to the case." },
	[GUARD_BOARD_NOT_LINKED] = { "Den nämnden är redan kopplad till ärendet.",
		"That board is linked to the case already." },
	[GUARD_BREACH] = { "Skriv först när incidenten upptäcktes.",
		"Write first when the breach was noticed." },
	[GUARD_HOUR] = { "Klockslaget behövs, eftersom tiden räknas i timmar.",
		"The time of day is needed, as the time is counted in hours." },
	[GUARD_CLOCK] = { "Det finns ingen sådan frist i ärendet.", "The case has no such clock." },
	[GUARD_MEASURE] = { "Det finns ingen åtgärd med det numret.",
		"There is no measure with that number." },
	[GUARD_DECIDED] = { "Inget är beslutat ännu.", "Nothing is decided yet." },
	[GUARD_IVO_DONE] = { "Ärendet hos IVO är inte klart.", "The matter with IVO is not done." },
	[GUARD_DUTIES_DONE] = { "Något som lagen kräver är inte gjort. Skriv status för att se nästa "
				"steg.",
		"Something that the law asks for is not done. Write status to see what is next." },
};

static const Words states[CASE_STATE_COUNT] = {
	[CASE_RECEIVED] = { "Rapporten är mottagen och ska bedömas.",
		"The report is received and is to be assessed." },
	[CASE_ASSESSING] = { "Rapporten bedöms.", "The report is being assessed." },
	[CASE_INVESTIGATING] = { "Ärendet utreds.", "The case is being investigated." },
	[CASE_PROPOSED] = { "Utredningen är klar. Ärendet ska beslutas.",
		"The investigation is done. The case is to be decided." },
	[CASE_DECIDED] = { "Ärendet är beslutat.", "The case is decided." },
	[CASE_FOLLOW_UP] = { "Ärendet är beslutat och följs upp.",
		"The case is decided and is being followed up." },
	[CASE_CLOSED] = { "Ärendet är avslutat.", "The case is closed." },
	[CASE_DECLINED] = { "Rapporten har inte lett till någon utredning.",
		"The report has led to no investigation." },
	[CASE_JOINED] = { "Ärendet har förts samman med ett annat.",
		"The case has been joined to another." },
	[CASE_TRANSFERRED] = { "Ärendet har lämnats över.", "The case has been handed over." },
	[CASE_NOT_REPORT] = { "Mejlet har bedömts inte vara en rapport.",
		"The mail was judged to be no report." },
};

static const char *
why_refused(const LifeRefusal *refusal, const char *language)
{
	if (refusal->kind == LIFE_REFUSAL_GUARD && guards[refusal->guard][0])
		return in_language(guards[refusal->guard], language);
	LifeRefusalKind kind =
		refusal->kind == LIFE_REFUSAL_GUARD ? LIFE_REFUSAL_OTHER : refusal->kind;

	return in_language(kinds[kind], language);
}

static const char *
why(const ErrandStep *step, const ErrandEnd *end, const ErrandTold *told)
{
	const char *language = told->language;
	const MailCommand *command = step->command;

	if (end->refused)
		return why_refused(&end->refusal, language);
	if (step->why)
		return step->why;
	if (step->fate == ERRAND_UNCLEAR)
		return mail_doubt_reason(command->doubt, strcmp(language, "en") == 0);
	if (step->fate == ERRAND_TELL)
		return command->what == MAIL_SAYS_STATUS ? told->status
							 : in_language(help, language);
	return fates[step->fate][0] ? in_language(fates[step->fate], language) : NULL;
}

/*
 * What was asked for, with the number of what it is about where its name has a place for
 * one: "åtgärd # klar". g_free() it.
 */
static char *
name_of(guint what, const char *number, gboolean english)
{
	const char *name = mail_command_name(what, english);
	g_auto(GStrv) parts = g_strsplit(name ? name : "", "#", 2);

	if (!parts[0] || !parts[1])
		return g_strdup(name);
	return g_strconcat(
		parts[0], number ? number : "", number ? parts[1] : g_strchug(parts[1]), NULL);
}

/* An example helps with what was not understood, not with what cannot be done now. */
static gboolean
is_written_wrong(const ErrandStep *step, const ErrandEnd *end)
{
	if (step->place)
		return step->fate == ERRAND_DIFFERS || step->fate == ERRAND_KEPT;
	return step->fate == ERRAND_UNCLEAR ||
	       (end->refused && (end->refusal.kind == LIFE_REFUSAL_WORDS ||
					end->refusal.kind == LIFE_REFUSAL_DATE));
}

/* How each command is written that somebody with these roles can give. */
static void
put_help(RecordList *list, const ErrandTold *told)
{
	gboolean english = strcmp(told->language, "en") == 0;

	for (guint what = 0; what < MAIL_SAYS_COUNT; what++) {
		const char *how = mail_command_how(what, english);
		Record record;

		if (!how || what == MAIL_SAYS_HELP || !errand_may(what, told->roles, told->purpose))
			continue;
		g_autofree char *name = name_of(what, NULL, english);
		record_init(&record);
		facts_put_text(&record, "name", name);
		record_put_boolean(&record, "told", TRUE);
		facts_put_text(&record, "how", how);
		record_list_add(list, &record);
	}
}

static void
put_step(RecordList *list, const ErrandStep *step, const ErrandEnd *end, const ErrandTold *told)
{
	gboolean english = strcmp(told->language, "en") == 0;
	const MailCommand *command = step->command;
	gboolean unclear = step->fate == ERRAND_UNCLEAR;
	g_autofree char *name =
		step->place ? g_strdup(step->place)
			    : name_of(command->what, command->values[LIFE_MEASURE], english);
	Record record;

	record_init(&record);
	if (!told->earlier && !step->place)
		facts_put_number(&record, "line", command->line);
	facts_put_text(&record, "name", name);
	record_put_boolean(&record, "done", step->fate == ERRAND_DO && !end->refused);
	record_put_boolean(&record, "unclear", unclear);
	record_put_boolean(&record, "told", step->fate == ERRAND_TELL || step->fate == ERRAND_SAME);
	facts_put_text(&record, "why", why(step, end, told));
	if (is_written_wrong(step, end))
		facts_put_text(&record, "how", mail_command_how(command->what, english));
	facts_put_text(&record, "text", command->text);
	record_list_add(list, &record);
}

void
errand_put(Record *facts, const GPtrArray *steps, guint fate_bits, const ErrandEnd *ends,
	const ErrandTold *told)
{
	RecordList list;

	record_list_init(&list);
	for (guint i = 0; i < steps->len; i++) {
		const ErrandStep *step = g_ptr_array_index(steps, i);

		if (!(fate_bits & 1u << step->fate))
			continue;
		put_step(&list, step, &ends[i], told);
		if (step->fate == ERRAND_TELL && step->command->what == MAIL_SAYS_HELP)
			put_help(&list, told);
	}
	record_put_list(facts, "commands", &list);
}

void
errand_put_failure(Record *facts, const char *language)
{
	static const Words words = { "Svaret kunde inte läsas. Inget har ändrats.",
		"The answer could not be read. Nothing was changed." };
	RecordList list;
	Record record;

	record_list_init(&list);
	record_init(&record);
	record_put_boolean(&record, "done", FALSE);
	record_put_boolean(&record, "unclear", TRUE);
	facts_put_text(&record, "why", in_language(words, language));
	record_list_add(&list, &record);
	record_put_list(facts, "commands", &list);
}

char *
errand_status(CaseState state, const char *next_title, CivilDate next_due, const char *language)
{
	const char *sentence = in_language(states[state], language);

	if (!next_title)
		return g_strdup(sentence);
	g_autofree char *day = clock_facts_day(next_due, language);
	return strcmp(language, "en") == 0
		       ? g_strdup_printf("%s Next: %s, by %s.", sentence, next_title, day)
		       : g_strdup_printf(
				 "%s Nästa steg: %s, senast %s.", sentence, next_title, day);
}

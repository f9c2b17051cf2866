/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of values, and the words around commands that put them into doubt or mean
 * nothing. Data only.
 */
#include "core/answer/mail-command-private.h"

#define ANY    MAIL_SAYS_NOTHING
#define COLON  MAIL_LABEL_COLON
#define STRONG MAIL_LABEL_STRONG
#define COMMA  MAIL_LABEL_COMMA

const char *const mail_value_names[LIFE_VALUE_COUNT][2] = {
	[LIFE_WHEN] = { "datum", "date" },
	[LIFE_DUE] = { "senast", "due" },
	[LIFE_REASON] = { "skäl", "reason" },
	[LIFE_TEXT] = { "text", "text" },
	[LIFE_BY] = { "av", "by" },
	[LIFE_OUTCOME] = { "utfall", "outcome" },
	[LIFE_DELEGATION] = { "delegation", "delegation" },
	[LIFE_PRESENTER] = { "föredragande", "presenter" },
	[LIFE_PARTICIPANTS] = { "deltog", "took part" },
	[LIFE_LAW] = { "lag", "law" },
	[LIFE_INVESTIGATOR] = { "utredare", "investigator" },
	[LIFE_BOARD] = { "nämnd", "board" },
	[LIFE_HOW] = { "hur", "how" },
	[LIFE_SOURCE] = { "källa", "source" },
	[LIFE_KIND] = { "fakta eller bedömning", "fact or assessment" },
	[LIFE_NUMBER] = { "nummer", "number" },
	[LIFE_CLOCK] = { "frist", "clock" },
	[LIFE_OWNER] = { "ansvarig", "owner" },
	[LIFE_MEASURE] = { "åtgärdens nummer", "number of the measure" },
};

const char *
mail_command_value_name(LifeValue value, gboolean english)
{
	return mail_value_names[value][english != FALSE];
}

const MailLabel mail_labels[] = {
	{ "(datum|date|dag)", LIFE_WHEN, 0, ANY },
	{ "(den|sedan|since|on)", LIFE_WHEN, 0, ANY },
	{ "[klar |klart |ska vara klar ](senast|due)", LIFE_DUE, STRONG, ANY },
	{ "(till|to|till den|until)", LIFE_DUE, 0, LIFE_EXTEND },
	{ "(skal|motivering|reason)", LIFE_REASON, COLON | STRONG, ANY },
	{ "(eftersom|darfor att|pa grund av[ att]|pga[ att]|because)", LIFE_REASON, STRONG, ANY },
	{ "(for att|med hansyn till)", LIFE_REASON, 0, ANY },
	{ "(da|as|since)", LIFE_REASON, COMMA, ANY },
	{ "(av|by|beslutat av|gjort av|decided by|done by)", LIFE_BY, 0, ANY },
	{ "[enligt ](delegation|delegationsordningen|delegationspunkt)[ punkt]", LIFE_DELEGATION,
		STRONG, ANY },
	{ "enligt punkt", LIFE_DELEGATION, 0, ANY },
	{ "(foredragande|presenter)", LIFE_PRESENTER, STRONG, ANY },
	{ "(deltog|deltagare|ovriga deltagare|dessutom deltog|i handlaggningen deltog)",
		LIFE_PARTICIPANTS, COLON | STRONG, LIFE_DECIDE },
	{ "(took part|participants|participant)", LIFE_PARTICIPANTS, COLON | STRONG, LIFE_DECIDE },
	{ "(deltog|took part)", LIFE_PARTICIPANTS, 0, LIFE_DECIDE },
	{ "(lag|law|enligt)", LIFE_LAW, 0, ANY },
	{ "(utredare|investigator)", LIFE_INVESTIGATOR, COLON, ANY },
	{ "[bestallande ](namnd|board)", LIFE_BOARD, COLON | STRONG, ANY },
	{ "(hur|how)", LIFE_HOW, COLON | STRONG, ANY },
	{ "(per|via|genom|by)", LIFE_HOW, 0, ANY },
	{ "(kalla|source)", LIFE_SOURCE, 0, ANY },
	{ "[ivos |ivo:s ](nr|nummer|dnr|diarienr|diarienummer|arendenummer|number)", LIFE_NUMBER, 0,
		LIFE_IVO_NOTIFIED },
	{ "(frist|klocka|clock)", LIFE_CLOCK, COLON, ANY },
	{ "(ansvarig|owner)", LIFE_OWNER, COLON | STRONG, ANY },
	{ "(ansvarig|owner)", LIFE_OWNER, 0, ANY },
};

const guint mail_n_labels = G_N_ELEMENTS(mail_labels);

#define BAD    "[ ett] missforhallande"
#define RISK   "[en ]pataglig risk for"
#define LOOSE  "[en ]risk for"
#define DENIED "(varken|inget|inte|ej)" BAD

/* MEANING NULL: it could be several, or is a slip for one of several. */
const MailMeaning mail_outcomes[] = {
	{ DENIED, "no_misconduct" },
	{ DENIED " (eller|och) [ingen |inte ]" RISK BAD, "no_misconduct" },
	{ "(no_misconduct|no misconduct)", "no_misconduct" },
	{ "no misconduct (or|nor)[ a] tangible risk of misconduct", "no_misconduct" },
	{ RISK BAD, "tangible_risk_of_misconduct" },
	{ LOOSE BAD, "tangible_risk_of_misconduct" },
	{ "(tangible_risk_of_misconduct|tangible risk of misconduct|a tangible risk of misconduct)",
		"tangible_risk_of_misconduct" },
	{ "[ett ]missforhallande", "misconduct" },
	{ "misconduct", "misconduct" },
	{ RISK "[ ett] allvarligt missforhallande", "tangible_risk_of_serious_misconduct" },
	{ LOOSE "[ ett] allvarligt missforhallande", "tangible_risk_of_serious_misconduct" },
	{ "[a ]tangible risk of serious misconduct", "tangible_risk_of_serious_misconduct" },
	{ "tangible_risk_of_serious_misconduct", "tangible_risk_of_serious_misconduct" },
	{ "[ett ]allvarligt missforhallande", "serious_misconduct" },
	{ "(serious_misconduct|serious misconduct)", "serious_misconduct" },
	{ "[en ]allvarlig risk[ for" BAD "]", NULL },
	{ "[en ]allvarlig risk for[ ett] allvarligt missforhallande", NULL },
	{ DENIED " (eller|och) [ingen |inte ][en ]allvarlig risk for" BAD, NULL },
	{ "varken" BAD, NULL },
	{ "[en ](pataglig risk|risk)", NULL },
	{ "(tangible risk|a tangible risk|risk)", NULL },
	{ "[a ]serious risk[ of[ serious] misconduct]", NULL },
};

const guint mail_n_outcomes = G_N_ELEMENTS(mail_outcomes);

const MailMeaning mail_kinds[] = {
	{ "(fakta|faktum|fact|facts|faktauppgift)", "fact" },
	{ "(bedomning|en bedomning|assessment)", "assessment" },
};

const guint mail_n_kinds = G_N_ELEMENTS(mail_kinds);

/* The shipped rules (conf/rules). */
const MailMeaning mail_clocks[] = {
	{ "(acknowledge|kvittens|kvittensen)", "acknowledge" },
	{ "(assess|bedomning|bedomningen)", "assess" },
	{ "(investigate|utredning|utredningen)", "investigate" },
	{ "(decide|beslut|beslutet)", "decide" },
	{ "(follow_up|uppfoljning|uppfoljningen)", "follow_up" },
	{ "(ivo_supplement|komplettering|kompletteringen)", "ivo_supplement" },
	{ "(feedback|aterkoppling|aterkopplingen)", "feedback" },
	{ "(board_report|anmalan till namnden)", "board_report" },
	{ "(register|registrering|registreringen)", "register" },
	{ "(protect|skydd|skyddet)", "protect" },
	{ "(start|inledning|inledningen)", "start" },
	{ "(ivo_notify|anmalan till ivo|ivo-anmalan)", "ivo_notify" },
	{ "inform_report", "inform_report" },
	{ "inform_ivo", "inform_ivo" },
	{ "inform_copy", "inform_copy" },
	{ "inform_final", "inform_final" },
	{ "ivo_investigation", "ivo_investigation" },
	{ "breach_imy", "breach_imy" },
};

const guint mail_n_clocks = G_N_ELEMENTS(mail_clocks);

#define TURN_WHOLE LIFE_IVO_NOTIFIED, LIFE_IVO_NOTIFIED_WHOLE
#define TURN_TO(x) LIFE_INFORM_REPORT, LIFE_INFORM_##x

const MailTurn mail_turns[] = {
	{ "(utredning|utredningen|utredning ar|utredningen ar) (bifogad|bifogades)", TURN_WHOLE },
	{ "(bifogad|med) utredning[en][ bifogad]", TURN_WHOLE },
	{ "[with the ]investigation[ attached]", TURN_WHOLE },
	{ "(utan utredning|utan utredningen|utredningen ej bifogad|without the investigation)",
		LIFE_IVO_NOTIFIED, LIFE_IVO_NOTIFIED },
	{ "[om |of ](rapporten|rapport|the report|report)", TURN_TO(REPORT) },
	{ "[om |of ][the ](anmalan till ivo|ivo-anmalan|notification to ivo|ivo)", TURN_TO(IVO) },
	{ "[om |of ][the ](kopia pa utredningen|kopia bifogad|copy of the investigation)",
		TURN_TO(COPY) },
	{ "copy-attached", TURN_TO(COPY) },
	{ "[om |of ][den |the ](avslutade utredningen|slutlig kopia|finished investigation)",
		TURN_TO(FINAL) },
	{ "(kopia pa den avslutade utredningen|avslutad utredning|copy-final)", TURN_TO(FINAL) },
	{ "anmals till ivo", LIFE_PROPOSE, LIFE_PROPOSE },
	{ "anmals till ivo", LIFE_DECIDE, LIFE_DECIDE },
#define FRAME                                                                                      \
	"[att ](det rapporterade|det|handelsen|rapporten) (utgjorde|utgor|ar|var|ror sig om|visar)"
	{ FRAME, LIFE_PROPOSE, LIFE_PROPOSE },
	{ FRAME, LIFE_DECIDE, LIFE_DECIDE },
};

const guint mail_n_turns = G_N_ELEMENTS(mail_turns);

const MailDoubtWord mail_doubt_words[] = {
	{ "(inte|ej|icke|aldrig|ingen|inget|inga|varken|nej|vanta|avvakta)", MAIL_DOUBT_DENIED },
	{ "(not|never|no|don't|dont|doesn't|cannot|can't|wait|nor)", MAIL_DOUBT_DENIED },
	{ "(kanske|eventuellt|ev|troligen|nog|mojligen|maybe|perhaps|possibly|probably)",
		MAIL_DOUBT_MAYBE },
	{ "(om|nar|innan|forst|tills|savida|ifall|if|when|unless|until|before|efter att)",
		MAIL_DOUBT_CONDITION },
	{ "(eller|or|antingen|either)", MAIL_DOUBT_SEVERAL },
};

const guint mail_n_doubt_words = G_N_ELEMENTS(mail_doubt_words);

const char *const mail_greetings[] = { "(hej|hejsan|hejhej|hej hej|tja|tjena|hallo|halloj)",
	"(god morgon|godmorgon|god dag|goddag|god kvall|god fortsattning|halla)",
	"(hi|hello|dear|good morning|good afternoon)", NULL };

const char *const mail_thanks[] = { "tack[ sa mycket| pa forhand| for (det|hjalpen|svaret|mejlet)]",
	"(tackar|tusen tack|stort tack|ok|okej|okay|okej da|bra|jattebra|super|toppen|perfekt)",
	"(thanks|thank you|many thanks|great|fine)", NULL };

const char *const mail_politeness[] = { "(snalla|vanligen|var god|please|kindly)",
	"var (snall|vanlig) och", NULL };

/* That something comes with the mail, and nothing of what it is. */
const char *const mail_covers[] = {
	"(se|har kommer|har ar|har har du|har far du|jag bifogar|bifogar|jag skickar|skickar)"
	"[ harmed| med][ det| den| mitt| min| ett| en][ bifogat| bifogad| ifyllt| ifylld| ifyllda]"
	" (formularet|formular|utredningen|utredning|filen|fil|bilagan|bilaga)",
	"(see|here is|here comes|i attach|attached is|i enclose)[ the| my| a][ attached| filled-in]"
	" (form|investigation|file|attachment)",
	NULL
};

const char *const mail_closings[] = { "(mvh|med vanlig halsning|med vanliga halsningar|vh|bh|bhk)",
	"(vanliga|basta|varma|manga|snalla|glada) halsningar", "(halsningar|halsning|halsn|hals)",
	"(kind|best|warm|warmest|many) regards",
	"(regards|sincerely|take care|best wishes|cheers|br|yours)",
	"(skickat|skickad|sant|sent) (fran|from)", "(hamta|get|download) outlook",
	"ha (det|en) (sa |riktigt )[bra|fin|god|trevlig]",
	"(ha det bra|ha det fint|ha en bra|ha en fin|ha en trevlig|trevlig helg|glad helg)", NULL };

const char *const mail_openers[] = { "(ska|skall|skulle|kan|kunde|bor|borde|far|maste|vill|ville)",
	"(kanske|eventuellt|inte|ej|om|nar|innan|vanta|varfor|vad|hur|tycker|tror)",
	"(jag|vi|ni|man|du)", "(should|shall|can|could|may|must|would|maybe|perhaps|if|when|why)",
	"(do not|don't|dont|never|not|i|we|you|let's|wait)", NULL };

const MailHead mail_verbs[] = {
	{ "(utred|utreda|utreder|utredas|utreds|investigate)", LIFE_ASSESS, TRUE },
	{ "(tilldela|tilldelar|tilldelas|utse|utser|assign)", LIFE_ASSIGN, TRUE },
	{ "(starta|startar|inleda|inleder|paborja|start)", LIFE_START, TRUE },
	{ "(foresla|foreslar|propose)", LIFE_PROPOSE, TRUE },
	{ "(besluta|beslutar|beslutas|decide)", LIFE_DECIDE, TRUE },
	{ "(anmala|anmaler|anmalas|notify)", LIFE_IVO_NOTIFIED, TRUE },
	{ "(forlanga|forlanger|forlangas|extend)", LIFE_EXTEND, TRUE },
	{ "(stang|stanga|stanger|stangas|avsluta|avslutar|avslutas|close)", LIFE_CLOSE, TRUE },
	{ "(ateruppta|aterupptar|ateroppna|ateroppnas|reopen)", LIFE_REOPEN, TRUE },
	{ "(avsta|avstar|decline)", LIFE_DECLINE, TRUE },
	{ "(bekrafta|bekraftar|confirm)", MAIL_SAYS_YES, TRUE },
	{ "(ta|tar|take) (den|det|arendet|it)", MAIL_SAYS_TAKE, TRUE },
};

const guint mail_n_verbs = G_N_ELEMENTS(mail_verbs);

static const char *const reasons[MAIL_DOUBT_COUNT][2] = {
	[MAIL_DOUBT_NONE] = { "", "" },
	[MAIL_DOUBT_DENIED] = { "Raden säger att något inte ska göras.",
		"The line says that something is not to be done." },
	[MAIL_DOUBT_QUESTION] = { "Raden är en fråga.", "The line is a question." },
	[MAIL_DOUBT_MAYBE] = { "Raden säger bara kanske.", "The line only says perhaps." },
	[MAIL_DOUBT_CONDITION] = { "Raden har ett villkor.", "The line has a condition." },
	[MAIL_DOUBT_SENTENCE] = { "Det går inte att avgöra om raden är ett kommando.",
		"It cannot be said whether the line is a command." },
	[MAIL_DOUBT_SEVERAL] = { "Raden kan betyda flera saker.",
		"The line can mean several things." },
	[MAIL_DOUBT_MORE] = { "Raden säger mer än vad som gick att förstå.",
		"The line says more than could be understood." },
	[MAIL_DOUBT_TWICE] = { "Raden säger samma sak på två sätt.",
		"The line says the same thing in two ways." },
	[MAIL_DOUBT_TWO_COMMANDS] = { "Raden har flera kommandon. Skriv ett på varje rad.",
		"The line has several commands. Write one a line." },
	[MAIL_DOUBT_CONTRADICTION] = { "Två rader säger emot varandra.",
		"Two lines contradict each other." },
	[MAIL_DOUBT_RUNS_ON] = { "Det går inte att avgöra var kommandot börjar eller slutar. Lämna "
				 "en tom rad före och efter det.",
		"It cannot be said where the command begins or ends. Leave a blank line before and "
		"after it." },
	[MAIL_DOUBT_BESIDE] = { "Svaret säger mer än ja. Skriv bara ja om allt ska göras, annars nej.",
		"The answer says more than yes. Write only yes if all is to be done, else no." },
	[MAIL_DOUBT_HIDDEN] = { "Raden har tecken som inte syns eller som liknar andra, eller syns "
				"kanske inte alls. Skriv den på nytt, utan formatering.",
		"The line has characters that cannot be seen or look like others, or may not be "
		"seen at all. Write it anew, without formatting." },
	[MAIL_DOUBT_QUOTED] = { "Raden står inom citattecken.", "The line stands in quotes." },
	[MAIL_DOUBT_BELOW_CLOSING] = { "Raden står under hälsningen. Skriv kommandon ovanför den.",
		"The line stands below the closing. Write commands above it." },
	[MAIL_DOUBT_BELOW_QUOTATION] = { "Raden står under citatet, eller under det som mejlprogrammet "
					 "lägger till. Skriv överst i svaret.",
		"The line stands below the quotation, or below what the mail program adds. Write "
		"at the top of the answer." },
	[MAIL_DOUBT_PRESUMED] = { "Allt från den här raden togs för ett citat och lästes inte. Skriv "
				  "det som är ditt eget ovanför den.",
		"Everything from this line on was taken for a quotation and not read. Write what "
		"is your own above it." },
	[MAIL_DOUBT_TOO_LONG] = { "Texten är för lång.", "The text is too long." },
	[MAIL_DOUBT_DATE] = { "Datumet går att läsa på flera sätt eller inte alls. Skriv det som "
			      "2026-11-22.",
		"The date can be read in several ways, or not at all. Write it as 2026-11-22." },
	[MAIL_DOUBT_HOUR] = { "Klockslaget behövs, eftersom tiden räknas i timmar. Skriv det som "
			      "2026-11-22 kl. 14.05.",
		"The time of day is needed, as the time is counted in hours. Write it as "
		"2026-11-22 14:05." },
	[MAIL_DOUBT_WHO] = { "Det går inte att avgöra vem som menas. Skriv e-postadressen.",
		"It cannot be said who is meant. Write the mail address." },
	[MAIL_DOUBT_BOARD] = { "Det går inte att avgöra vilken nämnd som menas. Skriv dess id.",
		"It cannot be said which board is meant. Write its id." },
	[MAIL_DOUBT_OUTCOME] = { "Det går inte att avgöra vilket av de fem utfallen som menas.",
		"It cannot be said which of the five outcomes is meant." },
	[MAIL_DOUBT_WHICH] = { "Det står inte vad nämnden har informerats om.",
		"It is not said what the board has been informed of." },
};

const char *
mail_doubt_reason(MailDoubt doubt, gboolean english)
{
	return reasons[doubt][english != FALSE];
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words that people begin a command by mail with. Data only.
 */
#include "core/answer/mail-command-private.h"

#define IT     "[ arendet| det| den| detta| rapporten]"
#define IT_EN  "[ it| this| the case| the report]"
#define CASE   "(arendet|det|den|detta|det har|den har|arendet har|det har arendet)"
#define IS_SV  "[ ar]"
#define DONE   " (gjort|gjord|klart|klar|ordnat|ordnad)"
#define SURE   .several = FALSE
#define UNSURE .several = TRUE

const MailHead mail_heads[] = {
	{ "[jag ]tar[ nu] " CASE, MAIL_SAYS_TAKE, SURE },
	{ "jag tar (hand om|pa mig) " CASE, MAIL_SAYS_TAKE, SURE },
	{ "jag tar[ pa mig] utredningen", MAIL_SAYS_TAKE, SURE },
	{ "take" IT_EN, MAIL_SAYS_TAKE, SURE },
	{ "(i take|i'll take|i will take) (it|this|the case)", MAIL_SAYS_TAKE, SURE },
	{ "(jag|vi) utreder" IT, MAIL_SAYS_TAKE, UNSURE },
	{ "ta " CASE, MAIL_SAYS_TAKE, UNSURE },

	{ "tilldela[ arendet| utredningen| utredare][ till]", LIFE_ASSIGN, SURE },
	{ "arendet tilldelas", LIFE_ASSIGN, SURE },
	{ "[ny ]utredare:", LIFE_ASSIGN, SURE },
	{ "[ny ]utredare (ar|blir)", LIFE_ASSIGN, SURE },
	{ "assign" IT_EN "[ to]", LIFE_ASSIGN, SURE },
	{ "investigator:", LIFE_ASSIGN, SURE },

	{ "utred" IT, LIFE_ASSESS, SURE },
	{ "(arendet|rapporten) ska utredas", LIFE_ASSESS, SURE },
	{ "investigate" IT_EN, LIFE_ASSESS, SURE },
	{ "inled[ en] utredning", LIFE_ASSESS, UNSURE },
	{ "utredning", LIFE_ASSESS, UNSURE },

	{ "avsta[ fran] (utredning|att utreda)" IT, LIFE_DECLINE, SURE },
	{ "(inled inte|inled ingen) utredning", LIFE_DECLINE, SURE },
	{ "ingen utredning[ inleds| behovs]", LIFE_DECLINE, SURE },
	{ "utredning (inleds inte|ska inte inledas)", LIFE_DECLINE, SURE },
	{ "avsluta[ arendet] utan utredning", LIFE_DECLINE, SURE },
	{ "decline" IT_EN, LIFE_DECLINE, SURE },
	{ "decline to investigate", LIFE_DECLINE, SURE },
	{ "no investigation", LIFE_DECLINE, SURE },
	{ "(avvisa|avsla|avboj|avbojer|avskriv)" IT, LIFE_DECLINE, UNSURE },
	{ "lagg ned" IT, LIFE_DECLINE, UNSURE },

	{ "skydd[et]" IS_SV DONE, LIFE_PROTECT, SURE },
	{ "[den enskilde ar ](skyddat|skyddad)", LIFE_PROTECT, SURE },
	{ "(protected|protection done|protection is done|protect done)", LIFE_PROTECT, SURE },
	{ "skydd[et] (behovs|behovdes) (inte|ej)", LIFE_PROTECTION_NOT_NEEDED, SURE },
	{ "(inget skydd|skydd inte) (behovs|behovdes|nodvandigt)", LIFE_PROTECTION_NOT_NEEDED,
		SURE },
	{ "(protection|protect)[ is] not needed", LIFE_PROTECTION_NOT_NEEDED, SURE },
	{ "no protection[ is] needed", LIFE_PROTECTION_NOT_NEEDED, SURE },
	{ "(skydd|skyddet|skydda|protect|protection)", LIFE_PROTECT, UNSURE },

	{ "start[a][ utredningen| utredning]", LIFE_START, SURE },
	{ "[jag ](inled|inleder|paborja|paborjar|startar) utredningen", LIFE_START, SURE },
	{ "utredningen[ ar] (inledd|inleds|inleddes|startad|startas|paborjad|paborjas)", LIFE_START,
		SURE },
	{ "(start|begin)[ the] investigation", LIFE_START, SURE },
	{ "(inled|inledd|inlett|startad|startat)", LIFE_START, UNSURE },

	{ "(dnr|diarienr|diarienummer|diarienumret)" IS_SV, LIFE_REGISTER, SURE },
	{ "(diariefort|registrerat|registrerad) (som|med dnr|med nr|med nummer)", LIFE_REGISTER,
		SURE },
	{ "registration number[ is]", LIFE_REGISTER, SURE },
	{ "(diariefort|diarieford|registrerat|registrerad|registered)", LIFE_REGISTER, UNSURE },

	{ "(notering|notera|anteckning|anteckna|note|tjansteanteckning)", LIFE_NOTE, SURE },

	{ "[mitt ]forslag[et][ till (beslut|stallningstagande)]" IS_SV, LIFE_PROPOSE, SURE },
	{ "[jag ](foreslar|foresla)", LIFE_PROPOSE, SURE },
	{ "[i ](propose|proposal)", LIFE_PROPOSE, SURE },

	{ "[ett ][allvarligt ]missforhallande", LIFE_PROPOSE, UNSURE },
	{ "[en ](pataglig risk|allvarlig risk)[ for[ ett][ allvarligt] missforhallande]",
		LIFE_PROPOSE, UNSURE },
	{ "(inget|varken)[ ett] missforhallande", LIFE_PROPOSE, UNSURE },

	{ "beslut[et]" IS_SV, LIFE_DECIDE, SURE },
	{ "[jag ](beslutar|beslutade|har beslutat)", LIFE_DECIDE, SURE },
	{ "[i ](decide|decided|decision)", LIFE_DECIDE, SURE },

	{ "[ivo ]allvarligt[ missforhallande] sedan", LIFE_SERIOUS, SURE },
	{ "[ivo ]serious[ misconduct] since", LIFE_SERIOUS, SURE },
	{ "(allvarligt|ivo allvarligt|serious|ivo serious)", LIFE_SERIOUS, UNSURE },

	{ "[arendet[ ar] ](anmalt|anmald) till ivo", LIFE_IVO_NOTIFIED, SURE },
	{ "anmalan till ivo[ ar] (gjord|skickad|inskickad)", LIFE_IVO_NOTIFIED, SURE },
	{ "ivo-anmalan[ ar] (gjord|skickad|inskickad)", LIFE_IVO_NOTIFIED, SURE },
	{ "ivo (anmalt|anmald|notified)", LIFE_IVO_NOTIFIED, SURE },
	{ "(notified to ivo|notified ivo|ivo was notified)", LIFE_IVO_NOTIFIED, SURE },
	{ "(anmal|anmalt|anmald|anmal till ivo|notified|notify ivo)", LIFE_IVO_NOTIFIED, UNSURE },
	{ "(ivo|ivo-anmalan|anmalan till ivo)", LIFE_IVO_NOTIFIED, UNSURE },

	{ "utredning[en][ ar] (skickad|skickades|inskickad) till ivo", LIFE_INVESTIGATION_SENT,
		SURE },
	{ "ivo utredning[en] skickad", LIFE_INVESTIGATION_SENT, SURE },
	{ "[the ]investigation sent to ivo", LIFE_INVESTIGATION_SENT, SURE },
	{ "ivo investigation sent", LIFE_INVESTIGATION_SENT, SURE },
	{ "(utredning|utredningen|investigation) (skickad|sent)", LIFE_INVESTIGATION_SENT, UNSURE },

	{ "ivo (begar|har begart|begarde|vill ha)[ en] komplettering", LIFE_SUPPLEMENT_ASKED,
		SURE },
	{ "[ivo ]komplettering begard[ av ivo]", LIFE_SUPPLEMENT_ASKED, SURE },
	{ "[ivo ]supplement asked[ by ivo]", LIFE_SUPPLEMENT_ASKED, SURE },
	{ "[ivo ]komplettering[en][ ar] (skickad|skickades|inskickad)[ till ivo]",
		LIFE_SUPPLEMENT_SENT, SURE },
	{ "[ivo ]supplement sent[ to ivo]", LIFE_SUPPLEMENT_SENT, SURE },
	{ "(komplettering|kompletteringen|supplement)", LIFE_SUPPLEMENT_SENT, UNSURE },
	{ "ivo (har avslutat|avslutade|avslutat)[ arendet| sitt arende]", LIFE_IVO_CLOSED, SURE },
	{ "(avslutat|avslutad) (hos|av) ivo", LIFE_IVO_CLOSED, SURE },
	{ "(closed by ivo|ivo closed|ivo has closed)[ the case]", LIFE_IVO_CLOSED, SURE },

	{ "(informerat|informerad|har informerat|information till|information:)",
		LIFE_INFORM_REPORT, SURE },
	{ "informed", LIFE_INFORM_REPORT, SURE },
	{ "(informera|information|inform)", LIFE_INFORM_REPORT, UNSURE },

	{ "[lagg till ](bestallande|uppdragsgivande) namnd" IS_SV, LIFE_LINK_BOARD, SURE },
	{ "[add ]commissioning board[ is]", LIFE_LINK_BOARD, SURE },
	{ "[lagg till ](namnd|namnden|board)", LIFE_LINK_BOARD, UNSURE },
	{ "ta bort (bestallande|uppdragsgivande) namnd[en]", LIFE_UNLINK_BOARD, SURE },
	{ "remove[ the] commissioning board", LIFE_UNLINK_BOARD, SURE },

	{ "(incident|incidenten|personuppgiftsincident|personuppgiftsincidenten)[ ar]"
	  " (upptackt|upptacktes|konstaterad|konstaterades)",
		LIFE_BREACH, SURE },
	{ "[personal data |data ]breach[ was] (noticed|discovered)", LIFE_BREACH, SURE },
	{ "(incident|incidenten|personuppgiftsincident|personuppgiftsincidenten|breach)",
		LIFE_BREACH, UNSURE },
	{ "[incidenten |personuppgiftsincidenten ][ar ](anmalt|anmald) till imy",
		LIFE_BREACH_NOTIFIED, SURE },
	{ "anmalan till imy[ ar] (gjord|skickad|inskickad)", LIFE_BREACH_NOTIFIED, SURE },
	{ "[breach ](notified to imy|notified imy)", LIFE_BREACH_NOTIFIED, SURE },
	{ "(imy|imy-anmalan|anmalan till imy|anmal till imy|notify imy)", LIFE_BREACH_NOTIFIED,
		UNSURE },
	{ "(incidenten|personuppgiftsincidenten) (anmals|anmaldes) (inte|ej)[ till imy]",
		LIFE_BREACH_NOT_REPORTABLE, SURE },
	{ "(incidenten|personuppgiftsincidenten) (behover|ska) (inte|ej) anmalas[ till imy]",
		LIFE_BREACH_NOT_REPORTABLE, SURE },
	{ "ingen (incident|personuppgiftsincident)", LIFE_BREACH_NOT_REPORTABLE, SURE },
	{ "breach[ is] not reportable", LIFE_BREACH_NOT_REPORTABLE, SURE },
	{ "(no breach|not a breach)", LIFE_BREACH_NOT_REPORTABLE, SURE },

	{ "(forlang|forlangning)[ tiden for| fristen for| klockan| av]", LIFE_EXTEND, SURE },
	{ "extend[ the clock]", LIFE_EXTEND, SURE },

	{ "[ny |planerad ]atgard", LIFE_MEASURE_PLANNED, SURE },
	{ "measure", LIFE_MEASURE_PLANNED, SURE },
	{ "atgard[ nr| nummer] #" IS_SV " (klar|gjord|genomford|utford|vidtagen)",
		LIFE_MEASURE_DONE, SURE },
	{ "measure #[ is] done", LIFE_MEASURE_DONE, SURE },
	{ "(atgard|measure)[ nr| nummer] #", LIFE_MEASURE_DONE, UNSURE },

	{ "folj upp[ (arendet|atgarderna|besluten)][ senast]", LIFE_SET_FOLLOW_UP, SURE },
	{ "uppfoljning[en][ ska (goras|ske)| gors] senast", LIFE_SET_FOLLOW_UP, SURE },
	{ "follow up[ by| on]", LIFE_SET_FOLLOW_UP, SURE },
	{ "follow-up (due|by)", LIFE_SET_FOLLOW_UP, SURE },
	{ "(uppfoljning|uppfoljningen|follow-up)", LIFE_SET_FOLLOW_UP, UNSURE },
	{ "(uppfoljt|foljt upp|followed up)", LIFE_FOLLOWED_UP, SURE },
	{ "uppfoljning[en]" IS_SV " (gjord|klar|genomford)", LIFE_FOLLOWED_UP, SURE },
	{ "follow-up done", LIFE_FOLLOWED_UP, SURE },

	{ "aterkoppling[en]" IS_SV " (given|gjord|lamnad)", LIFE_FEEDBACK_GIVEN, SURE },
	{ "[har ]aterkopplat", LIFE_FEEDBACK_GIVEN, SURE },
	{ "feedback given", LIFE_FEEDBACK_GIVEN, SURE },
	{ "(aterkoppling|aterkoppla|feedback)", LIFE_FEEDBACK_GIVEN, UNSURE },
	{ "[beslutet |delegationsbeslutet ](anmalt|anmald|redovisat|rapporterat) (till|for) namnden",
		LIFE_REPORTED, SURE },
	{ "reported to the board", LIFE_REPORTED, SURE },
	{ "reported", LIFE_REPORTED, UNSURE },

	{ "stang" IT, LIFE_CLOSE, SURE },
	{ "avsluta arendet", LIFE_CLOSE, SURE },
	{ "arendet (stangs|avslutas)", LIFE_CLOSE, SURE },
	{ "close" IT_EN, LIFE_CLOSE, SURE },
	{ "(avsluta|avslutat|avslutad|stangt|stangd|closed)[ utredningen]", LIFE_CLOSE, UNSURE },
	{ "ateruppta[ arendet| utredningen| rapporten]", LIFE_REOPEN, SURE },
	{ "ateroppna[ arendet]", LIFE_REOPEN, SURE },
	{ "oppna[ arendet] igen", LIFE_REOPEN, SURE },
	{ "reopen" IT_EN, LIFE_REOPEN, SURE },

	{ "status", MAIL_SAYS_STATUS, SURE },
	{ "(vad ar|hur ar) laget", MAIL_SAYS_STATUS, SURE },
	{ "laget", MAIL_SAYS_STATUS, SURE },
	{ "hur (gar|ligger) det[ till][ med arendet]", MAIL_SAYS_STATUS, SURE },
	{ "hur langt har ni kommit", MAIL_SAYS_STATUS, SURE },
	{ "(what is|what's|whats) the status", MAIL_SAYS_STATUS, SURE },
	{ "(hjalp|help|kommandon|commands)", MAIL_SAYS_HELP, SURE },

	{ "ja[ tack]", MAIL_SAYS_YES, SURE },
	{ "[ja ][det ]stammer", MAIL_SAYS_YES, SURE },
	{ "[ja ][jag ]bekraftar[ det| detta]", MAIL_SAYS_YES, SURE },
	{ "[ja ](bekrafta|bekraftas|bekraftat)", MAIL_SAYS_YES, SURE },
	{ "yes[ please]", MAIL_SAYS_YES, SURE },
	{ "[yes ][i ](confirm|confirmed)[ it| this]", MAIL_SAYS_YES, SURE },
	{ "(godkann|godkanner|godkant|godkanns|approve|approved)", MAIL_SAYS_YES, UNSURE },
	{ "nej[ tack]", MAIL_SAYS_NO, SURE },
	{ "[nej ][det ]stammer (inte|ej)", MAIL_SAYS_NO, SURE },
	{ "[nej ][jag ](bekraftar|bekraftas) (inte|ej)[ det| detta]", MAIL_SAYS_NO, SURE },
	{ "no[ thanks]", MAIL_SAYS_NO, SURE },
	{ "(i do not|i don't|do not|don't) confirm[ it| this]", MAIL_SAYS_NO, SURE },
};

const guint mail_n_heads = G_N_ELEMENTS(mail_heads);

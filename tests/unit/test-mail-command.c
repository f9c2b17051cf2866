/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands by mail, a line each; support/mail-answer.h says how a row is written. */
#include <string.h>

#include "support/mail-answer.h"

#define BY " by=ansvarig@kommun.example"

static const MailAnswer acts[] = {
	/* Take and assign. */
	{ "jag tar den", "take investigator=ansvarig@kommun.example" },
	{ "tar det här", "take investigator=ansvarig@kommun.example" },
	{ "Jag tar ärendet.", "take investigator=ansvarig@kommun.example" },
	{ "I'll take it", "take investigator=ansvarig@kommun.example" },
	{ "I\u2019ll take it!", "take investigator=ansvarig@kommun.example" },
	{ "take", "take investigator=ansvarig@kommun.example" },
	{ "tilldela: Bo Exempel", "investigator_assigned investigator=bo@kommun.example" },
	{ "tilldela Bo Exempel", "investigator_assigned investigator=bo@kommun.example" },
	{ "tilldela till bo@kommun.example",
		"investigator_assigned investigator=bo@kommun.example" },
	{ "Tilldela: Bo Exempel <Bo@Kommun.example>",
		"investigator_assigned investigator=bo@kommun.example" },
	{ "tilldela: ny@kommun.example", "investigator_assigned investigator=ny@kommun.example" },
	{ "tilldela: mig", "investigator_assigned investigator=ansvarig@kommun.example" },
	{ "assign to me", "investigator_assigned investigator=ansvarig@kommun.example" },
	{ "utredare: Bo", "investigator_assigned investigator=bo@kommun.example" },
	{ "Ny utredare blir Åsa Ek", "investigator_assigned investigator=asa@kommun.example" },
	{ "tilldela: asa ek", "investigator_assigned investigator=asa@kommun.example" },
	{ "tilldela Bo Exempel eftersom han kan enheten",
		"investigator_assigned reason=han kan enheten investigator=bo@kommun.example" },
	{ "tilldela: Kim", "incomplete:who investigator_assigned ?investigator" },
	{ "tilldela: Kim Berg", "investigator_assigned investigator=kim@kommun.example" },
	{ "tilldela: Nils Okänd", "incomplete:who investigator_assigned ?investigator" },
	{ "tilldela: Bo Exempel och Åsa Ek", "incomplete:who investigator_assigned ?investigator" },
	{ "tilldela: bo@kommun.example, asa@kommun.example",
		"incomplete:who investigator_assigned ?investigator" },
	{ "tilldela: Åsa Ek <bo@kommun.example>",
		"incomplete:who investigator_assigned ?investigator" },
	{ "tilldela: Rut Ansvarig", "incomplete:who investigator_assigned ?investigator" },
	{ "tilldela:", "incomplete investigator_assigned ?investigator" },
	{ "tilldela inte Bo Exempel", "unclear:denied investigator_assigned" },
	{ "tilldela Bo eller Åsa", "unclear:several investigator_assigned" },
	{ "tilldela Bo?", "unclear:question investigator_assigned" },

	/* Investigate or decline. */
	{ "utred, eftersom skyddet inte höll", "assessed reason=skyddet inte höll" },
	{ "utred eftersom skyddet brast", "assessed reason=skyddet brast" },
	{ "Utred: skyddet brast.", "assessed reason=skyddet brast." },
	{ "Utred ärendet – skyddet brast", "assessed reason=skyddet brast" },
	{ "Utred (eftersom skyddet (igen) brast)", "assessed reason=skyddet (igen) brast" },
	{ "Utred: skyddet brast) ))", "assessed reason=skyddet brast" },
	{ "UTRED, EFTERSOM SKYDDET BRAST", "assessed reason=SKYDDET BRAST" },
	{ "utred, då skyddet brast", "assessed reason=skyddet brast" },
	{ "utred, pga att skyddet brast", "assessed reason=skyddet brast" },
	{ "utred. Skäl: skyddet brast", "assessed reason=skyddet brast" },
	{ "ärendet ska utredas, eftersom skyddet brast", "assessed reason=skyddet brast" },
	{ "investigate, because the lock failed", "assessed reason=the lock failed" },
	{ "vänligen utred, eftersom skyddet brast", "assessed reason=skyddet brast" },
	{ "Hej Anna, utred, eftersom skyddet brast", "assessed reason=skyddet brast" },
	{ "Tack! Utred, eftersom skyddet brast", "assessed reason=skyddet brast" },
	{ "1. utred, eftersom skyddet brast", "assessed reason=skyddet brast" },
	{ "- utred, eftersom skyddet brast", "assessed reason=skyddet brast" },
	{ "b) utred, eftersom skyddet brast", "assessed reason=skyddet brast" },
	{ "utred, eftersom det kan bli ett dataintrång?", "unclear:question assessed" },
	{ "utred", "incomplete assessed ?reason" },
	{ "utred tack", "incomplete assessed ?reason" },
	{ "utred, eftersom …", "incomplete assessed ?reason" },
	{ "utred inte", "unclear:denied assessed" },
	{ "utred ej, eftersom det är klart", "unclear:denied assessed" },
	{ "utred: inte nu", "unclear:denied assessed" },
	{ "utred, eftersom skyddet brast, men inte än", "unclear:denied assessed" },
	{ "utred?", "unclear:question assessed" },
	{ "ska jag utreda?", "unclear:question assessed" },
	{ "kanske utred", "unclear:maybe assessed" },
	{ "utred om det behövs", "unclear:condition assessed" },
	{ "om chefen säger ja så utred", "unclear:condition assessed" },
	{ "jag tycker att vi ska utreda det", "unclear:sentence assessed" },
	{ "utred (eftersom skyddet (låset) brast)", "assessed reason=skyddet (låset) brast" },
	{ "utred. Ring mig på måndag", "unclear:more assessed" },
	{ "utred! Tack för hjälpen", "incomplete assessed ?reason" },
	{ "utred: stäng", "unclear:two assessed" },
	{ "utred. Skyddet brast.", "unclear:more assessed" },
	{ "utred, skyddet brast", "unclear:more assessed" },
	{ "utred snarast", "unclear:more assessed" },
	{ "inled utredning", "unclear:several assessed" },
	{ "jag utreder", "unclear:several take" },
	{ "avstå från utredning, eftersom det inte rör omsorg",
		"declined reason=det inte rör omsorg" },
	{ "utredning ska inte inledas, eftersom det rör något annat",
		"declined reason=det rör något annat" },
	{ "ingen utredning: det rör en annan nämnd", "declined reason=det rör en annan nämnd" },
	{ "avsluta utan utredning, eftersom det är ett klagomål",
		"declined reason=det är ett klagomål" },
	{ "decline, because it is a complaint", "declined reason=it is a complaint" },
	{ "decline", "incomplete declined ?reason" },
	{ "avslå, eftersom det är ett klagomål", "unclear:several declined" },
	{ "avböjer", "unclear:several declined" },

	/* Protection. */
	{ "skydd: gjort i dag, personen bor på annan enhet",
		"protected date=2026-11-22 text=personen bor på annan enhet" BY },
	{ "Skydd gjort 20 november: nytt lås", "protected date=2026-11-20 text=nytt lås" BY },
	{ "skydd gjort (av: bo@kommun.example): nytt lås",
		"protected text=nytt lås by=bo@kommun.example" },
	{ "skydd gjort av Bo Exempel, nytt lås", "protected text=nytt lås by=bo@kommun.example" },
	{ "protection: done today, new lock", "protected date=2026-11-22 text=new lock" BY },
	{ "skydd behövs inte: personen har flyttat",
		"protection_not_needed text=personen har flyttat" BY },
	{ "inget skydd behövs, personen har flyttat",
		"protection_not_needed text=personen har flyttat" BY },
	{ "skydd: gjort", "incomplete protected ?text" BY },
	{ "skydd: nytt lås", "unclear:several protected" },
	{ "skydd inte gjort", "unclear:denied protected" },

	/* Start. */
	{ "start", "investigation_started" },
	{ "starta utredningen (SoL)", "investigation_started law=SoL" },
	{ "start: SoL och LSS", "investigation_started law=SoL,LSS" },
	{ "start enligt LSS", "investigation_started law=LSS" },
	{ "utredningen inledd 2026-11-20, SoL", "investigation_started date=2026-11-20 law=SoL" },
	{ "Start Startsson", "unclear:more investigation_started" },
	{ "starta inte", "unclear:denied investigation_started" },
	{ "start-up möte på onsdag", "plain" },
	{ "startade om datorn", "plain" },

	/* Personal data: hours are counted. */
	{ "incident upptäckt 2026-11-20 kl. 14.05",
		"breach_aware date=2026-11-20T14:05:00.000+01:00" },
	{ "Personuppgiftsincidenten upptäcktes den 20 november, klockan 9",
		"breach_aware date=2026-11-20T09:00:00.000+01:00" },
	{ "incident upptäckt i går 23:59, tack",
		"breach_aware date=2026-11-21T23:59:00.000+01:00" },
	{ "breach noticed 2026-07-01 at 00:00", "breach_aware date=2026-07-01T00:00:00.000+02:00" },
	{ "incident upptäckt 2026-11-20", "incomplete:hour breach_aware ?date" },
	{ "incident upptäckt 2026-11-20 24:00", "unclear:more breach_aware" },
	{ "incident upptäckt 2026-11-20 kl 14.5", "unclear:more breach_aware" },
	{ "incident upptäckt", "incomplete breach_aware ?date" },
	{ "incident upptäckt inte 2026-11-20 kl 10", "unclear:denied breach_aware" },
	{ "ingen incident upptäckt", "unclear:more breach_not_reportable" },
	{ "incidenten var allvarlig", "plain" },
	{ "incident 2026-11-20", "unclear:several breach_aware" },
	{ "anmält till IMY 2026-11-20 kl. 14.05",
		"breach_notified date=2026-11-20T14:05:00.000+01:00" },
	{ "anmält till IMY i dag", "incomplete:hour breach_notified ?date" },
	{ "anmäl till IMY", "unclear:several breach_notified" },
	{ "notified to IMY today 08:30", "breach_notified date=2026-11-22T08:30:00.000+01:00" },
	{ "incidenten behöver inte anmälas, eftersom uppgifterna var krypterade",
		"breach_not_reportable reason=uppgifterna var krypterade" },
	{ "breach not reportable, because nobody read it",
		"breach_not_reportable reason=nobody read it" },
	{ "incidenten anmäls inte till IMY", "incomplete breach_not_reportable ?reason" },
	{ "anmält till IVO 2026-11-20 kl. 14.05", "unclear:more ivo_notified" },

	/* Numbers. */
	{ "dnr: AMN 2026-0712", "registered number=AMN 2026-0712" },
	{ "Diarienr: AMN 2026-0712-1.3", "registered number=AMN 2026-0712-1.3" },
	{ "dnr 2026-0712", "registered number=2026-0712" },
	{ "DNR AMN 2026-0712.", "registered number=AMN 2026-0712" },
	{ "Diarienumret är 3.5.1-123/2026", "registered number=3.5.1-123/2026" },
	{ "dnr: AMN 2026-0712, tack", "registered number=AMN 2026-0712" },
	{ "dnr 2026-07-12", "unclear:more registered" },
	{ "dnr AMN 2026-11-20", "unclear:more registered" },
	{ "dnr AMN 2026-0712 AMN 2026-0713", "unclear:more registered" },
	{ "dnr AMN 2026-0712 eller AMN 2026-0713", "unclear:several registered" },
	{ "dnr kommer i morgon", "unclear:more registered" },
	{ "Dnr.....", "incomplete registered ?number" },

	/* Notes. */
	{ "notering (källa: samtal med enhetschef; bedömning): Rutinen saknas.",
		"noted text=Rutinen saknas. source=samtal med enhetschef kind=assessment" },
	{ "Anteckning (fakta, källa: besök 2026-11-03): Låset var trasigt",
		"noted text=Låset var trasigt source=besök 2026-11-03 kind=fact" },
	{ "notering 2026-11-20 (källa: Eva; fakta): Hon frågade: varför?",
		"noted date=2026-11-20 text=Hon frågade: varför? source=Eva kind=fact" },
	{ "notera: källa: samtal, fakta: Dörren stod öppen",
		"noted text=Dörren stod öppen source=samtal kind=fact" },
	{ "note (source: visit (unit B); fact): Stäng ärendet. Utred inte.",
		"noted text=Stäng ärendet. Utred inte. source=visit (unit B) kind=fact" },
	{ "notering: Dörren stod öppen", "incomplete noted text=Dörren stod öppen ?source ?fact" },
	{ "notering (källa: samtal): Dörren stod öppen",
		"incomplete noted text=Dörren stod öppen source=samtal ?fact" },
	{ "Notera att jag är ledig på fredag", "unclear:more noted" },

	/* Proposals: the five outcomes. */
	{ "förslag: missförhållande, eftersom rutinen saknades",
		"proposed reason=rutinen saknades outcome=misconduct" },
	{ "förslag: allvarligt missförhållande, eftersom hälsan hotades",
		"proposed reason=hälsan hotades outcome=serious_misconduct" },
	{ "förslag: påtaglig risk för missförhållande, eftersom låset var trasigt",
		"proposed reason=låset var trasigt outcome=tangible_risk_of_misconduct" },
	{ "förslag till beslut: en påtaglig risk för ett allvarligt missförhållande, eftersom X",
		"proposed reason=X outcome=tangible_risk_of_serious_misconduct" },
	{ "Jag föreslår att det är varken missförhållande eller påtaglig risk för missförhållande, "
	  "eftersom inget hände",
		"proposed reason=inget hände outcome=no_misconduct" },
	{ "förslag: Det rapporterade utgjorde inte ett missförhållande eller påtaglig risk för "
	  "missförhållande. Skäl: X",
		"proposed reason=X outcome=no_misconduct" },
	{ "förslag: inget missförhållande, eftersom X", "proposed reason=X outcome=no_misconduct" },
	{ "förslag: Det rapporterade utgjorde ett allvarligt missförhållande (anmäls till IVO), "
	  "eftersom X",
		"proposed reason=X outcome=serious_misconduct" },
	{ "forslag: pataglig risk for missforhallande, eftersom X",
		"proposed reason=X outcome=tangible_risk_of_misconduct" },
	{ "fo\xcc\x88rslag: missfo\xcc\x88rha\xcc\x8allande, eftersom X",
		"proposed reason=X outcome=misconduct" },
	{ "proposal: serious misconduct, because X",
		"proposed reason=X outcome=serious_misconduct" },
	{ "propose tangible_risk_of_misconduct: X",
		"proposed reason=X outcome=tangible_risk_of_misconduct" },
	{ "förslag: inte ett missförhållande eller allvarlig risk för missförhållande, eftersom X",
		"incomplete:outcome proposed reason=X ?outcome" },
	{ "förslag: allvarlig risk för missförhållande, eftersom X",
		"incomplete:outcome proposed reason=X ?outcome" },
	{ "förslag: påtaglig risk, eftersom X", "incomplete:outcome proposed reason=X ?outcome" },
	{ "förslag: missförhållande", "incomplete proposed outcome=misconduct ?reason" },
	{ "förslag: missförhållande eller påtaglig risk för missförhållande, eftersom X",
		"unclear:several proposed" },
	{ "förslag: inget missförhållande men påtaglig risk för missförhållande",
		"unclear:more proposed" },
	{ "förslag: inte missförhållande kanske", "unclear:maybe proposed" },
	{ "förslag: missf\u00f6rh\u00e5llandeX, eftersom X", "unclear:more proposed" },

	/* Decisions. */
	{ "beslut: missförhållande; delegation: 4.2; föredragande: Bo Exempel",
		"decided outcome=misconduct delegation=4.2 presenter=Bo Exempel" BY },
	{ "beslut: missförhållande; delegation: 4.2; föredragande: Bo Exempel; deltog: Eva Exempel",
		"decided outcome=misconduct delegation=4.2 presenter=Bo Exempel "
		"participants=Eva Exempel" BY },
	{ "beslut: missförhållande, delegation 4.2, föredragande Bo Exempel, deltog Eva Å, jurist, "
	  "och Dag Ö, eftersom hälsan hotades",
		"decided reason=hälsan hotades outcome=misconduct delegation=4.2 "
		"presenter=Bo Exempel participants=Eva Å, jurist, och Dag Ö" BY },
	{ "beslut: missförhållande; delegation: 4.2; deltagare: inga",
		"decided outcome=misconduct delegation=4.2 participants=inga" BY },
	{ "beslut: missförhållande; delegation: 4.2; deltog: kanske Eva Exempel",
		"unclear:maybe decided" },
	{ "decision: misconduct; delegation: 4.2; participants: Eva Exempel",
		"decided outcome=misconduct delegation=4.2 participants=Eva Exempel" BY },
	{ "beslutar: inget missförhållande, delegation 4.2, 2026-11-20, eftersom X",
		"decided date=2026-11-20 reason=X outcome=no_misconduct delegation=4.2" BY },
	{ "beslut: missförhållande, delegation 4.2 föredragande Bo Exempel",
		"decided outcome=misconduct delegation=4.2 presenter=Bo Exempel" BY },
	{ "Beslut: allvarligt missförhållande, delegation: ingen, av: direktor@kommun.example",
		"decided outcome=serious_misconduct delegation=none by=direktor@kommun.example" },
	{ "decision: misconduct; delegation: 4.2", "decided outcome=misconduct delegation=4.2" BY },
	{ "beslut: missförhållande", "incomplete decided outcome=misconduct ?delegation" BY },
	{ "beslut enligt förslaget", "unclear:more decided" },
	{ "Beslut om detta fattas på onsdag", "unclear:condition decided" },

	/* IVO. */
	{ "allvarligt sedan 2026-11-18, eftersom hälsan hotades",
		"serious date=2026-11-18 reason=hälsan hotades" },
	{ "serious since yesterday: X", "serious date=2026-11-21 reason=X" },
	{ "allvarligt sedan i fredags, eftersom X", "serious date=2026-11-20 reason=X" },
	{ "allvarligt, eftersom X", "unclear:several serious" },
	{ "anmält till IVO 2026-11-20, nr 8.1.2-12345/2026",
		"ivo_notified date=2026-11-20 number=8.1.2-12345/2026" },
	{ "Anmälan till IVO gjord den 20 november", "ivo_notified date=2026-11-20" },
	{ "anmält till IVO 261120 nr 8.1.2-12345/2026, utredningen bifogad",
		"ivo_notified_with_investigation date=2026-11-20 number=8.1.2-12345/2026" },
	{ "anmält till IVO med utredningen 20/11 2026",
		"ivo_notified_with_investigation date=2026-11-20" },
	{ "notified to IVO 2026-11-20, investigation attached",
		"ivo_notified_with_investigation date=2026-11-20" },
	{ "anmält till IVO 2026 -11- 20", "ivo_notified date=2026-11-20" },
	{ "anmält till IVO 20.11.2026, nummer 4/2026",
		"ivo_notified date=2026-11-20 number=4/2026" },
	{ "anmält till IVO den 20 november 2026 nr 4/2026",
		"ivo_notified date=2026-11-20 number=4/2026" },
	{ "anmält till IVO 20 oktober", "ivo_notified date=2026-10-20" },
	{ "anmält till IVO i fredags", "ivo_notified date=2026-11-20" },
	{ "anmält till IVO i söndags", "incomplete:date ivo_notified ?date" },
	{ "anmält till IVO _____", "incomplete ivo_notified ?date" },
	{ "anmält till IVO", "incomplete ivo_notified ?date" },
	{ "anmält till IVO 11/10/19", "incomplete:date ivo_notified ?date" },
	{ "anmält till IVO 2026-11-*k*", "incomplete:date ivo_notified ?date" },
	{ "anmält till IVO fredag 19 november 2026", "incomplete:date ivo_notified ?date" },
	{ "anmält till IVO fredag 20 november", "ivo_notified date=2026-11-20" },
	{ "anmält till IVO den 24 november", "incomplete:date ivo_notified ?date" },
	{ "anmält till IVO på fredag", "incomplete:date ivo_notified ?date" },
	{ "inte anmält till IVO 2026-11-20", "plain" },
	{ "anmält 2026-11-20", "unclear:several ivo_notified" },
	{ "anmäl till IVO", "unclear:several ivo_notified" },
	{ "utredningen skickad till IVO igår", "investigation_sent date=2026-11-21" },
	{ "utredningen skickad 2026-11-20", "unclear:several investigation_sent" },
	{ "IVO begär komplettering senast 10 december", "supplement_asked due=2026-12-10" },
	{ "supplement asked by IVO 2026-11-20, due 2026-12-10",
		"supplement_asked date=2026-11-20 due=2026-12-10" },
	{ "komplettering begärd 2026-11-20", "incomplete supplement_asked date=2026-11-20 ?due" },
	{ "komplettering skickad till IVO i dag", "supplement_sent date=2026-11-22" },
	{ "IVO har avslutat ärendet 2026-11-20", "ivo_closed date=2026-11-20" },
	{ "closed by IVO 2026-11-20", "ivo_closed date=2026-11-20" },

	/* Commissioning boards. */
	{ "informerat SDN om rapporten 2026-11-20 per brev",
		"board_informed_report date=2026-11-20 board=SDN how=brev" },
	{ "Informerat Stadsdelsnämnden om anmälan till IVO i dag, hur: telefon",
		"board_informed_ivo date=2026-11-22 board=SDN how=telefon" },
	{ "informerat sdn om den avslutade utredningen, via säker post",
		"board_got_final board=SDN how=säker post" },
	{ "informed SDN of the copy of the investigation 2026-11-20 by letter",
		"board_got_copy date=2026-11-20 board=SDN how=letter" },
	{ "informerat SDN 2026-11-20 per brev",
		"incomplete:which board_informed_report date=2026-11-20 board=SDN how=brev" },
	{ "informerat om rapporten per brev", "incomplete board_informed_report how=brev ?board" },
	{ "informerat Kulturnämnden om rapporten", "unclear:condition board_informed_report" },
	{ "informera SDN", "unclear:several board_informed_report" },
	{ "beställande nämnd: SDN, eftersom nämnden betalar",
		"board_linked reason=nämnden betalar board=SDN" },
	{ "lägg till beställande nämnd Stadsdelsnämnden, eftersom nämnden betalar",
		"board_linked reason=nämnden betalar board=SDN" },
	{ "commissioning board: SDN, because they pay", "board_linked reason=they pay board=SDN" },
	{ "beställande nämnd: SDN", "incomplete board_linked board=SDN ?reason" },
	{ "beställande nämnd: inte SDN, eftersom X", "unclear:denied board_linked" },
	{ "ta bort beställande nämnd: SDN, eftersom den inte betalar",
		"board_unlinked reason=den inte betalar board=SDN" },
	{ "remove commissioning board SDN, because they do not pay",
		"board_unlinked reason=they do not pay board=SDN" },
	{ "ta bort beställande nämnd: SDN", "incomplete board_unlinked board=SDN ?reason" },
	{ "nämnd: SDN, eftersom X", "unclear:several board_linked" },

	/* Clocks, measures, follow-up. */
	{ "förläng utredning till 20 december, eftersom två vittnen är sjuka",
		"clock_extended due=2026-12-20 reason=två vittnen är sjuka clock=investigate" },
	{ "förläng egen_frist till 2026-12-20, eftersom X",
		"clock_extended due=2026-12-20 reason=X clock=egen_frist" },
	{ "extend assess to 2026-12-01, because X",
		"clock_extended due=2026-12-01 reason=X clock=assess" },
	{ "förläng tiden till 2026-12-20, eftersom X", "unclear:more clock_extended" },
	{ "förläng utredning till nästa vecka, eftersom X",
		"incomplete:date clock_extended reason=X clock=investigate ?due" },
	{ "åtgärd: ny rutin för nycklar, ansvarig: Eva Chef, senast 2026-12-31",
		"measure_planned due=2026-12-31 text=ny rutin för nycklar owner=Eva Chef" },
	{ "åtgärd (ansvarig: Eva Chef; senast: 2026-12-31): lås, larm; kameror",
		"measure_planned due=2026-12-31 text=lås, larm; kameror owner=Eva Chef" },
	{ "atgard: nytt las", "incomplete measure_planned text=nytt las ?due ?owner" },
	{ "åtgärd 2 klar 2026-11-20", "measure_done date=2026-11-20 no=2" },
	{ "Åtgärd nr 2 är genomförd", "measure_done no=2" },
	{ "measure 2 done", "measure_done no=2" },
	{ "åtgärd 2 inte klar", "unclear:denied measure_done" },
	{ "åtgärd 2", "unclear:several measure_done" },
	{ "följ upp senast 2027-02-01", "follow_up_set due=2027-02-01" },
	{ "följ upp på fredag", "follow_up_set due=2026-11-27" },
	{ "följ upp på söndag", "incomplete:date follow_up_set ?due" },
	{ "uppföljning senast den 1 februari", "follow_up_set due=2027-02-01" },
	{ "följ upp senast 20 november", "incomplete:date follow_up_set ?due" },
	{ "uppföljning 2027-02-01", "unclear:several follow_up_set" },
	{ "uppföljning gjord i går", "followed_up date=2026-11-21" },
	{ "återkoppling given 2026-11-20 per telefon",
		"feedback_given date=2026-11-20 how=telefon" },
	{ "återkoppling", "unclear:several feedback_given" },
	{ "anmält till nämnden 2026-11-20", "reported_to_board date=2026-11-20" },
	{ "reported to the board today", "reported_to_board date=2026-11-22" },

	/* Close and reopen. */
	{ "stäng", "closed" },
	{ "Stäng ärendet!", "closed" },
	{ "avsluta ärendet", "closed" },
	{ "close the case please", "closed" },
	{ "please close", "closed" },
	{ "stang arendet /Rut", "closed" },
	{ "stäng inte än", "unclear:denied closed" },
	{ "stäng ärendet när IVO är klar", "unclear:condition closed" },
	{ "stäng på fredag", "unclear:more closed" },
	{ "avsluta", "unclear:several closed" },
	{ "avsluta utredningen", "unclear:several closed" },
	{ "Kan vi stänga ärendet?", "unclear:question closed" },
	{ "please do not close", "unclear:denied closed" },
	{ "Du skrev att jag ska stänga ärendet", "unclear:sentence closed" },
	{ "Det står i din lapp att jag ska stänga ärendet", "plain" },
	{ "återuppta ärendet, eftersom IVO frågar", "reopened reason=IVO frågar" },
	{ "öppna igen: nya uppgifter", "reopened reason=nya uppgifter" },
	{ "reopen", "incomplete reopened ?reason" },

	/* Questions, help, answers. */
	{ "status", "status" },
	{ "Status?", "status" },
	{ "vad är läget?", "status" },
	{ "Hej! Hur går det med ärendet?", "status" },
	{ "hjälp", "help" },
	{ "HJÄLP!", "help" },
	{ "ja", "yes" },
	{ "Ja, tack!", "yes" },
	{ "jag bekräftar", "yes" },
	{ "bekräftar", "yes" },
	{ "Ja, det stämmer.", "yes" },
	{ "yes", "yes" },
	{ "Ja /Rut", "yes" },
	{ "nej", "no" },
	{ "Nej, det stämmer inte", "no" },
	{ "no", "no" },
	{ "ja, men inte i dag", "unclear:denied yes" },
	{ "ja?", "unclear:question yes" },
	{ "ja eller nej", "unclear:several yes" },
	{ "ja, utred", "unclear:two yes" },
	{ "godkänns", "unclear:several yes" },
	{ "ja jag vet", "unclear:more yes" },
};

static const MailAnswer hostile[] = {
	{ "> stäng", "plain" },
	{ ">> utred, eftersom X", "plain" },
	{ "| stäng", "plain" },
	{ "\u201dstäng\u201d", "unclear:quoted closed" },
	{ "\"utred, eftersom X\"", "unclear:quoted assessed" },
	{ "st\u200bäng", "unclear:hidden closed" },
	{ "st\u00adäng", "unclear:hidden closed" },
	{ "\u202egnäts", "plain" },
	{ "stäng \u202eton\u202c", "unclear:hidden closed" },
	{ "\ufeffstäng\u200b", "closed" },
	{ "utr\u0435d, eftersom X", "unclear:hidden assessed" },
	{ "j\u0430", "unclear:hidden yes" },
	{ "\uff53tart", "unclear:hidden investigation_started" },
	{ "stäng\u00a0ärendet", "closed" },
	{ "utred och tilldela Bo", "unclear:two assessed" },
	{ "stäng; dnr 2026-0712", "unclear:two closed" },
	{ "utred, eftersom skyddet brast. Tilldela: Bo Exempel", "unclear:two assessed" },
	{ "utred, eftersom skyddet brast. Stäng ärendet.", "unclear:two assessed" },
	{ "utred, eftersom chefen sade att vi ska stänga ärendet",
		"assessed reason=chefen sade att vi ska stänga ärendet" },
	{ "stängs dörren så går larmet", "plain" },
	{ "utredaren är sjuk", "plain" },
	{ "jag", "plain" },
	{ "!!!", "plain" },
	{ "stäng\xff", "unclear:more closed" },
	{ "tilldela: bo@kommun.example Inte", "unclear:denied investigator_assigned" },
	{ "tilldela: bo@kommun.example om han vill", "unclear:condition investigator_assigned" },
	{ "tilldela: Bo Exempel (om han vill)", "unclear:condition investigator_assigned" },
	{ "tilldela: b\u043e@kommun.example",
		"incomplete:who investigator_assigned ?investigator" },
	{ "beslut: missförhållande, delegation 4.2, inte av mig", "unclear:denied decided" },
	{ "jag tar den inte", "unclear:denied take" },
	{ "Nej, jag tar den", "unclear:two no" },
	{ "skydd gjort: nej", "unclear:denied protected" },
	{ "anmält till IVO 2026-11-20 kl 10", "unclear:more ivo_notified" },
	{ "anmält till IVO 2026-11-20T10:00", "unclear:more ivo_notified" },
	{ "dnr: AMN 2026-0712 (preliminärt)", "unclear:more registered" },
	{ "Skyddet brast på natten", "plain" },
	{ "Information om semestern finns på sidan", "plain" },
	{ "missförhållande", "unclear:several proposed" },
	{ "påtaglig risk för missförhållande", "unclear:several proposed" },
	{ "dnr AMN 2026-0712; nr 4", "unclear:more registered" },
	{ "anmält till IVO 2026-11-20, 2026-11-21", "unclear:more ivo_notified" },
	{ "anmält till IVO datum: 2026-11-20; datum: 2026-11-21", "unclear:twice ivo_notified" },
	{ "tilldela: bo@kommun.example@x.example",
		"incomplete:who investigator_assigned ?investigator" },
};

static void
test_acts(void)
{
	mail_answer_assert_rows(acts, G_N_ELEMENTS(acts));
}

static void
test_hostile(void)
{
	mail_answer_assert_rows(hostile, G_N_ELEMENTS(hostile));
}

/* In both languages. */
static void
test_written_back(void)
{
	g_autoptr(Board) board = mail_answer_board();

	for (gsize i = 0; i < G_N_ELEMENTS(acts); i++)
		mail_answer_assert_written_back(acts[i].answer, board);
}

/* "Inte missförhållande" is an outcome of its own. */
static gboolean
is_same(const MailCommand *a, const MailCommand *b)
{
	return a->state == MAIL_COMMAND_UNDERSTOOD && a->what == b->what &&
	       g_strcmp0(a->values[LIFE_OUTCOME], b->values[LIFE_OUTCOME]) == 0;
}

/* The command is not understood as what it was when word stands at one of its gaps. */
static void
assert_undone(const char *line, const MailCommand *was, const char *word, const Board *board)
{
	for (const char *gap = line + strlen(line); gap;
		gap = g_utf8_strrchr(line, gap - line, ' ')) {
		g_autofree char *doubted =
			g_strdup_printf("%.*s %s%s", (int) (gap - line), line, word, gap);
		g_autoptr(GPtrArray) commands = mail_answer_read(doubted, board);

		if (is_same(commands->pdata[0], was))
			g_test_message("%s", doubted);
		g_assert_false(is_same(commands->pdata[0], was));
	}
}

/* A word of doubt at any place makes a command unclear, but in text that may hold any word. */
static void
test_doubted(void)
{
	static const char *const words[] = { "inte", "ej", "kanske", "om", "eller", "not",
		"maybe" };
	g_autoptr(Board) board = mail_answer_board();
	guint doubted = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(acts); i++) {
		g_autoptr(GPtrArray) commands = mail_answer_read(acts[i].answer, board);
		const MailCommand *command = commands->pdata[0];

		if (command->state != MAIL_COMMAND_UNDERSTOOD || command->values[LIFE_REASON] ||
			command->values[LIFE_TEXT])
			continue;
		for (gsize w = 0; w < G_N_ELEMENTS(words); w++)
			assert_undone(acts[i].answer, command, words[w], board);
		doubted++;
	}
	g_assert_cmpuint(doubted, >=, 80);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/mail-command/acts", test_acts);
	g_test_add_func("/mail-command/hostile", test_hostile);
	g_test_add_func("/mail-command/written-back", test_written_back);
	g_test_add_func("/mail-command/doubted", test_doubted);
	return g_test_run();
}

# SPDX-License-Identifier: GPL-3.0-or-later
"""Events that never were: those of the half that the grammar was made with. See cases_after.py."""
from cases_after import QUIET, case
from said import Said, day, number, phone, time, weekday

LOUD = str.upper

DOOR = case(
    name="Nanna Försöksdal", title="Undersköterska", workplace="Äppelgårdens vårdboende, Stigen 4",
    phone=phone("08-465 004 61"), email="nanna.forsoksdal@kommun.example", unit="Äppelgården, plan 1",
    areas={"aldreomsorg"}, area_detail="Särskilt boende", type="misconduct", dnr=number("Dnr ÄN 2025-0064-1.2", "ÄN 2025-0064"),
    stamped=day("2025-02-12", "spaced"), noticed=day("2025-02-10"), weekday=weekday("2025-02-10", str.capitalize), time=time("06.50"),
    description="Ytterdörren till plan 1 stod olåst hela natten. En boende med demenssjukdom gick ut utan ytterkläder och "
    "hittades av tidningsbudet.\nHon var kall men vid medvetande.",
    consequences="Nedkylning och oro. Hon hade kunnat frysa ihjäl.",
    immediate="Filtar, varm dryck och läkarkontakt. Dörren kontrolleras nu varje timme.",
    signed=day("2025-02-10"), signer="Nanna Försöksdal")
DOOR_WHOLE = dict(
    DOOR, received=day("2025-02-12"), case_dnr=number("ÄN 2025-0064-1.2", "ÄN 2025-0064"), started=day("2025-02-13"),
    law={"SoL"}, investigator="Gunvor Tänkt", committee="Äldrenämnden",
    how="Tidningsbudet ringde på klockan 05.40 och hade den boende med sig.",
    what="Ytterdörren var inte låst och larmet var avstängt.", effect="Den boende blev nedkyld och kunde ha avlidit.",
    before="Dörren har stått olåst en gång förut, i november. Då gjordes ingen utredning.", recur="yes",
    recur_why="Låset går inte att kontrollera på avstånd.", education="Två vikarier visste inte hur larmet sätts på.",
    processes="Kontrollen av dörrar finns inte med i nattens checklista.", technology="Larmet ger ingen signal när det stängs av.",
    taken="Dörren fick ett lås som går i av sig självt.", when="Den 14 februari.",
    planned="Checklistan för natten görs om och alla vikarier får en genomgång.", follow_up="Ja, i juni och i november.",
    rest="Anhöriga är informerade.", proposal="serious_misconduct", told_report=day("2025-02-14"), told_ivo=day("2025-03-03"),
    matter="Olåst ytterdörr på Äppelgården", decision_dnr=number("ÄN 2025-0064", "ÄN 2025-0064"),
    background="Utredningen visar att dörren stod olåst en hel natt.", delegation="5.3", decided=day("2025-03-03"),
    decider="Karl-Axel Antagson", decider_title="Avdelningschef",
    log=[{"date": day("2025-02-13", "short"), "note": "Samtal med nattpersonalen om larmet.", "attachment": "1",
          "signature": "Gunvor Tänkt"},
         {"date": day("2025-02-17", "short"), "note": "Larmets logg hämtad från leverantören.", "attachment": "2",
          "signature": "Gunvor Tänkt"},
         {"date": day("2025-02-20", "short"), "note": "Möte med enhetschefen.", "attachment": "3", "signature": "Gunvor Tänkt"}])
YEARLESS = case(
    ["year_inferred", "late_report", "dnr_missing", "information_dates_blank"],
    name="Viggo Modell", title="Arbetsledare", workplace="Snickeriet Spån", phone=phone("070-174 06 20"),
    email="viggo.modell@kommun.example", unit="Snickeriet Spån", areas={"jobbtorg"}, area_detail="Arbetsträning",
    noticed=Said("8 maj", "2024-05-08"), weekday=weekday("2024-05-08", str.capitalize), time=time("13.00"),
    description="Skyddet på bandsågen var avmonterat och en deltagare arbetade ensam vid den. Det kunde ha slutat med svåra skador.",
    signed=day("2024-06-03", "long"), signer="Viggo Modell", received=day("2024-06-03"),
    case_dnr=number("AN 2024-0310", "AN 2024-0310"), started=day("2024-06-05"), law={"SoL"}, investigator="Disa Exempelvik",
    committee="Arbetsnämnden", how="Arbetsledaren såg det när han kom från lunchen.", what="En såg användes utan skydd.",
    effect="Ingen skadades.", before="Nej.", recur_why="Skyddet går att lossa utan verktyg.", proposal="tangible_risk_of_misconduct",
    taken="Sågen är avstängd.", when="Samma dag.", planned="Skyddet skruvas fast.")
ELSEWHERE = dict(
    DOOR_WHOLE, must={"unit_mismatch"}, never=QUIET - {"unit_mismatch"}, unit="Äldreboendet Eken", areas={"aldreomsorg"},
    how="Tidningsbudet ringde på hos äldreboendet Asken klockan 05.40 och hade den boende med sig.", log=[])
ILLEGIBLE = dict(
    DOOR_WHOLE, must={"decision_date_illegible", "received_dates_differ", "start_dates_differ"},
    never=QUIET - {"decision_date_illegible", "received_dates_differ", "start_dates_differ"}, proposal="misconduct",
    decided=Said("2025-03-*k*", None), delegation="", told_ivo="",
    background="En lex Sarah-rapport inkom 250219 och utredning inleddes 2025-02-24. Dörren hade stått olåst.", log=[])
MANY_NAMES = case(
    ["weekday_mismatch", "name_mismatch"], name="SAGA HITTEPÅ", title="STÖDPEDAGOG", workplace="SYRENENS GRUPPBOENDE",
    phone=phone("0701740633"), email="saga.hittepa@kommun.example", unit="SYRENENS GRUPPBOENDE", areas={"funktionsnedsattning"},
    area_detail="LSS-BOENDE", type="tangible_risk", noticed=day("2024-09-17"), weekday=weekday("2024-09-18", LOUD), time=time("11:44"),
    stamped=day("2024-09-18"), description="TRAPPHISSEN STANNADE MELLAN TVÅ PLAN MED EN BOENDE I. INGEN VISSTE HUR MAN VEVAR NED DEN.",
    consequences="DEN BOENDE SATT FAST I EN HALVTIMME.", immediate="JOURFIRMAN KOM OCH VEVADE NED HISSEN.",
    signed=day("2024-09-17"), signer="SAGA PRÖVNING")
HISSEN_NEAR = dict(MANY_NAMES, must=set(), never=QUIET, weekday=weekday("2024-09-17", LOUD), signer="Saga Hittepå")
LEAK = case(
    ["possible_data_breach"], name="Folke Tomten-Grå", title="Biståndshandläggare", workplace="Myndighetsenheten",
    phone=phone("+46 8 465 004 70"), email="folke.tomten-gra@kommun.example", unit="Myndighetsenheten",
    areas={"ekonomiskt_bistand", "vuxen_missbruk"}, type="misconduct", noticed=day("2025-04-22", "short"),
    weekday=weekday("2025-04-22"), time=Said("em", "em"), stamped=day("2025-04-23", "spaced"),
    description="Två beslut med sekretesskyddade personuppgifter skickades till fel mottagare, eftersom kuverten hade förväxlats.",
    signed=day("2025-04-22"), signer="Folke Tomten-Grå")
AMBIGUOUS = case(
    ["ambiguous_date"], name="Hedvig Skiss", title="Timvikarie", workplace="Korttids Måsen", phone=phone("070-1740677"),
    email="hedvig.skiss@kommun.example", unit="Korttids Måsen", areas={"aldreomsorg"}, type="misconduct",
    noticed=Said("03/04/25", None), time=time("kl. 15.30"), signed=day("2025-05-05"), signer="Hedvig Skiss",
    description="En gäst fick en annan gästs mediciner till kvällen.", consequences="Gästen sov till lunch dagen efter.",
    immediate="Läkare kontaktades.")
AMBIGUOUS["never"] -= {"late_report"}
OLD_FORM = dict(
    DOOR, noticed=day("2025-07-02"), weekday=weekday("2025-07-02"), stamped=day("2025-07-03", "spaced"), signed=day("2025-07-03"))
NEW_LAW = dict(OLD_FORM, law_cited="27 kap 2 § SoL och 24 b § LSS")
LAST_DAY = dict(DOOR, noticed=day("2025-06-27"), weekday=weekday("2025-06-27"), stamped=day("2025-06-30"), signed=day("2025-06-30"))
CLOSED = dict(
    HISSEN_NEAR, must=set(), not_opened=day("2024-09-19"), not_opened_by="Torvald Lagtext", more="Se även avvikelse 118.")
FRIDAY = case(
    name="Bruno Kladd", title="Boendestödjare", workplace="Boendestöd Öster", phone=phone("08-465 004 80"),
    email="bruno.kladd@granvik.example", unit="Boendestöd Öster", noticed=day("2025-10-31", "den"), weekday=weekday("2025-10-31"),
    time=time("09.15"), signed=day("2025-11-06", "iso", "Granvik "), signer="Bruno Kladd", dnr=number("SN 2025/0512", "SN 2025-0512"),
    description="En person fick inget besök på åtta dagar eftersom hans namn hade fallit bort ur planeringen.",
    consequences="Han var utan mat i två dagar och mådde psykiskt dåligt.", immediate="Besök samma dag och ny planering.")
MONDAY = case(
    ["late_report"], name="Esbjörn Utkast", title="Kurator", workplace="Öppenvården Bryggan", phone=phone("08-465 004 81"),
    email="esbjorn.utkast@granvik.example", unit="Öppenvården Bryggan", noticed=day("2025-09-01", "slash"),
    weekday=weekday("2025-09-01"), time=time("17.00"), signed=day("2025-09-22", "long", "Granvik den "), signer="Esbjörn Utkast",
    description="Ett orosmeddelande från skolan lästes inte på tre veckor.", consequences="Barnet fick vänta på stöd.",
    immediate="Brevlådan läses varje morgon.")
STOVE = case(
    name="Kerstin Blyerts", title="Habiliteringsassistent", workplace="Servicebostad Näckrosen", phone=phone("070-1740688"),
    email="kerstin.blyerts@tallheden.example", unit="Servicebostad Näckrosen", areas={"funktionsnedsattning"},
    noticed=day("2025-03-18"), weekday=weekday("2025-03-18"), time=time("20:05"), signed=day("2025-03-19"), signer="Kerstin Blyerts",
    stamped=day("2025-03-20"), dnr=number("OSN 2025-0133", "OSN 2025-0133"),
    description="Spisvakten var bortkopplad och en kastrull kokade torr. Köket fylldes av rök.",
    consequences="Den boende hostade och var rädd. Det hade kunnat börja brinna.",
    immediate="Spisvakten kopplades in och räddningstjänsten kontrollerade köket.")
WORDS = """Hej!

Jag arbetar på Björkdungens förskolehem och vill göra en rapport enligt lex Sarah. I tisdags blev en flicka kvar
på gården när alla gick in, och hon stod utanför i tjugo minuter innan någon märkte det. Det regnade och hon var
genomblöt. Vi har ringt föräldrarna och räknar nu barnen vid varje ingång.

Hälsningar
Rolf Manus
"""
TOLD = case(words=WORDS, name="Rolf Manus", email="rolf.manus@kommun.example")
NOTHING = case(["reporter_unknown"])
SOME = case(name="Märta Halvklar", unit="Dagcentralen", noticed=day("2025-05-14"), areas={"aldreomsorg"}, type="misconduct",
            description="Taklyften gick inte att sänka under förmiddagen.")

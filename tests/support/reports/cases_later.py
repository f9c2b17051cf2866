# SPDX-License-Identifier: GPL-3.0-or-later
"""Events that never were, in places that are not: those of the third group."""
from cases_after import QUIET, case
from said import day, number, phone, time, weekday

FENCE = case(
    name="Alrik Mönsterud", title="Undersköterska", workplace="Demensboendet Humlan", phone=phone("08-465 004 61"),
    email="alrik.monsterud@bjorkdala.example", unit="Humlan, avdelning Norr", type="misconduct", occurred=day("2025-09-08"),
    noticed=day("2025-09-09"), time=time("06.45"), signed=day("2025-09-09"), signer="Alrik Mönsterud",
    dnr=number("VN 2025-0177", "VN 2025-0177"), stamped=day("2025-09-10", "spaced"),
    description="Grinden till trädgården stod öppen när nattpersonalen gick hem. En boende hade tagit sig ut på vägen i bara nattlinne "
    "och hittades av en busschaufför en halv kilometer bort.",
    consequences="Den boende var kall och förvirrad. Hon hade kunnat bli påkörd.",
    immediate="Hon fick en varm dusch och tillsyn hela dagen. Grinden har fått ett lås som larmar.")
PILLS = case(
    name="Selma Diktonius", title="Sjuksköterska", workplace="Hemsjukvården Syd", phone=phone("070-1740621"),
    email="selma.diktonius@bjorkdala.example", unit="Hemtjänstgrupp Ask", type="tangible_risk", occurred=day("2025-10-13", "long"),
    noticed=day("2025-10-14", "long"), time=time("09:30"), signed=day("2025-10-15", "long"), signer="Selma Diktonius",
    description="Två brukares dosetter hade lagts i varandras skåp. Det upptäcktes innan någon hade tagit fel tabletter.",
    consequences="Ingen skadades, men den ene brukaren tål inte blodförtunnande medel.",
    immediate="Dosetterna byttes tillbaka och skåpen märktes om samma förmiddag.")
PHONE = case(
    name="Hugo Fabelqvist", title="Handledare", workplace="Daglig verksamhet Snickeriet", phone=phone("08-465 004 63"),
    email="hugo.fabelqvist@tarnvik.example", unit="Daglig verksamhet Snickeriet", noticed=day("2025-11-03"), time=time("13:10"),
    signed=day("2025-11-04"), signer="Hugo Fabelqvist", dnr=number("OMS 2025-0519", "OMS 2025-0519"), stamped=day("2025-11-04"),
    description="En deltagare lämnades kvar i bussen när den ställdes i garaget. Han satt där i nästan två timmar innan jag saknade honom.",
    consequences="Han var ledsen och hade kissat på sig. Vid kallare väder hade det kunnat bli farligt.",
    immediate="Jag hämtade honom, ringde hans mamma och talade med chauffören.", more="Det är andra gången i höst som listan inte stämmer.")
SCALD = case(
    name="Ester Lögnhals", title="Boendestödjare", workplace="Boendestöd Centrum", phone=phone("070-1740625"),
    email="ester.lognhals@tarnvik.example", unit="Boendestöd Centrum", noticed=day("2025-05-19"), time=time("15:00"),
    signed=day("2025-05-20"), signer="Ester Lögnhals",
    description="Besöken hos en klient har uteblivit i tre veckor eftersom beslutet hade registrerats på fel person.",
    consequences="Klienten fick ingen hjälp med mat och räkningar och hann få ett betalningskrav.",
    immediate="Besöken är i gång igen sedan i går.")
MONEY = case(
    name="Ruben Påhittberg", title="Stödpedagog", workplace="LSS-bostaden Rönnen", phone=phone("08-46500467"),
    email="ruben.pahittberg@omsorg.example", unit="LSS-bostaden Rönnen", noticed=day("2025-08-25", "slash"),
    weekday=weekday("2025-08-25"), time=time("18.20"), signed=day("2025-08-26", "iso", "Exempelstad "), signer="Ruben Påhittberg",
    stamped=day("2025-08-26"),
    description="När kassan räknades saknades fyrahundra kronor ur en boendes privata medel. Kvitton fanns inte för de tre senaste uttagen.",
    consequences="Den boende har blivit av med pengar och litar inte längre på personalen.",
    immediate="Kassan är inlåst hos enhetschefen, och polisanmälan är gjord.")
RESTRAINT = case(
    ["late_report", "name_mismatch"], name="Sixten Fantasson", title="Vårdare", workplace="Stödboendet Utsikten",
    phone=phone("070-1740629"), email="sixten.fantasson@omsorg.example", unit="Stödboendet Utsikten",
    noticed=day("2025-03-03"), weekday=weekday("2025-03-03", str.upper), time=time("22.05"), signed=day("2025-03-24"),
    signer="Maja Osanning", stamped=day("2025-03-25"),
    description="En kollega höll fast en ung man mot golvet i flera minuter därför att han vägrade lämna ifrån sig telefonen.",
    consequences="Han fick blåmärken på båda armarna.", immediate="Kollegan är tagen ur tjänst.")
MEAL = case(
    name="Gunborg Låtsas", title="Måltidsbiträde", workplace="Särskilt boende Källan", phone=phone("08-465 004 71"),
    email="gunborg.latsas@stensele.example", unit="Källan", noticed=day("2025-09-24", "long"), time=time("12:00"),
    signed=day("2025-09-25"), signer="Gunborg Låtsas",
    description="En boende med sväljsvårigheter serverades vanlig mat i stället för konsistensanpassad. Hon satte i halsen och "
    "det dröjde innan någon såg det.",
    consequences="Hon blev blå om läpparna och rädd. Hon hade kunnat kvävas.",
    immediate="Ryggslag gavs och ambulans tillkallades. Kostlistan sitter nu på vagnen.")
DOOR = case(
    name="Love Sagostig", title="Socialsekreterare", workplace="Mottagningen", phone=phone("070-1740636"),
    email="love.sagostig@stensele.example", unit="Barn och familj", noticed=day("2025-10-27"), time=time("08:05"),
    signed=day("2025-10-28"), signer="Love Sagostig",
    description="En orosanmälan om ett litet barn låg oöppnad i brevlådan i elva dagar eftersom ingen var utsedd att tömma den.",
    consequences="Barnet levde kvar i våldet under tiden.", immediate="Skyddsbedömning gjordes samma förmiddag.")
NIGHT = case(
    name="Tora Skenbar", title="Undersköterska", workplace="Nattpatrullen", phone=phone("08-465 004 75"),
    email="tora.skenbar@lidvalla.example", unit="Hemtjänst natt", noticed=day("2025-02-11"), weekday=weekday("2025-02-11"),
    signed=day("2025-02-12", "iso", "Lidvalla "), signer="Tora Skenbar", dnr=number("SN 2025-0058", "SN 2025-0058"),
    stamped=day("2025-02-12"),
    description="Trygghetslarmet hos en brukare hade varit urkopplat sedan ett strömavbrott fyra dygn tidigare. Ingen hade fått larmet om felet.",
    consequences="Brukaren hade fallit och legat på köksgolvet i omkring tre timmar.",
    immediate="Brukaren fördes till sjukhus och larmet byttes ut under natten.")
NIGHT_WHOLE = dict(
    NIGHT, received=day("2025-02-12"), case_dnr=number("SN 2025-0058", "SN 2025-0058"), started=day("2025-02-13"),
    investigator="Birgit Tomhet", investigator_title="Kvalitetsstrateg", committee="Socialnämnden", how="Nattpatrullen hörde rop genom dörren vid ett planerat besök.",
    what="Larmet förlorade kontakten med centralen. Felmeddelandet skickades till en brevlåda som ingen läser.",
    effect="Ett brutet lårben och stor rädsla.", before="Ja, en gång hösten 2023, men då utan skada.", recur="yes",
    recur_why="Fler larm av samma modell är i drift.", processes="Rutinen säger inte vem som tar emot felmeddelanden.",
    technology="Larmen har inget reservbatteri.", taken="Felmeddelanden går till jourtelefonen.", when="Den 14 februari.",
    planned="Alla larm utan batteri byts före sommaren.", follow_up="Varje månad i ledningsgruppen.", proposal="serious_misconduct",
    outcome="serious_misconduct", matter="Urkopplat trygghetslarm", decision_dnr=number("SN 2025-0058", "SN 2025-0058"),
    delegation="7.3", background="Skadan är svår och felet var känt. Händelsen bedöms som ett allvarligt missförhållande.",
    decided=day("2025-03-17"), decider="Yngve Ovisshet", decider_title="Socialdirektör",
    log=[{"date": day("2025-02-13"), "source": "Larmleverantören", "kind": None, "note": "Bekräftar att larmet var utan kontakt.",
          "attachment": "1", "signature": "BT"},
         {"date": day("2025-02-17"), "source": "Dottern", "kind": None, "note": "Berättar hur hon fick beskedet.", "signature": "BT"}])
OPEN = dict(
    NIGHT_WHOLE, must={"outcome_unknown"}, never=QUIET, proposal="", outcome="", recur="no", recur_why="Alla larm är bytta.",
    rest="Brukaren vill inte ha larm längre.", log=[])
MAIL = case(
    name="Ture Inbillning", title="timvikarie", phone=phone("070-1740648"), unit="Villa Solgläntan",
    noticed=day("2025-07-14", "long"), time=time("21.15"),
    description="En boende hade legat i blöta kläder sedan eftermiddagen när jag kom på kvällen. Ingen hade varit inne hos henne.",
    consequences="Hon hade ont och huden på höften var röd.", immediate="Jag hjälpte henne att byta och ringde sjuksköterskan.")

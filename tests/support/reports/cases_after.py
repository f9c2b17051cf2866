# SPDX-License-Identifier: GPL-3.0-or-later
"""Events that never were, in places that are not: those of the half made after the grammar.

"never" holds the flags that a careless reader would raise, "must" those that the event calls for.
Telephone numbers are from PTS's ranges for fiction, addresses from RFC 2606."""
from said import day, number, phone, time, weekday

QUIET = {"weekday_mismatch", "ambiguous_date", "year_inferred", "received_dates_differ", "start_dates_differ",
         "name_mismatch", "unit_mismatch", "dnr_mismatch", "late_report", "slow_start", "measure_before_start",
         "decision_date_illegible", "possible_data_breach", "reporter_unknown", "several_reports"}


def case(must=(), **answers):
    return dict(answers, must=set(must), never=QUIET - set(must))


MEALS = case(
    name="Tyra Fabelin", title="Vårdbiträde", workplace="Vård- och omsorgsboendet Lärkhöjden", phone=phone("08-465 004 11"),
    email="tyra.fabelin@norrsund.example", unit="Lärkhöjden, våning 3", areas={"aldreomsorg"}, type="misconduct",
    noticed=day("2025-10-06", "long"), weekday=weekday("2025-10-06"), time=time("12.15"),
    description="Vid lunchen upptäcktes att fyra boende på våning 3 inte hade fått någon frukost. Vagnen stod kvar i köket, "
    "och ingen i arbetslaget hade tagit över uppgiften när schemat lades om på fredagen.",
    consequences="De boende var hungriga och en av dem blev yr och fick lägga sig. Den som har diabetes hade kunnat bli allvarligt sjuk.",
    immediate="Alla fyra fick mat på en gång. Sjuksköterskan kontrollerade blodsockret, och enhetschefen underrättades.",
    signed=day("2025-10-07", "iso", "Norrsund "), signer="Tyra Fabelin", dnr=number("ON 2025-0318", "ON 2025-0318"),
    stamped=day("2025-10-07", "iso"))
MEALS_WHOLE = dict(
    MEALS, received=day("2025-10-07"), case_dnr=number("ON 2025-0318", "ON 2025-0318"), started=day("2025-10-08"),
    investigator="Rut Sagström", investigator_title="Kvalitetsutvecklare", committee="Omsorgsnämnden", law={"SoL"},
    how="Vårdbiträdet som serverade lunch hörde en av de boende säga att hon inte hade ätit sedan kvällen före.",
    what="Fyra boende blev utan frukost en måndag. Ansvaret för frukostvagnen var inte fördelat i det nya schemat.",
    effect="Hunger, yrsel och oro. För en person med diabetes fanns risk för lågt blodsocker.",
    before="Nej, inte såvitt känt.", recur="yes", recur_why="Scheman läggs om flera gånger om året och uppgifter kan åter falla bort.",
    communication="Ändringen av schemat lämnades muntligt till dem som var i tjänst.",
    processes="Det saknas en rutin för vem som fördelar måltidsuppgifter när schemat ändras.",
    taken="Måltidsuppgifterna är skrivna på tavlan i köket och bockas av vid varje måltid.",
    when="Samma eftermiddag.", planned="En rutin för schemaändringar tas fram tillsammans med arbetslaget.",
    follow_up="Enhetschefen går igenom tavlan varje vecka under hösten.", proposal="misconduct",
    outcome="misconduct", matter="Uteblivna måltider på Lärkhöjden", decision_dnr=number("ON 2025-0318", "ON 2025-0318"),
    delegation="4.12", background="Utredningen visar att ingen hade ansvar för frukosten. Händelsen bedöms som ett missförhållande.",
    decided=day("2025-11-03"), decider="Birger Novellius", decider_title="Socialchef",
    log=[{"date": day("2025-10-08"), "source": "Samtal med vårdbiträdet", "kind": None, "note": "Berättar hur lunchen gick till.",
          "signature": "Rut Sagström", "title": "Kvalitetsutvecklare"},
         {"date": day("2025-10-10"), "source": "Schemat för vecka 41", "kind": None, "note": "Raden för frukost saknas.",
          "signature": "Rut Sagström", "title": "Kvalitetsutvecklare"}])
FALL = case(
    ["weekday_mismatch"], name="Ossian Diktén", title="Stödassistent", workplace="Gruppbostaden Vitsippan",
    phone=phone("070-174 06 12"), email="ossian.dikten@ekevalla.example", unit="Vitsippan", areas={"funktionsnedsattning"},
    area_detail="Gruppbostad", type="tangible_risk", noticed=day("2025-11-04", "den"), weekday=weekday("2025-11-06", str.capitalize),
    time=time("21:30"), signed=day("2025-11-05"), signer="Ossian Diktén",
    description="Lyften i badrummet gav efter när en person skulle flyttas från rullstolen. Vi hann fånga upp honom. "
    "Spännet var slitet och borde ha bytts vid besiktningen i våras.",
    consequences="Personen blev skrämd men skadades inte. Han hade kunnat falla mot kaklet och slå i huvudet.",
    immediate="Lyften är märkt och ställd åt sidan. Hjälpmedelscentralen har lånat ut en annan.",
    more="Jag deltar gärna i utredningen.")
DEBT = case(
    ["late_report"], name="Lovisa Skröna", title="Socialsekreterare", workplace="Försörjningsstöd Kvarntorget",
    phone=phone("08-46500417"), email="lovisa.skrona@holmsta.example", unit="Försörjningsstöd, grupp 2",
    type="misconduct", noticed=day("2025-03-03", "iso"), weekday=weekday("2025-03-03"), time=time("09.00"),
    occurred=day("2025-02-24"), stamped=day("2025-03-24", "spaced"), signed=day("2025-03-21"), signer="Lovisa Skröna",
    dnr=number("SN 2025-0091-02.3", "SN 2025-0091"),
    description="En ansökan om pengar till hyran blev liggande i en ärendekorg som ingen bevakade under semestern. "
    "Familjen fick besked om avhysning innan ansökan prövades.",
    consequences="Barnfamiljen levde i ovisshet i tre veckor och hade kunnat förlora sin bostad.",
    immediate="Ansökan prövades samma dag och hyresvärden kontaktades.")
NIGHT = case(
    name="Egil Påhittsson", title="Undersköterska natt", workplace="Nattpatrullen Väster", phone=phone("070-1740644"),
    email="egil.pahittsson@holmsta.example", unit="Nattpatrullen Väster", type="tangible_risk",
    noticed=day("2025-06-16", "abbreviated"), weekday=weekday("2025-06-16"), time=time("03.20"),
    occurred=day("2025-06-16"), stamped=day("2025-06-17"), signed=day("2025-06-16"), signer="Egil Påhittsson",
    description="Larmtelefonen slutade ringa när batteriet byttes. Under fyrtio minuter kom inga larm fram till patrullen.",
    consequences="Ingen kom till skada. Den som hade fallit hade fått ligga utan hjälp.",
    immediate="Reservtelefonen togs i bruk och driften larmades.")
WRONG_NAME = case(
    ["name_mismatch"], name="Petra Utopia", title="Behandlingsassistent", workplace="HVB Ekbacken",
    phone=phone("08-465 004 23"), email="petra.utopia@norrsund.example", unit="HVB Ekbacken", areas={"barn_ungdom"},
    type="misconduct", noticed=day("2025-09-12", "slash"), weekday=weekday("2025-09-12"), time=time("16.40"),
    signed=day("2025-09-15"), signer="Sten Arkadien", stamped=day("2025-09-15"),
    description="En ungdom låstes in på sitt rum under en timme av en vikarie. Dörren gick inte att öppna inifrån.",
    consequences="Ungdomen var rädd och ville inte bo kvar. Vid brand hade det kunnat sluta illa.",
    immediate="Låset är borttaget och vikarien har inga fler pass.")
PAPERS = case(
    ["possible_data_breach"], name="Ylva Fantin", title="Jobbcoach", workplace="Arbetsmarknadscenter Norr",
    phone=phone("08-465 004 31"), email="ylva.fantin@ekevalla.example", unit="Arbetsmarknadscenter Norr", areas={"jobbtorg"},
    type="misconduct", noticed=day("2025-09-02"), weekday=weekday("2025-09-02"), time=time("14.05"),
    signed=day("2025-09-03"), signer="Ylva Fantin",
    description="En pärm med personuppgifter om tolv deltagare blev kvar på pendeltåget. Pärmen har inte kommit tillbaka och "
    "obehöriga kan ha läst den.",
    consequences="Deltagarna kan känna sig otrygga, och en av dem har skyddat boende.",
    immediate="Förlusten är anmäld till tågbolagets hittegods och till enhetschefen.")
HOME = case(
    name="Måns Sagobäck", title="Undersköterska", workplace="Hemtjänsten Sjöängen", phone=phone("070-1740651"),
    email="mans.sagoback@ekevalla.example", unit="Hemtjänsten Sjöängen", areas={"aldreomsorg"}, area_detail="Hemtjänst",
    type="misconduct", noticed=day("2025-08-18", "den"), weekday=weekday("2025-08-18"), time=time("10:10"),
    signed=day("2025-08-18"), signer="Måns Sagobäck",
    description="Dosetten hos en brukare var inte påfylld sedan torsdagen. Besöken var signerade i telefonen fast ingen hade varit där.",
    consequences="Brukaren hade varit utan blodtrycksmedicin i fyra dagar.",
    immediate="Sjuksköterskan har kontaktats och dosetten är fylld.")
ONLINE = case(
    name="Signe Kulissberg", title="Boendepedagog", workplace="Servicebostaden Klippan", phone=phone("08-465 004 40"),
    email="signe.kulissberg@kommun.example", unit="Servicebostaden Klippan", noticed=day("2025-10-20"), time=time("08:45"),
    signer="Signe Kulissberg", signed=day("2025-10-21"), dnr=number("VON 2025-0442", "VON 2025-0442"),
    description="Badkaret hade fyllts med för varmt vatten och termometern var trasig sedan en vecka. En person brände foten.",
    consequences="Rodnad och sveda på vänster fot. Det hade kunnat bli en svår brännskada.",
    immediate="Foten kyldes och läkare ringdes. Badet är stängt.")
HALF = case(
    name="Arvid Luftslott", phone=phone("070-1740660"), unit="Daglig verksamhet Verkstan", noticed=day("2025-11-10"),
    description="Bussen som hämtar våra deltagare kom inte på tre dagar.", type="tangible_risk")
HALF["never"] -= {"reporter_unknown"}
NOBODY = case(
    ["reporter_unknown"], unit="Korttidsboendet Hagen", areas={"aldreomsorg"}, type="misconduct", noticed=day("2025-10-01"),
    description="En boende satt ensam i trädgården i regnet i en timme eftersom dörren hade gått i lås.",
    immediate="Kläderna byttes och dörren hålls nu öppen.", stamped=day("2025-10-03"))
SLOW = dict(
    WRONG_NAME, signer="Petra Utopia", must={"slow_start", "dnr_mismatch"}, never=QUIET - {"slow_start", "dnr_mismatch"},
    dnr=number("SON 2025-0207", "SON 2025-0207"), received=day("2025-09-15"), case_dnr=number("SON 2025-0270", "SON 2025-0270"),
    started=day("2025-10-06"), investigator="Alf Mytén", investigator_title="Utredare", committee="Socialnämnden", law={"SoL"},
    how="En kollega hörde bankningar från rummet.", what="En ungdom var inlåst på sitt rum i en timme.",
    effect="Ungdomen blev rädd.", before="Ja, i våras på en annan avdelning.", recur="no",
    recur_why="Alla lås är bytta.", education="Vikarien hade inte fått någon introduktion.",
    environment="Dörrarna hade lås kvar från en tidigare verksamhet.", taken="Låsen byttes.", when="2025-10-07",
    planned="Introduktion av alla vikarier.", proposal="serious_misconduct", outcome="serious_misconduct",
    matter="Inlåsning på Ekbacken", decision_dnr=number("SON 2025-0270", "SON 2025-0270"), delegation="2.7",
    decided=day("2025-11-14"), decider="Ragnhild Drömmare", decider_title="Verksamhetschef", log=[])
EARLY = dict(
    MEALS_WHOLE, must={"measure_before_start", "outcome_unknown"}, never=QUIET - {"measure_before_start"},
    taken="2025-10-02 Arbetslaget beslutar att en person i taget ansvarar för vagnen.\n2025-10-09 Beslutet skrivs ned.",
    proposal="", outcome="", background="", decided="", decider="", decider_title="")
WORDS = """Hej,

jag vill rapportera en sak som hände på Gläntans dagverksamhet i onsdags. En av våra gäster fick åka hem
utan sin rullator eftersom chauffören hade bråttom, och hon ramlade sedan i trappan. Hon slog i knät men
behövde inte åka in. Vi ringde dottern och färdtjänsten samma eftermiddag.

Hör av er om ni behöver veta mer.

Med vänlig hälsning
Tage Fiktiv
Aktivitetsledare
Gläntans dagverksamhet
Tfn 08-465 004 55
tage.fiktiv@kommun.example
"""
TOLD = case(words=WORDS, name="Tage Fiktiv", email="tage.fiktiv@kommun.example")

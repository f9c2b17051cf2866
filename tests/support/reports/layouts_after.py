# SPDX-License-Identifier: GPL-3.0-or-later
"""Forms of four municipalities, made after the grammar of forms and without a look at it."""

AREAS = [("Äldreomsorg", "aldreomsorg"), ("Funktionsnedsättning", "funktionsnedsattning"),
         ("Socialpsykiatri", "socialpsykiatri"), ("Vuxen/missbruk", "vuxen_missbruk"),
         ("Barn och ungdom", "barn_ungdom"), ("Ekonomiskt bistånd", "ekonomiskt_bistand"),
         ("Jobbtorg", "jobbtorg"), ("Kvinnojour", "kvinnojour")]
OUTCOMES = [("Inget missförhållande", "no_misconduct"),
            ("Påtaglig risk för missförhållande", "tangible_risk_of_misconduct"),
            ("Missförhållande", "misconduct"),
            ("Påtaglig risk för allvarligt missförhållande", "tangible_risk_of_serious_misconduct"),
            ("Allvarligt missförhållande", "serious_misconduct")]


def norrsund(form):
    """Labels to the left of their answers, in ruled rows; boxes after their words."""
    form.footer("Norrsunds kommun, Socialförvaltningen, 000 00 Norrsund, www.norrsund.example")
    form.stamp("Inkom ")
    form.title("Lex Sarah – rapportering av missförhållande")
    form.row("side", ("Diarienummer", "dnr"))
    form.cite("Rapporteringsskyldighet enligt ", "27 kap. 2 § socialtjänstlagen (2025:400) och 24 b § LSS")
    form.boxes("after", "type", [("Missförhållande", "misconduct"), ("Påtaglig risk för missförhållande", "tangible_risk")])
    form.heading("Uppgiftslämnare")
    form.rows("side", ("Namn", "name"), ("Befattning", "title"), ("Arbetsställe", "workplace"), ("Tfn", "phone"),
              ("E-post", "email"))
    form.heading("Verksamhet som rapporten gäller")
    form.row("side", ("Enhet", "unit"))
    form.text("Verksamhetsområde")
    form.boxes("after", "areas", AREAS)
    form.heading("När upptäcktes händelsen?")
    form.rows("side", ("Datum", "noticed"), ("Veckodag", "weekday"), ("Klockslag", "time"))
    form.answers(("Vad har hänt?", "description"), ("Vilka konsekvenser fick det för den enskilde?", "consequences"),
                 ("Vilka åtgärder vidtogs omedelbart?", "immediate"))
    form.heading("Underskrift")
    form.row("under", ("Ort och datum", "signed"), ("Namnförtydligande", "signer"))


def norrsund_investigation(form):
    form.begin("investigation")
    form.page()
    form.title("Utredning enligt lex Sarah")
    form.rows("side", ("Rapporten inkom", "received"), ("Diarienummer", "case_dnr"), ("Utredningen inleddes", "started"),
              ("Utredare", "investigator"), ("Befattning", "investigator_title"), ("Ansvarig nämnd", "committee"))
    form.line("Lagrum", "SoL", ("law", "SoL"), "LSS", ("law", "LSS"))
    form.answers(("Hur och när upptäcktes händelsen?", "how"), ("Beskrivning av händelsen", "what"),
                 ("Konsekvenser för den enskilde", "effect"), ("Har liknande händelser inträffat tidigare?", "before"))
    form.line("Kan det inträffa igen?", "Ja", ("recur", "yes"), "Nej", ("recur", "no"))
    form.answer("Motivera", "recur_why")
    form.heading("Bakomliggande orsaker")
    form.answers(("Kommunikation och information", "communication"), ("Utbildning och kompetens", "education"),
                 ("Rutiner och riktlinjer", "processes"), ("Omgivning och organisation", "environment"),
                 ("Teknik och utrustning", "technology"), ("Andra orsaker", "cause"))
    form.heading("Åtgärder")
    form.answers(("Vidtagna åtgärder", "taken"), ("När vidtogs åtgärderna?", "when"), ("Planerade åtgärder", "planned"),
                 ("Uppföljning", "follow_up"), ("Övrigt", "rest"))
    form.heading("Förslag till beslut")
    form.boxes("before", "proposal", OUTCOMES)
    if not form.case.get("proposal") and not form.case.get("outcome"):
        form.must.add("outcome_unknown")


def norrsund_decision(form):
    form.begin("decision")
    form.title("Beslut enligt delegation")
    form.rows("side", ("Ärende", "matter"), ("Diarienummer", "decision_dnr"), ("Punkt i delegationsordningen", "delegation"))
    form.text("Beslut")
    form.boxes("before", "outcome", OUTCOMES)
    form.answer("Motivering", "background")
    form.row("under", ("Datum", "decided"), ("Beslutsfattare", "decider"), ("Befattning", "decider_title"))


def norrsund_log(form):
    form.heading("Löpande anteckningar")
    form.log(("Datum", "date"), ("Källa", "source"), ("Fakta/bedömning", "kind"), ("Anteckning", "note"),
             ("Namn och befattning", "signature+title"))


def ekevalla(form):
    """Numbered questions, a label and a colon on each line, boxes before their words."""
    form.title("Rapport om missförhållande (lex Sarah)")
    form.text("Ekevalla kommun, omsorgsnämnden")
    form.heading("1. Vem rapporterar?")
    form.rows("colon", ("Namn", "name"), ("Yrkestitel", "title"), ("Arbetsplats", "workplace"),
              ("Telefon", "phone"), ("E-postadress", "email"))
    form.heading("2. Var har det hänt?")
    form.rows("colon", ("Enhet/avdelning", "unit"))
    form.boxes("before", "areas", AREAS, detail="area_detail")
    form.heading("3. När uppmärksammades det?")
    form.rows("colon", ("Datum", "noticed"), ("Veckodag", "weekday"), ("Klockan", "time"))
    form.heading("4. Vad gäller rapporten?")
    form.boxes("before", "type", [("Ett missförhållande", "misconduct"), ("En påtaglig risk för ett missförhållande", "tangible_risk")])
    form.heading("5. Händelsen")
    form.answers(("Beskriv händelsen", "description"),
                 ("Beskriv konsekvenserna för den enskilde", "consequences"),
                 ("Beskriv de åtgärder som vidtagits omedelbart", "immediate"))
    form.heading("6. Underskrift")
    form.rows("colon", ("Datum", "signed"), ("Namnförtydligande", "signer"))
    form.heading("7. Övriga upplysningar")
    form.answer("Övriga upplysningar", "more")


def holmsta(form):
    """Answers under their labels, two in a row; the reporter comes last."""
    form.stamp()
    form.row("above", ("Nämnd", None), ("Dnr", "dnr"))
    form.title("Lex Sarah-rapport")
    form.cite("(", "14 kap. 3 § SoL, 24 b § LSS", ")")
    form.line(("type", "misconduct"), "Missförhållande", ("type", "tangible_risk"), "Påtaglig risk för missförhållande")
    form.row("above", ("Enhetens namn", "unit"), ("När inträffade händelsen?", "occurred"))
    form.row("above", ("Uppmärksammat datum", "noticed"), ("Veckodag", "weekday"), ("Tidpunkt", "time"))
    form.answers(("Beskrivning av missförhållandet", "description"), ("Konsekvenser", "consequences"),
                 ("Omedelbara åtgärder", "immediate"))
    form.heading("Rapportör")
    form.row("above", ("Namn", "name"), ("Titel", "title"))
    form.row("above", ("Arbetsplats", "workplace"))
    form.row("above", ("Telefonnummer", "phone"), ("E-post", "email"))
    form.row("under", ("Datum", "signed"), ("Namnförtydligande", "signer"))


def service(form):
    """What an e-service prints of what was typed into it."""
    form.title("Kvittens: Rapportera enligt lex Sarah")
    form.row("side", ("Diarienummer", "dnr"))
    form.heading("Dina uppgifter")
    form.rows("side", ("Ditt namn", "name"), ("Din befattning", "title"), ("Din arbetsplats", "workplace"),
              ("Ditt telefonnummer", "phone"), ("Din e-postadress", "email"))
    form.heading("Om händelsen")
    form.rows("side", ("Vilken enhet gäller rapporten?", "unit"), ("Datum när händelsen uppmärksammades", "noticed"),
              ("Klockslag", "time"), ("Vad har hänt?", "description"),
              ("Vilka konsekvenser har det fått eller kunnat få?", "consequences"),
              ("Vilka åtgärder har vidtagits omedelbart?", "immediate"))
    form.heading("Signering")
    form.rows("side", ("Signerat av", "signer"), ("Signerat datum", "signed"))

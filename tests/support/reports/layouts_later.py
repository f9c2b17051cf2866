# SPDX-License-Identifier: GPL-3.0-or-later
"""Forms of four more municipalities and a private provider, made when the first two groups could be read."""

OUTCOMES = [("Ej missförhållande", "no_misconduct"), ("Påtaglig risk för missförhållande", "tangible_risk_of_misconduct"),
            ("Missförhållande", "misconduct"), ("Påtaglig risk för allvarligt missförhållande", "tangible_risk_of_serious_misconduct"),
            ("Allvarligt missförhållande", "serious_misconduct")]


def bjorkdala(form):
    """Answers under long labels, the account in boxes under explained questions."""
    form.stamp("Ankomststämpel ")
    form.title("Rapport – lex Sarah")
    form.text("Lämnas till närmaste chef eller direkt till nämnden")
    form.row("above", ("Dnr (ifylls av nämnden)", "dnr"))
    form.row("above", ("Rapportörens namn", "name"), ("Rapportörens befattning", "title"))
    form.row("above", ("Rapportörens arbetsplats", "workplace"))
    form.row("above", ("Telefon dagtid", "phone"), ("E-postadress arbetet", "email"))
    form.row("above", ("Verksamhet/enhet som händelsen rör", "unit"))
    form.text("Rapporten avser")
    form.boxes("before", "type", [("missförhållande", "misconduct"), ("påtaglig risk för missförhållande", "tangible_risk")])
    form.row("above", ("Datum när det inträffade", "occurred"), ("Datum när det upptäcktes", "noticed"), ("Klockslag", "time"))
    form.answers(("Redogör för vad som har hänt (vem, vad, när och hur)", "description"),
                 ("Vilka följder fick det, eller kunde det ha fått, för den enskilde?", "consequences"),
                 ("Åtgärder som vidtogs direkt för att hjälpa den enskilde", "immediate"))
    form.row("under", ("Datum", "signed"), ("Rapportörens namnförtydligande", "signer"))


def tarnvik(form):
    """A receipt of an e-service."""
    form.title("Rapportera missförhållande – lex Sarah")
    form.rows("side", ("Ärendenummer", "dnr"), ("Inskickat", "stamped"))
    form.heading("Steg 1. Den som rapporterar")
    form.rows("side", ("För- och efternamn", "name"), ("Jag arbetar som", "title"), ("Jag arbetar på", "workplace"),
              ("Mobilnummer", "phone"), ("Mejladress", "email"))
    form.heading("Steg 2. Vad som har hänt")
    form.rows("side", ("I vilken verksamhet hände det?", "unit"), ("Vilken dag upptäckte du det?", "noticed"),
              ("Ungefär vilken tid?", "time"), ("Berätta med egna ord vad du har sett eller hört", "description"),
              ("Hur har det påverkat den enskilde, eller hur hade det kunnat påverka?", "consequences"),
              ("Vad har redan gjorts åt det?", "immediate"), ("Något annat vi bör känna till?", "more"))
    form.heading("Steg 3. Underskrift")
    form.rows("side", ("Undertecknat av", "signer"), ("Undertecknat den", "signed"))


def omsorg(form):
    """A private provider's: the labels on the left, a colon after each."""
    form.title("Internrapport enligt lex Sarah")
    form.text("Omsorgsbolaget Exempel AB")
    form.heading("A. Rapporterande medarbetare")
    form.rows("colon", ("Namn", "name"), ("Anställd som", "title"), ("Tjänsteställe", "workplace"), ("Telefonnr", "phone"),
              ("Mail", "email"))
    form.heading("B. Händelsen")
    form.rows("colon", ("Enhetens namn", "unit"), ("Upptäcktsdatum", "noticed"), ("Veckodag", "weekday"), ("Tid", "time"))
    form.answers(("Händelsebeskrivning", "description"), ("Konsekvens för brukaren, faktisk eller möjlig", "consequences"),
                 ("Akuta åtgärder", "immediate"))
    form.heading("C. Underskrift")
    form.rows("colon", ("Ort och datum", "signed"), ("Namnteckning och namnförtydligande", "signer"))
    form.heading("D. Fylls i av verksamhetschefen")
    form.rows("colon", ("Rapporten mottagen", "stamped"))


def stensele(form):
    """Plain questions, the answer on the line below, no boxes."""
    form.title("LEX SARAH – RAPPORT OM MISSFÖRHÅLLANDE")
    form.answers(("Vad heter du?", "name"), ("Vilken befattning har du?", "title"), ("Var arbetar du?", "workplace"),
                 ("På vilket telefonnummer når vi dig?", "phone"), ("Vilken e-postadress har du?", "email"),
                 ("Vilken enhet gäller det?", "unit"), ("Vilket datum upptäcktes det?", "noticed"), ("Vad var klockan?", "time"),
                 ("Vad var det som hände?", "description"),
                 ("Vad innebar det för den som drabbades?", "consequences"),
                 ("Vad gjorde ni för att rätta till det på en gång?", "immediate"))
    form.answers(("Dagens datum", "signed"), ("Ditt namn som underskrift", "signer"))


def lidvalla(form):
    """A dossier: report, investigation, decision and notes."""
    form.title("Rapportering enligt lex Sarah")
    form.row("side", ("Diarienummer", "dnr"))
    form.rows("side", ("Inkommen", "stamped"))
    form.heading("Rapportör")
    form.rows("side", ("Namn", "name"), ("Yrkesroll", "title"), ("Arbetsplats", "workplace"), ("Telefon", "phone"),
              ("E-post", "email"))
    form.heading("Händelse")
    form.rows("side", ("Berörd enhet", "unit"), ("Datum då händelsen uppmärksammades", "noticed"), ("Veckodag", "weekday"))
    form.answers(("Beskrivning av det inträffade", "description"), ("Konsekvenser för den enskilde", "consequences"),
                 ("Vidtagna åtgärder direkt vid händelsen", "immediate"))
    form.row("under", ("Ort och datum", "signed"), ("Underskrift och namnförtydligande", "signer"))


def lidvalla_investigation(form):
    form.begin("investigation")
    form.page()
    form.title("Utredning av lex Sarah-händelse")
    form.heading("1. Ärendet")
    form.rows("side", ("Diarienummer", "case_dnr"), ("Rapporten kom in", "received"), ("Utredningen startade", "started"),
              ("Utredare, namn och befattning", "investigator+investigator_title"), ("Utredande nämnd", "committee"))
    form.heading("2. Vad som har hänt")
    form.answers(("Beskriv det inträffade", "what"), ("Hur kom händelsen till kännedom?", "how"),
                 ("Vad blev följderna för den enskilde?", "effect"), ("Har det hänt förut?", "before"))
    form.heading("3. Varför det hände")
    form.answers(("Kommunikation & information", "communication"), ("Utbildning & kompetens", "education"),
                 ("Procedurer, rutiner & riktlinjer", "processes"), ("Omgivning & organisation", "environment"),
                 ("Teknik, utrustning & apparatur", "technology"), ("Övriga orsaker", "cause"))
    form.heading("4. Risk för upprepning")
    form.line("Bedöms händelsen kunna inträffa igen?", ("recur", "yes"), "Ja", ("recur", "no"), "Nej")
    form.answer("Motivera bedömningen", "recur_why")
    form.heading("5. Åtgärder")
    form.answers(("Åtgärder som redan är genomförda", "taken"), ("När genomfördes åtgärderna?", "when"),
                 ("Åtgärder som ska förhindra att det händer igen", "planned"), ("Så följs åtgärderna upp", "follow_up"),
                 ("Övrigt av betydelse", "rest"))
    form.heading("6. Förslag till beslut")
    form.boxes("before", "proposal", OUTCOMES)
    if not form.case.get("proposal") and not form.case.get("outcome"):
        form.must.add("outcome_unknown")


def lidvalla_decision(form):
    form.begin("decision")
    form.title("Beslut i lex Sarah-ärende")
    form.rows("side", ("Ärendet gäller", "matter"), ("Diarienummer", "decision_dnr"),
              ("Beslutanderätt enligt delegationsordningen punkt", "delegation"))
    form.answer("Skäl för beslutet", "background")
    form.text("Beslut")
    form.boxes("before", "outcome", OUTCOMES)
    form.row("under", ("Beslutsdatum", "decided"), ("Beslutsfattare", "decider"), ("Titel", "decider_title"))


def lidvalla_notes(form):
    form.heading("Dagboksanteckningar i ärendet")
    form.log(("Datum", "date"), ("Källa", "source"), ("Notering", "note"), ("Bilaga", "attachment"), ("Signatur", "signature"))


def keyed_mail(form):
    """What someone who has no form at hand writes in a mail."""
    form.text("Hej! Här kommer en lex Sarah-rapport från mig.")
    form.text("Rapportör: " + form.said("name") + ", " + form.said("title"), "Tel: " + form.said("phone"),
              "Enhet: " + form.said("unit"), "Upptäckt: " + form.said("noticed") + " kl. " + form.said("time"),
              "Vad som hände: " + form.said("description"), "Följder: " + form.said("consequences"),
              "Gjort direkt: " + form.said("immediate"))

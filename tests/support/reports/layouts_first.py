# SPDX-License-Identifier: GPL-3.0-or-later
"""Forms that the grammar was made with: the two of the same city, and two other municipalities'."""
from office import word

CODES = ["aldreomsorg", "funktionsnedsattning", "socialpsykiatri", "vuxen_missbruk", "barn_ungdom",
         "ekonomiskt_bistand", "jobbtorg", "kvinnojour"]
AREAS = list(zip(word.AREAS, CODES))
EXAMPLES = "Förtydliga om missförhållandet rör t.ex. hemtjänst, boendestöd, särskilt boende, barn- och ungdomsboende HVB, " \
    "dagverksamhet, sysselsättning, ledsagning, avlösning, kontaktperson, försörjningsstöd eller annat stöd"
NOT_OPENED = "Det är uppenbart att den inkomna rapporten inte rör ett missförhållande eller en påtaglig risk för ett " \
    "missförhållande och en utredning av rapporten ska därför inte inledas."
FIFTH = "Det rapporterade utgjorde inte ett missförhållande eller allvarlig risk för missförhållande"
OUTCOMES = [("Det rapporterade utgjorde en påtaglig risk för missförhållande", "tangible_risk_of_misconduct"),
            ("Det rapporterade utgjorde ett missförhållande", "misconduct"),
            ("Det rapporterade utgjorde en påtaglig risk för allvarligt missförhållande (anmäls till IVO)*",
             "tangible_risk_of_serious_misconduct"),
            ("Det rapporterade utgjorde ett allvarligt missförhållande (anmäls till IVO)*", "serious_misconduct"),
            (FIFTH, "no_misconduct")]


def head(form, title):
    form.stamp()
    form.text("Till", "lex Sarah-ansvarig", "Registraturet")
    form.row("inline", ("Dnr", "dnr"))
    form.title(title)
    form.boxes("before", "type", [("om ett missförhållande i verksamheten", "misconduct"),
                                  ("om en påtaglig risk för ett missförhållande i verksamheten", "tangible_risk")])
    form.cite("(", form.case.get("law_cited", "14 kap 3 § SoL och 24 b § LSS"), ")")


def who_and_where(form):
    form.heading("Rapporten lämnas av")
    form.row("inline", ("Namn", "name"), ("Titel/ funktion", "title"))
    form.row("inline", ("Arbetsplats", "workplace"))
    form.row("inline", ("Telefonnummer", "phone"), ("E-postadress", "email"))
    form.heading("Rapporten avser")
    form.row("inline", ("Enhetens/ avdelningens namn", "unit"))
    form.heading("Verksamhetsområde där missförhållandet har uppmärksammats")
    form.small(EXAMPLES)
    form.boxes("after", "areas", AREAS, detail="area_detail")
    form.heading("Uppgifter om missförhållandet eller den påtagliga risken för ett missförhållande")
    form.text("När har missförhållandet eller den påtagliga risken för ett missförhållande uppmärksammats?")
    form.row("above", ("Datum", "noticed"), ("Veckodag", "weekday"), ("Klockslag", "time"))


def v1(form):
    """Three prompts over one text."""
    head(form, "RAPPORT enligt lex Sarah")
    who_and_where(form)
    form.heading("Beskriv missförhållandet eller den påtagliga risken för ett missförhållande")
    form.text("Beskriv missförhållande eller den påtagliga risken för ett missförhållande.",
              "Beskriv vilka konsekvenser missförhållandet har fått/hade kunna få för den eller de personer som berörs.")
    form.answer("Beskriv vilka eventuella åtgärder som har vidtagits omedelbart.", "description")
    form.heading("Underskrift av rapportören")
    form.row("above", ("Datum", "signed"), ("Namnförtydligande", "signer"))
    form.heading("Obs! Nedanstående uppgifter fylls i av nämnden")
    form.text("Rapporteringskyldigheten fullgörs i nämnden till")
    form.row("above", ("Namn och titel på lex Sarah-ansvarig", None), ("E-postadress och telefonnummer", None))
    form.heading("Ställningstagande att inte inleda utredning enligt lex Sarah (lex Sarah-ansvarig)")
    form.text(NOT_OPENED)
    form.row("above", ("Datum", "not_opened"), ("Underskrift", "not_opened_by"))


def v2(form):
    """Each answer under its own prompt."""
    head(form, "Lex Sarah-rapport")
    who_and_where(form)
    form.heading("Beskriv missförhållandet eller den påtagliga risken för ett missförhållande")
    form.answers(("Beskriv missförhållandet eller den påtagliga risken för ett missförhållande.", "description"),
                 ("Beskriv vilka konsekvenser missförhållandet har fått/kunde ha fått för den eller de personer som berörs.",
                  "consequences"),
                 ("Beskriv vilka eventuella åtgärder som har vidtagits omedelbart.", "immediate"))
    form.heading("Underskrift av rapportören")
    form.row("above", ("Datum", "signed"), ("Namnförtydligande", "signer"))
    form.heading("Till dig som ska rapportera")
    form.row("above", ("Namn och titel på lex Sarah-ansvarig", None), ("E-postadress och telefonnummer", None))
    form.row("above", ("Övriga upplysningar", "more"))
    form.heading("Ställningstagande att inte inleda utredning enligt lex Sarah")
    form.text(NOT_OPENED)
    form.row("under", ("Datum", "not_opened"), ("Underskrift", "not_opened_by"))


def investigation(form):
    form.begin("investigation")
    form.page()
    form.title("Lex Sarah-utredning")
    form.text("För varje uppgift som dokumenteras under utredningen ska det framgå", "- Vilket datum uppgiften dokumenteras",
              "- Varifrån uppgiften kommer", "- Vad som är faktiska omständigheter och vad som är bedömningar",
              "- Vem (namn och befattning) som dokumenterat uppgiften", "Lex-Sarah-rapporten ska biläggas utredningen")
    form.heading("Uppgifter om rapporten och påbörjad utredning")
    form.row("above", ("Rapporten inkom (datum)", "received"), ("Rapportens diarienummer", "case_dnr"))
    form.row("above", ("Utredningen inledd (datum)", "started"))
    form.line("SoL", "LSS", ("law", "SoL"), ("law", "LSS"))
    form.row("above", ("Utredare (namn, befattning)", "investigator"), ("Nämnd som utreder rapporten", "committee"))
    form.heading("Uppgifter om det rapporterade missförhållandet eller den påtagliga risken för ett missförhållande")
    form.answers(("När och hur uppmärksammades missförhållandet eller risken för missförhållandet?", "how"),
                 ("Vad har det rapporterade missförhållandet eller risken för missförhållande bestått i?", "what"),
                 ("Vilka konsekvenser fick händelsen eller vilka konsekvenser kunde händelsen ha fått för den enskilde?", "effect"),
                 ("Har missförhållandet eller risken för missförhållande inträffat tidigare? I så fall, varför har det "
                  "inträffat igen?", "before"))
    form.line("Skulle något liknande kunna inträffa igen?", "Ja", ("recur", "yes"), "Nej", ("recur", "no"))
    form.answer("Förklara varför?", "recur_why")
    form.heading("Utredning av bakomliggande orsaker")
    form.answers(("Kommunikation och information", "communication"), ("Utbildning och kompetens", "education"),
                 ("Processer, rutiner och riktlinjer", "processes"), ("Omgivning och organisation", "environment"),
                 ("Teknik, utrustning och apparatur", "technology"), ("Andra bakomliggande orsaker", "cause"))
    measures(form)


def measures(form):
    form.heading("Uppgifter om vilka åtgärder som har vidtagits")
    form.answers(("Vilka åtgärder har vidtagits för att undanröja eller avhjälpa missförhållandet eller risken för "
                  "missförhållande?", "taken"),
                 ("När vidtogs åtgärderna?", "when"),
                 ("Vilka åtgärder har vidtagits eller planeras i verksamheten för att förhindra att liknande missförhållande "
                  "eller risk för missförhållande ska uppkomma?", "planned"))
    form.heading("Behov av ytterligare uppföljning, utvärdering och kontroll")
    form.answer("Finns behov av att ytterligare följa upp och utvärdera den egna verksamheten och kontrollera att den bedrivs "
                "enligt fastställda processer och principer med anledning av vad som framkommit under utredningen?", "follow_up")
    form.heading("Övrigt")
    form.answer("Övrigt som har framkommit i utredningen?", "rest")
    form.heading("Förslag till beslut")
    form.boxes("before", "proposal", OUTCOMES)
    form.heading("Datum för när information har skickats till beställande nämnd")
    form.rows("inline", ("Information om den inkomna rapporten har skickats den", "told_report"),
              ("Information om anmälan till IVO har skickats den", "told_ivo"),
              ("En kopia på utredningen* har bifogats den", "told_copy"),
              ("En kopia på avslutad utredning* har skickats till beställande nämnd den", "told_final"))
    form.small("*Kopia på påbörjad och avslutad utredning ska bifogas så snart utredning resulterar i anmälan till "
               "tillsynsmyndigheten (IVO).")
    told = any(form.case.get(key) for key in ("told_report", "told_ivo", "told_copy", "told_final"))
    (form.never if told else form.must).add("information_dates_blank")


def decision(form):
    form.begin("decision")
    form.page()
    form.title("Beslut enligt delegation")
    form.row("above", ("Ärende", "matter"), ("Diarienummer", "decision_dnr"))
    form.answer("Bakgrund, förslag till beslut och beslut", "background")
    form.row("inline", ("Beslut enligt ärendegrupp i delegationsordningen:", "delegation"))
    form.row("under", ("Datum", "decided"), ("Namnförtydligande", "decider"), ("Befattning", "decider_title"))


def log(form):
    form.page()
    form.title("Fortlöpande dokumentation av lex Sarah-utredningen")
    form.log(("Datum", "date"), ("Anteckning", "note"), ("Bilaga nr", "attachment"), ("Sign. (namn befattn.)", "signature"))


def granvik(form):
    """Lines with colons, one label each."""
    form.title("Rapport enligt lex Sarah")
    form.rows("colon", ("Diarienummer", "dnr"))
    form.heading("Rapportör")
    form.rows("colon", ("Namn", "name"), ("Befattning", "title"), ("Arbetsställe", "workplace"), ("Tfn", "phone"),
              ("E-post", "email"))
    form.rows("colon", ("Enhet", "unit"), ("Datum då händelsen upptäcktes", "noticed"), ("Veckodag", "weekday"),
              ("Klockslag", "time"))
    form.answers(("Vad har hänt?", "description"), ("Vilka blev konsekvenserna?", "consequences"),
                 ("Vilka åtgärder har vidtagits?", "immediate"))
    form.rows("colon", ("Ort och datum", "signed"), ("Namnförtydligande", "signer"))


def tallheden(form):
    """A table with labels on the left."""
    form.stamp("Ankomststämpel ")
    form.title("Lex Sarah – rapport om missförhållande")
    form.rows("side", ("Diarienummer", "dnr"), ("Rapporterat av", "name"), ("Befattning", "title"), ("Arbetsplats", "workplace"),
              ("Telefon", "phone"), ("E-post", "email"), ("Enhet", "unit"))
    form.boxes("before", "areas", AREAS)
    form.rows("side", ("Datum", "noticed"), ("Veckodag", "weekday"), ("Tid", "time"))
    form.answers(("Händelseförlopp", "description"), ("Konsekvenser för den enskilde", "consequences"),
                 ("Omedelbart vidtagna åtgärder", "immediate"))
    form.row("under", ("Datum", "signed"), ("Underskrift och namnförtydligande", "signer"))

# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers as the Outlooks write them: a function for each mail, named as its file."""

import html

from reply_parts import (
    ADDRESS, BOARD, EN, NOTICE, SUBJECT, SV, WRITER, both, divs, mail, page_only, text_only,
)

LABELS = {
    SV: ("Från", "Skickat", "Till", "Ämne", "den 19 november 2026 10:11"),
    EN: ("From", "Sent", "To", "Subject", "Thursday, November 19, 2026 10:11 AM"),
}


def header_lines(language):
    sender, sent, to, subject, date = LABELS[language]
    return [
        f"{sender}: {BOARD} <{ADDRESS}>",
        f"{sent}: {date}",
        f"{to}: {WRITER}",
        f"{subject}: {SUBJECT}",
    ]


def header_page(language, mark="b"):
    rows = (line.split(": ", 1) for line in header_lines(language))
    return "<br>\n".join(f"<{mark}>{label}:</{mark}> {html.escape(rest)}" for label, rest in rows)


def word_page(own, below):
    """What Word writes for Outlook: conditional comments, styles, a paragraph for each line."""
    lines = "".join(
        f'<p class="MsoNormal"><span style="mso-fareast-language:EN-US">'
        f"{html.escape(line) or '&nbsp;'}<o:p></o:p></span></p>\n"
        for line in own
    )
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office">\n<head>\n'
        "<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}</style><![endif]-->"
        '<style><!--\np.MsoNormal, li.MsoNormal\n\t{margin:0cm;font-family:"Calibri",sans-serif;}\n'
        "--></style><!--[if gte mso 9]><xml>\n<o:shapedefaults v:ext=\"edit\" />\n</xml><![endif]-->\n"
        '</head>\n<body lang="SV" link="#0563C1">\n<div class="WordSection1">\n'
        f"{lines}{below}</div>\n</body>\n</html>\n"
    )


def word_quote(language, color="#E1E1E1"):
    lines = "".join(f'<p class="MsoNormal">{html.escape(line) or "&nbsp;"}<o:p></o:p></p>\n' for line in NOTICE)
    return (
        f'<div>\n<div style="border:none;border-top:solid {color} 1.0pt;padding:3.0pt 0cm 0cm 0cm">\n'
        f'<p class="MsoNormal">{header_page(language)}<o:p></o:p></p>\n</div>\n</div>\n{lines}'
    )


def spaced(lines):
    """Text that Exchange makes of paragraphs."""
    return [out for line in lines for out in (line, "")]


def outlook_classic_sv():
    own = ["Hej!", "", "utred", "", "Med vänlig hälsning", "Karin Holm", "Enhetschef, 08-123 45 67"]
    return both(
        mail(agent="Microsoft Outlook 16.0"),
        own + [""] + header_lines(SV) + [""] + NOTICE,
        word_page(own, word_quote(SV)),
    )


def outlook_classic_en():
    own = ["decline, because the event did not happen at work", "note: a phone call with the manager"]
    return both(
        mail(subject=f"RE: {SUBJECT}", agent="Microsoft Outlook 16.0"),
        spaced(own) + header_lines(EN) + [""] + NOTICE,
        word_page(own, word_quote(EN)),
    )


def outlook_plain_sv():
    return text_only(
        mail(agent="Microsoft Outlook 16.0"),
        ["jag tar den", "", "-----Ursprungligt meddelande-----"] + header_lines(SV) + [""] + NOTICE,
    )


def outlook_plain_en():
    return text_only(
        mail(subject=f"RE: {SUBJECT}", agent="Microsoft Outlook 16.0"),
        ["investigate", "-----Original Message-----"] + header_lines(EN) + [""] + NOTICE,
    )


def outlook_autosignature():
    signature = (
        '<p class="MsoNormal"><a name="_MailAutoSig"><b>Karin Holm</b></a><o:p></o:p></p>'
        '<p class="MsoNormal">utredare<o:p></o:p></p>'
    )
    return page_only(mail(), word_page(["starta"], signature + word_quote(SV)))


def outlook_blue_line():
    """Each quoted line behind a blue one, and an answer below."""
    quote = (
        '<div style="border:none;border-left:solid blue 1.5pt;padding:0cm 0cm 0cm 4.0pt">\n'
        f'{word_quote(SV)}</div>\n<p class="MsoNormal">avslå, eftersom det är fel<o:p></o:p></p>'
    )
    return page_only(mail(), word_page(["utred"], quote))


def owa_page(own, language, signature=None):
    style = "font-family: Aptos, Calibri, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);"
    signed = f'<div id="Signature" class="elementToProof">{divs(signature)}</div>' if signature else ""
    return (
        '<html><head>\n<style type="text/css" style="display:none;"> P {margin-top:0;margin-bottom:0;} '
        '</style>\n</head>\n<body dir="ltr">\n' + divs(own, class_="elementToProof", style=style)
        + f'{signed}\n<div id="appendonsend"></div>\n'
        '<hr style="display:inline-block;width:98%" tabindex="-1">\n<div id="divRplyFwdMsg" dir="ltr">'
        '<font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">'
        f"{header_page(language)}</font>\n<div>&nbsp;</div>\n</div>\n{divs(NOTICE)}\n</body></html>\n"
    )


RULE = "_" * 32


def outlook_new_sv():
    own = ["utred", "", "notera: pratade med chefen i går"]
    signature = ["Karin Holm", "Enhetschef"]
    return both(
        mail(),
        own + [""] + ["Med vänlig hälsning"] + signature + [RULE] + header_lines(SV) + [""] + NOTICE,
        owa_page(own, SV, ["Med vänlig hälsning"] + signature),
        cte="base64",
    )


def outlook_web_en():
    return page_only(mail(subject=f"Re: {SUBJECT}"), owa_page(["status", ""], EN, ["Karin Holm"]))


def outlook_web_rule():
    """The text that Outlook on the web makes, alone."""
    return text_only(mail(), ["status", "", RULE] + header_lines(SV) + [""] + NOTICE, cte="base64")


def outlook_mac_sv():
    container = f'<div id="mail-editor-reference-message-container">{word_quote(SV, "#B5C4DF")}</div>'
    headers = [line.replace("Skickat: den", "Datum: torsdag, den") for line in header_lines(SV)]
    return both(
        mail(agent="Microsoft-MacOutlook/16.100.24"),
        ["Utred", "", ""] + headers + NOTICE,
        word_page(["Utred", "", ""], container.replace("Skickat:</b> den", "Datum:</b> torsdag, den")),
    )


def outlook_mobile(own, phone, link, language):
    quote = (
        '<div id="mail-editor-reference-message-container" dir="auto"><br>\n'
        '<hr style="display:inline-block;width:98%" tabindex="-1">\n'
        f'<div id="divRplyFwdMsg" style="font-size: 11pt;">{header_page(language, "strong")}<br></div><br>\n'
        f"{divs(NOTICE)}</div>"
    )
    before, name = phone.split("Outlook")
    signature = (
        '<div id="ms-outlook-mobile-signature" dir="auto"><div><br></div>'
        f'{before}<a href="{link}">Outlook{name}</a></div>\n'
    )
    return both(
        mail(),
        own + ["", f"{before}Outlook{name}<{link}>", RULE] + header_lines(language) + [""] + NOTICE,
        f'<html><body>\n{divs(own, dir="auto")}{signature}{quote}</body></html>\n',
        cte="base64",
    )


def outlook_ios_sv():
    return outlook_mobile(["Jag tar den"], "Hämta Outlook för iOS", "https://aka.ms/o0ukef", SV)


def outlook_android_en():
    return outlook_mobile(["take", "status"], "Get Outlook for Android", "https://aka.ms/AAb9ysg", EN)


def outlook_ios_in_signature():
    """Words that the person wrote into the frame of the signature."""
    return page_only(
        mail(),
        '<html><body><div><br></div><div id="ms-outlook-mobile-signature" dir="auto"><div>utred</div></div>'
        f'<hr><div id="divRplyFwdMsg">{header_page(SV)}</div>{divs(NOTICE)}</body></html>',
    )


def outlook_in_signature():
    return page_only(mail(), owa_page([""], SV, ["utred"]))


def windows_mail_sv():
    line = "padding-top: 5px; border-top-color: rgb(229, 229, 229); border-top-width: 1px; border-top-style: solid;"
    return page_only(
        mail(),
        f'<html><body dir="ltr">{divs(["följ upp 2027-02-01", "", "Skickat från E-post för Windows", ""])}'
        f'<div style="{line}"><div><b>Von:</b> Lex Sarah<br><b>Gesendet:</b> Donnerstag</div></div>'
        f"{divs(NOTICE)}</body></html>",
    )

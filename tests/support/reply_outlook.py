# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers as the Outlooks write them: a function for each mail, named as its file."""

import html
import textwrap

from reply_parts import (
    EN, SAMPLE, SV, both, divs, mail, page_only, say_time, text_only,
)

LABELS = {
    SV: ("Från", "Skickat", "Till", "Ämne", "den {day} {month} %Y %H:%M"),
    EN: ("From", "Sent", "To", "Subject", "{weekday}, {month} {day}, %Y {hour12} %p"),
}


def header_lines(language, to=SAMPLE):
    sender, sent, receiver, subject, date = LABELS[language]
    return [
        f"{sender}: {to.sender} <{to.reply_to}>",
        f"{sent}: {say_time(to.sent, language, date)}",
        f"{receiver}: {to.writer}",
        f"{subject}: {to.subject}",
    ]


def header_page(language, to=SAMPLE, mark="b"):
    rows = (line.split(": ", 1) for line in header_lines(language, to))
    return "<br>\n".join(f"<{mark}>{label}:</{mark}> {html.escape(rest)}" for label, rest in rows)


def paragraphs(lines, inside="{}"):
    """As Word writes them."""
    return "".join(
        f'<p class="MsoNormal">{inside.format((html.escape(line) or "&nbsp;") + "<o:p></o:p>")}</p>\n'
        for line in lines
    )


def word_page(own, below):
    """What Word writes for Outlook: conditional comments, styles, a paragraph for each line."""
    lines = paragraphs(own, '<span style="mso-fareast-language:EN-US">{}</span>')
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office">\n<head>\n'
        "<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}</style><![endif]-->"
        '<style><!--\np.MsoNormal, li.MsoNormal\n\t{margin:0cm;font-family:"Calibri",sans-serif;}\n'
        "--></style><!--[if gte mso 9]><xml>\n<o:shapedefaults v:ext=\"edit\" />\n</xml><![endif]-->\n"
        '</head>\n<body lang="SV" link="#0563C1">\n<div class="WordSection1">\n'
        f"{lines}{below}</div>\n</body>\n</html>\n"
    )


def word_quote(language, to=SAMPLE, color="#E1E1E1"):
    return (
        f'<div>\n<div style="border:none;border-top:solid {color} 1.0pt;padding:3.0pt 0cm 0cm 0cm">\n'
        f'<p class="MsoNormal">{header_page(language, to)}<o:p></o:p></p>\n</div>\n</div>\n'
        f"{to.html(paragraphs)}"
    )


def spaced(lines):
    """Text that Exchange makes of paragraphs."""
    return [out for line in lines for out in (line, "")]


def wrapped(lines, width=76):
    """Lines of a mail that has no html; what is empty stays."""
    return [out for line in lines for out in textwrap.wrap(line, width) or [""]]


def outlook_classic_sv(to=SAMPLE, own=("Hej!", "", "utred")):
    own = [*own, "", "Med vänlig hälsning", to.name, "Enhetschef, 08-123 45 67"]
    return both(
        mail(to, agent="Microsoft Outlook 16.0"),
        [*own, "", *header_lines(SV, to), "", *to.lines],
        word_page(own, word_quote(SV, to)),
    )


def outlook_classic_en(
    to=SAMPLE,
    own=("decline, because the event did not happen at work", "note: a phone call with the manager"),
):
    return both(
        mail(to, "RE", "Microsoft Outlook 16.0"),
        [*spaced(own), *header_lines(EN, to), "", *to.lines],
        word_page(own, word_quote(EN, to)),
    )


def outlook_plain_sv(to=SAMPLE, own=("jag tar den",)):
    return text_only(
        mail(to, agent="Microsoft Outlook 16.0"),
        [*wrapped(own), "", "-----Ursprungligt meddelande-----", *header_lines(SV, to), "", *to.lines],
    )


def outlook_plain_en(to=SAMPLE, own=("investigate",)):
    return text_only(
        mail(to, "RE", "Microsoft Outlook 16.0"),
        [*wrapped(own), "-----Original Message-----", *header_lines(EN, to), "", *to.lines],
    )


def outlook_autosignature(to=SAMPLE, own=("starta",)):
    signature = (
        f'<p class="MsoNormal"><a name="_MailAutoSig"><b>{to.name}</b></a><o:p></o:p></p>'
        '<p class="MsoNormal">utredare<o:p></o:p></p>'
    )
    return page_only(mail(to), word_page(own, signature + word_quote(SV, to)))


def outlook_blue_line():
    """Each quoted line behind a blue one, and an answer below."""
    quote = (
        '<div style="border:none;border-left:solid blue 1.5pt;padding:0cm 0cm 0cm 4.0pt">\n'
        f'{word_quote(SV)}</div>\n<p class="MsoNormal">avslå, eftersom det är fel<o:p></o:p></p>'
    )
    return page_only(mail(SAMPLE), word_page(["utred"], quote))


def owa_page(to, own, language, signature=None):
    style = "font-family: Aptos, Calibri, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);"
    signed = f'<div id="Signature" class="elementToProof">{divs(signature)}</div>' if signature else ""
    return (
        '<html><head>\n<style type="text/css" style="display:none;"> P {margin-top:0;margin-bottom:0;} '
        '</style>\n</head>\n<body dir="ltr">\n' + divs(own, class_="elementToProof", style=style)
        + f'{signed}\n<div id="appendonsend"></div>\n'
        '<hr style="display:inline-block;width:98%" tabindex="-1">\n<div id="divRplyFwdMsg" dir="ltr">'
        '<font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">'
        f"{header_page(language, to)}</font>\n<div>&nbsp;</div>\n</div>\n{to.html(divs)}\n</body></html>\n"
    )


RULE = "_" * 32


def outlook_new_sv(to=SAMPLE, own=("utred", "", "notera: pratade med chefen i går")):
    signature = ["Med vänlig hälsning", to.name, "Enhetschef"]
    return both(
        mail(to),
        [*own, "", *signature, RULE, *header_lines(SV, to), "", *to.lines],
        owa_page(to, own, SV, signature),
        cte="base64",
    )


def outlook_web_en(to=SAMPLE, own=("status", "")):
    return page_only(mail(to, "Re"), owa_page(to, own, EN, [to.name]))


def outlook_web_rule(to=SAMPLE, own=("status",)):
    """The text that Outlook on the web makes, alone."""
    return text_only(mail(to), [*own, "", RULE, *header_lines(SV, to), "", *to.lines], cte="base64")


def outlook_mac_sv(to=SAMPLE, own=("Utred", "", "")):
    day = say_time(to.sent, SV, "Datum: {weekday}, den")
    container = f'<div id="mail-editor-reference-message-container">{word_quote(SV, to, "#B5C4DF")}</div>'
    headers = [line.replace("Skickat: den", day) for line in header_lines(SV, to)]
    page_day = day.replace(":", ":</b>")
    return both(
        mail(to, agent="Microsoft-MacOutlook/16.100.24"),
        [*own, *headers, *to.lines],
        word_page(own, container.replace("Skickat:</b> den", page_day)),
    )


def outlook_mobile(to, own, phone, link, language):
    quote = (
        '<div id="mail-editor-reference-message-container" dir="auto"><br>\n'
        '<hr style="display:inline-block;width:98%" tabindex="-1">\n'
        f'<div id="divRplyFwdMsg" style="font-size: 11pt;">{header_page(language, to, "strong")}<br></div><br>\n'
        f"{to.html(divs)}</div>"
    )
    before, name = phone.split("Outlook")
    signature = (
        '<div id="ms-outlook-mobile-signature" dir="auto"><div><br></div>'
        f'{before}<a href="{link}">Outlook{name}</a></div>\n'
    )
    return both(
        mail(to),
        [*own, "", f"{before}Outlook{name}<{link}>", RULE, *header_lines(language, to), "", *to.lines],
        f'<html><body>\n{divs(own, dir="auto")}{signature}{quote}</body></html>\n',
        cte="base64",
    )


def outlook_ios_sv(to=SAMPLE, own=("Jag tar den",)):
    return outlook_mobile(to, own, "Hämta Outlook för iOS", "https://aka.ms/o0ukef", SV)


def outlook_android_en(to=SAMPLE, own=("take", "status")):
    return outlook_mobile(to, own, "Get Outlook for Android", "https://aka.ms/AAb9ysg", EN)


def outlook_ios_in_signature():
    """Words that the person wrote into the frame of the signature."""
    return page_only(
        mail(SAMPLE),
        '<html><body><div><br></div><div id="ms-outlook-mobile-signature" dir="auto"><div>utred</div></div>'
        f'<hr><div id="divRplyFwdMsg">{header_page(SV)}</div>{divs(SAMPLE.lines)}</body></html>',
    )


def outlook_in_signature():
    return page_only(mail(SAMPLE), owa_page(SAMPLE, [""], SV, ["utred"]))


def windows_mail_sv(to=SAMPLE, own=("följ upp 2027-02-01",)):
    line = "padding-top: 5px; border-top-color: rgb(229, 229, 229); border-top-width: 1px; border-top-style: solid;"
    return page_only(
        mail(to),
        f'<html><body dir="ltr">{divs([*own, "", "Skickat från E-post för Windows", ""])}'
        f'<div style="{line}"><div><b>Von:</b> Lex Sarah<br><b>Gesendet:</b> Donnerstag</div></div>'
        f"{to.html(divs)}</body></html>",
    )

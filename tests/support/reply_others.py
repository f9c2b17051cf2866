# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of other mail programs: a function for each mail, named as its file."""

import email.message
import email.policy
import html

from reply_parts import (
    ADDRESS, BOARD, EN, NOTICE, SUBJECT, SV, WRITER, both, breaks, divs, mail, page_only,
    quoted, text_only,
)

# Gmail.

LEFT = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"
WHEN = {
    SV: (f"Den tors 19 nov. 2026 kl 10:11 skrev {BOARD} <", f"{ADDRESS}>:"),
    EN: (f"On Thu, Nov 19, 2026 at 10:11 AM {BOARD} <{ADDRESS}>", "wrote:"),
}


def gmail_quote(when, inside, container="gmail_quote gmail_quote_container"):
    return (
        f'<br><div class="{container}"><div dir="ltr" class="gmail_attr">{html.escape(when)}<br></div>'
        f"{inside}</div>"
    )


def gmail_block(lines):
    return f'<blockquote class="gmail_quote" style="{LEFT}">{breaks(lines)}</blockquote>'


def gmail_web_sv():
    own = ["Hej,", ""]
    long = "avslå, eftersom händelsen inte rörde vår verksamhet utan en annan kommuns boende och redan är anmäld där"
    wrapped = ["avslå, eftersom händelsen inte rörde vår verksamhet utan en annan kommuns", "boende och redan är anmäld där"]
    return both(
        mail(),
        own + wrapped + ["", *WHEN[SV], ""] + quoted(NOTICE),
        f'<div dir="ltr">{divs(own + [long])}</div>{gmail_quote("".join(WHEN[SV]), gmail_block(NOTICE))}\n',
        cte="base64",
    )


def gmail_web_en():
    own = ["investigate"]
    return both(
        mail(subject=f"Re: {SUBJECT}"),
        own + ["", *WHEN[EN], ""] + quoted(NOTICE) + [">", "", "", "-- ", "Karin Holm"],
        f'<div dir="ltr">{divs(own)}</div>{gmail_quote(" ".join(WHEN[EN]), gmail_block(NOTICE))}'
        '<div><br clear="all"></div><div><br></div><span class="gmail_signature_prefix">-- </span><br>'
        '<div dir="ltr" class="gmail_signature"><div dir="ltr">Karin Holm</div></div>\n',
        cte="base64",
    )


def gmail_interleaved():
    answer = "den har redan en utredare"
    inside = f"{gmail_block(NOTICE[:1])}<div>{answer}</div>{gmail_block(NOTICE[2:])}"
    return both(
        mail(subject=f"Re: {SUBJECT}"),
        ["status", "", " ".join(WHEN[EN]), "", *quoted(NOTICE[:1]), "", answer, "", *quoted(NOTICE[2:])],
        f'<div dir="ltr">status</div>{gmail_quote(" ".join(WHEN[EN]), inside)}\n',
        cte="base64",
    )


def gmail_android_sv():
    when = f"tors 19 nov. 2026 kl. 10:11 skrev {BOARD} <{ADDRESS}>:"
    return both(
        mail(),
        ["jag tar den", "", when, ""] + quoted(NOTICE),
        f'<div dir="auto">jag tar den</div>{gmail_quote(when, gmail_block(NOTICE), "gmail_quote")}\n',
        cte="base64",
    )


def gmail_android_old():
    when = f'On Nov 19, 2026 10:11 AM, "{BOARD}" <{ADDRESS}> wrote:'
    return both(
        mail(subject=f"Re: {SUBJECT}"),
        ["take", when, ""] + quoted(NOTICE),
        f'<p dir="ltr">take</p>\n<div class="gmail_quote">{html.escape(when)}<br type="attribution">'
        f'{gmail_block(NOTICE)}</div>\n',
    )


def gmail_html_only():
    own = "<div>utred</div><blockquote style=\"margin:0px 0px 0px 40px;border:none;padding:0px\"><div>notera: indraget</div></blockquote>"
    return page_only(mail(), f'<div dir="ltr">{own}</div>{gmail_quote("".join(WHEN[SV]), gmail_block(NOTICE))}')


# Apple.

APPLE = {
    SV: f"19 nov. 2026 kl. 10:11 skrev {BOARD} <{ADDRESS}>:",
    EN: f"On 19 Nov 2026, at 10:11, {BOARD} <{ADDRESS}> wrote:",
}


def apple_page(own, language, inside=""):
    return (
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>'
        '<body style="overflow-wrap: break-word; -webkit-nbsp-mode: space;">'
        f'{breaks(own)}<br id="lineBreakAtBeginningOfMessage"><div><br>{inside}<blockquote type="cite">'
        f'<div>{html.escape(APPLE[language])}</div><br class="Apple-interchange-newline">'
        f"<div>{divs(NOTICE)}</div></blockquote></div><br></body></html>"
    )


def apple_mail_sv():
    own = ["Hej!", "", "utred"]
    return both(
        mail(agent="Apple Mail (2.3826.500)"),
        own + ["", *quoted([APPLE[SV], ""] + NOTICE)],
        apple_page(own, SV),
    )


def apple_mail_en():
    return text_only(
        mail(subject=f"Re: {SUBJECT}", agent="Apple Mail (2.3826.500)"),
        ["decline, because this was reported twice and the first ", "report is open", "", APPLE[EN], ""]
        + quoted(NOTICE),
        format="flowed", delsp="no",
    )


def iphone_quote(language):
    return (
        f'<div dir="ltr"><br><blockquote type="cite">{html.escape(APPLE[language])}<br><br></blockquote></div>'
        f'<blockquote type="cite"><div dir="ltr">{divs(NOTICE)}</div></blockquote>'
    )


def iphone_sv():
    own = ["Jag tar den"]
    return both(
        mail(agent="iPhone Mail (23D60)"),
        own + ["", "Skickat från min iPhone", "", *quoted([APPLE[SV], ""] + NOTICE)],
        f'<html><body dir="auto">{breaks(own)}<br id="lineBreakAtBeginningOfSignature">'
        f'<div dir="ltr">Skickat från min iPhone</div>{iphone_quote(SV)}</body></html>',
    )


def iphone_html_only():
    made = page_only(
        mail(subject=f"Re: {SUBJECT}", agent="iPhone Mail (23D60)"),
        '<html><body dir="auto">status<br id="lineBreakAtBeginningOfSignature">'
        f'<div dir="ltr">Sent from my iPhone</div>{iphone_quote(EN)}</body></html>',
    )
    made.make_alternative("=_answer")
    return made


def iphone_with_form():
    """Text, the form and the rest of the text, as an iPhone parts them."""
    made = text_only(mail(agent="iPhone Mail (23D60)"), ["förslag: missförhållande, eftersom rutinen saknades", ""])
    made.add_attachment(b"PK\3\4", maintype="application", subtype="octet-stream", filename="utredning.docx")
    rest = ["", "", "Skickat från min iPhone", "", *quoted([APPLE[SV], ""] + NOTICE)]
    made.attach(text_only(email.message.EmailMessage(policy=email.policy.SMTP), rest))
    made.set_boundary("=_form")
    return made


# Thunderbird.


def thunderbird_sv():
    """Below the quotation, as its writer was taught."""
    return text_only(
        mail(subject=f"Re: {SUBJECT}", User_Agent="Mozilla Thunderbird"),
        ["Den 2026-11-19 kl. 10:11, skrev Lex Sarah AMN:"] + quoted(NOTICE) + ["", "utred", "", "-- ", "Karin Holm"],
        format="flowed",
    )


def thunderbird_top_sv():
    return text_only(
        mail(subject=f"Re: {SUBJECT}", User_Agent="Mozilla Thunderbird"),
        ["utred", "", "-- ", "Karin Holm", "utred detta", "", "Den 2026-11-19 kl. 10:11, skrev Lex Sarah AMN:"]
        + quoted(NOTICE),
    )


def thunderbird_en():
    own = "<p>assign eva.dahl@kommun.example</p><p><br></p>"
    return both(
        mail(subject=f"Re: {SUBJECT}", User_Agent="Mozilla Thunderbird"),
        ["assign eva.dahl@kommun.example", "", "", "On 11/19/26 10:11, Lex Sarah AMN wrote:"] + quoted(NOTICE)
        + ["", "-- ", "Karin Holm"],
        f'<!DOCTYPE html><html><head></head><body>{own}<div class="moz-cite-prefix">On 11/19/26 10:11, Lex Sarah'
        f' AMN wrote:<br></div><blockquote type="cite" cite="mid:notice.42@kommun.example"><p>{breaks(NOTICE)}</p>'
        '</blockquote><pre class="moz-signature" cols="72">-- \nKarin Holm</pre></body></html>',
    )


def thunderbird_interleaved():
    lines = ["Lex Sarah AMN skrev den 2026-11-19 kl. 10:11:"] + quoted(NOTICE[:1]) + ["", "Ja.", ""] + quoted(NOTICE[2:])
    return text_only(mail(subject=f"Re: {SUBJECT}", User_Agent="Mozilla Thunderbird"), lines)


# Android.


def samsung(own, phone, separator, labels, language):
    sender, sent, to, subject = labels
    headers = [
        f"{sender}: {BOARD} <{ADDRESS}>",
        f"{sent}: 2026-11-19 10:11 (GMT+01:00)",
        f"{to}: {WRITER}",
        f"{subject}: {SUBJECT}",
    ]
    return both(
        mail(subject=None if language == SV else f"Re: {SUBJECT}"),
        own + ["", "", phone, "", "", separator] + headers + [""] + NOTICE,
        f'<html><head></head><body dir="auto">{divs(own + [""])}<div id="composer_signature" dir="auto">'
        f'<div style="font-size:12px;color:#575757">{phone}</div></div><div><br></div>'
        f'<div align="left" style="font-size:100%;color:#000000"><div>{separator}</div>{divs(headers)}'
        f"<div><br></div></div>{divs(NOTICE)}</body></html>",
        cte="base64",
    )


def samsung_sv():
    return samsung(["utred"], "Skickat från min Galaxy", "-------- Originalmeddelande --------",
                   ("Från", "Datum", "Till", "Ämne"), SV)


def samsung_en():
    return samsung(["take", "status"], "Sent from my Galaxy", "-------- Original message --------",
                   ("From", "Date", "To", "Subject"), EN)


def k9_sv():
    return text_only(
        mail(),
        ["jag tar den", "", f"{BOARD} <{ADDRESS}> skrev: (19 november 2026 10:11:12 CET)"] + quoted(NOTICE, ">")
        + ["", "-- ", "Skickat från min Android-enhet med K-9 Mail. Ursäkta min korthet."],
    )


def k9_header_sv():
    """Its other style: header lines that begin with the subject."""
    lines = ["-------- Originalmeddelande --------", f"Ämne: {SUBJECT}", "Skickat: 19 november 2026 10:11:12 CET",
             f"Från: {BOARD} <{ADDRESS}>", f"Till: {WRITER}", ""]
    return text_only(mail(), ["avslå, eftersom inget hände", "", ""] + lines + NOTICE)


def k9_en():
    when = f"On November 19, 2026 10:11:12 AM GMT+01:00, {BOARD} <{ADDRESS}> wrote:"
    return both(
        mail(subject=f"Re: {SUBJECT}"),
        ["take", "", when] + quoted(NOTICE, ">"),
        f'<!DOCTYPE html><html><body><div dir="auto">take</div><br><br><div class="gmail_quote"><div dir="auto">'
        f'{html.escape(when)}</div><blockquote class="gmail_quote" style="{LEFT}">{breaks(NOTICE)}</blockquote></div>'
        "</body></html>",
    )


def yahoo_en():
    when = f"On Thursday, November 19, 2026 at 10:11 AM, {BOARD} <{ADDRESS}> wrote:"
    return page_only(
        mail(subject=f"Re: {SUBJECT}"),
        '<html><head></head><body><div class="ydp1a2byahoo-style-wrap"><div dir="ltr">status</div><div><br></div></div>'
        f'<div id="ydp3cyahoo_quoted_0123" class="ydp3cyahoo_quoted"><div><div>{html.escape(when)}</div>'
        f"<div><br></div>{divs(NOTICE)}</div></div></body></html>",
    )

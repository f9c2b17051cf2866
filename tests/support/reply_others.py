# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of other mail programs: a function for each mail, named as its file."""

import email.message
import email.policy
import html

from reply_outlook import wrapped
from reply_parts import (
    EN, SAMPLE, SV, both, breaks, divs, mail, page_only, quoted, say_time, text_only,
)

# Gmail.

LEFT = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"


def gmail_when(language, to=SAMPLE):
    """The two lines that its text has; its page has them as one."""
    if language == SV:
        when = say_time(to.sent, SV, "Den {short_weekday} {day} {short_month} %Y kl %H:%M")
        return f"{when} skrev {to.sender} <", f"{to.reply_to}>:"
    when = say_time(to.sent, EN, "On {short_weekday}, {short_month} {day}, %Y at {hour12} %p")
    return f"{when} {to.sender} <{to.reply_to}>", "wrote:"


def gmail_quote(when, inside, container="gmail_quote gmail_quote_container"):
    return (
        f'<br><div class="{container}"><div dir="ltr" class="gmail_attr">{html.escape(when)}<br></div>'
        f"{inside}</div>"
    )


def gmail_block(lines, page=""):
    return f'<blockquote class="gmail_quote" style="{LEFT}">{page or breaks(lines)}</blockquote>'


def gmail_web_sv(
    to=SAMPLE,
    own=("Hej,", "", "avslå, eftersom händelsen inte rörde vår verksamhet utan en annan kommuns boende "
         "och redan är anmäld där"),
):
    when = gmail_when(SV, to)
    return both(
        mail(to),
        [*wrapped(own, 73), "", *when, "", *quoted(to.lines)],
        f'<div dir="ltr">{divs(own)}</div>{gmail_quote("".join(when), gmail_block(to.lines, to.page))}\n',
        cte="base64",
    )


def gmail_web_en(to=SAMPLE, own=("investigate",)):
    when = gmail_when(EN, to)
    return both(
        mail(to, "Re"),
        [*wrapped(own, 73), "", *when, "", *quoted(to.lines), ">", "", "", "-- ", to.name],
        f'<div dir="ltr">{divs(own)}</div>{gmail_quote(" ".join(when), gmail_block(to.lines, to.page))}'
        '<div><br clear="all"></div><div><br></div><span class="gmail_signature_prefix">-- </span><br>'
        f'<div dir="ltr" class="gmail_signature"><div dir="ltr">{to.name}</div></div>\n',
        cte="base64",
    )


def gmail_interleaved():
    answer, notice = "den har redan en utredare", SAMPLE.lines
    when = " ".join(gmail_when(EN))
    inside = f"{gmail_block(notice[:1])}<div>{answer}</div>{gmail_block(notice[2:])}"
    return both(
        mail(SAMPLE, "Re"),
        ["status", "", when, "", *quoted(notice[:1]), "", answer, "", *quoted(notice[2:])],
        f'<div dir="ltr">status</div>{gmail_quote(when, inside)}\n',
        cte="base64",
    )


def gmail_android_sv(to=SAMPLE, own=("jag tar den",)):
    when = say_time(to.sent, SV, "{short_weekday} {day} {short_month} %Y kl. %H:%M")
    when = f"{when} skrev {to.sender} <{to.reply_to}>:"
    quote = gmail_quote(when, gmail_block(to.lines, to.page), "gmail_quote")
    return both(
        mail(to),
        [*wrapped(own, 73), "", when, "", *quoted(to.lines)],
        f'<div dir="auto">{breaks(own)}</div>{quote}\n',
        cte="base64",
    )


def gmail_android_old(to=SAMPLE, own=("take",)):
    when = say_time(to.sent, EN, "On {short_month} {day}, %Y {hour12} %p")
    when = f'{when}, "{to.sender}" <{to.reply_to}> wrote:'
    lines = "".join(f'<p dir="ltr">{html.escape(line)}</p>\n' for line in own)
    return both(
        mail(to, "Re"),
        [*own, when, "", *quoted(to.lines)],
        f'{lines}<div class="gmail_quote">{html.escape(when)}<br type="attribution">'
        f'{gmail_block(to.lines, to.page)}</div>\n',
    )


def gmail_html_only():
    own = "<div>utred</div><blockquote style=\"margin:0px 0px 0px 40px;border:none;padding:0px\"><div>notera: indraget</div></blockquote>"
    quote = gmail_quote("".join(gmail_when(SV)), gmail_block(SAMPLE.lines))
    return page_only(mail(SAMPLE), f'<div dir="ltr">{own}</div>{quote}')


# Apple.


def apple_when(language, to=SAMPLE):
    if language == SV:
        when = say_time(to.sent, SV, "{day} {short_month} %Y kl. %H:%M")
        return f"{when} skrev {to.sender} <{to.reply_to}>:"
    when = say_time(to.sent, EN, "On {day} {short_month} %Y, at %H:%M")
    return f"{when}, {to.sender} <{to.reply_to}> wrote:"


def apple_mail_sv(to=SAMPLE, own=("Hej!", "", "utred")):
    when = apple_when(SV, to)
    return both(
        mail(to, agent="Apple Mail (2.3826.500)"),
        [*own, "", *quoted([when, "", *to.lines])],
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>'
        '<body style="overflow-wrap: break-word; -webkit-nbsp-mode: space;">'
        f'{breaks(own)}<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite">'
        f'<div>{html.escape(when)}</div><br class="Apple-interchange-newline">'
        f"<div>{to.html(divs)}</div></blockquote></div><br></body></html>",
    )


def flowed(lines, width=55):
    """Soft line ends have a space before them (RFC 3676 section 4.1)."""
    for line in lines:
        parts = wrapped([line], width)
        yield from (f"{part} " for part in parts[:-1])
        yield parts[-1]


def apple_mail_en(
    to=SAMPLE, own=("decline, because this was reported twice and the first report is open",)
):
    return text_only(
        mail(to, "Re", "Apple Mail (2.3826.500)"),
        [*flowed(own), "", apple_when(EN, to), "", *quoted(to.lines)],
        format="flowed", delsp="no",
    )


def iphone_quote(language, to=SAMPLE):
    return (
        f'<div dir="ltr"><br><blockquote type="cite">{html.escape(apple_when(language, to))}<br><br></blockquote></div>'
        f'<blockquote type="cite"><div dir="ltr">{to.html(divs)}</div></blockquote>'
    )


def iphone_sv(to=SAMPLE, own=("Jag tar den",)):
    return both(
        mail(to, agent="iPhone Mail (23D60)"),
        [*own, "", "Skickat från min iPhone", "", *quoted([apple_when(SV, to), "", *to.lines])],
        f'<html><body dir="auto">{breaks(own)}<br id="lineBreakAtBeginningOfSignature">'
        f'<div dir="ltr">Skickat från min iPhone</div>{iphone_quote(SV, to)}</body></html>',
    )


def iphone_html_only(to=SAMPLE, own=("status",)):
    made = page_only(
        mail(to, "Re", "iPhone Mail (23D60)"),
        f'<html><body dir="auto">{breaks(own)}<br id="lineBreakAtBeginningOfSignature">'
        f'<div dir="ltr">Sent from my iPhone</div>{iphone_quote(EN, to)}</body></html>',
    )
    made.make_alternative("=_answer")
    return made


def iphone_with_form():
    """Text, the form and the rest of the text, as an iPhone parts them."""
    own = ["förslag: missförhållande, eftersom rutinen saknades", ""]
    made = text_only(mail(SAMPLE, agent="iPhone Mail (23D60)"), own)
    made.add_attachment(b"PK\3\4", maintype="application", subtype="octet-stream", filename="utredning.docx")
    rest = ["", "", "Skickat från min iPhone", "", *quoted([apple_when(SV), "", *SAMPLE.lines])]
    made.attach(text_only(email.message.EmailMessage(policy=email.policy.SMTP), rest))
    made.set_boundary("=_form")
    return made


# Thunderbird.

THUNDERBIRD = "Mozilla Thunderbird"


def thunderbird_when(to):
    return say_time(to.sent, SV, "Den %Y-%m-%d kl. %H:%M, skrev ") + f"{to.sender}:"


def thunderbird_sv():
    """Below the quotation, as its writer was taught."""
    return text_only(
        mail(SAMPLE, "Re", THUNDERBIRD),
        [thunderbird_when(SAMPLE), *quoted(SAMPLE.lines), "", "utred", "", "-- ", SAMPLE.name],
        format="flowed",
    )


def thunderbird_top_sv(to=SAMPLE, own=("utred",), signature=("utred detta",)):
    return text_only(
        mail(to, "Re", THUNDERBIRD),
        [*wrapped(own, 72), "", "-- ", to.name, *signature, "", thunderbird_when(to), *quoted(to.lines)],
    )


def thunderbird_en(to=SAMPLE, own=("assign eva.dahl@kommun.example",)):
    when = say_time(to.sent, EN, "On %m/%d/%y %H:%M, ") + f"{to.sender} wrote:"
    page = "".join(f"<p>{html.escape(line) or '<br>'}</p>" for line in (*own, ""))
    return both(
        mail(to, "Re", THUNDERBIRD),
        [*own, "", "", when, *quoted(to.lines), "", "-- ", to.name],
        f'<!DOCTYPE html><html><head></head><body>{page}<div class="moz-cite-prefix">{when}'
        f'<br></div><blockquote type="cite" cite="mid:{to.message_id}"><p>{to.html(breaks)}</p>'
        f'</blockquote><pre class="moz-signature" cols="72">-- \n{to.name}</pre></body></html>',
    )


def thunderbird_interleaved():
    when = say_time(SAMPLE.sent, SV, f"{SAMPLE.sender} skrev den %Y-%m-%d kl. %H:%M:")
    notice = SAMPLE.lines
    lines = [when, *quoted(notice[:1]), "", "Ja.", "", *quoted(notice[2:])]
    return text_only(mail(SAMPLE, "Re", THUNDERBIRD), lines)


# Android.


def samsung(to, own, prefix, phone, separator, labels):
    sender, sent, receiver, subject = labels
    headers = [
        f"{sender}: {to.sender} <{to.reply_to}>",
        f"{sent}: {to.sent:%Y-%m-%d %H:%M} (GMT+01:00)",
        f"{receiver}: {to.writer}",
        f"{subject}: {to.subject}",
    ]
    return both(
        mail(to, prefix),
        [*own, "", "", phone, "", "", separator, *headers, "", *to.lines],
        f'<html><head></head><body dir="auto">{divs([*own, ""])}<div id="composer_signature" dir="auto">'
        f'<div style="font-size:12px;color:#575757">{phone}</div></div><div><br></div>'
        f'<div align="left" style="font-size:100%;color:#000000"><div>{separator}</div>{divs(headers)}'
        f"<div><br></div></div>{to.html(divs)}</body></html>",
        cte="base64",
    )


def samsung_sv(to=SAMPLE, own=("utred",)):
    return samsung(to, own, "SV", "Skickat från min Galaxy", "-------- Originalmeddelande --------",
                   ("Från", "Datum", "Till", "Ämne"))


def samsung_en(to=SAMPLE, own=("take", "status")):
    return samsung(to, own, "Re", "Sent from my Galaxy", "-------- Original message --------",
                   ("From", "Date", "To", "Subject"))


def k9_sv(to=SAMPLE, own=("jag tar den",)):
    when = say_time(to.sent, SV, "({day} {month} %Y %H:%M:%S %Z)")
    return text_only(
        mail(to),
        [*own, "", f"{to.sender} <{to.reply_to}> skrev: {when}", *quoted(to.lines, ">"), "", "-- ",
         "Skickat från min Android-enhet med K-9 Mail. Ursäkta min korthet."],
    )


def k9_header_sv(to=SAMPLE, own=("avslå, eftersom inget hände",)):
    """Its other style: header lines that begin with the subject."""
    sent = say_time(to.sent, SV, "{day} {month} %Y %H:%M:%S %Z")
    headers = ["-------- Originalmeddelande --------", f"Ämne: {to.subject}", f"Skickat: {sent}",
               f"Från: {to.sender} <{to.reply_to}>", f"Till: {to.writer}", ""]
    return text_only(mail(to), [*own, "", "", *headers, *to.lines])


def k9_en(to=SAMPLE, own=("take",)):
    when = say_time(to.sent, EN, "On {month} {day}, %Y {hour12}:%S %p GMT+01:00")
    when = f"{when}, {to.sender} <{to.reply_to}> wrote:"
    block = gmail_block(to.lines, to.page)
    return both(
        mail(to, "Re"),
        [*own, "", when, *quoted(to.lines, ">")],
        f'<!DOCTYPE html><html><body><div dir="auto">{breaks(own)}</div><br><br><div class="gmail_quote">'
        f'<div dir="auto">{html.escape(when)}</div>{block}</div></body></html>',
    )


def yahoo_en(to=SAMPLE, own=("status",)):
    when = say_time(to.sent, EN, "On {weekday}, {month} {day}, %Y at {hour12} %p")
    when = f"{when}, {to.sender} <{to.reply_to}> wrote:"
    return page_only(
        mail(to, "Re"),
        f'<html><head></head><body><div class="ydp1a2byahoo-style-wrap">{divs(own, dir="ltr")}<div><br></div></div>'
        f'<div id="ydp3cyahoo_quoted_0123" class="ydp3cyahoo_quoted"><div><div>{html.escape(when)}</div>'
        f"<div><br></div>{to.html(divs)}</div></div></body></html>",
    )

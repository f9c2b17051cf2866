# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers that try the reader more than a program does: a function for each mail."""

from reply_others import apple_when, gmail_block, gmail_quote, gmail_when, iphone_quote
from reply_outlook import RULE, header_lines
from reply_parts import ADDRESS, BOARD, SAMPLE, SV, both, mail, page_only, quoted, text_only

NOTICE = list(SAMPLE.lines)
WHEN = gmail_when(SV)


def older_command():
    older = ["avslå, eftersom jag inte hinner", "", "Den 2026-11-18 kl. 9:02, skrev Lex Sarah AMN:"] + quoted(NOTICE[:1])
    return text_only(
        mail(SAMPLE),
        ["utred", "", *WHEN, ""] + quoted(["Jag förstod inte raden:"] + quoted(older)),
    )


def older_command_outlook():
    older = ["avslå, eftersom jag inte hinner", "", "Mvh Karin", ""]
    return text_only(mail(SAMPLE), ["utred", "", RULE] + header_lines(SV) + ["", *older] + header_lines(SV) + NOTICE)


def hidden_html():
    return page_only(
        mail(SAMPLE),
        '<html><head><title>utred</title><style>p{color:red}</style></head><body>\n'
        '<div style="display:none;max-height:0;overflow:hidden">avslå, eftersom gömd</div>\n'
        '<span style="font-size:0px">starta<b>starta</b></span><p hidden>beslut: inget</p>\n'
        '<!-- stäng --><!--[if mso]><p>stäng</p><![endif]--><!--[if !mso]><!--><p>status</p><!--<![endif]-->\n'
        '<p style="visibility: hidden">utred</p><p style="mso-hide:all">utred</p><script>utred</script>\n'
        '<div class="preheader">utred</div><p>not<span style="DISPLAY : NONE !important">x</span>era: synlig</p>\n'
        f'{gmail_quote("".join(WHEN), gmail_block(NOTICE))}</body></html>',
    )


def disclaimer():
    return text_only(
        mail(SAMPLE),
        ["status", "", RULE, "Detta meddelande kan innehålla sekretess. Om du har fått det av misstag:", "utred inte."],
    )


def passed_on():
    return text_only(
        mail(SAMPLE, "VB"),
        ["För kännedom.", "", "---------- Forwarded message ---------", f"Från: {BOARD} <{ADDRESS}>",
         "Date: tors 19 nov. 2026 kl 10:11", f"Subject: {SAMPLE.subject}", f"To: {SAMPLE.writer}", "", "", "utred"],
    )


def without_quote():
    return text_only(mail(SAMPLE), ["", "utred", "", "", "notera: två tomma rader ovanför", "", ""])


def two_lines():
    return text_only(
        mail(SAMPLE),
        ["utred", f"On Thursday, November 19, 2026 at 10:11 AM {BOARD} för Arbetsmarknadsnämnden",
         f"<{ADDRESS}>", "wrote:", ""] + quoted(NOTICE),
    )


def nothing_written():
    return both(
        mail(SAMPLE),
        ["", "Skickat från min iPad", ""] + quoted([apple_when(SV)] + NOTICE),
        f'<html><body dir="auto"><br><div dir="ltr">Skickat från min iPad</div>{iphone_quote(SV)}</body></html>',
    )

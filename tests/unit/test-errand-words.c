/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of machines, and words that nobody wrote at the top of an answer, or not so. */
#include "support/errand-trial.h"

#define NUMBER "dnr AMN 2026-6666"
#define PAGE   "Content-Type: text/html; charset=utf-8\r\n\r\n"
#define MIXED                                                                                      \
	"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n"

#define TEN(text) text text text text text text text text text text
#define LINES     TEN(TEN(TEN(NUMBER "\r\n\r\n")))

static const Attack attacks[] = {
	{
		.name = "auto-replied",
		.told = NULL,
		.journal = "mail_filed",
		.above = PROVED "Auto-Submitted: auto-replied\r\n",
	},
	{
		.name = "auto-generated",
		.told = NULL,
		.journal = "mail_filed",
		.above = PROVED "Auto-Submitted: auto-generated\r\n",
	},
	{
		.name = "auto-notified",
		.told = NULL,
		.journal = "mail_filed",
		.above = PROVED "Auto-Submitted: auto-notified; owner-email=x\r\n",
	},
	{
		.name = "auto-generated yes",
		.told = NULL,
		.journal = "mail_filed",
		.whose = OF_QUESTION,
		.above = PROVED "Auto-Submitted: auto-generated\r\n",
	},
	{
		.name = "out of office yes",
		.told = NULL,
		.journal = "mail_filed",
		.whose = OF_QUESTION,
		.above = PROVED "Auto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: All\r\n",
		.body = "Ja\r\n\r\nJag är på semester till den 3 augusti.",
	},
	{
		.name = "Exchange's out of office",
		.told = NULL,
		.journal = "mail_filed",
		.whose = OF_QUESTION,
		.above = PROVED
		"Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\nX-MS-Exchange-Inbox-Rules-Loop: registrator@kommun.example\r\n",
	},
	{
		.name = "old vacation program",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.above = PROVED "Precedence: junk\r\n",
	},
	{
		.name = "Precedence bulk",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.above = PROVED "Precedence: bulk\r\n",
	},
	{
		.name = "Precedence auto_reply",
		.told = NULL,
		.journal = "mail_filed",
		.whose = OF_QUESTION,
		.above = PROVED "Precedence: auto_reply\r\n",
	},
	{
		.name = "mailing list",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.above = PROVED "List-Id: <alla.kommun.example>\r\n",
	},
	{
		.name = "empty return path",
		.told = NULL,
		.journal = "mail_filed",
		.above = PROVED "Return-Path: <>\r\n",
	},
	{
		.name = "empty return path with a file",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.above = PROVED "Return-Path: <>\r\n",
		.body = MIXED NUMBER
		"\r\n--x\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n%PDF-1.4\r\n--x--",
	},
	{
		.name = "X-Autoreply",
		.told = NULL,
		.journal = "mail_filed",
		.whose = OF_QUESTION,
		.above = PROVED "X-Autoreply: yes\r\n",
	},
	{
		.name = "bounce that quotes a command",
		.told = NULL,
		.journal = "mail_filed",
		.above = PROVED "Return-Path: <>\r\n",
		.body = "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n" NUMBER
			"\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.kommun.example\r\n\r\nFinal-Recipient: rfc822; annan@kommun.example\r\nAction: delayed\r\nStatus: 4.0.0\r\n\r\n--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{id}>\r\n--x--",
	},
	{
		.name = "receipt of reading that commands",
		.told = NULL,
		.journal = "mail_filed",
		.body = "Content-Type: multipart/report; report-type=disposition-notification; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n" NUMBER
			"\r\n--x\r\nContent-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822; registrator@kommun.example\r\nOriginal-Message-ID: <{id}>\r\nDisposition: automatic-action/MDN-sent-automatically; displayed\r\n\r\n--x--",
	},
	{
		.name = "quoted",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "> " NUMBER,
	},
	{
		.name = "quoted twice",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "> > " NUMBER "\r\n>> " NUMBER,
	},
	{
		.name = "quoted by a bar",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "| " NUMBER,
	},
	{
		.name = "quoted after a space",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack!\r\n > " NUMBER,
	},
	{
		.name = "below an attribution",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack.\r\n\r\nDen tis 17 mars 2026 kl 12:01 skrev Nämnden:\r\n" NUMBER,
	},
	{
		.name = "below a quotation",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack.\r\n\r\nDen tis 17 mars 2026 kl 12:01 skrev Nämnden:\r\n> hej\r\n\r\n" NUMBER,
	},
	{
		.name = "below Outlook's headers",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack.\r\n\r\nFrån: Nämnden <lexsarah@kommun.example>\r\nSkickat: den 17 mars 2026 12:01\r\nTill: registrator@kommun.example\r\nÄmne: Nytt\r\n\r\n" NUMBER,
	},
	{
		.name = "below an original message",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack.\r\n\r\n-----Ursprungligt meddelande-----\r\n" NUMBER,
	},
	{
		.name = "forwarded message",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "FYI\r\n\r\n---------- Forwarded message ---------\r\nFrom: Nämnden\r\n\r\n" NUMBER,
	},
	{
		.name = "in the signature",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack.\r\n-- \r\n" NUMBER,
	},
	{
		.name = "below a greeting",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack.\r\n\r\nMed vänlig hälsning\r\nBo\r\n" NUMBER,
	},
	{
		.name = "in the disclaimer",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack.\r\n\r\n________________________________\r\n" NUMBER,
	},
	{
		.name = "below the telephone's line",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Tack.\r\n\r\nSkickat från min iPhone\r\n" NUMBER,
	},
	{
		.name = "display none",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><p style=\"display:none\">" NUMBER
			     "</p></body></html>",
	},
	{
		.name = "hidden",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><p hidden>" NUMBER "</p></body></html>",
	},
	{
		.name = "visibility hidden",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><p style=\"visibility:hidden\">" NUMBER
			     "</p></body></html>",
	},
	{
		.name = "font size zero",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><p style=\"font-size:0\">" NUMBER
			     "</p></body></html>",
	},
	{
		.name = "font size of a pixel",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><p style=\"font-size:1px\">" NUMBER
			     "</p></body></html>",
	},
	{
		.name = "white on white",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><p style=\"color:#ffffff\">" NUMBER
			     "</p></body></html>",
	},
	{
		.name = "white by its name",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><font color=\"white\">" NUMBER
			     "</font></body></html>",
	},
	{
		.name = "white on a white ground",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE
		"<html><body><p>Tack.</p><div style=\"background-color:#fff\"><p style=\"color:rgb(255,255,255)\">" NUMBER
		"</p></div></body></html>",
	},
	{
		.name = "see-through",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><p style=\"opacity:0\">" NUMBER
			     "</p></body></html>",
	},
	{
		.name = "off the screen",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE
		"<html><body><p>Tack.</p><p style=\"position:absolute;left:-9999px\">" NUMBER
		"</p></body></html>",
	},
	{
		.name = "indented off the screen",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><p style=\"text-indent:-9999px\">" NUMBER
			     "</p></body></html>",
	},
	{
		.name = "no height",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE
		"<html><body><p>Tack.</p><div style=\"height:0;overflow:hidden\">" NUMBER
		"</div></body></html>",
	},
	{
		.name = "max height",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE
		"<html><body><p>Tack.</p><div style=\"max-height:0px;overflow:hidden\">" NUMBER
		"</div></body></html>",
	},
	{
		.name = "clipped",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE
		"<html><body><p>Tack.</p><div style=\"position:absolute;clip:rect(0,0,0,0)\">" NUMBER
		"</div></body></html>",
	},
	{
		.name = "Outlook's mso-hide",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><p style=\"mso-hide:all\">" NUMBER
			     "</p></body></html>",
	},
	{
		.name = "comment",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><!-- <p>" NUMBER "</p> --></body></html>",
	},
	{
		.name = "conditional comment",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><!--[if mso]><p>" NUMBER
			     "</p><![endif]--></body></html>",
	},
	{
		.name = "title",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><head><title>" NUMBER
			     "</title></head><body><p>Tack.</p></body></html>",
	},
	{
		.name = "alternative text",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><img src=\"x\" alt=\"" NUMBER
			     "\"></body></html>",
	},
	{
		.name = "template",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><template><p>" NUMBER
			     "</p></template></body></html>",
	},
	{
		.name = "script",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><script>" NUMBER "</script></body></html>",
	},
	{
		.name = "noscript",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><noscript>" NUMBER
			     "</noscript></body></html>",
	},
	{
		.name = "text area",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><textarea>" NUMBER
			     "</textarea></body></html>",
	},
	{
		.name = "struck out",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p><s>" NUMBER "</s></p></body></html>",
	},
	{
		.name = "deleted",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p><del>" NUMBER "</del></p></body></html>",
	},
	{
		.name = "quotation of a page",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><blockquote type=\"cite\"><p>" NUMBER
			     "</p></blockquote></body></html>",
	},
	{
		.name = "html says another",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nTack.\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>" NUMBER
			"</p>\r\n--x--",
	},
	{
		.name = "text says another",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" NUMBER
			"\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Tack.</p>\r\n--x--",
	},
	{
		.name = "two numbers in two parts",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" NUMBER
			"\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>dnr AMN 2026-6667</p>\r\n--x--",
	},
	{
		.name = "yes in the text, no in the page",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nJa\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Nej</p>\r\n--x--",
	},
	{
		.name = "attached text",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = MIXED
		"Tack.\r\n--x\r\nContent-Type: text/plain; name=a.txt\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n" NUMBER
		"\r\n--x--",
	},
	{
		.name = "attached text without a name",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = MIXED
		"Tack.\r\n--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\n" NUMBER
		"\r\n--x--",
	},
	{
		.name = "mail inside the mail",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = MIXED
		"Tack.\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: registrator@kommun.example\r\n\r\n" NUMBER
		"\r\n--x--",
	},
	{
		.name = "only a mail inside the mail",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: message/rfc822\r\n\r\nFrom: registrator@kommun.example\r\n\r\n" NUMBER,
	},
	{
		.name = "preamble",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: multipart/mixed; boundary=x\r\n\r\n" NUMBER
			"\r\n--x\r\nContent-Type: text/plain\r\n\r\nTack.\r\n--x--\r\n" NUMBER,
	},
	{
		.name = "calendar",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: text/calendar\r\n\r\n" NUMBER,
	},
	{
		.name = "enriched text",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: text/enriched\r\n\r\n" NUMBER,
	},
	{
		.name = "flowed quotation",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n> hej \r\n" NUMBER,
	},
	{
		.name = "flowed out of a stuffed quotation",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n>dnr \r\n>AMN 2026-6666",
	},
	{
		.name = "look-alike command",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "d\xd0\xbf"
			"r AMN 2026-6666",
	},
	{
		.name = "full width letters",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "ｄｎｒ AMN 2026-6666",
	},
	{
		.name = "zero width in the command",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "d\xe2\x80\x8b"
			"nr AMN 2026-6666",
	},
	{
		.name = "zero width in the value",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "dnr AMN 2026-66\xe2\x80\x8b"
			"66",
	},
	{
		.name = "soft hyphen",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "dn\xc2\xad"
			"r AMN 2026-6666",
	},
	{
		.name = "bidi",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "dnr \xe2\x80\xae"
			"AMN 2026-6666\xe2\x80\xac",
	},
	{
		.name = "bidi isolate",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "\xe2\x81\xa7" NUMBER "\xe2\x81\xa9",
	},
	{
		.name = "tag letters",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = NUMBER "\xf3\xa0\x81\x81",
	},
	{
		.name = "combining letters",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "dn\xcc\xb6"
			"r AMN 2026-6666",
	},
	{
		.name = "zero width in a yes",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "J\xe2\x80\x8b"
			"a",
	},
	{
		.name = "look-alike yes",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "J\xd0\xb0",
	},
	{
		.name = "5,000 lines",
		.told = "transcript registrator",
		.journal = "mail_joined, answered too_many",
		.body = LINES LINES LINES LINES LINES,
	},
	{
		.name = "one line of 10 MB",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "{long} " NUMBER,
	},
	{
		.name = "a yes below 10 MB",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = "{long}\r\nJa",
	},
	{
		.name = "two numbers",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear+unclear",
		.body = NUMBER "\r\ndnr AMN 2026-6667",
	},
	{
		.name = "yes and no",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear+unclear",
		.whose = OF_QUESTION,
		.body = "Ja\r\nNej",
	},
	{
		.name = "no and yes",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear+unclear",
		.whose = OF_QUESTION,
		.body = "Nej\r\n\r\nJa",
	},
	{
		.name = "yes if",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Ja, om chefen godkänner",
	},
	{
		.name = "yes but",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Ja, men vänta till fredag",
	},
	{
		.name = "yes, and below a condition",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Ja\r\nmen bara om chefen godkänner",
	},
	{
		.name = "yes, and below a condition over a line",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Ja\r\n\r\nMen vänta tills chefen har godkänt det.",
	},
	{
		.name = "yes, and that it was not me",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Ja\r\n\r\nDet var inte jag som skrev det.",
	},
	{
		.name = "yes to what",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Ja?",
	},
	{
		.name = "yes and a question",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Ja\r\n\r\nVad gäller det?",
	},
	{
		.name = "yes, with another number",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear+forbidden",
		.whose = OF_QUESTION,
		.body = "Ja\r\ndnr AMN 2026-7777",
	},
	{
		.name = "yes, with a command that is another's",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear+forbidden",
		.whose = OF_QUESTION,
		.body = "Ja\r\nstäng ärendet",
	},
	{
		.name = "not yes",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = "Inte ja",
	},
	{
		.name = "perhaps yes",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = "Kanske ja",
	},
	{
		.name = "thanks",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = "Tack!",
	},
	{
		.name = "yes in a sentence",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = "Ja, jag är på semester till den 3 augusti.",
	},
	{
		.name = "quoted yes",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = "> Ja",
	},
	{
		.name = "yes below a quotation",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = "Den tis 17 mars 2026 kl 12:01 skrev Nämnden:\r\n> Bekräfta\r\n\r\nJa",
	},
	{
		.name = "yes in the signature",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = "-- \r\nJa",
	},
	{
		.name = "yes hidden in a page",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = PAGE
		"<html><body><p>Vad är det här?</p><p style=\"display:none\">Ja</p></body></html>",
	},
	{
		.name = "denied",
		.told = "transcript ansvarig",
		.journal = "mail_joined, answered unclear",
		.whose = OF_RESPONSIBLE,
		.body = "Stäng inte ärendet",
	},
	{
		.name = "asked",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Ska jag skriva " NUMBER "?",
	},
	{
		.name = "conditional",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = NUMBER ", om det stämmer",
	},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	errand_trial_add("/errand-words", attacks, G_N_ELEMENTS(attacks));
	return g_test_run();
}

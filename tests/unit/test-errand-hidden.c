/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page has, and its reader does not see. */
#include "support/errand-trial.h"

#define NUMBER "dnr AMN 2026-6666"
#define PAGE   "Content-Type: text/html; charset=utf-8\r\n\r\n"

static const Attack attacks[] = {
	{
		.name = "display none",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><p style=\"display:none\">" NUMBER
			     "</p></body></html>",
		.honest =
			PAGE "<html><body><p style=\"display:block\">" NUMBER "</p></body></html>",
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
		.honest =
			PAGE "<html><body><p style=\"font-size:11px\">" NUMBER "</p></body></html>",
	},
	{
		.name = "white on white",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p>Tack.</p><p style=\"color:#ffffff\">" NUMBER
			     "</p></body></html>",
		.honest =
			PAGE "<html><body><p style=\"color:#000000\">" NUMBER "</p></body></html>",
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
		.honest = PAGE "<html><body><div>" NUMBER "</div></body></html>",
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
		.honest = PAGE "<html><body><!-- <p>Tack.</p> --><p>" NUMBER "</p></body></html>",
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
		.honest = PAGE "<html><head><title>Tack.</title></head><body><p>" NUMBER
			       "</p></body></html>",
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
		.honest = PAGE "<html><body><p><b>" NUMBER "</b></p></body></html>",
	},
	{
		.name = "deleted",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<html><body><p><del>" NUMBER "</del></p></body></html>",
	},
	{
		.name = "yes hidden in a page",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = PAGE
		"<html><body><p>Vad är det här?</p><p style=\"display:none\">Ja</p></body></html>",
		.honest = PAGE "<html><body><p>Ja</p></body></html>",
	},
	{
		.name = "style sheet, by its class",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<style>.x{display:none}</style><p>Tack.</p><p class=\"x\">" NUMBER
			     "</p>",
		.honest = PAGE "<style>.x{display:none}</style><p class=\"y\">" NUMBER "</p>",
	},
	{
		.name = "style sheet, by its element",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<style>h3{font-size:0}</style><p>Tack.</p><h3>" NUMBER "</h3>",
	},
	{
		.name = "style sheet, by its id",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<style>#x{mso-hide:all}</style><p>Tack.</p><p id=x>" NUMBER "</p>",
	},
	{
		.name = "style sheet below it",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = PAGE "<p>Tack.</p><p class=x>" NUMBER "</p><style>.x{color:#fff}</style>",
	},
	{
		.name = "style sheet of another part",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.body = "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" PAGE
			"<p>Tack.</p><p class=x>" NUMBER "</p>\r\n--x\r\n" PAGE
			"<style>.x{display:none}</style>\r\n--x--",
	},
	{
		.name = "style sheet for some screens",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = PAGE
		"<style>@media screen{.x{display:none}}</style><p>Tack.</p><p class=x>" NUMBER
		"</p>",
	},
	{
		.name = "style sheet that goes before the style",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = PAGE
		"<style>.x{display:none !important}</style><p>Tack.</p><p class=x style=\"display:block\">" NUMBER
		"</p>",
	},
	{
		.name = "selector that is not read",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = PAGE "<style>p:nth-child(2){opacity:0}</style><p>Tack.</p><p>" NUMBER
			     "</p>",
	},
	{
		.name = "style sheet from elsewhere",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = PAGE "<style>@import url(cid:x);</style><p>Tack.</p><p>" NUMBER "</p>",
	},
	{
		.name = "yes hidden by a style sheet",
		.told = "new_case ansvarig",
		.journal = "mail_joined",
		.whose = OF_QUESTION,
		.body = PAGE
		"<style>.x{display:none}</style><p>Vad är det här?</p><p class=x>Ja</p>",
	},
	{
		.name = "yes that a style sheet may hide",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.whose = OF_QUESTION,
		.body = PAGE "<style>div>.x{display:none}</style><div><p class=x>Ja</p></div>",
		.honest = PAGE "<style>p{margin:0}</style><div><p class=x>Ja</p></div>",
	},
	{
		.name = "hidden in the page, written in the text",
		.told = "transcript registrator",
		.journal = "mail_joined, answered unclear",
		.body = "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n" NUMBER
			"\r\n--x\r\n" PAGE "<style>p>b{font-size:0}</style><p><b>" NUMBER
			"</b></p>\r\n--x--",
	},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	errand_trial_add("/errand-hidden", attacks, G_N_ELEMENTS(attacks));
	return g_test_run();
}

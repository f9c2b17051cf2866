/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/answer-tools.h"

void
answer_add_body(Mail *mail, const char *text, gboolean page, guint alternative)
{
	MailBody *body = g_new0(MailBody, 1);

	body->text = g_strdup(text);
	body->page = page;
	body->alternative = alternative;
	g_ptr_array_add(mail->bodies, body);
}

Answer *
answer_of_body(const char *text, gboolean page)
{
	g_autoptr(Mail) mail = mail_new();

	answer_add_body(mail, text, page, 0);
	return answer_find(mail);
}

char *
answer_show(const GPtrArray *lines)
{
	GString *out = g_string_new(lines->len ? NULL : "-");

	for (guint i = 0; i < lines->len; i++) {
		const AnswerLine *line = g_ptr_array_index(lines, i);

		g_string_append_printf(out, i ? " | %u %s" : "%u %s", line->number, line->text);
	}
	return g_string_free(out, FALSE);
}

char *
answer_show_lines(const Answer *answer)
{
	return answer_show(answer->lines);
}

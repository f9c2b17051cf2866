/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads the fields of a delivery status notification. Must never take a
 * recipient for another one: a notice is only bounced by its own.
 */
#include "core/mail/delivery-report.h"

#include <string.h>

#include "core/text.h"

/* Recipients beyond these are not looked at: a notice of ours has one. */
#define OUTCOMES 50

/* One field of one group; name and value are cut out of text. */
typedef struct {
	char *name;
	char *value;
	gboolean ends_group; /* an empty line, and no field */
} Field;

/* TRUE if line goes on with the field above (RFC 5322 section 2.2.3). */
static gboolean
is_folded(const char *line)
{
	return line && (*line == ' ' || *line == '\t') && *(line + strspn(line, " \t")) != '\0';
}

/* Takes the field that begins at lines[*i], folded lines too, and goes on behind it. */
static gboolean
next_field(char **lines, guint *i, Field *ret)
{
	if (!lines[*i])
		return FALSE;
	g_autoptr(GString) whole = g_string_new(g_strchomp(lines[(*i)++]));

	while (is_folded(lines[*i]))
		g_string_append_printf(whole, " %s", g_strstrip(lines[(*i)++]));
	const char *colon = strchr(whole->str, ':');

	ret->ends_group = whole->len == 0;
	ret->name = colon ? g_strstrip(g_strndup(whole->str, (gsize) (colon - whole->str)))
			  : g_strdup("");
	ret->value = g_strstrip(g_strdup(colon ? colon + 1 : ""));
	return TRUE;
}

static void
field_clear(Field *field)
{
	g_free(field->name);
	g_free(field->value);
}

/* "<a@b>" and "a@b" alike. */
static char *
without_brackets(const char *text)
{
	gsize length = strlen(text);

	if (length >= 2 && text[0] == '<' && text[length - 1] == '>')
		return g_strndup(text + 1, length - 2);
	return g_strdup(text);
}

/* "rfc822; Alva@Kommun.example" (RFC 3464 section 2.3.2): the address, folded. */
static char *
address_of(const char *value)
{
	const char *semicolon = strchr(value, ';');
	g_autofree char *plain = g_strstrip(g_strdup(semicolon ? semicolon + 1 : value));
	g_autofree char *bare = without_brackets(plain);

	return text_fold_address(bare);
}

static void
outcome_free(DeliveryOutcome *outcome)
{
	g_free(outcome->action);
	g_free(outcome->final_to);
	g_free(outcome->original_to);
	g_free(outcome->status);
	g_free(outcome);
}

void
delivery_report_free(DeliveryReport *report)
{
	if (!report)
		return;
	g_free(report->envelope_id);
	g_free(report->message_id);
	g_ptr_array_unref(report->outcomes);
	g_free(report);
}

/* The first word, lower-case: a comment may follow it. */
static char *
first_word(const char *value)
{
	return g_ascii_strdown(value, (gssize) strcspn(value, " \t(;"));
}

/* Of a field that stands twice the first counts. */
static void
put(char **place, char *value)
{
	if (*place || !*value)
		g_free(value);
	else
		*place = value;
}

static void
read_field(const Field *field, DeliveryReport *report, DeliveryOutcome *outcome)
{
	const char *name = field->name;

	if (g_ascii_strcasecmp(name, "Original-Envelope-Id") == 0)
		put(&report->envelope_id, without_brackets(field->value));
	else if (g_ascii_strcasecmp(name, "Action") == 0)
		put(&outcome->action, first_word(field->value));
	else if (g_ascii_strcasecmp(name, "Final-Recipient") == 0)
		put(&outcome->final_to, address_of(field->value));
	else if (g_ascii_strcasecmp(name, "Original-Recipient") == 0)
		put(&outcome->original_to, address_of(field->value));
	else if (g_ascii_strcasecmp(name, "Status") == 0)
		put(&outcome->status, first_word(field->value));
}

/* Ends a group: an outcome if it names a recipient and what became of the mail. */
static DeliveryOutcome *
end_group(DeliveryReport *report, DeliveryOutcome *outcome)
{
	gboolean whole = outcome->action && (outcome->final_to || outcome->original_to);

	if (whole && report->outcomes->len < OUTCOMES)
		g_ptr_array_add(report->outcomes, outcome);
	else
		outcome_free(outcome);
	return g_new0(DeliveryOutcome, 1);
}

DeliveryReport *
delivery_report_parse(const char *text)
{
	g_autoptr(DeliveryReport) report = g_new0(DeliveryReport, 1);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	DeliveryOutcome *outcome = g_new0(DeliveryOutcome, 1);
	Field field;
	guint i = 0;

	report->outcomes = g_ptr_array_new_with_free_func((GDestroyNotify) outcome_free);
	while (next_field(lines, &i, &field)) {
		if (field.ends_group)
			outcome = end_group(report, outcome);
		else
			read_field(&field, report, outcome);
		field_clear(&field);
	}
	outcome_free(end_group(report, outcome));
	return report->outcomes->len ? g_steal_pointer(&report) : NULL;
}

/* The value of the first field of that name; "" if there is none. g_free() it. */
static char *
find_field(const char *text, const char *name, gboolean *ret_found)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autofree char *value = NULL;
	Field field;
	guint i = 0;

	while (!value && next_field(lines, &i, &field)) {
		if (g_ascii_strcasecmp(field.name, name) == 0)
			value = g_steal_pointer(&field.value);
		field_clear(&field);
	}
	*ret_found = value != NULL;
	return value ? g_steal_pointer(&value) : g_strdup("");
}

char *
delivery_report_find_message_id(const char *headers)
{
	gboolean found;
	g_autofree char *value = find_field(headers, "Message-ID", &found);
	g_autofree char *id = without_brackets(value);

	return *id ? g_steal_pointer(&id) : NULL;
}

gboolean
delivery_report_has_field(const char *text, const char *name)
{
	gboolean found;

	g_free(find_field(text, name, &found));
	return found;
}

gboolean
delivery_outcome_is_lasting(const DeliveryOutcome *outcome)
{
	static const char *const lasting[] = { "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10",
		"5.2.1", NULL };

	return strcmp(outcome->action, "failed") == 0 && outcome->status &&
	       g_strv_contains(lasting, outcome->status);
}

const DeliveryOutcome *
delivery_report_failure(const DeliveryReport *report, const char *address)
{
	for (guint i = 0; i < report->outcomes->len; i++) {
		const DeliveryOutcome *outcome = g_ptr_array_index(report->outcomes, i);

		if (strcmp(outcome->action, "failed") == 0 &&
			(text_is_same_address(outcome->final_to, address) ||
				text_is_same_address(outcome->original_to, address)))
			return outcome;
	}
	return NULL;
}

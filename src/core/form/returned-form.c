/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose form it is that somebody sent back. Must never let what is of one case into another.
 */
#include "core/form/returned-form.h"

#include <string.h>

#include "core/form/consistency.h"
#include "core/form/investigation-law.h"

static void
flag(Reading *reading, const char *code, const char *message)
{
	g_ptr_array_add(reading->flags,
		reading_flag_new(code, consistency_title(code, NULL), message, NULL));
}

/* Flags of the file itself, which quote nothing of what stands in the form. */
static gboolean
is_of_file(const ReadingFlag *flag)
{
	return strcmp(flag->code, "macros") == 0 || strcmp(flag->code, "attachment_unread") == 0;
}

/* All but whose it is; what was asked about it is asked no more. */
static void
empty(Reading *reading)
{
	gsize n_parts;
	const ReadingPart *parts = reading_parts(&n_parts);

	for (gsize i = 0; i < n_parts; i++)
		if (strcmp(parts[i].name, "form") != 0)
			reading_remove(reading, &parts[i]);
	for (guint i = reading->flags->len; i > 0; i--)
		if (!is_of_file(g_ptr_array_index(reading->flags, i - 1)))
			g_ptr_array_remove_index(reading->flags, i - 1);
}

static void
refuse(Reading *reading, const char *case_id, gboolean opens)
{
	const char *other = reading->form->case_id.value;
	g_autofree char *whose =
		other ? g_strdup_printf("Formuläret gäller ärende %s, men mejlet hör till %s.",
				other, case_id)
		      : g_strdup_printf(
				"Det framgår inte om formuläret gäller ärende %s.", case_id);
	g_autofree char *message = g_strconcat(whose,
		opens ? " Mejlet har öppnat ett ärende: avgör var det hör hemma."
		      : " Inget av det som står i formuläret har förts in.",
		NULL);

	if (!opens)
		empty(reading);
	flag(reading, "form_of_other_case", message);
}

static void
tell_missing(Reading *reading)
{
	g_autoptr(GPtrArray) missing = investigation_law_missing(reading, FALSE);

	if (!missing->len)
		return;
	g_ptr_array_add(missing, NULL);
	g_autofree char *list = g_strjoinv("; ", (char **) missing->pdata);
	g_autofree char *message = g_strdup_printf("I formuläret saknas: %s.", list);
	flag(reading, "form_incomplete", message);
}

guint
returned_form_check(ReadingFile *file, const char *case_id, gboolean opens)
{
	guint refused = 0;

	for (guint i = 0; i < file->documents->len; i++) {
		Reading *reading = g_ptr_array_index(file->documents, i);

		if (!reading->form)
			continue;
		if (g_strcmp0(reading->form->case_id.value, case_id) == 0) {
			tell_missing(reading);
			continue;
		}
		refuse(reading, case_id, opens);
		refused++;
	}
	return refused;
}

gboolean
returned_form_is_in(const ReadingFile *file)
{
	for (guint i = 0; file && i < file->documents->len; i++)
		if (((const Reading *) file->documents->pdata[i])->form)
			return TRUE;
	return FALSE;
}

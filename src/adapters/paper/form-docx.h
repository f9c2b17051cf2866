/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define FORM_DOCX_BYTES_MAX (2 << 20)

/*
 * The form of an investigation as a Word document whose content controls carry the tags of
 * core/form/return-form.h. It is the operator's file: none that came by mail is opened here.
 */

/*
 * What is wrong with it: tags that nobody knows, and those that it lacks; macros; a tag of a
 * check box on another control. file: for the messages ("sv/investigation.docx"), which are
 * added to problems (char *).
 */
void form_docx_check(const char *file, GBytes *form, GPtrArray *problems);

/*
 * The form with what facts (a{sv}) say in its controls; they are what its reader may see
 * (privacy_filter()). language: of the words in front of what a report says. ret_filled:
 * transferred; the same facts give the same bytes. Errors: CONFIG (the form cannot be read).
 */
gboolean form_docx_fill(GBytes *form, GVariant *facts, const char *language, GBytes **ret_filled,
	GError **error) G_GNUC_WARN_UNUSED_RESULT;

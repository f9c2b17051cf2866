/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"
#include "reader/lines.h"
#include "reader/rtf-scan.h"

#define RTF_NO_ANSWER 25 /* \ffres of a form field that nobody touched */

/* Where the text of a group goes. */
typedef enum {
	RTF_INTO_TEXT,
	RTF_INTO_NOTHING,
	RTF_INTO_FONTS,
	RTF_INTO_INSTRUCTION, /* of a field: nothing, but the data of a form are in it */
	RTF_INTO_FORM,
	RTF_INTO_ITEM, /* of a list in a form */
} RtfDestination;

/* What a group ends with. */
typedef enum {
	RTF_ENDS_SIMPLY,
	RTF_ENDS_FORM,
	RTF_ENDS_ITEM,
	RTF_ENDS_APART,
	RTF_ENDS_NOTE,
} RtfEnding;

typedef struct {
	RtfDestination into;
	RtfEnding ending;
	GString *outer; /* the text around a group that stands apart, NULL: the same */
	gint32 font, uc;
	gboolean hidden, deleted, in_table;
} RtfGroup;

typedef struct {
	Lines lines;
	GHashTable *fonts;
	GArray *groups;      /* RtfGroup; the last is the one that is open */
	GString *text;       /* not yet added */
	GByteArray *pending; /* bytes that are not yet letters */
	guint pending_codepage, codepage;
	gint32 default_font, defining;   /* fonts */
	gint32 skip;                     /* what \u has for old programs, still to come */
	gunichar high;                   /* the first half of a character of \u */
	gboolean star;                   /* the next word may be skipped with its group */
	guint table, row, column;        /* 0: no table is open */
	gint32 form_type, result, first; /* of the form field */
	GPtrArray *items;
	guint notes;       /* that are being read */
	gboolean answered; /* a list's answer was read: its result says it again */
	gboolean over;
} Rtf;

/* Before the first token. */
void rtf_init(Rtf *rtf, Document *document);
void rtf_clear(Rtf *rtf);

/* The group that is open; there always is one. */
RtfGroup *rtf_now(Rtf *rtf);

/* FALSE if there are too many groups within groups. */
gboolean rtf_open_group(Rtf *rtf);

/* Ends the group, and does with its text what it ends with. Not for the last group. */
void rtf_close_group(Rtf *rtf);

/* A byte of text, in the charset of its font. */
void rtf_take_byte(Rtf *rtf, guint8 byte);

/* A character, if the text of the group is shown. */
void rtf_add_character(Rtf *rtf, gunichar c);

/* Gathered bytes become text; gathered text becomes lines, which ends a table. */
void rtf_flush_bytes(Rtf *rtf);
void rtf_flush_lines(Rtf *rtf);

/* Ends a cell; the first begins a table. */
void rtf_end_cell(Rtf *rtf);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * What was read from a file, as plain data. The tables below name every
 * member; JSON output, JSON input, the form grammar and comparison walk them,
 * so that a new field is one member and one row.
 */

/* A value that was read. Nothing was written there if raw is NULL. */
typedef struct {
	char *value;       /* made alike; NULL if it cannot be read */
	char *raw;         /* as written */
	double confidence; /* 0..1 */
	char *where;       /* "line 12", "page 2 line 3" */
} ReadingField;

typedef struct {
	char *type; /* "misconduct", "tangible_risk" or NULL */
	ReadingField dnr, stamped;
	struct {
		ReadingField name, title, workplace, phone, email;
	} reporter;
	ReadingField unit;
	GPtrArray *areas; /* char *, lexsarah(1)'s codes */
	ReadingField area_detail, cited_law;
	struct {
		ReadingField date, weekday, time;
	} observed;
	ReadingField occurred, description, consequences, immediate_measures;
	struct {
		ReadingField date, name;
	} signature;
	struct {
		ReadingField date, signer;
	} not_opened;
	ReadingField other_information;
} ReadingReport;

/* What the investigation's form holds; SOSFS 2011:5 chapter 5 says what it must. */
typedef struct {
	ReadingField received, dnr, started;
	GPtrArray *law; /* char *, "SoL", "LSS" */
	struct {
		ReadingField name, title;
	} investigator;
	ReadingField committee;
	ReadingField how_noticed, occurred, what, consequences, happened_before;
	char *can_recur; /* "yes", "no" or NULL */
	ReadingField can_recur_why;
	struct {
		ReadingField communication, education, processes, environment, technology, other;
	} causes;
	struct {
		ReadingField taken, when, planned;
	} measures;
	ReadingField follow_up, other;
	char *proposal; /* lexsarah(1)'s outcomes or NULL */
	struct {
		ReadingField report, ivo, copy_attached, copy_final;
	} information; /* when the commissioning board was told of it */
} ReadingInvestigation;

typedef struct {
	ReadingField delegation_reference, matter, dnr, background;
	char *proposal, *outcome; /* lexsarah(1)'s outcomes or NULL */
	ReadingField date, signer, signer_title;
} ReadingDecision;

/* One entry of the running documentation. */
typedef struct {
	ReadingField date, source;
	char *kind; /* "fact", "assessment" or NULL */
	ReadingField note, attachment, signature, title;
} ReadingLogEntry;

/* What a form of ours says of itself: core/form/return-form.h. */
typedef struct {
	ReadingField case_id, version;
} ReadingForm;

typedef struct {
	char *code;    /* lexsarah(1)'s flag codes */
	char *title;   /* without content: may be mailed */
	char *message; /* quotes values: stays inside */
	char **fields; /* names of the members that it is about */
} ReadingFlag;

/* One report with what belongs to it; a file may hold several. */
typedef struct {
	ReadingReport report;
	ReadingInvestigation *investigation; /* NULL: there is none */
	ReadingDecision *decision;           /* NULL: there is none */
	GPtrArray *log;                      /* ReadingLogEntry * */
	ReadingForm *form;                   /* NULL: it is no form that we sent */
	GPtrArray *flags;                    /* ReadingFlag * */
	gboolean has_form;                   /* read from a form, not from running text */
} Reading;

typedef struct {
	char *file;
	char *format;         /* "docx", "text", ...; "unknown" if nothing could read it */
	GPtrArray *documents; /* Reading * */
} ReadingFile;

typedef enum {
	READING_TEXT,    /* any number of lines */
	READING_LINE,    /* a line */
	READING_NAME,    /* a line; a full stop after it is not part of it */
	READING_DATE,    /* YYYY-MM-DD */
	READING_TIME,    /* HH:MM, "fm", "em" */
	READING_WEEKDAY, /* lower-case Swedish */
	READING_PHONE,   /* +46... */
	READING_EMAIL,   /* lower-case */
	READING_DNR,     /* CODE YEAR-NUMBER */
	READING_CHOICE,  /* char *: one code or NULL */
	READING_CHOICES, /* GPtrArray *: codes */
	READING_KIND_COUNT
} ReadingKind;

typedef struct {
	const char *name; /* path in the JSON object, "reporter.name" */
	gsize offset;     /* in the part's struct */
	ReadingKind kind;
} ReadingMember;

/* How often a part can be there, and how Reading holds its struct. */
typedef enum {
	READING_ALWAYS,   /* once; the struct itself */
	READING_OPTIONAL, /* once or not at all; a pointer */
	READING_LIST,     /* any number of times; a GPtrArray of pointers */
} ReadingShape;

/* A part of a reading: its JSON name, its members and where its struct is. */
typedef struct {
	const char *name; /* "report" */
	ReadingShape shape;
	gsize offset; /* in Reading */
	gsize size;   /* of its struct */
	const ReadingMember *members;
	gsize n_members;
} ReadingPart;

/* All parts, in the order of lexsarah(1). ret_count: how many. Static. */
const ReadingPart *reading_parts(gsize *ret_count);

/* The part of that name, NULL if there is none. Static. */
const ReadingPart *reading_find_part(const char *name);

/* The member of that name, NULL if there is none. Static. */
const ReadingMember *reading_find_member(const ReadingPart *part, const char *name);

/* The same, for the first of several names with "+" between them. */
const ReadingMember *reading_first_member(const ReadingPart *part, const char *names);

/* TRUE for the kinds that are a ReadingField. */
gboolean reading_kind_is_field(ReadingKind kind);

/* TRUE for the kinds that are answered in sentences: texts, and choices in words. */
gboolean reading_kind_is_text(ReadingKind kind);

/* One struct of a part, borrowed from its reading. */
typedef struct {
	const ReadingPart *part;
	gpointer data;
} ReadingRecord;

/* How many there are of part, and number index of them. */
guint reading_count(const Reading *reading, const ReadingPart *part);
ReadingRecord reading_get_record(Reading *reading, const ReadingPart *part, guint index);

/* One more of part; where there is one at most, the one there is. */
ReadingRecord reading_add_record(Reading *reading, const ReadingPart *part);

/* As if nothing of part had been read. */
void reading_remove(Reading *reading, const ReadingPart *part);

/* A member's place in record, borrowed; the member's kind must fit. */
ReadingField *reading_get_field(ReadingRecord record, const ReadingMember *member);
char **reading_get_choice(ReadingRecord record, const ReadingMember *member);
GPtrArray *reading_get_choices(ReadingRecord record, const ReadingMember *member);

/* The field of that name, which the part must have. */
ReadingField *reading_find_field(ReadingRecord record, const char *name);

/* TRUE if something was written there. */
gboolean reading_field_is_written(const ReadingField *field);

/* Replaces what field holds; all strings are copied. */
void reading_field_set(ReadingField *field, const char *value, const char *raw, double confidence,
	const char *where);
void reading_field_clear(ReadingField *field);

/* TRUE if value, raw, confidence (to 1/1000) and where are the same. */
gboolean reading_field_equal(const ReadingField *a, const ReadingField *b);

/* TRUE if both say the same in each member, wherever it stands and however sure that is. */
gboolean reading_says_same(Reading *a, Reading *b);

/* TRUE if all parts, members and flags of both are the same. */
gboolean reading_equal(Reading *a, Reading *b);

Reading *reading_new(void);
void reading_free(Reading *reading);

/* Takes copies; fields is NULL-terminated and may be NULL. */
ReadingFlag *reading_flag_new(
	const char *code, const char *title, const char *message, const char *const *fields);
void reading_flag_free(ReadingFlag *flag);

/* The flag of that code, borrowed, or NULL. */
const ReadingFlag *reading_find_flag(const Reading *reading, const char *code);

ReadingFile *reading_file_new(const char *file, const char *format);
void reading_file_free(ReadingFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reading, reading_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReadingFlag, reading_flag_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReadingFile, reading_file_free)

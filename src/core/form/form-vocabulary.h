/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * The words that forms are made of, as data. What a municipality prints on its
 * form is a label here, never code. Filled by adapters/config/vocabulary-libconfig.h.
 */
typedef enum {
	FORM_PART,    /* a heading that begins a report, an investigation, ... */
	FORM_SECTION, /* a heading inside a part */
	FORM_FIELD,   /* the label of a value */
	FORM_OPTION,  /* the words beside a check box */
	FORM_IGNORE,  /* printed on every copy: means nothing, and its value is not wanted */
	FORM_ROLE_COUNT
} FormRole;

/* What a folded word shows at a glance. */
typedef struct {
	guint length;    /* bytes */
	guint32 letters; /* which there are, a bit for each: several may share one */
} FormShape;

/*
 * One way to print a label, cut into folded words. Written "Beskriv … åtgärder"
 * it has a gap, in which any words may stand, and stands for all of a question:
 * form-prompt.h. Written "Var:" it counts only before a colon, at the beginning
 * of a line.
 */
typedef struct {
	char **words;      /* folded (text_fold()), NULL-terminated */
	FormShape *shapes; /* of the words */
	guint n_words;
	guint n_letters;
	guint64 gaps; /* bit i: other words may stand after word i */
	gboolean colon;
} FormPhrase;

typedef struct {
	FormRole role;
	char *part;         /* reading part that it belongs to; for FORM_PART: that it begins */
	char *id;           /* FORM_SECTION: the section. FORM_FIELD: members it fills, "+" between
			     * them. FORM_OPTION: the member. Else "" */
	char *value;        /* FORM_OPTION: the code that a tick means, else NULL */
	char **sections;    /* where it counts; empty: anywhere in its part. FORM_PART: inside
			     * which other parts */
	char *opens;        /* section that begins here, NULL: none. FORM_SECTION: id */
	char *standard;     /* members that unlabelled text fills, or NULL. FORM_PART: in the
			     * section "head" before the first other one; FORM_SECTION: in it;
			     * FORM_FIELD: after its value; FORM_OPTION: beside it, when ticked */
	gboolean weak;      /* FORM_FIELD: used only where no other label gave a value */
	char **before;      /* FORM_FIELD: counts only where the next label is that of one of
			     * these; empty: always */
	GPtrArray *phrases; /* FormPhrase * */
} FormLabel;

typedef struct FormVocabulary FormVocabulary;

FormVocabulary *form_vocabulary_new(void);
void form_vocabulary_free(FormVocabulary *vocabulary);

/* An empty label; strings not given are "" or NULL as documented above. */
FormLabel *form_label_new(FormRole role, const char *part, const char *id);
void form_label_free(FormLabel *label);

/* Adds a way to print the label. FALSE: no letters in text, or over 60 words. */
gboolean form_label_add_phrase(FormLabel *label, const char *text) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Takes label over. INPUT: a field that the part does not have, an option of
 * something that is no choice, a label without a way to print it; the label is
 * freed then too.
 */
gboolean form_vocabulary_take(
	FormVocabulary *vocabulary, FormLabel *label, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* All labels, FormLabel *, borrowed. */
const GPtrArray *form_vocabulary_labels(const FormVocabulary *vocabulary);

/* A label and one way to print it. */
typedef struct {
	const FormLabel *label;
	const FormPhrase *phrase;
} FormPrinted;

/* The ways to print labels by the words that they begin with. */
typedef struct FormIndex FormIndex;

/*
 * The labels that can count in part, and the headings of all parts, which are
 * all that is in the part ""; NULL: all labels. Borrowed until the next label
 * is taken.
 */
const FormIndex *form_vocabulary_index(const FormVocabulary *vocabulary, const char *part);

/*
 * The ways to print a label whose first word may be the folded one, in the
 * order in which they were taken; there may be others among them. GArray of
 * FormPrinted, borrowed.
 */
const GArray *form_index_find(const FormIndex *index, const char *folded, FormShape shape);

/* TRUE if label counts in this part and section (FORM_PART: in any part). */
gboolean form_label_counts(const FormLabel *label, const char *part, const char *section);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(FormVocabulary, form_vocabulary_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FormLabel, form_label_free)

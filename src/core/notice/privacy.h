/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/notice/notice.h"

/*
 * Invariant 7: which field may be shown to whom, on which route. The table is
 * the only place where that is said; templates are checked against it when
 * they are loaded, and facts once more before they are rendered.
 */

typedef enum {
	PRIVACY_TEXT,    /* "s" */
	PRIVACY_BOOLEAN, /* "b" */
	PRIVACY_TEXTS,   /* "as" */
	PRIVACY_GROUP,   /* "a{sv}": its members are rows of their own */
	PRIVACY_LIST,    /* "aa{sv}": likewise */
	PRIVACY_KIND_COUNT
} PrivacyKind;

typedef struct {
	const char *name; /* members with a dot: "flags.title" */
	PrivacyKind kind;
	guint audiences[ROUTE_COUNT]; /* bits: 1 << Audience; a secure route adds to a plain one */
	const char *sample;           /* for PRIVACY_TEXT and PRIVACY_TEXTS: a value to try with */
} PrivacyField;

/* The whole table, containers before their members. Static. */
const PrivacyField *privacy_get_fields(gsize *ret_count);

/* The row of that name, or NULL. */
const PrivacyField *privacy_find_field(const char *name);

/*
 * TRUE if a mail to audience over route may name field. Members of a list or
 * group are written with a dot: "flags.title".
 */
gboolean privacy_allows(const char *field, Audience audience, Route route);

/* TRUE if the field exists at all, for a better message on typing errors. */
gboolean privacy_knows(const char *field);

/*
 * The names that privacy_allows(), separated by ", ", for messages. Only those
 * that a template can write as they stand at its top level: lists are named,
 * their members come with a dot. g_free() it.
 */
char *privacy_list_allowed(Audience audience, Route route);

/*
 * A copy of facts (a{sv}) with every field left out that the audience may not
 * see on that route, members of lists too, and every value that is not of the
 * type of its row. Returns a new full reference.
 */
GVariant *privacy_filter(GVariant *facts, Audience audience, Route route);

/*
 * Facts with a value for every row of the table: booleans TRUE, lists with one
 * element. For trying templates out; never for a mail. New full reference.
 */
GVariant *privacy_sample_facts(void);

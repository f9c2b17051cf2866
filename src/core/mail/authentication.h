/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * One Authentication-Results: header (RFC 8601), read and not judged: whose it
 * is and what it says, trust.c asks.
 */

/* One method's result: "dkim=pass header.d=kommun.example". Lower-case all. */
typedef struct {
	char *method;    /* "dmarc", "dkim", "spf", "auth", ... without a version */
	char *result;    /* "pass", "fail", "none", ... */
	char **property; /* "header.from=kommun.example", ...; NULL-terminated */
} AuthenticationResult;

typedef struct {
	char *id;           /* the authserv-id, lower-case; NULL if it names none */
	GPtrArray *results; /* AuthenticationResult * */
} Authentication;

/*
 * Of any text; comments are left out. Of another version than 1 it has no results, nor a pass by
 * another version of a method (RFC 8601 section 2.2). authentication_free() it.
 */
Authentication *authentication_parse(const char *value);

/* The value of a property, "header.from"; NULL if it has none, or several. Borrowed. */
const char *authentication_property(const AuthenticationResult *result, const char *name);

void authentication_free(Authentication *authentication);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Authentication, authentication_free)

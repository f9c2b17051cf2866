/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/paper/paper.h"

/*
 * The words by which a person could be recognised in a text: each part of the names and
 * addresses that the person goes by. Finds too much rather than too little: what is found is
 * for a person to look at.
 */
typedef struct NameParts NameParts;

NameParts *name_parts_new(void);
void name_parts_free(NameParts *parts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NameParts, name_parts_free)

/* A name as anybody wrote it; particles ("af", "von") and single letters are no part. May be NULL.
 */
void name_parts_add(NameParts *parts, const char *name);

/* What stands before the @ of an address, likewise. May be NULL. */
void name_parts_add_address(NameParts *parts, const char *address);

/*
 * Where they stand in text, which is valid UTF-8: PaperSpan of PAPER_NAME, in order and apart.
 * Letters' case and accents do not count, nor do an -s at the end and what is joined by a
 * hyphen; parts with nothing but a space, a full stop, a hyphen or an @ between them are one.
 */
GArray *name_parts_find(const NameParts *parts, const char *text);

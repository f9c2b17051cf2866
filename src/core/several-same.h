/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/likeness.h"
#include "core/reading.h"

/* A document as it is compared with others: what is dear is done once for it. */
typedef struct {
	const Reading *reading; /* borrowed */
	Likeness likeness;      /* of its account */
} SeveralSaid;

SeveralSaid several_said(const Reading *reading);

/*
 * TRUE if two reports are one: nothing that was read for certain of who, when, where
 * and which number contradicts it, and their accounts are alike; or say half the
 * same, or nothing, of the same person and day.
 */
gboolean several_is_same(const SeveralSaid *a, const SeveralSaid *b);

/* The registration number of a dossier, wherever it stands; NULL if nowhere. Borrowed. */
const ReadingField *several_number(const Reading *reading);

/* TRUE if both have one, and the same but for the code before it. */
gboolean several_have_number(const Reading *a, const Reading *b);

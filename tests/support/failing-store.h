/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ports/case-store.h"

/*
 * A store before another: its calls fail when told to, without a change, as a
 * full disk would have them. What it does not know it does not have.
 */
typedef struct {
	CaseStore base;
	CaseStore *real;
	const char *call; /* "apply"; NULL: none fails */
	guint count;      /* so many of its next calls fail */
	int code;         /* LexError */
	guint seen;       /* such calls up to now */
} FailingStore;

/* Fails nothing yet. real is borrowed. */
void failing_store_init(FailingStore *store, CaseStore *real);

/* The next count calls of that name fail with this class. */
void failing_store_fail(FailingStore *store, const char *call, guint count, int code);

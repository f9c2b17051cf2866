/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A copy of an investigation in which a person has hidden what its reader may not see.
 * That it hides enough no program can tell: here is only what can be sent at all.
 */
#define MASKED_COPY_BYTES (15 * 1024 * 1024) /* in base64 it fits into a mail of 25 MB */

extern const char masked_copy_too_large[];

/* Why it cannot be sent, as words that follow its name; NULL: it can. Static. */
const char *masked_copy_fault(GBytes *file);

/* What it is called in a mail, whatever the file was: "LS-2026-0001-kopia.pdf". g_free() it. */
char *masked_copy_name(const char *case_id);

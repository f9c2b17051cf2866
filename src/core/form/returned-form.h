/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/reading.h"

/*
 * Forms of ours in a mail of the case case_id. One that is of another case, or of which that
 * cannot be said, is a question to a person: a flag says so, and nothing of what stands in it is
 * kept, unless the mail opened the case (opens). One of this case says by a flag what the law
 * still misses. Other documents are not touched. How many are not of this case.
 */
guint returned_form_check(ReadingFile *file, const char *case_id, gboolean opens);

/* TRUE if any form of ours is in it, of whatever case. file may be NULL. */
gboolean returned_form_is_in(const ReadingFile *file);

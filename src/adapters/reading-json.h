/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/reading.h"

/* {"file","format","documents":[...]} as in lexsarah(1), one line. g_free() it. */
char *reading_json_write(ReadingFile *file);

/*
 * Reads what reading_json_write() wrote; unknown keys are passed over, so that
 * an older reading can be read again. INPUT: not JSON, or not of that shape.
 */
ReadingFile *reading_json_read(const char *json, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/clock/clock.h"

/* The texts of law of a clock that has started, joined by "; "; NULL: none. g_free() it. */
char *clock_sources(const Clock *clock);

/* The same of n texts, some of which may be NULL. */
char *clock_sources_text(const ClockSource *const *sources, gsize n);

/*
 * The words for the time of what clock_sources_text() made, each once: "genast /
 * utan dröjsmål"; NULL: none. g_free() it.
 */
char *clock_wordings(const ClockRule *rule, const char *sources);

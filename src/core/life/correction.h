/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/notice/notice.h"

/*
 * What a notice lacked that went out before the files were read. told: its facts; found:
 * those of the reading (reading_facts_make()); both as they are read back. The facts (a{sv}, full
 * reference) of the notice that adds to it: the new flags and what was read; NULL if whoever got
 * the first one, on that route, would learn nothing new.
 */
GVariant *correction_facts(GVariant *told, GVariant *found, Audience audience, Route route);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/journal/statistics.h"

/*
 * The statistics as one page of HTML, in Swedish, that is whole by itself: no
 * script, nothing from elsewhere. It is well-formed XML, too. They must have been
 * suppressed. g_free() it.
 */
char *statistics_html(const Statistics *statistics, const StatisticsSubject *subject);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <jansson.h>

#include "core/journal/statistics.h"

/* The statistics of lexsarah(1) report; they must have been suppressed. */
json_t *statistics_json(const Statistics *statistics, const StatisticsSubject *subject);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/form-vocabulary.h"

/*
 * Uses every library, table and pattern once, on words of our own, before the
 * first fork, so that a child finds all of it ready; but for what reads letters
 * from pictures: format_warm_scans().
 */
void reader_warm(const FormVocabulary *vocabulary);

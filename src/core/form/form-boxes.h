/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/document.h"
#include "core/form/form-scan.h"

/*
 * Pairs check boxes with the options beside them, by position: on a row with
 * as many boxes as options the first belongs to the first, whether boxes stand
 * before, after or all behind the options ("SoL LSS [x] [ ]"). Marks the ticked
 * options. Options that got no box on a row with boxes are words of an answer
 * and are taken out of hits. An option that is alone in its section, where
 * there are no boxes, is an answer in words and counts as ticked.
 */
void form_boxes_pair(const Document *document, GArray *hits, guint first, guint end);

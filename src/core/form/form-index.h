/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/form/form-vocabulary.h"

/* An empty index. form_index_free() it. */
FormIndex *form_index_new(void);
void form_index_free(FormIndex *index);

/* Adds all ways to print label, which must live as long as the index. */
void form_index_add(FormIndex *index, const FormLabel *label);

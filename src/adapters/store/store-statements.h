/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "adapters/store/store-schema.h"

/* Indexed by StoreStatement; part of store_schema. */
extern const DbStatement store_statements[ST_COUNT];

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/dispatch-end.h"

/*
 * Records how parcels ended, and claims others, in one commit: most of what sending takes is
 * waiting for the disk. Where that fails, each by itself: one that was cancelled, or cannot be
 * recorded, keeps no other from it. ends, claims: Parcel *; sets ended and unended of those,
 * claimed and fault of these. While the database is in trouble (STORE) nothing is claimed.
 */
void dispatch_record(const Ending *ending, GPtrArray *ends, GPtrArray *claims);

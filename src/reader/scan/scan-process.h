/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/relay.h"

/*
 * To a process that can read letters from pictures, whose tables are as large as all
 * other ones together. service is borrowed. relay_free() the result.
 */
Relay *scan_process_new(const Service *service);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/relay.h"

/*
 * To lexsarah-reader-pages, which can read PDF and pictures, and stands beside the
 * running program. service is borrowed. relay_free() the result.
 */
Relay *pages_process_new(const Service *service);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/relay.h"

/*
 * Answers requests from standard input on standard output, both sockets, until
 * the other side closes. elsewhere reads what this process has no libraries for;
 * NULL where service is complete. FALSE: the other side went in the middle of a request.
 */
gboolean serve(const Service *service, Relay *elsewhere, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/child.h"

/*
 * Answers requests from standard input on standard output, both sockets, until
 * the other side closes. FALSE: it went in the middle of one.
 */
gboolean serve(const Service *service, GError **error) G_GNUC_WARN_UNUSED_RESULT;

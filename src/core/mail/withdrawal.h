/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * TRUE if somebody seems to take a report back. A question to a person and no
 * more: a misconduct that is known has to be investigated whoever wants it
 * (SoL 27 kap. 5 §). Quoted lines are not the sender's words.
 */
gboolean withdrawal_is_meant(const char *text);

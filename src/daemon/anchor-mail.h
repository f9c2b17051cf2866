/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/daemon.h"

/*
 * Tells the registrars the anchor of the journal (core/journal/anchor.h), as often as
 * organisation.anchor says: on each working day, or on the first of a week. Two
 * boards with one registrar have one journal and one mail. May be asked as often as
 * one likes.
 */
gboolean anchor_mail_tell(const Daemon *daemon, GError **error) G_GNUC_WARN_UNUSED_RESULT;

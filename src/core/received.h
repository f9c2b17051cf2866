/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/mail.h"

/*
 * Reads the value of one Received: line (RFC 5321 section 4.4), folded or not,
 * any bytes. Always gives a MailTrace; what could not be read with certainty
 * is NULL or INSTANT_NONE. mail_trace_free() it.
 *
 * by: the host that wrote the line; NULL if none or several are named.
 *
 * from: the name that the writer vouches for. How it is written depends on the
 * writer:
 *   from HELO (name [address])          Postfix, sendmail, OpenSMTPD: name
 *   from HELO (unknown [address])       NULL: the address has no such name
 *   from HELO (name [address] (may be forged))   NULL: sendmail's words for it
 *   from name ([address] helo=HELO)     Exim: name
 *   from [address] (helo=HELO)          NULL
 *   from name (HELO x) (address)        qmail: name, NULL for "unknown"
 *   from name (address)                 Exchange: name
 *   from name                           name, as announced
 *
 * The last two are names as announced: Exchange, Dovecot's LMTP and content
 * filters write them, also in Exim's form. Such a host is fit to be a gateway
 * only if nobody but gateways can reach it.
 *
 * time: after the last ';' that is not in a comment.
 */
MailTrace *received_parse(const char *value);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/mail/mail.h"

/*
 * Reads the value of one Received: line (RFC 5321 section 4.4), folded or not,
 * any bytes. Always gives a MailTrace; what could not be read with certainty
 * is NULL or INSTANT_NONE. mail_trace_free() it.
 *
 * by: the host that wrote the line; NULL if none or several are named.
 *
 * from: the name that the writer found for its peer's address; never what the
 * peer only announced (HELO), for anybody can announce anything. How it is
 * written depends on the writer:
 *   from HELO (name [address])          Postfix, sendmail, OpenSMTPD: name
 *   from HELO (unknown [address])       NULL: the address has no such name
 *   from HELO (name [address] (may be forged))   NULL: sendmail's words for it
 *   from name ([address] helo=HELO)     Exim: name
 *   from name ([address]) ... (Exim 4.96)        name
 *   from [address] (helo=HELO)          NULL
 *   from name (HELO x) (address)        qmail: NULL, for the name is the peer's own word
 *   from HELO ([address])               NULL: Dovecot, amavis
 *   from HELO (address)                 NULL: Exchange
 *   from HELO                           NULL
 *   from name ... with LMTP             name: only a mail server of one's own speaks
 *                                       LMTP (RFC 2033 section 5), and it says who it is
 *
 * address: that of the peer, where the parentheses of the from clause hold it.
 *
 * time: after the last ';' that is not in a comment.
 */
MailTrace *received_parse(const char *value);

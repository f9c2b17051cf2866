/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/mail/mail.h"
#include "core/settings.h"

/* Whether a mail is from the address that stands in From:. Never stops a mail. */
typedef enum {
	TRUST_UNKNOWN,  /* nobody whose word counts says anything */
	TRUST_VERIFIED, /* it is */
	TRUST_FAILED,   /* the check failed, or it was tampered with */
	TRUST_COMMAND,  /* it came as no mail: a person entered it, whom the journal names */
	TRUST_RESULT_COUNT
} TrustResult;

/*
 * What names several senders has failed, for a server may have proved another of them than
 * is read. Verified if it is signed with the key that the configuration has for that
 * address; else by the policy organisation.trust of lexsarah.conf(5), never TRUST_COMMAND:
 *
 * none: unknown.
 *
 * authserv: Authentication-Results (RFC 8601) that stand above the lowest
 * Received: line that our own gateways wrote (core/mail/arrival.h: lines further down
 * are the sender's), and name our authserv_id. Two of them are a failure.
 *
 * exchange-online: the same without an id, above the lowest line of the run of
 * Microsoft's own hosts at the top. Mail within a tenant is not signed: there the
 * X-MS-Exchange-Organization-AuthAs: Internal counts, which Exchange Online takes
 * out of what comes from elsewhere.
 */
TrustResult trust_judge(const Mail *mail, const Settings *settings);

/*
 * TRUE if mail says that it is from own staff, and the policy is one that would
 * show it, and does not.
 */
gboolean trust_is_doubtful(const Mail *mail, const Settings *settings, TrustResult result);

/* "unknown", "verified", "failed", "command". Static. */
const char *trust_result_name(TrustResult result);
gboolean trust_result_from_name(const char *name, TrustResult *ret) G_GNUC_WARN_UNUSED_RESULT;

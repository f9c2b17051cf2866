/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "core/mail/mail.h"

/* TRUE if one of the issues holds words. */
static inline gboolean
mail_has_issue(const Mail *mail, const char *words)
{
	for (guint i = 0; i < mail->issues->len; i++)
		if (strstr(mail->issues->pdata[i], words))
			return TRUE;
	return FALSE;
}

/* same: whether two mails that differ in their bytes must have one identity. */
static inline void
mail_assert_same(const Mail *a, const Mail *b, gboolean same)
{
	g_assert_cmpint(memcmp(a->fingerprint, b->fingerprint, MAIL_DIGEST_BYTES) == 0, ==, same);
}

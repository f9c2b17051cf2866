/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When mail may be deleted from a mailbox: public records are disposed of by
 * decision (arkivlagen 10 §), and what is deleted must stand in a backup.
 */
#include "core/life/disposal.h"

#include "core/date.h"
#include "core/text.h"

#define DAY_MS (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)

static const struct {
	const char *reason, *notice, *english;
} words[DISPOSAL_COUNT] = {
	[DISPOSAL_UNDECIDED] = { "nothing is deleted: disposal_decision and delete_after_days "
				 "must both be set",
		"inget mejl raderas: gallringsbeslut eller tid saknas i inställningarna",
		"no mail is deleted: the decision on disposal or the time is not in the configuration" },
	[DISPOSAL_NO_BACKUP] = { "nothing is deleted: there is no verified backup; run lexsarah "
				 "backup",
		"inget mejl raderas: det finns ingen kontrollerad säkerhetskopia",
		"no mail is deleted: there is no verified backup" },
	[DISPOSAL_OLD_BACKUP] = { "nothing is deleted: the verified backup is older than "
				  "delete_after_days; run lexsarah backup",
		"inget mejl raderas: den kontrollerade säkerhetskopian är för gammal",
		"no mail is deleted: the verified backup is too old" },
};

Disposal
disposal_check(const MailboxSettings *mailbox, gint64 last_backup, gint64 now, gint64 *ret_before)
{
	gint64 before = now - (gint64) mailbox->delete_after_days * DAY_MS;

	if (mailbox->after != AFTER_DELETE || !mailbox->disposal_decision ||
		mailbox->delete_after_days == 0)
		return DISPOSAL_UNDECIDED;
	if (last_backup == INSTANT_NONE)
		return DISPOSAL_NO_BACKUP;
	/* one from the future is a clock that was wrong, and proves nothing */
	if (last_backup <= before || last_backup > now)
		return DISPOSAL_OLD_BACKUP;
	*ret_before = before;
	return DISPOSAL_ALLOWED;
}

const char *
disposal_reason(Disposal disposal)
{
	return words[disposal].reason;
}

const char *
disposal_notice(Disposal disposal, const char *language)
{
	return text_in_language(language, words[disposal].notice, words[disposal].english);
}

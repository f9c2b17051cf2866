/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When a mailbox needs a new ledger. What is not known proves nothing: a new
 * ledger costs a second fetch of all mail.
 */
#include "core/intake/ledger.h"

#include "core/text.h"

static const char *const names[LEDGER_CAUSE_COUNT] = {
	[LEDGER_WENT_BACK] = "went_back",
	[LEDGER_ELSEWHERE] = "elsewhere",
	[LEDGER_OTHER_MAIL] = "other_mail",
	[LEDGER_NEWEST_DIFFERS] = "newest_differs",
};

#define ALL_AGAIN                                                                                   \
	"Alla mejl i den hämtas på nytt; de som redan är kända ger inga nya ärenden och inga " \
	"nya kvittenser. "
#define ALL_AGAIN_EN                                                                               \
	"All mail in it is fetched anew; what is known already opens no case and gets no "         \
	"receipt. "
#define ASK                                                                                        \
	"Fråga den som sköter e-postservern vad som hände, och om mejl som kom "                \
	"in efter säkerhetskopian finns kvar"
#define ASK_EN                                                                                     \
	"Ask who runs the mail server what happened, and whether mail that came in after the "     \
	"backup is still there"

static const struct {
	const char *swedish, *english;
} notices[LEDGER_CAUSE_COUNT] = {
	[LEDGER_WENT_BACK] = { "brevlådan har återställts till ett äldre läge, troligen från en "
			       "säkerhetskopia. " ALL_AGAIN ASK,
		"the mailbox was restored to an earlier state, probably from a "
		"backup. " ALL_AGAIN_EN ASK_EN },
	[LEDGER_ELSEWHERE] = { "inställningarna pekar på en annan brevlåda än förut (mailbox.url "
			       "eller mailbox.user). " ALL_AGAIN
			       "Rätta inställningarna om det inte var meningen",
		"the configuration names another mailbox than before (mailbox.url or "
		"mailbox.user). " ALL_AGAIN_EN "Correct it if that was not meant" },
	[LEDGER_OTHER_MAIL] = { "ett mejl som skulle tas bort ur brevlådan är inte det mejl som "
				"sparades, så inget togs bort. " ALL_AGAIN
				"Fråga den som sköter e-postservern om den har återställts",
		"a mail that was to be removed from the mailbox is not the mail that was stored, "
		"so nothing was removed. " ALL_AGAIN_EN
		"Ask who runs the mail server whether it was restored" },
	[LEDGER_NEWEST_DIFFERS] = { "det nyaste kända mejlet i brevlådan är inte det mejl som "
				    "sparades därifrån: den har troligen återställts från en "
				    "säkerhetskopia och fått nya mejl sedan dess. " ALL_AGAIN ASK,
		"the newest known mail in the mailbox is not the mail that was stored from it: it "
		"was probably restored from a backup and has had new mail since. " ALL_AGAIN_EN
			ASK_EN },
};

const char *
ledger_cause_name(LedgerCause cause)
{
	g_return_val_if_fail(cause < LEDGER_CAUSE_COUNT, NULL);
	return names[cause];
}

gboolean
ledger_cause_from_name(const char *name, LedgerCause *ret)
{
	guint index;

	if (!text_index_of(name, names, LEDGER_CAUSE_COUNT, &index))
		return FALSE;
	*ret = (LedgerCause) index;
	return TRUE;
}

const char *
ledger_cause_notice(LedgerCause cause, const char *language)
{
	g_return_val_if_fail(cause < LEDGER_CAUSE_COUNT && notices[cause].swedish, "");
	return text_in_language(language, notices[cause].swedish, notices[cause].english);
}

LedgerCause
ledger_compare(const LedgerSight *before, const LedgerSight *now)
{
	if (before->place && now->place && !g_str_equal(before->place, now->place))
		return LEDGER_ELSEWHERE;
	if (now->uidnext != 0 && now->uidnext < before->uidnext)
		return LEDGER_WENT_BACK;
	return LEDGER_SAME;
}

const char *
ledger_swinging_notice(const char *language)
{
	return text_in_language(language,
		"brevlådan växlar mellan ett äldre och ett nyare läge. Inget tas bort ur eller "
		"flyttas i den så länge, och nya mejl kan dröja upp till ett dygn. Fråga den som "
		"sköter e-postservern om flera servrar svarar för brevlådan och inte är i fas",
		"the mailbox changes between an older and a newer state. Until that ends nothing is "
		"removed from it or moved in it, and new mail may take up to a day. Ask who runs "
		"the mail server whether several servers answer for the mailbox and differ");
}

gboolean
ledger_is_same_mail(const LedgerMail *stored, const LedgerMail *now)
{
	if (stored->size != 0 && now->size != 0 && stored->size != now->size)
		return FALSE;
	/* of a mail over a limit the Message-ID may not have been read */
	return !stored->message_id || g_strcmp0(stored->message_id, now->message_id) == 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The limits of each kind of notice as one table. Decides nothing about what
 * becomes of a notice that is above its limit.
 */
#include "core/notice/budget.h"

#include <stddef.h>

#define LIMIT(member) (offsetof(Settings, limits.member))

/* Where in the settings each limit stands; 0: there is none. */
static const struct {
	gsize to_recipient, of_case, in_all;
} limits[NOTICE_COUNT] = {
	[NOTICE_RECEIPT] = { LIMIT(receipts_per_sender), LIMIT(receipts_per_case),
		LIMIT(receipts) },
	[NOTICE_MISSING_FACTS] = { .to_recipient = LIMIT(receipts_per_sender) },
	[NOTICE_NEW_CASE] = { .to_recipient = LIMIT(notices_per_recipient) },
	[NOTICE_CORRECTION] = { .to_recipient = LIMIT(notices_per_recipient) },
	[NOTICE_REGISTRAR] = { .to_recipient = LIMIT(notices_per_recipient) },
	[NOTICE_SENSITIVE] = { .to_recipient = LIMIT(notices_per_recipient) },
	[NOTICE_CONFIRMATION] = { .to_recipient = LIMIT(notices_per_recipient) },
	[NOTICE_TRANSCRIPT] = { .to_recipient = LIMIT(notices_per_recipient) },
	[NOTICE_QUARANTINED] = { .to_recipient = LIMIT(notices_per_recipient) },
};

static const BudgetFold folds[] = {
	{ NOTICE_NEW_CASE, NOTICE_NEW_CASE_DIGEST, AUDIENCE_RESPONSIBLE, "cases" },
	{ NOTICE_CORRECTION, NOTICE_NEW_CASE_DIGEST, AUDIENCE_RESPONSIBLE, "cases" },
	{ NOTICE_REGISTRAR, NOTICE_REGISTRAR_DIGEST, AUDIENCE_REGISTRAR, "cases" },
	{ NOTICE_SENSITIVE, NOTICE_SENSITIVE_DIGEST, AUDIENCE_CONTACT, "cases" },
	{ NOTICE_QUARANTINED, NOTICE_QUARANTINED_DIGEST, AUDIENCE_RESPONSIBLE, "mails" },
};

const BudgetFold *
budget_folds(gsize *ret_count)
{
	*ret_count = G_N_ELEMENTS(folds);
	return folds;
}

const BudgetFold *
budget_fold_of(Notice notice)
{
	for (gsize i = 0; i < G_N_ELEMENTS(folds); i++)
		if (folds[i].notice == notice)
			return &folds[i];
	return NULL;
}

/* So high a limit is none: to count so far at each notice would cost more than it prevents. */
#define LIMIT_NONE 100000

static guint
limit_at(const Settings *settings, gsize offset)
{
	guint limit = offset ? G_STRUCT_MEMBER(guint, settings, offset) : 0;

	return limit < LIMIT_NONE ? limit : 0;
}

NoticeLimit
budget_limit(Notice notice, const Settings *settings)
{
	g_return_val_if_fail(notice < NOTICE_COUNT, (NoticeLimit){ 0 });
	return (NoticeLimit){
		.to_recipient = limit_at(settings, limits[notice].to_recipient),
		.of_case = limit_at(settings, limits[notice].of_case),
		.in_all = limit_at(settings, limits[notice].in_all),
	};
}

static gboolean
is_within(guint limit, gint64 count)
{
	return limit == 0 || count < limit;
}

gboolean
budget_is_limited(const NoticeLimit *limit)
{
	return limit->to_recipient || limit->of_case || limit->in_all;
}

gboolean
budget_allows(const NoticeLimit *limit, const NoticeCount *count)
{
	return is_within(limit->to_recipient, count->to_recipient) &&
	       is_within(limit->of_case, count->of_case) && is_within(limit->in_all, count->in_all);
}

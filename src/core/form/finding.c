/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The names of the findings, as they stand in the database and in what is shown.
 */
#include "core/form/finding.h"

#include "core/notice/sensitive.h"

#define BIT(value) (1u << (value))

static const char *const roles[ROLE_COUNT] = {
	[ROLE_RESPONSIBLE] = "responsible",
	[ROLE_DEPUTY] = "deputy",
	[ROLE_DECISION_MAKER] = "decision_maker",
	[ROLE_REGISTRAR] = "registrar",
	[ROLE_DPO] = "dpo",
	[ROLE_CONFLICT_CONTACT] = "conflict_contact",
};

const char *
finding_name(guint finding)
{
	g_return_val_if_fail(finding < FINDING_COUNT, "unknown");
	return finding < SENSITIVE_COUNT ? sensitive_name((Sensitive) finding)
					 : roles[finding - SENSITIVE_COUNT];
}

gboolean
finding_from_name(const char *name, guint *ret)
{
	for (guint finding = 0; finding < FINDING_COUNT; finding++)
		if (g_strcmp0(name, finding_name(finding)) == 0) {
			*ret = finding;
			return TRUE;
		}
	return FALSE;
}

Hold
finding_hold(guint finding)
{
	return finding < SENSITIVE_COUNT ? HOLD_PROTECTED : HOLD_RECUSED;
}

gboolean
finding_is_in(const Discretion *discretion, guint finding)
{
	return finding < SENSITIVE_COUNT
		       ? (discretion->sensitive & BIT(finding)) != 0
		       : (discretion->concerned & BIT(finding - SENSITIVE_COUNT)) != 0;
}

void
finding_add(Discretion *discretion, guint finding)
{
	if (finding < SENSITIVE_COUNT)
		discretion->sensitive |= BIT(finding);
	else
		discretion->concerned |= BIT(finding - SENSITIVE_COUNT);
}

void
finding_subtract(Discretion *discretion, const Discretion *known)
{
	discretion->sensitive &= ~known->sensitive;
	discretion->concerned &= ~known->concerned;
}

void
finding_unite(Discretion *discretion, const Discretion *more)
{
	discretion->sensitive |= more->sensitive;
	discretion->concerned |= more->concerned;
}

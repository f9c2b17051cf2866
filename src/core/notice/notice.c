/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of notices: one row says all that the program knows of one. What
 * a notice may say is not here but in privacy.c; how it says it, in its
 * templates.
 */
#include "core/notice/notice.h"

#include "core/text.h"

#include <string.h>

#define BIT(value) (1u << (value))

/* Who is told of a clock (core/clock/clock-rule.h). */
#define HANDLERS                                                                                   \
	(BIT(AUDIENCE_INVESTIGATOR) | BIT(AUDIENCE_RESPONSIBLE) | BIT(AUDIENCE_DECISION_MAKER) |   \
		BIT(AUDIENCE_REGISTRAR) | BIT(AUDIENCE_OPERATOR) | BIT(AUDIENCE_DPO))

/* Who works on a case by answering mail. */
#define WRITERS                                                                                    \
	(BIT(AUDIENCE_INVESTIGATOR) | BIT(AUDIENCE_RESPONSIBLE) | BIT(AUDIENCE_DECISION_MAKER) |   \
		BIT(AUDIENCE_REGISTRAR))

static const struct {
	const char *name;
	guint audiences;            /* bits of Audience */
	const char *base;           /* templates */
	Audience apart;             /* who has templates of their own, if */
	const char *apart_base;     /* these are not NULL */
	const char *apart_secure;   /* theirs on a secure route, or NULL */
	const char *registrar_base; /* the registrar's own, or NULL */
	const char *secure;         /* instead of base on a secure route, or NULL */
	gboolean alike;             /* those say nothing more, but of what is enclosed */
	gboolean suppresses_oof;
	gboolean null_sender;
} notices[NOTICE_COUNT] = {
	[NOTICE_RECEIPT] = {
		.name = "receipt",
		.audiences = BIT(AUDIENCE_REPORTER) | BIT(AUDIENCE_OUTSIDER),
		.base = "receipt",
		.apart = AUDIENCE_OUTSIDER,
		.apart_base = "receipt-outsider",
		.suppresses_oof = TRUE,
	},
	[NOTICE_NEW_CASE] = {
		.name = "new_case",
		.audiences = BIT(AUDIENCE_RESPONSIBLE),
		.base = "new_case",
		.secure = "new_case-secure",
	},
	[NOTICE_REGISTRAR] = {
		.name = "registrar",
		.audiences = BIT(AUDIENCE_REGISTRAR) | BIT(AUDIENCE_RESPONSIBLE),
		.base = "registrar",
	},
	[NOTICE_ACCOUNTING] = {
		.name = "accounting",
		.audiences = BIT(AUDIENCE_OPERATOR),
		.base = "accounting",
	},
	[NOTICE_QUARANTINED] = {
		.name = "quarantined",
		.audiences = BIT(AUDIENCE_OPERATOR) | BIT(AUDIENCE_RESPONSIBLE),
		.base = "quarantined",
	},
	[NOTICE_SENSITIVE] = {
		.name = "sensitive",
		.audiences = BIT(AUDIENCE_CONTACT),
		.base = "sensitive",
	},
	[NOTICE_UNDELIVERABLE] = {
		.name = "undeliverable",
		.audiences = BIT(AUDIENCE_OPERATOR) | BIT(AUDIENCE_RESPONSIBLE),
		.base = "undeliverable",
		.null_sender = TRUE,
	},
	[NOTICE_NEW_CASE_DIGEST] = {
		.name = "new_case_digest",
		.audiences = BIT(AUDIENCE_RESPONSIBLE),
		.base = "new_case_digest",
	},
	[NOTICE_REGISTRAR_DIGEST] = {
		.name = "registrar_digest",
		.audiences = BIT(AUDIENCE_REGISTRAR),
		.base = "registrar_digest",
	},
	[NOTICE_SENSITIVE_DIGEST] = {
		.name = "sensitive_digest",
		.audiences = BIT(AUDIENCE_CONTACT),
		.base = "sensitive_digest",
	},
	[NOTICE_QUARANTINED_DIGEST] = {
		.name = "quarantined_digest",
		.audiences = BIT(AUDIENCE_RESPONSIBLE),
		.base = "quarantined_digest",
	},
	[NOTICE_RECEIPTS_HELD] = {
		.name = "receipts_held",
		.audiences = BIT(AUDIENCE_OPERATOR),
		.base = "receipts_held",
	},
	[NOTICE_MISSING_FACTS] = {
		.name = "missing_facts",
		.audiences = BIT(AUDIENCE_REPORTER),
		.base = "missing_facts",
	},
	[NOTICE_CORRECTION] = {
		.name = "correction",
		.audiences = BIT(AUDIENCE_RESPONSIBLE),
		.base = "correction",
		.secure = "correction-secure",
	},
	[NOTICE_HELD] = {
		.name = "held",
		.audiences = BIT(AUDIENCE_OPERATOR),
		.base = "held",
	},

	/* A case's life. */
	[NOTICE_ASSIGNMENT] = {
		.name = "assignment",
		.audiences = BIT(AUDIENCE_INVESTIGATOR) | BIT(AUDIENCE_RESPONSIBLE),
		.base = "assignment",
		.secure = "assignment-secure",
	},
	[NOTICE_REMINDER] = {
		.name = "reminder",
		.audiences = HANDLERS,
		.base = "reminder",
	},
	[NOTICE_LATE] = {
		.name = "late",
		.audiences = HANDLERS,
		.base = "late",
	},
	[NOTICE_DIGEST] = {
		.name = "digest",
		.audiences = HANDLERS | BIT(AUDIENCE_CONTACT),
		.base = "digest",
	},
	[NOTICE_PROPOSAL] = {
		.name = "proposal",
		.audiences = BIT(AUDIENCE_DECISION_MAKER) | BIT(AUDIENCE_RESPONSIBLE),
		.base = "proposal",
		.secure = "proposal-secure",
	},
	[NOTICE_DECISION] = {
		.name = "decision",
		.audiences = BIT(AUDIENCE_INVESTIGATOR) | BIT(AUDIENCE_RESPONSIBLE) | BIT(AUDIENCE_REGISTRAR),
		.base = "decision",
		.apart = AUDIENCE_REGISTRAR,
		.apart_base = "decision-registrar",
		.apart_secure = "decision-registrar-secure",
		.secure = "decision-secure",
	},
	[NOTICE_IVO_DUE] = {
		.name = "ivo_due",
		.audiences = BIT(AUDIENCE_RESPONSIBLE) | BIT(AUDIENCE_DECISION_MAKER),
		.base = "ivo_due",
	},
	[NOTICE_IVO_NOTIFIED] = {
		.name = "ivo_notified",
		.audiences = BIT(AUDIENCE_RESPONSIBLE) | BIT(AUDIENCE_REGISTRAR) | BIT(AUDIENCE_INVESTIGATOR),
		.base = "ivo_notified",
		.apart = AUDIENCE_REGISTRAR,
		.apart_base = "ivo_notified-registrar",
	},
	[NOTICE_COMMISSIONING] = {
		.name = "commissioning",
		.audiences = BIT(AUDIENCE_COMMISSIONING),
		.base = "commissioning",
		.secure = "commissioning-secure",
	},
	[NOTICE_TRANSCRIPT] = {
		.name = "transcript",
		.audiences = WRITERS | BIT(AUDIENCE_DPO) | BIT(AUDIENCE_REPORTER),
		.base = "transcript",
		.apart = AUDIENCE_REPORTER,
		.apart_base = "transcript-reporter",
		.secure = "transcript-secure",
	},
	[NOTICE_FEEDBACK] = {
		.name = "feedback",
		.audiences = BIT(AUDIENCE_REPORTER),
		.base = "feedback",
	},
	[NOTICE_CONFIRMATION] = {
		.name = "confirmation",
		.audiences = WRITERS | BIT(AUDIENCE_DPO),
		.base = "confirmation",
		.secure = "confirmation-secure",
	},
	[NOTICE_DECLINED] = {
		.name = "declined",
		.audiences = BIT(AUDIENCE_REPORTER) | BIT(AUDIENCE_REGISTRAR) | BIT(AUDIENCE_RESPONSIBLE),
		.base = "declined",
		.apart = AUDIENCE_REPORTER,
		.apart_base = "declined-reporter",
	},
	[NOTICE_TRANSFERRED] = {
		.name = "transferred",
		.audiences = BIT(AUDIENCE_REPORTER) | BIT(AUDIENCE_RESPONSIBLE) | BIT(AUDIENCE_REGISTRAR),
		.base = "transferred",
		.apart = AUDIENCE_REPORTER,
		.apart_base = "transferred-reporter",
		.registrar_base = "transferred-registrar",
	},
	[NOTICE_CHANGED] = {
		.name = "changed",
		.audiences = HANDLERS | BIT(AUDIENCE_CONTACT) | BIT(AUDIENCE_REPORTER),
		.base = "changed",
		.secure = "changed-secure",
		.alike = TRUE,
		.apart = AUDIENCE_REPORTER,
		.apart_base = "changed-reporter",
	},
	[NOTICE_BREACH] = {
		.name = "breach",
		.audiences = BIT(AUDIENCE_DPO) | BIT(AUDIENCE_RESPONSIBLE),
		.base = "breach",
	},
	[NOTICE_ANCHOR] = {
		.name = "anchor",
		.audiences = BIT(AUDIENCE_REGISTRAR),
		.base = "anchor",
	},
	[NOTICE_UNDONE] = {
		.name = "undone",
		.audiences = BIT(AUDIENCE_OUTSIDER),
		.base = "undone",
	},
};

static const char *const audiences[AUDIENCE_COUNT] = {
	[AUDIENCE_REPORTER] = "reporter",
	[AUDIENCE_OUTSIDER] = "outsider",
	[AUDIENCE_RESPONSIBLE] = "responsible",
	[AUDIENCE_REGISTRAR] = "registrar",
	[AUDIENCE_OPERATOR] = "operator",
	[AUDIENCE_CONTACT] = "contact",
	[AUDIENCE_INVESTIGATOR] = "investigator",
	[AUDIENCE_DECISION_MAKER] = "decision_maker",
	[AUDIENCE_DPO] = "dpo",
	[AUDIENCE_COMMISSIONING] = "commissioning",
	[AUDIENCE_CALENDAR] = "calendar",
};

static const char *const routes[ROUTE_COUNT] = {
	[ROUTE_PLAIN] = "plain",
	[ROUTE_SECURE] = "secure",
};

const char *
notice_name(Notice notice)
{
	g_return_val_if_fail(notice < NOTICE_COUNT, "unknown");
	return notices[notice].name;
}

gboolean
notice_from_name(const char *name, Notice *ret_notice)
{
	for (guint i = 0; i < NOTICE_COUNT; i++) {
		if (g_strcmp0(name, notices[i].name) == 0) {
			*ret_notice = (Notice) i;
			return TRUE;
		}
	}
	return FALSE;
}

const char *
audience_name(Audience audience)
{
	g_return_val_if_fail(audience < AUDIENCE_COUNT, "unknown");
	return audiences[audience];
}

gboolean
audience_from_name(const char *name, Audience *ret)
{
	guint index;

	if (!text_index_of(name, audiences, AUDIENCE_COUNT, &index))
		return FALSE;
	*ret = (Audience) index;
	return TRUE;
}

const char *
route_name(Route route)
{
	g_return_val_if_fail(route < ROUTE_COUNT, "unknown");
	return routes[route];
}

gboolean
route_from_name(const char *name, Route *ret)
{
	guint index;

	if (!text_index_of(name, routes, ROUTE_COUNT, &index))
		return FALSE;
	*ret = (Route) index;
	return TRUE;
}

gboolean
notice_has_audience(Notice notice, Audience audience)
{
	g_return_val_if_fail(notice < NOTICE_COUNT && audience < AUDIENCE_COUNT, FALSE);
	return (notices[notice].audiences & BIT(audience)) != 0;
}

const char *
notice_template(Notice notice, Audience audience, Route route)
{
	g_return_val_if_fail(notice < NOTICE_COUNT, NULL);
	if (notices[notice].apart_base && audience == notices[notice].apart)
		return route == ROUTE_SECURE && notices[notice].apart_secure
			       ? notices[notice].apart_secure
			       : notices[notice].apart_base;
	if (notices[notice].registrar_base && audience == AUDIENCE_REGISTRAR)
		return notices[notice].registrar_base;
	if (route == ROUTE_SECURE && notices[notice].secure)
		return notices[notice].secure;
	return notices[notice].base;
}

gboolean
notice_says_more(Notice notice, Audience audience)
{
	return !notices[notice].alike &&
	       strcmp(notice_template(notice, audience, ROUTE_PLAIN),
		       notice_template(notice, audience, ROUTE_SECURE)) != 0;
}

gboolean
notice_suppresses_oof(Notice notice)
{
	g_return_val_if_fail(notice < NOTICE_COUNT, FALSE);
	return notices[notice].suppresses_oof;
}

gboolean
notice_uses_null_sender(Notice notice)
{
	g_return_val_if_fail(notice < NOTICE_COUNT, FALSE);
	return notices[notice].null_sender;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of notices: one row says all that the program knows of one. What
 * a notice may say is not here but in privacy.c; how it says it, in its
 * templates.
 */
#include "core/notice.h"

#include "core/text.h"

#include <string.h>

#define BIT(value) (1u << (value))

static const struct {
	const char *name;
	guint audiences;      /* bits of Audience */
	const char *base;     /* templates */
	const char *outsider; /* instead of base for AUDIENCE_OUTSIDER, or NULL */
	const char *secure;   /* instead of base on a secure route, or NULL */
	gboolean suppresses_oof;
	gboolean null_sender;
} notices[NOTICE_COUNT] = {
	[NOTICE_RECEIPT] = {
		.name = "receipt",
		.audiences = BIT(AUDIENCE_REPORTER) | BIT(AUDIENCE_OUTSIDER),
		.base = "receipt",
		.outsider = "receipt-outsider",
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
		.audiences = BIT(AUDIENCE_REGISTRAR),
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
	[NOTICE_DIGEST] = {
		.name = "digest",
		.audiences = BIT(AUDIENCE_RESPONSIBLE),
		.base = "digest",
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
};

static const char *const audiences[AUDIENCE_COUNT] = {
	[AUDIENCE_REPORTER] = "reporter",
	[AUDIENCE_OUTSIDER] = "outsider",
	[AUDIENCE_RESPONSIBLE] = "responsible",
	[AUDIENCE_REGISTRAR] = "registrar",
	[AUDIENCE_OPERATOR] = "operator",
	[AUDIENCE_CONTACT] = "contact",
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
	if (audience == AUDIENCE_OUTSIDER && notices[notice].outsider)
		return notices[notice].outsider;
	if (route == ROUTE_SECURE && notices[notice].secure)
		return notices[notice].secure;
	return notices[notice].base;
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

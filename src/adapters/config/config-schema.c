/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys of lexsarah.conf (lexsarah.conf(5)) and where in
 * Settings each of them goes. Only data and look-ups: what a value of a kind
 * looks like is said in config-kinds.c, how keys depend on each other in
 * config-rules.c.
 */
#include "adapters/config/config-schema.h"

#include <stddef.h>
#include <string.h>

#include "core/settings.h"

#define GROUP_KEYS(table) .keys = (table), .n_keys = G_N_ELEMENTS(table)

static const char *const languages[] = { "sv", "en", NULL };
static const char *const imap_schemes[] = { "imap", "imaps", NULL };
static const char *const http_schemes[] = { "http", "https", NULL };
static const char *const smtp_schemes[] = { "smtp", "smtps", NULL };
static const char *const anchor_names[ANCHOR_FREQUENCY_COUNT + 1] = {
	[ANCHOR_NEVER] = "never",
	[ANCHOR_WEEKLY] = "weekly",
	[ANCHOR_DAILY] = "daily",
};
static const char *const trust_names[TRUST_COUNT + 1] = {
	[TRUST_NONE] = "none",
	[TRUST_AUTHSERV] = "authserv",
	[TRUST_EXCHANGE_ONLINE] = "exchange-online",
};
static const char *const tls_names[TLS_COUNT + 1] = {
	[TLS_REQUIRED] = "required",
	[TLS_NONE] = "none",
};

static const ConfigKey oauth2_keys[] = {
	{ "token_url", CONFIG_URL, .required = TRUE, .offset = offsetof(OAuth2Settings, token_url),
		.choices = http_schemes,
		.right = "an URL such as "
			 "https://login.microsoftonline.com/TENANT/oauth2/v2.0/token" },
	{ "client_id", CONFIG_WORD, .required = TRUE, .offset = offsetof(OAuth2Settings, client_id),
		.right = "the application's id, without spaces" },
	{ "client_secret_file", CONFIG_PATH,
		.offset = offsetof(OAuth2Settings, client_secret_file) },
	{ "client_certificate", CONFIG_PATH,
		.offset = offsetof(OAuth2Settings, client_certificate) },
	{ "service_account_file", CONFIG_PATH,
		.offset = offsetof(OAuth2Settings, service_account_file) },
	{ "scope", CONFIG_TEXT, .required = TRUE, .offset = offsetof(OAuth2Settings, scope) },
	{ "client_secret_expires", CONFIG_DATE,
		.offset = offsetof(OAuth2Settings, client_secret_expires) },
	{ "ca_file", CONFIG_PATH, .offset = offsetof(OAuth2Settings, ca_file) },
};
static const ConfigGroup oauth2_group = { GROUP_KEYS(oauth2_keys) };

/* What a mailbox and a mail server have in common. */
static const ConfigKey login_keys[] = {
	{ "password", CONFIG_SECRET, .offset = offsetof(ServerSettings, secret.password) },
	{ "password_file", CONFIG_PATH, .offset = offsetof(ServerSettings, secret.password_file) },
	{ "password_command", CONFIG_WORDS,
		.offset = offsetof(ServerSettings, secret.password_command), .min = 1,
		.right = "a program and its arguments as a list of texts in [ ]" },
	{ "oauth2", CONFIG_GROUP, .offset = offsetof(ServerSettings, oauth2),
		.group = &oauth2_group,
		.right = "{ token_url = ...; client_id = ...; client_secret_file = ...; "
			 "scope = ...; }" },
	{ "tls", CONFIG_ENUM, .offset = offsetof(ServerSettings, tls), .choices = tls_names,
		.fallback_number = TLS_REQUIRED },
	{ "ca_file", CONFIG_PATH, .offset = offsetof(ServerSettings, ca_file) },
	{ "pinned_keys", CONFIG_WORDS, .offset = offsetof(ServerSettings, pinned_keys), .min = 1,
		.right = "keys as a list of texts in [ ], each \"sha256//\" and 44 letters" },
};
static const ConfigGroup login_group = { GROUP_KEYS(login_keys) };

static const ConfigKey mailbox_keys[] = {
	{ "url", CONFIG_URL, .required = TRUE, .offset = offsetof(MailboxSettings, server.url),
		.choices = imap_schemes,
		.right = "an URL such as imaps://imap.kommun.example/INBOX" },
	{ "user", CONFIG_TEXT, .required = TRUE, .offset = offsetof(MailboxSettings, server.user) },
	{ "after", CONFIG_AFTER, .fallback_number = AFTER_FLAG,
		.right = "\"keep\", \"flag\", \"move:FOLDER\" or \"delete\"" },
	{ "poll_seconds", CONFIG_NUMBER, .offset = offsetof(MailboxSettings, poll_seconds),
		.min = 1, .max = 3600, .fallback_number = 60 },
	{ "max_mail_bytes", CONFIG_NUMBER, .offset = offsetof(MailboxSettings, max_mail_bytes),
		.min = 1 << 20, .max = 1 << 30, .fallback_number = 64 << 20 },
	{ "disposal_decision", CONFIG_TEXT,
		.offset = offsetof(MailboxSettings, disposal_decision) },
	{ "delete_after_days", CONFIG_NUMBER,
		.offset = offsetof(MailboxSettings, delete_after_days), .min = 1, .max = 36500 },
	{ "plus_address", CONFIG_BOOL, .offset = offsetof(MailboxSettings, plus_address) },
};
G_STATIC_ASSERT(offsetof(MailboxSettings, server) == 0); /* so login_group fits both */
static const ConfigGroup mailbox_group = { GROUP_KEYS(mailbox_keys), .also = &login_group };

static const ConfigKey smtp_keys[] = {
	{ "url", CONFIG_URL, .required = TRUE, .offset = offsetof(ServerSettings, url),
		.choices = smtp_schemes, .right = "an URL such as smtp://smtp.kommun.example:587" },
	{ "user", CONFIG_TEXT, .offset = offsetof(ServerSettings, user) },
	{ "connections", CONFIG_NUMBER, .offset = offsetof(ServerSettings, connections), .min = 1,
		.max = 16, .fallback_number = 3 },
};
static const ConfigGroup smtp_group = { GROUP_KEYS(smtp_keys), .also = &login_group };

/* Of a struct that has a member key. */
#define MAIL_KEYS(type)                                                                            \
	{ "certificate", CONFIG_PATH, .offset = offsetof(type, key.certificate) },                 \
	{                                                                                          \
		"openpgp_key", CONFIG_PATH, .offset = offsetof(type, key.openpgp_key)              \
	}

static const ConfigKey away_keys[] = {
	{ "from", CONFIG_DATE, .required = TRUE, .offset = offsetof(Person, away_from) },
	{ "to", CONFIG_DATE, .required = TRUE, .offset = offsetof(Person, away_to) },
};
static const ConfigGroup away_group = { GROUP_KEYS(away_keys) };

static const ConfigKey person_keys[] = {
	{ "address", CONFIG_ADDRESS, .required = TRUE, .offset = offsetof(Person, address) },
	{ "name", CONFIG_TEXT, .offset = offsetof(Person, name) },
	{ "title", CONFIG_TEXT, .offset = offsetof(Person, title) },
	{ "secure", CONFIG_BOOL, .offset = offsetof(Person, secure) },
	MAIL_KEYS(Person),
	{ "away", CONFIG_GROUP, .group = &away_group, .right = "{ from = DATE; to = DATE; }" },
};
static const ConfigGroup person_group = { GROUP_KEYS(person_keys), .short_key = "address",
	.size = sizeof(Person), .free = (GDestroyNotify) person_free };

static const ConfigKey commissioning_keys[] = {
	{ "id", CONFIG_ID, .required = TRUE, .offset = offsetof(CommissioningBoard, id) },
	{ "name", CONFIG_TEXT, .required = TRUE, .offset = offsetof(CommissioningBoard, name) },
	{ "address", CONFIG_ADDRESS, .required = TRUE,
		.offset = offsetof(CommissioningBoard, address) },
	{ "secure", CONFIG_BOOL, .offset = offsetof(CommissioningBoard, secure) },
	MAIL_KEYS(CommissioningBoard),
	{ "automatic", CONFIG_BOOL, .offset = offsetof(CommissioningBoard, automatic) },
};
static const ConfigGroup commissioning_group = { GROUP_KEYS(commissioning_keys),
	.size = sizeof(CommissioningBoard), .free = (GDestroyNotify) commissioning_board_free };

static const ConfigKey smime_keys[] = {
	{ "certificate", CONFIG_PATH, .required = TRUE, .offset = offsetof(BoardKey, certificate) },
	{ "key_file", CONFIG_PATH, .required = TRUE, .offset = offsetof(BoardKey, key_file) },
	{ "passphrase_file", CONFIG_PATH, .offset = offsetof(BoardKey, passphrase_file) },
};
static const ConfigGroup smime_group = { GROUP_KEYS(smime_keys) };

static const ConfigKey openpgp_keys[] = {
	{ "key_file", CONFIG_PATH, .required = TRUE, .offset = offsetof(BoardKey, key_file) },
	{ "passphrase_file", CONFIG_PATH, .offset = offsetof(BoardKey, passphrase_file) },
};
static const ConfigGroup openpgp_group = { GROUP_KEYS(openpgp_keys) };

static const ConfigKey contact_keys[] = {
	{ "post", CONFIG_OPTIONAL, .offset = offsetof(Board, contact.post) },
	{ "visit", CONFIG_OPTIONAL, .offset = offsetof(Board, contact.visit) },
	{ "phone", CONFIG_OPTIONAL, .offset = offsetof(Board, contact.phone) },
	{ "email", CONFIG_ADDRESS, .offset = offsetof(Board, contact.email) },
	{ "org_number", CONFIG_OPTIONAL, .offset = offsetof(Board, contact.org_number) },
};
static const ConfigGroup contact_group = { GROUP_KEYS(contact_keys) };

#define PERSON_RIGHT "a mail address, or { address = ...; name = ...; ... }"
#define PERSON(key, member)                                                                        \
	{                                                                                          \
		key, CONFIG_GROUP, .offset = offsetof(Board, member), .group = &person_group,      \
				   .right = PERSON_RIGHT                                           \
	}

static const ConfigKey board_keys[] = {
	{ "id", CONFIG_ID, .required = TRUE, .offset = offsetof(Board, id) },
	{ "name", CONFIG_TEXT, .required = TRUE, .offset = offsetof(Board, name) },
	{ "address", CONFIG_ADDRESS, .required = TRUE, .offset = offsetof(Board, address) },
	{ "language", CONFIG_CHOICE, .offset = offsetof(Board, language), .choices = languages },
	{ "mailbox", CONFIG_GROUP, .required = TRUE, .offset = offsetof(Board, mailbox),
		.group = &mailbox_group,
		.right = "{ url = ...; user = ...; password_file = ...; }" },
	{ "smtp", CONFIG_GROUP, .required = TRUE, .offset = offsetof(Board, smtp),
		.group = &smtp_group, .right = "{ url = ...; }" },
	{ "responsible", CONFIG_GROUP, .required = TRUE, .offset = offsetof(Board, responsible),
		.group = &person_group, .right = PERSON_RIGHT },
	PERSON("deputy", deputy),
	PERSON("decision_maker", decision_maker),
	PERSON("registrar", registrar),
	PERSON("operator", operator_),
	PERSON("dpo", dpo),
	PERSON("conflict_contact", conflict_contact),
	{ "whistleblower", CONFIG_OPTIONAL, .offset = offsetof(Board, whistleblower) },
	{ "emergency_phone", CONFIG_OPTIONAL, .offset = offsetof(Board, emergency_phone) },
	{ "contact", CONFIG_GROUP, .group = &contact_group,
		.right =
			"{ post = ...; visit = ...; phone = ...; email = ...; org_number = ...; }" },
	{ "smime", CONFIG_GROUP, .offset = offsetof(Board, smime), .group = &smime_group,
		.right = "{ certificate = ...; key_file = ...; }" },
	{ "openpgp", CONFIG_GROUP, .offset = offsetof(Board, openpgp), .group = &openpgp_group,
		.right = "{ key_file = ...; passphrase_file = ...; }" },
	{ "investigators", CONFIG_GROUPS, .offset = offsetof(Board, investigators),
		.group = &person_group,
		.right = "a list of people in ( ), each an address or { address = ...; ... }" },
	{ "commissioning", CONFIG_GROUPS, .offset = offsetof(Board, commissioning),
		.group = &commissioning_group,
		.right =
			"a list of boards in ( ), each { id = ...; name = ...; address = ...; ... }" },
};
static const ConfigGroup board_group = { GROUP_KEYS(board_keys), .size = sizeof(Board),
	.free = (GDestroyNotify) board_free };

static const ConfigKey closed_day_keys[] = {
	{ "date", CONFIG_DAY, .required = TRUE, .offset = offsetof(ClosedDay, date) },
	{ "name", CONFIG_TEXT, .offset = offsetof(ClosedDay, name) },
};
static const ConfigGroup closed_day_group = { GROUP_KEYS(closed_day_keys), .short_key = "date",
	.size = sizeof(ClosedDay), .free = (GDestroyNotify) closed_day_free };

/* Their defaults are those of settings_new(): the group may be missing. */
static const ConfigKey hours_keys[] = {
	{ "from", CONFIG_TIME, .offset = offsetof(Settings, organisation.hours.from) },
	{ "to", CONFIG_TIME, .offset = offsetof(Settings, organisation.hours.to) },
	{ "digest", CONFIG_TIME, .offset = offsetof(Settings, organisation.hours.digest) },
};
static const ConfigGroup hours_group = { GROUP_KEYS(hours_keys) };

static const ConfigKey organisation_keys[] = {
	{ "name", CONFIG_TEXT, .required = TRUE, .offset = offsetof(Settings, organisation.name) },
	{ "domains", CONFIG_LIST, .required = TRUE,
		.offset = offsetof(Settings, organisation.domains), .min = 1,
		.element_kind = CONFIG_DOMAIN,
		.right = "a list of domains in [ ], such as [ \"kommun.example\" ]" },
	{ "gateways", CONFIG_LIST, .offset = offsetof(Settings, organisation.gateways),
		.element_kind = CONFIG_HOST,
		.right = "a list of hosts in [ ], such as [ \"mx.kommun.example\" ]" },
	{ "trust", CONFIG_ENUM, .offset = offsetof(Settings, organisation.trust),
		.choices = trust_names, .fallback_number = TRUST_NONE },
	{ "authserv_id", CONFIG_WORD, .offset = offsetof(Settings, organisation.authserv_id) },
	{ "closed_days", CONFIG_GROUPS, .offset = offsetof(Settings, organisation.closed_days),
		.group = &closed_day_group,
		.right = "a list of days in ( ), each a date or { date = ...; name = ...; }" },
	{ "hours", CONFIG_GROUP, .group = &hours_group,
		.right = "{ from = \"07:00\"; to = \"17:00\"; digest = \"07:30\"; }" },
	{ "anchor", CONFIG_ENUM, .offset = offsetof(Settings, organisation.anchor),
		.choices = anchor_names, .fallback_number = ANCHOR_WEEKLY },
};
static const ConfigGroup organisation_group = { GROUP_KEYS(organisation_keys) };

/* Likewise. */
#define LIMIT(key)                                                                                 \
	{                                                                                          \
#key, CONFIG_NUMBER, .offset = offsetof(Settings, limits.key), .min = 1,           \
				     .max = 1000000                                                \
	}

static const ConfigKey limit_keys[] = {
	LIMIT(receipts_per_sender),
	LIMIT(receipts_per_case),
	LIMIT(receipts),
	LIMIT(notices_per_recipient),
};
static const ConfigGroup limit_group = { GROUP_KEYS(limit_keys) };

static const ConfigKey check_keys[] = {
	{ "late_report_days", CONFIG_NUMBER, .offset = offsetof(Settings, checks.late_report_days),
		.min = 1, .max = 365 },
	{ "slow_start_days", CONFIG_NUMBER, .offset = offsetof(Settings, checks.slow_start_days),
		.min = 1, .max = 365 },
};
static const ConfigGroup check_group = { GROUP_KEYS(check_keys) };

static const ConfigKey root_keys[] = {
	{ "database", CONFIG_PATH, .required = TRUE, .offset = offsetof(Settings, database) },
	{ "templates", CONFIG_PATH, .offset = offsetof(Settings, templates),
		.fallback = LEX_DATADIR "/templates", .beside = "share/templates" },
	{ "rules", CONFIG_PATH, .offset = offsetof(Settings, rules),
		.fallback = LEX_DATADIR "/rules", .beside = "share/rules" },
	{ "forms", CONFIG_PATH, .offset = offsetof(Settings, forms),
		.fallback = LEX_DATADIR "/forms", .beside = "share/forms" },
	{ "words", CONFIG_PATH, .offset = offsetof(Settings, words),
		.fallback = LEX_DATADIR "/words", .beside = "share/words" },
	{ "language", CONFIG_CHOICE, .offset = offsetof(Settings, language), .choices = languages,
		.fallback = "sv" },
	{ "reply_key", CONFIG_PATH, .offset = offsetof(Settings, reply_key) },
	{ "testing", CONFIG_BOOL, .offset = offsetof(Settings, testing) },
	{ "readers", CONFIG_NUMBER, .offset = offsetof(Settings, readers), .min = 1, .max = 8 },
	{ "limits", CONFIG_GROUP, .group = &limit_group,
		.right = "{ receipts_per_sender = 5; ... }" },
	{ "checks", CONFIG_GROUP, .group = &check_group, .right = "{ late_report_days = 5; ... }" },
	{ "organisation", CONFIG_GROUP, .required = TRUE, .group = &organisation_group,
		.right = "{ name = ...; domains = [ ... ]; }" },
	{ "boards", CONFIG_GROUPS, .required = TRUE, .offset = offsetof(Settings, boards), .min = 1,
		.group = &board_group, .right = "a list of boards in ( ), each { id = ...; ... }" },
};
static const ConfigGroup root_group = { GROUP_KEYS(root_keys) };

const ConfigGroup *
config_schema_root(void)
{
	return &root_group;
}

const ConfigKey *
config_schema_find(const ConfigGroup *group, const char *name)
{
	for (; group; group = group->also)
		for (gsize i = 0; i < group->n_keys; i++)
			if (strcmp(group->keys[i].name, name) == 0)
				return &group->keys[i];
	return NULL;
}

/* Levenshtein's distance. */
static guint
distance(const char *a, const char *b)
{
	gsize n = strlen(b);
	g_autofree guint *row = g_new(guint, n + 1);

	for (gsize j = 0; j <= n; j++)
		row[j] = (guint) j;
	for (guint i = 1; a[i - 1]; i++) {
		guint corner = row[0];

		row[0] = i;
		for (gsize j = 1; j <= n; j++) {
			guint above = row[j];
			guint swap = corner + (a[i - 1] != b[j - 1]);

			row[j] = MIN(swap, MIN(above, row[j - 1]) + 1);
			corner = above;
		}
	}
	return row[n];
}

const char *
config_schema_nearest(const ConfigGroup *group, const char *name)
{
	const char *best = NULL;
	guint best_distance = (guint) MIN(strlen(name) / 2, 3) + 1;

	for (; group; group = group->also)
		for (gsize i = 0; i < group->n_keys; i++) {
			guint d = distance(name, group->keys[i].name);

			if (d < best_distance) {
				best_distance = d;
				best = group->keys[i].name;
			}
		}
	return best;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "core/form/consistency.h"
#include "core/date.h"
#include "core/notice/sensitive.h"

/*
 * The checked configuration (lexsarah.conf(5)), as plain data. Loaded by
 * config-libconfig.c; nothing here is NULL that lexsarah.conf(5) gives a default,
 * unless it says so.
 */

typedef enum { TRUST_NONE, TRUST_AUTHSERV, TRUST_EXCHANGE_ONLINE, TRUST_COUNT } TrustPolicy;

typedef enum {
	TLS_REQUIRED,
	TLS_NONE, /* only on a loopback address */
	TLS_COUNT
} TlsPolicy;

/* What happens to a handled mail in the mailbox. */
typedef enum {
	AFTER_FLAG, /* keyword $LexSarah */
	AFTER_KEEP,
	AFTER_MOVE,
	AFTER_DELETE,
	AFTER_COUNT
} AfterPolicy;

/* Where a password comes from; exactly one of the three is set, or none. */
typedef struct {
	char *password;
	char *password_file;
	char **password_command; /* argument list, never a shell line */
} SecretSource;

/*
 * A token instead of a password (RFC 6749 section 4.4). Of the three files one
 * is set: a secret; a certificate with its key that signs an assertion
 * (RFC 7523 section 2.2); the key of a Google service account that acts for the
 * user (RFC 7523 section 2.1).
 */
typedef struct {
	char *token_url; /* NULL: no OAuth 2.0 */
	char *client_id;
	char *client_secret_file;
	char *client_certificate;   /* PEM, certificate and key */
	char *service_account_file; /* JSON as Google hands it out */
	char *scope;
	char *client_secret_expires; /* YYYY-MM-DD; NULL: not known */
	char *ca_file;               /* for token_url; NULL: the system's certificates */
} OAuth2Settings;

typedef struct {
	char *url;  /* imap://, imaps://, smtp:// or smtps:// */
	char *user; /* NULL: no login (smtp only) */
	SecretSource secret;
	OAuth2Settings oauth2; /* if token_url is set, secret is empty */
	TlsPolicy tls;
	char *ca_file;      /* NULL: the system's certificates */
	char **pinned_keys; /* "sha256//BASE64" of its public key, one or the next; NULL: any */
	guint connections;  /* smtp only: at once, at most */
} ServerSettings;

typedef struct {
	ServerSettings server;
	AfterPolicy after;
	char *after_folder;      /* for AFTER_MOVE */
	guint poll_seconds;      /* between polls, default 60 */
	guint max_mail_bytes;    /* of a larger mail only these are kept, default 64 MiB */
	char *disposal_decision; /* for AFTER_DELETE; else may be NULL */
	guint delete_after_days; /* for AFTER_DELETE; else may be 0 */
	gboolean plus_address;   /* what comes to user+anything@ lies in it (RFC 5233) */
} MailboxSettings;

/* With what mail to somebody is encrypted, and what they sign with; at most one is set. */
typedef struct {
	char *certificate; /* S/MIME: PEM */
	char *openpgp_key; /* OpenPGP: a public key, armored or not */
} MailKey;

/* What a board opens encrypted mail with. */
typedef struct {
	char *certificate;     /* S/MIME: PEM; NULL for OpenPGP */
	char *key_file;        /* NULL: it has none */
	char *passphrase_file; /* NULL: the key has none */
} BoardKey;

/* A person or function who gets mail. */
typedef struct {
	char *address;
	char *name;      /* may be NULL */
	char *title;     /* may be NULL */
	gboolean secure; /* the route may carry content: said so, or by a key */
	MailKey key;
	char *away_from; /* YYYY-MM-DD or NULL */
	char *away_to;
} Person;

/* The hours in which people are told, in minutes after midnight. */
typedef struct {
	guint from, to; /* 07:00 and 17:00 */
	guint digest;   /* 07:30: when the digest of a working day goes out */
} OfficeHours;

#define OFFICE_HOURS_DEFAULT ((OfficeHours){ 7 * 60, 17 * 60, 7 * 60 + 30 })

/* How often the registrar is told the anchor of the journal. */
typedef enum { ANCHOR_NEVER, ANCHOR_WEEKLY, ANCHOR_DAILY, ANCHOR_FREQUENCY_COUNT } AnchorFrequency;

/* A day on which the organisation is closed and the law does not say so. */
typedef struct {
	CivilDate date;
	char *name; /* may be NULL */
} ClosedDay;

typedef struct {
	char *id;
	char *name;
	char *address;
	gboolean secure;
	MailKey key;
	gboolean automatic;
} CommissioningBoard;

typedef struct {
	char *id;
	char *name;
	char *address;
	char *language; /* "sv" or "en" */
	MailboxSettings mailbox;
	ServerSettings smtp;
	Person responsible; /* the roles below default to the responsible */
	Person deputy;
	Person decision_maker;
	Person registrar;
	Person operator_;
	Person dpo;
	Person conflict_contact;
	char *whistleblower;   /* NULL: no such channel */
	char *emergency_phone; /* NULL: the receipt names 112 only */
	struct {
		char *post, *visit, *phone, *email, *org_number; /* each may be NULL */
	} contact;
	BoardKey smime, openpgp;
	GPtrArray *investigators; /* Person * */
	GPtrArray *commissioning; /* CommissioningBoard * */
} Board;

/* The single people of a board: by which key of the file, and where (Person). */
typedef struct {
	const char *key;
	gsize offset;
} BoardPerson;

#define BOARD_PEOPLE 7
extern const BoardPerson board_people[BOARD_PEOPLE];

typedef struct {
	char *file; /* the configuration file itself */
	char *database;
	char *templates;
	char *rules;
	char *forms;               /* folder of form vocabularies, conf/forms */
	char *words;               /* folder of word lists, conf/words */
	SensitiveWords *sensitive; /* what stands there; NULL: nothing is looked for */
	char *language;
	char *reply_key; /* file of the keys of core/answer/reply-token.h; NULL: no work by mail */
	gboolean testing;
	guint readers; /* processes that read at once, at most; 0: one a core */
	struct {
		char *name;
		GPtrArray *domains;  /* char *, lower-case */
		GPtrArray *gateways; /* char *, names and addresses, lower-case */
		TrustPolicy trust;
		char *authserv_id;      /* NULL unless trust needs it */
		GPtrArray *closed_days; /* ClosedDay *, in the order of the file */
		OfficeHours hours;
		AnchorFrequency anchor;
	} organisation;
	struct { /* at most so many an hour; 0: no limit, which a file cannot say */
		guint receipts_per_sender, receipts_per_case, receipts;
		guint notices_per_recipient; /* of each kind of budget_folds(), the rest comes in
						one */
	} limits;
	ConsistencyLimits checks; /* of what was read */
	GPtrArray *boards;        /* Board *, at least one */
} Settings;

/* Empty, with the default limits. */
Settings *settings_new(void);
void settings_free(Settings *settings);
void board_free(Board *board);
void person_clear(Person *person);
void person_free(Person *person);

/* Makes to, which must be clear, a copy of from. */
void person_copy(Person *to, const Person *from);
void commissioning_board_free(CommissioningBoard *board);
void closed_day_free(ClosedDay *day);

/* The board with that id, or NULL. */
const Board *settings_get_board(const Settings *settings, const char *id);

/* The commissioning board of that id, or NULL. Borrowed. */
const CommissioningBoard *board_find_commissioning(const Board *board, const char *id);

/* TRUE if address belongs to one of organisation.domains or a subdomain of one. */
gboolean settings_is_own_staff(const Settings *settings, const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Settings, settings_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Board, board_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Person, person_free)

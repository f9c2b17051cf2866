/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the keys of the configuration depend on each other. Works on settings
 * that config-check.c filled in; must bear that any of them is missing, so
 * that all mistakes are shown in one run.
 */
#include "adapters/config/config-rules.h"

#include <gio/gio.h>
#include <string.h>

#include "core/notice/discretion.h"
#include "core/mail/mail-key.h"
#include "core/text.h"

static const Board *
board_at(const Settings *settings, guint i)
{
	return g_ptr_array_index(settings->boards, i);
}

/* Who has a key is written to in no other way than with it, or nothing that matters. */
static void
secure_by_key(Board *board)
{
	for (gsize r = 0; r < BOARD_PEOPLE; r++) {
		Person *person = G_STRUCT_MEMBER_P(board, board_people[r].offset);

		person->secure |= mail_key_is_set(&person->key);
	}
	for (guint i = 0; i < board->investigators->len; i++) {
		Person *person = g_ptr_array_index(board->investigators, i);

		person->secure |= mail_key_is_set(&person->key);
	}
	for (guint i = 0; i < board->commissioning->len; i++) {
		CommissioningBoard *other = g_ptr_array_index(board->commissioning, i);

		other->secure |= mail_key_is_set(&other->key);
	}
}

void
config_rules_default(Settings *settings)
{
	for (guint i = 0; i < settings->boards->len; i++) {
		Board *board = g_ptr_array_index(settings->boards, i);

		if (!board->language)
			board->language = g_strdup(settings->language);
		if (!board->investigators)
			board->investigators =
				g_ptr_array_new_with_free_func((GDestroyNotify) person_free);
		if (!board->commissioning)
			board->commissioning = g_ptr_array_new_with_free_func(
				(GDestroyNotify) commissioning_board_free);
		secure_by_key(board);
		for (gsize r = 0; r < BOARD_PEOPLE; r++) {
			Person *person = G_STRUCT_MEMBER_P(board, board_people[r].offset);

			if (!person->address && person != &board->responsible) {
				person_clear(person);
				person_copy(person, &board->responsible);
			}
		}
	}
}

static void
check_trust(ConfigCheck *check, const Settings *settings)
{
	if (settings->organisation.trust == TRUST_AUTHSERV && !settings->organisation.authserv_id)
		config_problem_add(check, "organisation.authserv_id",
			"is missing: trust = \"authserv\" needs the name that your own gateway "
			"writes in Authentication-Results");
}

/* A day that stands there twice is a slip of the pen, maybe for another one. */
static void
check_closed_days(ConfigCheck *check, const Settings *settings)
{
	const GPtrArray *days = settings->organisation.closed_days;

	for (guint i = 0; i < days->len; i++) {
		const ClosedDay *day = g_ptr_array_index(days, i);
		g_autofree char *path = g_strdup_printf("organisation.closed_days[%u]", i);

		for (guint j = 0; j < i && day->date.year; j++) {
			const ClosedDay *other = g_ptr_array_index(days, j);

			if (date_compare(day->date, other->date) == 0)
				config_problem_add(check, path, "is closed_days[%u] once more", j);
		}
	}
}

static void
check_hours(ConfigCheck *check, const Settings *settings)
{
	const OfficeHours *hours = &settings->organisation.hours;

	if (hours->from > hours->digest || hours->digest >= hours->to)
		config_problem_add(check, "organisation.hours",
			"must be from, then digest, then to, such as \"07:00\", \"07:30\" and "
			"\"17:00\"");
}

/* What an account's mailbox is known by: who, where, which folder. NULL if not known. */
static char *
mailbox_identity(const MailboxSettings *mailbox)
{
	g_autoptr(GUri) uri = mailbox->server.url
				      ? g_uri_parse(mailbox->server.url, G_URI_FLAGS_NONE, NULL)
				      : NULL;

	if (!uri || !mailbox->server.user)
		return NULL;
	int port = g_uri_get_port(uri);
	const char *folder = g_uri_get_path(uri);
	g_autofree char *host = g_ascii_strdown(g_uri_get_host(uri), -1);

	if (port == 143 || port == 993) /* two doors to the same account */
		port = -1;
	if (g_ascii_strcasecmp(folder, "/INBOX") == 0)
		folder = "/INBOX";
	return g_strdup_printf("%s %s %d %s", mailbox->server.user, host, port, folder);
}

/* Notes board i if an earlier one has the same id or the same mailbox. */
static void
check_unique(ConfigCheck *check, const Settings *settings, guint i)
{
	const Board *board = board_at(settings, i);
	g_autofree char *mailbox = mailbox_identity(&board->mailbox);
	g_autofree char *id_path = g_strdup_printf("boards[%u].id", i);
	g_autofree char *url_path = g_strdup_printf("boards[%u].mailbox.url", i);

	for (guint j = 0; j < i; j++) {
		const Board *other = board_at(settings, j);
		g_autofree char *other_mailbox = mailbox_identity(&other->mailbox);

		if (board->id && g_strcmp0(board->id, other->id) == 0)
			config_problem_add(check, id_path, "\"%s\" is the id of boards[%u] already",
				board->id, j);
		if (mailbox && g_strcmp0(mailbox, other_mailbox) == 0)
			config_problem_add(check, url_path,
				"is the mailbox of boards[%u] already: each board needs its own",
				j);
	}
}

/* Notes a recipient whose mail would come back to us as a report. */
static void
check_recipient(ConfigCheck *check, const Settings *settings, const char *address, const char *path)
{
	g_autofree char *recipient = address ? text_fold_address(address) : NULL;

	for (guint i = 0; recipient && i < settings->boards->len; i++) {
		const Board *board = board_at(settings, i);
		g_autofree char *own = board->address ? text_fold_address(board->address) : NULL;

		if (g_strcmp0(own, recipient) == 0)
			config_problem_add(check, path,
				"\"%s\" is the address of boards[%u]: its notices would come "
				"back to its own mailbox as reports",
				address, i);
	}
}

static void
check_away(ConfigCheck *check, const Person *person, const char *path)
{
	g_autofree char *to = g_strconcat(path, ".away.to", NULL);

	/* YYYY-MM-DD sorts as text */
	if (person->away_from && person->away_to && strcmp(person->away_to, person->away_from) < 0)
		config_problem_add(check, to, "must not be before from");
}

static void
check_key(ConfigCheck *check, const MailKey *key, const char *path)
{
	if (key->certificate && key->openpgp_key)
		config_problem_add(check, path,
			"has certificate and openpgp_key: keep the one that the mail program of "
			"the person opens mail with");
}

static void
check_people(ConfigCheck *check, const Settings *settings, guint i)
{
	const Board *board = board_at(settings, i);

	for (gsize r = 0; r < BOARD_PEOPLE; r++) {
		const Person *person = G_STRUCT_MEMBER_P(board, board_people[r].offset);
		g_autofree char *path = g_strdup_printf("boards[%u].%s", i, board_people[r].key);

		if (!config_problem_find(check, path)) /* a default: said at its origin */
			continue;
		check_recipient(check, settings, person->address, path);
		check_key(check, &person->key, path);
		check_away(check, person, path);
	}
	for (guint p = 0; p < board->investigators->len; p++) {
		const Person *person = g_ptr_array_index(board->investigators, p);
		g_autofree char *path = g_strdup_printf("boards[%u].investigators[%u]", i, p);

		check_recipient(check, settings, person->address, path);
		check_key(check, &person->key, path);
		check_away(check, person, path);
	}
}

static void
check_commissioning(ConfigCheck *check, const Settings *settings, guint i)
{
	const GPtrArray *list = board_at(settings, i)->commissioning;

	for (guint c = 0; c < list->len; c++) {
		const CommissioningBoard *board = g_ptr_array_index(list, c);
		g_autofree char *path = g_strdup_printf("boards[%u].commissioning[%u]", i, c);
		g_autofree char *address = g_strconcat(path, ".address", NULL);
		g_autofree char *id = g_strconcat(path, ".id", NULL);

		check_recipient(check, settings, board->address, address);
		check_key(check, &board->key, path);
		for (guint d = 0; board->id && d < c; d++) {
			const CommissioningBoard *other = g_ptr_array_index(list, d);

			if (g_strcmp0(board->id, other->id) == 0)
				config_problem_add(check, id,
					"\"%s\" is the id of commissioning[%u] already", board->id,
					d);
		}
	}
}

static gboolean
url_is_loopback(const char *url)
{
	g_autoptr(GUri) uri = g_uri_parse(url, G_URI_FLAGS_ENCODED, NULL);
	const char *host = g_uri_get_host(uri);
	g_autoptr(GInetAddress) address = g_inet_address_new_from_string(host);

	return address ? g_inet_address_get_is_loopback(address)
		       : g_ascii_strcasecmp(host, "localhost") == 0;
}

/* Where secrets can stand. */
static const char *const secret_keys[] = { "password", "password_file", "password_command",
	"oauth2" };

/* What an application can prove itself with. */
static const char *const proof_keys[] = { "client_secret_file", "client_certificate",
	"service_account_file" };

static guint
count_keys(const ConfigCheck *check, const char *path, const char *const *names, gsize n_names)
{
	guint n = 0;

	for (gsize i = 0; i < n_names; i++) {
		g_autofree char *key = g_strdup_printf("%s.%s", path, names[i]);

		n += config_problem_find(check, key) != NULL;
	}
	return n;
}

static void
check_login(ConfigCheck *check, const char *path)
{
	guint secrets = count_keys(check, path, secret_keys, G_N_ELEMENTS(secret_keys));
	g_autofree char *user = g_strconcat(path, ".user", NULL);

	if (secrets > 1)
		config_problem_add(check, path,
			"has %u passwords: keep one of password, password_file, "
			"password_command and oauth2",
			secrets);
	else if (secrets == 0 && config_problem_find(check, user))
		config_problem_add(check, path,
			"has a user without a password: add password_file, password_command, "
			"password or oauth2");
	else if (secrets == 1 && !config_problem_find(check, user))
		config_problem_add(check, user, "is missing: a login needs a user");
}

/* A secret and a token go to no other host in clear. */
static void
check_oauth2(ConfigCheck *check, const Settings *settings, const ServerSettings *server,
	const char *path)
{
	g_autofree char *oauth2 = g_strconcat(path, ".oauth2", NULL);
	g_autofree char *url = g_strconcat(oauth2, ".token_url", NULL);
	const config_setting_t *setting = config_problem_find(check, oauth2);

	if (!setting || !config_setting_is_group(setting))
		return;
	guint proofs = count_keys(check, oauth2, proof_keys, G_N_ELEMENTS(proof_keys));
	if (proofs != 1)
		config_problem_add(check, oauth2,
			"needs one of client_secret_file, client_certificate and "
			"service_account_file, and has %u",
			proofs);
	if (!server->oauth2.token_url || !g_str_has_prefix(server->oauth2.token_url, "http:"))
		return;
	if (!url_is_loopback(server->oauth2.token_url) ||
		!(settings->testing || server->tls == TLS_NONE))
		config_problem_add(check, url,
			"must begin with https://: the client's secret would go over the network "
			"in clear");
}

/* What libcurl does not know for a key it takes for a file. */
static void
check_pins(ConfigCheck *check, const ServerSettings *server, const char *path)
{
	g_autofree char *pins = g_strconcat(path, ".pinned_keys", NULL);

	for (char **pin = server->pinned_keys; pin && *pin; pin++)
		if (!g_regex_match_simple("^sha256//[A-Za-z0-9+/]{43}=$", *pin, 0, 0))
			config_problem_add(check, pins,
				"\"%s\" is not \"sha256//\" and the base64 of 32 bytes", *pin);
	if (server->pinned_keys && server->tls == TLS_NONE)
		config_problem_add(check, pins, "goes with tls = \"required\" only");
}

static void
check_server(ConfigCheck *check, const Settings *settings, const ServerSettings *server, guint i,
	const char *name)
{
	g_autofree char *path = g_strdup_printf("boards[%u].%s", i, name);
	g_autofree char *tls = g_strconcat(path, ".tls", NULL);
	const config_setting_t *setting = config_problem_find(check, path);

	if (!setting || !config_setting_is_group(setting))
		return;
	check_login(check, path);
	check_oauth2(check, settings, server, path);
	if (server->tls == TLS_NONE && server->url && !url_is_loopback(server->url))
		config_problem_add(check, tls,
			"\"none\" is only for a server on a loopback address (127.0.0.0/8, ::1, "
			"localhost): write \"required\"");
	check_pins(check, server, path);
}

/* Moving handled mail to where it is fetched from would handle it for ever. */
static void
check_after(ConfigCheck *check, const MailboxSettings *mailbox, guint i)
{
	g_autofree char *path = g_strdup_printf("boards[%u].mailbox.after", i);
	g_autoptr(GUri) uri = mailbox->server.url
				      ? g_uri_parse(mailbox->server.url, G_URI_FLAGS_NONE, NULL)
				      : NULL;

	if (!uri || mailbox->after != AFTER_MOVE)
		return;
	const char *own = g_uri_get_path(uri) + 1;
	if (strcmp(own, mailbox->after_folder) == 0 ||
		(g_ascii_strcasecmp(own, "INBOX") == 0 &&
			g_ascii_strcasecmp(mailbox->after_folder, "INBOX") == 0))
		config_problem_add(check, path,
			"must name another folder than the mailbox itself (\"%s\")", own);
}

/* Deleting public records needs a decision, and time for a backup to be taken. */
static void
check_disposal(ConfigCheck *check, const MailboxSettings *mailbox, guint i)
{
	g_autofree char *path = g_strdup_printf("boards[%u].mailbox.after", i);

	if (mailbox->after != AFTER_DELETE)
		return;
	if (!mailbox->disposal_decision)
		config_problem_add(check, path,
			"\"delete\" needs disposal_decision = \"...\", the decision on which "
			"deleting rests");
	if (mailbox->delete_after_days == 0)
		config_problem_add(check, path,
			"\"delete\" needs delete_after_days = ..., how old mail must be");
}

void
config_rules_check(ConfigCheck *check, const Settings *settings)
{
	check_trust(check, settings);
	check_closed_days(check, settings);
	check_hours(check, settings);
	for (guint i = 0; i < settings->boards->len; i++) {
		const Board *board = board_at(settings, i);

		check_unique(check, settings, i);
		check_people(check, settings, i);
		check_commissioning(check, settings, i);
		check_server(check, settings, &board->mailbox.server, i, "mailbox");
		check_server(check, settings, &board->smtp, i, "smtp");
		check_after(check, &board->mailbox, i);
		check_disposal(check, &board->mailbox, i);
	}
}

/* A small board may be one person: that is said, not refused. */
void
config_rules_warn(ConfigCheck *check, const Settings *settings)
{
	for (guint i = 0; i < settings->boards->len; i++) {
		const Board *board = board_at(settings, i);
		g_autofree char *path = g_strdup_printf("boards[%u].conflict_contact", i);

		if (!discretion_has_other(settings, board, ROLE_CONFLICT_CONTACT))
			config_problem_warn(check, path,
				"a report that concerns %s leaves nobody who may decide who hears "
				"of it: name somebody else, here or as operator",
				board->conflict_contact.address);
	}
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ownership of the checked configuration, and the questions asked of it.
 */
#include "core/settings.h"

#include <string.h>

#include "core/text.h"

const BoardPerson board_people[BOARD_PEOPLE] = {
	{ "responsible", offsetof(Board, responsible) },
	{ "deputy", offsetof(Board, deputy) },
	{ "decision_maker", offsetof(Board, decision_maker) },
	{ "registrar", offsetof(Board, registrar) },
	{ "operator", offsetof(Board, operator_) },
	{ "dpo", offsetof(Board, dpo) },
	{ "conflict_contact", offsetof(Board, conflict_contact) },
};

Settings *
settings_new(void)
{
	Settings *settings = g_new0(Settings, 1);

	settings->organisation.domains = g_ptr_array_new_with_free_func(g_free);
	settings->organisation.gateways = g_ptr_array_new_with_free_func(g_free);
	settings->organisation.closed_days =
		g_ptr_array_new_with_free_func((GDestroyNotify) closed_day_free);
	settings->organisation.hours = OFFICE_HOURS_DEFAULT;
	settings->limits.receipts_per_sender = 5;
	settings->limits.receipts_per_case = 5;
	settings->limits.receipts = 200;
	settings->limits.notices_per_recipient = 30;
	settings->checks = (ConsistencyLimits) CONSISTENCY_LIMITS_STANDARD;
	settings->boards = g_ptr_array_new_with_free_func((GDestroyNotify) board_free);
	return settings;
}

void
settings_free(Settings *settings)
{
	if (!settings)
		return;
	g_free(settings->file);
	g_free(settings->database);
	g_free(settings->templates);
	g_free(settings->rules);
	g_free(settings->forms);
	g_free(settings->words);
	g_free(settings->reply_key);
	sensitive_words_free(settings->sensitive);
	g_free(settings->language);
	g_free(settings->organisation.name);
	g_ptr_array_unref(settings->organisation.domains);
	g_ptr_array_unref(settings->organisation.gateways);
	g_free(settings->organisation.authserv_id);
	g_ptr_array_unref(settings->organisation.closed_days);
	g_ptr_array_unref(settings->boards);
	g_free(settings);
}

static void
oauth2_clear(OAuth2Settings *oauth2)
{
	g_free(oauth2->token_url);
	g_free(oauth2->client_id);
	g_free(oauth2->client_secret_file);
	g_free(oauth2->client_certificate);
	g_free(oauth2->service_account_file);
	g_free(oauth2->scope);
	g_free(oauth2->client_secret_expires);
	g_free(oauth2->ca_file);
}

static void
server_clear(ServerSettings *server)
{
	g_free(server->url);
	g_free(server->user);
	if (server->secret.password)
		explicit_bzero(server->secret.password, strlen(server->secret.password));
	g_free(server->secret.password);
	g_free(server->secret.password_file);
	g_strfreev(server->secret.password_command);
	oauth2_clear(&server->oauth2);
	g_free(server->ca_file);
	g_strfreev(server->pinned_keys);
}

static void
mail_key_clear(MailKey *key)
{
	g_free(key->certificate);
	g_free(key->openpgp_key);
}

static void
board_key_clear(BoardKey *key)
{
	g_free(key->certificate);
	g_free(key->key_file);
	g_free(key->passphrase_file);
}

void
person_clear(Person *person)
{
	g_free(person->address);
	g_free(person->name);
	g_free(person->title);
	mail_key_clear(&person->key);
	g_free(person->away_from);
	g_free(person->away_to);
	memset(person, 0, sizeof *person);
}

void
person_free(Person *person)
{
	if (!person)
		return;
	person_clear(person);
	g_free(person);
}

void
person_copy(Person *to, const Person *from)
{
	*to = (Person){
		.address = g_strdup(from->address),
		.name = g_strdup(from->name),
		.title = g_strdup(from->title),
		.secure = from->secure,
		.key = { g_strdup(from->key.certificate), g_strdup(from->key.openpgp_key) },
		.away_from = g_strdup(from->away_from),
		.away_to = g_strdup(from->away_to),
	};
}

void
commissioning_board_free(CommissioningBoard *board)
{
	if (!board)
		return;
	g_free(board->id);
	g_free(board->name);
	g_free(board->address);
	mail_key_clear(&board->key);
	g_free(board);
}

void
closed_day_free(ClosedDay *day)
{
	if (!day)
		return;
	g_free(day->name);
	g_free(day);
}

void
board_free(Board *board)
{
	if (!board)
		return;
	g_free(board->id);
	g_free(board->name);
	g_free(board->address);
	g_free(board->language);
	server_clear(&board->mailbox.server);
	g_free(board->mailbox.after_folder);
	g_free(board->mailbox.disposal_decision);
	server_clear(&board->smtp);
	person_clear(&board->responsible);
	person_clear(&board->deputy);
	person_clear(&board->decision_maker);
	person_clear(&board->registrar);
	person_clear(&board->operator_);
	person_clear(&board->dpo);
	person_clear(&board->conflict_contact);
	g_free(board->whistleblower);
	g_free(board->emergency_phone);
	g_free(board->contact.post);
	g_free(board->contact.visit);
	g_free(board->contact.phone);
	g_free(board->contact.email);
	g_free(board->contact.org_number);
	board_key_clear(&board->smime);
	board_key_clear(&board->openpgp);
	g_clear_pointer(&board->investigators, g_ptr_array_unref);
	g_clear_pointer(&board->commissioning, g_ptr_array_unref);
	g_free(board);
}

const Board *
settings_get_board(const Settings *settings, const char *id)
{
	for (guint i = 0; i < settings->boards->len; i++) {
		const Board *board = g_ptr_array_index(settings->boards, i);

		if (g_strcmp0(board->id, id) == 0)
			return board;
	}
	return NULL;
}

const CommissioningBoard *
board_find_commissioning(const Board *board, const char *id)
{
	for (guint i = 0; board->commissioning && i < board->commissioning->len; i++) {
		const CommissioningBoard *other = g_ptr_array_index(board->commissioning, i);

		if (strcmp(other->id, id) == 0)
			return other;
	}
	return NULL;
}

gboolean
settings_is_own_staff(const Settings *settings, const char *address)
{
	g_autofree char *domain = text_address_domain(address);

	for (guint i = 0; domain && i < settings->organisation.domains->len; i++) {
		const char *own = g_ptr_array_index(settings->organisation.domains, i);
		gsize lead = strlen(domain) - MIN(strlen(own), strlen(domain));

		if (strcmp(domain + lead, own) == 0 && (lead == 0 || domain[lead - 1] == '.'))
			return TRUE;
	}
	return FALSE;
}

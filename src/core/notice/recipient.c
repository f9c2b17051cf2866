/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From roles to people. Must never lose a reminder because somebody is away.
 */
#include "core/notice/recipient.h"

#include <string.h>

#include "core/clock/clock-rule.h"
#include "core/mail/mail-key.h"
#include "core/notice/planned.h"
#include "core/text.h"

#define CHAIN 20 /* of stand-ins */

static const struct {
	const char *name; /* of clock_recipient_names */
	gsize person;     /* offset in Board; the investigator is found by address */
	Audience audience;
	const char *stand_in; /* who gets it while that person is away, or NULL */
} roles[] = {
	{ "investigator", 0, AUDIENCE_INVESTIGATOR, "responsible" },
	{ "responsible", offsetof(Board, responsible), AUDIENCE_RESPONSIBLE, "deputy" },
	{ "deputy", offsetof(Board, deputy), AUDIENCE_RESPONSIBLE, NULL },
	{ "decision_maker", offsetof(Board, decision_maker), AUDIENCE_DECISION_MAKER,
		"responsible" },
	{ "registrar", offsetof(Board, registrar), AUDIENCE_REGISTRAR, "responsible" },
	{ "operator", offsetof(Board, operator_), AUDIENCE_OPERATOR, NULL },
	{ "dpo", offsetof(Board, dpo), AUDIENCE_DPO, "responsible" },
};

static guint
find_role(const char *name)
{
	guint i = 0;

	while (strcmp(roles[i].name, name) != 0)
		i++;
	return i;
}

static const Person *
find_investigator(const Board *board, const char *address)
{
	for (guint i = 0; board->investigators && i < board->investigators->len; i++) {
		const Person *person = g_ptr_array_index(board->investigators, i);

		if (text_is_same_address(person->address, address))
			return person;
	}
	return NULL;
}

/* Both days are days of absence; one that is not said is open. */
static gboolean
is_away(const Person *person, CivilDate today)
{
	CivilDate day;

	if (!person || (!person->away_from && !person->away_to))
		return FALSE;
	if (person->away_from && date_from_string(person->away_from, &day) &&
		date_compare(today, day) < 0)
		return FALSE;
	return !(person->away_to && date_from_string(person->away_to, &day) &&
		 date_compare(today, day) > 0);
}

static const Person *
person_of(const Board *board, guint role, const char *investigator)
{
	return roles[role].person ? G_STRUCT_MEMBER_P(board, roles[role].person)
				  : find_investigator(board, investigator);
}

/* Who was named in the place of who has that address, or NULL. Borrowed. */
static const char *
find_stand_in(const GPtrArray *recusals, const char *address)
{
	const char *stand_in = NULL;

	for (guint i = 0; recusals && i + 1 < recusals->len; i += 2)
		if (text_is_same_address(recusals->pdata[i], address))
			stand_in = recusals->pdata[i + 1];
	return stand_in;
}

/* Whose place somebody else takes today, and by whose word. */
static gboolean
is_away_today(const Board *board, guint role, const char *investigator, CivilDate today,
	const GArray *away, gboolean *by_answer)
{
	const Person *person = person_of(board, role, investigator);

	if (!roles[role].stand_in)
		return FALSE;
	if (is_away(person, today))
		return TRUE;
	if (!away_list_has(away, person ? person->address : investigator, today))
		return FALSE;
	*by_answer = TRUE;
	return TRUE;
}

static const char *
address_of(const Board *board, guint role, const char *investigator)
{
	const Person *person = person_of(board, role, investigator);

	return person ? person->address : investigator;
}

Recipient
recipient_find(const Board *board, const char *role, const char *investigator, CivilDate today,
	const GArray *away, const GPtrArray *recusals)
{
	guint of = find_role(role), index;
	gboolean by_answer = FALSE;

	if (!roles[of].person && !investigator)
		of = find_role("responsible");
	index = of;
	while (!find_stand_in(recusals, address_of(board, index, investigator)) &&
		is_away_today(board, index, investigator, today, away, &by_answer))
		index = find_role(roles[index].stand_in);
	const Person *person = person_of(board, index, investigator);
	Recipient found = { .address = g_strdup(address_of(board, index, investigator)),
		.route = person ? planned_route_to(person) : ROUTE_PLAIN,
		.audience = roles[index].audience,
		.stand_in_for = index == of ? NULL : roles[of].name,
		.by_answer = by_answer };
	recipient_recuse(&found, roles[of].name, recusals);
	return found;
}

void
recipient_recuse(Recipient *recipient, const char *role, const GPtrArray *recusals)
{
	for (guint n = 0; n < CHAIN; n++) {
		const char *stand_in = find_stand_in(recusals, recipient->address);

		if (!stand_in)
			return;
		g_free(recipient->address);
		recipient->address = g_strdup(stand_in);
		recipient->route = ROUTE_PLAIN;
		recipient->stand_in_for = role;
		recipient->recused = TRUE;
	}
}

Recipient
recipient_of_investigator(const Board *board, const char *address)
{
	const Person *person = find_investigator(board, address);

	return (Recipient){ .address = g_strdup(address),
		.route = person ? planned_route_to(person) : ROUTE_PLAIN,
		.audience = AUDIENCE_INVESTIGATOR };
}

gboolean
recipient_has_role(
	const Board *board, const char *role, const char *investigator, const char *address)
{
	const char *named = investigator ? investigator : board->responsible.address;
	const Person *person = person_of(board, find_role(role), named);

	return text_is_same_address(person ? person->address : named, address);
}

static gboolean
is_secure(const char *of, gboolean secure, const MailKey *key, const char *address)
{
	return (secure || mail_key_is_set(key)) && text_is_same_address(of, address);
}

static gboolean
has_secure(const Board *board, const char *address)
{
	gboolean found = FALSE;

	for (guint i = 0; i < BOARD_PEOPLE && !found; i++) {
		const Person *person = G_STRUCT_MEMBER_P(board, board_people[i].offset);

		found = is_secure(person->address, person->secure, &person->key, address);
	}
	for (guint i = 0; board->investigators && i < board->investigators->len && !found; i++) {
		const Person *person = g_ptr_array_index(board->investigators, i);

		found = is_secure(person->address, person->secure, &person->key, address);
	}
	for (guint i = 0; board->commissioning && i < board->commissioning->len && !found; i++) {
		const CommissioningBoard *other = g_ptr_array_index(board->commissioning, i);

		found = is_secure(other->address, other->secure, &other->key, address);
	}
	return found;
}

gboolean
recipient_is_secure(const Settings *settings, const char *address)
{
	for (guint i = 0; i < settings->boards->len; i++)
		if (has_secure(g_ptr_array_index(settings->boards, i), address))
			return TRUE;
	return FALSE;
}

void
recipient_put(Record *record, const Recipient *recipient)
{
	Record group;

	if (!recipient->stand_in_for)
		return;
	record_init(&group);
	record_put_boolean(&group, recipient->stand_in_for, TRUE);
	record_put_boolean(&group, recipient->recused ? "recused" : "away", TRUE);
	if (!recipient->recused)
		record_put_boolean(&group, "by_answer", recipient->by_answer);
	record_put_record(record, "stand_in_for", &group);
}

void
recipient_clear(Recipient *recipient)
{
	g_clear_pointer(&recipient->address, g_free);
}

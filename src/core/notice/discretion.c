/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From what stands in a report to who is not told of it. Decides nothing for
 * good: a person releases, cancels or recuses.
 */
#include "core/notice/discretion.h"

#include <string.h>

#include "core/mail/addressing.h"
#include "core/notice/sensitive.h"
#include "core/text.h"

#define BIT(value) (1u << (value))

static gboolean
is_letter_at(const char *p)
{
	return g_unichar_isalnum(g_utf8_get_char(p));
}

/*
 * TRUE if word stands in text as a whole word; both are folded. owner: in the
 * genitive, too ("Linds"; "Lind:s" and "Lind's" have a mark behind the word).
 */
static gboolean
find_word(const char *text, const char *word, gboolean owner)
{
	gsize length = strlen(word);

	for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
		const char *end = at + length;

		if (at != text && is_letter_at(g_utf8_prev_char(at)))
			continue;
		if (!is_letter_at(end) || (owner && *end == 's' && !is_letter_at(end + 1)))
			return TRUE;
	}
	return FALSE;
}

/*
 * A whole name: all of its words next to each other, in any order, with at most
 * a comma between: "Anna Lind", "Lind, Anna". A single word is no whole name.
 */
static gboolean
names(const char *text, const char *name)
{
	g_autofree char *folded = text_fold(name);
	const char *last = strrchr(folded, ' ');

	if (!last || !strstr(text, last + 1))
		return FALSE;
	g_autofree char *given = g_strndup(folded, (gsize) (last - folded));
	g_autofree char *turned = g_strconcat(last + 1, " ", given, NULL);
	g_autofree char *comma = g_strconcat(last + 1, ", ", given, NULL);

	return find_word(text, folded, TRUE) || find_word(text, turned, TRUE) ||
	       find_word(text, comma, TRUE);
}

static gboolean
has_address(const char *text, const char *address)
{
	if (!strchr(text, '@'))
		return FALSE;
	g_autofree char *folded = text_fold(address);

	return *folded && find_word(text, folded, FALSE);
}

/* A mailbox is one person's, whatever name only one of its roles has in the configuration. */
static guint
with_same_address(const Board *board, guint named)
{
	guint all = named;

	for (guint role = 0; role < ROLE_COUNT; role++)
		if (named & BIT(role))
			all |= role_bits(board, role_person(board, role)->address);
	return all;
}

/* TRUE if text, which is folded, names who has that role. */
static gboolean
is_named(const char *text, const Person *person)
{
	return person->address && (has_address(text, person->address) || names(text, person->name));
}

/* spared: bits, 1 << Role, of whoever knows of the report, having written it. */
static void
look(Discretion *discretion, const Settings *settings, const Board *board, const char *text,
	guint spared)
{
	guint named = 0;

	if (!text || !*text)
		return;
	g_autofree char *lines = text_fold_lines(text);
	g_autofree char *all = addressing_join(lines);
	g_autofree char *about = addressing_leave_out(text, lines, board);

	discretion->sensitive |= sensitive_find(settings->sensitive, all);
	for (guint role = 0; role < ROLE_COUNT; role++) {
		guint first = role_first(board, role);

		if (first < role ? (named & BIT(first)) != 0
				 : is_named(about, role_person(board, role)))
			named |= BIT(role);
	}
	discretion->concerned |= with_same_address(board, named) & ~spared;
}

void
discretion_look(Discretion *discretion, const Settings *settings, const Board *board,
	const char *text, const char *except)
{
	look(discretion, settings, board, text, role_bits(board, except));
}

/*
 * Who investigates, decides and signs the log deals with the case: a name in a
 * place for that is not one whom the report concerns.
 */
static gboolean
says_who_deals(const ReadingPart *part, const ReadingMember *member)
{
	return part->shape != READING_ALWAYS && member->kind == READING_NAME;
}

static void
look_in_record(GString *all, ReadingRecord record)
{
	for (gsize m = 0; m < record.part->n_members; m++) {
		const ReadingMember *member = &record.part->members[m];

		if (!reading_kind_is_field(member->kind) || says_who_deals(record.part, member))
			continue;
		const ReadingField *field = reading_get_field(record, member);

		if (field->raw)
			g_string_append_printf(all, "%s\n", field->raw);
		if (field->value)
			g_string_append_printf(all, "%s\n", field->value);
	}
}

static void
look_in_part(GString *all, Reading *reading, const ReadingPart *part)
{
	for (guint i = 0; i < reading_count(reading, part); i++)
		look_in_record(all, reading_get_record(reading, part, i));
}

static guint
roles_named(const Board *board, const char *name)
{
	g_autofree char *folded = text_fold(name);
	guint bits = 0;

	for (guint role = 0; role < ROLE_COUNT; role++)
		if (names(folded, role_person(board, role)->name))
			bits |= BIT(role);
	return bits;
}

static const char *
written(const ReadingField *field)
{
	return field->value ? field->value : field->raw;
}

/*
 * The roles of who wrote a report: the form's word goes before the mail's, for
 * the one who scans a report of somebody else's may be whom it is about.
 */
static guint
find_reporter(const ReadingReport *report, const Board *board, const char *writer)
{
	const char *address = written(&report->reporter.email);
	const char *name = written(&report->reporter.name);

	if (!writer) /* nobody's word counts */
		return 0;
	if (address)
		return role_bits(board, address);
	if (!name)
		name = written(&report->signature.name);
	return name ? roles_named(board, name) : role_bits(board, writer);
}

void
discretion_look_in_reading(Discretion *discretion, const Settings *settings, const Board *board,
	const ReadingFile *file, const char *writer)
{
	gsize n_parts;
	const ReadingPart *parts = reading_parts(&n_parts);

	for (guint d = 0; file && d < file->documents->len; d++) {
		Reading *reading = g_ptr_array_index(file->documents, d);
		g_autoptr(GString) all = g_string_new(NULL);

		for (gsize p = 0; p < n_parts; p++)
			look_in_part(all, reading, &parts[p]);
		look(discretion, settings, board, all->str,
			find_reporter(&reading->report, board, writer));
	}
}

gboolean
discretion_is_empty(const Discretion *discretion)
{
	return !discretion->sensitive && !discretion->concerned;
}

void
discretion_add_flags(const Discretion *discretion, GPtrArray *flags)
{
	for (guint kind = 0; kind < SENSITIVE_COUNT; kind++)
		if (discretion->sensitive & BIT(kind))
			g_ptr_array_add(
				flags, planned_flag_new(sensitive_flag((Sensitive) kind),
					       g_strdup(sensitive_message((Sensitive) kind))));
	if (discretion->concerned)
		g_ptr_array_add(
			flags, planned_flag_new("possible_conflict",
				       g_strdup("Rapporten nämner någon som annars skulle få veta "
						"av den. Avgör om den personen är jävig.")));
}

Hold
discretion_reason(const Discretion *discretion)
{
	if (discretion->sensitive)
		return HOLD_PROTECTED;
	return discretion->concerned ? HOLD_RECUSED : HOLD_NONE;
}

static gboolean
holds(Hold reason, Audience audience)
{
	static const guint open = BIT(AUDIENCE_REPORTER) | BIT(AUDIENCE_OUTSIDER) |
				  BIT(AUDIENCE_OPERATOR) | BIT(AUDIENCE_CONTACT);
	/* Whom a report concerns may have any of these to ask, or be one of them. */
	static const guint handlers = BIT(AUDIENCE_RESPONSIBLE) | BIT(AUDIENCE_INVESTIGATOR) |
				      BIT(AUDIENCE_DECISION_MAKER);

	if (reason == HOLD_PROTECTED)
		return !(open & BIT(audience));
	return reason == HOLD_RECUSED && handlers & BIT(audience);
}

Hold
discretion_hold(const Discretion *discretion, Audience audience)
{
	Hold reason = discretion_reason(discretion);

	if (holds(reason, audience))
		return reason;
	/* These go on with what nobody else does, unless the report is about them. */
	if ((audience == AUDIENCE_REGISTRAR && discretion->concerned & BIT(ROLE_REGISTRAR)) ||
		(audience == AUDIENCE_DPO && discretion->concerned & BIT(ROLE_DPO)))
		return HOLD_RECUSED;
	return HOLD_NONE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The board on its papers: as who sends them, and by the names of its people.
 */
#include "core/paper/board-paper.h"

#include "core/role.h"
#include "core/text.h"

void
board_paper_set_sender(Paper *paper, const Settings *settings, const Board *board)
{
	paper_set_sender(paper, settings->organisation.name, board->name);
	paper_add_contact(paper, "Organisationsnummer", board->contact.org_number);
	paper_add_contact(paper, "Postadress", board->contact.post);
	paper_add_contact(paper, "Besöksadress", board->contact.visit);
	paper_add_contact(paper, "Telefon", board->contact.phone);
	paper_add_contact(paper, "E-post", board->contact.email);
}

static const Person *
match(const Person *person, const char *address)
{
	return text_is_same_address(person->address, address) ? person : NULL;
}

const Person *
board_paper_person(const Board *board, const char *address)
{
	const Person *found = NULL;

	for (guint role = 0; role < ROLE_COUNT && !(found && found->name); role++) {
		const Person *person = match(role_person(board, role), address);

		found = person ? person : found;
	}
	for (guint i = 0; board->investigators && i < board->investigators->len && !found; i++)
		found = match(g_ptr_array_index(board->investigators, i), address);
	return found;
}

const char *
board_paper_name(const Board *board, const char *address)
{
	const Person *person = board_paper_person(board, address);

	return person && person->name ? person->name : address;
}

char *
board_paper_signature(const Board *board, const char *address, const char *title)
{
	const Person *person = board_paper_person(board, address);
	const char *function = title ? title : person ? person->title : NULL;

	return address && function
		       ? g_strdup_printf("%s, %s", board_paper_name(board, address), function)
		       : g_strdup(board_paper_name(board, address));
}

void
board_paper_add_outcomes(Paper *paper, const char *label, Outcome outcome)
{
	PaperItem *boxes = paper_add_boxes(paper, label);

	/* In the order of the form: that it is none of the others stands last. */
	for (guint i = 1; i < OUTCOME_COUNT; i++) {
		Outcome row = (Outcome) (i % (OUTCOME_COUNT - 1) + 1);
		g_autofree char *title = g_strdup_printf("%s%s", outcome_title(row, NULL),
			outcome_is_serious(row) ? " (anmäls till IVO)" : "");

		paper_add_box(boxes, title, row == outcome);
	}
}

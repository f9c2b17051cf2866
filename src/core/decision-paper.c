/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands in a decision, in the order in which it is read. Says nothing that was
 * not recorded.
 */
#include "core/decision-paper.h"

#include <string.h>

#include "core/life-value.h"
#include "core/role.h"
#include "core/text.h"

#define BLANK "______________________________"

/* The name that the configuration has for the address, else the address. Borrowed. */
static const char *
name_of(const Board *board, const char *address)
{
	g_autofree char *wanted = address ? text_fold_address(address) : NULL;
	const char *name = NULL;

	for (guint role = 0; wanted && role < ROLE_COUNT && !name; role++) {
		const Person *person = role_person(board, role);
		g_autofree char *folded =
			person->address ? text_fold_address(person->address) : NULL;

		if (g_strcmp0(folded, wanted) == 0)
			name = person->name;
	}
	return name ? name : address;
}

static void
add_board(Paper *paper, const DecisionFacts *facts)
{
	const Board *board = facts->board;

	paper_add_section(paper, board->name);
	paper_add(paper, NULL, facts->settings->organisation.name);
	paper_add(paper, "Organisationsnummer", board->contact.org_number);
	paper_add(paper, "Postadress", board->contact.post);
	paper_add(paper, "Besöksadress", board->contact.visit);
	paper_add(paper, "Telefon", board->contact.phone);
	paper_add(paper, "E-post", board->contact.email);
}

static void
add_matter(Paper *paper, const DecisionFacts *facts)
{
	paper_add_section(paper, "Ärende");
	paper_add(paper, NULL, "Rapport enligt lex Sarah");
	paper_add(paper, "Ärendenummer", facts->case_id);
	paper_add(paper, "Diarienummer", facts->dnr ? facts->dnr : BLANK);
	paper_add(paper, "Rapporten kom in", facts->arrived);
	paper_add(paper, "Lag", facts->laws);
}

static void
add_content(Paper *paper, const DecisionFacts *facts)
{
	paper_add_section(paper, facts->declined ? "Ställningstagande" : "Beslut");
	if (facts->declined)
		paper_add(paper, NULL, "Utredning inleds inte.");
	else
		paper_add(paper, "Utredningen avslutas med bedömningen",
			outcome_title(facts->outcome));
	if (outcome_is_serious(facts->outcome))
		paper_add(paper, NULL,
			"Händelsen ska snarast anmälas till Inspektionen för vård och omsorg (IVO).");
	paper_add_section(paper, "Skäl");
	paper_add(paper, NULL, facts->reason ? facts->reason : BLANK);
}

static void
add_hands(Paper *paper, const DecisionFacts *facts)
{
	gboolean own = g_strcmp0(facts->delegation, LIFE_UNDELEGATED) == 0;

	paper_add_section(paper, "Så har ärendet avgjorts");
	paper_add(paper, facts->declined ? "Dag" : "Beslutsdag", facts->date);
	paper_add(paper, facts->declined ? "Gjort av" : "Beslutat av",
		own ? facts->board->name : name_of(facts->board, facts->by));
	if (!own)
		paper_add(paper, "Beslutanderätt enligt delegationsordningen, punkt",
			facts->delegation);
	if (!facts->declined) {
		paper_add(paper, "Föredragande", facts->presenter ? facts->presenter : "ingen");
		paper_add(paper, "Övriga som har deltagit i den slutliga handläggningen",
			facts->participants ? facts->participants : "inga");
	}
}

static void
add_signature(Paper *paper, const DecisionFacts *facts)
{
	paper_add_section(paper, "Underskrift");
	paper_add(paper, NULL, "\n" BLANK);
	paper_add(paper, "Namnförtydligande", name_of(facts->board, facts->by));
	paper_add(paper, "Befattning", facts->title ? facts->title : BLANK);
}

Paper *
decision_paper_new(const DecisionFacts *facts)
{
	Paper *paper = paper_new(facts->declined ? "Ställningstagande att inte inleda utredning"
						 : "Beslut i ärende enligt lex Sarah");

	add_board(paper, facts);
	add_matter(paper, facts);
	add_content(paper, facts);
	add_hands(paper, facts);
	add_signature(paper, facts);
	return paper;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/answer/mail-command.h"
#include "core/answer/mail-right.h"
#include "support/world.h"

#define ANY_ROLE (~0u)

static void
test_roles(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	const Board *board = world->board;
	guint responsible = mail_right_roles(board, NULL, " Ansvarig@Kommun.EXAMPLE "),
	      stranger = mail_right_roles(board, "u@kommun.example", "frammande@kommun.example"),
	      nobody = mail_right_roles(board, NULL, NULL);

	g_assert_true(responsible & 1u << ROLE_RESPONSIBLE);
	g_assert_false(responsible & MAIL_RIGHT_INVESTIGATOR);
	g_assert_cmpuint(stranger, ==, 0);
	g_assert_cmpuint(nobody, ==, 0);
	g_assert_cmpuint(mail_right_roles(board, "u@kommun.example", "U@kommun.example") &
				 MAIL_RIGHT_INVESTIGATOR,
		!=, 0);
	/* Nobody investigates yet: an empty sender is not that nobody. */
	g_assert_cmpuint(mail_right_roles(board, "", ""), ==, 0);
}

#define KIM       "kim.berg@kommun.example"
#define VICE      "vice@annan.example"
#define THIRD     "tredje@kommun.example"
#define DECIDER   "direktor@kommun.example"
#define BIT(role) (1u << ROLE_##role)

/* Who is recused for whom in a case that Kim investigates, and what somebody may there. */
static const struct {
	const char *name, *recusals; /* "person>stand-in ..." */
	const char *reporter, *writer;
	guint roles;
} stand_ins[] = {
	{ "nobody", "", NULL, VICE, 0 },
	{ "investigator's", KIM ">" VICE, NULL, VICE, MAIL_RIGHT_INVESTIGATOR },
	{ "somebody else", KIM ">" VICE, NULL, THIRD, 0 },
	{ "recused", KIM ">" VICE, NULL, KIM, 0 },
	{ "recused with a tag", "kim.berg+x@kommun.example>" VICE, NULL, KIM, 0 },
	{ "of who has no part", THIRD ">" VICE, NULL, VICE, 0 },
	{ "decision maker's", DECIDER ">" VICE, NULL, VICE, BIT(DECISION_MAKER) },
	{ "beside one's own", DECIDER ">registrator@kommun.example", NULL,
		"Registrator@kommun.example", BIT(DECISION_MAKER) | BIT(REGISTRAR) },
	{ "chain", KIM ">" VICE " " VICE ">" THIRD, NULL, THIRD, MAIL_RIGHT_INVESTIGATOR },
	{ "in the midst of a chain", KIM ">" VICE " " VICE ">" THIRD, NULL, VICE, 0 },
	{ "chain of two roles", "registrator@kommun.example>" DECIDER " " DECIDER ">" THIRD, NULL,
		THIRD, BIT(DECISION_MAKER) | BIT(REGISTRAR) },
	{ "circle", KIM ">" VICE " " VICE ">" KIM, NULL, VICE, 0 },
	{ "of themselves", KIM ">" KIM, NULL, KIM, 0 },
	/* Who investigates in one's place does not decide in another's. */
	{ "of both", KIM ">" VICE " " DECIDER ">" VICE, NULL, VICE, MAIL_RIGHT_INVESTIGATOR },
	{ "who decides", KIM ">" DECIDER, NULL, DECIDER,
		MAIL_RIGHT_INVESTIGATOR | BIT(DECISION_MAKER) },
	{ "who reported", KIM ">" VICE, "Vice+hem@annan.example", VICE, 0 },
	{ "who reported, of their own", KIM ">registrator@kommun.example",
		"registrator@kommun.example", "registrator@kommun.example", BIT(REGISTRAR) },
	{ "no address", KIM ">", NULL, "", 0 },
};

static void
add_recusals(CaseFile *file, const char *recusals)
{
	g_auto(GStrv) pairs = g_strsplit(recusals, " ", -1);

	for (char **pair = pairs; *pair; pair++) {
		g_auto(GStrv) two = g_strsplit(*pair, ">", 2);

		g_ptr_array_add(file->recused, g_strdup(two[0]));
		g_ptr_array_add(file->stand_ins, g_strdup(two[1]));
	}
}

static void
test_stand_ins(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	Person *kim = g_new0(Person, 1);

	kim->address = g_strdup(KIM);
	g_ptr_array_set_free_func(world->board->investigators, (GDestroyNotify) person_free);
	g_ptr_array_add(world->board->investigators, kim);
	world->board->decision_maker.address = g_strdup(DECIDER);
	for (gsize i = 0; i < G_N_ELEMENTS(stand_ins); i++) {
		g_autoptr(CaseFile) file = case_file_new("LS-2026-0001", "AMN");

		g_test_message("%s", stand_ins[i].name);
		file->investigator = g_strdup(KIM);
		file->reporter = g_strdup(stand_ins[i].reporter);
		if (*stand_ins[i].recusals)
			add_recusals(file, stand_ins[i].recusals);
		g_assert_cmphex(mail_right_in_case(world->board, file, stand_ins[i].writer), ==,
			stand_ins[i].roles);
	}
}

/* That a board names somebody who may take cases passes on to nobody. */
static void
test_own_only(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(CaseFile) file = case_file_new("LS-2026-0001", "AMN");
	Person *kim = g_new0(Person, 1);

	kim->address = g_strdup(KIM);
	g_ptr_array_set_free_func(world->board->investigators, (GDestroyNotify) person_free);
	g_ptr_array_add(world->board->investigators, kim);
	g_assert_cmphex(mail_right_in_case(world->board, file, KIM), ==, MAIL_RIGHT_MAY_TAKE);
	add_recusals(file, KIM ">" VICE);
	g_assert_cmphex(mail_right_in_case(world->board, file, VICE), ==, 0);
}

/* Who does what, as the roles are meant: an act a row, in the words of the question. */
static const struct {
	LifeAct act;
	guint roles;
	gboolean allowed;
} rights[] = {
	{ LIFE_DECIDE, 1u << ROLE_DECISION_MAKER, TRUE },
	{ LIFE_DECIDE, MAIL_RIGHT_INVESTIGATOR, FALSE },
	{ LIFE_DECIDE, 1u << ROLE_RESPONSIBLE, FALSE },
	{ LIFE_DECIDE, 1u << ROLE_RESPONSIBLE | 1u << ROLE_DECISION_MAKER, TRUE },
	{ LIFE_ASSESS, 1u << ROLE_DEPUTY, TRUE },
	{ LIFE_ASSESS, MAIL_RIGHT_INVESTIGATOR, FALSE },
	{ LIFE_DECLINE, 1u << ROLE_REGISTRAR, FALSE },
	{ LIFE_PROPOSE, MAIL_RIGHT_INVESTIGATOR, TRUE },
	{ LIFE_PROPOSE, MAIL_RIGHT_MAY_TAKE, FALSE },
	{ LIFE_PROPOSE, 1u << ROLE_DECISION_MAKER, FALSE },
	{ LIFE_REGISTER, 1u << ROLE_REGISTRAR, TRUE },
	{ LIFE_REGISTER, 1u << ROLE_DPO, FALSE },
	{ LIFE_BREACH_NOT_REPORTABLE, 1u << ROLE_DPO, TRUE },
	{ LIFE_BREACH_NOT_REPORTABLE, 1u << ROLE_RESPONSIBLE, FALSE },
	{ LIFE_CLOSE, 1u << ROLE_RESPONSIBLE, TRUE },
	{ LIFE_CLOSE, MAIL_RIGHT_INVESTIGATOR, FALSE },
	/* Whole cases are moved at a keyboard. */
	{ LIFE_JOIN, ANY_ROLE, FALSE },
	{ LIFE_LINK, ANY_ROLE, FALSE },
	{ LIFE_TRANSFER, ANY_ROLE, FALSE },
};

static void
test_rights(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(rights); i++) {
		g_test_message("%s %x", life_act_event(rights[i].act), rights[i].roles);
		g_assert_cmpint(
			mail_right_allows(rights[i].act, rights[i].roles), ==, rights[i].allowed);
	}
	for (guint act = 0; act < LIFE_ACT_COUNT; act++)
		g_assert_false(mail_right_allows((LifeAct) act, 0));
}

/* What a decision, an end or a date of the inspectorate is, no single mail does. */
static void
test_asks_again(void)
{
	static const LifeAct must[] = { LIFE_DECIDE, LIFE_DECLINE, LIFE_CLOSE, LIFE_SERIOUS,
		LIFE_IVO_NOTIFIED, LIFE_IVO_NOTIFIED_WHOLE, LIFE_INVESTIGATION_SENT,
		LIFE_SUPPLEMENT_ASKED, LIFE_SUPPLEMENT_SENT, LIFE_IVO_CLOSED };

	for (gsize i = 0; i < G_N_ELEMENTS(must); i++)
		g_assert_true(mail_right_asks_again(must[i]));
	g_assert_false(mail_right_asks_again(LIFE_NOTE));
	g_assert_false(mail_right_asks_again(LIFE_START));
}

/* The manual page has a line for each command, and marks what is asked about once more. */
static void
test_manual(void)
{
	g_autofree char *path =
		g_build_filename(g_getenv("top_srcdir"), "man", "lexsarahd.8", NULL);
	g_autofree char *page = NULL;
	g_autoptr(GError) error = NULL;

	g_file_get_contents(path, &page, NULL, &error);
	g_assert_no_error(error);
	for (guint what = 0; what < MAIL_SAYS_COUNT; what++) {
		if (!mail_command_name(what, FALSE))
			continue;
		gboolean again = what < LIFE_ACT_COUNT && mail_right_asks_again((LifeAct) what);
		const char *mark = again ? " *" : "";
		g_autofree char *line = g_strdup_printf("\n%s%s\t%s%s\n",
			mail_command_name(what, FALSE), mark, mail_command_name(what, TRUE), mark);
		g_autoptr(GString) written = g_string_new(line);

		g_string_replace(written, "-", "\\-", 0);
		g_test_message("%s", written->str);
		g_assert_nonnull(strstr(page, written->str));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/mail-right/roles", World, NULL, world_set_up, test_roles, world_tear_down);
	g_test_add("/mail-right/stand-ins", World, NULL, world_set_up, test_stand_ins,
		world_tear_down);
	g_test_add(
		"/mail-right/own-only", World, NULL, world_set_up, test_own_only, world_tear_down);
	g_test_add_func("/mail-right/rights", test_rights);
	g_test_add_func("/mail-right/asks-again", test_asks_again);
	g_test_add_func("/mail-right/manual", test_manual);
	return g_test_run();
}

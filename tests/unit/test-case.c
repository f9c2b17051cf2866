/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/life/case.h"

static const struct {
	int year;
	gint64 number;
	const char *id;
} numbers[] = {
	{ 2026, 1, "LS-2026-0001" },
	{ 2026, 42, "LS-2026-0042" },
	{ 2026, 9999, "LS-2026-9999" },
	{ 2026, 10000, "LS-2026-10000" },
	{ 2027, 1234567, "LS-2027-1234567" },
};

static void
test_number_is_at_least_four_digits(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
		g_autofree char *id = case_id_format(numbers[i].year, numbers[i].number);

		g_assert_cmpstr(id, ==, numbers[i].id);
		g_assert_true(case_id_is_valid(id));
	}
}

static const char *const no_numbers[] = { NULL, "", "LS-2026-", "LS-2026-042", "LS-26-0042",
	"ls-2026-0042", "LS-2026-0042\n", " LS-2026-0042", "LS-2026-0042 ", "LS-2026-0042x",
	"LS-2026-٠٠٤٢", "LS-2026-0042' OR 1=1 --", "LS-2026-1234567890123", "LS_2026_0042" };

static void
test_what_is_no_number(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(no_numbers); i++)
		g_assert_false(case_id_is_valid(no_numbers[i]));
}

/* lexsarah(1), in its order. */
static const char *const states[] = { "received", "assessing", "investigating", "proposed",
	"decided", "follow_up", "closed", "declined", "joined", "transferred", "not_report" };

static void
test_states_are_those_of_the_contract(void)
{
	G_STATIC_ASSERT(G_N_ELEMENTS(states) == CASE_STATE_COUNT);
	for (guint i = 0; i < G_N_ELEMENTS(states); i++) {
		CaseState state = CASE_STATE_COUNT;

		g_assert_cmpstr(case_state_name((CaseState) i), ==, states[i]);
		g_assert_true(case_state_from_name(states[i], &state));
		g_assert_cmpuint(state, ==, i);
	}
}

static void
test_unknown_state_leaves_the_answer_alone(void)
{
	static const char *const unknown[] = { NULL, "", "Received", "received ", "sent" };

	for (guint i = 0; i < G_N_ELEMENTS(unknown); i++) {
		CaseState state = CASE_CLOSED;

		g_assert_false(case_state_from_name(unknown[i], &state));
		g_assert_cmpuint(state, ==, CASE_CLOSED);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/case/number", test_number_is_at_least_four_digits);
	g_test_add_func("/case/no-number", test_what_is_no_number);
	g_test_add_func("/case/states", test_states_are_those_of_the_contract);
	g_test_add_func("/case/unknown-state", test_unknown_state_leaves_the_answer_alone);
	return g_test_run();
}

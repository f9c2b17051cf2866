/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mail that names a case in its subject and answers nothing: it opens a case of its own, linked to
 * that one, and does nothing in it.
 */
#include "support/errand-trial.h"

static const struct {
	const char *subject;
	gboolean linked;
} rows[] = {
	{ "SV: Rapporten är mottagen: ärende LS-2026-0001", TRUE },
	{ "ls-2026-0001", TRUE },
	{ "(LS-2026-0001)", TRUE },
	{ "LS-2026-0002 är en annan nämnds", FALSE },
	{ "LS-2026-0099 finns inte", FALSE },
	{ "LS-2026-00011", FALSE },
	{ "XLS-2026-0001", FALSE },
	{ "LS-2026-0001-2", FALSE },
	{ "LS-2026", FALSE },
	{ "", FALSE },
};

static void
take_at_other_board(World *world)
{
	g_autofree char *raw = world_mail("sdn@kommun.example", "", "En rapport.");
	gint64 mail = world_store(world, world->other, 1, raw);

	intake_plan_free(world_apply(world, world->other, mail, raw));
}

static void
take(ErrandTrial *trial, const char *subject, guint i)
{
	g_autofree char *raw = g_strdup_printf(PROVED RECEIVED ON_DAY
		"From: " RESPONSIBLE "\r\nTo: lexsarah@kommun.example\r\n"
		"Subject: %s\r\nMessage-ID: <amne-%u@kommun.example>\r\n"
		"Date: " ON_DAY "\r\ndnr AMN 2026-6666\r\n",
		subject, i);

	intake_plan_free(world_take(trial->world, ++trial->uid, raw));
	errand_trial_serve(trial);
}

static void
test_subject(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	take_at_other_board(trial->world);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const char *linked = rows[i].linked ? "1" : "0";

		g_test_message("%s", rows[i].subject);
		take(trial, rows[i].subject, i);
		world_assert_text(trial->world,
			"SELECT count(*) FROM related WHERE other=1 AND case_no="
			"(SELECT max(id) FROM cases)",
			linked);
		world_assert_text(trial->world,
			"SELECT count(*) FROM flag WHERE code='refers_to_case' AND"
			" message LIKE '%LS-2026-0001%inte styrkt%' AND case_no="
			"(SELECT max(id) FROM cases)",
			linked);
		world_assert_text(trial->world,
			"SELECT ifnull(json_extract(detail,'$.linked'),'')<>'' FROM event"
			" JOIN event_detail USING(seq) WHERE kind='case_opened'"
			" ORDER BY seq DESC LIMIT 1",
			linked);
	}
	/* Each is a case, and the one that they name is as it was. */
	g_assert_cmpint(world_number(trial->world, "SELECT count(*) FROM cases"), ==,
		2 + G_N_ELEMENTS(rows));
	world_assert_text(
		trial->world, "SELECT count(*) FROM related WHERE case_no=1 OR other<>1", "0");
	world_assert_text(trial->world, "SELECT dnr FROM cases WHERE id=1", NULL);
	world_assert_proved(trial->world);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	g_test_add("/intake-subject/subject", ErrandTrial, NULL, errand_trial_set_up, test_subject,
		errand_trial_tear_down);
	return g_test_run();
}

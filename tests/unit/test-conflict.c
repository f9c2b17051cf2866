/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "adapters/reading-json.h"
#include "adapters/config/words-libconfig.h"
#include "core/notice/discretion.h"
#include "support/reading-desk.h"
#include "support/world.h"

/* Whom a report is about, by what the form that hangs on the mail says. */

static void
furnish(World *world)
{
	world->board->responsible.name = g_strdup("Åsa Lind-Öberg");
	world->board->deputy.address = g_strdup("stf@kommun.example");
	world->board->deputy.name = g_strdup("Bo Ek");
	world->board->conflict_contact.address = g_strdup("ordforande@kommun.example");
}

static void
fill(ReadingField *field, const char *text)
{
	if (text)
		reading_field_set(field, text, text, 1, "line 1");
}

static Reading *
report_of(const char *name, const char *email, const char *signature, const char *description)
{
	Reading *reading = reading_new();

	fill(&reading->report.reporter.name, name);
	fill(&reading->report.reporter.email, email);
	fill(&reading->report.signature.name, signature);
	fill(&reading->report.description, description);
	return reading;
}

#define BOSS  "ansvarig@kommun.example"
#define OTHER "cecilia@kommun.example"
#define SLAP  "Åsa Lind-Öberg slog en brukare."

/* Who knows of a report is who wrote it, and not who scanned it. */
static const struct {
	const char *from, *name, *email, *signature, *description;
	gboolean held;
} forms[] = {
	{ BOSS, "Cecilia Exempel", NULL, NULL, SLAP, TRUE },
	{ BOSS, "Cecilia Exempel", OTHER, NULL, SLAP, TRUE },
	{ BOSS, NULL, OTHER, NULL, SLAP, TRUE },
	{ BOSS, NULL, NULL, "Cecilia Exempel", SLAP, TRUE },
	/* The address says more than the name. */
	{ BOSS, "Åsa Lind-Öberg", OTHER, NULL, SLAP, TRUE },
	{ BOSS, "Cecilia Exempel", "Ansvarig@Kommun.example", NULL, SLAP, FALSE },
	/* Her own report, in which she names herself. */
	{ BOSS, NULL, NULL, NULL, SLAP, FALSE },
	{ BOSS, "Åsa Lind-Öberg", NULL, NULL, SLAP, FALSE },
	{ BOSS, "Lind-Öberg, Åsa", NULL, NULL, SLAP, FALSE },
	{ BOSS, "ÅSA LIND-ÖBERG, enhetschef", NULL, NULL, SLAP, FALSE },
	{ BOSS, NULL, NULL, "Åsa Lind-Öberg", SLAP, FALSE },
	{ BOSS, NULL, BOSS, NULL, SLAP, FALSE },
	/* That somebody else mailed. */
	{ OTHER, "Åsa Lind-Öberg", NULL, NULL, "Medicinen glömdes.", FALSE },
	{ OTHER, NULL, BOSS, NULL, SLAP, FALSE },
	/* Who reports is spared, and nobody besides. */
	{ BOSS, "Bo Ek", NULL, NULL, "Bo Ek såg det.", FALSE },
	{ BOSS, "Bo Ek", NULL, NULL, "Bo Ek såg att Åsa Lind-Öberg slog en brukare.", TRUE },
	{ OTHER, "Cecilia Exempel", NULL, NULL, SLAP, TRUE },
	/* A first name and a part of a longer name are nobody. */
	{ BOSS, "Åsa", NULL, NULL, SLAP, TRUE },
	{ BOSS, "Åsa Lind-Öbergsson", NULL, NULL, SLAP, TRUE },
};

static void
take(World *world, const char *from)
{
	g_autofree char *raw =
		g_strdup_printf("From: %s\r\nTo: lexsarah@kommun.example\r\n"
				"Message-ID: <a@kommun.example>\r\n\r\nSe bilaga.\r\n",
			from);

	intake_plan_free(world_take(world, 1, raw));
}

static void
assert_held(World *world, gboolean held)
{
	g_autofree char *state =
		world_text(world, "SELECT state FROM outbox WHERE notice='new_case'");

	g_assert_cmpstr(state, ==, held ? "held" : "queued");
}

static void
test_who_reports_is_spared(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
		g_autoptr(World) world = world_new();
		g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "mail");

		g_test_message("row %u", i);
		g_ptr_array_add(file->documents, report_of(forms[i].name, forms[i].email,
							 forms[i].signature, forms[i].description));
		g_autofree char *json = reading_json_write(file);
		furnish(world);
		take(world, forms[i].from);
		reading_desk_read(world, json, -1);
		assert_held(world, forms[i].held);
	}
}

/* Of two forms in a mail each has its own reporter. */
static void
test_each_form_spares_its_own(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "mail");

	g_ptr_array_add(file->documents, report_of("Åsa Lind-Öberg", NULL, NULL, "Jag såg det."));
	g_ptr_array_add(file->documents, report_of("Cecilia Exempel", NULL, NULL, SLAP));
	g_autofree char *json = reading_json_write(file);
	furnish(world);
	take(world, BOSS);
	reading_desk_read(world, json, -1);
	assert_held(world, TRUE);
}

/* Who decides instead, by who the people of the board are; NULL: nobody is told. */
static const struct {
	const char *contact, *contact_name, *operator_, *operator_name, *whistleblower;
	const char *other_operator; /* of the other board */
	const char *text, *told;
} deciders[] = {
	{ "ordf@kommun.example", NULL, "drift@kommun.example", NULL, NULL, NULL, SLAP,
		"ordf@kommun.example" },
	/* The same person under other names. */
	{ BOSS, "Åsa Lind-Öberg", "drift@kommun.example", NULL, NULL, NULL, SLAP,
		"drift@kommun.example" },
	{ "asa@annat.example", "ÅSA LIND-ÖBERG", "drift@kommun.example", NULL, NULL, NULL, SLAP,
		"drift@kommun.example" },
	/* The operator is no way out of what concerns them. */
	{ NULL, NULL, "Ansvarig@Kommun.example", NULL, NULL, "annan@kommun.example", SLAP,
		"annan@kommun.example" },
	{ NULL, NULL, "asa@annat.example", "Åsa Lind-Öberg", NULL, "annan@kommun.example", SLAP,
		"annan@kommun.example" },
	{ NULL, NULL, BOSS, NULL, NULL, "ansvarig@KOMMUN.example", SLAP, NULL },
	{ NULL, NULL, BOSS, NULL, NULL, NULL, SLAP, NULL },
	/* Nor is the channel of whistleblowers. */
	{ "ordf@kommun.example", NULL, "drift@kommun.example", NULL, BOSS, NULL,
		"Jag vill visselblåsa. " SLAP, "ordf@kommun.example" },
	{ "ordf@kommun.example", NULL, "drift@kommun.example", NULL, "vissla@kommun.example", NULL,
		"Jag vill visselblåsa. " SLAP, "vissla@kommun.example" },
};

static void
set_person(Person *person, const char *address, const char *name)
{
	person_clear(person);
	person->address = g_strdup(address);
	person->name = g_strdup(name);
}

static void
test_whom_it_concerns_does_not_decide(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(deciders); i++) {
		g_autoptr(World) world = world_new();
		g_autofree char *raw = world_mail("a@kommun.example", "", deciders[i].text);
		g_autofree char *words =
			g_build_filename(g_getenv("top_srcdir"), "conf/words", NULL);

		g_test_message("row %u", i);
		world->settings->sensitive = words_load(words, NULL);
		world->board->responsible.name = g_strdup("Åsa Lind-Öberg");
		world->board->whistleblower = g_strdup(deciders[i].whistleblower);
		set_person(&world->board->conflict_contact, deciders[i].contact,
			deciders[i].contact_name);
		set_person(
			&world->board->operator_, deciders[i].operator_, deciders[i].operator_name);
		set_person(&world->other->operator_, deciders[i].other_operator, NULL);
		intake_plan_free(world_take(world, 1, raw));
		assert_held(world, TRUE);
		g_autofree char *told = world_text(world,
			"SELECT coalesce(max(recipient),'nobody') FROM outbox WHERE notice='sensitive'");
		g_assert_cmpstr(told, ==, deciders[i].told ? deciders[i].told : "nobody");
		g_assert_cmpint(world_number(world,
					"SELECT count(*) FROM flag WHERE code='nobody_decides'"),
			==, deciders[i].told == NULL);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	g_test_add_func("/conflict/reporter", test_who_reports_is_spared);
	g_test_add_func("/conflict/decides", test_whom_it_concerns_does_not_decide);
	g_test_add("/conflict/forms", World, NULL, world_set_up, test_each_form_spares_its_own,
		world_tear_down);
	return g_test_run();
}

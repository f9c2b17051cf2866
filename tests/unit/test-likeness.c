/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "core/intake/likeness.h"
#include "daemon/reading-room.h"
#include "support/fake-reader.h"
#include "support/world.h"

#define REPORT                                                                                     \
	"På måndagen uteblev insatsen hos en brukare på enheten Björk. Ingen i "               \
	"personalen hade fått schemat, och brukaren fick vänta på sin lunch till klockan tre. "
#define TAIL                                                                                       \
	"Jag ringde chefen, som lovade att se över rutinen för schemat redan samma dag. "        \
	"Det har hänt två gånger tidigare i år, och då skrevs ingen rapport alls."
#define OTHER                                                                                        \
	"Vid kvällsrundan låg en boende på golvet och kunde inte nå larmet, som hade lagts på " \
	"byrån. Nattpersonalen hjälpte henne upp, och sjuksköterskan kom efter en timme."
#define TWENTY                                                                                     \
	"ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton "     \
	"sjutton arton nitton tjugo"

static const struct {
	const char *name, *a, *b;
	gboolean alike;
} cases[] = {
	{ "equal", REPORT TAIL, REPORT TAIL, TRUE },
	{ "a word changed", REPORT TAIL, "I går, " REPORT TAIL, TRUE },
	{ "written otherwise", REPORT,
		"PÅ  måndagen, uteblev insatsen hos en brukare på\nenheten "
		"Björk! Ingen i personalen hade fått schemat och brukaren fick "
		"vänta på sin lunch till klockan tre.",
		TRUE },
	{ "twenty, one changed", TWENTY,
		"ett två tre fyra fem sex sju åtta nio ELVA elva tolv tretton fjorton femton "
		"sexton sjutton arton nitton tjugo",
		TRUE },
	{ "half is new", REPORT, REPORT TAIL, FALSE },
	{ "another report", REPORT, OTHER, FALSE },
	{ "same words, other order", TWENTY,
		"tjugo nitton arton sjutton sexton femton fjorton tretton tolv elva tio nio åtta "
		"sju sex fem fyra tre två ett",
		FALSE },
	{ "short and equal", "Larmet fungerade inte i natt.", "larmet fungerade inte i natt",
		TRUE },
	{ "short, one changed", "Larmet fungerade inte i natt.", "Larmet fungerade inte i dag.",
		FALSE },
	{ "nothing", "", "", FALSE },
	{ "not there", NULL, " .,! ", FALSE },
};

static void
test_texts(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		Likeness a, b;

		g_test_message("%s", cases[i].name);
		likeness_of_text(cases[i].a, &a);
		likeness_of_text(cases[i].b, &b);
		g_assert_cmpint(likeness_is_alike(&a, &b), ==, cases[i].alike);
		g_assert_cmpint(likeness_is_alike(&b, &a), ==, cases[i].alike);
	}
}

/* A book of words, one of them changed wherever it is: never more than a few are missed. */
static void
test_a_word_anywhere(void)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
	Likeness whole;

	for (guint i = 0; i < 1000; i++)
		g_ptr_array_add(words, g_strdup_printf("ord%u", i * i));
	g_ptr_array_add(words, NULL);
	g_autofree char *text = g_strjoinv(" ", (char **) words->pdata);
	likeness_of_text(text, &whole);
	g_assert_cmpuint(whole.n, ==, LIKENESS_HASHES);
	for (guint i = 0; i < 1000; i++) {
		char *was = words->pdata[i];
		Likeness changed;

		words->pdata[i] = (char *) "annat";
		g_autofree char *other = g_strjoinv(" ", (char **) words->pdata);
		words->pdata[i] = was;
		likeness_of_text(other, &changed);
		g_assert_true(likeness_is_alike(&whole, &changed));
	}
}

#define FIELD(text) "{\"value\":\"" text "\",\"raw\":\"" text "\",\"confidence\":1,\"where\":\"1\"}"
#define READING(text, flags)                                                                       \
	"{\"file\":\"mail.eml\",\"format\":\"mail\",\"documents\":[{\"report\":{\"unit\":" FIELD(  \
		"Enheten Björk") ",\"description\":" FIELD(text) "},\"flags\":[" flags "]}]}"
#define UNREAD "{\"code\":\"attachment_unread\",\"title\":\"t\",\"message\":\"m\",\"fields\":[]}"

static void
woken(gpointer user G_GNUC_UNUSED)
{
}

/* A mail on a board whose reading says that. */
static void
read_mail(World *world, const Board *board, guint32 uid, const char *headers, const char *json)
{
	FakeReader reader;
	g_autofree char *id = g_strdup_printf("m%u@kommun.example", uid);
	g_autofree char *raw = world_mail(id, headers, id);

	intake_plan_free(world_apply(world, board, world_store(world, board, uid, raw), raw));
	fake_reader_init(&reader);
	reader.json = json;
	ReadingRoom *room = reading_room_new(&world->daemon, &reader.base, woken, NULL);
	reading_room_step(room);
	reading_room_free(room);
}

#define FLAGGED                                                                                    \
	"SELECT group_concat(case_no) FROM (SELECT case_no FROM flag"                              \
	" WHERE code='possible_duplicate' ORDER BY case_no)"

/* A case of its own, and flagged; what is another's, old or of an answer is not. */
static void
test_a_report_sent_again(void)
{
	g_autoptr(World) world = world_new();

	read_mail(world, world->board, 1, "", READING(REPORT, ""));
	read_mail(world, world->board, 2, "", READING(OTHER, ""));
	read_mail(world, world->board, 3, "", READING(REPORT "Hej", ""));
	read_mail(world, world->other, 4, "", READING(REPORT, ""));
	read_mail(world, world->board, 5, "In-Reply-To: <m1@kommun.example>\r\n",
		READING(REPORT, ""));
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM cases"), ==, 4);
	g_autofree char *flagged = world_text(world, FLAGGED);
	g_assert_cmpstr(flagged, ==, "3");
	g_autofree char *message =
		world_text(world, "SELECT message FROM flag WHERE code='possible_duplicate'");
	g_assert_nonnull(strstr(message, "LS-2026-0001"));
	g_autofree char *facts =
		world_text(world, "SELECT facts FROM outbox WHERE case_no=3 AND notice='new_case'");
	g_assert_nonnull(strstr(facts, "Samma rapport kan ha kommit in tidigare"));
	world->now.fixed += 91 * WORLD_DAY;
	read_mail(world, world->board, 6, "", READING(REPORT, ""));
	g_autofree char *later = world_text(world, FLAGGED);
	g_assert_cmpstr(later, ==, "3");
}

/* "Here is my report" says nothing of the two files that nobody could read. */
static void
test_unread_files_are_not_alike(void)
{
	g_autoptr(World) world = world_new();

	read_mail(world, world->board, 1, "", READING("Rapport bifogas", UNREAD));
	read_mail(world, world->board, 2, "", READING("Rapport bifogas", UNREAD));
	read_mail(world, world->board, 3, "", "");
	read_mail(world, world->board, 4, "", "");
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM cases"), ==, 4);
	g_autofree char *flagged = world_text(world, FLAGGED);
	g_assert_null(flagged);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	g_test_add_func("/likeness/texts", test_texts);
	g_test_add_func("/likeness/anywhere", test_a_word_anywhere);
	g_test_add_func("/likeness/again", test_a_report_sent_again);
	g_test_add_func("/likeness/unread", test_unread_files_are_not_alike);
	return g_test_run();
}

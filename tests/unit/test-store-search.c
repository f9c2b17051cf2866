/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a search finds, and that its index says at every moment what the rows say.
 */
#include <glib.h>
#include <jansson.h>
#include <string.h>

#include "core/error.h"
#include "core/life/life-acts.h"
#include "support/world.h"

#define READ(text) "{\"file\":\"mail.eml\",\"format\":\"mail\",\"documents\":[" text "]}"
#define SAID(text)                                                                                 \
	"{\"report\":{\"description\":{\"value\":\"" text "\",\"raw\":\"" text                     \
	"\",\"confidence\":1.0,\"where\":\"line 1\"}},\"flags\":[]}"

static void
take(World *world, guint32 uid, const char *headers)
{
	g_autofree char *id = g_strdup_printf("m%u@kommun.example", uid);
	g_autofree char *raw = world_mail(id, headers, "Se bilaga.");

	intake_plan_free(world_take(world, uid, raw));
}

static void
finish(World *world, ReadingResult result)
{
	StoreActor who = world_actor(world);
	g_auto(ReadingJob) job = { 0 };
	g_autoptr(GError) error = NULL;
	gboolean found = FALSE;

	result.facts = "{\"reading_pending\":false}";
	gboolean good = world->store->claim_reading(world->store, &who, &found, &job, &error) &&
			world->store->finish_reading(world->store, &job, &result, &who, &error);
	g_assert_no_error(error);
	g_assert_true(good && found);
}

/* A case each: the first of three words is in the first alone, and so on. */
static void
furnish(World *world)
{
	take(world, 1, "");
	finish(world, (ReadingResult){ .json = READ(SAID("Åsa föll i trappan på Solgården.")) });
	world->now.fixed += WORLD_MINUTE;
	take(world, 2, "");
	finish(world, (ReadingResult){ .json = READ(SAID("Larmet fungerade inte på Solgården.")) });
}

/* What readings do with their own case. */
#define INDEX_CASES                                                                                \
	"INSERT INTO search_case(rowid,number,person,flag) SELECT * FROM search_case_source"       \
	" WHERE id NOT IN(SELECT id FROM search_case_docsize)"

static json_t *
search(World *world, const char *words)
{
	StoreActor who = world_actor(world);
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;

	gboolean good = world->store->search(world->store, words, &who, &text, &error);
	g_assert_no_error(error);
	g_assert_true(good);
	json_t *json = json_loads(text, 0, NULL);
	g_assert_nonnull(json);
	return json;
}

static void
append_where(GString *text, json_t *hit)
{
	json_t *where = json_object_get(hit, "where"), *one;
	const char *case_id = json_string_value(json_object_get(hit, "case"));
	json_int_t mail = json_integer_value(json_object_get(hit, "mail"));
	size_t i;

	g_string_append(text, text->len ? ", " : "");
	g_string_append(text, case_id ? case_id + strlen("LS-2026-") : "-");
	if (mail)
		g_string_append_printf(text, "/%d", (int) mail);
	json_array_foreach(where, i, one)
		g_string_append_printf(text, "%c%s", i ? '+' : ' ', json_string_value(one));
}

/* "0001 number, 0002/2 subject+reading": cases, their mails and where. */
static char *
found(World *world, const char *words)
{
	g_autoptr(GString) text = g_string_new(NULL);
	json_t *json = search(world, words), *hit;
	size_t i;

	json_array_foreach(json_object_get(json, "hits"), i, hit) {
		append_where(text, hit);
	}
	json_decref(json);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
assert_found(World *world, const char *words, const char *expected)
{
	g_autofree char *got = found(world, words);

	g_test_message("%s", words);
	g_assert_cmpstr(got, ==, expected);
}

static void G_GNUC_PRINTF(2, 3) change(World *world, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	g_autofree char *sql = g_strdup_vprintf(format, args);
	va_end(args);
	world_change(world, sql);
}

/* Words, with row, column and place, that stand in one of two indexes and not in the other. */
#define DIFFERENCE                                                                                 \
	"SELECT count(*) FROM(SELECT * FROM(SELECT * FROM had EXCEPT SELECT * FROM has)"           \
	" UNION ALL SELECT * FROM(SELECT * FROM has EXCEPT SELECT * FROM had))"

/* Each index has what one has that is made of all rows anew. */
static void
assert_sound(World *world)
{
	static const char *const indexes[][2] = { { "case", "number,person,flag" },
		{ "mail", "subject,person,text" }, { "report", "text" }, { "typed", "text" } };

	for (guint i = 0; i < G_N_ELEMENTS(indexes); i++) {
		const char *kind = indexes[i][0], *columns = indexes[i][1];

		change(world,
			"CREATE VIRTUAL TABLE anew USING fts5(%s,content='',"
			"tokenize='unicode61 remove_diacritics 0')",
			columns);
		change(world, "INSERT INTO anew(rowid,%s) SELECT * FROM search_%s_source", columns,
			kind);
		change(world, "CREATE VIRTUAL TABLE has USING fts5vocab('search_%s','instance')",
			kind);
		change(world, "CREATE VIRTUAL TABLE had USING fts5vocab('anew','instance')");
		g_assert_cmpint(world_number(world, DIFFERENCE), ==, 0);
		change(world, "DROP TABLE has");
		change(world, "DROP TABLE had");
		change(world, "DROP TABLE anew");
	}
}

static void
test_what_is_found(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *words, *expected;
	} cases[] = {
		{ "LS-2026-0002", "0002 number" },
		{ "ls-2026-0002", "0002 number" },
		{ "trappan", "0001/1 reading" },
		{ "TRAPPAN", "0001/1 reading" },
		{ "solgården", "0002/2 reading, 0001/1 reading" },
		{ "solgården trappan", "0001/1 reading" },
		{ "solgården larmet trappan", "" },
		{ "\"på Solgården\"", "0002/2 reading, 0001/1 reading" },
		{ "\"Solgården på\"", "" },
		{ "trapp", "" },
		{ "trapp*", "0001/1 reading" },
		{ "\"föll i trapp*\"", "0001/1 reading" },
		{ "rapport larmet", "0002/2 subject+reading" },
		{ "alva@kommun.example trappan", "0001/1 from+reading" },
		{ "nordpolen", "" },
		/* letters of their own, in both cases and however they are written */
		{ "åsa", "0001/1 reading" },
		{ "ÅSA", "0001/1 reading" },
		{ "A\u030asa", "0001/1 reading" },
		{ "asa", "" },
		{ "foll", "" },
		{ "solgarden", "" },
		{ "FÖLL", "0001/1 reading" },
	};

	furnish(world);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_found(world, cases[i].words, cases[i].expected);
	assert_sound(world);
}

/* What came decomposed is found composed. */
static void
test_decomposed_text(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	take(world, 1, "");
	finish(world, (ReadingResult){ .json = READ(SAID("A\u030ala\u0308get rum")) });
	assert_found(world, "åläget", "0001/1 reading");
	assert_found(world, "ÅLÄ*", "0001/1 reading");
	assert_found(world, "\"åläget rum\"", "0001/1 reading");
	assert_found(world, "alaget", "");
}

/* Words that mean something to SQL or FTS5 are words. */
static void
test_hostile_words(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const cases[] = { "trappan AND", "trappan OR larmet", "NOT trappan",
		"trappan NEAR larmet", "NEAR(trappan larmet, 5)", "number : trappan",
		"{number person}:trappan", "- trappan )", "trappan\")", "trappan\" OR \"larmet",
		"^trappan0", "trappan' OR 1=1 --", "'; DELETE FROM search_case; --x",
		"trappan ?1 ?2 :a @b $c", "trappan \\ %x %s %n", "\xff\xfe\xfdtrappanx",
		"trappan\x01larmet0", "()[]{}<>x", "\u202etrappan\u202c0", "\U0001F600trappan0",
		"\u0301\u0301a0", "*trappan*0", "\"\"\"\"\"trappan0", "\u16A0\u16A1",
		"\U0001E900x" };

	furnish(world);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		json_decref(search(world, cases[i]));
	assert_found(world, "larmet* - ( ) \"", "0002/2 reading");
	assert_found(world, "^trappan", "0001/1 reading");
	assert_found(world, "trappan OR larmet", "");
	assert_found(world, "LS-2026-0001", "0001 number");
	assert_sound(world);
}

static void
test_words_that_are_none(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	StoreActor who = world_actor(world);
	g_autoptr(GError) error = NULL;
	char *text = NULL;

	furnish(world);
	gint64 before = world_number(world, "SELECT count(*) FROM event");
	g_assert_false(world->store->search(world->store, " * ", &who, &text, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_USAGE);
	g_assert_null(text);
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM event"), ==, before);
}

/* A mail says where a word was found in it, and cannot say that it was found elsewhere. */
static void
test_a_snippet(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	const char *snippet, *date;

	furnish(world);
	json_t *json = search(world, "trappan");
	g_assert_cmpint(
		json_unpack(json, "{s[{ss ss}]}", "hits", "snippet", &snippet, "date", &date), ==,
		0);
	g_assert_cmpstr(snippet, ==, "Åsa föll i trappan på Solgården.");
	g_assert_cmpstr(date, ==, "2026-03-17T13:00:00.000+01:00");
	json_decref(json);
}

/* A case is found from its first moment, and as what changes in it. */
static void
test_a_case_changes(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autoptr(GPtrArray) flags =
		g_ptr_array_new_with_free_func((GDestroyNotify) planned_flag_free);

	take(world, 1, "");
	assert_found(world, "LS-2026-0001", "0001 number");
	assert_found(world, "alva", "0001 reporter");
	g_ptr_array_add(flags,
		planned_flag_new("dnr_mismatch", g_strdup("Diarienumren skiljer: 17 och 18.")));
	g_ptr_array_add(flags, planned_flag_new("late_report", g_strdup("Rapporten kom sent.")));
	finish(world,
		(ReadingResult){
			.json = READ(SAID("Fall.")), .flags = flags, .reporter_name = "Berit Ek" });
	assert_sound(world);
	assert_found(world, "diarienumren", "0001 flag");
	assert_found(world, "berit sent", "0001 reporter+flag");
	assert_found(world, "\"alva exempel\"", "0001/1 from");
	world_change(world, "UPDATE cases SET dnr='AMN 2026-17', dnr_full='AMN 2026-17-1.2.3'");
	assert_sound(world);
	assert_found(world, "\"AMN 2026-17\"", "0001 number");
	assert_found(world, "1.2.3", "0001 number");
	world_change(world, "INSERT INTO flag VALUES(1,'late_report','Annat.')"
			    " ON CONFLICT DO NOTHING");
	world_change(world, "UPDATE cases SET state='assessing', reporter_name=reporter_name");
	assert_sound(world);
	assert_found(world, "annat", "");
}

/* What a mail says is found once it was read, and only what was read last. */
static void
test_a_reading_changes(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	take(world, 1, "");
	assert_found(world, "subject rapport", "");
	assert_found(world, "rapport", "");
	finish(world, (ReadingResult){ .reason = "killed by SIGSYS" });
	assert_found(world, "rapport", "0001/1 subject");
	world_change(world, "UPDATE reading SET state='pending',finished=NULL,json=NULL");
	assert_found(world, "rapport", "");
	assert_sound(world);
	finish(world, (ReadingResult){ .json = READ(SAID("Först.")) });
	world_change(world, "UPDATE reading SET state='pending',finished=NULL,json=NULL");
	finish(world, (ReadingResult){ .json = READ(SAID("Sedan.")) });
	assert_found(world, "först", "");
	assert_found(world, "sedan", "0001/1 reading");
	world_change(world, "UPDATE mail SET subject='Om natten'");
	assert_found(world, "rapport", "");
	assert_found(world, "natten sedan", "0001/1 subject+reading");
	assert_sound(world);
}

/* Every member of a reading that is text, whatever else a reading holds. */
static void
test_all_of_a_reading(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const char reading[] = READ(
		"{\"report\":{\"unit\":{\"value\":\"Solgården\",\"raw\":\"solgården, hus B\"},"
		"\"observed\":{\"date\":{\"value\":\"2026-03-12\",\"raw\":\"12 mars\"}}},"
		"\"investigation\":{\"causes\":{\"other\":{\"value\":\"x\",\"raw\":\"Bemanning\"}}},"
		"\"log\":[{\"note\":{\"value\":\"y\",\"raw\":\"Samtal\"}}],"
		"\"flags\":[{\"code\":\"late\",\"title\":\"Sen\",\"message\":\"Två dagar sent.\"}]}");
	static const char *const words[] = { "\"hus b\"", "2026-03-12", "\"12 mars\"", "bemanning",
		"samtal", "\"två dagar\"" };

	take(world, 1, "");
	finish(world, (ReadingResult){ .json = reading });
	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		assert_found(world, words[i], "0001/1 reading");
	assert_found(world, "eml", "");
}

/* What is no JSON, or is too deep, is not read for the index; it stops nothing. */
static void
test_damaged_readings(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *deep = g_strnfill(5000, '[');
	const char *const readings[] = { "{", "", "[]", "{\"raw\":\"a\\u0000b\"}", deep };

	for (guint i = 0; i < G_N_ELEMENTS(readings); i++) {
		take(world, i + 1, "");
		finish(world, (ReadingResult){ .json = readings[i] });
	}
	assert_sound(world);
	assert_found(world, "LS-2026-0001", "0001 number");
}

static void
test_further_reports(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	furnish(world);
	world_change(world, "INSERT INTO report VALUES(2,1,2,x'00',"
			    "'{\"a\":{\"raw\":\"Nycklarna saknades\"}}')");
	assert_found(world, "nycklarna", "0002/1 reading");
	world_change(world, "INSERT INTO report VALUES(2,1,2,x'00','{\"a\":{\"raw\":\"Dörren\"}}')"
			    " ON CONFLICT DO UPDATE SET json=excluded.json");
	assert_found(world, "nycklarna", "");
	assert_found(world, "dörren", "0002/1 reading");
	assert_sound(world);
}

/* As a command records it. */
static void
record(World *world, const char *kind, const char *case_id, const char *detail)
{
	g_autofree char *of = case_id ? g_strdup_printf("'%s'", case_id) : g_strdup("NULL");

	change(world,
		"INSERT INTO event SELECT max(seq)+1,max(time)+1,'a','u','%s',%s,0,x'00',x'00'"
		" FROM event",
		kind, of);
	change(world, "INSERT INTO event_detail SELECT max(seq),x'00','%s' FROM event", detail);
}

/* What a person says in a case, however it is said; what the program says is not. */
static void
test_what_is_typed(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *kind, *detail, *words, *expected;
	} cases[] = {
		{ "noted",
			"{\"source\":\"Samtal\",\"kind\":\"fact\",\"text\":\"Dörren gnisslade\"}",
			"dörren samtal", "0001 typed" },
		{ "protected", "{\"text\":\"Flyttades tillfälligt\"}", "flyttades", "0001 typed" },
		{ "decided", "{\"reason\":\"Övervägande\",\"despite_conflict\":\"Jävsfråga\"}",
			"jävsfråga", "0001 typed" },
		{ "board_informed_report", "{\"how\":\"Per brevduva\"}", "brevduva", "0001 typed" },
		{ "copy_released", "{\"basis\":\"Sekretessprövad\"}", "sekretess*", "0001 typed" },
		{ "measure_planned", "{\"text\":\"Rutin\",\"owner\":\"Enhetschefen\"}",
			"rutin enhetschefen", "0001 typed" },
		{ "person_recused", "{\"reason\":\"Svägerska\"}", "svägerska", "0001 typed" },
		{ "noted", "{\"text\":\"Först\",\"by\":\"eva@kommun.example\"}", "eva", "" },
		{ "clocks_failed", "{\"text\":\"Regelfel\"}", "regelfel", "" },
		{ "noted", "{\"text\":[\"Inuti\"]}", "inuti", "" },
		{ "noted", "{\"text\":\"Trasigt", "trasigt", "" },
	};

	furnish(world);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		record(world, cases[i].kind, "LS-2026-0001", cases[i].detail);
		assert_found(world, cases[i].words, cases[i].expected);
	}
	record(world, "noted", "LS-2026-0002", "{\"text\":\"Trappan, dörren\"}");
	assert_found(world, "dörren", "0002 typed, 0001 typed");
	assert_sound(world);
}

/* What others looked for is no word of a case, were it at a case. */
static void
test_searches_are_not_found(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	furnish(world);
	assert_found(world, "hemlighet", "");
	assert_found(world, "hemlighet", "");
	record(world, "searched", "LS-2026-0001", "{\"text\":\"Hemlighet\"}");
	record(world, "noted", NULL, "{\"text\":\"Hemlighet\"}");
	assert_found(world, "hemlighet", "");
}

/* The schema has names of its own: none of those who may take words is to be missing. */
static void
test_each_act_is_found(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	const guint32 typed = LIFE_BIT(LIFE_TEXT) | LIFE_BIT(LIFE_REASON) | LIFE_BIT(LIFE_DESPITE) |
			      LIFE_BIT(LIFE_HOW) | LIFE_BIT(LIFE_SOURCE) | LIFE_BIT(LIFE_BASIS);

	furnish(world);
	for (guint act = 0; act < LIFE_ACT_COUNT; act++) {
		g_autofree char *detail = g_strdup_printf("{\"reason\":\"handling%u\"}", act);
		g_autofree char *words = g_strdup_printf("handling%u", act);

		if (!((life_acts[act].needs | life_acts[act].may) & typed))
			continue;
		record(world, life_acts[act].event, "LS-2026-0002", detail);
		assert_found(world, words, "0002 typed");
	}
}

/* The journal keeps the event, and its detail goes: so do the words in the index. */
static void
test_an_erased_detail(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	furnish(world);
	record(world, "noted", "LS-2026-0001", "{\"text\":\"Dörren\"}");
	record(world, "noted", "LS-2026-0002", "{\"text\":\"Dörrarna\"}");
	assert_found(world, "dörr*", "0002 typed, 0001 typed");
	world_change(world, "DELETE FROM event_detail WHERE detail LIKE '%Dörren%'");
	assert_found(world, "dörr*", "0002 typed");
	assert_found(world, "dörren", "");
	g_assert_cmpint(
		world_number(world, "SELECT count(*) FROM search_typed_terms WHERE term='dörren'"),
		==, 0);
	world_change(world, "UPDATE event_detail SET detail='{\"text\":\"Fönstret\"}'"
			    " WHERE detail LIKE '%Dörrarna%'");
	assert_found(world, "dörr*", "");
	assert_found(world, "fönstret", "0002 typed");
	assert_sound(world);
}

/* What is erased is found no more. */
static void
test_an_erasure(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	furnish(world);
	world_change(world, "INSERT INTO flag VALUES(1,'late_report','Sent.')");
	world_change(
		world, "INSERT INTO report VALUES(2,1,2,x'00','{\"a\":{\"raw\":\"Dörren\"}}')");
	world_change(world, "DELETE FROM report");
	assert_found(world, "dörren", "");
	world_change(world, "DELETE FROM flag WHERE code='late_report'");
	assert_found(world, "sent", "");
	world_change(world, "UPDATE reading SET json=NULL WHERE mail=1");
	assert_found(world, "trappan", "");
	assert_found(world, "rapport", "0002/2 subject, 0001/1 subject");
	world_change(world, "DELETE FROM reading WHERE mail=1");
	assert_found(world, "rapport", "0002/2 subject");
	world_change(world, "UPDATE cases SET reporter_name=NULL,reporter_address=NULL WHERE id=1");
	assert_found(world, "alva", "0002 reporter, 0002/2 from");
	assert_sound(world);
	world_change(world, "INSERT INTO cases(label,board,state,opened,arrived,arrival_source)"
			    " VALUES('LS-2026-0077','AMN','received',0,0,'command')");
	world_change(world, INDEX_CASES);
	assert_found(world, "LS-2026-0077", "0077 number");
	world_change(world, "DELETE FROM cases WHERE label='LS-2026-0077'");
	assert_found(world, "LS-2026-0077", "");
	assert_sound(world);
}

static char *
looks(World *world)
{
	return world_text(world,
		"SELECT group_concat(kind||coalesce(' '||substr(case_id,9),'')"
		"||iif(mail,'/'||mail,''),', ') FROM event WHERE kind IN('searched',"
		"'case_found','mail_found','case_shown') ORDER BY seq");
}

/* Invariant 8: what was looked for, and each case in which it was. */
static void
test_a_search_is_an_event(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	furnish(world);
	json_decref(search(world, "LS-2026-0001"));
	json_decref(search(world, "  solgården*  "));
	json_decref(search(world, "nordpolen"));
	g_autofree char *kinds = looks(world);
	g_assert_cmpstr(kinds, ==,
		"searched, case_found 0001, searched, mail_found 0002/2, mail_found 0001/1, searched");
	/* The words stand in one detail, so that they can be erased. */
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM event_detail"
					    " WHERE detail LIKE '%solgården*%'"),
		==, 1);
	g_autofree char *detail = world_text(world,
		"SELECT s.detail||d.detail FROM event e JOIN event_detail d ON d.seq=e.seq"
		" JOIN event_detail s ON s.seq=json_extract(d.detail,'$.search')"
		" WHERE e.kind='mail_found' LIMIT 1");
	g_assert_true(g_str_has_prefix(
		detail, "{\"found\":\"2\",\"words\":\"  solgården*  \"}{\"search\":\""));
	g_autofree char *problems = world_verify(world);
	g_assert_cmpstr(problems, ==, "");
}

static void
test_nothing_is_found_unseen(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	StoreActor who = world_actor(world);
	g_autoptr(GError) error = NULL;
	char *text = NULL;

	furnish(world);
	world_change(world, "CREATE TRIGGER full BEFORE INSERT ON event WHEN new.kind='mail_found'"
			    " BEGIN SELECT RAISE(FAIL,'disk full'); END");
	g_assert_false(world->store->search(world->store, "trappan", &who, &text, &error));
	g_assert_nonnull(error);
	g_assert_null(text);
	g_autofree char *kinds = looks(world);
	g_assert_null(kinds);
}

/* The beginning of few words and of many, in letters of either case. */
static void
test_beginnings(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(world, "WITH n(i) AS(SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<600)"
			    " INSERT INTO cases(label,board,state,opened,arrived,arrival_source,"
			    "reporter_name) SELECT 'LS-2026-'||(1000+i),'AMN','received',i,i*1000,"
			    "'command','Namn'||i||iif(i=7,' Åkerö-Ek',' Ås') FROM n");
	world_change(world, INDEX_CASES);
	json_t *many = search(world, "NAM*");
	g_assert_true(json_is_true(json_object_get(many, "more")));
	json_decref(many);
	assert_found(world, "namn60*", "1600 reporter, 1060 reporter");
	assert_found(world, "namn7* åke*", "1007 reporter");
	assert_found(world, "NAMN* ÅKE*", "1007 reporter");
	assert_found(world, "\"åkerö ek\"", "1007 reporter");
	assert_found(world, "namn601*", "");
	assert_found(world, "ake*", "");
	assert_found(world, "ls-2026-1600*", "1600 number");
}

static char *
cut_of(World *world, const char *words)
{
	json_t *json = search(world, words);
	char *text = json_dumps(json_object_get(json, "cut"), JSON_COMPACT);

	json_decref(json);
	return text;
}

/* The beginning of too many words where there are many cases: that some are left out is said. */
static void
test_a_cut(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(world, "WITH n(i) AS(SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<600)"
			    " INSERT INTO cases(label,board,state,opened,arrived,arrival_source,"
			    "reporter_name) SELECT 'LS-2026-'||(1000+i),'AMN','received',i,i*1000,"
			    "'command','Namn'||(1000+i)||iif(i IN(7,577),' Ek','') FROM n");
	world_change(world, INDEX_CASES);
	assert_found(world, "nam* ek", "1577 reporter, 1007 reporter");
	g_autofree char *whole = cut_of(world, "nam* ek");
	g_assert_cmpstr(whole, ==, "[]");
	world_change(world, "UPDATE cases SET id=100001 WHERE id=600");
	assert_found(world, "nam* ek", "1007 reporter");
	g_autofree char *cut = cut_of(world, "\"nam*\" ek nam*");
	g_assert_cmpstr(cut, ==, "[\"nam\"]");
	assert_found(world, "namn157* ek", "1577 reporter");
	g_autofree char *few = cut_of(world, "namn157* ek");
	g_assert_cmpstr(few, ==, "[]");
}

/* More than a person reads is said to be more; the newest are shown. */
static void
test_very_many(World *world, gconstpointer unused G_GNUC_UNUSED)
{
	world_change(world,
		"WITH n(i) AS(SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<60)"
		" INSERT INTO cases(label,board,state,opened,arrived,arrival_source,reporter_name)"
		" SELECT printf('LS-2026-%04d',i),'AMN','received',i,i*1000,'command',"
		" iif(i<=50,'Kim Berg','Robin Ek') FROM n");
	world_change(world, INDEX_CASES);
	json_t *all = search(world, "LS-2026"), *some = search(world, "kim");

	g_assert_cmpuint(json_array_size(json_object_get(all, "hits")), ==, 50);
	g_assert_true(json_is_true(json_object_get(all, "more")));
	g_assert_cmpstr(json_string_value(json_object_get(
				json_array_get(json_object_get(all, "hits"), 0), "case")),
		==, "LS-2026-0060");
	g_assert_cmpuint(json_array_size(json_object_get(some, "hits")), ==, 50);
	g_assert_true(json_is_false(json_object_get(some, "more")));
	json_decref(all);
	json_decref(some);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(World *world, gconstpointer unused);
	} tests[] = {
		{ "/store/search/found", test_what_is_found },
		{ "/store/search/decomposed", test_decomposed_text },
		{ "/store/search/hostile", test_hostile_words },
		{ "/store/search/none", test_words_that_are_none },
		{ "/store/search/snippet", test_a_snippet },
		{ "/store/search/case", test_a_case_changes },
		{ "/store/search/reading", test_a_reading_changes },
		{ "/store/search/whole-reading", test_all_of_a_reading },
		{ "/store/search/damaged", test_damaged_readings },
		{ "/store/search/further", test_further_reports },
		{ "/store/search/erased", test_an_erasure },
		{ "/store/search/typed", test_what_is_typed },
		{ "/store/search/searched", test_searches_are_not_found },
		{ "/store/search/acts", test_each_act_is_found },
		{ "/store/search/erased-detail", test_an_erased_detail },
		{ "/store/search/event", test_a_search_is_an_event },
		{ "/store/search/unseen", test_nothing_is_found_unseen },
		{ "/store/search/beginnings", test_beginnings },
		{ "/store/search/cut", test_a_cut },
		{ "/store/search/many", test_very_many },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, World, NULL, world_set_up, tests[i].run, world_tear_down);
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A masked copy is kept with the event and the notice that it causes; it goes by mail on
 * a secure route only, once, and as it was cleared. FUN is secure, SDN is not.
 */
#include <glib.h>

#include "core/error.h"
#include "core/paper/masked-copy.h"
#include "support/life-case.h"

#define PDF_TEXT "%PDF-1.4\nDold text.\n%%EOF\n"

#define COUNT(what) "SELECT count(*) FROM " what
#define SENT_WITH                                                                                  \
	"SELECT group_concat(o.notice||'>'||substr(o.recipient,1,instr(o.recipient,'@')-1)"        \
	"||CASE WHEN o.enclosure THEN '+' ELSE '' END||' '||o.state,', ')"                         \
	" FROM (SELECT * FROM outbox WHERE notice<>'receipt' ORDER BY id) o"

static gboolean
release(LifeCase *c, const char *event, const char *board, const char *text, GError **error)
{
	g_autoptr(GBytes) file = g_bytes_new(text, strlen(text));
	g_auto(GStrv) pieces = NULL;
	g_autofree char *words =
		g_strdup_printf("board=%s|file=Anna Anderssons utredning.pdf", board);
	StoreActor who = world_actor(c->world);
	CaseStore *store = c->world->store;

	life_desk_words(&c->words, words, &pieces);
	c->words.file = file;
	g_assert_true(life_words_read(&c->words, c->world->now.fixed, c->world->zone, NULL));
	c->act = life_desk_act(event);
	return store->change_case(store, LIFE_CASE_ID, life_case_plan, c, &who, NULL, error);
}

static void
must_release(LifeCase *c, const char *event, const char *board, const char *text)
{
	g_autoptr(GError) error = NULL;

	release(c, event, board, text, &error);
	g_assert_no_error(error);
}

/* Both boards are linked, IVO is notified, the investigation is decided. */
static void
decide(LifeCase *c)
{
	static const char *const acts[] = { "protected", "assessed", "investigator_assigned",
		"investigation_started", "serious", "ivo_notified", "proposed", "decided" };

	life_case_act(c, "board_linked", "board=SDN");
	life_case_act(c, "board_linked", "board=FUN");
	for (guint i = 0; i < G_N_ELEMENTS(acts); i++)
		life_case_act(c, acts[i], NULL);
	world_change(c->world, "DELETE FROM outbox WHERE notice<>'receipt'");
}

static gint64
find_notice(LifeCase *c)
{
	return world_number(c->world, "SELECT max(id) FROM outbox WHERE enclosure IS NOT NULL");
}

static void
send(LifeCase *c)
{
	CaseStore *store = c->world->store;
	StoreActor who = world_actor(c->world);
	g_autoptr(GBytes) bytes = g_bytes_new_static("x", 1);
	const OutboxResult sent = { .state = OUTBOX_SENT, .text = "250 OK" };
	gint64 id = find_notice(c);
	g_autoptr(GError) error = NULL;

	g_assert_true(store->claim(store, id, bytes, &who, &error));
	g_assert_true(store->finish(store, id, &sent, &who, &error));
	g_assert_no_error(error);
}

/* What the daemon is given to send. */
static void
peek(LifeCase *c, OutboxItem *item)
{
	CaseStore *store = c->world->store;
	gboolean found = FALSE;
	gint64 next;
	g_autoptr(GError) error = NULL;

	world_change(c->world, "DELETE FROM outbox WHERE notice='receipt'");
	g_assert_true(
		store->peek(store, "AMN", c->world->now.fixed, NULL, &found, item, &next, &error));
	g_assert_no_error(error);
	g_assert_true(found);
}

static void
test_secure(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(OutboxItem) item = { 0 };
	g_autoptr(GBytes) cleared = g_bytes_new_static(PDF_TEXT, strlen(PDF_TEXT));

	decide(c);
	must_release(c, "final_released", "FUN", PDF_TEXT);
	world_assert_text(c->world, SENT_WITH, "commissioning>fun+ queued");
	peek(c, &item);
	g_assert_null(item.damage);
	g_assert_true(g_bytes_equal(item.enclosure, cleared));
	g_assert_cmpint(item.route, ==, ROUTE_SECURE);
	g_assert_cmpint(
		world_number(c->world, COUNT("milestone WHERE milestone='board_has_final'")), ==,
		0);
	send(c);
	world_assert_text(c->world,
		"SELECT board||' '||day FROM milestone WHERE milestone='board_has_final'",
		"FUN 2026-03-17");
	/* who, when, of what, on which ground; the name stays inside */
	world_assert_text(c->world,
		"SELECT (detail->>'$.file')||' '||(detail->>'$.basis')||' '||(detail->>'$.size')||' '||"
		"((detail->>'$.sha256')=lower(hex(m.sha256))) FROM event_detail d JOIN masked_copy m"
		" ON m.event=d.seq",
		"Anna Anderssons utredning.pdf 15 kap. 9 § SoL 26 1");
	g_assert_cmpint(world_number(c->world, COUNT("outbox WHERE facts LIKE '%Anna%'")), ==, 0);
	world_assert_proved(c->world);
}

static void
test_plain(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	decide(c);
	must_release(c, "final_released", "SDN", PDF_TEXT);
	world_assert_text(c->world, SENT_WITH, "changed>ansvarig queued");
	world_assert_text(c->world,
		"SELECT (facts->>'$.change.released')||' '||(facts->>'$.change.of_board') FROM outbox"
		" WHERE notice='changed'",
		"1 Stadsdelsnämnden");
	g_assert_cmpint(world_number(c->world, COUNT("masked_copy")), ==, 1);
	life_case_act(c, "board_got_final", "board=SDN");
	world_assert_text(
		c->world, "SELECT board FROM milestone WHERE milestone='board_has_final'", "SDN");
}

static void
test_replaced(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(OutboxItem) item = { 0 };
	g_autoptr(GBytes) better = g_bytes_new_static(PDF_TEXT "%", strlen(PDF_TEXT "%"));

	decide(c);
	must_release(c, "final_released", "FUN", PDF_TEXT);
	must_release(c, "copy_released", "FUN", PDF_TEXT);
	must_release(c, "final_released", "FUN", PDF_TEXT "%");
	world_assert_text(c->world, SENT_WITH,
		"commissioning>fun+ cancelled, commissioning>fun+ queued, commissioning>fun+ queued");
	send(c); /* the last */
	peek(c, &item);
	g_assert_false(g_bytes_equal(item.enclosure, better));
	c->world->now.fixed += WORLD_DAY;
	must_release(c, "final_released", "FUN", PDF_TEXT);
	send(c);
	world_assert_text(c->world,
		"SELECT group_concat(day) FROM milestone WHERE milestone='board_has_final'",
		"2026-03-17,2026-03-18");
}

/* What was erased, or is not what was cleared, goes to nobody. */
static void
test_damaged(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const changes[] = { "UPDATE masked_copy SET bytes=NULL",
		"UPDATE masked_copy SET bytes=CAST('%PDF-1.4 %%EOF' AS BLOB)" };

	decide(c);
	must_release(c, "final_released", "FUN", PDF_TEXT);
	for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
		g_auto(OutboxItem) item = { 0 };

		world_change(c->world, changes[i]);
		peek(c, &item);
		g_assert_nonnull(item.damage);
	}
	g_autofree char *shown = world_view(c->world, VIEW_CASE, LIFE_CASE_ID);
	g_assert_nonnull(strstr(shown, "\"what\": \"copy_final\""));
}

static void
test_unlinked(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	decide(c);
	must_release(c, "final_released", "FUN", PDF_TEXT);
	life_case_act(c, "board_unlinked", "board=FUN");
	world_assert_text(c->world, SENT_WITH, "commissioning>fun+ cancelled");
}

/* A refusal leaves nothing behind. */
static void
test_refused(LifeCase *c, gconstpointer unused G_GNUC_UNUSED)
{
	static const struct {
		const char *done, *event, *board, *text, *refusal;
	} rows[] = {
		{ NULL, "final_released", "FUN", PDF_TEXT, "not linked" },
		{ "board_linked", "copy_released", "FUN", PDF_TEXT, "IVO has not been notified" },
		{ "serious", "copy_released", "FUN", PDF_TEXT, "IVO has not been notified" },
		{ "ivo_notified", "copy_released", "FUN", PDF_TEXT, "nothing is investigated" },
		{ NULL, "copy_released", "SDN", PDF_TEXT, "not linked" },
		{ NULL, "final_released", "FUN", PDF_TEXT, "nothing is decided" },
		{ "assessed", "copy_released", "FUN", "PK\3\4", "must be a PDF" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GError) error = NULL, ignored = NULL;

		if (rows[i].done)
			life_case_try(c, rows[i].done, "board=FUN", &ignored);
		g_test_message("%u", i);
		if (i == G_N_ELEMENTS(rows) - 1) {
			life_case_act(c, "investigator_assigned", NULL);
			life_case_act(c, "investigation_started", NULL);
		}
		g_assert_false(release(c, rows[i].event, rows[i].board, rows[i].text, &error));
		g_test_message("%s", error->message);
		g_assert_nonnull(strstr(error->message, rows[i].refusal));
	}
	g_assert_cmpint(world_number(c->world, COUNT("masked_copy")), ==, 0);
	g_assert_cmpint(world_number(c->world, COUNT("outbox WHERE enclosure IS NOT NULL")), ==, 0);
}

static const struct {
	const char *name, *text;
	gsize length; /* 0: of the text */
	const char *fault;
} files[] = {
	{ "whole", PDF_TEXT, 0, NULL },
	{ "empty", "", 0, "is empty" },
	{ "word", "PK\3\4word/document.xml", 0, "is no PDF" },
	{ "only-named-so", "En rapport.", 0, "is no PDF" },
	{ "short", "%PD", 0, "is no PDF" },
	{ "cut-off", "%PDF-1.7\n1 0 obj", 0, "end is missing" },
	{ "late-header", "\n%PDF-1.7\n%%EOF", 0, "is no PDF" },
	{ "largest", PDF_TEXT, MASKED_COPY_BYTES, NULL },
	{ "too-large", PDF_TEXT, MASKED_COPY_BYTES + 1, "larger than 15 MB" },
};

static void
test_file(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data), text = strlen(files[i].text);
	gsize length = files[i].length ? files[i].length : text;
	char *bytes = g_malloc0(length + 1);

	memcpy(bytes, files[i].text, text);
	memcpy(bytes + length - MIN(text, length), files[i].text, MIN(text, length));
	g_autoptr(GBytes) file = g_bytes_new_take(bytes, length);
	const char *fault = masked_copy_fault(file);
	g_test_message("%s", fault ? fault : "none");
	g_assert_cmpint(fault != NULL, ==, files[i].fault != NULL);
	if (fault)
		g_assert_nonnull(strstr(fault, files[i].fault));
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(LifeCase *c, gconstpointer unused);
	} tests[] = {
		{ "/release/secure", test_secure },
		{ "/release/plain", test_plain },
		{ "/release/replaced", test_replaced },
		{ "/release/damaged", test_damaged },
		{ "/release/unlinked", test_unlinked },
		{ "/release/refused", test_refused },
	};

	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, LifeCase, NULL, life_case_set_up, tests[i].run,
			life_case_tear_down);
	for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = g_strdup_printf("/release/file/%s", files[i].name);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_file);
	}
	return g_test_run();
}

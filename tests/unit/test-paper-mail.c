/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The papers of a case in the mails to who decides and who registers: on secure routes only, once
 * made for a mail, and an event of the case.
 */
#include <glib.h>
#include <poppler.h>

#include "adapters/template/template-renderer.h"
#include "daemon/letter.h"
#include "support/gmime-read.h"
#include "support/life-case.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)

#define WHY "Låset kärvade hela vintern."

static const char *const languages[] = { "sv", "en", NULL };

typedef struct {
	LifeCase life;
	Renderer *renderer;
} Office;

static void
set_up(Office *office, gconstpointer unused)
{
	g_autofree char *templates = g_build_filename(g_getenv("top_srcdir"), "templates", NULL);
	g_autoptr(GError) error = NULL;

	life_case_set_up(&office->life, unused);
	office->renderer = template_renderer_new(templates, NULL, languages, &error);
	g_assert_no_error(error);
	office->life.world->daemon.renderer = office->renderer;
}

static void
tear_down(Office *office, gconstpointer unused)
{
	renderer_free(office->renderer);
	life_case_tear_down(&office->life, unused);
}

static void
set_routes(Office *office, gboolean secure)
{
	Board *board = office->life.world->board;

	board->decision_maker.secure = secure;
	board->registrar.secure = secure;
}

/* From the report to that act, the last one, of which only the notice to role is left. */
static void
live(Office *office, const char *last, const char *notice, const char *audience)
{
	static const char *const acts[] = { "protected", "assessed", "investigator_assigned",
		"investigation_started", "proposed", "decided" };
	g_autofree char *rest = g_strdup_printf(
		"DELETE FROM outbox WHERE notice<>'%s' OR audience<>'%s'", notice, audience);

	for (guint i = 0; i < G_N_ELEMENTS(acts); i++) {
		if (strcmp(acts[i], last) == 0)
			office->life.world->now.fixed += 2 * (gint64) WORLD_DAY;
		life_case_act(&office->life, acts[i], "reason=" WHY);
		if (strcmp(acts[i], last) == 0)
			break;
	}
	if (strcmp(notice, "changed") == 0)
		life_case_act(&office->life, last, "correct=|date=2026-03-18");
	world_change(office->life.world, "DELETE FROM reply");
	world_change(office->life.world, rest);
}

static void
peek(Office *office, OutboxItem *item)
{
	World *world = office->life.world;
	gboolean found = FALSE;
	gint64 next;
	g_autoptr(GError) error = NULL;

	g_assert_true(world->store->peek(
		world->store, "AMN", world->now.fixed, NULL, &found, item, &next, &error));
	g_assert_no_error(error);
	g_assert_true(found);
}

/* The mail as it goes, its attempt counted, for it to be tried again. */
static GBytes *
send(Office *office)
{
	World *world = office->life.world;
	CaseStore *store = world->store;
	StoreActor who = world_actor(world);
	const OutboxResult later = { .state = OUTBOX_QUEUED, .due = who.time, .text = "451" };
	g_auto(OutboxItem) item = { 0 };
	g_auto(Letter) letter = { 0 };
	g_autoptr(GError) error = NULL;

	peek(office, &item);
	gboolean written = letter_write_sealed(
		&world->daemon, world->board, &item, world->now.fixed, &letter, &error);
	g_assert_no_error(error);
	g_assert_true(written);
	g_assert_true(store->claim(store, item.id, letter.kept, &who, &error));
	g_assert_true(store->finish(store, item.id, &later, &who, &error));
	g_assert_no_error(error);
	return g_bytes_ref(letter.sent);
}

typedef struct {
	char *name;
	GBytes *bytes;
	GString *words;
} Found;

static void
look(GMimeObject *parent G_GNUC_UNUSED, GMimeObject *part, gpointer user)
{
	Found *found = user;

	if (!GMIME_IS_PART(part))
		return;
	g_autoptr(GBytes) bytes = gmime_decode(part);
	gsize length;
	const char *data = g_bytes_get_data(bytes, &length);
	if (g_mime_content_type_is_type(
		    g_mime_object_get_content_type(part), "application", "pdf")) {
		g_assert_null(found->name);
		found->name = g_strdup(g_mime_part_get_filename(GMIME_PART(part)));
		found->bytes = g_bytes_ref(bytes);
	} else {
		g_string_append_len(found->words, data, (gssize) length);
	}
}

static void
found_clear(Found *found)
{
	g_free(found->name);
	g_clear_pointer(&found->bytes, g_bytes_unref);
	g_string_free(found->words, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Found, found_clear)

static void
take_apart(GBytes *mail, Found *found)
{
	GMimeMessage *message = gmime_read(mail);

	g_mime_message_foreach(message, look, found);
	g_object_unref(message);
}

static char *
pdf_words(GBytes *pdf)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PopplerDocument) document = poppler_document_new_from_bytes(pdf, NULL, &error);
	GString *words = g_string_new(NULL);

	g_assert_no_error(error);
	for (int n = 0; n < poppler_document_get_n_pages(document); n++) {
		g_autoptr(PopplerPage) page = poppler_document_get_page(document, n);
		g_autofree char *text = poppler_page_get_text(page);

		g_string_append(words, text);
	}
	return g_string_free(words, FALSE);
}

static const struct {
	const char *path, *act, *notice, *audience, *name, *shows;
	const char *attached, *command; /* what the words say */
	const char *event;
} rows[] = {
	{ "/paper-mail/dossier", "proposed", "proposal", "decision_maker",
		"LS-2026-0001-dossier.pdf", "Dossier i ärende enligt lex Sarah", "som är bifogad",
		"lexsarah case dossier LS-2026-0001 -o LS-2026-0001.pdf",
		"dossier_written LS-2026-0001 direktor@kommun.example" },
	{ "/paper-mail/corrected", "decided", "changed", "registrar", "LS-2026-0001-beslut.pdf",
		"2026-03-18", "underskrift är bifogad", NULL,
		"decision_written LS-2026-0001 registrator@kommun.example" },
	{ "/paper-mail/decision", "decided", "decision", "registrar", "LS-2026-0001-beslut.pdf",
		"Underskrift", "underskrift är bifogad", "lexsarah case decision LS-2026-0001",
		"decision_written LS-2026-0001 registrator@kommun.example" },
};

#define LOOKS                                                                                      \
	"SELECT coalesce(group_concat(kind||' '||(detail->>'$.key'),';'),'none') FROM event"       \
	" JOIN event_detail USING(seq)"                                                            \
	" WHERE actor='lexsarahd' AND kind IN('dossier_written','decision_written')"

static void
test_secure(Office *office, gconstpointer data)
{
	const gsize i = GPOINTER_TO_SIZE(data);
	g_auto(Found) found = { .words = g_string_new(NULL) };

	set_routes(office, TRUE);
	live(office, rows[i].act, rows[i].notice, rows[i].audience);
	g_autoptr(GBytes) mail = send(office);
	take_apart(mail, &found);
	g_assert_cmpstr(found.name, ==, rows[i].name);
	g_autofree char *words = pdf_words(found.bytes);
	g_assert_nonnull(strstr(words, rows[i].shows));
	g_assert_nonnull(strstr(words, WHY));
	g_assert_nonnull(strstr(found.words->str, rows[i].attached));
	g_assert_true(!rows[i].command || !strstr(found.words->str, rows[i].command));
	g_assert_nonnull(strstr(found.words->str, "Vidarebefordra inte"));
	world_assert_text(office->life.world, LOOKS, rows[i].event);
	world_assert_proved(office->life.world);
}

static void
test_plain(Office *office, gconstpointer data)
{
	const gsize i = GPOINTER_TO_SIZE(data);
	g_auto(Found) found = { .words = g_string_new(NULL) };

	set_routes(office, FALSE);
	live(office, rows[i].act, rows[i].notice, rows[i].audience);
	g_autoptr(GBytes) mail = send(office);
	take_apart(mail, &found);
	g_assert_null(found.name);
	g_assert_true(!rows[i].command || strstr(found.words->str, rows[i].command));
	g_assert_null(strstr(found.words->str, "bifogad"));
	g_assert_null(strstr(found.words->str, WHY));
	world_assert_text(office->life.world, LOOKS, "none");
}

/* What was taken out of the case is what arrives, also by another process and on another day. */
static void
test_again(Office *office, gconstpointer data)
{
	const gsize i = GPOINTER_TO_SIZE(data);

	set_routes(office, TRUE);
	live(office, rows[i].act, rows[i].notice, rows[i].audience);
	g_autoptr(GBytes) first = send(office);
	world_restart(office->life.world);
	office->life.world->daemon.store = office->life.world->store;
	office->life.world->now.fixed += WORLD_DAY;
	g_autoptr(GBytes) second = send(office);
	g_assert_true(g_bytes_equal(first, second));
	world_assert_text(office->life.world, LOOKS, rows[i].event);
}

/* Nothing is decided any more: the mail goes, and says how the paper is had. */
static void
test_without(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(Found) found = { .words = g_string_new(NULL) };

	set_routes(office, TRUE);
	live(office, "decided", "decision", "registrar");
	life_case_act(&office->life, "reopened", NULL);
	world_change(office->life.world, "DELETE FROM outbox WHERE notice<>'decision'");
	g_autoptr(GBytes) mail = send(office);
	take_apart(mail, &found);
	g_assert_null(found.name);
	g_assert_nonnull(strstr(found.words->str, "lexsarah case decision LS-2026-0001"));
}

/* Of what else is corrected no paper goes. */
static void
test_other_correction(Office *office, gconstpointer unused G_GNUC_UNUSED)
{
	g_auto(Found) found = { .words = g_string_new(NULL) };

	set_routes(office, TRUE);
	live(office, "proposed", "proposal", "decision_maker");
	life_case_act(&office->life, "proposed", "correct=|date=2026-03-18");
	world_change(office->life.world, "DELETE FROM reply");
	world_change(office->life.world, "DELETE FROM outbox WHERE notice<>'changed'");
	g_autoptr(GBytes) mail = send(office);
	take_apart(mail, &found);
	g_assert_null(found.name);
	g_assert_null(strstr(found.words->str, "bifogad"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_mime_init();
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *secure = g_strconcat(rows[i].path, "/secure", NULL);
		g_autofree char *plain = g_strconcat(rows[i].path, "/plain", NULL);
		g_autofree char *again = g_strconcat(rows[i].path, "/again", NULL);

		g_test_add(secure, Office, GSIZE_TO_POINTER(i), set_up, test_secure, tear_down);
		g_test_add(plain, Office, GSIZE_TO_POINTER(i), set_up, test_plain, tear_down);
		g_test_add(again, Office, GSIZE_TO_POINTER(i), set_up, test_again, tear_down);
	}
	g_test_add("/paper-mail/other-correction", Office, NULL, set_up, test_other_correction,
		tear_down);
	g_test_add("/paper-mail/without", Office, NULL, set_up, test_without, tear_down);
	return g_test_run();
}

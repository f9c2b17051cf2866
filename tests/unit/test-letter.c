/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The mail of a notice that holds a date, with the templates as installed, taken
 * apart as its reader's program would.
 */
#include <glib.h>
#include <libical/ical.h>

#include "adapters/template/template-renderer.h"
#include "adapters/variant-json.h"
#include "core/clock/calendar.h"
#include "daemon/letter.h"
#include "support/gmime-read.h"
#include "support/world.h"

#define CASE "LS-2026-0042"

static const char *const languages[] = { "sv", "en", NULL };

typedef struct {
	World *world;
	Renderer *renderer;
	OutboxItem item; /* a notice to the registrar of case CASE */
	CalendarEntry entry;
} Desk;

static void
set_up(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *templates = g_build_filename(g_getenv("top_srcdir"), "templates", NULL);
	g_autoptr(GError) error = NULL;

	desk->world = world_new();
	desk->renderer = template_renderer_new(templates, NULL, languages, &error);
	g_assert_no_error(error);
	desk->world->daemon.renderer = desk->renderer;
	desk->item = (OutboxItem){
		.case_id = g_strdup(CASE),
		.notice = NOTICE_REGISTRAR,
		.audience = AUDIENCE_REGISTRAR,
		.recipient = g_strdup("registrator@kommun.example"),
		.message_id = g_strdup(CASE ".registrar.1@kommun.example"),
		.attempts = 1,
	};
	desk->entry = (CalendarEntry){
		.uid = calendar_uid(
			CASE, "ivo_investigation", NULL, desk->item.recipient, "kommun.example"),
		.date = { 2026, 5, 18 },
		.instant = INSTANT_NONE,
		.stamp = WORLD_BEGIN,
		.step = g_strdup("ivo_investigation"),
	};
}

static void
tear_down(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	calendar_entry_clear(&desk->entry);
	outbox_item_clear(&desk->item);
	renderer_free(desk->renderer);
	world_free(desk->world);
}

/* Facts as they come from the database. */
static void
set_facts(Desk *desk, const char *json)
{
	g_autoptr(GError) error = NULL;

	g_clear_pointer(&desk->item.facts, g_variant_unref);
	desk->item.facts = variant_from_json(json, &error);
	g_assert_no_error(error);
}

static void
set_entry(Desk *desk)
{
	Record facts;

	record_init(&facts);
	record_put_text(&facts, "case", CASE);
	calendar_put(&facts, &desk->entry);
	g_autofree char *json = record_end(&facts);
	set_facts(desk, json);
}

static GBytes *
write_letter(Desk *desk, gint64 date)
{
	g_autoptr(GError) error = NULL;
	GBytes *bytes = NULL;

	g_assert_true(letter_write(
		&desk->world->daemon, desk->world->board, &desk->item, date, &bytes, &error));
	g_assert_no_error(error);
	return bytes;
}

/* The file behind the words, or NULL if the mail has none. */
static GBytes *
attached(GBytes *mail)
{
	GMimeMessage *message = gmime_read(mail);
	GMimeObject *body = g_mime_message_get_mime_part(message);
	GBytes *file = NULL;

	if (g_mime_content_type_is_type(
		    g_mime_object_get_content_type(body), "multipart", "mixed")) {
		GMimeObject *part = g_mime_multipart_get_part(GMIME_MULTIPART(body), 1);

		g_assert_cmpstr(g_mime_part_get_filename(GMIME_PART(part)), ==, CASE ".ics");
		file = gmime_decode(part);
	} else {
		gmime_assert_type(body, "multipart/alternative");
	}
	g_object_unref(message);
	return file;
}

static char *
attached_text(Desk *desk)
{
	g_autoptr(GBytes) mail = write_letter(desk, WORLD_BEGIN);
	g_autoptr(GBytes) file = attached(mail);
	gsize length;

	if (!file)
		return NULL;
	const char *data = g_bytes_get_data(file, &length);
	return g_strndup(data, length);
}

static const struct {
	const char *language, *step;
	gboolean cancelled;
	const char *summary, *description;
} words[] = {
	{ "sv", "ivo_investigation", FALSE, CASE ": Utredningen ska ha skickats till IVO",
		"Senast vid den här tiden i ärende " CASE ":\n"
		"Utredningen ska ha skickats till IVO.\n\n"
		"Mejlet om ärendet säger vad som ska göras." },
	{ "sv", "ivo_investigation", TRUE, "Utgår: " CASE ": Utredningen ska ha skickats till IVO",
		"Datumet gäller inte längre i ärende " CASE
		". Ta bort det om det står kvar i kalendern." },
	{ "sv", "egen_regel", FALSE, CASE ": ett datum i ärendet",
		"Senast vid den här tiden i ärende " CASE ":\nse mejlet om ärendet.\n\n"
		"Mejlet om ärendet säger vad som ska göras." },
	{ "en", "breach_imy", FALSE,
		CASE ": The personal data breach is to have been notified to IMY",
		"By this time in case " CASE ":\n"
		"The personal data breach is to have been notified to IMY.\n\n"
		"The mail about the case says what is to be done." },
	{ "en", "breach_imy", TRUE,
		"No longer: " CASE ": The personal data breach is to have been notified to IMY",
		"This date of case " CASE
		" no longer counts. Remove it if it is still in the calendar." },
};

static void
test_words(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
		g_free(desk->world->board->language);
		desk->world->board->language = g_strdup(words[i].language);
		g_free(desk->entry.step);
		desk->entry.step = g_strdup(words[i].step);
		desk->entry.cancelled = words[i].cancelled;
		set_entry(desk);
		g_autofree char *text = attached_text(desk);
		icalcomponent *object = icalparser_parse_string(text);
		icalcomponent *event = icalcomponent_get_first_real_component(object);
		g_assert_cmpstr(icalcomponent_get_summary(event), ==, words[i].summary);
		g_assert_cmpstr(icalcomponent_get_description(event), ==, words[i].description);
		g_assert_cmpstr(icalcomponent_get_uid(event), ==, desk->entry.uid);
		g_assert_cmpint(icalcomponent_get_method(object), ==,
			words[i].cancelled ? ICAL_METHOD_CANCEL : ICAL_METHOD_PUBLISH);
		icalcomponent_free(object);
	}
}

/* Tried again an hour later, another program at another time: the date is the same bytes. */
static void
test_again(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	set_entry(desk);
	g_autoptr(GBytes) first = write_letter(desk, WORLD_BEGIN);
	g_autoptr(GBytes) same = write_letter(desk, WORLD_BEGIN);
	desk->item.attempts++;
	g_autoptr(GBytes) later = write_letter(desk, WORLD_BEGIN + WORLD_HOUR);
	g_autoptr(GBytes) date = attached(first);
	g_autoptr(GBytes) date_later = attached(later);

	g_assert_true(g_bytes_equal(first, same));
	g_assert_false(g_bytes_equal(first, later)); /* its Date: */
	g_assert_true(g_bytes_equal(date, date_later));
}

/* A notice goes out as it always did without a date, or with one that nobody may be told. */
static void
test_none(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	set_facts(desk, "{\"case\":\"" CASE "\"}");
	g_autofree char *without = attached_text(desk);
	g_assert_null(without);
	set_facts(desk, "{\"case\":\"" CASE "\",\"calendar\":{\"uid\":\"a@b\"}}");
	g_autofree char *damaged = attached_text(desk);
	g_assert_null(damaged);
	set_entry(desk);
	desk->item.notice = NOTICE_RECEIPT;
	desk->item.audience = AUDIENCE_OUTSIDER;
	g_autofree char *outsider = attached_text(desk);
	g_assert_null(outsider);
	desk->item.audience = AUDIENCE_REPORTER;
	g_autofree char *reporter = attached_text(desk);
	g_assert_nonnull(reporter);
}

/* A digest is of no case, and has what several of them take back: each is a file. */
static void
test_several(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	static const char *const cases[] = { CASE, "LS-2026-0043" };
	Record facts;
	RecordList list;

	record_init(&facts);
	record_list_init(&list);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_free(desk->entry.uid);
		desk->entry.uid = g_strdup_printf("%s.1@kommun.example", cases[i]);
		desk->entry.cancelled = i == 1;
		desk->entry.sequence = 3 + i;
		calendar_add(&list, &desk->entry);
	}
	record_put_list(&facts, "calendars", &list);
	g_autofree char *json = record_end(&facts);
	set_facts(desk, json);
	desk->item.notice = NOTICE_DIGEST;
	g_clear_pointer(&desk->item.case_id, g_free);
	g_autoptr(GBytes) mail = write_letter(desk, WORLD_BEGIN);
	GMimeMessage *message = gmime_read(mail);
	GMimeMultipart *body = GMIME_MULTIPART(g_mime_message_get_mime_part(message));
	g_assert_cmpint(g_mime_multipart_get_count(body), ==, 3);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		GMimeObject *part = g_mime_multipart_get_part(body, (int) i + 1);
		g_autoptr(GBytes) file = gmime_decode(part);
		g_autofree char *text =
			g_strndup(g_bytes_get_data(file, NULL), g_bytes_get_size(file));
		icalcomponent *object = icalparser_parse_string(text);
		icalcomponent *event = icalcomponent_get_first_real_component(object);
		g_autofree char *uid = g_strdup_printf("%s.1@kommun.example", cases[i]);

		g_assert_cmpstr(g_mime_part_get_filename(GMIME_PART(part)), ==,
			i ? "LS-2026-0043-2.ics" : CASE ".ics");
		g_assert_cmpstr(g_mime_object_get_content_type_parameter(part, "method"), ==,
			i ? "CANCEL" : "PUBLISH");
		g_assert_cmpint(icalcomponent_get_method(object), ==,
			i ? ICAL_METHOD_CANCEL : ICAL_METHOD_PUBLISH);
		g_assert_cmpstr(icalcomponent_get_uid(event), ==, uid);
		g_assert_cmpint(icalcomponent_get_sequence(event), ==, (int) (3 + i));
		g_assert_cmpint(icalcomponent_get_status(event), ==,
			i ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED);
		icalcomponent_free(object);
	}
	g_object_unref(message);
}

/* On a secure route, with all of a report at hand, a calendar still holds no word of it. */
static void
test_little_said(Desk *desk, gconstpointer unused G_GNUC_UNUSED)
{
	g_autofree char *facts = g_strdup_printf(
		"{\"case\":\"" CASE
		"\",\"sender\":{\"name\":\"HEMLIGT\",\"address\":\"HEMLIGT@x\"},"
		"\"reports\":[{\"description\":\"HEMLIGT\"}],\"step\":\"HEMLIGT\","
		"\"flags\":[{\"title\":\"HEMLIGT\",\"message\":\"HEMLIGT\"}],"
		"\"calendar\":{\"uid\":\"%s\",\"sequence\":0,\"cancelled\":false,\"stamp\":0,"
		"\"step\":\"ivo_investigation\",\"date\":\"2026-05-18\",\"summary\":\"HEMLIGT\","
		"\"description\":\"HEMLIGT\",\"ATTENDEE\":\"HEMLIGT\"}}",
		desk->entry.uid);

	desk->item.notice = NOTICE_NEW_CASE;
	desk->item.audience = AUDIENCE_RESPONSIBLE;
	desk->item.route = ROUTE_SECURE;
	set_facts(desk, facts);
	g_autofree char *text = attached_text(desk);
	g_assert_nonnull(text);
	g_assert_null(strstr(text, "HEMLIGT"));
	g_assert_null(strstr(text, "ansvarig"));
	g_assert_null(strstr(text, "Arbetsmarknad"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_mime_init();
#define ADD(path, function) g_test_add("/letter/" path, Desk, NULL, set_up, function, tear_down)
	ADD("words", test_words);
	ADD("again", test_again);
	ADD("none", test_none);
	ADD("several", test_several);
	ADD("little-said", test_little_said);
	return g_test_run();
}

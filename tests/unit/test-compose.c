/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Composed mails are read back with GMime, as their readers would, and looked
 * at as bytes, as SMTP will.
 */
#include "adapters/message/compose-gmime.h"
#include "core/date.h"
#include "core/error.h"
#include "support/gmime-read.h"

static const char *const references[] = { "first@sender.example", "bad id@sender.example",
	"x@y\r\nBcc: z@sender.example", "<angle@sender.example>", "last@sender.example", NULL };

static ComposeRequest
ordinary(GTimeZone *zone)
{
	gint64 date = 0;

	g_assert_true(instant_from_string("2026-07-01T08:30:00Z", &date));
	return (ComposeRequest){
		.from_name = "Arbetsmarknadsnämnden",
		.from_address = "lexsarah@kommun.example",
		.to_name = "Åsa Öberg",
		.to_address = "asa@kommun.example",
		.subject = "Mottagen: ärende LS-2026-0042",
		.text = "Hej!\nVi har tagit emot ditt mejl.\n.\nFrån: oss\n",
		.html = "<p lang=\"sv\">Hej! å = ä</p>\n",
		.language = "sv",
		.date = date,
		.zone = zone,
		.message_id = "LS-2026-0042.receipt.1@kommun.example",
		.references = references,
	};
}

static GMimeMessage *
compose(const ComposeRequest *request, GBytes **ret_bytes)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(compose_notice(request, ret_bytes, &error));
	g_assert_no_error(error);
	return gmime_read(*ret_bytes);
}

/* CR and LF only together, no line over 998 bytes, nothing above ASCII. */
static void
assert_fit_for_smtp(GBytes *bytes)
{
	gsize size = 0;
	const char *data = g_bytes_get_data(bytes, &size);
	gsize line = 0;

	g_assert_cmpuint(size, >, 2);
	for (gsize i = 0; i < size; i++) {
		g_assert_cmpint((guchar) data[i], <, 0x80);
		g_assert_cmpint(data[i], !=, '\0');
		if (data[i] == '\r')
			g_assert_cmpint(data[i + 1], ==, '\n');
		if (data[i] == '\n') {
			g_assert_cmpint(data[i - 1], ==, '\r');
			line = 0;
		} else {
			line++;
		}
		g_assert_cmpuint(line, <=, 999);
	}
	g_assert_cmpint(data[size - 1], ==, '\n');
}

static const char *
header(GMimeMessage *message, const char *name)
{
	return g_mime_object_get_header(GMIME_OBJECT(message), name);
}

static guint
count_headers(GMimeMessage *message, const char *name)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(GMIME_OBJECT(message));
	guint n = 0;

	for (int i = 0; i < g_mime_header_list_get_count(list); i++)
		n += g_ascii_strcasecmp(
			     g_mime_header_get_name(g_mime_header_list_get_header_at(list, i)),
			     name) == 0;
	return n;
}

static void
test_headers(void)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
	ComposeRequest request = ordinary(zone);
	g_autoptr(GBytes) bytes = NULL;
	GMimeMessage *message = compose(&request, &bytes);
	static const struct {
		const char *name;
		const char *value;
	} wanted[] = {
		{ "Date", "Wed, 01 Jul 2026 10:30:00 +0200" },
		{ "Message-Id", "<LS-2026-0042.receipt.1@kommun.example>" },
		{ "In-Reply-To", "<last@sender.example>" },
		{ "References", "<first@sender.example> <last@sender.example>" },
		{ "Auto-Submitted", "auto-generated" },
		{ "X-Auto-Response-Suppress", "DR, RN, NRN, AutoReply" },
		{ "MIME-Version", "1.0" },
		{ "Reply-To", NULL },
		{ "Cc", NULL },
		{ "Bcc", NULL },
	};

	assert_fit_for_smtp(bytes);
	for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++) {
		g_assert_cmpstr(header(message, wanted[i].name), ==, wanted[i].value);
		g_assert_cmpuint(
			count_headers(message, wanted[i].name), ==, wanted[i].value != NULL);
	}
	/* GMime hands out Content- headers with the part: look at the bytes. */
	gsize size = 0;
	const char *data = g_bytes_get_data(bytes, &size);
	const char *end = g_strstr_len(data, (gssize) size, "\r\n\r\n");
	g_assert_nonnull(end);
	g_assert_null(g_strstr_len(data, (gssize) size, "iso-8859"));
	g_assert_nonnull(g_strstr_len(data, end - data, "\r\nContent-Language: sv"));
	g_assert_cmpstr(g_mime_message_get_subject(message), ==, request.subject);
	InternetAddressList *to = g_mime_message_get_to(message);
	InternetAddressList *from = g_mime_message_get_from(message);
	g_assert_cmpint(internet_address_list_length(to), ==, 1);
	InternetAddress *one = internet_address_list_get_address(to, 0);
	g_assert_cmpstr(internet_address_get_name(one), ==, "Åsa Öberg");
	g_assert_cmpstr(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one)), ==,
		"asa@kommun.example");
	one = internet_address_list_get_address(from, 0);
	g_assert_cmpstr(internet_address_get_name(one), ==, "Arbetsmarknadsnämnden");
	g_object_unref(message);
}

static char *
part_text(GMimeMultipart *multipart, int index, const char *type)
{
	GMimeObject *part = g_mime_multipart_get_part(multipart, index);

	gmime_assert_type(part, type);
	g_assert_cmpstr(g_mime_object_get_content_type_parameter(part, "charset"), ==, "utf-8");
	g_assert_cmpint(g_mime_part_get_content_encoding(GMIME_PART(part)), ==,
		GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
	g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
	g_free(text);
	return g_strjoinv("\n", lines);
}

static void
test_parts(void)
{
	static const struct {
		const char *text;
		const char *read;
	} cases[] = {
		{ "Hej!\nVi har å, ä och ö.\n.\n\nFrom oss\n", NULL },
		{ "a\r\nb\rc\n", "a\nb\nc\n" },
		{ "--=_boundary\n\n--\n", NULL },
		{ "trailing blanks  \n\t\n", NULL },
		{ "no last line end", NULL },
		{ "", NULL },
	};
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		ComposeRequest request = ordinary(zone);
		g_autoptr(GBytes) bytes = NULL;

		request.text = cases[i].text;
		GMimeMessage *message = compose(&request, &bytes);
		GMimeObject *body = g_mime_message_get_mime_part(message);
		assert_fit_for_smtp(bytes);
		g_assert_true(GMIME_IS_MULTIPART(body));
		g_assert_true(g_mime_content_type_is_type(
			g_mime_object_get_content_type(body), "multipart", "alternative"));
		g_assert_cmpint(g_mime_multipart_get_count(GMIME_MULTIPART(body)), ==, 2);
		g_autofree char *text = part_text(GMIME_MULTIPART(body), 0, "text/plain");
		g_autofree char *html = part_text(GMIME_MULTIPART(body), 1, "text/html");
		g_assert_cmpstr(text, ==, cases[i].read ? cases[i].read : cases[i].text);
		g_assert_cmpstr(html, ==, request.html);
		g_object_unref(message);
	}
}

/* Bytes that another encoding than base64 would spoil. */
static const char icalendar[] = "BEGIN:VCALENDAR\r\nSUMMARY:Utredningen ska ha skickats till n\xc3"
				"\xa4mnden  \r\n  \tmed \\n\r\n--=_\r\n.\r\nEND:VCALENDAR\r\n";

/* The words stay what they were, in front; the date is a file behind them. */
static void
test_calendar(void)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
	g_autoptr(GBytes) date = g_bytes_new_static(icalendar, sizeof icalendar - 1);
	ComposeRequest request = ordinary(zone);
	g_autoptr(GBytes) bytes = NULL, again = NULL;

	const ComposeCalendar entry = { date, "CANCEL", "LS-2026-0042.ics" };
	request.calendars = &entry;
	request.n_calendars = 1;
	GMimeMessage *message = compose(&request, &bytes);
	g_object_unref(compose(&request, &again));
	g_assert_true(g_bytes_equal(bytes, again));
	assert_fit_for_smtp(bytes);
	GMimeObject *body = g_mime_message_get_mime_part(message);
	gmime_assert_type(body, "multipart/mixed");
	g_assert_cmpint(g_mime_multipart_get_count(GMIME_MULTIPART(body)), ==, 2);
	GMimeObject *words = g_mime_multipart_get_part(GMIME_MULTIPART(body), 0);
	gmime_assert_type(words, "multipart/alternative");
	g_assert_cmpint(g_mime_multipart_get_count(GMIME_MULTIPART(words)), ==, 2);
	const char *outer = g_mime_multipart_get_boundary(GMIME_MULTIPART(body));
	const char *inner = g_mime_multipart_get_boundary(GMIME_MULTIPART(words));
	g_assert_false(g_str_has_prefix(inner, outer) || g_str_has_prefix(outer, inner));
	g_autofree char *text = part_text(GMIME_MULTIPART(words), 0, "text/plain");
	g_autofree char *html = part_text(GMIME_MULTIPART(words), 1, "text/html");
	g_assert_cmpstr(text, ==, request.text);
	g_assert_cmpstr(html, ==, request.html);
	GMimeObject *file = g_mime_multipart_get_part(GMIME_MULTIPART(body), 1);
	gmime_assert_type(file, "text/calendar");
	static const char *const parameters[][2] = { { "method", "CANCEL" }, { "charset", "utf-8" },
		{ "name", "LS-2026-0042.ics" } };
	for (gsize i = 0; i < G_N_ELEMENTS(parameters); i++)
		g_assert_cmpstr(g_mime_object_get_content_type_parameter(file, parameters[i][0]),
			==, parameters[i][1]);
	g_assert_cmpint(g_mime_part_get_content_encoding(GMIME_PART(file)), ==,
		GMIME_CONTENT_ENCODING_BASE64);
	g_assert_true(g_mime_part_is_attachment(GMIME_PART(file)));
	g_assert_cmpstr(g_mime_part_get_filename(GMIME_PART(file)), ==, "LS-2026-0042.ics");
	g_autoptr(GBytes) decoded = gmime_decode(file);
	g_assert_true(g_bytes_equal(decoded, date));
	const char *data = g_bytes_get_data(bytes, NULL);
	const char *end = strstr(data, "\r\n\r\n");
	g_assert_nonnull(g_strstr_len(data, end - data, "\r\nContent-Language: sv"));
	g_object_unref(message);
}

/* A file's name adds no header and no parameter. */
static void
test_calendar_name(void)
{
	static const char *const hostile[] = { "x\r\nBcc: spy@evil.example", "x\"; method=REQUEST",
		"../../etc/passwd\n", "\xe2\x80\xaescx.ics" };
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
	g_autoptr(GBytes) date = g_bytes_new_static(icalendar, sizeof icalendar - 1);

	for (gsize i = 0; i < G_N_ELEMENTS(hostile); i++) {
		ComposeRequest request = ordinary(zone);
		g_autoptr(GBytes) bytes = NULL;

		const ComposeCalendar entry = { date, "PUBLISH", hostile[i] };
		request.calendars = &entry;
		request.n_calendars = 1;
		GMimeMessage *message = compose(&request, &bytes);
		GMimeObject *body = g_mime_message_get_mime_part(message);
		GMimeObject *file = g_mime_multipart_get_part(GMIME_MULTIPART(body), 1);
		assert_fit_for_smtp(bytes);
		g_assert_cmpuint(count_headers(message, "Bcc"), ==, 0);
		g_assert_cmpstr(
			g_mime_object_get_content_type_parameter(file, "method"), ==, "PUBLISH");
		g_assert_cmpint(
			g_mime_header_list_get_count(g_mime_object_get_header_list(file)), ==, 3);
		g_object_unref(message);
	}
}

/* Lines of any length come out short, and the same request as the same bytes. */
static void
test_long_and_same(void)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
	g_autofree char *line = g_strnfill(20000, 'x');
	g_autofree char *id = g_strdup_printf("%.200s@sender.example", line);
	const char *many[101] = { NULL };
	ComposeRequest request = ordinary(zone);
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(GBytes) again = NULL;

	for (guint i = 0; i < 100; i++)
		many[i] = i == 99 ? "newest@sender.example" : id;
	request.text = line;
	request.html = line;
	request.subject = line;
	request.from_name = line;
	request.references = many;
	request.suppress_oof = TRUE;
	GMimeMessage *message = compose(&request, &bytes);
	GMimeMessage *second = compose(&request, &again);
	assert_fit_for_smtp(bytes);
	g_assert_true(g_bytes_equal(bytes, again));
	g_assert_cmpstr(header(message, "In-Reply-To"), ==, "<newest@sender.example>");
	g_assert_cmpuint(strlen(header(message, "References")), <, 5000);
	g_assert_cmpstr(
		header(message, "X-Auto-Response-Suppress"), ==, "DR, RN, NRN, AutoReply, OOF");
	g_object_unref(message);
	g_object_unref(second);
}

/* Whatever stands in a name or subject, it adds no header and no recipient. */
static void
test_injection(void)
{
	static const char *const hostile[] = {
		"x\r\nBcc: spy@evil.example",
		"x\nBcc: spy@evil.example\n\nbody",
		"x\rBcc: spy@evil.example",
		"x\xe2\x80\xa8"
		"Bcc: spy@evil.example",
		"x\xc2\x85"
		"Bcc: spy@evil.example",
		"\" <spy@evil.example>, \"",
		"x, spy@evil.example",
		"=?utf-8?q?x=0D=0ABcc:_spy@evil.example?=",
		"x\x01\x7f\xe2\x80\xae y",
		"\xff\xfe",
	};
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");

	for (gsize i = 0; i < G_N_ELEMENTS(hostile); i++) {
		ComposeRequest request = ordinary(zone);
		g_autoptr(GBytes) bytes = NULL;

		request.from_name = request.to_name = request.subject = hostile[i];
		GMimeMessage *message = compose(&request, &bytes);
		InternetAddressList *all = g_mime_message_get_all_recipients(message);
		assert_fit_for_smtp(bytes);
		g_assert_cmpuint(count_headers(message, "Bcc"), ==, 0);
		g_assert_cmpuint(count_headers(message, "Subject"), ==, 1);
		g_assert_cmpint(internet_address_list_length(all), ==, 1);
		g_assert_cmpint(
			internet_address_list_length(g_mime_message_get_from(message)), ==, 1);
		g_assert_cmpstr(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(
					internet_address_list_get_address(all, 0))),
			==, "asa@kommun.example");
		g_object_unref(all);
		g_object_unref(message);
	}
}

static void
test_refused(void)
{
	static const char *const addresses[] = { NULL, "", "a", "a@b\r\nBcc: c@d", "a@b, c@d",
		"<a@b>", "A <a@b.example>" };
	static const char *const ids[] = { NULL, "", "a", "@b", "a@", "a@b@c", "<a@b>", "a b@c",
		"a@b>\r\nBcc: <c@d", "å@b.example" };
	static const char *const languages[] = { NULL, "", "s", "sv\r\nBcc: c@d", "sv en" };
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
	const struct {
		const char *const *values;
		gsize n;
		gsize field;
	} cases[] = {
		{ addresses, G_N_ELEMENTS(addresses), G_STRUCT_OFFSET(ComposeRequest, to_address) },
		{ addresses, G_N_ELEMENTS(addresses),
			G_STRUCT_OFFSET(ComposeRequest, from_address) },
		{ ids, G_N_ELEMENTS(ids), G_STRUCT_OFFSET(ComposeRequest, message_id) },
		{ languages, G_N_ELEMENTS(languages), G_STRUCT_OFFSET(ComposeRequest, language) },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		for (gsize j = 0; j < cases[i].n; j++) {
			ComposeRequest request = ordinary(zone);
			g_autoptr(GBytes) bytes = NULL;
			g_autoptr(GError) error = NULL;

			G_STRUCT_MEMBER(const char *, &request, cases[i].field) =
				cases[i].values[j];
			g_assert_false(compose_notice(&request, &bytes, &error));
			g_assert_error(error, LEX_ERROR, LEX_ERROR_INPUT);
			g_assert_null(bytes);
		}
	}
}

/* Without an answered mail there are no such headers; an address may be UTF-8 (RFC 6531). */
static void
test_sparse(void)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
	ComposeRequest request = ordinary(zone);
	g_autoptr(GBytes) bytes = NULL;

	request.references = NULL;
	request.to_name = NULL;
	request.to_address = "åsa@kommun.example";
	GMimeMessage *message = compose(&request, &bytes);
	InternetAddress *to = internet_address_list_get_address(g_mime_message_get_to(message), 0);
	g_assert_null(header(message, "In-Reply-To"));
	g_assert_null(header(message, "References"));
	g_assert_cmpstr(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(to)), ==,
		"åsa@kommun.example");
	g_object_unref(message);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_mime_init();
	g_test_add_func("/compose/headers", test_headers);
	g_test_add_func("/compose/parts", test_parts);
	g_test_add_func("/compose/calendar", test_calendar);
	g_test_add_func("/compose/calendar-name", test_calendar_name);
	g_test_add_func("/compose/long-and-same", test_long_and_same);
	g_test_add_func("/compose/injection", test_injection);
	g_test_add_func("/compose/refused", test_refused);
	g_test_add_func("/compose/sparse", test_sparse);
	return g_test_run();
}

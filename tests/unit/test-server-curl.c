/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "adapters/server-curl.h"
#include "core/error.h"

static char *
said(CURLcode code, const char *detail)
{
	ServerSettings server = { 0 };
	char errors[CURL_ERROR_SIZE];
	g_autoptr(GError) error = NULL;

	g_strlcpy(errors, detail, sizeof errors);
	server_curl_set_error(&error, code, &server, "mail.kommun.example", errors, NULL);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY);
	return g_strdup(error->message);
}

/* What takes a millisecond longer is the same failure, and is not to be said again. */
static void
test_same_failure(void)
{
	static const struct {
		CURLcode code;
		const char *one, *other, *kept;
	} cases[] = {
		{ CURLE_COULDNT_CONNECT,
			"Failed to connect to 127.0.0.1 port 25 after 0 ms: Couldn't connect to server",
			"Failed to connect to 127.0.0.1 port 25 after 13 ms: Couldn't connect to server",
			"127.0.0.1 port 25: Couldn't" },
		{ CURLE_OPERATION_TIMEDOUT, "Connection timed out after 30001 milliseconds",
			"Connection timed out after 30002 milliseconds", "Connection timed out" },
		{ CURLE_OPERATION_TIMEDOUT,
			"Operation timed out after 60001 milliseconds with 0 out of 0 bytes received",
			"Operation timed out after 60003 milliseconds with 12 bytes received",
			"Operation timed out" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *one = said(cases[i].code, cases[i].one);
		g_autofree char *other = said(cases[i].code, cases[i].other);

		g_assert_cmpstr(one, ==, other);
		g_assert_nonnull(strstr(one, cases[i].kept));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/server-curl/same-failure", test_same_failure);
	return g_test_run();
}

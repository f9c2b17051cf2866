/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The least that sending can cost with libcurl: messages that are in memory already, one after
 * the other on one connection, without a word of it written down. Prints the seconds.
 * usage: send-bare PORT FOLDER; in FOLDER 0, 1, 2, ...: a line with sender and recipient, and the
 * message.
 */
#include <curl/curl.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>

typedef struct {
	char *bytes; /* ended by NUL after the message, and after each address */
	const char *sender, *recipient;
	char *message;
	gsize length; /* of the message */
} Letter;

static void
letter_clear(gpointer data)
{
	g_free(((Letter *) data)->bytes);
}

static gboolean
letter_load(const char *folder, guint number, Letter *letter)
{
	g_autofree char *path = g_strdup_printf("%s/%u", folder, number);
	gsize length;

	if (!g_file_get_contents(path, &letter->bytes, &length, NULL))
		return FALSE;
	char *space = strchr(letter->bytes, ' '), *end = strchr(letter->bytes, '\n');
	*space = *end = '\0';
	letter->sender = letter->bytes;
	letter->recipient = space + 1;
	letter->message = end + 1;
	letter->length = length - (gsize) (letter->message - letter->bytes);
	return TRUE;
}

static gboolean
send_letter(CURL *curl, const Letter *letter)
{
	FILE *message = fmemopen(letter->message, letter->length, "r");
	struct curl_slist *to = curl_slist_append(NULL, letter->recipient);

	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, letter->sender);
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(curl, CURLOPT_READDATA, message);
	curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t) letter->length);
	gboolean sent = curl_easy_perform(curl) == CURLE_OK;
	curl_slist_free_all(to);
	fclose(message);
	return sent;
}

int
main(int argc, char **argv)
{
	g_autoptr(GArray) letters = g_array_new(FALSE, FALSE, sizeof(Letter));
	Letter letter;

	if (argc != 3)
		return 64;
	g_array_set_clear_func(letters, letter_clear);
	while (letter_load(argv[2], letters->len, &letter))
		g_array_append_val(letters, letter);
	g_autofree char *url = g_strdup_printf("smtp://127.0.0.1:%s/kommun.example", argv[1]);
	CURL *curl = curl_easy_init();
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	gint64 start = g_get_monotonic_time();
	gboolean good = TRUE;
	for (guint i = 0; good && i < letters->len; i++)
		good = send_letter(curl, &g_array_index(letters, Letter, i));
	printf("%.3f\n", (double) (g_get_monotonic_time() - start) / 1e6);
	curl_easy_cleanup(curl);
	return good ? 0 : 1;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What right configurations become, what cannot be read at all, and whether
 * tables, man page and example name the same keys.
 */
#include <string.h>
#include <sys/stat.h>

#include "adapters/config/config-libconfig.h"
#include "adapters/config/config-schema.h"
#include "core/error.h"
#include "support/config-folder.h"

static const char minimal[] =
	"database = \"lex.db\"; templates = \"templates\";\n"
	"organisation = { name = \"Exempels kommun\"; domains = [ \"Kommun.Example\" ]; };\n"
	"boards = ( { id = \"AMN\"; name = \"Arbetsmarknadsnämnden\";\n"
	"  address = \"lexsarah@kommun.example\";\n"
	"  mailbox = { url = \"imap://127.0.0.1:1143\"; user = \"u\"; password = \"p\";\n"
	"    tls = \"none\"; };\n"
	"  smtp = { url = \"smtp://[::1]:1025\"; tls = \"none\"; };\n"
	"  responsible = { address = \"a@kommun.example\"; name = \"Ada\"; secure = true; };\n"
	"  %s } %s );\n";

static Settings *
load(const ConfigFolder *folder, const char *in_board, const char *boards)
{
	g_autofree char *conf = g_strdup_printf(minimal, in_board, boards);
	GError *error = NULL;

	config_folder_write(folder, "test.conf", conf, 0600);
	Settings *settings = config_load(folder->conf, &error);
	g_assert_no_error(error);
	return settings;
}

static void
test_defaults(void)
{
	g_autoptr(ConfigFolder) folder = config_folder_new();
	g_autoptr(Settings) settings = load(folder, "", "");
	g_autofree char *database = g_build_filename(folder->path, "lex.db", NULL);
	const Board *board = settings_get_board(settings, "AMN");

	g_assert_cmpstr(settings->file, ==, folder->conf);
	g_assert_cmpstr(settings->database, ==, database);
	g_assert_cmpstr(settings->rules, ==, LEX_DATADIR "/rules");
	g_assert_cmpstr(settings->forms, ==, LEX_DATADIR "/forms");
	g_assert_cmpstr(settings->language, ==, "sv");
	g_assert_false(settings->testing);
	g_assert_cmpint(settings->organisation.trust, ==, TRUST_NONE);
	g_assert_cmpstr(g_ptr_array_index(settings->organisation.domains, 0), ==, "kommun.example");
	g_assert_cmpuint(settings->organisation.gateways->len, ==, 0);
	g_assert_cmpstr(board->mailbox.server.url, ==, "imap://127.0.0.1:1143/INBOX");
	g_assert_cmpstr(board->mailbox.server.secret.password, ==, "p");
	g_assert_cmpint(board->mailbox.server.tls, ==, TLS_NONE);
	g_assert_cmpint(board->mailbox.after, ==, AFTER_FLAG);
	g_assert_cmpuint(board->mailbox.poll_seconds, ==, 60);
	g_assert_cmpuint(board->mailbox.max_mail_bytes, ==, 64 << 20);
	g_assert_cmpuint(board->smtp.connections, ==, 3);
	g_assert_null(board->smtp.user);
	g_assert_cmpstr(board->language, ==, "sv");
	g_assert_cmpstr(board->operator_.address, ==, "a@kommun.example");
	g_assert_cmpstr(board->operator_.name, ==, "Ada");
	g_assert_true(board->operator_.secure);
	g_assert_true(board->conflict_contact.secure);
	g_assert_null(board->whistleblower);
	g_assert_cmpuint(board->investigators->len, ==, 0);
	g_assert_cmpuint(board->commissioning->len, ==, 0);
}

static void
test_people(void)
{
	static const char in_board[] =
		"deputy = \"d@kommun.example\";\n"
		"registrar = { address = \"r@kommun.example\"; title = \"Registrator\";\n"
		"  away = { from = \"2026-12-21\"; to = \"2026-12-21\"; }; };\n"
		"whistleblower = \"\"; emergency_phone = \"08-123\";\n"
		"contact = { post = \"P\"; org_number = \"212000-0000\"; };\n"
		"investigators = ( \"i@kommun.example\",\n"
		"  { address = \"j@kommun.example\"; secure = true; } );\n"
		"commissioning = ( { id = \"SDN\"; name = \"S\"; address = \"s@kommun.example\";\n"
		"  automatic = true; } );";
	g_autoptr(ConfigFolder) folder = config_folder_new();
	g_autoptr(Settings) settings = load(folder, in_board, "");
	const Board *board = settings_get_board(settings, "AMN");

	g_assert_cmpstr(board->deputy.address, ==, "d@kommun.example");
	g_assert_null(board->deputy.name);
	g_assert_false(board->deputy.secure);
	g_assert_cmpstr(board->registrar.title, ==, "Registrator");
	g_assert_cmpstr(board->registrar.away_from, ==, "2026-12-21");
	g_assert_cmpstr(board->registrar.away_to, ==, "2026-12-21");
	g_assert_cmpstr(board->dpo.address, ==, "a@kommun.example");
	g_assert_cmpstr(board->emergency_phone, ==, "08-123");
	g_assert_cmpstr(board->contact.org_number, ==, "212000-0000");
	g_assert_cmpuint(board->investigators->len, ==, 2);
	const Person *second = g_ptr_array_index(board->investigators, 1);
	g_assert_cmpstr(second->address, ==, "j@kommun.example");
	g_assert_true(second->secure);
	const CommissioningBoard *other = g_ptr_array_index(board->commissioning, 0);
	g_assert_cmpstr(other->id, ==, "SDN");
	g_assert_false(other->secure);
	g_assert_true(other->automatic);
}

static void
test_two_boards(void)
{
	static const char second[] =
		", { id = \"ÄLN\"; name = \"Äldrenämnden\"; address = \"aln@kommun.example\";\n"
		"language = \"en\";\n"
		"mailbox = { url = \"imap://localhost:1143/Lex%20Sarah\"; user = \"u\";\n"
		"  tls = \"none\"; after = \"move:Hanterade\"; poll_seconds = 5;\n"
		"  password_command = [ \"true\", \"a b\" ]; };\n"
		"smtp = { url = \"smtps://smtp.kommun.example\"; user = \"u\";\n"
		"  password_file = \"secret\"; };\n"
		"responsible = \"b@kommun.example\"; }";
	g_autoptr(ConfigFolder) folder = config_folder_new();
	g_autoptr(Settings) settings = load(folder, "", second);
	g_autofree char *secret = g_build_filename(folder->path, "secret", NULL);
	const Board *board = settings_get_board(settings, "ÄLN");

	g_assert_cmpuint(settings->boards->len, ==, 2);
	g_assert_cmpstr(board->language, ==, "en");
	g_assert_cmpstr(board->mailbox.server.url, ==, "imap://localhost:1143/Lex%20Sarah");
	g_assert_cmpint(board->mailbox.after, ==, AFTER_MOVE);
	g_assert_cmpstr(board->mailbox.after_folder, ==, "Hanterade");
	g_assert_cmpuint(board->mailbox.poll_seconds, ==, 5);
	g_assert_cmpstr(board->mailbox.server.secret.password_command[1], ==, "a b");
	g_assert_null(board->mailbox.server.secret.password_command[2]);
	g_assert_cmpstr(board->smtp.secret.password_file, ==, secret);
	g_assert_cmpint(board->smtp.tls, ==, TLS_REQUIRED);
	g_assert_false(board->registrar.secure);
}

static void
test_include(void)
{
	g_autoptr(ConfigFolder) folder = config_folder_new();
	g_autoptr(GPtrArray) problems = NULL;
	g_autofree char *expected =
		g_strdup_printf("%s/inc.conf:2: colour: is an unknown key", folder->path);
	g_autofree char *conf = g_strdup_printf(minimal, "", "");
	g_autofree char *all = g_strconcat("@include \"inc.conf\"\n", conf, NULL);
	GError *error = NULL;

	config_folder_write(folder, "inc.conf", "language = \"en\";\ncolour = 1;\n", 0600);
	config_folder_write(folder, "test.conf", all, 0600);
	g_assert_true(config_check(folder->conf, NULL, &problems, NULL, &error));
	g_assert_no_error(error);
	g_assert_cmpuint(problems->len, ==, 1);
	g_assert_cmpstr(g_ptr_array_index(problems, 0), ==, expected);
	config_folder_write(folder, "inc.conf", "language = \"en\";\n", 0600);
	g_autoptr(Settings) settings = config_load(folder->conf, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(settings->language, ==, "en");
}

/* A password in clear, in a file that is open to all: the file it stands in is named. */
static void
test_open_password(void)
{
	g_autoptr(ConfigFolder) folder = config_folder_new();
	g_autofree char *conf = g_strdup_printf(minimal, "", "");
	g_autofree char *expected = g_strdup_printf(
		"%s:5: boards[0].mailbox.password: stands in a file that everybody can read: run "
		"\"chmod 600 %s\" and change the password, or use password_file",
		folder->conf, folder->conf);
	GError *error = NULL;

	config_folder_write(folder, "test.conf", conf, 0644);
	g_assert_null(config_load(folder->conf, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_cmpint(error_exit_code(error), ==, 78);
	g_assert_cmpstr(error->message, ==, expected);
	g_clear_error(&error);
}

/* The same in an included file: its own mode counts. */
static void
test_open_include(void)
{
	g_autoptr(ConfigFolder) folder = config_folder_new();
	g_autofree char *conf = g_strdup_printf(minimal, "", "");
	g_autofree char *expected = g_strdup_printf("run \"chmod 600 %s/inc.conf\"", folder->path);
	GError *error = NULL;

	config_folder_write(folder, "inc.conf", conf, 0604);
	config_folder_write(folder, "test.conf", "@include \"inc.conf\"\n", 0600);
	g_assert_null(config_load(folder->conf, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_nonnull(strstr(error->message, expected));
	g_clear_error(&error);
}

/* The database's log and socket stand beside it. */
static void
test_open_folder(void)
{
	g_autoptr(ConfigFolder) folder = config_folder_new();
	g_autofree char *conf = g_strdup_printf(minimal, "", "");
	g_autofree char *expected = g_strdup_printf(
		"%s:1: database: others can look into folder \"%s\" (mode 0750): chmod 700",
		folder->conf, folder->path);
	GError *error = NULL;

	config_folder_write(folder, "test.conf", conf, 0600);
	g_assert_cmpint(chmod(folder->path, 0750), ==, 0);
	g_assert_null(config_load(folder->conf, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_cmpint(error_exit_code(error), ==, 78);
	g_assert_cmpstr(error->message, ==, expected);
	g_clear_error(&error);
	g_assert_cmpint(chmod(folder->path, 0700), ==, 0);
	g_autoptr(Settings) settings = config_load(folder->conf, &error);
	g_assert_no_error(error);
	g_assert_nonnull(settings);
}

/* An empty file: all that is required is named at once. */
static void
test_empty(void)
{
	g_autoptr(ConfigFolder) folder = config_folder_new();
	GError *error = NULL;

	config_folder_write(folder, "test.conf", "templates = \"templates\";", 0600);
	g_assert_null(config_load(folder->conf, &error));
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_true(g_str_has_suffix(error->message,
		"test.conf:1: database: is missing: must be a path (and 2 more: lexsarah "
		"check-config shows all)"));
	g_clear_error(&error);
}

static char *
read_source(const char *name)
{
	g_autofree char *path = g_build_filename(g_getenv("top_srcdir"), name, NULL);
	char *text = NULL;
	GError *error = NULL;

	g_file_get_contents(path, &text, NULL, &error);
	g_assert_no_error(error);
	return text;
}

/* Puts the example's paths into the folder. */
static void
test_example(void)
{
	g_autoptr(ConfigFolder) folder = config_folder_new();
	g_autofree char *example = read_source("conf/lexsarah.conf");
	g_autoptr(GString) conf = g_string_new(example);
	g_autoptr(GPtrArray) problems = NULL;
	g_autoptr(Settings) settings = NULL;
	GError *error = NULL;

	g_string_replace(conf, "/var/lib/lexsarah/", "", 0);
	g_string_replace(conf, "/etc/lexsarah/imap.secret", "secret", 0);
	g_string_replace(conf, "/etc/lexsarah/smtp.secret", "secret", 0);
	g_string_replace(conf, "#templates = \"/etc/lexsarah/", "templates = \"", 0);
	config_folder_write(folder, "test.conf", conf->str, 0600);
	g_assert_true(config_check(folder->conf, &settings, &problems, NULL, &error));
	g_assert_no_error(error);
	for (guint i = 0; i < problems->len; i++)
		g_test_message("%s", (char *) g_ptr_array_index(problems, i));
	g_assert_cmpuint(problems->len, ==, 0);
	const Board *board = settings_get_board(settings, "AMN");
	g_assert_cmpint(settings->organisation.trust, ==, TRUST_AUTHSERV);
	g_assert_cmpstr(settings->organisation.authserv_id, ==, "mx.kommun.example");
	g_assert_cmpstr(board->responsible.title, ==, "lex Sarah-ansvarig");
	g_assert_cmpstr(board->contact.visit, ==, "Storgatan 1, Exempel");
}

/* Each key of the tables has a paragraph in the man page and a line in the example. */
static void
check_named(const ConfigGroup *group, const char *man, const char *conf, GHashTable *known)
{
	for (; group; group = group->also)
		for (gsize i = 0; i < group->n_keys; i++) {
			const ConfigKey *key = &group->keys[i];
			g_autofree char *tag = g_strdup_printf("\n.TP\n.B %s\n", key->name);
			g_autofree char *line = g_strdup_printf("(^|[ #{])%s +=", key->name);

			g_test_message("key %s", key->name);
			g_assert_nonnull(strstr(man, tag));
			g_assert_true(g_regex_match_simple(line, conf, G_REGEX_MULTILINE, 0));
			g_hash_table_add(known, (gpointer) key->name);
			check_named(key->group, man, conf, known);
		}
}

/* And the man page names no key that there is not. */
static void
test_documented(void)
{
	g_autofree char *man = read_source("man/lexsarah.conf.5");
	g_autofree char *conf = read_source("conf/lexsarah.conf");
	g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
	g_auto(GStrv) tags = g_strsplit(man, "\n.TP\n.B ", -1);

	check_named(config_schema_root(), man, conf, known);
	g_assert_cmpuint(g_hash_table_size(known), >, 40);
	for (guint i = 1; tags[i]; i++) {
		tags[i][strcspn(tags[i], "\n")] = '\0';
		g_test_message("tag %s", tags[i]);
		g_assert_true(g_hash_table_contains(known, tags[i]));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/config/defaults", test_defaults);
	g_test_add_func("/config/people", test_people);
	g_test_add_func("/config/two-boards", test_two_boards);
	g_test_add_func("/config/include", test_include);
	g_test_add_func("/config/open-password", test_open_password);
	g_test_add_func("/config/open-include", test_open_include);
	g_test_add_func("/config/open-folder", test_open_folder);
	g_test_add_func("/config/empty", test_empty);
	g_test_add_func("/config/example", test_example);
	g_test_add_func("/config/documented", test_documented);
	return g_test_run();
}

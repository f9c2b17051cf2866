/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Are the paths of the configuration reachable? Looks, and never opens or
 * creates anything: a check must leave no trace.
 */
#include "adapters/config/config-paths.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/mail/mail-key.h"

static void
check_folder(ConfigCheck *check, const char *key, const char *folder)
{
	const char *origin = config_problem_find(check, key) ? "" : " (the default)";
	struct stat st;

	if (!folder)
		return;
	if (stat(folder, &st) != 0)
		config_problem_add(check, key, "folder \"%s\"%s is unreachable: %s", folder, origin,
			strerror(errno));
	else if (!S_ISDIR(st.st_mode))
		config_problem_add(check, key, "\"%s\" must be a folder", folder);
	else if (access(folder, R_OK | X_OK) != 0)
		config_problem_add(
			check, key, "folder \"%s\" cannot be read: %s", folder, strerror(errno));
}

/* As check_folder() for what is only needed if it is named. */
static void
check_named_folder(ConfigCheck *check, const char *key, const char *folder)
{
	if (config_problem_find(check, key))
		check_folder(check, key, folder);
}

static void
check_database(ConfigCheck *check, const char *database)
{
	g_autofree char *folder = database ? g_path_get_dirname(database) : NULL;
	struct stat st = { 0 };

	if (!database)
		return;
	/* SQLite writes its log beside the file, so the folder must be writable too. */
	if (access(folder, W_OK | X_OK) != 0)
		config_problem_add(check, "database",
			"folder \"%s\" must exist and be writable: %s", folder, strerror(errno));
	else if (stat(folder, &st) == 0 && st.st_mode & (S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH))
		config_problem_add(check, "database",
			"others can look into folder \"%s\" (mode %04o): chmod 700", folder,
			(guint) (st.st_mode & 07777));
	else if (stat(database, &st) == 0 && !S_ISREG(st.st_mode))
		config_problem_add(check, "database", "\"%s\" must be a file", database);
	else if (access(database, R_OK | W_OK) != 0 && errno != ENOENT)
		config_problem_add(check, "database", "\"%s\" cannot be written: %s", database,
			strerror(errno));
}

/* Whether its content may be read is asked when it is needed, by who needs it. */
static void
check_file(ConfigCheck *check, const char *path, const char *file)
{
	struct stat st = { .st_mode = S_IFREG };

	if (!file)
		return;
	if (stat(file, &st) != 0 && errno != EACCES)
		config_problem_add(
			check, path, "file \"%s\" is unreachable: %s", file, strerror(errno));
	else if (!S_ISREG(st.st_mode))
		config_problem_add(check, path, "\"%s\" must be a file", file);
}

static void
check_command(ConfigCheck *check, const char *path, char *const *command)
{
	g_autofree char *program =
		command && command[0] ? g_find_program_in_path(command[0]) : NULL;

	if (command && command[0] && !program)
		config_problem_add(check, path, "there is no program \"%s\" to be run", command[0]);
}

/* A password in clear needs a file that is closed to others. */
static void
check_password(ConfigCheck *check, const char *path)
{
	const config_setting_t *setting = config_problem_find(check, path);
	struct stat st;

	if (!setting)
		return;
	g_autofree char *file = config_problem_source(
		check->file, check->folder, config_setting_source_file(setting));
	if (stat(file, &st) == 0 && st.st_mode & S_IROTH)
		config_problem_add(check, path,
			"stands in a file that everybody can read: run \"chmod 600 %s\" and "
			"change the password, or use password_file",
			file);
}

/* The files that a server's settings name. */
static const struct {
	const char *key;
	gsize offset;
} files[] = {
	{ "password_file", offsetof(ServerSettings, secret.password_file) },
	{ "oauth2.client_secret_file", offsetof(ServerSettings, oauth2.client_secret_file) },
	{ "oauth2.client_certificate", offsetof(ServerSettings, oauth2.client_certificate) },
	{ "oauth2.service_account_file", offsetof(ServerSettings, oauth2.service_account_file) },
	{ "oauth2.ca_file", offsetof(ServerSettings, oauth2.ca_file) },
	{ "ca_file", offsetof(ServerSettings, ca_file) },
};

static void
check_server(ConfigCheck *check, const ServerSettings *server, guint i, const char *name)
{
	g_autofree char *password = g_strdup_printf("boards[%u].%s.password", i, name);
	g_autofree char *command = g_strdup_printf("boards[%u].%s.password_command", i, name);

	check_password(check, password);
	check_command(check, command, server->secret.password_command);
	for (gsize f = 0; f < G_N_ELEMENTS(files); f++) {
		g_autofree char *key = g_strdup_printf("boards[%u].%s.%s", i, name, files[f].key);

		check_file(check, key, G_STRUCT_MEMBER(char *, server, files[f].offset));
	}
}

static void
check_mail_key(const MailKeyHolder *holder, gpointer user)
{
	ConfigCheck *check = user;
	g_autofree char *certificate = g_strconcat(holder->path, ".certificate", NULL);
	g_autofree char *openpgp = g_strconcat(holder->path, ".openpgp_key", NULL);

	/* Of whom a role falls to, it is said there. */
	if (!config_problem_find(check, holder->path))
		return;
	check_file(check, certificate, holder->key->certificate);
	check_file(check, openpgp, holder->key->openpgp_key);
}

static void
check_board_key(ConfigCheck *check, const BoardKey *key, guint i, const char *name)
{
	const struct {
		const char *key, *file;
	} named[] = {
		{ "certificate", key->certificate },
		{ "key_file", key->key_file },
		{ "passphrase_file", key->passphrase_file },
	};

	for (gsize n = 0; n < G_N_ELEMENTS(named); n++) {
		g_autofree char *path = g_strdup_printf("boards[%u].%s.%s", i, name, named[n].key);

		check_file(check, path, named[n].file);
	}
}

void
config_paths_check(ConfigCheck *check, const Settings *settings)
{
	check_database(check, settings->database);
	check_folder(check, "templates", settings->templates);
	check_named_folder(check, "rules", settings->rules);
	check_named_folder(check, "forms", settings->forms);
	check_named_folder(check, "words", settings->words);
	for (guint i = 0; i < settings->boards->len; i++) {
		const Board *board = g_ptr_array_index(settings->boards, i);

		check_server(check, &board->mailbox.server, i, "mailbox");
		check_server(check, &board->smtp, i, "smtp");
		check_board_key(check, &board->smime, i, "smime");
		check_board_key(check, &board->openpgp, i, "openpgp");
	}
	mail_key_each(settings, check_mail_key, check);
}

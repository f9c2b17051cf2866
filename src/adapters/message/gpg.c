/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Argument lists for gpg, and what its status lines mean. Must never believe the exit
 * status alone: it is 0 for what was never encrypted, and not 0 for a good message whose
 * signature is of somebody unknown.
 */
#include "adapters/message/gpg.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/folder-remove.h"
#include "adapters/program.h"
#include "core/date.h"
#include "core/error.h"

#define HOME       ".gnupg-"
#define LIMIT_MS   60000
#define ROOM_KEYS  (1024 * 1024) /* what listing a file of keys may print */
#define ROOM_EXTRA (64 * 1024)   /* armor and packets around what is encrypted */

struct Gpg {
	char *folder;
	GMutex mutex;
	char *home; /* NULL until it is needed */
	char **environment;
	gboolean agent; /* one may run */
};

Gpg *
gpg_new(const char *folder)
{
	Gpg *gpg = g_new0(Gpg, 1);

	gpg->folder = g_strdup(folder);
	g_mutex_init(&gpg->mutex);
	return gpg;
}

/* The agent of one ends by itself when its socket is gone. */
void
gpg_sweep(const char *folder)
{
	g_autoptr(GDir) names = g_dir_open(folder, 0, NULL);
	const char *name;

	while (names && (name = g_dir_read_name(names))) {
		g_autofree char *home = g_build_filename(folder, name, NULL);

		if (g_str_has_prefix(name, HOME) && !g_file_test(home, G_FILE_TEST_IS_SYMLINK))
			folder_remove(home);
	}
}

/* The agent is asked by its own socket, in our folder: no other one can be meant. */
static void
end_agent(Gpg *gpg)
{
	const char *const command[] = { "gpgconf", "--homedir", gpg->home, "--kill", "gpg-agent",
		NULL };
	const Program program = { .name = "gpgconf",
		.command = (char *const *) command,
		.environment = gpg->environment,
		.limit_ms = LIMIT_MS };
	g_auto(ProgramResult) result = { 0 };
	g_autoptr(GError) error = NULL;

	if (!program_run(&program, &result, &error))
		g_debug("%s", error->message); /* it ends by itself when its socket is gone */
}

void
gpg_free(Gpg *gpg)
{
	if (!gpg)
		return;
	if (gpg->home && gpg->agent)
		end_agent(gpg);
	if (gpg->home)
		folder_remove(gpg->home);
	g_free(gpg->home);
	g_strfreev(gpg->environment);
	g_free(gpg->folder);
	g_mutex_clear(&gpg->mutex);
	g_free(gpg);
}

/* No smart card, and no passphrase is kept longer than it is used. */
static const char agent_conf[] = "disable-scdaemon\n"
				 "allow-loopback-pinentry\n"
				 "default-cache-ttl 0\n"
				 "max-cache-ttl 0\n";

static gboolean
make_home(Gpg *gpg, GError **error)
{
	g_autofree char *home = g_build_filename(gpg->folder, HOME "XXXXXX", NULL);
	g_autoptr(GError) inner = NULL;

	if (!g_mkdtemp(home)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY,
			"no folder for keys can be made in %s", gpg->folder);
		return FALSE;
	}
	g_autofree char *conf = g_build_filename(home, "gpg-agent.conf", NULL);
	if (!g_file_set_contents(conf, agent_conf, -1, &inner)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY, "%s", inner->message);
		(void) g_rmdir(home);
		return FALSE;
	}
	char **environment = g_get_environ();
	environment = g_environ_setenv(environment, "LC_ALL", "C", TRUE);
	environment = g_environ_setenv(environment, "HOME", home, TRUE);
	environment = g_environ_setenv(environment, "GNUPGHOME", home, TRUE);
	environment = g_environ_unsetenv(environment, "GPG_AGENT_INFO");
	gpg->environment = environment;
	gpg->home = g_steal_pointer(&home);
	return TRUE;
}

static gboolean
get_home(Gpg *gpg, GError **error)
{
	g_mutex_lock(&gpg->mutex);
	gboolean good = gpg->home || make_home(gpg, error);
	g_mutex_unlock(&gpg->mutex);
	return good;
}

/* What every run has: see gpg(1). */
static const char *const common[] = { "--no-options", "--batch", "--no-tty", "--quiet",
	"--status-fd", G_STRINGIFY(3), "--trust-model", "always", "--no-auto-check-trustdb",
	"--disable-dirmngr", "--no-auto-key-retrieve", "--no-auto-key-locate", "--no-encrypt-to",
	"--pinentry-mode", "loopback" };
G_STATIC_ASSERT(PROGRAM_TELLS == 3);

static void
add_secret(GPtrArray *command, const GpgSecret *secret)
{
	if (secret && secret->passphrase_file) {
		g_ptr_array_add(command, (gpointer) "--passphrase-file");
		g_ptr_array_add(command, (gpointer) secret->passphrase_file);
	} else {
		g_ptr_array_add(command, (gpointer) "--passphrase");
		g_ptr_array_add(command, (gpointer) "");
	}
}

/* arguments end with NULL. Errors: TEMPORARY, WAIT. */
static gboolean
run(Gpg *gpg, const char *const *arguments, const GpgSecret *secret, GBytes *input,
	gsize max_output, ProgramResult *ret_result, GError **error)
{
	g_autoptr(GPtrArray) command = g_ptr_array_new();

	if (!get_home(gpg, error))
		return FALSE;
	g_ptr_array_add(command, (gpointer) "gpg");
	for (gsize i = 0; i < G_N_ELEMENTS(common); i++)
		g_ptr_array_add(command, (gpointer) common[i]);
	add_secret(command, secret);
	for (; *arguments; arguments++)
		g_ptr_array_add(command, (gpointer) *arguments);
	g_ptr_array_add(command, NULL);
	const Program program = {
		.name = "gpg",
		.command = (char *const *) command->pdata,
		.environment = gpg->environment,
		.input = input,
		.tells = TRUE,
		.limit_ms = LIMIT_MS,
		.max_output = max_output,
	};
	return program_run(&program, ret_result, error);
}

static gboolean
ended_well(const ProgramResult *result)
{
	return !result->too_much && WIFEXITED(result->status) && WEXITSTATUS(result->status) == 0;
}

/* The keyword's arguments in the first line of it, split at spaces, or NULL. */
static char **
find_status(char *const *lines, const char *keyword)
{
	g_autofree char *begin = g_strconcat("[GNUPG:] ", keyword, NULL);
	gsize length = strlen(begin);

	for (; *lines; lines++)
		if (strncmp(*lines, begin, length) == 0 &&
			((*lines)[length] == ' ' || !(*lines)[length]))
			return g_strsplit(g_strchug(*lines + length), " ", -1);
	return NULL;
}

static guint
count_status(char *const *lines, const char *const *keywords)
{
	guint n = 0;

	for (; *lines; lines++)
		for (const char *const *keyword = keywords; *keyword; keyword++) {
			gsize length = strlen(*keyword);

			n += g_str_has_prefix(*lines, "[GNUPG:] ") &&
			     strncmp(*lines + 9, *keyword, length) == 0 &&
			     ((*lines)[9 + length] == ' ' || !(*lines)[9 + length]);
		}
	return n;
}

#define COUNT(lines, ...) count_status(lines, (const char *const[]){ __VA_ARGS__, NULL })

static char **
status_lines(const ProgramResult *result)
{
	g_autofree char *text = program_text(result->told);

	return g_strsplit(text, "\n", -1);
}

/* Seconds since 1970 as gpg writes them, or nothing. */
static gint64
read_time(const char *text)
{
	gint64 seconds = g_ascii_strtoll(text, NULL, 10);

	return seconds > 0 ? seconds * 1000 : INSTANT_NONE;
}

/* A line of --with-colons that begins a key: "pub" or "sec" (doc/DETAILS). */
static void
take_key(GpgKey *key, char *const *fields)
{
	if (key->keys++)
		return;
	key->secret = strcmp(fields[0], "sec") == 0;
	key->wrong = *fields[1] == 'e'   ? "has expired"
		     : *fields[1] == 'r' ? "was revoked"
		     : *fields[1] == 'd' ? "was disabled"
		     : *fields[1] == 'i' ? "is damaged"
					 : NULL;
	key->expires = read_time(fields[6]);
	/* Capitals: of all its keys together, of those that can be used now. */
	key->may_encrypt = !key->wrong && strchr(fields[11], 'E');
}

static void
take_line(GpgKey *key, const char *line)
{
	g_auto(GStrv) fields = g_strsplit(line, ":", -1);
	guint n = g_strv_length(fields);

	if (n > 11 && (strcmp(fields[0], "pub") == 0 || strcmp(fields[0], "sec") == 0))
		take_key(key, fields);
	else if (n > 9 && strcmp(fields[0], "fpr") == 0 && key->keys == 1 && !key->fingerprint)
		key->fingerprint = g_strdup(fields[9]);
}

gboolean
gpg_look(Gpg *gpg, GBytes *keys, GpgKey *ret_key, GError **error)
{
	/* Not "always": it ends at a key that has expired while there is no trustdb. */
	static const char *const arguments[] = { "--trust-model", "direct", "--with-colons",
		"--show-keys", NULL };
	g_auto(ProgramResult) result = { 0 };
	GpgKey key = { .expires = INSTANT_NONE };

	if (!run(gpg, arguments, NULL, keys, ROOM_KEYS, &result, error))
		return FALSE;
	g_autofree char *text = program_text(result.out);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; *line; line++)
		take_line(&key, *line);
	*ret_key = key;
	return TRUE;
}

void
gpg_key_clear(GpgKey *key)
{
	g_clear_pointer(&key->fingerprint, g_free);
}

gboolean
gpg_import(Gpg *gpg, GBytes *keys, GError **error)
{
	static const char *const arguments[] = { "--import-options", "no-repair-keys", "--import",
		NULL };
	g_auto(ProgramResult) result = { 0 };

	gpg->agent = TRUE;
	if (!run(gpg, arguments, NULL, keys, ROOM_KEYS, &result, error))
		return FALSE;
	g_auto(GStrv) lines = status_lines(&result);
	if (COUNT(lines, "IMPORT_OK"))
		return TRUE;
	g_autofree char *said = program_complaint(&result);
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "gpg takes no key from it%s", said);
	return FALSE;
}

const char *
gpg_key_fault(const GpgKey *key)
{
	if (key->keys != 1)
		return key->keys ? "is a file of several keys" : "is no file of a key";
	return key->wrong ? key->wrong : key->may_encrypt ? NULL : "has no part that can encrypt";
}

gboolean
gpg_look_file(Gpg *gpg, const char *file, GpgKey *ret_key, GError **error)
{
	g_autoptr(GError) inner = NULL;
	char *data;
	gsize length;

	if (!g_file_get_contents(file, &data, &length, &inner)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s", inner->message);
		return FALSE;
	}
	g_autoptr(GBytes) bytes = g_bytes_new_take(data, length);
	return gpg_look(gpg, bytes, ret_key, error);
}

/* Why it cannot be encrypted to, as far as there is something to do; gpg has a number for it. */
static void
tell_fault(Gpg *gpg, const char *key_file, const ProgramResult *result, GError **error)
{
	g_autofree char *said = program_complaint(result);
	g_auto(GpgKey) key = { 0 };
	const char *fault = gpg_look_file(gpg, key_file, &key, NULL) ? gpg_key_fault(&key) : NULL;

	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "the OpenPGP key %s %s%s", key_file,
		fault ? fault : "is of no use", fault ? "" : said);
}

gboolean
gpg_encrypt(Gpg *gpg, const char *key_file, const GpgSecret *secret, GBytes *plain,
	GBytes **ret_message, GError **error)
{
	gboolean sign = secret && secret->fingerprint;
	const char *const arguments[] = { "--armor", "--encrypt", "--recipient-file", key_file,
		sign ? "--sign" : NULL, "--local-user", sign ? secret->fingerprint : NULL, NULL };
	gsize room = 2 * g_bytes_get_size(plain) + ROOM_EXTRA;
	g_auto(ProgramResult) result = { 0 };

	if (!run(gpg, arguments, secret, plain, room, &result, error))
		return FALSE;
	g_auto(GStrv) lines = status_lines(&result);
	if (ended_well(&result) && COUNT(lines, "END_ENCRYPTION") == 1) {
		*ret_message = g_bytes_new(result.out->data, result.out->len);
		return TRUE;
	}
	tell_fault(gpg, key_file, &result, error);
	return FALSE;
}

static void
read_signature(const ProgramResult *result, char *const *lines, GpgSignature *ret_signature)
{
	g_auto(GStrv) valid = find_status(lines, "VALIDSIG");
	guint good = COUNT(lines, "GOODSIG");
	guint bad = COUNT(lines, "BADSIG", "ERRSIG", "EXPSIG", "EXPKEYSIG", "REVKEYSIG");
	guint n = valid ? g_strv_length(valid) : 0;

	ret_signature->there = good + bad > 0;
	/* Of a text beside the signed one, or of lines that were not kept, nothing is proved. */
	ret_signature->valid = good == 1 && bad == 0 && n >= 10 && COUNT(lines, "PLAINTEXT") <= 1 &&
			       result->told->len < PROGRAM_TOLD;
	if (ret_signature->valid)
		ret_signature->fingerprint = g_strdup(valid[9]);
}

void
gpg_signature_clear(GpgSignature *signature)
{
	g_clear_pointer(&signature->fingerprint, g_free);
}

/* Why a message stays closed; the first that fits. */
static const char *
why_closed(const ProgramResult *result, char *const *lines)
{
	if (result->too_much)
		return "holds more than a mail may";
	if (COUNT(lines, "ENC_TO") && !COUNT(lines, "DECRYPTION_KEY"))
		return "is encrypted to a key that the board does not have, or cannot use";
	if (!COUNT(lines, "BEGIN_DECRYPTION"))
		return "is no OpenPGP message";
	return "is damaged, or not protected against changes";
}

gboolean
gpg_decrypt(Gpg *gpg, const GpgSecret *secret, GBytes *message, gsize limit, GBytes **ret_plain,
	GpgSignature *ret_signature, GError **error)
{
	static const char *const arguments[] = { "--decrypt", NULL };
	g_auto(ProgramResult) result = { 0 };

	if (!run(gpg, arguments, secret, message, limit, &result, error))
		return FALSE;
	g_auto(GStrv) lines = status_lines(&result);
	if (result.too_much || COUNT(lines, "DECRYPTION_OKAY") != 1 ||
		COUNT(lines, "DECRYPTION_FAILED") || COUNT(lines, "PLAINTEXT") != 1 ||
		result.told->len == PROGRAM_TOLD) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE, "the encrypted part %s",
			why_closed(&result, lines));
		return FALSE;
	}
	read_signature(&result, lines, ret_signature);
	*ret_plain = g_bytes_new(result.out->data, result.out->len);
	return TRUE;
}

gboolean
gpg_read_signed(Gpg *gpg, GBytes *message, gsize limit, GBytes **ret_text,
	GpgSignature *ret_signature, GError **error)
{
	static const char *const arguments[] = { "--decrypt", NULL };
	g_auto(ProgramResult) result = { 0 };

	if (!run(gpg, arguments, NULL, message, limit, &result, error))
		return FALSE;
	g_auto(GStrv) lines = status_lines(&result);
	if (result.too_much || COUNT(lines, "PLAINTEXT") != 1 ||
		COUNT(lines, "BEGIN_DECRYPTION", "ENC_TO") || result.told->len == PROGRAM_TOLD) {
		g_set_error(
			error, LEX_ERROR, LEX_ERROR_BAD_MESSAGE, "the signed text cannot be read");
		return FALSE;
	}
	read_signature(&result, lines, ret_signature);
	ret_signature->there = TRUE;
	*ret_text = g_bytes_new(result.out->data, result.out->len);
	return TRUE;
}

/* gpg takes a detached signature from a file only. */
static char *
write_signature(Gpg *gpg, GBytes *signature, GError **error)
{
	g_autofree char *path =
		get_home(gpg, error) ? g_build_filename(gpg->home, "sig-XXXXXX", NULL) : NULL;
	int fd = path ? g_mkstemp_full(path, O_WRONLY | O_CLOEXEC, 0600) : -1;
	gsize length;
	const char *data = g_bytes_get_data(signature, &length);
	gboolean written = fd >= 0 && write(fd, data, length) == (gssize) length;

	if (fd >= 0)
		close(fd);
	if (written)
		return g_steal_pointer(&path);
	if (path) {
		(void) g_unlink(path);
		g_set_error(error, LEX_ERROR, LEX_ERROR_TEMPORARY, "%s cannot be written", path);
	}
	return NULL;
}

gboolean
gpg_verify(Gpg *gpg, GBytes *text, GBytes *signature, GpgSignature *ret_signature, GError **error)
{
	g_autofree char *file = write_signature(gpg, signature, error);
	const char *const arguments[] = { "--enable-special-filenames", "--verify", file, "-",
		NULL };
	g_auto(ProgramResult) result = { 0 };

	if (!file)
		return FALSE;
	gboolean good = run(gpg, arguments, NULL, text, PROGRAM_COMMENT, &result, error);
	(void) g_unlink(file);
	if (!good)
		return FALSE;
	g_auto(GStrv) lines = status_lines(&result);
	read_signature(&result, lines, ret_signature);
	ret_signature->there = TRUE;
	return TRUE;
}

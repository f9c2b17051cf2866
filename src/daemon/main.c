/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lexsarahd: reads its configuration, takes the lock, opens the database and
 * runs. What is wrong is said once, in words, with lexsarah(1)'s exit code.
 */
#include <glib-unix.h>
#include <glib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <sysexits.h>

#include "adapters/config/config-libconfig.h"
#include "adapters/message/mail-crypt.h"
#include "adapters/message/message-gmime.h"
#include "adapters/now-system.h"
#include "adapters/place.h"
#include "adapters/reply-key-file.h"
#include "adapters/config/rules-libconfig.h"
#include "adapters/store/store.h"
#include "adapters/template/template-renderer.h"
#include "adapters/undumped.h"
#include "adapters/config/words-libconfig.h"
#include "core/error.h"
#include "daemon/control.h"
#include "daemon/log.h"
#include "daemon/recovery.h"
#include "daemon/rehearse.h"
#include "daemon/service.h"

typedef struct {
	char *config;
	char *now;
	gboolean once, rehearse, json, version;
} Options;

static void
options_clear(Options *options)
{
	g_free(options->config);
	g_free(options->now);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static gboolean
parse_options(int *argc, char ***argv, Options *options, GError **error)
{
	GOptionEntry entries[] = {
		{ "config", 'c', 0, G_OPTION_ARG_FILENAME, &options->config,
			"the configuration (default " LEX_SYSCONFDIR "/lexsarah.conf)", "FILE" },
		{ "once", 0, 0, G_OPTION_ARG_NONE, &options->once,
			"poll every mailbox once, handle all mail, send what is due, and exit",
			NULL },
		{ "now", 0, 0, G_OPTION_ARG_STRING, &options->now,
			"hold the clock at this time (test databases only)", "TIME" },
		{ "rehearse", 0, 0, G_OPTION_ARG_NONE, &options->rehearse,
			"show what a poll would do, and change nothing", NULL },
		{ "json", 0, 0, G_OPTION_ARG_NONE, &options->json, "show the rehearsal as JSON",
			NULL },
		{ "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "say the version", NULL },
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context =
		g_option_context_new("- takes lex Sarah reports from mail and keeps their dates");
	g_autoptr(GError) wrong = NULL;

	g_option_context_add_main_entries(context, entries, NULL);
	g_option_context_set_summary(context,
		"Exit: 0 done, 64 usage, 70 a bug, 75 something is owed or busy,\n77 not allowed, 78 configuration. The manual: man lexsarahd");
	if (g_option_context_parse(context, argc, argv, &wrong) && *argc == 1) {
		if (!options->config)
			options->config = g_strdup(LEX_SYSCONFDIR "/lexsarah.conf");
		return TRUE;
	}
	g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE, "%s (see lexsarahd --help)",
		wrong ? wrong->message : "too many arguments");
	return FALSE;
}

static gboolean
choose_clock(const Options *options, const Settings *settings, Now *ret_now, GError **error)
{
	gint64 instant;

	if (!options->now) {
		*ret_now = now_system();
		return TRUE;
	}
	if (!settings->testing) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED,
			"--now is taken with testing = true in the configuration only");
		return FALSE;
	}
	if (!instant_from_string(options->now, &instant)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_USAGE,
			"--now: \"%s\" is not a time such as 2026-11-22T09:00:00+01:00",
			options->now);
		return FALSE;
	}
	*ret_now = now_fixed(instant);
	return TRUE;
}

static Renderer *
load_templates(const Settings *settings, GError **error)
{
	g_autoptr(GPtrArray) languages = g_ptr_array_new();

	for (guint i = 0; i < settings->boards->len; i++) {
		const Board *board = g_ptr_array_index(settings->boards, i);

		if (!g_ptr_array_find_with_equal_func(
			    languages, board->language, g_str_equal, NULL))
			g_ptr_array_add(languages, board->language);
	}
	g_ptr_array_add(languages, NULL);
	return template_renderer_new(settings->templates, LEX_DATADIR "/templates",
		(const char *const *) languages->pdata, error);
}

static void
wake(gpointer service)
{
	service_wake(service);
}

static gboolean
on_signal(gpointer service)
{
	service_quit(service);
	return G_SOURCE_CONTINUE;
}

static gboolean
recover(const Daemon *daemon, GError **error)
{
	guint uncertain = 0;

	if (!recovery_run(daemon, &uncertain, error))
		return FALSE;
	if (uncertain)
		log_error(NULL,
			"%u notices were being sent when the program ended: see lexsarah outbox list "
			"--state uncertain",
			uncertain);
	return TRUE;
}

static gboolean
serve(const Daemon *daemon, const Options *options, gboolean *ret_owing, GError **error)
{
	g_autoptr(Service) service = service_new(daemon);

	g_autoptr(Control) control = control_new(daemon->settings->database, wake, service, error);

	/* Before the lock was taken another database may have been put in the place of this one. */
	if (!control || !place_require(daemon->store, daemon->settings->database, error) ||
		!recover(daemon, error))
		return FALSE;
	if (options->once)
		return service_run_once(service, ret_owing, error);
	g_unix_signal_add(SIGTERM, on_signal, service);
	g_unix_signal_add(SIGINT, on_signal, service);
	log_info(NULL, "lexsarahd " PACKAGE_VERSION " runs");
	gboolean good = service_run(service, error);
	log_info(NULL, "lexsarahd ends");
	return good;
}

static gboolean
run(const Options *options, gboolean *ret_owing, GError **error)
{
	g_autoptr(GTimeZone) zone = now_zone(error);
	g_autoptr(Settings) settings = NULL;
	Now now;

	if (!zone)
		return FALSE;
	log_init(zone);
	settings = config_load(options->config, error);
	if (!settings || !choose_clock(options, settings, &now, error))
		return FALSE;
	g_autoptr(Renderer) renderer =
		words_load_into(settings, error) ? load_templates(settings, error) : NULL;
	if (!renderer)
		return FALSE;
	message_init();
	if (options->rehearse)
		return rehearse_run(settings, &now, zone, options->json, stdout, error);
	g_autoptr(GPtrArray) rules = rules_load(settings->rules, error);
	g_autoptr(ReplyKeys) keys = NULL;
	if (!rules || !reply_key_file_read(settings, &keys, error))
		return FALSE;
	g_autoptr(CaseStore) store =
		store_open(settings->database, TRUE, settings->testing, zone, error);
	if (!store || !place_require(store, settings->database, error))
		return FALSE;
	store_use_reply_keys(store, keys);
	mail_crypt_sweep(settings);
	g_autoptr(MailCrypt) crypt = mail_crypt_new(settings);
	const Daemon daemon = {
		.settings = settings,
		.store = store,
		.renderer = renderer,
		.now = &now,
		.zone = zone,
		.user = g_get_user_name(),
		.rules = rules,
		.crypt = crypt,
	};
	return serve(&daemon, options, ret_owing, error);
}

int
main(int argc, char **argv)
{
	g_auto(Options) options = { 0 };
	g_autoptr(GError) error = NULL;
	gboolean owing = FALSE;

	setlocale(LC_CTYPE, "");
	signal(SIGPIPE, SIG_IGN);
	undumped_begin();
	if (!parse_options(&argc, &argv, &options, &error)) {
		fprintf(stderr, "lexsarahd: %s\n", error->message);
		return error_exit_code(error);
	}
	if (options.version) {
		puts("lexsarahd " PACKAGE_VERSION);
		return EX_OK;
	}
	if (!run(&options, &owing, &error)) {
		fprintf(stderr, "lexsarahd: %s\n", error->message);
		return error_exit_code(error);
	}
	return owing ? EX_TEMPFAIL : EX_OK;
}

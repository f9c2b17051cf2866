/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doctor: everything at which somebody looks when something is wrong, in one go. Changes nothing;
 * says counts and the program's own sentences, and no word of a mail.
 */
#include "cli/doctor.h"

#include "adapters/config/config-libconfig.h"
#include "adapters/place.h"
#include "cli/verbs.h"
#include "core/error.h"
#include "core/text.h"

static const char *const state_names[DOCTOR_STATE_COUNT] = {
	[DOCTOR_OK] = "ok",
	[DOCTOR_WARNING] = "warning",
	[DOCTOR_ERROR] = "error",
};

void
doctor_say(Doctor *doctor, DoctorState state, const char *check, const char *board,
	const char *advice, const char *message, ...)
{
	const CliContext *context = doctor->context;
	va_list arguments;

	va_start(arguments, message);
	g_autofree char *raw = g_strdup_vprintf(message, arguments);
	va_end(arguments);
	g_autofree char *text = text_to_line(raw, 0);
	json_array_append_new(doctor->lines,
		json_pack("{ss ss? ss ss ss?}", "check", check, "board", board, "state",
			state_names[state], "message", text, "advice", advice));
	doctor->states[state]++;
	if (context->json)
		return;
	fprintf(context->out, "%-8s %s%s%s: %s\n", state_names[state], check, board ? " " : "",
		board ? board : "", text);
	if (advice)
		fprintf(context->out, "         %s\n", advice);
}

/* FALSE: nothing else can be looked at. */
static gboolean
look_at_configuration(Doctor *doctor)
{
	CliContext *context = doctor->context;
	g_autoptr(GError) wrong = NULL;
	g_autoptr(GPtrArray) problems = NULL, warnings = NULL;

	if (!config_check(context->config, NULL, &problems, &warnings, &wrong)) {
		doctor_say(doctor, DOCTOR_ERROR, "configuration", NULL,
			"name the file with -c, or mend it: lexsarah check-config", "%s",
			wrong->message);
		return FALSE;
	}
	for (guint i = 0; i < problems->len; i++)
		doctor_say(doctor, DOCTOR_ERROR, "configuration", NULL, "mend it: lexsarah.conf(5)",
			"%s", (char *) problems->pdata[i]);
	for (guint i = 0; i < warnings->len; i++)
		doctor_say(doctor, DOCTOR_WARNING, "configuration", NULL,
			"is it meant? lexsarah.conf(5)", "%s", (char *) warnings->pdata[i]);
	doctor->settings = problems->len ? NULL : cli_settings(context, &wrong);
	if (problems->len == 0 && warnings->len == 0)
		doctor_say(doctor, DOCTOR_OK, "configuration", NULL, NULL, "%s", context->config);
	return doctor->settings != NULL;
}

static void
look_at_database(Doctor *doctor)
{
	g_autoptr(GError) wrong = NULL;
	g_auto(InstancePlace) here = { 0 };
	InstanceDoubt doubt;

	doctor->store = cli_store(doctor->context, &wrong);
	if (!doctor->store) {
		doctor_say(doctor, DOCTOR_ERROR, "database", NULL,
			"if it was there yesterday: lexsarah restore puts a backup in its place",
			"%s", wrong->message);
		return;
	}
	doctor_say(doctor, DOCTOR_OK, "database", NULL, NULL, "%s", doctor->settings->database);
	if (!place_find(doctor->settings->database, &here, &wrong) ||
		!doctor->store->meet_instance(doctor->store, &here, &doubt, &wrong))
		doctor_say(doctor, DOCTOR_ERROR, "instance", NULL, "look at its folder and disk",
			"%s", wrong->message);
	else if (doubt == INSTANCE_SURE)
		doctor_say(doctor, DOCTOR_OK, "instance", NULL, NULL, "the database works here");
	else
		doctor_say(doctor, DOCTOR_ERROR, "instance", NULL,
			"make sure that no other copy works, then: lexsarah instance confirm "
			"--reason TEXT",
			"the database %s: nothing is fetched, sent or changed",
			instance_doubt_words(doubt));
}

static gboolean
answer(Doctor *doctor, GError **error)
{
	guint errors = doctor->states[DOCTOR_ERROR];

	if (doctor->context->json)
		cli_answer(doctor->context, json_incref(doctor->lines), NULL);
	if (errors == 0)
		return TRUE;
	g_set_error(error, LEX_ERROR, doctor->settings ? LEX_ERROR_TEMPORARY : LEX_ERROR_CONFIG,
		"%u thing%s to mend", errors, errors == 1 ? "" : "s");
	return FALSE;
}

gboolean
verb_doctor(CliContext *context, int argc G_GNUC_UNUSED, char **argv G_GNUC_UNUSED, GError **error)
{
	Doctor doctor = { .context = context, .lines = json_array() };

	if (look_at_configuration(&doctor)) {
		look_at_database(&doctor);
		doctor_look_at_house(&doctor);
		doctor_look_at_servers(&doctor);
		doctor_look_at_queues(&doctor);
	}
	gboolean good = answer(&doctor, error);
	json_decref(doctor.lines);
	return good;
}

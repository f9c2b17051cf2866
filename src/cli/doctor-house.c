/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doctor: what stands in the house. The daemon is asked by its socket, and woken by that, which
 * does no harm; its lock is left alone, for one that starts just then would find it taken.
 */
#include <errno.h>
#include <sys/statvfs.h>
#include <sys/timex.h>

#include "cli/doctor.h"
#include "daemon/control.h"

#define MIB            (G_GUINT64_CONSTANT(1) << 20)
#define DISK_FULL      (200 * MIB)
#define DISK_SOON_FULL (1024 * MIB)
#define FILES_FEW      1000
#define DAY_MS         (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)
#define BACKUP_OLD_MS  (2 * DAY_MS)

static gint64
now_of(const Doctor *doctor)
{
	return now_wall(&doctor->context->now);
}

static void
look_at_disk(Doctor *doctor)
{
	g_autofree char *folder = g_path_get_dirname(doctor->settings->database);
	struct statvfs disk;

	if (statvfs(folder, &disk) != 0) {
		doctor_say(doctor, DOCTOR_ERROR, "disk", NULL, "look at the folder of the database",
			"%s: %s", folder, g_strerror(errno));
		return;
	}
	guint64 left = (guint64) disk.f_bavail * disk.f_frsize;
	/* Some file systems count no files. */
	gboolean few = disk.f_files > 0 && disk.f_favail < FILES_FEW;
	DoctorState state = left < DISK_FULL || few ? DOCTOR_ERROR
			    : left < DISK_SOON_FULL ? DOCTOR_WARNING
						    : DOCTOR_OK;
	doctor_say(doctor, state, "disk", NULL,
		state == DOCTOR_OK ? NULL
				   : "make room: mail stays in the mailbox until there is some",
		"%" G_GUINT64_FORMAT " MiB left in %s%s", left / MIB, folder,
		few ? ", and hardly a file more" : "");
}

static void
look_at_daemon(Doctor *doctor)
{
	if (control_is_heard(doctor->settings->database))
		doctor_say(doctor, DOCTOR_OK, "daemon", NULL, NULL, "lexsarahd runs");
	else
		doctor_say(doctor, DOCTOR_ERROR, "daemon", NULL,
			"systemctl status lexsarahd says why it ended; then start it",
			"lexsarahd does not run: nothing is fetched, sent or reminded of");
}

/* A wrong clock makes wrong last days. */
static void
look_at_clock(Doctor *doctor)
{
	struct timex clock = { 0 };
	g_autoptr(GError) wrong = NULL;
	JournalLink last = { 0 };

	if (doctor->store && !doctor->store->journal_link(doctor->store, 0, &last, &wrong)) {
		doctor_say(doctor, DOCTOR_ERROR, "journal", NULL, "lexsarah verify", "%s",
			wrong->message);
		return;
	}
	g_autofree char *now = instant_to_display(now_of(doctor), doctor->context->zone);
	if (last.seq > 0 && last.time > now_of(doctor) + JOURNAL_CLOCK_SLACK_MS) {
		g_autofree char *then = instant_to_display(last.time, doctor->context->zone);

		doctor_say(doctor, DOCTOR_ERROR, "clock", NULL, "set the clock",
			"it is %s, but the last event of the journal is of %s", now, then);
	} else if (adjtimex(&clock) == TIME_ERROR)
		doctor_say(doctor, DOCTOR_WARNING, "clock", NULL,
			"timedatectl says whether a time server is asked",
			"it is %s, and no time server vouches for that", now);
	else
		doctor_say(doctor, DOCTOR_OK, "clock", NULL, NULL, "%s", now);
}

static void
look_at_backup(Doctor *doctor)
{
	const Board *board = g_ptr_array_index(doctor->settings->boards, 0);
	const char *advice = "lexsarah backup FILE, and let it be made each night";
	gint64 now = now_of(doctor);
	g_autoptr(GError) wrong = NULL;
	StoreSummary sum;

	if (!doctor->store->summary(doctor->store, board->id, now, now + 1, &sum, &wrong)) {
		doctor_say(doctor, DOCTOR_ERROR, "backup", NULL, "lexsarah verify", "%s",
			wrong->message);
		return;
	}
	if (sum.last_backup == INSTANT_NONE) {
		doctor_say(doctor, DOCTOR_WARNING, "backup", NULL, advice, "none was ever made");
		return;
	}
	g_autofree char *when = instant_to_display(sum.last_backup, doctor->context->zone);
	gboolean old = now - sum.last_backup > BACKUP_OLD_MS;
	doctor_say(doctor, old ? DOCTOR_WARNING : DOCTOR_OK, "backup", NULL, old ? advice : NULL,
		"the last one is of %s", when);
}

/* Clocks whose last day is behind us. */
static void
look_at_dates(Doctor *doctor)
{
	StoreActor who = cli_actor(doctor->context);
	g_autofree char *json = NULL;
	g_autoptr(GError) wrong = NULL;
	guint late = 0;
	gsize i;
	json_t *clock;

	if (!doctor->store->view(doctor->store, VIEW_CLOCK_LIST, NULL, &who, &json, &wrong)) {
		doctor_say(doctor, DOCTOR_ERROR, "dates", NULL, "lexsarah verify", "%s",
			wrong->message);
		return;
	}
	json_t *clocks = json_loads(json, 0, NULL);
	json_array_foreach(clocks, i, clock)
		late += g_strcmp0(json_string_value(json_object_get(clock, "state")), "late") == 0;
	if (late > 0)
		doctor_say(doctor, DOCTOR_WARNING, "dates", NULL,
			"lexsarah clock list: those who are to act have been told",
			"%u of %zu clocks that run are late", late, json_array_size(clocks));
	else
		doctor_say(doctor, DOCTOR_OK, "dates", NULL, NULL, "%zu clocks run, none late",
			json_array_size(clocks));
	json_decref(clocks);
}

void
doctor_look_at_house(Doctor *doctor)
{
	look_at_disk(doctor);
	look_at_daemon(doctor);
	look_at_clock(doctor);
	if (!doctor->store)
		return;
	look_at_backup(doctor);
	look_at_dates(doctor);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "core/error.h"
#include "daemon/reading-rooms.h"
#include "support/failing-store.h"
#include "support/forms.h"
#include "support/reading-desk.h"

#define ROOMS 3
#define MAILS 12

#define DOCUMENTS(documents)                                                                       \
	"{\"file\":\"mail.eml\",\"format\":\"mail\",\"documents\":[" documents "]}"
#define ALIKE                                                                                      \
	DOCUMENTS("{\"report\":{\"description\":{\"value\":\"Larmet fungerade inte.\","            \
		  "\"raw\":\"Larmet fungerade inte.\",\"confidence\":1,\"where\":\"line 1\"}},"    \
		  "\"flags\":[]}")

/* A database at whose comparison two meet, if anything lets them. */
typedef struct {
	FailingStore store;
	GMutex mutex;
	GCond cond;
	guint inside;
} Meeting;

typedef struct {
	World *world;
	FakeReader readers[ROOMS];
	ReadingRooms *rooms;
	Meeting meeting;
	gint ended; /* atomic */
} Desk;

static gboolean
find_alike(CaseStore *self, const char *board, const char *case_id, const Likeness *likeness,
	gint64 since, char **ret_case, GError **error)
{
	Meeting *meeting = (Meeting *) self;
	CaseStore *real = meeting->store.real;
	gint64 end = g_get_monotonic_time() + G_USEC_PER_SEC / 5;

	if (!real->find_alike(real, board, case_id, likeness, since, ret_case, error))
		return FALSE;
	g_mutex_lock(&meeting->mutex);
	meeting->inside++;
	g_cond_broadcast(&meeting->cond);
	while (meeting->inside < 2 && g_cond_wait_until(&meeting->cond, &meeting->mutex, end))
		;
	g_mutex_unlock(&meeting->mutex);
	return TRUE;
}

static void
reading_ended(gpointer user)
{
	g_atomic_int_inc(&((Desk *) user)->ended);
}

static void
furnish(Desk *desk, guint rooms, guint mails, const char *json)
{
	g_autoptr(GPtrArray) readers = g_ptr_array_new();

	desk->world = world_new();
	for (guint i = 0; i < mails; i++) {
		g_autofree char *id = g_strdup_printf("m%u@kommun.example", i);
		g_autofree char *raw = world_mail(id, "", "Larmet fungerade inte.");

		intake_plan_free(world_take(desk->world, i + 1, raw));
	}
	for (guint i = 0; i < rooms; i++) {
		fake_reader_init(&desk->readers[i]);
		desk->readers[i].json = json;
		g_ptr_array_add(readers, &desk->readers[i].base);
	}
	desk->rooms = reading_rooms_new(&desk->world->daemon, readers, reading_ended, desk);
}

static void
clear(Desk *desk)
{
	reading_rooms_free(desk->rooms);
	world_free(desk->world);
}

static gint64
count(Desk *desk, const char *sql)
{
	return world_number(desk->world, sql);
}

/* Whatever order they end in: each mail is read once, and what it says is kept. */
static void
test_each_mail_is_read_once(void)
{
	Desk desk = { 0 };
	guint calls = 0;

	furnish(&desk, ROOMS, MAILS, ALIKE);
	reading_rooms_start(desk.rooms);
	reading_rooms_wake(desk.rooms);
	reading_rooms_end(desk.rooms, worker_drain);
	for (guint i = 0; i < ROOMS; i++)
		calls += desk.readers[i].calls;
	g_assert_cmpuint(calls, ==, MAILS);
	g_assert_cmpint(g_atomic_int_get(&desk.ended), ==, MAILS);
	g_assert_cmpint(count(&desk, "SELECT count(*) FROM reading WHERE state='done'"
				     " AND attempts=1"),
		==, MAILS);
	g_assert_cmpint(count(&desk, "SELECT count(*) FROM flag WHERE code='possible_duplicate'"),
		==, MAILS - 1);
	g_autofree char *problems = world_verify(desk.world);
	g_assert_cmpstr(problems, ==, "");
	clear(&desk);
}

/* Two alike that are read at the same time: one of them is flagged, whichever it is. */
static void
test_two_alike_at_once(void)
{
	Desk desk = { 0 };

	furnish(&desk, 2, 2, ALIKE);
	failing_store_init(&desk.meeting.store, desk.world->store);
	desk.meeting.store.base.find_alike = find_alike;
	g_mutex_init(&desk.meeting.mutex);
	g_cond_init(&desk.meeting.cond);
	desk.world->daemon.store = &desk.meeting.store.base;
	reading_rooms_start(desk.rooms);
	reading_rooms_end(desk.rooms, worker_drain);
	g_assert_cmpint(
		count(&desk, "SELECT count(*) FROM flag WHERE code='possible_duplicate'"), ==, 1);
	clear(&desk);
	g_mutex_clear(&desk.meeting.mutex);
	g_cond_clear(&desk.meeting.cond);
}

/* What other rooms wait for: this one has the database for itself. */
typedef struct {
	FailingStore store;
	gboolean alone;
	gboolean looked_up_alone, compared_alone;
} Door;

typedef struct {
	Door *door;
	gboolean (*work)(gpointer user, GError **error);
	gpointer user;
} Inside;

static gboolean
work_inside(gpointer user, GError **error)
{
	Inside *inside = user;

	inside->door->alone = TRUE;
	gboolean good = inside->work(inside->user, error);
	inside->door->alone = FALSE;
	return good;
}

static gboolean
together_behind_door(CaseStore *self, gboolean (*work)(gpointer user, GError **error),
	gpointer user, GError **error)
{
	Inside inside = { (Door *) self, work, user };
	CaseStore *real = inside.door->store.real;

	return real->together(real, work_inside, &inside, error);
}

static gboolean
stored_mail_at_door(CaseStore *self, gint64 mail, StoredMail *ret_mail, GError **error)
{
	Door *door = (Door *) self;

	door->looked_up_alone = door->alone;
	return door->store.real->stored_mail(door->store.real, mail, ret_mail, error);
}

static gboolean
find_alike_at_door(CaseStore *self, const char *board, const char *case_id,
	const Likeness *likeness, gint64 since, char **ret_case, GError **error)
{
	Door *door = (Door *) self;

	door->compared_alone = door->alone;
	return door->store.real->find_alike(
		door->store.real, board, case_id, likeness, since, ret_case, error);
}

/* However much there is to look for in a mail, the others do not wait for that. */
static void
test_nobody_waits_for_checks(void)
{
	g_autoptr(World) world = world_new();
	g_autofree char *json = forms_json(&forms_door, &forms_medicine);
	Door door = { .looked_up_alone = TRUE };
	FakeReader reader;

	world_take_mail(world, 1, "a@kommun.example", "", "Se bilaga.");
	failing_store_init(&door.store, world->store);
	door.store.base.stored_mail = stored_mail_at_door;
	door.store.base.find_alike = find_alike_at_door;
	door.store.base.together = together_behind_door;
	world->daemon.store = &door.store.base;
	fake_reader_init(&reader);
	reader.json = json;
	ReadingRoom *room = reading_room_new(&world->daemon, &reader.base, reading_desk_wake, NULL);
	g_assert_cmpint(reading_room_step(room), ==, WORKER_NOW);
	g_assert_false(door.looked_up_alone);
	g_assert_true(door.compared_alone);
	g_assert_cmpint(world_number(world, "SELECT count(*) FROM cases"), ==, 2);
	reading_room_free(room);
}

/* A reader that dies costs its own mail: the others are read. */
static void
test_a_reader_that_dies(void)
{
	Desk desk = { 0 };

	furnish(&desk, 2, MAILS, ALIKE);
	desk.readers[0].fails = LEX_ERROR_BAD_MESSAGE;
	reading_rooms_start(desk.rooms);
	reading_rooms_end(desk.rooms, worker_drain);
	g_assert_cmpint(count(&desk, "SELECT count(*) FROM reading WHERE state='failed'"
				     " AND reason<>''"),
		==, desk.readers[0].calls);
	g_assert_cmpint(count(&desk, "SELECT count(*) FROM reading WHERE state='done'"), ==,
		MAILS - desk.readers[0].calls);
	g_assert_cmpint(count(&desk, "SELECT count(*) FROM cases"), ==, MAILS);
	clear(&desk);
}

static void
test_how_many(void)
{
	g_autoptr(Settings) settings = settings_new();

	g_assert_cmpuint(reading_rooms_count(settings), ==, CLAMP(g_get_num_processors(), 1, 8));
	settings->readers = 3;
	g_assert_cmpuint(reading_rooms_count(settings), ==, 3);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_log_set_always_fatal(G_LOG_FATAL_MASK);
	g_test_add_func("/reading-rooms/once", test_each_mail_is_read_once);
	g_test_add_func("/reading-rooms/alike", test_two_alike_at_once);
	g_test_add_func("/reading-rooms/checks", test_nobody_waits_for_checks);
	g_test_add_func("/reading-rooms/dies", test_a_reader_that_dies);
	g_test_add_func("/reading-rooms/count", test_how_many);
	return g_test_run();
}

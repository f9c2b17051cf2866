/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files of a database as a disk has them: what was synced, and what was
 * written since.
 */
#include "support/power-cut.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

typedef struct {
	gint64 offset; /* -1: the file was cut to length */
	gsize length;
	guint8 *bytes;
} Change;

/* A file, whoever has it open. */
typedef struct {
	GByteArray *durable; /* as a power cut leaves it */
	GArray *pending;     /* Change, since the last sync */
} Disk;

static GMutex mutex;
static GHashTable *disks; /* path: Disk; NULL: the power stays */
static struct {
	guint at, calls;
	PowerCutLoss loss;
} plan;

static void
change_clear(gpointer data)
{
	g_free(((Change *) data)->bytes);
}

static void
disk_free(gpointer data)
{
	Disk *disk = data;

	g_byte_array_unref(disk->durable);
	g_array_unref(disk->pending);
	g_free(disk);
}

static void
apply(GByteArray *bytes, const Change *change, gsize length)
{
	if (change->offset < 0) {
		g_byte_array_set_size(bytes, (guint) change->length);
		return;
	}
	gsize end = (gsize) change->offset + length, old = bytes->len;

	if (end > old) {
		g_byte_array_set_size(bytes, (guint) end);
		memset(bytes->data + old, 0, end - old);
	}
	memcpy(bytes->data + change->offset, change->bytes, length);
}

static gboolean
loses_all(void)
{
	return plan.loss == POWER_CUT_NONE || plan.loss == POWER_CUT_LOST ||
	       plan.loss == POWER_CUT_DEAF;
}

static void
apply_survivors(Disk *disk)
{
	for (guint i = 0; !loses_all() && i < disk->pending->len; i++) {
		const Change *change = &g_array_index(disk->pending, Change, i);
		gboolean last = i + 1 == disk->pending->len;

		if (plan.loss == POWER_CUT_SOME && i % 2)
			continue;
		apply(disk->durable, change,
			plan.loss == POWER_CUT_TORN && last ? change->length / 2 : change->length);
	}
}

/* Does not come back. A file that is gone was deleted, but where the disk forgot that too. */
static void
cut_power(void)
{
	int flags = O_WRONLY | O_TRUNC | O_CLOEXEC | (plan.loss == POWER_CUT_DEAF ? O_CREAT : 0);
	GHashTableIter iter;
	gpointer path, value;

	g_hash_table_iter_init(&iter, disks);
	while (g_hash_table_iter_next(&iter, &path, &value)) {
		Disk *disk = value;
		int fd = open(path, flags, 0600);

		apply_survivors(disk);
		if (fd >= 0 && write(fd, disk->durable->data, disk->durable->len) !=
				       (gssize) disk->durable->len)
			_exit(1);
		g_autofree char *memory = g_strconcat(path, "-shm", NULL);
		unlink(memory);
	}
	_exit(POWER_CUT_EXIT);
}

typedef enum { CALL_OPEN, CALL_CHANGE, CALL_SYNC } Call;

static gboolean
counts(Call call)
{
	return call == CALL_SYNC || (call == CALL_CHANGE && !loses_all());
}

/* The call at which the power ends; 0: at none. */
static guint
last_call(void)
{
	if (plan.loss == POWER_CUT_DEAF)
		return 0;
	return plan.loss == POWER_CUT_LOST ? plan.at + 1 : plan.at;
}

/* With the lock. NULL: there is nothing to keep. */
static Disk *
begin(const char *path, Call call)
{
	g_mutex_lock(&mutex);
	if (!disks || !path)
		return NULL;
	if (counts(call) && ++plan.calls == last_call())
		cut_power();
	return g_hash_table_lookup(disks, path);
}

static void
put(const char *path, gint64 offset, const void *bytes, gsize length)
{
	Disk *disk = begin(path, CALL_CHANGE);
	Change change = { offset, length, NULL };

	if (disk) {
		change.bytes = g_memdup2(bytes, length);
		g_array_append_val(disk->pending, change);
	}
	g_mutex_unlock(&mutex);
}

void
power_cut_write(const char *path, gint64 offset, const void *bytes, gsize length)
{
	put(path, offset, bytes, length);
}

void
power_cut_truncate(const char *path, gsize length)
{
	put(path, -1, NULL, length);
}

gboolean
power_cut_lies(void)
{
	return disks && (plan.loss == POWER_CUT_LOST || plan.loss == POWER_CUT_DEAF) &&
	       plan.calls >= plan.at;
}

void
power_cut_end(void)
{
	g_mutex_lock(&mutex);
	if (plan.loss == POWER_CUT_DEAF && power_cut_lies())
		cut_power();
	g_mutex_unlock(&mutex);
}

void
power_cut_sync(const char *path)
{
	Disk *disk = begin(path, CALL_SYNC);

	if (power_cut_lies())
		disk = NULL;
	for (guint i = 0; disk && i < disk->pending->len; i++) {
		const Change *change = &g_array_index(disk->pending, Change, i);

		apply(disk->durable, change, change->length);
	}
	if (disk)
		g_array_set_size(disk->pending, 0);
	g_mutex_unlock(&mutex);
}

void
power_cut_forget(const char *path)
{
	if (begin(path, CALL_CHANGE) && !(plan.loss == POWER_CUT_DEAF && power_cut_lies()))
		g_hash_table_remove(disks, path);
	g_mutex_unlock(&mutex);
}

static Disk *
disk_new(const char *path)
{
	Disk *disk = g_new(Disk, 1);
	char *bytes = NULL;
	gsize length = 0;

	g_file_get_contents(path, &bytes, &length, NULL);
	disk->durable = g_byte_array_new_take((guint8 *) bytes, length);
	disk->pending = g_array_new(FALSE, FALSE, sizeof(Change));
	g_array_set_clear_func(disk->pending, change_clear);
	return disk;
}

void
power_cut_keep(const char *path)
{
	Disk *disk = begin(path, CALL_OPEN);

	if (!disk && disks && path)
		g_hash_table_insert(disks, g_strdup(path), disk_new(path));
	g_mutex_unlock(&mutex);
}

void
power_cut_at(guint at, PowerCutLoss loss)
{
	disks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, disk_free);
	plan.at = at;
	plan.calls = 0;
	plan.loss = loss;
}

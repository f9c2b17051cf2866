/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Between SQLite and the file system. Hands everything on but what is to fail;
 * keeps beside each file what of it would survive a power cut.
 */
#include "support/fault-vfs.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

typedef struct {
	sqlite3_int64 offset; /* -1: the file was cut to length */
	gsize length;
	guint8 *bytes;
} Change;

/* A file, whoever has it open. */
typedef struct {
	GByteArray *durable; /* as a power cut leaves it */
	GArray *pending;     /* Change, since the last sync */
} Disk;

typedef struct {
	sqlite3_file base;
	char *path; /* NULL: a temporary file */
	sqlite3_file *real;
} FaultFile;

static sqlite3_vfs vfs, *real_vfs;
static GMutex mutex;
static GHashTable *disks; /* path: Disk; NULL: no power cut is to come */

static struct {
	FaultVfsKind kind;
	guint at, seen, failed; /* at 0: nothing fails */
	gboolean lasting;
	guint cut_at, changes;
	FaultVfsLoss loss;
} plan;

static const struct {
	const char *name;
	int code;
} kinds[FAULT_VFS_COUNT] = {
	[FAULT_VFS_FULL] = { "full", SQLITE_FULL },
	[FAULT_VFS_WRITE] = { "write", SQLITE_IOERR_WRITE },
	[FAULT_VFS_SHORT] = { "short write", SQLITE_IOERR_WRITE },
	[FAULT_VFS_READ] = { "read", SQLITE_IOERR_READ },
	[FAULT_VFS_SYNC] = { "sync", SQLITE_IOERR_FSYNC },
	[FAULT_VFS_TRUNCATE] = { "truncate", SQLITE_IOERR_TRUNCATE },
	[FAULT_VFS_OPEN] = { "open", SQLITE_CANTOPEN },
	[FAULT_VFS_LOCK] = { "lock", SQLITE_IOERR_LOCK },
	[FAULT_VFS_BUSY] = { "busy", SQLITE_BUSY },
	[FAULT_VFS_MAP] = { "map", SQLITE_IOERR_SHMMAP },
};

const char *
fault_vfs_name(FaultVfsKind kind)
{
	return kinds[kind].name;
}

/* TRUE if this call, of that kind, is to fail. */
static gboolean
fails(FaultVfsKind kind)
{
	g_mutex_lock(&mutex);
	gboolean now = plan.at && plan.kind == kind &&
		       (++plan.seen == plan.at || (plan.lasting && plan.seen > plan.at));
	plan.failed += now;
	g_mutex_unlock(&mutex);
	return now;
}

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

static void
apply_survivors(Disk *disk)
{
	for (guint i = 0; i < disk->pending->len; i++) {
		const Change *change = &g_array_index(disk->pending, Change, i);
		gboolean last = i + 1 == disk->pending->len;

		if (plan.loss == FAULT_VFS_NONE || (plan.loss == FAULT_VFS_SOME && i % 2) ||
			(plan.loss == FAULT_VFS_BUT_LAST && last))
			continue;
		apply(disk->durable, change,
			plan.loss == FAULT_VFS_TORN && last ? change->length / 2 : change->length);
	}
}

/* Does not come back. */
static void
cut_power(void)
{
	GHashTableIter iter;
	gpointer path, value;

	g_hash_table_iter_init(&iter, disks);
	while (g_hash_table_iter_next(&iter, &path, &value)) {
		Disk *disk = value;
		int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);

		apply_survivors(disk);
		/* A file that is gone was deleted. */
		if (fd >= 0 && write(fd, disk->durable->data, disk->durable->len) !=
				       (gssize) disk->durable->len)
			_exit(1);
		g_autofree char *memory = g_strconcat(path, "-shm", NULL);
		unlink(memory);
	}
	_exit(FAULT_VFS_CUT);
}

/* What is about to be done to a file; the disk may be gone before it. */
static void
note(const FaultFile *file, sqlite3_int64 offset, const void *bytes, gsize length)
{
	g_mutex_lock(&mutex);
	Disk *disk = disks && file->path ? g_hash_table_lookup(disks, file->path) : NULL;
	if (disk) {
		Change change = { offset, length, bytes ? g_memdup2(bytes, length) : NULL };

		g_array_append_val(disk->pending, change);
	}
	if (disks && ++plan.changes == plan.cut_at)
		cut_power();
	g_mutex_unlock(&mutex);
}

static void
note_sync(const FaultFile *file)
{
	g_mutex_lock(&mutex);
	if (disks && ++plan.changes == plan.cut_at)
		cut_power();
	Disk *disk = disks && file->path ? g_hash_table_lookup(disks, file->path) : NULL;
	if (disk) {
		for (guint i = 0; i < disk->pending->len; i++) {
			const Change *change = &g_array_index(disk->pending, Change, i);
			apply(disk->durable, change, change->length);
		}
		g_array_set_size(disk->pending, 0);
	}
	g_mutex_unlock(&mutex);
}

static sqlite3_file *
real_of(sqlite3_file *file)
{
	return ((FaultFile *) file)->real;
}

static int
file_close(sqlite3_file *file)
{
	int result = real_of(file)->pMethods->xClose(real_of(file));

	g_free(((FaultFile *) file)->path);
	return result;
}

static int
file_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset)
{
	if (fails(FAULT_VFS_READ))
		return kinds[FAULT_VFS_READ].code;
	return real_of(file)->pMethods->xRead(real_of(file), bytes, length, offset);
}

static int
file_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset)
{
	if (fails(FAULT_VFS_FULL))
		return kinds[FAULT_VFS_FULL].code;
	if (fails(FAULT_VFS_WRITE))
		return kinds[FAULT_VFS_WRITE].code;
	gboolean half = fails(FAULT_VFS_SHORT);
	int written = half ? length / 2 : length;
	note((FaultFile *) file, offset, bytes, (gsize) written);
	int result = real_of(file)->pMethods->xWrite(real_of(file), bytes, written, offset);
	return half ? kinds[FAULT_VFS_SHORT].code : result;
}

static int
file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	if (fails(FAULT_VFS_TRUNCATE))
		return kinds[FAULT_VFS_TRUNCATE].code;
	note((FaultFile *) file, -1, NULL, (gsize) size);
	return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

/* What is not to survive need not be on a disk. */
static int
file_sync(sqlite3_file *file, int flags G_GNUC_UNUSED)
{
	if (fails(FAULT_VFS_SYNC))
		return kinds[FAULT_VFS_SYNC].code;
	note_sync((FaultFile *) file);
	return SQLITE_OK;
}

static int
file_size(sqlite3_file *file, sqlite3_int64 *ret_size)
{
	return real_of(file)->pMethods->xFileSize(real_of(file), ret_size);
}

static int
file_lock(sqlite3_file *file, int lock)
{
	if (fails(FAULT_VFS_LOCK))
		return kinds[FAULT_VFS_LOCK].code;
	if (fails(FAULT_VFS_BUSY))
		return kinds[FAULT_VFS_BUSY].code;
	return real_of(file)->pMethods->xLock(real_of(file), lock);
}

static int
file_unlock(sqlite3_file *file, int lock)
{
	return real_of(file)->pMethods->xUnlock(real_of(file), lock);
}

static int
file_check_lock(sqlite3_file *file, int *ret_held)
{
	return real_of(file)->pMethods->xCheckReservedLock(real_of(file), ret_held);
}

static int
file_control(sqlite3_file *file, int op, void *argument)
{
	return real_of(file)->pMethods->xFileControl(real_of(file), op, argument);
}

static int
file_sector(sqlite3_file *file)
{
	return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int
file_device(sqlite3_file *file)
{
	return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int
file_map(sqlite3_file *file, int page, int size, int extend, void volatile **ret)
{
	if (fails(FAULT_VFS_MAP))
		return kinds[FAULT_VFS_MAP].code;
	return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, ret);
}

static int
file_lock_map(sqlite3_file *file, int offset, int n, int flags)
{
	if (flags & SQLITE_SHM_LOCK) {
		if (fails(FAULT_VFS_LOCK))
			return SQLITE_IOERR_SHMLOCK;
		if (fails(FAULT_VFS_BUSY))
			return kinds[FAULT_VFS_BUSY].code;
	}
	return real_of(file)->pMethods->xShmLock(real_of(file), offset, n, flags);
}

static void
file_barrier(sqlite3_file *file)
{
	real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int
file_unmap(sqlite3_file *file, int remove)
{
	return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static const sqlite3_io_methods methods = {
	.iVersion = 2,
	.xClose = file_close,
	.xRead = file_read,
	.xWrite = file_write,
	.xTruncate = file_truncate,
	.xSync = file_sync,
	.xFileSize = file_size,
	.xLock = file_lock,
	.xUnlock = file_unlock,
	.xCheckReservedLock = file_check_lock,
	.xFileControl = file_control,
	.xSectorSize = file_sector,
	.xDeviceCharacteristics = file_device,
	.xShmMap = file_map,
	.xShmLock = file_lock_map,
	.xShmBarrier = file_barrier,
	.xShmUnmap = file_unmap,
};

/* What stands there when a file is opened for the first time is durable. */
static void
keep_disk(const char *path)
{
	g_mutex_lock(&mutex);
	if (disks && !g_hash_table_contains(disks, path)) {
		Disk *disk = g_new(Disk, 1);
		char *bytes = NULL;
		gsize length = 0;

		g_file_get_contents(path, &bytes, &length, NULL);
		disk->durable = g_byte_array_new_take((guint8 *) bytes, length);
		disk->pending = g_array_new(FALSE, FALSE, sizeof(Change));
		g_array_set_clear_func(disk->pending, change_clear);
		g_hash_table_insert(disks, g_strdup(path), disk);
	}
	g_mutex_unlock(&mutex);
}

static int
open_file(sqlite3_vfs *self G_GNUC_UNUSED, const char *path, sqlite3_file *file, int flags,
	int *ret_flags)
{
	FaultFile *fault = (FaultFile *) file;

	file->pMethods = NULL;
	if (fails(FAULT_VFS_OPEN))
		return kinds[FAULT_VFS_OPEN].code;
	fault->real = (sqlite3_file *) (fault + 1);
	int result = real_vfs->xOpen(real_vfs, path, fault->real, flags, ret_flags);
	if (result != SQLITE_OK)
		return result;
	fault->path = g_strdup(path);
	file->pMethods = &methods;
	if (path)
		keep_disk(path);
	return SQLITE_OK;
}

static int
delete_file(sqlite3_vfs *self G_GNUC_UNUSED, const char *path, int sync)
{
	g_mutex_lock(&mutex);
	if (disks && ++plan.changes == plan.cut_at)
		cut_power();
	if (disks)
		g_hash_table_remove(disks, path);
	g_mutex_unlock(&mutex);
	return real_vfs->xDelete(real_vfs, path, sync);
}

/* Whoever waits for a lock that is never given up waits a thousand times shorter. */
static int
sleep_short(sqlite3_vfs *self G_GNUC_UNUSED, int microseconds)
{
	g_usleep((gulong) microseconds / 1000);
	return microseconds;
}

void
fault_vfs_install(void)
{
	real_vfs = sqlite3_vfs_find(NULL);
	vfs = *real_vfs;
	vfs.szOsFile = (int) sizeof(FaultFile) + real_vfs->szOsFile;
	vfs.zName = "fault";
	vfs.xOpen = open_file;
	vfs.xDelete = delete_file;
	vfs.xSleep = sleep_short;
	int result = sqlite3_vfs_register(&vfs, 1);
	g_assert_cmpint(result, ==, SQLITE_OK);
}

void
fault_vfs_arm(FaultVfsKind kind, guint at, gboolean lasting)
{
	plan.kind = kind;
	plan.at = at;
	plan.lasting = lasting;
	plan.seen = plan.failed = 0;
}

guint
fault_vfs_disarm(void)
{
	plan.at = 0;
	return plan.failed;
}

void
fault_vfs_cut_at(guint at, FaultVfsLoss loss)
{
	disks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, disk_free);
	plan.cut_at = at;
	plan.loss = loss;
	plan.changes = 0;
}

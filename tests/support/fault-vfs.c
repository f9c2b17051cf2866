/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Between SQLite and the file system. Hands everything on but what is to fail.
 */
#include "support/fault-vfs.h"

#include <sqlite3.h>

#include "support/outside.h"
#include "support/power-cut.h"

typedef struct {
	sqlite3_file base;
	char *path; /* NULL: a temporary file */
	sqlite3_file *real;
} FaultFile;

static sqlite3_vfs vfs, *real_vfs;
static GMutex mutex;

static struct {
	FaultVfsKind kind;
	guint at, seen, failed; /* at 0: nothing fails */
	gboolean lasting;
} plan;

static const struct {
	const char *name;
	int code;
} kinds[FAULT_VFS_COUNT] = {
	[FAULT_VFS_FULL] = { "full", SQLITE_FULL },
	[FAULT_VFS_WRITE] = { "write", SQLITE_IOERR_WRITE },
	[FAULT_VFS_READ] = { "read", SQLITE_IOERR_READ },
	[FAULT_VFS_SYNC] = { "sync", SQLITE_IOERR_FSYNC },
	[FAULT_VFS_TRUNCATE] = { "truncate", SQLITE_IOERR_TRUNCATE },
	[FAULT_VFS_OPEN] = { "open", SQLITE_CANTOPEN },
	[FAULT_VFS_LOCK] = { "lock", SQLITE_IOERR_LOCK },
	[FAULT_VFS_BUSY] = { "busy", SQLITE_BUSY },
	[FAULT_VFS_UNLOCK] = { "unlock", SQLITE_IOERR_UNLOCK },
	[FAULT_VFS_SIZE] = { "size", SQLITE_IOERR_FSTAT },
	[FAULT_VFS_DELETE] = { "delete", SQLITE_IOERR_DELETE },
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
	if (fails(FAULT_VFS_WRITE))
		return kinds[FAULT_VFS_WRITE].code;
	/* As SQLite says it of a write() that took less than it was given. */
	gboolean half = fails(FAULT_VFS_FULL);
	int written = half ? length / 2 : length;
	power_cut_write(((FaultFile *) file)->path, offset, bytes, (gsize) written);
	int result = real_of(file)->pMethods->xWrite(real_of(file), bytes, written, offset);
	outside_change();
	return half ? kinds[FAULT_VFS_FULL].code : result;
}

static int
file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	if (fails(FAULT_VFS_TRUNCATE))
		return kinds[FAULT_VFS_TRUNCATE].code;
	power_cut_truncate(((FaultFile *) file)->path, (gsize) size);
	outside_change();
	return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

/* What is not to survive need not be on a disk. */
static int
file_sync(sqlite3_file *file, int flags G_GNUC_UNUSED)
{
	if (fails(FAULT_VFS_SYNC))
		return kinds[FAULT_VFS_SYNC].code;
	power_cut_sync(((FaultFile *) file)->path);
	return SQLITE_OK;
}

static int
file_size(sqlite3_file *file, sqlite3_int64 *ret_size)
{
	if (fails(FAULT_VFS_SIZE))
		return kinds[FAULT_VFS_SIZE].code;
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
	if (fails(FAULT_VFS_UNLOCK))
		return kinds[FAULT_VFS_UNLOCK].code;
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
	outside_change();
	fault->path = g_strdup(path);
	file->pMethods = &methods;
	power_cut_keep(path);
	return SQLITE_OK;
}

static int
delete_file(sqlite3_vfs *self G_GNUC_UNUSED, const char *path, int sync)
{
	if (fails(FAULT_VFS_DELETE))
		return kinds[FAULT_VFS_DELETE].code;
	power_cut_forget(path);
	outside_change();
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

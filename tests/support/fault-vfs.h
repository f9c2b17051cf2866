/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A disk that fails when it is told to, below every database that is opened from
 * now on (sqlite.org/c3ref/vfs.html). The calls of a kind are counted from 1.
 */
typedef enum {
	FAULT_VFS_FULL,     /* a write finds no room in the middle, and half of it stands there */
	FAULT_VFS_WRITE,    /* a write fails, and nothing stands there */
	FAULT_VFS_READ,     /* a read fails */
	FAULT_VFS_SYNC,     /* fsync() fails */
	FAULT_VFS_TRUNCATE, /* a file cannot be made shorter */
	FAULT_VFS_OPEN,     /* a file cannot be opened */
	FAULT_VFS_LOCK,     /* a lock cannot be had: the file system is in trouble */
	FAULT_VFS_BUSY,     /* a lock cannot be had: somebody else has it */
	FAULT_VFS_UNLOCK,   /* a lock cannot be given back */
	FAULT_VFS_SIZE,     /* nobody says how long a file is */
	FAULT_VFS_DELETE,   /* a file cannot be deleted */
	FAULT_VFS_MAP,      /* the memory beside the log cannot be had */
	FAULT_VFS_COUNT
} FaultVfsKind;

const char *fault_vfs_name(FaultVfsKind kind);

/* Once in a process, before it opens a database; nothing fails yet. */
void fault_vfs_install(void);

/* The call at fails, or that one and all that follow. */
void fault_vfs_arm(FaultVfsKind kind, guint at, gboolean lasting);

/* All is well again; how many calls failed. */
guint fault_vfs_disarm(void);

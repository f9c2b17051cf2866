/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/types.h>

/*
 * What a child may do once it looks at untrusted bytes: compute, within limits,
 * and answer. Made once, before the first fork, because making it costs more
 * than reading a form.
 *
 *	system calls   seccomp(2): a list of what may be called; the rest fails with
 *	               EPERM, and what only an attack asks for ends the process (SIGSYS)
 *	files          landlock(7): read-only, in the folders of fonts, poppler's data,
 *	               tesseract's languages and glibc's charsets; nothing where the kernel
 *	               has no Landlock
 *	memory, time   setrlimit(2)
 *	privileges     PR_SET_NO_NEW_PRIVS
 */
typedef struct Confinement Confinement;

typedef struct {
	guint cpu_seconds;
	guint cpu_seconds_most; /* up to which the parent may raise that; less: it may not */
	gsize memory_bytes;     /* of address space */
} ConfineLimits;

/* Errors: CONFIG if the filter cannot be made. confinement_free() it. */
Confinement *confinement_new(GError **error);
void confinement_free(Confinement *confinement);

/*
 * Confines this process for good. To be called in a child of the process that
 * made it, with one thread. It keeps the descriptor answer and no other; the
 * standard ones lead to /dev/null. It ends when parent does. FALSE if anything
 * was refused: the child must end without a look at any file.
 */
gboolean confinement_enter(const Confinement *confinement, const ConfineLimits *limits, int answer,
	pid_t parent) G_GNUC_WARN_UNUSED_RESULT;

/* "limits, seccomp, landlock 4", or what this build or kernel leaves out. g_free() it. */
char *confinement_describe(const Confinement *confinement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Confinement, confinement_free)

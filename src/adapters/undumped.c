/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A crash leaves no secrets. Both are needed: a program that gets cores by a pipe (core(5)) is
 * started whatever the limit, and root may have set fs.suid_dumpable.
 */
#include "adapters/undumped.h"

#include <sys/prctl.h>
#include <sys/resource.h>

void
undumped_begin(void)
{
	const struct rlimit none = { 0, 0 };

	if (setrlimit(RLIMIT_CORE, &none) != 0)
		g_debug("core files cannot be ruled out");
/* It looks for leaks from a process of its own, which could not look here. */
#ifndef __SANITIZE_ADDRESS__
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		g_debug("this process can be looked into");
#endif
}

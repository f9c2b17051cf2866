/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Preloaded into the unpacked Dovecot of the tests, which looks for its
 * configuration program and for its TLS plugin where they would be installed:
 * this sends those two paths to the folder LEX_DOVECOT_ROOT. It changes no
 * other path.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const moved[] = { "/usr/bin/doveconf", "/usr/lib/dovecot/modules" };

static const char *
redirect(const char *path, char *buffer, size_t size)
{
	const char *root = getenv("LEX_DOVECOT_ROOT");

	for (size_t i = 0; root && path && i < sizeof moved / sizeof moved[0]; i++) {
		size_t length = strlen(moved[i]);

		if (strncmp(path, moved[i], length) != 0)
			continue;
		if (path[length] != '\0' && path[length] != '/')
			continue;
		snprintf(buffer, size, "%s%s", root, path);
		return buffer;
	}
	return path;
}

DIR *
opendir(const char *path)
{
	DIR *(*next)(const char *) = (DIR * (*) (const char *) ) dlsym(RTLD_NEXT, "opendir");
	char buffer[4096];

	return next(redirect(path, buffer, sizeof buffer));
}

void *
dlopen(const char *path, int flags)
{
	void *(*next)(const char *, int) =
		(void *(*) (const char *, int) ) dlsym(RTLD_NEXT, "dlopen");
	char buffer[4096];

	return next(redirect(path, buffer, sizeof buffer), flags);
}

int
execv(const char *path, char *const argv[])
{
	int (*next)(const char *, char *const[]) =
		(int (*)(const char *, char *const[])) dlsym(RTLD_NEXT, "execv");
	char buffer[4096];

	return next(redirect(path, buffer, sizeof buffer), argv);
}

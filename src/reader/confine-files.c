/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a confined process may read: folders that the system's packages own and
 * libraries look into while they read a document. Must never hold anything of a
 * user, and nothing that can be written.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "reader/confine-private.h"

/*
 * From the kernel's linux/landlock.h, which on the systems that this is built
 * on may be older than the kernel that it runs on.
 */
#define READ_FILE    (UINT64_C(1) << 2)
#define READ_DIR     (UINT64_C(1) << 3)
#define ASK_VERSION  (1u << 0)
#define PATH_BENEATH 1
#define NET_ALL      (UINT64_C(3)) /* bind, connect */
#define SCOPE_ALL    (UINT64_C(3)) /* abstract sockets, signals */
#define ABI_NET      4
#define ABI_SCOPE    6
#define ABI_MAX      G_N_ELEMENTS(fs_rights)

typedef struct {
	uint64_t fs, net, scope;
} Rules;

typedef struct {
	uint64_t access;
	int32_t folder;
} __attribute__((packed)) Beneath;

/* How many rights of files each version knows. */
static const guint fs_rights[] = { 13, 14, 15, 15, 16, 16, 16 };

static const char *const folders[] = {
	"/etc/fonts",
	"/usr/share/fonts",
	"/usr/local/share/fonts",
	"/usr/share/fontconfig",
	"/var/cache/fontconfig",
	"/usr/share/poppler",
	"/usr/share/tesseract-ocr",
	"/usr/share/tessdata",
};

static void
allow(int rules, const char *path)
{
	Beneath beneath = { .access = READ_FILE | READ_DIR };

	beneath.folder = open(path, O_PATH | O_CLOEXEC);
	if (beneath.folder < 0)
		return; /* not installed: there is nothing to read */
	if (syscall(SYS_landlock_add_rule, rules, PATH_BENEATH, &beneath, 0) != 0)
		g_debug("landlock: %s stays closed", path);
	close(beneath.folder);
}

/* glibc loads a charset when it is asked for, from a folder beside itself. */
static void
allow_charsets(int rules)
{
	Dl_info library;

	if (!dladdr((void *) (guintptr) iconv_open, &library) || !library.dli_fname)
		return;
	g_autofree char *folder = g_path_get_dirname(library.dli_fname);
	g_autofree char *charsets = g_build_filename(folder, "gconv", NULL);
	allow(rules, charsets);
}

int
confine_files_make(int *ret_abi)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_VERSION);
	guint known = (guint) CLAMP(abi, 1, (long) ABI_MAX);
	Rules handled = { .fs = (UINT64_C(1) << fs_rights[known - 1]) - 1 };
	gsize size = sizeof handled.fs;

	*ret_abi = (int) MAX(abi, 0);
	if (abi < 1)
		return -1;
	if (known >= ABI_NET) {
		handled.net = NET_ALL;
		size += sizeof handled.net;
	}
	if (known >= ABI_SCOPE) {
		handled.scope = SCOPE_ALL;
		size += sizeof handled.scope;
	}
	int rules = (int) syscall(SYS_landlock_create_ruleset, &handled, size, 0);
	for (gsize i = 0; rules >= 0 && i < G_N_ELEMENTS(folders); i++)
		allow(rules, folders[i]);
	if (rules >= 0)
		allow_charsets(rules);
	else
		*ret_abi = 0;
	return rules;
}

gboolean
confine_files_enter(int rules)
{
	return syscall(SYS_landlock_restrict_self, rules, 0) == 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * usage: only-calls FILE COMMAND…; runs it as a service manager would whose
 * SystemCallFilter= allows what FILE names, a line each, with NoNewPrivileges=,
 * MemoryDenyWriteExecute= and RestrictNamespaces=.
 */
#include <errno.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define WRITE_EXEC (PROT_WRITE | PROT_EXEC)

static int
allow(scmp_filter_ctx filter, int call)
{
	static const int protections[] = { 0, PROT_WRITE, PROT_EXEC };
	int failed = 0;

	if (call == SCMP_SYS(mprotect) || call == SCMP_SYS(pkey_mprotect))
		return seccomp_rule_add(
			filter, SCMP_ACT_ALLOW, call, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	if (call != SCMP_SYS(mmap))
		return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
	for (unsigned i = 0; i < sizeof protections / sizeof protections[0]; i++)
		failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1,
			SCMP_A2(SCMP_CMP_MASKED_EQ, WRITE_EXEC, (scmp_datum_t) protections[i]));
	return failed;
}

static int
allow_all_of(scmp_filter_ctx filter, const char *file)
{
	FILE *names = fopen(file, "r");
	char line[128];
	int failed = names ? 0 : -errno;

	while (!failed && fgets(line, sizeof line, names)) {
		line[strcspn(line, "\n")] = '\0';
		int call = seccomp_syscall_resolve_name(line);
		if (call >= 0 && call != SCMP_SYS(unshare) && call != SCMP_SYS(setns))
			failed = allow(filter, call);
	}
	if (names)
		fclose(names);
	return failed;
}

int
main(int argc, char **argv)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));

	if (argc < 3 || !filter) {
		fputs("usage: only-calls FILE COMMAND...\n", stderr);
		return 64;
	}
	int failed = allow_all_of(filter, argv[1]);
	if (!failed)
		failed = seccomp_load(filter); /* sets no_new_privs */
	seccomp_release(filter);
	if (failed) {
		fprintf(stderr, "only-calls: %s: %s\n", argv[1], strerror(-failed));
		return 70;
	}
	execvp(argv[2], argv + 2);
	perror(argv[2]);
	return 70;
}

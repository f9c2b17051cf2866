/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The system calls of a process that computes and answers. What is not listed
 * fails, so that a library that only tries goes on without; what no reader of
 * documents has a use for ends it.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "core/error.h"
#include "reader/confine-private.h"

static const int allowed[] = {
	/* Its answer, and what it has open. */
	SCMP_SYS(read),
	SCMP_SYS(readv),
	SCMP_SYS(pread64),
	SCMP_SYS(write),
	SCMP_SYS(writev),
	SCMP_SYS(lseek),
	SCMP_SYS(close),
	SCMP_SYS(fstat),
	SCMP_SYS(newfstatat),
	SCMP_SYS(stat),
	SCMP_SYS(lstat),
	SCMP_SYS(statx),
	SCMP_SYS(fstatfs),
	SCMP_SYS(access),
	SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2),
	SCMP_SYS(getdents64),
	SCMP_SYS(readlink),
	SCMP_SYS(readlinkat),
	SCMP_SYS(getcwd),
	SCMP_SYS(fcntl),
	SCMP_SYS(fadvise64),
	SCMP_SYS(poll),
	SCMP_SYS(ppoll),
	SCMP_SYS(select),
	SCMP_SYS(pselect6),
	/* Memory; what may be executed is limited below. */
	SCMP_SYS(brk),
	SCMP_SYS(munmap),
	SCMP_SYS(mremap),
	SCMP_SYS(madvise),
	/* Threads of its own. */
	SCMP_SYS(futex),
	SCMP_SYS(set_robust_list),
	SCMP_SYS(rseq),
	SCMP_SYS(set_tid_address),
	SCMP_SYS(sched_yield),
	SCMP_SYS(sched_getaffinity),
	SCMP_SYS(membarrier),
	SCMP_SYS(gettid),
	/* Signals within it; to others none goes: see own_signals. */
	SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(sigaltstack),
	SCMP_SYS(tgkill),
	SCMP_SYS(restart_syscall),
	/* What it asks of itself and of the clock. */
	SCMP_SYS(getpid),
	SCMP_SYS(getppid),
	SCMP_SYS(getuid),
	SCMP_SYS(geteuid),
	SCMP_SYS(getgid),
	SCMP_SYS(getegid),
	SCMP_SYS(uname),
	SCMP_SYS(sysinfo),
	SCMP_SYS(getrusage),
	SCMP_SYS(times),
	SCMP_SYS(getrlimit),
	SCMP_SYS(getrandom),
	SCMP_SYS(clock_gettime),
	SCMP_SYS(clock_getres),
	SCMP_SYS(gettimeofday),
	SCMP_SYS(time),
	SCMP_SYS(nanosleep),
	SCMP_SYS(clock_nanosleep),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
};

/* No reader of documents asks for these. */
static const int deadly[] = {
	SCMP_SYS(socket),
	SCMP_SYS(socketpair),
	SCMP_SYS(connect),
	SCMP_SYS(bind),
	SCMP_SYS(listen),
	SCMP_SYS(accept),
	SCMP_SYS(accept4),
	SCMP_SYS(execve),
	SCMP_SYS(execveat),
	SCMP_SYS(fork),
	SCMP_SYS(vfork),
	SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev),
	SCMP_SYS(pidfd_open),
	SCMP_SYS(pidfd_getfd),
	SCMP_SYS(pidfd_send_signal),
	SCMP_SYS(kill),
	SCMP_SYS(tkill),
	SCMP_SYS(rt_sigqueueinfo),
	SCMP_SYS(rt_tgsigqueueinfo),
	SCMP_SYS(mount),
	SCMP_SYS(umount2),
	SCMP_SYS(pivot_root),
	SCMP_SYS(chroot),
	SCMP_SYS(unshare),
	SCMP_SYS(setns),
	SCMP_SYS(bpf),
	SCMP_SYS(perf_event_open),
	SCMP_SYS(userfaultfd),
	SCMP_SYS(io_uring_setup),
	SCMP_SYS(keyctl),
	SCMP_SYS(add_key),
	SCMP_SYS(request_key),
	SCMP_SYS(init_module),
	SCMP_SYS(finit_module),
	SCMP_SYS(kexec_load),
	SCMP_SYS(reboot),
	SCMP_SYS(setuid),
	SCMP_SYS(setgid),
	SCMP_SYS(setresuid),
	SCMP_SYS(setresgid),
	SCMP_SYS(seccomp),
	SCMP_SYS(personality),
	SCMP_SYS(unlink),
	SCMP_SYS(unlinkat),
	SCMP_SYS(rename),
	SCMP_SYS(renameat),
	SCMP_SYS(renameat2),
	SCMP_SYS(link),
	SCMP_SYS(linkat),
	SCMP_SYS(symlink),
	SCMP_SYS(symlinkat),
	SCMP_SYS(chmod),
	SCMP_SYS(fchmod),
	SCMP_SYS(fchmodat),
	SCMP_SYS(chown),
	SCMP_SYS(fchown),
	SCMP_SYS(fchownat),
};

/* Opened for anything but reading. */
#define WRITES (O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY))

/* Rules that look at one or two arguments: action where all comparisons hold. */
static const struct {
	uint32_t action;
	int call;
	unsigned n_compared;
	struct scmp_arg_cmp compared[2];
	gboolean files; /* only where files may be opened */
} judged[] = {
	{ SCMP_ACT_ALLOW, SCMP_SYS(open), 1, { SCMP_A1(SCMP_CMP_MASKED_EQ, WRITES, 0) }, TRUE },
	{ SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, { SCMP_A2(SCMP_CMP_MASKED_EQ, WRITES, 0) }, TRUE },
	/* Code comes from files of the system, such as a charset's; never from memory. */
	{ SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, { SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0) }, FALSE },
	{ SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2,
		{ SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC | PROT_WRITE, PROT_EXEC),
			SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS | MAP_SHARED, 0) },
		TRUE },
	{ SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, { SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0) },
		FALSE },
	/* A connected socket takes no address. */
	{ SCMP_ACT_ALLOW, SCMP_SYS(sendto), 1, { { 4, SCMP_CMP_EQ, 0, 0 } }, FALSE },
	{ SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, { { 2, SCMP_CMP_EQ, 0, 0 } }, FALSE },
	{ SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1, { { 0, SCMP_CMP_EQ, PR_SET_NAME, 0 } }, FALSE },
	{ SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
		{ SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD) }, FALSE },
	{ SCMP_ACT_KILL_PROCESS, SCMP_SYS(clone), 1,
		{ SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0) }, FALSE },
	/* glibc goes back to clone, whose flags can be seen. */
	{ .action = SCMP_ACT_ERRNO(ENOSYS), .call = SCMP_SYS(clone3) },
	{ .action = SCMP_ACT_ERRNO(ENOTTY), .call = SCMP_SYS(ioctl) },
	{ .action = SCMP_ACT_ERRNO(EACCES), .call = SCMP_SYS(creat) },
};

static gboolean
add_all(scmp_filter_ctx context, uint32_t action, const int *calls, gsize n_calls)
{
	for (gsize i = 0; i < n_calls; i++)
		if (seccomp_rule_add(context, action, calls[i], 0) != 0)
			return FALSE;
	return TRUE;
}

static gboolean
add_judged(scmp_filter_ctx context, gboolean files)
{
	for (gsize i = 0; i < G_N_ELEMENTS(judged); i++)
		if ((files || !judged[i].files) &&
			seccomp_rule_add_array(context, judged[i].action, judged[i].call,
				judged[i].n_compared, judged[i].compared) != 0)
			return FALSE;
	return TRUE;
}

static gboolean
add_rules(scmp_filter_ctx context, gboolean files)
{
	return seccomp_attr_set(context, SCMP_FLTATR_CTL_OPTIMIZE, 2) == 0 &&
	       add_all(context, SCMP_ACT_ALLOW, allowed, G_N_ELEMENTS(allowed)) &&
	       add_all(context, SCMP_ACT_KILL_PROCESS, deadly, G_N_ELEMENTS(deadly)) &&
	       add_judged(context, files);
}

/*
 * The program begins with what libseccomp cannot be told beforehand: signals that go to a thread
 * go to one of this process, which is put in as it enters.
 */
static const struct sock_filter own_signals[] = {
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 0, 3),
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
};
#define OWN       G_N_ELEMENTS(own_signals)
#define OWN_PLACE 3 /* of the process */

/* libseccomp gives its program to a descriptor only. */
static struct sock_filter *export(scmp_filter_ctx context, gushort *ret_length)
{
	int fd = memfd_create("filter", MFD_CLOEXEC);
	struct sock_filter *filter = NULL;

	if (fd < 0)
		return NULL;
	off_t size = seccomp_export_bpf(context, fd) == 0 ? lseek(fd, 0, SEEK_END) : 0;
	gsize length = (gsize) MAX(size, 0) / sizeof *filter;
	if (length > 0 && OWN + length <= BPF_MAXINSNS) {
		filter = g_new(struct sock_filter, OWN + length);
		memcpy(filter, own_signals, sizeof own_signals);
		*ret_length = (gushort) (OWN + length);
		if (pread(fd, filter + OWN, (gsize) size, 0) != (ssize_t) size)
			g_clear_pointer(&filter, g_free);
	}
	close(fd);
	return filter;
}

struct sock_filter *
confine_calls_make(gboolean files, gushort *ret_length, GError **error)
{
	scmp_filter_ctx context = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	struct sock_filter *filter = NULL;

	if (context && add_rules(context, files))
		filter = export(context, ret_length);
	if (context)
		seccomp_release(context);
	if (!filter)
		g_set_error_literal(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"the filter of system calls cannot be made");
	return filter;
}

gboolean
confine_calls_enter(struct sock_filter *filter, gushort length)
{
	struct sock_fprog program = { .len = length, .filter = filter };

	filter[OWN_PLACE].k = (guint32) getpid();
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

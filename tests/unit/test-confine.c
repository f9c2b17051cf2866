/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each row is a process that is confined and then tries something; how it ended
 * is what is asserted.
 */
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <iconv.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "reader/child.h"
#include "reader/confine.h"
#include "reader/read-file.h"

#define DONE    0
#define REFUSED 1 /* the attempt failed, and the process went on */

static const ConfineLimits limits = { .cpu_seconds = 1, .memory_bytes = 256ul << 20 };

static int
refused_unless(gboolean good)
{
	return good ? DONE : REFUSED;
}

static int
answer(int fd)
{
	return refused_unless(send(fd, "x", 1, MSG_NOSIGNAL) == 1);
}

static int
connect_out(int fd G_GNUC_UNUSED)
{
	return refused_unless(socket(AF_INET, SOCK_STREAM, 0) >= 0);
}

static int
execute(int fd G_GNUC_UNUSED)
{
	char *const arguments[] = { (char *) "true", NULL };

	execv("/bin/true", arguments);
	return REFUSED;
}

static int
be_two(int fd G_GNUC_UNUSED)
{
	return refused_unless(fork() >= 0);
}

static int
trace_parent(int fd G_GNUC_UNUSED)
{
	return refused_unless(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0);
}

static int
kill_parent(int fd G_GNUC_UNUSED)
{
	return refused_unless(kill(getppid(), SIGKILL) == 0);
}

static int
kill_parent_by_thread(int fd G_GNUC_UNUSED)
{
	return refused_unless(syscall(SYS_tgkill, getppid(), getppid(), SIGKILL) == 0);
}

static int
abort_itself(int fd G_GNUC_UNUSED)
{
	abort();
}

static int
write_file(int fd G_GNUC_UNUSED)
{
	return refused_unless(open("/tmp/lexsarah-confined", O_WRONLY | O_CREAT, 0600) >= 0);
}

static int
read_password_file(int fd G_GNUC_UNUSED)
{
	return refused_unless(open("/etc/passwd", O_RDONLY) >= 0);
}

static int
read_fonts(int fd G_GNUC_UNUSED)
{
	return refused_unless(open("/usr/share/fonts", O_RDONLY | O_DIRECTORY) >= 0);
}

static int
remove_file(int fd G_GNUC_UNUSED)
{
	return refused_unless(unlink("/tmp/lexsarah-none") == 0);
}

static int
load_charset(int fd G_GNUC_UNUSED)
{
	iconv_t converter = iconv_open("UTF-8", "IBM850");
	char in[] = "\x86", out[8], *from = in, *to = out;
	size_t in_left = 1, out_left = sizeof out;

	return refused_unless(converter != (iconv_t) -1 &&
			      iconv(converter, &from, &in_left, &to, &out_left) == 0 &&
			      memcmp(out, "\303\245", 2) == 0);
}

static int
make_code(int fd G_GNUC_UNUSED)
{
	return refused_unless(mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
				      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
}

static int
turn_into_code(int fd G_GNUC_UNUSED)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return refused_unless(
		page != MAP_FAILED && mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0);
}

static int
take_memory(int fd G_GNUC_UNUSED)
{
	return refused_unless(mmap(NULL, 300ul << 20, PROT_READ | PROT_WRITE,
				      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
}

static int
go_on_for_ever(int fd G_GNUC_UNUSED)
{
	volatile guint64 count = 0;

	while (count < G_MAXUINT64)
		count++;
	return DONE;
}

static void *
do_nothing(void *data)
{
	return data;
}

static int
use_thread(int fd G_GNUC_UNUSED)
{
	pthread_t thread;
	int marker = 0;
	void *back = NULL;

	return refused_unless(pthread_create(&thread, NULL, do_nothing, &marker) == 0 &&
			      pthread_join(thread, &back) == 0 && back == &marker);
}

static int
use_open_file(int fd G_GNUC_UNUSED)
{
	char byte;

	/* The test opened it before the process was confined. */
	return refused_unless(read(200, &byte, 1) == 1);
}

static int
say_something(int fd G_GNUC_UNUSED)
{
	struct stat status;

	return refused_unless(fstat(STDERR_FILENO, &status) == 0 && S_ISCHR(status.st_mode) &&
			      write(STDERR_FILENO, "text of a mail\n", 15) == 15);
}

static int
name_itself_root(int fd G_GNUC_UNUSED)
{
	return refused_unless(setuid(0) == 0);
}

static int
look_into_parent(int fd G_GNUC_UNUSED)
{
	char here;
	struct iovec to = { &here, 1 }, from = { &here, 1 };

	return refused_unless(syscall(SYS_process_vm_readv, getppid(), &to, 1, &from, 1, 0) == 1);
}

typedef struct {
	const char *name;
	int (*attempt)(int fd);
	int status;         /* exit status, or minus the signal that ends it */
	gboolean sanitized; /* holds in a sanitizer build too */
} Row;

static const Row rows[] = {
	{ "answer", answer, DONE, TRUE },
	{ "socket", connect_out, -SIGSYS, FALSE },
	{ "execve", execute, -SIGSYS, FALSE },
	{ "fork", be_two, -SIGSYS, FALSE },
	{ "ptrace", trace_parent, -SIGSYS, FALSE },
	{ "process-vm", look_into_parent, -SIGSYS, FALSE },
	{ "kill", kill_parent, -SIGSYS, FALSE },
	{ "tgkill", kill_parent_by_thread, -SIGSYS, FALSE },
	{ "setuid", name_itself_root, -SIGSYS, FALSE },
	{ "unlink", remove_file, -SIGSYS, FALSE },
	{ "abort", abort_itself, -SIGABRT, TRUE },
	{ "open-write", write_file, REFUSED, TRUE },
	{ "open-passwd", read_password_file, REFUSED, TRUE },
	{ "open-fonts", read_fonts, DONE, TRUE },
	{ "charset", load_charset, DONE, TRUE },
	{ "code", make_code, REFUSED, FALSE },
	{ "code-later", turn_into_code, REFUSED, FALSE },
	{ "memory", take_memory, REFUSED, FALSE },
	{ "time", go_on_for_ever, -SIGKILL, TRUE },
	{ "thread", use_thread, DONE, FALSE },
	{ "open-file", use_open_file, REFUSED, TRUE },
	{ "standard-error", say_something, DONE, FALSE },
};

static int
run_confined(const Confinement *confinement, const Row *row)
{
	pid_t parent = getpid();
	int pair[2], status;

	g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), ==, 0);
	pid_t pid = fork();
	if (pid == 0)
		_exit(confinement_enter(confinement, &limits, pair[1], parent)
				? row->attempt(pair[1])
				: 99);
	g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
	close(pair[0]);
	close(pair[1]);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static gboolean
leaves_out(const char *described, const char *what)
{
	return strstr(described, what) != NULL;
}

static void
test_row(gconstpointer data)
{
	const Row *row = data;
	g_autoptr(GError) error = NULL;
	g_autoptr(Confinement) confinement = confinement_new(&error);

	g_assert_no_error(error);
	g_autofree char *described = confinement_describe(confinement);
	if ((leaves_out(described, "no seccomp") && !row->sanitized) ||
		leaves_out(described, "no landlock")) {
		g_test_skip(described);
		return;
	}
	if (strcmp(row->name, "open-fonts") == 0 &&
		!g_file_test("/usr/share/fonts", G_FILE_TEST_IS_DIR)) {
		g_test_skip("no fonts are installed");
		return;
	}
	int status = run_confined(confinement, row);
	/* The kernel warns by SIGXCPU first where soft and hard limit differ. */
	g_assert_cmpint(status == -SIGXCPU ? -SIGKILL : status, ==, row->status);
}

static void
test_no_parent(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Confinement) confinement = confinement_new(&error);
	int status;

	pid_t pid = fork();
	if (pid == 0)
		_exit(confinement_enter(confinement, &limits, 3, getpid()) ? 0 : 99);
	g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
	g_assert_true(WIFEXITED(status));
	g_assert_cmpint(WEXITSTATUS(status), ==, 99);
}

static int answers_to;

/* In the child, instead of the reader's: a file has taken it over, says all, and stays. */
ReadingFile *
read_file(const FormVocabulary *vocabulary G_GNUC_UNUSED, const char *name G_GNUC_UNUSED,
	GBytes *content G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
	if (!reader_frame_write_answer(answers_to, READER_STATUS_READ, "{}", -1, NULL))
		_exit(1);
	for (;;)
		continue;
}

static void
not_busy(void)
{
}

/* The next file does not wait for a child that has said all and does not end. */
static void
test_stays(void)
{
	g_autoptr(Confinement) confinement = confinement_new(NULL);
	const Service service = { .confinement = confinement, .complete = TRUE };
	g_autoptr(GBytes) content = g_bytes_new_static("x", 1);
	g_autofree char *text = NULL;
	gint64 begin = g_get_monotonic_time();
	int pair[2];

	g_assert_nonnull(confinement);
	/* The numbers that are free are those that it gets. */
	g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), ==, 0);
	answers_to = pair[1];
	close(pair[0]);
	close(pair[1]);
	g_assert_cmpint(child_read_file(&service, "a.txt", content, not_busy, &text), ==,
		READER_STATUS_READ);
	g_assert_cmpstr(text, ==, "{}");
	g_assert_cmpint(g_get_monotonic_time() - begin, <, 15 * G_USEC_PER_SEC);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	/* Something of the parent's that no child may use. */
	g_assert_cmpint(dup2(open("/etc/passwd", O_RDONLY), 200), ==, 200);
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autofree char *path = g_strdup_printf("/confine/%s", rows[i].name);
		g_test_add_data_func(path, &rows[i], test_row);
	}
	g_test_add_func("/confine/no-parent", test_no_parent);
	g_test_add_func("/confine/stays", test_stays);
	return g_test_run();
}

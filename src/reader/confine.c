/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One after the other, a child gives up what it does not need. The order
 * matters: the last step forbids the ones before it.
 */
#include "reader/confine.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "reader/confine-private.h"

/* Address and leak sanitizers reserve terabytes, and look at themselves from another process. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#define OPEN_FILES 32

struct Confinement {
	struct sock_filter *filter;
	gushort length;
	int files; /* Landlock's rules, -1: none */
	int abi;
};

Confinement *
confinement_new(GError **error)
{
	g_autoptr(Confinement) confinement = g_new0(Confinement, 1);

	confinement->files = confine_files_make(&confinement->abi);
	confinement->filter =
		confine_calls_make(confinement->files >= 0, &confinement->length, error);
	return confinement->filter ? g_steal_pointer(&confinement) : NULL;
}

void
confinement_free(Confinement *confinement)
{
	if (!confinement)
		return;
	if (confinement->files >= 0)
		close(confinement->files);
	g_free(confinement->filter);
	g_free(confinement);
}

static gboolean
limit_softly(int resource, rlim_t value, rlim_t most)
{
	struct rlimit limits = { .rlim_cur = value, .rlim_max = MAX(value, most) };

	return setrlimit(resource, &limits) == 0;
}

static gboolean
limit(int resource, rlim_t value)
{
	return limit_softly(resource, value, value);
}

static gboolean
limit_all(const ConfineLimits *limits)
{
	return limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) &&
	       limit(RLIMIT_NOFILE, OPEN_FILES) &&
	       limit_softly(RLIMIT_CPU, limits->cpu_seconds, limits->cpu_seconds_most) &&
	       (SANITIZED || limit(RLIMIT_AS, limits->memory_bytes));
}

/*
 * What the parent has open is none of the child's business; and what libraries
 * say of a file may hold its words, while standard error is a log. A sanitizer
 * must be heard.
 */
static gboolean
close_others(int answer, int files)
{
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	int last = SANITIZED ? STDOUT_FILENO : STDERR_FILENO;

	for (int fd = STDIN_FILENO; fd <= last; fd++)
		if (nothing < 0 || dup2(nothing, fd) < 0)
			return FALSE;
	int low = MIN(answer, files >= 0 ? files : answer);
	int high = MAX(answer, files);
	return (low <= STDERR_FILENO + 1 ||
		       close_range(STDERR_FILENO + 1, (guint) low - 1, 0) == 0) &&
	       (high - low < 2 || close_range((guint) low + 1, (guint) high - 1, 0) == 0) &&
	       close_range((guint) high + 1, ~0u, 0) == 0;
}

static gboolean
give_up(const Confinement *confinement)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return FALSE;
	if (confinement->files >= 0 && !confine_files_enter(confinement->files))
		return FALSE;
	return SANITIZED || confine_calls_enter(confinement->filter, confinement->length);
}

gboolean
confinement_enter(
	const Confinement *confinement, const ConfineLimits *limits, int answer, pid_t parent)
{
	/* The parent may have ended before the request to be ended with it. */
	return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent &&
	       close_others(answer, confinement->files) && limit_all(limits) &&
	       give_up(confinement);
}

char *
confinement_describe(const Confinement *confinement)
{
	g_autofree char *landlock = confinement->abi
					    ? g_strdup_printf("landlock %d", confinement->abi)
					    : g_strdup("no landlock: no file is opened");

	return SANITIZED ? g_strdup_printf("%s, limits but of address space, no seccomp: a "
					   "sanitizer build",
				   landlock)
			 : g_strdup_printf("%s, limits, seccomp", landlock);
}

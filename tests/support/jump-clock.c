/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Preloaded into a program of the tests: the clock of the machine is off by as many seconds as the
 * file LEX_CLOCK_OFFSET says (a gint64 as the processor has it), and jumps when another number is
 * written into it. Clocks that no administrator can set go on as they do.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *offset; /* NULL: there is none */

/* Before the program confines itself: it may open no file later. */
__attribute__((constructor)) static void
begin(void)
{
	const char *path = getenv("LEX_CLOCK_OFFSET");
	int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;

	if (file < 0)
		return;
	void *map = mmap(NULL, sizeof *offset, PROT_READ, MAP_SHARED, file, 0);
	if (map != MAP_FAILED)
		offset = map;
	close(file);
}

static time_t
seconds_off(void)
{
	return offset ? (time_t) *offset : 0;
}

int
clock_gettime(clockid_t clock, struct timespec *now)
{
	int (*next)(clockid_t, struct timespec *) =
		(int (*)(clockid_t, struct timespec *)) dlsym(RTLD_NEXT, "clock_gettime");
	int status = next(clock, now);

	if (status == 0 && clock == CLOCK_REALTIME)
		now->tv_sec += seconds_off();
	return status;
}

int
gettimeofday(struct timeval *restrict now, void *restrict zone)
{
	struct timespec precise;

	(void) zone;
	if (clock_gettime(CLOCK_REALTIME, &precise) != 0)
		return -1;
	*now = (struct timeval){ precise.tv_sec, precise.tv_nsec / 1000 };
	return 0;
}

time_t
time(time_t *ret)
{
	struct timespec now;

	if (clock_gettime(CLOCK_REALTIME, &now) != 0)
		return (time_t) -1;
	if (ret)
		*ret = now.tv_sec;
	return now.tv_sec;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * A mail server that does as it is told: a thread on a loopback port that plays
 * a list of steps, for faults that a real server cannot be asked for. The list
 * goes over all connections in turn.
 */
typedef enum {
	FAKE_END = 0,
	FAKE_ACCEPT, /* waits for a connection; the one before is closed */
	FAKE_SEND,   /* sends text; each "%T" in it is the tag of the last line received */
	FAKE_EXPECT, /* receives a line that text, a pattern with * and ?, must match */
	FAKE_UNTIL,  /* receives lines up to one that is text */
	FAKE_TAKE,   /* receives number bytes */
	FAKE_FLOOD,  /* sends text number times */
	FAKE_STALL,  /* says nothing until the other side closes */
	FAKE_RESET,  /* closes with a TCP reset */
	FAKE_CLOSE,
} FakeAction;

typedef struct {
	FakeAction action;
	const char *text;
	guint number;
} FakeStep;

/* How steps are written. */
#define DO(step_action)                                                                            \
	{                                                                                          \
		.action = (step_action)                                                            \
	}
#define SAY(step_text)                                                                             \
	{                                                                                          \
		.action = FAKE_SEND, .text = step_text                                             \
	}
#define HEAR(pattern)                                                                              \
	{                                                                                          \
		.action = FAKE_EXPECT, .text = pattern                                             \
	}
#define HEAR_UNTIL(line)                                                                           \
	{                                                                                          \
		.action = FAKE_UNTIL, .text = line                                                 \
	}
#define TAKE(bytes)                                                                                \
	{                                                                                          \
		.action = FAKE_TAKE, .number = (bytes)                                             \
	}
#define FLOOD(bytes, times)                                                                        \
	{                                                                                          \
		.action = FAKE_FLOOD, .text = bytes, .number = (times)                             \
	}

typedef struct FakeServer FakeServer;

/* Starts it. steps end with FAKE_END and are borrowed. dribble: each byte in a packet of its own.
 */
FakeServer *fake_server_new(const FakeStep *steps, gboolean dribble);

/* "SCHEME://127.0.0.1:PORT/PATH"; g_free() it. */
char *fake_server_url(const FakeServer *server, const char *scheme, const char *path);

/* Waits until a FAKE_STALL is reached. */
void fake_server_wait_stalled(FakeServer *server);

/* Waits for the end of the play and fails the test if a step did not go as written. */
void fake_server_finish(FakeServer *server);

/* All lines received, joined by "\n"; valid after fake_server_finish(). */
const char *fake_server_received(const FakeServer *server);

void fake_server_free(FakeServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(FakeServer, fake_server_free)

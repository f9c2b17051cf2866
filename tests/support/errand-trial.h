/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "daemon/errand-room.h"
#include "support/world.h"

/*
 * What tests of work by mail stand on: one case, whose notices may be answered, a
 * gateway that proves senders, and the room that carries answers out.
 */
typedef struct {
	World *world;
	GPtrArray *rules;
	ReplyKeys *keys;
	ErrandRoom *room;
	guint32 uid;
	guint done; /* how often the room has said that something changed */
} ErrandTrial;

#define TRIAL_KEY "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

#define RESPONSIBLE "ansvarig@kommun.example"
#define REGISTRAR   "registrator@kommun.example"
#define DECIDER     "direktor@kommun.example"
#define REPORTER    "alva@kommun.example"
#define STRANGER    "annan@kommun.example"

/* Above and of the line of our own gateway. */
#define PROVED                                                                                     \
	"Authentication-Results: mx.kommun.example; dmarc=pass header.from=kommun.example\r\n"
#define FORGED                                                                                     \
	"Authentication-Results: mx.kommun.example; dmarc=fail header.from=kommun.example\r\n"
#define SILENT   ""
#define RECEIVED "Received: from pc.kommun.example by mx.kommun.example; "
#define ON_DAY   "Tue, 17 Mar 2026 13:00:00 +0100\r\n"

void errand_trial_set_up(ErrandTrial *trial, gconstpointer unused);
void errand_trial_tear_down(ErrandTrial *trial, gconstpointer unused);

/* The Message-ID of the newest notice of that name to that address, of the first case. g_free() it.
 */
char *errand_trial_notice(ErrandTrial *trial, const char *notice, const char *recipient);

/* The facts of that notice. g_free() them. */
char *errand_trial_facts(ErrandTrial *trial, const char *notice, const char *recipient);

/* Somebody answers the notice; what they ask for waits, or is done. */
void errand_trial_take(ErrandTrial *trial, const char *message_id, const char *from,
	const char *authentication, const char *text);
void errand_trial_answer(ErrandTrial *trial, const char *message_id, const char *from,
	const char *authentication, const char *text);

/* All that waits is done. */
void errand_trial_serve(ErrandTrial *trial);

/* Whose notice an attack answers. */
typedef enum {
	OF_REGISTRAR,
	OF_RESPONSIBLE,
	OF_REPORTER,
	OF_QUESTION,   /* the registrar is asked about a number for the case */
	OF_PROPOSAL,   /* to the decision maker, by Attack.prepare */
	OF_DECISION,   /* the decision maker is asked about a decision, by Attack.prepare */
	OF_ASSIGNMENT, /* to the investigator, by Attack.prepare */
	OF_COUNT
} TrialNotice;

typedef enum { BY_AUTHSERV, BY_NOTHING, BY_ONLINE } TrialTrust;

/*
 * A mail that must change no case. In what is written stand for a Message-ID: {id} that of
 * the notice, {responsible} of the responsible's, {other} of the responsible's of another
 * case, {board} of another board's; {id-key}, {id-day}, {id-nonce}, {id-mac} and {id-end} that
 * of the notice with one letter changed there. {token} is its code, {long} 10 MB
 * without a line's end, {nul} a byte of zero. NULL: what an honest answer has.
 */
typedef struct {
	const char *name;
	const char *told;    /* "notice recipient, ..." without domains; NULL: nobody */
	const char *journal; /* "kind, ..." of the events, of an answer with what became of each
			      * line */
	void (*prepare)(ErrandTrial *trial);
	TrialNotice whose;
	TrialTrust trust;
	const char *above;    /* what stands above the gateway's line */
	const char *received; /* that line */
	const char *below;
	const char *from; /* the whole of From: and of what the sender says of themselves */
	const char *reply;
	const char *body;         /* with its Content-Type:, if it begins with that */
	gboolean twice;           /* it comes again as another mail with the same words */
	const char *honest;       /* what in the place of body does change the case: so it is the
				   * attack that is stopped, and not the whole mail; NULL: that */
	const char *honest_above; /* and in the place of above; NULL: that */
	const char *honest_from;  /* of from */
	const char *honest_reply; /* of reply */
} Attack;

/*
 * A test each: nothing of any case has changed, the right person is told, the journal shows it. One
 * more for each that has honest words.
 */
void errand_trial_add(const char *path, const Attack *attacks, gsize n_attacks);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "adapters/store/journal-hash.h"
#include "core/text.h"

static const guint8 salt[JOURNAL_SALT_BYTES] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
	15 };

static void
hash_detail(const guint8 with[JOURNAL_SALT_BYTES], const char *detail,
	guint8 ret_mac[JOURNAL_HASH_BYTES])
{
	g_autoptr(Digest) digest = digest_new();

	journal_hash_detail(digest, with, detail, ret_mac);
}

static void
hash_event(const JournalEvent *event, const guint8 previous[JOURNAL_HASH_BYTES],
	guint8 ret_hash[JOURNAL_HASH_BYTES])
{
	g_autoptr(Digest) digest = digest_new();

	journal_hash_event(digest, event, previous, ret_hash);
}

static char *
mac_of(const char *detail)
{
	guint8 mac[JOURNAL_HASH_BYTES];

	hash_detail(salt, detail, mac);
	return text_to_hex(mac, sizeof mac);
}

static char *
hash_of(const JournalEvent *event, const guint8 previous[JOURNAL_HASH_BYTES])
{
	guint8 hash[JOURNAL_HASH_BYTES];

	hash_event(event, previous, hash);
	return text_to_hex(hash, sizeof hash);
}

static JournalEvent
first_event(void)
{
	JournalEvent event = { 1, G_GINT64_CONSTANT(1773748800123), "lexsarahd", "lexsarah",
		"case_opened", "LS-2026-0042", 17, { 0 } };

	hash_detail(salt, "{\"from\":\"åsa@kommun.example\"}", event.mac);
	return event;
}

/* Constants of Python's hashlib and hmac over the bytes that journal.h describes. */
static void
test_known_values(void)
{
	static const guint8 nothing[JOURNAL_HASH_BYTES];
	JournalEvent event = first_event();
	guint8 first[JOURNAL_HASH_BYTES];
	g_autofree char *mac = mac_of("{\"from\":\"åsa@kommun.example\"}");
	g_autofree char *hash = hash_of(&event, nothing);

	g_assert_cmpstr(
		mac, ==, "da6c4add782bfff841cdcebe7dc9a7f113f7cd562f185d335ba14e881525ab77");
	g_assert_cmpstr(
		hash, ==, "f1d982e4c1dcbe795387e806d01e18c56bbbd879f71859a91649f2e6015d8a2a");
	hash_event(&event, nothing, first);
	JournalEvent second = { 2, -1, "åsa@kommun.example", "", "case_shown", NULL, 0, { 0 } };
	hash_detail(salt, "{}", second.mac);
	g_autofree char *next = hash_of(&second, first);
	g_assert_cmpstr(
		next, ==, "74f142337c8db7df9467eb658e5c1281172e922fdebbb4cb14b4d8e78cc94436");
}

typedef void (*Change)(JournalEvent *event, guint8 *previous);

static void
change_previous(JournalEvent *event G_GNUC_UNUSED, guint8 *previous)
{
	previous[31] ^= 1;
}

static void
change_seq(JournalEvent *event, guint8 *previous G_GNUC_UNUSED)
{
	event->seq++;
}

static void
change_time(JournalEvent *event, guint8 *previous G_GNUC_UNUSED)
{
	event->time++;
}

static void
change_actor(JournalEvent *event, guint8 *previous G_GNUC_UNUSED)
{
	event->actor = "lexsarahe";
}

static void
change_user(JournalEvent *event, guint8 *previous G_GNUC_UNUSED)
{
	event->user = "";
}

static void
change_kind(JournalEvent *event, guint8 *previous G_GNUC_UNUSED)
{
	event->kind = "case_opened ";
}

static void
change_case(JournalEvent *event, guint8 *previous G_GNUC_UNUSED)
{
	event->case_id = NULL;
}

static void
change_mail(JournalEvent *event, guint8 *previous G_GNUC_UNUSED)
{
	event->mail = -event->mail;
}

static void
change_mac(JournalEvent *event, guint8 *previous G_GNUC_UNUSED)
{
	event->mac[0] ^= 0x80;
}

/* The length before each text: bytes that move from one to the next do not go unseen. */
static void
shift_text(JournalEvent *event, guint8 *previous G_GNUC_UNUSED)
{
	event->actor = "lexsarahdlex";
	event->user = "sarah";
}

static void
forge_lines(JournalEvent *event, guint8 *previous G_GNUC_UNUSED)
{
	event->actor = "lexsarahd\n8:lexsarah";
	event->user = "case_opened";
	event->kind = "LS-2026-0042";
	event->case_id = NULL;
}

static void
write_dash(JournalEvent *event, guint8 *previous G_GNUC_UNUSED)
{
	event->case_id = "-";
}

static void
empty_case(JournalEvent *event, guint8 *previous G_GNUC_UNUSED)
{
	event->case_id = "";
}

static void
test_every_change_shows(void)
{
	static const Change changes[] = { change_previous, change_seq, change_time, change_actor,
		change_user, change_kind, change_case, change_mail, change_mac, shift_text,
		forge_lines, write_dash, empty_case };
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i <= G_N_ELEMENTS(changes); i++) {
		JournalEvent event = first_event();
		guint8 previous[JOURNAL_HASH_BYTES] = { 0 };

		if (i < G_N_ELEMENTS(changes))
			changes[i](&event, previous);
		g_assert_true(g_hash_table_add(seen, hash_of(&event, previous)));
	}
}

/* Erased: the hash needs the mac only; and the mac tells nothing without its salt. */
static void
test_detail_can_go_and_the_chain_holds(void)
{
	static const guint8 nothing[JOURNAL_HASH_BYTES], other[JOURNAL_SALT_BYTES] = { 1 };
	guint8 mac[JOURNAL_HASH_BYTES];
	JournalEvent event = first_event(), erased = event;
	g_autofree char *before = hash_of(&event, nothing);
	g_autofree char *after = hash_of(&erased, nothing);

	g_assert_cmpstr(before, ==, after);
	hash_detail(other, "{\"from\":\"åsa@kommun.example\"}", mac);
	g_assert_true(memcmp(mac, event.mac, sizeof mac) != 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/journal/known", test_known_values);
	g_test_add_func("/journal/changes", test_every_change_shows);
	g_test_add_func("/journal/erased", test_detail_can_go_and_the_chain_holds);
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Remembers for each thing that can fail what was last said about it, and when.
 * Has no clock: the time is an argument, so that an hour is no wait in a test.
 */
#include "daemon/log-throttle.h"

struct LogThrottle {
	GMutex lock;
	GHashTable *entries; /* key: Entry */
};

typedef struct {
	char *text;
	gint64 said_ms;
	guint repeats; /* not said since */
} Entry;

static void
entry_free(Entry *entry)
{
	g_free(entry->text);
	g_free(entry);
}

LogThrottle *
log_throttle_new(void)
{
	LogThrottle *throttle = g_new0(LogThrottle, 1);

	g_mutex_init(&throttle->lock);
	throttle->entries =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_free);
	return throttle;
}

void
log_throttle_free(LogThrottle *throttle)
{
	if (!throttle)
		return;
	g_hash_table_unref(throttle->entries);
	g_mutex_clear(&throttle->lock);
	g_free(throttle);
}

/* Under the lock. A clock set back counts as an hour passed: rather twice than never. */
static gboolean
admit(Entry *entry, gint64 now_ms, const char *text, guint *ret_repeats)
{
	gboolean same = g_strcmp0(entry->text, text) == 0;

	if (same && now_ms >= entry->said_ms && now_ms - entry->said_ms < LOG_THROTTLE_MS) {
		entry->repeats++;
		return FALSE;
	}
	*ret_repeats = same ? entry->repeats : 0;
	g_free(entry->text);
	*entry = (Entry){ .text = g_strdup(text), .said_ms = now_ms };
	return TRUE;
}

gboolean
log_throttle_admit(
	LogThrottle *throttle, gint64 now_ms, const char *key, const char *text, guint *ret_repeats)
{
	g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new(&throttle->lock);
	Entry *entry = g_hash_table_lookup(throttle->entries, key);

	if (!entry) {
		entry = g_new0(Entry, 1);
		g_hash_table_insert(throttle->entries, g_strdup(key), entry);
	}
	return admit(entry, now_ms, text, ret_repeats);
}

gboolean
log_throttle_forget(LogThrottle *throttle, const char *key)
{
	g_autoptr(GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new(&throttle->lock);

	return g_hash_table_remove(throttle->entries, key);
}

static char *
make_key(const LogFields *fields, const char *what)
{
	return g_strdup_printf("%s %s", fields && fields->board ? fields->board : "", what);
}

void
log_once(LogThrottle *throttle, gint64 now_ms, const LogFields *fields, const GError *error,
	const char *what)
{
	g_autofree char *key = make_key(fields, what);
	g_autofree char *text = g_strdup_printf(
		"%s %d %s", g_quark_to_string(error->domain), error->code, error->message);
	guint repeats = 0;

	if (!log_throttle_admit(throttle, now_ms, key, text, &repeats))
		return;
	g_autofree char *again =
		repeats ? g_strdup_printf("%s (%u more times since last said)", what, repeats)
			: g_strdup(what);
	log_failure(fields, error, again);
}

void
log_recovered(LogThrottle *throttle, const LogFields *fields, const char *what)
{
	g_autofree char *key = make_key(fields, what);

	if (log_throttle_forget(throttle, key))
		log_info(fields, "%s: works again", what);
}

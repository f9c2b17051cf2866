/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The place of a database. A container without machine-id(5) has no name; its files' inodes
 * tell it from others as far as they can.
 */
#include "adapters/place.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "adapters/digest.h"
#include "core/error.h"
#include "core/text.h"

#define MACHINE_ID "/etc/machine-id"

/* machine-id(5) asks that the number itself is not shown about. */
static char *
name_machine(void)
{
	static const char key[] = "lexsarah instance";
	g_autofree char *id = NULL;
	guint8 mac[DIGEST_BYTES];

	if (!g_file_get_contents(MACHINE_ID, &id, NULL, NULL) || !*g_strstrip(id))
		return g_strdup("");
	Digest *digest = digest_new();
	digest_hmac(digest, key, strlen(key), id, strlen(id), mac);
	digest_free(digest);
	return text_to_hex(mac, sizeof mac);
}

/* Folders are never so deep in links (ELOOP). */
#define MAX_LINKS 40

/* Of what is not there: in its folder, without links. */
static char *
name_new(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *name = g_path_get_basename(path);
	char *real = realpath(folder, NULL);
	char *found = real ? g_build_filename(real, name, NULL) : g_strdup(path);

	free(real);
	return found;
}

char *
place_name(const char *path)
{
	g_autofree char *at = g_strdup(path);

	for (guint i = 0; i < MAX_LINKS; i++) {
		char *real = realpath(at, NULL);
		g_autofree char *found = g_strdup(real);
		g_autofree char *link = found ? NULL : g_file_read_link(at, NULL);

		free(real);
		if (!link)
			return found ? g_steal_pointer(&found) : name_new(at);
		/* It leads to where a file is to be made. */
		g_autofree char *folder = g_path_get_dirname(at);
		char *next = g_path_is_absolute(link) ? g_steal_pointer(&link)
						      : g_build_filename(folder, link, NULL);
		g_free(at);
		at = next;
	}
	return g_strdup(path);
}

gboolean
place_find(const char *database, InstancePlace *ret_place, GError **error)
{
	char *path = realpath(database, NULL);
	struct stat info;

	if (!path || stat(path, &info) != 0) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_STORE, "database %s: %s", database,
			g_strerror(errno));
		free(path);
		return FALSE;
	}
	*ret_place = (InstancePlace){ name_machine(), g_strdup(path), (gint64) info.st_ino };
	free(path);
	return TRUE;
}

gboolean
place_require(CaseStore *store, const char *database, GError **error)
{
	g_auto(InstancePlace) here = { 0 };
	InstanceDoubt doubt;

	return place_find(database, &here, error) &&
	       store->meet_instance(store, &here, &doubt, error) &&
	       instance_require(doubt, database, error);
}

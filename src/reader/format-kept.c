/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files that are known, but not read: kept as they came, and named with what
 * to ask their sender for. They are looked for before the formats that are
 * read, as some are archives of which the rest would be unpacked in vain.
 */
#include "reader/format.h"

#include <string.h>

#include "reader/zip.h"

#define ALONE "den är en komprimerad fil av okänt slag; be avsändaren skicka filerna var för sig"

static gboolean
starts(const guint8 *data, gsize length, gsize at, const char *magic, gsize magic_length)
{
	return length >= at + magic_length && memcmp(data + at, magic, magic_length) == 0;
}

/* The name of a stream in an OLE file (MS-CFB), which is in UTF-16. */
static gboolean
ole_holds(const guint8 *data, gsize length, const char *stream)
{
	char wide[128] = { 0 };
	gsize n = strlen(stream);

	if (!starts(data, length, 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
		return FALSE;
	for (gsize i = 0; i < n && i < sizeof wide / 2; i++)
		wide[2 * i] = stream[i];
	return memmem(data, length, wide, 2 * n) != NULL;
}

static gboolean
is_encrypted_office(const char *name, const guint8 *data, gsize length)
{
	(void) name;
	return ole_holds(data, length, "EncryptedPackage");
}

static gboolean
is_message(const char *name, const guint8 *data, gsize length)
{
	(void) name;
	return ole_holds(data, length, "__properties_version1.0");
}

static gboolean
is_doc(const char *name, const guint8 *data, gsize length)
{
	(void) name;
	return ole_holds(data, length, "WordDocument");
}

static gboolean
is_old_office(const char *name, const guint8 *data, gsize length)
{
	(void) name;
	return ole_holds(data, length, "");
}

/* The manifest of an OpenDocument file says how its parts are encrypted. */
static gboolean
is_encrypted_open(const char *name, const guint8 *data, gsize length)
{
	static const char *const wanted[] = { "META-INF/manifest.xml", NULL };

	(void) name;
	if (!zip_is_archive(data, length) || !starts(data, length, 30, "mimetype", 8))
		return FALSE;
	g_autoptr(GBytes) content = g_bytes_new_static(data, length);
	g_autoptr(GHashTable) members = zip_read(content, wanted, NULL);
	GBytes *manifest = members ? g_hash_table_lookup(members, wanted[0]) : NULL;
	gsize size = 0;
	const void *text = manifest ? g_bytes_get_data(manifest, &size) : NULL;
	return text && memmem(text, size, "encryption-data", 15) != NULL;
}

static gboolean
is_other_office(const char *name, const guint8 *data, gsize length)
{
	(void) name;
	return zip_is_archive(data, length) &&
	       memmem(data, length, "[Content_Types].xml", 19) != NULL &&
	       memmem(data, length, "word/document", 13) == NULL;
}

static gboolean
is_pages(const char *name, const guint8 *data, gsize length)
{
	return zip_is_archive(data, length) &&
	       (format_name_ends(name, ".pages") ||
		       memmem(data, length, "Index/Document.iwa", 18) != NULL);
}

/* A box of ISO/IEC 14496-12 with one of these brands, which end with NULL. */
static gboolean
has_brand(const guint8 *data, gsize length, const char *const *brands)
{
	if (!starts(data, length, 4, "ftyp", 4))
		return FALSE;
	for (; *brands; brands++)
		if (starts(data, length, 8, *brands, strlen(*brands)))
			return TRUE;
	return FALSE;
}

static gboolean
is_heic(const char *name, const guint8 *data, gsize length)
{
	static const char *const brands[] = { "heic", "heix", "heim", "heis", "hevc", "mif1",
		"msf1", "avif", NULL };

	(void) name;
	return has_brand(data, length, brands);
}

static const struct {
	gsize at;
	const char *magic;
	gsize length;
} films[] = {
	{ 4, "ftyp", 4 },
	{ 4, "moov", 4 },
	{ 0, "\x1a\x45\xdf\xa3", 4 },         /* Matroska, WebM */
	{ 0, "\x30\x26\xb2\x75\x8e\x66", 6 }, /* Windows Media */
	{ 0, "\x00\x00\x01\xba", 4 },         /* MPEG */
	{ 8, "AVI ", 4 },
	{ 8, "WAVE", 4 },
	{ 0, "OggS", 4 },
	{ 0, "ID3", 3 }, /* MP3 */
	{ 0, "#!AMR", 5 },
};

static gboolean
is_film(const char *name, const guint8 *data, gsize length)
{
	(void) name;
	for (gsize i = 0; i < G_N_ELEMENTS(films); i++)
		if (starts(data, length, films[i].at, films[i].magic, films[i].length) &&
			(films[i].at != 8 || starts(data, length, 0, "RIFF", 4)))
			return TRUE;
	return FALSE;
}

static gboolean
is_other_archive(const char *name, const guint8 *data, gsize length)
{
	(void) name;
	return starts(data, length, 0, "Rar!\x1a\x07", 6) ||
	       starts(data, length, 0, "7z\xbc\xaf\x27\x1c", 6) ||
	       starts(data, length, 0, "\x1f\x8b\x08", 3);
}

const Format formats_kept[] = {
	{ .name = "encrypted",
		.sniff = is_encrypted_office,
		.ask = "den är skyddad med lösenord; be avsändaren ta bort lösenordet och skicka "
		       "den igen" },
	{ .name = "encrypted",
		.sniff = is_encrypted_open,
		.ask = "den är skyddad med lösenord; be avsändaren ta bort lösenordet och skicka "
		       "den igen" },
	{ .name = "msg",
		.sniff = is_message,
		.ask = "den är ett mejl sparat ur Outlook; be avsändaren vidarebefordra mejlet i "
		       "stället" },
	{ .name = "doc",
		.sniff = is_doc,
		.ask = "den är i Words gamla format; be avsändaren spara den som .docx eller PDF "
		       "och skicka den igen" },
	{ .name = "ole",
		.sniff = is_old_office,
		.ask = "den är i ett gammalt Office-format; be avsändaren spara den som PDF och "
		       "skicka den igen" },
	{ .name = "office",
		.sniff = is_other_office,
		.ask = "den är ett kalkylark, en presentation eller en ritning; be avsändaren "
		       "spara den som PDF och skicka den igen" },
	{ .name = "pages",
		.sniff = is_pages,
		.ask = "den är i Apples format Pages; be avsändaren exportera den till PDF eller "
		       "Word och skicka den igen" },
	{ .name = "heic",
		.sniff = is_heic,
		.ask = "den är en bild i formatet HEIC; be avsändaren skicka bilden som JPEG "
		       "eller PDF" },
	{ .name = "film",
		.sniff = is_film,
		.ask = "den är en film eller ett ljud; be avsändaren skriva ner det som ska "
		       "rapporteras" },
	{ .name = "archive", .sniff = is_other_archive, .ask = ALONE },
	{ .name = NULL },
};

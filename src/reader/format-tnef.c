/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * winmail.dat, in which Outlook and Exchange hide the files of a mail
 * (MS-OXTNEF): the text, and the attachments as members. Must never believe a
 * length. What stands before a place where the file breaks off is given.
 */
#include "reader/format.h"

#include <string.h>

#include "reader/bytes.h"
#include "reader/charset.h"
#include "reader/lzfu.h"
#include "reader/mapi.h"

#define ATTACHMENTS_MAX 1000
#define CLASS_ID        16 /* bytes before a message in a message */
#define NAMELESS        "bilaga utan namn"

static const guint8 signature[] = { 0x78, 0x9f, 0x3e, 0x22 };

/* Attributes that are asked for. */
enum {
	BODY = 0x0002800c,
	MESSAGE = 0x00069003, /* MAPI properties */
	CODEPAGE = 0x00069007,
	ATTACHMENT_BEGINS = 0x00069002,
	ATTACHMENT_TITLE = 0x00018010,
	ATTACHMENT_DATA = 0x0006800f,
	ATTACHMENT = 0x00069005, /* MAPI properties */
};

typedef struct {
	char *title, *name; /* of the attachment: the short and the long one */
	GBytes *content;
	GBytes *bodies[3]; /* html, rtf, text: the first that is there is the body */
	GPtrArray *members;
	guint codepage;
	gboolean broken;
} Tnef;

static const char *const body_names[] = { "body.html", "body.rtf", "body.txt" };

static void
set_text(char **text, char *taken)
{
	g_free(*text);
	*text = taken;
}

static void
set_bytes(GBytes **bytes, GBytes *taken)
{
	g_clear_pointer(bytes, g_bytes_unref);
	*bytes = taken;
}

/* Text as a file in UTF-8 that says so. */
static GBytes *
marked(char *text)
{
	g_autofree char *taken = text;
	char *whole = g_strconcat("\xef\xbb\xbf", taken, NULL);

	return g_bytes_new_take(whole, strlen(whole));
}

static void
end_attachment(Tnef *tnef)
{
	const char *name = tnef->name ? tnef->name : tnef->title;

	if (tnef->content && tnef->members->len < ATTACHMENTS_MAX)
		g_ptr_array_add(tnef->members,
			format_member_new(name && name[0] ? name : NAMELESS, tnef->content, FALSE));
	set_text(&tnef->title, NULL);
	set_text(&tnef->name, NULL);
	set_bytes(&tnef->content, NULL);
}

/* A message in a message is a TNEF stream after the id of its class. */
static GBytes *
attached(const MapiValue *value)
{
	gboolean message = value->length > CLASS_ID + sizeof signature &&
			   memcmp(value->data + CLASS_ID, signature, sizeof signature) == 0;
	gsize from = message ? CLASS_ID : 0;

	return g_bytes_new(value->data + from, value->length - from);
}

static void
take_attachment_value(Tnef *tnef, const MapiValue *value)
{
	if (value->id == MAPI_ATTACHED)
		set_bytes(&tnef->content, attached(value));
	else if (value->id == MAPI_LONG_NAME)
		set_text(&tnef->name, mapi_text(value, tnef->codepage));
	else if ((value->id == MAPI_SHORT_NAME || value->id == MAPI_DISPLAY_NAME) && !tnef->title)
		set_text(&tnef->title, mapi_text(value, tnef->codepage));
}

static void
take_message_value(Tnef *tnef, const MapiValue *value)
{
	g_autoptr(GError) error = NULL;

	if (value->id == MAPI_CODEPAGE && value->length == 4)
		tnef->codepage = bytes_u32(value->data);
	else if (value->id == MAPI_HTML)
		set_bytes(&tnef->bodies[0],
			marked(charset_decode(value->data, value->length, tnef->codepage)));
	else if (value->id == MAPI_RTF)
		set_bytes(&tnef->bodies[1], lzfu_unpack(value->data, value->length, &error));
	else if (value->id == MAPI_BODY) {
		char *text = mapi_text(value, tnef->codepage);

		set_bytes(&tnef->bodies[2], text ? marked(text) : NULL);
	}
	tnef->broken = tnef->broken || error;
}

static void
take_properties(Tnef *tnef, const guint8 *data, gsize length,
	void (*take)(Tnef *tnef, const MapiValue *value))
{
	MapiBlock block;
	MapiValue value;

	if (!mapi_open(&block, data, length)) {
		tnef->broken = TRUE;
		return;
	}
	while (mapi_next(&block, &value, &tnef->broken))
		take(tnef, &value);
}

static void
take_attribute(Tnef *tnef, guint32 id, const guint8 *data, gsize length)
{
	char *text;

	switch (id) {
	case CODEPAGE:
		tnef->codepage = length >= 4 ? bytes_u32(data) : tnef->codepage;
		break;
	case BODY:
		set_bytes(&tnef->bodies[2], marked(charset_decode(data, length, tnef->codepage)));
		break;
	case MESSAGE:
		take_properties(tnef, data, length, take_message_value);
		break;
	case ATTACHMENT_BEGINS:
		end_attachment(tnef);
		break;
	case ATTACHMENT_TITLE:
		text = charset_decode(data, length, tnef->codepage);
		set_text(&tnef->title, g_strchomp(text));
		break;
	case ATTACHMENT_DATA:
		set_bytes(&tnef->content, g_bytes_new(data, length));
		break;
	case ATTACHMENT:
		take_properties(tnef, data, length, take_attachment_value);
		break;
	}
}

/* Level, id, length, data, checksum (which says nothing that the data do not). */
static void
take_all(Tnef *tnef, const guint8 *data, gsize length)
{
	const gsize head = 9, checksum = 2;
	gsize at = sizeof signature + 2;

	while (at < length && !tnef->broken) {
		if (length - at < head) {
			tnef->broken = TRUE;
			break;
		}
		guint32 id = bytes_u32(data + at + 1), size = bytes_u32(data + at + 5);
		at += head;
		if (length - at < size) {
			tnef->broken = TRUE;
			break;
		}
		take_attribute(tnef, id, data + at, size);
		at += MIN(size + checksum, length - at);
	}
	end_attachment(tnef);
}

static void
add_body(Tnef *tnef)
{
	for (gsize i = 0; i < G_N_ELEMENTS(body_names); i++)
		if (tnef->bodies[i] && g_bytes_get_size(tnef->bodies[i]) > 0) {
			g_ptr_array_insert(tnef->members, 0,
				format_member_new(body_names[i], tnef->bodies[i], TRUE));
			return;
		}
}

static gboolean
tnef_unpack(GBytes *content, GPtrArray **ret_members, GError **error)
{
	gsize length = 0;
	const guint8 *data = g_bytes_get_data(content, &length);
	g_autoptr(GPtrArray) members =
		g_ptr_array_new_with_free_func((GDestroyNotify) format_member_free);
	Tnef tnef = { .members = members };

	take_all(&tnef, data, length);
	add_body(&tnef);
	for (gsize i = 0; i < G_N_ELEMENTS(tnef.bodies); i++)
		set_bytes(&tnef.bodies[i], NULL);
	if (tnef.broken && members->len == 0)
		return format_fail(error, "the TNEF stream breaks off");
	if (tnef.broken)
		g_ptr_array_add(
			members, format_member_new_unread("resten av winmail.dat",
					 "den är avkortad eller skadad; be avsändaren skicka "
					 "bilagorna igen, var för sig"));
	*ret_members = g_steal_pointer(&members);
	return TRUE;
}

static gboolean
sniff(const char *name, const guint8 *data, gsize length)
{
	(void) name;
	return length > sizeof signature && memcmp(data, signature, sizeof signature) == 0;
}

const Format format_tnef = { .name = "tnef", .sniff = sniff, .unpack = tnef_unpack };

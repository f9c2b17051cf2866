/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The properties that are asked for (MS-OXPROPS), by their ids. */
typedef enum {
	MAPI_BODY = 0x1000,
	MAPI_RTF = 0x1009,
	MAPI_HTML = 0x1013,
	MAPI_DISPLAY_NAME = 0x3001,
	MAPI_ATTACHED = 0x3701,
	MAPI_SHORT_NAME = 0x3704,
	MAPI_LONG_NAME = 0x3707,
	MAPI_CODEPAGE = 0x3fde,
} MapiId;

/* One value of a property; data are borrowed from the block. */
typedef struct {
	guint16 id, type;
	const guint8 *data;
	gsize length;
} MapiValue;

/* Properties as a TNEF stream has them (MS-OXTNEF 2.1.3.4), one after the other. */
typedef struct {
	const guint8 *data;
	gsize length, at;
	guint32 left; /* properties still to come */
} MapiBlock;

/* FALSE if there is no such block. */
gboolean mapi_open(MapiBlock *block, const guint8 *data, gsize length);

/*
 * The next property, the first value if it has several. FALSE at the end, and
 * where the block breaks off: *ret_broken.
 */
gboolean mapi_next(MapiBlock *block, MapiValue *value, gboolean *ret_broken);

/* Text of a value in UTF-8 up to its NUL, NULL if it is none. codepage: of its bytes. g_free() it.
 */
char *mapi_text(const MapiValue *value, guint codepage);

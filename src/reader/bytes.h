/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Numbers of a file as they stand, least byte first; the caller has seen that they are there. */
static inline guint16
bytes_u16(const guint8 *p)
{
	return (guint16) (p[0] | p[1] << 8);
}

static inline guint32
bytes_u32(const guint8 *p)
{
	return (guint32) p[0] | (guint32) p[1] << 8 | (guint32) p[2] << 16 | (guint32) p[3] << 24;
}

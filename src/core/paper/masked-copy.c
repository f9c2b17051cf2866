/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a masked copy must be. Opens no document: only the reader does.
 */
#include "core/paper/masked-copy.h"

#include <string.h>

#define HEADER  "%PDF-" /* ISO 32000-1 section 7.5.2 */
#define TRAILER "%%EOF" /* section 7.5.5; readers look for it in the last KB (annex H.3) */
#define TAIL    1024

const char masked_copy_too_large[] = "is larger than 15 MB, which is more than mail takes";

const char *
masked_copy_fault(GBytes *file)
{
	gsize length;
	const char *data = g_bytes_get_data(file, &length);
	gsize tail = MIN(length, TAIL);

	if (length == 0)
		return "is empty";
	if (length > MASKED_COPY_BYTES)
		return masked_copy_too_large;
	if (length < strlen(HEADER) || memcmp(data, HEADER, strlen(HEADER)) != 0)
		return "is no PDF";
	if (!memmem(data + length - tail, tail, TRAILER, strlen(TRAILER)))
		return "is a PDF whose end is missing";
	return NULL;
}

char *
masked_copy_name(const char *case_id)
{
	return g_strdup_printf("%s-kopia.pdf", case_id);
}

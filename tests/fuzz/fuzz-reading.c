/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as what the reader's child says: it opened what nobody trusts, so no reading of it may
 * do more than be wrong. What is read is written and read again as it was, and the daemon can ask
 * of it what it asks of a reading.
 */
#include <string.h>

#include "adapters/reading-json.h"
#include "core/form/consistency.h"
#include "core/form/reading-facts.h"
#include "core/form/returned-form.h"
#include "core/intake/likeness.h"
#include "core/intake/several.h"
#include "core/notice/discretion.h"
#include "fuzz.h"
#include "support/desk.h"

#define CASES 4

const char fuzz_corpus[] = "reading";

static void
assert_written_and_read(ReadingFile *file)
{
	g_autofree char *written = reading_json_write(file);
	g_assert_nonnull(written);
	g_autoptr(ReadingFile) again = reading_json_read(written, NULL);
	g_assert_nonnull(again);
	g_autofree char *same = reading_json_write(again);

	g_assert_cmpstr(same, ==, written);
}

static void
assert_checked(ReadingFile *file)
{
	const CivilDate arrived = { 2026, 3, 17 };

	consistency_check(file, NULL);
	consistency_check_arrival(file, arrived);
	g_assert_cmpuint(
		returned_form_check(file, "LS-2026-0001", FALSE), <=, file->documents->len);
	assert_written_and_read(file);
}

static void
assert_told(const ReadingFile *file)
{
	g_autoptr(GPtrArray) flags = reading_facts_flags(file);
	g_autofree char *facts = reading_facts_make(file, NULL);
	Likeness likeness;
	Discretion found = { 0 };
	Desk desk;

	g_assert_nonnull(facts);
	likeness_of_reading(file, &likeness);
	g_assert_cmpuint(likeness.n, <=, LIKENESS_HASHES);
	desk_set_up(&desk, NULL);
	discretion_look_in_reading(&found, desk.settings, desk.board, file, DESK_STAFF);
	discretion_add_flags(&found, flags);
	desk_tear_down(&desk, NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup(size ? (const char *) data : "", size);
	g_autoptr(GError) error = NULL;
	g_autoptr(ReadingFile) file = reading_json_read(text, &error);

	g_assert_true((file == NULL) == (error != NULL));
	if (!file)
		return 0;
	assert_written_and_read(file);
	assert_checked(file);
	assert_told(file);
	g_autoptr(GPtrArray) reports = several_split(file, CASES);
	g_assert_cmpuint(reports->len, <=, CASES);
	return 0;
}

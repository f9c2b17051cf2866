/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a text and as a mail in which OpenPGP may stand: blocks that lie behind one another
 * within it, and none in what is passed over at once.
 */
#include "adapters/message/message-armor.h"
#include "adapters/message/message-gmime.h"
#include "core/mail/armor.h"
#include "fuzz.h"

const char fuzz_corpus[] = "armor";

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void) argc;
	(void) argv;
	message_init();
	return 0;
}

/* How many blocks stand in the text. */
static guint
count_blocks(const char *text, gsize length)
{
	gsize at = 0;
	guint count = 0;

	for (ArmorBlock block; armor_next(text, length, at, &block); at = block.end, count++) {
		const char *charset = armor_charset(text + block.begin, block.end - block.begin);

		g_assert_cmpuint(block.begin, >=, at);
		g_assert_cmpuint(block.begin, <, block.end);
		g_assert_cmpuint(block.end, <=, length);
		g_assert_true(!charset || armor_known_charset(charset));
		(void) armor_is_plain(text + block.begin, block.end - block.begin);
	}
	return count;
}

static char *
read_text(const char *text, gsize length, const char *charset, gpointer user)
{
	guint *total = user;
	guint count = count_blocks(text, length);

	(void) armor_known_charset(charset);
	*total += count;
	return count ? g_strdup("Läst.\n") : NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *) data;
	g_autoptr(GBytes) raw = g_bytes_new_static(data, size);
	guint total = 0, replaced = 0;

	if (size == 0)
		return 0;
	if (count_blocks(text, size))
		g_assert_true(armor_may_stand(text, size));
	g_autoptr(GBytes) changed = message_armor_replace(raw, read_text, &total, &replaced);
	g_assert_true((changed != NULL) == (replaced > 0));
	g_assert_cmpuint(replaced, <=, total);
	if (!changed)
		return 0;
	g_autoptr(Mail) mail = message_parse(changed, NULL, NULL);
	g_assert_nonnull(mail);
	return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes at all give a Mail whose strings are text and whose identity is steady, and a plan
 * that takes it in (invariant 3).
 */
#include <glib.h>
#include <string.h>

#include "adapters/message/message-gmime.h"
#include "core/mail/arrival.h"
#include "core/mail/forward.h"
#include "fuzz.h"
#include "support/desk.h"

const char fuzz_corpus[] = "mail";

static void
assert_text(const char *text)
{
	g_assert_true(!text || g_utf8_validate(text, -1, NULL));
}

static void
assert_mail(const Mail *mail)
{
	assert_text(mail->message_id);
	assert_text(mail->subject);
	assert_text(mail->from_name);
	assert_text(mail->from_address);
	assert_text(mail->date_raw);
	for (guint i = 0; i < mail->references->len; i++)
		assert_text(mail->references->pdata[i]);
	for (guint i = 0; i < mail->trace->len; i++) {
		const MailTrace *line = mail->trace->pdata[i];

		assert_text(line->by);
		assert_text(line->from);
	}
	for (guint i = 0; i < mail->parts->len; i++) {
		const MailPart *part = mail->parts->pdata[i];

		g_assert_nonnull(part->media_type);
		assert_text(part->media_type);
		assert_text(part->name);
		assert_text(part->charset);
		g_assert_cmpuint(g_bytes_get_size(part->content), ==, part->size);
	}
	for (guint i = 0; i < mail->issues->len; i++)
		assert_text(mail->issues->pdata[i]);
	assert_text(mail->text);
	for (guint i = 0; i < mail->inner->len; i++) {
		const MailInner *inner = mail->inner->pdata[i];

		g_assert_cmpuint(inner->depth, >, 0);
		assert_text(inner->from_name);
		assert_text(inner->from_address);
		assert_text(inner->subject);
		assert_text(inner->text);
	}
}

static void
assert_author(const Mail *mail)
{
	g_auto(ForwardAuthor) author = { 0 };

	if (forward_find(mail, &author))
		g_assert_true(author.name || author.address);
	assert_text(author.name);
	assert_text(author.address);
}

/* Only a DSN, an MDN and the answer of a machine can be of no case. */
static void
assert_plan(const Mail *mail, const char *thread_case)
{
	Desk desk;

	desk_set_up(&desk, NULL);
	desk.known.thread_case = thread_case;
	g_autoptr(IntakePlan) plan = intake_plan(
		mail, &desk.origin, &desk.known, desk.settings, desk.board, DESK_NOW, desk.zone);

	g_assert_nonnull(plan);
	g_assert_true(plan->case_id || plan->kind == MAIL_KIND_DSN || plan->kind == MAIL_KIND_MDN ||
		      plan->kind == MAIL_KIND_AUTO_ANSWER);
	g_assert_true(plan->opens_case == (plan->kind == MAIL_KIND_REPORT));
	g_assert_cmpint(plan->arrived, !=, INSTANT_NONE);
	assert_text(plan->reporter_name);
	assert_text(plan->reporter_address);
	assert_text(plan->bounce_text);
	for (guint i = 0; i < plan->events->len; i++)
		g_assert_nonnull(plan->events->pdata[i]);
	desk_tear_down(&desk, NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static gsize ready;
	const MessageOptions keep = { .keep_content = TRUE };
	g_autoptr(GBytes) raw = g_bytes_new_static(data, size);

	if (g_once_init_enter(&ready)) {
		message_init();
		g_once_init_leave(&ready, 1);
	}
	g_autoptr(Mail) mail = message_parse(raw, &keep, NULL);
	g_autoptr(Mail) again = message_parse(raw, NULL, NULL);
	g_autoptr(GPtrArray) gateways = g_ptr_array_new();

	g_assert_nonnull(mail);
	g_assert_nonnull(again);
	assert_mail(mail);
	assert_author(mail);
	assert_plan(mail, NULL);
	assert_plan(mail, "LS-2026-0007");
	g_assert_true(memcmp(mail->fingerprint, again->fingerprint, MAIL_DIGEST_BYTES) == 0);
	g_auto(Arrival) arrival =
		arrival_determine(mail->trace, gateways, ARRIVAL_ARCHIVE, INSTANT_NONE, 0);
	g_assert_cmpint(arrival.source, ==, ARRIVAL_POLL);
	return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each mail of a case that goes to a stand-in says for whom it is, and why it came. */
#include <glib.h>
#include <string.h>

#include "adapters/template/template-renderer.h"
#include "core/notice/privacy.h"

static const char *const languages[] = { "sv", "en", NULL };

/* Of no case, an answer to whoever wrote, or to whom the case's hold chooses: nobody is in their
 * place. */
static const Notice others[] = { NOTICE_SENSITIVE, NOTICE_ACCOUNTING, NOTICE_QUARANTINED,
	NOTICE_NEW_CASE_DIGEST, NOTICE_REGISTRAR_DIGEST, NOTICE_SENSITIVE_DIGEST,
	NOTICE_QUARANTINED_DIGEST, NOTICE_RECEIPTS_HELD, NOTICE_HELD, NOTICE_DIGEST,
	NOTICE_TRANSCRIPT, NOTICE_CONFIRMATION, NOTICE_ANCHOR };

/* What a stand-in reads, by language. */
static const struct {
	const char *why, *says[2];
} reasons[] = {
	{ "away", { "frånvaro", "absence" } },
	{ "by_answer", { "enligt ett automatiskt svar", "by an automatic answer" } },
	{ "recused", { "inte deltar i ärendet", "takes no part in the case" } },
};
static const char *const whom[] = { "Du ersätter", "You are acting for" };

static gboolean
goes_to_stand_ins(Notice notice, Audience audience)
{
	for (guint i = 0; i < G_N_ELEMENTS(others); i++)
		if (others[i] == notice)
			return FALSE;
	return notice_has_audience(notice, audience) &&
	       privacy_allows("stand_in_for", audience, ROUTE_PLAIN);
}

static GVariant *
facts_of(Audience audience, const char *why)
{
	GVariantDict facts, for_whom;

	g_variant_dict_init(&for_whom, NULL);
	g_variant_dict_insert(&for_whom, audience_name(audience), "b", TRUE);
	g_variant_dict_insert(&for_whom, why, "b", TRUE);
	/* The word of an answer is of an absence. */
	if (strcmp(why, "by_answer") == 0)
		g_variant_dict_insert(&for_whom, "away", "b", TRUE);
	g_variant_dict_init(&facts, NULL);
	g_variant_dict_insert(&facts, "case", "s", "LS-2026-0042");
	g_variant_dict_insert_value(&facts, "stand_in_for", g_variant_dict_end(&for_whom));
	return g_variant_ref_sink(g_variant_dict_end(&facts));
}

static void
assert_says(const RenderedNotice *mail, const char *words)
{
	g_assert_nonnull(strstr(mail->text, words));
	g_assert_nonnull(strstr(mail->html, words));
}

static void
look(const Renderer *renderer, Notice notice, Audience audience, Route route)
{
	for (guint i = 0; i < G_N_ELEMENTS(reasons) * 2; i++) {
		g_autoptr(GVariant) facts = facts_of(audience, reasons[i / 2].why);
		g_auto(RenderedNotice) mail = { 0 };
		g_autoptr(GError) error = NULL;

		g_test_message("%s %s %s %s %s", notice_name(notice), audience_name(audience),
			route_name(route), languages[i % 2], reasons[i / 2].why);
		g_assert_true(renderer->render(
			renderer, notice, audience, route, languages[i % 2], facts, &mail, &error));
		g_assert_no_error(error);
		assert_says(&mail, whom[i % 2]);
		assert_says(&mail, reasons[i / 2].says[i % 2]);
	}
}

static void
test_each_mail_says_why(void)
{
	g_autofree char *folder = g_build_filename(g_getenv("top_srcdir"), "templates", NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(Renderer) renderer = template_renderer_new(folder, NULL, languages, &error);
	guint n = 0;

	g_assert_no_error(error);
	for (guint notice = 0; notice < NOTICE_COUNT; notice++)
		for (guint audience = 0; audience < AUDIENCE_COUNT; audience++) {
			if (!goes_to_stand_ins((Notice) notice, (Audience) audience))
				continue;
			for (guint route = 0; route < ROUTE_COUNT; route++)
				look(renderer, (Notice) notice, (Audience) audience, (Route) route);
			n++;
		}
	g_assert_cmpuint(n, >, 20);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/stand-in/says-why", test_each_mail_says_why);
	return g_test_run();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which file goes with a notice. Invariant 7: what holds words of a case goes only to whom, and
 * on which route, the table of fields shows that it does.
 */
#include "daemon/enclosure.h"

#include "adapters/paper/case-paper.h"
#include "adapters/paper/paper-pdf.h"
#include "core/error.h"
#include "core/paper/masked-copy.h"
#include "core/notice/privacy.h"
#include "core/form/return-form.h"
#include "daemon/log.h"

void
enclosure_clear(Enclosure *enclosure)
{
	g_clear_pointer(&enclosure->bytes, g_bytes_unref);
	g_clear_pointer(&enclosure->name, g_free);
}

/*
 * A copy that somebody has cleared, under a name that says nothing. On a route or to a reader to
 * whom the table of fields shows no enclosure, nothing goes: neither it nor words that promise it.
 */
static gboolean
take_copy(const OutboxItem *item, Enclosure *ret, GError **error)
{
	if (!item->case_id ||
		!privacy_allows("commissioning.enclosed", item->audience, item->route)) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"a copy may not go to %s on a %s route: hand it over, and record it with "
			"lexsarah case inform",
			audience_name(item->audience), route_name(item->route));
		return FALSE;
	}
	ret->name = masked_copy_name(item->case_id);
	ret->file = (ComposeFile){ item->enclosure, "application/pdf", ret->name };
	return TRUE;
}

/* The form of the investigation, as far as its reader may see. */
static gboolean
fill_form(const Daemon *daemon, const Board *board, const OutboxItem *item, GVariant *facts,
	Enclosure *ret, GError **error)
{
	if (!daemon->renderer->fill_form(daemon->renderer, item->audience, item->route,
		    board->language, facts, &ret->bytes, error))
		return FALSE;
	ret->name = return_form_name(item->case_id);
	ret->file = (ComposeFile){ ret->bytes, RETURN_FORM_TYPE, ret->name };
	return TRUE;
}

static Paper *
make_dossier(const CasePaperDesk *desk, const OutboxItem *item G_GNUC_UNUSED, const char *key,
	GError **error)
{
	return case_paper_dossier(desk, key, NULL, error);
}

static Paper *
make_decision(const CasePaperDesk *desk, const OutboxItem *item, const char *key, GError **error)
{
	return case_paper_decision(desk, item->case_id, key, error);
}

typedef struct {
	Notice notice;
	const char *change; /* a member of its group change that is to be true; NULL: always */
	const char *paper;
	const char *field;  /* that says that it goes along: to whom, and on which route */
	const char *suffix; /* of its name: a word of the law, nothing of the case */
	Paper *(*make)(
		const CasePaperDesk *desk, const OutboxItem *item, const char *key, GError **error);
} PaperRow;

static const PaperRow papers[] = {
	{ NOTICE_PROPOSAL, NULL, "dossier", "paper.dossier", "dossier", make_dossier },
	{ NOTICE_DECISION, NULL, "decision", "paper.decision", "beslut", make_decision },
	{ NOTICE_CHANGED, "decision", "decision", "paper.decision", "beslut", make_decision },
};

/* TRUE if the notice is of that change. */
static gboolean
is_change(const OutboxItem *item, const char *key)
{
	g_autoptr(GVariant) change =
		item->facts ? g_variant_lookup_value(item->facts, "change", G_VARIANT_TYPE_VARDICT)
			    : NULL;
	gboolean is = FALSE;

	return change && g_variant_lookup(change, key, "b", &is) && is;
}

static const PaperRow *
find_paper(const OutboxItem *item)
{
	for (guint i = 0; i < G_N_ELEMENTS(papers); i++)
		if (papers[i].notice == item->notice && item->case_id &&
			(!papers[i].change || is_change(item, papers[i].change)) &&
			privacy_allows(papers[i].field, item->audience, item->route))
			return &papers[i];
	return NULL;
}

gboolean
enclosure_is_paper(const OutboxItem *item)
{
	return find_paper(item) != NULL;
}

/* NULL: it cannot be made, or not be sent. */
static GBytes *
make_paper(const Daemon *daemon, const OutboxItem *item, const PaperRow *row, GError **error)
{
	const CasePaperDesk desk = { daemon->store, daemon->settings, daemon->zone,
		daemon_actor(daemon) };
	g_autofree char *key = g_strdup_printf("%s %s", item->case_id, item->recipient);
	g_autoptr(Paper) paper = row->make(&desk, item, key, error);
	g_autoptr(GBytes) pdf = paper ? paper_pdf(paper, desk.who.time / 1000, error) : NULL;
	const char *fault = pdf ? masked_copy_fault(pdf) : NULL;

	if (!fault)
		return g_steal_pointer(&pdf);
	g_set_error(error, LEX_ERROR, LEX_ERROR_NOT_ALLOWED, "it %s", fault);
	return NULL;
}

static void
take_paper(const Daemon *daemon, const OutboxItem *item, const PaperRow *row, Enclosure *ret)
{
	LogFields fields = { .board = item->board, .case_id = item->case_id, .outbox = item->id };
	g_autoptr(GError) error = NULL;

	ret->bytes = make_paper(daemon, item, row, &error);
	if (!ret->bytes) {
		log_error(
			&fields, "the notice goes without its %s: %s", row->paper, error->message);
		return;
	}
	ret->name = g_strdup_printf("%s-%s.pdf", item->case_id, row->suffix);
	ret->file = (ComposeFile){ ret->bytes, "application/pdf", ret->name };
	ret->paper = row->paper;
}

gboolean
enclosure_find(const Daemon *daemon, const Board *board, const OutboxItem *item, GVariant *facts,
	Enclosure *ret, GError **error)
{
	const PaperRow *row = find_paper(item);

	if (item->enclosure)
		return take_copy(item, ret, error);
	if (item->notice == NOTICE_ASSIGNMENT && item->case_id)
		return fill_form(daemon, board, item, facts, ret, error);
	if (row)
		take_paper(daemon, item, row, ret);
	return TRUE;
}

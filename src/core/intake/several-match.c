/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reports of a mail that is read again, and the cases that they have. Must never give
 * two reports one case.
 */
#include "core/intake/several-same.h"
#include "core/intake/several.h"

/* The filled forms among its documents: GArray of SeveralSaid. */
static GArray *
forms_of(const ReadingFile *report)
{
	GArray *said = several_said_of(report);

	for (guint i = said->len; i-- > 0;)
		if (!several_is_report(g_array_index(said, SeveralSaid, i).reading))
			g_array_remove_index(said, i);
	return said;
}

static void
add_forms(GPtrArray *forms, const GPtrArray *reports)
{
	for (guint r = 0; r < reports->len; r++)
		g_ptr_array_add(forms, forms_of(g_ptr_array_index(reports, r)));
}

/* GPtrArray of GArray of SeveralSaid, empty. */
static GPtrArray *
forms_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify) g_array_unref);
}

static gboolean
is_exact(const GArray *a, const GArray *b)
{
	if (a->len == 0 || a->len != b->len)
		return FALSE;
	for (guint i = 0; i < a->len; i++)
		if (!reading_says_same((Reading *) g_array_index(a, SeveralSaid, i).reading,
			    (Reading *) g_array_index(b, SeveralSaid, i).reading))
			return FALSE;
	return TRUE;
}

/* TRUE if a form of one is a form of the other at least so surely. */
static gboolean
has_same(const GArray *a, const GArray *b, SeveralSameness wanted)
{
	for (guint i = 0; i < a->len; i++)
		for (guint j = 0; j < b->len; j++)
			if (several_compare(&g_array_index(a, SeveralSaid, i),
				    &g_array_index(b, SeveralSaid, j)) >= wanted)
				return TRUE;
	return FALSE;
}

static gboolean
is_alike(const GArray *a, const GArray *b)
{
	return has_same(a, b, SEVERAL_SAME);
}

static gboolean
is_perhaps(const GArray *a, const GArray *b)
{
	return has_same(a, b, SEVERAL_PERHAPS);
}

#define UNMATCHED (-1)

/* What was read and what there was; of each of the first, which of the others it is. */
typedef struct {
	GPtrArray *forms, *had; /* of had, the first is the mail's own */
	gint *of;
	gboolean *taken; /* of had */
} Matching;

static void
match(Matching *m, guint report, guint had)
{
	m->of[report] = (gint) had;
	m->taken[had] = TRUE;
}

static void
match_by(Matching *m, gboolean (*fits)(const GArray *a, const GArray *b))
{
	for (guint h = 0; h < m->had->len; h++)
		for (guint r = 0; r < m->forms->len && !m->taken[h]; r++)
			if (m->of[r] == UNMATCHED &&
				fits(g_ptr_array_index(m->forms, r), g_ptr_array_index(m->had, h)))
				match(m, r, h);
}

/* In their order: the own, if it is not known which that is, and then the others. */
static void
match_by_place(Matching *m)
{
	guint h = 0;

	for (guint r = 0; r < m->forms->len; r++) {
		while (h < m->had->len && m->taken[h])
			h++;
		if (m->of[r] == UNMATCHED && h < m->had->len)
			match(m, r, h);
	}
}

GArray *
several_match(
	const GPtrArray *reports, const ReadingFile *own, const GPtrArray *known, guint *ret_own)
{
	static gboolean (*const ways[])(
		const GArray *a, const GArray *b) = { is_exact, is_alike, is_perhaps };
	GArray *matched = g_array_new(FALSE, FALSE, sizeof(gint));
	g_autoptr(GPtrArray) forms = forms_new();
	g_autoptr(GPtrArray) had = forms_new();
	g_autofree gboolean *taken = g_new0(gboolean, known->len + 1);
	g_autofree gint *of = g_new(gint, reports->len + 1);
	Matching m = { forms, had, of, taken };

	add_forms(forms, reports);
	g_ptr_array_add(had, forms_of(own));
	add_forms(had, known);
	for (guint r = 0; r < reports->len; r++)
		of[r] = UNMATCHED;
	for (gsize w = 0; w < G_N_ELEMENTS(ways); w++)
		match_by(&m, ways[w]);
	match_by_place(&m);
	*ret_own = 0;
	for (guint r = 0; r < reports->len; r++) {
		gint k = of[r] - 1; /* the own is none of known */

		if (of[r] == 0)
			*ret_own = r;
		k = MAX(k, -1);
		g_array_append_val(matched, k);
	}
	return matched;
}

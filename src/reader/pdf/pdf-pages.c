/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tree of pages (ISO 32000-1 section 7.7.3), walked as far as it is asked
 * for. Must never take a page for another one: what is strange ends the walk.
 */
#include "reader/pdf/pdf-pages.h"

#define DEPTH_MAX 20    /* nodes within nodes; a node may hold itself */
#define SEEN_MAX  10000 /* pages and nodes: a node may be held twice */

/* What can be found again when all is released. */
typedef struct {
	int id, generation; /* id 0: nothing */
} Ref;

/* A node of the tree, and what is below it if that does not say otherwise. */
typedef struct {
	Ref node;
	int at, n; /* which of its kids is the next one, of how many */
	Ref resources;
	gboolean turned;
} Node;

typedef struct {
	Ref page;
	Ref resources; /* what has them */
	gboolean turned;
} Leaf;

struct PdfPages {
	qpdf_data pdf;
	Node nodes[DEPTH_MAX]; /* from the root to where the walk is */
	guint depth;           /* 0: it has ended */
	guint seen;
	GArray *leaves; /* Leaf */
};

static Ref
ref_of(qpdf_data pdf, qpdf_oh object)
{
	return (Ref){ qpdf_oh_get_object_id(pdf, object), qpdf_oh_get_generation(pdf, object) };
}

static qpdf_oh
object_of(qpdf_data pdf, Ref ref)
{
	return qpdf_get_object_by_id(pdf, ref.id, ref.generation);
}

static gboolean
is_turned(qpdf_data pdf, qpdf_oh object, gboolean outer)
{
	if (!qpdf_oh_has_key(pdf, object, "/Rotate"))
		return outer;
	qpdf_oh turn = qpdf_oh_get_key(pdf, object, "/Rotate");
	return !qpdf_oh_is_integer(pdf, turn) || qpdf_oh_get_int_value(pdf, turn) != 0;
}

/* Begins with the kids of a node; outer is the node that holds it, or nothing. */
static gboolean
enter(PdfPages *pages, qpdf_oh object, const Node *outer)
{
	qpdf_oh kids = qpdf_oh_get_key_if_dict(pages->pdf, object, "/Kids");
	Ref ref = ref_of(pages->pdf, object);

	if (pages->depth == DEPTH_MAX || !ref.id || !qpdf_oh_is_array(pages->pdf, kids))
		return FALSE;
	pages->nodes[pages->depth++] = (Node){
		.node = ref,
		.n = qpdf_oh_get_array_n_items(pages->pdf, kids),
		.resources =
			qpdf_oh_has_key(pages->pdf, object, "/Resources") ? ref : outer->resources,
		.turned = is_turned(pages->pdf, object, outer->turned),
	};
	return TRUE;
}

static gboolean
add_leaf(PdfPages *pages, qpdf_oh object, const Node *outer)
{
	Leaf leaf = { ref_of(pages->pdf, object), outer->resources, FALSE };

	if (!leaf.page.id || !qpdf_oh_is_dictionary_of_type(pages->pdf, object, "/Page", NULL))
		return FALSE;
	if (qpdf_oh_has_key(pages->pdf, object, "/Resources"))
		leaf.resources = leaf.page;
	leaf.turned = is_turned(pages->pdf, object, outer->turned);
	g_array_append_val(pages->leaves, leaf);
	return TRUE;
}

/* Goes to the next kid. FALSE if it is neither a page nor a node. */
static gboolean
step(PdfPages *pages)
{
	Node *node = &pages->nodes[pages->depth - 1];

	if (node->at == node->n) {
		pages->depth--;
		return TRUE;
	}
	qpdf_oh kid = qpdf_oh_get_array_item(pages->pdf,
		qpdf_oh_get_key(pages->pdf, object_of(pages->pdf, node->node), "/Kids"),
		node->at++);
	if (++pages->seen > SEEN_MAX || !qpdf_oh_is_dictionary(pages->pdf, kid))
		return FALSE;
	return qpdf_oh_has_key(pages->pdf, kid, "/Kids") ? enter(pages, kid, node)
							 : add_leaf(pages, kid, node);
}

PdfPages *
pdf_pages_new(qpdf_data pdf)
{
	PdfPages *pages = g_new0(PdfPages, 1);

	pages->pdf = pdf;
	pages->leaves = g_array_new(FALSE, FALSE, sizeof(Leaf));
	(void) enter(
		pages, qpdf_oh_get_key_if_dict(pdf, qpdf_get_root(pdf), "/Pages"), &(Node){ 0 });
	return pages;
}

void
pdf_pages_free(PdfPages *pages)
{
	if (!pages)
		return;
	g_array_unref(pages->leaves);
	g_free(pages);
}

gboolean
pdf_pages_find(PdfPages *pages, guint page, PdfLeaf *ret_leaf)
{
	while (pages->leaves->len <= page && pages->depth > 0)
		if (!step(pages))
			pages->depth = 0;
	if (page >= pages->leaves->len)
		return FALSE;
	const Leaf *leaf = &g_array_index(pages->leaves, Leaf, page);
	ret_leaf->page = object_of(pages->pdf, leaf->page);
	ret_leaf->resources =
		leaf->resources.id ? qpdf_oh_get_key(pages->pdf,
					     object_of(pages->pdf, leaf->resources), "/Resources")
				   : qpdf_oh_new_null(pages->pdf);
	ret_leaf->turned = leaf->turned;
	return TRUE;
}

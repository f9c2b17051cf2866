/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parser of templates: one pass over the bytes, a stack of open sections.
 * It knows no field and opens no file, and it never guesses: what is not a tag
 * of the supported kinds is an error that names file and line.
 */
#include "adapters/template/template-parse.h"

#include <string.h>

#include "core/error.h"

#define NAME_MAX_BYTES 128

typedef struct {
	const char *file;
	const char *source;
	const char *end;
	const char *position; /* what lies before it is in the tree */
	TemplateForm form;
	guint line; /* of counted */
	const char *counted;
	GPtrArray *nodes; /* where new nodes go, borrowed from root or a section */
	GPtrArray *root;
	TemplateNode *open[TEMPLATE_MAX_DEPTH]; /* borrowed */
	guint depth;
} Parser;

/* One tag as it stands in the source. */
typedef struct {
	char sigil;        /* 0 for a variable */
	const char *start; /* its first brace */
	const char *after; /* behind its last one */
	const char *body;  /* what is between, without sigil */
	gsize length;
} Tag;

static gboolean add_variable(Parser *parser, const Tag *tag, const char *name, GError **error);
static gboolean open_section(Parser *parser, const Tag *tag, const char *name, GError **error);
static gboolean close_section(Parser *parser, const Tag *tag, const char *name, GError **error);
static gboolean add_partial(Parser *parser, const Tag *tag, const char *name, GError **error);

/* What each sigil does. */
static const struct {
	char sigil;
	gboolean alone; /* may stand alone on its line, which then vanishes */
	gboolean (*add)(Parser *parser, const Tag *tag, const char *name, GError **error);
	const char *refused; /* why, if there is no add */
} sigils[] = {
	{ .sigil = 0, .add = add_variable },
	{ .sigil = '{', .add = add_variable },
	{ .sigil = '&', .add = add_variable },
	{ .sigil = '#', .alone = TRUE, .add = open_section },
	{ .sigil = '^', .alone = TRUE, .add = open_section },
	{ .sigil = '/', .alone = TRUE, .add = close_section },
	{ .sigil = '>', .alone = TRUE, .add = add_partial },
	{ .sigil = '!', .alone = TRUE },
	{ .sigil = '=', .refused = "changing the delimiters is not supported; write {{ and }}" },
	{ .sigil = '$', .refused = "blocks are not supported; use a partial {{> name}}" },
	{ .sigil = '<', .refused = "parents are not supported; use a partial {{> name}}" },
};

void
template_node_free(TemplateNode *node)
{
	if (!node)
		return;
	g_free(node->text);
	g_strfreev(node->path);
	g_free(node->indent);
	g_free(node->file);
	g_clear_pointer(&node->children, g_ptr_array_unref);
	g_free(node);
}

static GPtrArray *
new_nodes(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify) template_node_free);
}

/* Lines are counted once, as far as they are asked for. */
static guint
line_of(Parser *parser, const char *where)
{
	for (; parser->counted < where; parser->counted++)
		if (*parser->counted == '\n')
			parser->line++;
	return parser->line;
}

static gboolean refuse(Parser *parser, const char *where, GError **error, const char *format, ...)
	G_GNUC_PRINTF(4, 5);

static gboolean
refuse(Parser *parser, const char *where, GError **error, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	g_autofree char *what = g_strdup_vprintf(format, args);
	va_end(args);
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s:%u: %s", parser->file,
		line_of(parser, where), what);
	return FALSE;
}

static TemplateNode *
add_node(Parser *parser, TemplateNodeType type, const char *where, char *text)
{
	TemplateNode *node = g_new0(TemplateNode, 1);

	node->type = type;
	node->line = line_of(parser, where);
	node->text = text;
	if (type != TEMPLATE_NODE_LITERAL && type != TEMPLATE_NODE_PARTIAL &&
		strcmp(text, ".") != 0)
		node->path = g_strsplit(text, ".", 0);
	g_ptr_array_add(parser->nodes, node);
	return node;
}

static void
add_literal(Parser *parser, const char *until)
{
	if (until > parser->position)
		add_node(parser, TEMPLATE_NODE_LITERAL, parser->position,
			g_strndup(parser->position, (gsize) (until - parser->position)));
	parser->position = MAX(parser->position, until);
}

static gboolean
add_variable(Parser *parser, const Tag *tag, const char *name, GError **error)
{
	if (tag->sigil && parser->form == TEMPLATE_HTML)
		return refuse(parser, tag->start, error,
			"unescaped '%s' is not allowed in an html part; write {{%s}}", name, name);
	add_node(parser, TEMPLATE_NODE_VARIABLE, tag->start, g_strdup(name));
	return TRUE;
}

static gboolean
open_section(Parser *parser, const Tag *tag, const char *name, GError **error)
{
	if (parser->depth == TEMPLATE_MAX_DEPTH)
		return refuse(parser, tag->start, error, "more than %d sections inside each other",
			TEMPLATE_MAX_DEPTH);
	TemplateNode *node =
		add_node(parser, tag->sigil == '#' ? TEMPLATE_NODE_SECTION : TEMPLATE_NODE_INVERTED,
			tag->start, g_strdup(name));
	node->children = new_nodes();
	parser->open[parser->depth++] = node;
	parser->nodes = node->children;
	return TRUE;
}

static gboolean
close_section(Parser *parser, const Tag *tag, const char *name, GError **error)
{
	const TemplateNode *node = parser->depth ? parser->open[parser->depth - 1] : NULL;

	if (!node)
		return refuse(parser, tag->start, error, "{{/%s}} closes nothing", name);
	if (strcmp(node->text, name) != 0)
		return refuse(parser, tag->start, error,
			"{{/%s}} stands where {{/%s}} of line %u should", name, node->text,
			node->line);
	parser->depth--;
	parser->nodes = parser->depth ? parser->open[parser->depth - 1]->children : parser->root;
	return TRUE;
}

static gboolean
add_partial(Parser *parser, const Tag *tag, const char *name, GError **error)
{
	/* The name becomes a file name; dots and slashes stay out of it. */
	if (strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") != strlen(name))
		return refuse(parser, tag->start, error,
			"'%s' cannot be a partial; use a-z, 0-9, _ and -", name);
	TemplateNode *node = add_node(parser, TEMPLATE_NODE_PARTIAL, tag->start, g_strdup(name));
	node->indent = g_strdup("");
	return TRUE;
}

static const char *
find(const char *from, const char *end, const char *what)
{
	return g_strstr_len(from, end - from, what);
}

/* Reads the tag at start ("{{"). */
static gboolean
read_tag(Parser *parser, const char *start, Tag *ret_tag, GError **error)
{
	const char *body = start + 2;
	char sigil = body < parser->end && *body && strchr("{&#^/>!=$<", *body) ? *body : 0;
	const char *closer = sigil == '{' ? "}}}" : "}}";
	const char *close = find(body, parser->end, closer);

	if (!close)
		return refuse(parser, start, error, "the tag is not closed by %s", closer);
	body += sigil != 0;
	*ret_tag = (Tag){
		.sigil = sigil,
		.start = start,
		.after = close + strlen(closer),
		.body = body,
		.length = close > body ? (gsize) (close - body) : 0,
	};
	return TRUE;
}

/* The name in a tag, or NULL with an error. */
static char *
tag_name(Parser *parser, const Tag *tag, GError **error)
{
	g_autofree char *name = g_strstrip(g_strndup(tag->body, tag->length));
	gboolean path = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "0123456789_-.") == strlen(name);

	if (strcmp(name, ".") != 0 &&
		(!path || !*name || strlen(name) > NAME_MAX_BYTES || name[0] == '.' ||
			g_str_has_suffix(name, ".") || strstr(name, ".."))) {
		g_autofree char *shown = g_utf8_make_valid(name, MIN(strlen(name), 40));
		(void) refuse(parser, tag->start, error, "'%s' is not the name of a field", shown);
		return NULL;
	}
	return g_steal_pointer(&name);
}

static const char *
skip_blank(const char *from, const char *end)
{
	while (from < end && (*from == ' ' || *from == '\t'))
		from++;
	return from;
}

/*
 * A tag stands alone if its line holds nothing else. Gives where that line
 * starts and where the next one does.
 */
static gboolean
stands_alone(const Parser *parser, const Tag *tag, const char **ret_line, const char **ret_next)
{
	const char *line = tag->start;
	const char *next = skip_blank(tag->after, parser->end);

	while (line > parser->source && (line[-1] == ' ' || line[-1] == '\t'))
		line--;
	if (line > parser->source && line[-1] != '\n')
		return FALSE;
	if (next + 1 < parser->end && next[0] == '\r' && next[1] == '\n')
		next++;
	if (next < parser->end && *next != '\n')
		return FALSE;
	*ret_line = line;
	*ret_next = next < parser->end ? next + 1 : next;
	return TRUE;
}

static gsize
sigil_index(char sigil)
{
	gsize i = 0;

	while (sigils[i].sigil != sigil)
		i++;
	return i;
}

static gboolean
take_tag(Parser *parser, const Tag *tag, GError **error)
{
	gsize kind = sigil_index(tag->sigil);
	const char *line = tag->start;
	const char *next = tag->after;
	gboolean alone = sigils[kind].alone && stands_alone(parser, tag, &line, &next);

	if (sigils[kind].refused)
		return refuse(parser, tag->start, error, "%s", sigils[kind].refused);
	add_literal(parser, line);
	parser->position = next;
	if (!sigils[kind].add)
		return TRUE;
	g_autofree char *name = tag_name(parser, tag, error);
	if (!name || !sigils[kind].add(parser, tag, name, error))
		return FALSE;
	if (alone && tag->sigil == '>') {
		TemplateNode *node = g_ptr_array_index(parser->nodes, parser->nodes->len - 1);
		g_free(node->indent);
		node->indent = g_strndup(line, (gsize) (tag->start - line));
	}
	return TRUE;
}

static gboolean
check_bytes(Parser *parser, GError **error)
{
	gsize length = (gsize) (parser->end - parser->source);
	const char *bad = NULL;

	if (length > TEMPLATE_MAX_BYTES)
		return refuse(parser, parser->source, error, "the file is over %d bytes",
			TEMPLATE_MAX_BYTES);
	if (!g_utf8_validate_len(parser->source, length, &bad))
		return refuse(parser, bad, error, "the text is not UTF-8; save the file as UTF-8");
	return TRUE;
}

gboolean
template_parse(const char *file, const char *source, gsize length, TemplateForm form,
	GPtrArray **ret_nodes, GError **error)
{
	g_autoptr(GPtrArray) root = new_nodes();
	Parser parser = {
		.file = file,
		.source = source,
		.end = source + length,
		.position = source,
		.form = form,
		.line = 1,
		.counted = source,
		.nodes = root,
		.root = root,
	};
	const char *start;
	Tag tag;

	if (!check_bytes(&parser, error))
		return FALSE;
	while ((start = find(parser.position, parser.end, "{{")))
		if (!read_tag(&parser, start, &tag, error) || !take_tag(&parser, &tag, error))
			return FALSE;
	if (parser.depth) {
		const TemplateNode *node = parser.open[parser.depth - 1];

		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG,
			"%s:%u: the section '%s' is not closed by {{/%s}}", file, node->line,
			node->text, node->text);
		return FALSE;
	}
	add_literal(&parser, parser.end);
	*ret_nodes = g_steal_pointer(&root);
	return TRUE;
}

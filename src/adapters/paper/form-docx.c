/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The controls of our form, by libxml2. Everything but the words in them stays as whoever
 * changed the form in Word left it.
 */
#include "adapters/paper/form-docx.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#include "adapters/paper/zip-files.h"
#include "core/error.h"
#include "core/date.h"
#include "core/form/return-form.h"

#define PROMPT_STYLE "PlaceholderText"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)

/* Called with each control that has a tag. */
typedef void (*TakeControl)(xmlNode *control, const char *tag, gpointer user);

static gboolean
is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *) node->name, name) == 0;
}

static xmlNode *
find_child(const xmlNode *node, const char *name)
{
	for (xmlNode *child = node ? node->children : NULL; child; child = child->next)
		if (is(child, name))
			return child;
	return NULL;
}

/* The first element of that name in node, which may be node itself. */
static xmlNode *
find_inside(xmlNode *node, const char *name)
{
	if (is(node, name))
		return node;
	for (xmlNode *child = node->children; child; child = child->next) {
		xmlNode *found = find_inside(child, name);

		if (found)
			return found;
	}
	return NULL;
}

static void
walk(xmlNode *node, TakeControl take, gpointer user)
{
	for (xmlNode *child = node->children; child; child = child->next) {
		xmlNode *tag =
			is(child, "sdt") ? find_child(find_child(child, "sdtPr"), "tag") : NULL;
		xmlChar *value = tag ? xmlGetProp(tag, BAD_CAST "val") : NULL;

		if (value)
			take(child, (const char *) value, user);
		xmlFree(value);
		walk(child, take, user);
	}
}

/* TRUE for the parts of the document that people see. */
static gboolean
is_page(const char *name)
{
	return strcmp(name, "word/document.xml") == 0 ||
	       ((g_str_has_prefix(name, "word/header") || g_str_has_prefix(name, "word/footer")) &&
		       g_str_has_suffix(name, ".xml"));
}

static xmlDoc *
parse(const ZipFile *file, GError **error)
{
	gsize length;
	const char *data = g_bytes_get_data(file->content, &length);
	g_autoptr(xmlDoc) document = xmlReadMemory(data, (int) length, file->name, NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

	if (document && !document->intSubset)
		return g_steal_pointer(&document);
	g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s in it is not XML as Word writes it",
		file->name);
	return NULL;
}

typedef struct {
	const char *file;
	GHashTable *seen;
	GPtrArray *problems;
} Check;

static void
check_control(xmlNode *control, const char *tag, gpointer user)
{
	Check *check = user;
	const ReturnFormField *field = return_form_find(tag);
	gboolean box = find_child(find_child(control, "sdtPr"), "checkbox") != NULL;

	g_hash_table_add(check->seen, g_strdup(tag));
	if (!field)
		g_ptr_array_add(check->problems,
			g_strdup_printf("%s: no field has the tag '%s'", check->file, tag));
	else if (box != (field->code != NULL))
		g_ptr_array_add(check->problems,
			g_strdup_printf("%s: the control with the tag '%s' is %s", check->file, tag,
				box ? "a check box, which is to be text"
				    : "no check box, which it is to be"));
}

static void
check_missing(Check *check)
{
	gsize count;
	const ReturnFormField *fields = return_form_fields(&count);

	for (gsize i = 0; i < count; i++)
		if (!fields[i].optional && !g_hash_table_contains(check->seen, fields[i].tag))
			g_ptr_array_add(
				check->problems, g_strdup_printf("%s: no control has the tag '%s'",
							 check->file, fields[i].tag));
}

static void
check_files(Check *check, const GPtrArray *files)
{
	for (guint i = 0; i < files->len; i++) {
		const ZipFile *file = g_ptr_array_index(files, i);
		g_autoptr(GError) error = NULL;

		if (g_str_has_suffix(file->name, "vbaProject.bin"))
			g_ptr_array_add(check->problems,
				g_strdup_printf(
					"%s: it has macros, and must have none", check->file));
		if (!is_page(file->name))
			continue;
		g_autoptr(xmlDoc) document = parse(file, &error);
		if (document)
			walk((xmlNode *) document, check_control, check);
		else
			g_ptr_array_add(check->problems,
				g_strdup_printf("%s: %s", check->file, error->message));
	}
	check_missing(check);
}

void
form_docx_check(const char *file, GBytes *form, GPtrArray *problems)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GError) error = NULL;
	Check check = { file, seen, problems };
	g_autoptr(GPtrArray) files = zip_files_read(form, &error);

	if (files)
		check_files(&check, files);
	else
		g_ptr_array_add(problems, g_strdup_printf("%s: %s", file, error->message));
}

static void
drop(xmlNode *node)
{
	xmlUnlinkNode(node);
	xmlFreeNode(node);
}

/* The properties of a paragraph stay: they say what it looks like. */
static void
drop_words(xmlNode *node)
{
	for (xmlNode *child = node->children, *next; child; child = next) {
		next = child->next;
		if (!is(child, "pPr"))
			drop(child);
	}
}

static void
add_line(xmlNode *run, const char *line)
{
	g_autofree char *valid = g_utf8_make_valid(line, -1);

	/* What XML has no way to write (section 2.2) nobody has typed either. */
	for (char *p = valid; *p; p++)
		if ((guchar) *p < ' ')
			*p = ' ';
	xmlNode *text = xmlNewTextChild(run, run->ns, BAD_CAST "t", BAD_CAST valid);
	xmlSetProp(text, BAD_CAST "xml:space", BAD_CAST "preserve");
}

/* Takes look, the run's properties or NULL. */
static xmlNode *
add_run(xmlNode *parent, xmlNs *space, xmlNode *look)
{
	xmlNode *run = xmlNewChild(parent, space, BAD_CAST "r", NULL);

	if (look)
		xmlAddChild(run, look);
	return run;
}

/* A copy of how the control's first run looks, when it is no prompt; or NULL. */
static xmlNode *
copy_look(xmlNode *content)
{
	xmlNode *run = find_inside(content, "r");
	xmlNode *look = run ? xmlCopyNode(find_child(run, "rPr"), 1) : NULL;
	xmlNode *style = look ? find_child(look, "rStyle") : NULL;
	xmlChar *name = style ? xmlGetProp(style, BAD_CAST "val") : NULL;

	if (name && strcmp((const char *) name, PROMPT_STYLE) == 0)
		drop(style);
	xmlFree(name);
	return look;
}

/* Lines in a paragraph, with breaks between them. */
static void
write_lines(xmlNode *parent, xmlNs *space, xmlNode *look, char **lines)
{
	xmlNode *run = add_run(parent, space, look);

	for (guint i = 0; lines[i]; i++) {
		if (i)
			xmlNewChild(run, space, BAD_CAST "br", NULL);
		add_line(run, lines[i]);
	}
}

/* Lines as paragraphs like the first one, which holder has; the others are dropped. */
static void
write_paragraphs(xmlNode *first, xmlNode *look, char **lines)
{
	xmlNode *holder = first->parent, *last = first;

	for (xmlNode *other = first->next, *next; other; other = next) {
		next = other->next;
		drop(other);
	}
	drop_words(first);
	for (guint i = 1; lines[i]; i++) {
		last = xmlAddNextSibling(last, xmlCopyNode(first, 1));
		add_line(add_run(last, holder->ns, look ? xmlCopyNode(look, 1) : NULL), lines[i]);
	}
	add_line(add_run(first, holder->ns, look), lines[0]);
}

/* What the control says of itself: no prompt any more, and of a date the day. */
static void
mark_filled(xmlNode *control, const char *value)
{
	xmlNode *properties = find_child(control, "sdtPr");
	xmlNode *prompt = find_child(properties, "showingPlcHdr");
	xmlNode *day = find_child(properties, "date");
	CivilDate date;

	if (prompt)
		drop(prompt);
	if (day && date_from_string(value, &date)) {
		g_autofree char *whole = g_strconcat(value, "T00:00:00Z", NULL);

		xmlSetNsProp(day, day->ns, BAD_CAST "fullDate", BAD_CAST whole);
	}
}

typedef struct {
	GVariant *facts;
	const char *language;
} Fill;

static void
fill_control(xmlNode *control, const char *tag, gpointer user)
{
	const Fill *fill = user;
	const ReturnFormField *field = return_form_find(tag);
	xmlNode *content = find_child(control, "sdtContent");
	g_autofree char *value =
		field && content ? return_form_fill(field, fill->facts, fill->language) : NULL;

	if (!value)
		return;
	g_auto(GStrv) lines = g_strsplit(value, "\n", -1);
	xmlNode *look = copy_look(content), *first = find_inside(content, "p");
	if (first) {
		write_paragraphs(first, look, lines);
	} else {
		drop_words(content);
		write_lines(content, content->ns, look, lines);
	}
	mark_filled(control, value);
}

static gboolean
fill_page(ZipFile *file, Fill *fill, GError **error)
{
	g_autoptr(xmlDoc) document = parse(file, error);
	xmlChar *text = NULL;
	int length = 0;

	if (!document)
		return FALSE;
	walk((xmlNode *) document, fill_control, fill);
	xmlDocDumpMemoryEnc(document, &text, &length, "UTF-8");
	g_bytes_unref(file->content);
	file->content = g_bytes_new(text, (gsize) length);
	xmlFree(text);
	return TRUE;
}

gboolean
form_docx_fill(
	GBytes *form, GVariant *facts, const char *language, GBytes **ret_filled, GError **error)
{
	Fill fill = { facts, language };
	g_autoptr(GPtrArray) files = zip_files_read(form, error);

	for (guint i = 0; files && i < files->len; i++) {
		ZipFile *file = g_ptr_array_index(files, i);

		if (is_page(file->name) && !fill_page(file, &fill, error))
			return FALSE;
	}
	GBytes *filled = files ? zip_files_write(files, error) : NULL;
	if (filled)
		*ret_filled = filled;
	return filled != NULL;
}

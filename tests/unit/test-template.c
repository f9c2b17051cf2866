/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The template engine. The cases of the first table restate those of the
 * Mustache specification (interpolation, sections, inverted, comments,
 * partials) for what is supported; facts are written as GVariant text.
 */
#include <glib.h>
#include <string.h>

#include "adapters/template/template.h"
#include "core/error.h"

/* What a test's template finds: "t.EXT" and partials "_p.EXT", "_q.EXT". */
typedef struct {
	const char *source;
	const char *p;
	const char *q;
} Files;

static gboolean
open_test(const char *file, gpointer user, char **ret_source, gsize *ret_length, GError **error)
{
	const Files *files = user;
	const char *source = file[0] == 't'                 ? files->source
			     : g_str_has_prefix(file, "_p") ? files->p
			     : g_str_has_prefix(file, "_q") ? files->q
							    : NULL;

	if (!source) {
		g_set_error(error, LEX_ERROR, LEX_ERROR_CONFIG, "%s: no such file", file);
		return FALSE;
	}
	*ret_source = g_strdup(source);
	*ret_length = strlen(source);
	return TRUE;
}

static char *
render(const Files *files, TemplateForm form, const char *facts, GError **error)
{
	g_autoptr(Template) template = NULL;
	g_autoptr(GVariant) values = NULL;
	const char *file = form == TEMPLATE_HTML ? "t.html" : "t.txt";
	char *text = NULL;

	values = g_variant_parse(G_VARIANT_TYPE_VARDICT, facts ? facts : "{}", NULL, NULL, NULL);
	g_assert_nonnull(values);
	g_autoptr(TemplateValue) value = template_value_new(values);
	if (!template_load(file, form, open_test, (gpointer) files, &template, error) ||
		!template_render(template, value, &text, error))
		return NULL;
	return text;
}

static const struct {
	const char *name;
	const char *source;
	const char *facts;
	const char *text;
	const char *p;
} cases[] = {
	/* interpolation */
	{ "none", "Hej {planet} } }}\n", NULL, "Hej {planet} } }}\n", NULL },
	{ "basic", "Hej {{a}}!", "{'a': <'du'>}", "Hej du!", NULL },
	{ "padding", "|{{ a }}|{{\ta\n}}|", "{'a': <'-'>}", "|-|-|", NULL },
	{ "surrounding", "  {{a}}\n", "{'a': <'-'>}", "  -\n", NULL },
	{ "no entities in text", "{{a}}", "{'a': <'& \" < >'>}", "& \" < >", NULL },
	{ "triple in text", "{{{a}}}|{{&a}}|{{& a }}", "{'a': <'<'>}", "<|<|<", NULL },
	{ "miss", "I ({{no}}) see", NULL, "I () see", NULL },
	{ "boolean writes nothing", "({{a}})", "{'a': <true>}", "()", NULL },
	{ "list writes nothing", "({{a}})", "{'a': <['x']>}", "()", NULL },
	{ "dotted", "{{a.b}}", "{'a': <{'b': <'x'>}>}", "x", NULL },
	{ "dotted depth", "{{a.b.c}}", "{'a': <{'b': <{'c': <'x'>}>}>}", "x", NULL },
	{ "broken chain", "({{a.b.c}})", "{'a': <{'x': <'x'>}>, 'c': <'no'>}", "()", NULL },
	{ "broken by text", "({{a.b}})", "{'a': <'x'>}", "()", NULL },
	{ "first part decides", "{{#a}}({{b.c}}){{/a}}",
		"{'a': <{'b': <{'x': <''>}>}>, 'b': <{'c': <'ERROR'>}>}", "()", NULL },
	{ "implicit", "{{#a}}{{.}}{{/a}}", "{'a': <'x'>}", "x", NULL },
	{ "control characters go", "{{a}}", "{'a': <'x\\u001b[1m\\u202ey'>}", "x[1my", NULL },
	{ "lines stay", "{{a}}", "{'a': <'x\\r\\ny'>}", "x\ny", NULL },
	{ "values are not templates", "{{a}}", "{'a': <'{{b}}'>, 'b': <'no'>}", "{{b}}", NULL },

	/* sections */
	{ "true", "{{#a}}yes{{/a}}", "{'a': <true>}", "yes", NULL },
	{ "false", "({{#a}}no{{/a}})", "{'a': <false>}", "()", NULL },
	{ "absent", "({{#a}}no{{/a}})", NULL, "()", NULL },
	{ "empty text", "({{#a}}no{{/a}})", "{'a': <''>}", "()", NULL },
	{ "zero is text", "{{#a}}{{.}}{{/a}}", "{'a': <'0'>}", "0", NULL },
	{ "context", "{{#a}}{{b}}{{/a}}", "{'a': <{'b': <'x'>}>}", "x", NULL },
	{ "parent context", "{{#a}}{{b}}{{c}}{{/a}}", "{'a': <{'b': <'x'>}>, 'c': <'y'>}", "xy",
		NULL },
	{ "inner first", "{{#a}}{{b}}{{/a}}{{b}}", "{'a': <{'b': <'x'>}>, 'b': <'y'>}", "xy",
		NULL },
	{ "true pushes nothing", "{{#a}}{{b}}{{/a}}", "{'a': <true>, 'b': <'x'>}", "x", NULL },
	{ "list", "{{#a}}{{b}}{{/a}}", "{'a': <[{'b': <'1'>}, {'b': <'2'>}]>}", "12", NULL },
	{ "empty list", "({{#a}}no{{/a}})", "{'a': <@aa{sv} []>}", "()", NULL },
	{ "empty dictionary", "({{#a}}no{{/a}})", "{'a': <@a{sv} {}>}", "()", NULL },
	{ "iterator", "{{#a}}({{.}}){{/a}}", "{'a': <['x', 'y']>}", "(x)(y)", NULL },
	{ "nested", "{{#a}}{{#b}}{{c}}{{/b}}{{/a}}",
		"{'a': <[{'b': <[{'c': <'1'>}, {'c': <'2'>}]>}]>}", "12", NULL },
	{ "doubled", "{{#a}}1{{/a}}-{{#a}}2{{/a}}", "{'a': <true>}", "1-2", NULL },
	{ "dotted section", "{{#a.b}}x{{/a.b}}", "{'a': <{'b': <true>}>}", "x", NULL },
	{ "tag padding", "|{{# a }}={{/ a }}|", "{'a': <true>}", "|=|", NULL },
	{ "inline white space", " | {{#a}}\t|\t{{/a}} | \n", "{'a': <true>}", " | \t|\t | \n",
		NULL },
	{ "standalone", "| This Is\n{{#a}}\n|\n{{/a}}\n| A Line\n", "{'a': <true>}",
		"| This Is\n|\n| A Line\n", NULL },
	{ "indented standalone", "| A\n  {{#a}}\n|\n\t{{/a}}\t\n| B\n", "{'a': <true>}",
		"| A\n|\n| B\n", NULL },
	{ "standalone CRLF", "|\r\n{{#a}}\r\n{{/a}}\r\n|", "{'a': <true>}", "|\r\n|", NULL },
	{ "standalone without line before", "  {{#a}}\n#{{/a}}\n/", "{'a': <true>}", "#\n/", NULL },
	{ "standalone without line after", "#{{#a}}\n/\n  {{/a}}", "{'a': <true>}", "#\n/\n",
		NULL },

	/* inverted */
	{ "inverted false", "{{^a}}x{{/a}}", "{'a': <false>}", "x", NULL },
	{ "inverted true", "({{^a}}x{{/a}})", "{'a': <true>}", "()", NULL },
	{ "inverted empty list", "{{^a}}x{{/a}}", "{'a': <@as []>}", "x", NULL },
	{ "inverted list", "({{^a}}x{{/a}})", "{'a': <['']>}", "()", NULL },
	{ "inverted absent", "{{^a}}x{{/a}}", NULL, "x", NULL },
	{ "inverted chain", "{{^a.b.c}}x{{/a.b.c}}", "{'a': <@a{sv} {}>}", "x", NULL },
	{ "inverted standalone", "1\n{{^a}}\n2\n{{/a}}\n3\n", NULL, "1\n2\n3\n", NULL },

	/* comments */
	{ "comment", "12345{{! Comment }}67890", NULL, "1234567890", NULL },
	{ "comment of lines", "12345{{!\n x\n}}67890\n", NULL, "1234567890\n", NULL },
	{ "comment alone", "A\n{{! x }}\nB\n", NULL, "A\nB\n", NULL },
	{ "comment of lines alone", "A\n  {{!\nx\n  }}\nB\n", NULL, "A\nB\n", NULL },
	{ "comment at the end", "!\n  {{! x }}", NULL, "!\n", NULL },
	{ "comment inline", "  12 {{! 34 }}\n", NULL, "  12 \n", NULL },
	{ "empty comment", "a{{!}}b", NULL, "ab", NULL },

	/* partials */
	{ "partial", "\"{{>p}}\"", NULL, "\"from\"", "from" },
	{ "partial context", "\"{{>p}}\"", "{'a': <'x'>}", "\"*x*\"", "*{{a}}*" },
	{ "partial padding", "|{{> p }}|", NULL, "|[]|", "[]" },
	{ "partial in a line", "  {{a}}  {{> p}}\n", "{'a': <'|'>}", "  |  >\n>\n", ">\n>" },
	{ "partial alone", "|\r\n{{>p}}\r\n|", NULL, "|\r\n>|", ">" },
	{ "partial without line before", "  {{>p}}\n>", NULL, "  >\n  >>", ">\n>" },
	{ "partial without line after", ">\n  {{>p}}", NULL, ">\n  >\n  >", ">\n>" },
	{ "partial indented", "\\\n {{>p}}\n/\n", "{'a': <'<\\n->'>}", "\\\n |\n <\n->\n |\n/\n",
		"|\n{{{a}}}\n|\n" },
	{ "partial's section spans not out", "{{#a}}{{>p}}{{/a}}", "{'a': <['1','2']>}", "1,2,",
		"{{.}}," },
};

static void
test_specification(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		Files files = { cases[i].source, cases[i].p, NULL };
		g_autoptr(GError) error = NULL;

		g_test_message("%s", cases[i].name);
		g_autofree char *text = render(&files, TEMPLATE_TEXT, cases[i].facts, &error);
		g_assert_no_error(error);
		g_assert_cmpstr(text, ==, cases[i].text);
	}
}

static void
test_forms(void)
{
	static const struct {
		TemplateForm form;
		const char *source;
		const char *facts;
		const char *text;
	} forms[] = {
		{ TEMPLATE_HTML, "<b>{{a}}</b>", "{'a': <'& \" < > \\''>}",
			"<b>&amp; &quot; &lt; &gt; &#39;</b>" },
		{ TEMPLATE_HTML, "{{a}}", "{'a': <'<script>\\u0007'>}", "&lt;script&gt;" },
		{ TEMPLATE_SUBJECT, "Till {{a}}\n", "{'a': <'x\\r\\nBcc: y@b.example'>}",
			"Till x Bcc: y@b.example" },
		{ TEMPLATE_SUBJECT, "\n  a\n b\n", NULL, "a b" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
		Files files = { forms[i].source, NULL, NULL };
		g_autoptr(GError) error = NULL;
		g_autofree char *text = render(&files, forms[i].form, forms[i].facts, &error);

		g_assert_no_error(error);
		g_assert_cmpstr(text, ==, forms[i].text);
	}
}

/* Each refusal names file and line. */
static void
test_refused(void)
{
	static const struct {
		const char *source;
		TemplateForm form;
		const char *message; /* how it starts */
		const char *p;
		const char *q;
	} refused[] = {
		{ "a\nb {{x", TEMPLATE_TEXT, "t.txt:2: the tag is not closed by }}", NULL, NULL },
		{ "{{{x}}", TEMPLATE_TEXT, "t.txt:1: the tag is not closed by }}}", NULL, NULL },
		{ "{{", TEMPLATE_TEXT, "t.txt:1: the tag is not closed by }}", NULL, NULL },
		{ "\n\n{{=<% %>=}}", TEMPLATE_TEXT, "t.txt:3: changing the delimiters", NULL,
			NULL },
		{ "{{$a}}{{/a}}", TEMPLATE_TEXT, "t.txt:1: blocks are not supported", NULL, NULL },
		{ "{{<a}}{{/a}}", TEMPLATE_TEXT, "t.txt:1: parents are not supported", NULL, NULL },
		{ "x\n{{#a}}\n\n", TEMPLATE_TEXT, "t.txt:2: the section 'a' is not closed", NULL,
			NULL },
		{ "{{#a}}\n{{/b}}", TEMPLATE_TEXT,
			"t.txt:2: {{/b}} stands where {{/a}} of line 1 should", NULL, NULL },
		{ "\n{{/a}}", TEMPLATE_TEXT, "t.txt:2: {{/a}} closes nothing", NULL, NULL },
		{ "{{}}", TEMPLATE_TEXT, "t.txt:1: '' is not the name", NULL, NULL },
		{ "{{a b}}", TEMPLATE_TEXT, "t.txt:1: 'a b' is not the name", NULL, NULL },
		{ "{{a..b}}", TEMPLATE_TEXT, "t.txt:1: 'a..b' is not the name", NULL, NULL },
		{ "{{.a}}", TEMPLATE_TEXT, "t.txt:1: '.a' is not the name", NULL, NULL },
		{ "\n{{{a}}}", TEMPLATE_HTML, "t.html:2: unescaped 'a' is not allowed", NULL,
			NULL },
		{ "{{&a}}", TEMPLATE_HTML, "t.html:1: unescaped 'a' is not allowed", NULL, NULL },
		{ "{{>../etc/passwd}}", TEMPLATE_TEXT, "t.txt:1: '../etc/passwd' is not the name",
			NULL, NULL },
		{ "{{>a.b}}", TEMPLATE_TEXT, "t.txt:1: 'a.b' cannot be a partial", NULL, NULL },
		{ "{{>no}}", TEMPLATE_TEXT, "t.txt:1: partial 'no': _no.txt: no such file", NULL,
			NULL },
		{ "\n{{>p}}", TEMPLATE_TEXT,
			"t.txt:2: partial 'p': _p.txt:1: the partial 'p' contains itself", "{{>p}}",
			NULL },
		{ "{{>p}}", TEMPLATE_TEXT,
			"t.txt:1: partial 'p': _p.txt:1: partial 'q': _q.txt:2: the partial 'p' "
			"contains itself",
			"{{>q}}", "\n{{>p}}" },
		{ "{{>p}}", TEMPLATE_TEXT, "t.txt:1: partial 'p': _p.txt:2: {{/x}} closes nothing",
			"\n{{/x}}", NULL },
		{ "å\n\xff\n", TEMPLATE_TEXT, "t.txt:2: the text is not UTF-8", NULL, NULL },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
		Files files = { refused[i].source, refused[i].p, refused[i].q };
		g_autoptr(GError) error = NULL;
		g_autofree char *text = render(&files, refused[i].form, NULL, &error);

		g_test_message("%s", refused[i].message);
		g_assert_null(text);
		g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
		g_assert_cmpstr(error->message, !=, "");
		if (!g_str_has_prefix(error->message, refused[i].message))
			g_assert_cmpstr(error->message, ==, refused[i].message);
	}
}

static void
assert_refused(const Files *files, const char *facts, const char *message)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = render(files, TEMPLATE_TEXT, facts, &error);

	g_assert_null(text);
	g_assert_error(error, LEX_ERROR, LEX_ERROR_CONFIG);
	if (!strstr(error->message, message))
		g_assert_cmpstr(error->message, ==, message);
}

static char *
repeat(const char *text, guint times)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < times; i++)
		g_string_append(out, text);
	return g_string_free(out, FALSE);
}

static void
test_limits(void)
{
	g_autofree char *deep = repeat("{{#a}}", TEMPLATE_MAX_DEPTH + 1);
	g_autofree char *large = repeat("x", TEMPLATE_MAX_BYTES + 1);
	g_autofree char *fits = repeat("x", TEMPLATE_MAX_BYTES);
	g_autofree char *many = repeat("{{>p}}", 200);
	g_autofree char *each = repeat("{{a}}", 200);
	g_autofree char *list = repeat("'x',", 400);
	g_autofree char *facts = g_strdup_printf("{'a': <[%s'x']>}", list);
	g_autofree char *words = repeat("word ", 200);
	g_autofree char *loud = g_strdup_printf("{{#a}}{{#a}}%s{{/a}}{{/a}}", words);
	const Files too_deep = { deep, NULL, NULL };
	const Files too_large = { large, NULL, NULL };
	const Files too_many = { many, each, NULL };
	const Files too_slow = { "{{#a}}{{#a}}{{#a}}{{^a}}{{/a}}{{/a}}{{/a}}{{/a}}", NULL, NULL };
	const Files too_long = { loud, NULL, NULL };
	const Files full = { fits, NULL, NULL };
	g_autoptr(GError) error = NULL;

	assert_refused(&too_deep, NULL, "sections inside each other");
	assert_refused(&too_large, NULL, "the file is over");
	assert_refused(&too_many, NULL, "tags and texts");
	assert_refused(&too_slow, facts, "would be too long");
	assert_refused(&too_long, facts, "would be too long");
	g_autofree char *text = render(&full, TEMPLATE_TEXT, NULL, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(strlen(text), ==, TEMPLATE_MAX_BYTES);
}

/* NUL and half a character are refused by their length, not by strlen(). */
static void
test_bytes(void)
{
	g_autoptr(GPtrArray) nodes = NULL;
	g_autoptr(GError) nul = NULL;
	g_autoptr(GError) half = NULL;

	g_assert_false(template_parse("t", "a\0b", 3, TEMPLATE_TEXT, &nodes, &nul));
	g_assert_error(nul, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_false(template_parse("t", "a\xc3", 2, TEMPLATE_TEXT, &nodes, &half));
	g_assert_error(half, LEX_ERROR, LEX_ERROR_CONFIG);
	g_assert_null(nodes);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/template/specification", test_specification);
	g_test_add_func("/template/forms", test_forms);
	g_test_add_func("/template/refused", test_refused);
	g_test_add_func("/template/limits", test_limits);
	g_test_add_func("/template/bytes", test_bytes);
	return g_test_run();
}

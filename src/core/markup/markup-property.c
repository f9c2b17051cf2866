/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Properties of CSS that mail programs write. What is not here is not known, so that no trick of
 * tomorrow commands anything.
 */
#include "core/markup/markup-property.h"

#include <string.h>

#define ANY     MARKUP_PROPERTY_ANY
#define WORDS   MARKUP_PROPERTY_WORDS
#define LETTERS MARKUP_PROPERTY_LETTERS
#define FONT    MARKUP_PROPERTY_FONT
#define BOX     MARKUP_PROPERTY_BOX
#define MARGIN  MARKUP_PROPERTY_MARGIN
#define INDENT  MARKUP_PROPERTY_INDENT
#define LINE    MARKUP_PROPERTY_LINE
#define SPACING MARKUP_PROPERTY_SPACING
#define OPACITY MARKUP_PROPERTY_OPACITY
#define OFFSET  MARKUP_PROPERTY_OFFSET

static const MarkupProperty properties[] = {
	{ "font-size", LETTERS, NULL },
	{ "font", FONT, NULL },
	{ "font-family", ANY, NULL },
	{ "font-style", ANY, NULL },
	{ "font-weight", ANY, NULL },
	{ "font-variant*", ANY, NULL },
	{ "font-stretch", ANY, NULL },
	{ "font-kerning", ANY, NULL },
	{ "font-optical-sizing", ANY, NULL },
	{ "font-feature-settings", WORDS, "normal" },
	{ "font-variation-settings", WORDS, "normal" },
	{ "font-size-adjust", WORDS, "none" },
	/* Judged by what they are together with. */
	{ "color", ANY, NULL },
	{ "background", ANY, NULL },
	{ "background-color", ANY, NULL },
	{ "height", ANY, NULL },
	{ "width", ANY, NULL },
	{ "max-height", ANY, NULL },
	{ "max-width", ANY, NULL },
	{ "min-height", ANY, NULL },
	{ "min-width", ANY, NULL },
	{ "overflow", WORDS, "visible|auto|scroll|hidden" },
	{ "overflow-*", WORDS, "visible|auto|scroll|normal|break-word|anywhere" },
	{ "background-*", WORDS,
		"none|auto|repeat|no-repeat|scroll|0% 0%|0px 0px|0 0|padding-box|border-box" },
	{ "display", WORDS,
		"block|inline|inline-block|list-item|table|inline-table|table-row|table-cell"
		"|table-row-group|table-header-group|table-footer-group|table-column"
		"|table-column-group|table-caption|flex|inline-flex|flow-root" },
	{ "visibility", WORDS, "visible" },
	{ "opacity", OPACITY, NULL },
	{ "position", WORDS, "static|relative" },
	{ "left", OFFSET, NULL },
	{ "right", OFFSET, NULL },
	{ "top", OFFSET, NULL },
	{ "bottom", OFFSET, NULL },
	{ "inset", OFFSET, NULL },
	{ "margin*", MARGIN, NULL },
	{ "padding*", BOX, NULL },
	{ "text-indent", INDENT, NULL },
	{ "line-height", LINE, NULL },
	{ "letter-spacing", SPACING, NULL },
	{ "word-spacing", SPACING, NULL },
	{ "white-space*", ANY, NULL },
	{ "text-align*", ANY, NULL },
	{ "text-decoration-thickness", WORDS, "auto|from-font" },
	{ "text-decoration*", ANY, NULL },
	{ "text-transform", ANY, NULL },
	{ "text-underline-*", ANY, NULL },
	{ "text-justify*", ANY, NULL },
	{ "text-autospace", ANY, NULL },
	{ "text-rendering", ANY, NULL },
	{ "text-wrap*", ANY, NULL },
	{ "text-size-adjust", WORDS, "none|auto|100%" },
	{ "-webkit-text-size-adjust", WORDS, "none|auto|100%" },
	{ "-ms-text-size-adjust", WORDS, "none|auto|100%" },
	{ "-webkit-text-stroke-width", WORDS, "0px|0" },
	{ "-webkit-nbsp-mode", ANY, NULL },
	{ "-webkit-line-break", ANY, NULL },
	{ "-webkit-font-smoothing", ANY, NULL },
	{ "-moz-osx-font-smoothing", ANY, NULL },
	{ "-webkit-tap-highlight-color", ANY, NULL },
	{ "-webkit-text-decoration*", ANY, NULL },
	{ "vertical-align", WORDS,
		"baseline|top|middle|bottom|text-top|text-bottom|sub|super|0|0px" },
	{ "direction", WORDS, "ltr" },
	{ "unicode-bidi", WORDS, "normal|embed|isolate|plaintext" },
	{ "writing-mode", WORDS, "horizontal-tb|lr-tb" },
	{ "float", ANY, NULL },
	{ "clear", ANY, NULL },
	{ "border*", ANY, NULL },
	{ "outline*", WORDS, "none|0|0px" },
	{ "box-sizing", ANY, NULL },
	{ "list-style*", ANY, NULL },
	{ "table-layout", ANY, NULL },
	{ "caption-side", ANY, NULL },
	{ "empty-cells", ANY, NULL },
	{ "word-wrap", ANY, NULL },
	{ "word-break", ANY, NULL },
	{ "line-break", ANY, NULL },
	{ "hyphens", ANY, NULL },
	{ "tab-size", ANY, NULL },
	{ "tab-stops", ANY, NULL },
	{ "tab-interval", ANY, NULL },
	{ "orphans", ANY, NULL },
	{ "widows", ANY, NULL },
	{ "quotes", ANY, NULL },
	{ "page", ANY, NULL },
	{ "page-break-*", ANY, NULL },
	{ "break-*", ANY, NULL },
	{ "size", ANY, NULL },
	{ "cursor", ANY, NULL },
	{ "caret-color", ANY, NULL },
	{ "resize", ANY, NULL },
	{ "user-select", ANY, NULL },
	{ "color-scheme", ANY, NULL },
	{ "supported-color-schemes", ANY, NULL },
	{ "align-*", ANY, NULL },
	{ "justify-*", ANY, NULL },
	{ "flex", ANY, NULL },
	{ "flex-grow", ANY, NULL },
	{ "flex-shrink", ANY, NULL },
	{ "flex-wrap", WORDS, "wrap|nowrap" },
	{ "flex-direction", WORDS, "row|column" },
	{ "behavior", ANY, NULL },
	{ "panose-1", ANY, NULL },
	{ "punctuation-wrap", ANY, NULL },
	{ "layout-grid-mode", ANY, NULL },
	{ "--*", ANY, NULL },
	/* Of Word and Outlook: of styles, lists and languages; none of them is a size or a colour.
	 */
	{ "mso-style-*", ANY, NULL },
	{ "mso-list*", ANY, NULL },
	{ "mso-level-*", ANY, NULL },
	{ "mso-margin-*", ANY, NULL },
	{ "mso-padding-alt", ANY, NULL },
	{ "mso-border*", ANY, NULL },
	{ "mso-cellspacing", ANY, NULL },
	{ "mso-table-*", ANY, NULL },
	{ "mso-yfti-*", ANY, NULL },
	{ "mso-tstyle-*", ANY, NULL },
	{ "mso-line-height-*", ANY, NULL },
	{ "mso-fareast-*", ANY, NULL },
	{ "mso-bidi-*", ANY, NULL },
	{ "mso-ascii-*", ANY, NULL },
	{ "mso-hansi-*", ANY, NULL },
	{ "mso-ansi-language", ANY, NULL },
	{ "mso-no-proof", ANY, NULL },
	{ "mso-ligatures", ANY, NULL },
	{ "mso-font-*", ANY, NULL },
	{ "mso-generic-font-family", ANY, NULL },
	{ "mso-number-format", ANY, NULL },
	{ "mso-outline-level", ANY, NULL },
	{ "mso-pagination", ANY, NULL },
	{ "mso-hyphenate", ANY, NULL },
	{ "mso-layout-grid-align", ANY, NULL },
	{ "mso-themecolor", ANY, NULL },
	{ "mso-themetint", ANY, NULL },
	{ "mso-color-alt", WORDS, "windowtext" },
	{ "mso-spacerun", ANY, NULL },
	{ "mso-header-margin", ANY, NULL },
	{ "mso-footer-margin", ANY, NULL },
	{ "mso-paper-source", ANY, NULL },
	{ "mso-endnote-*", ANY, NULL },
	{ "mso-element", WORDS, "para-border-div" },
	{ "mso-ignore", WORDS, "vglayout" },
	{ "mso-special-character", ANY, NULL },
	{ "mso-add-space", ANY, NULL },
	{ "mso-char-*", ANY, NULL },
	{ "mso-default-props", ANY, NULL },
};

gboolean
markup_property_is(MarkupSpan name, const char *pattern)
{
	gsize length = strlen(pattern);

	if (pattern[length - 1] != '*')
		return markup_span_is(name, pattern);
	return name.length >= length - 1 &&
	       g_ascii_strncasecmp(name.text, pattern, length - 1) == 0;
}

const MarkupProperty *
markup_property_find(MarkupSpan name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(properties); i++)
		if (markup_property_is(name, properties[i].property))
			return &properties[i];
	return NULL;
}

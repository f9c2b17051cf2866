/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of the rules of clocks, and who owns them. Whether a rule makes
 * sense is said in clock-rule-check.c.
 */
#include "core/clock/clock-rule.h"

#include <string.h>

#include "core/text.h"

static const struct {
	const char *one, *many;
	guint max;
} units[CLOCK_UNIT_COUNT] = {
	[CLOCK_HOURS] = { "hour", "hours", 366 * 24 },
	[CLOCK_DAYS] = { "day", "days", 3660 },
	[CLOCK_WORKING_DAYS] = { "working day", "working days", 1000 },
	[CLOCK_MONTHS] = { "month", "months", 120 },
};

const char *const clock_class_names[CLOCK_CLASS_COUNT + 1] = {
	[CLOCK_STATUTORY] = "statutory",
	[CLOCK_PROMPTNESS] = "promptness",
	[CLOCK_POLICY] = "policy",
};

const char *const clock_law_names[] = { "SoL", "LSS", NULL };

const char *const clock_recipient_names[] = { "investigator", "responsible", "deputy",
	"decision_maker", "registrar", "operator", "dpo", NULL };

gboolean
clock_laws_from_text(const char *text, guint *ret_laws)
{
	g_auto(GStrv) words = g_strsplit(text, ",", -1);
	guint laws = 0;

	for (char **word = words; *word; word++) {
		guint index;

		if (!text_index_of(*word, clock_law_names, 2, &index))
			return FALSE;
		laws |= 1u << index;
	}
	*ret_laws = laws;
	return laws != 0;
}

char *
clock_laws_to_text(guint laws)
{
	if (laws == LAW_BOTH)
		return g_strdup_printf("%s,%s", clock_law_names[0], clock_law_names[1]);
	return laws ? g_strdup(clock_law_names[laws == LAW_LSS]) : NULL;
}

gboolean
clock_span_parse(const char *text, ClockSpan *ret_span)
{
	gsize digits = strspn(text, "0123456789");
	guint64 n = 0;

	if (digits == 0 || digits > 4 || text[digits] != ' ')
		return FALSE;
	g_autofree char *number = g_strndup(text, digits);
	const char *unit = text + digits + 1;
	for (guint u = 0; u < CLOCK_UNIT_COUNT; u++) {
		if (strcmp(unit, units[u].one) != 0 && strcmp(unit, units[u].many) != 0)
			continue;
		if (!g_ascii_string_to_unsigned(number, 10, 1, units[u].max, &n, NULL))
			return FALSE;
		*ret_span = (ClockSpan){ (guint) n, (ClockUnit) u };
		return TRUE;
	}
	return FALSE;
}

/* "[every ]SPAN before|after" */
static gboolean
parse_offset(const char *text, ClockStep *step)
{
	static const char every[] = "every ";

	step->repeated = g_str_has_prefix(text, every);
	if (step->repeated)
		text += sizeof every - 1;
	const char *last = strrchr(text, ' ');
	if (!last)
		return FALSE;
	g_autofree char *span = g_strndup(text, (gsize) (last - text));
	if (!clock_span_parse(span, &step->offset))
		return FALSE;
	step->kind = strcmp(last, " before") == 0 ? STEP_BEFORE : STEP_AFTER;
	return strcmp(last, " after") == 0 || (step->kind == STEP_BEFORE && !step->repeated);
}

gboolean
clock_step_parse(const char *text, ClockStep **ret_step)
{
	static const struct {
		const char *word;
		ClockStepKind kind;
	} words[] = { { "start", STEP_START }, { "due", STEP_DUE }, { "late", STEP_LATE } };
	g_autoptr(ClockStep) step = g_new0(ClockStep, 1);
	gboolean word = FALSE;

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(text, words[i].word) == 0) {
			step->kind = words[i].kind;
			word = TRUE;
		}
	if (!word && !parse_offset(text, step))
		return FALSE;
	step->text = g_strdup(text);
	*ret_step = g_steal_pointer(&step);
	return TRUE;
}

const ClockSource *
clock_rule_find_source(const ClockRule *rule, guint law, CivilDate arrival)
{
	for (guint i = 0; i < rule->sources->len; i++) {
		const ClockSource *source = g_ptr_array_index(rule->sources, i);

		if (source->laws & law && date_compare(arrival, source->from) >= 0 &&
			(!source->until.year || date_compare(arrival, source->until) <= 0))
			return source;
	}
	return NULL;
}

void
clock_step_free(ClockStep *step)
{
	if (!step)
		return;
	g_free(step->text);
	g_free(step);
}

void
clock_source_free(ClockSource *source)
{
	if (!source)
		return;
	g_free(source->section);
	g_free(source->wording);
	g_free(source);
}

void
clock_rule_free(ClockRule *rule)
{
	if (!rule)
		return;
	g_free(rule->id);
	g_free(rule->title);
	g_free(rule->title_en);
	g_clear_pointer(&rule->sources, g_ptr_array_unref);
	g_clear_pointer(&rule->steps, g_ptr_array_unref);
	g_clear_pointer(&rule->to, g_ptr_array_unref);
	g_free(rule);
}

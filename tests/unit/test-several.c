/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <time.h>

#include "core/intake/several-same.h"
#include "core/intake/several.h"
#include "support/forms.h"

#define DOOR_SCANNED                                                                                    \
	"Dörren till förrådet slod öppen hela natten och tre personakter låg frarnme på bordet. " \
	"Nattpersonalen upplackte det först klockan fem på morgonen och låste da dörren."

#define SAY(who, address, day, words, ...)                                                         \
	{                                                                                          \
		.name = (who), .email = (address), .date = (day), .account = (words), __VA_ARGS__  \
	}

static const struct {
	const char *what;
	Form a, b;
	SeveralSameness same;
} pairs[] = {
	{ "the same file twice", SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR),
		SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR), SEVERAL_SAME },
	{ "a scan of it", SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR),
		SAY("KIM BERG", NULL, "2026-03-02", DOOR_SCANNED, .confidence = 0.8),
		SEVERAL_PERHAPS },
	{ "a scan with a digit read wrong", SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR),
		SAY("Kim Berg", NULL, "2026-03-07", FORMS_DOOR, .confidence = 0.8),
		SEVERAL_PERHAPS },
	{ "two events of one person", SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR),
		SAY("Kim Berg", NULL, "2026-03-02", FORMS_MEDICINE), SEVERAL_OTHER },
	{ "the same words of another day", SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR),
		SAY("Kim Berg", NULL, "2026-03-09", FORMS_DOOR), SEVERAL_OTHER },
	{ "the same words of another time",
		SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR, .time = "08:00"),
		SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR, .time = "20:00"), SEVERAL_OTHER },
	{ "the same words of another unit",
		SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR, .unit = "Solgläntan"),
		SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR, .unit = "Björkhaga"),
		SEVERAL_OTHER },
	{ "a unit read wrong",
		SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR, .unit = "Solgläntan"),
		SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR, .unit = "Solglantan",
			.confidence = 0.8),
		SEVERAL_SAME },
	{ "one event, two who report it", SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR),
		SAY("Robin Ek", NULL, "2026-03-02", FORMS_DOOR), SEVERAL_OTHER },
	{ "two numbers", SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR, .dnr = "AMN 2026-0001"),
		SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR, .dnr = "AMN 2026-0002"),
		SEVERAL_OTHER },
	{ "one number, its code read wrong",
		SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR, .dnr = "AMN 2026-0001"),
		SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR, .dnr = "ANN 2026-0001"),
		SEVERAL_SAME },
	{ "an address goes before a name", SAY("Kim Berg", "kim@kommun.example", NULL, FORMS_DOOR),
		SAY("Berit Kimsdotter", "Kim@kommun.example", NULL, FORMS_DOOR), SEVERAL_SAME },
	{ "handwriting: no account is read", SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR),
		SAY("Kim Berg", NULL, "2026-03-02", NULL), SEVERAL_PERHAPS },
	{ "handwriting of another day", SAY("Kim Berg", NULL, "2026-03-02", NULL),
		SAY("Kim Berg", NULL, "2026-03-09", NULL), SEVERAL_OTHER },
	{ "handwriting of somebody on some day", SAY("Kim Berg", NULL, NULL, NULL),
		SAY("Kim Berg", NULL, "2026-03-09", NULL), SEVERAL_OTHER },
	{ "only the account was read", SAY(NULL, NULL, NULL, FORMS_DOOR),
		SAY(NULL, NULL, NULL, FORMS_DOOR), SEVERAL_SAME },
	{ "only the accounts, and they differ", SAY(NULL, NULL, NULL, FORMS_DOOR),
		SAY(NULL, NULL, NULL, FORMS_MEDICINE), SEVERAL_OTHER },
	{ "a scan with a time read wrong",
		SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR, .time = "08:00"),
		SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR, .time = "03:00", .confidence = 0.8),
		SEVERAL_PERHAPS },
	{ "a scan of another event of that day",
		SAY("Kim Berg", NULL, "2026-03-02", FORMS_MEDICINE),
		SAY("KIM BERG", NULL, "2026-03-02", DOOR_SCANNED, .confidence = 0.8),
		SEVERAL_OTHER },
};

static void
test_same(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
		g_autoptr(Reading) a = forms_reading(&pairs[i].a);
		g_autoptr(Reading) b = forms_reading(&pairs[i].b);

		const SeveralSaid one = several_said(a), other = several_said(b);

		g_test_message("%s", pairs[i].what);
		g_assert_cmpint(several_compare(&one, &other), ==, pairs[i].same);
		g_assert_cmpint(several_compare(&other, &one), ==, pairs[i].same);
	}
}

#define DOCUMENTS           5
#define FIRST               SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR)
#define SCANNED             SAY("Kim Berg", NULL, "2026-03-02", DOOR_SCANNED, .confidence = 0.8)
#define HANDWRITTEN_ON(day) SAY("Kim Berg", NULL, day, NULL, .unit = "Solgläntan")
#define NOT_READ                                                                                   \
	{                                                                                          \
		.name = NULL                                                                       \
	}
#define HANDWRITTEN SAY("Kim Berg", NULL, "2026-03-02", NULL, .unit = "Solgläntan")
#define SAME_DAY    SAY("Kim Berg", NULL, "2026-03-02", FORMS_MEDICINE)
#define SECOND      SAY("Kim Berg", NULL, "2026-03-04", FORMS_MEDICINE)

static const struct {
	const char *what;
	Form documents[DOCUMENTS];
	guint n;
	guint of[DOCUMENTS]; /* the report of each */
	guint count, may_be;
	gboolean doubtful; /* which of them are one */
} files[] = {
	{ "nothing", { { .name = NULL } }, 0, { 0 }, 1, 1, FALSE },
	{ "one", { FIRST }, 1, { 0 }, 1, 1, FALSE },
	{ "two", { FIRST, SECOND }, 2, { 0, 1 }, 2, 2, FALSE },
	{ "docx and pdf of two", { FIRST, SECOND, FIRST, SECOND }, 4, { 0, 1, 0, 1 }, 2, 2, FALSE },
	{ "an empty form besides", { { .name = NULL }, FIRST }, 2, { 0, 0 }, 1, 1, FALSE },
	{ "an empty form between", { FIRST, { .name = "Namn" }, SECOND }, 3, { 0, 0, 1 }, 2, 2,
		FALSE },
	{ "the investigation of the only report", { FIRST, { .investigation = "AMN 2026-0001" } },
		2, { 0, 0 }, 1, 1, FALSE },
	{ "the investigation of the second",
		{ SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR, .dnr = "AMN 2026-0001"),
			SAY("Kim Berg", NULL, "2026-03-04", FORMS_MEDICINE, .dnr = "AMN 2026-0002"),
			{ .investigation = "AMN 2026-0002" } },
		3, { 0, 1, 1 }, 2, 2, FALSE },
	{ "a dossier without its report",
		{ SAY("Kim Berg", NULL, "2026-03-02", FORMS_DOOR, .dnr = "AMN 2026-0001"),
			{ .investigation = "AMN 2026-0007" },
			{ .investigation = "AMN 2026-0007" } },
		3, { 0, 1, 1 }, 2, 2, FALSE },
	{ "the report comes last", { { .investigation = "AMN 2026-0001" }, FIRST }, 2, { 0, 0 }, 1,
		1, FALSE },
	{ "words of two",
		{ { .account = FORMS_DOOR, .words = TRUE },
			{ .account = FORMS_MEDICINE, .words = TRUE } },
		2, { 0, 0 }, 1, 2, FALSE },
	{ "a scan besides", { FIRST, SCANNED, SECOND }, 3, { 0, 0, 1 }, 2, 2, TRUE },
	{ "a scan of the second", { SECOND, FIRST, SCANNED }, 3, { 0, 1, 1 }, 2, 2, TRUE },
	{ "the scan, and it once more", { FIRST, SCANNED, SCANNED }, 3, { 0, 0, 0 }, 1, 1, TRUE },
	/* Handwriting may be either of two that differ, and makes them no one report. */
	{ "handwriting of a day with two events", { HANDWRITTEN, FIRST, SAME_DAY }, 3, { 0, 0, 1 },
		2, 2, TRUE },
	{ "the same words",
		{ { .account = FORMS_DOOR, .words = TRUE },
			{ .account = FORMS_DOOR, .words = TRUE } },
		2, { 0, 0 }, 1, 1, FALSE },
};

static ReadingFile *
file_of(const Form *documents, guint n)
{
	ReadingFile *file = reading_file_new("mail.eml", "mail");

	for (guint d = 0; d < n; d++)
		g_ptr_array_add(file->documents, forms_reading(&documents[d]));
	return file;
}

static void
test_sort(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autoptr(ReadingFile) file = file_of(files[i].documents, files[i].n);
		SeveralCount count, may_be = several_count(file);
		g_autoptr(GArray) of = several_sort(file, &count);

		g_test_message("%s", files[i].what);
		g_assert_cmpuint(count.n, ==, files[i].count);
		g_assert_cmpint(count.doubtful, ==, files[i].doubtful);
		g_assert_cmpuint(may_be.n, ==, files[i].may_be);
		g_assert_cmpint(may_be.doubtful, ==, files[i].doubtful);
		g_assert_cmpuint(of->len, ==, files[i].n);
		for (guint d = 0; d < of->len; d++)
			g_assert_cmpuint(g_array_index(of, guint, d), ==, files[i].of[d]);
	}
}

static const char *
date_of(const GPtrArray *reports, guint report, guint document)
{
	const ReadingFile *file = g_ptr_array_index(reports, report);

	return ((const Reading *) g_ptr_array_index(file->documents, document))
		->report.observed.date.value;
}

/* No document is lost, however few cases a mail may open. */
static void
test_split(void)
{
	const Form documents[] = { FIRST, SECOND, FIRST,
		SAY("Kim Berg", NULL, "2026-03-06", FORMS_DOOR) };

	for (guint max = 1; max <= 4; max++) {
		g_autoptr(ReadingFile) file = file_of(documents, G_N_ELEMENTS(documents));
		g_autoptr(GPtrArray) reports = several_split(file, max);
		guint n = 0;

		g_assert_cmpuint(file->documents->len, ==, 0);
		g_assert_cmpuint(reports->len, ==, MIN(max, 3));
		for (guint r = 0; r < reports->len; r++)
			n += ((const ReadingFile *) g_ptr_array_index(reports, r))->documents->len;
		g_assert_cmpuint(n, ==, G_N_ELEMENTS(documents));
		g_assert_cmpstr(date_of(reports, 0, 0), ==, "2026-03-02");
		if (max > 2)
			g_assert_cmpstr(date_of(reports, 2, 0), ==, "2026-03-06");
	}
}

#define THIRD          SAY("Robin Ek", NULL, "2026-03-06", "Larmet gick inte att nå från sängen.")
#define NUMBERED(n)    SAY(NULL, NULL, NULL, FORMS_DOOR, .dnr = "AMN 2026-000" #n)
#define LOCATED(where) SAY(NULL, NULL, NULL, FORMS_DOOR, .unit = where)
#define DATED(day)     SAY("Kim Berg", NULL, day, FORMS_DOOR)

/* What is read again, what the mail's own report was, what has a case, and which of these it is. */
static const struct {
	const char *what;
	Form again[DOCUMENTS];
	guint n_again;
	Form own;
	Form known[DOCUMENTS];
	guint n_known;
	gint of[DOCUMENTS];
	guint own_is;
} again[] = {
	{ "for the first time", { FIRST, SECOND }, 2, NOT_READ, { { .name = NULL } }, 0, { -1, -1 },
		0 },
	{ "the same", { FIRST, SECOND, THIRD }, 3, FIRST, { SECOND, THIRD }, 2, { -1, 0, 1 }, 0 },
	{ "filed anew", { FIRST, SECOND, THIRD }, 3, NOT_READ, { SECOND, THIRD }, 2, { -1, 0, 1 },
		0 },
	{ "in another order", { THIRD, FIRST, SECOND }, 3, FIRST, { SECOND, THIRD }, 2,
		{ 1, -1, 0 }, 1 },
	{ "read otherwise", { FIRST, SAY("Robin Ek", NULL, "2026-03-05", FORMS_DOOR) }, 2, FIRST,
		{ SECOND }, 1, { -1, 0 }, 0 },
	{ "the own read otherwise", { SAY("Robin Ek", NULL, "2026-03-05", FORMS_DOOR), SECOND }, 2,
		FIRST, { SECOND }, 1, { -1, 0 }, 0 },
	{ "one more", { FIRST, SECOND, THIRD }, 3, FIRST, { SECOND }, 1, { -1, 0, -1 }, 0 },
	{ "one more, before the own", { THIRD, FIRST, SECOND }, 3, FIRST, { SECOND }, 1,
		{ -1, -1, 0 }, 1 },
	{ "one less", { FIRST }, 1, FIRST, { SECOND }, 1, { -1 }, 0 },
	{ "the own is lost", { SECOND }, 1, FIRST, { SECOND }, 1, { 0 }, 0 },
	{ "the first is like the other one, too", { LOCATED("Solgläntan"), LOCATED("Björkhaga") },
		2, NUMBERED(1), { NUMBERED(2) }, 1, { -1, 0 }, 0 },
	{ "the same goes before what is like it", { SECOND, DATED("2026-03-09") }, 2, SECOND,
		{ DATED(NULL), DATED("2026-03-09") }, 2, { -1, 1 }, 0 },
	{ "what is like it goes before what may be it", { SECOND, DATED("2026-03-09") }, 2, SECOND,
		{ HANDWRITTEN_ON("2026-03-09"), DATED(NULL) }, 2, { -1, 1 }, 0 },
};

static GPtrArray *
reports_of(const Form *documents, guint n)
{
	GPtrArray *reports = g_ptr_array_new_with_free_func((GDestroyNotify) reading_file_free);

	for (guint d = 0; d < n; d++)
		g_ptr_array_add(reports, file_of(&documents[d], 1));
	return reports;
}

static void
test_match(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(again); i++) {
		g_autoptr(GPtrArray) reports = reports_of(again[i].again, again[i].n_again);
		g_autoptr(GPtrArray) known = reports_of(again[i].known, again[i].n_known);
		g_autoptr(ReadingFile) before =
			file_of(&again[i].own, again[i].own.account != NULL);
		guint own = 99;
		g_autoptr(GArray) of = several_match(reports, before, known, &own);

		g_test_message("%s", again[i].what);
		g_assert_cmpuint(own, ==, again[i].own_is);
		g_assert_cmpuint(of->len, ==, again[i].n_again);
		for (guint r = 0; r < of->len; r++)
			g_assert_cmpint(g_array_index(of, gint, r), ==, again[i].of[r]);
	}
}

#define MANY 200

/* Seconds of the processor since then. */
static double
seconds_since(clock_t begin)
{
	return (double) (clock() - begin) / CLOCKS_PER_SEC;
}

/* Each account is taken apart once, however many it is compared with. */
static void
test_many(void)
{
	g_autoptr(ReadingFile) file = reading_file_new("mail.eml", "mail");
	Likeness likeness;

	for (guint d = 0; d < MANY; d++) {
		g_autoptr(GString) account = g_string_new(NULL);

		for (guint w = 0; w < 300; w++)
			g_string_append_printf(account, "ord%u ", d * 1000 + w);
		const Form form = { .account = account->str };
		g_ptr_array_add(file->documents, forms_reading(&form));
	}
	clock_t begin = clock();
	for (guint d = 0; d < MANY; d++)
		likeness_of_report(
			&((Reading *) g_ptr_array_index(file->documents, d))->report, &likeness);
	double once = seconds_since(begin);
	begin = clock();
	g_assert_cmpuint(several_count(file).n, ==, MANY);
	double all = seconds_since(begin);
	g_test_message("%.4f s for each once, %.4f s for all", once, all);
	g_assert_cmpfloat(all, <, 20 * once);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/several/same", test_same);
	g_test_add_func("/several/sort", test_sort);
	g_test_add_func("/several/split", test_split);
	g_test_add_func("/several/match", test_match);
	g_test_add_func("/several/many", test_many);
	return g_test_run();
}

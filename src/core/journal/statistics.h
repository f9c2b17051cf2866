/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/life/case.h"
#include "core/clock/clock-rule.h"
#include "core/date.h"

/*
 * A year of reports in numbers, for the annual quality report
 * (kvalitetsberättelse). What is counted, lexsarah(1) report: a report belongs to
 * the year of its arrival; one that was joined to another case is a report and no
 * case; one that was transferred is the other board's, and is counted apart; what
 * was no report is not counted.
 *
 * Counting gives every number; statistics_suppress() then takes out those that are
 * too small, and those from which they could be computed. Only what has been
 * through both is to be shown to anybody.
 */

/* The least number of reports that is shown; 0 is shown, too. */
#define STATISTICS_LEAST 5
/* Of fewer cases no quartile is shown: two of its parts would stand for less than that. */
#define STATISTICS_LEAST_QUARTILES 10

#define STATISTICS_ROWS_MAX 12

/* What became of a report; as far as END_OPEN the rows of STATISTICS_OUTCOME, in their order. */
typedef enum {
	END_NO_MISCONDUCT,
	END_TANGIBLE_RISK,
	END_MISCONDUCT,
	END_TANGIBLE_RISK_SERIOUS,
	END_SERIOUS,
	END_DECLINED,
	END_JOINED,
	END_OPEN,
	END_TRANSFERRED,
	END_NOT_REPORT,
} StatisticsEnd;

/* What became of a case in that state; outcome: its code (lexsarah(1)), or NULL. */
StatisticsEnd statistics_end_of(CaseState state, const char *outcome);

/* From the arrival until what. */
typedef enum { DAYS_TO_START, DAYS_TO_DECISION, DAYS_TO_IVO, DAYS_COUNT } StatisticsDaysKind;

/* One report. */
typedef struct {
	CivilDate arrived;
	guint laws;   /* LAW_SOL, LAW_LSS */
	guint areas;  /* statistics_bit() of STATISTICS_AREA */
	guint causes; /* of STATISTICS_CAUSE */
	StatisticsEnd end;
	CivilDate reached[DAYS_COUNT]; /* year 0: not yet */
	guint late;                    /* 1 << ClockClass: a clock of that class was late, or is */
} StatisticsCase;

typedef enum {
	STATISTICS_MONTH,
	STATISTICS_QUARTER, /* told instead where the months are withheld */
	STATISTICS_AREA,
	STATISTICS_LAW,
	STATISTICS_OUTCOME,
	STATISTICS_CAUSE,
	STATISTICS_TABLE_COUNT
} StatisticsTableKind;

typedef struct {
	const char *code;  /* lexsarah(1)'s */
	const char *title; /* Swedish */
} StatisticsRow;

/* What a table is of. All text is static and Swedish. */
typedef struct {
	const char *name; /* "month" */
	const char *title;
	const char *about;   /* a sentence: what a row counts */
	const char *heading; /* over the titles of the rows */
	/* A report can stand in several rows, but for the last, which is of those in no other. */
	gboolean overlapping;
	const StatisticsRow *rows;
	guint n_rows;
} StatisticsTableInfo;

/* Static. */
const StatisticsTableInfo *statistics_table_info(StatisticsTableKind kind);

/* "start" and the like, and in Swedish. Static. */
const StatisticsRow *statistics_days_info(StatisticsDaysKind kind);
/* The same of a class of clocks. Static. */
const StatisticsRow *statistics_late_info(ClockClass class_);

/* The bit of a code, of an overlapping table; 0 if it is none of its rows. */
guint statistics_bit(StatisticsTableKind kind, const char *code);

typedef enum {
	NUMBER_SHOWN, /* count is the number */
	NUMBER_FEW,   /* from 1 to STATISTICS_LEAST - 1; count is 0 */
	NUMBER_COVER, /* hidden because others could be computed from it; count is 0 */
} NumberShown;

typedef struct {
	gint64 count;
	NumberShown shown;
} StatisticsNumber;

typedef struct {
	gboolean withheld; /* nothing in it can be shown; its rows are NUMBER_COVER */
	StatisticsNumber rows[STATISTICS_ROWS_MAX];
} StatisticsTable;

/* Calendar days. Quartiles as QUARTILE.INC of spreadsheets has them. */
typedef struct {
	guint n; /* 0 after statistics_suppress() */
	gboolean has_median, has_quartiles;
	double lower, median, upper;
} StatisticsDays;

typedef struct {
	gboolean suppressed;
	StatisticsNumber reports;                 /* what the rows of each table are of */
	StatisticsNumber cases;                   /* of them those that were not joined */
	StatisticsNumber ivo;                     /* cases that IVO was notified of */
	StatisticsNumber transferred;             /* are not among the reports */
	StatisticsNumber late[CLOCK_CLASS_COUNT]; /* cases with a late clock of that class */
	StatisticsTable tables[STATISTICS_TABLE_COUNT];
	StatisticsDays days[DAYS_COUNT];
} Statistics;

/* What the statistics are of. All borrowed. */
typedef struct {
	int year;
	CivilDate made;           /* the day on which they were taken out */
	const char *organisation; /* its name */
	const char *board;        /* its id; NULL: all boards */
	const char *board_name;   /* Swedish, as it is to be shown */
} StatisticsSubject;

/* Counts those that arrived in that year. Every number is shown. */
void statistics_count(const StatisticsCase *cases, gsize n_cases, int year, Statistics *ret);

/*
 * Takes out what is under STATISTICS_LEAST and not 0. Who knows everything that is
 * left, and this rule, can still take each NUMBER_FEW for any number from 1 to 4:
 * where that would not be so another row is hidden with it (the next one in
 * order that is large enough, whatever it is, so that the choice says nothing),
 * or the whole table is withheld.
 */
void statistics_suppress(Statistics *statistics);

/* TRUE if a table is to be shown, or that it is withheld: of months and quarters it is one. */
gboolean statistics_is_told(const Statistics *statistics, StatisticsTableKind kind);

/* TRUE if a row of the table is shown that is not 0: there is something to draw. */
gboolean statistics_has_bars(const StatisticsTable *table, const StatisticsTableInfo *info);

/* The rows of one table whose reports are so many in all. For tests. */
void statistics_suppress_table(
	StatisticsTable *table, const StatisticsTableInfo *info, gint64 reports);

/*
 * Sentences on how to read them: what counts, what is hidden, how days are
 * counted. Swedish, ended by NULL; static.
 */
extern const char *const statistics_notes[];

/* Why a table is not there. Swedish; static. */
const char *statistics_withheld_text(void);

/* "12", "inga", "färre än 5" or "visas inte"; g_free() it. */
char *statistics_number_text(const StatisticsNumber *number);

/* "41", "41 (30 till 55)" with the quartiles, or "visas inte"; g_free() it. */
char *statistics_span_text(const StatisticsDays *days);

/* Whole days, a half as one more; g_free() it. */
char *statistics_days_text(double days);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long a search takes in a database of many cases, each with a mail and what was
 * read of it, made of numbered words: word 7 is in one of seven texts, word 4999 in one
 * of 4999. Prints the longest of three times in milliseconds; fails above the limit.
 * usage: time-search [CASES], by default 1000000
 */
#include <stdio.h>
#include <stdlib.h>

#include "support/world.h"

#define LIMIT_MS 100.0

#define WORD(i, most) "'ord'||(" i "*7919%" most ")||' '||"

static void
fill(World *world, const char *cases)
{
	static const char *const steps[] = {
		"INSERT INTO cases(id,label,board,state,opened,arrived,arrival_source,dnr,"
		"reporter_name,reporter_address)"
		" SELECT i,printf('LS-%d-%04d',1900+i/10000,i),'AMN','closed',i,i*1000,'gateway',"
		" 'AMN 2026-'||i,'Namn'||(i%5000)||' Efternamn'||(i%20011),"
		" 'namn'||(i%5000)||'.'||i||'@kommun.example' FROM n",
		"INSERT INTO mail(id,board,stored,size,truncated,sha256,attempts,run,state,kind,"
		"subject,from_name,from_address,arrived,case_no)"
		" SELECT i,'AMN',i,1,0,x'00',1,'','handled','report','Rapport om händelse '||i,"
		" 'Namn'||(i%5000),'namn'||(i%5000)||'.'||i||'@kommun.example',i*1000,i FROM n",
		"INSERT INTO reading(mail,case_no,state,queued,finished,json)"
		" SELECT i,i,'done',i,i,'{\"report\":{\"description\":{\"raw\":\"Boende på "
		"avdelningen '||" WORD("i", "7") WORD("i", "31") WORD("i", "97") WORD("i", "499")
			WORD("i", "997") WORD("i", "2003") WORD("i", "4999") WORD("i", "9973") WORD(
				"i/3", "7") WORD("i/3", "31") WORD("i/3", "97") WORD("i/3", "499")
				WORD("i/3", "997") WORD("i/3", "2003") WORD("i/3", "4999")
					WORD("i/3", "9973") "'fick inte sin hjälp i tid."
							    "\"}}}' FROM n",
		"INSERT INTO search_case(rowid,number,person,flag) SELECT * FROM search_case_source",
		"INSERT INTO search_mail(rowid,subject,person,text) SELECT * FROM search_mail_source",
	};

	for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
		g_autofree char *sql = g_strdup_printf(
			"WITH RECURSIVE n(i) AS(SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<%s) %s",
			cases, steps[i]);
		world_change(world, sql);
	}
}

static double
search_ms(World *world, const char *words)
{
	StoreActor who = world_actor(world);
	g_autoptr(GError) error = NULL;
	g_autofree char *text = NULL;
	gint64 start = g_get_monotonic_time();
	gboolean good = world->store->search(world->store, words, &who, &text, &error);

	g_assert_no_error(error);
	g_assert_true(good);
	return (double) (g_get_monotonic_time() - start) / 1000;
}

int
main(int argc, char **argv)
{
	static const char *const searches[] = { "LS-1901-10042", "namn17", "efternamn4711",
		"\"namn17 efternamn2512\"", "namn17.170017@kommun.example", "rapport",
		"boende hjälp", "ord4711", "ord3 ord17", "ord6 ord30 ord96 ord498", "ord1 ord2",
		"\"fick inte\"", "efternamn47*", "ord47*", "avdel*", "kommun*", "boen* hjäl*",
		/* the beginnings of thousands of words */
		"namn*", "efternamn*", "ord*", "namn* efternamn* ord*", "nordpolen",
		"boende nordpolen" };
	g_autoptr(World) world = world_new();
	gboolean slow = FALSE;

	fill(world, argc > 1 ? argv[1] : "1000000");
	for (guint i = 0; i < G_N_ELEMENTS(searches); i++) {
		double longest = 0;

		for (guint run = 0; run < 3; run++)
			longest = MAX(longest, search_ms(world, searches[i]));
		printf("%8.1f ms  %s%s\n", longest, searches[i],
			longest > LIMIT_MS ? "  TOO SLOW" : "");
		slow |= longest > LIMIT_MS;
	}
	return slow ? 1 : 0;
}

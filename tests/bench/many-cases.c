/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A database as it is after many years. What is in it was not taken in mail by mail: its journal
 * proves nothing.
 */
#include "bench/many-cases.h"

#define CASE_MS "1773748800000"
#define OPEN    "n.i%" G_STRINGIFY(MANY_CASES_OPEN_EACH) "=0"

/* Each by the first event of its case. which: a condition on n. */
#define MILESTONES(which, rows)                                                                    \
	"INSERT INTO milestone(case_no,milestone,board,day,event) SELECT n.i,m.milestone,m.board," \
	"'2026-03-17',(SELECT min(seq) FROM event WHERE case_id=printf('LS-2026-%04d',n.i))"       \
	" FROM n, (" rows ") m WHERE " which

static const char *const steps[] = {
	"INSERT INTO cases(id,label,board,state,opened,arrived,arrival_source,stale,"
	"investigator)"
	" SELECT i,printf('LS-2026-%04d',i),'AMN',iif(" OPEN ",'investigating','closed')," CASE_MS
	"," CASE_MS ",'gateway',0,iif(" OPEN ",'kim.berg@kommun.example',NULL) FROM n",
	"INSERT INTO clock(case_no,rule,board,owner,class,state,start,due,late,stopped,next)"
	" SELECT n.i,r.id,'','AMN','policy',iif(" OPEN ",'running','met'),'2026-03-17',"
	" '2026-05-18',1779141600000+n.i,iif(" OPEN ",NULL,'2026-03-20'),"
	" iif(" OPEN ",1778000000000+n.i,NULL) FROM n, (SELECT 'register' AS id"
	" UNION ALL SELECT 'start' UNION ALL SELECT 'investigate' UNION ALL SELECT 'protect') r",
	"INSERT INTO series(year,last) SELECT 2026,max(i) FROM n",
	"INSERT INTO mail(id,board,stored,size,truncated,sha256,attempts,run,state,kind,message_id,"
	"subject,from_address,arrived,case_no) SELECT i,'AMN'," CASE_MS
	",55000,0,randomblob(32),1,'','handled','report','c'||i||'@kommun.example','Rapport '||i,"
	" 'namn'||(i%5000)||'@kommun.example'," CASE_MS ",i FROM n",
	"INSERT INTO identity(board,fingerprint,message_id,mail,case_id)"
	" SELECT 'AMN',randomblob(32),'c'||i||'@kommun.example',i,printf('LS-2026-%04d',i) FROM n",
	"INSERT INTO reading(mail,case_no,state,queued,finished,json)"
	" SELECT i,i,'done'," CASE_MS "," CASE_MS ",'{}' FROM n",
	"INSERT INTO outbox(case_no,board,notice,audience,route,recipient,state,message_id,facts,"
	"queued,due,sent,attempts) SELECT n.i,'AMN',k.notice,k.audience,'plain',"
	" k.audience||(n.i%5000)||'@kommun.example','sent',k.notice||n.i||'@kommun.example','{}'," CASE_MS
	"," CASE_MS "," CASE_MS ",1 FROM n, (SELECT 'receipt' AS notice,'reporter' AS audience"
	" UNION ALL SELECT 'new_case','responsible' UNION ALL SELECT 'registrar','registrar') k",
	"INSERT INTO event(time,actor,user,kind,case_id,mail,mac,hash)"
	" SELECT " CASE_MS ",'daemon','lexsarah',k.kind,printf('LS-2026-%04d',n.i),n.i,"
	" zeroblob(32),zeroblob(32) FROM n, (SELECT 'mail_stored' AS kind"
	" UNION ALL SELECT 'case_opened' UNION ALL SELECT 'notice_sent') k",
	MILESTONES("TRUE",
		"SELECT 'arrival' AS milestone,NULL AS board"
		" UNION ALL SELECT 'receipt_accepted',NULL UNION ALL SELECT 'registered',NULL"
		" UNION ALL SELECT 'assessed',NULL UNION ALL SELECT 'started',NULL"),
	MILESTONES(OPEN,
		"SELECT 'serious' AS milestone,NULL AS board"
		" UNION ALL SELECT 'board_linked','SDN' UNION ALL SELECT 'board_linked','FUN'"
		" UNION ALL SELECT 'board_told_of_report','SDN'"),
	"INSERT INTO calendar_entry(uid,recipient,case_no,rule,board,due,sequence,cancelled,owed,"
	"notice) SELECT k.rule||n.i||'@kommun.example','ansvarig@kommun.example',n.i,k.rule,k.board,"
	"'2026-05-18',0,iif(" OPEN ",0,1),0,(SELECT id FROM outbox WHERE case_no=n.i"
	" AND notice='new_case') FROM n, (SELECT 'investigate' AS rule,'' AS board"
	" UNION ALL SELECT 'protect','' UNION ALL SELECT 'inform_report','SDN') k",
};

void
many_cases_fill(World *world, const char *last)
{
	for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
		g_autofree char *sql = g_strdup_printf(
			"WITH RECURSIVE n(i) AS(SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<%s) "
			"%s",
			last, steps[i]);
		world_change(world, sql);
	}
	world_restart(world);
}

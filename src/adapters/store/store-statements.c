/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every statement of the store. Parameters are numbered in the order of the
 * question marks; columns in the order in which they are read.
 */
#include "adapters/store/store-statements.h"

#define SQL(id, ...) [id] = { .name = #id, .sql = __VA_ARGS__ }

/* clang-format off */
/* Notices o of the board ?1 and the kind ?2 of which there were too many. */
#define ABOVE_LIMIT(o)                                                                             \
	#o ".state='held' AND " #o ".hold='budget' AND " #o ".board=?1 AND " #o ".notice=?2"

/*
 * Those of them that a digest may take the place of. What waits for a reading may still turn out
 * to be for one person only; who is kept from a held case is what discretion_hold() says.
 */
#define FOLDABLE                                                                                   \
	ABOVE_LIMIT(o) " AND o.waits_for IS NULL AND (o.audience='contact'"                        \
	" OR NOT EXISTS(SELECT 1 FROM case_hold h WHERE h.case_no=o.case_no AND h.lifted IS NULL"  \
	"  AND (h.hold='protected' OR o.audience='responsible' OR h.finding=o.audience)))"

/*
 * What went out within the hour (BUDGET_HOUR_MS) after since, and the slack of clocks after that:
 * what was counted by a clock that was ahead is of no hour.
 */
#define OF_HOUR(counted, since) #counted ">" #since " AND " #counted "<=" #since "+3720000"

/* Milliseconds: a mail that could not be fetched waits no longer. */
#define LONGEST_DEFER "3600000"

/* A receipt o of what a person has said is no report stays where it is. */
#define OF_REPORT                                                                                  \
	"NOT EXISTS(SELECT 1 FROM cases c WHERE c.id=o.case_no AND c.state='not_report')"

/* The last day of the clock of the case c that is due first. */
#define NEXT_DUE                                                                                   \
	"(SELECT k.due FROM clock k WHERE k.case_no=c.id AND k.stopped IS NULL"                    \
	" ORDER BY k.late LIMIT 1)"

/* Clocks k as store-remind.c reads them, and who may not hear of the cases of some. */
#define CLOCKS(some)                                                                               \
	"SELECT k.case_no,c.label,c.dnr,c.investigator,k.rule,k.board,k.start,k.due,k.late,k.next,"\
	"k.source,k.owner,k.said IS NULL AND k.next IS NULL FROM clock k JOIN cases c ON c.id=k.case_no WHERE " some                 \
	" ORDER BY k.late,k.case_no,k.rule,k.board"
#define RECUSALS(some)                                                                             \
	"SELECT case_no,person,stand_in FROM recusal WHERE case_no IN("                            \
	"SELECT case_no FROM clock WHERE " some ") ORDER BY case_no,since"
#define HOLDS(some)                                                                                \
	"SELECT case_no,finding,lifted FROM case_hold WHERE case_no IN("                           \
	"SELECT case_no FROM clock WHERE " some ")"

/* The other case of which the notice o speaks. */
#define NAMED(o) "iif(json_valid(" #o ".facts)," #o ".facts->>'$.change.other',NULL)"

/* A notice o of the case c as a person sees it. */
#define NOTICE_ROW                                                                                 \
	"SELECT o.id,c.label,o.notice,o.recipient,o.state,o.message_id,o.queued,o.sent,"           \
	"o.attempts,o.error,o.hold,o.due,o.audience,o.route,o.bytes FROM outbox o"

/* A notice o as store-due.c reads it; tried: the attempts that were at an end. */
#define OUTBOX_ITEM(tried)                                                                         \
	"SELECT o.id,o.board,c.label,o.notice,o.audience,o.route,o.recipient,o.message_id,"        \
	"o.thread,o.facts," #tried ",o.queued,c.board,o.enclosure,m.bytes,m.sha256,"               \
	"o.milestone,o.milestone_board,CASE WHEN o.attempts>0 THEN o.bytes END"                    \
	" FROM outbox o LEFT JOIN cases c ON c.id=o.case_no"                                       \
	" LEFT JOIN masked_copy m ON m.id=o.enclosure"

/* The row r of raw that has the bytes of the mail m. */
#define BYTES_OF(m) "r.mail=coalesce(" #m ".bytes_of," #m ".id)"

/* An answer and the notice that it answers, as store-errand.c reads them. */
#define ERRAND                                                                                     \
	"SELECT e.mail,r.bytes,m.message_id,m.from_address,m.trust,m.arrived,e.attempts,c.label,"  \
	"o.board,o.recipient,o.audience,o.route,y.purpose,y.expires,y.used,o.id,c.investigator,"   \
	"y.event,e.form,g.json"                                                                     \
	" FROM errand e"                                                                           \
	" JOIN mail m ON m.id=e.mail JOIN raw r ON " BYTES_OF(m)                                   \
	" JOIN reply y ON y.nonce=e.nonce JOIN outbox o ON o.id=y.outbox"                          \
	" JOIN cases c ON c.id=o.case_no"                                                          \
	" LEFT JOIN reading g ON e.form=1 AND g.mail=e.mail WHERE TRUE"

/*
 * The notices o that have not gone and whose keys lie between ?2 and ?3, when ?1 is the key of a newer one n
 * that goes: but not what says to a calendar what nothing after it does.
 */
#define OVERTAKEN(near)                                                                            \
	"SELECT o.id,o.state FROM outbox n JOIN outbox o ON " near                                 \
	" WHERE n.once=?1 AND n.state<>'held' AND n.state<>'cancelled'"                            \
	" AND (o.state='queued' OR o.state='sending')"                                             \
	" AND o.id<n.id AND o.once>=?2 AND o.once<?3 AND o.recipient=n.recipient COLLATE NOCASE"   \
	" AND NOT EXISTS(SELECT 1 FROM calendar_entry e WHERE e.notice=o.id)"

/* TRUE if the reading x is not at its end; of no reading: FALSE. */
#define BEING_READ(x) "coalesce(" #x ".state='pending' OR " #x ".state='running',FALSE)"

/*
 * The events e that are looks at a case; as in the index event_access, which a step of the schema
 * has to make anew for another kind.
 */
#define LOOKS                                                                                      \
	"(e.kind='case_shown' OR e.kind='mail_shown' OR e.kind='notice_shown'"                     \
	" OR e.kind='mail_extracted' OR e.kind='searched' OR e.kind='case_found'"                  \
	" OR e.kind='mail_found' OR e.kind='access_listed' OR e.kind='dossier_written'"            \
	" OR e.kind='decision_written' OR e.kind='case_exported')"

/*
 * TRUE if the mail or notice x is the board ?2's, or that of its case c: it has that case, or had
 * it before it was another board's.
 */
#define OF_BOARD(x)                                                                                \
	"(" #x ".board=?2 OR coalesce(c.board=?2,0)"                                               \
	" OR EXISTS(SELECT 1 FROM former_board f WHERE f.case_no=c.id AND f.board=?2))"

/* No person has to say first that this database is the one that works (core/instance.h). */
#define SURE "NOT EXISTS(SELECT 1 FROM instance WHERE id=1 AND doubt IS NOT NULL)"

/* Which cases statistics are of: of the board ?1, or of any, that arrived from ?2 until before ?3. */
#define COUNTED(c)                                                                                 \
	#c ".arrived>=?2 AND " #c ".arrived<?3 AND (?1 IS NULL OR " #c ".board=?1)"

/*
 * The number of the case c, areas and laws, and whether there is a cause of each kind, of each
 * document d of what was read: paths, because a document as a value would be parsed again.
 */
#define IN_DOCUMENT(path) "'$.documents['||d.key||']." path "'"
#define HAS_CAUSE(name)                                                                            \
	"coalesce(json_type(r.json," IN_DOCUMENT("investigation.causes." name) ")='object',0)"
#define OF_DOCUMENTS                                                                               \
	"SELECT c.id,json_extract(r.json," IN_DOCUMENT("report.areas") ","                         \
	IN_DOCUMENT("investigation.law") ")," HAS_CAUSE("communication") ","                       \
	HAS_CAUSE("education") "," HAS_CAUSE("processes") "," HAS_CAUSE("environment") ","         \
	HAS_CAUSE("technology") "," HAS_CAUSE("other") ",c.laws"

/* What stands around the words in a column, with a mark ?3 before each that was looked for. */
#define SNIPPET(table, column) "snippet(" #table "," #column ",?3,'','…',16)"

const DbStatement store_statements[ST_COUNT] = {
	/* ledger */
	SQL(ST_MAILBOX_GET,
		"SELECT uidnext,place,cause,doubted FROM mailbox WHERE board=? AND uidvalidity=?"),
	SQL(ST_MAILBOX_SET,
		"INSERT INTO mailbox(board,uidvalidity,uidnext,first_uidnext,first_poll,place)"
		" VALUES(?,?,?,?,?,?)"
		/* uidnext 0: this ledger has only begun */
		" ON CONFLICT DO UPDATE SET"
		" first_uidnext=iif(uidnext=0,excluded.first_uidnext,first_uidnext),"
		"uidnext=max(uidnext,excluded.uidnext),place=coalesce(excluded.place,place)"),
	SQL(ST_MAILBOX_BEGIN,
		"INSERT INTO mailbox(board,uidvalidity,uidnext,first_poll,cause) VALUES(?,?,0,?,?)"),
	SQL(ST_MAILBOX_BEGUN,
		"SELECT count(*) FROM mailbox WHERE board=? AND first_poll>?"
		" AND (cause=? OR cause=?)"),
	SQL(ST_MAILBOX_DOUBT,
		"UPDATE mailbox SET doubted=?1 WHERE board=?2 AND uidvalidity=?3 AND doubted<>?1"),
	SQL(ST_MAILBOX_LAST_EPOCH,
		"SELECT max(uidvalidity) FROM mailbox WHERE board=?1 AND uidvalidity%4294967296=?2"),
	SQL(ST_MAILBOX_PUT_ASIDE,
		"UPDATE mailbox SET uidvalidity=? WHERE board=? AND uidvalidity=?"),
	SQL(ST_LEDGER_PUT_ASIDE,
		"UPDATE ledger SET uidvalidity=? WHERE board=? AND uidvalidity=?"),
	SQL(ST_MAILBOX_FIRST_POLL,
		/* of another mailbox it is its own, of one that was numbered anew the first */
		"SELECT iif(b.cause IS NOT NULL,b.first_poll,(SELECT min(o.first_poll)"
		" FROM mailbox o WHERE o.board=b.board"
		" AND (o.place=b.place OR o.place IS NULL OR b.place IS NULL))) FROM mail m"
		" JOIN mailbox b ON b.board=m.board AND b.uidvalidity=m.uidvalidity"
		" WHERE m.id=? AND m.uid<b.first_uidnext"),
	SQL(ST_LEDGER_UIDS,
		"SELECT uid,state,mail IS NOT NULL,next_try,marked,first_seen FROM ledger"
		" WHERE board=? AND uidvalidity=? ORDER BY uid"),
	SQL(ST_LEDGER_INSERT,
		"INSERT INTO ledger(board,uidvalidity,uid,state,first_seen,next_try)"
		" VALUES(?,?,?,?,?,0)"),
	SQL(ST_LEDGER_VANISH,
		"UPDATE ledger SET state='vanished' WHERE board=? AND uidvalidity=? AND uid=?"),
	SQL(ST_LEDGER_REAPPEAR,
		"UPDATE ledger SET state='owed',next_try=0 WHERE board=? AND uidvalidity=? AND uid=?"),
	SQL(ST_LEDGER_RENUMBERED,
		"UPDATE ledger INDEXED BY ledger_owed SET state='vanished',reason=?"
		" WHERE state='owed' AND mail IS NULL AND board=? AND uidvalidity<>?"),
	SQL(ST_LEDGER_DEFER,
		"UPDATE ledger SET attempts=attempts+1,reason=?2,"
		" next_try=?1+min(60000*(1<<min(attempts,6))," LONGEST_DEFER ")"
		" WHERE board=?3 AND uidvalidity=?4 AND uid=?5 AND state='owed'"),
	SQL(ST_LEDGER_STORED,
		"UPDATE ledger SET mail=?,reason=NULL,told_size=?"
		" WHERE board=? AND uidvalidity=? AND uid=?"),
	SQL(ST_LEDGER_MAIL,
		"SELECT coalesce(l.told_size,m.size),m.message_id,m.sha256,m.id,m.copy_of FROM ledger l"
		" JOIN mail m ON m.id=l.mail WHERE l.board=? AND l.uidvalidity=? AND l.uid=?"),
	SQL(ST_LEDGER_NEWEST,
		"SELECT l.uid,m.message_id FROM ledger l CROSS JOIN mail m ON m.id=l.mail"
		" WHERE l.board=? AND l.uidvalidity=? AND l.uid<=? AND m.message_id IS NOT NULL"
		" ORDER BY l.uid DESC LIMIT 1"),
	/*
	 * OR FAIL, because any failure rolls back the whole transaction: SQLite need not copy
	 * the pages first with which it would take back this statement alone.
	 */
	SQL(ST_LEDGER_STATE, "UPDATE OR FAIL ledger SET state=?,reason=? WHERE mail=?"),
	SQL(ST_LEDGER_MARKED,
		"UPDATE ledger SET marked=1 WHERE board=? AND uidvalidity=? AND uid=?"),
	SQL(ST_LEDGER_VANISHED_COUNT,
		"SELECT count(*) FROM ledger WHERE board=? AND state='vanished'"),
	SQL(ST_LEDGER_DISPOSABLE,
		"SELECT l.uid FROM ledger l JOIN mail m ON m.id=l.mail"
		" WHERE l.board=? AND l.uidvalidity=? AND l.state='handled'"
		" AND m.state='handled' AND m.truncated=0 AND m.case_no IS NOT NULL"
		" AND m.stored<? ORDER BY l.uid"),
	SQL(ST_LEDGER_UNDISPOSED,
		"SELECT m.id,c.label FROM ledger l JOIN mail m ON m.id=l.mail"
		" JOIN cases c ON c.id=m.case_no"
		" WHERE l.board=? AND l.uidvalidity=? AND l.uid=? AND l.marked<2"),
	SQL(ST_LEDGER_DISPOSED,
		"UPDATE ledger SET marked=2 WHERE board=? AND uidvalidity=? AND uid=?"),
	SQL(ST_ACCOUNTING_INSERT,
		"INSERT INTO accounting(board,time,uidvalidity,present,handled,owed,quarantined,"
		"vanished,difference) VALUES(?,?,?,?,?,?,?,?,?)"),
	SQL(ST_ACCOUNTING_PRUNE, "DELETE FROM accounting WHERE time<?"),
	SQL(ST_ACCOUNTING_LIST,
		"SELECT board,time,uidvalidity,present,handled,owed,quarantined,vanished,difference"
		" FROM accounting WHERE ?1 IS NULL OR board=?1 ORDER BY id DESC LIMIT 1000"),
	SQL(ST_META_GET, "SELECT value FROM meta WHERE key=?"),
	SQL(ST_META_SET,
		"INSERT INTO meta(key,value) VALUES(?,?)"
		" ON CONFLICT(key) DO UPDATE SET value=excluded.value"),
	SQL(ST_META_ADD, "INSERT INTO meta(key,value) VALUES(?,?) ON CONFLICT DO NOTHING"),

	/* mail */
	SQL(ST_MAIL_INSERT,
		"INSERT INTO mail(board,uidvalidity,uid,stored,internaldate,size,truncated,sha256,"
		"run,way,received,how,taken_by,bytes_of,attempts,state)"
		" VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,1,'stored')"),
	SQL(ST_MAIL_SAME_BYTES,
		"SELECT m.id FROM mail m JOIN raw r ON r.mail=m.id"
		" WHERE m.sha256=? AND m.bytes_of IS NULL AND m.board=? AND r.bytes=? LIMIT 1"),
	SQL(ST_RAW_INSERT, "INSERT INTO raw(mail,bytes) VALUES(?,?)"),
	SQL(ST_RAW_GET,
		"SELECT r.bytes FROM mail m JOIN raw r ON " BYTES_OF(m) " WHERE m.id=?"),
	SQL(ST_MAIL_PENDING,
		"SELECT m.id,m.stored,m.internaldate,m.truncated,r.bytes,m.way,m.received FROM mail m"
		" JOIN raw r ON " BYTES_OF(m) " WHERE m.state='stored' AND m.board=?1"
		" AND (m.run=?2 OR (NOT ?3 AND (m.way='fetched' OR m.run=''"
		"  OR m.stored NOT BETWEEN ?4 AND ?5)))"
		" ORDER BY m.id LIMIT 1"),
	SQL(ST_MAIL_ATTEMPT,
		"UPDATE mail SET attempts=attempts+(run<>?1),run=?1 WHERE id=?2 RETURNING attempts"),
	SQL(ST_MAIL_GIVE_BACK,
		"UPDATE mail SET attempts=attempts-1,run=''"
		" WHERE run=? AND state='stored' AND state<>'handled' AND attempts>0"),
	SQL(ST_MAIL_HANDLED,
		"UPDATE mail SET state='handled',kind=?,message_id=?,subject=?,from_name=?,"
		"from_address=?,date=?,arrived=?,arrival_source=?,trust=?,absence=?,absence_date=?,"
		"absence_raw=?,issues=?,copy_of=?,case_no=?"
		" WHERE id=? AND state='stored'"),
	SQL(ST_MAIL_STORED,
		"SELECT m.board,m.stored,m.internaldate,m.truncated,r.bytes,m.received,m.way"
		" FROM mail m"
		" JOIN raw r ON " BYTES_OF(m) " WHERE m.id=?"),
	SQL(ST_MAIL_FILING,
		"SELECT m.state,m.kind,m.copy_of,c.label,c.state,c.id FROM mail m"
		" LEFT JOIN cases c ON c.id=m.case_no WHERE m.id=?"),
	SQL(ST_MAIL_REFILE, "UPDATE mail SET kind=?,case_no=? WHERE id=?"),
	SQL(ST_IDENTITY_CASE, "UPDATE identity SET case_id=? WHERE message_id=? AND board=? AND fingerprint=?"),
	/* What is being read is to be read again, for what it is now. */
	SQL(ST_READING_MOVE,
		"UPDATE reading SET case_no=?,generation=generation+1,"
		"attempts=attempts-(state='running'),"
		"state=iif(state='running','pending',state) WHERE mail=?"),
	SQL(ST_READING_RENEW,
		"INSERT INTO reading(mail,case_no,state,queued) VALUES(?,?,'pending',?)"
		" ON CONFLICT(mail) DO UPDATE SET case_no=excluded.case_no,state='pending',"
		"attempts=0,queued=excluded.queued,finished=NULL,reason=NULL,json=NULL,"
		"generation=generation+1"),
	SQL(ST_MAIL_QUARANTINE,
		"UPDATE mail SET state='quarantined',reason=? WHERE id=? AND state='stored'"),
	SQL(ST_MAIL_RELEASE, "UPDATE mail SET state='stored',reason=NULL,attempts=0,run='' WHERE id=?"),
	SQL(ST_MAIL_OUTCOME,
		"SELECT m.state,m.kind,c.label FROM mail m LEFT JOIN cases c ON c.id=m.case_no"
		" WHERE m.id=?"),
	SQL(ST_MAIL_STATE, "SELECT state,reason FROM mail WHERE id=?"),
	SQL(ST_PART_INSERT,
		"INSERT INTO part(mail,number,name,media_type,charset,body,depth,size,sha256)"
		" VALUES(?,?,?,?,?,?,?,?,?)"),
	SQL(ST_IDENTITY_GET,
		"SELECT mail,case_id FROM identity WHERE board=? AND fingerprint=? AND message_id=?"),
	SQL(ST_IDENTITY_INSERT,
		"INSERT INTO identity(board,fingerprint,message_id,mail,case_id) VALUES(?,?,?,?,?)"),
	SQL(ST_IDENTITY_BY_MESSAGE_ID,
		"SELECT i.mail,i.case_id,i.board,c.board," OF_BOARD(i) " FROM identity i"
		" LEFT JOIN cases c ON c.label=i.case_id WHERE i.message_id=?1"),
	SQL(ST_IDENTITY_CUT,
		"SELECT c.label,c.board FROM identity i JOIN mail m ON m.id=i.mail"
		" JOIN raw r ON " BYTES_OF(m) " JOIN cases c ON c.id=m.case_no"
		" JOIN mail w ON w.id=?3 JOIN raw x ON x.mail=coalesce(w.bytes_of,w.id)"
		" WHERE i.message_id=?1 AND i.board=?2 AND m.truncated=1 AND m.id<>w.id"
		" AND length(x.bytes)>length(r.bytes) AND substr(x.bytes,1,length(r.bytes))=r.bytes"
		" LIMIT 1"),
	SQL(ST_PART_CASE,
		"SELECT c.label FROM part p JOIN mail m ON m.id=p.mail JOIN cases c ON c.id=m.case_no"
		" WHERE p.sha256=? AND p.body=0 AND m.board=? ORDER BY p.mail LIMIT 1"),
	SQL(ST_MAIL_LIST,
		"SELECT m.id,m.board,m.state,m.kind,m.stored,m.arrived,m.subject,m.from_address,"
		"m.size,c.label,m.reason FROM mail m LEFT JOIN cases c ON c.id=m.case_no"
		" WHERE ?1 IS NULL OR m.state=?1 ORDER BY m.id"),
	SQL(ST_MAIL_GET,
		"SELECT m.id,m.board,m.state,m.kind,m.stored,m.arrived,m.subject,m.from_address,"
		"m.size,c.label,m.reason,m.from_name,m.uid,m.uidvalidity,m.message_id,m.sha256,"
		"m.internaldate,m.date,m.arrival_source,m.issues,m.copy_of,m.attempts,m.truncated,"
		"m.absence,m.absence_date,m.absence_raw,m.trust"
		" FROM mail m LEFT JOIN cases c ON c.id=m.case_no WHERE m.id=?"),
	SQL(ST_PART_LIST,
		"SELECT number,name,media_type,charset,body,depth,size,sha256 FROM part"
		" WHERE mail=? ORDER BY number"),
	SQL(ST_MAIL_VERIFY,
		"SELECT m.id,m.sha256,r.bytes FROM mail m LEFT JOIN raw r ON " BYTES_OF(m)
		" ORDER BY m.id"),
	SQL(ST_MAIL_SUMMARY,
		"SELECT count(*),total(kind='report'),total(kind='correspondence'),"
		"total(state='quarantined') FROM mail WHERE board=? AND stored>=? AND stored<?"),
	SQL(ST_LEDGER_OLDEST, "SELECT min(first_seen) FROM ledger WHERE state='owed' AND board=?"),

	/* case */
	SQL(ST_SERIES_GET, "SELECT last FROM series WHERE year=?"),
	SQL(ST_SERIES_SET,
		"INSERT INTO series(year,last) VALUES(?,?) ON CONFLICT DO UPDATE SET last=excluded.last"),
	SQL(ST_CASE_INSERT,
		"INSERT INTO cases(label,board,state,opened,arrived,arrival_source,sender_name,"
		"sender_address,reporter_name,reporter_address) VALUES(?,?,'received',?,?,?,?,?,?,?)"),
	SQL(ST_CASE_ID, "SELECT id FROM cases WHERE label=?"),
	SQL(ST_CASE_ROW,
		"SELECT id,label,board,dnr,dnr_full,state,opened,arrived,arrival_source,sender_name,"
		"sender_address,reporter_name,reporter_address FROM cases WHERE label=?"),
	SQL(ST_CASE_ARRIVAL, "SELECT arrived,arrival_source,id FROM cases WHERE label=?"),
	SQL(ST_CASE_SET_ARRIVAL,
		"UPDATE cases SET arrived=?,arrival_source='command' WHERE label=?"),
	SQL(ST_CASE_REPORTER,
		"UPDATE cases SET reporter_name=coalesce(?,reporter_name),"
		"reporter_address=coalesce(?,reporter_address) WHERE id=?"
		" AND EXISTS(SELECT 1 FROM mail WHERE id=? AND kind='report')"),
	SQL(ST_CASE_LIST,
		"SELECT id,label,board,dnr,state,opened,arrived," NEXT_DUE " FROM cases c"
		" WHERE ?1 IS NULL OR state=?1 ORDER BY id"),
	SQL(ST_CASE_OPEN,
		"SELECT id,label,board,dnr,state,opened,arrived," NEXT_DUE " FROM cases c"
		" WHERE state IN('received','assessing','investigating','proposed','decided',"
		"'follow_up') ORDER BY id"),
	SQL(ST_CASE_LATE,
		"SELECT id,label,board,dnr,state,opened,arrived," NEXT_DUE " FROM cases c"
		" WHERE (?1 IS NULL OR state=?1)"
		" AND id IN(SELECT case_no FROM clock WHERE stopped IS NULL AND late<=?2)"
		" ORDER BY id"),
	SQL(ST_CASE_MAILS,
		"SELECT id,uid,uidvalidity,message_id,sha256,kind,subject,trust FROM mail"
		" WHERE case_no=?1 OR id=(SELECT mail FROM report WHERE case_no=?1) ORDER BY id"),
	SQL(ST_CASE_ENTERED,
		"SELECT how,taken_by FROM mail WHERE"
		" (case_no=?1 OR id=(SELECT mail FROM report WHERE case_no=?1))"
		" AND way='entered' AND kind='report' ORDER BY id LIMIT 1"),
	SQL(ST_FLAG_INSERT,
		"INSERT INTO flag(case_no,code,message) VALUES(?,?,?) ON CONFLICT DO NOTHING"),
	SQL(ST_FLAG_LIST, "SELECT code,message FROM flag WHERE case_no=? ORDER BY code"),

	SQL(ST_STATISTICS_CASES,
		"SELECT c.id,c.arrived,c.state,c.outcome,c.laws FROM cases c WHERE " COUNTED(c)),
	SQL(ST_STATISTICS_DAYS,
		"SELECT c.id,m.milestone,m.day,m.corrects FROM cases c"
		" CROSS JOIN milestone m ON m.case_no=c.id WHERE " COUNTED(c)
		" AND (m.milestone='started' OR m.milestone='decided'"
		"  OR m.milestone='ivo_notified')"
		/* what another board did that had the case before is none of this one's */
		" AND (m.milestone='ivo_notified' OR NOT EXISTS(SELECT 1 FROM milestone t"
		"  WHERE t.case_no=c.id AND t.id>m.id AND t.milestone='taken_over' AND t.corrects=0))"
		" ORDER BY c.id,m.id"),
	/* what ran when it was computed last may be late by now */
	SQL(ST_STATISTICS_LATE,
		"SELECT DISTINCT c.id,k.class FROM cases c CROSS JOIN clock k ON k.case_no=c.id"
		" WHERE " COUNTED(c) " AND (k.state='late' OR (k.state='running' AND k.late<=?4))"),
	SQL(ST_STATISTICS_DOCUMENTS,
		OF_DOCUMENTS " FROM cases c CROSS JOIN reading r ON r.case_no=c.id"
		" CROSS JOIN json_each(r.json,'$.documents') d WHERE " COUNTED(c)
		" UNION ALL " OF_DOCUMENTS " FROM cases c CROSS JOIN report r ON r.case_no=c.id"
		" CROSS JOIN json_each(r.json,'$.documents') d WHERE " COUNTED(c)),
	/* life */
	SQL(ST_LIFE_CASE,
		"SELECT id,board,state,arrived,laws,dnr,dnr_full,sender_address,reporter_address,"
		"investigator,proposal,outcome,measures,stale,"
		"EXISTS(SELECT 1 FROM outbox o WHERE o.case_no=c.id AND o.notice='receipt'"
		" AND o.state<>'cancelled'),"
		"(SELECT o.hold FROM outbox o WHERE o.case_no=c.id AND o.state='held'"
		" AND (o.hold='first_contact' OR o.hold='import') LIMIT 1),"
		"EXISTS(SELECT 1 FROM case_hold h WHERE h.case_no=c.id AND h.lifted IS NULL)"
		" FROM cases c WHERE label=?"),
	SQL(ST_LIFE_EVENTS,
		"SELECT milestone,board,day,instant,corrects,milestone='breach_aware'"
		" AND (SELECT kind FROM event e WHERE e.seq=m.event)"
		"  IN('breach_suspected','arrival_corrected'),event"
		" FROM milestone m WHERE case_no=?"
		" AND NOT EXISTS(SELECT 1 FROM milestone_taken_back b WHERE b.milestone=m.id)"
		" ORDER BY id"),
	SQL(ST_LIFE_EXTENSIONS,
		"SELECT x.rule,x.board,x.day,d.detail->>'$.reason',x.event FROM extension x"
		" LEFT JOIN event_detail d ON d.seq=x.event WHERE x.case_no=? ORDER BY x.id"),
	SQL(ST_LIFE_FORMER,
		"SELECT d.detail->>'$.board',d.detail->>'$.dnr' FROM event e JOIN event_detail d"
		" ON d.seq=e.seq WHERE e.case_id=? AND e.kind='board_left' ORDER BY e.seq DESC LIMIT 1"),
	SQL(ST_LIFE_DONE,
		"SELECT d.detail->>'$.no' FROM event e JOIN event_detail d ON d.seq=e.seq"
		" WHERE e.case_id=? AND e.kind='measure_done' ORDER BY e.seq"),
	SQL(ST_LIFE_UPDATE,
		"UPDATE cases SET state=?,laws=?,dnr=?,dnr_full=?,investigator=?,proposal=?,"
		"outcome=?,measures=?,stale=0 WHERE id=?"),
	SQL(ST_CALENDAR_OF_CASE,
		"SELECT e.uid,e.recipient,e.rule,e.board,e.due,e.sequence,e.cancelled,o.audience,"
		"o.route,o.state='queued' OR o.state='sending' OR o.state='sent'"
		" OR o.state='uncertain',e.case_no,o.board"
		" FROM calendar_entry e JOIN outbox o ON o.id=e.notice"
		" JOIN cases c ON c.id=e.case_no AND c.board=o.board WHERE e.case_no=?"
		" ORDER BY e.uid,e.recipient"),
	/* The last days of which a reminder is due. */
	SQL(ST_CALENDAR_DUE,
		"SELECT e.uid,e.recipient,e.rule,e.board,e.due,e.sequence,e.cancelled,o.audience,"
		"o.route,o.state='queued' OR o.state='sending' OR o.state='sent'"
		" OR o.state='uncertain',e.case_no,o.board FROM clock k"
		" JOIN calendar_entry e ON e.case_no=k.case_no AND e.rule=k.rule AND e.board=k.board"
		" JOIN outbox o ON o.id=e.notice"
		" WHERE k.owner=? AND k.next<=? ORDER BY e.case_no,e.uid"),
	SQL(ST_CALENDAR_PUT,
		"INSERT INTO calendar_entry(uid,recipient,case_no,rule,board,due,sequence,"
		"cancelled,owed,notice) VALUES(?,?,?,?,?,?,?,?,0,?)"
		" ON CONFLICT DO UPDATE SET due=excluded.due,sequence=excluded.sequence,"
		"cancelled=excluded.cancelled,owed=0,notice=excluded.notice"),
	SQL(ST_CALENDAR_COMPARE,
		"UPDATE calendar_entry AS e SET owed=cancelled=0 AND NOT EXISTS("
		"SELECT 1 FROM clock k WHERE k.case_no=e.case_no AND k.rule=e.rule"
		" AND k.board=e.board AND k.stopped IS NULL AND k.due=e.due) WHERE case_no=?"),
	/* Who had the case before hears nothing of it. What lies behind us nobody looks up in a calendar. */
	SQL(ST_CALENDAR_OWED,
		"SELECT e.uid,e.recipient,e.rule,e.board,coalesce(k.due,e.due),e.sequence+1,"
		"k.due IS NULL,o.audience,o.route,1,e.case_no,o.board"
		" FROM calendar_entry e INDEXED BY calendar_owed"
		" JOIN outbox o ON o.id=e.notice"
		" JOIN cases c ON c.id=e.case_no AND c.board=o.board LEFT JOIN clock k ON k.case_no=e.case_no"
		" AND k.rule=e.rule AND k.board=e.board AND k.stopped IS NULL"
		" WHERE e.owed=1 AND e.due>=? AND o.board=?"
		" AND (o.state='sent' OR o.state='uncertain') ORDER BY e.uid,e.recipient"),
	SQL(ST_LIFE_STALE, "SELECT label FROM cases WHERE stale>0 ORDER BY id LIMIT ?"),
	SQL(ST_LIFE_SET_ASIDE, "UPDATE cases SET stale=-1 WHERE label=?"),
	/* The clock of the machine was ahead for a while. */
	SQL(ST_LIFE_SAID_AHEAD,
		"UPDATE cases SET stale=2"
		" WHERE id IN(SELECT case_no FROM clock WHERE stopped IS NULL AND said>?)"),
	/* By the keys of core/clock/remind.c, core/clock/agenda.c, daemon/anchor-mail.c and daemon/accounting.c. */
	SQL(ST_AHEAD_STEPS,
		"UPDATE outbox SET once=NULL"
		" WHERE once>='reminder ' AND once<'reminder!' AND queued>?"),
	SQL(ST_AHEAD_DAYS,
		"UPDATE outbox SET once=NULL"
		" WHERE (once>='digest ' AND once<'digest!' AND substr(once,8,10)>?1)"
		" OR (once>='anchor ' AND once<'anchor!' AND substr(once,8,10)>?1)"
		" OR (once>='accounting ' AND once<'accounting!' AND substr(once,-10)>?1)"),
	/* It waits as long from now on as it would have then. */
	SQL(ST_AHEAD_DUE,
		"UPDATE outbox SET queued=?1,due=?1+max(0,due-queued) WHERE id IN("
		"SELECT id FROM outbox INDEXED BY outbox_state"
		" WHERE state NOT IN('sent','cancelled') AND state='queued' AND due>?1 AND queued>?1)"),
	/* No try waits so long: it was put off by that clock. */
	SQL(ST_AHEAD_RETRY,
		"UPDATE outbox SET due=?1 WHERE id IN(SELECT id FROM outbox INDEXED BY outbox_state"
		" WHERE state NOT IN('sent','cancelled') AND state='queued' AND attempts>0"
		" AND due>?1+?2)"),
	SQL(ST_AHEAD_OWED,
		"UPDATE ledger INDEXED BY ledger_owed SET first_seen=min(first_seen,?1),"
		"next_try=iif(next_try>?1+" LONGEST_DEFER ",0,next_try)"
		" WHERE state='owed' AND (first_seen>?1 OR next_try>?1+" LONGEST_DEFER ")"),
	SQL(ST_LIFE_OTHER,
		"SELECT id,label,board,state,dnr,investigator,sender_address,reporter_address,"
		"EXISTS(SELECT 1 FROM case_hold h WHERE h.case_no=c.id AND h.lifted IS NULL),0"
		" FROM cases c WHERE label=?"),
	SQL(ST_AWAY_PUT,
		"INSERT INTO away(address,until,mail) VALUES(?,?,?)"
		" ON CONFLICT DO UPDATE SET until=excluded.until,mail=excluded.mail"),
	SQL(ST_AWAY_END, "DELETE FROM away WHERE address=?"),
	SQL(ST_AWAY_LIST, "SELECT address,until FROM away"),
	SQL(ST_CASE_OF_BOARD, "SELECT 1 FROM cases WHERE label=? AND board=?"),
	SQL(ST_CASE_REFERS,
		"INSERT OR IGNORE INTO related(case_no,other) SELECT ?,id FROM cases WHERE label=?"),
	SQL(ST_LIFE_UNTOLD,
		"SELECT id FROM outbox WHERE case_no=? AND milestone_board=?"
		" AND (state='queued' OR state='held') ORDER BY id"),
	SQL(ST_LIFE_LEFT, "INSERT INTO former_board(case_no,board) VALUES(?,?) ON CONFLICT DO NOTHING"),
	SQL(ST_LIFE_BOARD, "UPDATE cases SET board=? WHERE id=?"),
	/* what has not gone to those who had to do with the case */
	SQL(ST_LIFE_OF_PEOPLE,
		"SELECT id FROM outbox WHERE case_no=?"
		" AND audience NOT IN('reporter','outsider','commissioning','operator')"
		" AND state IN('queued','held','failed','uncertain','bounced') ORDER BY id"),
	SQL(ST_LIFE_FORGET_ROLES, "DELETE FROM case_hold WHERE case_no=? AND hold='recused'"),
	/* of several reports in a mail each has its case, and only one of them goes */
	SQL(ST_LIFE_READ_AGAIN,
		"UPDATE reading SET state='pending',attempts=0,queued=?,finished=NULL,reason=NULL,"
		"json=iif(state='running',json,NULL),generation=generation+1"
		" WHERE case_no=? AND (state='running'"
		"  OR NOT EXISTS(SELECT 1 FROM report r WHERE r.mail=reading.mail))"),
	SQL(ST_LIFE_UNREAD,
		"SELECT max(mail) FROM reading WHERE case_no=? AND state IN('pending','running')"),
	SQL(ST_LIFE_RELATE,
		"INSERT OR IGNORE INTO related(case_no,other) SELECT ?1,id FROM cases WHERE label=?2"
		" UNION ALL SELECT id,?1 FROM cases WHERE label=?2"),
	SQL(ST_LIFE_RELATED,
		"WITH RECURSIVE joined_so_far(id,label) AS (SELECT id,label FROM cases WHERE id=?1"
		" UNION SELECT c.id,c.label FROM joined_so_far JOIN related r"
		" ON r.case_no=joined_so_far.id JOIN cases c ON c.id=r.other"
		" WHERE c.state='joined' AND joined_so_far.label="
		"(SELECT d.detail->>'$.case' FROM event e JOIN event_detail d ON d.seq=e.seq"
		" WHERE e.case_id=c.label AND e.kind='joined' ORDER BY e.seq DESC LIMIT 1)),"
		"all_related(id) AS (SELECT other FROM related WHERE case_no=?1"
		" UNION SELECT id FROM joined_so_far WHERE id<>?1)"
		" SELECT c.id,c.label,c.board,c.state,c.dnr,c.investigator,c.sender_address,"
		"c.reporter_address,"
		"EXISTS(SELECT 1 FROM case_hold h WHERE h.case_no=c.id AND h.lifted IS NULL),"
		"c.id IN (SELECT id FROM joined_so_far)"
		" FROM all_related JOIN cases c ON c.id=all_related.id ORDER BY c.id"),
	SQL(ST_LIFE_WORKED,
		"SELECT e.kind,iif(e.kind='proposed',e.actor,d.detail->>'$.investigator')"
		" FROM event e LEFT JOIN event_detail d ON d.seq=e.seq WHERE e.case_id=?"
		" AND e.kind IN('investigator_assigned','proposed') ORDER BY e.seq"),
	/*
	 * What nobody did who acts, or after the second of these events. Who gave no address is
	 * whoever the system knows by that name (?5); where nothing else is known of them, so is
	 * who gave any (?6).
	 */
	SQL(ST_LIFE_SINCE,
		"SELECT e.seq,e.time,e.actor,e.kind,d.detail FROM event e"
		" LEFT JOIN event_detail d ON d.seq=e.seq WHERE e.case_id=?1 AND e.seq>?2"
		" AND (e.seq>?3 OR NOT (e.actor=?4 COLLATE NOCASE"
		"  OR (e.user=?5 AND (?6 OR e.actor=e.user)))) ORDER BY e.seq"),
	SQL(ST_LIFE_LOOKED,
		"SELECT coalesce(max(e.seq),0) FROM event e INDEXED BY event_case"
		" WHERE e.case_id=?1 AND (e.actor=?2 COLLATE NOCASE OR e.user=?3)"
		" AND (e.kind='case_shown' OR e.kind='dossier_written')"),
	/* What reminds, sends and is looked at leaves the case as it is. */
	SQL(ST_LIFE_DISTURBED,
		"SELECT e.seq,e.time,e.actor,e.kind,d.detail FROM event e"
		" INDEXED BY event_case LEFT JOIN event_detail d ON d.seq=e.seq"
		" WHERE e.case_id=?1 AND e.seq>?2 AND NOT " LOOKS
		" AND e.kind NOT GLOB 'notice_*' AND e.kind<>'clocks_failed' AND e.kind<>'answered'"
		" ORDER BY e.seq LIMIT 1"),
	SQL(ST_LIFE_EVENT_IS, "SELECT count(*) FROM event WHERE seq=? AND case_id=?"),
	SQL(ST_MASKED_INSERT,
		"INSERT INTO masked_copy(case_no,board,milestone,sha256,size,bytes,event)"
		" VALUES(?,?,?,?,?,?,?)"),
	SQL(ST_MASKED_UNSENT,
		"SELECT o.id FROM masked_copy m JOIN outbox o ON o.enclosure=m.id"
		" WHERE m.case_no=? AND m.board=? AND m.milestone=?"
		" AND (o.state='queued' OR o.state='held') ORDER BY o.id"),
	SQL(ST_MASKED_OF_CASE,
		"SELECT m.board,m.milestone,m.sha256,m.size,m.bytes IS NULL,e.time,e.actor,"
		"d.detail->>'$.file',d.detail->>'$.basis',o.id,o.state FROM masked_copy m"
		" JOIN event e ON e.seq=m.event LEFT JOIN event_detail d ON d.seq=m.event"
		" LEFT JOIN outbox o ON o.enclosure=m.id WHERE m.case_no=? ORDER BY m.id"),
	SQL(ST_MASKED_BYTES,
		"SELECT m.sha256,m.bytes FROM masked_copy m JOIN cases c ON c.id=m.case_no"
		" WHERE c.label=?"),
	SQL(ST_LIFE_MAKE_STALE, "UPDATE cases SET stale=max(stale,?) WHERE id=?"),
	SQL(ST_LIFE_ALL_STALE,
		"UPDATE cases SET stale=max(stale,1)"
		" WHERE id IN(SELECT case_no FROM clock WHERE stopped IS NULL)"),
	/* Who is reminded of a case may hang on what is held of it. */
	SQL(ST_LIFE_STALE_OF_NOTICE,
		"UPDATE cases SET stale=max(stale,1)"
		" WHERE id=(SELECT case_no FROM outbox WHERE id=?)"),
	SQL(ST_MILESTONE_INSERT,
		"INSERT INTO milestone(case_no,milestone,board,day,instant,corrects,event)"
		" VALUES(?,?,?,?,?,?,?)"),
	SQL(ST_MILESTONE_ARRIVAL,
		"INSERT INTO milestone(case_no,milestone,day,instant,event)"
		" SELECT ?1,'arrival',?2,?3,?4 WHERE NOT EXISTS("
		"SELECT 1 FROM milestone WHERE case_no=?1 AND milestone='arrival')"),
	/* What was last said of a breach, if it is the program's and counts from that arrival. */
	SQL(ST_MILESTONE_SUSPECTED,
		"INSERT INTO milestone(case_no,milestone,day,instant,corrects,event)"
		" SELECT ?1,'breach_aware',?2,?3,1,?4 FROM milestone m JOIN event e ON e.seq=m.event"
		" WHERE m.id=(SELECT max(l.id) FROM milestone l WHERE l.case_no=?1 AND l.milestone"
		"  IN('breach_aware','breach_notified','breach_not_reportable')"
		"  AND NOT EXISTS(SELECT 1 FROM milestone_taken_back b WHERE b.milestone=l.id))"
		" AND m.milestone='breach_aware' AND m.instant=?5"
		" AND e.kind IN('breach_suspected','arrival_corrected')"),
	SQL(ST_MILESTONE_ACCEPTED,
		"INSERT INTO milestone(case_no,milestone,board,day,instant,event)"
		" SELECT case_no,milestone,milestone_board,?,?,? FROM outbox"
		" WHERE id=? AND milestone IS NOT NULL AND case_no IS NOT NULL"),
	/* What the acceptance of a notice is, as long as it counts. */
	SQL(ST_MILESTONE_OF_NOTICE,
		"SELECT m.id,m.case_no,c.label,m.milestone,m.board,m.day FROM outbox o"
		" JOIN milestone m ON m.case_no=o.case_no JOIN event e ON e.seq=m.event"
		" JOIN event_detail d ON d.seq=m.event JOIN cases c ON c.id=m.case_no"
		" WHERE o.id=?1 AND e.kind='notice_sent'"
		" AND CAST(d.detail->>'$.outbox' AS INTEGER)=?1"
		" AND NOT EXISTS(SELECT 1 FROM milestone_taken_back b WHERE b.milestone=m.id)"),
	SQL(ST_MILESTONE_TAKE_BACK, "INSERT INTO milestone_taken_back(milestone,event) VALUES(?,?)"),
	SQL(ST_EXTENSION_INSERT,
		"INSERT INTO extension(case_no,rule,board,day,event) VALUES(?,?,?,?,?)"),
	SQL(ST_CLOCK_OF_CASE,
		"SELECT rule,board,start,due,said,class,state,stopped,source,next,late FROM clock"
		" WHERE case_no=? ORDER BY late,rule,board"),
	SQL(ST_CLOCK_LIST,
		"SELECT k.rule,k.board,k.start,k.due,k.said,k.class,k.state,k.stopped,k.source,"
		"k.next,k.late,c.label FROM clock k JOIN cases c ON c.id=k.case_no"
		" WHERE k.stopped IS NULL AND (?1 IS NULL OR substr(k.due,1,10)<=?1)"
		" ORDER BY k.late,k.case_no,k.rule,k.board"),
	SQL(ST_CLOCK_DELETE, "DELETE FROM clock WHERE case_no=?"),
	SQL(ST_CLOCK_INSERT,
		"INSERT INTO clock(case_no,rule,board,owner,class,state,start,due,late,stopped,"
		"source,said,next) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)"),
	SQL(ST_CLOCK_NEXT, "SELECT min(next) FROM clock WHERE owner=? AND next IS NOT NULL"),
	/* All that run of a board, and those of which a reminder is due. */
	SQL(ST_CLOCK_OPEN, CLOCKS("k.owner=? AND k.stopped IS NULL")),
	SQL(ST_CLOCK_DUE, CLOCKS("k.owner=? AND k.next<=?")),
	/* Of the cases of these clocks: who hears nothing of them, and why. */
	SQL(ST_CLOCK_RECUSALS, RECUSALS("owner=? AND stopped IS NULL")),
	SQL(ST_CLOCK_DUE_RECUSALS, RECUSALS("owner=? AND next<=?")),
	SQL(ST_CLOCK_HOLDS, HOLDS("owner=? AND stopped IS NULL")),
	SQL(ST_CLOCK_DUE_HOLDS, HOLDS("owner=? AND next<=?")),
	SQL(ST_CLOCK_SAID,
		"UPDATE clock SET said=?,next=? WHERE case_no=? AND rule=? AND board=?"),

	SQL(ST_HOLD_PUT,
		"INSERT INTO case_hold(case_no,finding,hold,since) VALUES(?,?,?,?)"
		" ON CONFLICT DO NOTHING"),
	SQL(ST_HOLD_LIFT,
		"UPDATE case_hold SET lifted=? WHERE case_no=? AND finding=? AND lifted IS NULL"),
	SQL(ST_HOLD_LIST, "SELECT finding,hold,since,lifted FROM case_hold WHERE case_no=?"),
	SQL(ST_HOLD_TOLD,
		"SELECT DISTINCT recipient FROM outbox WHERE case_no=? AND audience='contact'"),
	SQL(ST_RECUSAL_PUT,
		"INSERT INTO recusal(case_no,person,stand_in,reason,since) VALUES(?,?,?,?,?)"
		" ON CONFLICT DO UPDATE SET stand_in=excluded.stand_in,reason=excluded.reason,"
		"since=excluded.since"),
	SQL(ST_RECUSAL_GET, "SELECT stand_in FROM recusal WHERE case_no=? AND person=?"),
	SQL(ST_RECUSAL_COUNT, "SELECT count(*) FROM recusal WHERE case_no=?"),
	SQL(ST_RECUSAL_LIST,
		"SELECT person,stand_in,reason,since FROM recusal WHERE case_no=? ORDER BY since"),
	SQL(ST_RECUSAL_INHERIT,
		"INSERT INTO recusal(case_no,person,stand_in,reason,since)"
		" SELECT ?1,person,stand_in,reason,?2 FROM recusal WHERE case_no=?3"),

	/* reading */
	SQL(ST_READING_INSERT,
		"INSERT INTO reading(mail,case_no,state,queued) VALUES(?,?,'pending',?)"),
	SQL(ST_READING_NEXT,
		"SELECT g.id,g.mail,c.label,coalesce(c.board,m.board),r.bytes,c.id,"
		"CASE WHEN f.code IS NULL OR m.kind<>'report' THEN m.from_address ELSE c.reporter_address END,"
		"(m.trust='verified' OR m.trust='command'),m.kind='report',"
		/* What was cut off may hold what is missing; of the rest there was no mail to us. */
		"(SELECT o.recipient FROM outbox o WHERE o.case_no=c.id AND m.kind='report'"
		" AND m.way='fetched' AND m.truncated=0 AND o.notice='receipt'"
		" AND o.audience='reporter' AND (o.state='queued' OR o.state='sending'"
		"  OR o.state='sent' OR o.state='uncertain') ORDER BY o.id LIMIT 1),"
		"c.arrived,g.generation,g.json,"
		"CASE WHEN m.kind='report' THEN coalesce(c.arrived,m.arrived) ELSE m.arrived END,"
		"(m.kind='correspondence' AND NOT EXISTS(SELECT 1 FROM event e"
		" WHERE e.case_id=c.label AND e.mail=m.id AND e.kind='mail_filed_as'))"
		" FROM reading g"
		" JOIN mail m ON m.id=g.mail JOIN raw r ON " BYTES_OF(m)
		" LEFT JOIN cases c ON c.id=g.case_no"
		" LEFT JOIN flag f ON f.case_no=c.id AND f.code='forwarded_report'"
		/* What was running when the program ended is read alone: one of them may have ended it. */
		" WHERE g.id=(SELECT min(id) FROM reading WHERE state='pending') AND NOT EXISTS("
		"SELECT 1 FROM reading x WHERE x.state='running' AND (x.attempts>1 OR g.attempts>0))"),
	SQL(ST_READING_RUN, "UPDATE reading SET state='running',attempts=attempts+1 WHERE id=?"),
	SQL(ST_READING_FINISH,
		"UPDATE reading SET state=?,finished=?,reason=?,json=?"
		" WHERE id=? AND state='running' AND generation=?"),
	SQL(ST_READING_AGAIN,
		"UPDATE reading SET state='pending',attempts=attempts-1"
		" WHERE id=? AND state='running' AND generation=?"),
	SQL(ST_READING_RECOVER,
		"UPDATE reading SET state='pending' WHERE state='running' AND attempts<2"),
	SQL(ST_READING_EXHAUSTED,
		"SELECT g.id,g.mail,c.label,g.generation FROM reading g LEFT JOIN cases c ON c.id=g.case_no"
		" WHERE g.state='running' ORDER BY g.id LIMIT 1"),
	SQL(ST_READING_COUNT,
		"SELECT (SELECT count(*) FROM reading WHERE state='pending')"
		"+(SELECT count(*) FROM reading WHERE state='running')"),
	SQL(ST_READING_LATE,
		"SELECT (SELECT count(*) FROM reading g CROSS JOIN mail m ON m.id=g.mail"
		"  WHERE g.state='pending' AND g.queued<?1 AND m.board=?2)"
		"+(SELECT count(*) FROM reading g CROSS JOIN mail m ON m.id=g.mail"
		"  WHERE g.state='running' AND g.queued<?1 AND m.board=?2)"),
	SQL(ST_READING_OF_CASE,
		"SELECT 'done',json,NULL,0 AS place,mail FROM report WHERE case_no=?1"
		" UNION ALL SELECT state,json,reason,id,mail FROM reading WHERE case_no=?1"
		" ORDER BY place"),
	/* Of a case and of those that share a mail with it, but for one mail. */
	SQL(ST_READING_NEAR,
		"SELECT g.json FROM reading g WHERE g.case_no=?1 AND g.mail<>?2 AND g.json IS NOT NULL"
		" UNION ALL SELECT r.json FROM report r WHERE r.case_no=?1 AND r.mail<>?2"
		" UNION ALL SELECT g.json FROM report r JOIN reading g ON g.mail=r.mail"
		"  WHERE r.case_no=?1 AND r.mail<>?2 AND g.json IS NOT NULL"
		" UNION ALL SELECT o.json FROM report r JOIN report o ON o.mail=r.mail"
		"  WHERE r.case_no=?1 AND o.case_no<>?1 AND r.mail<>?2"
		" UNION ALL SELECT r.json FROM mail m JOIN report r ON r.mail=m.id"
		"  WHERE m.case_no=?1 AND m.id<>?2"),
	SQL(ST_REPORT_PUT,
		"INSERT INTO report(case_no,mail,number,fingerprint,json) VALUES(?,?,?,?,?)"
		" ON CONFLICT DO UPDATE SET fingerprint=excluded.fingerprint,json=excluded.json"),
	/* Those that a person has said are none are no more. */
	SQL(ST_REPORT_OF_MAIL,
		"SELECT c.id,c.label,c.state,r.json FROM report r JOIN cases c ON c.id=r.case_no"
		" WHERE r.mail=? AND c.state<>'not_report' ORDER BY r.number,c.id"),
	SQL(ST_REPORT_KNOWN,
		"SELECT count(*) FROM report r JOIN cases c ON c.id=r.case_no"
		" WHERE r.mail=? AND r.fingerprint=? AND c.state<>'not_report'"),
	SQL(ST_REPORT_SIBLINGS,
		"SELECT label FROM cases WHERE id<>?1 AND id IN("
		" SELECT o.case_no FROM report r JOIN report o ON o.mail=r.mail WHERE r.case_no=?1"
		" UNION SELECT m.case_no FROM report r JOIN mail m ON m.id=r.mail WHERE r.case_no=?1"
		" UNION SELECT r.case_no FROM mail m JOIN report r ON r.mail=m.id"
		"  WHERE m.case_no=?1) ORDER BY id"),
	SQL(ST_REPORT_CASES,
		"SELECT label FROM cases WHERE id IN(SELECT case_no FROM mail WHERE id=?1"
		" UNION SELECT case_no FROM report WHERE mail=?1) ORDER BY id"),
	SQL(ST_REPORT_COUNT,
		"SELECT count(*) FROM mail m JOIN report r ON r.mail=m.id"
		" WHERE m.board=? AND m.stored>=? AND m.stored<?"),

	SQL(ST_LIKENESS_SET,
		"INSERT INTO likeness(case_no,hashes) VALUES(?,?)"
		" ON CONFLICT DO UPDATE SET hashes=excluded.hashes"),
	SQL(ST_LIKENESS_KEY,
		"INSERT INTO likeness_key(board,hash,case_no) VALUES(?,?,?) ON CONFLICT DO NOTHING"),
	SQL(ST_LIKENESS_FIND,
		"SELECT c.label,l.hashes FROM likeness_key k CROSS JOIN likeness l ON l.case_no=k.case_no"
		" CROSS JOIN cases c ON c.id=k.case_no"
		" WHERE k.board=?1 AND k.hash=?2 AND k.case_no<>?3 AND c.opened>?4"
		" AND NOT EXISTS(SELECT 1 FROM flag f WHERE f.case_no=?3"
		"  AND f.code='possible_duplicate')"
		" ORDER BY k.case_no DESC LIMIT 20"),

	/* outbox */
	SQL(ST_OUTBOX_INSERT,
		"INSERT INTO outbox(case_no,board,notice,audience,route,recipient,state,hold,"
		"message_id,thread,facts,queued,due,waits_for,once,counted,milestone,"
		"milestone_board,enclosure) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
		" ON CONFLICT(once) DO NOTHING"),
	SQL(ST_REPLY_INSERT, "INSERT INTO reply(nonce,outbox,purpose,expires,event)"
		" VALUES(?,?,?,?,coalesce((SELECT max(seq) FROM event),0))"),
	SQL(ST_INSTANCE_GET, "SELECT machine,path,inode,generation,doubt FROM instance WHERE id=1"),
	SQL(ST_INSTANCE_SETTLE,
		"INSERT INTO instance(id,machine,path,inode,generation) VALUES(1,?,?,?,?)"
		" ON CONFLICT DO UPDATE SET machine=excluded.machine,path=excluded.path,"
		"inode=excluded.inode,generation=excluded.generation,doubt=NULL"),
	SQL(ST_INSTANCE_DOUBT,
		"INSERT INTO instance(id,machine,path,inode,generation,doubt) VALUES(1,'','',0,1,?)"
		" ON CONFLICT DO UPDATE SET doubt=excluded.doubt"),
	SQL(ST_INSTANCE_CONFIRM,
		"UPDATE instance SET confirmed=?1,told_until=iif(?2,?1,told_until) WHERE id=1"),
	SQL(ST_INSTANCE_CONFIRMED, "SELECT confirmed FROM instance WHERE id=1"),
	SQL(ST_INSTANCE_TOLD, "SELECT told_until FROM instance WHERE id=1"),
	SQL(ST_SERIES_ADD, "INSERT INTO series(year,last) VALUES(?,0) ON CONFLICT DO NOTHING"),
	SQL(ST_SERIES_SKIP, "UPDATE series SET last=last+? WHERE year>=?"),
	SQL(ST_OUTBOX_ANY_QUEUED, "SELECT id FROM outbox INDEXED BY outbox_state"
		" WHERE state='queued' AND state NOT IN('sent','cancelled') LIMIT 1"),
	SQL(ST_REPLY_GET,
		"SELECT o.board,c.label,o.recipient,y.purpose,y.expires FROM reply y"
		" JOIN outbox o ON o.id=y.outbox JOIN cases c ON c.id=o.case_no WHERE y.nonce=?"),
	SQL(ST_REPLY_KNOWN, "SELECT count(*) FROM reply WHERE nonce=?"),
	SQL(ST_REPLY_USE,
		"UPDATE reply SET used=? WHERE used IS NULL"
		" AND nonce=(SELECT nonce FROM errand WHERE mail=? AND form=0)"),
	SQL(ST_ERRAND_INSERT, "INSERT INTO errand(mail,form,nonce,state) VALUES(?,?,?,?)"),
	/* What stands in a form is what was read of it last. */
	SQL(ST_ERRAND_NEXT,
		ERRAND " AND e.state='pending' AND NOT " BEING_READ(g)
		" AND NOT EXISTS(SELECT 1 FROM errand f JOIN reading x ON x.mail=f.mail"
		"  WHERE f.asked=o.id AND f.state='asked' AND f.form=1 AND " BEING_READ(x) ")"
		" ORDER BY e.mail,e.form LIMIT 1"),
	SQL(ST_ERRAND_ASKED_BY, ERRAND " AND e.asked=? AND e.state='asked'"),
	SQL(ST_ERRAND_READ,
		"UPDATE errand SET state='pending' WHERE mail=? AND form=1 AND state='reading'"),
	SQL(ST_ERRAND_DROP, "DELETE FROM errand WHERE mail=? AND form=1 AND state='reading'"),
	SQL(ST_CASE_NOTES,
		"SELECT d.detail->>'$.date',d.detail->>'$.source',d.detail->>'$.kind',"
		"d.detail->>'$.text',d.detail->>'$.title',d.detail->>'$.author'"
		" FROM event e JOIN event_detail d ON d.seq=e.seq"
		" WHERE e.case_id=? AND e.kind='noted' ORDER BY e.seq"),
	SQL(ST_ERRAND_QUESTION,
		"SELECT max(id) FROM outbox WHERE case_no=? AND notice='confirmation'"),
	SQL(ST_ERRAND_LAPSED,
		"SELECT e.asked FROM errand e JOIN reply y ON y.outbox=e.asked"
		" LEFT JOIN reading g ON e.form=1 AND g.mail=e.mail"
		" WHERE e.state='asked' AND y.expires<? AND NOT " BEING_READ(g)
		" ORDER BY e.attempts,e.mail LIMIT 1"),
	SQL(ST_ERRAND_TRY, "UPDATE errand SET attempts=attempts+1 WHERE mail=? AND form=?"),
	/* What is asked about was tried with success. */
	SQL(ST_ERRAND_SETTLE,
		"UPDATE errand SET state=?1,asked=coalesce(?2,asked),"
		"attempts=iif(?1='asked',0,attempts) WHERE mail=?3 AND form=?4"),
	SQL(ST_OUTBOX_NEXT,
		OUTBOX_ITEM(o.attempts) " WHERE o.state='queued' AND o.waits_for IS NULL AND o.board=? AND o.due<=?"
		" AND " SURE " ORDER BY o.due,o.id LIMIT 64"),
	SQL(ST_OUTBOX_SENDING,
		OUTBOX_ITEM(o.attempts-1) " WHERE o.state='sending' ORDER BY o.id LIMIT 1"),
	SQL(ST_OUTBOX_NEXT_DUE,
		"SELECT min(due) FROM outbox WHERE state='queued' AND waits_for IS NULL AND board=?"
		" AND " SURE),
	SQL(ST_OUTBOX_CLAIM,
		"UPDATE outbox SET state='sending',attempts=attempts+1,bytes=? WHERE id=?"),
	SQL(ST_OUTBOX_FINISH, "UPDATE outbox SET state=?,due=?,error=?,sent=? WHERE id=?"),
	SQL(ST_OUTBOX_CASE, "SELECT case_no FROM outbox WHERE id=?"),
	SQL(ST_OUTBOX_SENT, "UPDATE outbox SET sent=? WHERE id=?"),
	SQL(ST_OUTBOX_STATE,
		"SELECT o.state,c.label,o.notice,o.hold FROM outbox o"
		" LEFT JOIN cases c ON c.id=o.case_no"
		" WHERE o.id=?"),
	SQL(ST_OUTBOX_MOVE, "UPDATE outbox SET state=?,due=? WHERE id=?"),
	SQL(ST_BUDGET_RECIPIENT,
		"SELECT count(*) FROM (SELECT 1 FROM outbox INDEXED BY outbox_counted"
		" WHERE notice=?1 AND recipient=?2 COLLATE NOCASE AND " OF_HOUR(counted, ?3)
		" LIMIT ?4)"),
	SQL(ST_BUDGET_CASE,
		"SELECT count(*) FROM (SELECT 1 FROM outbox WHERE case_no=?1 AND notice=?2"
		" AND " OF_HOUR(counted, ?3) " LIMIT ?4)"),
	SQL(ST_BUDGET_RECEIPTS,
		"SELECT count(*) FROM (SELECT 1 FROM outbox INDEXED BY outbox_answers"
		" WHERE notice='receipt' AND " OF_HOUR(counted, ?1) " LIMIT ?2)"),
	SQL(ST_RECEIPTS_WAITING,
		"SELECT o.id,o.case_no,o.recipient,o.notice='missing_facts' AND EXISTS(SELECT 1"
		"  FROM cases e WHERE e.id=o.case_no"
		"  AND e.state IN('closed','declined','joined','transferred'))"
		" FROM outbox o INDEXED BY outbox_folding"
		" WHERE " ABOVE_LIMIT(o) " AND o.queued>?3 AND " OF_REPORT
		/* Whoever reported is left alone while a person decides who may know of it. */
		" AND (o.notice<>'missing_facts' OR NOT EXISTS(SELECT 1 FROM case_hold h"
		"  WHERE h.case_no=o.case_no AND h.lifted IS NULL)) ORDER BY o.id"),
	SQL(ST_RECEIPTS_HELD,
		"SELECT count(*),count(DISTINCT o.case_no),total(o.queued<=?2),max(o.id),"
		"max(iif(o.queued<=?2,o.id,0)) FROM outbox o INDEXED BY outbox_folding"
		" WHERE o.state='held' AND o.hold='budget' AND o.board=?1"
		/* Those that held_receipts_settle() lets go, as no digest can say them. */
		" AND o.notice IN('receipt','missing_facts','confirmation','transcript')"
		" AND " OF_REPORT
		" AND NOT EXISTS(SELECT 1 FROM outbox t INDEXED BY outbox_counted"
		"  WHERE t.notice='receipts_held' AND t.recipient=?3 COLLATE NOCASE"
		"  AND " OF_HOUR(t.counted, ?4) " AND t.board=?1)"),
	SQL(ST_OUTBOX_COUNTED, "UPDATE outbox SET counted=? WHERE id=?"),
	SQL(ST_DIGEST_NEXT,
		"SELECT o.recipient,count(*) FROM outbox o INDEXED BY outbox_folding"
		" WHERE " FOLDABLE " AND NOT EXISTS(SELECT 1 FROM outbox d INDEXED BY outbox_counted"
		"  WHERE d.notice=?3 AND d.recipient=o.recipient COLLATE NOCASE"
		"  AND " OF_HOUR(d.counted, ?4) ")"
		" GROUP BY o.recipient HAVING min(o.queued)<?5"
		"  OR NOT EXISTS(SELECT 1 FROM outbox w INDEXED BY outbox_folding"
		"   WHERE " ABOVE_LIMIT(w) " AND w.recipient=o.recipient AND w.waits_for IS NOT NULL)"
		" LIMIT 1"),
	SQL(ST_DIGEST_NAMES,
		"SELECT DISTINCT coalesce(c.label,"
		"  iif(json_valid(o.facts),json_extract(o.facts,'$.quarantine.mail'),NULL))"
		" FROM outbox o INDEXED BY outbox_folding LEFT JOIN cases c ON c.id=o.case_no"
		" WHERE " FOLDABLE " AND o.recipient=?3 ORDER BY o.id LIMIT ?4"),
	SQL(ST_DIGEST_IDS,
		"SELECT o.id FROM outbox o INDEXED BY outbox_folding WHERE " FOLDABLE
		" AND o.recipient=?3 ORDER BY o.id"),
	/* What speaks of another case that is held waits for a word about that one. */
	SQL(ST_OUTBOX_HELD,
		"SELECT o.id FROM outbox o INDEXED BY outbox_held WHERE o.state='held'"
		" AND (?1 IS NULL OR o.hold=?1)"
		" AND (o.case_no=?2"
		"  OR (?2 IS NULL AND o.hold IS NOT 'protected' AND o.hold IS NOT 'recused'))"
		" AND NOT (?3 AND o.hold='protected' AND EXISTS(SELECT 1 FROM cases n"
		"  JOIN case_hold h ON h.case_no=n.id WHERE n.label=" NAMED(o) " AND h.lifted IS NULL))"
		" ORDER BY o.id"),
	/* What other cases are to tell of this one; and whether to who has nothing to do with it. */
	SQL(ST_OUTBOX_NAMING,
		"SELECT o.id,EXISTS(SELECT 1 FROM recusal r WHERE r.case_no=?2"
		"  AND r.person=lower(o.recipient)) FROM outbox o INDEXED BY outbox_held"
		" WHERE o.state='held' AND o.hold='protected' AND o.case_no<>?2 AND " NAMED(o) "=?1"
		" AND NOT EXISTS(SELECT 1 FROM case_hold h WHERE h.case_no=o.case_no"
		"  AND h.lifted IS NULL) ORDER BY o.id"),
	SQL(ST_OUTBOX_HELD_COUNT,
		"SELECT count(*),count(DISTINCT case_no) FROM outbox INDEXED BY outbox_held"
		" WHERE state='held' AND hold=? AND board=?"),
	SQL(ST_OUTBOX_OWED,
		"SELECT (SELECT count(*) FROM outbox WHERE state='sending')"
		"+(SELECT count(*) FROM outbox WHERE state='queued' AND waits_for IS NULL"
		"  AND (due<=? OR attempts>0))"),
	SQL(ST_OUTBOX_WAITING,
		"SELECT id,facts FROM outbox WHERE waits_for=? AND (state='queued' OR state='held')"
		" ORDER BY id LIMIT 1"),
	SQL(ST_OUTBOX_TOLD_EARLY,
		"SELECT id,audience,route,recipient,message_id,facts FROM outbox WHERE waits_for=?"
		" AND notice='new_case' AND (state='sending' OR state='sent' OR state='uncertain')"
		" ORDER BY id"),
	SQL(ST_OUTBOX_FACTS, "UPDATE outbox SET facts=?,due=?,waits_for=NULL WHERE id=?"),
	SQL(ST_OUTBOX_BY_MESSAGE_ID,
		"SELECT o.id,c.label,o.board,"
		" CASE WHEN o.audience NOT IN('reporter','outsider') THEN o.recipient END,c.board,"
		OF_BOARD(o) " FROM outbox o LEFT JOIN cases c ON c.id=o.case_no WHERE o.message_id=?1"),
	SQL(ST_OUTBOX_RETURNED,
		"SELECT o.id,o.state,o.notice,o.audience,o.recipient,o.attempts,c.label,c.board,"
		"o.milestone,o.milestone_board,CASE WHEN o.attempts>0 THEN o.bytes END,"
		"coalesce(o.sent,o.due)"
		" FROM outbox o LEFT JOIN cases c ON c.id=o.case_no"
		" WHERE o.message_id=? AND o.board=?"),
	SQL(ST_OUTBOX_QUEUED_OF_CASE,
		"SELECT id,audience,state FROM outbox WHERE case_no=? AND (state='queued'"
		" OR (state='held' AND hold<>'protected')) ORDER BY id"),
	SQL(ST_OUTBOX_OVERTAKEN_OF_CASE, OVERTAKEN("o.case_no=n.case_no")),
	SQL(ST_OUTBOX_OVERTAKEN,
		OVERTAKEN("o.state NOT IN('sent','cancelled') AND o.case_no IS NULL")),
	SQL(ST_OUTBOX_HOLD, "UPDATE outbox SET state='held',hold=?,counted=NULL WHERE id=?"),
	SQL(ST_OUTBOX_TO_PERSON,
		"SELECT id,recipient,audience,state,hold,message_id,facts FROM outbox WHERE case_no=?"
		" AND (state='queued' OR state='held' OR state='failed' OR state='uncertain'"
		"  OR state='bounced') ORDER BY id"),
	SQL(ST_OUTBOX_PASS_ON,
		"INSERT INTO outbox(case_no,board,notice,audience,route,recipient,state,hold,"
		"message_id,thread,facts,queued,due,waits_for,milestone,milestone_board)"
		" SELECT case_no,board,notice,audience,'plain',?1,?2,?3,?4,thread,?7,?5,"
		"max(due,?5),waits_for,milestone,milestone_board FROM outbox WHERE id=?6"),
	SQL(ST_OUTBOX_BOUNCE, "UPDATE outbox SET state='bounced',error=?,stops=? WHERE id=?"),
	/* The last that came back for good, and behind which a person let nothing go. */
	SQL(ST_OUTBOX_STOPPED,
		"SELECT max(b.id) FROM outbox b INDEXED BY outbox_stops WHERE b.stops=1"
		" AND b.recipient=?1 COLLATE NOCASE AND b.board=?2 AND b.state='bounced' AND NOT EXISTS("
		"SELECT 1 FROM outbox r INDEXED BY outbox_stopped WHERE r.hold='bounced'"
		" AND r.recipient=?1 COLLATE NOCASE AND r.board=?2 AND r.id>b.id"
		" AND r.state NOT IN('held','cancelled'))"),
	SQL(ST_OUTBOX_STATES,
		"SELECT state,count(*) FROM outbox WHERE state NOT IN('sent','cancelled')"
		" AND board=? GROUP BY state"),
	SQL(ST_OUTBOX_UNSENT,
		"SELECT o.id,coalesce(c.label,''),o.notice,o.state FROM outbox o"
		" INDEXED BY outbox_state LEFT JOIN cases c ON c.id=o.case_no"
		" WHERE o.state NOT IN('sent','cancelled') AND o.board=?1"
		" AND o.state IN('uncertain','failed','bounced','held')"
		" AND (o.state<>'held' OR coalesce(o.hold,'') NOT IN('protected','recused'))"
		" ORDER BY o.id DESC LIMIT ?2"),
	SQL(ST_OUTBOX_LIST,
		"SELECT o.id,c.label,o.notice,o.recipient,o.state,o.message_id,o.queued,o.sent,"
		"o.attempts,o.error,o.hold FROM outbox o LEFT JOIN cases c ON c.id=o.case_no"
		" WHERE ?1 IS NULL OR o.state=?1 ORDER BY o.id"),
	SQL(ST_OUTBOX_GET, NOTICE_ROW " LEFT JOIN cases c ON c.id=o.case_no WHERE o.id=?"),
	SQL(ST_OUTBOX_OF_CASE, NOTICE_ROW " JOIN cases c ON c.id=o.case_no WHERE c.label=? ORDER BY o.id"),

	/* journal */
	SQL(ST_EVENT_LINK, "SELECT seq,hash,time FROM event WHERE seq=?"),
	SQL(ST_EVENT_LAST, "SELECT seq,hash,time FROM event ORDER BY seq DESC LIMIT 1"),
	SQL(ST_EVENT_INSERT,
		"INSERT INTO event(seq,time,actor,user,kind,case_id,mail,mac,hash)"
		" VALUES(?,?,?,?,?,?,?,?,?)"),
	SQL(ST_DETAIL_INSERT, "INSERT INTO event_detail(seq,salt,detail) VALUES(?,?,?)"),
	SQL(ST_EVENT_OF_CASE,
		"SELECT e.seq,e.time,e.actor,e.user,e.kind,d.detail,e.hash FROM event e"
		" LEFT JOIN event_detail d ON d.seq=e.seq WHERE e.case_id=? ORDER BY e.seq"),
	SQL(ST_EVENT_VERIFY,
		"SELECT e.seq,e.time,e.actor,e.user,e.kind,e.case_id,e.mail,e.mac,e.hash,d.salt,"
		"d.detail FROM event e LEFT JOIN event_detail d ON d.seq=e.seq ORDER BY e.seq"),
	SQL(ST_ACCESS_LIST,
		"SELECT e.seq,e.time,e.actor,e.user,e.kind,e.case_id,e.mail,d.detail"
		" FROM event e INDEXED BY event_access LEFT JOIN event_detail d ON d.seq=e.seq"
		" WHERE " LOOKS " AND e.time>=? AND e.time<? ORDER BY e.time,e.seq"),
	SQL(ST_ACCESS_OF_CASE,
		"SELECT e.seq,e.time,e.actor,e.user,e.kind,e.case_id,e.mail,d.detail"
		" FROM event e INDEXED BY event_case LEFT JOIN event_detail d ON d.seq=e.seq"
		" WHERE " LOOKS " AND e.time>=? AND e.time<? AND e.case_id=? ORDER BY e.seq"),
	SQL(ST_MAIL_CASES,
		"SELECT label FROM cases WHERE id IN(SELECT case_no FROM mail WHERE id=?1"
		" UNION SELECT r.case_no FROM mail m JOIN report r"
		"  ON r.mail=coalesce(m.copy_of,m.id) WHERE m.id=?1) ORDER BY id"),

	/* search */
	SQL(ST_SEARCH_INDEX_CASE,
		"INSERT INTO search_case(rowid,number,person,flag)"
		" SELECT id,number,person,flag FROM search_case_source WHERE id=?1"
		" AND NOT EXISTS(SELECT 1 FROM search_case_docsize d WHERE d.id=?1)"),
	SQL(ST_SEARCH_INDEX_UNREAD,
		"INSERT INTO search_case(rowid,number,person,flag)"
		" SELECT s.id,s.number,s.person,s.flag FROM"
		" (SELECT case_no FROM reading WHERE state='pending'"
		"  UNION SELECT case_no FROM reading WHERE state='running')"
		" CROSS JOIN search_case_source s ON s.id=case_no"
		" WHERE NOT EXISTS(SELECT 1 FROM search_case_docsize d WHERE d.id=s.id)"),
	SQL(ST_SEARCH_CASE_TERM, "SELECT term FROM search_case_terms WHERE term>=? LIMIT 1"),
	SQL(ST_SEARCH_MAIL_TERM, "SELECT term FROM search_mail_terms WHERE term>=? LIMIT 1"),
	SQL(ST_SEARCH_REPORT_TERM, "SELECT term FROM search_report_terms WHERE term>=? LIMIT 1"),
	SQL(ST_SEARCH_TYPED_TERM, "SELECT term FROM search_typed_terms WHERE term>=? LIMIT 1"),
	SQL(ST_SEARCH_SIZE, "SELECT max(id) FROM cases"),
	/* the newest first, which is the order of the index */
	SQL(ST_SEARCH_CASES,
		"SELECT c.label,NULL,c.arrived," SNIPPET(search_case, 0) "," SNIPPET(search_case, 1)
		"," SNIPPET(search_case, 2) " FROM search_case CROSS JOIN cases c"
		" ON c.id=search_case.rowid WHERE search_case MATCH ?1"
		" ORDER BY search_case.rowid DESC LIMIT ?2"),
	SQL(ST_SEARCH_MAILS,
		"SELECT c.label,m.id,m.arrived," SNIPPET(search_mail, 0) "," SNIPPET(search_mail, 1)
		"," SNIPPET(search_mail, 2) " FROM search_mail CROSS JOIN mail m"
		" ON m.id=search_mail.rowid LEFT JOIN cases c ON c.id=m.case_no"
		" WHERE search_mail MATCH ?1 ORDER BY search_mail.rowid DESC LIMIT ?2"),
	SQL(ST_SEARCH_REPORTS,
		"SELECT c.label,r.mail,c.arrived," SNIPPET(search_report, 0)
		" FROM search_report CROSS JOIN report r ON r.case_no=search_report.rowid"
		" JOIN cases c ON c.id=r.case_no"
		" WHERE search_report MATCH ?1 ORDER BY search_report.rowid DESC LIMIT ?2"),
	SQL(ST_SEARCH_TYPED,
		"SELECT c.label,NULL,e.time," SNIPPET(search_typed, 0)
		" FROM search_typed CROSS JOIN event e ON e.seq=search_typed.rowid"
		" JOIN cases c ON c.label=e.case_id"
		" WHERE search_typed MATCH ?1 ORDER BY search_typed.rowid DESC LIMIT ?2"),
};
/* clang-format on */

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The schema's history. Steps are only ever added at the end: do not reorder,
 * change or remove one, for there are files that were made by it.
 */
#include "adapters/store/store-schema.h"
#include "adapters/store/store-statements.h"

/* Words are compared one by one: IN with more than two builds a table at each check. */
static const DbMigration migrations[] = {
	{ "schema 1",
		"CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"

		/* A mailbox as it was first and last seen, one row a UIDVALIDITY. */
		"CREATE TABLE mailbox("
		" board TEXT NOT NULL, uidvalidity INTEGER NOT NULL, uidnext INTEGER NOT NULL,"
		" first_poll INTEGER NOT NULL,"
		" PRIMARY KEY(board, uidvalidity)) STRICT, WITHOUT ROWID;"

		/* Invariant 1: every UID is one of these. */
		"CREATE TABLE ledger("
		" board TEXT NOT NULL, uidvalidity INTEGER NOT NULL, uid INTEGER NOT NULL,"
		" state TEXT NOT NULL"
		"  CHECK(state='owed' OR state='handled' OR state='quarantined'"
		"   OR state='vanished'),"
		" mail INTEGER REFERENCES mail(id),"
		" attempts INTEGER NOT NULL DEFAULT 0,"
		" first_seen INTEGER NOT NULL, next_try INTEGER NOT NULL,"
		" reason TEXT, marked INTEGER NOT NULL DEFAULT 0,"
		" PRIMARY KEY(board, uidvalidity, uid)) STRICT, WITHOUT ROWID;"
		"CREATE INDEX ledger_mail ON ledger(mail) WHERE mail IS NOT NULL;"

		/* Every column but board, bytes and digest may be empty: any mail has a row. */
		"CREATE TABLE mail("
		" id INTEGER PRIMARY KEY, board TEXT NOT NULL,"
		" uidvalidity INTEGER, uid INTEGER, stored INTEGER NOT NULL,"
		" way TEXT NOT NULL DEFAULT 'fetched' CHECK(way='fetched' OR way='imported' OR way='entered'),"
		" received INTEGER,"
		" internaldate INTEGER, size INTEGER NOT NULL, truncated INTEGER NOT NULL,"
		" sha256 BLOB NOT NULL, attempts INTEGER NOT NULL, run TEXT NOT NULL,"
		" state TEXT NOT NULL CHECK(state='stored' OR state='handled' OR state='quarantined'),"
		" kind TEXT, reason TEXT, message_id TEXT, subject TEXT,"
		" from_name TEXT, from_address TEXT, date INTEGER,"
		" arrived INTEGER, arrival_source TEXT,"
		" trust TEXT CHECK(trust='unknown' OR trust='verified' OR trust='failed'),"
		/* absence: what an automatic answer says of when somebody is back. */
		" absence TEXT, absence_date TEXT, absence_raw TEXT,"
		" issues TEXT, copy_of INTEGER REFERENCES mail(id),"
		" case_no INTEGER REFERENCES cases(id)) STRICT;"
		"CREATE INDEX mail_pending ON mail(board, id) WHERE state = 'stored';"
		"CREATE INDEX mail_stored ON mail(board, stored);"
		"CREATE INDEX ledger_owed ON ledger(board, first_seen) WHERE state = 'owed';"
		"CREATE INDEX mail_case ON mail(case_no) WHERE case_no IS NOT NULL;"
		"CREATE TABLE raw(mail INTEGER PRIMARY KEY REFERENCES mail(id),"
		" bytes BLOB NOT NULL) STRICT;"
		"CREATE TABLE part("
		" mail INTEGER NOT NULL REFERENCES mail(id), number INTEGER NOT NULL,"
		" name TEXT, media_type TEXT, charset TEXT, body INTEGER NOT NULL,"
		" depth INTEGER NOT NULL, size INTEGER NOT NULL, sha256 BLOB NOT NULL,"
		" PRIMARY KEY(mail, number)) STRICT, WITHOUT ROWID;"
		"CREATE INDEX part_document ON part(sha256) WHERE body = 0;"

		/* Invariant 4; without references, because identities outlive erasure. */
		"CREATE TABLE identity("
		" board TEXT NOT NULL, fingerprint BLOB NOT NULL, message_id TEXT NOT NULL,"
		" mail INTEGER NOT NULL, case_id TEXT,"
		" PRIMARY KEY(message_id, board, fingerprint)) STRICT, WITHOUT ROWID;"

		"CREATE TABLE series(year INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;"
		"CREATE TABLE cases("
		" id INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE, board TEXT NOT NULL,"
		" state TEXT NOT NULL CHECK(state='received' OR state='assessing' OR state='investigating'"
		"   OR state='proposed' OR state='decided' OR state='follow_up'"
		"   OR state='closed' OR state='declined' OR state='joined'"
		"   OR state='transferred' OR state='not_report'),"
		" opened INTEGER NOT NULL, arrived INTEGER NOT NULL, arrival_source TEXT NOT NULL,"
		" dnr TEXT, dnr_full TEXT,"
		" sender_name TEXT, sender_address TEXT,"
		" reporter_name TEXT, reporter_address TEXT) STRICT;"
		"CREATE TABLE flag("
		" case_no INTEGER NOT NULL REFERENCES cases(id), code TEXT NOT NULL,"
		" message TEXT NOT NULL, PRIMARY KEY(case_no, code)) STRICT, WITHOUT ROWID;"

		/* Who hears nothing of a case, and who does instead; addresses, folded. */
		"CREATE TABLE recusal("
		" case_no INTEGER NOT NULL REFERENCES cases(id), person TEXT NOT NULL,"
		" stand_in TEXT NOT NULL, reason TEXT NOT NULL, since INTEGER NOT NULL,"
		" PRIMARY KEY(case_no, person)) STRICT, WITHOUT ROWID;"

		"CREATE TABLE reading("
		" id INTEGER PRIMARY KEY, mail INTEGER NOT NULL UNIQUE REFERENCES mail(id),"
		" case_no INTEGER REFERENCES cases(id),"
		" state TEXT NOT NULL CHECK(state='pending' OR state='running' OR state='done'"
		"   OR state='failed'),"
		" attempts INTEGER NOT NULL DEFAULT 0,"
		" queued INTEGER NOT NULL, finished INTEGER, reason TEXT, json TEXT) STRICT;"
		"CREATE INDEX reading_pending ON reading(id) WHERE state = 'pending';"
		"CREATE INDEX reading_running ON reading(id) WHERE state = 'running';"
		"CREATE INDEX reading_case ON reading(case_no) WHERE case_no IS NOT NULL;"

		/* Invariant 5. waits_for: the mail whose reading may add to its facts. */
		"CREATE TABLE outbox("
		" id INTEGER PRIMARY KEY, case_no INTEGER REFERENCES cases(id),"
		" board TEXT NOT NULL, notice TEXT NOT NULL, audience TEXT NOT NULL,"
		" route TEXT NOT NULL CHECK(route IN('plain','secure')),"
		" recipient TEXT NOT NULL,"
		" state TEXT NOT NULL CHECK(state='queued' OR state='held' OR state='sending'"
		"   OR state='sent' OR state='uncertain' OR state='failed'"
		"   OR state='bounced' OR state='cancelled'),"
		/* hold: why it entered as held. */
		" hold TEXT, message_id TEXT NOT NULL UNIQUE, thread TEXT, facts TEXT NOT NULL,"
		" queued INTEGER NOT NULL, due INTEGER NOT NULL, waits_for INTEGER REFERENCES mail(id),"
		" sent INTEGER, attempts INTEGER NOT NULL DEFAULT 0, error TEXT,"
		" once TEXT UNIQUE, bytes BLOB) STRICT;"
		"CREATE INDEX outbox_due ON outbox(board, due, id) WHERE state = 'queued';"
		"CREATE INDEX outbox_sending ON outbox(id) WHERE state = 'sending';"
		"CREATE INDEX outbox_state ON outbox(board, state) WHERE state NOT IN('sent','cancelled');"
		/* What the limits of an hour count, and what a digest takes the place of. */
		"CREATE INDEX outbox_receipts ON outbox(recipient COLLATE NOCASE, queued)"
		" WHERE notice = 'receipt' AND hold IS NULL;"
		"CREATE INDEX outbox_answers ON outbox(queued)"
		" WHERE notice = 'receipt' AND hold IS NULL;"
		"CREATE INDEX outbox_told ON outbox(recipient COLLATE NOCASE, queued)"
		" WHERE notice = 'new_case' AND hold IS NULL;"
		"CREATE INDEX outbox_folding ON outbox(board, recipient, id)"
		" WHERE state = 'held' AND hold = 'budget' AND notice = 'new_case';"
		"CREATE INDEX outbox_digests ON outbox(recipient, queued) WHERE notice = 'digest';"
		"CREATE INDEX outbox_held ON outbox(hold) WHERE state = 'held';"
		"CREATE INDEX outbox_waiting ON outbox(waits_for) WHERE waits_for IS NOT NULL;"
		"CREATE INDEX outbox_case ON outbox(case_no) WHERE case_no IS NOT NULL;"

		/* Invariant 8. */
		"CREATE TABLE event("
		" seq INTEGER PRIMARY KEY, time INTEGER NOT NULL, actor TEXT NOT NULL,"
		" user TEXT NOT NULL, kind TEXT NOT NULL, case_id TEXT, mail INTEGER NOT NULL,"
		" mac BLOB NOT NULL, hash BLOB NOT NULL) STRICT;"
		"CREATE INDEX event_case ON event(case_id, seq) WHERE case_id IS NOT NULL;"
		"CREATE TABLE event_detail("
		" seq INTEGER PRIMARY KEY REFERENCES event(seq),"
		" salt BLOB NOT NULL, detail TEXT NOT NULL) STRICT;"

		"CREATE TABLE accounting("
		" id INTEGER PRIMARY KEY, board TEXT NOT NULL, time INTEGER NOT NULL,"
		" uidvalidity INTEGER NOT NULL, present INTEGER NOT NULL,"
		" handled INTEGER NOT NULL, owed INTEGER NOT NULL,"
		" quarantined INTEGER NOT NULL, vanished INTEGER NOT NULL,"
		" difference INTEGER NOT NULL) STRICT;"
		"CREATE INDEX accounting_time ON accounting(time);",
		NULL },

	/* Every kind has its budget; what it counts stands in a column of its own. */
	{ "budgets",
		/* counted: since when it is one of those of an hour; NULL: of none. */
		"ALTER TABLE outbox ADD COLUMN counted INTEGER;"
		"UPDATE outbox SET counted=queued WHERE hold IS NULL;"
		"DROP INDEX outbox_receipts;"
		"DROP INDEX outbox_answers;"
		"DROP INDEX outbox_told;"
		"DROP INDEX outbox_folding;"
		"DROP INDEX outbox_digests;"
		"CREATE INDEX outbox_counted ON outbox(notice, recipient COLLATE NOCASE, counted)"
		" WHERE counted IS NOT NULL;"
		"CREATE INDEX outbox_answers ON outbox(counted)"
		" WHERE notice = 'receipt' AND counted IS NOT NULL;"
		"CREATE INDEX outbox_folding ON outbox(board, notice, recipient, id)"
		" WHERE state = 'held' AND hold = 'budget';",
		NULL },

	/* What stood in a mailbox when it was first seen has a lower number than this. */
	{ "first contact",
		"ALTER TABLE mailbox ADD COLUMN first_uidnext INTEGER NOT NULL DEFAULT 0;"
		"UPDATE mailbox SET first_uidnext=uidnext;",
		NULL },

	/* Which mailbox a ledger was made with, and why it followed another. */
	{ "ledgers",
		"ALTER TABLE mailbox ADD COLUMN place TEXT;"
		"ALTER TABLE mailbox ADD COLUMN cause TEXT;",
		NULL },

	/*
	 * What holds a case, one row a finding (core/form/finding.h), which a person lifts. Before,
	 * it could be told from the outbox alone, and not what was found.
	 */
	{ "holds of cases",
		"CREATE TABLE case_hold("
		" case_no INTEGER NOT NULL REFERENCES cases(id), finding TEXT NOT NULL,"
		" hold TEXT NOT NULL CHECK(hold='protected' OR hold='recused'),"
		" since INTEGER NOT NULL, lifted INTEGER,"
		" PRIMARY KEY(case_no, finding)) STRICT, WITHOUT ROWID;"
		"INSERT INTO case_hold(case_no,finding,hold,since)"
		" SELECT case_no,'protected_identity',hold,min(queued) FROM outbox"
		" WHERE hold='protected' AND (state='held' OR state='cancelled')"
		" AND case_no IS NOT NULL GROUP BY case_no;"
		"INSERT INTO case_hold(case_no,finding,hold,since)"
		" SELECT case_no,'responsible',hold,min(queued) FROM outbox"
		" WHERE hold='recused' AND (state='held' OR state='cancelled')"
		" AND case_no IS NOT NULL"
		" AND NOT EXISTS(SELECT 1 FROM recusal r WHERE r.case_no=outbox.case_no)"
		" GROUP BY case_no;",
		NULL },

	/* What each report is like, and the hashes by which it is found. */
	{ "likeness",
		"CREATE TABLE likeness("
		" case_no INTEGER PRIMARY KEY REFERENCES cases(id), hashes BLOB NOT NULL) STRICT;"
		"CREATE TABLE likeness_key("
		" board TEXT NOT NULL, hash INTEGER NOT NULL,"
		" case_no INTEGER NOT NULL REFERENCES cases(id),"
		" PRIMARY KEY(board, hash, case_no)) STRICT, WITHOUT ROWID;",
		NULL },

	/* What the server says that a mail measures: some do not count the bytes that they give. */
	{ "told size", "ALTER TABLE ledger ADD COLUMN told_size INTEGER;", NULL },

	/*
	 * Of what was entered: how it came, and who took it. For an hour of its history the first
	 * step made these columns, and the word below.
	 */
	{ "entered mail",
		"ALTER TABLE mail ADD COLUMN how TEXT;"
		"ALTER TABLE mail ADD COLUMN taken_by TEXT;",
		"SELECT count(*) FROM pragma_table_info('mail') WHERE name='how'" },

	/* A CHECK cannot be changed, its column can; the raw bytes stand in another table. */
	{ "trust of entered mail",
		"ALTER TABLE mail ADD COLUMN trust_told TEXT"
		" CHECK(trust_told='unknown' OR trust_told='verified'"
		"  OR trust_told='failed' OR trust_told='command');"
		"UPDATE mail SET trust_told=trust WHERE trust IS NOT NULL;"
		"ALTER TABLE mail DROP COLUMN trust;"
		"ALTER TABLE mail RENAME COLUMN trust_told TO trust;",
		"SELECT count(*) FROM sqlite_schema WHERE type='table' AND name='mail'"
		" AND sql LIKE '%trust=''command''%'" },

	/* 1: the next UID was lower at the last poll than before, and that is not believed yet. */
	{ "doubt", "ALTER TABLE mailbox ADD COLUMN doubted INTEGER NOT NULL DEFAULT 0;", NULL },

	/* What waits for a reading is not due, and no reading that ended is waited for. */
	{ "waiting for a reading",
		"UPDATE outbox SET waits_for=NULL WHERE waits_for IS NOT NULL AND NOT EXISTS("
		"SELECT 1 FROM reading r WHERE r.mail=outbox.waits_for"
		" AND (r.state='pending' OR r.state='running'));"
		"DROP INDEX outbox_due;"
		"CREATE INDEX outbox_due ON outbox(board, due, id)"
		" WHERE state = 'queued' AND waits_for IS NULL;",
		NULL },

	/*
	 * The reports of a mail beside that of its own case, one row a case. fingerprint: SHA-256
	 * of what its files say; json: what was read for that case.
	 */
	{ "several reports",
		"CREATE TABLE report("
		" case_no INTEGER PRIMARY KEY REFERENCES cases(id),"
		" mail INTEGER NOT NULL REFERENCES mail(id), number INTEGER NOT NULL,"
		" fingerprint BLOB NOT NULL, json TEXT NOT NULL) STRICT;"
		"CREATE INDEX report_mail ON report(mail, number);",
		NULL },

	/* bytes_of: the mail that has the same bytes in raw; NULL: it has its own. */
	{ "bytes once",
		"ALTER TABLE mail ADD COLUMN bytes_of INTEGER REFERENCES mail(id);"
		"CREATE INDEX mail_bytes ON mail(sha256) WHERE bytes_of IS NULL;",
		NULL },

	/* How often what is to be read for was changed: an answer to what was asked before is none.
	 */
	{ "generations of readings",
		"ALTER TABLE reading ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;", NULL },

	/* "digest" is the daily one; many new cases in one mail had that name. */
	{ "name of a digest", "UPDATE outbox SET notice='new_case_digest' WHERE notice='digest';",
		NULL },

	/* Who looked at what, of all events; these words are in store-statements.c, too. */
	{ "looks",
		"CREATE INDEX event_access ON event(time)"
		" WHERE kind='case_shown' OR kind='mail_shown' OR kind='notice_shown'"
		" OR kind='mail_extracted' OR kind='searched' OR kind='case_found'"
		" OR kind='mail_found' OR kind='access_listed' OR kind='dossier_written'"
		" OR kind='decision_written' OR kind='case_exported';",
		NULL },

	/* Whoever erases a mail hands its bytes on first to one of those that have the same. */
	{ "shared bytes",
		"CREATE INDEX mail_sharing ON mail(bytes_of) WHERE bytes_of IS NOT NULL;"
		"CREATE TRIGGER raw_kept BEFORE DELETE ON raw"
		" WHEN EXISTS(SELECT 1 FROM mail WHERE bytes_of=OLD.mail)"
		" BEGIN SELECT RAISE(ABORT,'other mails share these bytes'); END;"
		"CREATE TRIGGER raw_unchanged BEFORE UPDATE OF bytes ON raw"
		" WHEN EXISTS(SELECT 1 FROM mail WHERE bytes_of=OLD.mail)"
		" BEGIN SELECT RAISE(ABORT,'other mails share these bytes'); END;",
		NULL },

	/* What search looks in, and what keeps it. */
	{ "search", store_schema_search, NULL },

	/*
	 * The life of a case. stale: its clocks are to be computed anew, 2: and what was said of
	 * them counts no more. What a person said with a milestone stands in its event's detail,
	 * which can be erased.
	 */
	{ "life of a case",
		"ALTER TABLE cases ADD COLUMN laws INTEGER NOT NULL DEFAULT 0;"
		"ALTER TABLE cases ADD COLUMN investigator TEXT;"
		"ALTER TABLE cases ADD COLUMN proposal TEXT;"
		"ALTER TABLE cases ADD COLUMN outcome TEXT;"
		"ALTER TABLE cases ADD COLUMN measures INTEGER NOT NULL DEFAULT 0;"
		"ALTER TABLE cases ADD COLUMN stale INTEGER NOT NULL DEFAULT 1;"
		"CREATE INDEX cases_stale ON cases(id) WHERE stale>0;"
		"CREATE TABLE milestone("
		" id INTEGER PRIMARY KEY, case_no INTEGER NOT NULL REFERENCES cases(id),"
		" milestone TEXT NOT NULL, board TEXT, day TEXT NOT NULL, instant INTEGER,"
		" corrects INTEGER NOT NULL DEFAULT 0,"
		" event INTEGER NOT NULL REFERENCES event(seq)) STRICT;"
		"CREATE INDEX milestone_case ON milestone(case_no, id);"
		"CREATE TABLE extension("
		" id INTEGER PRIMARY KEY, case_no INTEGER NOT NULL REFERENCES cases(id),"
		" rule TEXT NOT NULL, board TEXT, day TEXT NOT NULL,"
		" event INTEGER NOT NULL REFERENCES event(seq)) STRICT;"
		"CREATE INDEX extension_case ON extension(case_no, id);"

		/* owner: the case's board. late, said, next: instants; next: of the reminder. */
		"CREATE TABLE clock("
		" case_no INTEGER NOT NULL REFERENCES cases(id), rule TEXT NOT NULL,"
		" board TEXT NOT NULL, owner TEXT NOT NULL, class TEXT NOT NULL,"
		" state TEXT NOT NULL CHECK(state='running' OR state='met' OR state='late'"
		"  OR state='stopped'),"
		" start TEXT NOT NULL, due TEXT NOT NULL, late INTEGER NOT NULL, stopped TEXT,"
		" source TEXT, said INTEGER, next INTEGER,"
		" PRIMARY KEY(case_no, rule, board)) STRICT, WITHOUT ROWID;"
		"CREATE INDEX clock_next ON clock(owner, next) WHERE next IS NOT NULL;"
		"CREATE INDEX clock_open ON clock(owner, late) WHERE stopped IS NULL;"

		/* What has happened in the case when this was accepted by the mail server. */
		"ALTER TABLE outbox ADD COLUMN milestone TEXT;"
		"ALTER TABLE outbox ADD COLUMN milestone_board TEXT;",
		NULL },

	/* The words that the indexes of search have, each with where it is. */
	{ "terms of search", store_schema_search_terms, NULL },

	/* Boards of ours that had a case before: what answers their mails is the case's, too. */
	{ "former boards",
		"CREATE TABLE former_board("
		" case_no INTEGER NOT NULL REFERENCES cases(id), board TEXT NOT NULL,"
		" PRIMARY KEY(case_no, board)) STRICT, WITHOUT ROWID;",
		NULL },

	/* Cases that were joined or linked: a row each way. */
	{ "related cases",
		"CREATE TABLE related("
		" case_no INTEGER NOT NULL REFERENCES cases(id),"
		" other INTEGER NOT NULL REFERENCES cases(id),"
		" PRIMARY KEY(case_no, other)) STRICT, WITHOUT ROWID;"
		"INSERT OR IGNORE INTO related(case_no,other)"
		" SELECT a.id,b.id FROM event e JOIN event_detail d ON d.seq=e.seq"
		" JOIN cases a ON a.label=e.case_id"
		" JOIN cases b ON b.label=(d.detail->>'$.case')"
		" WHERE e.kind='joined' OR e.kind='linked';"
		"INSERT OR IGNORE INTO related(case_no,other) SELECT other,case_no FROM related;",
		NULL },

	/*
	 * What calendars hold of a case (core/clock/calendar-held.h), by what was queued last. due:
	 * as in clock; owed: it is not what the clock says any more. notice: the one that has it.
	 */
	{ "calendars",
		"CREATE TABLE calendar_entry("
		" uid TEXT NOT NULL, recipient TEXT NOT NULL,"
		" case_no INTEGER NOT NULL REFERENCES cases(id), rule TEXT NOT NULL,"
		" board TEXT NOT NULL, due TEXT NOT NULL, sequence INTEGER NOT NULL,"
		" cancelled INTEGER NOT NULL, owed INTEGER NOT NULL,"
		" notice INTEGER NOT NULL REFERENCES outbox(id) ON DELETE CASCADE,"
		" PRIMARY KEY(uid, recipient)) STRICT, WITHOUT ROWID;"
		"CREATE INDEX calendar_case ON calendar_entry(case_no);"
		"CREATE INDEX calendar_notice ON calendar_entry(notice);"
		"CREATE INDEX calendar_owed ON calendar_entry(due) WHERE owed=1;"
		"INSERT OR REPLACE INTO calendar_entry"
		" SELECT c->>'$.uid',recipient,case_no,c->>'$.step','',c->>'$.date',"
		"c->>'$.sequence',c->>'$.cancelled',0,id FROM (SELECT id,recipient,case_no,"
		"CASE WHEN json_valid(facts) THEN facts->'$.calendar' END AS c FROM outbox"
		" WHERE case_no IS NOT NULL) WHERE c->>'$.uid' IS NOT NULL"
		" AND c->>'$.date' IS NOT NULL AND c->>'$.step' IS NOT NULL ORDER BY id;",
		NULL },

	/*
	 * Copies of an investigation that a person has cleared for a commissioning board; the name,
	 * the ground and who did it stand in the event. An erasure takes the bytes. milestone: what
	 * it is when the copy has gone.
	 */
	{ "masked copies",
		"CREATE TABLE masked_copy("
		" id INTEGER PRIMARY KEY, case_no INTEGER NOT NULL REFERENCES cases(id),"
		" board TEXT NOT NULL, milestone TEXT NOT NULL, sha256 BLOB NOT NULL,"
		" size INTEGER NOT NULL, bytes BLOB,"
		" event INTEGER NOT NULL REFERENCES event(seq)) STRICT;"
		"CREATE INDEX masked_copy_case ON masked_copy(case_no, id);"
		"ALTER TABLE outbox ADD COLUMN enclosure INTEGER REFERENCES masked_copy(id);"
		"CREATE INDEX outbox_enclosure ON outbox(enclosure) WHERE enclosure IS NOT NULL;",
		NULL },

	/* Milestones that count no more, and by which event: the rows themselves stay. */
	{ "milestones taken back",
		"CREATE TABLE milestone_taken_back("
		" milestone INTEGER PRIMARY KEY REFERENCES milestone(id),"
		" event INTEGER NOT NULL REFERENCES event(seq)) STRICT;",
		NULL },

	/* What a token is bound to beside its notice. used: the mail by which it was, once. */
	{ "replies",
		"CREATE TABLE reply("
		" nonce BLOB PRIMARY KEY, outbox INTEGER NOT NULL REFERENCES outbox(id),"
		" purpose TEXT NOT NULL, expires TEXT NOT NULL,"
		" used INTEGER REFERENCES mail(id)) STRICT, WITHOUT ROWID;"
		"CREATE INDEX reply_outbox ON reply(outbox);"
		/* asked: the question that it waits for an answer to. */
		"CREATE TABLE errand("
		" mail INTEGER PRIMARY KEY REFERENCES mail(id),"
		" nonce BLOB NOT NULL REFERENCES reply(nonce),"
		" state TEXT NOT NULL DEFAULT 'pending' CHECK(state='pending' OR state='asked'"
		"  OR state='done' OR state='failed'),"
		" attempts INTEGER NOT NULL DEFAULT 0, asked INTEGER REFERENCES outbox(id)) STRICT;"
		"CREATE INDEX errand_pending ON errand(mail) WHERE state='pending';"
		"CREATE INDEX errand_asked ON errand(asked) WHERE asked IS NOT NULL;",
		NULL },

	/* Officials who are away as their newest automatic answer says; until: as far as it counts.
	 */
	{ "officials away",
		"CREATE TABLE away("
		" address TEXT PRIMARY KEY, until TEXT NOT NULL,"
		" mail INTEGER NOT NULL REFERENCES mail(id) ON DELETE CASCADE) STRICT, WITHOUT ROWID;"
		"CREATE INDEX away_mail ON away(mail);",
		NULL },
	{ "questions that wait", "CREATE INDEX errand_waits ON errand(asked) WHERE state='asked';",
		NULL },

	/* The last event of the journal when it was queued: what its reader can know of. */
	{ "known by a notice", "ALTER TABLE reply ADD COLUMN event INTEGER NOT NULL DEFAULT 0;",
		NULL },

	/* Where it works (core/instance.h). doubt: nothing is done until a person confirms it. */
	{ "instance",
		"CREATE TABLE instance("
		" id INTEGER PRIMARY KEY CHECK(id=1), machine TEXT NOT NULL, path TEXT NOT NULL,"
		" inode INTEGER NOT NULL, generation INTEGER NOT NULL, doubt TEXT) STRICT;",
		NULL },

	/* A form is an errand of its own beside the lines of its mail; reading: not read yet. */
	{ "forms that came back",
		"CREATE TABLE errand_of("
		" mail INTEGER NOT NULL REFERENCES mail(id),"
		" form INTEGER NOT NULL DEFAULT 0 CHECK(form=0 OR form=1),"
		" nonce BLOB NOT NULL REFERENCES reply(nonce),"
		" state TEXT NOT NULL DEFAULT 'pending' CHECK(state='reading' OR state='pending'"
		"  OR state='asked' OR state='done' OR state='failed'),"
		" attempts INTEGER NOT NULL DEFAULT 0, asked INTEGER REFERENCES outbox(id),"
		" PRIMARY KEY(mail,form)) STRICT, WITHOUT ROWID;"
		"INSERT INTO errand_of(mail,nonce,state,attempts,asked)"
		" SELECT mail,nonce,state,attempts,asked FROM errand;"
		"DROP TABLE errand;"
		"ALTER TABLE errand_of RENAME TO errand;"
		"CREATE INDEX errand_pending ON errand(mail,form) WHERE state='pending';"
		"CREATE INDEX errand_asked ON errand(asked) WHERE asked IS NOT NULL;"
		"CREATE INDEX errand_waits ON errand(asked) WHERE state='asked';",
		NULL },

	/*
	 * confirmed: the instant of the last confirmation. told_until: what came up to that instant
	 * may have been answered by another state of the database.
	 */
	{ "confirmations",
		"ALTER TABLE instance ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0;"
		"ALTER TABLE instance ADD COLUMN told_until INTEGER NOT NULL DEFAULT 0;",
		NULL },

	/* As case_state_is_open(): a few of all. */
	{ "open cases",
		"CREATE INDEX cases_open ON cases(id) WHERE state IN('received','assessing',"
		"'investigating','proposed','decided','follow_up');",
		NULL },
	{ "search of what is typed", store_schema_search_typed, NULL },

	/* stops: it came back for good, and what is queued for its address later is held. */
	{ "addresses that take no mail",
		"ALTER TABLE outbox ADD COLUMN stops INTEGER NOT NULL DEFAULT 0;"
		"CREATE INDEX outbox_stops ON outbox(recipient COLLATE NOCASE, id) WHERE stops = 1;"
		"CREATE INDEX outbox_stopped ON outbox(recipient COLLATE NOCASE, id) WHERE hold = 'bounced';",
		NULL },
};

const DbSchema store_schema = {
	.migrations = migrations,
	.n_migrations = G_N_ELEMENTS(migrations),
	.statements = store_statements,
	.n_statements = ST_COUNT,
};

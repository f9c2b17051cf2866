/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The steps of the schema for search, which are never changed: cases are found by their
 * numbers, reporters and flags, mails by what they say, the further reports of mails, and
 * what was typed into a case by its events. The indexes hold no text: a view says what
 * each row has. A case comes into its index when it was read (store-search.c), for to open
 * it is to be quick, and a mail when its reading ends. From then on triggers keep them, so
 * that whoever changes or erases a row need not know of them; a step that makes one of
 * these tables anew has to make its triggers anew, too. å, ä and ö are letters of their own.
 */
#include "adapters/store/store-schema.h"

/* clang-format off */
/* All that a reading says, as written; of what it made of that what is short. */
#define WORDS_OF(json)                                                                             \
	"(SELECT substr(group_concat(x.atom,char(10)),1,500000)"                                   \
	" FROM (SELECT DISTINCT j.atom FROM json_tree(iif(json_valid(" json ")," json ",NULL)) j"  \
	" WHERE j.type='text' AND (j.key='raw' OR j.key='message'"                                 \
	"  OR (j.key='value' AND length(j.atom)<=100))) x)"
#define NUMBER_OF(c)                                                                               \
	c ".label||char(10)||coalesce(" c ".dnr,'')||char(10)||coalesce(" c ".dnr_full,'')"
#define PERSON_OF(c)                                                                               \
	"coalesce(" c ".reporter_name,'')||char(10)||coalesce(" c ".reporter_address,'')"
#define FLAGS_OF(id, but)                                                                          \
	"(SELECT group_concat(f.message,char(10)) FROM flag f WHERE f.case_no=" id but ")"
#define FROM_OF(m)                                                                                 \
	"coalesce(" m ".from_name,'')||char(10)||coalesce(" m ".from_address,'')"
#define MAIL_SOURCE(json) "m.id,m.subject," FROM_OF("m") "," WORDS_OF(json)
#define CASE_COLUMNS "number,person,flag"
#define MAIL_COLUMNS "subject,person,text"

/* Filled from what there is; FTS5's own "rebuild" reads no view that takes JSON apart. */
#define SEARCH_INDEX(kind, columns)                                                                \
	"CREATE VIRTUAL TABLE search_" kind " USING fts5(" columns                                 \
	",content='search_" kind "_source',content_rowid='id',"                                    \
	"tokenize='unicode61 remove_diacritics 0');"                                               \
	"INSERT INTO search_" kind "(rowid," columns ") SELECT * FROM search_" kind "_source;"

/* A row goes into its index, or out of it: before what stands there changes. */
#define INTO_INDEX(kind, columns, id)                                                              \
	"INSERT INTO search_" kind "(rowid," columns ")"                                           \
	" SELECT id," columns " FROM search_" kind "_source WHERE id=" id ";"
#define OUT_OF_INDEX(kind, columns, id)                                                            \
	"INSERT INTO search_" kind "(search_" kind ",rowid," columns ")"                           \
	" SELECT 'delete',id," columns " FROM search_" kind "_source WHERE id=" id ";"

/* FTS5's own table of the rows that are in the index. */
#define CASE_IS_INDEXED(id) " WHEN EXISTS(SELECT 1 FROM search_case_docsize d WHERE d.id=" id ")"

/* A case goes out of its index by what was there before, and into it again. */
#define INDEX_CASE_AGAIN(id, number, person, flag)                                                 \
	" BEGIN INSERT INTO search_case(search_case,rowid," CASE_COLUMNS ")"                       \
	" SELECT 'delete',id," number "," person "," flag                                          \
	" FROM search_case_source WHERE id=" id ";" INTO_INDEX("case", CASE_COLUMNS, id) "END;"
const char store_schema_search[] =
	"CREATE VIEW search_case_source(id," CASE_COLUMNS ") AS"
	" SELECT c.id," NUMBER_OF("c") "," PERSON_OF("c") "," FLAGS_OF("c.id", "")
	" FROM cases c;"
	"CREATE VIEW search_mail_source(id," MAIL_COLUMNS ") AS SELECT " MAIL_SOURCE("g.json")
	" FROM mail m JOIN reading g ON g.mail=m.id WHERE g.finished IS NOT NULL;"
	"CREATE VIEW search_report_source(id,text) AS"
	" SELECT r.case_no," WORDS_OF("r.json") " FROM report r;"
	SEARCH_INDEX("case", CASE_COLUMNS)
	SEARCH_INDEX("mail", MAIL_COLUMNS)
	SEARCH_INDEX("report", "text")

	"CREATE TRIGGER search_case_changed"
	" AFTER UPDATE OF label,dnr,dnr_full,reporter_name,reporter_address ON cases"
	CASE_IS_INDEXED("new.id")
	INDEX_CASE_AGAIN("new.id", NUMBER_OF("old"), PERSON_OF("old"), "flag")
	"CREATE TRIGGER search_case_gone BEFORE DELETE ON cases" CASE_IS_INDEXED("old.id")
	" BEGIN " OUT_OF_INDEX("case", CASE_COLUMNS, "old.id") "END;"
	"CREATE TRIGGER search_flag_new AFTER INSERT ON flag" CASE_IS_INDEXED("new.case_no")
	INDEX_CASE_AGAIN("new.case_no", "number", "person",
		FLAGS_OF("new.case_no", " AND f.code<>new.code"))
	"CREATE TRIGGER search_flag_changed AFTER UPDATE OF message ON flag"
	CASE_IS_INDEXED("new.case_no")
	INDEX_CASE_AGAIN("new.case_no", "number", "person",
		"coalesce(" FLAGS_OF("new.case_no", " AND f.code<>new.code")
		",'')||char(10)||old.message")
	"CREATE TRIGGER search_flag_gone AFTER DELETE ON flag" CASE_IS_INDEXED("old.case_no")
	INDEX_CASE_AGAIN("old.case_no", "number", "person",
		"coalesce(flag,'')||char(10)||old.message")

	"CREATE TRIGGER search_mail_changed"
	" AFTER UPDATE OF subject,from_name,from_address ON mail WHEN old.state='handled'"
	" BEGIN INSERT INTO search_mail(search_mail,rowid," MAIL_COLUMNS ")"
	" SELECT 'delete',s.id,old.subject," FROM_OF("old") ",s.text"
	" FROM search_mail_source s WHERE s.id=old.id;"
	INTO_INDEX("mail", MAIL_COLUMNS, "new.id") "END;"
	"CREATE TRIGGER search_reading_before BEFORE UPDATE OF finished,json ON reading"
	" WHEN old.finished IS NOT NULL BEGIN "
	OUT_OF_INDEX("mail", MAIL_COLUMNS, "old.mail") "END;"
	"CREATE TRIGGER search_reading_after AFTER UPDATE OF finished,json ON reading"
	" WHEN new.finished IS NOT NULL BEGIN "
	INTO_INDEX("mail", MAIL_COLUMNS, "new.mail") "END;"
	"CREATE TRIGGER search_reading_gone BEFORE DELETE ON reading"
	" WHEN old.finished IS NOT NULL BEGIN "
	OUT_OF_INDEX("mail", MAIL_COLUMNS, "old.mail") "END;"

	"CREATE TRIGGER search_report_new AFTER INSERT ON report BEGIN "
	INTO_INDEX("report", "text", "new.case_no") "END;"
	"CREATE TRIGGER search_report_before BEFORE UPDATE OF json ON report BEGIN "
	OUT_OF_INDEX("report", "text", "old.case_no") "END;"
	"CREATE TRIGGER search_report_after AFTER UPDATE OF json ON report BEGIN "
	INTO_INDEX("report", "text", "new.case_no") "END;"
	"CREATE TRIGGER search_report_gone BEFORE DELETE ON report BEGIN "
	OUT_OF_INDEX("report", "text", "old.case_no") "END;";

/* And a case whose row is written as it was is not indexed again. */
const char store_schema_search_terms[] =
	"CREATE VIRTUAL TABLE search_case_terms USING fts5vocab('search_case','instance');"
	"CREATE VIRTUAL TABLE search_mail_terms USING fts5vocab('search_mail','instance');"
	"CREATE VIRTUAL TABLE search_report_terms USING fts5vocab('search_report','instance');"
	"DROP TRIGGER search_case_changed;"
	"CREATE TRIGGER search_case_changed"
	" AFTER UPDATE OF label,dnr,dnr_full,reporter_name,reporter_address ON cases"
	CASE_IS_INDEXED("new.id")
	" AND (old.label,old.dnr,old.dnr_full,old.reporter_name,old.reporter_address)"
	" IS NOT (new.label,new.dnr,new.dnr_full,new.reporter_name,new.reporter_address)"
	INDEX_CASE_AGAIN("new.id", NUMBER_OF("old"), PERSON_OF("old"), "flag");

/*
 * The events of a case in which a person says something, and the members of their details that
 * are words. searched is none of them: what was looked for is found nowhere. CROSS JOIN takes
 * them in the order of their numbers, by which an index of a million is built in one go.
 */
const char store_schema_search_typed[] =
	"CREATE VIEW search_typed_source(id,text) AS SELECT d.seq,"
	"(SELECT group_concat(j.atom,char(10))"
	" FROM json_each(iif(json_valid(d.detail),d.detail,NULL)) j WHERE j.type='text'"
	" AND j.key IN('text','reason','despite_conflict','how','source','basis','presenter',"
	"'participants','owner'))"
	" FROM event_detail d CROSS JOIN event e ON e.seq=d.seq WHERE e.case_id IS NOT NULL"
	" AND e.kind IN('protected','protection_not_needed','assessed','declined',"
	"'investigator_assigned','investigation_started','noted','proposed','decided','serious',"
	"'not_serious','ivo_notified','ivo_notified_with_investigation','investigation_sent',"
	"'supplement_asked','supplement_sent','ivo_closed','board_linked','board_unlinked',"
	"'board_informed_report','board_informed_ivo','board_got_copy','board_got_final',"
	"'copy_released','final_released','breach_not_reportable','clock_extended',"
	"'measure_planned','follow_up_set','followed_up','receipt_given','feedback_given',"
	"'reported_to_board','joined','linked','transferred','transferred_external',"
	"'report_withdrawn','closed','reopened','corrected','arrival_corrected','person_recused');"
	SEARCH_INDEX("typed", "text")
	"CREATE VIRTUAL TABLE search_typed_terms USING fts5vocab('search_typed','instance');"
	"CREATE TRIGGER search_typed_new AFTER INSERT ON event_detail BEGIN "
	INTO_INDEX("typed", "text", "new.seq") "END;"
	"CREATE TRIGGER search_typed_before BEFORE UPDATE OF detail ON event_detail BEGIN "
	OUT_OF_INDEX("typed", "text", "old.seq") "END;"
	"CREATE TRIGGER search_typed_after AFTER UPDATE OF detail ON event_detail BEGIN "
	INTO_INDEX("typed", "text", "new.seq") "END;"
	"CREATE TRIGGER search_typed_gone BEFORE DELETE ON event_detail BEGIN "
	OUT_OF_INDEX("typed", "text", "old.seq") "END;";
/* clang-format on */

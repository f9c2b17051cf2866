/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every mistake that a person can make in lexsarah.conf, and the line that
 * they are shown for it.
 */
#include "adapters/config/config-libconfig.h"
#include "support/config-folder.h"

/* A right configuration; a case replaces one line of it. */
static const char *const right[] = {
	[1] = "database = \"lex.db\";",
	[2] = "templates = \"templates\";",
	[3] = "organisation = { name = \"Exempels kommun\";",
	[4] = "domains = [ \"kommun.example\" ];",
	[5] = "};",
	[6] = "boards = ( { id = \"AMN\"; name = \"Arbetsmarknadsnämnden\";",
	[7] = "address = \"lexsarah@kommun.example\";",
	[8] = "mailbox = { url = \"imaps://imap.kommun.example/INBOX\";",
	[9] = "user = \"lexsarah\";",
	[10] = "password_file = \"secret\";",
	[11] = "};",
	[12] = "smtp = { url = \"smtp://smtp.kommun.example:587\";",
	[13] = "};",
	[14] = "responsible = \"ansvarig@kommun.example\";",
	[15] = "} );",
};

#define BOARD_2(id, more)                                                                          \
	"}, { id = \"" id "\"; name = \"N\"; address = \"b@kommun.example\";\n"                    \
	"mailbox = { user = \"lexsarah\"; password_file = \"secret\"; " more " };\n"               \
	"smtp = { url = \"smtp://h.example\"; }; responsible = \"x@kommun.example\"; } );"

#define OAUTH2(url, more)                                                                          \
	"oauth2 = { token_url = \"" url "\"; client_id = \"c\"; scope = \"s\"; "                   \
	"client_secret_file = \"secret\"; " more " };"

static const struct {
	const char *name;
	int line; /* replaced by text */
	const char *text;
	const char *expected[4]; /* "LINE: KEY: what is wrong"; "@/ begins a path in the folder */
} cases[] = {
	{ "unknown-root", 2, "templates = \"templates\"; colour = 1;",
		{ "2: colour: is an unknown key" } },
	{ "unknown-near", 9, "user = \"u\"; pasword_file = \"x\";",
		{ "9: boards[0].mailbox.pasword_file: is an unknown key: did you mean "
		  "\"password_file\"?" } },
	{ "unknown-mail-key-in-smtp", 13, "after = \"flag\"; };",
		{ "13: boards[0].smtp.after: is an unknown key" } },
	{ "no-database", 1, "", { "1: database: is missing: must be a path" } },
	{ "empty-database", 1, "database = \"\";", { "1: database: must be a path, not \"\"" } },
	{ "database-number", 1, "database = 5;", { "1: database: must be a path, not 5" } },
	{ "database-folder", 1, "database = \"nowhere/lex.db\";",
		{ "1: database: folder \"@/nowhere\" must exist and be writable: No such file or "
		  "directory" } },
	{ "database-is-folder", 1, "database = \"templates\";",
		{ "1: database: \"@/templates\" must be a file" } },
	{ "templates-missing", 2, "templates = \"nowhere\";",
		{ "2: templates: folder \"@/nowhere\" is unreachable: No such file or directory" } },
	{ "templates-file", 2, "templates = \"secret\";",
		{ "2: templates: \"@/secret\" must be a folder" } },
	{ "rules-missing", 2, "templates = \"templates\"; rules = \"nowhere\";",
		{ "2: rules: folder \"@/nowhere\" is unreachable: No such file or directory" } },
	{ "language", 2, "templates = \"templates\"; language = \"fi\";",
		{ "2: language: must be \"sv\" or \"en\", not \"fi\"" } },
	{ "testing", 2, "templates = \"templates\"; testing = 1;",
		{ "2: testing: must be true or false, not 1" } },
	{ "organisation-name", 3, "organisation = {",
		{ "3: organisation.name: is missing: must be a text that is not empty" } },
	{ "organisation-list", 5, "}; x = ( );", { "5: x: is an unknown key" } },
	{ "blank-name", 3, "organisation = { name = \"  \";",
		{ "3: organisation.name: must be a text that is not empty, not \"\"" } },
	{ "no-domains", 4, "",
		{ "3: organisation.domains: is missing: must be a list of domains in [ ], such as "
		  "[ \"kommun.example\" ]" } },
	{ "empty-domains", 4, "domains = [ ];",
		{ "4: organisation.domains: must be a list of domains in [ ], such as "
		  "[ \"kommun.example\" ], not an empty list" } },
	{ "domains-text", 4, "domains = \"kommun.example\";",
		{ "4: organisation.domains: must be a list of domains in [ ], such as "
		  "[ \"kommun.example\" ], not \"kommun.example\"" } },
	{ "domains-round", 4, "domains = ( \"kommun.example\" );",
		{ "4: organisation.domains: must be a list of domains in [ ], such as "
		  "[ \"kommun.example\" ], not a list in ( )" } },
	{ "domain-address", 4, "domains = [ \"kommun.example\",\n\"@kommun.example\" ];",
		{ "5: organisation.domains[1]: must be a domain such as \"kommun.example\", not "
		  "\"@kommun.example\"" } },
	{ "domain-number", 4, "domains = [ 1 ];",
		{ "4: organisation.domains[0]: must be a domain such as \"kommun.example\", not 1" } },
	{ "gateway-space", 5, "gateways = [ \"mx kommun\" ]; };",
		{ "5: organisation.gateways[0]: must be a host such as \"mx.kommun.example\", not "
		  "\"mx kommun\"" } },
	{ "trust", 5, "trust = \"all\"; };",
		{ "5: organisation.trust: must be \"none\", \"authserv\" or \"exchange-online\", "
		  "not \"all\"" } },
	{ "trust-type", 5, "trust = true; };",
		{ "5: organisation.trust: must be \"none\", \"authserv\" or \"exchange-online\", "
		  "not true" } },
	{ "trust-without-id", 5, "trust = \"authserv\"; };",
		{ "3: organisation.authserv_id: is missing: trust = \"authserv\" needs the name "
		  "that your own gateway writes in Authentication-Results" } },
	{ "closed-day", 5,
		"closed_days = ( \"2027-02-29\",\n\"2028-02-29\",\n{ name = \"n\"; } ); };",
		{ "5: organisation.closed_days[0]: must be a date YYYY-MM-DD, not \"2027-02-29\"",
			"7: organisation.closed_days[2].date: is missing: must be a date "
			"YYYY-MM-DD" } },
	{ "closed-day-number", 5, "closed_days = ( 20270507 ); };",
		{ "5: organisation.closed_days[0]: must be a date YYYY-MM-DD or a group { }, not "
		  "20270507" } },
	{ "closed-day-twice", 5,
		"closed_days = ( \"2027-05-07\",\n{ date = \"2027-05-07\"; } ); };",
		{ "6: organisation.closed_days[1]: is closed_days[0] once more" } },
	{ "board-id", 6, "boards = ( { id = \"A M\"; name = \"N\";",
		{ "6: boards[0].id: must be 1 to 32 letters, digits, - or _, not \"A M\"" } },
	{ "board-name-lines", 6, "boards = ( { id = \"A\"; name = \"N\\nBcc: x\";",
		{ "6: boards[0].name: must be one line without control characters" } },
	{ "board-name-utf8", 6, "boards = ( { id = \"A\"; name = \"N\\xff\";",
		{ "6: boards[0].name: must be written in UTF-8" } },
	{ "no-address", 7, "", { "6: boards[0].address: is missing: must be a mail address" } },
	{ "address", 7, "address = \"lexsarah\";",
		{ "7: boards[0].address: must be a mail address, not \"lexsarah\"" } },
	{ "url-scheme", 8, "mailbox = { url = \"https://imap.kommun.example/\";",
		{ "8: boards[0].mailbox.url: must be an URL such as "
		  "imaps://imap.kommun.example/INBOX" } },
	{ "url-no-host", 8, "mailbox = { url = \"imaps:///INBOX\";",
		{ "8: boards[0].mailbox.url: must be an URL such as "
		  "imaps://imap.kommun.example/INBOX" } },
	{ "url-password", 8, "mailbox = { url = \"imaps://me:hush@imap.kommun.example/\";",
		{ "8: boards[0].mailbox.url: must not hold a user or a password: write user = ... "
		  "and password_file = ... beside it" } },
	{ "url-port", 8, "mailbox = { url = \"imaps://imap.kommun.example:0/\";",
		{ "8: boards[0].mailbox.url: must have a port from 1 to 65535, or none" } },
	{ "url-uid", 8, "mailbox = { url = \"imaps://imap.kommun.example/INBOX;UID=1\";",
		{ "8: boards[0].mailbox.url: must hold nothing but scheme, host, port and "
		  "folder" } },
	{ "smtp-path", 12, "smtp = { url = \"smtp://smtp.kommun.example/x\";",
		{ "12: boards[0].smtp.url: must end after host and port" } },
	{ "smtp-scheme", 12, "smtp = { url = \"imap://smtp.kommun.example\";",
		{ "12: boards[0].smtp.url: must be an URL such as "
		  "smtp://smtp.kommun.example:587" } },
	{ "no-user", 9, "",
		{ "8: boards[0].mailbox.user: is missing: must be a text that is not empty",
			"8: boards[0].mailbox.user: is missing: a login needs a user" } },
	{ "no-password", 10, "",
		{ "8: boards[0].mailbox: has a user without a password: add password_file, "
		  "password_command, password or oauth2" } },
	{ "two-passwords", 10, "password_file = \"secret\"; password_command = [ \"true\" ];",
		{ "8: boards[0].mailbox: has 2 passwords: keep one of password, password_file, "
		  "password_command and oauth2" } },
	{ "two-keys", 14,
		"responsible = { address = \"ansvarig@kommun.example\";\n"
		"certificate = \"secret\"; openpgp_key = \"secret\"; };",
		{ "14: boards[0].responsible: has certificate and openpgp_key: keep the one that "
		  "the mail program of the person opens mail with" } },
	{ "key-missing", 14,
		"responsible = { address = \"ansvarig@kommun.example\";\n"
		"openpgp_key = \"nowhere.asc\"; };",
		{ "15: boards[0].responsible.openpgp_key: file \"@/nowhere.asc\" is unreachable: No "
		  "such file or directory" } },
	{ "certificate-missing", 14,
		"responsible = \"ansvarig@kommun.example\";\n"
		"commissioning = ( { id = \"SDN\"; name = \"N\"; address = \"n@kommun.example\";\n"
		"certificate = \"nowhere.pem\"; } );",
		{ "16: boards[0].commissioning[0].certificate: file \"@/nowhere.pem\" is "
		  "unreachable: No such file or directory" } },
	{ "smime-without-key", 14,
		"responsible = \"ansvarig@kommun.example\";\n"
		"smime = { certificate = \"secret\"; };",
		{ "15: boards[0].smime.key_file: is missing: must be a path" } },
	{ "openpgp-key-missing", 14,
		"responsible = \"ansvarig@kommun.example\";\n"
		"openpgp = { key_file = \"nowhere.asc\"; };",
		{ "15: boards[0].openpgp.key_file: file \"@/nowhere.asc\" is unreachable: No such "
		  "file or directory" } },
	{ "password-file-missing", 10, "password_file = \"nowhere\";",
		{ "10: boards[0].mailbox.password_file: file \"@/nowhere\" is unreachable: No such "
		  "file or directory" } },
	{ "password-file-folder", 10, "password_file = \"templates\";",
		{ "10: boards[0].mailbox.password_file: \"@/templates\" must be a file" } },
	{ "password-lines", 10, "password = \"hush\\r\\nA1 LOGOUT\";",
		{ "10: boards[0].mailbox.password: must be one line without control "
		  "characters" } },
	{ "password-empty", 10, "password = \"\";",
		{ "10: boards[0].mailbox.password: must be a text that is not empty" } },
	{ "command-line", 10, "password_command = \"pass show x\";",
		{ "10: boards[0].mailbox.password_command: must be a program and its arguments as "
		  "a list of texts in [ ], not \"pass show x\"" } },
	{ "command-missing", 10, "password_command = [ \"/nowhere/pass\" ];",
		{ "10: boards[0].mailbox.password_command: there is no program \"/nowhere/pass\" "
		  "to be run" } },
	{ "oauth2-text", 10, "oauth2 = \"https://x.example\";",
		{ "10: boards[0].mailbox.oauth2: must be { token_url = ...; client_id = ...; "
		  "client_secret_file = ...; scope = ...; }, not \"https://x.example\"" } },
	{ "oauth2-bare", 10, "oauth2 = { token_url = \"https://x.example/t\"; };",
		{ "10: boards[0].mailbox.oauth2.client_id: is missing: must be the application's "
		  "id, without spaces",
			"10: boards[0].mailbox.oauth2.scope: is missing: must be a text that is not "
			"empty",
			"10: boards[0].mailbox.oauth2: needs one of client_secret_file, "
			"client_certificate and service_account_file, and has 0" } },
	{ "oauth2-two-proofs", 10,
		OAUTH2("https://x.example/t", "client_certificate = \"secret\";"),
		{ "10: boards[0].mailbox.oauth2: needs one of client_secret_file, "
		  "client_certificate and service_account_file, and has 2" } },
	{ "oauth2-and-password", 10,
		"password_file = \"secret\";" OAUTH2("https://x.example/t", ""),
		{ "8: boards[0].mailbox: has 2 passwords: keep one of password, password_file, "
		  "password_command and oauth2" } },
	{ "oauth2-clear", 10, OAUTH2("http://x.example/t", ""),
		{ "10: boards[0].mailbox.oauth2.token_url: must begin with https://: the client's "
		  "secret would go over the network in clear" } },
	{ "oauth2-clear-loopback", 10, OAUTH2("http://127.0.0.1/t", ""),
		{ "10: boards[0].mailbox.oauth2.token_url: must begin with https://: the client's "
		  "secret would go over the network in clear" } },
	{ "oauth2-query", 10, OAUTH2("https://x.example/t?x=1", ""),
		{ "10: boards[0].mailbox.oauth2.token_url: must hold nothing but scheme, host, port "
		  "and folder" } },
	{ "oauth2-password-in-url", 10, OAUTH2("https://me:hush@x.example/t", ""),
		{ "10: boards[0].mailbox.oauth2.token_url: must not hold a user or a password: "
		  "write user = ... and password_file = ... beside it" } },
	{ "oauth2-file", 10, OAUTH2("https://x.example/t", "ca_file = \"nowhere\";"),
		{ "10: boards[0].mailbox.oauth2.ca_file: file \"@/nowhere\" is unreachable: No "
		  "such file or directory" } },
	{ "oauth2-date", 10,
		OAUTH2("https://x.example/t", "client_secret_expires = \"2027-13-01\";"),
		{ "10: boards[0].mailbox.oauth2.client_secret_expires: must be a date YYYY-MM-DD, "
		  "not \"2027-13-01\"" } },
	{ "tls-word", 11, "tls = \"off\"; };",
		{ "11: boards[0].mailbox.tls: must be \"required\" or \"none\", not \"off\"" } },
	{ "tls-none", 11, "tls = \"none\"; };",
		{ "11: boards[0].mailbox.tls: \"none\" is only for a server on a loopback address "
		  "(127.0.0.0/8, ::1, localhost): write \"required\"" } },
	{ "tls-none-lookalike", 12,
		"smtp = { url = \"smtp://127.0.0.1.evil.example\"; tls = \"none\";",
		{ "12: boards[0].smtp.tls: \"none\" is only for a server on a loopback address "
		  "(127.0.0.0/8, ::1, localhost): write \"required\"" } },
	{ "after-word", 11, "after = \"archive\"; };",
		{ "11: boards[0].mailbox.after: must be \"keep\", \"flag\", \"move:FOLDER\" or "
		  "\"delete\", not "
		  "\"archive\"" } },
	{ "after-move-nowhere", 11, "after = \"move:\"; };",
		{ "11: boards[0].mailbox.after: must be \"keep\", \"flag\", \"move:FOLDER\" or "
		  "\"delete\", not "
		  "\"move:\"" } },
	{ "after-move-itself", 11, "after = \"move:inbox\"; };",
		{ "11: boards[0].mailbox.after: must name another folder than the mailbox itself "
		  "(\"INBOX\")" } },
	{ "after-delete-alone", 11, "after = \"delete\"; };",
		{ "11: boards[0].mailbox.after: \"delete\" needs disposal_decision = \"...\", the "
		  "decision on which deleting rests",
			"11: boards[0].mailbox.after: \"delete\" needs delete_after_days = ..., how "
			"old mail must be" } },
	{ "poll-zero", 11, "poll_seconds = 0; };",
		{ "11: boards[0].mailbox.poll_seconds: must be a number from 1 to 3600, not 0" } },
	{ "max-mail-small", 11, "max_mail_bytes = 1048575; };",
		{ "11: boards[0].mailbox.max_mail_bytes: must be a number from 1048576 to "
		  "1073741824, not 1048575" } },
	{ "max-mail-huge", 11, "max_mail_bytes = 1073741825; };",
		{ "11: boards[0].mailbox.max_mail_bytes: must be a number from 1048576 to "
		  "1073741824, not 1073741825" } },
	{ "poll-negative", 11, "poll_seconds = -5; };",
		{ "11: boards[0].mailbox.poll_seconds: must be a number from 1 to 3600, not -5" } },
	{ "poll-huge", 11, "poll_seconds = 99999999999L; };",
		{ "11: boards[0].mailbox.poll_seconds: must be a number from 1 to 3600, not "
		  "99999999999" } },
	{ "poll-text", 11, "poll_seconds = \"60\"; };",
		{ "11: boards[0].mailbox.poll_seconds: must be a number from 1 to 3600, not "
		  "\"60\"" } },
	{ "poll-decimals", 11, "poll_seconds = 1.5; };",
		{ "11: boards[0].mailbox.poll_seconds: must be a number from 1 to 3600, not a "
		  "number with decimals" } },
	{ "smtp-user-alone", 13, "user = \"u\"; };",
		{ "12: boards[0].smtp: has a user without a password: add password_file, "
		  "password_command, password or oauth2" } },
	{ "smtp-password-alone", 13, "password_file = \"secret\"; };",
		{ "12: boards[0].smtp.user: is missing: a login needs a user" } },
	{ "pinned-keys", 13, "pinned_keys = [ \"sha256//kort\" ]; };",
		{ "13: boards[0].smtp.pinned_keys: \"sha256//kort\" is not \"sha256//\" and the base64 of 32 bytes" } },
	{ "ca-file", 13, "ca_file = \"nowhere\"; };",
		{ "13: boards[0].smtp.ca_file: file \"@/nowhere\" is unreachable: No such file or "
		  "directory" } },
	{ "no-responsible", 14, "",
		{ "6: boards[0].responsible: is missing: must be a mail address, or { address = ...; "
		  "name = ...; ... }" } },
	{ "responsible-empty", 14, "responsible = \"\";",
		{ "14: boards[0].responsible: must be a mail address, not \"\"" } },
	{ "responsible-list", 14, "responsible = ( \"a@kommun.example\" );",
		{ "14: boards[0].responsible: must be a mail address, or { address = ...; name = ...; "
		  "... }, not a list in ( )" } },
	{ "person-without-address", 14, "responsible = { name = \"A\"; };",
		{ "14: boards[0].responsible.address: is missing: must be a mail address" } },
	{ "person-mail", 14, "responsible = { adress = \"a@kommun.example\"; };",
		{ "14: boards[0].responsible.adress: is an unknown key: did you mean \"address\"?",
			"14: boards[0].responsible.address: is missing: must be a mail address" } },
	{ "person-secure", 14,
		"responsible = { address = \"a@kommun.example\"; secure = \"yes\"; };",
		{ "14: boards[0].responsible.secure: must be true or false, not \"yes\"" } },
	{ "away-date", 14,
		"responsible = { address = \"a@kommun.example\";\n"
		"away = { from = \"2026-02-30\"; to = \"2026-03-01\"; }; };",
		{ "15: boards[0].responsible.away.from: must be a date YYYY-MM-DD, not "
		  "\"2026-02-30\"" } },
	{ "away-order", 14,
		"responsible = { address = \"a@kommun.example\";\n"
		"away = { from = \"2026-03-02\"; to = \"2026-03-01\"; }; };",
		{ "15: boards[0].responsible.away.to: must not be before from" } },
	{ "loop-role", 15, "registrar = \"LexSarah@kommun.example\"; } );",
		{ "15: boards[0].registrar: \"LexSarah@kommun.example\" is the address of "
		  "boards[0]: its notices would come back to its own mailbox as reports" } },
	{ "loop-investigator", 15,
		"investigators = ( \"a@kommun.example\",\n\"lexsarah@kommun.example\" ); } );",
		{ "16: boards[0].investigators[1]: \"lexsarah@kommun.example\" is the address of "
		  "boards[0]: its notices would come back to its own mailbox as reports" } },
	{ "loop-commissioning", 15,
		"commissioning = ( { id = \"S\"; name = \"S\"; address = \"lexsarah@kommun.example\"; "
		"} ); } );",
		{ "15: boards[0].commissioning[0].address: \"lexsarah@kommun.example\" is the "
		  "address of boards[0]: its notices would come back to its own mailbox as "
		  "reports" } },
	{ "commissioning-twice", 15,
		"commissioning = ( { id = \"S\"; name = \"S\"; address = \"s@kommun.example\"; },\n"
		"{ id = \"S\"; name = \"T\"; address = \"t@kommun.example\"; } ); } );",
		{ "16: boards[0].commissioning[1].id: \"S\" is the id of commissioning[0] "
		  "already" } },
	{ "commissioning-text", 15, "commissioning = ( \"sdn@kommun.example\" ); } );",
		{ "15: boards[0].commissioning[0]: must be a group { }, not "
		  "\"sdn@kommun.example\"" } },
	{ "investigators-square", 15, "investigators = [ \"a@kommun.example\" ]; } );",
		{ "15: boards[0].investigators: must be a list of people in ( ), each an address "
		  "or { address = ...; ... }, not a list in [ ]" } },
	{ "contact-email", 15, "contact = { email = \"amn\"; }; } );",
		{ "15: boards[0].contact.email: must be a mail address, not \"amn\"" } },
	{ "board-text", 15, "}, \"SDN\" );",
		{ "15: boards[1]: must be a group { }, not \"SDN\"" } },
	{ "same-id", 15, BOARD_2("AMN", "url = \"imaps://other.example\";"),
		{ "15: boards[1].id: \"AMN\" is the id of boards[0] already" } },
	{ "same-mailbox", 15, BOARD_2("B", "url = \"imap://IMAP.kommun.example:143/inbox\";"),
		{ "16: boards[1].mailbox.url: is the mailbox of boards[0] already: each board "
		  "needs its own" } },
	{ "two-mistakes", 4, "domains = [ ]; trust = 1;",
		{ "4: organisation.domains: must be a list of domains in [ ], such as "
		  "[ \"kommun.example\" ], not an empty list",
			"4: organisation.trust: must be \"none\", \"authserv\" or "
			"\"exchange-online\", not 1" } },
	{ "hostile-value", 11, "tls = \"\\x1b[31moff\"; };",
		{ "11: boards[0].mailbox.tls: must be one line without control characters" } },
};

static char *
compose(int line, const char *text)
{
	GString *conf = g_string_new(NULL);

	for (int i = 1; i < (int) G_N_ELEMENTS(right); i++)
		g_string_append_printf(conf, "%s\n", i == line ? text : right[i]);
	return g_string_free(conf, FALSE);
}

#define TOLD(key, address)                                                                         \
	key ": a report that concerns " address " leaves nobody who may decide who hears of it: "  \
	    "name somebody else, here or as operator"

/* Lawful, and asks for trouble. */
static const struct {
	const char *name, *text; /* instead of the line of the responsible, which is 14 */
	const char *expected;    /* "LINE: KEY: what is wrong", or NULL */
} warned[] = {
	{ "alone", "responsible = \"a@kommun.example\";",
		TOLD("6: boards[0].conflict_contact", "a@kommun.example") },
	{ "written-out",
		"responsible = \"a@kommun.example\"; deputy = \"a@kommun.example\";\n"
		"operator = \"A@kommun.example\";\nconflict_contact = \"A@Kommun.example\";",
		TOLD("16: boards[0].conflict_contact", "A@Kommun.example") },
	{ "two-addresses-of-one",
		"responsible = { address = \"a@kommun.example\"; name = \"Anna Lind\"; };\n"
		"operator = { address = \"b@kommun.example\"; name = \"ANNA LIND\"; };",
		TOLD("6: boards[0].conflict_contact", "a@kommun.example") },
	{ "others-who-decide-nothing",
		"responsible = \"a@kommun.example\"; registrar = \"r@kommun.example\";\n"
		"investigators = ( \"u@kommun.example\" );\n"
		"whistleblower = \"v@kommun.example\";",
		TOLD("6: boards[0].conflict_contact", "a@kommun.example") },
	{ "operator", "responsible = \"a@kommun.example\"; operator = \"b@kommun.example\";",
		NULL },
	{ "contact", "responsible = \"a@kommun.example\"; conflict_contact = \"b@kommun.example\";",
		NULL },
	{ "deputy", "responsible = \"a@kommun.example\"; deputy = \"b@kommun.example\";", NULL },
	{ "operator-of-another-board",
		"responsible = \"a@kommun.example\";\n"
		"}, { id = \"SDN\"; name = \"N\"; address = \"b@kommun.example\";\n"
		"mailbox = { url = \"imaps://other.example\"; user = \"u\"; password_file = "
		"\"secret\"; };\n"
		"smtp = { url = \"smtp://h.example\"; }; responsible = \"x@kommun.example\";",
		NULL },
};

static void
test_warned(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(ConfigFolder) folder = config_folder_new();
	g_autofree char *conf = compose(14, warned[i].text);
	g_autoptr(GPtrArray) problems = NULL;
	g_autoptr(GPtrArray) warnings = NULL;
	g_autoptr(Settings) settings = NULL;
	GError *error = NULL;

	config_folder_write(folder, "test.conf", conf, 0600);
	g_assert_true(config_check(folder->conf, &settings, &problems, &warnings, &error));
	g_assert_no_error(error);
	g_assert_nonnull(settings);
	g_assert_cmpuint(problems->len, ==, 0);
	g_assert_cmpuint(warnings->len, ==, warned[i].expected ? 1 : 0);
	if (warned[i].expected) {
		g_autofree char *expected =
			g_strdup_printf("%s:%s", folder->conf, warned[i].expected);

		g_assert_cmpstr(g_ptr_array_index(warnings, 0), ==, expected);
	}
}

static void
test_mistake(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(ConfigFolder) folder = config_folder_new();
	g_autofree char *conf = compose(cases[i].line, cases[i].text);
	g_autoptr(GPtrArray) problems = NULL;
	Settings *settings = NULL;
	GError *error = NULL;

	config_folder_write(folder, "test.conf", conf, 0600);
	g_assert_true(config_check(folder->conf, &settings, &problems, NULL, &error));
	g_assert_no_error(error);
	g_assert_null(settings);
	for (guint p = 0; p < problems->len && cases[i].expected[p]; p++) {
		g_auto(GStrv) parts = g_strsplit(cases[i].expected[p], "\"@/", -1);
		g_autofree char *root = g_strconcat("\"", folder->path, "/", NULL);
		g_autofree char *text = g_strjoinv(root, parts);
		g_autofree char *expected = g_strdup_printf("%s:%s", folder->conf, text);

		g_assert_cmpstr(g_ptr_array_index(problems, p), ==, expected);
	}
	g_assert_cmpuint(problems->len, ==, g_strv_length((char **) cases[i].expected));
}

/* The unchanged lines have no problem, or none of the cases would prove anything. */
static void
test_right(void)
{
	g_autoptr(ConfigFolder) folder = config_folder_new();
	g_autofree char *conf = compose(0, NULL);
	GError *error = NULL;

	config_folder_write(folder, "test.conf", conf, 0644);
	g_autoptr(Settings) settings = config_load(folder->conf, &error);
	g_assert_no_error(error);
	g_assert_nonnull(settings);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/config/mistake/none", test_right);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/config/mistake/", cases[i].name, NULL);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_mistake);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(warned); i++) {
		g_autofree char *path = g_strconcat("/config/warned/", warned[i].name, NULL);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_warned);
	}
	return g_test_run();
}

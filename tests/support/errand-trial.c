/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ground of the tests of work by mail. Leaves nothing behind. */
#include "support/errand-trial.h"

#include <string.h>

#include "adapters/store/store.h"
#include "support/clock-tools.h"
#include "support/life-desk.h"

static void
count(gpointer user)
{
	ErrandTrial *trial = user;

	trial->done++;
}

void
errand_trial_set_up(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	World *world = trial->world = world_new();

	trial->rules = clock_tools_rules();
	trial->keys = reply_keys_read("1 " TRIAL_KEY, NULL);
	life_desk_furnish(world->board);
	world->board->decision_maker.address = g_strdup(DECIDER);
	world->settings->organisation.trust = TRUST_AUTHSERV;
	world->settings->organisation.authserv_id = g_strdup("mx.kommun.example");
	world->daemon.rules = trial->rules;
	store_use_reply_keys(world->store, trial->keys);
	trial->room = errand_room_new(&world->daemon, count, trial);
	world_take_mail(world, ++trial->uid, "rapport@kommun.example", "", "En rapport.");
}

void
errand_trial_tear_down(ErrandTrial *trial, gconstpointer unused G_GNUC_UNUSED)
{
	errand_room_free(trial->room);
	world_free(trial->world);
	reply_keys_free(trial->keys);
	g_ptr_array_unref(trial->rules);
}

static char *
newest(ErrandTrial *trial, const char *column, const char *notice, const char *recipient)
{
	g_autofree char *sql =
		g_strdup_printf("SELECT %s FROM outbox WHERE notice='%s'"
				" AND recipient='%s' AND case_no=1 ORDER BY id DESC LIMIT 1",
			column, notice, recipient);
	char *text = world_text(trial->world, sql);

	g_assert_nonnull(text);
	return text;
}

char *
errand_trial_notice(ErrandTrial *trial, const char *notice, const char *recipient)
{
	return newest(trial, "message_id", notice, recipient);
}

char *
errand_trial_facts(ErrandTrial *trial, const char *notice, const char *recipient)
{
	return newest(trial, "facts", notice, recipient);
}

void
errand_trial_serve(ErrandTrial *trial)
{
	g_autoptr(GError) error = NULL;
	gboolean good = errand_room_catch_up(trial->room, &error);

	g_assert_no_error(error);
	g_assert_true(good);
}

void
errand_trial_take(ErrandTrial *trial, const char *message_id, const char *from,
	const char *authentication, const char *text)
{
	g_autofree char *raw = g_strdup_printf(
		"%s" RECEIVED ON_DAY "From: %s\r\nTo: lexsarah@kommun.example\r\nSubject: SV: Nytt"
		"\r\nMessage-ID: <svar-%u@kommun.example>\r\nIn-Reply-To: <%s>\r\n"
		"Date: " ON_DAY "Content-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n",
		authentication, from, trial->uid, message_id, text);

	intake_plan_free(world_take(trial->world, ++trial->uid, raw));
}

void
errand_trial_answer(ErrandTrial *trial, const char *message_id, const char *from,
	const char *authentication, const char *text)
{
	errand_trial_take(trial, message_id, from, authentication, text);
	errand_trial_serve(trial);
}

/* Whose each is, and what would change the case if an honest answer said it. */
static const struct {
	const char *notice, *recipient, *body;
} notices[OF_COUNT] = {
	[OF_REGISTRAR] = { "registrar", REGISTRAR, "dnr AMN 2026-6666" },
	[OF_RESPONSIBLE] = { "new_case", RESPONSIBLE, "skydd: gjort i dag, samtal med den boende" },
	[OF_REPORTER] = { "receipt", REPORTER, "dnr AMN 2026-6666" },
	[OF_QUESTION] = { "confirmation", REGISTRAR, "Ja" },
	[OF_PROPOSAL] = { "proposal", DECIDER, "Ja" },
	[OF_DECISION] = { "confirmation", DECIDER, "Ja" },
	[OF_ASSIGNMENT] = { "assignment", LIFE_KIM, "status" },
};

/* Where all that a case is stands, and whose each row is. */
static const char *const tables[][2] = {
	{ "cases", "id" },
	{ "milestone", "case_no" },
	{ "extension", "case_no" },
	{ "clock", "case_no" },
	{ "former_board", "case_no" },
	{ "related", "case_no" },
	{ "recusal", "case_no" },
	{ "case_hold", "case_no" },
	{ "masked_copy", "case_no" },
	{ "milestone_taken_back", "(SELECT case_no FROM milestone m WHERE m.id=milestone)" },
};

/* Each row of the first cases, but not that it is to be computed anew. */
static char *
digest(ErrandTrial *trial, gint64 cases)
{
	g_autoptr(GString) out = g_string_new(NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
		const char *name = tables[i][0];
		g_autofree char *list =
			g_strdup_printf("SELECT group_concat('quote('||name||')','||''|''||')"
					" FROM pragma_table_info('%s') WHERE name<>'stale'",
				name);
		g_autofree char *columns = world_text(trial->world, list);
		g_autofree char *sql = g_strdup_printf(
			"SELECT group_concat(row,char(10)) FROM (SELECT %s row FROM %s"
			" WHERE %s<=%" G_GINT64_FORMAT " ORDER BY 1)",
			columns, name, tables[i][1], cases);
		g_autofree char *rows = world_text(trial->world, sql);

		g_string_append_printf(out, "%s: %s\n", name, rows ? rows : "");
	}
	return g_string_free(g_steal_pointer(&out), FALSE);
}

#define LONG_BYTES (10 * 1000 * 1000)

static char *
replaced(const char *text, const char *const *with)
{
	char *out = g_strdup(text);

	for (gsize i = 0; with[i]; i += 2) {
		g_auto(GStrv) pieces = g_strsplit(out, with[i], -1);

		g_free(out);
		out = g_strjoinv(with[i + 1], pieces);
	}
	return out;
}

/* Where in a code what stands. */
static const struct {
	const char *name;
	guint place;
} parts[] = { { "{id-key}", 0 }, { "{id-day}", 3 }, { "{id-nonce}", 8 }, { "{id-mac}", 20 },
	{ "{id-end}", 39 } };

/* The Message-ID with one letter of its code changed. */
static char *
altered(const char *id, const char *token, guint place)
{
	char *out = g_strdup(id);
	char *letter = strstr(out, token) + place;

	*letter = *letter == 'a' ? 'b' : 'a';
	return out;
}

/* Puts in what stands for what. Takes mail. */
static char *
fill_in(ErrandTrial *trial, char *mail, const char *id)
{
	g_autofree char *other = world_text(trial->world,
		"SELECT message_id FROM outbox WHERE case_no=2 AND notice='new_case'");
	g_autofree char *board = world_text(trial->world,
		"SELECT message_id FROM outbox WHERE board='SDN' AND notice='registrar'");
	g_autofree char *mine = world_text(trial->world,
		"SELECT message_id FROM outbox WHERE case_no=1 AND notice='new_case'");
	g_autofree char *number = g_strdup_printf("%u", trial->uid);
	g_autofree char *token = reply_token_dup(id);
	g_autofree char *long_line = g_strnfill(strstr(mail, "{long}") ? LONG_BYTES : 0, 'x');
	const char *const with[] = { "{id}", id, "{token}", token, "{other}", other, "{board}",
		board ? board : "", "{responsible}", mine, "{n}", number, "{long}", long_line,
		NULL };
	g_autofree char *whole = mail;
	char *out = replaced(whole, with);

	for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
		g_autofree char *last = out;
		g_autofree char *wrong = altered(id, token, parts[i].place);
		const char *const part[] = { parts[i].name, wrong, NULL };

		out = replaced(last, part);
	}
	return out;
}

static char *
write_mail(ErrandTrial *trial, const Attack *attack, const char *id)
{
	const char *body = attack->body ? attack->body : notices[attack->whose].body;
	gboolean typed = g_str_has_prefix(body, "Content-Type:");
	g_autofree char *from = g_strdup_printf("From: %s\r\n", notices[attack->whose].recipient);

	return fill_in(trial,
		g_strconcat(attack->above ? attack->above : PROVED,
			attack->received ? attack->received : RECEIVED ON_DAY,
			attack->below ? attack->below : "", attack->from ? attack->from : from,
			"Message-ID: <svar-{n}@kommun.example>\r\nDate: " ON_DAY,
			attack->reply ? attack->reply
				      : "To: lexsarah@kommun.example\r\nSubject: SV: Nytt\r\n"
					"In-Reply-To: <{id}>\r\n",
			typed ? "" : "Content-Type: text/plain; charset=utf-8\r\n\r\n", body,
			"\r\n", NULL),
		id);
}

/* The mail with its bytes of zero, which end no mail. */
static GBytes *
bytes_of(const char *mail)
{
	g_auto(GStrv) pieces = g_strsplit(mail, "{nul}", -1);
	GByteArray *bytes = g_byte_array_new();

	for (guint i = 0; pieces[i]; i++) {
		if (i > 0)
			g_byte_array_append(bytes, (const guint8 *) "", 1);
		g_byte_array_append(bytes, (const guint8 *) pieces[i], strlen(pieces[i]));
	}
	return g_byte_array_free_to_bytes(bytes);
}

static void
take(ErrandTrial *trial, const Attack *attack, const char *id)
{
	World *world = trial->world;
	g_autofree char *mail = write_mail(trial, attack, id);
	g_autoptr(GBytes) raw = bytes_of(mail);
	gint64 number = world_store_bytes(world, world->board, ++trial->uid, raw);

	intake_plan_free(world_apply_bytes(world, world->board, number, raw));
}

#define EVENTS                                                                                     \
	"SELECT group_concat(CASE WHEN kind='answered' THEN 'answered '"                           \
	"||(SELECT group_concat(json_extract(value,'$.fate'),'+')"                                 \
	" FROM json_each(detail,'$.commands')) ELSE kind END"                                      \
	"||CASE WHEN json_extract(detail,'$.token_unknown') THEN ' unknown' ELSE '' END,', ')"     \
	" FROM (SELECT * FROM event JOIN event_detail USING(seq)"                                  \
	" WHERE kind<>'mail_stored' AND seq>"
#define NOTICES                                                                                    \
	"SELECT group_concat(notice||' '||substr(recipient,1,instr(recipient,'@')-1),', ')"        \
	" FROM (SELECT * FROM outbox WHERE id>"

/* What has come after the row with that number. */
static void
assert_since(ErrandTrial *trial, const char *sql_begin, gint64 last, const char *expected)
{
	g_autofree char *sql =
		g_strdup_printf("%s%" G_GINT64_FORMAT " ORDER BY 1)", sql_begin, last);
	g_autofree char *found = world_text(trial->world, sql);
	g_assert_cmpstr(found, ==, expected);
}

static void
ask(ErrandTrial *trial)
{
	g_autofree char *id = errand_trial_notice(trial, "registrar", REGISTRAR);

	errand_trial_answer(trial, id, REGISTRAR, SILENT, "dnr AMN 2026-6666");
}

static void
prepare(ErrandTrial *trial, const Attack *attack)
{
	static const TrustPolicy policies[] = { TRUST_AUTHSERV, TRUST_NONE, TRUST_EXCHANGE_ONLINE };

	world_take_mail(trial->world, ++trial->uid, "annan-rapport@kommun.example", "", "Annat.");
	if (attack->whose == OF_QUESTION)
		ask(trial);
	if (attack->prepare)
		attack->prepare(trial);
	trial->world->settings->organisation.trust = policies[attack->trust];
}

static void
play(ErrandTrial *trial, const Attack *attack)
{
	g_autofree char *id = errand_trial_notice(
		trial, notices[attack->whose].notice, notices[attack->whose].recipient);
	gint64 event = world_number(trial->world, "SELECT max(seq) FROM event");
	gint64 notice = world_number(trial->world, "SELECT max(id) FROM outbox");
	gint64 cases = world_number(trial->world, "SELECT count(*) FROM cases");
	g_autofree char *before = digest(trial, cases);

	for (int i = 0; i <= attack->twice; i++)
		take(trial, attack, id);
	errand_trial_serve(trial);
	g_autofree char *after = digest(trial, cases);
	g_assert_cmpstr(after, ==, before);
	assert_since(trial, NOTICES, notice, attack->told);
	assert_since(trial, EVENTS, event, attack->journal);
	world_assert_proved(trial->world);
}

static void
run(gconstpointer data)
{
	const Attack *attack = data;
	ErrandTrial trial = { 0 };

	errand_trial_set_up(&trial, NULL);
	prepare(&trial, attack);
	play(&trial, attack);
	errand_trial_tear_down(&trial, NULL);
}

static void
run_honest(gconstpointer data)
{
	const Attack *attack = data;
	Attack honest = *attack;
	ErrandTrial trial = { 0 };

	honest.body = attack->honest ? attack->honest : attack->body;
	honest.above = attack->honest_above ? attack->honest_above : attack->above;
	honest.from = attack->honest_from ? attack->honest_from : attack->from;
	honest.reply = attack->honest_reply ? attack->honest_reply : attack->reply;
	errand_trial_set_up(&trial, NULL);
	prepare(&trial, &honest);
	g_autofree char *id = errand_trial_notice(
		&trial, notices[honest.whose].notice, notices[honest.whose].recipient);
	gint64 cases = world_number(trial.world, "SELECT count(*) FROM cases");
	g_autofree char *before = digest(&trial, cases);
	take(&trial, &honest, id);
	errand_trial_serve(&trial);
	g_autofree char *after = digest(&trial, cases);
	g_assert_cmpstr(after, !=, before);
	errand_trial_tear_down(&trial, NULL);
}

static gboolean
is_tried_honestly(const Attack *attack)
{
	return attack->honest || attack->honest_above || attack->honest_from ||
	       attack->honest_reply;
}

void
errand_trial_add(const char *path, const Attack *attacks, gsize n_attacks)
{
	for (gsize i = 0; i < n_attacks; i++) {
		g_autofree char *name = g_strdup_printf("%s/%s", path, attacks[i].name);
		g_autofree char *honest = g_strconcat(name, ", honestly", NULL);

		g_test_add_data_func(name, &attacks[i], run);
		if (is_tried_honestly(&attacks[i]))
			g_test_add_data_func(honest, &attacks[i], run_honest);
	}
}

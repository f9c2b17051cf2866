/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The grammar of server responses: which words stand where. Works on a
 * complete response only and does no I/O. A response that breaks the grammar
 * is reported as malformed and costs nothing but itself, so that one mail that
 * a server renders badly does not end the batch.
 */
#include "adapters/imap/imap-response.h"

#include "core/date.h"

typedef gboolean (*ReadArguments)(ImapCursor *cursor, ImapResponse *response);

static gboolean
read_rest_as_words(ImapCursor *cursor, ImapResponse *response)
{
	for (;;) {
		ImapWord word;

		imap_token_skip_space(cursor);
		if (imap_token_at_end(cursor) || *cursor->next == ']')
			return TRUE;
		if (!imap_token_read_atom(cursor, &word))
			return FALSE;
		g_ptr_array_add(response->words, g_strndup(word.start, word.length));
	}
}

static gboolean
read_flag_list(ImapCursor *cursor, ImapResponse *response)
{
	return imap_token_read_flags(cursor, response->words);
}

static gboolean
read_code_number(ImapCursor *cursor, ImapResponse *response)
{
	guint64 number;

	if (!imap_token_read_number(cursor, G_MAXUINT32, &number))
		return FALSE;
	response->number = (guint32) number;
	return TRUE;
}

/* RFC 4315 section 3: UIDVALIDITY, source set, destination set. */
static gboolean
read_copyuid(ImapCursor *cursor, ImapResponse *response)
{
	g_autoptr(GArray) destination = g_array_new(FALSE, FALSE, sizeof(ImapRange));

	return read_code_number(cursor, response) && imap_token_take(cursor, ' ') &&
	       imap_token_read_set(cursor, response->ranges) && imap_token_take(cursor, ' ') &&
	       imap_token_read_set(cursor, destination);
}

static const struct {
	const char *name;
	ImapCode code;
	ReadArguments read; /* NULL: has none, or none that matter */
} codes[] = {
	{ "UIDVALIDITY", IMAP_CODE_UIDVALIDITY, read_code_number },
	{ "UIDNEXT", IMAP_CODE_UIDNEXT, read_code_number },
	{ "PERMANENTFLAGS", IMAP_CODE_PERMANENTFLAGS, read_flag_list },
	{ "CAPABILITY", IMAP_CODE_CAPABILITY, read_rest_as_words },
	{ "COPYUID", IMAP_CODE_COPYUID, read_copyuid },
	{ "TRYCREATE", IMAP_CODE_TRYCREATE, NULL },
	{ "ALREADYEXISTS", IMAP_CODE_ALREADYEXISTS, NULL },
	{ "READ-ONLY", IMAP_CODE_READ_ONLY, NULL },
	{ "UNAVAILABLE", IMAP_CODE_UNAVAILABLE, NULL },
	{ "INUSE", IMAP_CODE_UNAVAILABLE, NULL },
	{ "LIMIT", IMAP_CODE_UNAVAILABLE, NULL },
	{ "SERVERBUG", IMAP_CODE_UNAVAILABLE, NULL },
};

/*
 * "[CODE arguments] text". A code that cannot be read is no code: status text
 * is for people and must not fail the command.
 */
static void
read_status_text(ImapCursor *cursor, ImapResponse *response)
{
	ImapWord word;

	imap_token_skip_space(cursor);
	response->text = cursor->next;
	if (!imap_token_take(cursor, '[') || !imap_token_read_atom(cursor, &word))
		return;
	response->code = IMAP_CODE_OTHER;
	imap_token_skip_space(cursor);
	for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
		if (imap_token_is(word, codes[i].name) &&
			(!codes[i].read || codes[i].read(cursor, response)))
			response->code = codes[i].code;
}

static const char *const status_names[IMAP_STATUS_COUNT] = {
	[IMAP_STATUS_OK] = "OK",
	[IMAP_STATUS_NO] = "NO",
	[IMAP_STATUS_BAD] = "BAD",
	[IMAP_STATUS_BYE] = "BYE",
	[IMAP_STATUS_PREAUTH] = "PREAUTH",
};

static ImapStatus
status_from_word(ImapWord word)
{
	for (ImapStatus i = IMAP_STATUS_OK; i < IMAP_STATUS_COUNT; i++)
		if (imap_token_is(word, status_names[i]))
			return i;
	return IMAP_STATUS_NONE;
}

static gboolean
read_search(ImapCursor *cursor, ImapResponse *response)
{
	for (;;) {
		imap_token_skip_space(cursor);
		if (imap_token_at_end(cursor))
			return TRUE;
		/* RFC 7162: (MODSEQ n) may end the list */
		if (*cursor->next == '(')
			return imap_token_skip_value(cursor);
		if (!imap_token_read_set(cursor, response->ranges))
			return FALSE;
	}
}

/* RFC 4466: (TAG "a1") in front, when the server says whose result it is. */
static gboolean
read_correlator(ImapCursor *cursor, ImapResponse *response)
{
	g_auto(ImapString) string = { 0 };
	ImapWord word;

	if (!imap_token_take(cursor, '('))
		return TRUE;
	if (!imap_token_read_atom(cursor, &word) || !imap_token_is(word, "TAG") ||
		!imap_token_take(cursor, ' ') || !imap_token_read_string(cursor, &string) ||
		string.nil || !imap_token_take(cursor, ')'))
		return FALSE;
	response->tag =
		g_strndup(g_bytes_get_data(string.bytes, NULL), g_bytes_get_size(string.bytes));
	return TRUE;
}

/* RFC 4731: "ESEARCH (TAG "a1") UID ALL 1:5 COUNT 5", in any order. */
static gboolean
read_esearch(ImapCursor *cursor, ImapResponse *response)
{
	imap_token_skip_space(cursor);
	if (!read_correlator(cursor, response))
		return FALSE;
	for (;;) {
		ImapWord name;

		imap_token_skip_space(cursor);
		if (imap_token_at_end(cursor))
			return TRUE;
		if (!imap_token_read_atom(cursor, &name))
			return FALSE;
		if (imap_token_is(name, "UID"))
			continue;
		imap_token_skip_space(cursor);
		if (imap_token_is(name, "ALL") ? !imap_token_read_set(cursor, response->ranges)
					       : !imap_token_skip_value(cursor))
			return FALSE;
	}
}

/* RFC 3501 section 7.2.4: "STATUS folder (UIDNEXT 9 MESSAGES 3)". */
static gboolean
read_mailbox_status(ImapCursor *cursor, ImapResponse *response)
{
	imap_token_skip_space(cursor);
	if (!imap_token_skip_value(cursor))
		return FALSE;
	imap_token_skip_space(cursor);
	if (!imap_token_take(cursor, '('))
		return FALSE;
	while (!imap_token_take(cursor, ')')) {
		ImapWord name;

		if (!imap_token_read_atom(cursor, &name))
			return FALSE;
		imap_token_skip_space(cursor);
		if (imap_token_is(name, "UIDNEXT") ? !read_code_number(cursor, response)
						   : !imap_token_skip_value(cursor))
			return FALSE;
		imap_token_skip_space(cursor);
	}
	return TRUE;
}

static gboolean
read_fetch(ImapCursor *cursor, ImapResponse *response)
{
	imap_token_skip_space(cursor);
	return imap_item_read_list(cursor, &response->fetch);
}

typedef struct {
	const char *name;
	ImapResponseKind kind;
	ReadArguments read; /* NULL: none */
} Untagged;

static const Untagged named[] = {
	{ "CAPABILITY", IMAP_RESPONSE_CAPABILITY, read_rest_as_words },
	{ "SEARCH", IMAP_RESPONSE_SEARCH, read_search },
	{ "ESEARCH", IMAP_RESPONSE_SEARCH, read_esearch },
	{ "STATUS", IMAP_RESPONSE_MAILBOX_STATUS, read_mailbox_status },
	{ NULL, IMAP_RESPONSE_OTHER, NULL },
};

/* Those that stand after a number. */
static const Untagged numbered[] = {
	{ "EXISTS", IMAP_RESPONSE_EXISTS, NULL },
	{ "EXPUNGE", IMAP_RESPONSE_EXPUNGE, NULL },
	{ "FETCH", IMAP_RESPONSE_FETCH, read_fetch },
	{ NULL, IMAP_RESPONSE_OTHER, NULL },
};

static gboolean
read_untagged(ImapCursor *cursor, ImapResponse *response)
{
	const Untagged *known = named;
	ImapWord word;

	imap_token_skip_space(cursor);
	if (!imap_token_at_end(cursor) && g_ascii_isdigit(*cursor->next)) {
		if (!read_code_number(cursor, response) || !imap_token_take(cursor, ' '))
			return FALSE;
		known = numbered;
	}
	if (!imap_token_read_atom(cursor, &word))
		return FALSE;
	response->status = known == named ? status_from_word(word) : IMAP_STATUS_NONE;
	if (response->status != IMAP_STATUS_NONE) {
		response->kind = IMAP_RESPONSE_STATUS;
		read_status_text(cursor, response);
		return TRUE;
	}
	while (known->name && !imap_token_is(word, known->name))
		known++;
	response->kind = known->kind;
	return !known->read || known->read(cursor, response);
}

static gboolean
read_tagged(ImapCursor *cursor, ImapResponse *response)
{
	ImapWord tag;
	ImapWord status;

	if (!imap_token_read_atom(cursor, &tag) || !imap_token_take(cursor, ' ') ||
		!imap_token_read_atom(cursor, &status))
		return FALSE;
	response->kind = IMAP_RESPONSE_TAGGED;
	response->status = status_from_word(status);
	response->tag = g_strndup(tag.start, tag.length);
	read_status_text(cursor, response);
	return response->status == IMAP_STATUS_OK || response->status == IMAP_STATUS_NO ||
	       response->status == IMAP_STATUS_BAD;
}

gboolean
imap_response_is_status(const char *text, gsize length)
{
	ImapCursor cursor = { .text = text, .next = text, .end = text + length };
	ImapWord word;

	if (!imap_token_take(&cursor, '*'))
		return FALSE;
	imap_token_skip_space(&cursor);
	return imap_token_read_atom(&cursor, &word) && status_from_word(word) != IMAP_STATUS_NONE;
}

void
imap_response_read(const char *text, gsize length, const ImapLiteral *literals, gsize n_literals,
	guint max_depth, ImapResponse *ret_response)
{
	ImapCursor cursor = {
		.text = text,
		.next = text,
		.end = text + length,
		.literals = literals,
		.n_literals = n_literals,
		.depth_left = max_depth,
	};
	gboolean good = TRUE;

	*ret_response = (ImapResponse){
		.text = "",
		.words = g_ptr_array_new_with_free_func(g_free),
		.ranges = g_array_new(FALSE, FALSE, sizeof(ImapRange)),
		.fetch.internaldate = INSTANT_NONE,
	};
	if (imap_token_take(&cursor, '+'))
		ret_response->kind = IMAP_RESPONSE_CONTINUATION;
	else if (imap_token_take(&cursor, '*'))
		good = read_untagged(&cursor, ret_response);
	else
		good = read_tagged(&cursor, ret_response);
	if (!good)
		ret_response->kind = IMAP_RESPONSE_MALFORMED;
}

void
imap_response_clear(ImapResponse *response)
{
	g_clear_pointer(&response->tag, g_free);
	g_clear_pointer(&response->words, g_ptr_array_unref);
	g_clear_pointer(&response->ranges, g_array_unref);
	imap_item_clear(&response->fetch);
}

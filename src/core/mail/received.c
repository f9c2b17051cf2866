/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Received: lines. The announced name (HELO) and the envelope addresses in a
 * line are the sender's words even when the line is ours, so words are taken
 * clause by clause and never searched for: a HELO of "by", or a comment that
 * holds "by gateway", must not name a writer.
 */
#include "core/mail/received.h"

#include <string.h>

#include "core/mail/mail-date.h"

typedef enum { TOKEN_WORD, TOKEN_COMMENT, TOKEN_SEMICOLON, TOKEN_END } TokenKind;

typedef struct {
	TokenKind kind;
	const char *start; /* of a comment: after its ( */
	gsize length;      /* of a comment: without its ) */
} Token;

/* After the closing mark of what opens at p, or at the end of the text. */
static const char *
skip_enclosed(const char *p, char open, char close)
{
	guint depth = 0;

	for (; *p; p++) {
		if (*p == '\\' && p[1])
			p++;
		else if (*p == close && (open != close || depth))
			depth--;
		else if (*p == open)
			depth++;
		if (!depth)
			return p + 1;
	}
	return p;
}

static const char *
skip_word(const char *p)
{
	while (*p && !g_ascii_isspace(*p) && !strchr("();", *p)) {
		if (*p == '"')
			p = skip_enclosed(p, '"', '"');
		else if (*p == '<')
			p = skip_enclosed(p, '<', '>');
		else
			p++;
	}
	return p;
}

static Token
next_token(const char **text)
{
	const char *p = *text;

	while (g_ascii_isspace(*p) || *p == ')')
		p++;
	if (!*p) {
		*text = p;
		return (Token){ TOKEN_END, p, 0 };
	}
	if (*p == ';') {
		*text = p + 1;
		return (Token){ TOKEN_SEMICOLON, p, 1 };
	}
	if (*p == '(') {
		const char *end = skip_enclosed(p, '(', ')');
		gsize length = (gsize) (end - p) - 1;

		*text = end;
		return (Token){ TOKEN_COMMENT, p + 1,
			length && end[-1] == ')' ? length - 1 : length };
	}
	*text = skip_word(p);
	return (Token){ TOKEN_WORD, p, (gsize) (*text - p) };
}

static gboolean
token_is(Token token, const char *word)
{
	return token.kind == TOKEN_WORD && token.length == strlen(word) &&
	       g_ascii_strncasecmp(token.start, word, token.length) == 0;
}

/* A host name, lower-case and without its final dot; NULL if it cannot be one. */
static char *
host_name(const char *start, gsize length)
{
	gboolean address = TRUE;

	if (length && start[length - 1] == '.')
		length--;
	if (!length || length > 255)
		return NULL;
	for (gsize i = 0; i < length; i++) {
		if (!g_ascii_isalnum(start[i]) && !strchr("-._:", start[i]))
			return NULL;
		address = address && (g_ascii_isdigit(start[i]) || start[i] == '.');
	}
	if (address || memchr(start, ':', length))
		return NULL;
	char *name = g_ascii_strdown(start, (gssize) length);
	if (strcmp(name, "unknown") == 0)
		g_clear_pointer(&name, g_free);
	return name;
}

/* The address that is written there, or NULL; nothing else may be. */
static char *
host_address(const char *start, gsize length)
{
	static const char prefix[] = "IPv6:"; /* RFC 5321 section 4.1.3 */
	guint dots = 0, colons = 0;

	if (length >= strlen(prefix) && g_ascii_strncasecmp(start, prefix, strlen(prefix)) == 0) {
		start += strlen(prefix);
		length -= strlen(prefix);
	}
	const char *zone = memchr(start, '%', length); /* RFC 4007 section 11 */
	if (zone)
		length = (gsize) (zone - start);
	for (gsize i = 0; i < length; i++) {
		if (!g_ascii_isxdigit(start[i]) && start[i] != '.' && start[i] != ':')
			return NULL;
		dots += start[i] == '.';
		colons += start[i] == ':';
	}
	return dots == 3 || colons >= 2 ? g_ascii_strdown(start, (gssize) length) : NULL;
}

/* Where "[address]" or "name [address]" has its "[": in the first two words, or NULL. */
static const char *
find_bracket(Token comment)
{
	const char *bracket = memchr(comment.start, '[', comment.length);

	for (const char *p = comment.start; bracket && p < bracket; p++)
		if (strchr("= ()", *p) && p + 1 != bracket)
			return NULL;
	return bracket;
}

/* "[address]", "name [address]", "address", "user@address". */
static char *
comment_address(Token comment)
{
	const char *bracket = find_bracket(comment);
	const char *end = comment.start + comment.length;

	if (bracket) {
		const char *close = memchr(bracket, ']', (gsize) (end - bracket));

		return close ? host_address(bracket + 1, (gsize) (close - bracket) - 1) : NULL;
	}
	const char *at = memchr(comment.start, '@', comment.length);
	const char *start = at ? at + 1 : comment.start;
	return host_address(start, (gsize) (end - start));
}

/* "name [address]", sendmail's "user@name [address]"; bracket is where the address begins. */
static char *
comment_name(Token comment, const char *bracket)
{
	const char *start = comment.start;
	gsize length = (gsize) (bracket - start), rest = comment.length - length;

	if (start[length - 1] == ' ')
		length--;
	const char *at = memchr(start, '@', length);
	if (at) {
		length -= (gsize) (at + 1 - start);
		start = at + 1;
	}
	return g_strstr_len(bracket, (gssize) rest, "(may be forged)") ? NULL
								       : host_name(start, length);
}

static gboolean
comment_begins(Token comment, const char *word)
{
	return comment.kind == TOKEN_COMMENT && comment.length > strlen(word) &&
	       strncmp(comment.start, word, strlen(word)) == 0;
}

/* By which sign of its writer the word of a from clause is the peer's name, not its claim. */
typedef enum {
	WORD_IS_NO_NAME,
	WORD_IS_THE_NAME,
	WORD_NEEDS_EXIM, /* or LMTP */
	WORD_NEEDS_LMTP,
} WordStanding;

/* A line as far as it is read. */
typedef struct {
	MailTrace *trace;
	char *word; /* of the from clause, if it can be a host; what it is worth says standing */
	WordStanding standing;
	gboolean by_seen, with_seen;
	gboolean writers; /* between "by" and the first place where the sender's words may stand */
} Line;

/* What the first comment after the word of a from clause says of it. */
static WordStanding
standing_of(Token comment)
{
	const char *bracket = comment.kind == TOKEN_COMMENT ? find_bracket(comment) : NULL;

	if (bracket == comment.start && bracket)
		return g_strstr_len(bracket, (gssize) comment.length, " helo=") ? WORD_IS_THE_NAME
										: WORD_NEEDS_EXIM;
	/* qmail's word is what the peer's reverse zone says, which nobody has looked up again. */
	if (bracket || comment_begins(comment, "HELO "))
		return WORD_IS_NO_NAME;
	return WORD_NEEDS_LMTP;
}

static void
take_from(Line *line, const char **text)
{
	MailTrace *trace = line->trace;
	Token word = next_token(text);
	const char *ahead = *text;

	if (word.kind != TOKEN_WORD)
		return;
	Token comment = next_token(&ahead);
	const char *bracket = comment.kind == TOKEN_COMMENT ? find_bracket(comment) : NULL;
	line->word = host_name(word.start, word.length);
	line->standing = standing_of(comment);
	if (bracket && bracket != comment.start)
		trace->from = comment_name(comment, bracket);
	if (comment_begins(comment, "HELO ")) /* qmail's address stands in the next one */
		comment = next_token(&ahead);
	if (comment.kind == TOKEN_COMMENT)
		trace->address = comment_address(comment);
}

static void
take_by(Line *line, const char **text)
{
	MailTrace *trace = line->trace;
	Token word = next_token(text);

	if (line->by_seen || word.kind != TOKEN_WORD)
		g_clear_pointer(&trace->by, g_free);
	else
		trace->by = host_name(word.start, word.length);
	line->writers = !line->by_seen;
	line->by_seen = TRUE;
}

/* RFC 2033 section 5: no stranger is spoken to in it; RFC 3848: how it is written. */
static gboolean
is_lmtp(Token protocol)
{
	static const char *const names[] = { "LMTP", "LMTPA", "LMTPS", "LMTPSA" };

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (token_is(protocol, names[i]))
			return TRUE;
	return FALSE;
}

static void
take_with(Line *line, const char **text)
{
	Token protocol = next_token(text);

	if (line->writers && !line->with_seen && line->standing != WORD_IS_NO_NAME &&
		is_lmtp(protocol))
		line->standing = WORD_IS_THE_NAME;
	line->with_seen = TRUE;
}

/* Exim writes an address without "helo=" if what was announced is the name that it found. */
static void
take_comment(Line *line, Token comment)
{
	if (comment_begins(comment, "envelope-from"))
		line->writers = FALSE;
	else if (line->writers && line->standing == WORD_NEEDS_EXIM &&
		 comment_begins(comment, "Exim "))
		line->standing = WORD_IS_THE_NAME;
}

/* After the last ';' outside comments, else, if a comment never closed, the last of all. */
static const char *
find_time(const char *value, const char *last)
{
	if (!last)
		last = strrchr(value, ';');
	return last ? last + 1 : NULL;
}

/* TRUE if the word after this one belongs to it, whatever it looks like. */
static gboolean
begins_other_clause(Token token)
{
	static const char *const keywords[] = { "via", "id", "for" };

	for (gsize i = 0; i < G_N_ELEMENTS(keywords); i++)
		if (token_is(token, keywords[i]))
			return TRUE;
	return FALSE;
}

static void
take_word(Line *line, Token token, gboolean first, const char **text)
{
	if (first && token_is(token, "from")) {
		take_from(line, text);
	} else if (token_is(token, "by")) {
		take_by(line, text);
	} else if (token_is(token, "with")) {
		take_with(line, text);
	} else if (begins_other_clause(token)) {
		next_token(text);
		line->writers = FALSE;
	}
}

MailTrace *
received_parse(const char *value)
{
	Line line = { .trace = g_new0(MailTrace, 1) };
	const char *text = value, *semicolon = NULL;
	gboolean first = TRUE;

	for (Token token = next_token(&text); token.kind != TOKEN_END; token = next_token(&text)) {
		if (token.kind == TOKEN_SEMICOLON)
			semicolon = token.start;
		else if (token.kind == TOKEN_COMMENT)
			take_comment(&line, token);
		else
			take_word(&line, token, first, &text);
		if (token.kind == TOKEN_WORD)
			first = FALSE;
	}
	if (line.standing == WORD_IS_THE_NAME)
		line.trace->from = g_steal_pointer(&line.word);
	g_free(line.word);
	line.trace->time = INSTANT_NONE;
	if (!mail_date_parse(find_time(value, semicolon), &line.trace->time))
		line.trace->time = INSTANT_NONE;
	return line.trace;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Received: lines. The announced name (HELO) and the envelope addresses in a
 * line are the sender's words even when the line is ours, so words are taken
 * clause by clause and never searched for: a HELO of "by", or a comment that
 * holds "by gateway", must not name a writer.
 */
#include "core/received.h"

#include <string.h>

#include "core/mail-date.h"

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

/* Where in a comment "name [address]" has its "[": only in its second word, or NULL. */
static const char *
find_address(const char *comment, gsize length)
{
	const char *bracket = memchr(comment, '[', length);

	if (!bracket || bracket == comment)
		return NULL;
	for (const char *p = comment; p < bracket; p++)
		if (strchr("= ()", *p) && p + 1 != bracket)
			return NULL;
	return bracket;
}

/*
 * The name that the first comment after a from clause vouches for, if it has
 * the form that names one; FALSE says that the clause's own word stands.
 */
static gboolean
comment_get_name(Token comment, char **ret_name)
{
	const char *bracket = find_address(comment.start, comment.length);
	const char *start = comment.start;

	if (!bracket)
		return FALSE;
	gsize length = (gsize) (bracket - start);
	if (start[length - 1] == ' ')
		length--;
	const char *at = memchr(start, '@', length); /* sendmail's ident: user@name */
	if (at) {
		length -= (gsize) (at + 1 - start);
		start = at + 1;
	}
	gboolean forged = g_strstr_len(bracket, (gssize) (comment.start + comment.length - bracket),
				  "(may be forged)") != NULL;
	*ret_name = forged ? NULL : host_name(start, length);
	return TRUE;
}

static void
take_from(MailTrace *trace, const char **text)
{
	Token word = next_token(text);
	const char *ahead = *text;

	if (word.kind != TOKEN_WORD)
		return;
	Token comment = next_token(&ahead);
	char *name = NULL;
	if (comment.kind != TOKEN_COMMENT || !comment_get_name(comment, &name))
		name = host_name(word.start, word.length);
	g_free(trace->from);
	trace->from = name;
}

static void
take_by(MailTrace *trace, const char **text, gboolean *seen)
{
	Token word = next_token(text);

	if (*seen || word.kind != TOKEN_WORD) {
		g_clear_pointer(&trace->by, g_free);
	} else {
		trace->by = host_name(word.start, word.length);
	}
	*seen = TRUE;
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
	static const char *const keywords[] = { "via", "with", "id", "for" };

	for (gsize i = 0; i < G_N_ELEMENTS(keywords); i++)
		if (token_is(token, keywords[i]))
			return TRUE;
	return FALSE;
}

MailTrace *
received_parse(const char *value)
{
	MailTrace *trace = g_new0(MailTrace, 1);
	const char *text = value, *semicolon = NULL;
	gboolean first = TRUE, by_seen = FALSE;

	for (Token token = next_token(&text); token.kind != TOKEN_END; token = next_token(&text)) {
		if (token.kind == TOKEN_SEMICOLON)
			semicolon = token.start;
		else if (first && token_is(token, "from"))
			take_from(trace, &text);
		else if (token_is(token, "by"))
			take_by(trace, &text, &by_seen);
		else if (begins_other_clause(token))
			next_token(&text);
		if (token.kind == TOKEN_WORD)
			first = FALSE;
	}
	trace->time = INSTANT_NONE;
	if (!mail_date_parse(find_time(value, semicolon), &trace->time))
		trace->time = INSTANT_NONE;
	return trace;
}

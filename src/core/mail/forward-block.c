/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Header lines in the text of a mail. Their order and language are the program's
 * that wrote them: Outlook begins with From, Thunderbird with Subject; one stands
 * quoted, another in bold. Must not see one in a form, which has labels too: a
 * block has From, Subject and one more.
 */
#include "core/mail/forward-block.h"

#include <string.h>

#include "core/text.h"

#define CONTINUED_MAX 4    /* lines of one header: long lists of recipients */
#define LINE_CHARS    500  /* of a line that can be a header or a mark */
#define NEAR_LINES    3    /* between the words above and the block */
#define LINES_MAX     5000 /* that are looked at */

typedef enum {
	LABEL_NONE,
	LABEL_FROM = 1 << 0,
	LABEL_DATE = 1 << 1,
	LABEL_TO = 1 << 2,
	LABEL_SUBJECT = 1 << 3,
	LABEL_COPY = 1 << 4,
	LABEL_OTHER = 1 << 5,
} Label;

/* Folded by text_fold(). */
static const struct {
	const char *text;
	Label label;
} labels[] = {
	{ "fran", LABEL_FROM },
	{ "from", LABEL_FROM },
	{ "fra", LABEL_FROM },
	{ "avsandare", LABEL_FROM },
	{ "skickat", LABEL_DATE },
	{ "sent", LABEL_DATE },
	{ "datum", LABEL_DATE },
	{ "date", LABEL_DATE },
	{ "sendt", LABEL_DATE },
	{ "dato", LABEL_DATE },
	{ "till", LABEL_TO },
	{ "to", LABEL_TO },
	{ "til", LABEL_TO },
	{ "amne", LABEL_SUBJECT },
	{ "arende", LABEL_SUBJECT },
	{ "subject", LABEL_SUBJECT },
	{ "emne", LABEL_SUBJECT },
	{ "kopia", LABEL_COPY },
	{ "kopi", LABEL_COPY },
	{ "kopia till", LABEL_COPY },
	{ "cc", LABEL_COPY },
	{ "bcc", LABEL_COPY },
	{ "svar till", LABEL_COPY },
	{ "reply-to", LABEL_COPY },
	{ "prioritet", LABEL_OTHER },
	{ "importance", LABEL_OTHER },
	{ "bilagor", LABEL_OTHER },
	{ "attachments", LABEL_OTHER },
};

/* Words above a mail that is passed on, and above no answer. Folded. */
static const char *const marks[] = { "vidarebefordrat meddelande", "vidarebefordrat brev",
	"vidarebefordrat mejl", "vidarebefordrat mail", "vidarebefordrat e-postmeddelande",
	"vidarebefordrat av", "forwarded message", "forwarded by", "forwarded mail" };

/* A block as far as it was read. */
typedef struct {
	guint has; /* Label bits */
	guint continued;
	Label open; /* the label that a line may continue */
	char *from, *subject;
} Block;

static void
block_clear(Block *block)
{
	g_free(block->from);
	g_free(block->subject);
	*block = (Block){ 0 };
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Block, block_clear)

void
forward_block_clear(ForwardBlock *block)
{
	g_clear_pointer(&block->name, g_free);
	g_clear_pointer(&block->address, g_free);
	g_clear_pointer(&block->subject, g_free);
}

/* The next line without marks of quotation and bold, at most LINE_CHARS. g_free() it. */
static char *
take_line(const char **next)
{
	const char *begin = *next, *end = begin + strcspn(begin, "\n");

	*next = *end ? end + 1 : NULL;
	while (begin < end && strchr("> \t\r", *begin))
		begin++;
	g_autofree char *part = g_strndup(begin, MIN((gsize) (end - begin), LINE_CHARS));
	g_autofree char *line = text_to_line(part, 0);
	char *out = line;
	for (const char *p = line; *p; p++)
		if (*p != '*')
			*out++ = *p;
	*out = '\0';
	return text_squeeze(line);
}

/* The label that line begins with; ret_value: what stands behind it. */
static Label
label_of(const char *line, const char **ret_value)
{
	const char *colon = strchr(line, ':');

	if (!colon || colon - line > 20)
		return LABEL_NONE;
	g_autofree char *word = g_strndup(line, (gsize) (colon - line));
	g_autofree char *folded = text_fold(word);
	for (gsize i = 0; i < G_N_ELEMENTS(labels); i++)
		if (strcmp(g_strstrip(folded), labels[i].text) == 0) {
			*ret_value = colon + 1 + strspn(colon + 1, " ");
			return labels[i].label;
		}
	return LABEL_NONE;
}

static void
set_value(char **value, const char *text)
{
	if (*value || !*text)
		return;
	*value = g_strdup(text);
}

static gboolean
is_whole(const Block *block)
{
	return block->from && (block->has & LABEL_SUBJECT) &&
	       (block->has & (LABEL_DATE | LABEL_TO));
}

/* TRUE as long as the block goes on with line. */
static gboolean
take_header(Block *block, const char *line)
{
	const char *value = line;
	Label label = label_of(line, &value);

	if (label == LABEL_FROM && block->from)
		return FALSE; /* of the mail below */
	if (label != LABEL_NONE) {
		block->has |= label;
		block->open = label;
		block->continued = 0;
	} else if (!block->has)
		return FALSE;
	else if (!*line) /* HTML has an empty line between, or it is the end */
		return !is_whole(block);
	else if (++block->continued > CONTINUED_MAX)
		return FALSE;
	if (block->open == LABEL_FROM)
		set_value(&block->from, value);
	if (block->open == LABEL_SUBJECT)
		set_value(&block->subject, value);
	return TRUE;
}

gboolean
forward_block_is_mark(const char *line)
{
	g_autofree char *folded = text_fold(line);

	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
		if (strstr(folded, marks[i]))
			return TRUE;
	return FALSE;
}

/* The first word of value that is an address; a host without a dot is Notes'. */
static char *
find_address(const char *value)
{
	g_auto(GStrv) words = g_strsplit_set(value, " <>[]();,\"'", -1);

	for (guint i = 0; words[i]; i++) {
		const char *word = words[i];

		if (g_ascii_strncasecmp(word, "mailto:", strlen("mailto:")) == 0)
			word += strlen("mailto:");
		const char *host = strrchr(word, '@');
		if (host && strchr(host, '.') && text_is_address(word))
			return g_strdup(word);
	}
	return NULL;
}

static char *
find_name(const char *value, const char *address)
{
	const char *end = value + strcspn(value, "<[");
	const char *at = address ? strstr(value, address) : NULL;

	if (at && at < end)
		end = at;
	g_autofree char *name = g_strndup(value, (gsize) (end - value));
	char *begin = name + strspn(name, " \"'(");
	for (char *last = begin + strlen(begin); last > begin && strchr(" \"'(", last[-1]);)
		*--last = '\0';
	return *begin ? g_strdup(begin) : NULL;
}

/*
 * Only lines with a colon are looked at: to clean each line costs more than all
 * else. No further than until it is known, or a text of many blocks would be
 * gone through for each of them.
 */
static gboolean
may_hold_block(const char *text)
{
	const guint wanted = LABEL_FROM | LABEL_SUBJECT;
	guint has = 0;

	for (const char *next = text, *colon;
		(has & wanted) != wanted && next && (colon = strchr(next, ':'));) {
		const char *before = memrchr(next, '\n', (gsize) (colon - next)), *value;

		if (before)
			next = before + 1;
		g_autofree char *line = take_line(&next);
		has |= label_of(line, &value);
	}
	return (has & wanted) == wanted;
}

gboolean
forward_block_find(const char *text, gboolean said, ForwardBlock *ret_block)
{
	g_auto(Block) block = { 0 };
	guint since_mark = G_MAXUINT;
	const char *begin = text;
	const char *next = may_hold_block(text) ? text : NULL;

	for (guint lines = 0; next && lines < LINES_MAX; lines++) {
		const char *here = next;
		g_autofree char *line = take_line(&next);

		if (!block.has)
			begin = here;
		gboolean taken = take_header(&block, line);
		if (taken && next)
			continue;
		if (is_whole(&block) && (said || since_mark <= NEAR_LINES)) {
			ret_block->address = find_address(block.from);
			ret_block->name = find_name(block.from, ret_block->address);
			ret_block->subject = g_steal_pointer(&block.subject);
			ret_block->begin = begin;
			ret_block->end = taken ? here + strlen(here) : here;
			return ret_block->name || ret_block->address;
		}
		block_clear(&block);
		begin = here;
		if (take_header(&block, line))
			continue;
		if (forward_block_is_mark(line))
			since_mark = 0;
		else if (*line && since_mark != G_MAXUINT)
			since_mark++;
	}
	return FALSE;
}

/* TRUE if a list goes on in the next line. */
static gboolean
goes_on(const char *value)
{
	return !*value || strchr(",;", value[strlen(value) - 1]);
}

/* TRUE if line is of the block; begins: the label of its first line. */
static gboolean
goes_on_with(Block *block, const char *line, Label begins)
{
	const char *value;

	if (g_str_has_prefix(line, "--")) /* drawn above another block */
		return FALSE;
	if (is_whole(block))
		return !*line || (label_of(line, &value) != LABEL_NONE && begins != LABEL_FROM);
	return take_header(block, line);
}

gboolean
forward_block_begins(const char *text)
{
	g_auto(Block) block = { 0 };
	const char *next = text, *value;
	g_autofree char *first = take_line(&next);
	Label begins = label_of(first, &value);
	gboolean listed = FALSE;

	if (!(begins & (LABEL_FROM | LABEL_SUBJECT | LABEL_DATE)) || !take_header(&block, first))
		return FALSE;
	while (next) {
		g_autofree char *line = take_line(&next);
		Label label = label_of(line, &value);

		/* A person's own line above a block that has that header, too; or between labels.
		 */
		if (begins != LABEL_FROM && !is_whole(&block) && *line && label == LABEL_NONE &&
			!listed)
			return FALSE;
		if (begins != LABEL_FROM && label == begins)
			return FALSE;
		listed = *line && goes_on(line);
		if (!goes_on_with(&block, line, begins))
			break;
	}
	return is_whole(&block);
}

/* Appends the lines of block but those that say who got the mail, or passed it on. */
static void
append_others(GString *out, const ForwardBlock *block)
{
	guint left_out = LABEL_TO | LABEL_COPY;
	gboolean open = FALSE;

	if (forward_subject(block->subject) == FORWARD_SUBJECT_FORWARD)
		left_out |= LABEL_FROM;
	for (const char *here = block->begin, *next = here; here < block->end; here = next) {
		g_autofree char *line = take_line(&next);
		const char *value = line;
		Label label = label_of(line, &value);

		if (!next)
			next = block->end;
		if (label == LABEL_NONE ? !open || !*line : !(label & left_out)) {
			g_string_append_len(out, here, next - here);
			open = FALSE;
		} else
			open = goes_on(value);
	}
}

char *
forward_block_leave_out(const char *text)
{
	GString *out = NULL;

	for (;;) {
		g_auto(ForwardBlock) block = { 0 };

		if (!forward_block_find(text, TRUE, &block))
			break;
		if (!out)
			out = g_string_new(NULL);
		g_string_append_len(out, text, block.begin - text);
		append_others(out, &block);
		text = block.end;
	}
	if (!out)
		return NULL;
	g_string_append(out, text);
	return g_string_free(out, FALSE);
}

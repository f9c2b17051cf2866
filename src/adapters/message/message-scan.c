/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts what makes a MIME parser slow, line by line with memchr(). Looks at
 * the whole of a line only inside header blocks, so that the base64 of an
 * attachment costs next to nothing. Must never allocate.
 */
#include "adapters/message/message-scan.h"

#include <stddef.h>
#include <string.h>

static const MessageLimits default_limits = {
	.header_bytes = 256 * 1024,
	.header_lines = 2000,
	.line_bytes = 64 * 1024,
	.field_bytes = 128 * 1024,
	.field_colons = 1000,
	.field_semicolons = 1000,
	.marks = 200000,
	.boundaries = 5000,
	.part_header_lines = 20000,
	.part_header_bytes = 4 * 1024 * 1024,
};

typedef enum { BLOCK_TOP, BLOCK_PART, BLOCK_NONE } Block;

typedef struct {
	MessageScan scan;
	const MessageLimits *limits;
	Block block;
	gboolean speaks_of_message; /* the block may announce a message within */
	gboolean speaks_of_digest;  /* any block may */
	gboolean in_type;           /* the header that is being read is Content-Type: */
	gsize field;                /* its bytes */
	gsize colons;
	gsize semicolons;
} Scanner;

typedef struct {
	const char *start;
	gsize offset; /* in the mail */
	gsize length; /* with its line end */
} Line;

static gboolean
line_is_empty(const Line *line)
{
	return line->start[0] == '\n' || (line->start[0] == '\r' && line->length == 2);
}

/* word: lower-case, looked for in any case. */
static gboolean
line_has_word(const Line *line, const char *word)
{
	gsize length = strlen(word);

	for (gsize i = 0; i + length <= line->length; i++)
		if ((line->start[i] | 0x20) == word[0] &&
			g_ascii_strncasecmp(line->start + i, word, length) == 0)
			return TRUE;
	return FALSE;
}

static gsize
count_bytes(const char *data, gsize length, char wanted)
{
	gsize count = 0;

	for (const char *end = data + length; (data = memchr(data, wanted, (gsize) (end - data)));
		data++)
		count++;
	return count;
}

static gsize
count_marks(const Line *line, char mark)
{
	return count_bytes(line->start, line->length, mark);
}

static gboolean
line_has_eight_bit(const Line *line)
{
	for (gsize i = 0; i < line->length; i++)
		if ((guchar) line->start[i] & 0x80)
			return TRUE;
	return FALSE;
}

static void
check(Scanner *scanner, gboolean within, MessageLimit limit)
{
	if (!within && !scanner->scan.exceeded)
		scanner->scan.exceeded = limit;
}

static void
begin_count(Scanner *scanner)
{
	scanner->field = scanner->colons = scanner->semicolons = 0;
}

/* A block's first line begins a header whatever it looks like. */
static void
begin_field(Scanner *scanner, const Line *line)
{
	gboolean goes_on = line->start[0] == ' ' || line->start[0] == '\t';

	if (goes_on && scanner->field)
		return;
	if (scanner->block == BLOCK_TOP)
		scanner->scan.safe_end = line->offset;
	begin_count(scanner);
	scanner->in_type = line_has_word(line, "content-type");
}

static void
check_field(Scanner *scanner, const Line *line)
{
	check(scanner, line->length <= scanner->limits->line_bytes, MESSAGE_LIMIT_LINE_BYTES);
	check(scanner, scanner->field <= scanner->limits->field_bytes, MESSAGE_LIMIT_FIELD_BYTES);
	check(scanner, scanner->colons <= scanner->limits->field_colons,
		MESSAGE_LIMIT_FIELD_COLONS);
	check(scanner, scanner->semicolons <= scanner->limits->field_semicolons,
		MESSAGE_LIMIT_FIELD_SEMICOLONS);
	check(scanner, scanner->scan.marks <= scanner->limits->marks, MESSAGE_LIMIT_MARKS);
}

static void
measure_field(Scanner *scanner, const Line *line)
{
	MessageScan *scan = &scanner->scan;
	gsize colons = count_marks(line, ':'), semicolons = count_marks(line, ';');

	begin_field(scanner, line);
	if (scanner->in_type) {
		scanner->speaks_of_message |= line_has_word(line, "message");
		scanner->speaks_of_digest |= line_has_word(line, "digest");
	}
	scanner->field += line->length;
	scanner->colons += colons;
	scanner->semicolons += semicolons;
	scan->marks += colons + semicolons + count_marks(line, ',');
	scan->longest_field = MAX(scan->longest_field, scanner->field);
	scan->most_colons = MAX(scan->most_colons, scanner->colons);
	scan->most_semicolons = MAX(scan->most_semicolons, scanner->semicolons);
	scan->longest_line = MAX(scan->longest_line, line->length);
	check_field(scanner, line);
}

static void
scan_top_line(Scanner *scanner, const Line *line)
{
	const MessageLimits *limits = scanner->limits;
	MessageScan *scan = &scanner->scan;

	measure_field(scanner, line);
	scan->header_end = line->offset + line->length;
	scan->header_lines++;
	scan->eight_bit_headers = scan->eight_bit_headers || line_has_eight_bit(line);
	check(scanner, scan->header_end <= limits->header_bytes, MESSAGE_LIMIT_HEADER_BYTES);
	check(scanner, scan->header_lines <= limits->header_lines, MESSAGE_LIMIT_HEADER_LINES);
}

static void
scan_part_line(Scanner *scanner, const Line *line)
{
	const MessageLimits *limits = scanner->limits;
	MessageScan *scan = &scanner->scan;

	measure_field(scanner, line);
	scan->part_header_lines++;
	scan->part_header_bytes += line->length;
	check(scanner, scan->part_header_lines <= limits->part_header_lines,
		MESSAGE_LIMIT_PART_HEADER_LINES);
	check(scanner, scan->part_header_bytes <= limits->part_header_bytes,
		MESSAGE_LIMIT_PART_HEADER_BYTES);
}

static void
end_block(Scanner *scanner, const Line *line)
{
	if (scanner->block == BLOCK_TOP) {
		scanner->scan.header_end = line->offset + line->length;
		scanner->scan.safe_end = scanner->scan.header_end;
	}
	scanner->block =
		scanner->speaks_of_message || scanner->speaks_of_digest ? BLOCK_PART : BLOCK_NONE;
	scanner->speaks_of_message = scanner->in_type = FALSE;
	begin_count(scanner);
}

static void
scan_line(Scanner *scanner, const Line *line)
{
	if (scanner->block != BLOCK_TOP && line->length > 2 && line->start[0] == '-' &&
		line->start[1] == '-') {
		scanner->block = BLOCK_PART;
		scanner->speaks_of_message = scanner->in_type = FALSE;
		begin_count(scanner);
		scanner->scan.boundaries++;
		check(scanner, scanner->scan.boundaries <= scanner->limits->boundaries,
			MESSAGE_LIMIT_BOUNDARIES);
		return;
	}
	if (scanner->block == BLOCK_NONE)
		return;
	if (line_is_empty(line)) {
		end_block(scanner, line);
		return;
	}
	if (scanner->block == BLOCK_TOP)
		scan_top_line(scanner, line);
	else
		scan_part_line(scanner, line);
}

/*
 * Outside of header blocks only lines that begin with "-" are looked at: the
 * next one's place. base64 has no "-", so that an attachment is passed over at
 * one go.
 */
static gsize
skip_to_dash(const char *data, gsize offset, gsize length)
{
	while (offset < length && data[offset] != '-') {
		const char *dash = memchr(data + offset, '-', length - offset);

		if (!dash)
			return length;
		if (dash[-1] == '\n')
			return (gsize) (dash - data);
		const char *end = memchr(dash, '\n', length - (gsize) (dash - data));
		if (!end)
			return length;
		offset = (gsize) (end - data) + 1;
	}
	return offset;
}

MessageScan
message_scan(const void *data, gsize length, const MessageLimits *limits)
{
	Scanner scanner = { .limits = limits ? limits : &default_limits };

	for (gsize offset = 0; offset < length && !scanner.scan.exceeded;) {
		if (scanner.block == BLOCK_NONE &&
			(offset = skip_to_dash(data, offset, length)) == length)
			break;
		const char *start = (const char *) data + offset;
		const char *end = memchr(start, '\n', length - offset);
		Line line = { start, offset, end ? (gsize) (end - start) + 1 : length - offset };

		scan_line(&scanner, &line);
		offset += line.length;
	}
	if (scanner.block == BLOCK_TOP && !scanner.scan.exceeded)
		scanner.scan.safe_end = length; /* headers only */
	scanner.scan.nul_bytes = length ? count_bytes(data, length, '\0') : 0;
	return scanner.scan;
}

const MessageLimits *
message_scan_default_limits(void)
{
	return &default_limits;
}

static const struct {
	gsize offset; /* of the limit in MessageLimits */
	const char *what;
} descriptions[MESSAGE_LIMIT_COUNT] = {
	[MESSAGE_LIMIT_HEADER_BYTES] = { offsetof(MessageLimits, header_bytes),
		"bytes of headers" },
	[MESSAGE_LIMIT_HEADER_LINES] = { offsetof(MessageLimits, header_lines), "header lines" },
	[MESSAGE_LIMIT_LINE_BYTES] = { offsetof(MessageLimits, line_bytes),
		"bytes in one header line" },
	[MESSAGE_LIMIT_FIELD_BYTES] = { offsetof(MessageLimits, field_bytes),
		"bytes in one header" },
	[MESSAGE_LIMIT_FIELD_COLONS] = { offsetof(MessageLimits, field_colons),
		"colons in one header" },
	[MESSAGE_LIMIT_FIELD_SEMICOLONS] = { offsetof(MessageLimits, field_semicolons),
		"semicolons in one header" },
	[MESSAGE_LIMIT_MARKS] = { offsetof(MessageLimits, marks),
		"colons, commas and semicolons in its headers" },
	[MESSAGE_LIMIT_BOUNDARIES] = { offsetof(MessageLimits, boundaries), "boundary lines" },
	[MESSAGE_LIMIT_PART_HEADER_LINES] = { offsetof(MessageLimits, part_header_lines),
		"header lines in its parts" },
	[MESSAGE_LIMIT_PART_HEADER_BYTES] = { offsetof(MessageLimits, part_header_bytes),
		"bytes of headers in its parts" },
};

char *
message_scan_describe(MessageLimit limit, const MessageLimits *limits)
{
	const char *base = (const char *) (limits ? limits : &default_limits);
	gsize most = 0;

	g_return_val_if_fail(limit > MESSAGE_LIMIT_NONE && limit < MESSAGE_LIMIT_COUNT, NULL);
	memcpy(&most, base + descriptions[limit].offset, sizeof(most));
	return g_strdup_printf("more than %" G_GSIZE_FORMAT " %s", most, descriptions[limit].what);
}

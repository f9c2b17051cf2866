/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base64 by the wide words of x86 (AVX2), after W. Muła and D. Lemire, "Faster
 * Base64 Encoding and Decoding Using AVX2 Instructions" (ACM Transactions on the
 * Web 12 (3), 2018). Whether a character belongs is asked of the two halves of
 * its code, each in a table of 16; what is added to it to get its six bits
 * depends on the upper half alone, but for "/".
 */
#include "adapters/message/message-base64-wide.h"

#ifdef __x86_64__
#include <immintrin.h>

#define BLOCK 32

/* The same 16 bytes in both halves of the word. */
#define TWICE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

/* Puts the six bits of the 32 characters of word next to each other: 24 bytes at out. */
__attribute__((target("avx2"))) static void
pack(__m256i word, guint8 *out)
{
	__m256i pairs = _mm256_maddubs_epi16(word, _mm256_set1_epi32(0x01400140));
	__m256i fours = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00011000));
	__m256i turned = _mm256_shuffle_epi8(
		fours, TWICE(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1));
	__m256i packed =
		_mm256_permutevar8x32_epi32(turned, _mm256_setr_epi32(0, 1, 2, 4, 5, 6, -1, -1));

	/* The last eight are nothing, and overwritten by what comes next. */
	_mm256_storeu_si256((__m256i *) (gpointer) out, packed);
}

__attribute__((target("avx2"))) static gsize
decode(const guint8 *in, gsize length, guint8 *out)
{
	const __m256i bad_low = TWICE(0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11,
		0x13, 0x1a, 0x1b, 0x1b, 0x1b, 0x1a);
	const __m256i bad_high = TWICE(0x10, 0x10, 0x01, 0x02, 0x04, 0x08, 0x04, 0x08, 0x10, 0x10,
		0x10, 0x10, 0x10, 0x10, 0x10, 0x10);
	const __m256i shifts = TWICE(0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0);
	const __m256i slash = _mm256_set1_epi8('/'); /* as a mask, too: the lower half */
	gsize i = 0;

	for (; i + BLOCK <= length; i += BLOCK) {
		__m256i word = _mm256_loadu_si256((const __m256i *) (gconstpointer) (in + i));
		__m256i high = _mm256_and_si256(_mm256_srli_epi32(word, 4), slash);
		__m256i low = _mm256_and_si256(word, slash);
		__m256i is_slash = _mm256_cmpeq_epi8(word, slash);

		if (!_mm256_testz_si256(
			    _mm256_shuffle_epi8(bad_low, low), _mm256_shuffle_epi8(bad_high, high)))
			break;
		__m256i shift = _mm256_shuffle_epi8(shifts, _mm256_add_epi8(is_slash, high));
		pack(_mm256_add_epi8(word, shift), out + i / 4 * 3);
	}
	return i;
}

gsize
message_base64_wide(const guint8 *in, gsize length, guint8 *out)
{
	return length >= BLOCK && __builtin_cpu_supports("avx2") ? decode(in, length, out) : 0;
}
#else
gsize
message_base64_wide(
	const guint8 *in G_GNUC_UNUSED, gsize length G_GNUC_UNUSED, guint8 *out G_GNUC_UNUSED)
{
	return 0;
}
#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * What in a report calls for care before anybody is told of it. The words are
 * data (conf/words); the flags are questions to a person.
 */
typedef enum {
	SENSITIVE_WHISTLEBLOWER,      /* lag (2021:890): belongs to another channel */
	SENSITIVE_PROTECTED_IDENTITY, /* a mark in the population register (OSL 22 kap. 1 §) */
	SENSITIVE_COUNT
} Sensitive;

typedef struct {
	GPtrArray *phrases[SENSITIVE_COUNT]; /* char *, folded; a final * is any ending */
} SensitiveWords;

SensitiveWords *sensitive_words_new(void);
void sensitive_words_free(SensitiveWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SensitiveWords, sensitive_words_free)

/* FALSE if phrase holds no letter or digit: then nothing is added. */
gboolean sensitive_words_add(
	SensitiveWords *words, Sensitive kind, const char *phrase) G_GNUC_WARN_UNUSED_RESULT;

/* Bits, 1 << Sensitive, of what stands in text, folded by text_fold(); both may be NULL. */
guint sensitive_find(const SensitiveWords *words, const char *text);

/* The flag of lexsarah(1), "possible_whistleblower". Static. */
const char *sensitive_flag(Sensitive kind);

/* What the flag says of a case. Static, Swedish. */
const char *sensitive_message(Sensitive kind);

/* Name of the list in conf/words, "whistleblower". Static. */
const char *sensitive_name(Sensitive kind);

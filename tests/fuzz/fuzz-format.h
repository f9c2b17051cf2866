/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "reader/format.h"

/*
 * Any bytes as a file of a format: it gives a reason, or a document of text
 * that is text, or members that have names.
 */
void fuzz_format(const Format *format, GBytes *content);

/* The bytes as a file, borrowed from the fuzzer. */
GBytes *fuzz_file(const uint8_t *data, size_t size);

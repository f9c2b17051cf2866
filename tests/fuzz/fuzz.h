/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/*
 * What a fuzz target defines. With clang's -fsanitize=fuzzer the first is the
 * target as it stands; with replay.c it is an ordinary test.
 */

/* Reads the bytes and checks what must always hold; always returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/*
 * Loads what is loaded once, before the first input: libFuzzer takes the time of the first for its
 * own. A target need not have one.
 */
int LLVMFuzzerInitialize(int *argc, char ***argv) __attribute__((weak));

/* Folder of tests/corpus with its first inputs. */
extern const char fuzz_corpus[];

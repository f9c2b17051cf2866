/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader/relay.h"

/*
 * The main() of the programs that read files: usage is NAME [--forms DIR], the requests come
 * by standard input. elsewhere makes what reads what the program itself leaves.
 */
int reader_run(int argc, char **argv, Relay *(*elsewhere)(const Service *service));

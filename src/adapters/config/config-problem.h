/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libconfig.h>

/*
 * What is wrong with a configuration file, collected while it is checked.
 * Problems name a key by its path, "boards[0].mailbox.tls"; file and line are
 * looked up from it.
 */
typedef struct {
	const config_t *config; /* borrowed */
	const char *file;       /* as the user gave it, borrowed */
	const char *folder;     /* where relative paths begin, absolute, borrowed */
	GPtrArray *found;       /* ConfigProblem *, owned: nothing runs with one */
	GPtrArray *doubted;     /* the same for what is lawful and asks for trouble */
} ConfigCheck;

void config_check_init(
	ConfigCheck *check, const config_t *config, const char *file, const char *folder);
void config_check_clear(ConfigCheck *check);

/*
 * Notes a problem at the key of that path; if there is no such key, at the
 * group in which it is missing. "" is the file itself.
 */
#define config_problem_add(check, path, ...)                                                       \
	config_problem_note((check), (check)->found, (path), __VA_ARGS__)

/* The same for what is lawful, and is hardly meant so. */
#define config_problem_warn(check, path, ...)                                                      \
	config_problem_note((check), (check)->doubted, (path), __VA_ARGS__)

/* The same for a list of check; format and what follows as of printf(3). */
void config_problem_note(const ConfigCheck *check, GPtrArray *list, const char *path,
	const char *format, ...) G_GNUC_PRINTF(4, 5);

/*
 * The path of a file as libconfig names it: file itself, or one that it
 * includes, which libconfig names without its folder. g_free() it.
 */
char *config_problem_source(const char *file, const char *folder, const char *named);

/* The setting of that path, or NULL. Borrowed. */
config_setting_t *config_problem_find(const ConfigCheck *check, const char *path);

/*
 * All problems as lines "FILE:LINE: KEY: what is wrong", in the order in which
 * they stand in the file. char *, full ownership.
 */
GPtrArray *config_problem_list(ConfigCheck *check);

/* The same for the warnings. */
GPtrArray *config_problem_list_warnings(ConfigCheck *check);

/* The value of a setting for a message: "\"off\"", "5", "a group { }". g_free() it. */
char *config_problem_quote(const config_setting_t *setting);

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/*
 * Which keys the configuration has, as data: each group of lexsarah.conf is a
 * table of keys, and a new key is one row, one paragraph in lexsarah.conf(5)
 * and one line in conf/lexsarah.conf (a test compares the three).
 */

typedef enum {
	CONFIG_TEXT,     /* char *, not empty */
	CONFIG_OPTIONAL, /* char *; an empty text is as good as no key */
	CONFIG_ID,       /* char *, letters, digits, - and _ */
	CONFIG_PATH,     /* char *, made absolute from the configuration file's folder */
	CONFIG_ADDRESS,  /* char *, a mail address */
	CONFIG_DOMAIN,   /* char *, lower-case, with a dot */
	CONFIG_HOST,     /* char *, lower-case */
	CONFIG_WORD,     /* char *, without white space */
	CONFIG_DATE,     /* char *, YYYY-MM-DD */
	CONFIG_DAY,      /* CivilDate, written as CONFIG_DATE */
	CONFIG_TIME,     /* guint, minutes after midnight, written as HH:MM */
	CONFIG_SPAN,     /* char *, of clock_span_parse() */
	CONFIG_STEP,     /* char *, of clock_step_parse() */
	CONFIG_URL,      /* char *, of one of the schemes in choices */
	CONFIG_SECRET,   /* char *, never quoted in a message */
	CONFIG_CHOICE,   /* char *, one of choices */
	CONFIG_ENUM,     /* int, the index in choices */
	CONFIG_AFTER,    /* after and after_folder of MailboxSettings */
	CONFIG_BOOL,     /* gboolean */
	CONFIG_NUMBER,   /* guint from min to max */
	CONFIG_WORDS,    /* char **, texts in [ ], at least min */
	CONFIG_LIST,     /* GPtrArray of char *, texts of element_kind in [ ], at least min */
	CONFIG_GROUP,    /* a struct within the struct, { } */
	CONFIG_GROUPS,   /* GPtrArray of structs, ( ), at least min */
	CONFIG_KIND_COUNT
} ConfigKind;

typedef struct ConfigGroup ConfigGroup;

typedef struct {
	const char *name;
	ConfigKind kind;
	gboolean required;
	gsize offset;               /* in the struct of the group */
	const char *right;          /* what would be right; NULL: the kind's own words */
	const char *fallback;       /* text if the key is missing, or NULL */
	guint min, max;             /* of a number; of a list min is its least length */
	const char *beside;         /* name of a fallback folder in the build folder, or NULL */
	guint fallback_number;      /* number if the key is missing */
	const char *const *choices; /* NULL-terminated; of an URL its schemes */
	ConfigKind element_kind;    /* of CONFIG_LIST; its choices are above */
	const ConfigGroup *group;   /* of CONFIG_GROUP and CONFIG_GROUPS */
} ConfigKey;

struct ConfigGroup {
	const ConfigKey *keys;
	gsize n_keys;
	const ConfigGroup *also; /* more keys of the same struct, or NULL */
	const char *short_key;   /* a plain text instead of { } sets this key, or NULL */
	gsize size;              /* of the struct, for CONFIG_GROUPS */
	GDestroyNotify free;     /* of the struct, for CONFIG_GROUPS */
};

/* The group that is the file itself; its struct is Settings. */
const ConfigGroup *config_schema_root(void);

/* The key of that name in group or its also, or NULL. */
const ConfigKey *config_schema_find(const ConfigGroup *group, const char *name);

/* The key most like name, for "did you mean", or NULL if none is near. Static. */
const char *config_schema_nearest(const ConfigGroup *group, const char *name);

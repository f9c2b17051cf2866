# SPDX-License-Identifier: GPL-3.0-or-later
# Sources in dependency order: core <- ports <- adapters <- reader <- daemon, cli.

noinst_LIBRARIES += libcore.a
libcore_a_SOURCES = \
	src/core/date.c \
	src/core/date.h \
	src/core/error.c \
	src/core/error.h \
	src/core/mail.c \
	src/core/mail.h \
	src/core/notice.c \
	src/core/notice.h \
	src/core/privacy.c \
	src/core/privacy.h \
	src/core/settings.c \
	src/core/settings.h \
	src/core/text.c \
	src/core/text.h

noinst_LIBRARIES += libadapters.a
libadapters_a_SOURCES = \
	src/adapters/compose-gmime.c \
	src/adapters/compose-gmime.h \
	src/adapters/template-check.c \
	src/adapters/template-check.h \
	src/adapters/template-parse.c \
	src/adapters/template-parse.h \
	src/adapters/template-renderer.c \
	src/adapters/template-renderer.h \
	src/adapters/template.c \
	src/adapters/template.h

core_libs = libcore.a $(GLIB_LIBS)
adapter_libs = libadapters.a libcore.a $(GMIME_LIBS) $(GLIB_LIBS)

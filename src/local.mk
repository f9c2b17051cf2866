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
	src/core/settings.c \
	src/core/settings.h \
	src/core/text.c \
	src/core/text.h

core_libs = libcore.a $(GLIB_LIBS)

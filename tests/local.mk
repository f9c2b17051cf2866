# SPDX-License-Identifier: GPL-3.0-or-later
# Tests speak TAP; each case is a line of its own.
TEST_EXTENSIONS = .sh
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
AM_TESTS_ENVIRONMENT = \
	G_DEBUG=fatal-warnings; export G_DEBUG; \
	top_srcdir='$(abs_top_srcdir)'; export top_srcdir; \
	top_builddir='$(abs_top_builddir)'; export top_builddir; \
	SANITIZERS='$(enable_sanitizers)'; export SANITIZERS; \
	FAULT_POINTS='$(enable_fault_points)'; export FAULT_POINTS; \
	CC='$(CC)'; export CC;

unit_tests = \
	tests/unit/test-date \
	tests/unit/test-text

tests_unit_test_date_SOURCES = tests/unit/test-date.c
tests_unit_test_date_LDADD = $(core_libs)
tests_unit_test_text_SOURCES = tests/unit/test-text.c
tests_unit_test_text_LDADD = $(core_libs)

check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)

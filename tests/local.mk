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
	COVERAGE='$(enable_coverage)'; export COVERAGE; \
	CC='$(CC)'; export CC;

# For tests that include tests/support.
test_cppflags = $(AM_CPPFLAGS) -I$(top_srcdir)/tests

unit_tests = \
	tests/fuzz/fuzz-template \
	tests/unit/test-compose \
	tests/unit/test-date \
	tests/unit/test-notice \
	tests/unit/test-privacy \
	tests/unit/test-template \
	tests/unit/test-template-renderer \
	tests/unit/test-imap-parse \
	tests/unit/test-text

tests_fuzz_fuzz_template_SOURCES = tests/fuzz/fuzz-template.c
tests_fuzz_fuzz_template_LDADD = $(adapter_libs)
tests_unit_test_compose_SOURCES = tests/unit/test-compose.c
tests_unit_test_compose_LDADD = $(adapter_libs)
	tests/unit/test-config \
	tests/unit/test-config-mistakes \
	tests/unit/test-date \
	tests/unit/test-log \
	tests/unit/test-secret \
	tests/unit/test-text

config_folder = tests/support/config-folder.c tests/support/config-folder.h
tests_unit_test_config_SOURCES = tests/unit/test-config.c $(config_folder)
tests_unit_test_config_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_unit_test_config_LDADD = $(config_libs)
tests_unit_test_config_mistakes_SOURCES = tests/unit/test-config-mistakes.c $(config_folder)
tests_unit_test_config_mistakes_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_unit_test_config_mistakes_LDADD = $(config_libs)
tests_unit_test_log_SOURCES = tests/unit/test-log.c
tests_unit_test_log_LDADD = $(log_libs)
tests_unit_test_secret_SOURCES = tests/unit/test-secret.c
tests_unit_test_secret_LDADD = $(config_libs)
tests_unit_test_date_SOURCES = tests/unit/test-date.c
tests_unit_test_date_LDADD = $(core_libs)
tests_unit_test_notice_SOURCES = tests/unit/test-notice.c
tests_unit_test_notice_LDADD = $(core_libs)
tests_unit_test_privacy_SOURCES = tests/unit/test-privacy.c
tests_unit_test_privacy_LDADD = $(adapter_libs)
tests_unit_test_template_SOURCES = tests/unit/test-template.c
tests_unit_test_template_LDADD = $(adapter_libs)
tests_unit_test_template_renderer_SOURCES = tests/unit/test-template-renderer.c
tests_unit_test_template_renderer_LDADD = $(adapter_libs)
	tests/unit/test-arrival \
	tests/unit/test-date \
	tests/unit/test-digest \
	tests/unit/test-mail-date \
	tests/unit/test-message \
	tests/unit/test-message-limits \
	tests/unit/test-received \
	tests/unit/test-text

tests_unit_test_arrival_SOURCES = tests/unit/test-arrival.c
tests_unit_test_arrival_LDADD = $(core_libs)
tests_unit_test_date_SOURCES = tests/unit/test-date.c
tests_unit_test_date_LDADD = $(core_libs)
tests_unit_test_digest_SOURCES = tests/unit/test-digest.c
tests_unit_test_digest_LDADD = $(adapters_libs)
tests_unit_test_mail_date_SOURCES = tests/unit/test-mail-date.c
tests_unit_test_mail_date_LDADD = $(core_libs)
tests_unit_test_message_SOURCES = tests/unit/test-message.c tests/support/mail-check.h
tests_unit_test_message_CPPFLAGS = $(test_cppflags)
tests_unit_test_message_LDADD = $(adapters_libs)
tests_unit_test_message_limits_SOURCES = tests/unit/test-message-limits.c tests/support/mail-check.h
tests_unit_test_message_limits_CPPFLAGS = $(test_cppflags)
tests_unit_test_message_limits_LDADD = $(adapters_libs)
tests_unit_test_received_SOURCES = tests/unit/test-received.c
tests_unit_test_received_LDADD = $(core_libs)
tests_unit_test_imap_parse_SOURCES = tests/unit/test-imap-parse.c
tests_unit_test_imap_parse_LDADD = $(adapter_libs)
tests_unit_test_text_SOURCES = tests/unit/test-text.c
tests_unit_test_text_LDADD = $(core_libs)

check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)

EXTRA_DIST += \
	tests/corpus/template/braces \
	tests/corpus/template/comment \
	tests/corpus/template/crossed \
	tests/corpus/template/deep \
	tests/corpus/template/delimiters \
	tests/corpus/template/empty-names \
	tests/corpus/template/html \
	tests/corpus/template/latin-1 \
	tests/corpus/template/nul \
	tests/corpus/template/own-partial-in-section \
	tests/corpus/template/path \
	tests/corpus/template/sections \
	tests/corpus/template/self-partial \
	tests/corpus/template/subject \
	tests/corpus/template/triple-html \
	tests/corpus/template/unclosed-section \
	tests/corpus/template/unclosed-tag \
	tests/corpus/template/variable \
	tests/corpus/template/wide
# Fuzz targets. Here each replays its corpus and mutations of it, with any compiler.
fuzz_targets = \
	tests/fuzz/fuzz-message

tests_fuzz_fuzz_message_SOURCES = tests/fuzz/fuzz-message.c tests/fuzz/fuzz.h tests/fuzz/replay.c
tests_fuzz_fuzz_message_LDADD = $(adapters_libs)

check_PROGRAMS += $(fuzz_targets)
TESTS += $(fuzz_targets)
EXTRA_DIST += tests/corpus/mail
check_PROGRAMS += tests/support/read-files
tests_support_read_files_SOURCES = tests/support/read-files.c
tests_support_read_files_LDADD = $(cli_libs)

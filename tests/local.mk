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
fake_server = tests/support/fake-server.c tests/support/fake-server.h
imap_fixture = tests/support/imap-fixture.c tests/support/imap-fixture.h $(fake_server)

unit_tests = \
	tests/unit/test-arrival \
	tests/unit/test-compose \
	tests/unit/test-config \
	tests/unit/test-config-mistakes \
	tests/unit/test-date \
	tests/unit/test-digest \
	tests/unit/test-imap-mark \
	tests/unit/test-imap-name \
	tests/unit/test-imap-parse \
	tests/unit/test-imap-session \
	tests/unit/test-log \
	tests/unit/test-mail-date \
	tests/unit/test-message \
	tests/unit/test-message-limits \
	tests/unit/test-notice \
	tests/unit/test-privacy \
	tests/unit/test-received \
	tests/unit/test-secret \
	tests/unit/test-smtp-curl \
	tests/unit/test-template \
	tests/unit/test-template-renderer \
	tests/unit/test-text

# Fuzz targets: here each replays its corpus, with any compiler.
	tests/unit/test-consistency \
	tests/unit/test-date \
	tests/unit/test-digest \
	tests/unit/test-form \
	tests/unit/test-form-date \
	tests/unit/test-form-match \
	tests/unit/test-form-number \
	tests/unit/test-formats \
	tests/unit/test-mail-date \
	tests/unit/test-message \
	tests/unit/test-message-limits \
	tests/unit/test-reader-process \
	tests/unit/test-reading-json \
	tests/unit/test-received \
	tests/unit/test-text \
	tests/unit/test-vocabulary

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
tests_unit_test_imap_mark_SOURCES = tests/unit/test-imap-mark.c $(imap_fixture)
tests_unit_test_imap_mark_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_unit_test_imap_mark_LDADD = $(adapter_libs)
tests_unit_test_imap_name_SOURCES = tests/unit/test-imap-name.c
tests_unit_test_imap_name_LDADD = $(adapter_libs)
tests_unit_test_imap_parse_SOURCES = tests/unit/test-imap-parse.c
tests_unit_test_imap_parse_LDADD = $(adapter_libs)
tests_unit_test_imap_session_SOURCES = tests/unit/test-imap-session.c $(imap_fixture)
tests_unit_test_imap_session_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_unit_test_imap_session_LDADD = $(adapter_libs)
tests_unit_test_smtp_curl_SOURCES = tests/unit/test-smtp-curl.c $(fake_server)
tests_unit_test_smtp_curl_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_unit_test_smtp_curl_LDADD = $(adapter_libs)
tests_unit_test_text_SOURCES = tests/unit/test-text.c
tests_unit_test_text_LDADD = $(core_libs)

reading_tools = tests/support/reading-tools.c tests/support/reading-tools.h \
	tests/support/truth.c tests/support/truth.h
tests_unit_test_consistency_SOURCES = tests/unit/test-consistency.c
tests_unit_test_consistency_LDADD = $(core_libs)
tests_unit_test_form_date_SOURCES = tests/unit/test-form-date.c
tests_unit_test_form_date_LDADD = $(core_libs)
tests_unit_test_form_match_SOURCES = tests/unit/test-form-match.c
tests_unit_test_form_match_LDADD = $(core_libs)
tests_unit_test_form_number_SOURCES = tests/unit/test-form-number.c
tests_unit_test_form_number_LDADD = $(core_libs)
tests_unit_test_form_SOURCES = tests/unit/test-form.c $(reading_tools)
tests_unit_test_form_CPPFLAGS = $(test_cppflags)
tests_unit_test_form_LDADD = $(reader_libs)
tests_unit_test_formats_SOURCES = tests/unit/test-formats.c $(reading_tools)
tests_unit_test_formats_CPPFLAGS = $(test_cppflags)
tests_unit_test_formats_LDADD = $(reader_libs)
tests_unit_test_reader_process_SOURCES = tests/unit/test-reader-process.c tests/support/truth.c \
	tests/support/truth.h
tests_unit_test_reader_process_CPPFLAGS = $(test_cppflags)
tests_unit_test_reader_process_LDADD = $(reader_libs)
tests_unit_test_reading_json_SOURCES = tests/unit/test-reading-json.c $(reading_tools)
tests_unit_test_reading_json_CPPFLAGS = $(test_cppflags)
tests_unit_test_reading_json_LDADD = $(reader_libs)
tests_unit_test_vocabulary_SOURCES = tests/unit/test-vocabulary.c $(reading_tools)
tests_unit_test_vocabulary_CPPFLAGS = $(test_cppflags)
tests_unit_test_vocabulary_LDADD = $(reader_libs)

check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)

check_PROGRAMS += tests/support/read-files
tests_support_read_files_SOURCES = tests/support/read-files.c
tests_support_read_files_LDADD = $(cli_libs)

# Fuzz targets. Here each replays its corpus and mutations of it, with any compiler.
fuzz_targets = \
	tests/fuzz/fuzz-imap-parse \
	tests/fuzz/fuzz-message \
	tests/fuzz/fuzz-template

# All of the program: a test takes from the archives what it needs.
LDADD = libcli.a libdaemon.a libreader.a libadapters.a libcore.a $(outside_libs)

tests_unit_test_config_SOURCES = tests/unit/test-config.c tests/support/config-folder.c tests/support/config-folder.h
tests_unit_test_config_mistakes_SOURCES = tests/unit/test-config-mistakes.c tests/support/config-folder.c tests/support/config-folder.h
tests_unit_test_imap_session_SOURCES = tests/unit/test-imap-session.c tests/support/fake-server.c tests/support/fake-server.h
tests_unit_test_message_SOURCES = tests/unit/test-message.c tests/support/mail-check.h
tests_unit_test_message_limits_SOURCES = tests/unit/test-message-limits.c tests/support/mail-check.h
tests_unit_test_smtp_curl_SOURCES = tests/unit/test-smtp-curl.c tests/support/fake-server.c tests/support/fake-server.h
tests_fuzz_fuzz_imap_parse_SOURCES = tests/fuzz/fuzz-imap-parse.c tests/fuzz/fuzz.h tests/fuzz/replay.c
tests_fuzz_fuzz_message_SOURCES = tests/fuzz/fuzz-message.c tests/fuzz/fuzz.h tests/fuzz/replay.c
tests_fuzz_fuzz_template_SOURCES = tests/fuzz/fuzz-template.c tests/fuzz/fuzz.h tests/fuzz/replay.c

check_PROGRAMS += $(unit_tests) $(fuzz_targets)
TESTS += $(unit_tests) $(fuzz_targets)

EXTRA_DIST += \
	tests/corpus/imap \
	tests/corpus/mail \
	tests/corpus/template
check_PROGRAMS += $(fuzz_targets)
TESTS += $(fuzz_targets)
EXTRA_DIST += \
	tests/corpus/mail \
	tests/corpus/reports \
	tests/support/make-docx.py

# SPDX-License-Identifier: GPL-3.0-or-later
# Tests speak TAP; each case is a line of its own.
TEST_EXTENSIONS = .sh
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
AM_TESTS_ENVIRONMENT = \
	G_DEBUG=fatal-warnings; export G_DEBUG; \
	OMP_THREAD_LIMIT=1; export OMP_THREAD_LIMIT; \
	LSAN_OPTIONS='suppressions=$(abs_top_srcdir)/tests/support/leaks.supp:print_suppressions=0'; \
	export LSAN_OPTIONS; \
	top_srcdir='$(abs_top_srcdir)'; export top_srcdir; \
	top_builddir='$(abs_top_builddir)'; export top_builddir; \
	SANITIZERS='$(enable_sanitizers)'; export SANITIZERS; \
	FAULT_POINTS='$(enable_fault_points)'; export FAULT_POINTS; \
	COVERAGE='$(enable_coverage)'; export COVERAGE; \
	OCR='$(with_ocr)'; export OCR; \
	CC='$(CC)'; export CC;

# For tests that include tests/support.
test_cppflags = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
fake_server = tests/support/fake-server.c tests/support/fake-server.h
imap_fixture = tests/support/imap-fixture.c tests/support/imap-fixture.h $(fake_server)

unit_tests = \
	tests/unit/test-absence \
	tests/unit/test-accounting \
	tests/unit/test-answer \
	tests/unit/test-answer-hidden \
	tests/unit/test-answer-tricks \
	tests/unit/test-answer-leads \
	tests/unit/test-answer-lines \
	tests/unit/test-anchor \
	tests/unit/test-armor \
	tests/unit/test-arrival \
	tests/unit/test-bias \
	tests/unit/test-breach \
	tests/unit/test-budget \
	tests/unit/test-calendar \
	tests/unit/test-case \
	tests/unit/test-charset \
	tests/unit/test-case-hold \
	tests/unit/test-clock \
	tests/unit/test-clock-back \
	tests/unit/test-clock-facts \
	tests/unit/test-clock-words \
	tests/unit/test-clock-years \
	tests/unit/test-compose \
	tests/unit/test-confine \
	tests/unit/test-config \
	tests/unit/test-config-files \
	tests/unit/test-config-mistakes \
	tests/unit/test-conflict \
	tests/unit/test-consistency \
	tests/unit/test-control \
	tests/unit/test-correction \
	tests/unit/test-crypt-in \
	tests/unit/test-crypt-inline \
	tests/unit/test-crypt-out \
	tests/unit/test-cut-mail \
	tests/unit/test-date \
	tests/unit/test-db \
	tests/unit/test-decision \
	tests/unit/test-delivery-report \
	tests/unit/test-digest \
	tests/unit/test-discretion \
	tests/unit/test-dispatch \
	tests/unit/test-disposal \
	tests/unit/test-docx \
	tests/unit/test-dossier \
	tests/unit/test-first-contact \
	tests/unit/test-english \
	tests/unit/test-errand-bodies \
	tests/unit/test-errand-breach \
	tests/unit/test-errand-hidden \
	tests/unit/test-errand-letters \
	tests/unit/test-errand-machines \
	tests/unit/test-errand-policies \
	tests/unit/test-errand-questions \
	tests/unit/test-errand-quotes \
	tests/unit/test-errand-references \
	tests/unit/test-errand-results \
	tests/unit/test-errand-roles \
	tests/unit/test-errand-room \
	tests/unit/test-errand-senders \
	tests/unit/test-errand-served \
	tests/unit/test-errand-stand-in \
	tests/unit/test-errand-told \
	tests/unit/test-errand-tokens \
	tests/unit/test-errand-words \
	tests/unit/test-filed-meanwhile \
	tests/unit/test-form-tagged \
	tests/unit/test-form \
	tests/unit/test-form-date \
	tests/unit/test-form-errand \
	tests/unit/test-form-index \
	tests/unit/test-form-layouts \
	tests/unit/test-form-match \
	tests/unit/test-form-number \
	tests/unit/test-form-parts \
	tests/unit/test-form-questions \
	tests/unit/test-formats \
	tests/unit/test-forward \
	tests/unit/test-harm \
	tests/unit/test-ical \
	tests/unit/test-imap-fetch \
	tests/unit/test-imap-idle \
	tests/unit/test-imap-mark \
	tests/unit/test-imap-name \
	tests/unit/test-imap-parse \
	tests/unit/test-imap-session \
	tests/unit/test-holidays \
	tests/unit/test-import-mbox \
	tests/unit/test-in-hand \
	tests/unit/test-instance \
	tests/unit/test-installed \
	tests/unit/test-intake \
	tests/unit/test-intake-case \
	tests/unit/test-intake-subject \
	tests/unit/test-journal \
	tests/unit/test-jwt \
	tests/unit/test-layout \
	tests/unit/test-new-file \
	tests/unit/test-letter \
	tests/unit/test-life \
	tests/unit/test-life-calendar \
	tests/unit/test-life-correct \
	tests/unit/test-life-others \
	tests/unit/test-life-reading \
	tests/unit/test-life-since \
	tests/unit/test-life-told \
	tests/unit/test-life-silent \
	tests/unit/test-life-store \
	tests/unit/test-life-store-corrected \
	tests/unit/test-life-store-others \
	tests/unit/test-likeness \
	tests/unit/test-log \
	tests/unit/test-logins \
	tests/unit/test-mail-command \
	tests/unit/test-mail-command-answer \
	tests/unit/test-mail-date \
	tests/unit/test-mail-right \
	tests/unit/test-mail-table \
	tests/unit/test-mailbox \
	tests/unit/test-mailbox-certificate \
	tests/unit/test-mailbox-disposal \
	tests/unit/test-mailbox-newest \
	tests/unit/test-mailbox-restored \
	tests/unit/test-mailbox-time \
	tests/unit/test-marker \
	tests/unit/test-markup \
	tests/unit/test-message \
	tests/unit/test-message-base64 \
	tests/unit/test-message-limits \
	tests/unit/test-missing-facts \
	tests/unit/test-notice \
	tests/unit/test-odt \
	tests/unit/test-outbox \
	tests/unit/test-page \
	tests/unit/test-paper \
	tests/unit/test-paper-mail \
	tests/unit/test-paper-pdf \
	tests/unit/test-pdf \
	tests/unit/test-privacy \
	tests/unit/test-reader-process \
	tests/unit/test-reading-facts \
	tests/unit/test-reading-json \
	tests/unit/test-reading-room \
	tests/unit/test-reading-rooms \
	tests/unit/test-received \
	tests/unit/test-record \
	tests/unit/test-refusal \
	tests/unit/test-reply-token \
	tests/unit/test-release \
	tests/unit/test-return-form \
	tests/unit/test-returned-form \
	tests/unit/test-retry \
	tests/unit/test-rtf \
	tests/unit/test-agenda \
	tests/unit/test-reminder \
	tests/unit/test-reminder-years \
	tests/unit/test-rules \
	tests/unit/test-search-words \
	tests/unit/test-secret \
	tests/unit/test-server-curl \
	tests/unit/test-several \
	tests/unit/test-several-again \
	tests/unit/test-several-answer \
	tests/unit/test-several-cases \
	tests/unit/test-several-holds \
	tests/unit/test-smtp-curl \
	tests/unit/test-stage \
	tests/unit/test-stand-in \
	tests/unit/test-store-access \
	tests/unit/test-statistics \
	tests/unit/test-statistics-html \
	tests/unit/test-statistics-beside \
	tests/unit/test-statistics-suppress \
	tests/unit/test-store-bounce \
	tests/unit/test-store-bytes \
	tests/unit/test-store-file \
	tests/unit/test-store-identity \
	tests/unit/test-store-intake \
	tests/unit/test-store-kinds \
	tests/unit/test-store-ledger \
	tests/unit/test-store-outbox \
	tests/unit/test-signature \
	tests/unit/test-store-queries \
	tests/unit/test-store-reading \
	tests/unit/test-store-reply \
	tests/unit/test-store-recusal \
	tests/unit/test-store-schema \
	tests/unit/test-store-statistics \
	tests/unit/test-store-search \
	tests/unit/test-store-threads \
	tests/unit/test-store-verify \
	tests/unit/test-store-view \
	tests/unit/test-template \
	tests/unit/test-template-renderer \
	tests/unit/test-text \
	tests/unit/test-tnef \
	tests/unit/test-transfer \
	tests/unit/test-transfer-told \
	tests/unit/test-trust \
	tests/unit/test-token \
	tests/unit/test-undumped \
	tests/unit/test-unread \
	tests/unit/test-untold \
	tests/unit/test-variant-json \
	tests/unit/test-vocabulary \
	tests/unit/test-withdrawal \
	tests/unit/test-worker \
	tests/unit/test-zip

if OCR
unit_tests += tests/unit/test-pdf-lines tests/unit/test-scan
endif

# The daemon disturbed at its steps: some of them here, all of them by make check-faults.
fault_tests = \
	tests/fault/test-disk \
	tests/fault/test-power \
	tests/fault/test-steps

# Fuzz targets: each replays its corpus, with any compiler; after configure
# --enable-fuzzers (clang) make fuzz looks for more, FUZZ_SECONDS each.
fuzz_targets = \
	tests/fuzz/fuzz-answer \
	tests/fuzz/fuzz-armor \
	tests/fuzz/fuzz-config \
	tests/fuzz/fuzz-docx \
	tests/fuzz/fuzz-file \
	tests/fuzz/fuzz-form \
	tests/fuzz/fuzz-form-date \
	tests/fuzz/fuzz-html \
	tests/fuzz/fuzz-imap-parse \
	tests/fuzz/fuzz-mail-command \
	tests/fuzz/fuzz-message \
	tests/fuzz/fuzz-odt \
	tests/fuzz/fuzz-reading \
	tests/fuzz/fuzz-reply-token \
	tests/fuzz/fuzz-returned-form \
	tests/fuzz/fuzz-rtf \
	tests/fuzz/fuzz-template \
	tests/fuzz/fuzz-text \
	tests/fuzz/fuzz-tnef \
	tests/fuzz/fuzz-zip
if OCR
fuzz_targets += tests/fuzz/fuzz-pdf-lines
endif

# What tests share, and main() of the fuzz targets.
check_LIBRARIES = libsupport.a
libsupport_a_SOURCES = \
	tests/support/answer-tools.c \
	tests/support/answer-tools.h \
	tests/support/clock-tools.h \
	tests/support/clock-trial.c \
	tests/support/clock-trial.h \
	tests/support/config-folder.c \
	tests/support/config-folder.h \
	tests/support/crypt-trial.c \
	tests/support/crypt-trial.h \
	tests/support/desk.c \
	tests/support/desk.h \
	tests/support/errand-trial.c \
	tests/support/errand-trial.h \
	tests/support/failing-store.c \
	tests/support/failing-store.h \
	tests/support/fake-mailbox.c \
	tests/support/fake-mailbox.h \
	tests/support/fake-reader.h \
	tests/support/fake-renderer.h \
	tests/support/fake-sender.h \
	tests/support/fake-server.c \
	tests/support/fake-server.h \
	tests/support/fault-vfs.c \
	tests/support/fault-vfs.h \
	tests/support/forms.c \
	tests/support/forms.h \
	tests/support/gmime-read.h \
	tests/support/imap-fixture.c \
	tests/support/imap-fixture.h \
	tests/support/journey.c \
	tests/support/journey.h \
	tests/support/journey-legs.c \
	tests/support/journey-state.c \
	tests/support/journey-trial.c \
	tests/support/journey-trial.h \
	tests/support/key-pair.h \
	tests/support/life-case.h \
	tests/support/life-desk.h \
	tests/support/life-stage.c \
	tests/support/life-stage.h \
	tests/support/mail-answer.c \
	tests/support/mail-answer.h \
	tests/support/mail-check.h \
	tests/support/mail-parts.c \
	tests/support/mail-parts.h \
	tests/support/marked-facts.c \
	tests/support/marked-facts.h \
	tests/support/office.c \
	tests/support/office.h \
	tests/support/outside.c \
	tests/support/outside.h \
	tests/support/pgp-home.c \
	tests/support/pgp-home.h \
	tests/support/post.c \
	tests/support/post.h \
	tests/support/power-cut.c \
	tests/support/power-cut.h \
	tests/support/reading-tools.c \
	tests/support/reading-desk.h \
	tests/support/reading-tools.h \
	tests/support/smime-key.c \
	tests/support/smime-key.h \
	tests/support/tnef.c \
	tests/support/tnef.h \
	tests/support/transfer-trial.c \
	tests/support/transfer-trial.h \
	tests/support/truth.c \
	tests/support/truth.h \
	tests/support/world.c \
	tests/support/world.h \
	tests/fuzz/fuzz-format.c \
	tests/fuzz/fuzz-format.h \
	tests/fuzz/fuzz.h \
	tests/fuzz/replay.c

# All of the program: a test takes from the archives what it needs, and a fuzz target its main()
# from the first that has one.
LDADD = $(FUZZER_LIBS) libsupport.a libcli.a libdaemon.a libreader.a libadapters.a libcore.a \
	$(reader_libs) $(outside_libs) $(ICAL_LIBS) $(PANGO_LIBS)

check_PROGRAMS += $(unit_tests) $(fault_tests) $(fuzz_targets) tests/support/only-calls
tests_support_only_calls_SOURCES = tests/support/only-calls.c
tests_support_only_calls_LDADD = $(SECCOMP_LIBS)
TESTS += $(unit_tests) $(fault_tests)
if !FUZZERS
TESTS += $(fuzz_targets)
endif

# At every step and every call of the disk, or with LEXSARAH_FAULTS=20 at each 20th; takes the
# better part of an hour. What is skipped proves nothing. What is common is made before what
# needs it, or two make it at once.
all_faults = tests/integration/test-kill.sh $(fault_tests)
check-faults:
	@test '$(enable_fault_points)' = yes || \
		{ echo 'check-faults: configure with --enable-fault-points' >&2; exit 1; }
	$(MAKE) all
	$(MAKE) $(check_LIBRARIES) $(fault_tests)
	@status=0; \
	LEXSARAH_FAULTS=$${LEXSARAH_FAULTS:-all} $(MAKE) -j2 check-TESTS check_PROGRAMS= TESTS='$(all_faults)' || status=1; \
	sed -n 's/^# faults/faults/p' tests/fault/*.log tests/integration/test-kill.log; \
	if grep '^:test-result: SKIP' tests/fault/*.trs tests/integration/test-kill.trs; then status=1; fi; \
	exit $$status
.PHONY: check-faults

FUZZ_SECONDS = 60
fuzz: $(fuzz_targets)
	$(AM_TESTS_ENVIRONMENT) $(srcdir)/tests/fuzz/run $(FUZZ_SECONDS) $(fuzz_targets)
.PHONY: fuzz

EXTRA_DIST += \
	tests/fuzz/README \
	tests/fuzz/dictionary \
	tests/fuzz/run \
	tests/corpus/answer \
	tests/corpus/armor \
	tests/corpus/config \
	tests/corpus/docx \
	tests/corpus/file \
	tests/corpus/form \
	tests/corpus/form-date \
	tests/corpus/html \
	tests/corpus/imap \
	tests/corpus/mail \
	tests/corpus/mail-command \
	tests/corpus/odt \
	tests/corpus/pdf \
	tests/corpus/pdf-lines \
	tests/corpus/reading \
	tests/corpus/replies \
	tests/corpus/reply-token \
	tests/corpus/reports \
	tests/corpus/returned-form \
	tests/corpus/rtf \
	tests/corpus/store \
	tests/corpus/template \
	tests/corpus/text \
	tests/corpus/tnef \
	tests/corpus/zip

# SPDX-License-Identifier: GPL-3.0-or-later
# Tests that are scripts, and what they stand on.
integration_tests = \
	tests/integration/test-accuracy.sh \
	tests/integration/test-after.sh \
	tests/integration/test-anchor.sh \
	tests/integration/test-at-once.sh \
	tests/integration/test-bad-mail.sh \
	tests/integration/test-bad-servers.sh \
	tests/integration/test-by-mail.sh \
	tests/integration/test-calendar.sh \
	tests/integration/test-case-words.sh \
	tests/integration/test-certificates.sh \
	tests/integration/test-cli.sh \
	tests/integration/test-clock-jump.sh \
	tests/integration/test-completion.sh \
	tests/integration/test-crypt.sh \
	tests/integration/test-crypt-smime.sh \
	tests/integration/test-digest-page.sh \
	tests/integration/test-doctor.sh \
	tests/integration/test-export.sh \
	tests/integration/test-faults.sh \
	tests/integration/test-form.sh \
	tests/integration/test-full-disk.sh \
	tests/integration/test-hostile.sh \
	tests/integration/test-imap-servers.sh \
	tests/integration/test-instance.sh \
	tests/integration/test-kill.sh \
	tests/integration/test-main-job.sh \
	tests/integration/test-manual.sh \
	tests/integration/test-measure.sh \
	tests/integration/test-oauth2.sh \
	tests/integration/test-other-client.sh \
	tests/integration/test-papers.sh \
	tests/integration/test-report.sh \
	tests/integration/test-scenarios.sh \
	tests/integration/test-secrets.sh \
	tests/integration/test-servers.sh \
	tests/integration/test-service.sh \
	tests/integration/test-two-instances.sh \
	tests/integration/test-ways.sh

TESTS += $(integration_tests)
EXTRA_DIST += $(integration_tests) \
	tests/bench/README \
	tests/bench/bench.py \
	tests/bench/bench_chart.py \
	tests/bench/bench_world.py \
	tests/bench/fill-mailbox.py \
	tests/bench/many-cases.h \
	tests/bench/reading \
	tests/bench/row-idle.py \
	tests/bench/row-intake.py \
	tests/bench/row-large.py \
	tests/bench/row-latency.py \
	tests/bench/row-opening.py \
	tests/bench/row-restart.py \
	tests/bench/row-sending.py \
	tests/debian-packages \
	tests/debian-servers \
	tests/demo/form.txt \
	tests/demo/words.txt \
	tests/scenarios \
	tests/servers \
	tests/support/at-terminal.py \
	tests/support/answering.py \
	tests/support/bad-mails.py \
	tests/support/check-calendar.py \
	tests/support/check-dossier.py \
	tests/support/check-json.py \
	tests/support/check-notices.py \
	tests/support/check-output.py \
	tests/support/check-rounds.py \
	tests/support/clock-dates.py \
	tests/support/conversation.py \
	tests/support/courier-login.py \
	tests/support/deliver-lmtp.py \
	tests/support/demo \
	tests/support/demo-conf.sh \
	tests/support/demo-life.sh \
	tests/support/fetch-mails.py \
	tests/support/flow.sh \
	tests/support/hostile-list.py \
	tests/support/hostile-mail.py \
	tests/support/imap-client.py \
	tests/support/imap-servers.sh \
	tests/support/jump-clock.c \
	tests/support/leaks.supp \
	tests/support/TypeForm.xba \
	tests/support/fill-form.py \
	tests/support/form-values.json \
	tests/support/look-at-processes.py \
	tests/support/make-docx.py \
	tests/support/make-investigation-form.py \
	tests/support/make-mail.py \
	tests/support/make-replies.py \
	tests/support/make-seeds.py \
	tests/support/make-pdf.py \
	tests/support/oauth-server.py \
	tests/support/pdf_pictures.py \
	tests/support/pdf_writer.py \
	tests/support/reports \
	tests/support/no-fam.c \
	tests/support/redirect-paths.c \
	tests/support/reminder-moments.py \
	tests/support/reply_others.py \
	tests/support/reply_outlook.py \
	tests/support/reply_parts.py \
	tests/support/reply_trials.py \
	tests/support/random-client.py \
	tests/support/run-peak.py \
	tests/support/scenario.py \
	tests/support/servers.sh \
	tests/support/show-failures.sh \
	tests/support/show-mailbox.py \
	tests/support/sum-tap.sh \
	tests/support/swedish-days.py \
	tests/support/tap.sh \
	tests/support/unit-calls.py \
	tests/support/unpack-servers.sh \
	tests/support/valgrind.supp \
	tests/support/verify-journal.py

# What shows that another compiler, and an unpacked tarball, make the same program.
part_of_tests = $(unit_tests) tests/integration/test-cli.sh tests/integration/test-main-job.sh
check-part:
	$(MAKE) check TESTS='$(part_of_tests)'
distcheck-part:
	$(MAKE) distcheck TESTS='$(part_of_tests)'
.PHONY: check-part distcheck-part

# The unit tests once more, under valgrind. It has no pidfd_open(), by which programs are waited for (secret,
# crypt-in, crypt-inline, crypt-out), and cannot live in what test-confine allows. The others take it longer than all that is
# left together (a page of a scan or of PDF, keys and certificates, the mails of marker, mail-table and the
# attacks of errand, the files of harm, the days of six years): of those the sanitizers see all.
not_by_valgrind = secret|crypt-in|crypt-inline|crypt-out|confine|scan|marker|mail-table|harm|pdf|paper-pdf|jwt|mailbox-certificate|reminder-years|errand-(bodies|hidden|machines|policies|questions|quotes|references|results|roles|senders|tokens|words)
by_valgrind = `echo $(unit_tests) | tr ' ' '\n' | grep -vxE 'tests/unit/test-($(not_by_valgrind))' | tr '\n' ' '`
check-valgrind:
	G_SLICE=always-malloc $(MAKE) check TESTS="$(by_valgrind)" LOG_COMPILER=valgrind \
		LOG_FLAGS='--quiet --error-exitcode=99 --leak-check=full \
		--errors-for-leak-kinds=definite \
		--suppressions=$(abs_top_srcdir)/tests/support/valgrind.supp'

# Every row of the mail servers that misbehave, and each byte after which they may be lost: half an hour.
check-servers: all
	$(AM_V_at)$(AM_TESTS_ENVIRONMENT) python3 -B $(srcdir)/tests/servers/matrix.py --whole --step 1
# A mailbox that lives through faults and kills until SOAK_SECONDS or SOAK_MAILS have gone by; the seed tells
# what happens. SOAK_WHOLE=--whole: of the mails all must come, and of the faults a thousand.
SOAK_SEED = 4711
SOAK_SECONDS = 120
SOAK_MAILS = 100000
SOAK_BATCH = 20
SOAK_WHOLE =
soak: all
	$(AM_V_at)$(AM_TESTS_ENVIRONMENT) python3 -B $(srcdir)/tests/servers/soak.py \
		--seed $(SOAK_SEED) --seconds $(SOAK_SECONDS) --mails $(SOAK_MAILS) --batch $(SOAK_BATCH) $(SOAK_WHOLE)
.PHONY: check-servers soak

# tests/bench/README says what the rows are; ROWS="latency sending" measures those.
bench_programs = tests/bench/fetch-bare tests/bench/make-cases tests/bench/send-bare \
	tests/bench/sink-smtp tests/bench/time-opening
tests_bench_make_cases_SOURCES = tests/bench/make-cases.c tests/bench/many-cases.c
tests_bench_time_opening_SOURCES = tests/bench/time-opening.c tests/bench/many-cases.c
bench: all libsupport.a $(bench_programs)
	python3 -B $(srcdir)/tests/bench/bench.py $(top_builddir) $(ROWS)

# What of the corpus of reports is read right; accuracy-record keeps it as what must not get worse.
accuracy_count = PATH="$(abs_top_builddir):$$PATH" OMP_THREAD_LIMIT=1 \
	LEXSARAH_READER='$(abs_top_builddir)/lexsarah-reader' \
	python3 -B $(srcdir)/tests/support/reports/accuracy.py
accuracy-reports: all
	$(AM_V_GEN)rm -rf reports.out && \
		python3 -B $(srcdir)/tests/support/reports/make-reports.py reports.out
accuracy: accuracy-reports
	$(AM_V_at)$(accuracy_count) reports.out
accuracy-record: accuracy-reports
	$(AM_V_at)$(accuracy_count) --record $(srcdir)/tests/corpus/reports/recorded.tsv reports.out
accuracy-truths:
	$(AM_V_GEN)python3 -B $(srcdir)/tests/support/reports/make-reports.py --truths $(srcdir)/tests/corpus/reports
.PHONY: accuracy accuracy-reports accuracy-record accuracy-truths bench check-valgrind
reading_programs = tests/bench/time-children tests/bench/time-reading
EXTRA_PROGRAMS = $(bench_programs) $(reading_programs) tests/bench/time-clocks tests/bench/time-search
tests_bench_time_clocks_SOURCES = tests/bench/time-clocks.c tests/bench/many-cases.c
bench-reading: all libsupport.a $(reading_programs)
	$(srcdir)/tests/bench/reading $(top_builddir)
bench-search: tests/bench/time-search
	tests/bench/time-search
bench-clocks: tests/bench/time-clocks tests/bench/time-search
	top_srcdir='$(abs_top_srcdir)' tests/bench/time-clocks
	top_srcdir='$(abs_top_srcdir)' tests/bench/time-search
.PHONY: bench bench-clocks bench-reading bench-search check-valgrind

clean-local:
	-rm -rf .servers reports.out
	-rm -rf .servers fuzz-corpus

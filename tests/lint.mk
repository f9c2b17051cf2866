# SPDX-License-Identifier: GPL-3.0-or-later
# Checks on the sources. The quick ones are tests; make lint adds the tools.
lint_tests = \
	tests/lint/test-headers.sh \
	tests/lint/test-includes.sh \
	tests/lint/test-text.sh
if !SANITIZERS
# Instrumentation adds symbols of its own.
lint_tests += tests/lint/test-layering.sh
endif

TESTS += $(lint_tests)
EXTRA_DIST += $(lint_tests) \
	tests/lint/test-layering.sh \
	tests/lint/core-symbols \
	tests/lint/cppcheck.cfg \
	tests/lint/cppcheck.suppress \
	tests/lint/run

lint: lint-format lint-cppcheck lint-shell lint-rules lint-dist
lint-format lint-cppcheck lint-shell:
	$(AM_V_GEN)$(srcdir)/tests/lint/run $(@:lint-%=%)
lint-rules: libcore.a
	$(AM_V_GEN)for t in $(lint_tests); do \
		{ $(AM_TESTS_ENVIRONMENT) $(srcdir)/$$t; } >lint.out || { cat lint.out; exit 1; }; \
	done; rm -f lint.out
# A tarball holds everything that is kept, so that its tests need not all run to show it.
lint-dist:
	$(AM_V_GEN)rm -rf lint-dist.out && $(MAKE) distdir distdir=lint-dist.out >lint.out 2>&1 || \
		{ cat lint.out; exit 1; }
	$(AM_V_at)$(srcdir)/tests/lint/run dist "`pwd`/lint-dist.out"
	$(AM_V_at)rm -rf lint-dist.out lint.out
.PHONY: lint lint-format lint-cppcheck lint-shell lint-rules lint-dist
CLEANFILES += lint.out

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

lint: lint-format lint-cppcheck lint-shell lint-rules
lint-format lint-cppcheck lint-shell:
	$(AM_V_GEN)$(srcdir)/tests/lint/run $(@:lint-%=%)
lint-rules: libcore.a
	$(AM_V_GEN)for t in $(lint_tests); do \
		{ $(AM_TESTS_ENVIRONMENT) $(srcdir)/$$t; } >lint.out || { cat lint.out; exit 1; }; \
	done; rm -f lint.out
.PHONY: lint lint-format lint-cppcheck lint-shell lint-rules
CLEANFILES += lint.out

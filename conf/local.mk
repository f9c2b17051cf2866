# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed beside the programs.
bashcompletiondir = $(datadir)/bash-completion/completions
systemdsystemunitdir = $(prefix)/lib/systemd/system

EXTRA_DIST += \
	conf/bash-completion \
	conf/lexsarahd.service.in
CLEANFILES += conf/lexsarahd.service

install-data-local:
	$(MKDIR_P) '$(DESTDIR)$(bashcompletiondir)'
	$(INSTALL_DATA) $(srcdir)/conf/bash-completion '$(DESTDIR)$(bashcompletiondir)/lexsarah'

uninstall-local:
	rm -f '$(DESTDIR)$(bashcompletiondir)/lexsarah'

sysusersdir = $(prefix)/lib/sysusers.d
dist_sysusers_DATA = conf/sysusers.d/lexsarah.conf

systemdsystemunit_DATA = conf/lexsarahd.service
conf/lexsarahd.service: conf/lexsarahd.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) conf && $(SED) -e 's|[@]sbindir[@]|$(sbindir)|g' \
		-e 's|[@]sysconfdir[@]|$(sysconfdir)|g' \
		$(srcdir)/conf/lexsarahd.service.in >$@.tmp && mv $@.tmp $@

wordsdir = $(pkgdatadir)/words
dist_words_DATA = conf/words/sensitive.conf

rulesdir = $(pkgdatadir)/rules
dist_rules_DATA = \
	conf/rules/policy.conf \
	conf/rules/promptness.conf \
	conf/rules/statutory.conf

formsdir = $(pkgdatadir)/forms
dist_forms_DATA = \
	conf/forms/decision.conf \
	conf/forms/investigation.conf \
	conf/forms/log.conf \
	conf/forms/questions.conf \
	conf/forms/report.conf \
	conf/forms/synonyms.conf

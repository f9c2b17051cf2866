# SPDX-License-Identifier: GPL-3.0-or-later
# Sources in dependency order: core <- ports <- adapters <- reader <- daemon, cli.

noinst_LIBRARIES += libcore.a
libcore_a_SOURCES = \
	src/core/absence.c \
	src/core/absence.h \
	src/core/arrival.c \
	src/core/arrival.h \
	src/core/authentication.c \
	src/core/authentication.h \
	src/core/budget.c \
	src/core/budget.h \
	src/core/calendar.c \
	src/core/calendar.h \
	src/core/case.c \
	src/core/case.h \
	src/core/clock-rule-check.c \
	src/core/clock-rule-check.h \
	src/core/clock-rule.c \
	src/core/clock-rule.h \
	src/core/clock-run.c \
	src/core/clock-run.h \
	src/core/clock-words.c \
	src/core/clock-words.h \
	src/core/clock.c \
	src/core/clock.h \
	src/core/consistency-dates.c \
	src/core/consistency-names.c \
	src/core/consistency-order.c \
	src/core/consistency-private.h \
	src/core/consistency-whole.c \
	src/core/consistency.c \
	src/core/consistency.h \
	src/core/correction.c \
	src/core/correction.h \
	src/core/date.c \
	src/core/date.h \
	src/core/delivery-report.c \
	src/core/delivery-report.h \
	src/core/addressing.c \
	src/core/addressing.h \
	src/core/role.c \
	src/core/role.h \
	src/core/discretion-contact.c \
	src/core/discretion.c \
	src/core/discretion.h \
	src/core/disposal.c \
	src/core/disposal.h \
	src/core/document.c \
	src/core/document.h \
	src/core/error.c \
	src/core/error.h \
	src/core/facts.c \
	src/core/facts.h \
	src/core/finding.c \
	src/core/finding.h \
	src/core/flowed.c \
	src/core/flowed.h \
	src/core/form-boxes.c \
	src/core/form-boxes.h \
	src/core/form-choice.c \
	src/core/form-choice.h \
	src/core/form-column.c \
	src/core/form-date.c \
	src/core/form-date.h \
	src/core/form-decision.c \
	src/core/form-give.c \
	src/core/form-give.h \
	src/core/form-index.c \
	src/core/form-index.h \
	src/core/form-layout.c \
	src/core/form-layout.h \
	src/core/form-log.c \
	src/core/form-match.c \
	src/core/form-match.h \
	src/core/form-normal.c \
	src/core/form-normal.h \
	src/core/form-number.c \
	src/core/form-number.h \
	src/core/form-part.c \
	src/core/form-part.h \
	src/core/form-place.c \
	src/core/form-place.h \
	src/core/form-prompt.c \
	src/core/form-prompt.h \
	src/core/form-report.c \
	src/core/form-rules.h \
	src/core/form-scan.c \
	src/core/form-scan.h \
	src/core/form-split-log.c \
	src/core/form-split.c \
	src/core/form-split.h \
	src/core/form-strip.c \
	src/core/form-strip.h \
	src/core/form-value.c \
	src/core/form-value.h \
	src/core/form-vocabulary.c \
	src/core/form-vocabulary.h \
	src/core/form-years.c \
	src/core/form.c \
	src/core/form.h \
	src/core/intake-bounce.c \
	src/core/intake-discretion.c \
	src/core/intake-event.c \
	src/core/intake-flags.c \
	src/core/intake-further.c \
	src/core/intake-notices.c \
	src/core/intake-private.h \
	src/core/forward-block.c \
	src/core/forward-block.h \
	src/core/forward.c \
	src/core/forward.h \
	src/core/hold.c \
	src/core/holidays.c \
	src/core/holidays.h \
	src/core/hold.h \
	src/core/intake.c \
	src/core/intake.h \
	src/core/journal.c \
	src/core/journal.h \
	src/core/ledger.c \
	src/core/ledger.h \
	src/core/mail-date.c \
	src/core/mail-date.h \
	src/core/likeness.c \
	src/core/likeness.h \
	src/core/mail.c \
	src/core/mail.h \
	src/core/markup.c \
	src/core/markup.h \
	src/core/milestone.c \
	src/core/milestone.h \
	src/core/missing-facts.c \
	src/core/missing-facts.h \
	src/core/notice.c \
	src/core/notice.h \
	src/core/outbox.c \
	src/core/outbox.h \
	src/core/planned.c \
	src/core/planned.h \
	src/core/privacy-fields.c \
	src/core/privacy.c \
	src/core/privacy.h \
	src/core/reading-facts.c \
	src/core/reading-facts.h \
	src/core/reading-members.c \
	src/core/reading.c \
	src/core/reading.h \
	src/core/received.c \
	src/core/received.h \
	src/core/record.c \
	src/core/record.h \
	src/core/refusal.c \
	src/core/refusal.h \
	src/core/retry.c \
	src/core/retry.h \
	src/core/sensitive.c \
	src/core/sensitive.h \
	src/core/several.c \
	src/core/several.h \
	src/core/several-match.c \
	src/core/several-same.c \
	src/core/several-same.h \
	src/core/settings.c \
	src/core/settings.h \
	src/core/text.c \
	src/core/text.h \
	src/core/trust.c \
	src/core/trust.h \
	src/core/undeliverable.c \
	src/core/undeliverable.h \
	src/core/withdrawal.c \
	src/core/withdrawal.h \
	src/core/working-days.c \
	src/core/working-days.h \
	src/ports/access.h \
	src/ports/case-store.h \
	src/ports/document-reader.h \
	src/ports/mail-sender.h \
	src/ports/mail-source.h \
	src/ports/now.h \
	src/ports/renderer.h

noinst_LIBRARIES += libadapters.a
libadapters_a_SOURCES = \
	src/adapters/compose-gmime.c \
	src/adapters/compose-gmime.h \
	src/adapters/conf-files.c \
	src/adapters/conf-files.h \
	src/adapters/config-check.c \
	src/adapters/config-check.h \
	src/adapters/config-kinds.c \
	src/adapters/config-kinds.h \
	src/adapters/config-libconfig.c \
	src/adapters/config-libconfig.h \
	src/adapters/config-paths.c \
	src/adapters/config-paths.h \
	src/adapters/config-problem.c \
	src/adapters/config-problem.h \
	src/adapters/config-rules.c \
	src/adapters/config-rules.h \
	src/adapters/config-schema.c \
	src/adapters/config-schema.h \
	src/adapters/db-backup.c \
	src/adapters/credential.c \
	src/adapters/credential.h \
	src/adapters/db-checkpoint.c \
	src/adapters/db-open.c \
	src/adapters/db-private.h \
	src/adapters/db.c \
	src/adapters/db.h \
	src/adapters/digest.c \
	src/adapters/digest.h \
	src/adapters/journal-hash.c \
	src/adapters/journal-hash.h \
	src/adapters/import-files.c \
	src/adapters/import-files.h \
	src/adapters/import-mbox.c \
	src/adapters/import-mbox.h \
	src/adapters/ical.c \
	src/adapters/ical.h \
	src/adapters/imap-connect.c \
	src/adapters/imap-connect.h \
	src/adapters/imap-dialogue.c \
	src/adapters/imap-dialogue.h \
	src/adapters/imap-fetch.c \
	src/adapters/imap-fetch.h \
	src/adapters/imap-idle.c \
	src/adapters/imap-idle.h \
	src/adapters/imap-item.c \
	src/adapters/imap-item.h \
	src/adapters/imap-list.c \
	src/adapters/imap-list.h \
	src/adapters/imap-mark.c \
	src/adapters/imap-mark.h \
	src/adapters/imap-name.c \
	src/adapters/imap-name.h \
	src/adapters/imap-parse.c \
	src/adapters/imap-parse.h \
	src/adapters/imap-response.c \
	src/adapters/imap-response.h \
	src/adapters/imap-session.c \
	src/adapters/imap-session.h \
	src/adapters/imap-set.c \
	src/adapters/imap-set.h \
	src/adapters/imap-token.c \
	src/adapters/imap-token.h \
	src/adapters/imap-watch.c \
	src/adapters/imap-watch.h \
	src/adapters/installed.c \
	src/adapters/installed.h \
	src/adapters/jwt.c \
	src/adapters/jwt.h \
	src/adapters/message-base64-wide.c \
	src/adapters/message-base64-wide.h \
	src/adapters/message-base64.c \
	src/adapters/message-base64.h \
	src/adapters/message-build.c \
	src/adapters/message-build.h \
	src/adapters/message-decode.c \
	src/adapters/message-decode.h \
	src/adapters/message-gmime.c \
	src/adapters/message-gmime.h \
	src/adapters/message-headers.c \
	src/adapters/message-identity.c \
	src/adapters/message-identity.h \
	src/adapters/message-inner.c \
	src/adapters/message-parts.c \
	src/adapters/message-private.h \
	src/adapters/message-report.c \
	src/adapters/message-scan.c \
	src/adapters/message-scan.h \
	src/adapters/message-words.c \
	src/adapters/message-text.c \
	src/adapters/message-text.h \
	src/adapters/now-system.c \
	src/adapters/now-system.h \
	src/adapters/reader-frame.c \
	src/adapters/reader-frame.h \
	src/adapters/reader-process.c \
	src/adapters/reader-process.h \
	src/adapters/reading-json.c \
	src/adapters/reading-json.h \
	src/adapters/rules-libconfig.c \
	src/adapters/rules-libconfig.h \
	src/adapters/rules-schema.c \
	src/adapters/rules-schema.h \
	src/adapters/secret-command.c \
	src/adapters/secret-command.h \
	src/adapters/secret-getter.h \
	src/adapters/secret.c \
	src/adapters/secret.h \
	src/adapters/server-curl.c \
	src/adapters/server-curl.h \
	src/adapters/smtp-curl.c \
	src/adapters/smtp-curl.h \
	src/adapters/smtp-outcome.c \
	src/adapters/smtp-private.h \
	src/adapters/store-access.c \
	src/adapters/store-arrival.c \
	src/adapters/store-budget.c \
	src/adapters/store-correction.c \
	src/adapters/store-discretion.c \
	src/adapters/store-due.c \
	src/adapters/store-epoch.c \
	src/adapters/store-file.c \
	src/adapters/store-further.c \
	src/adapters/store-held.c \
	src/adapters/store-disposal.c \
	src/adapters/store-intake.c \
	src/adapters/store-journal.c \
	src/adapters/store-ledger.c \
	src/adapters/store-likeness.c \
	src/adapters/store-lookup.c \
	src/adapters/store-lookup.h \
	src/adapters/store-mail.c \
	src/adapters/store-outbox.c \
	src/adapters/store-private.h \
	src/adapters/store-reading.c \
	src/adapters/store-receipts.c \
	src/adapters/store-recusal.c \
	src/adapters/store-schema.c \
	src/adapters/store-schema.h \
	src/adapters/store-statements.c \
	src/adapters/store-statements.h \
	src/adapters/store-summary.c \
	src/adapters/store-view-case.c \
	src/adapters/store-view.c \
	src/adapters/store-view.h \
	src/adapters/store.c \
	src/adapters/store.h \
	src/adapters/template-check.c \
	src/adapters/template-check.h \
	src/adapters/template-folder.c \
	src/adapters/template-folder.h \
	src/adapters/template-load.c \
	src/adapters/template-parse.c \
	src/adapters/template-parse.h \
	src/adapters/template-renderer.c \
	src/adapters/template-renderer.h \
	src/adapters/template-steps.c \
	src/adapters/template-steps.h \
	src/adapters/template.c \
	src/adapters/template.h \
	src/adapters/token-answer.c \
	src/adapters/token-cache.c \
	src/adapters/token-cache.h \
	src/adapters/token-curl.c \
	src/adapters/token-grant.c \
	src/adapters/token.h \
	src/adapters/variant-json.c \
	src/adapters/variant-json.h \
	src/adapters/vocabulary-libconfig.c \
	src/adapters/vocabulary-libconfig.h \
	src/adapters/words-libconfig.c \
	src/adapters/words-libconfig.h

noinst_LIBRARIES += libreader.a
libreader_a_SOURCES = \
	src/reader/bytes.h \
	src/reader/charset.c \
	src/reader/charset.h \
	src/reader/child.c \
	src/reader/child.h \
	src/reader/scan-process.c \
	src/reader/scan-process.h \
	src/reader/serve.c \
	src/reader/serve.h \
	src/reader/docx-body.c \
	src/reader/docx-body.h \
	src/reader/flow.c \
	src/reader/flow.h \
	src/reader/confine-calls.c \
	src/reader/confine-files.c \
	src/reader/confine-private.h \
	src/reader/confine.c \
	src/reader/confine.h \
	src/reader/format-docx.c \
	src/reader/format-eml.c \
	src/reader/format-html.c \
	src/reader/format-pdf.c \
	src/reader/format-kept.c \
	src/reader/format-odt.c \
	src/reader/format-rtf.c \
	src/reader/format-text.c \
	src/reader/format-tnef.c \
	src/reader/format-zip.c \
	src/reader/format.c \
	src/reader/format.h \
	src/reader/lines.c \
	src/reader/lines.h \
	src/reader/page-lines.c \
	src/reader/page-lines.h \
	src/reader/page-table.c \
	src/reader/page.c \
	src/reader/page.h \
	src/reader/pdf-form.c \
	src/reader/pdf-symbol.c \
	src/reader/pdf-text.c \
	src/reader/pdf.h \
	src/reader/lzfu.c \
	src/reader/lzfu.h \
	src/reader/mapi.c \
	src/reader/mapi.h \
	src/reader/odt-body.c \
	src/reader/odt-body.h \
	src/reader/read-file.c \
	src/reader/read-file.h \
	src/reader/rtf-fonts.c \
	src/reader/rtf-fonts.h \
	src/reader/rtf-scan.c \
	src/reader/rtf-scan.h \
	src/reader/rtf-text.c \
	src/reader/rtf-text.h \
	src/reader/symbol.c \
	src/reader/symbol.h \
	src/reader/unread.c \
	src/reader/unread.h \
	src/reader/warm.c \
	src/reader/warm.h \
	src/reader/xml.c \
	src/reader/xml.h \
	src/reader/zip.c \
	src/reader/zip.h

if OCR
libreader_a_SOURCES += \
	src/reader/format-image.c \
	src/reader/ocr.c \
	src/reader/ocr.h \
	src/reader/pdf-scan.c \
	src/reader/scan-boxes.c \
	src/reader/scan-strokes.c \
	src/reader/scan.c \
	src/reader/scan.h
else
libreader_a_SOURCES += src/reader/pdf-no-scan.c
endif

noinst_LIBRARIES += libdaemon.a
libdaemon_a_SOURCES = \
	src/daemon/accounting.c \
	src/daemon/accounting.h \
	src/daemon/control.c \
	src/daemon/control.h \
	src/daemon/daemon.h \
	src/daemon/digest-mail.c \
	src/daemon/digest-mail.h \
	src/daemon/disposer.c \
	src/daemon/disposer.h \
	src/daemon/dispatch.c \
	src/daemon/dispatch.h \
	src/daemon/fault.c \
	src/daemon/fault.h \
	src/daemon/first-contact.c \
	src/daemon/first-contact.h \
	src/daemon/further.c \
	src/daemon/further.h \
	src/daemon/glance.c \
	src/daemon/glance.h \
	src/daemon/handler.c \
	src/daemon/handler.h \
	src/daemon/held-receipts.c \
	src/daemon/held-receipts.h \
	src/daemon/intake.c \
	src/daemon/intake.h \
	src/daemon/letter.c \
	src/daemon/letter.h \
	src/daemon/log-throttle.c \
	src/daemon/log-throttle.h \
	src/daemon/log.c \
	src/daemon/log.h \
	src/daemon/certificates.c \
	src/daemon/certificates.h \
	src/daemon/logins.c \
	src/daemon/logins.h \
	src/daemon/mailbox.c \
	src/daemon/mailbox.h \
	src/daemon/reading-room.c \
	src/daemon/reading-room.h \
	src/daemon/reading-rooms.c \
	src/daemon/reading-rooms.h \
	src/daemon/removal.c \
	src/daemon/removal.h \
	src/daemon/newest.c \
	src/daemon/newest.h \
	src/daemon/poll.c \
	src/daemon/poll.h \
	src/daemon/private-folder.c \
	src/daemon/private-folder.h \
	src/daemon/rehearse.c \
	src/daemon/rehearse.h \
	src/daemon/routes.c \
	src/daemon/routes.h \
	src/daemon/service.c \
	src/daemon/service.h \
	src/daemon/stage.c \
	src/daemon/stage.h \
	src/daemon/worker.c \
	src/daemon/worker.h

noinst_LIBRARIES += libcli.a
libcli_a_SOURCES = \
	src/cli/case-recuse.c \
	src/cli/backup.c \
	src/cli/calendar.c \
	src/cli/case-show.c \
	src/cli/cases.c \
	src/cli/checks.c \
	src/cli/clock-compute.c \
	src/cli/clock-explain.c \
	src/cli/clock-show.c \
	src/cli/clock-show.h \
	src/cli/cli.c \
	src/cli/cli.h \
	src/cli/extract.c \
	src/cli/help.c \
	src/cli/help.h \
	src/cli/import.c \
	src/cli/layout.c \
	src/cli/layout.h \
	src/cli/mail-file.c \
	src/cli/mails.c \
	src/cli/open.c \
	src/cli/outbox-move.c \
	src/cli/outboxes.c \
	src/cli/read.c \
	src/cli/reading-show.c \
	src/cli/reading-show.h \
	src/cli/report.c \
	src/cli/table.c \
	src/cli/take-in.c \
	src/cli/take-in.h \
	src/cli/table.h \
	src/cli/verbs.h \
	src/cli/view.c \
	src/cli/view.h

outside_libs = $(GMIME_LIBS) $(CURL_LIBS) $(CONFIG_LIBS) $(SQLITE_LIBS) $(JANSSON_LIBS) \
	$(XML_LIBS) $(ARCHIVE_LIBS) $(CRYPTO_LIBS) $(GLIB_LIBS)
# What opens untrusted documents is loaded by the reader only.
reader_libs = $(POPPLER_LIBS) $(OCR_LIBS) $(SECCOMP_LIBS) -lm

libexec_PROGRAMS += lexsarah-reader
lexsarah_reader_SOURCES = src/reader/main.c
lexsarah_reader_LDADD = libreader.a libadapters.a libcore.a $(reader_libs) $(outside_libs)

sbin_PROGRAMS += lexsarahd
lexsarahd_SOURCES = src/daemon/main.c
lexsarahd_LDADD = libdaemon.a libadapters.a libcore.a $(outside_libs) $(ICAL_LIBS)

bin_PROGRAMS += lexsarah
lexsarah_SOURCES = src/cli/main.c
lexsarah_LDADD = libcli.a libdaemon.a libadapters.a libcore.a $(outside_libs)

# The programs run from their build folder too, with what is in share there.
BUILT_SOURCES += share/stamp
share/stamp: Makefile
	$(AM_V_GEN)$(MKDIR_P) share && rm -f share/forms share/rules share/templates share/words && \
		$(LN_S) '$(abs_top_srcdir)/conf/forms' share/forms && \
		$(LN_S) '$(abs_top_srcdir)/conf/rules' share/rules && \
		$(LN_S) '$(abs_top_srcdir)/conf/words' share/words && \
		$(LN_S) '$(abs_top_srcdir)/templates' share/templates && : >$@

distclean-local:
	rm -rf share

# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The configuration of one board on the private servers, to be sourced after
# servers.sh by what runs lexsarahd on them.

# usage: write_demo_conf FILE DATABASE; the servers must have been started
write_demo_conf() {
	(umask 077 && : >"$1")
	cat >"$1" <<-EOF
		# testing = true marks the database as a test for ever.
		testing = true;
		database = "$2";
		templates = "${top_srcdir:?}/templates";
		organisation = {
		  name = "Exempels kommun";
		  domains = [ "kommun.example" ];
		  gateways = [ "mx.kommun.example" ];
		  anchor = "never";
		};
		limits = {
		  receipts_per_sender = 100000;
		  receipts = 100000;
		  notices_per_recipient = 100000;
		};
		boards = ( {
		  id = "AMN";
		  name = "Arbetsmarknadsnämnden";
		  address = "lexsarah@kommun.example";
		  mailbox = {
		    url = "imap://127.0.0.1:$IMAP_PORT/INBOX";
		    user = "lexsarah";
		    password = "$SERVERS_PASSWORD";
		    tls = "none";
		    after = "flag";
		  };
		  smtp = {
		    url = "smtp://127.0.0.1:$SMTP_PORT";
		    tls = "none";
		  };
		  responsible = "ansvarig@kommun.example";
		  registrar = "registrator@kommun.example";
		  operator = "drift@kommun.example";
		  emergency_phone = "08-123 45 67";
		} );
	EOF
}

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another client of a mailbox, on whatever IMAP server: what a person does to it.

usage: imap-client.py PORT PASSWORD FOLDER VERB [ARGUMENT…]

  renew                an empty folder, also where mail is moved to
  renumber             the same mails under a new UIDVALIDITY
  append FILE…         puts mails in; append-read: as read
  flag FLAGS UIDS      sets flags; unflag takes them away
  move UIDS FOLDER     moves by COPY and EXPUNGE
  delete UIDS          deletes for good
  rights LETTERS       what the user may do in the folder
  last                 prints the UID of the newest mail
  count [QUERY]        prints how many mails there are of the kind
"""

import imaplib
import sys


def need(answer):
    kind, data = answer
    if kind != "OK":
        raise SystemExit(f"imap-client: {data}")
    return data


def uids(client, query="ALL"):
    return need(client.uid("SEARCH", query))[0].split()


def select(client, folder):
    need(client.select(f'"{folder}"'))


def make(client, folder):
    client.delete(f'"{folder}"')
    need(client.create(f'"{folder}"'))


def remove(client, which):
    need(client.uid("STORE", which, "+FLAGS.SILENT", r"(\Deleted)"))
    need(client.expunge())


def do_renew(client, folder, *others):
    for name in (folder, *others):
        make(client, name)


def do_renumber(client, folder):
    old = folder + "-gammal"
    client.delete(f'"{old}"')
    need(client.rename(f'"{folder}"', f'"{old}"'))
    make(client, folder)
    select(client, old)
    need(client.uid("COPY", "1:*", f'"{folder}"'))
    select(client, "INBOX")
    need(client.delete(f'"{old}"'))


def do_append(client, folder, *files, flags=None):
    for name in files:
        with open(name, "rb") as file:
            need(client.append(f'"{folder}"', flags, None, file.read()))


def do_append_read(client, folder, *files):
    do_append(client, folder, *files, flags=r"(\Seen)")


def do_flag(client, folder, flags, which, sign="+"):
    select(client, folder)
    need(client.uid("STORE", which, sign + "FLAGS.SILENT", f"({flags})"))


def do_unflag(client, folder, flags, which):
    do_flag(client, folder, flags, which, "-")


def do_move(client, folder, which, target):
    select(client, folder)
    need(client.uid("COPY", which, f'"{target}"'))
    remove(client, which)


def do_delete(client, folder, which):
    select(client, folder)
    remove(client, which)


def do_rights(client, folder, letters):
    need(client.setacl(f'"{folder}"', "lexsarah", letters))


def do_count(client, folder, query="ALL"):
    need(client.select(f'"{folder}"', readonly=True))
    print(len(uids(client, query)))


def do_last(client, folder):
    select(client, folder)
    print(uids(client)[-1].decode())


def main():
    port, password, folder, verb = sys.argv[1:5]
    client = imaplib.IMAP4("127.0.0.1", int(port), timeout=20)
    need(client.login("lexsarah", password))
    globals()["do_" + verb.replace("-", "_")](client, folder, *sys.argv[5:])
    client.logout()


main()

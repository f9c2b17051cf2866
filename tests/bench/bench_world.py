# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rows of the bench share: servers, the daemon and what the kernel counts of it, and the
form in which a row says what it measured. A row that is run by itself prints that form."""

import contextlib
import json
import os
import pathlib
import queue
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("top_builddir", ".")).resolve()
PYTHON = [sys.executable, "-B"]
SHELL = """
export top_srcdir=%s top_builddir=%s
. "$top_srcdir/tests/support/servers.sh"
. "$top_srcdir/tests/support/demo-conf.sh"
servers_start "$1" >&2 || exit
trap servers_stop EXIT
echo "$IMAP_PORT $LMTP_PORT $SERVERS_USER $SERVERS_GROUP $SERVERS_PASSWORD"
while read -r line; do eval "$line" >&2; echo; done
"""

# Asked to end, a row takes its servers and folders along.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


def size(name, otherwise):
    """How much of something a row takes; less of it is for trying."""
    return int(os.environ.get(f"BENCH_{name}", otherwise))


def note(text):
    print(f"# {text}", file=sys.stderr, flush=True)


def tell(what, measured, value, limit, unit=""):
    """A line of the table. unit "": value is a ratio."""
    print(json.dumps({"what": what, "measured": measured, "value": value, "limit": limit, "unit": unit}),
          flush=True)


def tell_beside(what, unit, ours, theirs, limit, digits=2):
    """Both were measured in turn, so what else the machine did is in both: the ratio of each round counts."""
    ratio = statistics.median(a / b for a, b in zip(ours, theirs))
    tell(what, f"{statistics.median(ours):.{digits}f} {unit} to {statistics.median(theirs):.{digits}f} {unit}",
         ratio, limit)


def folder():
    """A new one for a row. Who the servers run as must be able to go through it."""
    new = tempfile.TemporaryDirectory(prefix="lexsarah-bench.", ignore_cleanup_errors=True)
    os.chmod(new.name, 0o711)
    return new


class Servers:
    """The private Dovecot and Exim of the tests."""

    def __init__(self, name):
        self.folder = pathlib.Path(name)
        self.shell = subprocess.Popen(["bash", "-c", SHELL % (SOURCE, BUILD), "servers", name],
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        words = self.shell.stdout.readline().split()
        if not words:
            sys.exit("the test servers did not start")
        self.imap, self.lmtp = int(words[0]), int(words[1])
        self.user, self.group, self.password = words[2:]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.shell.stdin.close()
        self.shell.wait()

    def run(self, line):
        """A command of the shell that has the functions of servers.sh."""
        self.shell.stdin.write(line + "\n")
        self.shell.stdin.flush()
        self.shell.stdout.readline()

    def configure(self, smtp, imap=None, name="lexsarah"):
        """A configuration whose mail server is at that port; it and its database are called name."""
        conf = self.folder / f"{name}.conf"
        self.run(f"IMAP_PORT={imap or self.imap} SMTP_PORT={smtp} "
                 f"write_demo_conf '{conf}' '{self.folder}/{name}.db'")
        return conf

    def fill(self, count, length, box="lexsarah"):
        """Reports that all differ. The server has looked at them once: nobody is to pay for its index."""
        maildir, docx = self.folder / "mail" / box / "Maildir", self.folder / "report.docx"
        subprocess.run([*PYTHON, f"{SOURCE}/tests/support/make-docx.py", "report-v1", docx], check=True)
        subprocess.run([*PYTHON, f"{SOURCE}/tests/bench/fill-mailbox.py", maildir, str(count), str(length), docx],
                       check=True)
        if os.getuid() == 0:
            self.run(f"chown -R '{self.user}:{self.group}' '{self.folder}/mail'")
        self.run(f"mail_count {box} >/dev/null")


class Sink:
    """A mail server that accepts everything; mails has (seconds, recipient) of each."""

    def __init__(self, name):
        self.path = pathlib.Path(name) / "sink"
        with open(self.path, "wb") as out:
            self.process = subprocess.Popen([f"{BUILD}/tests/bench/sink-smtp"], stdin=subprocess.PIPE, stdout=out)
        wait_until(lambda: self.path.stat().st_size > 0)
        port = self.path.read_text(encoding="ascii")
        self.port, self.known, self.taken = int(port), len(port), []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    @property
    def mails(self):
        with open(self.path, "rb") as file:
            file.seek(self.known)
            whole = file.read().rpartition(b"\n")[0]
        if whole:
            self.known += len(whole) + 1
            self.taken += [(float(second), to) for second, to in
                           (line.split() for line in whole.decode().split("\n"))]
        return self.taken


class Daemon:
    """lexsarahd. What it logs is in lines, with the seconds when it did."""

    def __init__(self, conf, *options):
        self.lines, self.news = [], queue.Queue()
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [f"{BUILD}/lexsarahd", "-c", str(conf), *options], stderr=subprocess.PIPE,
            env=dict(os.environ, LEXSARAH_READER=f"{BUILD}/lexsarah-reader", TZ="Europe/Stockholm"))
        self.pid = self.process.pid
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        for line in self.process.stderr:
            self.lines.append((time.monotonic() - self.started, line.decode()))
            self.news.put(line.decode())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait()
        self.reader.join()

    def await_line(self, text):
        """The seconds from the start until it logged that."""
        while text not in self.news.get(timeout=60):
            pass
        return next(second for second, line in self.lines if text in line)

    def run(self):
        """Until it ends by itself; the most memory that it held by then, in MiB."""
        peak = 0
        while self.process.poll() is None:
            peak = max(peak, peak_mib(self.pid))
            time.sleep(0.02)
        self.reader.join()
        return peak

    def seconds_of(self, text):
        return [second for second, line in self.lines if text in line]


def of_tasks(pid, name):
    """What that file says of each thread of a process and of its children; who ended meanwhile says nothing."""
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*"):
        with contextlib.suppress(OSError):
            yield (task / name).read_text(encoding="utf-8", errors="replace")
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from of_tasks(child, name)


def ran_ms(pid):
    """Of processor time, which what else the machine does changes little."""
    return sum(int(line.split()[0]) for line in of_tasks(pid, "schedstat")) / 1e6


def peak_mib(pid):
    """VmHWM; 0 if the process has ended."""
    try:
        text = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("VmHWM:")), 0)


def wait_until(holds, seconds=60):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            sys.exit("what was waited for did not come")
        time.sleep(0.005)


def ask(database, statement):
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
        return db.execute(statement).fetchall()

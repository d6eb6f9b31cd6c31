"""Mails fetched from a real Dovecot over TLS: into Kontor until each is a committed ticket or message, and by imaplib alone."""

import imaplib
import json
import os
import random
import shutil
import sqlite3
import ssl
import subprocess
import time
from contextlib import closing
from pathlib import Path

import kontor
import letters

ADDRESS = "support@kontor.test"
BATCH = 20  # as many as Kontor asks for at a time


class Mailserver:
    """The mail servers of the tests, with one mailbox that holds so many mails."""

    def __enter__(self):
        world = str(kontor.ROOT / "tests/world/world")
        started = subprocess.run([world, "start", "mail"], capture_output=True, text=True)
        if started.returncode:
            raise SystemExit(f"the mail servers did not start:\n{started.stderr}")
        env = Path(started.stdout.strip().splitlines()[-1])
        self.stop = [world, "stop", str(env.parent)]
        told = dict(line.split("=", 1) for line in env.read_text().splitlines() if "=" in line)
        self.mail = json.loads(Path(told["KONTOR_TEST_MAIL"].strip("'\"")).read_text())
        self.password = self.mail["users"][ADDRESS]
        return self

    def __exit__(self, *_):
        subprocess.run(self.stop, check=True)

    def session(self):
        imap = imaplib.IMAP4_SSL("localhost", self.mail["imaps"], ssl_context=ssl.create_default_context(cafile=self.mail["ca"]))
        imap.login(ADDRESS, self.password)
        imap.select("INBOX")
        return imap

    def fill(self, mails):
        chance = random.Random(4711)
        imap = self.session()
        for n in range(mails):
            imap.append("INBOX", None, None, letters.mail(chance, n, ADDRESS).replace("\n", "\r\n").encode())
        imap.logout()

    def settings(self):
        """What Kontor is told: what is there already comes in as an archive, so no acknowledgement leaves meanwhile."""
        return {
            "KONTOR_MAIL__EXTRA_CA_FILE": self.mail["ca"], "KONTOR_OUTBOUND__ALLOW": f"127.0.0.1/32:{self.mail['imaps']}",
            "KONTOR_BOOTSTRAP__ADDRESS": ADDRESS, "KONTOR_BOOTSTRAP__USERNAME": ADDRESS, "KONTOR_BOOTSTRAP__PASSWORD": self.password,
            "KONTOR_BOOTSTRAP__IMAP_HOST": "localhost", "KONTOR_BOOTSTRAP__IMAP_PORT": str(self.mail["imaps"]),
        }


def bare(server, mails):
    """The limit: the same mails read by imaplib in one session, and thrown away."""
    began = time.perf_counter()
    imap = server.session()
    _, found = imap.uid("SEARCH", None, "ALL")
    uids = found[0].decode().split()
    size = 0
    for at in range(0, len(uids), BATCH):
        _, parts = imap.uid("FETCH", ",".join(uids[at:at + BATCH]), "(BODY.PEEK[])")
        size += sum(len(part[1]) for part in parts if isinstance(part, tuple))
    seconds = time.perf_counter() - began
    imap.logout()
    if len(uids) != mails:
        raise SystemExit(f"the mailbox holds {len(uids)} mails instead of {mails}")
    return seconds, size


def into_kontor(server, mails):
    data = kontor.CACHE / "kontor-imap"
    shutil.rmtree(data, ignore_errors=True)
    kontor.new(data)
    began = time.perf_counter()
    running = kontor.start(data, server.settings())
    try:
        with closing(sqlite3.connect(f"file:{data / 'kontor.db'}?mode=ro", uri=True, timeout=30)) as db:
            while True:
                (there,) = db.execute("SELECT COUNT(*) FROM messages WHERE mail IS NOT NULL").fetchone()
                seconds = time.perf_counter() - began
                if there >= mails:
                    (tickets,) = db.execute("SELECT COUNT(*) FROM tickets").fetchone()
                    return seconds, tickets, running.cpu_seconds()
                if seconds > 1_800:
                    raise SystemExit(f"after {seconds:.0f} s only {there} of {mails} mails are there; see {kontor.CACHE / 'kontor.log'}")
                time.sleep(0.05)
    finally:
        running.stop()


def speed(mails):
    with Mailserver() as server:
        server.fill(mails)
        alone, size = bare(server, mails)
        seconds, tickets, cpu = into_kontor(server, mails)
    return {
        "mails": mails, "megabytes": round(size / 1e6, 1), "tickets": tickets, "binary": os.path.relpath(kontor.BINARY, kontor.ROOT),
        "seconds": round(seconds, 3), "per_second": round(mails / seconds, 1), "cpu_ms_per_mail": round(cpu * 1000 / mails, 2),
        "imaplib_seconds": round(alone, 3), "imaplib_per_second": round(mails / alone, 1),
    }

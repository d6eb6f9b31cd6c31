"""The programs that Kontor is measured beside: the same list and the same ticket page on the same number of tickets, and the
same licences, in SQLite."""

import os
import sqlite3
from pathlib import Path

from process import Server

HERE = Path(__file__).parent
ROOT = HERE.parent
CACHE = ROOT / ".cache/bench"


def database(count, what="tickets"):
    """The peers' database; built once and kept as long as its script stays the same."""
    script = (HERE / f"peers/{what}.sql").read_text()
    file, made_by = CACHE / f"peers-{what}-{count}.db", CACHE / f"peers-{what}-{count}.sql"
    if not file.exists() or not made_by.exists() or made_by.read_text() != script:
        file.unlink(missing_ok=True)
        with sqlite3.connect(file) as db:
            db.executescript(script.replace(":n;", f"{count};").replace("i < :n", f"i < {count}"))
        made_by.write_text(script)
    return file


def bare_axum(tickets):
    database(tickets)
    return Server([str(ROOT / "target/peers/release/bare-axum"), str(database(tickets)), "{port}"], "/tickets/1", log=CACHE / "bare-axum.log")


def flask(tickets):
    workers = str(os.cpu_count())
    command = [str(HERE / ".venv/bin/gunicorn"), "-w", workers, "-b", "127.0.0.1:{port}", "--chdir", str(HERE / "peers/flask"), "app:app"]
    return Server(command, "/tickets/1", env={"DATABASE": str(database(tickets))}, log=CACHE / "flask.log")


def licences(count):
    return database(count, "licences")


def bare_axum_signing():
    return bare_axum(1)


def flask_licences(count):
    command = [str(HERE / ".venv/bin/gunicorn"), "-w", "1", "-b", "127.0.0.1:{port}", "--chdir", str(HERE / "peers/flask"), "app:app"]
    return Server(command, "/", env={"DATABASE": str(licences(count))}, log=CACHE / "flask.log")

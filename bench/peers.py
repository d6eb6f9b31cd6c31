"""The programs that Kontor is measured beside: the same list and the same ticket page on the same number of tickets, in SQLite."""

import os
import sqlite3
from pathlib import Path

from process import Server

HERE = Path(__file__).parent
ROOT = HERE.parent
CACHE = ROOT / ".cache/bench"


def database(tickets):
    """The peers' database; built once and kept as long as its script stays the same."""
    script = (HERE / "peers/tickets.sql").read_text()
    file, made_by = CACHE / f"peers-{tickets}.db", CACHE / f"peers-{tickets}.sql"
    if not file.exists() or not made_by.exists() or made_by.read_text() != script:
        file.unlink(missing_ok=True)
        with sqlite3.connect(file) as db:
            db.executescript(script.replace(":n;", f"{tickets};").replace("i < :n", f"i < {tickets}"))
        made_by.write_text(script)
    return file


def bare_axum(tickets):
    return Server([str(ROOT / "target/peers/release/bare-axum"), str(database(tickets)), "{port}"], "/tickets/1", log=CACHE / "bare-axum.log")


def flask(tickets):
    workers = str(os.cpu_count())
    command = [str(HERE / ".venv/bin/gunicorn"), "-w", workers, "-b", "127.0.0.1:{port}", "--chdir", str(HERE / "peers/flask"), "app:app"]
    return Server(command, "/tickets/1", env={"DATABASE": str(database(tickets))}, log=CACHE / "flask.log")

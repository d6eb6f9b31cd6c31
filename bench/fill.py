"""Fills a Kontor's SQLite database with tickets, the same on every run: 30 % open, two messages each, 5,000 customers of 500 firms."""

import sqlite3
from datetime import datetime, timezone

# Recent, so that every page shows the ages that people see; a constant, so that every run is alike.
NEWEST = int(datetime(2026, 11, 20, 12, tzinfo=timezone.utc).timestamp() * 1000)
MINUTE = 60_000
CUSTOMERS, FIRMS, AGENTS, GROUPS = 5_000, 500, 12, 4

FIRST = ("Guten Morgen, seit gestern kommen nur weiße Blätter heraus. Wir haben den Toner schon gewechselt und das Gerät neu gestartet. "
         "Können Sie bitte heute noch jemanden schicken? Mit freundlichen Grüßen")
ANSWER = "Guten Tag, bitte prüfen Sie die Charge der Kartusche: Charge 7 ist fehlerhaft. Eine neue ist unterwegs. Mit freundlichen Grüßen"


def uuid(kind, n, at=0):
    """A UUIDv7 of a moment, so that ids are in order of time, as Kontor's are."""
    value = (at << 80) | (7 << 76) | ((kind & 0xFFF) << 64) | (2 << 62) | n
    return value.to_bytes(16, "big")


class Table:
    """Inserts rows of which only some columns matter; the others get the emptiest value that the schema allows."""

    def __init__(self, db, name, columns):
        self.db, self.name = db, name
        schema = db.execute(f'pragma table_info("{name}")').fetchall()
        if not schema:
            raise SystemExit(f"the schema has no table {name}: bench/fill.py must follow it")
        unknown = set(columns) - {column[1] for column in schema}
        if unknown:
            raise SystemExit(f"the table {name} has no {', '.join(unknown)}: bench/fill.py must follow it")
        rest = [(column[1], self.empty(column[2])) for column in schema if column[1] not in columns and column[3] and column[4] is None]
        names = ", ".join(f'"{n}"' for n in [*columns, *(n for n, _ in rest)])
        self.sql = f'insert into "{name}" ({names}) values ({", ".join(["?"] * len(columns) + [v for _, v in rest])})'

    @staticmethod
    def empty(kind):
        kind = kind.lower()
        return "0" if "int" in kind or "bool" in kind or "real" in kind else "x''" if "blob" in kind or "binary" in kind else "''"

    def add(self, rows):
        self.db.executemany(self.sql, rows)


def fill(file, tickets):
    db = sqlite3.connect(file)
    db.executescript("pragma journal_mode=off; pragma synchronous=off; pragma foreign_keys=off; pragma cache_size=-400000")
    people(db)
    agents, groups = staff(db)
    mailbox = uuid(6, 1)
    Table(db, "mailboxes", ["id", "name", "address", "address_key", "group", "lang", "imap_security", "smtp_security", "after_fetch"]).add(
        [(mailbox, "Support", "support@kontor.test", "support@kontor.test", groups[0], "de", "tls", "tls", "mark_seen")])
    conversations(db, tickets, agents, groups, mailbox)
    db.commit()
    db.execute("analyze")
    db.execute("pragma journal_mode=wal")
    db.close()


def people(db):
    Table(db, "organisations", ["id", "name", "name_key", "kind", "active"]).add(
        (uuid(1, n), f"Firma {n}", f"firma {n}", "customer", 1) for n in range(FIRMS))
    Table(db, "persons", ["id", "name", "name_key", "organisation", "active"]).add(
        (uuid(2, n), f"Kunde {n}", f"kunde {n}", uuid(1, n % FIRMS), 1) for n in range(CUSTOMERS))
    Table(db, "person_emails", ["id", "person", "position", "email", "email_key"]).add(
        (uuid(3, n), uuid(2, n), 0, f"kunde{n}@firma.example", f"kunde{n}@firma.example") for n in range(CUSTOMERS))


def staff(db):
    Table(db, "users", ["id", "name", "name_key", "email", "email_key", "role", "level", "lang", "theme", "active"]).add(
        (uuid(4, n), f"Agentin {n}", f"agentin {n}", f"a{n}@kontor.test", f"a{n}@kontor.test", "agent", 1 + n % 4, "de", "system", 1)
        for n in range(AGENTS))
    Table(db, "helpdesk_groups", ["id", "name", "name_key", "active"]).add((uuid(5, n), f"Gruppe {n}", f"gruppe {n}", 1) for n in range(GROUPS))
    return [uuid(4, n) for n in range(AGENTS)], [uuid(5, n) for n in range(GROUPS)]


def conversations(db, tickets, agents, groups, mailbox):
    columns = ["id", "number", "subject", "status", "open", "priority", "channel", "group", "assignee", "level", "person", "organisation",
               "mailbox", "lang", "message_count", "created_at", "updated_at", "closed_at", "version"]
    Table(db, "tickets", columns).add(ticket(n, tickets, agents, groups, mailbox) for n in range(1, tickets + 1))
    columns = ["id", "ticket", "kind", "author", "person", "from_name", "from_address", "subject", "content_type", "body", "text", "text_new",
               "message_id", "written_at", "created_at"]
    Table(db, "messages", columns).add(row for n in range(1, tickets + 1) for row in messages(n, tickets, agents))
    db.execute("insert or replace into counters (name, value) values ('ticket', ?)", (tickets,))


def moment(n, tickets):
    return NEWEST - (tickets - n) * MINUTE


def ticket(n, tickets, agents, groups, mailbox):
    status = "open" if n % 10 < 2 else "new" if n % 10 == 2 else "waiting" if n % 10 == 3 else "closed"
    at, person = moment(n, tickets), n * 7919 % CUSTOMERS
    return (uuid(7, n, at), n, f"Drucker in Halle {n % 40} druckt nur weiße Seiten ({n})", status, status != "closed", 1 + n % 3, "mail", groups[n % GROUPS],
            None if n % 3 == 0 else agents[n % AGENTS], 1 + n % 4, uuid(2, person), uuid(1, person % FIRMS), mailbox, "de", 2, at, at + 5 * MINUTE,
            at + 5 * MINUTE if status == "closed" else None, 1)


def messages(n, tickets, agents):
    at, person = moment(n, tickets), n * 7919 % CUSTOMERS
    subject = f"Drucker in Halle {n % 40} druckt nur weiße Seiten ({n})"
    yield (uuid(8, n, at), uuid(7, n, at), "customer", None, uuid(2, person), f"Kunde {person}", f"kunde{person}@firma.example", subject, "text/plain",
           FIRST, FIRST, FIRST, f"bench-{n}@firma.example", at, at)
    at += 5 * MINUTE
    yield (uuid(9, n, at), uuid(7, n, at - 5 * MINUTE), "agent", agents[n % AGENTS], None, f"Agentin {n % AGENTS}", "support@kontor.test", subject,
           "text/plain", ANSWER, ANSWER, ANSWER, f"bench-{n}-a@kontor.test", at, at)

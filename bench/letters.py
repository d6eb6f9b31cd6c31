"""A Maildir of mails as a helpdesk gets them, the same on every run: half plain, a third HTML, some with files, every fifth a reply."""

import base64
import random
import shutil
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path

WORDS = ("Drucker Halle Lizenz Rechnung Zugang Server Angebot Verbindung Störung Größe Straße Update Fehler Seite Konto "
         "Kennwort Bestellung Lieferung Termin Rückruf").split()


def text(chance, words):
    return " ".join(chance.choice(WORDS) for _ in range(words)) + "."


def mail(chance, n, to):
    customer = (n - 3 if n % 5 == 4 else n) * 7919 % 400
    subject = f"{text(chance, 4)[:-1]} {n}"
    body = "Guten Tag,\n\n" + "\n".join(text(chance, 12) for _ in range(chance.randint(3, 12))) + f"\n\nMit freundlichen Grüßen\nKunde {customer}"
    head = [
        f"From: =?UTF-8?B?{base64.b64encode(f'Kundin Müller {customer}'.encode()).decode()}?= <kunde{customer}@firma{customer % 90}.example>",
        f"To: <{to}>",
        f"Subject: =?UTF-8?B?{base64.b64encode(subject.encode()).decode()}?=",
        f"Message-ID: <bench-{n}@firma.example>",
        "Date: " + format_datetime(datetime(2026, 1, 5, 8, tzinfo=timezone.utc) + timedelta(minutes=n)),
        "MIME-Version: 1.0",
    ]
    if n % 5 == 4:
        head.append(f"In-Reply-To: <bench-{n - 3}@firma.example>\nReferences: <bench-{n - 3}@firma.example>")
    plain = f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n"
    if n % 6 < 3:
        return "\n".join(head) + "\n" + plain
    html = "".join(f"<p>{line}</p>" for line in body.split("\n"))
    parts = [plain, f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n<html><body>{html}</body></html>\n"]
    kind = "alternative"
    if n % 6 == 5:
        file = base64.encodebytes(chance.randbytes(chance.randint(2_000, 60_000))).decode()
        parts = [parts[0], f'Content-Type: application/pdf; name="Bericht {n}.pdf"\nContent-Disposition: attachment; filename="Bericht {n}.pdf"\n'
                           f"Content-Transfer-Encoding: base64\n\n{file}"]
        kind = "mixed"
    return "\n".join(head) + f'\nContent-Type: multipart/{kind}; boundary="grenze"\n\n' + "".join(f"--grenze\n{p}" for p in parts) + "--grenze--\n"


def maildir(folder: Path, mails, to):
    chance = random.Random(4711)
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    for n in range(mails):
        (folder / "new" / f"{1767600000 + n}.M{n:06}.bench").write_text(mail(chance, n, to))
    return folder

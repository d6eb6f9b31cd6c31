"""The list of open tickets and one ticket, and a licence that is validated, as a small Flask program would write them:
DATABASE=file gunicorn app:app."""

import json
import os
import time
from base64 import b64encode
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask, abort, render_template, request
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, joinedload, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Ticket(Base):
    __tablename__ = "ticket"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    subject: Mapped[str]
    status: Mapped[str]
    priority: Mapped[str]
    customer: Mapped[str]
    assignee: Mapped[str | None]
    updated_at: Mapped[int]
    articles: Mapped[list["Article"]] = relationship(order_by="Article.created_at")


class Article(Base):
    __tablename__ = "article"
    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    author: Mapped[str]
    body: Mapped[str]
    created_at: Mapped[int]


class Policy(Base):
    __tablename__ = "policy"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    max_machines: Mapped[int]


class Machine(Base):
    __tablename__ = "machine"
    id: Mapped[int] = mapped_column(primary_key=True)
    licence_id: Mapped[int] = mapped_column(ForeignKey("licence.id"))
    fingerprint: Mapped[str]


class Licence(Base):
    __tablename__ = "licence"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    name: Mapped[str]
    policy_id: Mapped[int] = mapped_column(ForeignKey("policy.id"))
    suspended: Mapped[bool]
    expires_at: Mapped[int | None]
    policy: Mapped[Policy] = relationship()


app = Flask(__name__)
PAIR = Ed25519PrivateKey.from_private_bytes(bytes([7] * 32))
engine = create_engine(f"sqlite:///{os.environ['DATABASE']}")


@app.get("/")
def ready():
    return ""


@app.get("/tickets")
def tickets():
    with Session(engine) as db:
        found = db.scalars(select(Ticket).where(Ticket.status == "open").order_by(Ticket.updated_at.desc()).limit(50)).all()
        return render_template("tickets.html", tickets=found)


@app.get("/tickets/<int:number>")
def ticket(number):
    with Session(engine) as db:
        found = db.scalar(select(Ticket).where(Ticket.number == number)) or abort(404)
        return render_template("ticket.html", ticket=found)


@app.post("/v1/licenses/actions/validate-key")
def validate():
    meta = request.get_json(force=True)["meta"]
    fingerprint = meta.get("scope", {}).get("fingerprint")
    with Session(engine) as db:
        found = db.scalar(select(Licence).where(Licence.key == meta["key"]).options(joinedload(Licence.policy)))
        code = verdict(db, found, fingerprint)
        return signed({"data": found and shown(found), "meta": {"valid": code == "VALID", "code": code, "scope": meta.get("scope", {})}})


def verdict(db, licence, fingerprint):
    if licence is None:
        return "NOT_FOUND"
    if licence.suspended:
        return "SUSPENDED"
    if licence.expires_at and licence.expires_at < time.time():
        return "EXPIRED"
    if fingerprint and not db.scalar(select(Machine).where(Machine.licence_id == licence.id, Machine.fingerprint == fingerprint)):
        return "FINGERPRINT_SCOPE_MISMATCH"
    return "VALID"


def shown(licence):
    return {"type": "licenses", "id": licence.id, "attributes": {
        "name": licence.name, "key": licence.key, "suspended": licence.suspended, "expiry": licence.expires_at,
        "maxMachines": licence.policy.max_machines}}


def signed(document):
    body = json.dumps(document).encode()
    digest = "sha-256=" + b64encode(sha256(body).digest()).decode()
    date = format_datetime(datetime.now(UTC), usegmt=True)
    text = f"(request-target): post {request.path}\nhost: {request.host}\ndate: {date}\ndigest: {digest}"
    signature = b64encode(PAIR.sign(text.encode())).decode()
    return body, 200, {
        "Content-Type": "application/vnd.api+json", "Date": date, "Digest": digest,
        "Keygen-Signature": f'keyid="bench", algorithm="ed25519", signature="{signature}", headers="(request-target) host date digest"'}

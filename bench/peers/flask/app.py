"""The list of open tickets and one ticket, as a small Flask program would write them: DATABASE=file gunicorn app:app."""

import os

from flask import Flask, abort, render_template
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship


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


app = Flask(__name__)
engine = create_engine(f"sqlite:///{os.environ['DATABASE']}")


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

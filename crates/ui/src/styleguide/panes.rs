//! The helpdesk's working place with made-up tickets.

use super::say;
use crate::page::{Page, page};
use crate::parts::*;
use chrono::TimeDelta;
use maud::{Markup, html};
use platform::{Cx, Locale};

const SUBJECTS: [(u32, &str, &str, &str); 9] = [
    (4711, "Drucker Halle 2 druckt leer", "Printer in hall 2 prints blank pages", "Halle GmbH"),
    (4709, "VPN: Zertifikat läuft ab", "VPN certificate expires", "Stadtwerke Nord"),
    (4702, "Rechnung 2231 doppelt gebucht", "Invoice 2231 booked twice", "ACME AG"),
    (4698, "Neuer Arbeitsplatz für Frau Ahlers", "New workplace for Ms Ahlers", "Stadtwerke Nord"),
    (
        4688,
        "Urlaubsvertretung: Zugriff auf das Postfach info@",
        "Holiday cover: access to the mailbox info@",
        "Halle GmbH",
    ),
    (4671, "Zahlungsavis 88-1204", "Payment advice 88-1204", "Sparkasse"),
    (
        4660,
        "Telefonanlage klingelt nicht durch",
        "Phone system does not ring through",
        "Ärztehaus Süd",
    ),
    (4655, "Passwort zurücksetzen", "Password reset", "Li Wei"),
    (4650, "Backup meldet Fehler 0x80070005", "Backup reports error 0x80070005", "Behn & Söhne"),
];

fn state(l: &Locale, i: usize) -> Badge {
    match i % 4 {
        0 => Badge::new(Tone::Accent, "circle-dot", say(l, "offen", "open")),
        1 => Badge::new(Tone::Info, "circle", say(l, "neu", "new")),
        2 => Badge::new(Tone::Warn, "circle-pause", say(l, "wartet", "waiting")),
        _ => Badge::new(Tone::Ok, "circle-check", say(l, "gelöst", "solved")),
    }
}

pub(super) fn draw(cx: &Cx, number: Option<u32>) -> Markup {
    let l = &cx.locale;
    if wants_more(cx) {
        return html! {};
    }
    let mut panes = Panes::new("/styleguide/panes").list(list(cx, number));
    let chosen = SUBJECTS.iter().find(|(n, ..)| Some(*n) == number);
    panes = match chosen {
        Some(&(n, de, en, organisation)) => {
            panes.detail(detail(cx, n, say(l, de, en))).context(context(cx, organisation))
        }
        None => panes.detail(
            Pane::new(
                "Ticket",
                empty(
                    "ticket",
                    say(l, "Wählen Sie links ein Ticket.", "Choose a ticket on the left."),
                    None,
                    Some("J"),
                ),
            )
            .vacant(),
        ),
    };
    let title = chosen.map_or_else(
        || say(l, "Meine offenen", "My open ones").to_owned(),
        |(n, ..)| format!("#{n}"),
    );
    page(cx, Page::panes(title, panes).crumb("Tickets", "/styleguide/panes"))
}

fn list(cx: &Cx, number: Option<u32>) -> Pane {
    let l = &cx.locale;
    let lines = html! {
        @for (i, (n, de, en, organisation)) in SUBJECTS.iter().enumerate() {
            (Row::new(format!("/styleguide/panes/{n}"), say(l, de, en))
                .shape(state(l, i))
                .unread(i % 3 == 1)
                .open(Some(*n) == number)
                .pick("ticket", n.to_string(), format!("#{n}"))
                .meta(html! { span.mono { (n) } span { (organisation) } })
                .end(html! { @if i == 0 { span.tone-brass { (icon("alarm-clock")) } } (ago(l, cx.now - TimeDelta::minutes(7 + 50 * i64::try_from(i * i).unwrap_or(0)), cx.now)) })
                .below(html! { @if i % 2 == 0 { "Maria B." } }))
        }
        (more(l, Some("/styleguide/panes?after=4650")))
    };
    let body = html! {
        form method="post" action="/styleguide/panes" {
            (rows(say(l, "Tickets", "Tickets"), lines))
            (bulk(l, html! {
                (Button::new(say(l, "Schließen", "Close")).icon("check").key("e"))
                (Button::new(say(l, "Zuweisen", "Assign")).icon("user-plus"))
            }))
        }
    };
    let head = html! {
        h2 { (say(l, "Meine offenen", "My open ones")) " " (count("9")) }
        (Button::quiet(say(l, "Neues Ticket", "New ticket")).icon("square-pen").icon_only().key("c").href("#"))
        (search(l, "/styleguide/panes", "", &[]))
        (chips("Filter", &[
            Chip { removable: true, ..Chip::new(say(l, "Status: offen", "Status: open"), "#", true) },
            Chip::new(say(l, "Nicht zugewiesen", "Unassigned"), "#", false),
            Chip::new("L2", "#", false),
        ]))
    };
    Pane::new(say(l, "Liste", "List"), body).head(head)
}

fn detail(cx: &Cx, number: u32, subject: &str) -> Pane {
    let l = &cx.locale;
    let head = html! {
        h1 { span.mono.tone-quiet { "#" (number) } " " (subject) }
        div.line {
            (state(l, 0).framed())
            (Badge::new(Tone::Danger, "signal-high", say(l, "hoch", "high")).framed())
            (Badge::new(Tone::Plain, "layers", "L2").framed())
            (Badge::new(Tone::Brass, "alarm-clock", say(l, "fällig 14:10", "due 14:10")).framed())
            (who("Maria Behrens"))
        }
    };
    let body = html! {
        div.stack {
            ol.conversation {
                li { (article(cx, ("customer", "Herbert Ott", "ott@halle.example", 95, say(l,
                    "Guten Morgen,\n\nseit gestern Nachmittag druckt das Gerät in Halle 2 nur noch leere Seiten. Toner haben wir schon getauscht. Können Sie bitte bald schauen? Die Lieferscheine stauen sich.\n\nViele Grüße\nHerbert Ott",
                    "Good morning,\n\nsince yesterday afternoon the device in hall 2 has printed nothing but blank pages. We have already changed the toner. Could you please have a look soon? Delivery notes are piling up.\n\nKind regards\nHerbert Ott")))) }
                li.happened { (icon("user-check")) (say(l, "Maria hat das Ticket übernommen", "Maria took the ticket")) (ago(l, cx.now - TimeDelta::minutes(80), cx.now)) }
                li { (article(cx, ("internal", "Anna Roth", say(l, "interne Notiz", "internal note"), 46, say(l, "Toner war aus Charge 7 – die ist zurückgerufen.", "The toner was from batch 7 – that one has been recalled.")))) }
                li { (article(cx, ("agent", "Maria Behrens", "support@kontor.example", 12, say(l, "Guten Tag Herr Ott,\n\nwir bringen heute bis 14 Uhr einen neuen Toner vorbei.", "Dear Mr Ott,\n\nwe will bring a new toner cartridge by 2 pm today.")))) }
            }
            (composer(l))
        }
    };
    let address = format!("/styleguide/panes/{number}");
    Pane::new("Ticket", body).head(head).padded().live(format!("ticket:{number}"), address)
}

/// One contribution: its class, who, from where, how many minutes ago, and what.
type Said<'a> = (&'static str, &'a str, &'a str, i64, &'a str);

fn article(cx: &Cx, (kind, name, from, minutes, text): Said<'_>) -> Markup {
    let l = &cx.locale;
    html! {
        article.article.(kind) {
            header.article-head {
                (avatar(name)) b { (name) } span.meta { (from) }
                (ago(l, cx.now - TimeDelta::minutes(minutes), cx.now))
            }
            div.article-body {
                p.article-text { (text) }
                @if kind == "customer" {
                    details.quote { summary { "…" } p.article-text { "> " (say(l, "Ihre Nachricht vom 19.11.", "Your message of 19 Nov")) } }
                }
            }
            @if kind == "customer" {
                div.article-foot {
                    ul.files { li { a.file href="#" { (icon("paperclip")) span.name { "Testseite_Halle2.pdf" } span.meta { (l.bytes(412_000)) } } } }
                }
            }
        }
    }
}

fn composer(l: &Locale) -> Markup {
    Composer::new("/styleguide/panes")
        .draft("/styleguide/draft")
        .head(html! { div.line { (Badge::new(Tone::Plain, "reply", say(l, "Antwort an", "Reply to"))) (tag("ott@halle.example")) (Button::quiet("Cc +").plain()) } })
        .text("body", say(l, "Antwort schreiben …", "Write a reply …"), "", Some("r"))
        .foot(html! {
            (Button::primary(say(l, "Senden und warten", "Send and wait")).icon("send"))
            (Button::new(say(l, "Senden und schließen", "Send and close")))
            (Button::quiet(say(l, "Anhang", "Attach")).icon("paperclip").icon_only().plain())
            span.push { (draft_status(l, Some("09:15"))) }
        })
        .draw()
}

fn context(cx: &Cx, organisation: &str) -> Pane {
    let l = &cx.locale;
    let customer = html! {
        div.stack {
            div.line { (avatar_large("Herbert Ott")) div { b { "Herbert Ott" } br; span.meta { (organisation) } } }
            (Facts::new()
                .row("E-Mail", html! { a href="#" { "ott@halle.example" } })
                .row(say(l, "Telefon", "Phone"), "+49 345 5550100")
                .row("Tickets", say(l, "3 offen · 41 gesamt", "3 open · 41 in total")))
        }
    };
    let history = timeline(
        l,
        &[
            Moment {
                icon: "user-check",
                text: html! { b { "Maria" } " " (say(l, "hat übernommen", "took it")) },
                at: cx.now - TimeDelta::minutes(80),
            },
            Moment {
                icon: "arrow-up",
                text: html! { "L1 → L2" },
                at: cx.now - TimeDelta::minutes(90),
            },
            Moment {
                icon: "mail",
                text: html! { (say(l, "Eingang über support@", "Arrived through support@")) },
                at: cx.now - TimeDelta::minutes(95),
            },
        ],
        cx.now,
    );
    let body = html! {
        (panel(l, say(l, "Kunde", "Customer"), None, Some(customer), None))
        (panel(l, say(l, "Verlauf", "History"), Some("3"), Some(history), None))
        (panel(l, say(l, "Schlagworte", "Tags"), None, Some(html! { div.line { (tag("Drucker")) (tag("Halle 2")) } }), None))
    };
    Pane::new(say(l, "Kontext", "Context"), body)
}

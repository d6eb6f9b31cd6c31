//! All components on one page.

use super::say;
use crate::page::{Page, page};
use crate::parts::*;
use chrono::TimeDelta;
use maud::{Markup, html};
use platform::{Cx, Locale};

pub(super) fn draw(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.sheet-head {
            div {
                h1 { (say(l, "Musterbuch", "Style guide")) }
                p { (say(l, "Alle Bausteine in allen Zuständen. Ruhig, dicht, mit Haarlinien statt Kästen.",
                    "Every component in every state. Calm, dense, hairlines instead of boxes.")) }
            }
            (buttons(html! {
                (Button::new(say(l, "Ablehnen", "Decline")))
                (Button::primary(say(l, "Neues Ticket", "New ticket")).icon("plus").key("c"))
            }))
        }
        div {
            (states(l)) (controls(l)) (forms(l)) (tables(cx)) (things(cx)) (places(l)) (layers(l))
        }
    };
    page(cx, Page::sheet(say(l, "Musterbuch", "Style guide"), content).crumb("Kontor", "/"))
}

fn section(title: &str, content: Markup) -> Markup {
    html! { section.section { h2 { (title) } div.stack { (content) } } }
}

fn states(l: &Locale) -> Markup {
    let all = [
        (Tone::Info, "circle", say(l, "neu", "new")),
        (Tone::Accent, "circle-dot", say(l, "offen", "open")),
        (Tone::Warn, "circle-pause", say(l, "wartet auf Kunde", "waiting for customer")),
        (Tone::Ok, "circle-check", say(l, "gelöst", "solved")),
        (Tone::Quiet, "circle-slash", say(l, "geschlossen", "closed")),
        (Tone::Danger, "flame", say(l, "dringend", "urgent")),
        (Tone::Brass, "alarm-clock", say(l, "fällig 14:10", "due 14:10")),
        (Tone::Plain, "signal-medium", say(l, "normal", "normal")),
    ];
    section(
        say(l, "Zustände: Form, Wort und Farbe", "States: shape, word and colour"),
        html! {
            div.line { @for (tone, shape, word) in all { (Badge::new(tone, shape, word)) } }
            div.line {
                @for (tone, shape, word) in all { (Badge::new(tone, shape, word).framed()) }
                (seal(say(l, "geprüft", "verified"))) (tag("VPN")) (tag("Halle 2")) (count("41"))
            }
        },
    )
}

fn controls(l: &Locale) -> Markup {
    section(
        say(l, "Knöpfe", "Buttons"),
        html! {
            (buttons(html! {
                (Button::primary(say(l, "Senden", "Send")).icon("send"))
                (Button::new(say(l, "Speichern", "Save")))
                (Button::quiet(say(l, "Abbrechen", "Cancel")))
                (Button::danger(say(l, "Postfach „info@“ löschen", "Delete mailbox “info@”")).icon("trash-2"))
                (Button::new(say(l, "Gesperrt", "Disabled")).disabled(true))
                (Button::new(say(l, "Eingeschaltet", "Switched on")).pressed(true))
                (Button::quiet(say(l, "Drucken", "Print")).icon("printer").icon_only())
                (Button::link(say(l, "Mehr erfahren", "Learn more")).href("#"))
                (Menu::new(html! { (say(l, "Makro", "Macro")) (icon("chevron-down")) }, "button")
                    .item(MenuItem::Link { icon: "check", label: say(l, "Toner nachbestellt", "Toner ordered").into(), href: "#".into() })
                    .item(MenuItem::Link { icon: "clock", label: say(l, "Morgen erinnern", "Remind tomorrow").into(), href: "#".into() }))
            }))
            (chips("Filter", &[
                Chip { count: Some("12".into()), ..Chip::new(say(l, "Meine offenen", "My open ones"), "#", true) },
                Chip { removable: true, ..Chip::new("Status: offen", "#", true) },
                Chip::new(say(l, "Nicht zugewiesen", "Unassigned"), "#", false),
                Chip { count: Some("1.204".into()), ..Chip::new(say(l, "Alle", "All"), "#", false) },
            ]))
            (tabs("Tabs", &[
                Tab { label: say(l, "Verlauf", "History").into(), href: "#".into(), active: true, count: None },
                Tab { label: "Tickets".into(), href: "#".into(), active: false, count: Some("41".into()) },
                Tab { label: say(l, "Ansprechpartner", "Contacts").into(), href: "#".into(), active: false, count: Some("3".into()) },
            ]))
        },
    )
}

fn forms(l: &Locale) -> Markup {
    let choices = [
        Choice::new("1", say(l, "Technik", "Support")),
        Choice::new("2", say(l, "Buchhaltung", "Accounting")),
    ];
    let levels = ["L1", "L2", "L3", "L4"].map(|level| Choice::new(level, level));
    section(
        say(l, "Felder", "Fields"),
        html! {
            form.form method="post" action="/styleguide" {
                (Field::text("subject", say(l, "Betreff", "Subject")).value("Drucker Halle 2 druckt leer").required())
                div.form-row {
                    (Field::select("group", say(l, "Gruppe", "Group"), choices))
                    (Field::combobox("org", say(l, "Organisation", "Organisation"), "/styleguide/orgs", "Halle GmbH"))
                }
                (Field::email("email", "E-Mail").value("ott@halle").error(Some(
                    say(l, "Das ist keine vollständige Adresse: nach dem @ fehlt der Punkt.",
                        "This is no complete address: the dot after the @ is missing.").into())))
                (Field::area("note", say(l, "Notiz", "Note"), 3).optional(l)
                    .hint(say(l, "Nur für Ihr Team sichtbar.", "Only your team sees this.")))
                (Field::radio("level", say(l, "Support-Stufe", "Support level"), levels).value("L2"))
                (Field::check("ack", say(l, "Eingangsbestätigung senden", "Send an acknowledgement")).checked(true)
                    .hint(say(l, "Nie an Automaten und nie in Schleifen.", "Never to machines and never in loops.")))
                (Field::file("files", say(l, "Anhänge", "Attachments"), true))
                (Field::text("host", say(l, "Server (gesperrt durch Umgebung)", "Server (locked by environment)")).value("imap.example.org").mono().attr("readonly", ""))
                div.form-foot {
                    (Button::primary(say(l, "Postfach speichern", "Save mailbox")))
                    (Button::quiet(say(l, "Abbrechen", "Cancel")).href("#"))
                }
            }
        },
    )
}

fn tables(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let row = |no: &str, what: &str, badge: Badge, sum: &str| {
        html! {
            th scope="row" { a href="#" { span.mono { (no) } } }
            td { (what) }
            td { (badge) }
            td.number { (sum) }
            td.actions { (Button::quiet(say(l, "Bearbeiten", "Edit")).icon("pencil").icon_only().href("#")) }
        }
    };
    let table = Table::new(say(l, "Rechnungen", "Invoices"))
        .cards()
        .column(Column::new("Nr.").sorts("#", Some(Sort::Descending)))
        .column(Column::new(say(l, "Wofür", "For what")).sorts("#", None))
        .column(Column::new("Status"))
        .column(Column::number(say(l, "Betrag", "Amount")))
        .column(Column::hidden(say(l, "Aktionen", "Actions")))
        .row(row("2231", say(l, "Wartung November", "Maintenance November"), Badge::new(Tone::Ok, "circle-check", say(l, "bezahlt", "paid")), "1.240,00 €"))
        .row(row("2230", say(l, "Umzug Mailserver und Einrichtung der Zertifikate", "Mail server move and certificates"), Badge::new(Tone::Brass, "alarm-clock", say(l, "fällig in 9 Tagen", "due in 9 days")), "18.400,00 €"))
        .row(row("2229", "VPN", Badge::new(Tone::Danger, "circle-alert", say(l, "überfällig", "overdue")), "89,50 €"))
        .foot(html! { td {} td { (say(l, "Summe", "Total")) } td {} td.number { "19.729,50 €" } td {} });
    section(
        say(l, "Tabelle, Zahlen, Fakten", "Table, figures, facts"),
        html! {
            (table)
            (figures(html! { (figure("3", say(l, "offen", "open"))) (figure("41", say(l, "gesamt", "in total"))) (figure("1:20 h", say(l, "bis zur Frist", "until due"))) }))
            div.columns {
                (Facts::new()
                    .row(say(l, "Organisation", "Organisation"), html! { a href="#" { "Halle GmbH" } })
                    .row(say(l, "Telefon", "Phone"), "+49 345 5550100")
                    .row("E-Mail", html! { a href="#" { "ott@halle.example" } })
                    .row(say(l, "Kunde seit", "Customer since"), date(l, cx.now - TimeDelta::days(1200))))
                div.stack {
                    (progress(say(l, "Fortschritt", "Progress"), &part_of(l, 64, 100), (64, 100), ""))
                    (progress(say(l, "Frist", "Deadline"), &part_of(l, 80, 100), (80, 100), "warn"))
                    (progress(say(l, "Platz", "Space"), &part_of(l, 96, 100), (96, 100), "danger"))
                    progress aria-label=(say(l, "Läuft", "Running")) {}
                }
            }
        },
    )
}

fn things(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let moment = |icon, text: &str, minutes| Moment {
        icon,
        text: html! { (text) },
        at: cx.now - TimeDelta::minutes(minutes),
    };
    section(
        say(l, "Menschen und Verlauf", "People and history"),
        html! {
            div.line { @for name in ["Maria Behrens", "Anna Roth", "Yusuf Demir", "H. Ott", "Ärztehaus Süd", "Li Wei"] { (who(name)) } (avatar_large("Maria Behrens")) }
            (timeline(l, &[
                moment("user-check", say(l, "Maria hat das Ticket übernommen", "Maria took the ticket"), 2),
                moment("arrow-up", say(l, "Stufe L1 → L2: „Toner geprüft, Firmware nötig“", "Level L1 → L2: “toner checked, needs firmware”"), 48),
                moment("mail", say(l, "Eingang über support@", "Arrived through support@"), 3000),
            ], cx.now))
        },
    )
}

fn places(l: &Locale) -> Markup {
    section(
        say(l, "Hinweise und leere Orte", "Notices and empty places"),
        html! {
            (Notice::info(say(l, "Neue Antwort von Anna um 09:14, während Sie schreiben.", "New reply by Anna at 09:14 while you write."))
                .action(Button::link(say(l, "ansehen", "look")).href("#")))
            (Notice::ok(say(l, "Verbindung steht: 412 Mails im Posteingang.", "Connected: 412 mails in the inbox.")))
            (Notice::warn(say(l, "4 externe Bilder blockiert.", "4 remote images blocked."))
                .action(Button::new(say(l, "Bilder laden", "Load images"))))
            (Notice::danger(say(l, "Der Server hat die Anmeldung abgelehnt.", "The server refused the sign-in."))
                .with(html! { p.hint { "535 5.7.8 Error: authentication failed" } }))
            div.columns {
                div.tile { (empty("inbox", say(l, "Keine offenen Tickets. Alles erledigt.", "No open tickets. All done."),
                    Some(Button::new(say(l, "Ticket anlegen", "Create a ticket")).icon("plus").href("#")), Some("C"))) }
                div.tile { (loading(l)) }
            }
        },
    )
}

fn layers(l: &Locale) -> Markup {
    let body = html! { p { (say(l, "Der Verlauf bleibt beim Ticket 4702 erhalten.", "The conversation stays with ticket 4702.")) } };
    let foot = html! {
        (Button::quiet(say(l, "Abbrechen", "Cancel")).plain().attr("data-close", ""))
        (Button::primary(say(l, "Zusammenlegen", "Merge")))
    };
    section(
        say(l, "Ebenen", "Layers"),
        html! {
            (buttons(html! { (Button::new("Dialog").opens("sample")) (Button::new("Palette").opens("palette")) (Button::new("?").opens("keys")) }))
            (Dialog::new("sample", say(l, "Ticket 4711 zusammenlegen?", "Merge ticket 4711?"), body).foot(foot).draw(l))
            div.stack {
                (Toast::ok(say(l, "Ticket 4711 geschlossen", "Ticket 4711 closed")).undo("/undo/1").draw(l))
                (Toast::new(Tone::Danger, say(l, "Keine Verbindung zum Server.", "No connection to the server.")).draw(l))
            }
        },
    )
}

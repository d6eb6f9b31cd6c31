//! What stands on every page and says the same to everyone who reads a language: drawn once per language.

use crate::parts::{Button, Dialog, icon};
use maud::{Markup, PreEscaped, html};
use platform::{Lang, Locale};
use std::sync::OnceLock;

/// One text per language.
type Drawn = [OnceLock<String>; 2];

fn once(drawn: &'static Drawn, l: &Locale, draw: impl FnOnce(&Locale) -> Markup) -> String {
    // a server without our messages (a test of another crate) must not leave its keys here
    if !l.has("ui-close") {
        return draw(l).into_string();
    }
    let place = match l.lang {
        Lang::De => &drawn[0],
        Lang::En => &drawn[1],
    };
    place.get_or_init(|| draw(l).into_string()).clone()
}

/// What scripts say, as data.
pub(crate) fn texts(l: &Locale) -> String {
    static DRAWN: Drawn = [const { OnceLock::new() }; 2];
    once(&DRAWN, l, script_texts)
}

/// The palette, the log of messages, and the question before a session ends.
pub(crate) fn dialogs(l: &Locale) -> String {
    static DRAWN: Drawn = [const { OnceLock::new() }; 2];
    once(&DRAWN, l, |l| html! { (palette(l)) (toast_log(l)) (idle(l)) })
}

/// The keys that work everywhere.
pub(crate) fn keys(l: &Locale) -> String {
    static DRAWN: Drawn = [const { OnceLock::new() }; 2];
    once(&DRAWN, l, key_groups)
}

/// The texts that scripts say, as `web/src/js` names them.
const SCRIPT_TEXTS: [(&str, &str, &[&str]); 10] = [
    ("close", "ui-close", &[]),
    ("undo", "ui-undo", &[]),
    ("copied", "ui-copied", &[]),
    ("offline", "ui-offline", &[]),
    ("now", "platform-time-now", &[]),
    ("minutes-ago", "platform-time-minutes-ago", &["n"]),
    ("draft-kept", "ui-draft-kept", &["time"]),
    ("draft-lost", "ui-draft-lost", &[]),
    ("uploading", "ui-uploading", &["name"]),
    ("no-hits", "ui-palette-none", &[]),
];

fn script_texts(l: &Locale) -> Markup {
    let texts: serde_json::Map<String, serde_json::Value> = SCRIPT_TEXTS
        .iter()
        .map(|(name, key, args)| {
            let holes: Vec<_> = args.iter().map(|a| (*a, format!("{{{a}}}").into())).collect();
            ((*name).to_owned(), l.ta(key, &holes).into())
        })
        .collect();
    // "<" could end the element early
    let json = serde_json::Value::Object(texts).to_string().replace('<', "\\u003c");
    html! { script #ui-texts type="application/json" { (PreEscaped(json)) } }
}

fn palette(l: &Locale) -> Markup {
    html! {
        dialog.palette #palette aria-label=(l.t("ui-palette")) {
            div.palette-box {
                (icon("search"))
                input type="text" role="combobox" autofocus autocomplete="off" spellcheck="false" data-palette
                    data-eager data-source="/palette" aria-expanded="true" aria-controls="palette-hits"
                    aria-autocomplete="list" aria-label=(l.t("ui-palette-hint")) placeholder=(l.t("ui-palette-hint"));
                kbd { "Esc" }
            }
            div.palette-hits #palette-hits role="listbox" aria-label=(l.t("ui-palette")) {}
            div.palette-foot {
                span { kbd { "↑" } " " kbd { "↓" } " " (l.t("ui-palette-choose")) }
                span { kbd { "↵" } " " (l.t("ui-palette-open")) }
            }
        }
    }
}

fn key_groups(l: &Locale) -> Markup {
    let group = |title: &str, keys: &[(&str, &str)]| {
        html! {
            section {
                h2 { (l.t(title)) }
                dl {
                    @for (key, text) in keys {
                        dt { @for (i, one) in key.split(' ').enumerate() { @if i > 0 { " " } kbd { @if one == "Ctrl" { (l.t("ui-key-ctrl")) } @else { (one) } } } }
                        dd { (l.t(text)) }
                    }
                }
            }
        }
    };
    html! {
            (group("ui-keys-everywhere", &[
                ("Ctrl K", "ui-palette"), ("/", "ui-search-list"), ("c", "ui-key-create"), ("?", "ui-keys"),
                ("]", "ui-context-toggle"), ("[", "ui-list-toggle"), ("Ctrl ↵", "ui-key-submit"),
                ("z", "ui-key-undo"), ("Esc", "ui-key-back"),
            ]))
            (group("ui-keys-list", &[
                ("j k", "ui-key-walk"), ("↵", "ui-key-open"), ("x", "ui-key-pick"), ("⇧ x", "ui-key-pick-range"),
                ("* a", "ui-key-pick-all"), ("e", "ui-key-done"),
            ]))
            (group("ui-keys-detail", &[
                ("r", "ui-key-reply"), ("n", "ui-key-note"),
                ("a", "ui-key-assign"), ("s", "ui-key-status"), ("p", "ui-key-priority"), ("l", "ui-key-label"),
                ("e", "ui-key-done"),
            ]))
    }
}

fn toast_log(l: &Locale) -> Markup {
    let body = html! { ul.toast-log { li { span {} (l.t("ui-toasts-none")) } } };
    Dialog::new("toast-log", l.t("ui-toasts"), body).draw(l)
}

/// Two minutes before a session ends for lack of use.
fn idle(l: &Locale) -> Markup {
    let body = html! { p { (l.t("ui-idle-text")) " " b data-left { "2:00" } } };
    let stay = Button::primary(l.t("ui-idle-stay")).plain().attr("data-stay", "");
    Dialog::new("idle", l.t("ui-idle"), body).foot(html! { (stay) }).draw(l)
}

use super::{languages, new_password, own_name, refused};
use crate::domain::account::{Email, Name};
use maud::{Markup, html};
use platform::health::{Check, State};
use platform::{Cx, Lang, Locale, Refusal};
use serde::Deserialize;
use ui::{Badge, Button, Field, Notice, Page, Tone};

/// What was entered so far, as it was.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filled {
    pub name: String,
    pub email: String,
    pub company: String,
    pub lang: String,
}

/// What the server looks like from here.
pub struct Look {
    pub checks: Vec<Check>,
    /// Whether the browser reached us over TLS.
    pub encrypted: bool,
    /// Whether it runs on this very machine.
    pub local: bool,
}

const FIELDS: [&str; 5] = ["name", "email", "password", "company", "lang"];

pub fn page(cx: &Cx, token: &str, filled: &Filled, look: &Look, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.stack.loose {
            div.stack.tight {
                h1 { (l.t("identity-setup-title")) }
                p { (l.t("identity-setup-text")) }
                p.meta { (other_languages(l, token)) }
            }
            @if !look.encrypted && !look.local { (Notice::danger(l.t("identity-setup-open-line"))) }
            (refused(l, wrong, &FIELDS))
            (form(cx, token, filled, wrong))
            (checks(cx, look))
        }
    };
    ui::page(cx, Page::plain_wide(l.t("identity-setup-title"), content))
}

fn other_languages(l: &Locale, token: &str) -> Markup {
    html! {
        @for lang in Lang::ALL.into_iter().filter(|lang| *lang != l.lang) {
            a href={ "/setup?token=" (token) "&lang=" (lang.tag()) } lang=(lang.tag()) { (own_name(lang)) }
        }
    }
}

fn form(cx: &Cx, token: &str, filled: &Filled, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let name = Field::text("name", l.t("identity-name")).value(&filled.name).max(Name::MAX);
    let email = Field::email("email", l.t("identity-email")).value(&filled.email).max(Email::MAX);
    let company = Field::text("company", l.t("identity-company")).value(&filled.company);
    let lang = Field::select("lang", l.t("identity-lang"), languages()).value(&filled.lang);
    html! {
        form.form.wide method="post" action="/setup" {
            input type="hidden" name="token" value=(token);
            div.form-row {
                (name.attr("autocomplete", "name").errors(l, wrong).required().autofocus())
                (email.attr("autocomplete", "username").errors(l, wrong).required())
            }
            (new_password(cx, wrong))
            div.form-row {
                (company.max(Name::MAX).attr("autocomplete", "organization").errors(l, wrong).optional(l))
                (lang.hint(l.t("identity-setup-lang-hint")).errors(l, wrong))
            }
            div.form-foot { (Button::primary(l.t("identity-setup-finish")).icon("arrow-right")) }
        }
    }
}

fn checks(cx: &Cx, look: &Look) -> Markup {
    let l = &cx.locale;
    let time = [("time", l.datetime(cx.now).into()), ("zone", l.zone.name().into())];
    let line = match (look.encrypted, look.local) {
        (true, _) => (State::Ok, "identity-check-encrypted"),
        (false, true) => (State::Warn, "identity-check-local"),
        (false, false) => (State::Fail, "identity-check-open"),
    };
    html! {
        section.section aria-labelledby="checks" {
            h2 #checks { (l.t("identity-checks")) }
            ul.stack.tight {
                @for check in &look.checks {
                    li {
                        (sign(l, check.state)) " " (check.say(l))
                        @if !check.remedy.is_empty() { p.hint { (l.t(&check.remedy)) } }
                    }
                }
                li { (sign(l, State::Ok)) " " (l.ta("identity-check-time", &time)) }
                li { (sign(l, line.0)) " " (l.t(line.1)) }
            }
        }
    }
}

fn sign(l: &Locale, state: State) -> Badge {
    match state {
        State::Ok => Badge::new(Tone::Ok, "circle-check", l.t("identity-check-ok")),
        State::Warn => Badge::new(Tone::Warn, "triangle-alert", l.t("identity-check-warn")),
        State::Fail => Badge::new(Tone::Danger, "octagon-alert", l.t("identity-check-fail")),
    }
}

/// The token is no good, or the setup is done for ever.
pub fn closed(cx: &Cx, is_needed: bool) -> Markup {
    let l = &cx.locale;
    let (title, text) = if is_needed {
        ("identity-link-spent-title", "identity-setup-token-spent")
    } else {
        ("identity-setup-done-title", "identity-setup-done")
    };
    let content = html! {
        div.stack.loose {
            h1 { (l.t(title)) }
            p { (l.t(text)) }
            @if !is_needed { div { (Button::new(l.t("identity-to-sign-in")).href("/sign-in")) } }
        }
    };
    ui::page(cx, Page::plain(l.t(title), content))
}

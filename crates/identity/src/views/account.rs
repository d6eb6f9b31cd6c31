use super::{email, factor, languages, new_password, passkey, program, provider, refused};
use crate::domain::account::Name;
use crate::domain::program::SignIn;
use crate::provider::Provider;
use crate::rights;
use maud::{Markup, html};
use platform::session::Session;
use platform::{Cx, Locale, Refusal, User};
use serde::Deserialize;
use ui::{Badge, Button, Choice, Column, Facts, Field, Notice, Page, Table, Tone, ago, datetime};

/// What people set for themselves, as it was entered.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ProfileInput {
    pub name: String,
    pub lang: String,
    pub theme: String,
}

impl ProfileInput {
    pub fn of(user: &User) -> Self {
        let lang = user.lang.tag().to_owned();
        Self { name: user.name.clone(), lang, theme: user.theme.clone() }
    }
}

/// What the page shows of the person who is signed in.
pub struct Mine {
    pub profile: ProfileInput,
    pub sessions: Vec<Session>,
    /// The session of this very browser.
    pub own: String,
    pub has_password: bool,
    pub factor: factor::Mine,
    pub passkeys: passkey::Mine,
    /// The address that was asked for and refused.
    pub email: String,
    pub email_change: Option<email::Waiting>,
    pub ways: Vec<provider::Way>,
    pub programs: Vec<SignIn>,
}

/// What was refused, by form.
#[derive(Default)]
pub struct Wrong {
    pub profile: Vec<Refusal>,
    pub password: Vec<Refusal>,
    pub passkey: Vec<Refusal>,
    pub email: Vec<Refusal>,
}

pub fn page(cx: &Cx, mine: &Mine, wrong: &Wrong) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.sheet-head { h1 { (l.t("identity-account")) } }
        section.section aria-labelledby="profile" {
            h2 #profile { (l.t("identity-profile")) }
            (profile(cx, &mine.profile, &wrong.profile))
        }
        section.section aria-labelledby="keys-title" {
            h2 #keys-title { (l.t("identity-keys")) }
            p { (l.t("identity-keys-text")) }
            p { (Button::new(l.t("identity-keys-open")).icon("keyboard").href("/help/keys").opens("keys")) }
        }
        p { a href="/help/seen" { (l.t("identity-seen")) } }
        section.section aria-labelledby="address" {
            h2 #address { (l.t("identity-email-change")) }
            (email::section(cx, &mine.email, mine.email_change.as_ref(), &wrong.email))
        }
        section.section aria-labelledby="password" {
            h2 #password { (l.t("identity-password-change")) }
            (password(cx, mine.has_password, &wrong.password))
        }
        section.section aria-labelledby="factor" {
            h2 #factor { (l.t("identity-factor")) }
            (factor::section(cx, &mine.factor))
        }
        section.section aria-labelledby="passkeys" {
            h2 #passkeys { (l.t("identity-passkeys")) }
            (refused(l, &wrong.passkey, &[]))
            (passkey::section(cx, &mine.passkeys))
        }
        @if cx.may(rights::OWN_KEYS) {
            section.section aria-labelledby="apikeys" {
                h2 #apikeys { (l.t("identity-apikeys-own")) }
                p { (l.t("identity-apikeys-own-text")) }
                p { (Button::new(l.t("identity-apikeys-open")).icon("key-round").href("/account/keys")) }
            }
        }
        @if !mine.ways.is_empty() || !Provider::all(&cx.kontor).is_empty() {
            section.section aria-labelledby="sign-ins" {
                h2 #sign-ins { (l.t("identity-sso-links")) }
                (provider::section(cx, &mine.ways))
            }
        }
        (signed_in(cx, mine))
        (others(cx))
    };
    ui::page(cx, Page::form(l.t("identity-account"), content))
}

/// Where one is signed in: browsers and programs.
fn signed_in(cx: &Cx, mine: &Mine) -> Markup {
    let l = &cx.locale;
    html! {
        section.section aria-labelledby="sessions" {
            h2 #sessions { (l.t("identity-sessions")) }
            p.meta { (l.t("identity-sessions-text")) }
            (sessions(cx, mine))
        }
        section.section aria-labelledby="programs" {
            h2 #programs { (l.t("identity-programs")) }
            (program::section(cx, &mine.programs))
        }
    }
}

/// What other apps have below one's own account.
fn others(cx: &Cx) -> Markup {
    let entries = cx.kontor.apps_on().flat_map(|app| app.account);
    let links: Vec<Button> = entries
        .map(|one| Button::new(cx.locale.t(one.label)).icon(one.icon).href(one.path))
        .collect();
    html! {
        @if !links.is_empty() {
            section.section { (ui::buttons(html! { @for link in &links { (link) } })) }
        }
    }
}

fn profile(cx: &Cx, input: &ProfileInput, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let theme = |value: &str, key: &str| Choice::new(value, l.t(key));
    let themes = [
        theme("", "identity-theme-auto"),
        theme("light", "identity-theme-light"),
        theme("dark", "identity-theme-dark"),
    ];
    html! {
        (refused(l, wrong, &["name", "lang", "theme"]))
        (Facts::new().maybe(l.t("identity-email"), cx.user.as_ref().map(|user| user.email.as_str())))
        form.form method="post" action="/account/profile" {
            (Field::text("name", l.t("identity-name")).value(&input.name).max(Name::MAX)
                .attr("autocomplete", "name").errors(l, wrong).required())
            div.form-row {
                (Field::select("lang", l.t("identity-lang"), languages()).value(&input.lang).errors(l, wrong))
                (Field::select("theme", l.t("identity-theme"), themes).value(&input.theme).errors(l, wrong))
            }
            div.form-foot { (Button::primary(l.t("identity-save")).icon("check")) }
        }
    }
}

fn password(cx: &Cx, has_password: bool, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    if !has_password {
        return html! { (Notice::info(l.t("identity-password-none"))) };
    }
    let current = Field::password("current", l.t("identity-password-current"), "current-password");
    html! {
        (refused(l, wrong, &["current", "password"]))
        form.form method="post" action="/account/password" {
            input hidden type="email" name="username" autocomplete="username" readonly
                value=[cx.user.as_ref().map(|user| user.email.as_str())];
            (current.errors(l, wrong).required())
            (new_password(cx, wrong))
            p.hint { (l.t("identity-password-ends-sessions")) }
            div.form-foot { (Button::new(l.t("identity-password-save")).icon("key-round")) }
        }
    }
}

fn sessions(cx: &Cx, mine: &Mine) -> Markup {
    let l = &cx.locale;
    let table = Table::new(l.t("identity-sessions"))
        .cards()
        .columns(
            ["identity-session-device", "identity-session-ip", "identity-session-last"]
                .map(|key| l.t(key)),
        )
        .column(Column::hidden(l.t("identity-session-end")))
        .rows(mine.sessions.iter().map(|session| row(cx, session, session.id == mine.own)));
    html! {
        (table)
        @if mine.sessions.len() > 1 {
            form method="post" action="/account/sessions/end" {
                div.form-foot { (Button::new(l.t("identity-sessions-end-others")).icon("log-out")) }
            }
        }
    }
}

fn row(cx: &Cx, session: &Session, own: bool) -> Markup {
    let l = &cx.locale;
    html! {
        th scope="row" {
            (browser(l, &session.agent))
            @if own { " " (Badge::new(Tone::Ok, "monitor", l.t("identity-session-own")).framed()) }
            div.meta { (l.t("identity-session-since")) " " (datetime(l, session.created_at.0)) }
        }
        td data-label=(l.t("identity-session-ip")) { span.mono { (session.ip) } }
        td data-label=(l.t("identity-session-last")) { (ago(l, session.last_action_at.0, cx.now)) }
        td.actions {
            @if !own {
                form method="post" action={ "/account/sessions/" (session.id) "/end" } {
                    (Button::quiet(l.t("identity-session-end")).icon("x"))
                }
            }
        }
    }
}

/// The browser and system that a `User-Agent` names, roughly: enough to recognise one's own.
fn browser(l: &Locale, agent: &str) -> String {
    // the order matters: most say that they are several others too
    let name = |all: &[(&str, &'static str)]| {
        all.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name)
    };
    let browser = name(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = name(&[
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => l.t("identity-session-unknown"),
    }
}

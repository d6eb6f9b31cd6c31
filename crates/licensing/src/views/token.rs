//! Lists of tokens, one token, and a new one that is shown once.

use super::account::{PATH, TOKENS};
use crate::domain::token::{Bearer, Token};
use maud::{Markup, html};
use platform::keys::Secret;
use platform::{Cx, Locale, User};
use sea_orm::prelude::Uuid;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ui::{
    Badge, Button, Chip, Facts, Field, Notice, Page, Table, Tone, ago, chips, date, datetime,
    empty, search, tag,
};

/// The list's address: its filters and where it begins, as they were asked for.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct ListQuery {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub bearer: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl ListQuery {
    fn href(&self) -> String {
        let query = serde_urlencoded::to_string(self).unwrap_or_default();
        if query.is_empty() { TOKENS.into() } else { format!("{TOKENS}?{query}") }
    }
}

/// One page of the list, and what the owners are called.
pub(crate) struct Listed {
    pub tokens: Vec<Token>,
    pub names: HashMap<Uuid, String>,
    pub more: bool,
    pub query: ListQuery,
}

pub(crate) fn list(cx: &Cx, listed: &Listed) -> Markup {
    let (l, query) = (&cx.locale, &listed.query);
    let kept = [("bearer", query.bearer.as_str())];
    let kept: Vec<_> = kept.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let content = html! {
        div.sheet-head {
            div { h1 { (l.t("licensing-tokens")) } p { (l.t("licensing-tokens-text")) } }
            (new(l))
        }
        div.stack data-live="licence_tokens" hx-get=(query.href()) hx-trigger="live" hx-target="#main" hx-swap="innerMorph" {
            div.line.spread { (filters(l, query)) (search(l, TOKENS, &query.q, &kept)) }
            @if listed.tokens.is_empty() {
                @let shows_all = query.q.is_empty() && query.bearer.is_empty() && query.after.is_empty();
                @if shows_all { (empty("key-round", &l.t("licensing-tokens-empty"), Some(new(l)), Some("C"))) }
                @else { (empty("key-round", &l.t("licensing-tokens-none"), Some(all(l)), None)) }
            } @else {
                (table(cx, listed))
                (older(l, listed))
            }
        }
    };
    ui::page(cx, page(l, l.t("licensing-tokens"), content))
}

fn page(l: &Locale, title: String, content: Markup) -> Page {
    Page::sheet(title, content)
        .crumb(l.t("licensing-account-admin"), "/admin")
        .crumb(l.t("licensing-account"), PATH)
}

fn new(l: &Locale) -> Button {
    let new = Button::primary(l.t("licensing-token-new")).icon("plus").key("c");
    new.href(format!("{TOKENS}/new"))
}

fn all(l: &Locale) -> Button {
    Button::new(l.t("licensing-tokens-all")).href(TOKENS)
}

fn older(l: &Locale, listed: &Listed) -> Markup {
    let last = listed.tokens.last().filter(|_| listed.more);
    let to = last.map(|token| ListQuery { after: token.id.to_string(), ..listed.query.clone() });
    html! {
        @if let Some(to) = to {
            nav.pager aria-label=(l.t("licensing-tokens")) {
                (Button::quiet(l.t("licensing-tokens-older")).icon("chevron-right").href(to.href()))
            }
        }
    }
}

fn filters(l: &Locale, query: &ListQuery) -> Markup {
    let chip = |bearer: &Bearer| {
        let on = query.bearer == bearer.name();
        let name = if on { String::new() } else { bearer.name().to_owned() };
        let to = ListQuery { bearer: name, after: String::new(), ..query.clone() };
        Chip { removable: on, ..Chip::new(l.t(bearer.key()), to.href(), on) }
    };
    chips(&l.t("licensing-token-bearer"), &Bearer::ALL.iter().map(chip).collect::<Vec<_>>())
}

fn table(cx: &Cx, listed: &Listed) -> Markup {
    let l = &cx.locale;
    let heads = [
        "licensing-token",
        "licensing-token-bearer",
        "licensing-token-permissions",
        "licensing-token-last",
        "licensing-token-end",
    ];
    html! {
        (Table::new(l.t("licensing-tokens")).cards().columns(heads.map(|key| l.t(key)))
            .rows(listed.tokens.iter().map(|token| row(cx, listed, token))))
    }
}

fn row(cx: &Cx, listed: &Listed, token: &Token) -> Markup {
    let l = &cx.locale;
    html! {
        th scope="row" { a href={ (TOKENS) "/" (token.id) } { (name(l, token)) } }
        td data-label=(l.t("licensing-token-bearer")) { (bearer(l, token, &listed.names)) }
        td data-label=(l.t("licensing-token-permissions")) { (extent(l, token)) }
        td data-label=(l.t("licensing-token-last")) { (last_use(cx, token)) }
        td data-label=(l.t("licensing-token-end")) { (end(cx, token)) }
    }
}

/// Those that programs made may have none.
fn name(l: &Locale, token: &Token) -> String {
    if token.name.is_empty() { l.t("licensing-token-unnamed") } else { token.name.clone() }
}

fn bearer(l: &Locale, token: &Token, names: &HashMap<Uuid, String>) -> Markup {
    let of = token.of.and_then(|of| names.get(&of));
    html! { (l.t(token.bearer.key())) @if let Some(of) = of { ": " (of) } }
}

fn extent(l: &Locale, token: &Token) -> String {
    match &token.permissions {
        None => l.t("licensing-token-may-all"),
        Some(some) => l.ta("licensing-token-may-some", &[("n", some.0.len().into())]),
    }
}

fn last_use(cx: &Cx, token: &Token) -> Markup {
    let l = &cx.locale;
    html! {
        @match token.last_used_at {
            Some(at) => (ago(l, at.0, cx.now)),
            None => (l.t("licensing-token-unused")),
        }
    }
}

fn end(cx: &Cx, token: &Token) -> Markup {
    let l = &cx.locale;
    html! {
        @match token.expires_at {
            Some(_) if token.is_expired(cx.now) => {
                (Badge::new(Tone::Quiet, "circle-slash", l.t("licensing-token-expired")))
            }
            Some(end) => (date(l, end.0)),
            None => (l.t("licensing-token-endless")),
        }
    }
}

pub(crate) fn show(
    cx: &Cx,
    token: &Token,
    names: &HashMap<Uuid, String>,
    maker: Option<&User>,
) -> Markup {
    let l = &cx.locale;
    let object = events::licensing::Noun::LicenceToken.object(token.id.0);
    let content = html! {
        div.sheet-head { div { h1 { (name(l, token)) } p { (bearer(l, token, names)) } } }
        (facts(cx, token)
            .row(l.t("licensing-token-last"), last_use(cx, token))
            .row(l.t("licensing-token-made"), datetime(l, token.created_at.0))
            .maybe(l.t("licensing-token-maker"), maker.map(|maker| &maker.name)))
        (ui::audit_link(cx, &object))
        section.section {
            h2 { (l.t("licensing-token-renew")) }
            p { (l.t("licensing-token-renew-text")) }
            form method="post" action={ (TOKENS) "/" (token.id) "/renewal" } {
                (Button::new(l.t("licensing-token-renew")).icon("refresh-cw"))
            }
        }
        section.section {
            h2 { (l.t("licensing-token-revoke")) }
            p { (l.t("licensing-token-revoke-text")) }
            form method="post" action={ (TOKENS) "/" (token.id) "/removal" } {
                (Button::danger(l.t("licensing-token-revoke-sure")).icon("trash-2"))
            }
        }
    };
    ui::page(cx, page(l, name(l, token), content).crumb(l.t("licensing-tokens"), TOKENS))
}

fn facts(cx: &Cx, token: &Token) -> Facts {
    let l = &cx.locale;
    let permissions = html! {
        @match &token.permissions {
            None => (extent(l, token)),
            Some(some) => { @for name in &some.0 { (tag(name)) " " } }
        }
    };
    let counts = |done: i64, most: Option<i64>| match most {
        Some(most) => {
            let args = [("taken", l.number(done).into()), ("most", l.number(most).into())];
            l.ta("licensing-taken-of", &args)
        }
        None => l.number(done),
    };
    let is_counted = token.bearer == Bearer::Activation;
    Facts::new()
        .row(l.t("licensing-token-permissions"), permissions)
        .row(l.t("licensing-token-end"), end(cx, token))
        .maybe(
            l.t("licensing-token-activations"),
            is_counted.then(|| counts(token.activations, token.max_activations)),
        )
        .maybe(
            l.t("licensing-token-deactivations"),
            is_counted.then(|| counts(token.deactivations, token.max_deactivations)),
        )
}

/// The token, shown this once.
pub(crate) fn once(cx: &Cx, token: &Token, secret: &Secret) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.sheet-head { div { h1 { (name(l, token)) } p { (l.t("licensing-token-made-text")) } } }
        div.form {
            (Notice::warn(l.t("licensing-token-once")))
            (Field::text("token", l.t("licensing-token")).value(secret.expose()).mono().attr("readonly", "")
                .attr("autocomplete", "off"))
            (facts(cx, token).row(
                l.t("licensing-token-use"),
                html! { span.mono { "Authorization: Bearer …" } },
            ))
            div.form-foot {
                (Button::primary(l.t("licensing-token-copy")).icon("copy").plain().attr("data-copy", secret.expose()))
                (Button::quiet(l.t("licensing-token-done")).href(TOKENS))
            }
        }
    };
    let form = Page::form(name(l, token), content);
    ui::page(
        cx,
        form.crumb(l.t("licensing-account-admin"), "/admin")
            .crumb(l.t("licensing-account"), PATH)
            .crumb(l.t("licensing-tokens"), TOKENS),
    )
}

use super::{pager, refused};
use crate::domain::api_key::{ApiKey, Draft, State};
use maud::{Markup, html};
use platform::api::Scope;
use platform::keys::Secret;
use platform::{Cx, Locale, Refusal, User};
use serde::{Deserialize, Serialize};
use ui::{
    Badge, Button, Chip, Column, Facts, Field, Notice, Page, Table, Tone, ago, chips, date, empty,
    search, tag,
};

const OWN: &str = "/account/keys";
const ALL: &str = "/admin/keys";

/// The list's address: its filters and its page, as they were asked for.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ListQuery {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub page: String,
}

impl ListQuery {
    fn at(&self, path: &str) -> String {
        let query = serde_urlencoded::to_string(self).unwrap_or_default();
        if query.is_empty() { path.into() } else { format!("{path}?{query}") }
    }
}

/// One page of a list, counted from 1.
pub struct Listed {
    pub keys: Vec<ApiKey>,
    pub owners: Vec<User>,
    pub more: bool,
    pub page: u32,
    pub query: ListQuery,
}

/// A key as it was entered.
#[derive(Clone, Debug, Default)]
pub struct Input {
    pub name: String,
    pub scopes: Vec<String>,
    pub days: String,
    pub networks: String,
}

impl Input {
    /// A tick sends its name each time, so there may be several.
    pub fn read(pairs: Vec<(String, String)>) -> Self {
        let mut input = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "name" => input.name = value,
                "scope" => input.scopes.push(value),
                "days" => input.days = value,
                "networks" => input.networks = value,
                _ => {}
            }
        }
        input
    }

    pub fn draft(&self) -> Draft {
        Draft {
            name: self.name.clone(),
            scopes: self.scopes.clone(),
            days: self.days.clone(),
            networks: self.networks.clone(),
        }
    }
}

/// The keys of whoever looks.
pub fn own(cx: &Cx, listed: &Listed) -> Markup {
    let l = &cx.locale;
    let new = Button::primary(l.t("identity-apikey-new")).icon("plus").key("c");
    let head = html! {
        div { h1 { (l.t("identity-apikeys-own")) } p { (l.t("identity-apikeys-own-text")) } }
        (new.href(format!("{OWN}/new")))
    };
    let page = Page::sheet(l.t("identity-apikeys-own"), list(cx, listed, OWN, &head));
    ui::page(cx, page.crumb(l.t("identity-account"), "/account"))
}

/// Everybody's keys.
pub fn all(cx: &Cx, listed: &Listed) -> Markup {
    let l = &cx.locale;
    let head = html! {
        div { h1 { (l.t("identity-apikeys")) } p { (l.t("identity-apikeys-text")) } }
        (Button::new(l.t("identity-apikeys-own")).icon("key-round").href(OWN))
    };
    let page = Page::sheet(l.t("identity-apikeys"), list(cx, listed, ALL, &head));
    ui::page(cx, page.crumb(l.t("identity-admin"), "/admin"))
}

fn list(cx: &Cx, listed: &Listed, path: &str, head: &Markup) -> Markup {
    let (l, query) = (&cx.locale, &listed.query);
    let kept = [("state", query.state.as_str())];
    let kept: Vec<_> = kept.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    html! {
        div.sheet-head { (head) }
        div.stack data-live="api_keys" hx-get=(query.at(path)) hx-trigger="live" hx-target="#main" hx-swap="innerMorph" {
            div.line.spread {
                (filters(l, query, path))
                (search(l, path, &query.q, &kept))
            }
            @if listed.keys.is_empty() {
                (nothing(l, query, path))
            } @else {
                (table(cx, listed, path))
                (pages(l, listed, path))
            }
        }
    }
}

fn nothing(l: &Locale, query: &ListQuery, path: &str) -> Markup {
    if query.q.is_empty() && query.state.is_empty() {
        let new = Button::new(l.t("identity-apikey-new")).href(format!("{OWN}/new"));
        return html! { (empty("key-round", &l.t("identity-apikeys-empty"), Some(new), None)) };
    }
    let all = Button::new(l.t("identity-apikeys-all")).href(path);
    html! { (empty("key-round", &l.t("identity-apikeys-none"), Some(all), None)) }
}

fn filters(l: &Locale, query: &ListQuery, path: &str) -> Markup {
    let state = |word: &str, key: &str| {
        let on = query.state == word;
        let state = if on { String::new() } else { word.to_owned() };
        let to = ListQuery { state, page: String::new(), ..query.clone() };
        Chip { removable: on, ..Chip::new(l.t(key), to.at(path), on) }
    };
    chips(
        &l.t("identity-state"),
        &[
            state("good", "identity-apikey-good"),
            state("expired", "identity-apikey-expired"),
            state("revoked", "identity-apikey-over"),
        ],
    )
}

fn table(cx: &Cx, listed: &Listed, path: &str) -> Markup {
    let l = &cx.locale;
    let is_all = path == ALL;
    let owner = is_all.then(|| l.t("identity-apikey-owner"));
    let rest = ["identity-apikey-scopes", "identity-apikey-last", "identity-apikey-end"];
    let heads = [l.t("identity-apikey")].into_iter().chain(owner).chain(rest.map(|key| l.t(key)));
    html! {
        (Table::new(l.t("identity-apikeys"))
            .cards()
            .columns(heads)
            .column(Column::hidden(l.t("identity-apikey-revoke")))
            .rows(listed.keys.iter().map(|key| row(cx, listed, key, path))))
    }
}

fn row(cx: &Cx, listed: &Listed, key: &ApiKey, path: &str) -> Markup {
    let l = &cx.locale;
    let owner = listed.owners.iter().find(|user| user.id == key.user);
    html! {
        th scope="row" {
            (key.name)
            div.meta { span.mono { "kt_" (key.id) } @if !key.networks.is_empty() { " · " (key.networks) } }
        }
        @if path == ALL {
            td data-label=(l.t("identity-apikey-owner")) {
                @if let Some(owner) = owner { a href={ "/admin/users/" (owner.id) } { (owner.name) } }
            }
        }
        td data-label=(l.t("identity-apikey-scopes")) { @for scope in key.scopes() { (tag(scope)) " " } }
        td data-label=(l.t("identity-apikey-last")) { (last_use(cx, key)) }
        td data-label=(l.t("identity-apikey-end")) { (standing(cx, key)) }
        td.actions {
            @if key.state(cx.now) == State::Good {
                form method="post" action={ (path) "/" (key.id) "/revocation" } {
                    (Button::quiet(l.t("identity-apikey-revoke")).icon("x"))
                }
            }
        }
    }
}

fn last_use(cx: &Cx, key: &ApiKey) -> Markup {
    let l = &cx.locale;
    html! {
        @match key.last_used_at {
            Some(at) => {
                (ago(l, at.0, cx.now))
                @if let Some(ip) = &key.last_used_ip { div.meta { span.mono { (ip) } } }
            }
            None => { (l.t("identity-apikey-unused")) }
        }
    }
}

fn standing(cx: &Cx, key: &ApiKey) -> Markup {
    let l = &cx.locale;
    html! {
        @match key.state(cx.now) {
            State::Good => { (date(l, key.expires_at.0)) }
            State::Expired => { (Badge::new(Tone::Quiet, "circle-slash", l.t("identity-apikey-expired"))) }
            State::Revoked => { (Badge::new(Tone::Quiet, "circle-slash", l.t("identity-apikey-over"))) }
        }
    }
}

fn pages(l: &Locale, listed: &Listed, path: &str) -> Markup {
    let to = |page: u32| ListQuery { page: page.to_string(), ..listed.query.clone() }.at(path);
    pager(l, (listed.page, listed.more), to)
}

/// What the form for a new key shows.
pub struct New<'a> {
    pub input: &'a Input,
    pub offered: Vec<&'static Scope>,
    pub most_days: u32,
    pub wrong: &'a [Refusal],
}

pub fn new(cx: &Cx, shown: &New<'_>) -> Markup {
    let (l, input, wrong) = (&cx.locale, shown.input, shown.wrong);
    let days = l.ta("identity-apikey-days-hint", &[("max", shown.most_days.into())]);
    let content = html! {
        div.sheet-head { div { h1 { (l.t("identity-apikey-new")) } p { (l.t("identity-apikey-new-text")) } } }
        (refused(l, wrong, &["name", "days", "networks"]))
        form.form method="post" action=(OWN) {
            (Field::text("name", l.t("identity-apikey-name")).value(&input.name).max(Draft::LONGEST_NAME)
                .hint(l.t("identity-apikey-name-hint")).attr("autocomplete", "off").errors(l, wrong).required())
            fieldset {
                legend { (l.t("identity-apikey-scopes")) }
                @for scope in &shown.offered {
                    (Field::check("scope", l.t(scope.label)).value(scope.name)
                        .id(format!("f-scope-{}", scope.name.replace(':', "-"))).hint(scope.name)
                        .checked(input.scopes.iter().any(|asked| asked == scope.name)))
                }
            }
            (Field::input("number", "days", l.t("identity-apikey-days")).value(&input.days)
                .attr("min", "1").attr("max", shown.most_days.to_string()).hint(days).errors(l, wrong).required())
            (Field::area("networks", l.t("identity-apikey-networks"), 2).value(&input.networks)
                .hint(l.t("identity-apikey-networks-hint")).optional(l).mono().errors(l, wrong))
            div.form-foot {
                (Button::primary(l.t("identity-apikey-create")).icon("key-round"))
                (Button::quiet(l.t("identity-cancel")).href(OWN))
            }
        }
    };
    let page = Page::form(l.t("identity-apikey-new"), content);
    ui::page(
        cx,
        page.crumb(l.t("identity-account"), "/account").crumb(l.t("identity-apikeys-own"), OWN),
    )
}

/// The key, shown this once.
pub fn once(cx: &Cx, key: &ApiKey, secret: &Secret) -> Markup {
    let l = &cx.locale;
    let address = format!(
        "{}/api/v1/me",
        cx.kontor.config.section::<platform::config::ServerConfig>().origin()
    );
    let content = html! {
        div.sheet-head { div { h1 { (key.name) } p { (l.t("identity-apikey-made")) } } }
        div.form {
            (Notice::warn(l.t("identity-apikey-once")))
            (Field::text("key", l.t("identity-apikey")).value(secret.expose()).mono().attr("readonly", "")
                .attr("autocomplete", "off"))
            (Facts::new()
                .row(l.t("identity-apikey-scopes"), html! { @for scope in key.scopes() { (tag(scope)) " " } })
                .row(l.t("identity-apikey-end"), date(l, key.expires_at.0))
                .maybe(l.t("identity-apikey-networks"), Some(&key.networks).filter(|text| !text.is_empty()))
                .row(l.t("identity-apikey-try"), html! { span.mono { "GET " (address) } }))
            div.form-foot {
                (Button::primary(l.t("identity-apikey-copy")).icon("copy").plain().attr("data-copy", secret.expose()))
                (Button::quiet(l.t("identity-link-done")).href(OWN))
            }
        }
    };
    let page = Page::form(key.name.clone(), content);
    ui::page(
        cx,
        page.crumb(l.t("identity-account"), "/account").crumb(l.t("identity-apikeys-own"), OWN),
    )
}

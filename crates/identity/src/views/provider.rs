//! Signing in through providers: buttons, what went wrong, and the links of an account.

use crate::provider::Provider;
use maud::{Markup, html};
use platform::{Cx, Refusal, post};
use ui::{Button, Notice, Page, Table, ago, date};

/// A sign-in at a provider that opens an account.
pub struct Way {
    /// The provider's name in the settings.
    pub name: String,
    /// What people call it.
    pub label: String,
    pub known_as: String,
    pub since: chrono::DateTime<chrono::Utc>,
    pub last: chrono::DateTime<chrono::Utc>,
    /// Whether the settings still have it.
    pub known: bool,
}

/// The address that begins a sign-in. It is a link: a form's way to another house is stopped by the page's own policy.
fn address(name: &str, query: &[(&str, &str)]) -> String {
    let query = serde_urlencoded::to_string(query).unwrap_or_default();
    format!("/auth/{name}?{query}")
}

/// One button for each provider; nothing where there is none.
pub fn buttons(cx: &Cx, query: &[(&str, &str)], text: &str) -> Markup {
    let all = Provider::all(&cx.kontor);
    html! {
        @if !all.is_empty() {
            div.stack {
                @for provider in all {
                    @let label = cx.locale.ta(text, &[("provider", provider.label().into())]);
                    (Button::new(label).icon("building-2").href(address(provider.name, query)).wide())
                }
            }
        }
    }
}

/// The same for those providers alone that one's account is linked with: who it is shall be asked there.
pub fn again(cx: &Cx, linked: &[Way], next: &str) -> Markup {
    html! {
        @for way in linked.iter().filter(|way| way.known) {
            @let label = cx.locale.ta("identity-sso-again", &[("provider", way.label.as_str().into())]);
            @let query = [("next", next), ("anew", "1")];
            (Button::primary(label).icon("building-2").href(address(&way.name, &query)).wide())
        }
    }
}

/// Why a sign-in through a provider came to nothing, and what else there is.
pub fn failed(cx: &Cx, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let signed_in = cx.user.is_some();
    let content = html! {
        div.stack.loose {
            h1 { (l.t("identity-sso-failed")) }
            @for refusal in wrong { (Notice::danger(refusal.say(l))) }
            @if signed_in {
                div { (Button::primary(l.t("identity-account")).href("/account")) }
            } @else {
                p { (l.t("identity-sso-failed-todo")) }
                div { (Button::primary(l.t("identity-to-sign-in")).href("/sign-in")) }
                @if post::is_ready(cx) { p { a href="/sign-in/forgot" { (l.t("identity-forgot")) } } }
            }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-sso-failed"), content))
}

/// The step between the proof and the provider.
pub fn go(cx: &Cx, label: &str, address: &str) -> Markup {
    let l = &cx.locale;
    let provider = [("provider", label.into())];
    let title = l.ta("identity-sso-link", &provider);
    let content = html! {
        div.stack.loose {
            h1 { (title) }
            p { (l.ta("identity-sso-go-text", &provider)) }
            (Button::primary(l.ta("identity-sso-go", &provider)).icon("external-link").href(address).wide())
            div { (Button::quiet(l.t("identity-cancel")).href("/account")) }
        }
    };
    ui::page(cx, Page::plain(title, content))
}

/// What one's account is linked with, and what it could be linked with.
pub fn section(cx: &Cx, ways: &[Way]) -> Markup {
    let l = &cx.locale;
    let free: Vec<Provider<'_>> = Provider::all(&cx.kontor)
        .into_iter()
        .filter(|provider| !ways.iter().any(|way| way.name == provider.name))
        .collect();
    let heads = ["identity-sso-provider", "identity-sso-known-as", "identity-session-last"];
    html! {
        p { (l.t("identity-sso-text")) }
        @if !ways.is_empty() {
            (Table::new(l.t("identity-sso-links")).cards().columns(heads.map(|key| l.t(key)))
                .column(ui::Column::hidden(l.t("identity-sso-unlink"))).rows(ways.iter().map(|way| row(cx, way))))
        }
        @for provider in free {
            @let label = l.ta("identity-sso-link", &[("provider", provider.label().into())]);
            form method="post" action={ "/account/sign-ins/" (provider.name) } {
                div.form-foot { (Button::new(label).icon("link")) }
            }
        }
    }
}

fn row(cx: &Cx, way: &Way) -> Markup {
    let l = &cx.locale;
    html! {
        th scope="row" { (way.label) div.meta { (l.t("identity-factor-since")) " " (date(l, way.since)) } }
        td data-label=(l.t("identity-sso-known-as")) { (way.known_as) }
        td data-label=(l.t("identity-session-last")) { (ago(l, way.last, cx.now)) }
        td.actions {
            form method="post" action={ "/account/sign-ins/" (way.name) "/removal" } {
                (Button::quiet(l.t("identity-sso-unlink")).icon("unlink"))
            }
        }
    }
}

//! Who did what a history tells of, by names that people know.

use crate::domain::token::{LicenceTokenId, Token};
use crate::rights;
use maud::{Markup, html};
use platform::event::Recorded;
use platform::{Cx, User};

/// Who acted in a history, as far as they are there still.
#[derive(Default)]
pub struct Actors {
    pub users: Vec<User>,
    pub tokens: Vec<Token>,
}

/// The token that acted.
pub(crate) fn token_of(fact: &Recorded) -> Option<LicenceTokenId> {
    fact.via.as_deref()?.strip_prefix("token:")?.parse().ok().map(LicenceTokenId)
}

/// A person, a token with its page, the licence's own key, the customer in the portal, what acted in a person's name, or the
/// server itself. Never an id.
pub(crate) fn actor(cx: &Cx, fact: &Recorded, actors: &Actors) -> Markup {
    let l = &cx.locale;
    if let Some(id) = fact.actor {
        let Some(user) = actors.users.iter().find(|user| user.id == id) else {
            return html! { (l.t("licensing-actor-user-gone")) };
        };
        return html! { (user.name) };
    }
    let Some(via) = fact.via.as_deref() else {
        return html! { (l.t("licensing-pages-by-system")) };
    };
    if crate::portal::is_visitor(via) {
        return html! { (l.t("licensing-portal-customer")) };
    }
    if via.starts_with("licence:") {
        return html! { (l.t("licensing-actor-key")) };
    }
    // what has no other name than its id has none
    let name = fact.via_name.as_deref().filter(|name| !name.is_empty() && *name != via);
    if via.starts_with("token:") {
        return token(cx, fact, actors, name);
    }
    html! { (name.map_or_else(|| l.t("licensing-pages-by-system"), str::to_owned)) }
}

/// A token as it is called now, or as it was called when it acted.
fn token(cx: &Cx, fact: &Recorded, actors: &Actors, then: Option<&str>) -> Markup {
    let l = &cx.locale;
    let id = token_of(fact);
    let Some(token) = actors.tokens.iter().find(|token| Some(token.id) == id) else {
        let gone = || l.t("licensing-actor-token-gone");
        let named = |name: &str| l.ta("licensing-actor-token-gone-named", &[("name", name.into())]);
        return html! { (then.map_or_else(gone, named)) };
    };
    let name = if token.name.is_empty() { l.t(token.bearer.key()) } else { token.name.clone() };
    let said = l.ta("licensing-actor-token", &[("name", name.into())]);
    if cx.may(rights::MANAGE) {
        return html! { a href={ "/admin/licensing/tokens/" (token.id) } { (said) } };
    }
    html! { (said) }
}

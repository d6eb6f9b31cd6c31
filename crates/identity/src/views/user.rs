use super::provider::Way;
use super::{languages, pager, refused};
use crate::domain::account::{Email, Name, offered, role_word};
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use platform::roles::OwnRole;
use platform::session::Session;
use platform::{Cx, Locale, Refusal, Role, RoleId, User, UserId, post};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ui::{
    Badge, Button, Chip, Choice, Facts, Field, Notice, Page, Table, Tone, ago, avatar, chips,
    datetime, empty, search,
};

/// The list's address: its filters and its page, as they were asked for.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct ListQuery {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub page: String,
}

impl ListQuery {
    fn address(&self) -> String {
        let query = serde_urlencoded::to_string(self).unwrap_or_default();
        if query.is_empty() { PATH.into() } else { format!("{PATH}?{query}") }
    }
}

const PATH: &str = "/admin/users";

/// One page of the list, counted from 1.
pub struct Listed {
    pub users: Vec<User>,
    /// The names of their own roles.
    pub roles: HashMap<UserId, Vec<String>>,
    pub more: bool,
    pub page: u32,
    pub query: ListQuery,
}

/// An account as it was entered.
#[derive(Clone, Debug, Default)]
pub struct AccountInput {
    pub name: String,
    pub email: String,
    pub role: String,
    pub level: String,
    pub lang: String,
    /// Ids of own roles.
    pub roles: Vec<String>,
    /// The version that was changed; empty for a new account.
    pub version: String,
}

impl AccountInput {
    pub fn of(user: &User, roles: &[RoleId]) -> Self {
        Self {
            name: user.name.clone(),
            email: user.email.clone(),
            role: role_word(user.role).into(),
            level: user.level.to_string(),
            lang: user.lang.tag().into(),
            roles: roles.iter().map(ToString::to_string).collect(),
            version: user.version.to_string(),
        }
    }

    /// A tick sends its name each time, so there may be several.
    pub fn read(pairs: Vec<(String, String)>) -> Self {
        let mut input = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "name" => input.name = value,
                "email" => input.email = value,
                "role" => input.role = value,
                "level" => input.level = value,
                "lang" => input.lang = value,
                "own" => input.roles.push(value),
                "version" => input.version = value,
                _ => {}
            }
        }
        input
    }
}

/// A user, and what an administrator may do about it.
pub struct Seen {
    pub user: User,
    /// The own roles that it has.
    pub roles: Vec<RoleId>,
    /// All own roles that there are.
    pub offered: Vec<OwnRole>,
    pub sessions: Vec<Session>,
    /// Programs that are signed in, and keys that are good.
    pub programs: u64,
    pub keys: u64,
    pub has_password: bool,
    pub has_factor: bool,
    pub ways: Vec<Way>,
    /// True when wrong passwords are being counted.
    pub mistakes: bool,
    pub locked_until: Option<DateTime<Utc>>,
}

pub fn list(cx: &Cx, listed: &Listed) -> Markup {
    let l = &cx.locale;
    let new = Button::primary(l.t("identity-user-new")).icon("user-plus").key("c");
    let query = &listed.query;
    let kept = [("role", query.role.as_str()), ("state", query.state.as_str())];
    let kept: Vec<_> = kept.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let content = html! {
        div.sheet-head {
            div { h1 { (l.t("identity-users")) } p { (l.t("identity-users-text")) } }
            (new.href("/admin/users/new"))
        }
        div.stack data-live="users" hx-get=(query.address()) hx-trigger="live" hx-target="#main" hx-swap="innerMorph" {
            div.line.spread {
                div.line { (filters(l, query)) }
                (search(l, PATH, &query.q, &kept))
            }
            @if listed.users.is_empty() {
                @let all = Button::new(l.t("identity-users-all")).href(PATH);
                (empty("users", &l.t("identity-users-none"), Some(all), None))
            } @else {
                (table(cx, listed))
                (pages(l, listed))
            }
        }
    };
    ui::page(cx, Page::sheet(l.t("identity-users"), content).crumb(l.t("identity-admin"), "/admin"))
}

fn filters(l: &Locale, query: &ListQuery) -> Markup {
    let first = ListQuery { page: String::new(), ..query.clone() };
    let role = |word: &str, key: &str| {
        let on = query.role == word;
        let role = if on { String::new() } else { word.to_owned() };
        Chip {
            removable: on,
            ..Chip::new(l.t(key), ListQuery { role, ..first.clone() }.address(), on)
        }
    };
    let state = |word: &str, key: &str| {
        let on = query.state == word;
        let state = if on { String::new() } else { word.to_owned() };
        Chip {
            removable: on,
            ..Chip::new(l.t(key), ListQuery { state, ..first.clone() }.address(), on)
        }
    };
    html! {
        (chips(&l.t("identity-role"), &[
            role("admin", Role::Admin.key()), role("agent", Role::Agent.key()), role("customer", Role::Customer.key()),
        ]))
        (chips(&l.t("identity-state"), &[
            state("active", "identity-state-active"), state("inactive", "identity-state-inactive"),
        ]))
    }
}

fn table(cx: &Cx, listed: &Listed) -> Markup {
    let l = &cx.locale;
    let heads = ["identity-name", "identity-email", "identity-role", "identity-state"];
    let row = |user: &User| {
        html! {
            th scope="row" {
                a.who href={ (PATH) "/" (user.id) } { (avatar(&user.name)) span.truncate { (user.name) } }
            }
            td data-label=(l.t("identity-email")) { (user.email) }
            td data-label=(l.t("identity-role")) {
                (role(l, user))
                @if let Some(own) = listed.roles.get(&user.id) { div.meta { (own.join(", ")) } }
            }
            td data-label=(l.t("identity-state")) { (state(l, user.active)) }
        }
    };
    html! {
        (Table::new(l.t("identity-users")).cards().columns(heads.map(|key| l.t(key))).rows(listed.users.iter().map(row)))
    }
}

fn role(l: &Locale, user: &User) -> String {
    match user.role {
        Role::Agent => {
            let level = ("level", user.level.into());
            format!("{} · {}", l.t(user.role.key()), l.ta("identity-level-short", &[level]))
        }
        Role::Admin | Role::Customer => l.t(user.role.key()),
    }
}

fn state(l: &Locale, active: bool) -> Badge {
    if active {
        Badge::new(Tone::Ok, "circle-check", l.t("identity-state-active"))
    } else {
        Badge::new(Tone::Quiet, "circle-slash", l.t("identity-state-inactive"))
    }
}

fn pages(l: &Locale, listed: &Listed) -> Markup {
    let to = |page: u32| ListQuery { page: page.to_string(), ..listed.query.clone() }.address();
    pager(l, (listed.page, listed.more), to)
}

const FIELDS: [&str; 5] = ["name", "email", "role", "level", "lang"];

fn fields(
    l: &Locale,
    input: &AccountInput,
    (has, own): (Option<Role>, &[OwnRole]),
    wrong: &[Refusal],
) -> Markup {
    let roles = offered(has).map(|role| Choice::new(role_word(role), l.t(role.key())));
    let levels = (1..=4).map(|level: i16| {
        Choice::new(level.to_string(), l.ta("identity-level-of", &[("level", level.into())]))
    });
    html! {
        div.form-row {
            (Field::text("name", l.t("identity-name")).value(&input.name).max(Name::MAX).errors(l, wrong).required())
            (Field::email("email", l.t("identity-email")).value(&input.email).max(Email::MAX)
                .attr("autocomplete", "off").errors(l, wrong).required())
        }
        div.form-row {
            (Field::select("role", l.t("identity-role"), roles).value(&input.role).errors(l, wrong))
            (Field::select("level", l.t("identity-level"), levels).value(&input.level)
                .hint(l.t("identity-level-hint")).errors(l, wrong))
            (Field::select("lang", l.t("identity-lang"), languages()).value(&input.lang).errors(l, wrong))
        }
        (own_roles(l, input, own))
    }
}

/// The own roles to tick, where there are any.
fn own_roles(l: &Locale, input: &AccountInput, own: &[OwnRole]) -> Markup {
    html! {
        @if !own.is_empty() {
            fieldset {
                legend { (l.t("identity-own-roles")) }
                p.meta { (l.t("identity-own-roles-hint")) }
                @for role in own {
                    (Field::check("own", &role.name).id(format!("f-own-{}", role.id)).value(role.id.to_string())
                        .checked(input.roles.contains(&role.id.to_string())))
                }
            }
        }
    }
}

pub fn new(cx: &Cx, input: &AccountInput, own: &[OwnRole], wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.sheet-head { div { h1 { (l.t("identity-user-new")) } p { (l.t("identity-user-new-text")) } } }
        (refused(l, wrong, &FIELDS))
        form.form method="post" action=(PATH) {
            (fields(l, input, (None, own), wrong))
            div.form-foot {
                (Button::primary(l.t("identity-user-create")).icon("user-plus"))
                (Button::quiet(l.t("identity-cancel")).href(PATH))
            }
        }
    };
    let page = Page::form(l.t("identity-user-new"), content);
    ui::page(cx, page.crumb(l.t("identity-admin"), "/admin").crumb(l.t("identity-users"), PATH))
}

pub fn show(cx: &Cx, seen: &Seen, input: &AccountInput, wrong: &[Refusal]) -> Markup {
    let (l, user) = (&cx.locale, &seen.user);
    let content = html! {
        div.sheet-head { h1 { (user.name) } (state(l, user.active).framed()) }
        (refused(l, wrong, &FIELDS))
        form.form method="post" action={ (PATH) "/" (user.id) } {
            input type="hidden" name="version" value=(input.version);
            (fields(l, input, (Some(user.role), &seen.offered), wrong))
            div.form-foot { (Button::primary(l.t("identity-save")).icon("check")) }
        }
        section.section aria-labelledby="access" {
            h2 #access { (l.t("identity-access")) }
            (facts(cx, seen))
            (access(cx, seen))
            (ui::audit_link(cx, &format!("user:{}", user.id)))
        }
    };
    let page = Page::form(user.name.clone(), content);
    ui::page(cx, page.crumb(l.t("identity-admin"), "/admin").crumb(l.t("identity-users"), PATH))
}

fn facts(cx: &Cx, seen: &Seen) -> Markup {
    let l = &cx.locale;
    let password =
        if seen.has_password { "identity-password-chosen" } else { "identity-password-not-chosen" };
    let factor = if seen.has_factor { "identity-factor-on" } else { "identity-factor-off" };
    let last = seen.sessions.iter().map(|session| session.last_action_at.0).max();
    let locked = seen.locked_until.map(|until| datetime(l, until));
    let ways = seen.ways.iter().map(|way| format!("{}: {}", way.label, way.known_as));
    let ways = ways.collect::<Vec<_>>().join(", ");
    html! {
        (Facts::new()
            .row(l.t("identity-password"), html! { (l.t(password)) })
            .row(l.t("identity-factor"), html! { (l.t(factor)) })
            .maybe(l.t("identity-sso-links"), (!ways.is_empty()).then_some(ways))
            .row(l.t("identity-sessions"), html! { (seen.sessions.len()) })
            .row(l.t("identity-programs"), html! { (seen.programs) })
            .row(l.t("identity-apikeys-good"), html! { (seen.keys) })
            .maybe(l.t("identity-session-last"), last.map(|last| ago(l, last, cx.now)))
            .maybe(l.t("identity-locked-until"), locked)
            .row(l.t("identity-since"), datetime(l, seen.user.created_at.0)))
    }
}

/// What can be done at once; each button sends to its own address.
fn access(cx: &Cx, seen: &Seen) -> Markup {
    let (l, user) = (&cx.locale, &seen.user);
    let to = |what: &str| format!("{PATH}/{}/{what}", user.id);
    let link = if seen.has_password { "identity-link-reset" } else { "identity-link-invite" };
    let own = cx.user_id() == Some(user.id);
    html! {
        form method="post" action=(to("link")) {
            div.form-foot {
                @if user.active {
                    (Button::new(l.t(link)).icon("link"))
                    @if post::is_ready(cx) { (Button::new(l.t("identity-letter-send")).icon("send").action(to("letter"))) }
                }
                @if seen.mistakes { (Button::new(l.t("identity-unlock")).icon("lock-open").action(to("unlocking"))) }
                @if !seen.sessions.is_empty() || seen.programs > 0 {
                    (Button::new(l.t("identity-end-sessions")).icon("log-out").action(to("sessions/end")))
                }
                @if seen.has_factor && !own {
                    (Button::new(l.t("identity-factor-reset")).icon("shield-off").action(to("factors/removal")))
                }
                @for way in &seen.ways {
                    @let label = l.ta("identity-sso-unlink-from", &[("provider", way.label.as_str().into())]);
                    (Button::new(label).icon("unlink").action(to(&format!("sign-ins/{}/removal", way.name))))
                }
                @if !user.active {
                    (Button::new(l.t("identity-activate")).icon("user-check").action(to("activation")))
                } @else if !own {
                    (Button::danger(l.t("identity-deactivate")).icon("user-x").action(to("deactivation")))
                }
            }
        }
    }
}

/// The link, shown this once.
pub fn link(cx: &Cx, user: &User, address: &str, is_invitation: bool) -> Markup {
    let l = &cx.locale;
    let (title, text) = if is_invitation {
        ("identity-invitation", "identity-invitation-text")
    } else {
        ("identity-reset", "identity-reset-text")
    };
    let name = [("name", user.name.as_str().into())];
    let content = html! {
        div.sheet-head { div { h1 { (l.ta(title, &name)) } p { (l.ta(text, &name)) } } }
        div.form {
            (Notice::warn(l.t("identity-link-once")))
            (Field::text("link", l.t("identity-link")).value(address).mono().attr("readonly", ""))
            div.form-foot {
                (Button::primary(l.t("identity-link-copy")).icon("copy").plain().attr("data-copy", address))
                (Button::quiet(l.t("identity-link-done")).href(format!("{PATH}/{}", user.id)))
            }
        }
    };
    let page = Page::form(l.ta(title, &name), content);
    ui::page(cx, page.crumb(l.t("identity-admin"), "/admin").crumb(l.t("identity-users"), PATH))
}

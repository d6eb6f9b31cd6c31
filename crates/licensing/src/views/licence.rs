//! One licence beside the list: how it stands, its key, its limits, what it runs on, and what happened to it.

use super::actor::Actors;
use super::licence_form::Filled;
use super::licence_list::{self, Choices, List, label};
use super::{badge, happened, machine_table};
use crate::domain::activation_event::ActivationEvent;
use crate::domain::entitlement::Entitlement;
use crate::domain::environment::Environment;
use crate::domain::group::Group;
use crate::domain::licence::{Licence, Status};
use crate::domain::licence_facts::LONGEST_VALUE;
use crate::domain::machine::Machine;
use crate::domain::policy::Policy;
use crate::domain::product::Product;
use crate::domain::user::User;
use crate::rights;
use crate::web::Address;
use crate::web::licence_list::PATH;
use directory::Organisation;
use maud::{Markup, html};
use platform::event::Recorded;
use platform::keys::Secret;
use platform::{Cx, Locale, Millis};
use ui::{Button, Facts, Menu, MenuItem, Page, Pane, Panes};

/// A feature that it has.
pub(crate) struct Feature {
    pub entitlement: Entitlement,
    pub value: Option<String>,
    pub ends: Option<Millis>,
    /// It has it for itself, not by its policy alone.
    pub is_own: bool,
}

/// One licence with all that its page shows.
pub(crate) struct Shown {
    pub licence: Licence,
    pub status: Status,
    pub policy: Policy,
    pub product: Product,
    pub organisation: Option<Organisation>,
    pub owner: Option<User>,
    pub group: Option<Group>,
    pub environment: Option<Environment>,
    pub machines: Vec<Machine>,
    /// Those beside the owner.
    pub users: Vec<User>,
    pub features: Vec<Feature>,
    /// All features that there are.
    pub offered: Vec<Entitlement>,
    pub history: Vec<Recorded>,
    /// Copies of its program that ended without saying so.
    pub ended: Vec<ActivationEvent>,
    pub actors: Actors,
    /// The key in clear, where it was asked for.
    pub key: Option<Secret>,
    /// What was typed into a form of the page and refused.
    pub filled: Filled,
}

impl Shown {
    pub fn path(&self) -> String {
        format!("{PATH}/{}", self.licence.id)
    }
}

pub(crate) fn page(
    cx: &Cx,
    address: &Address,
    list: &List,
    choices: Option<&Choices>,
    shown: &Shown,
) -> Markup {
    let l = &cx.locale;
    let name = label(l, &shown.licence);
    let mut detail =
        Pane::new(l.t("licensing-licence"), body(cx, shown)).head(head(cx, shown)).padded();
    // a key in clear and what was typed stay until the page is left, and are not drawn again by themselves
    if shown.key.is_none() && shown.filled.wrong.is_empty() {
        let topics = events::licensing::licence_object(shown.licence.id);
        detail = detail.live(topics, address.at(&shown.path()));
    }
    let panes = Panes::new(address.href())
        .list(licence_list::pane(cx, address, list, choices, Some(shown.licence.id)))
        .detail(detail);
    ui::page(cx, Page::panes(name, panes).crumb(l.t("licensing-app"), PATH))
}

fn head(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let (path, licence) = (shown.path(), &shown.licence);
    let post = |verb: &str, label: &str, icon| {
        html! {
            form method="post" action={ (path) "/" (verb) } { (Button::new(l.t(label)).icon(icon)) }
        }
    };
    html! {
        h1 { (label(l, licence)) }
        div.line {
            (badge::status(l, shown.status).framed())
            @if licence.is_test { (badge::test(l).framed()) }
            span.meta { (shown.product.name) " · " (shown.policy.name) }
        }
        @if cx.may(rights::WORK) {
            div.line {
                (Button::new(l.t("licensing-pages-edit")).icon("pencil").href(format!("{path}/edit")).key("e"))
                (post("renewal", "licensing-renew", "refresh-cw"))
                @if licence.suspended { (post("reinstatement", "licensing-reinstate", "play")) }
                @else { (post("suspension", "licensing-suspend", "pause")) }
                (menu(cx, &path))
            }
        }
    }
}

fn menu(cx: &Cx, path: &str) -> Menu {
    let l = &cx.locale;
    let link = |icon, label: &str, to: &str| MenuItem::Link {
        icon,
        label: l.t(label),
        href: format!("{path}/{to}"),
    };
    let button = html! { (l.t("licensing-pages-more")) (ui::icon("chevron-down")) };
    let menu = Menu::new(button, "button quiet")
        .item(link("forward", "licensing-move", "policy"))
        .item(link("user-check", "licensing-assign", "assignment"))
        .item(link("file", "licensing-offline", "offline"))
        .item(link("layers", "licensing-resources", "resources"))
        .item(link("gauge", "licensing-usage", "usage"));
    let letter = || MenuItem::Post {
        icon: "send",
        label: l.t("licensing-letter-send"),
        action: format!("{path}/letter"),
        name: "to",
        value: String::new(),
    };
    let menu = if platform::post::is_ready(cx) { menu.item(letter()) } else { menu };
    if cx.may(rights::MANAGE) {
        return menu.item(link("trash-2", "licensing-pages-remove", "removal"));
    }
    menu
}

fn body(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let object = events::licensing::licence_object(shown.licence.id);
    let all = format!("/machines?licence={}", shown.licence.id);
    html! {
        (shown.filled.unplaced(l, &["email", "entitlement", "value", "ends"]))
        section.section { h2 { (l.t("licensing-key")) } (key(cx, shown)) }
        section.section { h2 { (l.t("licensing-limits")) } (limits(l, shown)) }
        section.section { h2 { (l.t("licensing-pages-facts")) } (facts(cx, shown)) }
        section.section {
            h2 { (l.t("licensing-machines")) }
            (machine_table::table(cx, &shown.machines))
            @if !shown.machines.is_empty() { p { a.meta href=(all) { (l.t("licensing-machines-all")) } } }
        }
        section.section { h2 { (l.t("licensing-pages-users")) } (users(cx, shown)) }
        section.section { h2 { (l.t("licensing-features")) } (features(cx, shown)) }
        section.section {
            h2 { (l.t("licensing-pages-history")) }
            (happened::of_licence_and_devices(cx, shown))
            (ui::audit_link(cx, &object))
        }
    }
}

fn key(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    if let Some(key) = &shown.key {
        return html! {
            p { code.mono.pre { (key.expose()) } }
            div.line {
                (Button::new(l.t("licensing-key-copy")).icon("copy").plain().attr("data-copy", key.expose().as_str()))
                (Button::quiet(l.t("licensing-key-hide")).icon("eye-off").href(shown.path()))
            }
        };
    }
    html! {
        div.line {
            code.mono { "•••• " (shown.licence.key_hint) }
            @if cx.may(rights::WORK) {
                form method="post" action={ (shown.path()) "/key" } {
                    (Button::quiet(l.t("licensing-key-show")).icon("eye"))
                }
            }
        }
        @if cx.may(rights::WORK) { p.hint { (l.t("licensing-key-hint")) } }
    }
}

/// What is taken of each limit; what has neither a limit nor a use is left out.
fn limits(l: &Locale, shown: &Shown) -> Markup {
    let (licence, most) = (&shown.licence, shown.licence.limits.over(&shown.policy.settings));
    let users = shown.users.len() + usize::from(shown.owner.is_some());
    let rows = [
        ("licensing-limit-machines", licence.machines, most.max_machines),
        ("licensing-limit-users", i64::try_from(users).unwrap_or(i64::MAX), most.max_users),
        ("licensing-limit-cores", licence.cores, most.max_cores),
        ("licensing-field-memory", licence.memory, most.max_memory),
        ("licensing-field-disk", licence.disk, most.max_disk),
        ("licensing-limit-uses", licence.uses, most.max_uses),
    ];
    let rows = rows.into_iter().filter(|(_, taken, most)| *taken > 0 || most.is_some());
    let facts = rows.fold(Facts::new(), |facts, (key, taken, most)| {
        facts.row(l.t(key), bar(l, key, taken, most))
    });
    let processes = most.max_processes.map(|most| l.number(whole(most)));
    html! { (facts.maybe(l.t("licensing-limit-processes"), processes)) }
}

fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// "3 of 5" with its bar; a limit that is reached is seen, and one that is passed even more.
fn bar(l: &Locale, key: &str, taken: i64, most: Option<u64>) -> Markup {
    let part = u64::try_from(taken).unwrap_or(0);
    let is_bytes = matches!(key, "licensing-field-memory" | "licensing-field-disk");
    let said = |n: u64| if is_bytes { l.bytes(n) } else { l.number(whole(n)) };
    let Some(most) = most else {
        return html! { (l.ta("licensing-taken", &[("taken", said(part).into())])) };
    };
    let tone = match part.cmp(&most) {
        std::cmp::Ordering::Less => "",
        std::cmp::Ordering::Equal => "warn",
        std::cmp::Ordering::Greater => "danger",
    };
    let args = [("taken", said(part).into()), ("most", said(most).into())];
    html! {
        @let said = l.ta("licensing-taken-of", &args);
        span { (said) } " "
        (ui::progress(&l.t(key), &said, (part.min(most), most), tone))
    }
}

fn facts(cx: &Cx, shown: &Shown) -> Markup {
    let (l, licence) = (&cx.locale, &shown.licence);
    let at = |at: Option<Millis>| at.map(|at| ui::datetime(l, at.0));
    let end = if let Some(end) = licence.expires_at {
        ui::datetime(l, end.0)
    } else {
        html! { (l.t("licensing-no-end")) }
    };
    let link = |href: String, name: &str| html! { a href=(href) { (name) } };
    let organisation = shown
        .organisation
        .as_ref()
        .map(|one| link(format!("/organisations/{}", one.id), &one.name));
    let owner =
        shown.owner.as_ref().map(|one| link(format!("{PATH}/users/{}", one.id), &one.label()));
    let product = link(format!("{PATH}/products/{}", shown.product.id), &shown.product.name);
    let policy = link(format!("{PATH}/policies/{}", shown.policy.id), &shown.policy.name);
    let metadata = (!licence.metadata.is_empty())
        .then(|| html! { code.mono.pre { (licence.metadata.to_string()) } });
    let drawn = Facts::new()
        .row(l.t("licensing-field-ends"), end)
        .row(l.t("licensing-field-product"), product)
        .row(l.t("licensing-field-policy"), policy)
        .maybe(l.t("licensing-field-organisation"), organisation)
        .maybe(l.t("licensing-field-owner"), owner)
        .maybe(l.t("licensing-field-group"), shown.group.as_ref().map(|one| one.name.clone()))
        .maybe(
            l.t("licensing-field-environment"),
            shown.environment.as_ref().map(|one| one.name.clone()),
        )
        .row(l.t("licensing-field-created"), ui::datetime(l, licence.created_at.0))
        .maybe(l.t("licensing-field-first-validated"), at(licence.first_validated_at))
        .maybe(l.t("licensing-field-last-validated"), at(licence.last_validated_at))
        .maybe(l.t("licensing-field-last-check-in"), at(licence.last_checked_in_at))
        .maybe(l.t("licensing-field-last-check-out"), at(licence.last_checked_out_at))
        .maybe(l.t("licensing-field-metadata"), metadata)
        .row(l.t("licensing-field-id"), html! { span.mono { (licence.id) } });
    html! { (drawn) }
}

fn users(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let email = ui::Field::email("email", l.t("licensing-users-email"));
    let detach = |user: &User| {
        html! {
            form method="post" action={ (shown.path()) "/users/removal" } {
                (Button::quiet(l.t("licensing-users-detach")).icon("x").icon_only().value("user", user.id.to_string()))
            }
        }
    };
    html! {
        @if shown.users.is_empty() { p.meta { (l.t("licensing-pages-users-none")) } }
        @else {
            ul.plain-list {
                @for user in &shown.users {
                    li.line {
                        a href={ (PATH) "/users/" (user.id) } { (user.label()) }
                        span.meta { (user.email) }
                        @if cx.may(rights::WORK) { (detach(user)) }
                    }
                }
            }
        }
        @if cx.may(rights::WORK) {
            form.line.fields method="post" action={ (shown.path()) "/users" } {
                (shown.filled.fitted(l, "email", email.hide_label().placeholder(l.t("licensing-users-email")).required()))
                (Button::new(l.t("licensing-users-attach")).icon("user-plus"))
            }
        }
    }
}

fn features(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    html! {
        @if shown.features.is_empty() { p.meta { (l.t("licensing-features-none")) } }
        @else {
            ul.plain-list { @for feature in &shown.features { li.line { (one_feature(cx, shown, feature)) } } }
        }
        @if cx.may(rights::WORK) && !shown.offered.is_empty() { (attach_feature(l, shown)) }
    }
}

fn one_feature(cx: &Cx, shown: &Shown, feature: &Feature) -> Markup {
    let l = &cx.locale;
    html! {
        span { (feature.entitlement.name) }
        span.mono.meta { (feature.entitlement.code) }
        @if let Some(value) = &feature.value { (ui::tag(value)) }
        @if let Some(end) = feature.ends { span.meta { (l.t("licensing-field-ends")) " " (ui::date(l, end.0)) } }
        @if !feature.is_own { span.meta { (l.t("licensing-features-of-policy")) } }
        @else if cx.may(rights::WORK) {
            form method="post" action={ (shown.path()) "/features/removal" } {
                (Button::quiet(l.t("licensing-features-detach")).icon("x").icon_only()
                    .value("entitlement", feature.entitlement.id.to_string()))
            }
        }
    }
}

fn attach_feature(l: &Locale, shown: &Shown) -> Markup {
    let all = shown.offered.iter().map(|one| ui::Choice::new(one.id.to_string(), &one.name));
    let which = ui::Field::select("entitlement", l.t("licensing-feature"), all);
    let value = ui::Field::text("value", l.t("licensing-features-value")).max(LONGEST_VALUE);
    let ends = ui::Field::input("date", "ends", l.t("licensing-field-ends"));
    html! {
        form.line.fields method="post" action={ (shown.path()) "/features" } {
            (shown.filled.fitted(l, "entitlement", which))
            (shown.filled.fitted(l, "value", value).optional(l))
            (shown.filled.fitted(l, "ends", ends).optional(l))
            (Button::new(l.t("licensing-features-attach")).icon("plus"))
        }
    }
}

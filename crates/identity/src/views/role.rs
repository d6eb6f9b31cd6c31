use super::refused;
use crate::domain::role::{Draft, OwnRole};
use maud::{Markup, html};
use platform::{Cx, Grant, Refusal, Role, User};
use ui::{Button, Column, Field, Page, Table, empty};

const PATH: &str = "/admin/roles";

/// So many of those who have a role stand on its page.
pub const SHOWN: u64 = 100;

/// A role in the list.
pub struct Row {
    pub role: OwnRole,
    /// How many rights it has, and how many people have it.
    pub rights: u64,
    pub people: u64,
}

/// A role as it was entered.
#[derive(Clone, Debug, Default)]
pub struct Input {
    pub name: String,
    pub description: String,
    /// The names of its rights.
    pub rights: Vec<String>,
    /// The version that was changed; empty for a new role.
    pub version: String,
}

impl Input {
    /// A tick sends its name each time, so there may be several.
    pub fn read(pairs: Vec<(String, String)>) -> Self {
        let mut input = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "name" => input.name = value,
                "description" => input.description = value,
                "right" => input.rights.push(value),
                "version" => input.version = value,
                _ => {}
            }
        }
        input
    }

    pub fn draft(&self) -> Draft {
        Draft {
            name: self.name.clone(),
            description: self.description.clone(),
            rights: self.rights.clone(),
        }
    }
}

/// A role, and who has it.
pub struct Seen {
    pub role: OwnRole,
    /// The first of them by name.
    pub holders: Vec<User>,
    pub people: u64,
}

pub fn list(cx: &Cx, rows: &[Row]) -> Markup {
    let l = &cx.locale;
    let new = || {
        let new = Button::primary(l.t("identity-role-new")).icon("plus").key("c");
        new.href(format!("{PATH}/new"))
    };
    let content = html! {
        div.sheet-head {
            div { h1 { (l.t("identity-roles")) } p { (l.t("identity-roles-text")) } }
            @if !rows.is_empty() { (new()) }
        }
        div.stack data-live="roles" hx-get=(PATH) hx-trigger="live" hx-target="#main" hx-swap="innerMorph" {
            @if rows.is_empty() { (empty("shield-check", &l.t("identity-roles-none"), Some(new()), Some("C"))) }
            @else { (own(cx, rows)) }
            section.section aria-labelledby="built-in" {
                h2 #built-in { (l.t("identity-roles-built-in")) }
                p { (l.t("identity-roles-built-in-text")) }
                (built_in(cx))
            }
        }
    };
    ui::page(cx, Page::sheet(l.t("identity-roles"), content).crumb(l.t("identity-admin"), "/admin"))
}

fn own(cx: &Cx, rows: &[Row]) -> Markup {
    let l = &cx.locale;
    let row = |row: &Row| {
        html! {
            th scope="row" {
                a href={ (PATH) "/" (row.role.id) } { (row.role.name) }
                div.meta { (row.role.description) }
            }
            td data-label=(l.t("identity-role-rights")) {
                @if row.rights == 0 { (l.t("identity-role-rights-none")) }
                @else { (l.ta("identity-role-rights-count", &[("n", row.rights.into())])) }
            }
            td.number data-label=(l.t("identity-role-holders")) { (row.people) }
        }
    };
    html! {
        (Table::new(l.t("identity-roles-own"))
            .cards()
            .column(Column::new(l.t("identity-role-name")))
            .column(Column::new(l.t("identity-role-rights")))
            .column(Column::number(l.t("identity-role-holders")))
            .rows(rows.iter().map(row)))
    }
}

/// What the kinds of accounts give by themselves.
fn built_in(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let row = |kind: Role| {
        let rights = cx.kontor.rights_of(kind);
        let held = cx.kontor.grants().filter(|grant| rights.contains(&grant.right));
        let held: Vec<String> = held.map(|grant| l.t(grant.label)).collect();
        html! {
            th scope="row" { (l.t(kind.key())) }
            td data-label=(l.t("identity-role-rights")) {
                @if kind == Role::Admin { (l.t("identity-role-rights-all")) }
                @else if held.is_empty() { (l.t("identity-role-rights-none")) }
                @else { ul.stack.tight { @for text in held { li { (text) } } } }
            }
        }
    };
    html! {
        (Table::new(l.t("identity-roles-built-in"))
            .cards()
            .columns(["identity-role-name", "identity-role-rights"].map(|key| l.t(key)))
            .rows([Role::Admin, Role::Agent, Role::Customer].map(row)))
    }
}

fn fields(cx: &Cx, input: &Input, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let mut areas: Vec<(&str, Vec<&Grant>)> = Vec::new();
    for grant in cx.kontor.grants() {
        match areas.iter_mut().find(|(area, _)| *area == grant.area) {
            Some((_, grants)) => grants.push(grant),
            None => areas.push((grant.area, vec![grant])),
        }
    }
    html! {
        (Field::text("name", l.t("identity-role-name")).value(&input.name).max(Draft::LONGEST_NAME)
            .attr("autocomplete", "off").errors(l, wrong).required())
        (Field::area("description", l.t("identity-role-description"), 2).value(&input.description)
            .max(Draft::LONGEST_DESCRIPTION).optional(l).errors(l, wrong))
        @for (area, grants) in areas {
            fieldset {
                legend { (l.t(area)) }
                @for grant in grants {
                    (Field::check("right", l.t(grant.label)).value(grant.right.0)
                        .id(format!("f-right-{}", grant.right.0.replace('.', "-")))
                        .checked(input.rights.iter().any(|held| held == grant.right.0)))
                }
            }
        }
    }
}

const FIELDS: [&str; 2] = ["name", "description"];

pub fn new(cx: &Cx, input: &Input, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.sheet-head { h1 { (l.t("identity-role-new")) } }
        (refused(l, wrong, &FIELDS))
        form.form method="post" action=(PATH) {
            (fields(cx, input, wrong))
            div.form-foot {
                (Button::primary(l.t("identity-role-create")).icon("plus"))
                (Button::quiet(l.t("identity-cancel")).href(PATH))
            }
        }
    };
    let page = Page::form(l.t("identity-role-new"), content);
    ui::page(cx, page.crumb(l.t("identity-admin"), "/admin").crumb(l.t("identity-roles"), PATH))
}

pub fn show(cx: &Cx, seen: &Seen, input: &Input, wrong: &[Refusal]) -> Markup {
    let (l, role) = (&cx.locale, &seen.role);
    let content = html! {
        div.sheet-head {
            h1 { (role.name) }
            (Button::new(l.t("identity-role-copy")).icon("copy").href(format!("{PATH}/new?from={}", role.id)))
        }
        (refused(l, wrong, &FIELDS))
        form.form method="post" action={ (PATH) "/" (role.id) } {
            input type="hidden" name="version" value=(input.version);
            (fields(cx, input, wrong))
            p.meta { (l.t("identity-role-effect")) }
            div.form-foot { (Button::primary(l.t("identity-save")).icon("check")) }
        }
        section.section aria-labelledby="holders" {
            h2 #holders { (l.t("identity-role-holders")) }
            (holders(cx, seen))
            (ui::audit_link(cx, &format!("role:{}", role.id)))
            @if seen.people == 0 {
                form method="post" action={ (PATH) "/" (role.id) "/removal" } {
                    div.form-foot { (Button::danger(l.t("identity-role-remove")).icon("trash-2")) }
                }
            }
        }
    };
    let page = Page::form(role.name.clone(), content);
    ui::page(cx, page.crumb(l.t("identity-admin"), "/admin").crumb(l.t("identity-roles"), PATH))
}

fn holders(cx: &Cx, seen: &Seen) -> Markup {
    let l = &cx.locale;
    let more = seen.people.saturating_sub(seen.holders.len() as u64);
    html! {
        @if seen.people == 0 {
            p { (l.t("identity-role-holders-none")) }
        } @else {
            ul.stack.tight {
                @for user in &seen.holders { li { a href={ "/admin/users/" (user.id) } { (user.name) } } }
                @if more > 0 { li.meta { (l.ta("identity-role-holders-more", &[("n", more.into())])) } }
            }
            p.meta { (l.t("identity-role-kept")) }
        }
    }
}

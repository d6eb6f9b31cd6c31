//! Groups: the teams that tickets belong to.

use crate::actions::GroupForm;
use crate::domain::group::{Group, GroupId};
use maud::{Markup, html};
use platform::roles::OwnRole;
use platform::users::User;
use platform::{Cx, Refusal};
use ui::{Badge, Button, Column, Field, Notice, Page, Table, Tone, empty, page as whole};

/// A group with the names of its members.
pub(crate) type Row = (Group, Vec<String>);

pub(crate) fn list(cx: &Cx, groups: &[Row]) -> Markup {
    let l = &cx.locale;
    let title = l.t("helpdesk-groups");
    let new = || {
        Button::primary(l.t("helpdesk-group-new")).icon("plus").key("c").href("/admin/groups/new")
    };
    let rows = groups.iter().map(|(group, members)| {
        html! {
            th scope="row" {
                a href={ "/admin/groups/" (group.id) } { (group.name) }
                @if group.reserved { " " (Badge::new(Tone::Info, "lock", l.t("helpdesk-group-is-reserved"))) }
            }
            td data-label=(l.t("helpdesk-members")) {
                @if members.is_empty() { span.meta { (l.t("helpdesk-members-none")) } } @else { (members.join(", ")) }
            }
            td data-label=(l.t("helpdesk-state")) { (active(cx, group.active)) }
        }
    });
    let table = Table::new(&title)
        .cards()
        .column(Column::new(l.t("helpdesk-name")))
        .column(Column::new(l.t("helpdesk-members")))
        .column(Column::new(l.t("helpdesk-state")))
        .rows(rows);
    let content = html! {
        div.sheet-head {
            div { h1 { (title) } p { (l.t("helpdesk-groups-text")) } }
            @if !groups.is_empty() { (new()) }
        }
        @if groups.is_empty() { (empty("users", &l.t("helpdesk-groups-none"), Some(new()), Some("C"))) }
        @else { (table) }
    };
    whole(cx, Page::sheet(title, content).crumb(l.t("helpdesk-admin"), "/admin"))
}

/// Whom the group's tickets are for: administrators choose it, others read it.
fn access(cx: &Cx, form: &GroupForm, roles: &[OwnRole]) -> Markup {
    let l = &cx.locale;
    let access = form.access.clone().unwrap_or_default();
    let has = |role: &&OwnRole| access.roles.contains(&role.id);
    let named: Vec<&str> = roles.iter().filter(has).map(|role| role.name.as_str()).collect();
    html! {
        fieldset.fieldset {
            legend { (l.t("helpdesk-group-access")) }
            @if cx.has_everything() {
                (Field::check("reserved", l.t("helpdesk-group-reserved")).checked(access.reserved)
                    .hint(l.t("helpdesk-group-reserved-hint")))
                @for role in roles {
                    (Field::check("role", &role.name).id(format!("role-{}", role.id))
                        .value(role.id.to_string()).checked(has(&role)))
                }
            } @else if access.reserved {
                p { (l.t("helpdesk-group-reserved")) @if !named.is_empty() { ": " (named.join(", ")) } }
            } @else {
                p { (l.t("helpdesk-group-open")) }
            }
        }
    }
}

/// In use, or kept for what still refers to it.
pub(crate) fn active(cx: &Cx, active: bool) -> Badge {
    let l = &cx.locale;
    if active {
        Badge::new(Tone::Ok, "circle-check", l.t("helpdesk-active"))
    } else {
        Badge::new(Tone::Quiet, "circle-slash", l.t("helpdesk-inactive"))
    }
}

/// The form of a new group, or of the one with this id.
#[derive(Debug)]
pub(crate) struct Filled {
    pub id: Option<GroupId>,
    pub form: GroupForm,
    pub wrong: Vec<Refusal>,
}

pub(crate) fn form(cx: &Cx, filled: &Filled, agents: &[User], roles: &[OwnRole]) -> Markup {
    let l = &cx.locale;
    let form = &filled.form;
    let title = match filled.id {
        Some(_) => l.t("helpdesk-group-change"),
        None => l.t("helpdesk-group-new"),
    };
    let action = filled.id.map_or("/admin/groups".to_owned(), |id| format!("/admin/groups/{id}"));
    let unplaced = filled.wrong.iter().filter(|one| {
        one.field.as_deref().is_none_or(|field| !["name", "active"].contains(&field))
    });
    let content = html! {
        div.sheet-head { h1 { (title) } }
        @for one in unplaced { (Notice::danger(one.say(l))) }
        form.form method="post" action=(action) {
            @if let Some(version) = form.version { input type="hidden" name="version" value=(version); }
            (Field::text("name", l.t("helpdesk-name")).value(&form.name).max(100).required().autofocus().errors(l, &filled.wrong))
            fieldset.fieldset {
                legend { (l.t("helpdesk-members")) }
                @for agent in agents {
                    (Field::check("member", &agent.name).id(format!("member-{}", agent.id))
                        .value(agent.id.to_string()).checked(form.members.contains(&agent.id)))
                }
            }
            (access(cx, form, roles))
            @if filled.id.is_some() {
                (Field::check("active", l.t("helpdesk-active")).checked(form.active)
                    .hint(l.t("helpdesk-group-active-hint")).errors(l, &filled.wrong))
            }
            div.form-foot {
                (Button::primary(l.t("helpdesk-save")))
                (Button::quiet(l.t("helpdesk-cancel")).href("/admin/groups"))
            }
        }
    };
    whole(
        cx,
        Page::form(title, content)
            .crumb(l.t("helpdesk-admin"), "/admin")
            .crumb(l.t("helpdesk-groups"), "/admin/groups"),
    )
}

//! Categories: what tickets are about.

use super::group::active;
use crate::actions::CategoryForm;
use crate::domain::category::{Category, CategoryId};
use maud::{Markup, html};
use platform::{Cx, Locale, Refusal};
use ui::{Button, Column, Field, Notice, Page, Table, page as whole};

/// All categories, and below them the form for another; `new` is what was typed there and refused.
pub(crate) fn list(cx: &Cx, categories: &[Category], new: &Filled) -> Markup {
    let l = &cx.locale;
    let title = l.t("helpdesk-categories");
    let rows = categories.iter().map(|category| {
        html! {
            th scope="row" { a href={ "/admin/categories/" (category.id) } { (category.name) } }
            td data-label=(l.t("helpdesk-state")) { (active(cx, category.active)) }
        }
    });
    let table = Table::new(&title)
        .column(Column::new(l.t("helpdesk-name")))
        .column(Column::new(l.t("helpdesk-state")))
        .rows(rows);
    let content = html! {
        div.sheet-head { div { h1 { (title) } p { (l.t("helpdesk-categories-text")) } } }
        @if categories.is_empty() { p.meta { (l.t("helpdesk-categories-none")) } } @else { (table) }
        section.section {
            h2 { (l.t("helpdesk-category-new")) }
            (unplaced(l, &new.wrong))
            form.form method="post" action="/admin/categories" {
                (Field::text("name", l.t("helpdesk-name")).value(&new.form.name).max(100).required()
                    .attr("data-key", "c").errors(l, &new.wrong))
                div.form-foot { (Button::primary(l.t("helpdesk-category-add")).icon("plus")) }
            }
        }
    };
    whole(cx, Page::form(title, content).crumb(l.t("helpdesk-admin"), "/admin"))
}

/// A category's form as it was filled in.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    pub form: CategoryForm,
    pub wrong: Vec<Refusal>,
}

pub(crate) fn form(cx: &Cx, id: CategoryId, filled: &Filled) -> Markup {
    let l = &cx.locale;
    let title = l.t("helpdesk-category-change");
    let content = html! {
        div.sheet-head { h1 { (title) } }
        (unplaced(l, &filled.wrong))
        form.form method="post" action={ "/admin/categories/" (id) } {
            @if let Some(version) = filled.form.version { input type="hidden" name="version" value=(version); }
            (Field::text("name", l.t("helpdesk-name")).value(&filled.form.name).max(100).required().errors(l, &filled.wrong))
            (Field::check("active", l.t("helpdesk-active")).checked(filled.form.active)
                .hint(l.t("helpdesk-category-active-hint")).errors(l, &filled.wrong))
            div.form-foot {
                (Button::primary(l.t("helpdesk-save")))
                (Button::quiet(l.t("helpdesk-cancel")).href("/admin/categories"))
            }
        }
    };
    whole(
        cx,
        Page::form(title, content)
            .crumb(l.t("helpdesk-admin"), "/admin")
            .crumb(l.t("helpdesk-categories"), "/admin/categories"),
    )
}

fn unplaced(l: &Locale, wrong: &[Refusal]) -> Markup {
    let hidden = |one: &&Refusal| {
        one.field.as_deref().is_none_or(|field| !["name", "active"].contains(&field))
    };
    html! { @for one in wrong.iter().filter(hidden) { (Notice::danger(one.say(l))) } }
}

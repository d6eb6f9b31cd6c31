//! Many licences at once: the form, and what came of it.

use super::licence_filter::policies;
use super::licence_form::{Filled, common, no_policy};
use super::licence_list::{Choices, label};
use crate::domain::licence::Licence;
use crate::domain::licence_draft::LicenceDraft;
use crate::web::licence_list::PATH;
use maud::{Markup, html};
use platform::Cx;
use platform::op::OpId;
use ui::{Button, Field, Notice, Page, Table};

/// So many of a batch stand on its page; the file has all.
pub(crate) const SHOWN: usize = 20;

const HERE: &[&str] = &[
    "policy",
    "count",
    "name",
    "organisation",
    "owner",
    "ends",
    "endless",
    "group",
    "environment",
];

pub(crate) fn new(cx: &Cx, filled: &Filled, choices: &Choices) -> Markup {
    let l = &cx.locale;
    let title = l.t("licensing-batch");
    let op = filled.op.map(|op| op.to_string()).unwrap_or_default();
    let most = l.number(i64::try_from(LicenceDraft::MOST).unwrap_or(i64::MAX));
    let count = Field::input("number", "count", l.t("licensing-batch-count"));
    let content = html! {
        div.sheet-head {
            div { h1 { (title) } p { (l.ta("licensing-batch-text", &[("most", most.into())])) } }
        }
        (no_policy(cx, choices))
        (filled.unplaced(l, HERE))
        form.form method="post" action="/licences/batch" {
            input type="hidden" name="op" value=(op);
            (filled.policy(l, policies(choices)))
            div.form-row {
                (filled.fitted(l, "count", count).attr("min", "1").attr("max", LicenceDraft::MOST.to_string()).required())
                (filled.text(l, "name").optional(l).hint(l.t("licensing-batch-name-hint")))
            }
            (common(l, filled, choices))
            div.form-foot {
                (Button::primary(l.t("licensing-batch-issue")).icon("plus"))
                (Button::quiet(l.t("licensing-pages-cancel")).href(PATH))
            }
        }
    };
    ui::page(cx, Page::form(title, content).crumb(l.t("licensing-app"), PATH))
}

/// The first licences of a batch, and the way to all keys.
pub(crate) fn done(cx: &Cx, first: &[Licence], count: usize, op: OpId) -> Markup {
    let l = &cx.locale;
    let title = l.ta("licensing-batch-done", &[("n", count.into())]);
    let table = Table::new(l.t("licensing-app"))
        .cards()
        .columns([
            l.t("licensing-field-name"),
            l.t("licensing-key-end"),
            l.t("licensing-field-ends"),
        ])
        .rows(first.iter().map(|one| {
            html! {
                th scope="row" { a href={ (PATH) "/" (one.id) } { (label(l, one)) } }
                td.mono data-label=(l.t("licensing-key-end")) { (one.key_hint) }
                td data-label=(l.t("licensing-field-ends")) {
                    @match one.expires_at { Some(end) => (ui::date(l, end.0)), None => (l.t("licensing-no-end")) }
                }
            }
        }));
    let content = html! {
        div.sheet-head { h1 { (title) } }
        (Notice::ok(l.t("licensing-batch-fetch-text")))
        form.form method="post" action={ "/licences/batches/" (op) "/keys" } {
            div.form-foot {
                (Button::primary(l.t("licensing-batch-fetch")).icon("download"))
                (Button::quiet(l.t("licensing-list-all")).href(PATH))
            }
        }
        (table)
        @if count > first.len() { p.meta { (l.ta("licensing-remove-more", &[("n", (count - first.len()).into())])) } }
    };
    ui::page(cx, Page::sheet(title, content).crumb(l.t("licensing-app"), PATH))
}

//! The machines of a licence as a table.

use super::badge;
use super::machine_list::label;
use crate::domain::machine::Machine;
use crate::rights;
use maud::{Markup, html};
use platform::Cx;
use ui::{Button, Column, Table};

pub(crate) fn table(cx: &Cx, machines: &[Machine]) -> Markup {
    let l = &cx.locale;
    if machines.is_empty() {
        return html! { p.meta { (l.t("licensing-machines-none")) } };
    }
    let row = |machine: &Machine| {
        html! {
            th scope="row" { a href={ "/machines/" (machine.id) } { (label(machine)) } }
            td data-label=(l.t("licensing-field-heartbeat")) { (badge::heartbeat(l, machine.heartbeat(cx.now))) }
            td data-label=(l.t("licensing-field-platform")) { (machine.platform) }
            td data-label=(l.t("licensing-field-activated")) { (ui::date(l, machine.created_at.0)) }
            td.actions {
                @if cx.may(rights::WORK) {
                    (Button::quiet(l.t("licensing-machine-release")).icon("unlink").icon_only()
                        .href(format!("/machines/{}/release", machine.id)))
                }
            }
        }
    };
    let table = Table::new(l.t("licensing-machines"))
        .cards()
        .columns([
            l.t("licensing-machine"),
            l.t("licensing-field-heartbeat"),
            l.t("licensing-field-platform"),
            l.t("licensing-field-activated"),
        ])
        .column(Column::hidden(l.t("licensing-pages-actions")))
        .rows(machines.iter().map(row));
    html! { (table) }
}

use crate::domain::program::SignIn;
use maud::{Markup, html};
use platform::Cx;
use ui::{Button, Column, Table, ago, datetime, tag};

/// The programs that are signed in, as the account page tells them.
pub fn section(cx: &Cx, programs: &[SignIn]) -> Markup {
    let l = &cx.locale;
    let heads = ["identity-program", "identity-session-ip", "identity-session-last"];
    html! {
        p.meta { (l.t("identity-programs-text")) }
        @if programs.is_empty() { p { (l.t("identity-programs-none")) } }
        @else {
            (Table::new(l.t("identity-programs"))
                .cards()
                .columns(heads.map(|key| l.t(key)))
                .column(Column::hidden(l.t("identity-session-end")))
                .rows(programs.iter().map(|program| row(cx, program))))
        }
        @if programs.len() > 1 {
            form method="post" action="/account/programs/end" {
                div.form-foot { (Button::new(l.t("identity-programs-end")).icon("log-out")) }
            }
        }
    }
}

fn row(cx: &Cx, program: &SignIn) -> Markup {
    let l = &cx.locale;
    html! {
        th scope="row" {
            @if program.name.is_empty() { (l.t("identity-session-unknown")) } @else { (program.name) }
            div.meta { (l.t("identity-session-since")) " " (datetime(l, program.created_at.0)) }
            div { @for scope in program.scopes() { (tag(scope)) " " } }
        }
        td data-label=(l.t("identity-session-ip")) { span.mono { (program.ip) } }
        td data-label=(l.t("identity-session-last")) { (ago(l, program.renewed_at.0, cx.now)) }
        td.actions {
            form method="post" action={ "/account/programs/" (program.id) "/end" } {
                (Button::quiet(l.t("identity-session-end")).icon("x"))
            }
        }
    }
}

//! The form that gives the seat of a device to another one, drawn.

use super::device::{Own, head, left, refused};
use super::offline::TIMES;
use super::{Frame, page as framed};
use maud::{Markup, html};
use platform::{Locale, Refusal};
use ui::{Button, Choice, Field, Notice};

/// The form as it was filled in.
#[derive(Clone, Debug)]
pub struct Typed {
    /// What the new device shows or wrote down.
    pub request: String,
    pub name: String,
    /// It has no network: its file is wanted along.
    pub offline: bool,
    pub ttl: String,
}

impl Default for Typed {
    fn default() -> Self {
        let (request, name) = (String::new(), String::new());
        Self { request, name, offline: false, ttl: TIMES[1].0.to_string() }
    }
}

pub fn page(frame: Frame<'_>, own: &Own, (typed, wrong): (&Typed, &[Refusal])) -> Markup {
    let l = &frame.cx.locale;
    let name = own.device.label();
    let title = l.ta("licensing-portal-move-named", &[("name", name.into())]);
    let back = own.back();
    let content = html! {
        (head(l, own, &title))
        (Notice::info(l.ta("licensing-portal-move-text", &[("name", name.into())])))
        (left(l, own))
        (refused(l, own, wrong))
        form.form method="post" action={ (back) "/devices/" (own.device.id) "/transfer" }
            enctype="multipart/form-data" {
            @if own.may_go() { (fields(l, typed, wrong)) }
            div.form-foot {
                @if own.may_go() { (Button::primary(l.t("licensing-portal-move")).icon("forward")) }
                (Button::quiet(l.t("licensing-cancel")).href(&back))
            }
        }
    };
    framed(frame, title.clone(), &content)
}

fn fields(l: &Locale, typed: &Typed, wrong: &[Refusal]) -> Markup {
    let times = TIMES.map(|(seconds, label)| Choice::new(seconds.to_string(), l.t(label)));
    html! {
        (Field::area("request", l.t("licensing-portal-move-request"), 3).value(&typed.request).mono()
            .hint(l.t("licensing-portal-move-request-hint")).errors(l, wrong))
        (Field::file("upload", l.t("licensing-portal-upload"), false).optional(l))
        (Field::text("name", l.t("licensing-portal-move-name")).value(&typed.name).max(200).optional(l)
            .errors(l, wrong))
        (Field::check("offline", l.t("licensing-portal-move-offline")).checked(typed.offline)
            .hint(l.t("licensing-portal-move-offline-hint")))
        (Field::select("ttl", l.t("licensing-portal-move-ttl"), times.to_vec()).value(&typed.ttl)
            .errors(l, wrong))
    }
}

//! The form for a file that is carried to a device without a network, drawn.

use super::{Frame, page as framed};
use crate::domain::licence::Licence;
use crate::domain::machine::Machine;
use crate::views::licence_list::label;
use crate::views::unplaced;
use maud::{Markup, html};
use platform::{Locale, Refusal};
use ui::{Button, Choice, Field};

/// For how many seconds a file can be good.
pub const TIMES: [(u64, &str); 3] = [
    (604_800, "licensing-offline-week"),
    (2_592_000, "licensing-offline-month"),
    (31_536_000, "licensing-offline-year"),
];

/// The form as it was filled in.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The id of a device; nothing for the licence itself.
    pub device: String,
    /// What a device wrote down.
    pub request: String,
    pub ttl: String,
    /// A device that is not known yet takes a seat.
    pub register: bool,
}

impl Default for Typed {
    fn default() -> Self {
        let (device, request) = (String::new(), String::new());
        Self { device, request, ttl: TIMES[1].0.to_string(), register: false }
    }
}

pub struct Shown<'a> {
    pub licence: Licence,
    pub devices: Vec<Machine>,
    /// Its holder may take devices in.
    pub takes_devices: bool,
    pub typed: &'a Typed,
    pub wrong: &'a [Refusal],
}

pub fn page(frame: Frame<'_>, shown: &Shown<'_>) -> Markup {
    let l = &frame.cx.locale;
    let title = l.t("licensing-portal-file");
    let back = format!("{}/{}", super::licence::PATH, shown.licence.id);
    let content = html! {
        div.stack.tight {
            h1 { (title) }
            p.meta { a href=(back) { (label(l, &shown.licence)) } }
        }
        p { (l.t("licensing-portal-file-text")) }
        (unplaced(l, shown.wrong))
        form.form method="post" action={ (back) "/file" } enctype="multipart/form-data" {
            (fields(l, shown))
            div.form-foot {
                (Button::primary(l.t("licensing-offline-make")).icon("download"))
                (Button::quiet(l.t("licensing-offline-back")).href(&back))
            }
        }
    };
    framed(frame, title.clone(), &content)
}

fn fields(l: &Locale, shown: &Shown<'_>) -> Markup {
    let (typed, wrong) = (shown.typed, shown.wrong);
    let times = TIMES.map(|(seconds, label)| Choice::new(seconds.to_string(), l.t(label)));
    let licence = Choice::new("", l.t("licensing-offline-licence"));
    let device = |one: &Machine| Choice::new(one.id.to_string(), one.label());
    let devices: Vec<_> =
        std::iter::once(licence).chain(shown.devices.iter().map(device)).collect();
    html! {
        (Field::select("device", l.t("licensing-offline-for"), devices).value(&typed.device))
        (Field::area("request", l.t("licensing-portal-request"), 3).value(&typed.request).mono().optional(l)
            .hint(l.t("licensing-portal-request-hint")).errors(l, wrong))
        (Field::file("upload", l.t("licensing-portal-upload"), false).optional(l))
        @if shown.takes_devices {
            (Field::check("register", l.t("licensing-portal-register")).checked(typed.register)
                .hint(l.t("licensing-portal-register-hint")))
        }
        (Field::select("ttl", l.t("licensing-offline-time"), times).value(&typed.ttl).errors(l, wrong))
    }
}

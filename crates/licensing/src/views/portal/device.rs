//! The question whether a device's seat is to be free, drawn.

use super::page as framed;
use crate::domain::licence::Licence;
use crate::domain::machine::Machine;
use crate::domain::portal::Visit;
use crate::views::licence_list::label;
use crate::views::unplaced;
use maud::{Markup, html};
use platform::{Cx, Refusal};
use ui::{Button, Notice};

pub fn release(
    cx: &Cx,
    visit: &Visit,
    licence: &Licence,
    device: &Machine,
    wrong: &[Refusal],
) -> Markup {
    let l = &cx.locale;
    let title = l.ta("licensing-portal-release-named", &[("name", device.label().into())]);
    let back = format!("{}/{}", super::licence::PATH, licence.id);
    let content = html! {
        div.stack.tight {
            h1 { (title) }
            p.meta { a href=(back) { (label(l, licence)) } }
        }
        (unplaced(l, wrong))
        (Notice::warn(l.t("licensing-portal-release-text")))
        form.form method="post" action={ (back) "/devices/" (device.id) "/release" } {
            div.form-foot {
                (Button::danger(l.t("licensing-machine-release")).icon("unlink"))
                (Button::quiet(l.t("licensing-cancel")).href(&back))
            }
        }
    };
    framed(cx, Some(visit), title.clone(), &content)
}

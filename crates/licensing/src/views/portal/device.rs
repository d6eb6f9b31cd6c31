//! A device of a visitor's licence, and the question whether its seat is to be free, drawn.

use super::{Frame, page as framed};
use crate::domain::activation_event::{Allowance, Left};
use crate::domain::licence::Licence;
use crate::domain::machine::Machine;
use crate::views::licence_list::label;
use crate::views::unplaced;
use maud::{Markup, html};
use platform::{Locale, Refusal};
use ui::{Button, Notice};

/// A device of a licence, both of which are the visitor's.
pub struct Own {
    pub licence: Licence,
    pub device: Machine,
    /// How often its seat may be freed or moved; none where that is as often as one likes.
    pub left: Option<(Allowance, Left)>,
}

impl Own {
    /// The licence's own page.
    pub fn back(&self) -> String {
        format!("{}/{}", super::licence::PATH, self.licence.id)
    }

    /// Whether there is a release or a move left.
    pub fn may_go(&self) -> bool {
        self.left.is_none_or(|(_, left)| left.count > 0)
    }
}

pub fn release(frame: Frame<'_>, own: &Own, wrong: &[Refusal]) -> Markup {
    let l = &frame.cx.locale;
    let name = own.device.label();
    let title = l.ta("licensing-portal-release-named", &[("name", name.into())]);
    let back = own.back();
    let content = html! {
        (head(l, own, &title))
        (refused(l, own, wrong))
        (Notice::warn(l.t("licensing-portal-release-text")))
        (left(l, own))
        form.form method="post" action={ (back) "/devices/" (own.device.id) "/release" } {
            div.form-foot {
                @if own.may_go() { (Button::danger(l.t("licensing-machine-release")).icon("unlink")) }
                (Button::quiet(l.t("licensing-cancel")).href(&back))
            }
        }
    };
    framed(frame, title.clone(), &content)
}

/// What the page is about, with the way back to the licence.
pub(super) fn head(l: &Locale, own: &Own, title: &str) -> Markup {
    html! {
        div.stack.tight {
            h1 { (title) }
            p.meta { a href=(own.back()) { (label(l, &own.licence)) } }
        }
    }
}

/// What of no field speaks against it; that there is none left stands on the page already.
pub(super) fn refused(l: &Locale, own: &Own, wrong: &[Refusal]) -> Markup {
    let is_told = |one: &&Refusal| !own.may_go() && one.key == "licensing-deactivations-spent";
    let rest: Vec<_> = wrong.iter().filter(|one| !is_told(one)).cloned().collect();
    unplaced(l, &rest)
}

/// How often devices can be released or moved, said before it is tried.
pub(super) fn left(l: &Locale, own: &Own) -> Markup {
    let Some((allowance, left)) = &own.left else { return Markup::default() };
    let most = i64::try_from(left.most).unwrap_or(i64::MAX);
    let days = allowance.within.num_days();
    if let Some(again) = left.again {
        let again = l.datetime(again);
        let args = [("most", most.into()), ("days", days.into()), ("again", again.into())];
        return html! { (Notice::danger(l.ta("licensing-portal-left-none", &args))) };
    }
    let count = i64::try_from(left.count).unwrap_or(i64::MAX);
    let args = [("count", count.into()), ("most", most.into()), ("days", days.into())];
    html! { p.meta { (l.ta("licensing-portal-left", &args)) } }
}

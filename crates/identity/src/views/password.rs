use super::{new_password, provider, refused};
use crate::domain::link::Purpose;
use maud::{Markup, html};
use platform::{Cx, Refusal, User};
use ui::{Button, Notice, Page};

/// Where somebody chooses a password with a link. The name is there for password managers.
/// Who is invited may come by a provider instead.
pub fn choose(
    cx: &Cx,
    user: &User,
    (token, purpose): (&str, Purpose),
    wrong: &[Refusal],
) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.stack.loose {
            h1 { (l.ta("identity-choose-title", &[("name", user.name.as_str().into())])) }
            p { (l.ta("identity-choose-text", &[("email", user.email.as_str().into())])) }
            @if purpose == Purpose::Replacement { (Notice::warn(l.t("identity-choose-stolen"))) }
            (refused(l, wrong, &["password"]))
            form.form method="post" action="/sign-in/password" {
                input type="hidden" name="token" value=(token);
                input hidden type="email" name="username" autocomplete="username" readonly value=(user.email);
                (new_password(cx, wrong))
                (Button::primary(l.t("identity-choose-save")).icon("check").wide())
            }
            @if purpose == Purpose::Invitation { (provider::buttons(cx, &[("invitation", token)], "identity-sso-accept")) }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-choose"), content))
}

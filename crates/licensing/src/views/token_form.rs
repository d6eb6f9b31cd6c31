//! The form for a new token.

use super::account::{PATH, TOKENS};
use crate::domain::environment::Environment;
use crate::domain::product::Product;
use crate::domain::token::Bearer;
use crate::domain::token_draft::Draft;
use maud::{Markup, html};
use platform::{Cx, Locale, Refusal};
use ui::{Button, Choice, Field, Notice, Page};

/// Whom a token can be made for.
pub(crate) struct Offered {
    pub products: Vec<Product>,
    pub environments: Vec<Environment>,
}

/// A token as it was entered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Input {
    pub name: String,
    /// A kind, with `:` and an id where it is of something.
    pub bearer: String,
    pub days: String,
    pub permissions: Vec<String>,
}

impl Input {
    /// What is offered.
    pub fn usual() -> Self {
        Self { bearer: Bearer::Admin.name().into(), days: "365".into(), ..Self::default() }
    }

    /// A tick sends its name each time, so there may be several.
    pub fn read(pairs: Vec<(String, String)>) -> Self {
        let mut input = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "name" => input.name = value,
                "of" => input.bearer = value,
                "expiry" => input.days = value,
                "permissions" => input.permissions.push(value),
                _ => {}
            }
        }
        input
    }
}

const FIELDS: [&str; 4] = ["name", "of", "expiry", "permissions"];

pub(crate) fn new(cx: &Cx, offered: &Offered, input: &Input, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let about = |one: &&Refusal| one.field.as_deref().is_some_and(|name| FIELDS.contains(&name));
    let content = html! {
        div.sheet-head { div { h1 { (l.t("licensing-token-new")) } p { (l.t("licensing-token-new-text")) } } }
        @for one in wrong.iter().filter(|one| !about(one)) { (Notice::danger(one.say(l))) }
        form.form method="post" action=(TOKENS) {
            (Field::text("name", l.t("licensing-token-name")).value(&input.name).max(Draft::LONGEST_NAME)
                .hint(l.t("licensing-token-name-hint")).attr("autocomplete", "off").errors(l, wrong).required())
            (Field::select("of", l.t("licensing-token-bearer"), choices(l, offered)).value(&input.bearer)
                .hint(l.t("licensing-token-bearer-hint")).errors(l, wrong).required())
            (Field::input("number", "expiry", l.t("licensing-token-days")).value(&input.days).attr("min", "1")
                .hint(l.t("licensing-token-days-hint")).optional(l).errors(l, wrong))
            (permissions(l, input, wrong))
            div.form-foot {
                (Button::primary(l.t("licensing-token-create")).icon("key-round"))
                (Button::quiet(l.t("licensing-token-cancel")).href(TOKENS))
            }
        }
    };
    let page = Page::form(l.t("licensing-token-new"), content);
    ui::page(
        cx,
        page.crumb(l.t("licensing-account-admin"), "/admin")
            .crumb(l.t("licensing-account"), PATH)
            .crumb(l.t("licensing-tokens"), TOKENS),
    )
}

/// The account's own kinds, then each product and each environment.
fn choices(l: &Locale, offered: &Offered) -> Vec<Choice> {
    let of_account = Bearer::ALL.iter().filter(|bearer| bearer.is_of_account());
    let of_account = of_account.map(|bearer| Choice::new(bearer.name(), l.t(bearer.key())));
    let one = |bearer: Bearer, id: String, name: &str| {
        Choice::new(format!("{}:{id}", bearer.name()), format!("{}: {name}", l.t(bearer.key())))
    };
    let products = offered.products.iter();
    let products = products.map(|it| one(Bearer::Product, it.id.to_string(), &it.name));
    let environments = offered.environments.iter();
    let environments = environments.map(|it| one(Bearer::Environment, it.id.to_string(), &it.name));
    of_account.chain(products).chain(environments).collect()
}

fn permissions(l: &Locale, input: &Input, wrong: &[Refusal]) -> Markup {
    let said: Vec<_> =
        wrong.iter().filter(|one| one.field.as_deref() == Some("permissions")).collect();
    let is_asked = |name: &str| input.permissions.iter().any(|asked| asked == name);
    html! {
        details open[!input.permissions.is_empty()] {
            summary { (l.t("licensing-token-fewer")) }
            p.meta { (l.t("licensing-token-fewer-text")) }
            @for one in said { (Notice::danger(one.say(l))) }
            fieldset {
                legend { (l.t("licensing-token-permissions")) }
                @for name in Bearer::Admin.permissions() {
                    (Field::check("permissions", name).value(name)
                        .id(format!("f-permission-{}", name.replace('.', "-"))).checked(is_asked(name)))
                }
            }
        }
    }
}
